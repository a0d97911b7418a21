//! What is added to the PC's clock, and whether it still has to be: somebody may have set that clock right meanwhile, while
//! the program ran or while it did not. Pure.

use chrono::Duration;

use super::{BACK, FARTHEST};
use crate::terms::Instant;

/// A clock that was set this much beside what had been added to it was set by that: both were read off a wall.
const ABOUT: Duration = Duration::minutes(5);

/// What is known of an offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen {
    /// What the PC's clock shows by itself.
    pub(super) raw: Instant,
    /// What was added to it when somebody said last what time it is.
    pub(super) kept: Duration,
    /// By how much the clock was set since then, as far as this run saw it.
    pub(super) set_by: Duration,
    /// Whether somebody said in this run what time it is; over a start nobody saw what was done to the clock.
    pub(super) answered: bool,
    /// What a zone explains that was left wrong and is as it was: its wall shows the right time all along.
    pub(super) by_zone: Option<Duration>,
    /// The last entry under a clock that was believed.
    pub(super) last: Option<Instant>,
}

/// What is added now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chosen {
    pub(super) offset: Duration,
    /// The other time that it may be as well.
    pub(super) other: Option<Instant>,
}

impl Seen {
    /// What is added. Of two possible times the earlier is used until somebody says which it is: whatever closes by it would
    /// close by the later one too, and the other way round days of others would be lost.
    pub(super) fn choose(&self) -> Chosen {
        let sure = |offset| Chosen { offset, other: None };
        let (kept, none) = (self.kept, Duration::zero());
        if kept.is_zero() || near(self.set_by, kept) {
            return sure(none);
        }
        let untouched = self.set_by.is_zero();
        if untouched && (self.answered || self.by_zone.is_some_and(|zone| near(zone, kept))) {
            return sure(kept);
        }
        let with = self.raw + kept;
        match (self.is_possible(self.raw), self.is_possible(with)) {
            (true, false) => sure(none),
            (true, true) if kept.abs() >= BACK => {
                let (offset, other) = if self.raw < with { (none, with) } else { (kept, self.raw) };
                Chosen { offset, other: Some(other) }
            }
            _ => sure(kept),
        }
    }

    /// Not before the last entry, and no further from it than what is believed when somebody types it.
    fn is_possible(&self, at: Instant) -> bool {
        self.last.is_none_or(|last| at >= last - BACK && at <= last + FARTHEST)
    }
}

/// About the same; of small ones not more than half of them apart.
fn near(one: Duration, other: Duration) -> bool {
    (one - other).abs() <= ABOUT.min(other.abs() / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Duration = Duration::days(1);

    fn last() -> Instant {
        "2026-11-27T06:00:00Z".parse().unwrap()
    }

    /// After a start, with the PC's clock so long after the last entry.
    fn after(raw: Duration, kept: Duration) -> Seen {
        let (raw, last) = (last() + raw, Some(last()));
        Seen { raw, kept, set_by: Duration::zero(), answered: false, by_zone: None, last }
    }

    fn sure(offset: Duration) -> Chosen {
        Chosen { offset, other: None }
    }

    #[test]
    fn of_two_possible_times_the_earlier_is_used_and_both_are_told() {
        // Two days behind, put right overnight.
        let seen = after(Duration::hours(18), DAY * 2);
        assert_eq!(seen.choose(), Chosen { offset: Duration::zero(), other: Some(seen.raw + DAY * 2) });
        // Two days ahead, as before.
        let seen = after(Duration::hours(18 + 48), DAY * -2);
        assert_eq!(seen.choose(), Chosen { offset: DAY * -2, other: Some(seen.raw) });
    }

    #[test]
    fn a_time_before_the_last_entry_is_no_possible_one() {
        // Two days behind, as before: the PC's own time lies before the entry.
        assert_eq!(after(Duration::hours(18 - 48), DAY * 2).choose(), sure(DAY * 2));
        // Two days ahead, put right overnight.
        assert_eq!(after(Duration::hours(18), DAY * -2).choose(), sure(Duration::zero()));
        // Seven years behind, put right: what was added leads to 2033.
        assert_eq!(after(DAY, DAY * 2_500).choose(), sure(Duration::zero()));
        // Neither: what was answered stays, and the doubt about the last entry is told.
        assert_eq!(after(DAY * -9, DAY * 2).choose(), sure(DAY * 2));
    }

    #[test]
    fn a_clock_set_by_what_was_added_needs_nothing_added_any_more() {
        let run = |set_by| Seen { set_by, answered: true, ..after(Duration::hours(50), DAY * 2) };
        assert_eq!(run(Duration::zero()).choose(), sure(DAY * 2));
        assert_eq!(run(DAY * 2 + Duration::minutes(3)).choose(), sure(Duration::zero()));
        assert!(run(DAY).choose().other.is_some(), "set by something else: nobody knows");
        let little = Seen { kept: Duration::minutes(4), ..run(Duration::minutes(1)) };
        assert_eq!(little.choose(), sure(Duration::minutes(4)));
    }

    #[test]
    fn a_zone_left_wrong_with_its_wall_set_by_hand_is_asked_about_once() {
        let zone = Duration::hours(-15);
        let seen = Seen { by_zone: Some(zone), ..after(Duration::hours(33), zone) };
        assert_eq!(seen.choose(), sure(zone));
        assert!(Seen { by_zone: None, ..seen }.choose().other.is_some());
    }
}
