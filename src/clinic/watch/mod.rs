//! Whether the clock can be believed: it is compared with the door's own last entry and with the PC's zone, and on every
//! service day and after every start somebody says that it is right. Before that nothing closes and no ordinary number is
//! given. Pure, but for `table` and what is remembered between two commands.

pub mod command;
mod jump;
mod needs;
mod offset;
pub mod query;
pub(super) mod table;

pub use query::Query;

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{Duration, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::clock::{Clock, PcClock, Reading};
use super::config::{self, Known};
use super::{Command, Refusal};
use crate::queue;
use crate::staff::Role;
use crate::store::{Connection, Problem, StoreError};
use crate::terms::{Calendar, Instant, ServiceDay};
use command::{Confirm, Correct};
use jump::{Entry, Jump};
use offset::Seen;

/// A clock this much before the last entry is asked about.
const BACK: Duration = Duration::hours(1);
/// A clock this much after the last entry is asked about: a weekend with a holiday is not.
const AHEAD: Duration = Duration::days(4);
/// An answer is about the time that was shown: this old at most.
const ANSWERED_WITHIN: Duration = Duration::minutes(15);
/// What is typed has no seconds: less than this is no difference.
const MINUTE: Duration = Duration::minutes(1);
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
    /// The PC's clock, to which something is added, may have been put right since: it may be this late as well.
    Offset { other: Instant },
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
    /// The day on which work goes on while the clock does not fit the last entry: that of the entry.
    pub held: Option<ServiceDay>,
}

impl Standing {
    /// The service day that is worked on: for numbers, lists and closing.
    #[must_use]
    pub fn day(&self, calendar: Calendar) -> ServiceDay {
        self.held.unwrap_or_else(|| calendar.day(self.now))
    }

    /// The same at another time by this clock: all of it goes on as it does.
    #[must_use]
    pub fn at(self, now: Instant) -> Self {
        let on = now - self.now;
        let asked = match self.asked {
            Asked::Doubt(Doubt::Offset { other }) => Asked::Doubt(Doubt::Offset { other: other + on }),
            asked => asked,
        };
        Self { asked, now, pc: self.pc + on, ..self }
    }
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

/// The day on which work goes on under a clock that does not fit the last entry: the people of that entry's day are still
/// there, whatever date the clock shows. On a day that was closed nobody is.
fn held(
    db: &Connection,
    now: Instant,
    last: Option<Instant>,
    calendar: Calendar,
) -> Result<Option<ServiceDay>, StoreError> {
    let Some(last) = last.filter(|last| against(now, Some(*last)).is_some()) else { return Ok(None) };
    let day = calendar.day(last);
    Ok(if queue::table::is_closed(db, day)? { None } else { Some(day) })
}

/// What does not fit: the last entry first, for another zone explains it less often than a dead battery.
fn doubt(reading: &Reading, last: Option<Instant>, kept: &Kept, calendar: Calendar) -> Option<Doubt> {
    against(reading.now, last).or_else(|| {
        let strange = reading.zone != zone_seconds(calendar) && kept.zone != Some(reading.zone);
        strange.then_some(Doubt::Zone { seconds: reading.zone })
    })
}

/// What was answered, believed once it is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Answered {
    /// What time it is then.
    pub(super) now: Instant,
    day: ServiceDay,
    offset: Duration,
    /// What is added from now on, where that is something else than before.
    pub(super) changed: Option<Duration>,
    /// What was entered before under a clock that nobody believed.
    pub(super) doubted: Option<Doubted>,
}

/// Entries under a clock that nobody believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Doubted {
    /// The last row of the journal before them.
    pub(super) after: i64,
    /// When that was.
    pub(super) last: Instant,
    /// By how much the right time lies after what that clock showed.
    pub(super) shift: Duration,
}

/// That a command may be done, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Allowed {
    pub(super) now: Instant,
    /// What is added from now on, where that is something else than was kept.
    pub(super) changed: Option<Duration>,
    /// As of [`Standing`].
    pub(super) held: Option<ServiceDay>,
}

/// What was said about the clock in this run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Said {
    /// Whether anything was.
    answered: bool,
    /// The service day on which somebody confirmed it.
    confirmed: Option<ServiceDay>,
}

/// How the clock is found.
struct Look {
    reading: Reading,
    asked: Asked,
    /// What is added now without a doubt, where that is something else than is kept.
    changed: Option<Duration>,
    /// As of [`Standing`].
    held: Option<ServiceDay>,
}

/// The clock of an open clinic, with what is known of it in this run.
#[derive(Clone)]
pub(super) struct Watch {
    clock: Clock,
    said: Arc<Mutex<Said>>,
}

impl Watch {
    /// A clock that nobody has confirmed yet.
    pub(super) fn of(clock: Clock) -> Self {
        Self { clock, said: Arc::default() }
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

    /// The service day that is worked on.
    pub(super) fn day(&self, db: &Connection, known: Option<&Known>) -> Result<ServiceDay, StoreError> {
        let standing = self.standing(db, known)?;
        Ok(standing.day(config::calendar(known)))
    }

    /// What passed, whatever was done to the clock.
    pub(super) fn passed(&self) -> Duration {
        self.clock.passed()
    }

    /// How it stands with the clock. Before the first run nothing is asked.
    pub(super) fn standing(&self, db: &Connection, known: Option<&Known>) -> Result<Standing, StoreError> {
        let (asked, reading, offset, held) = match (&self.clock, known) {
            (Clock::Pc(clock), Some(_)) => {
                let look = self.look(clock, db, &table::kept(db)?, config::calendar(known))?;
                (look.asked, look.reading, clock.offset().num_seconds(), look.held)
            }
            (clock, _) => {
                let now = clock.now();
                let reading = Reading { now, raw: now, zone: zone_seconds(config::calendar(known)) };
                (Asked::Nothing, reading, 0, None)
            }
        };
        let pc = (reading.raw + Duration::seconds(reading.zone.into())).naive_utc();
        Ok(Standing { asked, now: reading.now, pc, offset, held })
    }

    fn look(
        &self,
        clock: &PcClock,
        db: &Connection,
        kept: &Kept,
        calendar: Calendar,
    ) -> Result<Look, StoreError> {
        let mut reading = clock.read();
        let last = table::last_believed(db, kept)?.map(|last| last.at);
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        let (added, set_by) = (Duration::milliseconds(kept.offset), clock.set_by());
        let (own, raw) = (zone_seconds(calendar), reading.raw);
        let left_wrong = reading.zone != own && kept.zone == Some(reading.zone);
        let by_zone = left_wrong.then(|| Duration::seconds((reading.zone - own).into()));
        let answered = said.answered;
        let chosen = Seen { raw, kept: added, set_by, answered, by_zone, last }.choose();
        clock.set_offset(chosen.offset);
        reading.now = raw + chosen.offset;
        let doubt = match chosen.other {
            Some(other) => Some(Doubt::Offset { other }),
            None => doubt(&reading, last, kept, calendar),
        };
        let touched = !added.is_zero() && !set_by.is_zero();
        if doubt.is_some() || chosen.offset != added || touched {
            said.confirmed = None;
        }
        let asked = match doubt {
            Some(doubt) => Asked::Doubt(doubt),
            None if said.confirmed == Some(calendar.day(reading.now)) => Asked::Nothing,
            None => Asked::Day,
        };
        let changed = (chosen.other.is_none() && chosen.offset != added).then_some(chosen.offset);
        let held = held(db, reading.now, last, calendar)?;
        Ok(Look { reading, asked, changed, held })
    }

    /// Refuses what the clock as it stands does not allow, and notes from where on entries stand under a clock that
    /// nobody confirmed. Gives the time of the command.
    pub(super) fn allow(
        &self,
        db: &Connection,
        command: &Command,
        known: Option<&Known>,
    ) -> Result<Allowed, Problem<Refusal>> {
        let (Clock::Pc(clock), Some(_)) = (&self.clock, known) else {
            return Ok(Allowed { now: self.clock.now(), changed: None, held: None });
        };
        let kept = table::kept(db)?;
        let look = self.look(clock, db, &kept, config::calendar(known))?;
        needs::refuse(db, command, look.asked)?;
        if let Some(offset) = look.changed {
            table::keep(db, &Kept { offset: offset.num_milliseconds(), ..kept })?;
        }
        table::note(db, &kept, look.asked == Asked::Nothing)?;
        Ok(Allowed { now: look.reading.now, changed: look.changed, held: look.held })
    }

    /// What was answered is on disk.
    pub(super) fn believe(&self, answered: Answered) {
        if let Clock::Pc(clock) = &self.clock {
            clock.believe(answered.offset);
        }
        let said = Said { answered: true, confirmed: Some(answered.day) };
        *self.said.lock().unwrap_or_else(PoisonError::into_inner) = said;
    }
}

/// Who may say that entries of another day lie ahead of the right time.
fn decides(role: Option<Role>) -> bool {
    matches!(role, Some(Role::Administrator | Role::Head))
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
        let before = Before::read(db)?;
        let Look { reading, asked, .. } = watch.look(clock, db, &before.kept, calendar)?;
        if (reading.now - self.shown).abs() > ANSWERED_WITHIN {
            return Err(Problem::Refused(Refusal::ClockAsked));
        }
        // Entries that lie ahead were made under a wrong clock, or this one is: not everybody decides which.
        if let Asked::Doubt(Doubt::Back { last }) = asked
            && !decides(role)
            && !before.is_taken_back(reading.now)
        {
            let same = calendar.day(reading.now) == calendar.day(last);
            let refusal = if same { Refusal::ClockBack } else { Refusal::ClockOtherDay };
            return Err(Problem::Refused(refusal));
        }
        let offset = reading.now - reading.raw;
        Ok(before.answer(db, &reading, offset, calendar)?)
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
        let before = Before::read(db)?;
        let reading = clock.read();
        // What is typed has no seconds.
        let off = right - reading.raw;
        let offset = if off.abs() < MINUTE { Duration::zero() } else { off };
        before.refuse(reading.raw + offset, self.despite, role, calendar)?;
        Ok(before.answer(db, &reading, offset, calendar)?)
    }
}

/// What is known before an answer.
struct Before {
    kept: Kept,
    last: Option<Entry>,
    jumps: Vec<Jump>,
}

impl Before {
    fn read(db: &Connection) -> Result<Self, StoreError> {
        let kept = table::kept(db)?;
        Ok(Self { kept, last: table::last_believed(db, &kept)?, jumps: table::jumps(db)? })
    }

    /// Whether this time takes back a jump ahead that somebody accepted: whoever sits there may, as whoever sits there
    /// accepted it.
    fn is_taken_back(&self, now: Instant) -> bool {
        self.last.is_some_and(|last| jump::takes_back(&self.jumps, last.at, now))
    }

    /// Refuses a time that is typed by somebody who does not decide about it, and one before an entry of which they were not
    /// told.
    fn refuse(
        &self,
        now: Instant,
        despite: Option<Instant>,
        role: Option<Role>,
        calendar: Calendar,
    ) -> Result<(), Problem<Refusal>> {
        let Some(Entry { at: last, .. }) = self.last else { return Ok(()) };
        if self.is_taken_back(now) {
            return Ok(());
        }
        // Within the day nothing closes by it, and a desk full of people need not wait for anybody.
        let back = now < last - BACK && calendar.day(now) != calendar.day(last);
        if !decides(role) && (back || now > last + FARTHEST) {
            return Err(Problem::Refused(Refusal::ClockUnlikely { last }));
        }
        let told = despite.is_some_and(|told| told >= last);
        if now <= last - MINUTE && !told {
            return Err(Problem::Refused(Refusal::ClockBefore { last }));
        }
        Ok(())
    }

    /// The clock is believed from here on, with what is added to it and in the zone in which the PC stands.
    fn answer(
        &self,
        db: &Connection,
        reading: &Reading,
        offset: Duration,
        calendar: Calendar,
    ) -> Result<Answered, StoreError> {
        let (now, milliseconds) = (reading.raw + offset, offset.num_milliseconds());
        table::keep(db, &Kept { offset: milliseconds, zone: Some(reading.zone), doubted_after: None })?;
        if let Some(last) = self.last {
            table::keep_jumps(db, &jump::after(&self.jumps, last, now))?;
        }
        let changed = (milliseconds != self.kept.offset).then_some(offset);
        let doubted = self.doubted_from(now).map(|Entry { seq, at }| Doubted {
            after: seq,
            last: at,
            shift: now - reading.now,
        });
        Ok(Answered { offset, changed, doubted, ..Answered::of(now, calendar) })
    }

    /// The entry after which the others stand under a clock that is not believed any more.
    fn doubted_from(&self, now: Instant) -> Option<Entry> {
        let taken_back = jump::first_over(&self.jumps, now).map(|jump| jump.from);
        taken_back.or(self.last.filter(|_| self.kept.doubted_after.is_some()))
    }
}

impl Answered {
    fn of(now: Instant, calendar: Calendar) -> Self {
        Self { now, day: calendar.day(now), offset: Duration::zero(), changed: None, doubted: None }
    }
}
