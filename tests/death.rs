//! Somebody died: nobody calls them any more, a wrong date or a wrong namesake is noticed, and a mark that was a mistake
//! leaves everything as it was.

use loket::clinic::flow::command::{Admit, CloseVisit, HandOver, Serve, StillAway, Undo};
use loket::clinic::{Refusal, examine};
use loket::people::command::MarkLiving;
use loket::people::{self, Death, OpenVisit, Which};
use loket::queue::command::{CallNext, CloseDay, Finish, Move, NoShow, ReopenDay, Restore};
use loket::queue::{self, OnStop, Row, State};
use loket::store::open_to_look;
use loket::terms::{PersonId, Sex, StopId};
use loket::visits;

use crate::support::ticket;
use crate::support::ward::{Ward, date};

const TODAY: &str = "2026-11-23";

fn adult(ward: &Ward, name: &str) -> PersonId {
    ward.register(name, Sex::Female, "1956-05-01", None)
}

fn death(person: PersonId, on: &str) -> Death {
    Death { which: Which { person, seen: None }, on: date(on), open_visit: OpenVisit::Ask }
}

fn issued(ward: &Ward, unit: &str, person: PersonId) -> queue::Issued {
    ward.run(queue::Issue { person: Some(person), ..ticket(ward.unit(unit)) })
}

fn call(ward: &Ward, unit: &str, room: &str) -> Result<queue::Called, Refusal> {
    ward.try_run(CallNext { unit: ward.unit(unit), counter: ward.room(room) })
}

fn rows(ward: &Ward) -> Vec<Row> {
    ward.ask(queue::query::Board { day: ward.fixture.clinic.today().unwrap() }).rows
}

fn row(ward: &Ward, stop: StopId) -> Row {
    rows(ward).into_iter().find(|row| row.stop == stop).unwrap()
}

fn on(stop: StopId) -> OnStop {
    OnStop { stop, seen: None }
}

fn sound(ward: &Ward) {
    let db = open_to_look(ward.fixture.folder.path(), loket::clinic::MIGRATIONS).unwrap();
    assert_eq!(examine(&db).unwrap(), []);
}

#[test]
fn who_died_is_not_called_to_the_room_before_the_family() {
    let ward = Ward::open();
    let (gone, other) = (adult(&ward, "Endang Purwati"), adult(&ward, "Dwi Hastuti"));
    let turn = issued(&ward, "Umum", gone);
    ward.later(1);
    let next = issued(&ward, "Umum", other);
    ward.run(death(gone, TODAY));
    assert_eq!(row(&ward, turn.stop).state, State::Cancelled);
    let card = ward.ask(queue::query::Ticket { ticket: turn.ticket }).unwrap();
    assert_eq!(card.cancel_reason.as_deref(), Some("meninggal"));
    assert_eq!(call(&ward, "Umum", "Ruang Umum").unwrap().stop, next.stop);
    sound(&ward);
}

#[test]
fn a_mark_that_was_a_mistake_gives_each_turn_its_place_and_its_state_again() {
    let ward = Ward::open();
    let (person, other) = (adult(&ward, "Endang Purwati"), adult(&ward, "Dwi Hastuti"));
    let called = issued(&ward, "Umum", person);
    let waits = issued(&ward, "KIA", person);
    ward.later(1);
    issued(&ward, "KIA", other);
    call(&ward, "Umum", "Ruang Umum").unwrap();
    // Given up by the desk before: that is no death, and stays.
    let gave_up = issued(&ward, "Gigi", person);
    ward.run(queue::command::Cancel { ticket: gave_up.ticket, reason: "meninggal".into(), seen: None });
    let plain = |ward: &Ward| -> Vec<(StopId, State, Option<u32>, Option<loket::terms::CounterId>)> {
        let mut all: Vec<_> =
            rows(ward).iter().map(|row| (row.stop, row.state, row.position, row.counter)).collect();
        all.sort_unstable_by_key(|one| one.0);
        all
    };
    let before = plain(&ward);
    ward.run(death(person, TODAY));
    assert_eq!(row(&ward, called.stop).state, State::Cancelled);
    // Within ten seconds no other way brings it back.
    let refused = ward.try_run(Undo { on: on(called.stop) }).unwrap_err();
    assert_eq!(refused.code(), "queue-nothing-to-undo");
    ward.later(20);
    ward.run(MarkLiving(Which { person, seen: None }));
    assert_eq!(plain(&ward), before);
    assert_eq!(row(&ward, gave_up.stop).state, State::Cancelled);
    assert_eq!(row(&ward, waits.stop).position, Some(1));
    sound(&ward);
}

#[test]
fn a_death_before_the_last_ticket_visit_or_measurement_is_refused_with_that_date() {
    let ward = Ward::open();
    let person = adult(&ward, "Endang Purwati");
    let turn = issued(&ward, "Umum", person);
    let seen = |on: &str| ward.try_run(death(person, on)).unwrap_err();
    let last = date(TODAY);
    assert_eq!(seen("2026-11-22"), Refusal::People(people::Error::SeenAfterDeath { last }));
    // A ticket that was given up or missed says nothing of who came.
    ward.run(queue::command::Cancel { ticket: turn.ticket, reason: "salah orang".into(), seen: None });
    ward.run(death(person, "2026-11-22"));
    // A measurement.
    let last = date("2026-10-26");
    let refused = ward.try_run(death(ward.child, "2026-10-25")).unwrap_err();
    assert_eq!(refused, Refusal::People(people::Error::SeenAfterDeath { last }));
    assert!(ward.try_run(death(ward.child, "2026-10-26")).is_ok());
    // A visit.
    let other = adult(&ward, "Dwi Hastuti");
    let (unit, payer, kind) = (ward.unit("Umum"), visits::Payer::Cash, visits::Kind::Sick);
    let visit = ward.run(visits::Open { person: other, unit, ticket: None, stop: None, payer, kind }).visit;
    let known = |on: &str| Death { open_visit: OpenVisit::Known, ..death(other, on) };
    assert!(ward.try_run(known("2026-11-22")).is_err());
    let void = visits::VoidVisit { on: visits::On { visit, seen: None }, reason: "salah orang".into() };
    ward.run(void);
    ward.run(known("2026-11-22"));
    sound(&ward);
}

#[test]
fn an_open_visit_of_who_died_is_asked_about_once_and_written_to_its_end() {
    let ward = Ward::open();
    let person = adult(&ward, "Endang Purwati");
    let turn = issued(&ward, "Umum", person);
    call(&ward, "Umum", "Ruang Umum").unwrap();
    let visit = ward.run(Serve { on: on(turn.stop), payer: None, kind: None }).visit.unwrap();
    let asked = ward.try_run(death(person, TODAY)).unwrap_err();
    assert_eq!(asked, Refusal::People(people::Error::VisitOpen));
    assert!(ward.ask(people::query::Open(person)).person.deceased_on.is_none());
    ward.run(Death { open_visit: OpenVisit::Known, ..death(person, TODAY) });
    assert_eq!(row(&ward, turn.stop).state, State::Serving);
    // Nobody is sent on who died.
    let of = visits::On { visit, seen: None };
    let dead = |refused: Refusal| refused == Refusal::People(people::Error::IsDeceased);
    assert!(dead(ward.try_run(HandOver { on: of, next: ward.unit("KIA") }).unwrap_err()));
    let close = CloseVisit {
        on: of,
        next: Some(ward.unit("KIA")),
        undiagnosed: visits::Undiagnosed::Known,
        still_away: StillAway::Ask,
    };
    assert!(dead(ward.try_run(close).unwrap_err()));
    assert!(dead(ward.try_run(Move { stop: turn.stop, to: ward.unit("KIA"), seen: None }).unwrap_err()));
    let finish = Finish { stop: turn.stop, next: Some(ward.unit("KIA")), seen: None };
    assert!(dead(ward.try_run(finish).unwrap_err()));
    ward.run(CloseVisit { next: None, ..close });
    assert_eq!(row(&ward, turn.stop).state, State::Done);
    sound(&ward);
}

#[test]
fn no_act_on_a_turn_brings_back_who_died() {
    let ward = Ward::open();
    let person = adult(&ward, "Endang Purwati");
    let (missed, waits) = (issued(&ward, "Umum", person), issued(&ward, "KIA", person));
    let called = call(&ward, "Umum", "Ruang Umum").unwrap();
    ward.run(NoShow(on(called.stop)));
    ward.run(death(person, TODAY));
    let dead = |refused: Refusal| refused == Refusal::People(people::Error::IsDeceased);
    assert!(dead(ward.try_run(Undo { on: on(missed.stop) }).unwrap_err()));
    assert!(dead(ward.try_run(Restore(on(missed.stop))).unwrap_err()));
    let again = queue::Issue { person: Some(person), ..ticket(ward.unit("Umum")) };
    assert!(dead(ward.try_run(again).unwrap_err()));
    let nameless =
        ward.run(queue::Issue { first_stop: queue::FirstStop::Registration, ..ticket(ward.unit("Gigi")) });
    let admit = Admit {
        stop: nameless.stop,
        person: Some(person),
        next: ward.unit("Gigi"),
        seen: None,
        told: loket::clinic::flow::command::Told::default(),
    };
    assert!(dead(ward.try_run(admit).unwrap_err()));
    assert!(call(&ward, "KIA", "Ruang KIA").is_err(), "nobody waits there");
    assert_eq!(row(&ward, waits.stop).state, State::Cancelled);
    sound(&ward);
}

#[test]
fn a_day_opened_again_brings_nobody_back_who_died_meanwhile() {
    let ward = Ward::open();
    let (gone, other) = (adult(&ward, "Endang Purwati"), adult(&ward, "Dwi Hastuti"));
    let (turn, next) = (issued(&ward, "Umum", gone), issued(&ward, "Umum", other));
    let day = ward.fixture.clinic.today().unwrap();
    ward.run(CloseDay { day, reason: "salah tekan".into() });
    ward.run(death(gone, TODAY));
    let back = ward.run(ReopenDay { day });
    assert_eq!((back.back, back.left), (1, 1));
    assert_eq!(row(&ward, turn.stop).state, State::Cancelled);
    assert_eq!(row(&ward, next.stop).state, State::Waiting);
    // Alive after all: the place too.
    ward.run(MarkLiving(Which { person: gone, seen: None }));
    assert_eq!(row(&ward, turn.stop).state, State::Waiting);
    sound(&ward);
}

#[test]
fn the_room_shows_that_somebody_died_while_the_visit_is_written() {
    let ward = Ward::open();
    let mut drive = crate::screen_exam::serving(&ward);
    assert!(!drive.shows("Meninggal"));
    ward.run(Death { open_visit: OpenVisit::Known, ..death(ward.child, TODAY) });
    drive.hear();
    assert!(drive.shows("Meninggal"));
}

/// A clinic whose program did not end the turns of whoever died, brought up to date by this one.
#[test]
fn the_dead_of_an_earlier_version_wait_no_longer_and_the_next_is_called() {
    let ward = Ward::open();
    let (gone, called, other) =
        (adult(&ward, "Endang Purwati"), adult(&ward, "Sri Wahyuni"), adult(&ward, "Dwi Hastuti"));
    let first = issued(&ward, "Umum", called);
    call(&ward, "Umum", "Ruang Umum").unwrap();
    ward.later(1);
    let turn = issued(&ward, "Umum", gone);
    let next = issued(&ward, "Umum", other);
    let db = rusqlite::Connection::open(loket::store::database_file(ward.fixture.folder.path())).unwrap();
    db.execute("UPDATE person SET deceased_on = '2026-11-23' WHERE id IN (?1, ?2)", [gone.0, called.0])
        .unwrap();
    drop(db);

    // The same data as the version before had them.
    let earlier = tempfile::tempdir().unwrap();
    let clinic = &ward.fixture.clinic;
    clinic.store().back_up(&loket::store::database_file(earlier.path())).unwrap();
    let db = rusqlite::Connection::open(loket::store::database_file(earlier.path())).unwrap();
    db.pragma_update(None, "user_version", 24).unwrap();
    // What came after that version.
    db.execute_batch(
        "DROP INDEX person_by_family_card; DROP INDEX person_by_merge; DROP TABLE ticket_before;
         DROP TABLE clock_jump; DROP TABLE summary_confirmed; ALTER TABLE visit DROP COLUMN taken_back",
    )
    .unwrap();
    drop(db);
    let clinic = crate::support::open(earlier.path(), &ward.fixture.clock);
    let look = open_to_look(earlier.path(), loket::clinic::MIGRATIONS).unwrap();
    assert_eq!(examine(&look).unwrap(), []);
    let day = clinic.today().unwrap();
    let rows = clinic.ask(&clinic.system(), &queue::query::Board { day }).unwrap().rows;
    let state = |stop: StopId| rows.iter().find(|row| row.stop == stop).unwrap().state;
    assert_eq!([state(turn.stop), state(first.stop)], [State::Cancelled; 2]);
    let call = CallNext { unit: ward.unit("Umum"), counter: ward.room("Ruang Umum") };
    let called = clinic.run(&clinic.system(), loket::clinic::Envelope::new(call)).unwrap();
    assert_eq!(called.stop, next.stop);
    // As after a death now: a mark that was a mistake gives the turn back.
    let which = Which { person: gone, seen: None };
    clinic.run(&clinic.system(), loket::clinic::Envelope::new(MarkLiving(which))).unwrap();
    let rows = clinic.ask(&clinic.system(), &queue::query::Board { day }).unwrap().rows;
    assert!(rows.iter().any(|row| row.stop == turn.stop && row.state == State::Waiting));
    assert_eq!(examine(&open_to_look(earlier.path(), loket::clinic::MIGRATIONS).unwrap()).unwrap(), []);
}

#[test]
fn the_doctor_finds_whoever_waits_though_marked_as_deceased() {
    let ward = Ward::open();
    let person = adult(&ward, "Endang Purwati");
    let turn = issued(&ward, "Umum", person);
    // As an earlier version left it.
    let db = rusqlite::Connection::open(loket::store::database_file(ward.fixture.folder.path())).unwrap();
    db.execute("UPDATE person SET deceased_on = '2026-11-23' WHERE id = ?1", [person.0]).unwrap();
    let look = open_to_look(ward.fixture.folder.path(), loket::clinic::MIGRATIONS).unwrap();
    let found: Vec<String> = examine(&look).unwrap().into_iter().map(|finding| finding.text).collect();
    assert_eq!(found, [format!("stop {} waits though its person is marked as deceased", turn.stop)]);
    // And nobody calls them all the same.
    assert!(call(&ward, "Umum", "Ruang Umum").is_err());
}
