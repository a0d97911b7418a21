//! Why screening's rules refuse, each with what to do next.

use serde::{Deserialize, Serialize};
use std::fmt;

use super::{Doubt, Oddity};
use crate::terms::{MeasurementId, Revision};

/// A measure and the limits it lies outside of, in grams or millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Which measure.
    pub measure: Doubt,
    /// What was entered.
    pub value: i64,
    /// The lowest that passes, when the value is too low.
    pub low: Option<i64>,
    /// The highest that passes, when the value is too high.
    pub high: Option<i64>,
}

impl fmt::Display for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.measure.key(), self.value)?;
        match (self.low, self.high) {
            (Some(low), _) => write!(f, " (at least {low})"),
            (None, Some(high)) => write!(f, " (at most {high})"),
            (None, None) => Ok(()),
        }
    }
}

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Error {
    /// No such measurement or follow-up.
    #[error("this measurement or follow-up is not there; look the child up again")]
    NotFound,
    /// The door named no child, or another one.
    #[error("sex and birth date of this child are not known; complete the registration first")]
    ChildUnknown,
    /// The measurement belongs to another child.
    #[error("this measurement belongs to another child; look again")]
    OtherChild,
    /// Somebody else was quicker.
    #[error("somebody else changed this meanwhile; what you typed is kept, look and save again")]
    Changed { now: Revision },
    /// The measurement is voided already, or the follow-up ended already.
    #[error("this was ended before; look again")]
    EndedBefore,
    /// The very same measures of the same day are there.
    #[error("the same measures of the same day are there already; nothing was written")]
    SameAgain {
        /// Which.
        measurement: MeasurementId,
    },
    /// Nothing was measured.
    #[error("enter at least one measure")]
    Nothing,
    /// Measured before birth.
    #[error("the measuring date lies before the birth; check both dates")]
    BeforeBirth,
    /// Measured in the future.
    #[error("the measuring date has not come yet; check it")]
    InFuture,
    /// A value that no child of this age has.
    #[error("{} is impossible at this age; measure again", .0)]
    Impossible(Limits),
    /// Unusual values, each to be confirmed with a reason.
    #[error("unusual values; measure again, or confirm each with a reason")]
    NeedsConfirmation(Vec<Oddity>),
    /// A reason is wanted.
    #[error("say why")]
    ReasonMissing,
    /// A text is wanted.
    #[error("say what is to be done")]
    TextMissing,
    /// A text is too long.
    #[error("this text is too long; at most {most} characters")]
    TooLong {
        /// The limit.
        most: u32,
    },
    /// Due before it was planned.
    #[error("the day to do it lies in the past; choose today or later")]
    DueInPast,
}

impl Error {
    /// The stable code; the sentence for people is `refusal-<code>`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "measurement-not-found",
            Self::ChildUnknown => "measurement-child-unknown",
            Self::OtherChild => "measurement-other-child",
            Self::Changed { .. } => "measurement-changed",
            Self::EndedBefore => "measurement-ended-before",
            Self::SameAgain { .. } => "measurement-same-again",
            Self::Nothing => "measurement-nothing",
            Self::BeforeBirth => "measurement-before-birth",
            Self::InFuture => "measurement-in-future",
            Self::Impossible(_) => "measurement-impossible",
            Self::NeedsConfirmation(_) => "measurement-needs-confirmation",
            Self::ReasonMissing => "measurement-reason-missing",
            Self::TextMissing => "follow-up-text-missing",
            Self::TooLong { .. } => "measurement-text-too-long",
            Self::DueInPast => "follow-up-due-in-past",
        }
    }
}
