//! In English every word of the program is English; names of the clinic's own stay as they are.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::screen_exam::serving;
use crate::screen_front_desk::{Desk, details};
use crate::support::drive::Drive;
use crate::support::ward::Ward;
use crate::support::{begun, not_begun};
use loket::people::Role;
use loket::queue::FirstStop;
use loket::terms::Sex;
use loket::ui::display::Display;
use loket::ui::first_run::FirstRun;
use loket::ui::screen::Screen;
use loket::ui::screening::Screening;
use loket::ui::settings::Settings;
use loket::ui::sign_in::SignIn;
use loket::ui::summary::Summary;
use loket::words::{Language, Words};

/// What the program says in Indonesian alone: whole texts, without those that say the same in English and those that are
/// names in the clinic of the tests.
fn indonesian() -> BTreeSet<String> {
    const NAMES: [&str; 8] = ["Umum", "KIA", "Gigi", "Gizi", "Lab", "Imunisasi", "Pendaftaran", "Posyandu"];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/words/id");
    let (here, there) = (Words::new(Language::Indonesian), Words::new(Language::English));
    let mut keys = BTreeSet::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let lines = text.lines().filter(|line| !line.contains('{') && !line.starts_with([' ', '#']));
        keys.extend(lines.filter_map(|line| Some(line.split_once(" = ")?.0.trim().to_owned())));
    }
    assert!(keys.len() > 500, "{}", keys.len());
    let english: BTreeSet<String> = keys.iter().map(|key| there.text(key).into_owned()).collect();
    let said = keys.iter().map(|key| here.text(key).into_owned());
    said.filter(|text| !english.contains(text) && !NAMES.contains(&text.as_str())).collect()
}

/// The screen in English; no text of it is Indonesian.
fn read<S: Screen>(drive: &mut Drive<S>, only: &BTreeSet<String>) {
    drive.shared.words = Arc::new(Words::new(Language::English));
    drive.shared.seat.language = Language::English;
    let texts = drive.texts();
    assert!(texts.len() > 3, "{texts:?}");
    let left: Vec<&String> = texts.iter().filter(|text| only.contains(*text)).collect();
    assert!(left.is_empty(), "not English: {left:?}");
}

#[test]
fn in_english_no_screen_says_a_word_of_indonesian() {
    let only = indonesian();
    let desk = Desk::open();
    let linda = desk.register(details("Linda Kusuma", Sex::Female, "1990-05-05", None), Role::Head, None);
    desk.ticket("KIA", None, FirstStop::Registration, None);
    desk.ticket("Umum", Some(linda), FirstStop::Unit, None);
    let mut drive = desk.drive();
    read(&mut drive, &only);
    drive.write("linda");
    read(&mut drive, &only);
    drive.press("Enter").hear().press("F9").hear();
    read(&mut drive, &only);
    for page in ["F6", "Ctrl+n", "Ctrl+p", "Ctrl+f"] {
        drive.send(loket::ui::front_desk::Message::Choose(linda)).hear().press(page).hear();
        read(&mut drive, &only);
        drive.press("Esc");
    }
    let mut drive = Drive::new(Display::default(), &desk.fixture, None);
    read(&mut drive, &only);

    let ward = Ward::open();
    let mut drive = serving(&ward);
    drive.write("Batuk").press("Enter").write("41").press("Enter");
    drive.tab_to(loket::ui::exam::id::measuring::WEIGHT).write("7").press("Enter").write("79,8");
    for part in ["Alt+1", "Alt+2", "Alt+3", "F12"] {
        drive.press(part);
        read(&mut drive, &only);
    }
    let mut drive = Drive::new(Screening::default(), &ward.fixture, Some(ward.session.clone()));
    drive.write("kirana").press("Enter");
    read(&mut drive, &only);

    let fixture = begun();
    let administrator = fixture.administrator();
    let mut drive = Drive::new(Summary::default(), &fixture, Some(administrator.clone()));
    read(&mut drive, &only);
    let mut drive = Drive::new(Settings::default(), &fixture, Some(administrator));
    for section in "1234567890".chars() {
        drive.press(&format!("Alt+{section}")).hear();
        read(&mut drive, &only);
    }
    read(&mut Drive::new(SignIn::fresh(), &fixture, None), &only);
    read(&mut Drive::new(FirstRun::default(), &not_begun(), None), &only);
}
