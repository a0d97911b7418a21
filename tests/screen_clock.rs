//! The line about the clock: on every screen until one key answers it.

use chrono::Duration;
use iced::keyboard::key::Named;
use iced_test::selector;
use loket::clinic::watch::Asked;
use loket::staff::Role;
use loket::ui::app::screens::Name;
use loket::ui::app::{App, Message};
use loket::ui::front_desk::id;
use loket::ui::sign_in;
use loket::ui::theme::Look;

use crate::screen_app::program;
use crate::stage::Stage;
use crate::support::{Fixture, PASSWORD, begun_on_a_pc};

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
