//! The first run by keyboard: an empty folder becomes a clinic that one can sign in to.

use iced::Size;
use loket::clinic::SignIn;
use loket::setup::{self, Config, Measures, UnitKind};
use loket::terms::TimeZone;
use loket::ui::first_run::{FirstRun, Message, id};
use loket::ui::theme::Look;
use std::path::Path;

use crate::support::drive::Drive;
use crate::support::place::Place;
use crate::support::{Fixture, not_begun};

const WINDOW: Size = Size::new(1366.0, 768.0);

fn drive(fixture: &Fixture) -> Drive<FirstRun> {
    Drive::with_size(FirstRun::default(), fixture, None, WINDOW)
}

fn config(fixture: &Fixture) -> Option<Box<Config>> {
    fixture.clinic.ask(&fixture.clinic.display(), &setup::query::Config).unwrap()
}

fn clinic(drive: &mut Drive<FirstRun>) {
    assert!(drive.focused(id::clinic::NAME));
    drive.write("Puskesmas Gambiran").press("Enter").write("P3510070101").press("Enter");
    assert!(drive.focused(id::DISTRICT));
    drive.write("gambiran banyuw").press("Enter");
}

fn villages(drive: &mut Drive<FirstRun>) {
    assert!(drive.focused(id::village::NAME));
    // Only one village of the district fits: its code is known.
    drive.write("wringinagung").press("Enter");
    assert!(drive.focused(id::village::POSYANDU));
    drive.write("5").press("Enter").write("186").press("Enter");
    assert!(drive.focused(id::village::NAME));
    // One that is not on the list, without a code.
    drive.write("Dusun Baru").press("Enter");
    assert!(drive.focused(id::village::CODE));
    drive.press("Enter").write("2").press("Enter").press("Enter");
}

fn administrator(drive: &mut Drive<FirstRun>) {
    assert!(drive.focused(id::account::NAME));
    drive.write("Wahyu Hidayat").press("Enter");
    assert!(drive.focused(id::account::USERNAME));
    drive.press("Enter").write("padi menguning").press("Enter").write("padi menguning").press("Enter");
    assert!(drive.focused(id::account::PIN));
    drive.write("274915");
}

#[test]
fn a_power_cut_in_the_middle_costs_nothing_but_the_secrets() {
    let fixture = not_begun();
    let mut first = drive(&fixture);
    clinic(&mut first);
    first.press("Ctrl+Enter");
    villages(&mut first);
    first.press("Ctrl+Enter").press("Ctrl+Enter");
    administrator(&mut first);
    drop(first);
    let kept = std::fs::read_to_string(fixture.folder.path().join("first-run.json")).unwrap();
    assert!(!kept.contains("padi menguning") && !kept.contains("274915"), "a secret was kept");

    let mut again = drive(&fixture);
    assert!(again.focused(id::account::NAME) && again.shows("Langkah 4 dari 4"));
    again.press("Enter").press("Enter").write("padi menguning").press("Enter").write("padi menguning");
    again.press("Ctrl+Enter").press("Space").press("Ctrl+Enter");
    let config = config(&fixture).expect("the clinic has begun");
    assert_eq!(config.profile.name, "Puskesmas Gambiran");
    assert_eq!(config.profile.district_name, "Gambiran");
    assert_eq!((config.villages.len(), config.villages[0].posyandu), (2, 5));
    assert!(!fixture.folder.path().join("first-run.json").exists());
}

#[test]
fn an_empty_folder_becomes_a_clinic() {
    let fixture = not_begun();
    let place = Place::called("klinik", fixture.folder.path());
    let mut drive = drive(&fixture);
    drive.shared.pc = drive.shared.pc.clone().known_as(place.path());
    assert!(config(&fixture).is_none());
    clinic(&mut drive);
    drive.picture("first-run-clinic");
    drive.press("Ctrl+Enter");
    villages(&mut drive);
    drive.picture("first-run-villages");
    drive.press("Ctrl+Enter");
    assert!(drive.focused(id::FIRST_UNIT) && drive.shows("Langkah 3 dari 4"));
    drive.picture("first-run-units");
    drive.press("Ctrl+Enter");
    administrator(&mut drive);
    drive.picture("first-run-admin");
    drive.press("Ctrl+Enter");
    assert!(drive.shows("Lembar pemulihan") && drive.focused(id::KEPT));
    drive.picture("first-run-sheet");
    let papers: Vec<_> = std::fs::read_dir(fixture.folder.path().join("paper")).unwrap().collect();
    let [Ok(paper)] = papers.as_slice() else { panic!("{papers:?}") };
    assert!(std::fs::read(paper.path()).unwrap().starts_with(b"%PDF-1.7"));
    drive.press("Ctrl+Enter");
    assert!(config(&fixture).is_none(), "nothing begins before the sheet is kept");
    drive.press("Space").press("Ctrl+Enter");

    assert_eq!(
        std::fs::read_dir(fixture.folder.path().join("paper")).unwrap().count(),
        0,
        "no code beside the data"
    );
    // What comes late writes nothing down again.
    drive.send(Message::Districts(None));
    assert!(!fixture.folder.path().join("first-run.json").exists());
    let config = config(&fixture).expect("the clinic has begun");
    assert_eq!(config.profile.name, "Puskesmas Gambiran");
    assert_eq!((config.profile.zone, config.profile.district.0.as_str()), (TimeZone::Wib, "351007"));
    assert_eq!(config.profile.district_name, "Gambiran");
    assert_eq!(config.profile.regency_name, "Kabupaten Banyuwangi");
    let villages: Vec<_> = config
        .villages
        .iter()
        .map(|one| (one.name.as_str(), one.area, one.posyandu, one.target_under_five))
        .collect();
    assert_eq!(villages, [("Wringinagung", 1, 5, Some(186)), ("Dusun Baru", 2, 2, None)]);
    assert_eq!(config.villages.last().unwrap().code.0, "3510079001");
    let letters: String = config.units.iter().map(|unit| unit.prefix.as_str()).collect();
    assert_eq!(letters, "RABCDGL");
    assert_eq!(config.registration().unwrap().kind, UnitKind::Registration);
    assert_eq!(config.counters_of(config.units[0].id).count(), 2);
    assert_eq!(config.units[3].measures, Measures::Children);
    let SignIn::Welcome(welcome) = fixture.clinic.sign_in("wahyu", "padi menguning", "Loket 1").unwrap()
    else {
        panic!("the administrator is not let in")
    };
    assert_eq!(welcome.account.name, "Wahyu Hidayat");
    assert!(matches!(
        fixture.clinic.switch(welcome.account.id, "274915", "Loket 1").unwrap(),
        SignIn::Welcome(_)
    ));
}

#[test]
fn esc_goes_back_and_nothing_typed_is_lost() {
    let fixture = not_begun();
    let mut drive = drive(&fixture);
    clinic(&mut drive);
    drive.press("Ctrl+Enter");
    villages(&mut drive);
    drive.press("Ctrl+Enter").press("Ctrl+Enter");
    administrator(&mut drive);
    drive.press("Ctrl+Enter");
    for question in
        ["Siapa administrator pertama?", "Layanan apa saja yang dibuka?", "Desa mana saja", "Klinik apa ini?"]
    {
        drive.press("Esc");
        assert!(drive.shows(question) || question == "Desa mana saja", "{question}");
    }
    assert!(drive.focused(id::clinic::NAME));
    for _ in 0..4 {
        drive.press("Ctrl+Enter");
    }
    assert!(drive.focused(id::KEPT), "everything was still there");
}

#[test]
fn what_is_missing_is_said_beside_its_field() {
    let fixture = not_begun();
    let mut drive = drive(&fixture);
    drive.press("Ctrl+Enter");
    assert!(drive.focused(id::clinic::NAME) && drive.shows("Harus diisi."));
    clinic(&mut drive);
    drive.press("Ctrl+Enter").press("Ctrl+Enter");
    assert!(drive.shows("Tambahkan paling sedikit satu desa."));
    drive.picture("first-run-no-village");
    drive.tab_to(id::ADD_ALL).press("Enter").press("Ctrl+Enter");
    // Two units with one letter.
    drive.tab_to("firstrun.unit.1.letter").write("B").press("Ctrl+Enter");
    assert!(drive.shows("Langkah 3 dari 4"));
    drive.picture("first-run-same-letter");
    drive.tab_to("firstrun.unit.1.letter").write("u").press("Ctrl+Enter");
    administrator(&mut drive);
    drive.tab_to(id::account::AGAIN).write("x").press("Ctrl+Enter");
    assert!(drive.focused(id::account::AGAIN) && drive.shows("Kedua kata sandi tidak sama."));
    drive.press("Backspace").tab_to(id::account::PIN);
    for _ in 0..6 {
        drive.press("Backspace");
    }
    drive.write("123456").press("Ctrl+Enter");
    assert!(drive.focused(id::account::PIN) && drive.shows("PIN ini terlalu mudah ditebak."));
    assert!(config(&fixture).is_none());
}

#[test]
fn large_text_and_other_looks_cut_nothing_off() {
    let fixture = not_begun();
    let small = Size::new(1366.0 / 1.6, 768.0 / 1.6);
    let mut drive = Drive::with_size(FirstRun::default(), &fixture, None, small);
    clinic(&mut drive);
    drive.press("Ctrl+Enter");
    villages(&mut drive);
    drive.shared.seat.look = Look::Dark;
    drive.picture("first-run-160");
}

#[test]
fn copies_go_to_the_folder_that_is_chosen_before_the_clinic_begins() {
    let fixture = not_begun();
    let stick = tempfile::tempdir().unwrap();
    let data = Place::called("data", fixture.folder.path());
    let mut drive = drive(&fixture);
    drive.shared.pc = drive.shared.pc.clone().known_as(data.path());
    clinic(&mut drive);
    drive.press("Ctrl+Enter");
    villages(&mut drive);
    drive.press("Ctrl+Enter").press("Ctrl+Enter");
    administrator(&mut drive);
    drive.press("Ctrl+Enter").press("Space");
    drive.tab_to(loket::ui::copies::id::FOLDER).write("/no/such/place/at/all").press("Ctrl+Enter");
    assert!(drive.focused(loket::ui::copies::id::FOLDER), "the clinic does not begin before it is put right");
    assert!(config(&fixture).is_none());
    for _ in 0.."/no/such/place/at/all".len() {
        drive.press("Backspace");
    }
    let folder = stick.path().join("Loket");
    drive.write(&folder.display().to_string());
    drive.picture("first-run-copies");
    drive.press("Ctrl+Enter");
    assert!(config(&fixture).is_some());
    let copies = fixture.clinic.make_copy().unwrap();
    assert_eq!(copies.good.unwrap().file.parent().unwrap(), folder);
    // The seal lies behind the code that was on the screen.
    let db = loket::store::open_to_look(fixture.folder.path(), loket::clinic::MIGRATIONS).unwrap();
    assert!(loket::summary::table::key_copy(&db).unwrap().is_some());
}

#[test]
fn a_fresh_pc_goes_on_from_a_copy_that_was_tried_out() {
    let old = crate::support::begun();
    let file = old.clinic.make_copy().unwrap().good.unwrap().file;
    let fixture = not_begun();
    let mut drive = drive(&fixture);
    drive.tab_to(id::FROM_COPY).press("Enter");
    assert!(drive.focused(id::BACK_FILE));
    let none = Path::new("tests/data/README.md");
    drive.write(&none.display().to_string()).press("Enter");
    assert!(drive.focused(id::BACK_CODE));
    drive.press("Enter");
    let said = format!("{} bukan salinan data Loket. Pilih berkas lain.", none.display());
    assert!(drive.shows(&said) && drive.again.is_none());
    drive.picture("first-run-from-copy");
    drive.tab_to(id::BACK_FILE).press("Ctrl+a").write(&file.display().to_string());
    drive.tab_to(id::BACK_CODE).write("bukan kode").press("Ctrl+Enter");
    assert!(drive.again.is_none(), "a code that is none is said first");
    drive.press("Ctrl+a").press("Backspace").press("Ctrl+Enter");
    let again = drive.again.take().expect("the program starts again");
    assert_eq!((again.file, again.code.0.as_str()), (file, ""));
    assert!(config(&fixture).is_none(), "nothing is changed while the program runs");
}
