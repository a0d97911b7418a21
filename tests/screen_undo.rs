//! What was done is taken back by its key for ten seconds, on a busy morning too: through the whole program, drawn after
//! every act, with more people waiting than the list has room for.

use iced::Size;
use iced::keyboard::key::Named;
use loket::clinic::views;
use loket::queue::{FirstStop, Issue, Row, State};
use loket::staff::Role;
use loket::ui::app::{App, Message};
use loket::ui::front_desk::id;
use loket::visits;

use crate::screen_app::{program_of, view};
use crate::stage::Stage;
use crate::support::seen::Holds;
use crate::support::ticket;
use crate::support::ward::{Ward, date};

pub type Program = Stage<App, Message>;

/// So many wait for Umum, by way of registration or there.
pub fn waiting(ward: &Ward, first_stop: FirstStop) {
    for _ in 0..26 {
        ward.run(Issue { first_stop, ..ticket(ward.unit("Umum")) });
    }
}

pub fn rows(ward: &Ward) -> Vec<Row> {
    let day = ward.fixture.clinic.today().unwrap();
    ward.ask(views::query::Board { day }).queue.rows
}

fn called(ward: &Ward) -> Vec<Row> {
    rows(ward).into_iter().filter(|row| row.state == State::Called).collect()
}

/// The window hears of what happened and is drawn, and a list says how long it is by now.
pub fn goes_on(stage: &mut Program) {
    stage.send(Message::Heard(None));
    for _ in 0..3 {
        let _ = stage.next_frame(std::time::Instant::now());
    }
}

/// The program of whoever this is, in a window of 1366 × 768.
pub fn begun(ward: &Ward, role: Role) -> Program {
    begun_in(ward, role, Size::new(1366.0, 768.0))
}

fn begun_in(ward: &Ward, role: Role, size: Size) -> Program {
    let (app, first) = program_of(&ward.fixture, ward.fixture.somebody(role), None);
    let mut stage = Stage::sized(app, view, App::update, size);
    stage.run(first);
    goes_on(&mut stage);
    stage
}

#[test]
fn ctrl_z_takes_a_ticket_a_call_and_an_admission_back_while_more_wait_than_the_list_shows() {
    let ward = Ward::open();
    waiting(&ward, FirstStop::Registration);
    let mut stage = begun(&ward, Role::Receptionist);
    // A name, Enter, F2.
    stage.focus(id::SEARCH);
    stage.write("kirana");
    stage.key(Named::Enter);
    goes_on(&mut stage);
    stage.key(Named::F2);
    goes_on(&mut stage);
    let hers = || rows(&ward).into_iter().filter(|row| row.person == Some(ward.child)).count();
    assert_eq!(hers(), 1);
    stage.ctrl("z");
    assert_eq!(hers(), 0, "the ticket stands");
    goes_on(&mut stage);
    // F9.
    stage.key(Named::F9);
    goes_on(&mut stage);
    assert_eq!(called(&ward).len(), 1);
    stage.ctrl("z");
    assert_eq!(called(&ward), [], "the call stands");
    goes_on(&mut stage);
    // F8: registration is done with whoever was called.
    stage.key(Named::F9);
    goes_on(&mut stage);
    let [first] = called(&ward).try_into().unwrap();
    stage.key(Named::F8);
    goes_on(&mut stage);
    assert_eq!(called(&ward), []);
    stage.ctrl("z");
    assert_eq!(called(&ward).into_iter().map(|row| row.stop).collect::<Vec<_>>(), [first.stop]);
}

#[test]
fn ctrl_z_takes_the_serving_of_a_wrong_person_back_with_the_empty_visit_that_it_opened() {
    let ward = Ward::open();
    ward.run(Issue { person: Some(ward.child), ..ticket(ward.unit("Umum")) });
    waiting(&ward, FirstStop::Unit);
    let mut stage = begun(&ward, Role::Nurse);
    stage.ctrl("2");
    stage.write("1");
    goes_on(&mut stage);
    let open = || ward.list("Umum").open.len();
    let hers = || rows(&ward).into_iter().find(|row| row.person == Some(ward.child)).unwrap().state;
    stage.key(Named::F9);
    goes_on(&mut stage);
    for by in ["Ctrl+Z", "Urungkan"] {
        stage.key(Named::F4);
        goes_on(&mut stage);
        assert_eq!((hers(), open()), (State::Serving, 1));
        if by == "Urungkan" {
            stage.click(by);
        } else {
            stage.ctrl("z");
        }
        assert_eq!((hers(), open()), (State::Called, 0), "{by}: as before");
        goes_on(&mut stage);
        assert!(stage.sees("Layani A-001"), "{by}: nobody's page is in the middle");
    }
    // Served after all: of what was undone her history knows nothing.
    stage.key(Named::F4);
    goes_on(&mut stage);
    let page = visits::query::History { person: ward.child, before: None, limit: 9 };
    let history: Vec<_> = ward.ask(page).into_iter().map(|line| line.state).collect();
    assert_eq!(history, [visits::State::Open]);
}

#[test]
fn ctrl_z_takes_a_moment_away_back_in_a_full_room() {
    let ward = Ward::open();
    waiting(&ward, FirstStop::Unit);
    let mut stage = begun(&ward, Role::Nurse);
    stage.ctrl("2");
    stage.write("1");
    goes_on(&mut stage);
    let held = || rows(&ward).into_iter().filter(|row| row.held.is_some()).count();
    stage.key(Named::F9);
    goes_on(&mut stage);
    stage.key(Named::F2);
    goes_on(&mut stage);
    assert_eq!(held(), 1);
    stage.ctrl("z");
    assert_eq!(held(), 0, "the moment away stands");
}

#[test]
fn a_list_that_others_make_longer_keeps_no_desk_open_that_was_left() {
    let ward = Ward::open();
    waiting(&ward, FirstStop::Registration);
    let mut stage = begun(&ward, Role::Receptionist);
    for minute in 1..=15 {
        ward.fixture.clock.forward(chrono::Duration::minutes(1));
        ward.run(Issue { first_stop: FirstStop::Registration, ..ticket(ward.unit("Umum")) });
        goes_on(&mut stage);
        stage.send(Message::Tick);
        assert_eq!(stage.sees("Terkunci"), minute == 15, "after {minute} minutes");
    }
}

#[test]
fn a_death_is_told_with_the_name_and_taken_back_by_its_key() {
    let ward = Ward::open();
    let gone = ward.register("Endang Purwati", loket::terms::Sex::Female, "1956-05-01", None);
    ward.run(Issue { person: Some(gone), ..ticket(ward.unit("Umum")) });
    let mut stage = begun(&ward, Role::Receptionist);
    let died = || {
        let day = ward.fixture.clinic.today().unwrap();
        let patient = ward.ask(views::query::Patient { person: gone, day }).unwrap();
        patient.opened.person.deceased_on
    };
    stage.focus(id::SEARCH);
    stage.write("endang");
    stage.key(Named::Enter);
    goes_on(&mut stage);
    stage.key(Named::F6);
    stage.click("Meninggal …");
    stage.ctrl_key(Named::Enter);
    goes_on(&mut stage);
    assert_eq!(died(), Some(date("2026-11-23")));
    let waits = || rows(&ward).into_iter().filter(|row| row.state.is_open()).count();
    assert_eq!(waits(), 0, "who died waits no longer");
    assert!(stage.sees("Endang Purwati dicatat meninggal, 23-11-2026."));
    stage.ctrl("z");
    assert_eq!(died(), None);
    assert_eq!(waits(), 1, "the turn goes on where it was");
    assert!(stage.sees("Tanda meninggal Endang Purwati dibatalkan."));
}

#[test]
fn the_number_that_this_counter_called_stands_in_the_lowest_window_and_its_keys_follow_the_mouse() {
    for (height, percent) in [(768.0, 1.6), (697.0, 1.25), (640.0, 1.25)] {
        let ward = Ward::open();
        waiting(&ward, FirstStop::Registration);
        let size = Size::new(1366.0 / percent, height / percent);
        let mut stage = begun_in(&ward, Role::Receptionist, size);
        stage.key(Named::F9);
        goes_on(&mut stage);
        for _ in 0..3 {
            stage.key(Named::Escape);
        }
        // The sentence below goes.
        ward.fixture.clock.forward(chrono::Duration::minutes(1));
        stage.send(Message::Tick);
        goes_on(&mut stage);
        let [first] = called(&ward).try_into().unwrap();
        let number = first.number.as_ref().unwrap().to_string();
        assert!(stage.sees(&number), "{number} is nowhere at {size:?}");
        stage.key(Named::F11);
        assert_eq!(called(&ward).len(), 1, "nobody is marked");
        stage.click(number.as_str());
        stage.key(Named::F11);
        assert_eq!(called(&ward), [], "{size:?}");
    }
}

#[test]
fn in_a_narrow_window_a_notice_stands_over_the_status_bar_and_covers_no_button() {
    for scale in [1.4, 1.6] {
        let ward = Ward::open();
        waiting(&ward, FirstStop::Registration);
        let mut stage = begun_in(&ward, Role::Receptionist, Size::new(1366.0 / scale, 749.0 / scale));
        stage.focus(id::SEARCH);
        stage.write("kirana");
        stage.key(Named::Enter);
        goes_on(&mut stage);
        stage.key(Named::F2);
        goes_on(&mut stage);
        for page in ["the desk", "a form"] {
            if page == "a form" {
                stage.ctrl("n");
                goes_on(&mut stage);
            }
            let words = stage.find(Holds("tersimpan".into())).expect("the notice is there");
            let notice = words.expand(8.0);
            let buttons: &[&str] = if page == "a form" {
                &["Simpan", "Kembali", "Ulangi", "Lewati"]
            } else {
                &["Ulangi", "Lewati"]
            };
            for label in buttons {
                let place = stage.place(label).expand(8.0);
                assert!(
                    notice.y >= place.y + place.height,
                    "{page} at {scale}: {notice:?} {label} {place:?}"
                );
            }
        }
        // It can still be taken back by a click.
        stage.click("Urungkan");
        goes_on(&mut stage);
        assert!(rows(&ward).iter().all(|row| row.person != Some(ward.child)), "the ticket stands");
    }
}
