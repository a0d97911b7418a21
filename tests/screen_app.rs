//! The program around the screens: who works, what waits for whom, what a quiet window costs.

use crate::stage::Stage;
use crate::support::{Fixture, PASSWORD, begun};
use chrono::Duration;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::window;
use loket::clinic::Session;
use loket::desk::ThisPc;
use loket::queue;
use loket::staff::Role;
use loket::ui::Element;
use loket::ui::app::{App, Message, Start};
use loket::ui::front_desk::{form_id, id};
use loket::ui::sign_in;

fn view(app: &App) -> Element<'_, Message> {
    // No window of this test is the display's.
    app.view(window::Id::unique())
}

fn program(fixture: &Fixture, session: Session) -> Stage<App, Message> {
    let house = Some(fixture.house());
    let start = Start {
        after: loket::ui::app::After::default(),
        bad_end: None,
        desk: fixture.desk(),
        session: Some(session),
        house,
        pc: ThisPc::of(fixture.clinic.clone()),
    };
    // What it asks first, it asks again when it is shown.
    let (app, _) = App::boot(start);
    Stage::new(app, view, App::update)
}

fn comes(stage: &mut Stage<App, Message>, username: &str) {
    stage.ctrl("l");
    stage.click("Ganti petugas");
    comes_by_password(stage, username);
}

fn comes_by_password(stage: &mut Stage<App, Message>, username: &str) {
    stage.focus(sign_in::id::USERNAME);
    stage.write(username);
    stage.focus(sign_in::id::SECRET);
    stage.write(PASSWORD);
    stage.key(Named::Enter);
    assert!(!stage.sees("Ganti petugas"), "{username} was not let in");
}

#[test]
fn what_is_half_typed_waits_for_whoever_typed_it() {
    let fixture = begun();
    let receptionist = fixture.somebody(Role::Receptionist);
    let nurse = fixture.somebody(Role::Nurse);
    let mut stage = program(&fixture, receptionist);
    stage.ctrl("n");
    stage.focus(form_id::NAME);
    stage.write("Sutini");
    assert!(stage.holds(form_id::NAME, "Sutini"));

    comes(&mut stage, Role::Nurse.as_str());
    assert!(!stage.holds(form_id::NAME, "Sutini"), "a draft is nobody else's to read");
    comes(&mut stage, Role::Receptionist.as_str());
    assert!(stage.holds(form_id::NAME, "Sutini"), "what was typed is gone");
    drop(nurse);
}

#[test]
fn a_window_in_which_nothing_happens_asks_for_no_frame() {
    let fixture = begun();
    let receptionist = fixture.somebody(Role::Receptionist);
    let mut stage = program(&fixture, receptionist);
    stage.focus(id::SEARCH);
    let look = loket::ui::theme::Look::Light;
    let began = std::time::Instant::now();
    assert_eq!(stage.next_frame(began), window::RedrawRequest::Wait);
    let before = stage.draw(look);
    // A caret that blinks would be gone now.
    assert_eq!(stage.next_frame(began + std::time::Duration::from_millis(700)), window::RedrawRequest::Wait);
    assert!(before == stage.draw(look), "the caret moved by itself");
}

#[test]
fn a_screen_s_own_keys_type_nothing_into_the_field_in_front_of_it() {
    let fixture = begun();
    let nurse = fixture.somebody(Role::Nurse);
    let mut stage = program(&fixture, nurse);
    stage.focus(id::SEARCH);
    stage.write("siti");
    for digit in ["1", "2", "7"] {
        stage.key_with(Key::Character(digit.into()), Modifiers::ALT);
    }
    assert!(stage.holds(id::SEARCH, "siti"), "a key of the screen was typed");
    // Ctrl and a digit lead to the place of that number in the rail, and back.
    stage.ctrl("2");
    assert!(stage.sees("Pos ini di mana?"));
    stage.write("1");
    assert!(!stage.sees("Pos ini di mana?") && stage.sees("Ruang Umum"), "a digit chooses the room");
    stage.ctrl("1");
    assert!(stage.holds(id::SEARCH, "siti"));
}

#[test]
fn somebody_who_examines_begins_where_people_wait() {
    let fixture = begun();
    let receptionist = fixture.somebody(Role::Receptionist);
    fixture.somebody(Role::Nurse);
    let mut stage = program(&fixture, receptionist);
    comes(&mut stage, Role::Nurse.as_str());
    assert!(stage.sees("Pos ini di mana?"));
}

#[test]
fn the_work_of_others_does_not_keep_a_desk_open_that_was_left() {
    let fixture = begun();
    let receptionist = fixture.somebody(Role::Receptionist);
    let mut stage = program(&fixture, receptionist);
    let (idle, touched) = (15, 10);
    for minute in 1..=touched + idle {
        fixture.clock.forward(chrono::Duration::minutes(1));
        // Somebody else's work reaches this desk, which asks anew for what it shows.
        stage.send(Message::Heard(None));
        stage.send(Message::Tick);
        assert_eq!(stage.sees("Terkunci"), minute == touched + idle, "after {minute} minutes");
        if minute == touched {
            stage.focus(id::SEARCH);
            stage.write("s");
        }
    }
}

#[test]
fn a_bad_end_and_a_late_copy_are_said_before_anybody_signs_in() {
    use loket::ui::app::BadEnd;
    let fixture = begun();
    fixture.clinic.make_copy().unwrap();
    fixture.clock.set(fixture.clinic.now() + chrono::Duration::days(2));
    let house = Some(fixture.house());
    let start = Start {
        after: loket::ui::app::After::default(),
        bad_end: Some(BadEnd::Cut),
        desk: fixture.desk(),
        session: None,
        house,
        pc: ThisPc::of(fixture.clinic.clone()),
    };
    let cut = "Terakhir kali Loket terputus sebelum ditutup (listrik padam?). Yang sudah tersimpan aman.";
    let late = "Salinan data terakhir yang baik: 21-11-2026.";
    let mut stage = Stage::new(App::boot(start).0, view, App::update);
    assert!(stage.sees(cut) && stage.sees(late));
    stage.focus(sign_in::id::USERNAME);
    stage.write("wahyu");
    stage.focus(sign_in::id::SECRET);
    stage.write(PASSWORD);
    stage.key(Named::Enter);
    assert!(stage.sees(late), "red below every screen");
    assert!(stage.sees(cut), "once more, in passing");
}

#[test]
fn a_second_start_is_heard_once() {
    use loket::ui::app::forward;
    let folder = tempfile::tempdir().unwrap();
    assert!(!forward::take(folder.path()));
    forward::ask(folder.path()).unwrap();
    forward::ask(folder.path()).unwrap();
    assert!(forward::take(folder.path()) && !forward::take(folder.path()));
}

#[test]
fn a_program_that_runs_through_the_night_closes_the_day_that_was_left_open() {
    let fixture = begun();
    let receptionist = fixture.somebody(Role::Receptionist);
    fixture.ticket();
    let yesterday = fixture.clinic.today().unwrap();
    let left_open = |fixture: &Fixture| {
        let asked = queue::query::LeftOpen { day: fixture.clinic.today().unwrap() };
        fixture.clinic.ask(&fixture.clinic.system(), &asked).unwrap()
    };
    let mut stage = program(&fixture, receptionist);
    // Half past one at night: whoever works now still works on yesterday.
    fixture.clock.set(fixture.clinic.now() + Duration::hours(18));
    stage.send(Message::Tick);
    assert_eq!(left_open(&fixture), [yesterday]);
    fixture.clock.set(fixture.clinic.now() + Duration::hours(3));
    stage.send(Message::Tick);
    assert_eq!(left_open(&fixture), []);
}

#[test]
fn who_signed_in_here_before_comes_back_by_quick_pin_from_the_locked_desk() {
    let fixture = begun();
    let (receptionist, nurse) = (fixture.somebody(Role::Receptionist), fixture.somebody(Role::Nurse));
    let account = nurse.account().unwrap();
    let pin = Some(loket::staff::SecretHash::of_pin("274915").unwrap());
    let set = loket::staff::command::SetPin { account, pin };
    fixture.clinic.run(&nurse, loket::clinic::Envelope::new(set)).unwrap();
    let mut stage = program(&fixture, receptionist);
    stage.ctrl("l");
    assert!(!stage.sees("Orang nurse"), "nobody is offered who never signed in here");
    stage.key(Named::Escape);
    comes_by_password(&mut stage, "nurse");
    comes(&mut stage, "receptionist");
    stage.ctrl("l");
    assert!(stage.sees("Orang nurse"));
    stage.key_with(Key::Character("1".into()), Modifiers::ALT);
    stage.write("274915");
    stage.key(Named::Enter);
    assert!(!stage.sees("Ganti petugas"), "the PIN did not let the nurse in");
    stage.ctrl("l");
    assert!(stage.sees("Orang receptionist"));
}

#[test]
fn the_display_comes_back_where_it_stood_and_as_full_as_it_was() {
    let fixture = begun();
    let receptionist = fixture.somebody(Role::Receptionist);
    let mut stage = program(&fixture, receptionist.clone());
    stage.send(Message::ToggleDisplay);
    let (id, first) = stage.opened[0].clone();
    assert!(!first.fullscreen && !matches!(first.position, window::Position::Specific(_)), "never moved yet");
    stage.send(Message::Placed(id, window::Event::Moved(iced::Point::new(1366.0, 40.0))));
    stage.send(Message::Placed(id, window::Event::Resized(iced::Size::new(1000.0, 600.0))));
    stage.send(Message::FullScreen(id));
    stage.send(Message::Placed(id, window::Event::Resized(iced::Size::new(1920.0, 1080.0))));

    // The next morning, on the same PC.
    let mut stage = program(&fixture, receptionist);
    stage.send(Message::ToggleDisplay);
    let (id, again) = stage.opened[0].clone();
    assert!(again.fullscreen);
    let at = |settings: &window::Settings| match settings.position {
        window::Position::Specific(point) => (point.x as i32, point.y as i32),
        _ => panic!("somewhere else"),
    };
    assert_eq!((at(&again), again.size), ((1366, 40), iced::Size::new(1000.0, 600.0)));
    // F11 in it: back to the window that it was.
    stage.send(Message::FullScreen(id));
    stage.send(Message::Closed(id));
    stage.send(Message::ToggleDisplay);
    assert!(!stage.opened[1].1.fullscreen);
}
