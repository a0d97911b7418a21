//! Who is next. Pure: takes who waits and whom the unit has called so far, gives the one to call.
//!
//! Emergencies go first. Priority and ordinary people are merged by the clinic's ratio *p* : *o*: while both
//! wait, at most *p* priority calls in a row, then *o* ordinary ones. Who was served here before and comes back from
//! another unit alternates with all of them, one by one. Within a lane who came first is called first; somebody
//! restored keeps the old place. Source of the ratio: queue analysis of Puskesmas Gladak Pakem, Jember (2:1 in use).

use std::collections::VecDeque;

use super::{Class, Ratio, State};
use crate::terms::{Instant, StopId, stored_words};

stored_words! {
    /// The line within a unit's queue in which somebody waits, in the order in which lines are looked at.
    Lane {
        Emergency = "emergency",
        /// Was served here before and comes back, from the laboratory say.
        Back = "back",
        Priority = "priority",
        Ordinary = "ordinary",
    }
}

impl Lane {
    /// The lane of somebody of a class.
    pub const fn of(class: Class, comes_back: bool) -> Self {
        match (class, comes_back) {
            (Class::Emergency, _) => Self::Emergency,
            (Class::Priority | Class::Ordinary, true) => Self::Back,
            (Class::Priority, false) => Self::Priority,
            (Class::Ordinary, false) => Self::Ordinary,
        }
    }
}

stored_words! {
    /// Why somebody stands at another place than the one that the time of coming to the unit would give. Of an emergency
    /// the state says it.
    Reason {
        /// Comes back, and alternates with all others.
        Back = "back",
        /// Was sent here before any call: the time of the ticket counts.
        Ticket = "ticket",
        /// Goes before the ordinary by the ratio.
        Priority = "priority",
    }
}

impl Reason {
    /// Of who waits in a lane; `goes_on` tells whether the wait went on from the unit before.
    pub const fn of(lane: Lane, goes_on: bool) -> Option<Self> {
        match lane {
            Lane::Back => Some(Self::Back),
            Lane::Priority | Lane::Ordinary if goes_on => Some(Self::Ticket),
            Lane::Priority => Some(Self::Priority),
            Lane::Emergency | Lane::Ordinary => None,
        }
    }
}

/// Whether the wait goes on in the next unit, from how a stop ended and when it was first called: sent to the wrong place
/// by the desk, since when they wait there counts, which at a first stop is the ticket's time. Who was at registration
/// meanwhile gets no place before those who came here first.
pub const fn wait_goes_on(ended: State, first_called_at: Option<Instant>) -> bool {
    matches!(ended, State::Moved) && first_called_at.is_none()
}

/// Somebody who waits in one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    pub stop: StopId,
    pub lane: Lane,
    /// When the stop was opened.
    pub opened_at: Instant,
}

/// What the unit's calls so far today say about whose turn it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tail {
    /// The classes of the last calls of who did not come back, oldest first; the last [`tail_length`] are enough.
    pub classes: Vec<Class>,
    /// Whether the very last call was of somebody who came back.
    pub back: bool,
}

/// The one to call now. The first of each lane in `waiting` is enough.
pub fn next(waiting: &[Waiting], tail: &Tail, ratio: Ratio) -> Option<StopId> {
    let first =
        |lane| waiting.iter().filter(|one| one.lane == lane).min_by_key(|one| (one.opened_at, one.stop));
    let lane = Turn::after(tail).choose(|lane| first(lane).is_some(), ratio)?;
    first(lane).map(|one| one.stop)
}

/// Everybody who waits, in the order in which they would be called if nobody else came.
pub fn forecast(waiting: &[Waiting], tail: &Tail, ratio: Ratio) -> Vec<StopId> {
    let mut sorted = waiting.to_vec();
    sorted.sort_unstable_by_key(|one| (one.opened_at, one.stop));
    let of = |lane| sorted.iter().filter(move |one| one.lane == lane).map(|one| one.stop);
    let mut lanes = Lane::ALL.map(|lane| (lane, of(lane).collect::<VecDeque<_>>()));
    let mut order = Vec::with_capacity(sorted.len());
    let mut turn = Turn::after(tail);
    let waits = |lanes: &[(Lane, VecDeque<StopId>)], wanted| {
        lanes.iter().any(|(lane, of)| *lane == wanted && !of.is_empty())
    };
    while let Some(chosen) = turn.choose(|lane| waits(&lanes, lane), ratio) {
        let of = lanes.iter_mut().find(|(lane, _)| *lane == chosen);
        order.extend(of.and_then(|(_, of)| of.pop_front()));
        turn.note(chosen);
    }
    order
}

/// Everybody who waits, as a list shows them: whoever is away stands at the place that is kept for them, and the others in
/// the order in which they are called meanwhile.
pub fn standing(
    waiting: &[Waiting],
    is_away: impl Fn(StopId) -> bool,
    tail: &Tail,
    ratio: Ratio,
) -> Vec<StopId> {
    let here: Vec<Waiting> = waiting.iter().filter(|one| !is_away(one.stop)).copied().collect();
    let mut called = forecast(&here, tail, ratio).into_iter();
    let place = |stop| if is_away(stop) { Some(stop) } else { called.next() };
    forecast(waiting, tail, ratio).into_iter().filter_map(place).collect()
}

/// How many people would be called before a newcomer of this lane, with so many already waiting.
pub fn ahead(newcomer: Lane, mut before: Crowd, tail: &Tail, ratio: Ratio) -> u32 {
    let mut turn = Turn::after(tail);
    let mut ahead = 0;
    // Who waits beside the newcomer's own lane decides: where nobody does, the own lane is left alone.
    while before.others(newcomer) > 0 {
        let waits = |lane| lane == newcomer || before.of(lane) > 0;
        let Some(lane) = turn.choose(waits, ratio) else { break };
        let Some(fewer) = before.of(lane).checked_sub(1) else { return ahead };
        before.set(lane, fewer);
        ahead += 1;
        turn.note(lane);
    }
    ahead + before.of(newcomer)
}

/// How many wait, by lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Crowd([u32; 4]);

impl Crowd {
    /// One more of this lane.
    pub fn add(&mut self, lane: Lane) {
        self.set(lane, self.of(lane) + 1);
    }

    /// So many of this lane.
    pub const fn set(&mut self, lane: Lane, people: u32) {
        *match lane {
            Lane::Emergency => &mut self.0[0],
            Lane::Back => &mut self.0[1],
            Lane::Priority => &mut self.0[2],
            Lane::Ordinary => &mut self.0[3],
        } = people;
    }

    /// How many of a lane.
    pub const fn of(&self, lane: Lane) -> u32 {
        match lane {
            Lane::Emergency => self.0[0],
            Lane::Back => self.0[1],
            Lane::Priority => self.0[2],
            Lane::Ordinary => self.0[3],
        }
    }

    /// How many of the other lanes.
    pub fn others(&self, lane: Lane) -> u32 {
        self.0.iter().sum::<u32>() - self.of(lane)
    }
}

/// How many of the last calls decide the turn.
pub fn tail_length(ratio: Ratio) -> usize {
    usize::from(ratio.priority.max(ratio.ordinary).max(1))
}

/// Which class was called last, how often in a row, and whether somebody who came back was called since.
#[derive(Debug, Clone, Copy, Default)]
struct Turn {
    last: Option<Class>,
    run: usize,
    back: bool,
}

impl Turn {
    fn after(tail: &Tail) -> Self {
        let mut turn = Self::default();
        for &class in &tail.classes {
            turn.note(Lane::of(class, false));
        }
        Self { back: tail.back, ..turn }
    }

    /// An emergency is nobody's turn.
    fn note(&mut self, lane: Lane) {
        let class = match lane {
            Lane::Emergency => return,
            Lane::Back => {
                self.back = true;
                return;
            }
            Lane::Priority => Class::Priority,
            Lane::Ordinary => Class::Ordinary,
        };
        self.run = if self.last == Some(class) { self.run + 1 } else { 1 };
        self.last = Some(class);
        self.back = false;
    }

    /// Whose turn it is of the lanes in which somebody waits.
    fn choose(self, waits: impl Fn(Lane) -> bool, ratio: Ratio) -> Option<Lane> {
        if waits(Lane::Emergency) {
            return Some(Lane::Emergency);
        }
        let fresh = match (waits(Lane::Priority), waits(Lane::Ordinary)) {
            (true, true) => Some(self.of_both(ratio)),
            (true, false) => Some(Lane::Priority),
            (false, true) => Some(Lane::Ordinary),
            (false, false) => None,
        };
        match (waits(Lane::Back), fresh) {
            (true, Some(fresh)) if self.back => Some(fresh),
            (true, _) => Some(Lane::Back),
            (false, fresh) => fresh,
        }
    }

    /// Whose turn it is while priority and ordinary people wait.
    fn of_both(self, ratio: Ratio) -> Lane {
        let (priority, ordinary) = (usize::from(ratio.priority.max(1)), usize::from(ratio.ordinary));
        match self.last {
            _ if ordinary == 0 => Lane::Priority,
            Some(Class::Priority) if self.run >= priority => Lane::Ordinary,
            Some(Class::Ordinary) if self.run < ordinary => Lane::Ordinary,
            None | Some(Class::Emergency | Class::Priority | Class::Ordinary) => Lane::Priority,
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
            lane: Lane::of(class, false),
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

    fn tail(classes: &[Class]) -> Tail {
        Tail { classes: classes.to_vec(), back: false }
    }

    /// The tail after one more call.
    fn after(tail: Tail, called: Lane) -> Tail {
        let class = match called {
            Lane::Emergency => return tail,
            Lane::Back => return Tail { back: true, ..tail },
            Lane::Priority => Class::Priority,
            Lane::Ordinary => Class::Ordinary,
        };
        Tail { classes: [tail.classes, vec![class]].concat(), back: false }
    }

    fn lane() -> impl Strategy<Value = Lane> {
        (class(), prop::bool::weighted(0.3)).prop_map(|(class, back)| Lane::of(class, back))
    }

    /// People of whom some come back.
    fn people(most: usize) -> impl Strategy<Value = Vec<Waiting>> {
        prop::collection::vec((lane(), 0_i64..30), 0..most).prop_map(|people| {
            let number = |(id, (lane, minute)): (usize, (Lane, i64))| Waiting {
                lane,
                ..one(id as i64, Class::Ordinary, minute)
            };
            people.into_iter().enumerate().map(number).collect()
        })
    }

    fn tails() -> impl Strategy<Value = Tail> {
        (prop::collection::vec(class(), 0..12), any::<bool>()).prop_map(|(classes, back)| Tail {
            classes: classes.into_iter().filter(|class| *class != Class::Emergency).collect(),
            back,
        })
    }

    /// Calls everybody one after the other through `next`.
    fn drain(mut waiting: Vec<Waiting>, mut tail: Tail, ratio: Ratio) -> Vec<Waiting> {
        let mut called = Vec::new();
        while let Some(stop) = next(&waiting, &tail, ratio) {
            let at = waiting.iter().position(|one| one.stop == stop).unwrap();
            let one = waiting.remove(at);
            tail = after(tail, one.lane);
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
        let ids: Vec<i64> =
            forecast(&waiting, &tail(&[]), Ratio::default()).iter().map(|stop| stop.0).collect();
        assert_eq!(ids, [6, 3, 4, 1, 5, 2]);
        assert_eq!(next(&waiting[..5], &tail(&[Priority, Priority]), Ratio::default()), Some(StopId(1)));
        assert_eq!(next(&[], &tail(&[]), Ratio::default()), None);
    }

    #[test]
    fn an_ordinary_share_of_nought_means_priority_always_first() {
        let waiting = [one(1, Class::Ordinary, 0), one(2, Class::Priority, 5)];
        let ratio = Ratio { priority: 1, ordinary: 0 };
        assert_eq!(next(&waiting, &tail(&[Class::Priority; 9]), ratio), Some(StopId(2)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn emergencies_are_first_and_each_class_is_in_order(
            waiting in queue(40), tail in tails(), ratio in ratio(),
        ) {
            let called = drain(waiting.clone(), tail, ratio);
            prop_assert_eq!(called.len(), waiting.len());
            let emergencies = waiting.iter().filter(|one| one.lane == Lane::Emergency).count();
            prop_assert!(called[..emergencies].iter().all(|one| one.lane == Lane::Emergency));
            for lane in Lane::ALL {
                let of: Vec<_> = called.iter().filter(|one| one.lane == lane).collect();
                let keys: Vec<_> = of.iter().map(|one| (one.opened_at, one.stop)).collect();
                prop_assert!(keys.is_sorted());
            }
        }

        #[test]
        fn the_ratio_holds_in_every_window_while_both_wait(
            waiting in queue(60), tail in tails(), ratio in ratio(),
        ) {
            let called: Vec<_> = drain(waiting, tail, ratio)
                .into_iter().map(|one| one.lane).filter(|lane| *lane != Lane::Emergency).collect();
            // Both wait before call `i` as long as both still come at or after it.
            let last = |lane| called.iter().rposition(|one| *one == lane).map_or(0, |at| at + 1);
            let both = last(Lane::Priority).min(last(Lane::Ordinary));
            let (p, o) = (usize::from(ratio.priority), usize::from(ratio.ordinary));
            // What the tail left over may cut the first run short or have made it long already.
            let start = called.windows(2).position(|pair| pair[0] != pair[1]).map_or(both, |at| at + 1);
            if start < both {
                for window in called[start..both].windows(p + o) {
                    let priority = window.iter().filter(|lane| **lane == Lane::Priority).count();
                    prop_assert_eq!(priority, p);
                }
            }
            prop_assert!(start.min(both) <= p.max(o), "the first run is no longer than a run may be");
        }

        #[test]
        fn nobody_starves_while_others_keep_coming(
            ratio in ratio(), tail in tails(), before in 0_usize..6,
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
                tail = after(tail, waiting.remove(at).lane);
            }
            prop_assert!(false, "was never called");
        }

        #[test]
        fn forecast_is_what_next_does_and_heads_and_a_short_tail_are_enough(
            waiting in people(40), tail in tails(), ratio in ratio(),
        ) {
            let called: Vec<_> = drain(waiting.clone(), tail.clone(), ratio).iter().map(|one| one.stop).collect();
            prop_assert_eq!(forecast(&waiting, &tail, ratio), called);
            let heads: Vec<_> = Lane::ALL.iter().filter_map(|lane| {
                waiting.iter().filter(|one| one.lane == *lane).min_by_key(|one| (one.opened_at, one.stop))
            }).copied().collect();
            // A newcomer of each lane comes last in it, and `ahead` counts as the forecast does.
            let mut crowd = Crowd::default();
            waiting.iter().for_each(|one| crowd.add(one.lane));
            for lane in Lane::ALL {
                let mut with = waiting.clone();
                with.push(Waiting { lane, ..one(9_999, Class::Ordinary, 99) });
                let place = forecast(&with, &tail, ratio).iter().position(|stop| *stop == StopId(9_999));
                prop_assert_eq!(place.unwrap() as u32, ahead(lane, crowd, &tail, ratio));
            }
            let start = tail.classes.len().saturating_sub(tail_length(ratio));
            let short = Tail { classes: tail.classes[start..].to_vec(), back: tail.back };
            prop_assert_eq!(next(&heads, &short, ratio), next(&waiting, &tail, ratio));
        }

        /// Who is here stands in the order in which `next` calls; who is away, where everybody would be called.
        #[test]
        fn the_list_stands_in_the_order_of_the_calls_whoever_is_away(
            waiting in people(40), tail in tails(), ratio in ratio(), away in prop::collection::hash_set(0_i64..40, 0..9),
        ) {
            let is_away = |stop: StopId| away.contains(&stop.0);
            let list = standing(&waiting, is_away, &tail, ratio);
            let here: Vec<_> = waiting.iter().filter(|one| !is_away(one.stop)).copied().collect();
            let called: Vec<_> = drain(here, tail.clone(), ratio).iter().map(|one| one.stop).collect();
            let shown: Vec<_> = list.iter().copied().filter(|stop| !is_away(*stop)).collect();
            prop_assert_eq!(shown, called);
            let all = forecast(&waiting, &tail, ratio);
            prop_assert_eq!(list.len(), all.len());
            for (shown, kept) in list.iter().zip(&all).filter(|(shown, kept)| is_away(**shown) || is_away(**kept)) {
                prop_assert_eq!(shown, kept);
            }
        }

        /// Back from the laboratory: every second call, however many wait, and never two in a row while others do.
        #[test]
        fn who_comes_back_alternates_with_those_who_wait(
            waiting in people(40), tail in tails(), ratio in ratio(),
        ) {
            let fresh: Vec<_> = waiting.iter().filter(|one| one.lane != Lane::Back).copied().collect();
            let called: Vec<_> = drain(waiting, tail.clone(), ratio)
                .into_iter().map(|one| one.lane).filter(|lane| *lane != Lane::Emergency).collect();
            let last = |back| called.iter().rposition(|lane| (*lane == Lane::Back) == back);
            let (Some(last_back), Some(last_fresh)) = (last(true), last(false)) else { return Ok(()) };
            let both = last_back.min(last_fresh);
            for (at, lane) in called[..=both].iter().enumerate() {
                prop_assert_eq!(*lane == Lane::Back, (at % 2 == 0) != tail.back);
            }
            // Among the others it is the turn of the same ones as without them.
            let without: Vec<_> = drain(fresh, tail, ratio)
                .into_iter().map(|one| one.lane).filter(|lane| *lane != Lane::Emergency).collect();
            let beside: Vec<_> = called.into_iter().filter(|lane| *lane != Lane::Back).collect();
            prop_assert_eq!(beside, without);
        }
    }
}
