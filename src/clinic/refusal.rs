//! Why the door says no, and how it says it: a stable code and a sentence that a person can act on.

use serde::{Deserialize, Serialize};

use super::Permission;
use crate::store::{Problem, StoreError};
use crate::terms::Instant;
use crate::words::Words;
use crate::{people, queue, screening, setup, staff, summary, visits};

/// Why a command or a question is not answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Refusal {
    /// This role may not do it.
    #[error("your role may not do this")]
    NotAllowed(Permission),
    /// The account has ended since.
    #[error("this account may no longer sign in")]
    SignedOut,
    /// The clinic is not set up yet.
    #[error("this clinic is not set up yet")]
    NotBegun,
    /// The command's id was used for something else.
    #[error("this command's id was used before for something else")]
    Reused,
    /// What came over a wire is no value that this version knows: where it broke off.
    #[error("this cannot be read: {0}")]
    Unreadable(String),
    /// No answer came: nobody knows whether it was done.
    #[error("no answer came: {0}")]
    Cut(String),
    /// The command was done before, by an earlier version whose reply cannot be read any more.
    #[error("this was done before the program was renewed; look at what it shows now")]
    OldReply,
    /// Nobody said yet that the clock is right.
    #[error("the clock has to be confirmed first")]
    ClockAsked,
    /// An age or a year was told while the clock is doubted: the birth date made of it may be years off.
    #[error("an age or a year needs a clock that is not doubted")]
    ClockAged,
    /// Entries of the same day lie ahead of the clock: whoever looks at a right clock types what it shows.
    #[error("entries of this day lie ahead of this clock")]
    ClockBack,
    /// Entries of a later day lie ahead of the clock: an administrator or the head decides which of the two is wrong.
    #[error("entries of a later day lie ahead of this clock; an administrator or the head decides")]
    ClockOtherDay,
    /// A time far from the last entry: most likely mistyped.
    #[error("this time is far from the last entry, {last}")]
    ClockUnlikely { last: Instant },
    /// A time before the last entry: whoever types it knows of that one first.
    #[error("the last entry, {last}, is later than this time")]
    ClockBefore { last: Instant },
    /// The clinic's own data.
    #[error(transparent)]
    Setup(#[from] setup::Error),
    /// People who work here.
    #[error(transparent)]
    Staff(#[from] staff::Error),
    /// People who come.
    #[error(transparent)]
    People(#[from] people::Error),
    /// Tickets and calls.
    #[error(transparent)]
    Queue(#[from] queue::Error),
    #[error(transparent)]
    Visits(#[from] visits::Error),
    /// Measurements.
    #[error(transparent)]
    Screening(#[from] screening::Error),
    /// The summary and its seal.
    #[error(transparent)]
    Summary(#[from] summary::Error),
    /// The clinic's disk is full; nothing of this is saved, and everything that was said to be saved is.
    #[error("the disk is full; this is not saved. Make room and try again")]
    DiskFull,
    /// The store failed; nothing is saved. The sentence is in the log under this number.
    #[error("not saved; nothing was changed. Try again; if it stays, tell the IT officer")]
    Failure(String),
}

impl Refusal {
    /// Stable code; the sentence for people is `refusal-<code>` in the translations.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAllowed(_) => "not-allowed",
            Self::SignedOut => "signed-out",
            Self::NotBegun => "setup-not-begun",
            Self::Reused => "reused",
            Self::Unreadable(_) => "unreadable",
            Self::Cut(_) => "cut",
            Self::OldReply => "old-reply",
            Self::ClockAsked => "clock-asked",
            Self::ClockAged => "clock-aged",
            Self::ClockBack => "clock-back",
            Self::ClockOtherDay => "clock-other-day",
            Self::ClockUnlikely { .. } => "clock-unlikely",
            Self::ClockBefore { .. } => "clock-before",
            Self::Setup(error) => error.code(),
            Self::Staff(error) => error.code(),
            Self::People(error) => error.code(),
            Self::Queue(error) => error.code(),
            Self::Visits(error) => error.code(),
            Self::Screening(error) => error.code(),
            Self::Summary(error) => error.code(),
            Self::DiskFull => "disk-full",
            Self::Failure(_) => "failure",
        }
    }
}

impl Refusal {
    /// The sentence for people, in their language; what it names is set in as `detail`.
    pub fn explain(&self, words: &Words) -> String {
        let key = format!("refusal-{}", self.code());
        words.with(&key, &[("detail", self.detail(words))])
    }

    fn detail(&self, words: &Words) -> String {
        use {people::Error as Person, setup::Error as Setup, staff::Error as Staff, visits::Error as Visit};
        let named = |labels: Vec<&str>| {
            let names: Vec<_> = labels.into_iter().map(|label| format!("“{}”", words.text(label))).collect();
            names.join(", ")
        };
        match self {
            Self::People(Person::Clash(clash)) => named(clash.labels()),
            Self::People(Person::SeenAfterDeath { last }) => words.date(*last),
            Self::People(Person::Hidden(_, sign)) | Self::Staff(Staff::Hidden(sign)) => sign.to_string(),
            Self::Setup(Setup::Profile(clash)) => named(clash.labels()),
            Self::Setup(Setup::Village(clash)) => named(clash.labels()),
            Self::Setup(Setup::Unit(clash)) => named(clash.labels()),
            Self::Staff(Staff::Clash(clash)) => named(clash.labels()),
            // An emergency has no number, and a name all the same.
            Self::Queue(
                queue::Error::HasTicket { number: None, .. } | queue::Error::Elsewhere { number: None },
            ) => words.text("priority-emergency").into_owned(),
            Self::Visits(Visit::Clash(clash)) => named(clash.labels()),
            Self::Visits(Visit::SignsClash(now)) => {
                let keys: Vec<String> = now.iter().map(|reading| reading.sign.name_key()).collect();
                named(keys.iter().map(String::as_str).collect())
            }
            Self::Queue(error) => error.detail().unwrap_or_default(),
            Self::Visits(Visit::BornAfterVisit { first }) => words.date(*first),
            Self::Visits(error) => error.detail().unwrap_or_default(),
            Self::Setup(error) => error.detail().unwrap_or_default(),
            Self::Summary(error) => error.detail().unwrap_or_default(),
            Self::Failure(why) | Self::Unreadable(why) | Self::Cut(why) => why.clone(),
            _ => String::new(),
        }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "The store failed");
        if error.is_full() { Self::DiskFull } else { Self::Failure(error.to_string()) }
    }
}

impl<E: Into<Refusal>> From<Problem<E>> for Refusal {
    fn from(problem: Problem<E>) -> Self {
        match problem {
            Problem::Refused(error) => error.into(),
            Problem::Failed(error) => error.into(),
        }
    }
}
