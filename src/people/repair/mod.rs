//! Mistakes of registration are repaired: another folder or place in the family, and two records of one person.
//!
//! A record that is merged into another stays in its row, out of every list, search and figure, and leads to the one that
//! was kept: so its number is never given again, and taking the merge back needs nothing but what was kept beside it.

pub mod table;

use serde::{Deserialize, Serialize};

use super::Details;
use crate::terms::{MeasurementId, PersonId, Revision, TicketId, VisitId};

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
    /// Everything that the kept one had afterwards: whoever has more or less by then has changed.
    pub then: Rows,
    /// The revisions of both afterwards.
    pub kept: Revision,
    pub gone: Revision,
}
