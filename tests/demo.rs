//! The synthetic clinic: the same seed and day give the same rows, and nothing in it is broken.

use chrono::NaiveDate;
use loket::clinic::{MIGRATIONS, StandingClock, examine};
use loket::demo::{self, Error, Plan};
use loket::store::{StoreError, open_to_look};
use rusqlite::types::ValueRef;
use std::fmt::Write as _;
use std::path::Path;

fn plan(seed: u64) -> Plan {
    Plan { seed, date: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(), survey: Vec::new() }
}

/// Every row of every table as text; keys, salts, signatures and what hangs on them left out.
fn rows(folder: &Path) -> Vec<String> {
    const APART: [(&str, &[&str]); 5] = [
        ("account", &["password_hash", "pin_hash"]),
        ("recovery", &["hash"]),
        ("journal", &["command", "content", "hash"]),
        ("seal", &["certificate", "fingerprint"]),
        ("summary", &["json", "p7s", "pdf", "asice", "hash", "prev", "journal_head", "document"]),
    ];
    let db = open_to_look(folder, MIGRATIONS).unwrap();
    let mut names = db
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
        )
        .unwrap();
    let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut all = Vec::new();
    for name in names {
        let apart = APART.iter().find(|(table, _)| *table == name).map_or(&[][..], |(_, columns)| columns);
        let mut statement = db.prepare(&format!("SELECT * FROM {name} ORDER BY 1, 2")).unwrap();
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut found = statement.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            let mut line = name.clone();
            for (at, column) in columns.iter().enumerate() {
                if !apart.contains(&column.as_str()) {
                    let shown = match row.get_ref(at).unwrap() {
                        ValueRef::Text(text) => without_digests(&String::from_utf8_lossy(text)),
                        other => format!("{other:?}"),
                    };
                    let _ = write!(line, " {shown}");
                }
            }
            all.push(line);
        }
    }
    all
}

/// What the journal notes of an account hangs on the salt of its hashes.
fn without_digests(text: &str) -> String {
    let mut parts = text.split(r#"digest":""#);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |whole, part| whole + "digest " + &part[64..])
}

#[test]
fn the_same_seed_and_day_give_the_same_rows() {
    let folder = tempfile::tempdir().unwrap();
    let made = |name: &str, seed| {
        let folder = folder.path().join(name);
        demo::clear(&folder).unwrap();
        let made = demo::make(&folder, plan(seed)).unwrap();
        let figures = made.figures;
        drop(made);
        (rows(&folder), figures, folder)
    };
    let (first, figures, at) = made("first", 1);
    let (second, same, _) = made("second", 1);
    let (other, ..) = made("other", 2);
    assert_eq!(figures, same);
    for (one, two) in first.iter().zip(&second) {
        assert_eq!(one, two);
    }
    assert_eq!(first.len(), second.len());
    assert_ne!(first, other);

    assert_eq!((figures.people, figures.children), (400, 120));
    assert!(
        figures.measurements > 900 && figures.tickets >= 30 && figures.no_shows >= 1 && figures.visits >= 20,
        "{figures:?}"
    );
    let db = open_to_look(&at, MIGRATIONS).unwrap();
    assert_eq!(examine(&db).unwrap(), []);
    let cards = "SELECT count(*) FROM person WHERE family_card IS NOT NULL AND occupation IS NOT NULL";
    let cards: i64 = db.query_row(cards, [], |row| row.get(0)).unwrap();
    assert!((100..350).contains(&cards), "{cards} brought their family card");
}

#[test]
fn a_demo_empties_a_demo_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("penting.txt"), "jangan dihapus").unwrap();
    assert!(matches!(demo::clear(folder.path()), Err(Error::NotEmpty(_))));
    assert_eq!(std::fs::read(folder.path().join("penting.txt")).unwrap(), b"jangan dihapus");
    let own = folder.path().join("demo");
    demo::clear(&own).unwrap();
    std::fs::write(own.join("loket.db"), "").unwrap();
    demo::clear(&own).unwrap();
    assert!(!own.join("loket.db").exists());
    // What somebody put there meanwhile is theirs, and so is what stands in a folder of a demo.
    std::fs::create_dir(own.join("paper")).unwrap();
    for theirs in ["foto.jpg", "paper/skripsi.docx"] {
        std::fs::write(own.join(theirs), "jangan dihapus").unwrap();
        let refused = demo::clear(&own);
        assert!(matches!(&refused, Err(Error::Foreign { what, .. }) if what == theirs), "{refused:?}");
        assert_eq!(std::fs::read(own.join(theirs)).unwrap(), b"jangan dihapus");
        std::fs::remove_file(own.join(theirs)).unwrap();
    }
    // A demo that is open in another window is not pulled away below it.
    let clock = StandingClock::at(crate::support::morning());
    let clinic = crate::support::open(&own, &clock);
    assert!(matches!(demo::clear(&own), Err(Error::Store(StoreError::InUse { .. }))));
    drop(clinic);
    demo::clear(&own).unwrap();
}

/// WHO's published survey, brought through the door: what the clinic keeps of each child under five is WHO's own.
#[test]
fn the_survey_keeps_its_z_scores_through_the_door() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/who_survey_498.csv");
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("demo");
    demo::clear(&own).unwrap();
    let survey = demo::survey::read(&file).unwrap();
    let made = demo::make(&own, Plan { survey, ..plan(1) }).unwrap();
    assert_eq!(made.figures.people, 400 + 498);
    drop(made);

    let db = open_to_look(&own, MIGRATIONS).unwrap();
    let mut kept = db
        .prepare(
            "SELECT p.name, z_weight_for_age, z_length_for_age, z_weight_for_length, z_bmi_for_age, z_arm_for_age FROM person p
             JOIN measurement m ON m.person_id = p.id JOIN measurement_z z ON z.measurement_id = m.id
             WHERE p.name LIKE 'Anak Survei %' AND m.voided_at IS NULL",
        )
        .unwrap();
    let kept: std::collections::HashMap<String, [Option<i64>; 5]> = kept
        .query_map([], |row| {
            let name: String = row.get(0)?;
            let id = name.trim_start_matches("Anak Survei ").to_owned();
            Ok((id, [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?]))
        })
        .unwrap()
        .map(Result::unwrap)
        .collect();

    let mut reader = csv::Reader::from_path(&file).unwrap();
    let head = reader.headers().unwrap().clone();
    let at = |name: &str| head.iter().position(|each| each == name).unwrap();
    let columns = ["who_zwei", "who_zlen", "who_zwfl", "who_zbmi", "who_zac"].map(at);
    let (mut cells, mut apart) = (0, 0);
    for record in reader.records() {
        let record = record.unwrap();
        if record[at("age")].parse::<f64>().unwrap() >= 60.0 {
            continue;
        }
        let Some(row) = kept.get(&record[at("id")]) else { continue };
        for (column, ours) in columns.iter().zip(row) {
            let theirs = record[*column].parse::<f64>().ok().map(|z| (z * 100.0).round() as i64);
            cells += 1;
            // The clinic keeps whole grams and millimetres and whole days; the file has fractions of both.
            if theirs != *ours {
                apart += 1;
                assert!(
                    theirs.zip(*ours).is_some_and(|(a, b)| (a - b).abs() <= 1),
                    "{}: {theirs:?} {ours:?}",
                    &record[0]
                );
            }
        }
    }
    assert!(cells > 2_000, "{cells} cells compared");
    assert!(apart * 200 <= cells, "{apart} of {cells} differ by 0.01");
    assert_eq!(examine(&db).unwrap(), []);
}

#[test]
fn a_demo_refuses_to_be_made_in_a_clinics_data() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("klinik");
    let mut demo = std::process::Command::new(env!("CARGO_BIN_EXE_loket"));
    let demo = demo.env_remove("LOKET_DATA").args(["demo", "--no-window", "--language", "id", "--data"]);
    let said = demo.arg(&data).output().unwrap();
    assert_eq!(said.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&said.stderr).contains("--out"), "{said:?}");
    assert!(!data.exists());
}
