//! What the queue answers. Names are not known here: rows carry the person's id, and the door joins the name.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::order::Reason;
use super::rules::Held;
use super::{CallId, Did, Number, Outlook, Priority, Source, State, Urgency};
use crate::terms::{AccountId, CounterId, Instant, PersonId, Revision, ServiceDay, StopId, TicketId, UnitId};

/// An emergency that goes on today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoingOn {
    pub ticket: TicketId,
    /// The day it stands on so far.
    pub day: ServiceDay,
}

/// A day before today that was never closed, with whom closing would end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOpen {
    pub day: ServiceDay,
    /// How many wait or are called.
    pub waiting: u32,
    /// How many are being served: closing ends their turn as served.
    pub serving: u32,
    /// How many of all these are emergencies.
    pub emergencies: u32,
}

/// Everything for the front desk's panel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Board {
    pub day: ServiceDay,
    /// That the day was closed, while it is.
    pub closed: Option<Closed>,
    /// How many wait in all.
    pub waiting: u32,
    /// Each unit, in the order of the clinic.
    pub units: Vec<UnitLine>,
    /// Called (newest first), being served, waiting (in the order in which they will be called), no-shows
    /// (newest first), and the last that ended.
    pub rows: Vec<Row>,
    /// How many rows did not fit in.
    pub left_out: u32,
}

/// A day that was closed, and whom that ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    pub at: Instant,
    /// Who closed it; nobody where the program did.
    pub by: Option<AccountId>,
    pub reason: String,
    /// Everybody whom the closing ended, by unit, in the order in which they will be called.
    pub back: Vec<Back>,
}

/// Where somebody is when the day is opened again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Back {
    pub stop: StopId,
    /// Waiting, called or being served.
    pub state: State,
    /// 1 is next in the unit; only for who waits.
    pub place: Option<u32>,
}

/// One unit in figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitLine {
    pub unit: UnitId,
    /// Stops of this unit that wait.
    pub waiting: u32,
    /// Tickets for this unit that wait anywhere (at registration too): what the front desk's filter shows.
    pub bound: u32,
    /// Stops called and not served yet.
    pub called: u32,
    /// Stops being served.
    pub serving: u32,
    /// Tickets that are done here.
    pub done: u32,
    /// The one that `CallNext` would call.
    pub next: Option<(StopId, Option<Number>)>,
    /// When the one who waits longest came.
    pub waiting_since: Option<Instant>,
    /// What somebody who comes to this unit now may expect.
    pub outlook: Outlook,
    /// The number that the next ordinary ticket for this unit gets; none without a letter.
    pub upcoming: Option<Number>,
    /// The number that the next priority ticket for this unit gets.
    pub upcoming_priority: Option<Number>,
}

/// One stop as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub stop: StopId,
    pub revision: Revision,
    pub ticket: TicketId,
    pub ticket_revision: Revision,
    /// The number; none for an emergency.
    pub number: Option<Number>,
    /// The unit of this stop.
    pub unit: UnitId,
    /// The unit the ticket is for.
    pub destination: UnitId,
    /// Whose ticket; the door joins the name.
    pub person: Option<PersonId>,
    /// The mark.
    pub priority: Option<Priority>,
    /// Whether it can wait.
    pub urgency: Urgency,
    /// Who pays, as the stable word of a visit's payer.
    pub payer: Option<String>,
    /// Where the ticket was taken; paper is marked.
    pub source: Source,
    pub state: State,
    /// When the ticket was given.
    pub issued_at: Instant,
    /// When this stop was opened.
    pub opened_at: Instant,
    /// When it was first called.
    pub first_called_at: Option<Instant>,
    /// Since when it is in this state (a call again counts).
    pub since: Instant,
    /// Was served in this unit before and comes back.
    pub comes_back: bool,
    /// Where from, with this ticket; none where it was given for this stop.
    pub came_from: Option<CameFrom>,
    /// Why it stands where it does; only for who waits.
    pub reason: Option<Reason>,
    /// Away for a moment, while it waits.
    pub held: Option<Held>,
    /// Another turn of the same person that is called or being served, while this one waits or is called.
    pub elsewhere: Option<Elsewhere>,
    /// How often it was called.
    pub call_count: u32,
    /// Where to.
    pub counter: Option<CounterId>,
    /// 1 is next in its unit; only for who waits.
    pub position: Option<u32>,
}

/// The stop before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CameFrom {
    pub unit: UnitId,
    /// When it ended.
    pub at: Instant,
}

/// Where else somebody is called or being served.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// The other number; none for an emergency.
    pub number: Option<Number>,
    pub unit: UnitId,
    /// Where to.
    pub counter: Option<CounterId>,
    /// Called or being served.
    pub state: State,
}

impl Row {
    /// The wait: from when the stop was opened until now for who waits (again), to its first call for everybody else.
    /// Never negative.
    pub fn wait(&self, now: Instant) -> Duration {
        let until = if self.state == State::Waiting { now } else { self.first_called_at.unwrap_or(now) };
        (until - self.opened_at).max(Duration::zero())
    }

    /// Waits and is away for a moment: is not called meanwhile, and keeps the place.
    pub fn is_held(&self, now: Instant) -> bool {
        self.state == State::Waiting && self.held.is_some_and(|held| held.lasts(now))
    }

    /// Still waits, and for longer than the clinic wants.
    fn is_late(&self, now: Instant, long_wait_minutes: u32) -> bool {
        self.state == State::Waiting && self.wait(now) >= Duration::minutes(long_wait_minutes.into())
    }

    /// Waits too long: see [`too_long_since`], which gave `since`.
    pub fn is_too_long(&self, since: Option<Instant>) -> bool {
        self.state == State::Waiting && since.is_some_and(|since| self.opened_at <= since)
    }
}

/// How many of a list are said to wait too long, at most.
const LONGEST: usize = 3;

/// Who of a list waits too long: since this time or longer. Past the clinic's limit, and among the longest few; where
/// everybody is past it, a mark on each would say nothing.
pub fn too_long_since<'a>(
    rows: impl IntoIterator<Item = &'a Row>,
    now: Instant,
    long_wait_minutes: u32,
) -> Option<Instant> {
    let late = rows.into_iter().filter(|row| row.is_late(now, long_wait_minutes));
    let mut since: Vec<Instant> = late.map(|row| row.opened_at).collect();
    since.sort_unstable();
    since.truncate(LONGEST);
    since.pop()
}

/// Who waits for one unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitList {
    /// The unit in figures.
    pub line: UnitLine,
    /// As on the board, of this unit alone.
    pub rows: Vec<Row>,
    /// How many rows did not fit in.
    pub left_out: u32,
}

/// What the waiting room sees: numbers and places only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Display {
    pub day: ServiceDay,
    /// The newest call.
    pub current: Option<DisplayCall>,
    /// Up to five other numbers called before it, newest first.
    pub earlier: Vec<DisplayCall>,
    /// Who is next in each active unit, in the order of the clinic.
    pub next: Vec<DisplayNext>,
}

/// One call in public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisplayCall {
    /// The call's own number; a display that has announced it stays silent.
    pub call: CallId,
    /// The number; none means an emergency, shown by its label.
    pub number: Option<Number>,
    pub unit: UnitId,
    /// Where to.
    pub counter: Option<CounterId>,
    /// 1 for the first call, 2 for "Panggilan ulang".
    pub times: u32,
    /// When.
    pub at: Instant,
}

/// Who is next in one unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisplayNext {
    pub unit: UnitId,
    /// The next number; none when nobody with a number waits.
    pub number: Option<Number>,
}

/// One ticket with everything that happened to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketCard {
    pub ticket: TicketId,
    pub day: ServiceDay,
    pub revision: Revision,
    /// The number; none for an emergency.
    pub number: Option<Number>,
    pub destination: UnitId,
    /// Whose.
    pub person: Option<PersonId>,
    /// The mark.
    pub priority: Option<Priority>,
    /// Whether it can wait.
    pub urgency: Urgency,
    /// Where it was taken.
    pub source: Source,
    /// Who pays, as the stable word of a visit's payer.
    pub payer: Option<String>,
    /// When it was given.
    pub issued_at: Instant,
    /// When that was recorded; later than `issued_at` for paper.
    pub recorded_at: Instant,
    /// When it was cancelled.
    pub cancelled_at: Option<Instant>,
    /// Why.
    pub cancel_reason: Option<String>,
    /// Its stops in order.
    pub stops: Vec<Line>,
}

/// One stop of a ticket with its log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The stop as lists show it.
    pub row: Row,
    /// When serving began.
    pub serving_at: Option<Instant>,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// Everything that was done, in order.
    pub acts: Vec<Act>,
}

/// One line of a stop's log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// What.
    pub did: Did,
    /// When it happened.
    pub at: Instant,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// Who; none is the program itself.
    pub by: Option<AccountId>,
    /// Where to.
    pub counter: Option<CounterId>,
    /// A reason.
    pub note: Option<String>,
    /// Whether a later line took it back.
    pub taken_back: bool,
}
