//! Time zones of Indonesia and the moment in which something is done. Knows no clock.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _, Timelike as _, Utc};
use serde::{Deserialize, Serialize};

use super::{AccountId, ServiceDay, stored_words};

/// An instant, always in UTC; stored as milliseconds since 1970.
pub type Instant = DateTime<Utc>;

/// The hour at which a service day turns, where the clinic chose none: a night's emergency is not cut off from its day before.
pub const DAY_TURNS_AT: u32 = 4;
/// No service day turns later than this.
pub const LATEST_TURN: u32 = 11;

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

    /// The instant at which the wall clock shows this date and time.
    pub fn instant(self, date: NaiveDate, time: NaiveTime) -> Instant {
        moved(Utc.from_utc_datetime(&date.and_time(time)), -Duration::hours(self.hours()))
    }
}

/// So much later; at the end of time, which a day from elsewhere may name, it stays.
fn moved(at: Instant, by: Duration) -> Instant {
    at.checked_add_signed(by).unwrap_or(at)
}

/// The clinic's calendar: its zone, and the hour at which its service day turns.
///
/// The two dates are not the same at night: numbers, lists and closing go by the *service day*, ages and birth dates by
/// the *calendar date*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// Zone of the wall clock.
    pub zone: TimeZone,
    /// The hour, 0 to [`LATEST_TURN`], at which a service day begins.
    pub turns_at: u32,
}

impl Default for Calendar {
    fn default() -> Self {
        Self::usual(TimeZone::default())
    }
}

impl Calendar {
    /// A clinic of this zone that chose no hour of its own.
    pub const fn usual(zone: TimeZone) -> Self {
        Self { zone, turns_at: DAY_TURNS_AT }
    }

    /// What the clock on the wall shows.
    pub fn local(self, at: Instant) -> NaiveDateTime {
        self.zone.local(at)
    }

    /// The calendar date of an instant: for ages and birth dates.
    pub fn date(self, at: Instant) -> NaiveDate {
        self.local(at).date()
    }

    /// The service day an instant belongs to: for numbers, lists and closing.
    pub fn day(self, at: Instant) -> ServiceDay {
        ServiceDay(self.date(at - Duration::hours(self.turns_at.into())))
    }

    /// The instant of a service day at which the wall clock shows this time: before the hour at which the day turns it is
    /// the night after, whose date is the next one.
    pub fn instant(self, day: ServiceDay, time: NaiveTime) -> Instant {
        let same = self.zone.instant(day.0, time);
        if time.hour() < self.turns_at { moved(same, Duration::days(1)) } else { same }
    }

    /// The first instant of a service day.
    pub fn start_of(self, day: ServiceDay) -> Instant {
        moved(self.zone.instant(day.0, NaiveTime::MIN), Duration::hours(self.turns_at.into()))
    }
}

/// When, on which service day and by whom something is done: what the door hands to a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The clock's instant.
    pub now: Instant,
    /// The service day of that instant.
    pub day: ServiceDay,
    /// The calendar date of that instant on the clinic's wall; from midnight to the turn of the day it is one ahead.
    pub date: NaiveDate,
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
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_service_day_and_a_time_on_the_wall_are_one_instant_and_back(
            minutes in 0i64..4_000_000, turns_at in 0..=LATEST_TURN, zone in 0usize..3,
        ) {
            let zone = [TimeZone::Wib, TimeZone::Wita, TimeZone::Wit][zone];
            let calendar = Calendar { zone, turns_at };
            let at = Utc.with_ymd_and_hms(2024, 1, 1, 0, 0, 0).unwrap() + Duration::minutes(minutes);
            prop_assert_eq!(calendar.instant(calendar.day(at), calendar.local(at).time()), at);
        }
    }

    #[test]
    fn the_date_turns_at_midnight_and_the_service_day_at_the_clinics_hour() {
        let at = Utc.with_ymd_and_hms(2026, 11, 20, 17, 0, 0).unwrap();
        let instant = Duration::milliseconds(1);
        let calendar = Calendar::usual(TimeZone::Wib);
        assert_eq!(calendar.date(at).to_string(), "2026-11-21");
        assert_eq!(calendar.date(at - instant).to_string(), "2026-11-20");
        assert_eq!(calendar.day(at).to_string(), "2026-11-20");
        let turn = at + Duration::hours(4);
        assert_eq!(calendar.day(turn).to_string(), "2026-11-21");
        assert_eq!(calendar.day(turn - instant).to_string(), "2026-11-20");
        assert_eq!(calendar.start_of(calendar.day(turn)), turn);
        assert_eq!(Calendar { turns_at: 0, ..calendar }.day(at).to_string(), "2026-11-21");
        assert_eq!(TimeZone::Wit.local(at).time(), NaiveTime::from_hms_opt(2, 0, 0).unwrap());
        let local = TimeZone::Wita.local(at);
        assert_eq!(TimeZone::Wita.instant(local.date(), local.time()), at);
    }
}
