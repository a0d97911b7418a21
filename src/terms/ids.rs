//! Numbers of rows, one type a kind so that they cannot be mixed up.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    /// Somebody who works here.
    AccountId,
    /// Somebody who comes here.
    PersonId,
    /// A family folder.
    FamilyId,
    /// A unit of service (registration is one too).
    UnitId,
    /// A counter or room where people are called to.
    CounterId,
    /// A ticket: a number of one service day.
    TicketId,
    /// One stop of a ticket at one unit.
    StopId,
    /// One visit of one person.
    VisitId,
    /// One vital sign taken at a visit.
    VitalId,
    /// One diagnosis of a visit.
    DiagnosisId,
    /// One written entry of a visit.
    NoteId,
    /// One anthropometric measurement.
    MeasurementId,
    /// One signed summary.
    SummaryId,
    /// One merge of two records of people.
    MergeId,
    /// One move of somebody to another folder or place in the family.
    MoveId,
}

/// How often a row has changed: what a screen saw, to notice that somebody else was quicker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Revision(pub i64);

impl Revision {
    /// Whether somebody saw another revision than this one; who saw none, knows of none.
    pub fn is_other_than(self, seen: Option<Self>) -> bool {
        seen.is_some_and(|seen| seen != self)
    }
}
