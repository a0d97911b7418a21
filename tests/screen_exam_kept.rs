//! What is typed into a visit survives the end of the program, for whoever typed it and for that visit alone.

use std::path::PathBuf;

use crate::screen_exam::{open_visit, serving, station};
use crate::support::drive::Drive;
use crate::support::ward::Ward;
use loket::staff::Role;
use loket::ui::exam::{Exam, id};
use loket::visits::NoteKind;

fn files(ward: &Ward) -> Vec<PathBuf> {
    let all = std::fs::read_dir(ward.fixture.folder.path()).unwrap();
    let all = all.map(|entry| entry.unwrap().path());
    all.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("exam-")))
        .collect()
}

/// Everything typed, nothing saved; then the program is gone.
fn crashed(ward: &Ward) {
    let mut drive = serving(ward);
    drive.write("Batuk pilek").press("Enter").write("36,9");
    drive.tab_to(id::measuring::WEIGHT).write("9,2").press("Enter").write("79,8");
    drive.press("Alt+3").write("Minum banyak");
}

fn again(ward: &Ward) -> Drive<Exam> {
    let mut drive = station(ward, "Ruang KIA");
    drive.press("F4").hear();
    drive
}

#[test]
fn a_draft_of_an_exam_survives_a_crash_and_is_gone_once_it_is_saved() {
    let ward = Ward::open();
    crashed(&ward);
    assert_eq!(files(&ward).len(), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let rights = std::fs::metadata(&files(&ward)[0]).unwrap().permissions().mode();
        assert_eq!(rights & 0o777, 0o600, "nobody else's");
    }
    let mut drive = again(&ward);
    assert!(drive.tells("belum disimpan dan kembali di sini"));
    assert_eq!(drive.field(id::page::COMPLAINT).unwrap().1, "Batuk pilek");
    assert_eq!(drive.field(id::measuring::WEIGHT).unwrap().1, "9,2");
    drive.picture("exam-taken-back");
    drive.press("Ctrl+Enter").hear();
    let sheet = ward.sheet(open_visit(&ward));
    assert_eq!(sheet.visit.note(NoteKind::Plan).unwrap().text, "Minum banyak");
    assert_eq!(sheet.visit.vitals.len(), 1);
    assert!(!drive.tells("kembali di sini") && files(&ward).is_empty(), "saved");
    assert!(!again(&ward).tells("kembali di sini"));
}

#[test]
fn a_draft_is_thrown_away_by_its_button_and_by_nothing_else() {
    let ward = Ward::open();
    crashed(&ward);
    // Somebody else at the same PC reads nothing of it.
    let mut other = Drive::new(Exam::default(), &ward.fixture, Some(ward.fixture.somebody(Role::Nurse)));
    other.shared.seat.counter = Some(ward.room("Ruang KIA"));
    other.send(loket::ui::exam::Message::Waiting(loket::ui::exam::WaitingMessage::Room(
        ward.room("Ruang KIA"),
    )));
    other.press("F4").hear();
    assert!(other.tells("Kirana Putri") && !other.tells("kembali di sini"));
    assert_eq!(other.field(id::page::COMPLAINT).unwrap().1, "");
    assert_eq!(files(&ward).len(), 1);

    let mut drive = again(&ward);
    drive.press_button("Buang isian itu");
    assert_eq!(drive.field(id::page::COMPLAINT).unwrap().1, "");
    assert!(files(&ward).is_empty());
    drop(drive);
    assert!(!again(&ward).tells("kembali di sini"));
}
