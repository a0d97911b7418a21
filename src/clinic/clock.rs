//! The one clock. Everything else is told what time it is.

use std::sync::atomic::{AtomicI32, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{Duration, Offset as _};

use crate::terms::Instant;

/// Where the door takes its time from.
#[derive(Debug, Clone)]
pub enum Clock {
    /// A PC's clock, which people must confirm: it may be wrong.
    Pc(PcClock),
    /// A clock that stands until it is set: tests and the synthetic clinic.
    Standing(StandingClock),
    /// A standing clock that was let go: it runs on from what it showed.
    Running(RunningClock),
}

/// See [`Clock::Running`].
#[derive(Debug, Clone, Copy)]
pub struct RunningClock {
    from: Instant,
    since: std::time::Instant,
}

impl RunningClock {
    /// Runs on from this instant.
    pub fn from(from: Instant) -> Self {
        Self { from, since: std::time::Instant::now() }
    }
}

/// A clock that stands; clones show the same time.
#[derive(Debug, Clone)]
pub struct StandingClock {
    shows: Arc<AtomicI64>,
    /// How much of it no time passed for.
    put: Arc<AtomicI64>,
}

impl StandingClock {
    /// Standing at this instant.
    pub fn at(now: Instant) -> Self {
        Self { shows: Arc::new(AtomicI64::new(now.timestamp_millis())), put: Arc::default() }
    }

    /// It is that late by now.
    pub fn set(&self, now: Instant) {
        self.shows.store(now.timestamp_millis(), Ordering::SeqCst);
    }

    /// Somebody sets it by this much: no time passes with it.
    pub fn put(&self, by: Duration) {
        self.put.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
        self.forward(by);
    }

    /// What passed, as a watch beside it would show: counted from no moment in particular.
    fn passed(&self) -> Duration {
        let shows = self.shows.load(Ordering::SeqCst);
        Duration::milliseconds(shows.saturating_sub(self.put.load(Ordering::SeqCst)))
    }

    /// Lets time go on by this much.
    pub fn forward(&self, by: Duration) {
        self.set(self.now() + by);
    }

    /// What it shows.
    pub fn now(&self) -> Instant {
        Instant::from_timestamp_millis(self.shows.load(Ordering::SeqCst)).unwrap_or_default()
    }
}

/// A PC's clock with what has to be added to it; clones share both.
#[derive(Debug, Clone)]
pub struct PcClock {
    source: Source,
    offset: Arc<AtomicI64>,
    /// What it showed last, and what a watch beside it showed then.
    last: Arc<Mutex<Option<(Instant, Duration)>>>,
    /// Milliseconds by which it was set since somebody said what time it is.
    set_by: Arc<AtomicI64>,
    /// When the watch beside it was started.
    since: std::time::Instant,
}

#[derive(Debug, Clone)]
enum Source {
    /// The computer's.
    Computer,
    /// One that a test sets, with the seconds of its zone east of UTC.
    Standing(StandingClock, Arc<AtomicI32>),
}

/// What a PC says of the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The time that is used.
    pub now: Instant,
    /// What the PC's clock shows by itself.
    pub raw: Instant,
    /// Seconds of the PC's zone east of UTC.
    pub zone: i32,
}

/// The clock is called set when it went this much otherwise than time did.
const SET: Duration = Duration::seconds(60);

impl PcClock {
    fn of(source: Source) -> Self {
        let (offset, last, set_by) = (Arc::default(), Arc::default(), Arc::default());
        Self { source, offset, last, set_by, since: std::time::Instant::now() }
    }

    /// The clock of this computer.
    pub fn computer() -> Self {
        Self::of(Source::Computer)
    }

    /// A PC's clock that a test sets, in a zone of so many seconds east of UTC.
    pub fn standing(clock: StandingClock, zone: Arc<AtomicI32>) -> Self {
        Self::of(Source::Standing(clock, zone))
    }

    /// What it says.
    pub fn read(&self) -> Reading {
        let (raw, zone) = match &self.source {
            Source::Computer => {
                let now = chrono::Local::now();
                let raw = now.to_utc();
                let raw = Instant::from_timestamp_millis(raw.timestamp_millis()).unwrap_or(raw);
                (raw, now.offset().fix())
            }
            Source::Standing(clock, zone) => {
                let zone = chrono::FixedOffset::east_opt(zone.load(Ordering::SeqCst));
                (clock.now(), zone.unwrap_or(chrono::Utc.fix()))
            }
        };
        self.compare(raw, self.passed());
        Reading { now: raw + self.offset(), raw, zone: zone.local_minus_utc() }
    }

    /// What a watch beside it shows.
    fn passed(&self) -> Duration {
        match &self.source {
            Source::Computer => elapsed(self.since),
            Source::Standing(clock, _) => clock.passed(),
        }
    }

    /// Notes by how much somebody set the clock since it was read last: what it went on more than a watch beside it.
    fn compare(&self, raw: Instant, passed: Duration) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((shown, then)) = last.replace((raw, passed)) {
            let by = (raw - shown) - (passed - then);
            if by.abs() > SET {
                self.set_by.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
            }
        }
    }

    /// By how much somebody set it since [`Self::believe`]; a PC that slept may count its sleep here.
    pub fn set_by(&self) -> Duration {
        Duration::milliseconds(self.set_by.load(Ordering::SeqCst))
    }

    /// Somebody said what time it is: this is added from now on, and whatever was done to the clock before is known.
    pub fn believe(&self, offset: Duration) {
        self.set_offset(offset);
        self.set_by.store(0, Ordering::SeqCst);
    }

    /// What is added to what the PC shows.
    pub fn offset(&self) -> Duration {
        Duration::milliseconds(self.offset.load(Ordering::SeqCst))
    }

    /// Adds this from now on.
    pub fn set_offset(&self, offset: Duration) {
        self.offset.store(offset.num_milliseconds(), Ordering::SeqCst);
    }
}

impl Clock {
    /// The clock of this computer.
    pub fn system() -> Self {
        Self::Pc(PcClock::computer())
    }

    /// What time it is, to the millisecond as it will be stored.
    pub fn now(&self) -> Instant {
        match self {
            Self::Pc(clock) => clock.read().now,
            Self::Standing(clock) => clock.now(),
            Self::Running(clock) => {
                let passed = i64::try_from(clock.since.elapsed().as_millis()).unwrap_or(0);
                clock.from + Duration::milliseconds(passed)
            }
        }
    }

    /// What passed, as a watch beside it shows that nobody sets: counted from no moment in particular, for comparing one
    /// reading with another. On Windows it counts the sleep of a PC.
    pub fn passed(&self) -> Duration {
        match self {
            Self::Pc(clock) => clock.passed(),
            Self::Standing(clock) => clock.passed(),
            Self::Running(clock) => elapsed(clock.since),
        }
    }
}

fn elapsed(since: std::time::Instant) -> Duration {
    Duration::from_std(since.elapsed()).unwrap_or(Duration::MAX)
}
