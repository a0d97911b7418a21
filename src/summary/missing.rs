//! What a summary lacks, as it is asked before sealing and printed on what is sealed all the same. What is missing decides
//! [`super::rules`]; here are its words.

use serde::{Deserialize, Serialize};

use super::{Kind, Period};
use crate::terms::ServiceDay;
use crate::words::{Arg, Words};

/// A period that is not over, and how far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Running {
    /// The last day that is in it.
    pub through: ServiceDay,
    /// How many of its days have come, that one with them.
    pub days: u32,
    /// How many days it has.
    pub of: u32,
}

impl Running {
    /// `Bulan berjalan, 23 dari 30 hari`; of a day `Hari berjalan`.
    pub fn said(&self, period: Period, words: &Words) -> String {
        match period.kind() {
            Kind::Daily => words.text("summary-running-day").into_owned(),
            Kind::Monthly => words.with("summary-running-month", &[("days", self.days), ("of", self.of)]),
        }
    }
}

/// One thing that is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "camelCase")]
pub enum Missing {
    /// Days are still to come, or the last one is not over.
    NotOver { days: u32 },
    /// Tickets that have not ended.
    OpenTickets { tickets: u32 },
    /// Visits that nobody has closed: what was found and given may be missing.
    OpenVisits { visits: u32 },
    /// Children whose measures are all implausible for some index.
    Implausible { children: u32 },
    /// Children who were measured, and nobody has said where they live.
    NoVillage { children: u32 },
    /// Villages of which no child was measured, and how many children should have been.
    NotMeasured { villages: Vec<String>, children: u32 },
    /// Villages without a figure of their own: the registered residents are counted instead.
    NoTarget { villages: u32 },
    /// Villages in which more children were measured than the figure that was set.
    TargetTooSmall { villages: Vec<String> },
    /// The clinic's district is not known.
    NoDistrict,
}

/// At most so many names stand in a sentence.
const NAMES: usize = 3;

impl Missing {
    /// Whether this is the same kind of thing, however much of it.
    pub fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// What is missing, and more about it where there is more to say.
    pub fn said(&self, words: &Words) -> (String, Option<String>) {
        let count = |key: &str, count: u32| words.with(key, &[("count", Arg::from(i64::from(count)))]);
        match self {
            Self::NotOver { days: 0 } => (words.text("summary-missing-today").into_owned(), None),
            Self::NotOver { days } => (count("summary-missing-days", *days), None),
            Self::OpenTickets { tickets } => (count("summary-missing-tickets", *tickets), None),
            Self::OpenVisits { visits } => (count("summary-missing-visits", *visits), None),
            Self::Implausible { children } => (count("summary-missing-measures", *children), None),
            Self::NoVillage { children } => (
                count("summary-missing-village", *children),
                Some(words.text("summary-missing-village-why").into_owned()),
            ),
            Self::NotMeasured { villages, children } => (
                words.with("summary-missing-not-measured", &[("villages", names(villages, words))]),
                Some(count("summary-missing-not-measured-children", *children)),
            ),
            Self::NoTarget { villages } => (count("summary-missing-target", *villages), None),
            Self::TargetTooSmall { villages } => (
                words.with("summary-missing-target-small", &[("villages", names(villages, words))]),
                Some(words.text("summary-missing-target-small-why").into_owned()),
            ),
            Self::NoDistrict => (words.text("summary-missing-district").into_owned(), None),
        }
    }

    /// The same in one line.
    pub fn line(&self, words: &Words) -> String {
        match self.said(words) {
            (what, Some(more)) => format!("{what} ({more})"),
            (what, None) => what,
        }
    }
}

/// `Karangjati, Mulyosari, Sendang, 4 lainnya`
fn names(all: &[String], words: &Words) -> String {
    let mut named: Vec<String> = all.iter().take(NAMES).cloned().collect();
    if let Some(more) = all.len().checked_sub(NAMES).filter(|more| *more > 0) {
        named.push(words.with("summary-missing-more", &[("count", more)]));
    }
    named.join(", ")
}

/// What of all that is missing was seen by whoever seals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Despite {
    /// Nothing: it is sealed only where nothing is missing.
    Nothing,
    /// These were named in a question, and it was answered.
    Seen(Vec<Missing>),
    /// Said once and for all, by whoever sits at no screen.
    Whatever,
    /// Said beforehand, of some kinds of things.
    Beforehand(Beforehand),
}

/// What of what is missing was said beforehand to be known, by whoever sits at no screen and cannot be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Beforehand {
    /// That the period is not over.
    pub running: bool,
    /// Everything else.
    pub incomplete: bool,
}

impl Beforehand {
    /// Whether this was said of something that is missing.
    pub const fn covers(self, missing: &Missing) -> bool {
        match missing {
            Missing::NotOver { .. } => self.running,
            _ => self.incomplete,
        }
    }
}
