//! What somebody who comes now may expect: how many are called before, and when their turn would be. Pure; the time
//! is a guess, and said as one.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::order::{self, Crowd, Lane, Tail};
use super::rules::bound_for;
use super::{Class, Ratio, Row, UnitLine};
use crate::terms::{Instant, UnitId};

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

/// How many are called before somebody reaches the unit: those before them at registration, where they wait there
/// first, and those at the unit. Each of them waits in one place only, so nobody is counted twice.
pub const fn on_the_way(at_registration: Option<u32>, at_unit: u32) -> u32 {
    match at_registration {
        Some(before) => before.saturating_add(at_unit),
        None => at_unit,
    }
}

/// What a newcomer goes through until they are called to the unit of their ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    /// At registration, for who waits there first.
    registration: Option<Outlook>,
    unit: Outlook,
}

impl Way {
    /// The way to a unit, by these lines; `first` is where the newcomer waits first.
    pub fn to(unit: UnitId, first: UnitId, lines: &[UnitLine]) -> Option<Self> {
        let of = |id| lines.iter().find(|line| line.unit == id).map(|line| line.outlook);
        let registration = if first == unit { None } else { Some(of(first)?) };
        Some(Self { registration, unit: of(unit)? })
    }

    /// How many would be called before a newcomer of this class reaches the unit.
    pub fn ahead(&self, newcomer: Class) -> u32 {
        on_the_way(self.registration.map(|outlook| outlook.ahead(newcomer)), self.unit.ahead(newcomer))
    }

    /// When the unit would call them; `None` while nobody knows a pace. Never before registration, and never before
    /// those who wait at the unit now: rather early than late, since who is early misses nothing.
    pub fn expected(&self, newcomer: Class, now: Instant) -> Option<Instant> {
        let at_unit = self.unit.expected(newcomer, now)?;
        match self.registration {
            Some(registration) => Some(registration.expected(newcomer, now)?.max(at_unit)),
            None => Some(at_unit),
        }
    }
}

/// How many are called before somebody who waits already reaches the unit of the ticket; `None` for who does not wait.
pub fn ahead_of(row: &Row, lines: &[UnitLine], registers: impl Fn(UnitId) -> bool) -> Option<u32> {
    let here = row.position?.saturating_sub(1);
    let unit = bound_for(row.unit, row.destination, registers);
    if unit == row.unit {
        return Some(on_the_way(None, here));
    }
    let at_unit = lines.iter().find(|line| line.unit == unit)?.outlook;
    Some(on_the_way(Some(here), at_unit.ahead(Class::of(row.urgency, row.priority))))
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
