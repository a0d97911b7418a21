//! The summary as a document: what stands in the signed JSON around the figures.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::figures::Screening;
use super::{Error, Figures, Hash, Kind, Missing, Period, Running};
use crate::seal;
use crate::terms::{hex, sha256};

/// The name and version of this form; a change of the fields is another one.
pub const SCHEMA: &str = "loket-summary/3";
/// The form before: whose village nobody knows stands among those from elsewhere.
const WITHOUT_UNKNOWN: &str = "loket-summary/2";
/// The form before that: without the growth card too.
const WITHOUT_CARD: &str = "loket-summary/1";
/// The one chain of a clinic.
const STREAM: &str = "summary";
/// What the seal is and is not; the document says so itself.
const STATEMENT: &str = "Disegel dengan segel klinik. Segel ini membuktikan asal dan keutuhan; \
    bukan tanda tangan elektronik tersertifikasi.";

/// How things are counted, in the words of whoever receives it.
const DEFINITIONS: [(&str, &str); 11] = [
    (
        "running",
        "Ada bila periode belum selesai saat disegel: through = hari terakhir yang terhitung. perDay hanya memuat hari yang sudah terjadi. missing = yang kurang saat disegel.",
    ),
    (
        "queue",
        "Tiket dihitung pada hari layanannya; total menurut akhir perhentian terakhir, per unit tiap tiket satu kali.",
    ),
    (
        "wait",
        "Detik sejak perhentian dibuka sampai panggilan pertama; n = perhentian yang dipanggil; median dan persentil 90.",
    ),
    ("new", "Kunjungan pertama orang itu di klinik ini."),
    ("age", "Umur pada hari kunjungan, golongan umur LB1."),
    ("diagnoses", "Kasus pada kunjungan periode ini; di laporan harian kasus di bawah 5 tidak ditulis."),
    (
        "target",
        "set = angka yang ditetapkan untuk desa; registered = penduduk terdaftar yang hidup dan berumur di bawah 60 bulan pada hari terakhir. Cakupan = (target − notMeasured) / target; tanpa target tidak ada cakupan.",
    ),
    (
        "measured",
        "Anak di bawah 60 bulan, satu kali per anak, menurut pengukuran masuk akal terakhir dalam periode.",
    ),
    (
        "villageUnknown",
        "Anak yang desanya belum diisi di data pasien; tidak termasuk elsewhere (luar wilayah). Tidak ada bila semua terisi.",
    ),
    (
        "card",
        "KMS, satu huruf per anak menurut timbangan terakhir bulan itu: D = N + T + O + B + tanpa huruf. N: naik paling sedikit KBM, atau naik dan z BB/U (tiap timbangan ±0,05 kg) tidak turun dibanding timbangan bulan lalu (paling baru yang berjarak 21 hari atau lebih) dan dibanding timbangan terdekat dengan 90 hari sebelumnya (60–120 hari). Tanpa huruf: edema, berat di luar batas wajar, atau tidak ada pembanding.",
    ),
    ("voided", "Isian yang dibatalkan tidak dihitung."),
];

/// Whose summary it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Facility {
    /// The ministry's facility code.
    pub code: String,
    /// The clinic's name.
    pub name: String,
    /// Its district (kecamatan).
    pub district: String,
    pub regency: String,
}

/// Where the clinic's journal stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct JournalHead {
    /// Number of its last row.
    pub seq: i64,
    /// Its hash, 64 hexadecimal digits.
    pub hash: String,
}

/// The seal that stands under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SealNote {
    /// SHA-256 of the certificate, 64 hexadecimal digits.
    pub fingerprint: String,
    /// What it is and is not.
    pub statement: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// [`SCHEMA`].
    pub schema: String,
    /// Whose.
    pub facility: Facility,
    /// Which chain: the clinic has one.
    pub stream: String,
    /// Of which period.
    pub period: Period,
    /// Daily or monthly.
    pub kind: Kind,
    /// How far the period had come; nothing when it was over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub running: Option<Running>,
    /// What was missing, and sealed all the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Missing>,
    /// Its number in the chain.
    pub seq: i64,
    /// SHA-256 of the JSON before it in the chain, 64 hexadecimal digits; `null` in the first.
    pub prev: Option<String>,
    /// Number of the summary of the same period that this one replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<i64>,
    /// When it was made: `2026-11-21T08:00:00Z`.
    pub created_at: String,
    /// Where the journal stood: cutting off its end would show.
    pub journal_head: JournalHead,
    pub seal: SealNote,
    /// How things are counted.
    pub definitions: BTreeMap<String, String>,
    pub data: Figures,
}

/// What differs from summary to summary beside the figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub running: Option<Running>,
    pub missing: Vec<Missing>,
    pub seq: i64,
    pub prev: Option<Hash>,
    pub supersedes: Option<i64>,
    pub created_at: String,
    pub journal_head: JournalHead,
    pub fingerprint: String,
}

impl Document {
    pub(super) fn new(facility: Facility, period: Period, data: Figures, place: Place) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            facility,
            stream: STREAM.to_owned(),
            period,
            kind: period.kind(),
            running: place.running,
            missing: place.missing,
            seq: place.seq,
            prev: place.prev.map(|hash| hex(&hash)),
            supersedes: place.supersedes,
            created_at: place.created_at,
            journal_head: place.journal_head,
            seal: SealNote { fingerprint: place.fingerprint, statement: STATEMENT.to_owned() },
            definitions: DEFINITIONS
                .iter()
                .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()))
                .collect(),
            data,
        }
    }

    /// The exact bytes that are signed.
    pub fn canonical(&self) -> Result<Vec<u8>, Error> {
        canonical(self)
    }

    /// What [`data_hash`] says of this document.
    pub fn data_hash(&self) -> Result<Hash, Error> {
        said(&self.schema, &self.facility, (self.period, self.running), &self.data)
    }
}

/// Whether a stored summary, whatever its form, says the same as these figures.
pub fn says_the_same(
    stored: Hash,
    facility: &Facility,
    at: (Period, Option<Running>),
    data: &Figures,
) -> Result<bool, Error> {
    if stored == data_hash(facility, at, data)? {
        return Ok(true);
    }
    let mut earlier = data.clone();
    earlier.screening = earlier.screening.without_unknown();
    if stored == said(WITHOUT_UNKNOWN, facility, at, &earlier)? {
        return Ok(true);
    }
    let Screening { total, villages, elsewhere, village_unknown: _ } = &mut earlier.screening;
    let villages = villages.iter_mut().map(|village| &mut village.area);
    for area in [total].into_iter().chain(elsewhere).chain(villages) {
        area.card = None;
    }
    Ok(stored == said(WITHOUT_CARD, facility, at, &earlier)?)
}

/// SHA-256 of what a summary says, without when and in which order: the same data give the same. What was sealed of a
/// period that was running says something else than the same figures of a period that is over.
pub fn data_hash(facility: &Facility, at: (Period, Option<Running>), data: &Figures) -> Result<Hash, Error> {
    said(SCHEMA, facility, at, data)
}

fn said(
    schema: &str,
    facility: &Facility,
    (period, running): (Period, Option<Running>),
    data: &Figures,
) -> Result<Hash, Error> {
    #[derive(Serialize)]
    struct Said<'a> {
        schema: &'a str,
        facility: &'a Facility,
        period: Period,
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        running: bool,
        data: &'a Figures,
    }
    let running = running.is_some();
    Ok(sha256(&canonical(&Said { schema, facility, period, running, data })?))
}

fn canonical(value: &impl Serialize) -> Result<Vec<u8>, Error> {
    let value = serde_json::to_value(value).map_err(|error| Error::NotSealed(error.to_string()))?;
    Ok(seal::canonical(&value)?)
}
