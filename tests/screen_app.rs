//! The program around the screens: who works, what waits for whom, what a quiet window costs.

use crate::stage::Stage;
use crate::support::ward::Ward;
use crate::support::{Fixture, PASSWORD, begun};
use chrono::Duration;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::window;
use loket::clinic::Session;
use loket::desk::ThisPc;
use loket::queue;
use loket::staff::Role;
use loket::ui::Element;
use loket::ui::app::screens::{self, Name};
use loket::ui::app::{App, Message, Start};
use loket::ui::front_desk::{self, form_id, id};
use loket::ui::sign_in;
use loket::words::Language;

pub fn view(app: &App) -> Element<'_, Message> {
    // No window of this test is the display's.
    app.view(window::Id::unique())
}

pub fn program(fixture: &Fixture, session: Session) -> Stage<App, Message> {
    // What it asks first, it asks again when it is shown.
    Stage::new(program_of(fixture, session, None).0, view, App::update)
}

/// The program as the command line starts it, and what it does first.
pub fn program_of(
    fixture: &Fixture,
    session: Session,
    language: Option<Language>,
) -> (App, iced::Task<Message>) {
    let config = Some(fixture.config());
    let start = Start {
        after: loket::ui::app::After::default(),
        bad_end: None,
        language,
        desk: fixture.desk(),
        session: Some(session),
        config,
        pc: ThisPc::of(fixture.clinic.clone()),
    };
    App::boot(start)
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
fn an_answer_for_somebody_who_left_waits_for_their_return() {
    let fixture = begun();
    let receptionist = fixture.somebody(Role::Receptionist);
    fixture.somebody(Role::Nurse);
    let account = receptionist.account();
    let mut stage = program(&fixture, receptionist);
    comes(&mut stage, Role::Nurse.as_str());
    let late = front_desk::Message::TypedAnywhere("s".to_owned());
    stage.send(Message::Screen(account, screens::Message::FrontDesk(late)));
    stage.ctrl("1");
    assert!(!stage.holds(id::SEARCH, "s"), "it reached the nurse's screen");
    comes(&mut stage, Role::Receptionist.as_str());
    assert!(stage.holds(id::SEARCH, "s"), "it is lost");
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
fn a_clock_that_is_set_locks_nobody_out_and_keeps_no_desk_open() {
    for by in [chrono::Duration::hours(9), chrono::Duration::days(40), chrono::Duration::hours(-9)] {
        let fixture = begun();
        let receptionist = fixture.somebody(Role::Receptionist);
        let mut stage = program(&fixture, receptionist);
        stage.focus(id::SEARCH);
        stage.write("s");
        fixture.clock.put(by);
        stage.send(Message::Tick);
        assert!(!stage.sees("Terkunci"), "set by {by}, and no time passed");
        fixture.clock.forward(chrono::Duration::minutes(14));
        stage.send(Message::Tick);
        assert!(!stage.sees("Terkunci"), "set by {by}");
        fixture.clock.forward(chrono::Duration::minutes(1));
        stage.send(Message::Tick);
        assert!(stage.sees("Terkunci"), "left for a quarter of an hour, set by {by}");
    }
}

#[test]
fn a_bad_end_and_a_late_copy_are_said_before_anybody_signs_in() {
    use loket::ui::app::BadEnd;
    let fixture = begun();
    fixture.clinic.make_copy().unwrap();
    fixture.clock.set(fixture.clinic.now() + chrono::Duration::days(2));
    let config = Some(fixture.config());
    let start = Start {
        after: loket::ui::app::After::default(),
        bad_end: Some(BadEnd::Cut),
        language: None,
        desk: fixture.desk(),
        session: None,
        config,
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
    let tomorrow = loket::terms::ServiceDay(yesterday.0.succ_opt().unwrap());
    let left_open = |fixture: &Fixture| {
        let asked = queue::query::LeftOpen { day: tomorrow };
        let left = fixture.clinic.ask(&fixture.clinic.system(), &asked).unwrap();
        left.into_iter().map(|left| left.day).collect::<Vec<_>>()
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

/// The rail of whoever is here: the words of its items from above.
fn rail(stage: &mut Stage<App, Message>) -> Vec<String> {
    let words = loket::words::Words::new(loket::words::Language::Indonesian);
    let mut seen = Vec::new();
    for name in Name::ALL {
        let word = words.text(name.label().word).into_owned();
        if stage.sees(&word) {
            seen.push((stage.place(&word).y, word));
        }
    }
    seen.sort_by(|one, other| one.0.total_cmp(&other.0));
    seen.into_iter().map(|(_, word)| word).collect()
}

#[test]
fn the_rail_shows_each_the_screens_of_their_role_and_ctrl_with_a_digit_leads_to_them_in_its_order() {
    let here = |role: Role, seen: &[&str], unseen: &[&str]| {
        let fixture = begun();
        let session = fixture.somebody(role);
        let mut stage = program(&fixture, session);
        let rail = rail(&mut stage);
        let known: Vec<_> = rail.iter().filter(|word| seen.contains(&word.as_str())).collect();
        assert_eq!(known, seen, "{role:?}");
        assert!(rail.iter().all(|word| !unseen.contains(&word.as_str())), "{role:?}: {rail:?}");
        let (last, beyond) = (rail.len(), rail.len() + 1);
        assert!(stage.sees(&format!("Ctrl+1…{last}")), "{role:?}: the keys of {rail:?}");
        stage.ctrl(&last.to_string());
        assert!(stage.sees("Pengaturan"), "{role:?} comes to the last of the rail");
        stage.ctrl(&beyond.to_string());
        assert!(stage.sees("Pengaturan"), "{role:?}: no key leads further");
    };
    here(Role::Receptionist, &["Meja", "Atur"], &["Periksa", "Tumbuh", "Laporan"]);
    here(Role::Administrator, &["Meja", "Laporan", "Atur"], &["Periksa", "Tumbuh"]);
    here(Role::Doctor, &["Meja", "Periksa", "Tumbuh", "Laporan", "Atur"], &[]);
}

#[test]
fn who_goes_to_a_screen_for_somebody_finds_them_there() {
    use loket::ui::action::Place;
    use loket::ui::front_desk::Opening;
    let ward = Ward::open();
    let visit = loket::visits::Open {
        person: ward.child,
        unit: ward.unit("KIA"),
        ticket: None,
        stop: None,
        payer: loket::visits::Payer::Bpjs,
        kind: loket::visits::Kind::Sick,
    };
    let visit = ward.run(visit).visit;
    let mut stage = program(&ward.fixture, ward.session.clone());
    let name = "Kirana Putri";
    assert!(!stage.sees(name));
    stage.send(Message::Go(Place::FrontDesk(Some(Opening::Person(ward.child)))));
    assert!(stage.sees(name) && !stage.holds(form_id::NAME, name));
    stage.send(Message::Go(Place::FrontDesk(Some(Opening::Amend(ward.child)))));
    assert!(stage.holds(form_id::NAME, name));
    stage.send(Message::Go(Place::FrontDesk(Some(Opening::New))));
    assert!(stage.has_focus(form_id::NAME) && !stage.holds(form_id::NAME, name), "the form for somebody new");
    stage.send(Message::Go(Place::Screening(None)));
    assert!(!stage.sees(name), "gone to for nobody");
    stage.send(Message::Go(Place::Screening(Some(ward.child))));
    assert!(stage.sees(name));
    stage.send(Message::Go(Place::Exam(Some(visit))));
    assert!(stage.sees(name));
}

#[test]
fn ctrl_z_takes_back_nothing_once_the_next_name_is_typed_and_what_is_undone_is_named() {
    let ward = Ward::open();
    let receptionist = ward.fixture.somebody(Role::Receptionist);
    let mut stage = program(&ward.fixture, receptionist);
    let day = ward.fixture.clinic.today().unwrap();
    let rows = || ward.ask(queue::query::OfPerson { day, person: ward.child });
    let waits = || rows().iter().any(|row| row.state == queue::State::Waiting);
    let issue = |stage: &mut Stage<App, Message>| {
        stage.focus(id::SEARCH);
        stage.write("kirana");
        stage.key(Named::Enter);
        stage.key(Named::F2);
    };
    let named = |row: &queue::Row| {
        let number = row.number.clone().unwrap();
        let number = format!("{}-{:03}", number.prefix, number.number);
        format!("Tiket {number}, Kirana Putri diurungkan; nomornya tidak dipakai lagi.")
    };
    // Straight away the key takes it back, and says what and of whom.
    issue(&mut stage);
    let first = rows().first().cloned().unwrap();
    stage.ctrl("z");
    assert!(!waits() && stage.sees(&named(&first)), "{}", named(&first));
    // Once the next one is typed for, it does not; the button still does.
    issue(&mut stage);
    assert!(waits());
    stage.write("si");
    stage.ctrl("z");
    assert!(waits(), "the key was about the name that is typed");
    stage.click("Urungkan");
    assert!(!waits());
}

#[test]
fn the_language_of_the_command_line_is_spoken_and_not_kept() {
    use loket::ui::action::Preference;
    use loket::ui::app::Preferences;
    let fixture = begun();
    let receptionist = fixture.somebody(Role::Receptionist);
    let (app, _) = program_of(&fixture, receptionist.clone(), Some(Language::English));
    let mut stage = Stage::new(app, view, App::update);
    assert!(stage.sees("Desk") && !stage.sees("Meja"));
    // Another choice is kept without it.
    let counter = fixture.config().counters[1].id;
    let account = receptionist.account();
    let counter = front_desk::QueueMessage::Counter(counter);
    let message = screens::Message::FrontDesk(front_desk::Message::Queue(counter));
    stage.send(Message::Screen(account, message));
    assert!(stage.sees("Desk"), "the window goes on in its language");
    let mut kept = Preferences::read(fixture.folder.path());
    assert_eq!(kept.seat.language, Language::Indonesian);
    // What was chosen at the seat is spoken where the line says nothing.
    kept.prefer(Preference::Language(Language::English), None);
    let mut stage = program(&fixture, receptionist.clone());
    assert!(stage.sees("Desk"));
    let (app, _) = program_of(&fixture, receptionist, Some(Language::Indonesian));
    assert!(Stage::new(app, view, App::update).sees("Meja"));
}
