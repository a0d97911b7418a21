//! `loket doctor` looks beyond the rows: at the log beside the file, the seal's key, the copies, and at what was changed
//! outside the door. Each is broken by hand, one by one.

use std::path::{Path, PathBuf};

use loket::clinic::{Envelope, examine, examine_folder};
use loket::staff::{Role, SecretHash, command};
use loket::store::{Connection, database_file};
use loket::summary::{Despite, Period};
use loket::terms::ServiceDay;
use loket::words::Language;

use crate::support::{Fixture, begun, open};

fn said(folder: &Path) -> Vec<String> {
    let found = examine_folder(folder).unwrap().into_iter();
    found.map(|finding| format!("{}: {}", finding.check, finding.text)).collect()
}

/// The one finding, and none before.
fn found(folder: &Path, expected: &str) {
    let found = said(folder);
    assert!(found.len() == 1 && found[0].contains(expected), "{expected}: {found:?}");
}

fn key_file(folder: &Path) -> PathBuf {
    let mut keys = std::fs::read_dir(folder.join("secrets")).unwrap();
    keys.next().unwrap().unwrap().path()
}

#[test]
fn a_seal_key_that_is_away_or_junk_is_found() {
    let fixture = begun();
    let folder = fixture.folder.path();
    assert_eq!(said(folder), [""; 0]);
    let file = key_file(folder);
    let key = std::fs::read(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    found(folder, "seal: the seal's key is not on this PC");
    for junk in [b"".to_vec(), b"junk".to_vec(), key[..key.len() - 1].to_vec(), other_key()] {
        std::fs::write(&file, junk).unwrap();
        found(folder, "seal: the seal's key is not the one of its certificate");
    }
    std::fs::write(&file, key).unwrap();
    assert_eq!(said(folder), [""; 0]);
}

/// The key of another clinic's seal.
fn other_key() -> Vec<u8> {
    std::fs::read(key_file(begun().folder.path())).unwrap()
}

#[test]
fn a_log_that_was_altered_before_its_end_is_found_and_one_that_was_cut_by_the_power_is_not() {
    let fixture = begun();
    (0..6).for_each(|_| fixture.ticket());
    let log = PathBuf::from(format!("{}-wal", database_file(fixture.folder.path()).display()));
    let there = tempfile::tempdir().unwrap();
    let copy = database_file(there.path());
    std::fs::copy(database_file(fixture.folder.path()), &copy).unwrap();
    let whole = std::fs::read(&log).unwrap();
    let beside = PathBuf::from(format!("{}-wal", copy.display()));
    let logged = |bytes: &[u8]| {
        std::fs::write(&beside, bytes).unwrap();
        loket::store::log_findings(&copy).unwrap()
    };
    assert_eq!(logged(&whole), []);
    assert_eq!(logged(&whole[..whole.len() - 1000]), []);
    let mut bent = whole.clone();
    bent[whole.len() / 2] ^= 4;
    assert_eq!(logged(&bent)[0].check, "log");
    assert!(said(there.path())[0].starts_with("log: frame"));
}

#[test]
fn a_summary_that_the_journal_names_and_that_is_gone_is_found() {
    let fixture = begun();
    let day = ServiceDay(fixture.clinic.today().unwrap().0 - chrono::Duration::days(1));
    let session = fixture.administrator();
    fixture
        .clinic
        .make_summary(&session, Period::Day(day), Language::Indonesian, &Despite::Whatever)
        .unwrap();
    let folder = fixture.folder.path();
    assert_eq!(said(folder), [""; 0]);
    let db = Connection::open(database_file(folder)).unwrap();
    assert_eq!(db.execute("DELETE FROM summary", []).unwrap(), 1);
    found(folder, "summary: summary 1 is named in the journal and is not there");
}

#[test]
fn what_was_written_into_the_accounts_outside_the_door_is_found() {
    let fixture = begun();
    let administrator = fixture.administrator();
    let somebody = fixture.somebody(Role::Receptionist).account().unwrap();
    let db = Connection::open(database_file(fixture.folder.path())).unwrap();
    let found = |db: &Connection| -> Vec<String> {
        examine(db).unwrap().into_iter().filter(|one| one.check == "accounts").map(|one| one.text).collect()
    };
    assert_eq!(found(&db), [""; 0]);
    let before = |sql: &str, expected: &str| {
        db.execute_batch("BEGIN").unwrap();
        assert!(db.execute(sql, []).unwrap() > 0, "{sql}");
        let found = found(&db);
        assert!(found.iter().any(|text| text == expected), "{sql}: {found:?}");
        db.execute_batch("ROLLBACK").unwrap();
    };
    let changed = format!("account {somebody} was changed outside Loket");
    let other = "(SELECT password_hash FROM account WHERE id = 1)";
    for sql in [
        format!("UPDATE account SET pin_hash = {other} WHERE id = {somebody}"),
        format!("UPDATE account SET password_hash = password_hash || 'x' WHERE id = {somebody}"),
        format!("UPDATE account SET role = 'administrator' WHERE id = {somebody}"),
        format!("UPDATE account SET username = 'rini' WHERE id = {somebody}"),
    ] {
        before(&sql, &changed);
    }
    before(
        "INSERT INTO account (id, name, username, role, employment, password_hash, made_at)
         SELECT 99, name, 'tamu', role, employment, password_hash, made_at FROM account WHERE id = 1",
        "account 99 was made outside Loket",
    );
    db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    before(
        &format!("DELETE FROM account WHERE id = {somebody}"),
        &format!("account {somebody} was removed outside Loket"),
    );
    before("UPDATE recovery SET hash = hash || 'x'", "the recovery sheet was changed outside Loket");
    // What goes through the door is noted.
    let password = SecretHash::of_password("padi menguning lagi").unwrap();
    let set = command::SetPassword { account: somebody, password };
    fixture.clinic.run(&administrator, Envelope::new(set)).unwrap();
    assert_eq!(found(&db), [""; 0]);
    let notes: Vec<String> = journal(&db);
    assert!(!notes.iter().any(|events| events.contains("argon2")), "no hash stands in the journal");
}

#[test]
fn a_clinic_that_an_earlier_version_began_notes_its_accounts_at_its_first_start() {
    let fixture = begun();
    let somebody = fixture.somebody(Role::Receptionist).account().unwrap();
    let Fixture { folder, clinic, clock } = fixture;
    drop(clinic);
    let db = Connection::open(database_file(folder.path())).unwrap();
    // A journal without any note; an empty one is whole.
    db.execute_batch("DELETE FROM event; DELETE FROM journal").unwrap();
    assert_eq!(examine(&db).unwrap(), []);
    drop(open(folder.path(), &clock));
    drop(open(folder.path(), &clock));
    assert_eq!(journal(&db).len(), 1, "once");
    assert_eq!(examine(&db).unwrap(), []);
    db.execute("UPDATE account SET role = 'administrator' WHERE id = ?1", [somebody]).unwrap();
    assert_eq!(examine(&db).unwrap().len(), 1);
}

fn journal(db: &Connection) -> Vec<String> {
    let mut statement = db.prepare("SELECT events FROM journal").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_journal_that_was_cut_short_or_a_copy_of_another_one_is_found_by_the_last_good_copy() {
    let fixture = begun();
    (0..3).for_each(|_| fixture.ticket());
    let folder = fixture.folder.path();
    let short = tempfile::tempdir().unwrap();
    let early = fixture.clinic.make_copy().unwrap().good.unwrap();
    std::fs::copy(&early.file, short.path().join("early.db")).unwrap();
    (0..3).for_each(|_| fixture.ticket());
    let good = fixture.clinic.make_copy().unwrap().good.unwrap();
    assert!(good.journal > early.journal && good.hash.len() == 64);
    assert_eq!(said(folder), [""; 0]);
    // An older copy under the name of the last one.
    let kept = std::fs::read(&good.file).unwrap();
    std::fs::copy(short.path().join("early.db"), &good.file).unwrap();
    found(folder, "does not hold journal row");
    std::fs::write(&good.file, &kept).unwrap();
    assert_eq!(said(folder), [""; 0]);
    // The clinic's data put back by hand to an earlier state.
    let Fixture { folder, clinic, .. } = fixture;
    drop(clinic);
    std::fs::copy(short.path().join("early.db"), database_file(folder.path())).unwrap();
    let all = said(folder.path());
    assert!(all.len() == 2 && all[0].contains("is not the one that the copy"), "{all:?}");
}
