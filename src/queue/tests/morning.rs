//! A morning at the counter: each promise of the queue has its test.

use super::*;
use crate::queue::{DayClosed, Did, Display, LeftOpen, SetPriority, State, TicketCard, Undo};
use crate::terms::{PersonId, Revision};

fn card(clinic: &Clinic, ticket: TicketId) -> TicketCard {
    clinic.card(ticket)
}

fn display(clinic: &Clinic) -> Display {
    clinic.display()
}

#[test]
fn a_ticket_goes_from_registration_to_its_unit_with_the_same_number() {
    let mut clinic = Clinic::new();
    let given = clinic.registered(MOTHERS);
    assert_eq!(given.text(), "C-001");
    clinic.pass(60);
    assert_eq!(clinic.call_next(REGISTRATION, DESK_1).stop, given.stop);
    clinic.pass(20);
    clinic.run(&Serve(on(given.stop)));
    clinic.pass(120);
    let reply = clinic.run(&Finish { stop: given.stop, next: Some(MOTHERS), seen: None });
    let StopChanged { next: Some(next), state: State::Done, .. } = reply else { panic!("{reply:?}") };
    clinic.pass(300);
    let called = clinic.call_next(MOTHERS, MOTHERS_ROOM);
    assert_eq!((called.stop, called.number), (next, given.number.clone()));
    clinic.run(&Serve(on(next)));
    clinic.run(&Finish { stop: next, next: None, seen: None });
    let card = card(&clinic, given.ticket);
    assert_eq!(card.stops.len(), 2);
    assert_eq!(card.stops[0].row.wait(clinic.now()), Duration::seconds(60));
    assert_eq!(card.stops[1].row.wait(clinic.now()), Duration::seconds(300));
    let did: Vec<_> = card.stops.iter().flat_map(|stop| stop.acts.iter().map(|act| act.did)).collect();
    assert_eq!(
        did,
        [
            Did::Issued,
            Did::Called,
            Did::Serving,
            Did::Done,
            Did::Opened,
            Did::Called,
            Did::Serving,
            Did::Done
        ]
    );
    clinic.sound();
}

#[test]
fn priority_letter_or_mark_as_the_clinic_sets_it() {
    let clinic = Clinic::new();
    assert_eq!(clinic.ticket(GENERAL, None).text(), "A-001");
    assert_eq!(clinic.ticket(GENERAL, Some(Priority::Elderly)).text(), "P-001");
    assert_eq!(clinic.ticket(MOTHERS, Some(Priority::Pregnant)).text(), "P-002");
    let clinic = Clinic::with(PriorityMode::Unit);
    assert_eq!(clinic.ticket(GENERAL, None).text(), "A-001");
    assert_eq!(clinic.ticket(GENERAL, Some(Priority::Elderly)).text(), "A-002");
    clinic.sound();
}

#[test]
fn the_merge_is_two_to_one_and_an_emergency_needs_no_number() {
    let mut clinic = Clinic::new();
    let mut ordinary = Vec::new();
    let mut priority = Vec::new();
    for _ in 0..3 {
        ordinary.push(clinic.ticket(GENERAL, None).stop);
        clinic.pass(1);
    }
    for _ in 0..3 {
        priority.push(clinic.ticket(GENERAL, Some(Priority::Disabled)).stop);
        clinic.pass(1);
    }
    let emergency = clinic.emergency(GENERAL);
    assert_eq!((emergency.number.clone(), emergency.ahead), (None, 0));
    let order: Vec<_> = (0..7).map(|_| clinic.call_next(GENERAL, GENERAL_ROOM).stop).collect();
    let expected =
        [emergency.stop, priority[0], priority[1], ordinary[0], priority[2], ordinary[1], ordinary[2]];
    assert_eq!(order, expected);
    assert_eq!(
        clinic.refused(&CallNext { unit: GENERAL, counter: GENERAL_ROOM }),
        Error::NobodyWaits { unit: GENERAL }
    );
    clinic.sound();
}

#[test]
fn the_board_foretells_the_order_and_a_slip_its_people_ahead() {
    let mut clinic = Clinic::new();
    for at in 0..12 {
        let given = clinic.ticket(GENERAL, (at % 3 == 1).then_some(Priority::Elderly));
        let row = clinic.board().rows.into_iter().find(|row| row.stop == given.stop).unwrap();
        assert_eq!(row.position, Some(given.ahead + 1), "{}", given.text());
        if at % 4 == 3 {
            clinic.call_next(GENERAL, GENERAL_ROOM);
        }
        clinic.pass(7);
    }
    let waiting: Vec<StopId> =
        clinic.board().rows.iter().filter(|row| row.state == State::Waiting).map(|row| row.stop).collect();
    assert_eq!(clinic.board().units[1].next.as_ref().map(|next| next.0), waiting.first().copied());
    for stop in waiting {
        assert_eq!(clinic.call_next(GENERAL, GENERAL_ROOM).stop, stop);
    }
}

#[test]
fn two_counters_that_call_the_same_one_are_told_who_was_quicker() {
    let mut clinic = Clinic::new();
    let given = clinic.registered(GENERAL);
    let seen = Some(Revision(1));
    let call = |counter| Call { stop: given.stop, counter, seen };
    clinic.run(&call(DESK_1));
    let at = clinic.now();
    clinic.pass(1);
    let by = Some(AccountId(7));
    assert_eq!(clinic.refused(&call(DESK_2)), Error::AlreadyCalled { counter: Some(DESK_1), by, at });
    // A stale screen that asks for something still possible is told that things changed.
    let no_show = NoShow(OnStop { stop: given.stop, seen });
    assert_eq!(
        clinic.refused(&no_show),
        Error::Changed { state: Some(State::Called), revision: Revision(2) }
    );
    assert_eq!(
        clinic.refused(&Call { stop: clinic.ticket(GENERAL, None).stop, counter: DESK_1, seen }),
        Error::WrongCounter { counter: DESK_1, unit: GENERAL }
    );
    clinic.sound();
}

#[test]
fn a_no_show_that_comes_after_all_keeps_the_old_place() {
    let mut clinic = Clinic::new();
    let first = clinic.ticket(GENERAL, None);
    clinic.pass(5);
    clinic.ticket(GENERAL, None);
    clinic.call_next(GENERAL, GENERAL_ROOM);
    assert_eq!(clinic.run(&CallAgain(on(first.stop))).times, 2, "the second call of the same stop");
    clinic.run(&NoShow(on(first.stop)));
    let call = Call { stop: first.stop, counter: GENERAL_ROOM, seen: None };
    assert_eq!(clinic.refused(&call), Error::Absent { at: clinic.now() });
    clinic.pass(60);
    clinic.run(&Restore(on(first.stop)));
    assert_eq!(clinic.call_next(GENERAL, GENERAL_ROOM).stop, first.stop);
    clinic.sound();
}

#[test]
fn moving_keeps_number_and_issue_time() {
    let mut clinic = Clinic::new();
    let given = clinic.ticket(GENERAL, None);
    let issued = clinic.now();
    clinic.pass(90);
    let moved = Move { stop: given.stop, to: MOTHERS, seen: None };
    clinic.run(&moved);
    assert_eq!(clinic.refused(&moved), Error::Ended { state: State::Moved, at: clinic.now() });
    let card = card(&clinic, given.ticket);
    assert_eq!((card.number, card.issued_at), (given.number, issued));
    assert_eq!(
        card.stops.iter().map(|stop| (stop.row.unit, stop.row.state)).collect::<Vec<_>>(),
        [(GENERAL, State::Moved), (MOTHERS, State::Waiting)]
    );
    let stop = card.stops[1].row.stop;
    assert_eq!(clinic.refused(&Move { stop, to: MOTHERS, seen: None }), Error::SameUnit);
    assert_eq!(clinic.refused(&Move { stop, to: CLOSED, seen: None }), Error::UnitClosed { unit: CLOSED });
    clinic.sound();
}

#[test]
fn the_last_act_can_be_taken_back_for_ten_seconds() {
    let mut clinic = Clinic::new();
    let given = clinic.ticket(GENERAL, None);
    let undo = Undo::Stop(on(given.stop));
    clinic.pass(30);
    clinic.call_next(GENERAL, GENERAL_ROOM);
    clinic.pass(10);
    let reply = clinic.run(&undo);
    assert!(matches!(reply, Undone { did: Did::Called, state: State::Waiting, .. }), "{reply:?}");
    let row = card(&clinic, given.ticket).stops[0].row.clone();
    assert_eq!((row.first_called_at, row.call_count, row.counter), (None, 0, None));
    assert_eq!(clinic.refused(&undo), Error::NothingToUndo, "an undo is not undone");
    assert_eq!(display(&clinic).current, None);

    clinic.call_next(GENERAL, GENERAL_ROOM);
    clinic.run(&NoShow(on(given.stop)));
    clinic.pass(11);
    assert_eq!(clinic.refused(&undo), Error::TooLateToUndo);
    clinic.run(&Cancel { ticket: given.ticket, reason: "pulang".into(), seen: None });
    let reply = clinic.run(&Undo::Ticket(given.ticket));
    assert!(matches!(reply, Undone { did: Did::Cancelled, state: State::NoShow, .. }), "{reply:?}");
    assert_eq!(card(&clinic, given.ticket).cancelled_at, None);
    clinic.sound();
}

#[test]
fn an_undone_finish_takes_the_next_stop_back_unless_it_has_gone_on() {
    let mut clinic = Clinic::new();
    let given = clinic.registered(GENERAL);
    let finish = Finish { stop: given.stop, next: Some(GENERAL), seen: None };
    clinic.call_next(REGISTRATION, DESK_1);
    clinic.run(&finish);
    clinic.pass(3);
    clinic.run(&Undo::Ticket(given.ticket));
    let board = clinic.board();
    let open: Vec<_> = board.rows.iter().filter(|row| row.state.is_open()).map(|row| row.stop).collect();
    assert_eq!(open, [given.stop]);
    clinic.sound();
    clinic.run(&finish);
    clinic.call_next(GENERAL, GENERAL_ROOM);
    assert_eq!(clinic.refused(&Undo::Stop(on(given.stop))), Error::HasGoneOn);
    clinic.sound();
}

#[test]
fn an_undone_call_gives_the_turn_back() {
    let mut clinic = Clinic::new();
    for _ in 0..3 {
        clinic.ticket(GENERAL, None);
        clinic.ticket(GENERAL, Some(Priority::UnderFive));
    }
    let class = |called: &Called| called.number.as_ref().unwrap().prefix.clone();
    assert_eq!(class(&clinic.call_next(GENERAL, GENERAL_ROOM)), "P");
    let second = clinic.call_next(GENERAL, GENERAL_ROOM);
    assert_eq!(class(&second), "P");
    clinic.pass(2);
    clinic.run(&Undo::Stop(on(second.stop)));
    assert_eq!(clinic.call_next(GENERAL, GENERAL_ROOM).stop, second.stop, "still the second of two");
    assert_eq!(class(&clinic.call_next(GENERAL, GENERAL_ROOM)), "A");
}

#[test]
fn no_number_repeats_after_cancellation_or_a_clock_set_back() {
    let mut clinic = Clinic::new();
    let first = clinic.ticket(GENERAL, None);
    let cancel = |reason: &str| Cancel { ticket: first.ticket, reason: reason.into(), seen: None };
    assert_eq!(clinic.refused(&cancel("  ")), Error::ReasonMissing);
    clinic.run(&cancel("salah unit"));
    assert_eq!(clinic.refused(&cancel("lagi")), Error::TicketCancelled);
    let second = clinic.ticket(GENERAL, None);
    assert_eq!(second.text(), "A-002");
    clinic.pass(-3600);
    let third = clinic.ticket(GENERAL, None);
    assert_eq!(third.text(), "A-003");
    assert_eq!(clinic.call_next(GENERAL, GENERAL_ROOM).stop, second.stop, "nobody jumps the queue");
    clinic.run(&Serve(on(second.stop)));
    clinic.sound();
}

#[test]
fn a_ticket_gets_its_person_later() {
    let clinic = Clinic::new();
    let given = clinic.ticket(GENERAL, None);
    let link = |person, seen| LinkPerson { ticket: given.ticket, person: PersonId(person), seen };
    clinic.run(&link(1, None));
    assert_eq!(clinic.refused(&link(2, None)), Error::LinkedAlready);
    assert_eq!(
        clinic.refused(&link(2, Some(Revision(1)))),
        Error::Changed { state: None, revision: Revision(2) }
    );
    clinic.run(&link(2, Some(Revision(2))));
    let day = clinic.moment.day;
    let of =
        |person| table::of_person(&clinic.db, &query::OfPerson { day, person: PersonId(person) }).unwrap();
    assert_eq!(of(1), []);
    assert_eq!(of(2)[0].stop, given.stop);
}

#[test]
fn priority_can_be_set_later_and_the_number_stays() {
    let mut clinic = Clinic::new();
    clinic.ticket(GENERAL, None);
    clinic.pass(1);
    let given = clinic.ticket(GENERAL, None);
    let set = |ticket, priority, urgency| SetPriority { ticket, priority, urgency, seen: None };
    clinic.run(&set(given.ticket, Some(Priority::Pregnant), Urgency::Ordinary));
    assert_eq!(clinic.call_next(GENERAL, GENERAL_ROOM).number, Some(number("A", 2)));
    let emergency = clinic.emergency(GENERAL);
    let reply = clinic.run(&set(emergency.ticket, None, Urgency::Ordinary));
    assert!(matches!(reply, TicketChanged { number: Some(_), .. }), "{reply:?}");
    assert_eq!(card(&clinic, emergency.ticket).number, Some(number("A", 3)));
    clinic.sound();
}

#[test]
fn the_display_shows_numbers_and_places_and_never_chimes_twice() {
    let mut clinic = Clinic::new();
    for _ in 0..8 {
        clinic.ticket(GENERAL, None);
    }
    let mut last = None;
    for at in 1..=7 {
        clinic.pass(60);
        let called = clinic.call_next(GENERAL, GENERAL_ROOM);
        let shown = display(&clinic);
        let current = shown.current.unwrap();
        assert_eq!(current.call, called.call);
        assert!(last < Some(current.call), "each call has a higher number");
        assert_eq!(shown.earlier.len(), 5.min(at - 1));
        last = Some(current.call);
    }
    let first = display(&clinic).earlier[4].number.clone();
    let again = clinic.board().rows.iter().find(|row| row.number == first).unwrap().stop;
    let called = clinic.run(&CallAgain(on(again)));
    let shown = display(&clinic);
    let current = shown.current.unwrap();
    assert_eq!((current.call, current.times, current.counter), (called.call, 2, Some(GENERAL_ROOM)));
    assert!(shown.earlier.iter().all(|call| call.number != current.number), "each number stands there once");
    let next: Vec<_> = shown.next.iter().map(|next| next.number.as_ref().map(Number::to_string)).collect();
    assert_eq!(next, [None, Some("A-008".into()), None], "active units only");
}

#[test]
fn tickets_are_found_as_people_type_them() {
    let clinic = Clinic::new();
    let general = clinic.ticket(GENERAL, None);
    let mothers = clinic.ticket(MOTHERS, None);
    let find = |text: &str| -> Vec<StopId> {
        let asked = query::Find { day: clinic.moment.day, text: text.into() };
        table::find(&clinic.db, &asked).unwrap().iter().map(|row| row.stop).collect()
    };
    assert_eq!(find("a1"), [general.stop]);
    assert_eq!(find("C-001"), [mothers.stop]);
    assert_eq!(find("1"), [general.stop, mothers.stop]);
    assert_eq!(find("a2"), []);
    assert_eq!(find("siti"), []);
}

#[test]
fn a_day_left_open_is_closed_next_morning_with_a_reason() {
    let mut clinic = Clinic::new();
    let served = clinic.ticket(GENERAL, None);
    clinic.call_next(GENERAL, GENERAL_ROOM);
    clinic.run(&Serve(on(served.stop)));
    let waiting = clinic.registered(GENERAL);
    let yesterday = clinic.moment.day;
    clinic.pass(86_400);
    let today = clinic.moment.day;
    let call = Call { stop: waiting.stop, counter: DESK_1, seen: None };
    assert_eq!(clinic.refused(&call), Error::NotToday { day: yesterday });
    let left_open = |clinic: &Clinic| table::left_open(&clinic.db, &query::LeftOpen { day: today }).unwrap();
    assert_eq!(left_open(&clinic), [LeftOpen { day: yesterday, waiting: 1, serving: 1, emergencies: 0 }]);
    let close = |day| CloseDay { day, reason: "lupa ditutup".into() };
    assert_eq!(clinic.run(&close(yesterday)), DayClosed { ended: 2 });
    assert_eq!(clinic.refused(&close(yesterday)), Error::DayClosed { day: yesterday });
    assert_eq!(left_open(&clinic), []);
    assert_eq!(card(&clinic, served.ticket).stops[0].row.state, State::Done);
    let line = card(&clinic, waiting.ticket).stops[0].clone();
    assert_eq!(line.row.state, State::Cancelled);
    assert_eq!(line.acts.last().unwrap().note.as_deref(), Some("lupa ditutup"));
    assert_eq!(clinic.ticket(GENERAL, None).text(), "A-001", "a new day, a new series");
    clinic.sound();
    // Today can be closed too, and opened again when that was too early.
    clinic.run(&close(today));
    assert_eq!(clinic.refused(&new(GENERAL)), Error::DayClosed { day: today });
    clinic.run(&ReopenDay { day: today });
    assert_eq!(clinic.ticket(GENERAL, None).text(), "A-002");
    clinic.sound();
}

#[test]
fn doctor_finds_what_was_broken_by_hand() {
    for (sql, check) in [
        ("UPDATE series SET last_number = 1", "queue: numbers of a series"),
        ("UPDATE stop SET state = 'called' WHERE id = 2", "queue: log"),
        ("UPDATE stop SET opened_at = opened_at + 9000000 WHERE id = 1", "queue: times in order"),
        ("DELETE FROM stop_log WHERE n = 2", "queue: log"),
        ("UPDATE ticket SET priority = 'elderly'", "queue: day and class"),
        ("INSERT INTO queue_day VALUES ('2026-11-23', 1, NULL, 'x')", "queue: closed days"),
        // What the tables themselves forbid is looked for all the same: a file may have been repaired by hand.
        (
            "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON;
             ALTER TABLE ticket RENAME TO old; CREATE TABLE ticket AS SELECT * FROM old;
             UPDATE ticket SET number = 1;",
            "queue: no number twice",
        ),
        (
            "DROP INDEX stop_open;
             INSERT INTO stop (ticket_id, sequence, unit_id, service_day, class, paper, state, opened_at, since)
             SELECT ticket_id, sequence + 1, unit_id, service_day, class, paper, 'waiting', opened_at, since
             FROM stop WHERE id = 2",
            "queue: one open stop",
        ),
        (
            "PRAGMA foreign_keys = OFF; DELETE FROM stop_log WHERE stop_id = 2; DELETE FROM stop WHERE id = 2",
            "queue: every ticket has a stop",
        ),
        ("UPDATE ticket SET cancelled_at = issued_at, cancel_reason = 'x' WHERE id = 2", "queue: cancelled"),
        ("UPDATE ticket SET service_day = '2026-11-22' WHERE id = 1", "queue: day and class"),
        ("UPDATE stop SET paper = 1 WHERE id = 1", "queue: day and class"),
        ("UPDATE stop SET taken_back = 1 WHERE id = 1", "queue: taken back"),
        ("UPDATE stop_log SET next_stop_id = 2 WHERE stop_id = 1", "queue: opened by"),
        ("UPDATE stop_log SET next_stop_id = 1 WHERE stop_id = 1", "queue: opened by"),
    ] {
        let clinic = Clinic::new();
        clinic.ticket(GENERAL, None);
        clinic.ticket(GENERAL, None);
        clinic.call_next(GENERAL, GENERAL_ROOM);
        clinic.sound();
        clinic.db.execute_batch(sql).unwrap();
        let found = table::doctor(&clinic.db).unwrap();
        assert!(found.iter().any(|finding| finding.check == check), "{sql}: {found:?}");
    }
}

#[test]
fn every_path_of_calling_uses_an_index() {
    let clinic = Clinic::new();
    let plan = |sql: &str| -> String {
        let mut statement = clinic.db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let lines = statement.query_map([], |row| row.get::<_, String>("detail")).unwrap();
        lines.map(Result::unwrap).collect::<Vec<_>>().join("; ")
    };
    let head = plan(
        "SELECT id, opened_at FROM stop WHERE service_day = 'd' AND unit_id = 1 AND lane = 'ordinary' \
         AND state = 'waiting' AND (held_until IS NULL OR held_until <= 1 OR held_at > 1) ORDER BY opened_at, id LIMIT 1",
    );
    assert!(head.contains("INDEX stop_waiting") && !head.contains("TEMP B-TREE"), "{head}");
    let tail = plan(
        "SELECT c.class, s.came_back FROM stop_log c JOIN stop s ON s.id = c.stop_id WHERE c.service_day = 'd' \
         AND c.unit_id = 1 AND c.did = 'called' AND c.paper = 0 ORDER BY c.id DESC",
    );
    assert!(tail.contains("stop_log_turn") && !tail.contains("TEMP B-TREE"), "{tail}");
    let first = clinic.ticket(GENERAL, None);
    let twice = clinic.db.execute(
        "INSERT INTO stop (ticket_id, sequence, unit_id, service_day, class, paper, state, opened_at, since) \
         VALUES (?1, 2, 2, '2026-11-23', 'ordinary', 0, 'waiting', 1, 1)",
        [first.ticket.0],
    );
    assert!(twice.is_err(), "the table itself refuses a second open stop");
}
