//! The queue: tickets, their stops, who is called next, and what the waiting room may see.
//!
//! A *ticket* is a number of one service day; its person may be linked later. A *stop* is one entry of that
//! ticket in the queue of one unit, with its own state and times: ending one opens the next. Everything that
//! happens to a stop is one line of its log, and the stop's own columns are what those lines add up to.
//! Knows no other subject, no clock and no screen; the units, counters and settings are handed in as [`Config`].

mod answer;
mod board;
pub mod command;
mod error;
mod number;
pub mod order;
pub mod outlook;
mod overnight;
pub mod owner;
mod paper;
pub mod period;
pub mod query;
mod right_day;
pub mod rules;
pub mod slip;
pub mod table;
mod word;

mod doctor {
    pub(super) mod table;
}
mod closed {
    pub(super) mod table;
}
mod held {
    pub(super) mod table;
}
mod line {
    pub(super) mod table;
}
mod issue {
    pub(super) mod table;
}
mod stored {
    pub(super) mod table;
}
mod told {
    pub(super) mod table;
}
mod undo {
    pub(super) mod table;
}

pub use answer::{
    Act, Back, Board, CameFrom, Closed, Display, DisplayCall, DisplayNext, Elsewhere, GoingOn, LeftOpen,
    Line, Row, TicketCard, UnitLine, UnitList, too_long_since,
};
pub use command::{
    CallId, Called, Command, DayClosed, DayReopened, FirstStop, HowIssued, Issue, Issued, OnStop,
    SetPriority, StopChanged, TicketChanged, Undo, Undone,
};
pub use error::Error;
pub use number::{CLINIC_PRIORITY_PREFIX, Number, Typed, typed};
pub use outlook::Outlook;
pub use paper::{FromPaper, PaperEnd, PaperTimes};
pub use query::Query;
pub use right_day::WrongClock;
pub use word::Priority;
pub use word::{Class, Did, Source, State, Urgency};

pub use crate::terms::{PriorityMode, UnitKind};

use serde::{Deserialize, Serialize};

use crate::terms::{AccountId, Calendar, CounterId, ServiceDay, StopId, TicketId, UnitId};

/// What the queue needs to know of the clinic; the door hands it in from the settings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Config {
    /// Every unit, the closed ones too (their old tickets are still shown).
    pub units: Vec<Unit>,
    /// Counters and rooms where people are called to.
    pub counters: Vec<Counter>,
    /// Which numbers priority people get.
    pub priority_mode: PriorityMode,
    /// How priority and ordinary people are merged.
    pub ratio: Ratio,
    /// A wait from this many minutes on is shown as too long.
    pub long_wait_minutes: u32,
    /// Tells which instants belong to a service day, for what is entered from paper.
    pub calendar: Calendar,
}

impl Config {
    /// Whether a unit is one of registration.
    pub fn registers(&self, unit: UnitId) -> bool {
        self.units.iter().any(|one| one.id == unit && one.kind == UnitKind::Registration)
    }
}

/// One unit as the queue sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    pub id: UnitId,
    /// What people call it: `KIA`.
    pub name: String,
    /// The letter of its numbers; unique, and never [`CLINIC_PRIORITY_PREFIX`] where that is in use.
    pub prefix: String,
    /// Registration, or a unit that serves.
    pub kind: UnitKind,
    /// Whether it takes people today.
    pub active: bool,
}

/// One place where people are called to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counter {
    pub id: CounterId,
    /// The unit it works for.
    pub unit: UnitId,
    /// What the display and the voice say: `Loket 1`, `Ruang KIA`.
    pub name: String,
}

/// While both classes wait: so many priority calls, then so many ordinary ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ratio {
    /// Priority calls in a row; 0 counts as 1.
    pub priority: u8,
    /// Ordinary calls in a row; 0 means that priority people always go first.
    pub ordinary: u8,
}

impl Default for Ratio {
    /// Two to one, as in use at Puskesmas Gladak Pakem, Jember (its queue analysis).
    fn default() -> Self {
        Self { priority: 2, ordinary: 1 }
    }
}

/// What screens and displays are told after the COMMIT; they ask again for what they show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// A ticket was given.
    Issued {
        ticket: TicketId,
        /// Its first stop.
        stop: StopId,
        /// Where it waits.
        unit: UnitId,
    },
    /// A ticket's person or priority changed.
    TicketChanged {
        ticket: TicketId,
    },
    /// Somebody was called, for the first time or again: displays chime.
    Called {
        /// The call's own number.
        call: CallId,
        stop: StopId,
        unit: UnitId,
    },
    /// A stop changed otherwise.
    StopChanged {
        stop: StopId,
        unit: UnitId,
        /// What was done.
        did: Did,
    },
    DayClosed {
        day: ServiceDay,
    },
    /// A day was opened again.
    DayReopened {
        day: ServiceDay,
    },
}

/// Who called, for a refusal that says so.
pub type Caller = Option<AccountId>;

#[cfg(test)]
mod tests;
