//! The line about the clock: on every screen until one key answers it.

use chrono::Duration;
use iced::keyboard::key::Named;
use iced_test::selector;
use loket::clinic::watch::{Asked, Doubt};
use loket::staff::Role;
use loket::ui::app::screens::Name;
use loket::ui::app::{App, Message};
use loket::ui::exam::Exam;
use loket::ui::front_desk::{FrontDesk, id};
use loket::ui::sign_in;
use loket::ui::theme::Look;

use crate::screen_app::{program, program_of, view};
use crate::stage::Stage;
use crate::support::drive::Drive;
use crate::support::ward::Ward;
use crate::support::{Fixture, PASSWORD, begun_on_a_pc, ticket};

const ASKED: &str = "Sekarang Sabtu, 21 November 2026 07:30, benar?";

fn tickets(fixture: &Fixture) -> u32 {
    let day = fixture.clinic.today().unwrap();
    let board = loket::queue::query::Board { day };
    fixture.clinic.ask(&fixture.administrator(), &board).unwrap().waiting
}

/// The program as it stands in front of a receptionist, having asked what it asks first.
fn desk(fixture: &Fixture) -> Stage<App, Message> {
    let receptionist = fixture.somebody(Role::Receptionist);
    let mut stage = program(fixture, receptionist);
    stage.send(Message::Heard(None));
    stage
}

#[test]
fn one_key_on_any_screen_says_that_the_clock_is_right_and_before_it_no_ticket_is_given() {
    let fixture = begun_on_a_pc();
    let mut stage = desk(&fixture);
    assert!(stage.sees(ASKED));
    stage.picture(Look::Light, "clock-day");
    stage.key(Named::F2);
    assert_eq!(tickets(&fixture), 0, "the clock is not confirmed");
    stage.send(Message::Go(Name::Settings.into()));
    assert!(stage.sees(ASKED), "on every screen");
    stage.ctrl("k");
    assert!(!stage.sees(ASKED));
    assert_eq!(fixture.clinic.clock().unwrap().asked, Asked::Nothing);
    stage.send(Message::Go(Name::FrontDesk.into()));
    stage.key(Named::F2);
    assert_eq!(tickets(&fixture), 1);
}

#[test]
fn a_clock_that_does_not_fit_is_put_right_unless_somebody_says_otherwise() {
    let fixture = begun_on_a_pc();
    fixture.clock.set("2020-01-01T00:07:00Z".parse().unwrap());
    let mut stage = desk(&fixture);
    let doubt = "Jam komputer Rabu, 1 Januari 2020 07:07. Catatan terakhir Sabtu, 21 November 2026 07:30. Jam ini benar?";
    assert!(stage.sees(doubt));
    // A receptionist does not declare the entries to be of the future.
    stage.ctrl("k");
    assert!(stage.sees(doubt));
    stage.ctrl("j");
    assert!(stage.has_focus("clock.date"), "the right time is typed");
    stage.write("21-11-26");
    stage.key(Named::Enter);
    stage.write("0745");
    stage.picture(Look::Light, "clock-doubt");
    stage.key(Named::Enter);
    assert!(!stage.sees(doubt));
    assert_eq!(fixture.clinic.today().unwrap().to_string(), "2026-11-21");
    // What is typed on the screen below was not touched by the keys of the line.
    assert!(stage.holds(id::SEARCH, ""));
}

/// A desk where one is called and two wait, under a clock that was set back by three hours within the day.
fn with_a_queue_and_a_clock_set_back() -> (Fixture, Stage<App, Message>) {
    let fixture = begun_on_a_pc();
    let administrator = fixture.administrator();
    let shown = fixture.clinic.now();
    let confirm = loket::clinic::watch::command::Confirm { shown };
    fixture.clinic.run(&administrator, loket::clinic::Envelope::new(confirm)).unwrap();
    let unit = fixture.config().services().next().unwrap().id;
    for _ in 0..3 {
        fixture.clinic.run(&administrator, loket::clinic::Envelope::new(ticket(unit))).unwrap();
        fixture.clock.forward(Duration::minutes(7));
    }
    let counter = fixture.config().counters_of(unit).next().unwrap().id;
    let call = loket::queue::command::CallNext { unit, counter };
    fixture.clinic.run(&administrator, loket::clinic::Envelope::new(call)).unwrap();
    fixture.clock.set("2026-11-20T21:40:00Z".parse().unwrap());
    let (app, first) = program_of(&fixture, fixture.somebody(Role::Receptionist), None);
    let mut stage = Stage::new(app, view, App::update);
    stage.run(first);
    (fixture, stage)
}

#[test]
fn while_the_clock_does_not_fit_no_wait_is_told_in_minutes_and_the_status_bar_marks_the_clock() {
    let (fixture, mut stage) = with_a_queue_and_a_clock_set_back();
    stage.picture(Look::Light, "clock-doubt-queue");
    assert!(stage.sees("Diambil") && stage.sees("07:37") && stage.sees("07:44"), "the times of the tickets");
    assert!(!stage.sees("0 mnt"));
    fixture.clock.set("2026-11-21T02:30:00Z".parse().unwrap());
    stage.send(Message::Heard(None));
    assert!(stage.sees("Terlalu lama"), "by a clock that fits it is told");
}

#[test]
fn the_queue_stays_on_the_screen_under_a_clock_of_another_day() {
    for wrong in ["2020-01-01T00:07:00Z", "2027-08-01T00:07:00Z"] {
        let (fixture, mut stage) = with_a_queue_and_a_clock_set_back();
        let wrong_by = wrong.parse::<loket::terms::Instant>().unwrap() - fixture.clock.now();
        fixture.clock.put(wrong_by);
        stage.send(Message::Tick);
        assert!(stage.sees("A-002") && stage.sees("A-003") && stage.sees("07:37"), "{wrong}");
        let day = fixture.clinic.today().unwrap();
        let board = loket::queue::query::Board { day };
        let board = fixture.clinic.ask(&fixture.administrator(), &board).unwrap();
        assert_eq!((day.to_string().as_str(), board.waiting), ("2026-11-21", 2), "{wrong}");
        // The right time brings no other list.
        fixture.clock.put(chrono::Duration::hours(3) - wrong_by);
        stage.send(Message::Tick);
        assert!(stage.sees("A-003"), "{wrong}");
    }
}

#[test]
fn no_wait_is_called_too_long_at_the_desk_or_in_a_room_by_any_clock_that_is_doubted() {
    let ward = Ward::open();
    ward.ticket("KIA", None, None);
    ward.later(104);
    let now = ward.fixture.clinic.now();
    let mut desk =
        Drive::new(FrontDesk::default(), &ward.fixture, Some(ward.fixture.somebody(Role::Receptionist)));
    let mut room = Drive::new(Exam::default(), &ward.fixture, Some(ward.session.clone()));
    room.press_button("Ruang KIA").hear();
    assert!(desk.shows("1 j 44 mnt") && room.shows("1 j 44 mnt"));
    let last = now - Duration::minutes(104);
    let came = desk.shared.time(last);
    for doubt in [
        Doubt::Back { last },
        Doubt::Ahead { last },
        Doubt::Zone { seconds: -8 * 3_600 },
        Doubt::Offset { other: now + Duration::days(2) },
    ] {
        desk.shared.clock = Asked::Doubt(doubt);
        room.shared.clock = Asked::Doubt(doubt);
        assert!(desk.shows(&came) && !desk.shows("1 j 44 mnt") && !desk.shows("Terlalu lama"), "{doubt:?}");
        assert!(room.shows(&came) && !room.shows("1 j 44 mnt") && !room.shows("Lama"), "{doubt:?}");
    }
}

#[test]
fn the_button_of_a_ticket_is_off_with_its_reason_until_the_clock_is_confirmed() {
    let (fixture, mut stage) = with_a_queue_and_a_clock_set_back();
    let off = "Menunggu jawaban baris jam di atas";
    assert!(stage.sees(off));
    stage.key(Named::F2);
    stage.click(selector::id(id::PRINT));
    assert!(!stage.sees("Jam belum dipastikan"), "what is off is not refused");
    fixture.clock.set("2026-11-21T02:30:00Z".parse().unwrap());
    stage.send(Message::Heard(None));
    assert!(stage.sees(off), "on every day and after every start");
    stage.ctrl("k");
    assert!(!stage.sees(off));
    stage.key(Named::F2);
    assert_eq!(tickets(&fixture), 3);
}

#[test]
fn no_refusal_for_want_of_an_answer_advises_a_key_that_may_be_refused() {
    for language in [loket::words::Language::Indonesian, loket::words::Language::English] {
        let words = loket::words::Words::new(language);
        assert!(!loket::clinic::Refusal::ClockAsked.explain(&words).contains("Ctrl"));
    }
}

#[test]
fn a_typed_time_before_the_last_entry_is_asked_about_and_a_second_enter_takes_it() {
    let (fixture, mut stage) = with_a_queue_and_a_clock_set_back();
    stage.ctrl("j");
    stage.write("21-11-26");
    stage.key(Named::Enter);
    stage.write("0707");
    stage.key(Named::Enter);
    let told = "Catatan terakhir Sabtu, 21 November 2026 07:51 lebih baru dari jam ini. Bila jam ini memang benar, tekan Enter sekali lagi.";
    assert!(stage.sees(told));
    assert!(matches!(fixture.clinic.clock().unwrap().asked, Asked::Doubt(_)));
    stage.picture(Look::Light, "clock-before");
    // Another time is another question.
    stage.key(Named::Backspace);
    stage.write("8");
    assert!(!stage.sees(told));
    stage.key(Named::Enter);
    assert!(stage.sees(told));
    stage.key(Named::Enter);
    assert_eq!(fixture.clinic.clock().unwrap().asked, Asked::Nothing);
    assert_eq!(fixture.clinic.now().to_rfc3339(), "2026-11-21T00:08:00+00:00");
}

#[test]
fn a_year_of_two_digits_is_of_this_century_however_far_behind_the_clock_is() {
    let fixture = begun_on_a_pc();
    fixture.clock.set("2005-01-01T00:07:00Z".parse().unwrap());
    let mut stage = desk(&fixture);
    stage.ctrl("j");
    stage.write("211126");
    stage.key(Named::Enter);
    stage.write("0745");
    stage.key(Named::Enter);
    assert_eq!(fixture.clinic.today().unwrap().to_string(), "2026-11-21");
}

#[test]
fn a_program_that_runs_into_the_next_day_asks_again() {
    let fixture = begun_on_a_pc();
    let mut stage = desk(&fixture);
    stage.ctrl("k");
    assert!(!stage.sees("benar?"));
    fixture.clock.forward(Duration::hours(24));
    stage.send(Message::Tick);
    assert!(!stage.sees("benar?"), "the desk was left and is locked");
    stage.focus(sign_in::id::SECRET);
    stage.write(PASSWORD);
    stage.key(Named::Enter);
    assert!(stage.sees("Sekarang Minggu, 22 November 2026 07:30, benar?"));
    // And after a jump of the clock within the day.
    stage.ctrl("k");
    stage.send(Message::Tick);
    fixture.clock.forward(Duration::hours(-2));
    stage.send(Message::Heard(None));
    assert!(stage.sees("Jam komputer Minggu, 22 November 2026 05:30. Catatan terakhir Minggu, 22 November 2026 07:30. Jam ini benar?"));
}

#[test]
fn the_line_goes_on_with_the_time_and_its_key_is_an_answer_to_what_it_shows() {
    let fixture = begun_on_a_pc();
    let mut stage = desk(&fixture);
    assert!(stage.sees(ASKED));
    // Somebody works meanwhile: longer than an answer is good for.
    for minutes in [37, 44, 51] {
        fixture.clock.forward(Duration::minutes(7));
        stage.send(Message::Go(Name::FrontDesk.into()));
        stage.send(Message::Tick);
        assert!(stage.sees(&format!("Sekarang Sabtu, 21 November 2026 07:{minutes}, benar?")));
    }
    stage.ctrl("k");
    assert_eq!(fixture.clinic.clock().unwrap().asked, Asked::Nothing);
    assert!(!stage.sees("Sekarang Sabtu, 21 November 2026 07:51, benar?"));
}

#[test]
fn an_answer_to_a_time_that_is_long_past_is_refused_and_the_line_shows_what_time_it_is() {
    let fixture = begun_on_a_pc();
    let mut stage = desk(&fixture);
    // The clock jumps while the line stands as it was drawn.
    fixture.clock.forward(Duration::minutes(40));
    stage.ctrl("k");
    assert_eq!(fixture.clinic.clock().unwrap().asked, Asked::Day);
    assert!(stage.sees("Sekarang Sabtu, 21 November 2026 08:10, benar?"));
    stage.ctrl("k");
    assert_eq!(fixture.clinic.clock().unwrap().asked, Asked::Nothing);
}

#[test]
fn two_possible_times_are_both_shown_and_no_is_the_default() {
    let fixture = begun_on_a_pc();
    fixture.clock.forward(Duration::days(-2));
    let right = "2026-11-21T07:30:00".parse().unwrap();
    let correct = loket::clinic::watch::command::Correct::to(right);
    fixture.clinic.run(&fixture.administrator(), loket::clinic::Envelope::new(correct)).unwrap();
    // Somebody sets the PC's clock to something else.
    fixture.clock.put(Duration::days(3));
    let mut stage = desk(&fixture);
    assert!(stage.sees("Sekarang Minggu, 22 November 2026 07:30, atau Selasa, 24 November 2026 07:30?"));
    stage.picture(Look::Light, "clock-two");
}

#[test]
fn a_click_into_the_lines_fields_takes_the_focus_from_the_screen() {
    let fixture = begun_on_a_pc();
    let mut stage = desk(&fixture);
    stage.ctrl("j");
    stage.focus(id::SEARCH);
    assert!(stage.has_focus(id::SEARCH));
    stage.click(selector::id("clock.date"));
    assert!(stage.has_focus("clock.date"));
    stage.key(Named::Tab);
    assert!(stage.has_focus("clock.time"), "Tab walks on from what was clicked");
    stage.click(selector::id(id::SEARCH));
    assert!(stage.has_focus(id::SEARCH));
}

#[test]
fn whoever_is_here_from_the_start_sits_at_their_own_counter() {
    use loket::ui::action::Preference;
    let fixture = crate::support::begun();
    let receptionist = fixture.somebody(Role::Receptionist);
    let config = fixture.config();
    let second = config.counters.iter().find(|counter| counter.name == "Loket 2").unwrap().id;
    let mut kept = loket::ui::app::Preferences::read(fixture.folder.path());
    kept.prefer(Preference::Counter(second), receptionist.account());
    let mut stage = program(&fixture, receptionist);
    assert!(stage.sees("Pendaftaran · Loket 2"));
}
