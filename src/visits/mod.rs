//! Visits: one person seen on one service day; what was found, said and planned; closed by the one responsible.
//!
//! Entries are added, never changed: a corrected entry is *replaced* (the earlier one stays as history), a mistake
//! is *voided* with author and reason (it stays visible and counts nowhere), and what is said after closing is an
//! *addition*. Knows no other subject, no clock, no screen; SQL lives in `table.rs`.

mod closing;
pub mod command;
mod error;
mod event;
pub mod owner;
pub mod query;
mod reading;
mod record;
pub mod rules;
pub mod table;
mod taken_back {
    pub(super) mod table;
}
pub mod vitals;
mod written;

pub use command::{
    Amendment, Changed, Command, Confirmation, Diagnose, Form, ImportDiagnoses, MarkLeftOpen, On, Open,
    Reading, RecordVitals, SetPayer, SignChange, Undiagnosed, VoidEntry, VoidVisit, Write,
};
pub use error::{Error, Limits};
pub use event::Event;
pub use query::Query;
pub use record::{
    CaseKind, ClinicDiagnosis, Diagnosis, DiagnosisCount, DiagnosisHit, DiagnosisSource, Entry, EntryState,
    Kind, NewDiagnosis, Note, NoteKind, Payer, Rank, State, Visit, VisitLine, VisitRow, Vital,
};
pub use vitals::{Contradiction, Value};
pub use written::{Changes, Part, Written};

pub use crate::reference::ranges::Sign;

use chrono::NaiveDate;
use std::sync::Arc;

use crate::reference::clinical::Clinical;
use crate::terms::Calendar;

/// What the door knows and this subject needs: the calendar, and of the visit's person the birth date.
///
/// The door finds the person of a visit with [`table::person_of`]. Without a birth date no value is judged by age.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The clinic's time zone: the service day of a visit entered later is the day it really was.
    pub calendar: Calendar,
    /// Birth date of the person whose visit this is.
    pub birth_date: Option<NaiveDate>,
    /// When that person died.
    pub deceased_on: Option<NaiveDate>,
    /// By which values are judged.
    pub clinical: Arc<Clinical>,
}

impl Config {
    /// Without a person, judged by what comes with the program.
    pub fn of(calendar: Calendar) -> Self {
        Self { calendar, birth_date: None, deceased_on: None, clinical: Clinical::bundled() }
    }
}
