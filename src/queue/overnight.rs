//! An emergency does not end because the service day turns: who came in its last hours goes on in the new day. Pure.

use chrono::Duration;

use super::Class;
use crate::terms::{Calendar, Instant, ServiceDay};

/// Emergencies that came so many hours before the day turned, or later, go on in the new one.
const HOURS: i64 = 12;

/// What counts as today: the day itself, and of the day before the emergencies that go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Today {
    pub day: ServiceDay,
    /// The day before.
    pub before: ServiceDay,
    /// From when on an emergency of the day before goes on.
    pub since: Instant,
}

impl Today {
    pub fn of(day: ServiceDay, calendar: Calendar) -> Self {
        let before = ServiceDay(day.0.pred_opt().unwrap_or(day.0));
        let start = calendar.start_of(day);
        Self { day, before, since: start.checked_sub_signed(Duration::hours(HOURS)).unwrap_or(start) }
    }

    /// Whether a turn of an earlier day goes on today.
    pub fn goes_on(&self, day: ServiceDay, class: Class, opened: Instant) -> bool {
        day == self.before && day < self.day && class == Class::Emergency && opened >= self.since
    }
}
