//! Who is next. Pure: takes who waits and whom the unit has called so far, gives the one to call.
//!
//! Emergencies go first. Priority and ordinary people are merged by the clinic's ratio *p* : *o*: while both
//! wait, at most *p* priority calls in a row, then *o* ordinary ones. Within a class who came first is called
//! first; somebody restored keeps the old place. Source of the ratio: queue analysis of Puskesmas Gladak Pakem, Jember (2:1 in use).

use super::{Class, Ratio};
use crate::terms::{Instant, StopId};

/// Somebody who waits in one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    pub stop: StopId,
    pub class: Class,
    /// When the stop was opened.
    pub opened_at: Instant,
}

/// The one to call now. `tail` is the classes of the unit's calls so far today, oldest first; its last
/// [`tail_length`] entries are enough. The first of each class in `waiting` is enough too.
pub fn next(waiting: &[Waiting], tail: &[Class], ratio: Ratio) -> Option<StopId> {
    let first =
        |class| waiting.iter().filter(|one| one.class == class).min_by_key(|one| (one.opened_at, one.stop));
    let (emergency, priority, ordinary) =
        (first(Class::Emergency), first(Class::Priority), first(Class::Ordinary));
    let chosen = emergency.or_else(|| match (priority, ordinary) {
        (Some(priority), Some(ordinary)) => match Turn::after(tail).choose(ratio) {
            Class::Emergency | Class::Priority => Some(priority),
            Class::Ordinary => Some(ordinary),
        },
        (one, other) => one.or(other),
    });
    chosen.map(|one| one.stop)
}

/// Everybody who waits, in the order in which they would be called if nobody else came.
pub fn forecast(waiting: &[Waiting], tail: &[Class], ratio: Ratio) -> Vec<StopId> {
    let mut sorted = waiting.to_vec();
    sorted.sort_unstable_by_key(|one| (one.opened_at, one.stop));
    let of = |class| sorted.iter().filter(move |one| one.class == class).map(|one| one.stop);
    let mut order: Vec<StopId> = of(Class::Emergency).collect();
    let mut priority = of(Class::Priority).peekable();
    let mut ordinary = of(Class::Ordinary).peekable();
    let mut turn = Turn::after(tail);
    loop {
        let class = match (priority.peek(), ordinary.peek()) {
            (Some(_), Some(_)) => turn.choose(ratio),
            (Some(_), None) => Class::Priority,
            (None, _) => Class::Ordinary,
        };
        let stop = match class {
            Class::Emergency | Class::Priority => priority.next(),
            Class::Ordinary => ordinary.next(),
        };
        let Some(stop) = stop else { return order };
        order.push(stop);
        turn.note(class);
    }
}

/// How many people would be called before a newcomer of this class, with so many already waiting.
pub fn ahead(newcomer: Class, mut before: Crowd, tail: &[Class], ratio: Ratio) -> u32 {
    let mut ahead = before.emergency;
    let mut turn = Turn::after(tail);
    loop {
        let class = match newcomer {
            Class::Emergency => return ahead,
            Class::Priority if before.ordinary == 0 => return ahead + before.priority,
            Class::Ordinary if before.priority == 0 => return ahead + before.ordinary,
            Class::Priority | Class::Ordinary => turn.choose(ratio),
        };
        let left = match class {
            Class::Emergency | Class::Priority => &mut before.priority,
            Class::Ordinary => &mut before.ordinary,
        };
        let Some(fewer) = left.checked_sub(1) else { return ahead };
        *left = fewer;
        ahead += 1;
        turn.note(class);
    }
}

/// How many wait, by class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Crowd {
    pub emergency: u32,
    /// Priority people.
    pub priority: u32,
    /// Everybody else.
    pub ordinary: u32,
}

impl Crowd {
    /// One more of this class.
    pub const fn add(&mut self, class: Class) {
        *match class {
            Class::Emergency => &mut self.emergency,
            Class::Priority => &mut self.priority,
            Class::Ordinary => &mut self.ordinary,
        } += 1;
    }
}

/// How many of the last calls decide the turn.
pub fn tail_length(ratio: Ratio) -> usize {
    usize::from(ratio.priority.max(ratio.ordinary).max(1))
}

/// Which class was called last, and how often in a row.
#[derive(Debug, Clone, Copy, Default)]
struct Turn {
    last: Option<Class>,
    run: usize,
}

impl Turn {
    fn after(tail: &[Class]) -> Self {
        let mut turn = Self::default();
        for &class in tail {
            turn.note(class);
        }
        turn
    }

    /// An emergency is nobody's turn.
    fn note(&mut self, class: Class) {
        if class == Class::Emergency {
            return;
        }
        self.run = if self.last == Some(class) { self.run + 1 } else { 1 };
        self.last = Some(class);
    }

    /// Whose turn it is while both wait.
    fn choose(self, ratio: Ratio) -> Class {
        let (priority, ordinary) = (usize::from(ratio.priority.max(1)), usize::from(ratio.ordinary));
        match self.last {
            _ if ordinary == 0 => Class::Priority,
            Some(Class::Priority) if self.run >= priority => Class::Ordinary,
            Some(Class::Ordinary) if self.run < ordinary => Class::Ordinary,
            None | Some(Class::Emergency | Class::Priority | Class::Ordinary) => Class::Priority,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn one(id: i64, class: Class, minute: i64) -> Waiting {
        Waiting {
            stop: StopId(id),
            class,
            opened_at: Instant::UNIX_EPOCH + chrono::Duration::minutes(minute),
        }
    }

    fn class() -> impl Strategy<Value = Class> {
        prop_oneof![1 => Just(Class::Emergency), 4 => Just(Class::Priority), 6 => Just(Class::Ordinary)]
    }

    fn ratio() -> impl Strategy<Value = Ratio> {
        (1_u8..4, 1_u8..4).prop_map(|(priority, ordinary)| Ratio { priority, ordinary })
    }

    fn queue(most: usize) -> impl Strategy<Value = Vec<Waiting>> {
        prop::collection::vec((class(), 0_i64..30), 0..most).prop_map(|people| {
            let number = |(id, (class, minute)): (usize, (Class, i64))| one(id as i64, class, minute);
            people.into_iter().enumerate().map(number).collect()
        })
    }

    /// Calls everybody one after the other through `next`.
    fn drain(mut waiting: Vec<Waiting>, mut tail: Vec<Class>, ratio: Ratio) -> Vec<Waiting> {
        let mut called = Vec::new();
        while let Some(stop) = next(&waiting, &tail, ratio) {
            let at = waiting.iter().position(|one| one.stop == stop).unwrap();
            let one = waiting.remove(at);
            tail.push(one.class);
            called.push(one);
        }
        assert!(waiting.is_empty(), "nobody is left behind");
        called
    }

    #[test]
    fn two_priority_then_one_ordinary() {
        use Class::{Emergency, Ordinary, Priority};
        let waiting = [
            one(1, Ordinary, 0),
            one(2, Ordinary, 1),
            one(3, Priority, 5),
            one(4, Priority, 6),
            one(5, Priority, 7),
            one(6, Emergency, 9),
        ];
        let ids: Vec<i64> = forecast(&waiting, &[], Ratio::default()).iter().map(|stop| stop.0).collect();
        assert_eq!(ids, [6, 3, 4, 1, 5, 2]);
        assert_eq!(next(&waiting[..5], &[Priority, Emergency, Priority], Ratio::default()), Some(StopId(1)));
        assert_eq!(next(&[], &[], Ratio::default()), None);
    }

    #[test]
    fn an_ordinary_share_of_nought_means_priority_always_first() {
        let waiting = [one(1, Class::Ordinary, 0), one(2, Class::Priority, 5)];
        let ratio = Ratio { priority: 1, ordinary: 0 };
        assert_eq!(next(&waiting, &[Class::Priority; 9], ratio), Some(StopId(2)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn emergencies_are_first_and_each_class_is_in_order(
            waiting in queue(40), tail in prop::collection::vec(class(), 0..8), ratio in ratio(),
        ) {
            let called = drain(waiting.clone(), tail, ratio);
            prop_assert_eq!(called.len(), waiting.len());
            let emergencies = waiting.iter().filter(|one| one.class == Class::Emergency).count();
            prop_assert!(called[..emergencies].iter().all(|one| one.class == Class::Emergency));
            for class in Class::ALL {
                let of: Vec<_> = called.iter().filter(|one| one.class == class).collect();
                let keys: Vec<_> = of.iter().map(|one| (one.opened_at, one.stop)).collect();
                prop_assert!(keys.is_sorted());
            }
        }

        #[test]
        fn the_ratio_holds_in_every_window_while_both_wait(
            waiting in queue(60), tail in prop::collection::vec(class(), 0..8), ratio in ratio(),
        ) {
            let called: Vec<_> = drain(waiting, tail, ratio)
                .into_iter().map(|one| one.class).filter(|class| *class != Class::Emergency).collect();
            // Both wait before call `i` as long as both still come at or after it.
            let last = |class| called.iter().rposition(|one| *one == class).map_or(0, |at| at + 1);
            let both = last(Class::Priority).min(last(Class::Ordinary));
            let (p, o) = (usize::from(ratio.priority), usize::from(ratio.ordinary));
            // What the tail left over may cut the first run short or have made it long already.
            let start = called.windows(2).position(|pair| pair[0] != pair[1]).map_or(both, |at| at + 1);
            if start < both {
                for window in called[start..both].windows(p + o) {
                    let priority = window.iter().filter(|class| **class == Class::Priority).count();
                    prop_assert_eq!(priority, p);
                }
            }
            prop_assert!(start.min(both) <= p.max(o), "the first run is no longer than a run may be");
        }

        #[test]
        fn nobody_starves_while_others_keep_coming(
            ratio in ratio(), tail in prop::collection::vec(class(), 0..8), before in 0_usize..6,
            mine in prop_oneof![Just(Class::Priority), Just(Class::Ordinary)],
        ) {
            let other = if mine == Class::Priority { Class::Ordinary } else { Class::Priority };
            let mut waiting: Vec<_> = (0..before).map(|id| one(id as i64, mine, 0)).collect();
            waiting.push(one(100, mine, 1));
            let mut tail = tail;
            let round = usize::from(ratio.priority) + usize::from(ratio.ordinary);
            for step in 0..(before + 1) * round + round {
                // The other class never runs dry, and new ones of the own class come behind.
                waiting.push(one(1_000 + 2 * step as i64, other, 2 + step as i64));
                waiting.push(one(1_001 + 2 * step as i64, mine, 2 + step as i64));
                let stop = next(&waiting, &tail, ratio).unwrap();
                if stop == StopId(100) {
                    return Ok(());
                }
                let at = waiting.iter().position(|one| one.stop == stop).unwrap();
                tail.push(waiting.remove(at).class);
            }
            prop_assert!(false, "was never called");
        }

        #[test]
        fn forecast_is_what_next_does_and_heads_and_a_short_tail_are_enough(
            waiting in queue(40), tail in prop::collection::vec(class(), 0..12), ratio in ratio(),
        ) {
            let called: Vec<_> = drain(waiting.clone(), tail.clone(), ratio).iter().map(|one| one.stop).collect();
            prop_assert_eq!(forecast(&waiting, &tail, ratio), called);
            let heads: Vec<_> = Class::ALL.iter().filter_map(|class| {
                waiting.iter().filter(|one| one.class == *class).min_by_key(|one| (one.opened_at, one.stop))
            }).copied().collect();
            // A newcomer of each class comes last in it, and `ahead` counts as the forecast does.
            let mut crowd = Crowd::default();
            for one in &waiting {
                match one.class {
                    Class::Emergency => crowd.emergency += 1,
                    Class::Priority => crowd.priority += 1,
                    Class::Ordinary => crowd.ordinary += 1,
                }
            }
            for class in Class::ALL {
                let mut with = waiting.clone();
                with.push(one(9_999, class, 99));
                let place = forecast(&with, &tail, ratio).iter().position(|stop| *stop == StopId(9_999));
                prop_assert_eq!(place.unwrap() as u32, ahead(class, crowd, &tail, ratio));
            }
            let counted: Vec<_> = tail.iter().copied().filter(|class| *class != Class::Emergency).collect();
            let short = &counted[counted.len().saturating_sub(tail_length(ratio))..];
            prop_assert_eq!(next(&heads, short, ratio), next(&waiting, &tail, ratio));
        }
    }
}
