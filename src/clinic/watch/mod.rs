//! Whether the clock can be believed: it is compared with the door's own last entry and with the PC's zone, and on every
//! service day and after every start somebody says that it is right. Before that nothing closes and no ordinary number is
//! given. Pure, but for `table` and what is remembered between two commands.

pub mod command;
pub mod query;
pub(super) mod table;

pub use query::Query;

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{Duration, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::clock::{Clock, PcClock, Reading};
use super::config::{self, Known};
use super::{Command, Refusal, flow};
use crate::staff::Role;
use crate::store::{Connection, Problem, StoreError};
use crate::terms::{Calendar, Instant, ServiceDay};
use crate::{people, queue, screening, summary, visits};
use command::{Confirm, Correct};

/// A clock this much before the last entry is asked about.
const BACK: Duration = Duration::hours(1);
/// A clock this much after the last entry is asked about: a weekend with a holiday is not.
const AHEAD: Duration = Duration::days(4);
/// An answer is about the time that was shown: this old at most.
const ANSWERED_WITHIN: Duration = Duration::minutes(15);
/// What is typed as the right time lies at most this far from the last entry.
const FARTHEST: Duration = Duration::days(400);

/// Why the clock is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// It is before the last entry.
    Back { last: Instant },
    /// It is long after the last entry.
    Ahead { last: Instant },
    /// The PC stands in another zone than the clinic, by so many seconds east of UTC.
    Zone { seconds: i32 },
}

/// What is asked about the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// Nothing: it was confirmed today.
    Nothing,
    /// Whether it is right, as on every day and after every start.
    Day,
    /// Something does not fit.
    Doubt(Doubt),
}

/// How it stands with the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub asked: Asked,
    /// The time that is used.
    pub now: Instant,
    /// What the PC's own clock shows on its wall.
    pub pc: NaiveDateTime,
    /// Seconds that are added to the PC's clock.
    pub offset: i64,
}

/// What is kept of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kept {
    /// What is added to the PC's clock.
    offset: i64,
    /// The PC's zone that somebody knows of, in seconds east of UTC.
    zone: Option<i32>,
    /// The last row of the journal before rows under a clock that nobody confirmed.
    doubted_after: Option<i64>,
}

/// Seconds of the clinic's zone east of UTC.
fn zone_seconds(calendar: Calendar) -> i32 {
    i32::try_from(calendar.zone.hours() * 3_600).unwrap_or(0)
}

/// The clock against the last entry.
fn against(now: Instant, last: Option<Instant>) -> Option<Doubt> {
    let last = last?;
    if now < last - BACK {
        Some(Doubt::Back { last })
    } else if now > last + AHEAD {
        Some(Doubt::Ahead { last })
    } else {
        None
    }
}

/// What does not fit: the last entry first, for another zone explains it less often than a dead battery.
fn doubt(reading: &Reading, last: Option<Instant>, kept: &Kept, calendar: Calendar) -> Option<Doubt> {
    against(reading.now, last).or_else(|| {
        let strange = reading.zone != zone_seconds(calendar) && kept.zone != Some(reading.zone);
        strange.then_some(Doubt::Zone { seconds: reading.zone })
    })
}

/// What a command needs of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// Nothing: it may be entered under whatever clock there is.
    Nothing,
    /// A clock that fits the last entry.
    NoDoubt,
    /// A clock that somebody confirmed today.
    Confirmed,
}

/// What a command needs. Exhaustive where something is counted, closed or aged: a new command decides it.
const fn needs(command: &Command) -> Needs {
    use queue::Command as Queue;
    match command {
        Command::Flow(command) => match command {
            flow::Command::RegisterAndIssue(given) => of_ticket(&given.issue),
            flow::Command::SaveExam(save) if save.measurement.is_some() => Needs::NoDoubt,
            flow::Command::SaveExam(_)
            | flow::Command::Admit(_)
            | flow::Command::Serve(_)
            | flow::Command::ServeOnPaper(_)
            | flow::Command::CloseVisit(_)
            | flow::Command::HandOver(_)
            | flow::Command::RenewRecovery(_)
            | flow::Command::Recover(_)
            | flow::Command::Undo(_)
            | flow::Command::Merge(_) => Needs::Nothing,
            // How many days ago is counted.
            flow::Command::Unmerge(_) => Needs::NoDoubt,
        },
        Command::Queue(command) => match command {
            Queue::Issue(issue) => of_ticket(issue),
            // An emergency that is none gets its number with it.
            Queue::SetPriority(set) => of_urgency(set.urgency),
            Queue::CloseDay(_) | Queue::EnterFromPaper(_) => Needs::Confirmed,
            Queue::LinkPerson(_)
            | Queue::CallNext(_)
            | Queue::Call(_)
            | Queue::CallAgain(_)
            | Queue::NoShow(_)
            | Queue::Restore(_)
            | Queue::Hold(_)
            | Queue::Return(_)
            | Queue::Serve(_)
            | Queue::Finish(_)
            | Queue::Move(_)
            | Queue::Cancel(_)
            | Queue::Undo(_)
            | Queue::ReopenDay(_) => Needs::Nothing,
        },
        Command::Visits(visits::Command::MarkLeftOpen(mark)) if mark.only.is_none() => Needs::Confirmed,
        Command::Screening(screening::Command::Measure(_) | screening::Command::Correct(_))
        | Command::Summary(summary::Command::Store(_))
        // How many days ago is counted.
        | Command::People(people::Command::Unmove(_)) => Needs::NoDoubt,
        Command::Begin(_)
        | Command::Setup(_)
        | Command::Staff(_)
        | Command::People(_)
        | Command::Visits(_)
        | Command::Screening(_)
        | Command::Summary(_)
        | Command::Clock(_)
        | Command::Looked(_) => Needs::Nothing,
    }
}

const fn of_ticket(issue: &queue::Issue) -> Needs {
    of_urgency(issue.urgency)
}

const fn of_urgency(urgency: queue::Urgency) -> Needs {
    match urgency {
        queue::Urgency::Emergency => Needs::Nothing,
        queue::Urgency::Ordinary => Needs::Confirmed,
    }
}

/// What was answered, believed once it is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Answered {
    /// What time it is then.
    pub(super) now: Instant,
    day: ServiceDay,
    offset: Duration,
}

/// The clock of an open clinic, with what is known of it in this run.
#[derive(Clone)]
pub(super) struct Watch {
    clock: Clock,
    /// The service day on which somebody confirmed the clock since the start.
    confirmed: Arc<Mutex<Option<ServiceDay>>>,
}

impl Watch {
    /// A clock that nobody has confirmed yet.
    pub(super) fn of(clock: Clock) -> Self {
        Self { clock, confirmed: Arc::default() }
    }

    /// Goes on with what was added to the PC's clock before.
    pub(super) fn go_on(&self, db: &Connection) -> Result<(), StoreError> {
        if let Clock::Pc(clock) = &self.clock {
            clock.set_offset(Duration::milliseconds(table::kept(db)?.offset));
        }
        Ok(())
    }

    pub(super) fn now(&self) -> Instant {
        self.clock.now()
    }

    /// How it stands with the clock. Before the first run nothing is asked.
    pub(super) fn standing(&self, db: &Connection, known: Option<&Known>) -> Result<Standing, StoreError> {
        let (asked, reading, offset) = match (&self.clock, known) {
            (Clock::Pc(clock), Some(_)) => {
                let (reading, asked) = self.asked(clock, db, &table::kept(db)?, config::calendar(known))?;
                (asked, reading, clock.offset().num_seconds())
            }
            (clock, _) => {
                let now = clock.now();
                (Asked::Nothing, Reading { now, raw: now, zone: zone_seconds(config::calendar(known)) }, 0)
            }
        };
        let pc = (reading.raw + Duration::seconds(reading.zone.into())).naive_utc();
        Ok(Standing { asked, now: reading.now, pc, offset })
    }

    fn asked(
        &self,
        clock: &PcClock,
        db: &Connection,
        kept: &Kept,
        calendar: Calendar,
    ) -> Result<(Reading, Asked), StoreError> {
        let mut reading = clock.read();
        let last = table::last_believed(db, kept)?;
        let mut confirmed = self.confirmed.lock().unwrap_or_else(PoisonError::into_inner);
        let is_set = clock.was_set();
        if !clock.offset().is_zero() {
            // The PC's clock was put right meanwhile: what was added to it is wrong now.
            if against(reading.now, last).is_some() && against(reading.raw, last).is_none() {
                clock.set_offset(Duration::zero());
                *confirmed = None;
                reading.now = reading.raw;
            } else if is_set {
                *confirmed = None;
            }
        }
        let doubt = doubt(&reading, last, kept, calendar);
        if doubt.is_some() {
            *confirmed = None;
        }
        let today = calendar.day(reading.now);
        Ok((
            reading,
            match doubt {
                Some(doubt) => Asked::Doubt(doubt),
                None if *confirmed == Some(today) => Asked::Nothing,
                None => Asked::Day,
            },
        ))
    }

    /// Refuses what the clock as it stands does not allow, and notes from where on entries stand under a clock that
    /// nobody confirmed. Gives the time of the command.
    pub(super) fn allow(
        &self,
        db: &Connection,
        command: &Command,
        known: Option<&Known>,
    ) -> Result<Instant, Problem<Refusal>> {
        let (Clock::Pc(clock), Some(_)) = (&self.clock, known) else { return Ok(self.clock.now()) };
        let kept = table::kept(db)?;
        let (reading, asked) = self.asked(clock, db, &kept, config::calendar(known))?;
        let refused = match (needs(command), asked) {
            (Needs::Nothing, _) | (_, Asked::Nothing) => false,
            // Another zone is a day's difference at most.
            (Needs::NoDoubt, Asked::Day | Asked::Doubt(Doubt::Zone { .. })) => false,
            (Needs::NoDoubt | Needs::Confirmed, _) => true,
        };
        if refused {
            return Err(Problem::Refused(Refusal::ClockAsked));
        }
        table::note(db, &kept, asked == Asked::Nothing)?;
        Ok(reading.now)
    }

    /// What was answered is on disk.
    pub(super) fn believe(&self, answered: Answered) {
        if let Clock::Pc(clock) = &self.clock {
            clock.set_offset(answered.offset);
        }
        *self.confirmed.lock().unwrap_or_else(PoisonError::into_inner) = Some(answered.day);
    }
}

/// Something that is said about the clock.
pub(super) trait Say {
    /// What is kept of it, as somebody with these rights may say it; gives the time that it is then.
    fn say(
        &self,
        watch: &Watch,
        db: &Connection,
        by: (Option<&Known>, Option<Role>),
    ) -> Result<Answered, Problem<Refusal>>;
}

impl Say for Confirm {
    fn say(
        &self,
        watch: &Watch,
        db: &Connection,
        (known, role): (Option<&Known>, Option<Role>),
    ) -> Result<Answered, Problem<Refusal>> {
        let calendar = config::calendar(known);
        let Clock::Pc(clock) = &watch.clock else { return Ok(Answered::of(watch.now(), calendar)) };
        let (reading, asked) = watch.asked(clock, db, &table::kept(db)?, calendar)?;
        if (reading.now - self.shown).abs() > ANSWERED_WITHIN {
            return Err(Problem::Refused(Refusal::ClockAsked));
        }
        // Entries that lie ahead were made under a wrong clock, or this one is: not everybody decides which.
        if matches!(asked, Asked::Doubt(Doubt::Back { .. })) && role != Some(Role::Administrator) {
            return Err(Problem::Refused(Refusal::ClockBack));
        }
        keep(db, &reading, clock.offset())?;
        Ok(Answered { offset: clock.offset(), ..Answered::of(reading.now, calendar) })
    }
}

impl Say for Correct {
    fn say(
        &self,
        watch: &Watch,
        db: &Connection,
        (known, role): (Option<&Known>, Option<Role>),
    ) -> Result<Answered, Problem<Refusal>> {
        let calendar = config::calendar(known);
        let right = calendar.zone.instant(self.right.date(), self.right.time());
        let Clock::Pc(clock) = &watch.clock else { return Ok(Answered::of(watch.now(), calendar)) };
        let last = table::last_believed(db, &table::kept(db)?)?;
        if let Some(last) = last.filter(|_| role != Some(Role::Administrator))
            && (right < last - BACK || right > last + FARTHEST)
        {
            return Err(Problem::Refused(Refusal::ClockUnlikely { last }));
        }
        let reading = clock.read();
        // What is typed has no seconds.
        let off = right - reading.raw;
        let offset = if off.abs() < Duration::minutes(1) { Duration::zero() } else { off };
        keep(db, &reading, offset)?;
        Ok(Answered { offset, ..Answered::of(reading.raw + offset, calendar) })
    }
}

/// The clock is believed from here on, with what is added to it and in the zone in which the PC stands.
fn keep(db: &Connection, reading: &Reading, offset: Duration) -> Result<(), StoreError> {
    let kept = Kept { offset: offset.num_milliseconds(), zone: Some(reading.zone), doubted_after: None };
    table::keep(db, &kept)
}

impl Answered {
    fn of(now: Instant, calendar: Calendar) -> Self {
        Self { now, day: calendar.day(now), offset: Duration::zero() }
    }
}
