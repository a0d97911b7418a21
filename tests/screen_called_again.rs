//! The number that a counter calls is marked wherever it becomes the called one again: by an undo, and after a new start.

use iced::keyboard::key::Named;
use loket::queue::{FirstStop, Issue, Row, State};
use loket::staff::Role;
use loket::ui::app::App;

use crate::screen_app::{program_of, view};
use crate::screen_undo::{Program, begun, goes_on, rows};
use crate::stage::Stage;
use crate::support::ticket;
use crate::support::ward::Ward;

/// Whoever is called, the newest first.
fn called(ward: &Ward) -> Vec<Row> {
    rows(ward).into_iter().filter(|row| row.state == State::Called).collect()
}

fn press(stage: &mut Program, key: Named) {
    stage.key(key);
    goes_on(stage);
}

fn undo(stage: &mut Program) {
    stage.ctrl("z");
    goes_on(stage);
}

/// F9 so often, a minute after another.
fn call(ward: &Ward, stage: &mut Program, presses: usize) {
    for _ in 0..presses {
        ward.later(1);
        press(stage, Named::F9);
    }
}

/// Whether it is asked what became of the first number.
fn asks(stage: &mut Program) -> bool {
    stage.sees("A-001 masih dipanggil. Datang, tidak hadir (F11), atau ditunda? F9 lagi: biarkan dan panggil berikutnya.")
}

/// So many wait at registration on their way to Umum.
fn desk(people: usize) -> (Ward, Program) {
    let ward = Ward::open();
    for _ in 0..people {
        ward.run(Issue { first_stop: FirstStop::Registration, ..ticket(ward.unit("Umum")) });
    }
    let stage = begun(&ward, Role::Receptionist);
    (ward, stage)
}

#[test]
fn after_an_admission_was_taken_back_the_keys_are_about_the_called_number() {
    // The last one in registration: nobody waits whom F9 could call.
    let (ward, mut stage) = desk(1);
    press(&mut stage, Named::F9);
    press(&mut stage, Named::F8);
    undo(&mut stage);
    let [first] = called(&ward).try_into().unwrap();
    press(&mut stage, Named::F10);
    let [again] = called(&ward).try_into().unwrap();
    assert_eq!((again.stop, again.call_count), (first.stop, first.call_count + 1), "F10");
    undo(&mut stage);
    press(&mut stage, Named::F11);
    assert_eq!(called(&ward), [], "F11");
    undo(&mut stage);
    press(&mut stage, Named::F8);
    assert_eq!(called(&ward), [], "F8");
}

#[test]
fn after_a_new_start_the_keys_are_about_the_called_number() {
    let (ward, mut stage) = desk(2);
    press(&mut stage, Named::F9);
    drop(stage);
    let session = ward.fixture.sign_in(Role::Receptionist.as_str());
    let (app, first) = program_of(&ward.fixture, session, None);
    let mut stage = Stage::new(app, view, App::update);
    stage.run(first);
    goes_on(&mut stage);
    press(&mut stage, Named::F10);
    assert_eq!(called(&ward).iter().map(|row| row.call_count).collect::<Vec<_>>(), [2]);
    press(&mut stage, Named::F8);
    assert_eq!(called(&ward), []);
}

#[test]
fn who_was_asked_about_and_went_on_is_asked_about_anew_when_that_is_taken_back() {
    let (ward, mut stage) = desk(3);
    press(&mut stage, Named::F9);
    let [first] = called(&ward).try_into().unwrap();
    press(&mut stage, Named::F9);
    assert!(asks(&mut stage));
    press(&mut stage, Named::F8);
    undo(&mut stage);
    assert!(!asks(&mut stage), "the old question is answered");
    press(&mut stage, Named::F9);
    assert_eq!(called(&ward).iter().map(|row| row.stop).collect::<Vec<_>>(), [first.stop], "asked first");
    assert!(asks(&mut stage));
}

#[test]
fn a_call_that_is_taken_back_leaves_the_keys_with_whoever_is_still_called() {
    let (ward, mut stage) = desk(3);
    call(&ward, &mut stage, 3);
    assert_eq!(called(&ward).len(), 2);
    undo(&mut stage);
    press(&mut stage, Named::F11);
    assert_eq!(called(&ward), []);
}

#[test]
fn a_key_that_is_pressed_twice_reaches_nobody_who_was_called_before() {
    for key in [Named::F8, Named::F11] {
        let (ward, mut stage) = desk(3);
        call(&ward, &mut stage, 3);
        let [_, first] = called(&ward).try_into().unwrap();
        press(&mut stage, key);
        press(&mut stage, key);
        assert_eq!(called(&ward).iter().map(|row| row.stop).collect::<Vec<_>>(), [first.stop], "{key:?}");
    }
}

#[test]
fn in_a_room_too_the_keys_go_back_to_whoever_is_still_called() {
    let ward = Ward::open();
    for _ in 0..3 {
        ward.run(Issue { first_stop: FirstStop::Unit, ..ticket(ward.unit("Umum")) });
    }
    let mut stage = begun(&ward, Role::Nurse);
    stage.ctrl("2");
    stage.write("1");
    goes_on(&mut stage);
    call(&ward, &mut stage, 3);
    assert_eq!(called(&ward).len(), 2);
    undo(&mut stage);
    press(&mut stage, Named::F11);
    assert_eq!(called(&ward), []);
}
