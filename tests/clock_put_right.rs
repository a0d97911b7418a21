//! What becomes of what was entered under a wrong clock once it is right, and who may put it back.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use chrono::{Duration, NaiveDateTime};
use loket::clinic::watch::command::Correct;
use loket::clinic::watch::{Asked, Doubt};
use loket::clinic::{Clock, Envelope, Refusal, SignIn, StandingClock};
use loket::queue::command::{CallNext, CloseDay, ReopenDay};
use loket::queue::{self, Urgency};
use loket::setup;
use loket::terms::Instant;

use crate::false_clock::{Pc, WIB, two_days_behind};
use crate::support::{PASSWORD, morning, ticket};

/// An emergency that was let in under a clock of this time, which somebody then put right to a quarter past eight.
fn emergency_under(wrong: &str) -> Pc {
    let mut pc = Pc::new();
    pc.ticket().unwrap();
    pc.start_at(wrong.parse().unwrap());
    let emergency = queue::Issue { urgency: Urgency::Emergency, ..ticket(pc.unit()) };
    pc.clinic().run(&pc.administrator(), Envelope::new(emergency)).unwrap();
    pc.clock.forward(Duration::minutes(5));
    pc.correct("2026-11-21T08:15:00").unwrap();
    pc.clinic().begin_day().unwrap();
    pc
}

#[test]
fn an_emergency_let_in_under_a_wrong_clock_waits_at_the_head_once_the_clock_is_right() {
    for wrong in ["2020-01-01T00:07:00Z", "2027-08-01T00:07:00Z"] {
        let mut pc = emergency_under(wrong);
        let day = pc.clinic().today().unwrap();
        let board = pc.clinic().ask(&pc.administrator(), &queue::query::Board { day }).unwrap();
        assert_eq!((board.waiting, board.rows.len()), (2, 2), "{wrong}");
        let first = board.rows.first().unwrap();
        assert_eq!((&first.number, first.urgency), (&None, Urgency::Emergency));
        assert_eq!(first.opened_at, morning() + Duration::minutes(40), "five minutes ago by the right clock");
        let list =
            pc.clinic().ask(&pc.administrator(), &queue::query::UnitList { day, unit: pc.unit() }).unwrap();
        assert_eq!((list.rows.len(), list.line.waiting), (2, 2), "{wrong}");
        let asked = loket::summary::query::Figures(loket::summary::Period::Day(day));
        let figures = pc.clinic().ask(&pc.clinic().system(), &asked).unwrap();
        assert_eq!(figures.figures.queue.total.tickets, 2, "{wrong}");
        let at: Instant = wrong.parse().unwrap();
        // The clock's own reading is kept, and the journal says who was brought along.
        let db = loket::store::open_to_look(pc.folder.path(), loket::clinic::MIGRATIONS).unwrap();
        let recorded: i64 = db
            .query_row("SELECT max(recorded_at = ?1) FROM stop_log", [at.timestamp_millis()], |row| {
                row.get(0)
            })
            .unwrap();
        assert_eq!(recorded, 1);
        let days = "SELECT count(DISTINCT service_day) FROM (SELECT service_day FROM ticket \
            UNION SELECT service_day FROM stop UNION SELECT service_day FROM stop_log)";
        assert_eq!(db.query_row(days, [], |row| row.get(0)), Ok(1), "on no other day");
        let events = pc.clinic().events_after(0, 10_000).unwrap();
        let brought = |event: &loket::clinic::Published| matches!(event.event, loket::clinic::Event::Queue(queue::Event::TicketChanged { ticket }) if ticket == first.ticket);
        assert_eq!(events.iter().filter(|event| brought(event)).count(), 1);
        assert_eq!(loket::clinic::examine(&db).unwrap(), []);
        drop(db);
        // Whoever calls next calls the emergency, and it is served.
        let config = pc.clinic().ask(&pc.clinic().display(), &setup::query::Config).unwrap().unwrap();
        let counter = config.counters_of(pc.unit()).next().unwrap().id;
        let called = pc
            .clinic()
            .run(&pc.administrator(), Envelope::new(CallNext { unit: pc.unit(), counter }))
            .unwrap();
        assert_eq!(called.ticket, first.ticket);
        pc.start_at(at + Duration::minutes(10));
        assert_eq!(pc.waiting(), 1, "a start changes nothing");
    }
}

#[test]
fn an_emergency_of_a_clock_that_was_put_right_by_itself_waits_too_and_one_of_a_right_clock_stays_on_its_day()
{
    for wrong in ["2020-01-01T00:07:00Z", "2027-08-01T00:07:00Z"] {
        let mut pc = Pc::new();
        pc.start_at(wrong.parse().unwrap());
        let emergency = queue::Issue { urgency: Urgency::Emergency, ..ticket(pc.unit()) };
        pc.clinic().run(&pc.administrator(), Envelope::new(emergency.clone())).unwrap();
        pc.start_at(morning() + Duration::hours(1));
        pc.confirm().unwrap();
        assert_eq!(pc.waiting(), 1, "{wrong}");
        // Nobody confirmed this right clock either; the next day it is of yesterday.
        pc.start_at(morning() + Duration::hours(2));
        let other = pc.clinic().run(&pc.administrator(), Envelope::new(emergency)).unwrap();
        pc.start_at(morning() + Duration::hours(26));
        pc.confirm().unwrap();
        assert_eq!(pc.waiting(), 0, "{other:?}");
    }
}

/// Two wait since half past seven; then the clock goes wrong while the program stands still.
fn two_wait_under(wrong: &str) -> Pc {
    let mut pc = Pc::new();
    pc.ticket().unwrap();
    pc.ticket().unwrap();
    pc.start_at(wrong.parse().unwrap());
    pc
}

#[test]
fn under_a_clock_of_another_day_the_people_of_the_last_entry_are_still_called_by_order() {
    for wrong in ["2020-01-01T00:07:00Z", "2026-12-01T00:07:00Z", "2027-08-01T00:07:00Z"] {
        let mut pc = two_wait_under(wrong);
        let day = pc.clinic().today().unwrap();
        assert_eq!((day.to_string().as_str(), pc.waiting()), ("2026-11-21", 2), "{wrong}");
        let emergency = queue::Issue { urgency: Urgency::Emergency, ..ticket(pc.unit()) };
        pc.clinic().run(&pc.administrator(), Envelope::new(emergency)).unwrap();
        let config = pc.clinic().ask(&pc.clinic().display(), &setup::query::Config).unwrap().unwrap();
        let counter = config.counters_of(pc.unit()).next().unwrap().id;
        let call = || {
            let called = CallNext { unit: pc.unit(), counter };
            let called = pc.clinic().run(&pc.administrator(), Envelope::new(called)).unwrap();
            let finish = queue::command::Finish { stop: called.stop, next: None, seen: None };
            pc.clinic().run(&pc.administrator(), Envelope::new(finish)).unwrap();
            called.number.map(|number| number.to_string())
        };
        assert_eq!(call(), None, "the emergency first");
        assert_eq!(call().as_deref(), Some("A-001"), "{wrong}");
        // Nothing is closed and no number is given meanwhile, nor by a start.
        assert!(matches!(pc.ticket(), Err(Refusal::ClockAsked)));
        pc.start_at(wrong.parse().unwrap());
        assert_eq!(pc.waiting(), 1, "{wrong}");
        // The right time: the day is the same, and whoever waited is called next.
        pc.clock.forward(Duration::minutes(5));
        pc.correct("2026-11-21T08:15:00").unwrap();
        assert_eq!((pc.clinic().today().unwrap(), pc.waiting()), (day, 1), "{wrong}");
        let db = loket::store::open_to_look(pc.folder.path(), loket::clinic::MIGRATIONS).unwrap();
        assert_eq!(loket::clinic::examine(&db).unwrap(), [], "{wrong}");
    }
}

#[test]
fn a_clock_of_another_day_that_was_right_all_along_leaves_the_old_day_and_takes_its_emergency_along() {
    let pc = two_wait_under("2026-12-01T00:07:00Z");
    let emergency = queue::Issue { urgency: Urgency::Emergency, ..ticket(pc.unit()) };
    pc.clinic().run(&pc.administrator(), Envelope::new(emergency)).unwrap();
    assert_eq!(pc.waiting(), 3);
    pc.confirm().unwrap();
    assert_eq!(pc.clinic().today().unwrap().to_string(), "2026-12-01");
    assert_eq!(pc.waiting(), 1, "the emergency");
}

#[test]
fn on_a_day_that_was_closed_nobody_is_left_and_the_clock_shows_its_own_day() {
    let mut pc = Pc::new();
    pc.ticket().unwrap();
    let day = pc.clinic().today().unwrap();
    let close = CloseDay { day, reason: "Semua pulang".into() };
    pc.clinic().run(&pc.administrator(), Envelope::new(close)).unwrap();
    pc.start_at("2020-01-01T00:07:00Z".parse().unwrap());
    assert_eq!(pc.clinic().today().unwrap().to_string(), "2020-01-01");
    // Four days and less are no doubt: it is the day of the clock, a weekend later.
    let mut pc = two_wait_under("2026-11-23T00:07:00Z");
    assert_eq!(pc.clinic().today().unwrap().to_string(), "2026-11-23");
    pc.start_at(morning() + Duration::hours(1));
    assert_eq!(pc.waiting(), 2);
}

#[test]
fn an_emergency_of_a_wrong_clock_opens_the_day_again_that_was_closed_before_it_came() {
    let mut pc = Pc::new();
    let day = pc.clinic().today().unwrap();
    let close = CloseDay { day, reason: "tutup".into() };
    pc.clinic().run(&pc.administrator(), Envelope::new(close)).unwrap();
    pc.start_at("2020-01-01T00:07:00Z".parse().unwrap());
    let emergency = queue::Issue { urgency: Urgency::Emergency, ..ticket(pc.unit()) };
    pc.clinic().run(&pc.administrator(), Envelope::new(emergency)).unwrap();
    pc.correct("2026-11-21T15:15:00").unwrap();
    pc.clinic().begin_day().unwrap();
    assert_eq!(pc.waiting(), 1);
    let db = loket::store::open_to_look(pc.folder.path(), loket::clinic::MIGRATIONS).unwrap();
    assert_eq!(loket::clinic::examine(&db).unwrap(), []);
}

#[test]
fn a_clock_that_ran_ahead_for_a_while_is_put_back_within_its_day_by_whoever_sits_there() {
    let pc = Pc::new();
    pc.clock.set(morning() + Duration::hours(5));
    pc.ticket().unwrap();
    // It is right again: three hours before the last entry.
    pc.clock.set(morning() + Duration::hours(2));
    assert!(matches!(pc.asked(), Asked::Doubt(Doubt::Back { .. })), "{:?}", pc.asked());
    let rina = pc.receptionist();
    assert_eq!(pc.confirm_as(&rina), Err(Refusal::ClockBack));
    let right: NaiveDateTime = "2026-11-21T09:30:00".parse().unwrap();
    let last = morning() + Duration::hours(5);
    assert_eq!(
        pc.clinic().run(&rina, Envelope::new(Correct::to(right))),
        Err(Refusal::ClockBefore { last }),
        "told first"
    );
    pc.clinic().run(&rina, Envelope::new(Correct { right, despite: Some(last) })).unwrap();
    assert_eq!((pc.asked(), pc.clinic().now()), (Asked::Nothing, morning() + Duration::hours(2)));
    pc.ticket().unwrap();
    assert_eq!(pc.waiting(), 2);
}

#[test]
fn to_another_day_only_an_administrator_or_the_head_goes_back_and_no_sentence_sends_to_the_other_key() {
    let pc = Pc::new();
    pc.clock.set(morning() + Duration::hours(26));
    pc.confirm().unwrap();
    pc.clock.set(morning() + Duration::hours(2));
    let rina = pc.receptionist();
    let right: NaiveDateTime = "2026-11-21T09:30:00".parse().unwrap();
    let confirmed = pc.confirm_as(&rina).unwrap_err();
    let corrected = pc.clinic().run(&rina, Envelope::new(Correct::to(right))).unwrap_err();
    assert_eq!(confirmed, Refusal::ClockOtherDay);
    assert!(matches!(corrected, Refusal::ClockUnlikely { .. }), "{corrected:?}");
    for language in [loket::words::Language::Indonesian, loket::words::Language::English] {
        let words = loket::words::Words::new(language);
        for refused in [&confirmed, &corrected] {
            assert!(!refused.explain(&words).contains("Ctrl"), "{}", refused.explain(&words));
        }
    }
    let new = loket::staff::NewAccount {
        name: "dr. Siti Aminah".into(),
        username: "siti".into(),
        role: loket::staff::Role::Head,
        password: crate::support::password_hash(),
        pin: None,
    };
    pc.clinic().run(&pc.administrator(), Envelope::new(new)).unwrap();
    let SignIn::Welcome(head) = pc.clinic().sign_in("siti", PASSWORD, "Loket 1").unwrap() else {
        panic!("the head cannot sign in")
    };
    pc.confirm_as(&head.session).unwrap();
    assert_eq!(pc.asked(), Asked::Nothing);
}

#[test]
fn a_clinic_that_comes_back_on_another_pc_knows_nothing_of_the_clock_of_the_one_before() {
    let mut pc = two_days_behind();
    pc.zone.store(-8 * 3_600, Ordering::SeqCst);
    pc.confirm().unwrap();
    pc.clinic = None;
    let there = tempfile::tempdir().unwrap();
    let now = morning() + Duration::hours(7);
    let clock = StandingClock::at(now);
    let file = loket::store::database_file(pc.folder.path());
    loket::clinic::restore::restore(there.path(), &file, "", Clock::Standing(clock.clone())).unwrap();
    let mut other = Pc { folder: there, clock, zone: Arc::new(AtomicI32::new(WIB)), clinic: None };
    other.start();
    let standing = other.clinic().clock().unwrap();
    assert_eq!((standing.asked, standing.now, standing.offset), (Asked::Day, now, 0));
    other.zone.store(-8 * 3_600, Ordering::SeqCst);
    assert!(
        matches!(other.asked(), Asked::Doubt(Doubt::Zone { .. })),
        "the zone is known of the old PC only"
    );
}

/// A desk with one ticket, whose receptionist accepted a clock of ten days later and works under it for a while.
fn ten_days_ahead() -> Pc {
    let mut pc = Pc::new();
    pc.ticket().unwrap();
    pc.start_at(morning() + Duration::days(10));
    assert!(matches!(pc.asked(), Asked::Doubt(Doubt::Ahead { .. })));
    pc.confirm_as(&pc.receptionist()).unwrap();
    pc.clock.forward(Duration::minutes(20));
    pc.ticket().unwrap();
    pc
}

/// What is typed as the right time.
fn type_time(pc: &Pc, right: &str) -> Result<(), Refusal> {
    let right: NaiveDateTime = right.parse().unwrap();
    pc.clinic().run(&pc.receptionist(), Envelope::new(Correct::to(right)))
}

#[test]
fn whoever_accepted_a_clock_that_jumped_ahead_takes_it_back_alone_and_gives_tickets_again() {
    for typed in [None, Some("2026-11-21T07:40:00")] {
        let mut pc = ten_days_ahead();
        pc.start_at(morning() + Duration::minutes(10));
        assert!(matches!(pc.asked(), Asked::Doubt(Doubt::Back { .. })));
        match typed {
            None => pc.confirm_as(&pc.receptionist()).unwrap(),
            Some(right) => type_time(&pc, right).unwrap(),
        }
        assert_eq!((pc.asked(), pc.clinic().now()), (Asked::Nothing, morning() + Duration::minutes(10)));
        // The morning that never was closed the day: it is opened again, and the series goes on.
        let (day, rina) = (pc.clinic().today().unwrap(), pc.receptionist());
        pc.clinic().run(&rina, Envelope::new(ReopenDay { day })).unwrap();
        let issued = pc.clinic().run(&rina, Envelope::new(ticket(pc.unit()))).unwrap();
        assert_eq!((issued.number.unwrap().number, pc.waiting()), (2, 2));
        // Both answers stand in the journal, under her name.
        let db = loket::store::open_to_look(pc.folder.path(), loket::clinic::MIGRATIONS).unwrap();
        let said = "SELECT count(*) FROM journal WHERE kind LIKE 'Clock.%' AND account = ?1";
        let account = rina.account().unwrap().0;
        assert_eq!(db.query_row(said, [account], |row| row.get(0)), Ok(2));
        assert_eq!(loket::clinic::examine(&db).unwrap(), []);
    }
}

#[test]
fn a_time_that_was_mistyped_far_ahead_is_taken_back_by_whoever_typed_it() {
    let mut pc = Pc::new();
    type_time(&pc, "2027-11-21T07:40:00").unwrap();
    pc.start_at(morning() + Duration::minutes(20));
    type_time(&pc, "2026-11-21T07:50:00").unwrap();
    assert_eq!((pc.asked(), pc.clinic().now()), (Asked::Nothing, morning() + Duration::minutes(20)));
}

#[test]
fn before_and_long_after_the_entry_from_before_a_jump_only_an_administrator_or_the_head_goes_back() {
    for (days, typed) in [(-1, "2026-11-20T07:30:00"), (5, "2026-11-26T07:30:00")] {
        let mut pc = ten_days_ahead();
        pc.start_at(morning() + Duration::days(days));
        assert_eq!(pc.confirm_as(&pc.receptionist()), Err(Refusal::ClockOtherDay), "{days} days");
        assert!(matches!(type_time(&pc, typed), Err(Refusal::ClockUnlikely { .. })), "{days} days");
        pc.confirm().unwrap();
    }
    // Taken back once, nothing is left of it by which she could go back once more.
    let mut pc = ten_days_ahead();
    pc.start_at(morning() + Duration::days(3));
    pc.confirm_as(&pc.receptionist()).unwrap();
    pc.start_at(morning() + Duration::minutes(30));
    assert_eq!(pc.confirm_as(&pc.receptionist()), Err(Refusal::ClockOtherDay));
}

#[test]
fn after_a_feast_and_four_days_of_work_nobody_goes_back_alone() {
    let mut pc = ten_days_ahead();
    pc.start_at(morning() + Duration::days(13));
    pc.confirm_as(&pc.receptionist()).unwrap();
    pc.start_at(morning() + Duration::days(15));
    pc.confirm_as(&pc.receptionist()).unwrap();
    pc.start_at(morning() + Duration::days(1));
    assert_eq!(pc.confirm_as(&pc.receptionist()), Err(Refusal::ClockOtherDay));
}

#[test]
fn an_emergency_let_in_under_a_jump_that_is_taken_back_waits_on_the_right_day() {
    let mut pc = ten_days_ahead();
    let emergency = queue::Issue { urgency: Urgency::Emergency, ..ticket(pc.unit()) };
    let issued = pc.clinic().run(&pc.administrator(), Envelope::new(emergency)).unwrap();
    pc.start_at(morning() + Duration::minutes(40));
    pc.confirm_as(&pc.receptionist()).unwrap();
    let day = pc.clinic().today().unwrap();
    let board = pc.clinic().ask(&pc.administrator(), &queue::query::Board { day }).unwrap();
    assert!(board.rows.iter().any(|row| row.ticket == issued.ticket && row.position == Some(1)));
}
