//! Figures and order of the lists, from the open stops of a day. Pure.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use crate::queue::rules::bound_for;
use crate::queue::{
    CLINIC_PRIORITY_PREFIX, Config, DisplayNext, Number, Outlook, PriorityMode, Row, State, Unit, UnitLine,
    Urgency,
};
use crate::terms::{StopId, UnitId};

/// What is known of a day beside its rows.
pub struct Day {
    /// How many stops of each unit are done.
    pub done: HashMap<UnitId, u32>,
    /// The last number of each series.
    pub series: HashMap<String, u32>,
    /// What a newcomer to each unit may expect.
    pub outlooks: HashMap<UnitId, Outlook>,
    /// The one that each unit would call now.
    pub next: HashMap<UnitId, StopId>,
}

/// Every unit in figures, in the order of the clinic.
pub fn units(open: &[Row], day: &Day, config: &Config) -> Vec<UnitLine> {
    config.units.iter().map(|one| unit(one, open, day, config)).collect()
}

/// One unit in figures.
pub fn unit(unit: &Unit, open: &[Row], day: &Day, config: &Config) -> UnitLine {
    let here = |state| open.iter().filter(move |row| row.unit == unit.id && row.state == state);
    let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
    let upcoming = |prefix: &str| {
        let number = day.series.get(prefix).copied().unwrap_or(0).saturating_add(1);
        (!prefix.is_empty()).then(|| Number { prefix: prefix.to_owned(), number })
    };
    let goes_to = |row: &Row| bound_for(row.unit, row.destination, |at| config.registers(at));
    let bound = open.iter().filter(|row| row.state == State::Waiting && goes_to(row) == unit.id);
    let priority = match config.priority_mode {
        PriorityMode::Clinic => CLINIC_PRIORITY_PREFIX,
        PriorityMode::Unit => &unit.prefix,
    };
    UnitLine {
        unit: unit.id,
        waiting: count(here(State::Waiting).count()),
        bound: count(bound.count()),
        called: count(here(State::Called).count()),
        serving: count(here(State::Serving).count()),
        done: day.done.get(&unit.id).copied().unwrap_or(0),
        next: day.next.get(&unit.id).and_then(|next| {
            here(State::Waiting).find(|row| row.stop == *next).map(|row| (row.stop, row.number.clone()))
        }),
        outlook: day.outlooks.get(&unit.id).copied().unwrap_or_default(),
        waiting_since: here(State::Waiting).map(|row| row.opened_at).min(),
        upcoming: upcoming(&unit.prefix),
        upcoming_priority: upcoming(priority),
    }
}

/// Called (newest first), being served (newest first), then waiting in the order in which they will be called;
/// of several units, emergencies first, then who came first.
pub fn sort(rows: &mut [Row], standing: &HashMap<StopId, usize>) {
    rows.sort_by_key(|row| {
        let group = match row.state {
            State::Called => 0,
            State::Serving => 1,
            State::Waiting => 2,
            State::NoShow | State::Done | State::Moved | State::Cancelled => 3,
        };
        let newest = (group < 2).then_some(Reverse(row.since));
        // An emergency goes before everybody, of every unit.
        let can_wait = row.urgency == Urgency::Ordinary;
        (group, newest, can_wait, standing.get(&row.stop).copied(), row.opened_at, row.stop)
    });
}

/// The next number in each unit that takes people: of the one that would be called; where that one has none, of the
/// first who has and can be called. Whoever is away for a moment is as little the next here as in the room.
pub fn next(
    open: &[Row],
    next: &HashMap<UnitId, StopId>,
    away: &HashSet<StopId>,
    config: &Config,
) -> Vec<DisplayNext> {
    let number = |unit: &Unit| {
        let waiting = open.iter().filter(|row| row.unit == unit.id && row.state == State::Waiting);
        let numbered = waiting.filter(|row| row.number.is_some() && !away.contains(&row.stop));
        let first = numbered.min_by_key(|row| (next.get(&unit.id) != Some(&row.stop), row.position));
        first.and_then(|row| row.number.clone())
    };
    let active = config.units.iter().filter(|unit| unit.active);
    active.map(|unit| DisplayNext { unit: unit.id, number: number(unit) }).collect()
}
