//! The one clock. Everything else is told what time it is.

use std::sync::atomic::{AtomicBool, AtomicI32, AtomicI64, Ordering};
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
pub struct StandingClock(Arc<AtomicI64>);

impl StandingClock {
    /// Standing at this instant.
    pub fn at(now: Instant) -> Self {
        Self(Arc::new(AtomicI64::new(now.timestamp_millis())))
    }

    /// Sets it.
    pub fn set(&self, now: Instant) {
        self.0.store(now.timestamp_millis(), Ordering::SeqCst);
    }

    /// Lets time go on by this much.
    pub fn forward(&self, by: Duration) {
        self.set(self.now() + by);
    }

    /// What it shows.
    pub fn now(&self) -> Instant {
        Instant::from_timestamp_millis(self.0.load(Ordering::SeqCst)).unwrap_or_default()
    }
}

/// A PC's clock with what has to be added to it; clones share both.
#[derive(Debug, Clone)]
pub struct PcClock {
    source: Source,
    offset: Arc<AtomicI64>,
    /// What it showed last, and when that was.
    last: Arc<Mutex<Option<(Instant, std::time::Instant)>>>,
    was_set: Arc<AtomicBool>,
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
        let (offset, last, was_set) = (Arc::default(), Arc::default(), Arc::default());
        Self { source, offset, last, was_set }
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
                (Instant::from_timestamp_millis(raw.timestamp_millis()).unwrap_or(raw), now.offset().fix())
            }
            Source::Standing(clock, zone) => {
                let zone = chrono::FixedOffset::east_opt(zone.load(Ordering::SeqCst));
                (clock.now(), zone.unwrap_or(chrono::Utc.fix()))
            }
        };
        if matches!(self.source, Source::Computer) {
            self.compare(raw);
        }
        Reading { now: raw + self.offset(), raw, zone: zone.local_minus_utc() }
    }

    /// Notes when somebody set the clock since it was read last.
    fn compare(&self, raw: Instant) {
        let at = std::time::Instant::now();
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((shown, then)) = last.replace((raw, at)) {
            let passed = Duration::from_std(at.duration_since(then)).unwrap_or(Duration::MAX);
            if ((raw - shown) - passed).abs() > SET {
                self.was_set.store(true, Ordering::SeqCst);
            }
        }
    }

    /// Whether somebody set it since this was asked last.
    pub fn was_set(&self) -> bool {
        self.was_set.swap(false, Ordering::SeqCst)
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
}
