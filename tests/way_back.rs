//! A way back on day one: a copy that was tried out every service day, ten and twelve kept, and a clinic that comes
//! back from one on another PC, seal and all, without anything being written over.

use std::path::{Path, PathBuf};
use std::process::{Command as Process, Output};

use chrono::{Duration, TimeZone as _, Utc};
use loket::clinic::copies::{Copies, Why};
use loket::clinic::restore::{CannotRestore, SealThen, rehearse, restore};
use loket::clinic::{Clinic, Clock, MIGRATIONS, Made, Refusal, SignIn, examine};
use loket::staff::SecretHash;
use loket::staff::secret::{NewSheet, RecoveryCode};
use loket::store::{Done, Options, Store, StoreError, copies, database_file, open_to_look};
use loket::summary::{self, Despite, Period};
use loket::terms::ServiceDay;
use loket::words::{Language, Words};

use crate::support::{self, Fixture, begun};

fn tickets(folder: &Path) -> i64 {
    let db = open_to_look(folder, MIGRATIONS).unwrap();
    db.query_row("SELECT count(*) FROM ticket", [], |row| row.get(0)).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    copies::in_folder(folder).into_iter().map(|(name, _)| name.file()).collect()
}

/// A clinic whose seal lies behind the code of a sheet, with its copy on a stick.
fn with_copy() -> (Fixture, RecoveryCode, tempfile::TempDir, PathBuf) {
    let fixture = begun();
    let code = RecoveryCode::draw().unwrap();
    let sheet = NewSheet::of(code.clone(), SecretHash::of_recovery(&code).unwrap());
    fixture.clinic.renew_recovery(&fixture.administrator(), &sheet).unwrap();
    fixture.ticket();
    let stick = tempfile::tempdir().unwrap();
    fixture.clinic.choose_copies(&stick.path().join("Loket")).unwrap();
    let copies = fixture.clinic.make_copy().unwrap();
    let file = copies.good.unwrap().file;
    (fixture, code, stick, file)
}

#[test]
fn a_copy_is_due_each_service_day_and_at_close_when_something_happened() {
    let fixture = begun();
    let clinic = &fixture.clinic;
    assert!(clinic.copy_due(false).unwrap());
    let made = clinic.make_copy().unwrap();
    let good = made.good.clone().unwrap();
    assert_eq!(
        (made.trouble, good.file.parent().unwrap()),
        (None, fixture.folder.path().join("copies").as_path())
    );
    assert!(!clinic.copy_due(false).unwrap() && !clinic.copy_due(true).unwrap(), "nothing happened since");
    fixture.ticket();
    assert!(!clinic.copy_due(false).unwrap() && clinic.copy_due(true).unwrap());
    clinic.make_copy().unwrap();
    assert_eq!(names(&fixture.folder.path().join("copies")).len(), 2, "one of the day, one of the month");
    fixture.clock.set(clinic.now() + Duration::days(1));
    assert!(clinic.copy_due(false).unwrap(), "the next service day");
    // A copy that somebody took away is due again.
    std::fs::remove_file(clinic.make_copy().unwrap().good.unwrap().file).unwrap();
    assert!(clinic.copy_due(false).unwrap());
}

#[test]
fn ten_days_and_twelve_months_stay_and_other_files_are_not_touched() {
    let fixture = begun();
    fixture.clock.set(Utc.with_ymd_and_hms(2025, 9, 20, 2, 0, 0).unwrap());
    let folder = fixture.folder.path().join("copies");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("foto.jpg"), "theirs").unwrap();
    std::fs::write(folder.join("loket-P3510070101-2025-09-19.db.part"), "cut off").unwrap();
    for _ in 0..14 {
        fixture.clock.set(fixture.clinic.now() + Duration::days(31));
        fixture.clinic.make_copy().unwrap();
    }
    let left = names(&folder);
    assert_eq!(left.iter().filter(|name| name.len() == "loket-P3510070101-2026-11-28.db".len()).count(), 10);
    assert_eq!(left.len(), 22, "{left:?}");
    assert!(folder.join("foto.jpg").exists());
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 23, "nothing half-written stays");
    assert!(!fixture.folder.path().join("copy-check").exists(), "nor the trial");
}

#[test]
fn a_stick_that_was_pulled_or_a_damaged_database_is_said_and_no_good_copy_is_lost() {
    let (fixture, _, stick, file) = with_copy();
    let clinic = &fixture.clinic;
    let away = stick.path().join("Loket");
    std::fs::rename(&away, stick.path().join("pulled")).unwrap();
    let copies = clinic.make_copy().unwrap();
    assert_eq!(copies.trouble.unwrap().why, Why::Away);
    assert!(copies.good.is_some(), "the last good one is still known");
    assert!(!away.exists(), "nothing is written where the stick was");
    std::fs::rename(stick.path().join("pulled"), &away).unwrap();

    // What the doctor finds stops the copy before it takes the good one's place.
    let before = std::fs::read(&file).unwrap();
    let (told, heard) = std::sync::mpsc::channel();
    clinic.store().writer().submit(
        |db| Done::Keep(db.execute("UPDATE ticket SET number = number + 40", []).map(drop)),
        move |done| told.send(done.is_ok()).unwrap(),
    );
    assert!(heard.recv().unwrap());
    let copies = clinic.make_copy().unwrap();
    assert!(matches!(copies.trouble.as_ref().unwrap().why, Why::Unsound(_)), "{copies:?}");
    assert_eq!(std::fs::read(&file).unwrap(), before);
    let now = clinic.now();
    assert!(!copies.is_late(now) && copies.is_late(now + Duration::hours(25)), "red after a day");
    let words = Words::new(Language::Indonesian);
    for why in [Why::Away, Why::Unsound("x".into()), Why::NotWritten("penuh".into())] {
        let said = why.explain(&words, &away);
        assert!(said.ends_with('.') && !said.contains('⟦'), "{said}");
    }
}

/// As on a share, a stick or a folder of another account: nothing can be made beside the data.
#[test]
fn a_copy_is_made_where_nothing_can_be_written_beside_the_data() {
    let (fixture, _, stick, _) = with_copy();
    let data = fixture.folder.path();
    let lock = data.join("copying.lock");
    std::fs::remove_file(&lock).unwrap();
    // Whoever runs the tests may write everywhere: a folder stands where the lock would be made.
    std::fs::create_dir(&lock).unwrap();
    std::fs::write(data.join("copy-check"), "in the way").unwrap();
    let there = stick.path().join("other");
    let mut backup = Process::new(env!("CARGO_BIN_EXE_loket"));
    let made = backup.args(["backup", "--to"]).arg(&there).arg("--data").arg(data).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    assert_eq!(names(&there).len(), 2);
    let copy = copies::in_folder(&there).remove(0).1;
    assert_eq!(rehearse(tempfile::tempdir().unwrap().path(), &copy, "").unwrap(), SealThen::New);
    assert!(!there.join("copy-check").exists(), "nothing of the trial stays");
}

#[test]
fn a_clinic_comes_back_on_another_pc_with_its_seal() {
    let (fixture, code, _stick, file) = with_copy();
    let day = Period::Day(ServiceDay(fixture.clinic.today().unwrap().0 - Duration::days(1)));
    let sealed = fixture
        .clinic
        .make_summary(&fixture.administrator(), day, Language::Indonesian, &Despite::Whatever)
        .unwrap();
    fixture.clinic.make_copy().unwrap();
    let there = tempfile::tempdir().unwrap();
    let clock = || Clock::Standing(fixture.clock.clone());

    let other = RecoveryCode::draw().unwrap();
    assert!(matches!(rehearse(there.path(), &file, "ABCD"), Err(CannotRestore::NoCode)));
    assert!(matches!(rehearse(there.path(), &file, &other.printed()), Err(CannotRestore::WrongCode)));
    assert!(matches!(restore(there.path(), &file, &other.printed(), clock()), Err(CannotRestore::WrongCode)));
    assert!(!database_file(there.path()).exists(), "nothing was changed");
    let typed = code.printed().to_lowercase();
    assert_eq!(rehearse(there.path(), &file, &typed).unwrap(), SealThen::Recovered);
    let back = restore(there.path(), &file, &typed, clock()).unwrap();
    assert_eq!((back.kept, back.seal), (None, SealThen::Recovered));
    assert_eq!(tickets(there.path()), 1);
    let clinic = Clinic::open(there.path(), clock(), &Options::default()).unwrap();
    assert!(clinic.has_seal_key().unwrap());
    assert_eq!(examine(&open_to_look(there.path(), MIGRATIONS).unwrap()).unwrap(), []);
    // The same data: the same summary, of the same seal.
    match clinic.make_summary(&clinic.system(), day, Language::Indonesian, &Despite::Whatever).unwrap() {
        Made::Same(files) => assert_eq!(files.json, sealed.files().json),
        Made::New(files) => panic!("another summary: {}", files.name),
    }
}

#[test]
fn without_the_sheet_a_new_seal_is_made_and_the_old_one_stays_known() {
    let (fixture, _, _stick, _) = with_copy();
    let clock = || Clock::Standing(fixture.clock.clone());
    let yesterday = fixture.clinic.today().unwrap().0 - Duration::days(1);
    let old = fixture
        .clinic
        .make_summary(
            &fixture.administrator(),
            Period::Day(ServiceDay(yesterday)),
            Language::Indonesian,
            &Despite::Whatever,
        )
        .unwrap();
    let file = fixture.clinic.make_copy().unwrap().good.unwrap().file;
    let there = tempfile::tempdir().unwrap();
    // A seal is good for what it sealed before its end.
    fixture.clock.forward(Duration::minutes(1));
    assert_eq!(restore(there.path(), &file, "", clock()).unwrap().seal, SealThen::New);
    let own = loket::cli::summary::own(there.path());
    assert_eq!(own.seals.len(), 2);
    let before = loket::cli::summary::own(fixture.folder.path()).seals[0];
    assert_eq!((own.seals[1].fingerprint, before.ended_at), (before.fingerprint, None));
    assert_eq!(own.seals[1].ended_at, Some(fixture.clock.now()));
    let papers = there.path().join("papers");
    let paths = old.files().write(&papers).unwrap();
    for path in &paths {
        let verdict = loket::cli::verify::judge(path, &[], &own).unwrap().verdict();
        assert_eq!(verdict, loket::seal::Verdict::Holds, "{path:?}");
    }
    let clinic = Clinic::open(there.path(), clock(), &Options::default()).unwrap();
    let before = Period::Day(ServiceDay(yesterday - Duration::days(1)));
    let new =
        clinic.make_summary(&clinic.system(), before, Language::Indonesian, &Despite::Whatever).unwrap();
    let written = new.files().write(&papers).unwrap();
    let present = loket::summary::Own { seals: own.seals[..1].to_vec(), ..own };
    assert_eq!(
        loket::cli::verify::judge(&written[0], &[], &present).unwrap().verdict(),
        loket::seal::Verdict::Holds
    );
    assert_eq!(examine(&open_to_look(there.path(), MIGRATIONS).unwrap()).unwrap(), []);
}

#[test]
fn restoring_keeps_what_was_there_and_takes_no_file_that_is_none() {
    let (fixture, _, stick, file) = with_copy();
    fixture.ticket();
    fixture.ticket();
    let clock = || Clock::Standing(fixture.clock.clone());
    let folder = fixture.folder.path().to_owned();
    // While a program works there, nothing is restored.
    assert!(matches!(
        restore(&folder, &file, "", clock()),
        Err(CannotRestore::Store(StoreError::InUse { .. }))
    ));
    let Fixture { folder: held, clinic, .. } = fixture;
    drop(clinic);
    let foreign = stick.path().join("foto.db");
    std::fs::write(&foreign, "no database at all").unwrap();
    assert!(matches!(
        restore(&folder, &foreign, "", Clock::system()),
        Err(CannotRestore::Store(StoreError::NotDatabase(path))) if path == foreign
    ));
    let bent = stick.path().join("bent.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let half = bytes.len() / 2;
    bytes.iter_mut().skip(half).take(4096).for_each(|byte| *byte = 0x5a);
    std::fs::write(&bent, bytes).unwrap();
    assert!(restore(&folder, &bent, "", Clock::system()).is_err());
    assert_eq!(tickets(&folder), 3, "nothing was changed");

    // The copy may lie on a stick that is write-protected.
    let mut rights = std::fs::metadata(&file).unwrap().permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&file, rights).unwrap();
    let back = restore(&folder, &file, "", Clock::system()).unwrap();
    assert_eq!((tickets(&folder), back.seal), (1, SealThen::Here));
    let kept = back.kept.unwrap();
    assert!(kept.starts_with(&folder));
    assert_eq!(tickets(&kept), 3, "what was there is whole");
    let again = restore(&folder, &database_file(&kept), "", Clock::system()).unwrap();
    assert_eq!(tickets(&folder), 3);
    assert_ne!(again.kept, Some(kept));
    Clinic::open(&folder, Clock::system(), &Options::default()).unwrap();
    assert!(Copies::read(&folder).good.is_none(), "the last copy is of other data");
    drop(held);
}

fn loket(arguments: &[&str], folder: &Path) -> Output {
    Process::new(env!("CARGO_BIN_EXE_loket")).args(arguments).arg("--data").arg(folder).output().unwrap()
}

#[test]
fn the_command_line_makes_a_copy_beside_the_program_and_comes_back_from_it() {
    let fixture = begun();
    fixture.ticket();
    let stick = tempfile::tempdir().unwrap();
    let to = stick.path().join("salinan dr. Ény").display().to_string();
    let made = loket(&["backup", "--to", &to], fixture.folder.path());
    assert_eq!(made.status.code(), Some(0), "{}", String::from_utf8_lossy(&made.stderr));
    let (_, file) = copies::in_folder(Path::new(&to)).remove(0);
    let there = tempfile::tempdir().unwrap();
    let back = loket(&["restore", file.to_str().unwrap()], there.path());
    let said = String::from_utf8_lossy(&back.stdout).into_owned();
    assert_eq!(back.status.code(), Some(0), "{}", String::from_utf8_lossy(&back.stderr));
    assert!(said.contains("sudah dicoba") && said.contains("Segel klinik dibuat baru"), "{said}");
    assert_eq!(tickets(there.path()), 1);
    assert_eq!(loket(&["doctor"], there.path()).status.code(), Some(0));
    let busy = loket(&["restore", file.to_str().unwrap()], fixture.folder.path());
    assert_eq!(busy.status.code(), Some(1), "the program holds its data");
    let none = loket(&["restore", "/no/such.db"], there.path());
    assert!(String::from_utf8_lossy(&none.stderr).contains("/no/such.db"));
}

#[test]
fn places_with_spaces_other_letters_and_long_paths_are_as_good_as_any() {
    let root = tempfile::tempdir().unwrap();
    let long = "folder yang namanya panjang ".repeat(4);
    let data = root
        .path()
        .join("Bidan Sĩtī Núr 'Azizah")
        .join(long.trim())
        .join(long.trim())
        .join("OneDrive - Dinas");
    assert!(data.as_os_str().len() > 200, "{}", data.display());
    let options = Options { role: "test".to_owned(), ..Options::default() };
    let clock = loket::clinic::StandingClock::at(support::morning());
    let clinic = Clinic::open(&data, Clock::Standing(clock), &options).unwrap();
    clinic.begin(support::beginning()).unwrap();
    // Documents that are kept in a cloud folder are a folder like any other.
    let cloud = root.path().join("OneDrive - Puskesmas Ény").join("Dokumen");
    std::fs::create_dir_all(&cloud).unwrap();
    clinic.choose_copies(&cloud.join("Salinan Loket")).unwrap();
    let good = clinic.make_copy().unwrap().good.unwrap();
    drop(clinic);
    assert_eq!(loket(&["doctor"], &data).status.code(), Some(0));
    let there = root.path().join("PC baru é").join(long.trim()).join(long.trim());
    let back = loket(&["restore", good.file.to_str().unwrap()], &there);
    assert_eq!(back.status.code(), Some(0), "{}", String::from_utf8_lossy(&back.stderr));
}

#[test]
fn a_folder_that_cannot_be_written_is_found_when_it_is_chosen() {
    let fixture = begun();
    // Nobody writes into the kernel's own folder, nor into a file.
    let file = fixture.folder.path().join("a file");
    std::fs::write(&file, "x").unwrap();
    // A path that begins nowhere would be another folder at the next start.
    let mut places =
        vec![file.join("Loket"), fixture.folder.path().join("no/such/place"), PathBuf::from("Salinan")];
    if cfg!(target_os = "linux") {
        places.push("/proc/self".into());
    }
    for place in places {
        assert!(fixture.clinic.choose_copies(&place).is_err(), "{}", place.display());
    }
    assert_eq!(Copies::read(fixture.folder.path()), Copies::default(), "the choice before stays");
}

#[test]
fn a_program_that_was_cut_off_is_known_at_the_next_start_and_only_then() {
    let folder = tempfile::tempdir().unwrap();
    let open = || {
        let options = Options { role: "test".to_owned(), ..Options::default() };
        Clinic::open(folder.path(), Clock::system(), &options).unwrap()
    };
    assert!(!open().store().was_left_behind(), "never opened before");
    assert!(!open().store().was_left_behind(), "closed as it should be");
    // A killed program leaves its name; the system frees the lock.
    std::fs::write(folder.path().join("loket.holder"), "Loket front desk (siti), process 4711\n").unwrap();
    assert!(open().store().was_left_behind());
    assert!(!open().store().was_left_behind());
}

#[test]
fn whoever_comes_in_by_the_sheet_on_another_pc_brings_the_seal_along() {
    let (fixture, code, _stick, _) = with_copy();
    let secrets = fixture.folder.path().join("secrets");
    std::fs::remove_dir_all(&secrets).unwrap();
    let sheet = || {
        let code = RecoveryCode::draw().unwrap();
        (code.clone(), NewSheet::of(code.clone(), SecretHash::of_recovery(&code).unwrap()))
    };
    let clinic = &fixture.clinic;
    assert!(!clinic.has_seal_key().unwrap());
    // A new sheet now would hide nothing, and the old one be thrown away.
    let renewed = clinic.renew_recovery(&fixture.administrator(), &sheet().1);
    assert_eq!(renewed, Err(Refusal::Summary(summary::Error::NoSeal)));
    let (next_code, next) = sheet();
    let password = SecretHash::of_password("padi menguning lagi").unwrap();
    assert!(matches!(clinic.recover("wahyu", &code, &password, &next).unwrap(), SignIn::Welcome(_)));
    assert!(clinic.has_seal_key().unwrap(), "the code in hand brought it back");
    // And it lies behind the next sheet's code.
    std::fs::remove_dir_all(&secrets).unwrap();
    assert!(!clinic.recover_seal(&clinic.system(), &code).unwrap());
    assert!(clinic.recover_seal(&clinic.system(), &next_code).unwrap());
}

#[test]
fn a_stick_on_which_the_month_cannot_be_written_keeps_the_day_and_says_so() {
    let (fixture, _, stick, file) = with_copy();
    let folder = stick.path().join("Loket");
    let month = copies::CopyName::of_month("P3510070101", fixture.clinic.today().unwrap().0).file();
    std::fs::remove_file(folder.join(&month)).unwrap();
    std::fs::create_dir(folder.join(&month)).unwrap();
    std::fs::write(folder.join("loket-P3510070101-2026-11-02.db.part"), "of a day on which it was full")
        .unwrap();
    let copies = fixture.clinic.make_copy().unwrap();
    assert_eq!(copies.good.unwrap().file, file);
    assert!(matches!(copies.trouble.unwrap().why, Why::NotWritten(_)));
    assert!(fixture.clinic.copy_due(false).unwrap(), "the month's is tried again");
    let left: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn copies_are_made_one_after_the_other_and_a_folder_chosen_meanwhile_stays() {
    let (fixture, _, stick, _) = with_copy();
    let other = stick.path().join("lain");
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| assert_eq!(fixture.clinic.make_copy().unwrap().trouble, None));
        }
        scope.spawn(|| fixture.clinic.choose_copies(&other).unwrap());
    });
    assert_eq!(Copies::read(fixture.folder.path()).folder, Some(other.clone()));
    assert_eq!(fixture.clinic.make_copy().unwrap().good.unwrap().file.parent(), Some(other.as_path()));
}

#[test]
fn a_clinic_that_came_back_asks_where_its_copies_go_until_somebody_says() {
    let (fixture, code, _stick, file) = with_copy();
    let there = tempfile::tempdir().unwrap();
    let clock = || Clock::Standing(fixture.clock.clone());
    restore(there.path(), &file, &code.printed(), clock()).unwrap();
    let clinic = Clinic::open(there.path(), clock(), &Options::default()).unwrap();
    let made = clinic.make_copy().unwrap();
    assert!(made.good.is_some() && made.is_late(clinic.now()), "on the same disk, and nobody chose that");
    assert!(!clinic.choose_copies(&there.path().join("usb")).unwrap().is_late(clinic.now()));
}

#[test]
fn what_an_earlier_version_wrote_is_kept_before_the_schema_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let (before, last) = MIGRATIONS.split_at(MIGRATIONS.len() - 1);
    let old = before.len();
    drop(Store::open(folder.path(), before, &Options::default()).unwrap());
    let kept = folder.path().join(format!("before-schema-{old}"));
    assert!(!kept.exists());
    drop(Store::open(folder.path(), MIGRATIONS, &Options::default()).unwrap());
    let schema = |folder: &Path| -> u32 {
        let db = rusqlite::Connection::open(database_file(folder)).unwrap();
        db.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap()
    };
    assert_eq!((schema(&kept), schema(folder.path())), (before.last().unwrap().number, last[0].number));
    drop(Store::open(folder.path(), MIGRATIONS, &Options::default()).unwrap());
    let beside = std::fs::read_dir(folder.path()).unwrap().filter_map(Result::ok);
    let kept = beside.filter(|entry| entry.file_name().to_string_lossy().starts_with("before-")).count();
    assert_eq!(kept, 1, "once a version");
}
