//! Whose the tickets are, where two records turn out to be of one person.

pub mod table;

use serde::{Deserialize, Serialize};

use super::rules::ticket_for;
use super::{Class, Row, State};
use crate::queue::rules::bound_for;
use crate::terms::UnitId;

/// Two turns of one person for one unit: they become one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    /// The turn that keeps its number and its place.
    pub stays: Row,
    /// The one that is given up; its number is given to nobody again.
    pub goes: Row,
}

impl Joined {
    /// Whether the one can be given up: who is being called by it is on the way to a counter.
    pub fn can_be(&self) -> bool {
        self.goes.state == State::Waiting
    }
}

/// The turns of two records that become one: those for the same unit, for nobody has two of them. The one that was given
/// earlier stays, unless the other goes before it as an emergency or by priority. Tickets for different units stay both.
pub fn joined(one: &[Row], other: &[Row], registers: impl Fn(UnitId) -> bool) -> Vec<Joined> {
    let open = one.iter().filter(|row| row.state.is_open());
    open.filter_map(|row| {
        let unit = bound_for(row.unit, row.destination, &registers);
        let second = ticket_for(other, unit, None, &registers)?;
        let place = |row: &Row| (Class::of(row.urgency, row.priority), row.issued_at, row.ticket);
        let (stays, goes) = if place(row) <= place(second) { (row, second) } else { (second, row) };
        Some(Joined { stays: stays.clone(), goes: goes.clone() })
    })
    .collect()
}
