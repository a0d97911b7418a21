//! The search narrows, by keyboard: what was understood, why a line is there, the second page, and the ticket one key away.

use crate::screen_front_desk::{Desk, details};
use crate::support::drive::{Drive, FRAME};
use loket::people::{Birth, Details, Precision, Role};
use loket::terms::Sex;
use loket::ui::front_desk::{FrontDesk, Message};

fn woman(name: &str, birth: &str, mother: &str, address: &str) -> Details {
    let guardian = loket::people::Guardian { name: mother.into(), relation: loket::people::Relation::Mother };
    let mut details = details(name, Sex::Female, birth, None);
    details.guardian = Some(guardian);
    details.address.text = address.into();
    details.phone = String::new();
    details
}

/// People of one name and of names like it.
fn village() -> Desk {
    let desk = Desk::open();
    for (name, birth, mother, address) in [
        ("Mukhtar Hadi", "1960-09-21", "Siti Aminah", "Krajan"),
        ("Siti Amniah", "1960-02-09", "Tuminah", "Krajan"),
        ("Hj. Siti Aminah Zuhriyah", "1960-12-30", "Mursiyah", "Krajan"),
        ("Sitti Aminah", "1960-01-11", "Rukiyah", "Krajan"),
        ("Siti Aminah", "1975-05-17", "Parti", "Sumberejo"),
        ("Siti Aminah", "1960-08-03", "Sumirah", "Krajan"),
    ] {
        desk.register(woman(name, birth, mother, address), Role::Head, None);
    }
    let mut estimated = woman("Siti Aminah", "1960-07-01", "Kasiyem", "Krajan");
    estimated.birth = Birth { precision: Precision::Estimated, ..estimated.birth };
    desk.register(estimated, Role::Head, None);
    desk
}

#[test]
fn each_word_narrows_and_is_told_with_the_reason_of_every_line() {
    let desk = village();
    let mut drive = desk.drive();
    drive.write("siti aminah 1960 krajan");
    for said in [
        "semua cocok",
        "tanggal diperkirakan",
        "ejaan: Sitti",
        "gelar tidak dihitung",
        "2 huruf tertukar: Amniah",
        "1960, perkiraan",
        "ibu Sumirah · RT 03, Krajan, Sukorejo",
        "siti aminah",
        "krajan",
        "7 → 6 → 6",
    ] {
        assert!(drive.shows(said), "{said}");
    }
    drive.picture("front-narrow");
    for _ in 0..6 {
        drive.press("Down");
    }
    assert!(drive.shows("nama ibunya"), "the mother's name comes last");
    // Its cross takes a part away again.
    drive.send(Message::Widen(1));
    assert!(!drive.shows("7 → 6 → 6") && !drive.shows("17-05-1975"), "that year no more, still that address");
    drive.send(Message::Widen(1));
    assert!(drive.shows("17-05-1975"), "all of that name");
    // Enter opens the first, F2 gives the ticket.
    drive.press("Esc").write("siti aminah 3-8-1960").press("Enter").hear();
    drive.press("F2").hear();
    let person = desk.found("siti aminah 3-8-1960").remove(0).id;
    assert_eq!(desk.board().queue.rows.iter().filter(|row| row.person == Some(person)).count(), 1);
}

/// The desk in a window of that size, less its frame.
fn drive_in(desk: &Desk, window: iced::Size) -> Drive<FrontDesk> {
    Drive::with_size(FrontDesk::default(), &desk.fixture, Some(desk.session.clone()), window - FRAME)
}

#[test]
fn the_second_page_is_one_key_away_and_back() {
    let desk = Desk::open();
    for day in 10..30 {
        desk.register(
            woman("Siti Aminah", &format!("19{day}-01-{day}"), "Sumirah", "Krajan"),
            Role::Head,
            None,
        );
    }
    let birth = |day: u32| format!("{day}-01-19{day}");
    // However little room there is: nobody is turned over unseen.
    for (width, height) in [(1366.0, 768.0), (1366.0, 697.0), (1366.0 / 1.6, 768.0 / 1.6)] {
        let mut drive = drive_in(&desk, iced::Size::new(width, height));
        drive.write("siti aminah");
        assert!(drive.shows("20 pasien") && drive.shows("1/20") && drive.shows(&birth(29)));
        let mut seen = Vec::new();
        for _ in 0..20 {
            let new: Vec<u32> = (10..30).rev().filter(|day| drive.shows(&birth(*day))).collect();
            let fresh: Vec<u32> = new.into_iter().filter(|day| !seen.contains(day)).collect();
            if fresh.is_empty() {
                break;
            }
            seen.extend(fresh);
            drive.press("PageDown");
        }
        assert_eq!(seen, (10..30).rev().collect::<Vec<_>>(), "at {width} x {height}");
        for _ in 0..20 {
            drive.press("PageUp");
        }
        assert!(drive.shows("1/20") && drive.shows(&birth(29)));
        // The arrow goes on to the next page too.
        for _ in 0..19 {
            drive.press("Down");
        }
        assert!(drive.shows("20/20") && drive.shows(&birth(10)), "at {width} x {height}");
        // Another letter begins at the first page.
        drive.write(" 1915");
        assert!(drive.shows(&birth(15)));
    }
}

#[test]
fn a_hamlet_in_two_villages_and_one_person_twice_are_said_and_one_press_narrows() {
    let desk = Desk::open();
    let mut elsewhere = woman("Siti Aminah", "1949-11-30", "Rukiyah", "Krajan");
    elsewhere.home = loket::people::Home::Village(loket::terms::AreaCode("3510072002".into()));
    for one in [
        elsewhere,
        woman("St. Aminah", "1960-03-08", "Sumirah", "Krajan"),
        woman("Siti Aminah", "1960-08-03", "Sumirah", "Krajan"),
    ] {
        desk.register(one, Role::Head, None);
    }
    let mut drive = desk.drive();
    drive.write("siti aminah krajan");
    assert!(drive.shows("krajan ada di 2 desa:") && drive.shows("Sukorejo 2"));
    assert!(drive.shows("mungkin sama, baris 1"));
    drive.picture("front-hamlet");
    drive.send(Message::Narrow(1));
    assert!(drive.shows("30-11-1949") && !drive.shows("03-08-1960"), "those of the other village only");
}

#[test]
fn three_hits_stand_in_a_maximised_window_of_windows_and_a_wide_one_is_used() {
    let desk = village();
    // A taskbar and a title take this much of 768.
    let size = iced::Size::new(1366.0, 697.0) - FRAME;
    let mut drive = Drive::with_size(FrontDesk::default(), &desk.fixture, Some(desk.session.clone()), size);
    drive.write("siti");
    let lines = drive.places("ibu ").len();
    assert!(lines >= 3, "{lines} hits");
    assert!(drive.sees("Buka Siti") || drive.sees("Gawat darurat"), "the keys below stay in view");
    drive.picture("front-desk-697");
    let width = |pixels: f32| {
        let size = iced::Size::new(pixels, 1080.0) - FRAME;
        let mut drive =
            Drive::with_size(FrontDesk::default(), &desk.fixture, Some(desk.session.clone()), size);
        let title = drive.place("Antrean hari ini");
        pixels - FRAME.width - title.x
    };
    assert!(width(1920.0) > width(1366.0) + 100.0, "the queue has more room");
}

#[test]
fn at_160_per_cent_the_called_number_its_unit_and_its_priority_stay_in_view() {
    let desk = Desk::open();
    let old = desk.register(woman("Siti Aminah", "1950-09-21", "Tuminah", "Krajan"), Role::Head, None);
    desk.ticket(
        "Umum",
        Some(old),
        loket::queue::FirstStop::Registration,
        Some(loket::queue::Priority::Elderly),
    );
    let size = iced::Size::new(1366.0 / 1.6, 768.0 / 1.6) - FRAME;
    let mut drive = Drive::with_size(FrontDesk::default(), &desk.fixture, Some(desk.session.clone()), size);
    drive.press("F9").hear();
    let number = desk.board().queue.rows[0].number.as_ref().unwrap().to_string();
    for said in [number.as_str(), "Umum · Siti Aminah", "Lansia"] {
        assert!(drive.sees(said), "{said}");
    }
    drive.picture("front-desk-160-called");
    drive.press("Esc");
    assert!(drive.sees("Umum · Siti Aminah") && drive.sees("Lansia"), "whoever is chosen");
}
