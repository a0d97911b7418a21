//! What somebody before a real window sees of the exam station: what matters most stands in it, whole.

use iced::Size;
use loket::clinic::flow::command::{CloseVisit, Serve, StillAway};
use loket::growth::Index;
use loket::people::{
    Birth, Details, FamilyChoice, Guardian, Home, Identity, NoNik, Precision, Registration, Relation, Role,
};
use loket::queue::OnStop;
use loket::terms::{AreaCode, PersonId, Sex, UnitId};
use loket::ui::exam::{Exam, Message, PageMessage, id};
use loket::ui::screen::Screen as _;
use loket::ui::screening::growth;
use loket::visits::{self, State, Undiagnosed};

use crate::screen_exam::{open_visit, serving, station};
use crate::support::drive::Drive;
use crate::support::ward::{Ward, date};

/// A window that is not as high as its screen: 1366 × 697, less the rail and the status bar.
const LOW: Size = Size::new(1366.0 - 72.0, 697.0 - 28.0);

/// KIA in a window of that size, with this child on the page and the cursor in the weight.
fn weighed(ward: &Ward, child: PersonId, size: Size) -> Drive<Exam> {
    ward.ticket("KIA", Some(child), None);
    let mut drive = Drive::with_size(Exam::default(), &ward.fixture, Some(ward.session.clone()), size);
    drive.shared.seat.counter = Some(ward.room("Ruang KIA"));
    let action = drive.screen.shown(&drive.shared.clone());
    drive.carry_out(action);
    drive.press("F9").hear().press("Enter").hear();
    assert!(drive.focused(id::measuring::WEIGHT));
    drive
}

/// A girl of 23 months and 82,9 cm with that weight.
fn thin(ward: &Ward, weight: &str) -> Drive<Exam> {
    let girl = ward.register("Aisyah Ramadhani", Sex::Female, "2024-12-20", Some("Siti Maryam"));
    let mut drive = weighed(ward, girl, LOW);
    drive.write(weight).press("Enter").write("82,9");
    drive
}

#[test]
fn the_worst_finding_is_seen_whole_in_a_low_window_and_the_chart_takes_what_is_left() {
    let ward = Ward::open();
    let mut drive = weighed(&ward, ward.child, LOW);
    drive.write("7,4").press("Enter").write("79,8");
    assert!(drive.sees("Terindikasi") && drive.sees("27-07-2026"), "sentence and table stand in the window");
    drive.picture("exam-low");
    // Without a history.
    let ward = Ward::open();
    let mut drive = thin(&ward, "7,4");
    assert!(
        drive.sees("Terindikasi gizi buruk, perlu rujukan segera"),
        "what screening advises stands first"
    );
    let (said, none) = (drive.place("Terindikasi gizi buruk").y, drive.place("Belum ada pengukuran").y);
    assert!(said < none, "it leads");
    assert!(drive.sees("Belum ada pengukuran sebelumnya."), "a sentence, no bare head of a table");
    assert!(!drive.shows("Tanggal"));
    // So far out that measuring again comes first.
    let ward = Ward::open();
    let mut drive = thin(&ward, "5,6");
    assert!(drive.sees("Janggal, ukur ulang. "), "what screening advises stands first");
    drive.picture("exam-low-wasted");
}

#[test]
fn what_is_asked_before_closing_is_seen_however_far_the_page_was_scrolled() {
    let ward = Ward::open();
    let mut drive = thin(&ward, "7,4");
    let visit = open_visit(&ward);
    drive.tab_to(id::measuring::OEDEMA);
    assert!(!drive.sees("Keluhan dan tanda vital"), "the page is scrolled");
    drive.press("F12");
    assert!(drive.sees("Tutup kunjungan Aisyah Ramadhani?"));
    drive.tab_to(id::page::PAYER);
    assert!(!drive.sees("Tutup kunjungan Aisyah Ramadhani?"), "the page is scrolled");
    drive.press("F12");
    assert_eq!(ward.sheet(visit).visit.state, State::Open);
    assert!(drive.sees("Anak ini perlu dirujuk"), "what F12 asks stands in the window");
    drive.picture("exam-low-unreferred");
    // Another part of the page begins at its beginning.
    drive.tab_to(id::page::PAYER).send(Message::Page(visit, PageMessage::Tab(0)));
    assert!(drive.sees("Keluhan dan tanda vital"));
}

/// A child of whom the year of birth alone is known.
fn of_the_year(ward: &Ward, name: &str) -> PersonId {
    let birth = Birth { date: date("2024-07-01"), precision: Precision::Year };
    let mother = Guardian { name: "Siti Maryam".into(), relation: Relation::Mother };
    let details = Details {
        home: Home::Village(AreaCode("3510072001".into())),
        guardian: Some(mother),
        ..Details::new(name, Sex::Female, birth, Identity::Without(NoNik::NotBrought))
    };
    let family = FamilyChoice::New { area: 1 };
    ward.run(Registration { details, family, role: Role::Child, confirmed: Vec::new() }).person
}

#[test]
fn with_the_year_of_birth_alone_weight_for_height_leads_and_no_chart_draws_an_age() {
    let ward = Ward::open();
    let child = of_the_year(&ward, "Melati Kusuma");
    let mut drive = weighed(&ward, child, LOW);
    drive.write("9,2").press("Enter").write("79,8");
    assert!(drive.shows("Berat menurut tinggi"), "what needs no age leads");
    assert!(drive.sees("BB/TB"));
    drive.picture("exam-year-alone");
    drive.send(Message::Page(
        open_visit(&ward),
        PageMessage::Growth(growth::Message::Index(Index::LengthForAge)),
    ));
    let only = "Hanya tahun lahirnya yang diketahui";
    assert!(drive.shows("Tinggi menurut umur") && drive.tells(only));
    drive.tab_to(id::measuring::WEIGHT).press("Ctrl+Enter").hear().press("F7");
    let folder = ward.fixture.folder.path().join("paper");
    let file = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    let read = lopdf::Document::load_mem(&std::fs::read(&file).unwrap()).unwrap();
    let pages: Vec<u32> = read.get_pages().into_keys().collect();
    let text = read.extract_text(&pages).unwrap();
    assert!(text.contains("2024") && !text.contains("01-07-2024"), "nobody copies a day from it: {text}");
    assert!(text.contains("Berat menurut tinggi") && text.contains(only), "{text}");
    assert!(!text.contains("Tinggi menurut umur") && !text.contains("Berat menurut umur"), "{text}");
}

/// Kirana is sent from KIA to another unit, and her page is open.
fn sent(ward: &Ward) -> (Drive<Exam>, String) {
    let mut drive = serving(ward);
    drive.press("F12").press("Right").press("F5").hear();
    let config = ward.fixture.config();
    let there = config.services().find(|unit| ward.list(&unit.name).queue.line.waiting == 1).unwrap();
    (drive, there.name.clone())
}

fn back(ward: &Ward, there: &str, to: UnitId) {
    let on = OnStop { stop: ward.list(there).queue.rows[0].stop, seen: None };
    let visit = ward.run(Serve { on, payer: None, kind: None }).visit.unwrap();
    ward.run(CloseVisit {
        on: visits::On { visit, seen: None },
        next: Some(to),
        undiagnosed: Undiagnosed::Known,
        still_away: StillAway::Ask,
    });
}

#[test]
fn the_page_says_where_its_person_is_and_asks_before_it_closes_without_them() {
    let ward = Ward::open();
    let (mut drive, there) = sent(&ward);
    let visit = open_visit(&ward);
    assert!(drive.shows(&format!("C-001 di {there} sejak 09:12")), "not served here");
    assert!(!drive.tells("dilayani sejak"));
    drive.press("F12").press("F12").hear();
    assert_eq!(ward.sheet(visit).visit.state, State::Open, "it is asked first");
    assert!(drive.sees(&format!("Kirana Putri masih di {there} sejak 09:12")));
    assert!(!drive.shows("Kirim, lalu kembali ke sini"), "who is away is sent nowhere");
    drive.picture("exam-close-away");
    // Esc leaves it open, and it is asked anew.
    drive.press("Esc").press("F12").press("F12").hear();
    assert_eq!(ward.sheet(visit).visit.state, State::Open);
    drive.press("F12").hear();
    assert_eq!(ward.sheet(visit).visit.state, State::Closed);
}

#[test]
fn whoever_comes_back_waits_on_their_page_is_called_and_served_and_the_closing_asks_nothing() {
    let ward = Ward::open();
    let (mut drive, there) = sent(&ward);
    let visit = open_visit(&ward);
    drive.press("F12").press("F12").hear();
    assert!(drive.tells("masih di"));
    ward.later(3);
    back(&ward, &there, ward.unit("KIA"));
    drive.hear();
    assert!(drive.shows("C-001 menunggu di sini sejak 09:15"));
    assert!(!drive.tells("masih di"), "what was asked about is over");
    drive.press("F9").hear();
    assert!(drive.shows("C-001 dipanggil 09:15"));
    drive.press("F4").hear();
    assert!(drive.shows("C-001 dilayani sejak 09:15"));
    drive.press("F12").press("F12").hear();
    assert_eq!(ward.sheet(visit).visit.state, State::Closed);
}

#[test]
fn why_a_weight_did_not_rise_is_never_cut() {
    let ward = Ward::open();
    let child = of_the_year(&ward, "Melati Kusuma");
    let mut drive = weighed(&ward, child, LOW);
    drive.write("9,2");
    let place = drive.place("N/T tidak dinilai");
    assert!(place.height > 20.0, "in two lines: {place:?}");
}

#[test]
fn the_whole_name_stands_on_the_page() {
    let ward = Ward::open();
    let name = "Istiqomah Sakdiyah Apriyani Rahmadhani binti Abdurrahman";
    let child = ward.register(name, Sex::Female, "2024-12-20", Some("Siti Maryam"));
    let mut drive = weighed(&ward, child, Size::new(1366.0 - 72.0, 768.0 - 28.0));
    let words = drive.shared.words.with("exam-mother", &[("name", "Siti Maryam")]);
    assert!(drive.tells(&words));
    drive.picture("exam-long-name");
    // In as many lines as it needs: cut it would stand in one.
    let named: Vec<_> = drive.places(name).into_iter().filter(|place| place.height > 30.0).collect();
    assert_eq!(named.len(), 1, "the title alone is in two lines");
}

#[test]
fn a_wait_is_said_in_one_way_on_the_button_and_in_the_list() {
    let ward = Ward::open();
    ward.ticket("KIA", Some(ward.child), None);
    ward.later(107);
    let mut drive = station(&ward, "Ruang KIA");
    assert!(drive.shows("1 j 47 mnt") && !drive.shows("107 mnt"));
    assert!(drive.tells("C-001 · 1 j 47 mnt"));
    drive.picture("exam-long-wait");
}
