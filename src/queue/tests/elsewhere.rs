//! One person with two tickets: nobody is called away from a room, or marked absent, while being served in another.

use super::*;
use crate::queue::{Row, State};
use crate::terms::PersonId;

const SITI: PersonId = PersonId(1);

fn of(clinic: &Clinic, unit: UnitId) -> Issued {
    clinic.run(&Issue { person: Some(SITI), ..new(unit) })
}

fn row(clinic: &Clinic, stop: StopId) -> Row {
    clinic.board().rows.into_iter().find(|row| row.stop == stop).unwrap()
}

fn next(clinic: &Clinic, unit: UnitId) -> Option<StopId> {
    clinic.board().units.iter().find(|line| line.unit == unit)?.next.as_ref().map(|next| next.0)
}

#[test]
fn who_is_called_or_served_in_one_room_is_not_called_in_another_and_keeps_the_place() {
    let mut clinic = Clinic::new();
    let (here, there) = (of(&clinic, GENERAL), of(&clinic, MOTHERS));
    clinic.pass(60);
    let second = clinic.ticket(MOTHERS, None);
    assert_eq!(next(&clinic, MOTHERS), Some(there.stop));
    clinic.call_next(GENERAL, GENERAL_ROOM);
    // Called already.
    assert_eq!(next(&clinic, MOTHERS), Some(second.stop));
    clinic.run(&Serve(on(here.stop)));
    let waits = row(&clinic, there.stop);
    let told = waits.elsewhere.clone().unwrap();
    assert_eq!(
        (told.number.clone(), told.counter, told.state),
        (here.number.clone(), Some(GENERAL_ROOM), State::Serving)
    );
    assert_eq!(waits.position, Some(1), "the place is kept");
    assert_eq!(clinic.display().next[2].number, second.number);
    assert_eq!(clinic.call_next(MOTHERS, MOTHERS_ROOM).stop, second.stop);
    assert_eq!(
        clinic.refused(&CallNext { unit: MOTHERS, counter: MOTHERS_ROOM }),
        Error::NobodyWaits { unit: MOTHERS }
    );
    // Done there: it is their turn here.
    clinic.run(&Finish { stop: here.stop, next: None, seen: None });
    assert_eq!(row(&clinic, there.stop).elsewhere, None);
    assert_eq!(clinic.call_next(MOTHERS, MOTHERS_ROOM).stop, there.stop);
    clinic.sound();
}

#[test]
fn nobody_is_marked_absent_who_is_being_served_in_another_room() {
    let mut clinic = Clinic::new();
    let (here, there) = (of(&clinic, GENERAL), of(&clinic, MOTHERS));
    clinic.call_next(GENERAL, GENERAL_ROOM);
    clinic.pass(5);
    clinic.run(&Call { stop: there.stop, counter: MOTHERS_ROOM, seen: None });
    let elsewhere = Error::Elsewhere { number: here.number.clone() };
    assert_eq!(clinic.refused(&NoShow(on(there.stop))), elsewhere, "called there first");
    clinic.run(&Serve(on(here.stop)));
    assert_eq!(clinic.refused(&NoShow(on(there.stop))), elsewhere);
    clinic.run(&Hold(on(there.stop)));
    assert_eq!(row(&clinic, there.stop).state, State::Waiting);
    clinic.sound();
}

#[test]
fn two_calls_of_one_person_do_not_wait_for_each_other() {
    let mut clinic = Clinic::new();
    let (here, there) = (of(&clinic, GENERAL), of(&clinic, MOTHERS));
    clinic.call_next(GENERAL, GENERAL_ROOM);
    clinic.pass(5);
    clinic.run(&Call { stop: there.stop, counter: MOTHERS_ROOM, seen: None });
    clinic.run(&NoShow(on(here.stop)));
    clinic.run(&NoShow(on(there.stop)));
    clinic.sound();
}
