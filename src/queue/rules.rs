//! What may be done to a stop, and what its log adds up to. Pure: no SQL, no clock.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::{Caller, Did, Error, FirstStop, Priority, Row, State, UnitKind, Urgency};
use crate::terms::{Age, CounterId, Instant, Moment, PersonId, TicketId, UnitId};

/// How long an act can be taken back.
pub const UNDO_SECONDS: i64 = 10;

/// How long somebody who is away for a moment keeps the place without being called.
pub const HOLD_MINUTES: i64 = 15;

/// Something done to one stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Call(CounterId),
    /// Call once more to the same one.
    CallAgain,
    /// Did not come.
    NoShow,
    /// Came after all.
    Restore,
    /// Away for a moment, until then.
    Hold(Instant),
    /// Back from a moment away.
    Return,
    /// Begin to serve.
    Serve,
    /// Nobody was served after all: waits again at the old place.
    WaitAgain,
    /// Served.
    Finish,
    /// Ended without anybody having been served: given up.
    EndUnserved,
    /// Go to another unit.
    Move,
    /// The ticket is given up.
    Cancel,
    /// The day is closed.
    Close,
}

impl Step {
    /// The line that the log gets.
    pub const fn did(self) -> Did {
        match self {
            Self::Call(_) => Did::Called,
            Self::CallAgain => Did::CalledAgain,
            Self::NoShow => Did::NoShow,
            Self::Restore => Did::Restored,
            Self::Hold(_) => Did::Held,
            Self::Return | Self::WaitAgain => Did::Returned,
            Self::Serve => Did::Serving,
            Self::Finish => Did::Done,
            Self::Move => Did::Moved,
            Self::Cancel | Self::EndUnserved => Did::Cancelled,
            Self::Close => Did::Closed,
        }
    }
}

/// Whether a step is possible in a state: what a screen offers is what the table of transitions allows.
pub fn can(state: State, step: Step) -> bool {
    Progress { state, ..Progress::opened(Instant::UNIX_EPOCH) }.after(step).is_ok()
}

/// Whether another priority still changes anything: who waits is called by it, who was called has been.
pub const fn is_worth_marking(state: State) -> bool {
    matches!(state, State::Waiting)
}

/// What is done next with a row, where somebody takes it up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Onward {
    /// Came after all.
    Restore,
    /// Registration is done; goes on there.
    Admit(UnitId),
    /// A unit begins to serve.
    Serve,
}

/// What is done next with a row in a unit of this kind. A ticket for registration itself has nowhere to go by itself:
/// it goes on to `chosen`.
pub fn onward(row: &Row, kind: UnitKind, chosen: Option<UnitId>) -> Option<Onward> {
    match (row.state, kind) {
        (State::NoShow, _) => Some(Onward::Restore),
        (State::Waiting | State::Called | State::Serving, UnitKind::Registration) => {
            let own = (row.destination != row.unit).then_some(row.destination);
            own.or(chosen).map(Onward::Admit)
        }
        (state, UnitKind::Service) if can(state, Step::Serve) => Some(Onward::Serve),
        (_, UnitKind::Service | UnitKind::Registration) => None,
    }
}

/// One line of a stop's log, as far as the rules look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Counts from 1 within the stop.
    pub n: u32,
    /// What.
    pub did: Did,
    /// When it happened.
    pub at: Instant,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// Who.
    pub by: Caller,
    /// Where to.
    pub counter: Option<CounterId>,
    /// Until when somebody is away for a moment.
    pub until: Option<Instant>,
    /// The line that this one takes back.
    pub undoes: Option<u32>,
    /// Whether it is one act with the line before, and taken back with it.
    pub one_act: bool,
    /// Whether the ticket got its person by this act, which goes again with it.
    pub linked: bool,
    /// Whether the turn ended because its person died: it is taken back with that mark, and not otherwise.
    pub by_death: bool,
}

impl Entry {
    /// A line that is written in this moment, of something that happened at `at`; its number is given when it is stored.
    pub fn new(did: Did, at: Instant, moment: &Moment) -> Self {
        Self { recorded_at: moment.now, by: moment.by, ..Self::at(did, at) }
    }

    /// Something that happened and was recorded at that instant, by the program.
    pub const fn at(did: Did, at: Instant) -> Self {
        Self {
            n: 0,
            did,
            at,
            recorded_at: at,
            by: None,
            counter: None,
            until: None,
            undoes: None,
            one_act: false,
            linked: false,
            by_death: false,
        }
    }
}

/// Somebody who waits is away for a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    pub since: Instant,
    pub until: Instant,
}

impl Held {
    /// By the clock that it is compared with, not by what it follows: after a clock was set back that may lie ahead.
    pub fn from(moment: &Moment) -> Self {
        Self::until(by_the_clock(moment) + Duration::minutes(HOLD_MINUTES))
    }

    fn until(until: Instant) -> Self {
        Self { since: until - Duration::minutes(HOLD_MINUTES), until }
    }

    /// Whether the moment is not over. A clock that was set back before it makes it no longer.
    pub fn lasts(self, now: Instant) -> bool {
        self.since <= now && now < self.until
    }
}

/// Where a stop is: what its log adds up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub state: State,
    /// When it was opened.
    pub opened_at: Instant,
    /// When it was first called, or served without a call: the end of the wait.
    pub first_called_at: Option<Instant>,
    /// When it was last called.
    pub called_at: Option<Instant>,
    /// How often.
    pub call_count: u32,
    /// Who called last.
    pub called_by: Caller,
    /// Where to.
    pub counter: Option<CounterId>,
    /// When serving began.
    pub serving_at: Option<Instant>,
    /// When it was marked as a no-show.
    pub no_show_at: Option<Instant>,
    /// Away for a moment, as long as it waits and was not called since.
    pub held: Option<Held>,
    /// When it ended for good.
    pub ended_at: Option<Instant>,
    /// Since when it is in this state.
    pub since: Instant,
}

impl Progress {
    /// A stop that was just opened.
    pub const fn opened(at: Instant) -> Self {
        Self {
            state: State::Waiting,
            opened_at: at,
            first_called_at: None,
            called_at: None,
            call_count: 0,
            called_by: None,
            counter: None,
            serving_at: None,
            no_show_at: None,
            held: None,
            ended_at: None,
            since: at,
        }
    }

    /// The table of transitions: the state after `step`, or why it cannot be done now.
    pub fn after(&self, step: Step) -> Result<State, Error> {
        match (self.state, step) {
            (State::Waiting, Step::Call(_)) | (State::Called, Step::CallAgain) => Ok(State::Called),
            // Without a call, too: who is carried in is not called first.
            (State::Waiting | State::Called, Step::Serve) => Ok(State::Serving),
            (State::Called, Step::NoShow) => Ok(State::NoShow),
            (State::NoShow, Step::Restore) | (State::Waiting | State::Called, Step::Hold(_)) => {
                Ok(State::Waiting)
            }
            (State::Waiting, Step::Return) if self.held.is_some() => Ok(State::Waiting),
            (State::Serving, Step::WaitAgain) => Ok(State::Waiting),
            // Straight from the call, too: a counter that serves in seconds presses one key.
            (State::Called | State::Serving, Step::Finish) | (State::Serving, Step::Close) => Ok(State::Done),
            (State::Waiting | State::Called | State::Serving, Step::Move) => Ok(State::Moved),
            (State::Waiting | State::Called | State::NoShow, Step::Cancel)
            | (State::Waiting | State::Called, Step::Close)
            | (State::Called | State::Serving, Step::EndUnserved) => Ok(State::Cancelled),

            (State::Waiting, Step::CallAgain | Step::NoShow) => Err(Error::NotCalled),
            (State::Waiting, Step::Finish | Step::EndUnserved)
            | (State::Waiting | State::Called, Step::WaitAgain) => Err(Error::NotServing),
            (State::Waiting | State::Called | State::Serving, Step::Return) => Err(Error::NotHeld),
            (State::Called, Step::Call(_)) => Err(Error::AlreadyCalled {
                counter: self.counter,
                by: self.called_by,
                at: self.called_at.unwrap_or(self.since),
            }),
            (
                State::Serving,
                Step::Call(_) | Step::CallAgain | Step::NoShow | Step::Hold(_) | Step::Serve | Step::Cancel,
            ) => Err(Error::AlreadyServing {
                counter: self.counter,
                since: self.serving_at.unwrap_or(self.since),
            }),
            (State::Waiting | State::Called | State::Serving, Step::Restore) => {
                Err(Error::NotAbsent { state: self.state })
            }
            (
                State::NoShow,
                Step::Call(_)
                | Step::CallAgain
                | Step::NoShow
                | Step::Hold(_)
                | Step::Return
                | Step::Serve
                | Step::WaitAgain
                | Step::Finish
                | Step::EndUnserved
                | Step::Move
                | Step::Close,
            ) => Err(Error::Absent { at: self.no_show_at.unwrap_or(self.since) }),
            (
                State::Done | State::Moved | State::Cancelled,
                Step::Call(_)
                | Step::CallAgain
                | Step::NoShow
                | Step::Restore
                | Step::Hold(_)
                | Step::Return
                | Step::Serve
                | Step::WaitAgain
                | Step::Finish
                | Step::EndUnserved
                | Step::Move
                | Step::Cancel
                | Step::Close,
            ) => Err(Error::Ended { state: self.state, at: self.ended_at.unwrap_or(self.since) }),
        }
    }

    /// Adds one line that was not taken back.
    fn add(&mut self, entry: &Entry) {
        let at = entry.at;
        let state = match entry.did {
            Did::Issued | Did::Opened | Did::Restored | Did::Held | Did::Returned => State::Waiting,
            Did::Called | Did::CalledAgain => State::Called,
            Did::NoShow => State::NoShow,
            Did::Serving => State::Serving,
            Did::Done => State::Done,
            Did::Moved => State::Moved,
            Did::Closed if self.state == State::Serving => State::Done,
            Did::Cancelled | Did::Closed => State::Cancelled,
            Did::Marked | Did::Undone => return,
        };
        self.held = None;
        match entry.did {
            Did::Held => {
                self.held = entry.until.map(Held::until);
                self.counter = None;
            }
            Did::Called | Did::CalledAgain => {
                self.first_called_at.get_or_insert(at);
                self.called_at = Some(at);
                self.call_count += 1;
                self.called_by = entry.by;
                self.counter = entry.counter.or(self.counter);
            }
            Did::Serving | Did::Done => {
                self.first_called_at.get_or_insert(at);
                self.serving_at.get_or_insert(at);
                self.counter = entry.counter.or(self.counter);
            }
            Did::NoShow => self.no_show_at = Some(at),
            Did::Restored => {
                self.no_show_at = None;
                self.counter = None;
            }
            // Who was being served when it turned out to be nobody: as if it never was, but for the call.
            Did::Returned if self.state == State::Serving => {
                self.serving_at = None;
                self.counter = None;
                self.first_called_at = self.first_called_at.filter(|_| self.call_count > 0);
            }
            Did::Issued
            | Did::Opened
            | Did::Returned
            | Did::Moved
            | Did::Cancelled
            | Did::Closed
            | Did::Marked
            | Did::Undone => {}
        }
        if matches!(state, State::Done | State::Moved | State::Cancelled) {
            self.ended_at = Some(at);
        }
        self.state = state;
        self.since = at;
    }

    /// The progress after one more line.
    pub fn with(mut self, entry: &Entry) -> Self {
        self.add(entry);
        self
    }
}

/// What a log adds up to, lines that were taken back left out; `None` for a log that does not begin with an
/// opening. Where the opening itself was taken back, the stop counts as cancelled.
pub fn add_up(log: &[Entry]) -> Option<Progress> {
    let (first, rest) = log.split_first()?;
    if !matches!(first.did, Did::Issued | Did::Opened) {
        return None;
    }
    let undone = |n| log.iter().find(|entry| entry.undoes == Some(n));
    let mut progress = Progress::opened(first.at);
    for entry in rest.iter().filter(|entry| undone(entry.n).is_none()) {
        progress.add(entry);
    }
    if let Some(undone) = undone(first.n) {
        progress.state = State::Cancelled;
        progress.ended_at = Some(undone.at);
        progress.since = undone.at;
    }
    Some(progress)
}

/// From this age on somebody is elderly (UU 13/1998 on the welfare of the elderly, article 1).
const ELDERLY_YEARS: u32 = 60;
/// Below this age a child goes first.
const UNDER_FIVE_YEARS: u32 = 5;

/// The priority that age gives.
pub const fn priority_by_age(age: Age) -> Option<Priority> {
    match age.years {
        ELDERLY_YEARS.. => Some(Priority::Elderly),
        0..UNDER_FIVE_YEARS => Some(Priority::UnderFive),
        UNDER_FIVE_YEARS..ELDERLY_YEARS => None,
    }
}

impl FirstStop {
    /// Who is not known yet comes to registration first; an emergency never waits there.
    pub const fn of(person: Option<PersonId>, urgency: Urgency) -> Self {
        match (person, urgency) {
            (None, Urgency::Ordinary) => Self::Registration,
            (Some(_), _) | (None, Urgency::Emergency) => Self::Unit,
        }
    }
}

/// The unit that somebody waits for: at registration the one the ticket is for, elsewhere where they are.
/// `registers` tells the units of registration.
pub fn bound_for(at: UnitId, destination: UnitId, registers: impl Fn(UnitId) -> bool) -> UnitId {
    if registers(at) { destination } else { at }
}

/// Nobody has two tickets for one unit: the one that somebody has for it already, of all their rows of a day;
/// `besides` is the ticket that is being looked at and no second one.
pub fn ticket_for<'a>(
    rows: impl IntoIterator<Item = &'a Row>,
    unit: UnitId,
    besides: Option<TicketId>,
    registers: impl Fn(UnitId) -> bool,
) -> Option<&'a Row> {
    let other = |row: &&Row| row.state.is_open() && Some(row.ticket) != besides;
    rows.into_iter().filter(other).find(|row| bound_for(row.unit, row.destination, &registers) == unit)
}

/// The other turn at which a row's person is called or being served, of all their rows of a day: meanwhile this one is
/// passed over and keeps its place. Being served goes before being called, and of calls the first.
pub fn elsewhere<'a>(rows: impl IntoIterator<Item = &'a Row>, row: &Row) -> Option<&'a Row> {
    let person = row.person?;
    let busy = |other: &&Row| {
        other.person == Some(person)
            && other.stop != row.stop
            && matches!(other.state, State::Called | State::Serving)
    };
    rows.into_iter()
        .filter(busy)
        .min_by_key(|other| (other.state != State::Serving, other.first_called_at, other.stop))
}

/// Whether somebody may be marked as absent: not while they are being served elsewhere, nor where they were called
/// elsewhere first. The one who was called first may, or two calls of one person would wait for each other for ever.
pub fn may_be_absent(row: &Row, elsewhere: Option<&Row>) -> Result<(), Error> {
    let Some(other) = elsewhere else { return Ok(()) };
    let first = |row: &Row| (row.first_called_at, row.stop);
    if other.state == State::Serving || first(other) < first(row) {
        return Err(Error::Elsewhere { number: other.number.clone() });
    }
    Ok(())
}

/// The lines of the act that an undo takes back, the last first, or why there is none.
pub fn to_undo(log: &[Entry], moment: &Moment) -> Result<Vec<Entry>, Error> {
    let last = log.last().ok_or(Error::NothingToUndo)?;
    let can = match last.did {
        _ if last.by_death => false,
        Did::Called
        | Did::CalledAgain
        | Did::NoShow
        | Did::Restored
        | Did::Held
        | Did::Returned
        // Where serving opened a visit, the door voids the empty visit with it.
        | Did::Serving
        | Did::Done
        | Did::Moved
        | Did::Cancelled => true,
        // A ticket that was given by mistake, while nothing was done with it.
        Did::Issued => log.len() == 1,
        Did::Opened | Did::Closed | Did::Marked | Did::Undone => false,
    };
    if !can {
        return Err(Error::NothingToUndo);
    }
    // A clock set back meanwhile makes the distance negative; it is a distance all the same.
    if (moment.now - last.recorded_at).abs() > Duration::seconds(UNDO_SECONDS) {
        return Err(Error::TooLateToUndo);
    }
    let before = log.iter().rev().take_while(|entry| entry.one_act).count();
    Ok(log.iter().rev().take(before + 1).copied().collect())
}

/// Somebody's turn for a unit that they did not come to: the number that a new ticket for it would stand beside.
pub fn missed<'a>(
    rows: impl IntoIterator<Item = &'a Row>,
    unit: UnitId,
    registers: impl Fn(UnitId) -> bool,
) -> Option<&'a Row> {
    let missed = rows.into_iter().filter(|row| row.state == State::NoShow);
    missed.filter(|row| bound_for(row.unit, row.destination, &registers) == unit).last()
}

/// When an act counts as having happened: by the clock, and never before what it follows, so that a clock set back breaks
/// no order. The clock's own reading is kept beside it.
pub fn act_time(moment: &Moment, after: Instant) -> Instant {
    by_the_clock(moment).max(after)
}

/// When an act happened: not ahead of the clock.
fn by_the_clock(moment: &Moment) -> Instant {
    moment.happened_at().min(moment.now)
}
