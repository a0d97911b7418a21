//! Nobody has two numbers for one unit, by whatever way.

use proptest::prelude::*;
use std::collections::HashSet;

use super::*;
use crate::queue::command::{Call, Cancel, Command, Finish, LinkPerson, Move, NoShow, Restore, Serve};
use crate::queue::rules::bound_for;
use crate::queue::{FromPaper, PaperEnd, PaperTimes, State, Undo};
use crate::terms::PersonId;

const SITI: PersonId = PersonId(1);
const AHMAD: PersonId = PersonId(2);

fn of(unit: UnitId, person: PersonId) -> Issue {
    Issue { person: Some(person), ..new(unit) }
}

fn link(ticket: TicketId, person: PersonId) -> LinkPerson {
    LinkPerson { ticket, person, seen: None }
}

fn paper(clinic: &Clinic, person: PersonId, then: PaperEnd) -> FromPaper {
    FromPaper {
        day: clinic.moment.day,
        number: None,
        unit: GENERAL,
        counter: None,
        person: Some(person),
        priority: None,
        urgency: Urgency::Ordinary,
        payer: None,
        times: PaperTimes { issued: clinic.now(), called: None, then },
    }
}

fn has(number: &str) -> Error {
    let (prefix, n) = number.split_once('-').unwrap();
    let number = Some(Number { prefix: prefix.into(), number: n.parse().unwrap() });
    Error::HasTicket { unit: GENERAL, number }
}

#[test]
fn a_second_number_for_a_unit_is_refused_by_every_way_and_the_first_is_named() {
    let mut clinic = Clinic::new();
    let first = clinic.run(&of(GENERAL, SITI));
    // Given at the counter, at the unit and by way of registration, and as an emergency.
    assert_eq!(clinic.refused(&of(GENERAL, SITI)), has("A-001"));
    let registered = Issue { first_stop: FirstStop::Registration, person: Some(SITI), ..new(GENERAL) };
    assert_eq!(clinic.refused(&registered), has("A-001"));
    let emergency = Issue { urgency: Urgency::Emergency, person: Some(SITI), ..new(GENERAL) };
    assert_eq!(clinic.refused(&emergency), has("A-001"));
    // Linked later, also while it waits at registration on its way.
    let nobodys = clinic.ticket(GENERAL, None);
    assert_eq!(clinic.refused(&link(nobodys.ticket, SITI)), has("A-001"));
    let passing = clinic.registered(GENERAL);
    assert_eq!(clinic.refused(&link(passing.ticket, SITI)), has("A-001"));
    // Moved and sent on.
    let other = clinic.run(&of(MOTHERS, SITI));
    assert_eq!(clinic.refused(&Move { stop: other.stop, to: GENERAL, seen: None }), has("A-001"));
    clinic.run(&Serve(on(other.stop)));
    let onward = Finish { stop: other.stop, next: Some(GENERAL), seen: None };
    assert_eq!(clinic.refused(&onward), has("A-001"));
    // From paper, where it still goes on; what is over on paper is over.
    assert_eq!(clinic.refused(&paper(&clinic, SITI, PaperEnd::Open)), has("A-001"));
    let since = clinic.now();
    assert_eq!(clinic.refused(&paper(&clinic, SITI, PaperEnd::Serving { since })), has("A-001"));
    clinic.run(&paper(&clinic, SITI, PaperEnd::Done { since, until: since }));
    // Who did not come and got another number does not come back with both. Nobody is called while served elsewhere.
    clinic.run(&Finish { stop: other.stop, next: None, seen: None });
    clinic.call_next(GENERAL, GENERAL_ROOM);
    clinic.run(&NoShow(on(first.stop)));
    clinic.pass(60);
    let again = clinic.run(&of(GENERAL, SITI));
    assert_eq!((again.how, again.text(), again.stop), (HowIssued::Restored, first.text(), first.stop));
    // As long as the old number waits there is no second one.
    assert_eq!(clinic.refused(&of(GENERAL, SITI)), has(&first.text()));
    clinic.run(&Cancel { ticket: first.ticket, reason: "pulang".into(), seen: None });
    let second = clinic.run(&of(GENERAL, SITI));
    // Nor is what was cancelled taken back beside another.
    let cancel = Cancel { ticket: second.ticket, reason: "salah unit".into(), seen: None };
    clinic.run(&cancel);
    let third = clinic.run(&of(GENERAL, SITI));
    assert_eq!(clinic.refused(&Undo::Ticket(second.ticket)), has(&third.text()));
    clinic.sound();
}

#[test]
fn another_unit_another_person_and_another_day_have_their_own_number() {
    let mut clinic = Clinic::new();
    let first = clinic.run(&of(GENERAL, SITI));
    clinic.run(&of(MOTHERS, SITI));
    clinic.run(&of(GENERAL, AHMAD));
    // Who was sent on to another unit is not in this one any more.
    clinic.run(&Serve(on(first.stop)));
    clinic.run(&Finish { stop: first.stop, next: None, seen: None });
    clinic.run(&of(GENERAL, SITI));
    clinic.pass(24 * 60 * 60);
    clinic.run(&of(GENERAL, SITI));
    // The same ticket is no second one: said once more whose it is.
    let again = clinic.run(&of(MOTHERS, AHMAD));
    clinic.run(&link(again.ticket, AHMAD));
}

#[test]
fn an_emergency_that_is_in_the_way_has_no_number_to_be_named() {
    let clinic = Clinic::new();
    let emergency = clinic.emergency(GENERAL);
    clinic.run(&link(emergency.ticket, SITI));
    assert_eq!(clinic.refused(&of(GENERAL, SITI)), Error::HasTicket { unit: GENERAL, number: None });
}

/// What somebody does; places are taken modulo what there is.
#[derive(Debug, Clone)]
enum Deed {
    Issue(UnitId, Option<PersonId>, FirstStop),
    Link(usize, PersonId),
    Paper(PersonId),
    OnStop(usize, usize),
    Onward(usize, UnitId),
    Move(usize, UnitId),
    Cancel(usize),
    Undo(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let unit = || prop_oneof![Just(GENERAL), Just(MOTHERS), Just(REGISTRATION)];
    let person = || prop_oneof![Just(SITI), Just(AHMAD)];
    let first = prop_oneof![Just(FirstStop::Unit), Just(FirstStop::Registration)];
    prop_oneof![
        4 => (unit(), prop::option::of(person()), first)
            .prop_map(|(unit, person, first)| Deed::Issue(unit, person, first)),
        2 => (0_usize..20, person()).prop_map(|(at, person)| Deed::Link(at, person)),
        1 => person().prop_map(Deed::Paper),
        5 => (0_usize..20, 0_usize..4).prop_map(|(at, act)| Deed::OnStop(at, act)),
        2 => (0_usize..20, unit()).prop_map(|(at, unit)| Deed::Onward(at, unit)),
        2 => (0_usize..20, unit()).prop_map(|(at, unit)| Deed::Move(at, unit)),
        2 => (0_usize..20).prop_map(Deed::Cancel),
        3 => (0_usize..20).prop_map(Deed::Undo),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn whatever_is_done_nobody_waits_twice_for_a_unit(deeds in prop::collection::vec(deed(), 1..40)) {
        let clinic = Clinic::new();
        for deed in &deeds {
            let rows = clinic.board().rows;
            let nth = |at: &usize| rows.get(at % rows.len().max(1)).map(|row| (row.stop, row.ticket));
            let command: Option<Command> = match deed {
                Deed::Issue(unit, person, first_stop) => {
                    Some(Issue { person: *person, first_stop: *first_stop, ..new(*unit) }.into())
                }
                Deed::Link(at, person) => nth(at).map(|(_, ticket)| link(ticket, *person).into()),
                Deed::Paper(person) => Some(paper(&clinic, *person, PaperEnd::Open).into()),
                Deed::OnStop(at, act) => nth(at).map(|(stop, _)| match act {
                    0 => Call { stop, counter: GENERAL_ROOM, seen: None }.into(),
                    1 => NoShow(on(stop)).into(),
                    2 => Restore(on(stop)).into(),
                    _ => Serve(on(stop)).into(),
                }),
                Deed::Onward(at, unit) => {
                    nth(at).map(|(stop, _)| Finish { stop, next: Some(*unit), seen: None }.into())
                }
                Deed::Move(at, to) => nth(at).map(|(stop, _)| Move { stop, to: *to, seen: None }.into()),
                Deed::Cancel(at) => {
                    nth(at).map(|(_, ticket)| Cancel { ticket, reason: "batal".into(), seen: None }.into())
                }
                Deed::Undo(at) => nth(at).map(|(stop, _)| Undo::Stop(on(stop)).into()),
            };
            if let Some(command) = command {
                crate::queue::command::each!(&command, one => drop(clinic.try_run(one)));
            }
            let mut waits = HashSet::new();
            for row in clinic.board().rows.iter().filter(|row| row.state.is_open()) {
                let unit = bound_for(row.unit, row.destination, |unit| unit == REGISTRATION);
                let Some(person) = row.person else { continue };
                prop_assert!(waits.insert((person, unit)), "{:?} twice for {:?}: {:?}", person, unit, deeds);
            }
        }
        prop_assert!(clinic.board().rows.iter().all(|row| row.state != State::Moved));
        clinic.sound();
    }
}
