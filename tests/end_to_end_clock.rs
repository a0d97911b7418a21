//! The built program in a real window on a PC whose clock is wrong.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use chrono::Utc;
use loket::clinic::Envelope;
use loket::terms::Instant;

use crate::end_to_end::{Screen, appears, count, ended, screen, signal, until};
use crate::support::{PASSWORD, begun, morning, ticket};

/// The library that answers wrongly what time it is, built with the compiler that the program needs anyway.
fn false_clock(folder: &Path) -> PathBuf {
    let library = folder.join("false_clock.so");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/false_clock.c");
    let done =
        Command::new("cc").args(["-shared", "-fPIC", "-o"]).arg(&library).arg(source).arg("-ldl").status();
    assert!(done.unwrap().success(), "the false clock was not built");
    library
}

/// The desk's program while the PC's clock shows `at`, in a zone as the system names it.
fn desk_at(folder: &Path, clock: &Path, at: Instant, zone: &str, screen: &Screen) -> Child {
    let off = (at - Utc::now()).num_seconds().to_string();
    Command::new(env!("CARGO_BIN_EXE_loket"))
        .arg("--data")
        .arg(folder)
        .env("LD_PRELOAD", clock)
        .env("FALSE_CLOCK", off)
        .env("TZ", zone)
        .env("DISPLAY", screen.name())
        .env_remove("WAYLAND_DISPLAY")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn end(mut program: Child) {
    assert!(signal("TERM", &program));
    let _ = ended(&mut program);
}

fn comes_in(folder: &Path, screen: &Screen, program: &mut Child) {
    let window = appears(screen, program);
    screen.tool(&["windowfocus", "--sync", &window]);
    // Beside three hundred other tests a window takes its time until it hears keys.
    std::thread::sleep(Duration::from_secs(3));
    let tries = "SELECT count(*) FROM journal WHERE kind = 'Staff.Try'";
    let before = count(folder, tries);
    until("somebody who comes in", || {
        screen.tool(&["type", "--delay", "60", "wahyu"]).unwrap();
        screen.key("Return");
        std::thread::sleep(Duration::from_millis(500));
        screen.tool(&["type", "--delay", "60", PASSWORD]).unwrap();
        screen.key("Return");
        // Keys that came before the window heard them are typed again, over what is there of them.
        let tried = (0..100).any(|_| {
            std::thread::sleep(Duration::from_millis(100));
            count(folder, tries) > before
        });
        if !tried {
            screen.key("ctrl+a");
            screen.key("shift+Tab");
            screen.key("ctrl+a");
        }
        tried.then_some(())
    });
}

#[test]
fn half_a_minute_under_a_later_date_closes_nothing_and_a_key_confirms_the_right_one() {
    let Some(screen) = screen() else { return };
    let fixture = begun();
    for _ in 0..26 {
        fixture
            .clinic
            .run(&fixture.administrator(), Envelope::new(ticket(fixture.config().units[1].id)))
            .unwrap();
    }
    let (clinic, folder) = (fixture.clinic, fixture.folder);
    drop(clinic);
    let clock = false_clock(folder.path());
    let waiting = "SELECT count(*) FROM stop WHERE state = 'waiting'";
    let closed = "SELECT count(*) FROM queue_day WHERE closed_at IS NOT NULL";
    let confirmed = "SELECT count(*) FROM journal WHERE kind = 'Clock.Confirm'";

    let mut program =
        desk_at(folder.path(), &clock, morning() + chrono::Duration::days(12), "WIB-7", &screen);
    appears(&screen, &mut program);
    std::thread::sleep(Duration::from_secs(2));
    end(program);
    assert_eq!((count(folder.path(), waiting), count(folder.path(), closed)), (26, 0));

    let mut program =
        desk_at(folder.path(), &clock, morning() + chrono::Duration::minutes(5), "WIB-7", &screen);
    comes_in(folder.path(), &screen, &mut program);
    until("a confirmed clock", || {
        screen.key("ctrl+k");
        (count(folder.path(), confirmed) > 0).then_some(())
    });
    until("a ticket", || {
        // Whatever was typed too early stands in the search no more.
        screen.key("Escape");
        screen.key("F2");
        (count(folder.path(), "SELECT count(*) FROM ticket") > 26).then_some(())
    });
    end(program);
    assert!(count(folder.path(), waiting) > 26);
    assert_eq!(count(folder.path(), closed), 0);
}

#[test]
fn a_pc_left_on_pacific_with_its_clock_set_by_hand_is_put_right_by_what_its_wall_shows() {
    let Some(screen) = screen() else { return };
    let fixture = begun();
    let (clinic, folder) = (fixture.clinic, fixture.folder);
    drop(clinic);
    let clock = false_clock(folder.path());
    let corrected = "SELECT count(*) FROM journal WHERE kind = 'Clock.Correct'";
    // Its wall shows 07.40: fifteen hours too late for the clinic.
    let at = morning() + chrono::Duration::minutes(10) + chrono::Duration::hours(15);
    let mut program = desk_at(folder.path(), &clock, at, "PST8", &screen);
    comes_in(folder.path(), &screen, &mut program);
    until("the right time", || {
        screen.key("ctrl+j");
        // The time of its wall stands there: date and time are taken by Enter.
        std::thread::sleep(Duration::from_secs(1));
        screen.key("Return");
        screen.key("Return");
        std::thread::sleep(Duration::from_secs(1));
        (count(folder.path(), corrected) > 0).then_some(())
    });
    until("a ticket", || {
        // Whatever was typed too early stands in the search no more.
        screen.key("Escape");
        screen.key("F2");
        (count(folder.path(), "SELECT count(*) FROM ticket") > 0).then_some(())
    });
    end(program);
    let days = "SELECT count(*) FROM ticket WHERE service_day = '2026-11-21'";
    assert!(count(folder.path(), days) > 0, "given on the clinic's day");
}
