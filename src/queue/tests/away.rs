//! Away for a moment, back from another unit, given by mistake: who keeps which place, and what never was.

use super::*;
use crate::queue::order::Reason;
use crate::queue::period::table::period_stops;
use crate::queue::rules::HOLD_MINUTES;
use crate::queue::{CameFrom, State, Undo};
use crate::terms::PersonId;

const SITI: PersonId = PersonId(1);

fn of(unit: UnitId, person: PersonId) -> Issue {
    Issue { person: Some(person), ..new(unit) }
}

/// The numbers that wait in a unit, in the order in which they will be called.
fn line(clinic: &Clinic, unit: UnitId) -> Vec<String> {
    let rows = clinic.board().rows.into_iter();
    let waiting = rows.filter(|row| row.unit == unit && row.state == State::Waiting);
    waiting.filter_map(|row| row.number).map(|number| number.to_string()).collect()
}

fn next(clinic: &Clinic, unit: UnitId) -> Option<String> {
    let board = clinic.board();
    let line = board.units.into_iter().find(|line| line.unit == unit).unwrap();
    line.next.and_then(|(_, number)| number).map(|number| number.to_string())
}

/// Called here and served, then on to another unit.
fn through(clinic: &Clinic, stop: StopId, next: UnitId) -> StopId {
    clinic.run(&Serve(on(stop)));
    clinic.run(&Finish { stop, next: Some(next), seen: None }).next.unwrap()
}

#[test]
fn a_ticket_given_by_mistake_is_taken_back_and_its_number_is_never_given_again() {
    let mut clinic = Clinic::new();
    let first = clinic.run(&of(GENERAL, SITI));
    clinic.pass(5);
    let undone = clinic.run(&Undo::Stop(on(first.stop)));
    assert_eq!((undone.did, undone.state), (crate::queue::Did::Issued, State::Cancelled));
    let day = clinic.moment.day;
    assert_eq!(clinic.board().rows, []);
    assert_eq!(period_stops(&clinic.db, day, day).unwrap(), [], "what is undone never happened");
    let rows = table::of_person(&clinic.db, &query::OfPerson { day, person: SITI }).unwrap();
    assert_eq!(rows, []);
    assert_eq!(clinic.run(&of(GENERAL, SITI)).text(), "A-002");
    // Too late, or called meanwhile: then it is cancelled with a reason.
    clinic.pass(11);
    let second = clinic.run(&new(GENERAL));
    clinic.pass(11);
    assert_eq!(clinic.refused(&Undo::Stop(on(second.stop))), Error::TooLateToUndo);
    let third = clinic.ticket(GENERAL, None);
    clinic.run(&Call { stop: third.stop, counter: GENERAL_ROOM, seen: None });
    assert_eq!(clinic.run(&Undo::Stop(on(third.stop))).state, State::Waiting, "the call, not the ticket");
    clinic.sound();
}

#[test]
fn a_no_show_who_comes_back_gets_the_old_number_at_its_old_place() {
    let mut clinic = Clinic::new();
    let first = clinic.run(&of(GENERAL, SITI));
    clinic.pass(60);
    let second = clinic.ticket(GENERAL, None);
    clinic.call_next(GENERAL, GENERAL_ROOM);
    clinic.run(&NoShow(on(first.stop)));
    clinic.pass(600);
    let again = clinic.run(&of(GENERAL, SITI));
    assert_eq!(
        (again.how, again.ticket, again.number.clone()),
        (HowIssued::Restored, first.ticket, first.number)
    );
    assert_eq!(again.ahead, 0);
    assert_eq!(line(&clinic, GENERAL), ["A-001", &second.text()]);
    // Another unit is another number, and the other day another day.
    assert_eq!(clinic.run(&of(MOTHERS, SITI)).how, HowIssued::New);
    clinic.sound();
}

#[test]
fn an_admission_taken_back_leaves_the_turn_as_it_was_before() {
    let mut clinic = Clinic::new();
    let given = clinic.registered(GENERAL);
    clinic.run(&CallNext { unit: REGISTRATION, counter: DESK_1 });
    let before = clinic.card(given.ticket);
    clinic.pass(5);
    clinic.run(&LinkPerson { ticket: given.ticket, person: SITI, seen: None });
    clinic.run(&Pass { stop: given.stop, next: GENERAL, seen: None, linked: true, told: Told::default() });
    clinic.run(&Undo::Stop(on(given.stop)));
    let after = clinic.card(given.ticket);
    assert_eq!(after.person, None, "whose it became went with the act");
    assert_eq!(after.stops.len(), 1, "no phantom in the unit");
    let (was, is) = (&before.stops[0].row, &after.stops[0].row);
    assert_eq!((was.state, was.counter, was.call_count), (is.state, is.counter, is.call_count));
    let day = clinic.moment.day;
    let counted: Vec<State> =
        period_stops(&clinic.db, day, day).unwrap().iter().map(|stop| stop.state).collect();
    assert_eq!(counted, [State::Called]);
    // And on again.
    clinic.run(&Pass { stop: given.stop, next: GENERAL, seen: None, linked: false, told: Told::default() });
    let counted: Vec<State> =
        period_stops(&clinic.db, day, day).unwrap().iter().map(|stop| stop.state).collect();
    assert_eq!(counted, [State::Done, State::Waiting]);
    clinic.sound();
}

#[test]
fn who_comes_back_from_another_unit_is_next_but_one_not_the_last_of_eleven() {
    let mut clinic = Clinic::new();
    let tested = clinic.ticket(MOTHERS, None);
    clinic.call_next(MOTHERS, MOTHERS_ROOM);
    let there = through(&clinic, tested.stop, GENERAL);
    for _ in 0..11 {
        clinic.pass(30);
        clinic.ticket(MOTHERS, None);
    }
    clinic.call_next(MOTHERS, MOTHERS_ROOM);
    clinic.pass(600);
    let back = through(&clinic, there, MOTHERS);
    assert_eq!(next(&clinic, MOTHERS), Some(tested.text()), "one of them was called, now who came back");
    let other = clinic.ticket(MOTHERS, None);
    assert_eq!(line(&clinic, MOTHERS).first(), Some(&tested.text()));
    assert_eq!(clinic.call_next(MOTHERS, MOTHERS_ROOM).stop, back);
    assert_ne!(clinic.call_next(MOTHERS, MOTHERS_ROOM).stop, other.stop, "then who waited first");
    clinic.sound();
}

#[test]
fn who_was_sent_to_the_wrong_place_keeps_the_time_of_the_ticket() {
    let mut clinic = Clinic::new();
    let wrong = clinic.ticket(GENERAL, None);
    clinic.pass(60);
    let second = clinic.ticket(MOTHERS, None);
    clinic.pass(600);
    clinic.run(&Move { stop: wrong.stop, to: MOTHERS, seen: None });
    assert_eq!(line(&clinic, MOTHERS), [wrong.text(), second.text()]);
    // Who was called there had a turn already.
    let called = clinic.ticket(GENERAL, None);
    clinic.call_next(GENERAL, GENERAL_ROOM);
    clinic.pass(60);
    let third = clinic.ticket(MOTHERS, None);
    clinic.run(&Move { stop: called.stop, to: MOTHERS, seen: None });
    assert_eq!(line(&clinic, MOTHERS)[2..], [third.text(), called.text()]);
    clinic.sound();
}

#[test]
fn a_row_says_where_somebody_came_from_and_why_they_stand_where_they_do() {
    let mut clinic = Clinic::new();
    let tested = clinic.ticket(MOTHERS, None);
    clinic.call_next(MOTHERS, MOTHERS_ROOM);
    let there = through(&clinic, tested.stop, GENERAL);
    let wrong = clinic.ticket(GENERAL, None);
    let first = clinic.ticket(MOTHERS, Some(Priority::Pregnant));
    let plain = clinic.ticket(MOTHERS, None);
    clinic.pass(600);
    let moved = clinic.run(&Move { stop: wrong.stop, to: MOTHERS, seen: None }).next.unwrap();
    let at = clinic.now();
    let back = through(&clinic, there, MOTHERS);
    let said = |stop| {
        let row = clinic.board().rows.into_iter().find(|row| row.stop == stop).unwrap();
        (row.came_from, row.reason)
    };
    let from = Some(CameFrom { unit: GENERAL, at });
    assert_eq!(said(back), (from, Some(Reason::Back)));
    assert_eq!(said(moved), (from, Some(Reason::Ticket)));
    assert_eq!(said(first.stop), (None, Some(Reason::Priority)));
    assert_eq!(said(plain.stop), (None, None), "the time of coming alone");
    // Of who was called the place is no matter; where from is.
    clinic.run(&Call { stop: back, counter: MOTHERS_ROOM, seen: None });
    assert_eq!(said(back), (from, None));
    // Who was called there first has had a turn: the time of coming counts again.
    let called = clinic.ticket(GENERAL, None);
    clinic.run(&Call { stop: called.stop, counter: GENERAL_ROOM, seen: None });
    clinic.pass(60);
    let next = clinic.run(&Move { stop: called.stop, to: MOTHERS, seen: None }).next.unwrap();
    let row = clinic.board().rows.into_iter().find(|row| row.stop == next).unwrap();
    assert_eq!((row.came_from.map(|from| from.unit), row.reason), (Some(GENERAL), None));
    // Sent on once more, from there; what was taken back never was.
    clinic.run(&Undo::Stop(on(called.stop)));
    let again = through(&clinic, called.stop, REGISTRATION);
    let row = clinic.board().rows.into_iter().find(|row| row.stop == again).unwrap();
    assert_eq!(row.came_from, Some(CameFrom { unit: GENERAL, at: clinic.now() }));
    clinic.sound();
}

#[test]
fn a_move_lets_nobody_jump_the_queue_with_the_time_spent_at_registration() {
    let mut clinic = Clinic::new();
    let second = clinic.registered(MOTHERS);
    clinic.pass(600);
    let first = clinic.registered(GENERAL);
    clinic.pass(600);
    clinic.run(&CallNext { unit: REGISTRATION, counter: DESK_1 });
    through(&clinic, second.stop, MOTHERS);
    clinic.pass(600);
    clinic.run(&CallNext { unit: REGISTRATION, counter: DESK_1 });
    let waits = through(&clinic, first.stop, GENERAL);
    clinic.pass(60);
    clinic.run(&Move { stop: waits, to: MOTHERS, seen: None });
    assert_eq!(line(&clinic, MOTHERS), [second.text(), first.text()]);
    // And in the other direction: who was there first is first.
    let third = clinic.registered(MOTHERS);
    clinic.pass(60);
    let fourth = clinic.ticket(MOTHERS, None);
    clinic.run(&CallNext { unit: REGISTRATION, counter: DESK_1 });
    let there = through(&clinic, third.stop, GENERAL);
    clinic.run(&Move { stop: there, to: MOTHERS, seen: None });
    assert_eq!(line(&clinic, MOTHERS)[2..], [fourth.text(), third.text()]);
    clinic.sound();
}

#[test]
fn the_display_names_nobody_as_next_who_is_away_for_a_moment() {
    let clinic = Clinic::new();
    let first = clinic.ticket(GENERAL, None);
    clinic.call_next(GENERAL, GENERAL_ROOM);
    clinic.run(&Hold(on(first.stop)));
    assert_eq!((next(&clinic, GENERAL), clinic.display().next[1].number.clone()), (None, None));
    // An emergency has no number: the next one who has can be called.
    clinic.run(&Issue { urgency: Urgency::Emergency, ..new(GENERAL) });
    assert_eq!(clinic.display().next[1].number, None, "the emergency goes first, and has none");
    let second = clinic.ticket(GENERAL, None);
    assert_eq!(clinic.display().next[1].number, second.number);
    clinic.run(&Return(on(first.stop)));
    assert_eq!(clinic.display().next[1].number, first.number);
}

#[test]
fn who_is_away_for_a_moment_is_not_called_and_keeps_the_place() {
    let mut clinic = Clinic::new();
    let (first, second) = (clinic.ticket(GENERAL, None), clinic.ticket(GENERAL, None));
    clinic.call_next(GENERAL, GENERAL_ROOM);
    clinic.run(&Hold(on(first.stop)));
    assert_eq!(line(&clinic, GENERAL), [first.text(), second.text()]);
    assert_eq!(next(&clinic, GENERAL), Some(second.text()));
    assert_eq!(clinic.display().next[1].number, second.number);
    assert_eq!(clinic.call_next(GENERAL, GENERAL_ROOM).stop, second.stop);
    assert_eq!(
        clinic.refused(&CallNext { unit: GENERAL, counter: GENERAL_ROOM }),
        Error::NobodyWaits { unit: GENERAL }
    );
    // Over, or back before: called at the old place.
    let third = clinic.ticket(GENERAL, None);
    clinic.pass(HOLD_MINUTES * 60 - 1);
    assert_eq!(next(&clinic, GENERAL), Some(third.text()));
    clinic.pass(1);
    assert_eq!(next(&clinic, GENERAL), Some(first.text()));
    clinic.run(&Hold(on(first.stop)));
    assert_eq!(clinic.refused(&Return(on(third.stop))), Error::NotHeld);
    clinic.run(&Return(on(first.stop)));
    assert_eq!(next(&clinic, GENERAL), Some(first.text()));
    // A clock set back keeps nobody away.
    clinic.run(&Hold(on(first.stop)));
    clinic.pass(-3_600);
    assert_eq!(next(&clinic, GENERAL), Some(first.text()));
    clinic.sound();
}

#[test]
fn a_hold_lasts_from_the_clock_that_it_is_compared_with_when_that_was_set_back_behind_the_ticket() {
    let mut clinic = Clinic::new();
    let (first, second) = (clinic.ticket(GENERAL, None), clinic.ticket(GENERAL, None));
    clinic.call_next(GENERAL, GENERAL_ROOM);
    clinic.pass(-44 * 60);
    let held = clinic.run(&Hold(on(first.stop))).held.unwrap();
    assert_eq!(held.until, clinic.moment.now + chrono::Duration::minutes(HOLD_MINUTES), "as it is said");
    assert!(clinic.board().rows.iter().any(|row| row.is_held(clinic.moment.now) && row.held == Some(held)));
    assert_eq!(next(&clinic, GENERAL), Some(second.text()));
    clinic.pass(HOLD_MINUTES * 60 - 1);
    assert_eq!(next(&clinic, GENERAL), Some(second.text()));
    clinic.pass(1);
    assert_eq!(next(&clinic, GENERAL), Some(first.text()), "no longer than it was said");
    clinic.sound();
}

#[test]
fn a_day_closed_too_early_is_opened_again_with_everybody_in_their_places() {
    let mut clinic = Clinic::new();
    let done = clinic.ticket(GENERAL, None);
    clinic.call_next(GENERAL, GENERAL_ROOM);
    clinic.run(&Finish { stop: done.stop, next: None, seen: None });
    let served = clinic.ticket(MOTHERS, None);
    clinic.run(&Serve(on(served.stop)));
    let called = clinic.ticket(GENERAL, None);
    clinic.call_next(GENERAL, GENERAL_ROOM);
    clinic.pass(30);
    let waiting: Vec<Issued> = (0..5).map(|_| clinic.ticket(GENERAL, Some(Priority::Elderly))).collect();
    let siti = clinic.run(&of(GENERAL, SITI));
    let plain = |clinic: &Clinic| -> Vec<(StopId, State, Option<u32>, Option<CounterId>)> {
        clinic.board().rows.iter().map(|row| (row.stop, row.state, row.position, row.counter)).collect()
    };
    let (before, day) = (plain(&clinic), clinic.moment.day);
    clinic.run(&CloseDay { day, reason: "salah tekan".into() });
    clinic.pass(3 * 3_600);
    assert_eq!(clinic.run(&ReopenDay { day }), DayReopened { back: 8, left: 0 });
    assert_eq!(plain(&clinic), before);
    assert_eq!(line(&clinic, GENERAL).len(), waiting.len() + 1);
    assert_eq!(clinic.card(called.ticket).stops[0].row.state, State::Called);
    // Who has another ticket for the unit meanwhile does not get two.
    clinic.run(&CloseDay { day, reason: "salah tekan".into() });
    clinic.db.execute("UPDATE queue_day SET closed_at = NULL", []).unwrap();
    let other = clinic.run(&of(GENERAL, SITI));
    clinic.db.execute("UPDATE queue_day SET closed_at = 1", []).unwrap();
    assert_eq!(clinic.run(&ReopenDay { day }), DayReopened { back: 7, left: 1 });
    assert_eq!(clinic.card(siti.ticket).stops[0].row.state, State::Cancelled);
    assert_eq!(clinic.card(other.ticket).stops[0].row.state, State::Waiting);
    clinic.sound();
}

#[test]
fn while_somebody_is_away_the_list_stands_in_the_order_of_the_calls() {
    let mut clinic = Clinic::new();
    for priority in [Some(Priority::Elderly), None, Some(Priority::Elderly), None, Some(Priority::Elderly)] {
        clinic.ticket(GENERAL, priority);
        clinic.pass(60);
    }
    let first = clinic.call_next(GENERAL, GENERAL_ROOM);
    clinic.run(&crate::queue::command::Hold(on(first.stop)));
    while let Some(called) = next(&clinic, GENERAL) {
        let here = |row: &crate::queue::Row| {
            row.unit == GENERAL && row.state == State::Waiting && row.held.is_none()
        };
        let list: Vec<_> =
            clinic.board().rows.into_iter().filter(here).filter_map(|row| row.number).collect();
        assert_eq!(list.first().map(ToString::to_string), Some(called));
        clinic.call_next(GENERAL, GENERAL_ROOM);
    }
}
