//! The queue: tickets, their stops, who is called next, and what the waiting room may see.
//!
//! A *ticket* is a number of one service day; its person may be linked later. A *stop* is one entry of that
//! ticket in the queue of one unit, with its own state and times: ending one opens the next. Everything that
//! happens to a stop is one line of its log, and the stop's own columns are what those lines add up to.
//! Knows no other subject, no clock and no screen; the units, counters and settings are handed in as [`House`].

mod answer;
mod board;
mod error;
mod number;
pub mod order;
mod paper;
pub mod period;
pub mod query;
pub mod rules;
pub mod slip;
pub mod table;
mod word;

mod doctor {
    pub(super) mod table;
}
mod held {
    pub(super) mod table;
}
mod issue {
    pub(super) mod table;
}
mod stored {
    pub(super) mod table;
}

pub use answer::{Act, Board, Display, DisplayCall, DisplayNext, Line, Row, TicketCard, UnitLine, UnitList};
pub use error::Error;
pub use number::{CLINIC_PRIORITY_PREFIX, Number, Typed, typed};
pub use paper::{FromPaper, PaperEnd, PaperTimes};
pub use query::Query;
pub use word::Priority;
pub use word::{Class, Did, PriorityMode, Source, State, UnitKind, Urgency};

use serde::{Deserialize, Serialize};

use crate::terms::{
    AccountId, CounterId, PersonId, Revision, ServiceDay, StopId, TicketId, TimeZone, UnitId,
};

/// What the queue needs to know of the clinic; the door hands it in from the settings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct House {
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
    pub time_zone: TimeZone,
}

impl House {
    /// Whether a unit is one of registration.
    pub fn registers(&self, unit: UnitId) -> bool {
        self.units.iter().any(|one| one.id == unit && one.kind == UnitKind::Registration)
    }
}

/// One unit as the queue sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its id.
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
    /// Its id.
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
    /// Two to one, as `facts/puskesmas.md` 2.1 found it in use.
    fn default() -> Self {
        Self { priority: 2, ordinary: 1 }
    }
}

/// What a person asks of the queue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Give a ticket and open its first stop.
    Issue(Issue),
    /// Say whose ticket it is.
    LinkPerson {
        /// The ticket.
        ticket: TicketId,
        /// The person.
        person: PersonId,
        /// The ticket's revision as seen; needed to change a link that is already there.
        seen: Option<Revision>,
    },
    /// Call whoever is next in this unit.
    CallNext {
        /// The unit.
        unit: UnitId,
        /// Where to.
        counter: CounterId,
    },
    /// Call this very one.
    Call {
        /// The stop.
        stop: StopId,
        /// Where to.
        counter: CounterId,
        /// The stop's revision as seen.
        seen: Option<Revision>,
    },
    /// Call once more, to the same place.
    CallAgain(OnStop),
    /// Called and did not come.
    NoShow(OnStop),
    /// Came after all: waits again at the old place.
    Restore(OnStop),
    /// Somebody begins to serve.
    Serve(OnStop),
    /// Served here; goes on to the next unit where one is named.
    Finish {
        /// The stop.
        stop: StopId,
        /// Where the person goes next.
        next: Option<UnitId>,
        /// The stop's revision as seen.
        seen: Option<Revision>,
    },
    /// Waits in the wrong place: goes to another unit with the same number.
    Move {
        /// The stop.
        stop: StopId,
        /// The right unit.
        to: UnitId,
        /// The stop's revision as seen.
        seen: Option<Revision>,
    },
    /// The ticket is given up.
    Cancel {
        /// The ticket.
        ticket: TicketId,
        /// Why.
        reason: String,
        /// The ticket's revision as seen.
        seen: Option<Revision>,
    },
    /// Take back the last act, within [`rules::UNDO_SECONDS`].
    Undo(Undo),
    /// Priority or urgency turned out to be another.
    SetPriority(SetPriority),
    /// Nobody is served any more on this day: every open stop ends with the reason.
    CloseDay {
        /// The day.
        day: ServiceDay,
        /// Why.
        reason: String,
    },
    /// Today was closed too early.
    ReopenDay {
        /// The day; only today.
        day: ServiceDay,
    },
    /// Somebody was served on paper while the power was away.
    EnterFromPaper(FromPaper),
}

impl Command {
    /// A stable word for the journal.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Issue(_) => "queue-issue",
            Self::LinkPerson { .. } => "queue-link-person",
            Self::CallNext { .. } => "queue-call-next",
            Self::Call { .. } => "queue-call",
            Self::CallAgain(_) => "queue-call-again",
            Self::NoShow(_) => "queue-no-show",
            Self::Restore(_) => "queue-restore",
            Self::Serve(_) => "queue-serve",
            Self::Finish { .. } => "queue-finish",
            Self::Move { .. } => "queue-move",
            Self::Cancel { .. } => "queue-cancel",
            Self::Undo(_) => "queue-undo",
            Self::SetPriority(_) => "queue-set-priority",
            Self::CloseDay { .. } => "queue-close-day",
            Self::ReopenDay { .. } => "queue-reopen-day",
            Self::EnterFromPaper(_) => "queue-enter-from-paper",
        }
    }
}

/// A new ticket.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Issue {
    /// Where the person wants to go; its letter is the number's.
    pub unit: UnitId,
    /// Where the person waits first.
    pub first_stop: FirstStop,
    /// Whose ticket, if known already.
    pub person: Option<PersonId>,
    /// Why this person goes before others.
    pub priority: Option<Priority>,
    /// An emergency gets no number and goes before everybody.
    pub urgency: Urgency,
    /// Where the ticket was taken.
    pub source: Source,
    /// Who pays, as the stable word of a visit's payer; the queue only keeps it.
    pub payer: Option<String>,
}

/// Where a new ticket waits first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FirstStop {
    /// At the registration counters; the unit comes after.
    Registration,
    /// At the unit itself.
    Unit,
}

/// An act on one stop that needs nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnStop {
    /// The stop.
    pub stop: StopId,
    /// Its revision as seen.
    pub seen: Option<Revision>,
}

/// Whose last act is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Undo {
    /// The last act on this stop.
    Stop(StopId),
    /// The last act on any stop of this ticket.
    Ticket(TicketId),
}

/// Another priority or urgency; the number stays, and an emergency that is none gets its number now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPriority {
    /// The ticket.
    pub ticket: TicketId,
    /// The priority from now on.
    pub priority: Option<Priority>,
    /// The urgency from now on.
    pub urgency: Urgency,
    /// The ticket's revision as seen.
    pub seen: Option<Revision>,
}

/// The number of one call: displays remember the highest they have announced, so that none chimes twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CallId(pub i64);

/// What came of a command: ids and numbers only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// A ticket was given (or entered from paper).
    Issued {
        /// The ticket.
        ticket: TicketId,
        /// Its first stop.
        stop: StopId,
        /// Its number; none for an emergency.
        number: Option<Number>,
        /// How many people are before it at its first stop.
        ahead: u32,
    },
    /// The ticket now belongs to this person, or has this priority.
    TicketChanged {
        /// The ticket.
        ticket: TicketId,
        /// Its number; an emergency that became none got one now.
        number: Option<Number>,
        /// Its revision now.
        revision: Revision,
    },
    /// Somebody was called.
    Called(Called),
    /// The stop changed; where it ended with a next one, that one is open.
    StopChanged {
        /// The stop.
        stop: StopId,
        /// Its state now.
        state: State,
        /// Its revision now.
        revision: Revision,
        /// The stop that was opened by this.
        next: Option<StopId>,
    },
    /// The last act was taken back.
    Undone {
        /// The stop.
        stop: StopId,
        /// What was taken back.
        did: Did,
        /// Its state now.
        state: State,
        /// Its revision now.
        revision: Revision,
    },
    /// The day is closed.
    DayClosed {
        /// How many open stops ended by it.
        ended: u32,
    },
    /// The day is open again.
    DayReopened,
}

/// One call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Called {
    /// The call's own number.
    pub call: CallId,
    /// The stop.
    pub stop: StopId,
    /// Its ticket.
    pub ticket: TicketId,
    /// The number called; none for an emergency.
    pub number: Option<Number>,
    /// The unit.
    pub unit: UnitId,
    /// Where to.
    pub counter: Option<CounterId>,
    /// How often this stop was called so far.
    pub times: u32,
    /// The stop's revision now.
    pub revision: Revision,
}

/// What screens and displays are told after the COMMIT; they ask again for what they show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// A ticket was given.
    Issued {
        /// The ticket.
        ticket: TicketId,
        /// Its first stop.
        stop: StopId,
        /// Where it waits.
        unit: UnitId,
    },
    /// A ticket's person or priority changed.
    TicketChanged {
        /// The ticket.
        ticket: TicketId,
    },
    /// Somebody was called, for the first time or again: displays chime.
    Called {
        /// The call's own number.
        call: CallId,
        /// The stop.
        stop: StopId,
        /// Its unit.
        unit: UnitId,
    },
    /// A stop changed otherwise.
    StopChanged {
        /// The stop.
        stop: StopId,
        /// Its unit.
        unit: UnitId,
        /// What was done.
        did: Did,
    },
    /// A day was closed.
    DayClosed {
        /// The day.
        day: ServiceDay,
    },
    /// A day was opened again.
    DayReopened {
        /// The day.
        day: ServiceDay,
    },
}

/// Who called, for a refusal that says so.
pub type Caller = Option<AccountId>;

#[cfg(test)]
mod tests;
