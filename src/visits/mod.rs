//! Visits: one person seen on one service day; what was found, said and planned; closed by the one responsible.
//!
//! Entries are added, never changed: a corrected entry is *replaced* (the earlier one stays as history), a mistake
//! is *voided* with author and reason (it stays visible and counts nowhere), and what is said after closing is an
//! *addition*. Knows no other subject, no clock, no screen; SQL lives in `table.rs`.

mod error;
mod event;
pub mod query;
mod reading;
mod record;
pub mod rules;
pub mod table;
pub mod vitals;

pub use error::{Error, Limits};
pub use event::Event;
pub use query::Query;
pub use record::{
    CaseKind, ClinicDiagnosis, Diagnosis, DiagnosisCount, DiagnosisHit, DiagnosisSource, Entry, EntryState,
    Kind, NewDiagnosis, Note, NoteKind, Payer, Rank, Stamp, State, Visit, VisitLine, VisitRow, Vital,
};

pub use crate::reference::ranges::Sign;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::terms::{PersonId, Revision, ServiceDay, StopId, TicketId, TimeZone, UnitId, VisitId};

/// What the door knows and this subject needs: the zone, and of the visit's person the birth date.
///
/// The door finds the person of a visit with [`table::person_of`]. Without a birth date no value is judged by age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct House {
    /// The clinic's time zone: the service day of a visit entered later is the day it really was.
    pub zone: TimeZone,
    /// Birth date of the person whose visit this is.
    pub birth_date: Option<NaiveDate>,
}

/// What somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Opens a visit; the one who opens it is responsible for it.
    Open(Open),
    /// Takes vital signs down.
    RecordVitals(RecordVitals),
    /// Writes one text; an earlier one of the same kind is replaced (plain notes and referrals add up instead).
    Write(Write),
    /// Adds a diagnosis; an earlier primary one becomes secondary when this is primary.
    Diagnose(Diagnose),
    /// Saves the whole open form at once; only what differs is written.
    Save(Form),
    /// Takes over the responsibility for an open visit.
    TakeOver(On),
    /// Corrects who pays for this visit.
    SetPayer(SetPayer),
    /// Closes the visit; only the one responsible may.
    Close(On),
    /// Adds to a closed visit.
    Amend(Amendment),
    /// Voids a whole visit, open or closed: made for the wrong person or by mistake.
    Void(VoidVisit),
    /// Voids one entry.
    VoidEntry(VoidEntry),
    /// Marks the open visits of earlier days as left open, with the reason that is given; the program does it each morning.
    MarkLeftOpen(MarkLeftOpen),
    /// Replaces the clinic's own list of diagnoses.
    ImportDiagnoses(ImportDiagnoses),
}

/// Which visit, as it was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct On {
    /// The visit.
    pub visit: VisitId,
    /// The revision on the screen; `None` where none was looked at.
    pub seen: Option<Revision>,
}

/// A visit to open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// Who is seen.
    pub person: PersonId,
    /// Where.
    pub unit: UnitId,
    /// From which ticket; none for an emergency or home visit.
    pub ticket: Option<TicketId>,
    /// From which stop of it.
    pub stop: Option<StopId>,
    /// Who pays.
    pub payer: Payer,
    /// Sick or well.
    pub kind: Kind,
}

/// One vital sign as it was read; `None` takes back what was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Which sign.
    pub sign: Sign,
    /// Its value in the sign's smallest unit ([`Sign`] says which).
    pub value: Option<i64>,
}

/// An unusual value, confirmed with a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Which sign.
    pub sign: Sign,
    /// Why it is right all the same.
    pub reason: String,
}

/// Vital signs to take down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordVitals {
    /// The visit, as it was seen.
    pub on: On,
    /// What was read.
    pub vitals: Vec<Reading>,
    /// Unusual values confirmed.
    pub confirmed: Vec<Confirmation>,
}

/// A text to write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Write {
    /// The visit, as it was seen.
    pub on: On,
    /// What the text is; an amendment is written with [`Command::Amend`].
    pub kind: NoteKind,
    /// The text; empty takes back what was there.
    pub text: String,
}

/// A diagnosis to add.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnose {
    /// The visit, as it was seen.
    pub on: On,
    /// The diagnosis.
    pub diagnosis: NewDiagnosis,
}

/// The whole form of an open visit. `None` leaves a part as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The visit, as it was seen.
    pub on: On,
    /// Keluhan.
    pub complaint: Option<String>,
    /// Signs that were touched.
    pub vitals: Vec<Reading>,
    /// Unusual values confirmed.
    pub confirmed: Vec<Confirmation>,
    /// Pemeriksaan.
    pub findings: Option<String>,
    /// All diagnoses as they now stand, primary first.
    pub diagnoses: Option<Vec<NewDiagnosis>>,
    /// Rencana.
    pub plan: Option<String>,
}

impl Form {
    /// A form that touches nothing yet.
    pub const fn untouched(on: On) -> Self {
        Self {
            on,
            complaint: None,
            vitals: Vec::new(),
            confirmed: Vec::new(),
            findings: None,
            diagnoses: None,
            plan: None,
        }
    }
}

/// Who pays, corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPayer {
    /// The visit, as it was seen.
    pub on: On,
    /// Who pays.
    pub payer: Payer,
}

/// An addition to a closed visit. What was wrong is voided by itself, with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// The visit, as it was seen.
    pub on: On,
    /// What is added, in words; never empty.
    pub text: String,
    /// Signs that were forgotten.
    pub vitals: Vec<Reading>,
    /// Unusual values confirmed.
    pub confirmed: Vec<Confirmation>,
    /// Diagnoses that were forgotten.
    pub diagnoses: Vec<NewDiagnosis>,
}

/// A visit to void.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidVisit {
    /// The visit, as it was seen.
    pub on: On,
    /// Why; never empty.
    pub reason: String,
}

/// An entry to void.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidEntry {
    /// The visit, as it was seen.
    pub on: On,
    /// The entry of it.
    pub entry: Entry,
    /// Why; never empty.
    pub reason: String,
}

/// Open visits to mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkLeftOpen {
    /// Visits of days before this one.
    pub before: ServiceDay,
    /// Why they were left open, as far as anybody knows; never empty.
    pub reason: String,
    /// This one alone.
    #[serde(default)]
    pub only: Option<VisitId>,
}

/// A list that the clinic brings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportDiagnoses {
    /// Where the list comes from, as the clinic says.
    pub source: String,
    /// Codes with their names; a code given twice is refused.
    pub list: Vec<ClinicDiagnosis>,
}

/// What a done command answers: numbers only, for it is kept in the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// The visit as it now stands.
    Visit {
        /// Which.
        visit: VisitId,
        /// Its revision now.
        revision: Revision,
    },
    /// How many visits were marked as left open.
    Marked(u32),
    /// How many diagnoses the clinic's list now holds.
    Imported(u32),
}
