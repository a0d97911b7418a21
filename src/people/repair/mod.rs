//! Mistakes of registration are repaired: another folder or place in the family, and two records of one person.
//!
//! A record that is merged into another stays in its row, out of every list, search and figure, and leads to the one that
//! was kept: so its number is never given again, and taking the merge back needs nothing but what was kept beside it.

pub mod parts;
pub mod table;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Details, Error, Role};
use crate::terms::{MeasurementId, MergeId, PersonId, Revision, TicketId, VisitId};

pub use parts::{Part, Side};

/// A record that was merged into another one, told of the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergedRecord {
    pub id: MergeId,
    /// Its record number, which still finds the one that was kept.
    pub record_number: String,
    pub on: NaiveDate,
    /// The last day on which it can be taken back.
    pub until: NaiveDate,
    /// Why it cannot be taken back now; the door says it, by what the command asks.
    #[serde(default)]
    pub refused: Option<Error>,
}

/// Rows of other subjects that belong to somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Rows {
    pub tickets: Vec<TicketId>,
    pub visits: Vec<VisitId>,
    pub measurements: Vec<MeasurementId>,
    /// Follow-ups, by number of the row.
    pub follow_ups: Vec<i64>,
}

impl Rows {
    /// With those of another.
    pub fn and(&self, other: &Self) -> Self {
        let mut all = self.clone();
        all.tickets.extend(&other.tickets);
        all.visits.extend(&other.visits);
        all.measurements.extend(&other.measurements);
        all.follow_ups.extend(&other.follow_ups);
        all.sorted()
    }

    fn sorted(mut self) -> Self {
        self.tickets.sort_unstable();
        self.visits.sort_unstable();
        self.measurements.sort_unstable();
        self.follow_ups.sort_unstable();
        self
    }
}

/// What is kept beside a merge, to take it back exactly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undoing {
    /// The form of the kept one before.
    pub details: Details,
    /// Whose mother the other was.
    pub children: Vec<PersonId>,
    /// What came from the other.
    pub moved: Rows,
    /// Tickets that were given up because the same person had another turn.
    #[serde(default)]
    pub joined: Vec<TicketId>,
    /// Everything that the kept one had afterwards: whoever has more or less by then has changed.
    pub then: Rows,
    /// The revisions of both afterwards.
    pub kept: Revision,
    pub gone: Revision,
    /// Who became head of the folder that the other left: what they were, and their revision afterwards.
    #[serde(default)]
    pub next_head: Option<(PersonId, Role, Revision)>,
}
