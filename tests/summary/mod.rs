//! The promise: a summary says what the tables say, is the same while they are the same, and every byte is proved.

#![expect(clippy::unwrap_used, clippy::panic, reason = "the helpers of these tests fail as tests do")]

mod card;
mod days;
mod oracle;
mod running;
mod workbook;

use loket::clinic::{Clinic, Made, Refusal, examine};
use loket::seal::{Fingerprint, Input, Verdict, verify};
use loket::staff::Role;
use loket::store::open_to_look;
use loket::summary::{self, Despite, Files, Period, Standing};
use loket::terms::{SummaryId, hex, sha256};
use loket::visits::{On, VoidVisit};
use loket::words::{Language, Words};
use loket::{screening, setup};
use serde_json::Value;
use std::path::Path;

use crate::support::begun;
use days::busy;

fn words() -> Words {
    Words::new(Language::Indonesian)
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn seal(clinic: &Clinic) -> Fingerprint {
    clinic.ask(&clinic.display(), &summary::query::Seal).unwrap().fingerprint.parse().unwrap()
}

fn make(clinic: &Clinic, text: &str) -> Made {
    clinic.make_summary(&clinic.system(), period(text), Language::Indonesian, &Despite::Whatever).unwrap()
}

fn json(files: &Files) -> Value {
    serde_json::from_slice(&files.json).unwrap()
}

/// Letters of the growth card follow from a rule, not from one table: `card.rs` has its own test of them.
fn without_letters(part: &Value) -> Value {
    let mut part = part.clone();
    if part.get("indices").is_some() {
        part.as_object_mut().unwrap().remove("card");
    }
    for child in part.as_object_mut().into_iter().flat_map(serde_json::Map::values_mut) {
        *child = without_letters(child);
    }
    for child in part.as_array_mut().into_iter().flatten() {
        *child = without_letters(child);
    }
    part
}

fn findings(folder: &Path) -> Vec<String> {
    let found = examine(&open_to_look(folder, loket::clinic::MIGRATIONS).unwrap()).unwrap();
    found.into_iter().map(|finding| format!("{}: {}", finding.check, finding.text)).collect()
}

fn raw(folder: &Path) -> rusqlite::Connection {
    rusqlite::Connection::open(loket::store::database_file(folder)).unwrap()
}

fn assert_proved(files: &Files, seal: Fingerprint) {
    for input in [
        Input::Json { json: &files.json, p7s: &files.p7s },
        Input::Pdf(&files.pdf),
        Input::Container(&files.asice),
    ] {
        let report = verify(input, &[seal]);
        assert_eq!((report.verdict(), report.faults), (Verdict::Holds, vec![]));
    }
}

#[test]
fn an_empty_clinic_seals_an_empty_day_and_it_is_proved() {
    let fixture = begun();
    let Made::New(files) = make(&fixture.clinic, "2026-11-21") else { panic!("nothing was stored before") };
    assert_proved(&files, seal(&fixture.clinic));
    assert_eq!(files.name, "loket-P3510070101-2026-11-21-seq1");
    let Made::Same(again) = make(&fixture.clinic, "2026-11-21") else { panic!("nothing has changed") };
    assert_eq!(again, files);
    assert_eq!(findings(fixture.folder.path()), [""; 0]);
}

#[test]
fn only_those_who_may_make_one_and_never_of_days_to_come() {
    let fixture = begun();
    let nurse = fixture.somebody(Role::Nurse);
    let refused =
        fixture.clinic.make_summary(&nurse, period("2026-11-21"), Language::Indonesian, &Despite::Whatever);
    assert!(matches!(refused, Err(Refusal::NotAllowed(_))), "{refused:?}");
    let refused = fixture.clinic.make_summary(
        &fixture.clinic.system(),
        period("2026-11-22"),
        Language::Indonesian,
        &Despite::Whatever,
    );
    assert_eq!(refused, Err(Refusal::Summary(summary::Error::NotBegun(period("2026-11-22")))));
}

#[test]
fn every_figure_is_what_the_raw_tables_say() {
    let busy = busy();
    let db = raw(busy.folder.path());
    for (text, first, last) in [
        ("2026-11-21", "2026-11-21", "2026-11-21"),
        ("2026-11-22", "2026-11-22", "2026-11-22"),
        ("2026-11-23", "2026-11-23", "2026-11-23"),
        ("2026-11", "2026-11-01", "2026-11-30"),
        ("2026-08", "2026-08-01", "2026-08-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
    ] {
        let made = make(&busy.clinic, text);
        let said = json(made.files());
        let wanted = oracle::data(&db, first, last);
        for part in ["queue", "visits", "diagnoses", "screening"] {
            assert_eq!(without_letters(&said["data"][part]), wanted[part], "{text} {part}");
        }
        assert_proved(made.files(), seal(&busy.clinic));
    }
    // The oracle saw something of everything.
    let month = oracle::data(&db, "2026-11-01", "2026-11-30");
    let some = |pointer: &str| month.pointer(pointer).and_then(Value::as_i64).is_some_and(|count| count > 0);
    for pointer in [
        "/queue/total/served",
        "/queue/total/noShow",
        "/queue/total/cancelled",
        "/queue/units/3/service/moved",
        "/visits/new",
        "/visits/returning",
        "/visits/well",
        "/diagnoses/top/0/oldCases",
        "/screening/total/oedema",
        "/screening/total/indices/1/implausible",
        "/screening/total/indices/1/notMeasured",
        "/screening/elsewhere/measured",
        "/screening/villageUnknown/measured",
    ] {
        assert!(some(pointer), "{pointer} is nothing");
    }
    assert_eq!(month["screening"]["total"]["target"]["source"], "mixed");
    assert_eq!(findings(busy.folder.path()), [""; 0]);
}

#[test]
fn parts_add_up_to_their_denominators() {
    let busy = busy();
    let month = json(make(&busy.clinic, "2026-11").files());
    let sum =
        |value: &Value, keys: &[&str]| keys.iter().map(|key| value[*key].as_i64().unwrap()).sum::<i64>();
    let data = &month["data"];
    let ends = ["served", "noShow", "cancelled", "moved", "open"];
    let services = data["queue"]["units"].as_array().unwrap().iter().map(|unit| &unit["service"]);
    for service in services.chain([&data["queue"]["total"]]) {
        assert_eq!(sum(service, &ends), service["tickets"].as_i64().unwrap());
    }
    let visits = &data["visits"];
    let total = visits["total"].as_i64().unwrap();
    assert_eq!((sum(visits, &["new", "returning"]), sum(visits, &["sick", "well"])), (total, total));
    for part in ["byPayer", "byUnit", "perDay"] {
        let parts = visits[part].as_array().unwrap();
        assert_eq!(parts.iter().map(|one| one["visits"].as_i64().unwrap()).sum::<i64>(), total, "{part}");
    }
    let villages = data["screening"]["villages"].as_array().unwrap();
    for area in villages.iter().map(|village| &village["area"]).chain([&data["screening"]["total"]]) {
        for index in area["indices"].as_array().unwrap() {
            let categories = index["categories"].as_array().unwrap();
            let inside: i64 = categories.iter().map(|count| count["children"].as_i64().unwrap()).sum();
            assert_eq!(inside + sum(index, &["implausible", "notMeasured"]), index["of"].as_i64().unwrap());
            assert_eq!(index["of"], area["measured"]);
        }
    }
}

#[test]
fn a_daily_summary_has_no_village_and_no_small_diagnosis_and_no_person() {
    let busy = busy();
    let made = make(&busy.clinic, "2026-11-23");
    let day = json(made.files());
    let data = &day["data"];
    assert!(data["screening"].get("villages").is_none() && data["screening"].get("elsewhere").is_none());
    assert!(data["screening"]["total"].get("target").is_none());
    let top = data["diagnoses"]["top"].as_array().unwrap();
    let cases = |one: &Value| one["newCases"].as_i64().unwrap() + one["oldCases"].as_i64().unwrap();
    assert!(!top.is_empty() && top.iter().all(|one| cases(one) >= 5), "{top:?}");
    assert!(data["diagnoses"]["unlisted"].as_i64().unwrap() > 0, "something small was there");
    // Not one name, NIK or number of those who came; not in the month either.
    let month = make(&busy.clinic, "2026-11");
    let db = raw(busy.folder.path());
    let mut people = db.prepare("SELECT name, coalesce(nik, ''), record_number FROM person").unwrap();
    let mut rows = people.query([]).unwrap();
    let texts = [made.files(), month.files()].map(|files| String::from_utf8(files.json.clone()).unwrap());
    while let Some(row) = rows.next().unwrap() {
        for column in 0..3 {
            let personal: String = row.get(column).unwrap();
            assert!(personal.len() < 6 || texts.iter().all(|text| !text.contains(&personal)));
        }
    }
    let villages = month.files();
    assert!(json(villages)["data"]["screening"]["villages"].as_array().unwrap().len() > 2);
}

#[test]
fn changed_data_give_a_new_number_that_says_what_it_supersedes() {
    let busy = busy();
    let first = make(&busy.clinic, "2026-11-23");
    let month = make(&busy.clinic, "2026-11");
    assert_eq!((first.files().seq, month.files().seq), (SummaryId(1), SummaryId(2)));
    assert!(json(first.files())["prev"].is_null() && json(first.files()).get("supersedes").is_none());

    // Nothing but looking, another hour, another language: the same summary.
    busy.clock.set(busy.clock.now() + chrono::Duration::hours(10));
    let again = busy
        .clinic
        .make_summary(&busy.clinic.system(), period("2026-11-23"), Language::English, &Despite::Whatever)
        .unwrap();
    assert_eq!(again, Made::Same(Box::new(first.files().clone())));

    // A voided visit and a voided measurement count nowhere.
    let before = json(month.files());
    let (visit, measurement) = (busy.visits[0], busy.measurements[2]);
    let on = On { visit, seen: None };
    busy.run(VoidVisit { on, reason: "salah orang".into() }).unwrap();
    let void = screening::VoidMeasurement { measurement, seen: None, reason: "salah anak".into() };
    busy.run(void).unwrap();
    let asked = summary::query::Figures(period("2026-11-23"));
    let preview = busy.clinic.ask(&busy.clinic.system(), &asked).unwrap();
    assert_eq!(preview.sealed, Some((SummaryId(1), Standing::Outdated)));
    let Made::New(day) = make(&busy.clinic, "2026-11-23") else { panic!("the data have changed") };
    let Made::New(after) = make(&busy.clinic, "2026-11") else { panic!("the data have changed") };
    assert_eq!((day.seq, day.supersedes), (SummaryId(3), Some(SummaryId(1))));
    assert_eq!((after.seq, after.supersedes, after.prev), (SummaryId(4), Some(SummaryId(2)), after.prev));
    let after = json(&after);
    assert_eq!(after["supersedes"], 2);
    let total = |value: &Value| value["data"]["visits"]["total"].as_i64().unwrap();
    assert_eq!(total(&after), total(&before) - 1);
    assert_ne!(after["data"]["screening"]["total"], before["data"]["screening"]["total"]);
    let day_hash = hex(&sha256(&day.json));
    assert_eq!(after["prev"], day_hash.as_str());

    let lines = busy.clinic.ask(&busy.clinic.system(), &summary::query::List(10)).unwrap();
    let superseded: Vec<_> = lines.iter().map(|line| line.superseded_by.map(|seq| seq.0)).collect();
    assert_eq!(superseded, [None, None, Some(4), Some(3)]);
    assert_eq!(findings(busy.folder.path()), [""; 0]);
}

#[test]
fn tampering_with_what_is_stored_is_found() {
    let fixture = begun();
    make(&fixture.clinic, "2026-11-20");
    make(&fixture.clinic, "2026-11-21");
    let folder = fixture.folder.path().to_owned();
    let db = raw(&folder);
    for (change, back, finding) in [
        (
            "UPDATE summary SET json = CAST(replace(CAST(json AS TEXT), '\"served\":0', '\"served\":9') AS BLOB) WHERE seq = 1",
            "json",
            "summary 1: the stored json is not as it was sealed",
        ),
        (
            "UPDATE summary SET pdf = CAST(pdf || x'0a' AS BLOB) WHERE seq = 2",
            "pdf",
            "summary 2: the stored pdf is not as it was sealed",
        ),
        (
            "UPDATE summary SET period = '2026-11-19' WHERE seq = 2",
            "period",
            "summary 2: its row says something else",
        ),
        ("UPDATE summary SET p7s = zeroblob(9) WHERE seq = 2", "p7s", "summary 2: the stored json is not"),
    ] {
        let keep = format!("CREATE TEMP TABLE kept AS SELECT seq, {back} AS value FROM summary");
        db.execute_batch(&keep).unwrap();
        assert_eq!(db.execute(change, []).unwrap(), 1);
        let found = findings(&folder);
        assert!(found.iter().any(|text| text.contains(finding)), "{finding}: {found:?}");
        db.execute_batch(&format!(
            "UPDATE summary SET {back} = (SELECT value FROM kept WHERE kept.seq = summary.seq); DROP TABLE kept"
        ))
        .unwrap();
        assert_eq!(findings(&folder), [""; 0]);
    }
    // The journal's tail cut off behind a summary shows too, though its own chain holds.
    db.execute_batch(
        "PRAGMA foreign_keys = OFF;
         DELETE FROM event WHERE journal > 1; DELETE FROM journal WHERE seq > 1;
         UPDATE summary SET json = json;",
    )
    .unwrap();
    assert!(findings(&folder).iter().any(|text| text.contains("was sealed with")), "{:?}", findings(&folder));
}

#[test]
fn a_first_run_that_is_refused_leaves_no_key_and_a_left_key_blocks_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let clock = loket::clinic::StandingClock::at(crate::support::morning());
    let clinic = crate::support::open(folder.path(), &clock);
    let keys = || std::fs::read_dir(folder.path().join("secrets")).map_or(0, Iterator::count);
    let mut bad = crate::support::beginning();
    bad.clinic.units.clear();
    assert!(matches!(clinic.begin(bad), Err(Refusal::Setup(_))));
    assert_eq!(keys(), 0);
    // A power cut between key and COMMIT.
    clinic.store().secrets().keep("seal-0123456789abcdef.key", b"left behind").unwrap();
    clinic.begin(crate::support::beginning()).unwrap();
    assert_eq!(keys(), 2);
    assert!(matches!(
        clinic.begin(crate::support::beginning()),
        Err(Refusal::Setup(setup::Error::AlreadyBegun))
    ));
    assert_eq!(keys(), 2);
    assert_proved(make(&clinic, "2026-11-21").files(), seal(&clinic));
    #[cfg(unix)]
    for key in std::fs::read_dir(folder.path().join("secrets")).unwrap() {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(key.unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn summaries_made_at_the_same_time_keep_one_chain() {
    let fixture = begun();
    std::thread::scope(|scope| {
        for day in 10..18 {
            let clinic = &fixture.clinic;
            scope.spawn(move || {
                let period = period(&format!("2026-11-{day}"));
                // Whoever is overtaken five times is told so and tries again.
                while let Err(refusal) =
                    clinic.make_summary(&clinic.system(), period, Language::Indonesian, &Despite::Whatever)
                {
                    assert_eq!(refusal, Refusal::Summary(summary::Error::Overtaken));
                }
            });
        }
    });
    assert_eq!(findings(fixture.folder.path()), [""; 0]);
    let count: i64 =
        raw(fixture.folder.path()).query_row("SELECT max(seq) FROM summary", [], |row| row.get(0)).unwrap();
    assert_eq!(count, 8);
}

#[test]
fn the_paper_says_the_same_figures_on_at_most_four_pages() {
    let busy = busy();
    let made = make(&busy.clinic, "2026-11");
    let said = json(made.files());
    let pdf = lopdf::Document::load_mem(&made.files().pdf).unwrap();
    let pages: Vec<u32> = pdf.get_pages().keys().copied().collect();
    assert!((1..=4).contains(&pages.len()), "{} pages", pages.len());
    let text = pdf.extract_text(&pages).unwrap().replace('\n', " ");
    let hash = hex(&sha256(&made.files().json));
    let visits = &said["data"]["visits"];
    for wanted in [
        "Puskesmas Tirtasari",
        "Laporan bulanan November 2026",
        "bukan tanda tangan elektronik tersertifikasi",
        hash.as_str(),
        &format!("{} kunjungan: {} baru", visits["total"], visits["new"]),
        "Sangat pendek",
        "Obesitas",
        "penduduk terdaftar",
        "ditetapkan",
    ] {
        assert!(text.contains(wanted), "{wanted} is not on paper: {text}");
    }
    for village in said["data"]["screening"]["villages"].as_array().unwrap() {
        assert!(text.contains(village["name"].as_str().unwrap()));
    }
}

#[test]
fn the_command_line_writes_four_files_that_its_own_verify_accepts_and_a_workbook() {
    use loket::cli::{summary::Args, summary::make as run, verify::judge};
    let folder = tempfile::tempdir().unwrap();
    // The command goes by the computer's clock, so this clinic does too.
    let options = loket::store::Options { role: "test".into(), ..loket::store::Options::default() };
    let clinic = Clinic::open(folder.path(), loket::clinic::Clock::system(), &options).unwrap();
    clinic.begin(crate::support::beginning()).unwrap();
    let own = seal(&clinic);
    let yesterday = loket::terms::ServiceDay(clinic.today().unwrap().0.pred_opt().unwrap());
    let out = tempfile::tempdir().unwrap();
    let arguments = Args {
        period: Period::Day(yesterday),
        out: out.path().join("here"),
        running: false,
        incomplete: true,
    };
    // Another program holds the data: it says who.
    let refused = run(folder.path(), &arguments, &words()).unwrap_err().explain(&words());
    assert!(refused.contains("sedang dipakai: test, process"), "{refused}");
    drop(clinic);
    let (_, _, paths) = run(folder.path(), &arguments, &words()).unwrap();
    let names: Vec<String> =
        paths.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    let name = format!("loket-P3510070101-{yesterday}-seq1");
    assert_eq!(names, ["json", "json.p7s", "pdf", "asice", "xlsx"].map(|ending| format!("{name}.{ending}")));
    let mine = loket::cli::summary::own(folder.path());
    for path in &paths[..4] {
        assert_eq!(judge(path, &[], &mine).unwrap().verdict(), Verdict::Holds);
        assert_eq!(judge(path, &[], &summary::Own::default()).unwrap().verdict(), Verdict::UnknownSeal);
    }
    assert_eq!(loket::cli::summary::own(folder.path()).fingerprints(), [own]);
    assert_eq!(std::fs::read_dir(out.path().join("here")).unwrap().count(), 5, "no part is left");
    let nobody = tempfile::tempdir().unwrap();
    assert!(run(nobody.path(), &arguments, &words()).is_err());
    assert_eq!(std::fs::read_dir(nobody.path()).unwrap().count(), 0, "nothing is made where nothing is");
}
