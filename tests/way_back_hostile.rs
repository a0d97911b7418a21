//! A way back from files that are foreign, half or hostile, and from a disk that is full: refused with a sentence, and
//! the clinic that is there stays as it is.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use loket::clinic::restore::{CannotRestore, rehearse, restore};
use loket::clinic::{Clinic, Clock, MIGRATIONS};
use loket::store::{Connection, StoreError, database_file, open_to_look};
use loket::words::{Language, Words};

use crate::support::{Fixture, begun, not_begun};

fn tickets(folder: &Path) -> i64 {
    let db = open_to_look(folder, MIGRATIONS).unwrap();
    db.query_row("SELECT count(*) FROM ticket", [], |row| row.get(0)).unwrap()
}

/// The database of a clinic that is open, copied by hand: with its log, as somebody would take both.
fn copied_by_hand(fixture: &Fixture, into: &Path) -> PathBuf {
    let (from, to) = (database_file(fixture.folder.path()), database_file(into));
    std::fs::create_dir_all(into).unwrap();
    for ending in ["", "-wal"] {
        let name = |path: &Path| PathBuf::from(format!("{}{ending}", path.display()));
        std::fs::copy(name(&from), name(&to)).unwrap();
    }
    to
}

fn closed(fixture: Fixture) -> tempfile::TempDir {
    let Fixture { folder, clinic, .. } = fixture;
    drop(clinic);
    folder
}

fn refused(folder: &Path, file: &Path) -> CannotRestore {
    let before = listed(folder);
    let why = restore(folder, file, "", Clock::system()).unwrap_err();
    assert_eq!(listed(folder), before, "nothing half is left");
    for language in [Language::Indonesian, Language::English] {
        let said = why.explain(&Words::new(language));
        assert!(said.contains(&file.display().to_string()) && said.ends_with('.'), "{said}");
    }
    assert!(rehearse(folder, file, "").is_err());
    why
}

/// What lies in a folder, and how large it is; locks and what SQLite makes to read aside.
fn listed(folder: &Path) -> Vec<(String, u64)> {
    let mut all: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.metadata().unwrap().len()))
        .filter(|(name, size)| name != "loket.lock" && !name.ends_with("-shm") && *size > 0)
        .collect();
    all.sort();
    all
}

#[test]
fn the_log_beside_a_copy_comes_along_and_one_that_was_altered_is_refused() {
    let fixture = begun();
    (0..15).for_each(|_| fixture.ticket());
    let stick = tempfile::tempdir().unwrap();
    let file = copied_by_hand(&fixture, &stick.path().join("whole"));
    let folder = closed(fixture);
    // The file alone lacks what stands in the log.
    let alone = stick.path().join("alone.db");
    std::fs::copy(&file, &alone).unwrap();
    refused(folder.path(), &alone);
    let there = tempfile::tempdir().unwrap();
    restore(there.path(), &file, "", Clock::system()).unwrap();
    assert_eq!(tickets(there.path()), 15);

    let log = PathBuf::from(format!("{}-wal", file.display()));
    let mut bytes = std::fs::read(&log).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&log, bytes).unwrap();
    let why = refused(folder.path(), &file);
    assert!(why.to_string().contains("log: frame"), "{why}");
    assert_eq!(tickets(folder.path()), 15);
}

#[test]
fn a_database_without_a_clinic_takes_no_clinics_place() {
    let empty = closed(not_begun());
    let fixture = begun();
    fixture.ticket();
    let folder = closed(fixture);
    let why = refused(folder.path(), &database_file(empty.path()));
    assert!(matches!(why, CannotRestore::NoClinic(_)), "{why:?}");
    // Nor a file in which nothing was begun at all.
    let nothing = empty.path().join("nothing.db");
    std::fs::write(&nothing, "").unwrap();
    assert!(matches!(refused(folder.path(), &nothing), CannotRestore::NoClinic(_)));
    assert_eq!(tickets(folder.path()), 1);
}

#[test]
fn what_no_loket_makes_is_refused_wherever_in_the_schema_it_stands() {
    let fixture = begun();
    fixture.ticket();
    let folder = closed(fixture);
    let stick = tempfile::tempdir().unwrap();
    for (number, sql, named) in [
        (1, "CREATE TRIGGER t AFTER INSERT ON ticket BEGIN DELETE FROM journal; END", "trigger t"),
        (2, "CREATE VIEW people AS SELECT name FROM person", "view people"),
        (3, "CREATE TABLE notes (id INTEGER PRIMARY KEY) STRICT", "table notes"),
        (4, "CREATE INDEX slow ON ticket (person_id)", "index slow"),
        (5, "ALTER TABLE recovery ADD COLUMN code TEXT", "table recovery"),
        (6, "DROP INDEX summary_by_period", "index summary_by_period"),
    ] {
        let file = stick.path().join(format!("{number}.db"));
        std::fs::copy(database_file(folder.path()), &file).unwrap();
        Connection::open(&file).unwrap().execute_batch(sql).unwrap();
        let why = refused(folder.path(), &file);
        assert!(matches!(why, CannotRestore::Store(StoreError::Unsound { .. })), "{why:?}");
        assert!(why.to_string().contains(&format!("schema: the {named}")), "{sql}: {why}");
    }
    assert_eq!(tickets(folder.path()), 1);
}

#[cfg(unix)]
#[test]
fn a_pipe_that_never_ends_is_no_copy() {
    let folder = closed(begun());
    let pipe = folder.path().join("pipe.db");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    refused(folder.path(), &pipe);
}

fn loket(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_loket")).args(arguments).arg("--data").arg(folder).output().unwrap()
}

#[test]
fn a_copy_makes_only_the_last_part_of_its_path() {
    let fixture = begun();
    let folder = fixture.folder.path();
    let stick = tempfile::tempdir().unwrap();
    let away = stick.path().join("STIK").join("Loket");
    let said = loket(&["backup", "--to", away.to_str().unwrap()], folder);
    assert_eq!(said.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&said.stderr).contains("flash disk"), "{said:?}");
    assert!(!away.parent().unwrap().exists());
    // The chosen one is not made anew where it was.
    let chosen = stick.path().join("Salinan");
    fixture.clinic.choose_copies(&chosen).unwrap();
    std::fs::remove_dir(&chosen).unwrap();
    assert_eq!(loket(&["backup"], folder).status.code(), Some(1));
    assert!(!chosen.exists());
}

/// The library that answers that the disk is full, built with the compiler that the program needs anyway.
#[cfg(target_os = "linux")]
fn full_disk(folder: &Path) -> PathBuf {
    let library = folder.join("full_disk.so");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/full_disk.c");
    let done =
        Command::new("cc").args(["-shared", "-fPIC", "-o"]).arg(&library).arg(source).arg("-ldl").status();
    assert!(done.unwrap().success(), "the full disk was not built");
    library
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_at_any_step_of_the_way_back_is_named_and_leaves_nothing_half() {
    let fixture = begun();
    fixture.ticket();
    let stick = tempfile::tempdir().unwrap();
    fixture.clinic.choose_copies(&stick.path().join("Loket")).unwrap();
    let file = fixture.clinic.make_copy().unwrap().good.unwrap().file;
    fixture.ticket();
    let folder = closed(fixture);
    let library = full_disk(stick.path());
    let size = std::fs::metadata(&file).unwrap().len();
    let (mut failed, mut changed) = (0, false);
    // The steps after the last large file are small.
    let steps = (0..).map(|step| if step < 40 { step * size / 16 } else { size * 5 / 2 + step * 97 });
    for room in steps {
        assert!(failed < 400, "it never fits");
        let before = listed(folder.path());
        let ended = Command::new(env!("CARGO_BIN_EXE_loket"))
            .args(["restore", file.to_str().unwrap(), "--data"])
            .arg(folder.path())
            .env("LD_PRELOAD", &library)
            .env("FULL_AFTER", room.to_string())
            .output()
            .unwrap();
        if ended.status.success() {
            break;
        }
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert!(said.contains("penuh"), "room for {room}: {said}");
        failed += 1;
        changed = said.contains("sudah kembali");
        if !changed {
            assert_eq!(listed(folder.path()), before, "room for {room}: {said}");
            assert_eq!(tickets(folder.path()), 2, "room for {room}");
        }
        if changed {
            break;
        }
    }
    assert!(failed > 10, "{failed}");
    assert_eq!(tickets(folder.path()), 1, "{changed}");
    Clinic::open(folder.path(), Clock::system(), &loket::store::Options::default()).unwrap();
}
