//! What is counted: plain rows, put together by the door from what the subjects keep.

use crate::growth::Category;
use crate::growth::kms::Said;
use crate::summary::Period;
use crate::terms::{Age, AreaCode, ServiceDay, Sex};

/// Everything a summary counts, as rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// Of which period.
    pub period: Period,
    /// The last day that has come.
    pub through: ServiceDay,
    /// Units in the clinic's order; other rows name them by their place here.
    pub units: Vec<UnitRow>,
    /// Stops of the period's tickets, by ticket and within a ticket in order.
    pub stops: Vec<StopRow>,
    /// Tickets by hour of the wall clock; asked for on a day only.
    pub tickets_per_hour: [u32; 24],
    /// Visits that count.
    pub visits: Vec<VisitRow>,
    /// Diagnoses that count, the commonest first, equal ones by code.
    pub diagnoses: Vec<DiagnosisRow>,
    /// The clinic's villages in order of code.
    pub villages: Vec<VillageRow>,
    /// Children under sixty months measured in the period.
    pub children: Vec<ChildRow>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRow {
    pub letter: String,
    pub name: String,
}

/// How a stop stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopEnd {
    Served,
    /// Called and not there.
    NoShow,
    /// Given up or ended with the day.
    Cancelled,
    /// Sent on to another unit.
    Moved,
    /// Waiting, called or being served.
    Open,
}

/// One stop of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StopRow {
    /// The ticket's number in the database: only to tell tickets apart.
    pub ticket: i64,
    /// Place in [`Rows::units`].
    pub unit: usize,
    /// How it stands.
    pub end: StopEnd,
    /// Whole seconds from opening to first call; none while never called.
    pub wait_seconds: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VisitRow {
    pub day: ServiceDay,
    /// Place in [`Rows::units`].
    pub unit: usize,
    /// The stable word of who pays.
    pub payer: &'static str,
    /// Kunjungan sehat, not sakit.
    pub well: bool,
    /// The person's first visit here ever.
    pub first_ever: bool,
    /// Of whom.
    pub sex: Sex,
    /// How old on that day; `None` when the visit lies before the registered birth date.
    pub age: Option<Age>,
}

/// One diagnosis with its cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiagnosisRow {
    /// ICD-10 code.
    pub code: String,
    pub name: String,
    /// Kasus baru.
    pub new_cases: u32,
    /// Kasus lama.
    pub old_cases: u32,
}

/// One village of the clinic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VillageRow {
    /// Ten digits.
    pub code: AreaCode,
    pub name: String,
    /// The figure set for it.
    pub set_target: Option<u32>,
    /// Living registered residents under sixty months on the last day.
    pub residents: u32,
    /// How many of them were not measured in the period.
    pub residents_not_measured: u32,
}

/// One child measured in the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChildRow {
    pub home: Home,
    /// How it counts for BB/U, PB/U or TB/U, BB/PB or BB/TB and IMT/U.
    pub verdicts: [Verdict; 4],
    /// What the growth card says of its last weighing of the period; none where it was not weighed.
    pub card: Option<Said>,
}

/// Where a child lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// Place in [`Rows::villages`].
    Village(usize),
    /// Outside the clinic's villages.
    Elsewhere,
    /// Nobody has said it yet: that is not outside.
    Unknown,
}

/// How a child counts for one index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    In(Category),
    /// Oedema of both feet: counts as this category, below −3 SD.
    Oedema(Category),
    /// Only implausible.
    Implausible,
    /// Nothing to compute it from.
    NotMeasured,
}
