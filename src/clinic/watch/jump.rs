//! Jumps ahead that somebody accepted: who works alone after a long feast says that the clock is right, and whoever said so
//! of a wrong one takes it back without waiting for anybody. Pure.

use super::AHEAD;
use crate::terms::Instant;

/// An entry of the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    pub seq: i64,
    pub at: Instant,
}

/// A time long after the last entry that was accepted all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jump {
    /// The last entry before it.
    pub from: Entry,
    /// What time it was then.
    pub to: Instant,
}

/// The jumps that can still be taken back when this is the last entry: four days later whoever works here has seen the date.
fn fresh(jumps: &[Jump], last: Instant) -> &[Jump] {
    let fresh = jumps.last().is_some_and(|jump| last <= jump.to + AHEAD);
    if fresh { jumps } else { &[] }
}

/// Whether this time takes back an acceptance: not before the last entry from before it, and no further from that one than a
/// clock may be that nobody asks about.
pub(super) fn takes_back(jumps: &[Jump], last: Instant, now: Instant) -> bool {
    let fits = |jump: &Jump| jump.from.at <= now && now <= jump.from.at + AHEAD;
    fresh(jumps, last).iter().any(fits)
}

/// The first of the jumps that are over when it is this time.
pub(super) fn first_over(jumps: &[Jump], now: Instant) -> Option<&Jump> {
    jumps.iter().find(|jump| jump.to > now)
}

/// The jumps that are known once it is this time, after that entry.
pub(super) fn after(jumps: &[Jump], last: Entry, now: Instant) -> Vec<Jump> {
    let stay = fresh(jumps, last.at).iter().filter(|jump| jump.to <= now).copied();
    let ahead = (now > last.at + AHEAD).then_some(Jump { from: last, to: now });
    stay.chain(ahead).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Duration;
    use proptest::prelude::*;

    fn minutes(at: i64) -> Instant {
        "2026-11-21T00:30:00Z".parse::<Instant>().unwrap() + Duration::minutes(at)
    }

    /// One accepted after the other, each so many minutes further than a clock may be; between two a while of work.
    fn accepted(ahead: &[(i64, i64)]) -> (Vec<Jump>, Entry) {
        let mut last = Entry { seq: 1, at: minutes(0) };
        let mut jumps = Vec::new();
        for (further, worked) in ahead {
            let to = last.at + AHEAD + Duration::minutes(*further);
            jumps = after(&jumps, last, to);
            last = Entry { seq: last.seq + 1, at: to + Duration::minutes(*worked) };
        }
        (jumps, last)
    }

    const DAY: i64 = 24 * 60;

    proptest! {
        #[test]
        fn whatever_was_accepted_is_taken_back_within_four_days_of_what_was_before(
            ahead in prop::collection::vec((1..400 * DAY, 0..=4 * DAY), 1..5), right in 0..=4 * DAY
        ) {
            let (jumps, last) = accepted(&ahead);
            prop_assert!(takes_back(&jumps, last.at, minutes(right)));
            // Then nothing of it is left, and the same time cannot be used to go back once more.
            let left = after(&jumps, last, minutes(right));
            prop_assert!(left.is_empty());
            prop_assert_eq!(first_over(&jumps, minutes(right)), jumps.first());
        }

        #[test]
        fn no_time_before_the_first_of_them_nor_later_than_four_days_takes_one_back(
            further in 1..400 * DAY, worked in 0..=4 * DAY, off in 1..400 * DAY
        ) {
            let (jumps, last) = accepted(&[(further, worked)]);
            prop_assert!(!takes_back(&jumps, last.at, minutes(-off)));
            prop_assert!(!takes_back(&jumps, last.at, minutes(4 * DAY + off)));
        }

        #[test]
        fn after_four_days_of_work_under_it_a_jump_is_taken_back_by_nobody_alone(
            further in 1..400 * DAY, worked in 4 * DAY + 1..400 * DAY, right in 0..=4 * DAY
        ) {
            let (jumps, last) = accepted(&[(further, worked)]);
            prop_assert!(!takes_back(&jumps, last.at, minutes(right)));
        }

        #[test]
        fn without_a_jump_nobody_goes_back(days in prop::collection::vec(0..=4 * DAY, 1..9), right in -9 * DAY..9 * DAY) {
            let mut last = Entry { seq: 1, at: minutes(0) };
            let mut jumps = Vec::new();
            for day in days {
                let now = last.at + Duration::minutes(day);
                jumps = after(&jumps, last, now);
                last = Entry { seq: last.seq + 1, at: now };
            }
            prop_assert!(!takes_back(&jumps, last.at, minutes(right)));
        }
    }
}
