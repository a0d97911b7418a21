//! The next person is another person: a draft, a missed number, a number without a name and an estimate stay whose they are.

use loket::people::{Birth, Details, Precision, Role};
use loket::queue::command::{Call, NoShow};
use loket::queue::{FirstStop, OnStop, Row, State};
use loket::terms::Sex;
use loket::ui::front_desk::{FrontDesk, Message, QueueMessage, form_id as form};

use crate::screen_front_desk::{Desk, details};
use crate::support::drive::Drive;

/// A ticket that was called in its unit and whose person did not come.
fn missed(desk: &Desk, number: &str) -> Row {
    let (row, config) = (desk.row(number), desk.fixture.config());
    let counter = config.counters_of(row.unit).next().unwrap().id;
    desk.run(Call { stop: row.stop, counter, seen: None });
    desk.run(NoShow(OnStop { stop: row.stop, seen: None }));
    desk.row(number)
}

fn numbers(desk: &Desk) -> usize {
    desk.board().queue.rows.len()
}

#[test]
fn a_draft_is_never_another_ones_who_was_looked_for_and_waits_for_its_own() {
    let desk = Desk::open();
    let mut drive = desk.drive();
    drive.write("sutinah wagiman").press("Ctrl+N").press("Enter").write("12-03-1990").press("Esc");
    drive.press("Esc").write("zulkifli harahap").press("Ctrl+N");
    assert!(drive.shows("Zulkifli Harahap") && !drive.shows("Sutinah Wagiman") && drive.focused(form::SEX));
    drive.press("Esc").press("Esc");
    // Without another name it is the one that was left last, and its name is read first.
    drive.press("Ctrl+N");
    assert!(drive.shows("Zulkifli Harahap") && drive.focused(form::NAME));
    drive.press_button("Buang isian");
    assert!(drive.tells("Sutinah Wagiman"), "the other one still waits");
    drive.press("Ctrl+N");
    assert!(drive.shows("Sutinah Wagiman") && drive.shows("12-03-1990") && drive.focused(form::NAME));
    // Whoever comes between, she finds her own again; and one without a name is nobody's.
    drive.press("Esc").press("Esc").write("budi santoso").press("Ctrl+N");
    assert!(drive.shows("Budi Santoso") && !drive.shows("12-03-1990"));
    drive.press("Esc").press("Esc").write("sutinah wagiman").press("Ctrl+N");
    assert!(drive.shows("12-03-1990"), "her draft");
    drive.press("Esc").press("Esc").press("Ctrl+N").press_button("Buang isian").press("Ctrl+N");
    drive
        .press_button("Buang isian")
        .press("Ctrl+N")
        .tab_to(form::PHONE)
        .write("0812 9999 1111")
        .press("Esc");
    drive.press("Esc").write("siti aminah").press("Ctrl+N");
    assert!(drive.shows("Siti Aminah") && !drive.shows("0812 9999 1111"));
}

#[test]
fn f2_gives_back_the_number_of_today_that_was_missed_whatever_unit_it_is_of() {
    let desk = Desk::open();
    let linda = desk.register(details("Linda Kusuma", Sex::Female, "1990-05-05", None), Role::Head, None);
    desk.ticket("KIA", Some(linda), FirstStop::Unit, None);
    assert_eq!(missed(&desk, "C-001").state, State::NoShow);
    let mut drive = desk.drive();
    drive.write("linda").press("Enter").hear();
    assert!(drive.tells("Pakai lagi C-001"));
    drive.press("F2").hear();
    assert_eq!((desk.row("C-001").state, numbers(&desk)), (State::Waiting, 1));
}

#[test]
fn a_number_without_a_name_that_was_found_is_printed_again_or_given_back_and_never_given_anew() {
    let desk = Desk::open();
    desk.ticket("KIA", None, FirstStop::Unit, None);
    let mut drive = desk.drive();
    drive.write("c-001").press("Enter").hear();
    assert!(drive.tells("Cetak ulang C-001"));
    drive.press("F2").hear();
    assert_eq!((desk.row("C-001").state, numbers(&desk)), (State::Waiting, 1));
    missed(&desk, "C-001");
    drive.press("Esc").press("Esc").write("c-001").press("Enter").hear();
    assert!(drive.tells("Pakai lagi C-001"));
    drive.press("F2").hear();
    assert_eq!((desk.row("C-001").state, numbers(&desk)), (State::Waiting, 1));
    // Somebody who is opened afterwards gets a number of their own.
    desk.register(details("Linda Kusuma", Sex::Female, "1990-05-05", None), Role::Head, None);
    drive.write("linda").press("Enter").hear().press("F2").hear();
    assert_eq!(numbers(&desk), 2);
}

#[test]
fn an_emergency_leaves_the_search_for_whoever_it_is() {
    let desk = Desk::open();
    let siti = desk.register(details("Siti Naila", Sex::Female, "1990-05-05", None), Role::Head, None);
    let mut drive = desk.drive();
    drive.write("siti naila").press("Ctrl+E").hear();
    assert_eq!(numbers(&desk), 1, "an emergency waits for no name");
    drive.press("Enter").hear();
    assert!(drive.shows("Siti Naila"), "the search is still there");
    drive.send(Message::Queue(QueueMessage::Link)).hear();
    assert_eq!(desk.board().queue.rows[0].person, Some(siti), "and its ticket is marked");
}

/// What stands in the field is taken away.
fn retype(drive: &mut Drive<FrontDesk>) -> &mut Drive<FrontDesk> {
    drive.press("End");
    for _ in 0..10 {
        drive.press("Backspace");
    }
    drive
}

/// The birth as it is kept after a form was saved with these keys in its birth field.
fn amended(birth: Birth, keys: impl Fn(&mut Drive<FrontDesk>)) -> Birth {
    let desk = Desk::open();
    let known = Details { birth, ..details("Siti Naila", Sex::Female, "1990-05-05", None) };
    let person = desk.register(known, Role::Head, None);
    let mut drive = desk.drive();
    drive.write("siti naila").press("Enter").hear().press("F6").hear();
    drive.tab_to(form::BIRTH);
    keys(&mut drive);
    drive.press("Ctrl+Enter").hear();
    desk.patient(person).opened.person.details.birth
}

#[test]
fn an_estimate_stays_one_when_its_date_is_corrected_and_a_year_alone_stays_a_year() {
    let on = |date: &str, precision| Birth { date: date.parse().unwrap(), precision };
    let estimated = on("2002-03-04", Precision::Estimated);
    let corrected = amended(estimated, |drive| {
        retype(drive).write("04-03-2003");
    });
    assert_eq!(corrected, on("2003-03-04", Precision::Estimated));
    // Nothing typed there changes nothing, whichever day stands for the year.
    let year = on("1966-06-01", Precision::Year);
    let beside = |drive: &mut Drive<FrontDesk>| {
        drive.press("Shift+Tab").press("Shift+Tab");
    };
    assert_eq!(amended(year, beside), year);
    let other = amended(year, |drive| {
        retype(drive).write("1967");
    });
    assert_eq!((other.date.format("%Y").to_string(), other.precision), ("1967".into(), Precision::Year));
    // A date that is known at last is exact.
    let known = amended(year, |drive| {
        retype(drive).write("12-08-1966");
    });
    assert_eq!(known, on("1966-08-12", Precision::Exact));
}

#[test]
fn a_day_that_only_stands_for_an_estimate_is_shown_to_nobody_as_a_birth_date() {
    let desk = Desk::open();
    for (name, precision) in [("Karsi Wagiman", Precision::Year), ("Ponirah Wagiman", Precision::Estimated)] {
        let birth = Birth { date: "1966-06-01".parse().unwrap(), precision };
        desk.register(Details { birth, ..details(name, Sex::Female, "1990-05-05", None) }, Role::Head, None);
        let mut drive = desk.drive();
        drive.write(name).press("Enter").hear();
        assert!(drive.shows("1966, perkiraan (60 th)") && !drive.tells("01-06-1966"), "{name}");
    }
}

#[test]
fn enter_takes_the_day_of_the_nik_in_place_of_an_age_that_was_told() {
    let desk = Desk::open();
    let mut drive = desk.drive();
    drive.press("Ctrl+N").write("Sumirah").press("Enter").write("p").write("60 th").press("Enter");
    drive.write("3510076503660002");
    assert!(!drive.tells("berbeda dari yang diisi"), "an age that fits is no other birth");
    drive.press("Shift+Tab");
    assert!(drive.focused(form::BIRTH));
    assert!(drive.tells("Menurut NIK: 25-03-1966"));
    drive.press("Enter").press("Ctrl+Enter").hear();
    let person = desk.found("sumirah").remove(0).id;
    let birth = desk.patient(person).opened.person.details.birth;
    assert_eq!(birth, Birth { date: "1966-03-25".parse().unwrap(), precision: Precision::Exact });
}

#[test]
fn a_button_names_a_newborn_by_the_mother_and_twins_apart() {
    let desk = Desk::open();
    for (name, said) in [
        ("Bayi Ny. Wahyuningsih", "Cetak tiket Umum · Bayi Ny. Wahyuningsih"),
        ("By Ny Sri Wahyuni II", "Cetak tiket Umum · By Ny Sri Wahyuni II"),
        ("Siti Nur Azizah", "Cetak tiket Umum · Siti Nur"),
    ] {
        desk.register(details(name, Sex::Female, "2026-11-20", None), Role::Child, None);
        let mut drive = desk.drive();
        drive.write(name).press("Enter").hear();
        assert!(drive.shows(said), "{said}");
    }
}
