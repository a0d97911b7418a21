//! The one clock. Everything else is told what time it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::terms::Instant;

/// Where the door takes its time from.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The computer's clock.
    System,
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
    pub fn forward(&self, by: chrono::Duration) {
        self.set(self.now() + by);
    }

    /// What it shows.
    pub fn now(&self) -> Instant {
        Instant::from_timestamp_millis(self.0.load(Ordering::SeqCst)).unwrap_or_default()
    }
}

impl Clock {
    /// What time it is, to the millisecond as it will be stored.
    pub fn now(&self) -> Instant {
        match self {
            Self::System => {
                let now = chrono::Utc::now();
                Instant::from_timestamp_millis(now.timestamp_millis()).unwrap_or(now)
            }
            Self::Standing(clock) => clock.now(),
            Self::Running(clock) => {
                let passed = i64::try_from(clock.since.elapsed().as_millis()).unwrap_or(0);
                clock.from + chrono::Duration::milliseconds(passed)
            }
        }
    }
}
