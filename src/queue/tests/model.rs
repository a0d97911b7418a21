//! Any sequence of commands against a model of a few lines: no number twice, every history legal, one open
//! stop a ticket, the called one is who the plain rule says, and the doctor is content at every end.

use proptest::prelude::*;
use std::collections::{BTreeMap, HashSet};

use super::*;
use crate::queue::order::{self, Lane, Tail, Waiting};
use crate::queue::{Class, Row, SetPriority, State, Undo};
use crate::terms::Revision;

/// What somebody does; places are taken modulo what there is.
#[derive(Debug, Clone)]
enum Deed {
    Issue(usize, bool, bool, bool),
    CallNext(usize),
    Call(usize),
    OnStop(usize, usize),
    Finish(usize, bool),
    Move(usize, usize),
    Cancel(usize),
    Undo(usize),
    SetPriority(usize, bool, bool),
    Admit(usize),
    Pass(i64),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => (0_usize..2, any::<bool>(), any::<bool>(), prop::bool::weighted(0.1))
            .prop_map(|(unit, first, priority, emergency)| Deed::Issue(unit, first, priority, emergency)),
        4 => (0_usize..3).prop_map(Deed::CallNext),
        1 => (0_usize..40).prop_map(Deed::Call),
        5 => ((0_usize..40), (0_usize..6)).prop_map(|(stop, act)| Deed::OnStop(stop, act)),
        3 => ((0_usize..40), any::<bool>()).prop_map(|(stop, next)| Deed::Finish(stop, next)),
        1 => ((0_usize..40), (0_usize..3)).prop_map(|(stop, unit)| Deed::Move(stop, unit)),
        1 => (0_usize..30).prop_map(Deed::Cancel),
        3 => (0_usize..40).prop_map(Deed::Undo),
        1 => ((0_usize..30), any::<bool>(), any::<bool>())
            .prop_map(|(ticket, priority, emergency)| Deed::SetPriority(ticket, priority, emergency)),
        2 => (0_usize..40).prop_map(Deed::Admit),
        2 => (-20_i64..90).prop_map(Deed::Pass),
        1 => (600_i64..1200).prop_map(Deed::Pass),
    ]
}

const UNITS: [(UnitId, CounterId); 3] =
    [(GENERAL, GENERAL_ROOM), (MOTHERS, MOTHERS_ROOM), (REGISTRATION, DESK_1)];

/// The model's stop: what the state of each must be, and the way back.
#[derive(Debug, Clone)]
struct Known {
    ticket: TicketId,
    unit: UnitId,
    state: State,
    held: bool,
}

#[derive(Default)]
struct Model {
    stops: BTreeMap<StopId, Known>,
    numbers: HashSet<Number>,
    calls: Vec<(UnitId, StopId, Lane)>,
    /// How each ticket stood before the last act on it.
    before: BTreeMap<TicketId, Vec<Row>>,
}

impl Model {
    fn set(&mut self, stop: StopId, state: State) {
        let known = self.stops.get_mut(&stop).unwrap();
        known.state = state;
        known.held = false;
    }

    fn open(&mut self, stop: StopId, ticket: TicketId, unit: UnitId) {
        assert!(
            self.stops.values().all(|known| known.ticket != ticket || !known.state.is_open()),
            "a ticket waits in one place"
        );
        self.stops.insert(stop, Known { ticket, unit, state: State::Waiting, held: false });
    }

    fn nth(&self, at: usize) -> Option<StopId> {
        self.stops.keys().nth(at % self.stops.len().max(1)).copied()
    }

    fn ticket(&self, at: usize) -> Option<TicketId> {
        self.nth(at).map(|stop| self.stops[&stop].ticket)
    }
}

/// Everything that is told of each ticket of the day; numbers of changes and places aside.
fn facts(clinic: &Clinic) -> BTreeMap<TicketId, Vec<Row>> {
    let cards = table::report(&clinic.db, &query::DayReport { day: clinic.moment.day }).unwrap();
    let revision = Revision(0);
    // Another priority is no act on a turn: it stays when one is taken back.
    let plain = |row: Row| Row {
        revision,
        ticket_revision: revision,
        position: None,
        number: None,
        priority: None,
        urgency: Urgency::Ordinary,
        reason: None,
        ..row
    };
    let of = |card: TicketCard| (card.ticket, card.stops.into_iter().map(|stop| plain(stop.row)).collect());
    cards.into_iter().map(of).collect()
}

/// Which states allow which act: written down a second time, in another shape than the rules.
fn may(state: State, act: &str) -> bool {
    match act {
        "call" => state == State::Waiting,
        "again" | "no-show" => state == State::Called,
        "restore" => state == State::NoShow,
        "hold" => matches!(state, State::Waiting | State::Called),
        "serve" => matches!(state, State::Waiting | State::Called),
        "finish" => matches!(state, State::Called | State::Serving),
        "move" => state.is_open(),
        "cancel" => matches!(state, State::Waiting | State::Called | State::NoShow),
        _ => unreachable!(),
    }
}

/// Who waits and is not away, with the lane.
fn lanes(clinic: &Clinic) -> BTreeMap<StopId, (Lane, Instant)> {
    clinic
        .board()
        .rows
        .iter()
        .filter(|row| row.state == State::Waiting && !row.is_held(clinic.now()))
        .map(|row| {
            (row.stop, (Lane::of(Class::of(row.urgency, row.priority), row.comes_back), row.opened_at))
        })
        .collect()
}

fn step(clinic: &mut Clinic, model: &mut Model, deed: &Deed) {
    match deed {
        Deed::Pass(seconds) => clinic.pass(*seconds),
        Deed::Issue(at, first, priority, emergency) => {
            let first_stop = if *first { FirstStop::Registration } else { FirstStop::Unit };
            let unit = UNITS[*at].0;
            let given = clinic.run(&Issue {
                first_stop,
                priority: priority.then_some(Priority::Elderly),
                urgency: if *emergency { Urgency::Emergency } else { Urgency::Ordinary },
                ..new(unit)
            });
            assert_eq!(given.number.is_none(), *emergency);
            if let Some(number) = given.number {
                assert!(model.numbers.insert(number), "no number twice");
            }
            model.open(given.stop, given.ticket, if *first { REGISTRATION } else { unit });
        }
        Deed::CallNext(at) => {
            let (unit, counter) = UNITS[*at];
            let lanes = lanes(clinic);
            let waiting: Vec<Waiting> = model
                .stops
                .iter()
                .filter(|(stop, known)| {
                    known.unit == unit && known.state == State::Waiting && lanes.contains_key(stop)
                })
                .map(|(stop, _)| Waiting { stop: *stop, lane: lanes[stop].0, opened_at: lanes[stop].1 })
                .collect();
            let mut tail = Tail::default();
            for (_, _, lane) in model.calls.iter().filter(|call| call.0 == unit) {
                match lane {
                    Lane::Emergency => {}
                    Lane::Back => tail.back = true,
                    Lane::Priority => {
                        tail = Tail { classes: [tail.classes, vec![Class::Priority]].concat(), back: false }
                    }
                    Lane::Ordinary => {
                        tail = Tail { classes: [tail.classes, vec![Class::Ordinary]].concat(), back: false }
                    }
                }
            }
            let expected = order::next(&waiting, &tail, clinic.config.ratio);
            match clinic.try_run(&CallNext { unit, counter }) {
                Ok((Called { stop, .. }, _)) => {
                    assert_eq!(Some(stop), expected);
                    model.set(stop, State::Called);
                    model.calls.push((unit, stop, lanes[&stop].0));
                }
                Err(error) => assert_eq!((error, expected), (Error::NobodyWaits { unit }, None)),
            }
        }
        Deed::Call(at) => {
            let Some(stop) = model.nth(*at) else { return };
            let known = model.stops[&stop].clone();
            let counter = UNITS.iter().find(|unit| unit.0 == known.unit).unwrap().1;
            let row = clinic.board().rows.into_iter().find(|row| row.stop == stop);
            let lane = row.map(|row| Lane::of(Class::of(row.urgency, row.priority), row.comes_back));
            let done = clinic.try_run(&Call { stop, counter, seen: None }).is_ok();
            assert_eq!(done, may(known.state, "call"), "{known:?}");
            if done {
                model.set(stop, State::Called);
                model.calls.push((known.unit, stop, lane.unwrap()));
            }
        }
        Deed::OnStop(at, act) => {
            let Some(stop) = model.nth(*at) else { return };
            let (done, name, state) = match act {
                0 => (clinic.try_run(&CallAgain(on(stop))).is_ok(), "again", State::Called),
                1 => (clinic.try_run(&NoShow(on(stop))).is_ok(), "no-show", State::NoShow),
                2 => (clinic.try_run(&Restore(on(stop))).is_ok(), "restore", State::Waiting),
                3 => (clinic.try_run(&Hold(on(stop))).is_ok(), "hold", State::Waiting),
                4 => {
                    let known = model.stops[&stop].clone();
                    let returned = clinic.try_run(&Return(on(stop))).is_ok();
                    assert_eq!(returned, known.state == State::Waiting && known.held, "{known:?}");
                    model.stops.get_mut(&stop).unwrap().held &= !returned;
                    return;
                }
                _ => (clinic.try_run(&Serve(on(stop))).is_ok(), "serve", State::Serving),
            };
            let known = model.stops[&stop].clone();
            assert_eq!(done, may(known.state, name), "{known:?} {name}");
            if may(known.state, name) {
                model.set(stop, state);
                model.stops.get_mut(&stop).unwrap().held = name == "hold";
            }
        }
        Deed::Admit(at) => {
            let Some(stop) = model.nth(*at) else { return };
            if model.stops[&stop].unit == REGISTRATION {
                let command = Pass { stop, next: GENERAL, seen: None, linked: false, told: Told::default() };
                end(clinic, model, stop, &command, ("move", State::Done, Some(GENERAL)));
            }
        }
        Deed::Finish(at, onward) => {
            let Some(stop) = model.nth(*at) else { return };
            let known = model.stops[&stop].clone();
            let next = if *onward && known.unit != MOTHERS { Some(MOTHERS) } else { None };
            end(clinic, model, stop, &Finish { stop, next, seen: None }, ("finish", State::Done, next));
        }
        Deed::Move(at, to) => {
            let Some(stop) = model.nth(*at) else { return };
            let to = UNITS[*to].0;
            if model.stops[&stop].unit != to {
                let command = Move { stop, to, seen: None };
                end(clinic, model, stop, &command, ("move", State::Moved, Some(to)));
            }
        }
        Deed::Cancel(at) => {
            let Some(ticket) = model.ticket(*at) else { return };
            let last = model.stops.iter().rev().find(|(_, known)| known.ticket == ticket).unwrap();
            let (stop, state) = (*last.0, last.1.state);
            let command = Cancel { ticket, reason: "batal".into(), seen: None };
            assert_eq!(clinic.try_run(&command).is_ok(), may(state, "cancel"), "{state:?}");
            if may(state, "cancel") {
                model.set(stop, State::Cancelled);
            }
        }
        Deed::Undo(at) => {
            let Some(stop) = model.nth(*at) else { return };
            if let Ok((Undone { did, state, .. }, events)) = clinic.try_run(&Undo::Stop(on(stop))) {
                let ticket = model.stops[&stop].ticket;
                // Nothing of the act is left, in no row that anybody is told.
                let was = model.before.remove(&ticket).expect("an act to take back");
                assert_eq!(facts(clinic).remove(&ticket).unwrap_or_default(), was, "{did:?}");
                if did == crate::queue::Did::Issued {
                    model.stops.remove(&stop);
                    return;
                }
                let known = model.stops.get_mut(&stop).unwrap();
                known.state = state;
                known.held = was.iter().any(|row| row.stop == stop && row.held.is_some());
                if did == crate::queue::Did::Called {
                    let at = model.calls.iter().rposition(|call| call.1 == stop).unwrap();
                    model.calls.remove(at);
                }
                for event in events.iter().skip(1) {
                    let Event::StopChanged { stop, .. } = event else { panic!("{event:?}") };
                    model.stops.remove(stop);
                }
            }
        }
        Deed::SetPriority(at, priority, emergency) => {
            let Some(ticket) = model.ticket(*at) else { return };
            let set = SetPriority {
                ticket,
                priority: priority.then_some(Priority::Pregnant),
                urgency: if *emergency { Urgency::Emergency } else { Urgency::Ordinary },
                seen: None,
            };
            let before = clinic.card(ticket).number;
            if let Ok((TicketChanged { number, .. }, _)) = clinic.try_run(&set) {
                match (before, number) {
                    (None, Some(number)) => assert!(model.numbers.insert(number), "no number twice"),
                    (before, number) => assert_eq!(before, number, "the number stays"),
                }
            }
        }
    }
}

/// How many lines each ticket's log has.
fn acts(clinic: &Clinic) -> BTreeMap<TicketId, usize> {
    let cards = table::report(&clinic.db, &query::DayReport { day: clinic.moment.day }).unwrap();
    let lines = |card: &TicketCard| card.stops.iter().map(|stop| stop.acts.len()).sum();
    cards.iter().map(|card| (card.ticket, lines(card))).collect()
}

fn end(
    clinic: &Clinic,
    model: &mut Model,
    stop: StopId,
    command: &(impl Run<Reply = StopChanged> + Debug),
    (name, state, to): (&str, State, Option<UnitId>),
) {
    let known = model.stops[&stop].clone();
    match clinic.try_run(command) {
        Ok((StopChanged { next, .. }, _)) => {
            assert!(may(known.state, name), "{known:?} {name}");
            model.set(stop, state);
            assert_eq!(next.is_some(), to.is_some());
            if let Some((next, to)) = next.zip(to) {
                model.open(next, known.ticket, to);
            }
        }
        Err(error) => assert!(!may(known.state, name), "{known:?} {name}: {error}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_sequence_of_commands_agrees_with_the_model(deeds in prop::collection::vec(deed(), 1..60)) {
        let mut clinic = Clinic::new();
        let mut model = Model::default();
        for deed in &deeds {
            let (before, acts_before) = (facts(&clinic), acts(&clinic));
            step(&mut clinic, &mut model, deed);
            if !matches!(deed, Deed::Undo(_)) {
                let acts = acts(&clinic);
                for (ticket, now) in facts(&clinic) {
                    let was = before.get(&ticket).cloned().unwrap_or_default();
                    // Held anew until the same minute changes nothing that is told, and is an act.
                    if was != now || acts.get(&ticket) != acts_before.get(&ticket) {
                        model.before.insert(ticket, was);
                    }
                }
            }
        }
        let cards = table::report(&clinic.db, &query::DayReport { day: clinic.moment.day }).unwrap();
        let states: BTreeMap<StopId, State> =
            cards.iter().flat_map(|card| card.stops.iter().map(|stop| (stop.row.stop, stop.row.state))).collect();
        for (stop, known) in &model.stops {
            prop_assert_eq!(states[stop], known.state);
        }
        clinic.sound();
    }
}
