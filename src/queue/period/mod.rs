//! The stops of a period, as a summary counts them.

pub mod table;

use crate::queue::State;
use crate::terms::{Instant, TicketId, UnitId};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodStop {
    /// Of which ticket.
    pub ticket: TicketId,
    /// Its place among the ticket's stops, from 1.
    pub sequence: u32,
    /// Where.
    pub unit: UnitId,
    /// How it stands.
    pub state: State,
    /// Since when it waited; of the first stop when the ticket was given.
    pub opened_at: Instant,
    /// When it was first called.
    pub first_called_at: Option<Instant>,
}

impl PeriodStop {
    /// Whole seconds from opening to first call; a clock set back in between counts as no wait.
    pub fn wait_seconds(&self) -> Option<u32> {
        let called = self.first_called_at?;
        Some(u32::try_from((called - self.opened_at).num_seconds()).unwrap_or(0))
    }
}
