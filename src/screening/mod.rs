//! Screening of growth: what was measured of a child, what it says by WHO and PMK 2/2020, and what follows.
//!
//! The wording is that of screening ("terindikasi, perlu rujukan"), never a diagnosis. What is derived from a
//! measurement (z-scores, labels) is kept beside it in the same savepoint, can be rebuilt, and `doctor` compares.
//! Knows no other subject, no clock, no screen; SQL lives in `table.rs`.

mod card;
mod error;
mod event;
mod period;
pub mod query;
mod reading;
mod record;
pub mod rules;
pub mod said;
pub mod sheet;
pub mod table;

pub use error::{Error, Limits};
pub use event::Event;
pub use period::{Counted, PeriodRow, Verdict, last_plausible};
pub use query::Query;
pub use record::{
    Doubt, FollowUp, FollowUpId, FollowUpKind, FollowUpState, Gain, GainMark, History, Measurement, Oddity,
    Preview, Score, Stamp, Voided,
};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use crate::growth::Measures;
use crate::terms::{MeasurementId, PersonId, Revision, Sex, VisitId};

/// What the door knows of the child that a command or a query is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Child {
    /// Who.
    pub person: PersonId,
    /// As registered.
    pub sex: Sex,
    /// As registered.
    pub birth_date: NaiveDate,
}

/// What the door hands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct House {
    /// The child in question; without it nothing is measured. The door finds a measurement's child with
    /// [`table::person_of`].
    pub child: Option<Child>,
}

/// What somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Writes down what was measured. A second measuring on the same day is one more, not a change of the first.
    Measure(NewMeasurement),
    /// Puts another measuring in the place of one of the same visit that was typed wrongly: the first is voided
    /// with the reason, the second is written, both or neither.
    Correct(Correct),
    /// Voids a measurement: wrong child or a mistake.
    Void(VoidMeasurement),
    /// Plans what follows.
    Plan(NewFollowUp),
    /// A planned follow-up was done.
    FinishFollowUp(EndFollowUp),
    /// A planned follow-up is called off, with the reason.
    CancelFollowUp(EndFollowUp),
}

/// A measurement to write down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewMeasurement {
    /// Of whom.
    pub person: PersonId,
    /// At which visit; none for a measurement from a posyandu or a booklet.
    pub visit: Option<VisitId>,
    /// On which day it was measured (not: entered).
    pub measured_on: NaiveDate,
    /// What was measured.
    pub measures: Measures,
    /// Unusual values confirmed, each with a reason.
    pub confirmed: Vec<Confirmation>,
}

/// An unusual value, confirmed with a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// What was unusual.
    pub doubt: Doubt,
    /// Why it is right all the same.
    pub reason: String,
}

/// A measurement to put in the place of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correct {
    /// The one that was wrong.
    pub wrong: MeasurementId,
    /// Its revision on the screen.
    pub seen: Option<Revision>,
    /// Why; never empty.
    pub reason: String,
    /// The right one, of the same child.
    pub right: NewMeasurement,
}

/// A measurement to void.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidMeasurement {
    /// Which.
    pub measurement: MeasurementId,
    /// Its revision on the screen.
    pub seen: Option<Revision>,
    /// Why; never empty.
    pub reason: String,
}

/// Something to be done after a measurement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewFollowUp {
    /// For whom.
    pub person: PersonId,
    /// After which measurement.
    pub measurement: Option<MeasurementId>,
    /// What.
    pub kind: FollowUpKind,
    /// In words; may be empty unless the kind is [`FollowUpKind::Other`].
    pub note: String,
    /// Until when.
    pub due_on: Option<NaiveDate>,
}

/// A follow-up that ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndFollowUp {
    /// Which.
    pub follow_up: FollowUpId,
    /// Its revision on the screen.
    pub seen: Option<Revision>,
    /// What came of it, or why it is called off (then never empty).
    pub note: String,
}

/// What a done command answers: numbers only, for it is kept in the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// The measurement as it now stands.
    Measurement {
        /// Which.
        measurement: MeasurementId,
        /// Its revision now.
        revision: Revision,
    },
    /// The follow-up as it now stands.
    FollowUp {
        /// Which.
        follow_up: FollowUpId,
        /// Its revision now.
        revision: Revision,
    },
}
