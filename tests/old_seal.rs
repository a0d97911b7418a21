//! The promise: a seal that was replaced is good only for what it sealed before its end, unless an administrator confirms
//! the summary again; and whoever verifies is told of what the file is.

use std::path::{Path, PathBuf};

use chrono::Duration;
use loket::cli::summary::own;
use loket::cli::verify::{judge, tell};
use loket::clinic::{Envelope, Permission, Refusal, examine};
use loket::seal::{Fault, Verdict};
use loket::staff::Role;
use loket::store::open_to_look;
use loket::summary::command::Confirm;
use loket::summary::{Despite, Period};
use loket::terms::{ServiceDay, sha256};
use loket::ui::settings::{Settings, id};
use loket::words::{Language, Words};

use crate::support::drive::Drive;
use crate::support::{Fixture, begun};

/// Yesterday's summary, sealed now, in a folder.
fn sealed(fixture: &Fixture, folder: &Path) -> Vec<PathBuf> {
    let day = fixture.clinic.today().unwrap();
    let period = Period::Day(ServiceDay(day.0 - Duration::days(1)));
    let session = fixture.administrator();
    let made = fixture.clinic.make_summary(&session, period, Language::Indonesian, &Despite::Whatever);
    made.unwrap().files().write(folder).unwrap()
}

fn verdicts(fixture: &Fixture, paths: &[PathBuf]) -> Vec<Verdict> {
    let own = own(fixture.folder.path());
    paths.iter().map(|path| judge(path, &[], &own).unwrap().verdict()).collect()
}

#[test]
fn what_a_replaced_seal_sealed_after_its_end_is_refused_until_an_administrator_confirms_it() {
    let fixture = begun();
    let papers = tempfile::tempdir().unwrap();
    // The clock was an hour ahead when it was sealed, was put right, and then the seal was replaced.
    fixture.clock.forward(Duration::hours(1));
    let paths = sealed(&fixture, papers.path());
    assert_eq!(verdicts(&fixture, &paths), [Verdict::Holds; 4]);
    fixture.clock.set(fixture.clock.now() - Duration::minutes(30));
    let administrator = fixture.administrator();
    fixture.clinic.replace_seal(&administrator).unwrap();
    let ended = own(fixture.folder.path()).seals[1].ended_at.unwrap();
    assert_eq!(verdicts(&fixture, &paths), [Verdict::Broken; 4]);
    let json = std::fs::read(&paths[0]).unwrap();
    let words = Words::new(Language::Indonesian);
    for path in &paths {
        let seals = own(fixture.folder.path());
        let report = judge(path, &[], &seals).unwrap();
        let at = report.signer().unwrap().signed_at.unwrap();
        assert_eq!(at - ended, Duration::minutes(30));
        assert!(matches!(report.faults[..], [Fault::SealEnded { .. }]), "{:?}", report.faults);
        let said = tell(&report, path, &seals, &words).join("\n");
        let number = loket::terms::hex(&sha256(&json));
        assert!(said.starts_with("TIDAK SAH") && said.contains(&number), "{said}");
    }

    // Not by anybody, and not with something that is no number.
    let confirm = || Envelope::new(Confirm(sha256(&json)));
    let nurse = fixture.somebody(Role::Nurse);
    let refused = Refusal::NotAllowed(Permission::ManageSetup);
    assert_eq!(fixture.clinic.run(&nurse, confirm()), Err(refused));
    let mut drive = Drive::new(Settings::default(), &fixture, Some(administrator));
    drive.press("Alt+9").tab_to(id::CONFIRM).write("12ab").press("Enter");
    assert!(drive.shows("64 angka heksadesimal"));
    assert_eq!(verdicts(&fixture, &paths), [Verdict::Broken; 4]);
    drive.press("Ctrl+a").write(&loket::terms::hex(&sha256(&json))).press("Enter");
    assert_eq!(drive.said.last().unwrap().text, "Laporan itu dipastikan dari klinik ini.");
    assert_eq!(verdicts(&fixture, &paths), [Verdict::Holds; 4]);
    let db = open_to_look(fixture.folder.path(), loket::clinic::MIGRATIONS).unwrap();
    let last = "SELECT kind FROM journal ORDER BY seq DESC LIMIT 1";
    let kind: String = db.query_row(last, [], |row| row.get(0)).unwrap();
    assert!(kind.contains("confirm"), "{kind}");
    assert_eq!(examine(&db).unwrap(), []);
    // Twice is once.
    fixture.clinic.run(&fixture.administrator(), confirm()).unwrap();
}

#[test]
fn what_a_replaced_seal_sealed_before_its_end_holds_and_is_said_to_be_of_an_earlier_seal() {
    let fixture = begun();
    let papers = tempfile::tempdir().unwrap();
    let paths = sealed(&fixture, papers.path());
    fixture.clock.forward(Duration::seconds(1));
    assert!(
        !Drive::new(Settings::default(), &fixture, Some(fixture.administrator()))
            .press("Alt+9")
            .shows("Pastikan")
    );
    fixture.clinic.replace_seal(&fixture.administrator()).unwrap();
    assert_eq!(verdicts(&fixture, &paths), [Verdict::Holds; 4]);
    let seals = own(fixture.folder.path());
    let report = judge(&paths[2], &[], &seals).unwrap();
    let said = tell(&report, &paths[2], &seals, &Words::new(Language::English)).join("\n");
    assert!(said.contains("own earlier seal"), "{said}");
}

#[test]
fn whoever_verifies_is_told_of_what_the_file_is_and_that_its_name_says_something_else() {
    let fixture = begun();
    let papers = tempfile::tempdir().unwrap();
    let paths = sealed(&fixture, papers.path());
    let seals = own(fixture.folder.path());
    let day = fixture.clinic.today().unwrap().0 - Duration::days(1);
    let config = fixture.config();
    let profile = &config.profile;
    for language in Language::ALL {
        let words = Words::new(language);
        let renamed = |said: &str| said.contains("PERHATIAN") || said.contains("ATTENTION");
        for path in &paths {
            let report = judge(path, &[], &seals).unwrap();
            let said = tell(&report, path, &seals, &words).join("\n");
            let made = fixture.clock.now().format("%Y-%m-%d %H:%M:%S UTC").to_string();
            for part in [&profile.name, &profile.code, &words.date_full(day), &made] {
                assert!(said.contains(part.as_str()), "{part}: {said}");
            }
            assert!(said.contains(" 1 ") && !renamed(&said), "{said}");
            // Under the name of another day.
            let name = path.file_name().unwrap().to_string_lossy().replace("seq1", "seq2");
            let other = papers.path().join(name);
            let said = tell(&report, &other, &seals, &words).join("\n");
            assert!(renamed(&said) && said.contains("seq1"), "{said}");
        }
    }
    // A paper whose content is not as it was sealed says nothing of itself.
    let mut bytes = std::fs::read(&paths[2]).unwrap();
    bytes[40] ^= 1;
    std::fs::write(&paths[2], bytes).unwrap();
    let said =
        tell(&judge(&paths[2], &[], &seals).unwrap(), &paths[2], &seals, &Words::new(Language::English));
    assert!(!said.join("\n").contains(&profile.code));
}
