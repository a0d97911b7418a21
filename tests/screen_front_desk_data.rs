//! The front desk where a person's data are changed, and what was served on paper.

use crate::screen_front_desk::{Desk, details, siti};
use crate::support::drive::Drive;
use loket::people::{self, Details, Role};
use loket::queue::{FirstStop, Priority, Source, State, Urgency};
use loket::staff;
use loket::terms::Sex;
use loket::ui::action::Undo;
use loket::ui::front_desk::{FrontDesk, death_id, form_id, paper_id};
use loket::ui::theme::Look;

#[test]
fn an_amendment_is_saved_over_what_was_seen() {
    let desk = Desk::open();
    let siti = desk.register(siti(), Role::Head, None);
    let mut drive = desk.drive();
    drive.write("azizah").press("Enter").hear().press("F6");
    assert!(drive.focused(form_id::NAME));
    drive.press("End").write(" Handayani").press("Ctrl+Enter").hear();
    assert_eq!(desk.patient(siti).opened.person.details.name, "Siti Nur Azizah Handayani");
    assert!(drive.shows("Siti Nur Azizah Handayani"));
}

#[test]
fn a_nurse_opens_a_visit_and_a_receptionist_sees_no_history() {
    let desk = Desk::open();
    let siti = desk.register(siti(), Role::Head, None);
    let mut drive = desk.drive();
    drive.write("azizah").press("Enter").hear().press("F4").press("F7");
    assert!(drive.gone.is_empty() && !drive.shows("Riwayat"));
    let nurse = desk.fixture.somebody(staff::Role::Nurse);
    let mut drive = Drive::new(FrontDesk::default(), &desk.fixture, Some(nurse));
    drive.write("azizah").press("Enter").hear().press("F2").hear().press("F4").hear();
    let visit = desk.patient(siti).open_visit.unwrap();
    assert_eq!(drive.gone, [loket::ui::action::Place::Exam(Some(visit))]);
    assert_eq!(desk.row("A-001").state, State::Serving);
    drive.picture("front-nurse");
    drive.press("F7");
    assert!(drive.shows("Riwayat Siti Nur Azizah"));
    drive.picture("front-history");
}

#[test]
fn nobody_begins_a_visit_of_who_died() {
    let desk = Desk::open();
    let siti = desk.register(siti(), Role::Head, None);
    let opened = desk.patient(siti).opened.person;
    let which = people::Which { person: siti, seen: Some(opened.revision) };
    let on = "2026-11-20".parse().unwrap();
    desk.run(people::Death { which, on, open_visit: people::OpenVisit::Ask });
    let nurse = desk.fixture.somebody(staff::Role::Nurse);
    let mut drive = Drive::new(FrontDesk::default(), &desk.fixture, Some(nurse));
    drive.write("azizah").press("Enter").hear().press("F4").hear();
    assert!(!drive.shows("Buka kunjungan") && drive.said.is_empty() && drive.gone.is_empty());
}

#[test]
fn somebody_else_changed_it_meanwhile_and_nothing_typed_is_lost() {
    let desk = Desk::open();
    let person = desk.register(siti(), Role::Head, None);
    let mut drive = desk.drive();
    drive.write("azizah").press("Enter").hear().press("F6").press("End").write(" Handayani");
    let amend = |shown: &Details, new: &Details| {
        let changes = people::Changes::between(shown, new);
        desk.run(people::Amendment { person, changes, confirmed: Vec::new() });
    };
    // Another field: both are kept, and nobody is asked.
    let phone = Details { phone: "0899 1111 2222".into(), ..desk.patient(person).opened.person.details };
    amend(&siti(), &phone);
    drive.hear().press("Ctrl+Enter").hear();
    let both = desk.patient(person).opened.person.details;
    assert_eq!((both.name.as_str(), both.phone.as_str()), ("Siti Nur Azizah Handayani", "0899 1111 2222"));

    // The same field: what it is now stands below what was typed, which goes over it when it is saved once more.
    drive.press("F6").press("End").write(" Dua");
    let other = Details { name: "Siti Rahayu".into(), phone: "0877".into(), ..both.clone() };
    amend(&both, &other);
    drive.hear().press("Ctrl+Enter").hear();
    assert!(drive.shows("Siti Nur Azizah Handayani Dua") && drive.shows("Sekarang tertulis: Siti Rahayu"));
    assert!(
        drive.shows("“Nama lengkap” baru saja diubah orang lain. Lihat isinya sekarang, lalu simpan lagi.")
    );
    assert_eq!(desk.patient(person).opened.person.details.name, "Siti Rahayu");
    drive.picture("front-changed-meanwhile");
    drive.press("Ctrl+Enter").hear();
    let now = desk.patient(person).opened.person.details;
    assert_eq!((now.name.as_str(), now.phone.as_str()), ("Siti Nur Azizah Handayani Dua", "0877"));
}

#[test]
fn a_death_is_recorded_with_its_day_and_taken_back_when_it_was_a_mistake() {
    let desk = Desk::open();
    let siti = desk.register(siti(), Role::Head, None);
    let mut drive = desk.drive();
    drive.write("azizah").press("Enter").hear().press("F6").press_button("Meninggal …");
    assert!(drive.focused(death_id::ON) && drive.shows("Catat meninggal"));
    for _ in 0..20 {
        drive.press("Backspace");
    }
    drive.write("besok lusa").press("Ctrl+Enter");
    assert_eq!(desk.patient(siti).opened.person.deceased_on, None);
    for _ in 0..20 {
        drive.press("Backspace");
    }
    drive.write("20-11-2026").press("Enter").hear();
    let died = desk.patient(siti).opened.person.deceased_on;
    assert_eq!(died.map(|on| on.to_string()).as_deref(), Some("2026-11-20"));
    assert!(drive.shows("Meninggal") && drive.shows("Siti Nur Azizah"));
    let said = drive.said.last().unwrap();
    assert_eq!(said.text, "Siti Nur Azizah dicatat meninggal, 20-11-2026.");
    assert!(matches!(said.undo, Some(Undo::Death(which)) if which.person == siti));
    drive.picture("front-deceased");
    drive.press("F6").press_button("Meninggal …");
    assert!(drive.shows("Batalkan tanda meninggal"));
    drive.picture("front-death-undo");
    drive.press("Ctrl+Enter").hear();
    assert_eq!(desk.patient(siti).opened.person.deceased_on, None);
    assert_eq!(drive.said.last().unwrap().text, "Tanda meninggal Siti Nur Azizah dibatalkan.");
    drive.press("F6").picture("front-amend");
    drive.press_button("Meninggal …").picture("front-death");
    drive.shared.seat.look = Look::Dark;
    drive.picture("front-death-dark");
}

#[test]
fn ika_is_shown_beside_eka_a_day_apart_in_one_village_and_saved_without_a_reason() {
    let desk = Desk::open();
    desk.register(details("Eka Maulidiyah", Sex::Female, "1990-10-23", None), Role::Head, None);
    let mut drive = desk.drive();
    drive.press("Ctrl+N").write("Ika Maulidiyah").press("Enter").press("Right").press("Right");
    drive.press("Enter").write("22101990").press("Enter");
    drive.tab_to(form_id::NO_NIK).write("kartu").press("Enter");
    assert!(!drive.shows("Eka Maulidiyah"), "nothing ties them yet");
    drive.tab_to(form_id::VILLAGE).write("suko").press("Enter");
    assert!(drive.shows("Eka Maulidiyah"));
    drive.press("Ctrl+Enter").hear();
    assert!(drive.said.last().unwrap().text.starts_with("Ika Maulidiyah terdaftar"), "{:?}", drive.said);
    assert_eq!(desk.found("maulidiyah").len(), 2);
}

#[test]
fn a_village_that_is_in_no_list_stays_to_be_seen_and_nothing_is_saved_without_it() {
    let desk = Desk::open();
    let mut drive = desk.drive();
    drive.press("Ctrl+N").write("Ika Maulidiyah").press("Enter").press("Right").press("Right");
    drive.press("Enter").write("22101990").press("Enter");
    drive.tab_to(form_id::NO_NIK).write("kartu").press("Enter");
    drive.tab_to(form_id::VILLAGE).write("Krajan").press("Tab");
    assert_eq!(drive.field(form_id::VILLAGE).unwrap().1, "Krajan");
    drive.press("Ctrl+Enter").hear();
    assert!(drive.focused(form_id::VILLAGE) && drive.tells("Tidak ada di daftar."));
    assert!(desk.found("maulidiyah").is_empty());
    for _ in 0.."Krajan".len() {
        drive.press("Backspace");
    }
    drive.write("suko").press("Enter").press("Ctrl+Enter").hear();
    assert_eq!(desk.found("maulidiyah").len(), 1);
}

#[test]
fn an_emergency_of_the_paper_needs_no_number() {
    let desk = Desk::open();
    desk.later(120);
    let mut drive = desk.drive();
    drive
        .press("Ctrl+P")
        .tab_to(paper_id::ISSUED)
        .write("07:35")
        .press("Enter")
        .write("07:36")
        .press("Enter");
    drive.write("07:36").press("Enter").write("07:50");
    drive.tab_to(paper_id::EMERGENCY).press("Space").picture("front-paper-emergency");
    drive.press("Ctrl+Enter").hear();
    let rows = desk.board().queue.rows;
    let urgencies: Vec<_> = rows.iter().map(|row| (row.urgency, row.number.is_none(), row.state)).collect();
    assert_eq!(urgencies, [(Urgency::Emergency, true, State::Done)]);
}

#[test]
fn the_button_foretells_as_many_people_as_the_slip_of_the_same_key_says() {
    let desk = Desk::open();
    let siti = desk.register(siti(), Role::Head, None);
    let old = details("Suparman Hadi", Sex::Male, "1950-02-02", None);
    let old = desk.register(old, Role::Head, None);
    for priority in [None, None, Some(Priority::Pregnant), None, Some(Priority::Elderly), None, None, None] {
        desk.ticket("Umum", None, FirstStop::Unit, priority);
        desk.later(1);
    }
    let mut drive = desk.drive();
    for (text, person, number, ahead) in [("siti", siti, "A-007", 8), ("suparman", old, "P-003", 3)] {
        drive.write(text).press("Enter").hear();
        assert!(drive.shows(&format!("{number} · {ahead} orang di depan")), "{number} {ahead}");
        drive.press("F2").hear();
        assert_eq!(desk.row(number).person, Some(person));
        let slip = desk.fixture.folder.path().join(format!("paper/2026-11-21-{number}.pdf"));
        let slip = lopdf::Document::load_mem(&std::fs::read(slip).unwrap()).unwrap();
        let slip = slip.extract_text(&[1]).unwrap().replace('\n', " ");
        assert!(slip.contains(&format!("Di depan Anda {ahead} orang")), "{slip}");
        assert_eq!(desk.row(number).position, Some(ahead + 1));
    }
}

#[test]
fn a_letter_on_the_sex_field_chooses_and_goes_on() {
    let desk = Desk::open();
    let mut drive = desk.drive();
    drive.press("Ctrl+n").hear().write("Dwi Hastuti").press("Enter").press("p");
    assert!(drive.focused(form_id::BIRTH), "the next field comes at once");
    drive.write("01-05-1990").press("Enter").write("3510074105900007").press("Ctrl+Enter").hear();
    assert_eq!(desk.found("dwi hastuti").first().map(|card| card.sex), Some(Sex::Female));
}

#[test]
fn a_record_without_a_village_or_a_guardian_asks_for_them() {
    let desk = Desk::open();
    let child = details("Arsya Maulana", Sex::Male, "2024-03-01", None);
    desk.register(Details { home: people::Home::Unknown, guardian: None, ..child }, Role::Child, None);
    desk.register(siti(), Role::Head, None);
    let mut drive = desk.drive();
    drive.write("arsya").press("Enter").hear();
    assert!(drive.shows("Belum ada: desa atau kelurahan, wali. F6 melengkapi."));
    drive.write("siti").press("Enter").hear();
    assert!(!drive.shows("Belum ada: desa atau kelurahan, wali. F6 melengkapi."), "nothing is missing");
}

#[test]
fn what_was_served_on_paper_after_midnight_is_entered_as_of_the_service_day() {
    let desk = Desk::open();
    let calendar = desk.fixture.config().profile.calendar();
    let now = desk.fixture.clinic.now();
    let at = |date: &str, time: &str| calendar.zone.instant(date.parse().unwrap(), time.parse().unwrap());
    desk.later((at("2026-11-22", "00:40:00") - now).num_minutes());
    let mut drive = desk.drive();
    drive.press("Ctrl+P").write("A-016").press("Enter");
    assert!(drive.shows("21-11-2026"), "the service day is proposed");
    drive.press("Enter").press("Enter");
    for time in ["23:55", "00:05", "00:06", "00:31"] {
        drive.write(time).press("Enter");
    }
    drive.press("Ctrl+Enter").hear();
    let row = desk.row("A-016");
    assert_eq!((row.state, row.source), (State::Done, Source::Paper));
    assert_eq!((row.issued_at, row.since), (at("2026-11-21", "23:55:00"), at("2026-11-22", "00:31:00")));
}

#[test]
fn a_slip_of_the_night_is_filed_by_its_service_day_and_this_mornings_does_not_write_it_over() {
    let desk = Desk::open();
    let slip = |day: &str| desk.fixture.folder.path().join(format!("paper/{day}-A-001.pdf"));
    let now = desk.fixture.clinic.now();
    let night = desk
        .fixture
        .config()
        .profile
        .zone
        .instant("2026-11-22".parse().unwrap(), "00:32:00".parse().unwrap());
    desk.later((night - now).num_minutes());
    desk.drive().press("F2").hear();
    assert_eq!(desk.row("A-001").issued_at, night);
    assert!(slip("2026-11-21").exists() && !slip("2026-11-22").exists());
    let kept = std::fs::read(slip("2026-11-21")).unwrap();
    desk.later(7 * 60);
    desk.drive().press("F2").hear();
    assert!(slip("2026-11-22").exists());
    assert_eq!(std::fs::read(slip("2026-11-21")).unwrap(), kept);
}
