//! What is joined from several subjects, for reading only: the desk's board, a patient, a child, a search.

mod compare;
mod figures;
mod join;
mod lacking;
pub mod query;
pub mod table;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use compare::{Comparison, Follows, Merging, Record};
pub(super) use compare::{comparison, merging};
pub(super) use figures::figures;
pub(super) use join::{board, child, moving, patient, search, sheet, unit_list};
pub use lacking::Lacks;
pub(super) use lacking::lacking;
pub use query::Query;

use crate::terms::{AccountId, Instant, PersonId, ServiceDay, StopId, TicketId, UnitId, VisitId};
use crate::{people, queue, screening, visits};

/// Names beside ids.
pub type Names = BTreeMap<PersonId, people::Card>;

/// Names of those who work here beside their accounts, those who left too.
pub type Authors = BTreeMap<AccountId, String>;

/// The front desk's panel with names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Board {
    /// The queue's own board.
    pub queue: queue::Board,
    /// Who the rows' people are.
    pub names: Names,
    /// Who closed the day.
    pub closed_by: Option<String>,
}

/// Who waits for one unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitList {
    /// The queue's own list.
    pub queue: queue::UnitList,
    /// Who the rows' people are.
    pub names: Names,
    /// Open visits of this unit, for those being served.
    pub open: Vec<visits::VisitLine>,
    /// Turns that are served here though the visit of their person was voided and none counts.
    #[serde(default)]
    pub voided: Vec<StopId>,
    /// Whom this unit sent to another and has back afterwards: their visit is open, so they are not done here.
    pub away: Vec<Away>,
    /// Who was served here on paper in the last days and has no visit yet.
    pub paper: Vec<queue::Row>,
    /// Who pays for the turns of those who are not served yet, unless somebody says otherwise.
    pub payers: BTreeMap<StopId, visits::Payer>,
}

/// Somebody who is elsewhere for now, with an open visit here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Away {
    pub ticket: TicketId,
    /// Where they are.
    pub unit: UnitId,
    /// Since when.
    pub since: Instant,
}

/// People and tickets for what was typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    pub people: people::Found,
    /// Tickets of the day, when a number was typed.
    pub tickets: Vec<queue::Row>,
    /// Who the tickets' people are.
    pub names: Names,
}

/// One person as the front desk sees them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Patient {
    /// The person with the family.
    pub opened: people::Opened,
    /// The last visit that counts: day and unit only.
    pub last_visit: Option<(ServiceDay, UnitId)>,
    /// The payer of the last visit.
    pub last_payer: Option<visits::Payer>,
    /// The tickets of the day.
    pub tickets: Vec<queue::Row>,
    /// The visit that is open now.
    pub open_visit: Option<VisitId>,
}

/// What a move comes to, and what goes along.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Moving {
    /// What people's rules say; it is sent back with the command.
    pub plan: people::moving::Plan,
    /// What goes along.
    pub follows: Follows,
    /// Who the mothers are, before and afterwards.
    pub names: Names,
}

/// One visit and all around it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// The visit with its entries.
    pub visit: visits::Visit,
    /// Whose.
    pub person: people::Person,
    /// The mother's name, where she is in the same folder or answers for the child.
    pub mother: Option<String>,
    /// Earlier visits, newest first.
    pub history: Vec<visits::VisitLine>,
    /// Measurements of this person, newest first.
    pub growth: screening::History,
    /// The stop it belongs to.
    pub stop: Option<queue::Row>,
    /// Where the person was sent from and comes back to: the same ticket's visit is still open there.
    pub returns_to: Option<UnitId>,
    /// Who wrote, closed and voided.
    pub authors: Authors,
}

/// One child with all measurements.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Child {
    /// Who.
    pub person: people::Person,
    /// The mother's name, where she is in the same folder or answers for the child.
    pub mother: Option<String>,
    /// Measurements, newest first, and follow-ups.
    pub growth: screening::History,
    /// Who measured and voided.
    pub authors: Authors,
}
