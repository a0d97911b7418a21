//! Emergencies that were let in under a clock nobody believed: once the time is known they stand on the day they came. Pure,
//! but for `table`.

pub(super) mod table;

use chrono::Duration;

use super::rules::Entry;
use crate::terms::{Calendar, Instant, Moment, ServiceDay, TicketId};

/// What is known of a clock that was wrong, now that somebody said what time it is.
#[derive(Debug, Clone, Copy)]
pub struct WrongClock<'a> {
    /// The tickets that were given under it.
    pub tickets: &'a [TicketId],
    /// The last entry before it.
    pub last: Instant,
    /// By how much the time that is believed now lies after what the clock showed.
    pub shift: Duration,
    pub calendar: Calendar,
}

impl WrongClock<'_> {
    /// When something truly happened that the clock showed at `at`, as far as that can be.
    fn possible(&self, at: Instant, now: Instant) -> Option<Instant> {
        Some(at + self.shift).filter(|at| *at >= self.last && *at <= now)
    }

    /// Whether a ticket of this day does not belong to it, or to the hour that it has. A clock that nobody confirmed may
    /// have been right all along.
    fn is_elsewhere(&self, day: ServiceDay, issued: Instant, moment: &Moment) -> bool {
        let right = self.possible(issued, moment.now).map(|at| self.calendar.day(at));
        right != Some(day) || day == moment.day && self.shift.abs() > Duration::minutes(1)
    }

    /// When it counts as having happened: on the day of this moment, not before the last entry and not later than now.
    /// Order is kept.
    fn told_right(&self, at: Instant, moment: &Moment) -> Instant {
        let earliest = self.last.max(self.calendar.start_of(moment.day));
        (at + self.shift).max(earliest).min(moment.now)
    }

    /// A line at its right time; the clock's own reading stays beside it.
    fn line(&self, line: &Entry, moment: &Moment) -> Entry {
        let at = self.told_right(line.at, moment);
        let until = line.until.map(|until| at + (until - line.at));
        Entry { at, until, ..*line }
    }
}
