//! A database of an earlier Loket opens in this one, is brought up to date once and keeps every row; a step that fails
//! leaves it as it was.

use std::path::Path;

use loket::clinic::{Clinic, Clock, MIGRATIONS, StandingClock, examine};
use loket::demo::{self, Plan};
use loket::store::{Connection, Migration, Options, Store, StoreError, database_file, open_to_look};

use crate::support::morning;

fn options() -> Options {
    Options { role: "test".into(), ..Options::default() }
}

fn version(folder: &Path) -> u32 {
    let db = Connection::open(database_file(folder)).unwrap();
    db.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap()
}

/// The number in the file's header, which an older program reads before it opens anything.
fn version_on_disk(folder: &Path) -> u32 {
    let header = std::fs::read(database_file(folder)).unwrap();
    u32::from_be_bytes(header[60..64].try_into().unwrap())
}

fn texts(db: &Connection, sql: &str) -> Vec<String> {
    let mut statement = db.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

const TABLES: &str =
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";

/// Everything in the schema as it was written.
fn schema(folder: &Path) -> Vec<String> {
    let db = open_to_look(folder, MIGRATIONS).unwrap();
    texts(&db, "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1")
}

/// The columns of a table, with commas between.
fn columns(db: &Connection, table: &str) -> String {
    texts(db, &format!("SELECT name FROM pragma_table_info('{table}') ORDER BY cid")).join(", ")
}

/// Every row of a table.
fn rows(folder: &Path, table: &str) -> Vec<String> {
    rows_of(folder, table, "*")
}

/// These columns of every row of a table.
fn rows_of(folder: &Path, table: &str, columns: &str) -> Vec<String> {
    let db = Connection::open(database_file(folder)).unwrap();
    let mut statement = db.prepare(&format!("SELECT {columns} FROM {table} ORDER BY 1, 2")).unwrap();
    let columns = statement.column_count();
    let mut found = statement.query([]).unwrap();
    let mut all = Vec::new();
    while let Some(row) = found.next().unwrap() {
        let cells: Vec<_> = (0..columns).map(|at| format!("{:?}", row.get_ref(at).unwrap())).collect();
        all.push(cells.join(" "));
    }
    all
}

fn clinic(folder: &Path) {
    demo::clear(folder).unwrap();
    let plan = Plan { seed: 1, date: morning().date_naive(), survey: Vec::new() };
    drop(demo::make(folder, plan).unwrap());
}

/// A database as the program of that time made it, with what of the rows of `full` it could have had: its tables, each
/// with its columns.
fn of_an_earlier_program(folder: &Path, steps: usize, full: &Path) -> Vec<(String, String)> {
    let store = Store::open(folder, &MIGRATIONS[..steps], &options()).unwrap();
    drop(store);
    let db = Connection::open(database_file(folder)).unwrap();
    let tables: Vec<_> =
        texts(&db, TABLES).into_iter().map(|table| (table.clone(), columns(&db, &table))).collect();
    db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    db.execute("ATTACH ? AS full", [database_file(full).to_string_lossy()]).unwrap();
    for (table, columns) in &tables {
        let copy = format!("INSERT OR REPLACE INTO {table} ({columns}) SELECT {columns} FROM full.{table}");
        db.execute(&copy, []).unwrap();
    }
    db.execute_batch("DETACH full; PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    tables
}

fn findings(folder: &Path) -> Vec<String> {
    let found = examine(&open_to_look(folder, MIGRATIONS).unwrap()).unwrap();
    found.into_iter().map(|finding| format!("{}: {}", finding.check, finding.text)).collect()
}

#[test]
fn a_database_of_any_earlier_version_is_brought_up_to_date_once_and_keeps_its_rows() {
    let holder = tempfile::tempdir().unwrap();
    let full = holder.path().join("full");
    clinic(&full);
    let newest = MIGRATIONS.len();
    for steps in 0..=newest {
        let folder = holder.path().join(format!("of {steps}"));
        let tables = of_an_earlier_program(&folder, steps, &full);
        assert_eq!(version(&folder) as usize, steps);
        let before: Vec<_> = tables
            .iter()
            .map(|(table, columns)| (table, columns, rows_of(&folder, table, columns)))
            .collect();

        let clock = || Clock::Standing(StandingClock::at(morning()));
        let open = || Clinic::open(&folder, clock(), &options()).unwrap();
        drop(open());
        assert_eq!(
            (version(&folder) as usize, version_on_disk(&folder) as usize),
            (newest, newest),
            "of {steps}"
        );
        assert_eq!(schema(&folder), schema(&full), "of {steps}");
        drop(open());
        for (table, columns, before) in before {
            // The search index is made again from the people by a version that looks for more; the doctor compares it.
            if table.starts_with("name_") {
                continue;
            }
            assert_eq!(rows_of(&folder, table, columns), before, "{table} of {steps}");
        }
        // A clinic that began before there were seals has none; everything else is as it should be.
        let begun_without_seal = (3..8).contains(&steps);
        let expected = if begun_without_seal { vec!["summary: the clinic has no seal"] } else { Vec::new() };
        assert_eq!(findings(&folder), expected, "of {steps}");
        assert_eq!(open().begun().unwrap().is_some(), steps >= 3);
    }
    // The rows were really there.
    let last = holder.path().join(format!("of {}", newest - 1));
    assert!(rows(&last, "person").len() == 400 && rows(&last, "measurement").len() > 900);
    assert!(rows(&last, "journal").len() > 500);
}

#[test]
fn a_step_that_fails_halfway_leaves_the_version_before_it_untouched() {
    let holder = tempfile::tempdir().unwrap();
    let folder = holder.path().join("full");
    clinic(&folder);
    let next = MIGRATIONS.last().unwrap().number + 1;
    let good = Migration { number: next, sql: "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;" };
    let halfway = Migration {
        number: next,
        sql: "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;
              INSERT INTO later VALUES (1);
              UPDATE person SET name = 'hilang';
              DELETE FROM measurement_z;
              DROP INDEX stop_open;
              INSERT INTO later VALUES (1);",
    };
    let before: Vec<_> = {
        let db = open_to_look(&folder, MIGRATIONS).unwrap();
        texts(&db, TABLES).into_iter().map(|table| (rows(&folder, &table), table)).collect()
    };
    let (was, schema_was) = (version(&folder), schema(&folder));
    let with = |last: Migration| [MIGRATIONS, &[last]].concat();
    for _ in 0..2 {
        let refused = Store::open(&folder, &with(halfway), &options());
        assert!(matches!(refused, Err(StoreError::Sqlite(_))));
        assert_eq!((version(&folder), version_on_disk(&folder)), (was, was));
        assert_eq!(schema(&folder), schema_was);
        for (rows_were, table) in &before {
            assert_eq!(&rows(&folder, table), rows_were, "{table}");
        }
        assert_eq!(findings(&folder), [""; 0]);
    }
    // The program of before works on, and the step can be done later.
    drop(Clinic::open(&folder, Clock::Standing(StandingClock::at(morning())), &options()).unwrap());
    drop(Store::open(&folder, &with(good), &options()).unwrap());
    assert_eq!((version(&folder), version_on_disk(&folder)), (next, next));
    let older = Store::open(&folder, MIGRATIONS, &options());
    assert!(matches!(older, Err(StoreError::Newer { found, known, .. }) if (found, known) == (next, was)));
}
