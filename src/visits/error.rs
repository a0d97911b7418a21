//! Why a visit's rule refuses, each with what to do next.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

use super::{Contradiction, Part, Reading, Sign, Written};
use crate::terms::{AccountId, Clash, Revision, VisitId};

/// A value and the limits it lies outside of, in the sign's smallest unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Which sign.
    pub sign: Sign,
    /// What was entered.
    pub value: i64,
    /// The lowest that passes, when the value is too low.
    pub low: Option<i64>,
    /// The highest that passes, when the value is too high.
    pub high: Option<i64>,
}

impl fmt::Display for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.sign.as_str(), self.value)?;
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
    /// No such visit or entry.
    #[error("this visit or entry is not there; look the person up again")]
    NotFound,
    /// Somebody else was quicker.
    #[error("somebody else changed this visit meanwhile; what you typed is kept, look and save again")]
    Changed {
        /// Which.
        visit: VisitId,
        now: Revision,
    },
    /// Somebody else was quicker with the same texts or diagnoses.
    #[error("somebody else changed the same part of this visit meanwhile; look, then save again")]
    Clash(Clash<Part, Written>),
    /// Somebody else was quicker with the same vital signs; their values now.
    #[error("somebody else took the same vital sign meanwhile; look, then save again")]
    SignsClash(Vec<Reading>),
    /// The visit is closed.
    #[error("this visit is closed; add an amendment instead, or void the entry that is wrong")]
    Closed,
    /// The visit is voided.
    #[error("this visit was voided; open a new one")]
    Voided,
    /// The entry no longer counts.
    #[error("this entry was already voided or replaced; look again")]
    EntryEnded,
    /// An amendment of an open visit.
    #[error("this visit is still open; write it in the visit itself")]
    StillOpen,
    /// Somebody else is responsible.
    #[error("only the one responsible may close this visit; take it over first")]
    NotResponsible {
        /// Who is.
        responsible: AccountId,
    },
    /// The same stop, or the same person in the same unit, already has an open visit.
    #[error("this visit is already open; continue there")]
    AlreadyOpen {
        /// Which.
        visit: VisitId,
    },
    /// A reason is wanted.
    #[error("say why")]
    ReasonMissing,
    /// A text is wanted.
    #[error("write what is to be added")]
    TextMissing,
    /// A text is too long.
    #[error("this text is too long; at most {most} characters")]
    TooLong {
        /// The limit.
        most: u32,
    },
    /// A time that has not come yet, or lies before the visit was opened.
    #[error("this time does not fit the visit; check the date and time")]
    BadTime,
    /// No visit is opened of somebody who died; what was seen before may be entered later.
    #[error("this person is marked as deceased")]
    Deceased,
    /// A birth date after the person's first visit.
    #[error("born after the first visit, of {first}")]
    BornAfterVisit {
        /// The day of the first visit that counts.
        first: NaiveDate,
    },
    /// A value that nobody alive has.
    #[error("{} is impossible at this age; take it again", .0)]
    Impossible(Limits),
    /// What contradicts itself, each to be confirmed with a reason.
    #[error("values that contradict themselves; measure again, or confirm each with a reason")]
    NeedsConfirmation(Vec<Contradiction>),
    /// A sick visit that is to be closed has no diagnosis, and nobody was asked.
    #[error("this sick visit has no diagnosis; close it all the same?")]
    NoDiagnosis,
    /// A sign of the visit that is to be closed asks for something to be done, and nothing says what was.
    #[error("a finding of this visit has no answer yet; close it all the same?")]
    FindingOpen,
    /// A closed visit has this sign already.
    #[error("this visit already has a {}; void that one first", .0.as_str())]
    AlreadyThere(Sign),
    /// One sign given twice.
    #[error("{} is given twice", .0.as_str())]
    SignTwice(Sign),
    /// An amendment is written with its own command, and nothing else is.
    #[error("an amendment can only be added to a closed visit")]
    NotForOpenVisit,
    /// Not the shape of an ICD-10 code.
    #[error("{0} is not an ICD-10 code such as J06.9")]
    BadCode(String),
    /// A code without a name.
    #[error("the diagnosis {0} has no name")]
    NameMissing(String),
    /// One code given twice.
    #[error("the diagnosis {0} is given twice")]
    DiagnosisTwice(String),
    /// More than one primary diagnosis.
    #[error("only one diagnosis can be the primary one")]
    TwoPrimaries,
    /// A list without a line.
    #[error("the list is empty; nothing was changed")]
    ListEmpty,
}

impl Error {
    /// The stable code; the sentence for people is `refusal-<code>`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "visit-not-found",
            Self::Changed { .. } => "visit-changed",
            Self::Clash(_) | Self::SignsClash(_) => "clash",
            Self::Closed => "visit-closed",
            Self::Voided => "visit-voided",
            Self::EntryEnded => "visit-entry-ended",
            Self::StillOpen => "visit-still-open",
            Self::NotResponsible { .. } => "visit-not-responsible",
            Self::AlreadyOpen { .. } => "visit-already-open",
            Self::ReasonMissing => "visit-reason-missing",
            Self::TextMissing => "visit-text-missing",
            Self::TooLong { .. } => "visit-text-too-long",
            Self::BadTime => "visit-bad-time",
            Self::Deceased => "visit-deceased",
            Self::BornAfterVisit { .. } => "visit-born-after",
            Self::Impossible(_) => "vital-impossible",
            Self::NeedsConfirmation(_) => "vital-needs-confirmation",
            Self::NoDiagnosis => "visit-no-diagnosis",
            Self::FindingOpen => "visit-finding-open",
            Self::AlreadyThere(_) => "vital-already-there",
            Self::SignTwice(_) => "vital-twice",
            Self::NotForOpenVisit => "visit-amendment-only-closed",
            Self::BadCode(_) => "diagnosis-bad-code",
            Self::NameMissing(_) => "diagnosis-name-missing",
            Self::DiagnosisTwice(_) => "diagnosis-twice",
            Self::TwoPrimaries => "diagnosis-two-primaries",
            Self::ListEmpty => "diagnosis-list-empty",
        }
    }

    /// What the sentence names, where it names something: a code.
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::BadCode(code) | Self::NameMissing(code) | Self::DiagnosisTwice(code) => Some(code.clone()),
            _ => None,
        }
    }
}
