//! What screens ask of the queue.

use serde::{Deserialize, Serialize};

use crate::terms::{PersonId, ServiceDay, TicketId, UnitId, queries};

queries!(Board, UnitList, Display, Ticket, Find, OnPaper, OfPerson, DayReport, LeftOpen, GoingOn);

/// Everything for the front desk's panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    pub day: ServiceDay,
}

/// Who waits for one unit, for its exam station.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitList {
    pub day: ServiceDay,
    pub unit: UnitId,
}

/// What the waiting room sees: numbers and places, nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Display {
    pub day: ServiceDay,
}

/// One ticket with everything that happened to it; none of that number is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    pub ticket: TicketId,
}

/// Tickets of a day by what somebody typed: `a21`, `A-021`, `p4`. The newest stop of each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Find {
    pub day: ServiceDay,
    /// The typed text.
    pub text: String,
}

/// Who was served at a unit on paper since a day, the latest first (at most 2,000): the stops that served, only those
/// whose person is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnPaper {
    pub unit: UnitId,
    /// The first day.
    pub since: ServiceDay,
}

/// The tickets of one person on one day, by the newest stop of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfPerson {
    pub day: ServiceDay,
    pub person: PersonId,
}

/// Every ticket of a day with its history; for reports and tests, not for screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayReport {
    pub day: ServiceDay,
}

/// Every emergency that is not over and goes on in this day, whatever day it still stands on: what the morning carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoingOn {
    /// Today.
    pub day: ServiceDay,
}

/// Days before `day` that still have open stops, oldest first: what the morning closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOpen {
    /// Today.
    pub day: ServiceDay,
}
