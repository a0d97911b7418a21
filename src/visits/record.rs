//! What a visit holds: its state, its entries and how each came to be.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Value;
use crate::reference::ranges::Sign;
use crate::terms::{
    AccountId, DiagnosisId, Instant, NoteId, PersonId, Revision, ServiceDay, Stamp, StopId, TicketId, UnitId,
    VisitId, VitalId, stored_words,
};

stored_words! {
    /// Who pays for a visit.
    Payer {
        /// BPJS Kesehatan (JKN).
        Bpjs = "bpjs",
        /// Umum: the person pays.
        Cash = "cash",
        /// Jamkesda: the region pays.
        Jamkesda = "jamkesda",
        /// Free of charge by a programme.
        Free = "free",
        /// Somebody else.
        Other = "other",
    }
}

stored_words! {
    /// Why somebody comes (kunjungan sakit, kunjungan sehat).
    Kind {
        /// Sakit.
        Sick = "sick",
        /// Sehat.
        Well = "well",
    }
}

stored_words! {
    /// Where a visit stands.
    State {
        /// Being written.
        Open = "open",
        /// Finished; only additions and voiding.
        Closed = "closed",
        /// Made by mistake; counts nowhere.
        Voided = "voided",
    }
}

stored_words! {
    /// What a text is.
    NoteKind {
        /// Keluhan.
        Complaint = "complaint",
        /// Pemeriksaan.
        Findings = "findings",
        /// Rencana.
        Plan = "plan",
        /// A remark; there may be several.
        Note = "note",
        /// Rujukan: where to and why; there may be several.
        Referral = "referral",
        /// An addition after closing; there may be several.
        Amendment = "amendment",
    }
}

impl NoteKind {
    /// Whether a visit has at most one of it at a time, so that a newer text replaces the earlier.
    pub const fn is_single(self) -> bool {
        matches!(self, Self::Complaint | Self::Findings | Self::Plan)
    }
}

stored_words! {
    /// Whether the person comes for this illness for the first time (kasus baru, kasus lama).
    CaseKind {
        /// Kasus baru.
        New = "new",
        /// Kasus lama.
        Old = "old",
    }
}

stored_words! {
    /// The place of a diagnosis among those of a visit.
    Rank {
        /// The one that the visit was for; at most one.
        Primary = "primary",
        /// Also found.
        Secondary = "secondary",
    }
}

/// Whether an entry counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryState {
    /// It counts.
    Current,
    /// A later entry took its place, or it was taken back while the visit was open.
    Replaced {
        /// When.
        at: Instant,
        /// By whom.
        by: Option<AccountId>,
    },
    /// Made by mistake.
    Voided {
        /// When.
        at: Instant,
        /// By whom.
        by: Option<AccountId>,
        /// Why.
        reason: String,
    },
}

impl EntryState {
    /// Whether the entry counts.
    pub const fn is_current(&self) -> bool {
        matches!(self, Self::Current)
    }
}

/// A vital sign that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vital {
    /// Its number.
    pub id: VitalId,
    /// Which sign.
    pub sign: Sign,
    pub value: Value,
    /// Why a value that contradicts itself is right all the same.
    pub confirmed: Option<String>,
    /// Who took it and when.
    pub stamp: Stamp,
    /// Whether it counts.
    pub state: EntryState,
}

/// A diagnosis that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnosis {
    /// Its number.
    pub id: DiagnosisId,
    /// Code and name, rank and case.
    pub what: NewDiagnosis,
    /// Who made it and when.
    pub stamp: Stamp,
    /// Whether it counts.
    pub state: EntryState,
}

/// A text that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its number.
    pub id: NoteId,
    /// What it is.
    pub kind: NoteKind,
    pub text: String,
    /// Who wrote it and when.
    pub stamp: Stamp,
    /// Whether it counts.
    pub state: EntryState,
}

/// A diagnosis as it is entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDiagnosis {
    /// ICD-10 code.
    pub code: String,
    /// The name as it was shown when it was chosen.
    pub name: String,
    /// New or old case.
    pub case_kind: CaseKind,
    /// Primary or secondary.
    pub rank: Rank,
}

/// One entry of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// A vital sign.
    Vital(VitalId),
    Diagnosis(DiagnosisId),
    /// A text.
    Note(NoteId),
}

/// A visit with everything in it, oldest entry first, replaced and voided ones too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Its number.
    pub id: VisitId,
    /// How often it changed.
    pub revision: Revision,
    /// Who was seen.
    pub person: PersonId,
    /// On which day.
    pub service_day: ServiceDay,
    /// Where.
    pub unit: UnitId,
    /// From which ticket.
    pub ticket: Option<TicketId>,
    /// From which stop.
    pub stop: Option<StopId>,
    /// The visit of which this one is a part: somebody was sent here while it stayed open, to the laboratory say.
    pub within: Option<VisitId>,
    /// Who pays.
    pub payer: Payer,
    /// Sick or well.
    pub kind: Kind,
    /// Where it stands.
    pub state: State,
    /// Who opened it and when.
    pub opened: Stamp,
    /// Who may close it.
    pub responsible: Option<AccountId>,
    /// Who closed it and when.
    pub closed: Option<Stamp>,
    /// Why it was still open the next morning.
    pub left_open: Option<String>,
    /// Why, when and by whom it was voided; [`EntryState::Current`] when it was not.
    pub voided: EntryState,
    /// Whether it is the person's first visit here.
    pub first_ever: bool,
    /// Vital signs.
    pub vitals: Vec<Vital>,
    /// Texts.
    pub notes: Vec<Note>,
    /// Diagnoses, primary first.
    pub diagnoses: Vec<Diagnosis>,
}

impl Visit {
    /// The value of a sign that counts.
    pub fn vital(&self, sign: Sign) -> Option<&Vital> {
        self.vitals.iter().find(|vital| vital.sign == sign && vital.state.is_current())
    }

    /// The text of a kind that counts; of several the latest.
    pub fn note(&self, kind: NoteKind) -> Option<&Note> {
        self.notes.iter().rev().find(|note| note.kind == kind && note.state.is_current())
    }

    /// The diagnoses that count, primary first.
    pub fn current_diagnoses(&self) -> impl Iterator<Item = &Diagnosis> {
        self.diagnoses.iter().filter(|diagnosis| diagnosis.state.is_current())
    }
}

/// One visit in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitLine {
    /// Its number.
    pub id: VisitId,
    /// How often it changed.
    pub revision: Revision,
    /// Who was seen.
    pub person: PersonId,
    /// On which day.
    pub service_day: ServiceDay,
    /// Since when.
    pub opened_at: Instant,
    /// Where.
    pub unit: UnitId,
    /// From which ticket.
    pub ticket: Option<TicketId>,
    /// The visit of which this one is a part.
    pub within: Option<VisitId>,
    /// Who pays.
    pub payer: Payer,
    /// Sick or well.
    pub kind: Kind,
    /// Where it stands.
    pub state: State,
    /// Who may close it.
    pub responsible: Option<AccountId>,
    /// Whether it was still open the next morning.
    pub left_open: bool,
    /// Its diagnoses that count as code and name, primary first.
    pub diagnoses: Vec<(String, String)>,
}

/// One visit for the counts of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VisitRow {
    /// Its number.
    pub id: VisitId,
    /// Whose.
    pub person: PersonId,
    /// On which day.
    pub service_day: ServiceDay,
    /// Since when: the age counts on its calendar date.
    pub opened_at: Instant,
    /// Where.
    pub unit: UnitId,
    /// Who pays.
    pub payer: Payer,
    /// Sick or well.
    pub kind: Kind,
    /// Whether it is the person's first visit here, ever.
    pub first_ever: bool,
}

/// How often a diagnosis was made in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiagnosisCount {
    /// ICD-10 code.
    pub code: String,
    /// Its name; where it was written in several ways, the last of the alphabet.
    pub name: String,
    /// Kasus baru.
    pub new_cases: u32,
    /// Kasus lama.
    pub old_cases: u32,
}

/// One diagnosis of the clinic's own list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClinicDiagnosis {
    /// ICD-10 code.
    pub code: String,
    /// The clinic's name for it.
    pub name: String,
}

stored_words! {
    /// Whose list a diagnosis comes from.
    DiagnosisSource {
        /// The short list that comes with the program.
        Bundled = "bundled",
        /// The clinic's own.
        Clinic = "clinic",
    }
}

/// A diagnosis that fits what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiagnosisHit {
    /// ICD-10 code.
    pub code: String,
    /// Its name in that list.
    pub name: String,
    /// Whose list.
    pub source: DiagnosisSource,
}

/// Age in days on a calendar date; `None` before birth.
pub(super) fn age_days(birth: NaiveDate, date: NaiveDate) -> Option<u32> {
    u32::try_from((date - birth).num_days()).ok()
}
