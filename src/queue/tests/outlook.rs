//! What the screen foretells, what the slip says and who is really called before are one thing.

use proptest::prelude::*;

use super::*;
use crate::queue::order::tail_length;
use crate::queue::outlook::{Way, ahead_of};
use crate::queue::{Class, Outlook, State, Undo};
use crate::terms::PersonId;

/// What happens in the morning; places are taken modulo what there is.
#[derive(Debug, Clone)]
enum Deed {
    Come(Class),
    /// Without a name: registration first.
    ComeUnknown(Class, UnitId),
    Call,
    CallAtRegistration,
    Undo,
    NoShow,
    Restore(usize),
    Move(usize),
    Pass(i64),
}

fn class() -> impl Strategy<Value = Class> {
    prop_oneof![1 => Just(Class::Emergency), 4 => Just(Class::Priority), 6 => Just(Class::Ordinary)]
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => class().prop_map(Deed::Come),
        4 => (class(), prop_oneof![Just(GENERAL), Just(MOTHERS)])
            .prop_map(|(class, unit)| Deed::ComeUnknown(class, unit)),
        4 => Just(Deed::Call),
        1 => Just(Deed::CallAtRegistration),
        1 => Just(Deed::Undo),
        1 => Just(Deed::NoShow),
        1 => (0_usize..9).prop_map(Deed::Restore),
        1 => (0_usize..9).prop_map(Deed::Move),
        2 => (-30_i64..400).prop_map(Deed::Pass),
    ]
}

/// Somebody of a class, without a name, straight at the unit.
fn comer(class: Class) -> Issue {
    Issue {
        priority: (class == Class::Priority).then_some(Priority::Elderly),
        urgency: if class == Class::Emergency { Urgency::Emergency } else { Urgency::Ordinary },
        ..new(GENERAL)
    }
}

/// Somebody of a class, without a name, who waits at registration first.
fn unknown(class: Class, unit: UnitId) -> Issue {
    Issue { unit, first_stop: FirstStop::of(None, Urgency::Ordinary), ..comer(class) }
}

/// What the screen says of the next ticket.
fn said(clinic: &Clinic, newcomer: Class, first: UnitId) -> u32 {
    Way::to(GENERAL, first, &clinic.board().units).unwrap().ahead(newcomer)
}

fn outlook(clinic: &Clinic) -> Outlook {
    clinic.board().units.iter().find(|line| line.unit == GENERAL).unwrap().outlook
}

fn happen(clinic: &mut Clinic, deed: &Deed) {
    let of = |clinic: &Clinic, state, at: usize| {
        let rows = clinic.board().rows;
        let rows: Vec<StopId> = rows.iter().filter(|row| row.state == state).map(|row| row.stop).collect();
        rows.get(at % rows.len().max(1)).copied().unwrap_or(StopId(0))
    };
    let _ = match deed {
        Deed::Come(class) => clinic.try_run(&comer(*class)).is_ok(),
        Deed::ComeUnknown(class, unit) => clinic.try_run(&unknown(*class, *unit)).is_ok(),
        Deed::CallAtRegistration => clinic.try_run(&CallNext { unit: REGISTRATION, counter: DESK_1 }).is_ok(),
        Deed::Call => clinic.try_run(&CallNext { unit: GENERAL, counter: GENERAL_ROOM }).is_ok(),
        Deed::Undo => clinic.try_run(&Undo::Stop(on(of(clinic, State::Called, 0)))).is_ok(),
        Deed::NoShow => clinic.try_run(&NoShow(on(of(clinic, State::Called, 0)))).is_ok(),
        Deed::Restore(at) => clinic.try_run(&Restore(on(of(clinic, State::NoShow, *at)))).is_ok(),
        Deed::Move(at) => {
            let stop = of(clinic, State::Waiting, *at);
            clinic.try_run(&Move { stop, to: MOTHERS, seen: None }).is_ok()
        }
        Deed::Pass(seconds) => {
            clinic.pass(*seconds);
            true
        }
    };
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_screen_the_slip_and_the_order_agree_for_any_queue(
        deeds in prop::collection::vec(deed(), 0..40), newcomer in class(), ratio in (1_u8..4, 0_u8..4),
    ) {
        let mut clinic = Clinic::new();
        clinic.config.ratio = Ratio { priority: ratio.0, ordinary: ratio.1 };
        prop_assert!(tail_length(clinic.config.ratio) >= 1);
        for deed in &deeds {
            happen(&mut clinic, deed);
        }
        // What the button says before the key is pressed …
        let said = said(&clinic, newcomer, GENERAL);
        // … what stands on the slip of that very key …
        let given = clinic.run(&comer(newcomer));
        prop_assert_eq!(said, given.ahead);
        // … where the list shows them …
        let rows = clinic.board().rows;
        let place = rows.iter().find(|row| row.stop == given.stop).unwrap().position;
        prop_assert_eq!(place, Some(given.ahead + 1));
        // … and how many are really called before.
        let mut before = 0;
        while clinic.call_next(GENERAL, GENERAL_ROOM).stop != given.stop {
            before += 1;
        }
        prop_assert_eq!(before, given.ahead);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_ticket_without_a_name_says_on_the_slip_what_the_screen_said(
        deeds in prop::collection::vec(deed(), 0..40), ratio in (1_u8..4, 0_u8..4),
        newcomer in prop_oneof![Just(Class::Priority), Just(Class::Ordinary)],
    ) {
        let mut clinic = Clinic::new();
        clinic.config.ratio = Ratio { priority: ratio.0, ordinary: ratio.1 };
        for deed in &deeds {
            happen(&mut clinic, deed);
        }
        let said = said(&clinic, newcomer, REGISTRATION);
        // Straight to the unit nobody would have fewer before them.
        let at_unit = outlook(&clinic).ahead(newcomer);
        let given = clinic.run(&unknown(newcomer, GENERAL));
        prop_assert_eq!(said, given.ahead);
        // A slip that is printed again says it too, from the list …
        let board = clinic.board();
        let row = board.rows.iter().find(|row| row.stop == given.stop).unwrap();
        let registers = |unit| clinic.config.registers(unit);
        prop_assert_eq!(ahead_of(row, &board.units, registers), Some(given.ahead));
        // … and so many are really called before, or wait where they go then.
        let mut before = 0;
        while clinic.call_next(REGISTRATION, DESK_1).stop != given.stop {
            before += 1;
        }
        prop_assert_eq!(given.ahead, before + at_unit);
    }
}

#[test]
fn ten_who_wait_at_the_unit_are_before_whoever_comes_to_registration_first() {
    let clinic = Clinic::new();
    for _ in 0..10 {
        clinic.ticket(GENERAL, None);
    }
    assert_eq!(said(&clinic, Class::Ordinary, REGISTRATION), 10);
    let first = clinic.run(&unknown(Class::Ordinary, GENERAL));
    assert_eq!(first.ahead, 10, "nobody at registration, ten at the unit");
    assert_eq!(clinic.run(&unknown(Class::Ordinary, GENERAL)).ahead, 11);
    // Registration's own ticket waits in one place only.
    assert_eq!(clinic.run(&unknown(Class::Ordinary, REGISTRATION)).ahead, 2);
}

#[test]
fn a_number_brought_back_says_how_many_are_before_it_too() {
    let clinic = Clinic::new();
    for _ in 0..3 {
        clinic.ticket(GENERAL, None);
    }
    let missed = clinic.run(&Issue { person: Some(PersonId(1)), ..unknown(Class::Ordinary, GENERAL) });
    clinic.call_next(REGISTRATION, DESK_1);
    clinic.run(&NoShow(on(missed.stop)));
    let back = clinic.run(&Issue { person: Some(PersonId(1)), ..new(GENERAL) });
    assert_eq!((back.how, back.stop, back.ahead), (HowIssued::Restored, missed.stop, 3));
}

#[test]
fn two_calls_tell_no_pace_and_a_call_that_was_taken_back_is_none() {
    let mut clinic = Clinic::new();
    for _ in 0..6 {
        clinic.ticket(GENERAL, None);
    }
    for _ in 0..3 {
        clinic.call_next(GENERAL, GENERAL_ROOM);
        clinic.pass(240);
    }
    assert_eq!(outlook(&clinic).pace, Some(240));
    assert_eq!(
        outlook(&clinic).expected(Class::Ordinary, clinic.now()),
        Some(clinic.now() + Duration::seconds(4 * 240))
    );
    let fourth = clinic.call_next(GENERAL, GENERAL_ROOM);
    assert_eq!(outlook(&clinic).ordinary, 2);
    clinic.run(&Undo::Stop(on(fourth.stop)));
    assert_eq!((outlook(&clinic).ordinary, outlook(&clinic).pace), (3, Some(240)));
    let others = clinic.board().units.into_iter().find(|line| line.unit == MOTHERS).unwrap().outlook;
    assert_eq!(others, Outlook::default(), "another unit has its own pace");
}
