//! What somebody who comes now may expect: how many are called before, and when their turn would be. Pure; the time
//! is a guess, and said as one.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::order::{self, Crowd, Lane, Tail};
use super::{Class, Ratio};
use crate::terms::Instant;

/// So many of the last calls make the pace.
pub const CALLS: usize = 10;
/// Fewer calls say nothing.
const FEWEST: usize = 3;
/// No pace is quicker or slower, in minutes a call.
const PACE: (i64, i64) = (1, 30);

/// What a newcomer to a unit may expect, whatever their class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Outlook {
    /// How many would be called before an emergency.
    pub emergency: u32,
    /// Before somebody with priority.
    pub priority: u32,
    /// Before everybody else.
    pub ordinary: u32,
    /// Seconds from one call to the next, while they tell anything.
    pub pace: Option<i64>,
}

impl Outlook {
    /// What follows from who waits, whose turn it is and the unit's last calls, newest first.
    pub fn of(before: Crowd, tail: &Tail, ratio: Ratio, calls: &[Instant]) -> Self {
        let ahead = |class| order::ahead(Lane::of(class, false), before, tail, ratio);
        Self {
            emergency: ahead(Class::Emergency),
            priority: ahead(Class::Priority),
            ordinary: ahead(Class::Ordinary),
            pace: pace(calls).map(|pace| pace.num_seconds()),
        }
    }

    /// How many would be called before a newcomer of this class.
    pub const fn ahead(&self, newcomer: Class) -> u32 {
        match newcomer {
            Class::Emergency => self.emergency,
            Class::Priority => self.priority,
            Class::Ordinary => self.ordinary,
        }
    }

    /// When a newcomer of this class would be called; `None` while nobody knows the pace.
    pub fn expected(&self, newcomer: Class, now: Instant) -> Option<Instant> {
        let turns = i64::from(self.ahead(newcomer)) + 1;
        let wait = self.pace?.checked_mul(turns)?;
        now.checked_add_signed(Duration::try_seconds(wait)?)
    }
}

/// The mean of the gaps between the last calls.
fn pace(calls: &[Instant]) -> Option<Duration> {
    let calls = calls.get(..CALLS).unwrap_or(calls);
    let (newest, oldest) = (calls.first()?, calls.last()?);
    if calls.len() < FEWEST {
        return None;
    }
    let gaps = i32::try_from(calls.len() - 1).ok()?;
    Some(((*newest - *oldest) / gaps).clamp(Duration::minutes(PACE.0), Duration::minutes(PACE.1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minute(at: i64) -> Instant {
        Instant::UNIX_EPOCH + Duration::minutes(at)
    }

    #[test]
    fn the_pace_of_the_last_calls_tells_when() {
        let calls: Vec<Instant> = [18, 12, 6, 0].map(minute).to_vec();
        let mut before = Crowd::default();
        before.set(Lane::Ordinary, 3);
        let outlook = Outlook::of(before, &Tail::default(), Ratio::default(), &calls);
        assert_eq!(outlook.expected(Class::Ordinary, minute(20)), Some(minute(44)));
        // Nobody of the own class waits, and priority goes first.
        assert_eq!((outlook.priority, outlook.expected(Class::Priority, minute(20))), (0, Some(minute(26))));
        assert_eq!(Outlook::of(before, &Tail::default(), Ratio::default(), &calls[..2]).pace, None);
        // A morning's pause is no pace, and neither is a clock set back.
        let pause: Vec<Instant> = [500, 1, 0].map(minute).to_vec();
        assert_eq!(Outlook::of(before, &Tail::default(), Ratio::default(), &pause).pace, Some(30 * 60));
        let back: Vec<Instant> = [0, 1, 5].map(minute).to_vec();
        assert_eq!(Outlook::of(before, &Tail::default(), Ratio::default(), &back).pace, Some(60));
    }

    #[test]
    fn only_the_last_ten_calls_count() {
        let calls: Vec<Instant> = (0..CALLS as i64).map(|n| minute(600 - 2 * n)).chain([minute(0)]).collect();
        assert_eq!(Outlook::of(Crowd::default(), &Tail::default(), Ratio::default(), &calls).pace, Some(120));
    }
}
