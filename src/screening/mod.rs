//! Screening of growth: what was measured of a child, what it says by WHO and PMK 2/2020, and what follows.
//!
//! The wording is that of screening ("terindikasi, perlu rujukan"), never a diagnosis. What is derived from a
//! measurement (z-scores, labels) is kept beside it in the same savepoint, can be rebuilt, and `doctor` compares.
//! Knows no other subject, no clock, no screen; SQL lives in `table.rs`.

pub mod advice;
mod card;
pub mod command;
mod error;
mod event;
mod fall;
pub mod owner;
mod period;
pub mod query;
mod reading;
mod record;
pub mod rules;
pub mod said;
pub mod sheet;
pub mod table;
#[cfg(test)]
#[path = "tests/weighed.rs"]
mod weighed;

pub use command::{
    Command, Confirmation, Correct, EndFollowUp, FollowUpChanged, MeasurementChanged, NewFollowUp,
    NewMeasurement, VoidMeasurement,
};
pub use error::{Error, Limits};
pub use event::Event;
pub use period::{Counted, PeriodRow, Verdict, last_plausible};
pub use query::Query;
pub use record::{
    Doubt, FollowUp, FollowUpId, FollowUpKind, FollowUpState, History, Measurement, Oddity, Preview, Score,
    Voided,
};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

pub use crate::growth::Measures;
use crate::growth::MinimumGain;
use crate::reference::clinical::Clinical;
use crate::terms::{PersonId, Precision, Sex};

/// What the door knows of the child that a command or a query is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Child {
    /// Who.
    pub person: PersonId,
    /// As registered.
    pub sex: Sex,
    /// As registered.
    pub birth_date: NaiveDate,
    /// How well it is known: with the year alone only what needs no age is judged.
    #[serde(default)]
    pub precision: Precision,
}

impl Child {
    /// Whether the age says anything: not where the year of birth alone is known.
    pub const fn is_age_known(&self) -> bool {
        match self.precision {
            Precision::Exact | Precision::Estimated => true,
            Precision::Year => false,
        }
    }
}

/// What the door hands in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Config {
    /// The child in question; without it nothing is measured. The door finds a measurement's child with
    /// [`table::person_of`].
    pub child: Option<Child>,
    /// By which measures are judged.
    pub tables: Tables,
}

/// The tables by which measures are judged, with what the clinic corrected of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tables {
    /// Plausible and impossible measures by age.
    pub clinical: Arc<Clinical>,
    /// Minimum gain (KBM).
    pub minimum: Arc<MinimumGain>,
}

impl Default for Tables {
    /// As they come with the program.
    fn default() -> Self {
        Self { clinical: Clinical::bundled(), minimum: Arc::new(MinimumGain::bundled()) }
    }
}
