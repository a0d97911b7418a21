//! Time zones of Indonesia and the moment in which something is done. Knows no clock.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _, Utc};
use serde::{Deserialize, Serialize};

use super::{AccountId, ServiceDay, stored_words};

/// An instant, always in UTC; stored as milliseconds since 1970.
pub type Instant = DateTime<Utc>;

/// Hours after midnight until which the day before is still worked on.
const NIGHT_HOURS: i64 = 4;

/// Who wrote something, when it was and when it was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// When it really was.
    pub at: Instant,
    /// When it was entered; later than `at` for what was written on paper first.
    pub recorded_at: Instant,
    /// By whom; `None` for the program itself.
    pub by: Option<AccountId>,
}

stored_words! {
    /// The three zones; none has daylight saving.
    #[derive(Default)]
    TimeZone {
        /// West: UTC+7.
        #[default]
        Wib = "wib",
        /// Central: UTC+8.
        Wita = "wita",
        /// East: UTC+9.
        Wit = "wit",
    }
}

impl TimeZone {
    /// Hours ahead of UTC.
    pub const fn hours(self) -> i64 {
        match self {
            Self::Wib => 7,
            Self::Wita => 8,
            Self::Wit => 9,
        }
    }

    /// What the clock on the wall shows.
    pub fn local(self, at: Instant) -> NaiveDateTime {
        (at + Duration::hours(self.hours())).naive_utc()
    }

    /// The service day an instant belongs to.
    pub fn day(self, at: Instant) -> ServiceDay {
        ServiceDay(self.local(at).date())
    }

    /// The day that is worked on: a night's emergency is not cut off from its day before.
    pub fn day_in_hand(self, now: Instant) -> ServiceDay {
        self.day(now - Duration::hours(NIGHT_HOURS))
    }

    /// The instant at which the wall clock shows this date and time.
    pub fn instant(self, date: NaiveDate, time: NaiveTime) -> Instant {
        Utc.from_utc_datetime(&date.and_time(time)) - Duration::hours(self.hours())
    }
}

/// When, on which service day and by whom something is done: what the door hands to a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The clock's instant.
    pub now: Instant,
    /// The clinic's local date at that instant.
    pub day: ServiceDay,
    /// Who does it; `None` for the program itself.
    pub by: Option<AccountId>,
    /// The real time of something entered later (after a power cut, from paper).
    pub entered_at: Option<Instant>,
}

impl Moment {
    /// The time at which it really happened: the back-entered time, else now.
    pub fn happened_at(&self) -> Instant {
        self.entered_at.unwrap_or(self.now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_service_day_turns_at_local_midnight() {
        let at = Utc.with_ymd_and_hms(2026, 11, 20, 17, 0, 0).unwrap();
        assert_eq!(TimeZone::Wib.day(at).to_string(), "2026-11-21");
        assert_eq!(TimeZone::Wib.day(at - Duration::milliseconds(1)).to_string(), "2026-11-20");
        assert_eq!(TimeZone::Wit.local(at).time(), NaiveTime::from_hms_opt(2, 0, 0).unwrap());
        let local = TimeZone::Wita.local(at);
        assert_eq!(TimeZone::Wita.instant(local.date(), local.time()), at);
    }
}
