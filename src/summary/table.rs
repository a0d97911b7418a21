//! The SQL of the seal and the summaries.

use rusqlite::{OptionalExtension as _, Row, named_params};

use super::command::{Confirm, KeepKeyCopy, KeepSeal, ReplaceSeal};
use super::document::Document;
use super::rules::{self, Chain};
use super::{Error, Event, Files, Hash, Line, MOST_LINES, OwnSeal, Period, ShownSeal, query};
use crate::seal::{Certificate, Fingerprint, Input, Verdict, verify};
use crate::store::{Connection, Finding, Problem, Rule, StoreError, instant_from_millis, millis};
use crate::terms::{Moment, Request, SummaryId, hex, sha256};

/// This subject's part of the schema.
pub const SCHEMA: &str = include_str!("schema.sql");
/// The second part: the hidden key, the seals before.
pub const KEYS: &str = include_str!("keys.sql");

/// The third part: summaries that were confirmed again.
pub const CONFIRMED: &str = include_str!("confirmed.sql");

impl Rule for Error {}

/// What a command replies and tells, or why it is not done.
pub type Outcome<R> = Result<(R, Vec<Event>), Problem<Error>>;

/// A command about the seal and the summaries on the store, inside its transaction.
pub trait Run: Request {
    /// Does what is asked, or refuses.
    fn run(&self, db: &Connection, moment: &Moment) -> Outcome<Self::Reply>;
}

impl Run for KeepSeal {
    fn run(&self, db: &Connection, moment: &Moment) -> Outcome<()> {
        keep_seal(db, &self.0, moment)?;
        Ok(((), vec![Event::SealKept]))
    }
}

impl Run for ReplaceSeal {
    fn run(&self, db: &Connection, moment: &Moment) -> Outcome<()> {
        end_seal(db, moment)?;
        keep_seal(db, &self.0, moment)?;
        Ok(((), vec![Event::SealKept]))
    }
}

impl Run for KeepKeyCopy {
    fn run(&self, db: &Connection, moment: &Moment) -> Outcome<()> {
        db.prepare_cached(
            "INSERT INTO seal_key_copy (id, hidden, made_at) VALUES (1, :hidden, :made_at)
             ON CONFLICT (id) DO UPDATE SET hidden = excluded.hidden, made_at = excluded.made_at",
        )?
        .execute(named_params! { ":hidden": self.0, ":made_at": millis(moment.now) })?;
        Ok(((), Vec::new()))
    }
}

impl Run for Confirm {
    fn run(&self, db: &Connection, moment: &Moment) -> Outcome<()> {
        db.prepare_cached(
            "INSERT INTO summary_confirmed (json_hash, confirmed_at, confirmed_by) VALUES (:hash, :now, :by)
             ON CONFLICT (json_hash) DO NOTHING",
        )?
        .execute(named_params! { ":hash": self.0, ":now": millis(moment.now), ":by": moment.by })?;
        Ok(((), Vec::new()))
    }
}

impl Run for Files {
    fn run(&self, db: &Connection, moment: &Moment) -> Outcome<SummaryId> {
        rules::may_be_stored(&chain(db, self.period)?, self)?;
        store(db, self, moment)?;
        Ok((self.seq, vec![Event::Stored(self.seq)]))
    }
}

/// The clinic's seal, as people compare it.
pub fn seal(db: &Connection) -> Result<ShownSeal, Problem<Error>> {
    let certificate = certificate(db)?.ok_or(Error::NoSeal)?;
    let fingerprint = certificate.fingerprint().to_string();
    Ok(ShownSeal { certificate: certificate.der().to_vec(), fingerprint })
}

fn keep_seal(db: &Connection, certificate: &[u8], moment: &Moment) -> Result<(), Problem<Error>> {
    let read = Certificate::from_der(certificate).map_err(|_| Error::BadSeal)?;
    if fingerprint(db)?.is_some() {
        return Err(Error::SealedBefore.into());
    }
    db.prepare_cached(
        "INSERT INTO seal (id, certificate, fingerprint, made_at) VALUES (1, :certificate, :fingerprint, :made_at)",
    )?
    .execute(named_params! {
        ":certificate": certificate, ":fingerprint": read.fingerprint().0, ":made_at": millis(moment.now),
    })?;
    Ok(())
}

/// The present seal moves among those before it; its hidden key is of no more use.
fn end_seal(db: &Connection, moment: &Moment) -> Result<(), Problem<Error>> {
    let moved = db
        .prepare_cached(
            "INSERT INTO seal_before (fingerprint, certificate, made_at, ended_at)
             SELECT fingerprint, certificate, made_at, :now FROM seal WHERE id = 1",
        )?
        .execute(named_params! { ":now": millis(moment.now) })?;
    if moved == 0 {
        return Err(Error::NoSeal.into());
    }
    db.execute("DELETE FROM seal WHERE id = 1", [])?;
    db.execute("DELETE FROM seal_key_copy", [])?;
    Ok(())
}

/// The seal's private key as it is hidden behind the recovery sheet's code.
pub fn key_copy(db: &Connection) -> Result<Option<Vec<u8>>, StoreError> {
    let mut found = db.prepare_cached("SELECT hidden FROM seal_key_copy WHERE id = 1")?;
    Ok(found.query_row([], |row| row.get(0)).optional()?)
}

/// Every seal that is or was the clinic's own, the present one first.
pub fn own_seals(db: &Connection) -> Result<Vec<OwnSeal>, StoreError> {
    let present = fingerprint(db)?.map(|fingerprint| OwnSeal { fingerprint, ended_at: None });
    let mut all: Vec<OwnSeal> = present.into_iter().collect();
    let mut before = db.prepare_cached(
        "SELECT fingerprint, ended_at FROM seal_before ORDER BY ended_at DESC, fingerprint",
    )?;
    for found in before.query_map([], |row| Ok((row.get::<_, [u8; 32]>(0)?, row.get(1)?)))? {
        let (fingerprint, ended_at) = found?;
        let ended_at = Some(instant_from_millis(ended_at));
        all.push(OwnSeal { fingerprint: Fingerprint(fingerprint), ended_at });
    }
    Ok(all)
}

/// The summaries that somebody vouches for though their seal had ended.
pub fn confirmed(db: &Connection) -> Result<Vec<Hash>, StoreError> {
    let mut all = db.prepare_cached("SELECT json_hash FROM summary_confirmed ORDER BY json_hash")?;
    let all = all.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(all)
}

/// The fingerprint of the clinic's seal; `None` before the first run.
pub fn fingerprint(db: &Connection) -> Result<Option<Fingerprint>, StoreError> {
    let found = db
        .prepare_cached("SELECT fingerprint FROM seal WHERE id = 1")?
        .query_row([], |row| row.get::<_, [u8; 32]>(0))
        .optional()?;
    Ok(found.map(Fingerprint))
}

/// The certificate of the clinic's seal.
pub fn certificate(db: &Connection) -> Result<Option<Certificate>, StoreError> {
    let found = db
        .prepare_cached("SELECT certificate FROM seal WHERE id = 1")?
        .query_row([], |row| row.get::<_, Vec<u8>>(0))
        .optional()?;
    found
        .map(|der| Certificate::from_der(&der).map_err(|bad| StoreError::Unreadable(bad.to_string())))
        .transpose()
}

/// The months that were sealed, oldest first.
pub fn sealed_months(db: &Connection) -> Result<Vec<Period>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT DISTINCT period FROM summary WHERE kind = 'monthly' ORDER BY period")?;
    let periods = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    Ok(periods.iter().filter_map(|period| period.parse().ok()).collect())
}

/// Where the chain stands for this period.
pub fn chain(db: &Connection, period: Period) -> Result<Chain, StoreError> {
    let last = db
        .prepare_cached("SELECT seq, json_hash FROM summary ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let of_period = db
        .prepare_cached(
            "SELECT seq, data_hash FROM summary WHERE period = :period ORDER BY seq DESC LIMIT 1",
        )?
        .query_row(named_params! { ":period": period.to_string() }, |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(Chain { last, of_period })
}

fn store(db: &Connection, files: &Files, moment: &Moment) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO summary (seq, period, kind, name, data_hash, json_hash, prev, supersedes, created_at, recorded_at,
             made_by, json, p7s, pdf, asice)
         VALUES (:seq, :period, :kind, :name, :data_hash, :json_hash, :prev, :supersedes, :created_at, :recorded_at,
             :made_by, :json, :p7s, :pdf, :asice)",
    )?
    .execute(named_params! {
        ":seq": files.seq, ":period": files.period.to_string(), ":kind": files.period.kind().as_str(),
        ":name": files.name, ":data_hash": files.data_hash, ":json_hash": sha256(&files.json), ":prev": files.prev,
        ":supersedes": files.supersedes, ":created_at": millis(files.created_at), ":recorded_at": millis(moment.now),
        ":made_by": moment.by, ":json": files.json, ":p7s": files.p7s, ":pdf": files.pdf, ":asice": files.asice,
    })?;
    Ok(())
}

fn period(row: &Row<'_>) -> rusqlite::Result<Period> {
    let text: String = row.get("period")?;
    text.parse().map_err(|bad: super::BadPeriod| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(bad))
    })
}

fn read_files(row: &Row<'_>) -> rusqlite::Result<Files> {
    Ok(Files {
        seq: row.get("seq")?,
        period: period(row)?,
        name: row.get("name")?,
        data_hash: row.get("data_hash")?,
        prev: row.get("prev")?,
        supersedes: row.get("supersedes")?,
        created_at: instant_from_millis(row.get("created_at")?),
        json: row.get("json")?,
        p7s: row.get("p7s")?,
        pdf: row.get("pdf")?,
        asice: row.get("asice")?,
    })
}

pub fn files(db: &Connection, seq: SummaryId) -> Result<Option<Files>, StoreError> {
    let mut statement = db.prepare_cached("SELECT * FROM summary WHERE seq = :seq")?;
    Ok(statement.query_row(named_params! { ":seq": seq }, read_files).optional()?)
}

/// The newest summaries.
pub fn list(db: &Connection, asked: query::List) -> Result<Vec<Line>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT s.seq, s.period, s.name, s.created_at, s.supersedes, later.seq AS superseded_by
         FROM summary s LEFT JOIN summary later ON later.supersedes = s.seq ORDER BY s.seq DESC LIMIT :limit",
    )?;
    let rows = statement.query_map(named_params! { ":limit": asked.0.min(MOST_LINES) }, |row| {
        Ok(Line {
            seq: row.get("seq")?,
            period: period(row)?,
            name: row.get("name")?,
            created_at: instant_from_millis(row.get("created_at")?),
            supersedes: row.get("supersedes")?,
            superseded_by: row.get("superseded_by")?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Which of these summaries are not there.
pub fn missing_of(
    db: &Connection,
    named: impl Iterator<Item = SummaryId>,
) -> rusqlite::Result<Vec<SummaryId>> {
    let mut found = db.prepare_cached("SELECT 1 FROM summary WHERE seq = :seq")?;
    let mut missing = Vec::new();
    for seq in named {
        if !found.exists(named_params! { ":seq": seq })? {
            missing.push(seq);
        }
    }
    Ok(missing)
}

/// Where the journal stood at each summary: the summary, the journal's row and its hash in hexadecimal digits.
pub fn journal_heads(db: &Connection) -> Result<Vec<(SummaryId, i64, String)>, StoreError> {
    let mut statement = db.prepare(
        "SELECT seq, json ->> '$.journalHead.seq', json ->> '$.journalHead.hash'
         FROM (SELECT seq, CAST(json AS TEXT) AS json FROM summary) WHERE json_valid(json) ORDER BY seq",
    )?;
    let rows = statement.query_map([], |row| {
        Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?, row.get::<_, Option<String>>(2)?))
    })?;
    let heads = rows.map(|row| {
        let (seq, journal, hash) = row?;
        Ok((seq, journal.unwrap_or(-1), hash.unwrap_or_default()))
    });
    Ok(heads.collect::<rusqlite::Result<_>>()?)
}

/// The chain without gaps, and every stored file still says and proves what it said.
pub fn doctor(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    let mut find = |text: String| findings.push(Finding { check: "summary", text });
    let Some(seal) = fingerprint(db)? else {
        find("the clinic has no seal".to_owned());
        return Ok(findings);
    };
    if certificate(db)?.map(|certificate| certificate.fingerprint()) != Some(seal) {
        find("the seal's certificate is another than its fingerprint says".to_owned());
    }
    let seals: Vec<Fingerprint> = own_seals(db)?.iter().map(|seal| seal.fingerprint).collect();
    let (mut before, mut expected) = (None, 1);
    let mut statement = db.prepare("SELECT * FROM summary ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let files = read_files(row)?;
        let seq = files.seq;
        if seq.0 != expected {
            find(format!("summary {expected} is missing before {seq}"));
        } else if files.prev != before {
            find(format!("summary {seq} names another one before it"));
        }
        expected = seq.0 + 1;
        before = Some(row.get::<_, [u8; 32]>("json_hash")?);
        if before != Some(sha256(&files.json)) {
            find(format!("summary {seq}: the JSON was changed"));
        }
        for what in wrong(&files, &seals) {
            find(format!("summary {seq}: {what}"));
        }
        let earlier = db
            .prepare_cached("SELECT max(seq) FROM summary WHERE period = :period AND seq < :seq")?
            .query_row(named_params! { ":period": files.period.to_string(), ":seq": seq }, |row| {
                row.get(0)
            })?;
        if files.supersedes != earlier {
            find(format!("summary {seq} supersedes another one than the last of its period"));
        }
    }
    Ok(findings)
}

/// What is wrong with the files of one summary, taken by themselves.
fn wrong(files: &Files, seals: &[Fingerprint]) -> Vec<String> {
    let mut found = Vec::new();
    let inputs = [
        ("json", Input::Json { json: &files.json, p7s: &files.p7s }),
        ("pdf", Input::Pdf(&files.pdf)),
        ("asice", Input::Container(&files.asice)),
    ];
    for (what, input) in inputs {
        if verify(input, seals).verdict() != Verdict::Holds {
            found.push(format!("the stored {what} is not as it was sealed"));
        }
    }
    // The container is made of the very files beside it.
    let inside = [&files.json, &files.p7s, &files.pdf];
    if !inside
        .iter()
        .all(|bytes| files.asice.windows(bytes.len().max(1)).any(|part| part == bytes.as_slice()))
    {
        found.push("the container holds other files than those beside it".to_owned());
    }
    match serde_json::from_slice::<Document>(&files.json) {
        Ok(document) => {
            let same = document.seq == files.seq.0
                && document.period == files.period
                && document.prev == files.prev.map(|hash| hex(&hash))
                && document.supersedes == files.supersedes.map(|seq| seq.0);
            if !same {
                found.push("its row says something else than its JSON".to_owned());
            }
            if document.data_hash().ok() != Some(files.data_hash) {
                found.push("its row's hash of the data is another".to_owned());
            }
        }
        Err(_) => found.push("its JSON cannot be read".to_owned()),
    }
    found
}
