//! `loket doctor` finds what must never be between and inside the subjects: each promise broken by hand, one by one.
//!
//! The queue's own checks are broken in `src/queue/tests/morning.rs`, those of people and screening beside their tables.

use loket::clinic::{MIGRATIONS, examine};
use loket::demo::{self, Plan};
use loket::store::{Connection, database_file, open_to_look};

use crate::support::morning;

/// What is done to a sound database, and what is said then.
const BROKEN: &[(&str, &str)] = &[
    (
        "UPDATE stop SET state = 'serving', ended_at = NULL WHERE id = (SELECT stop_id FROM visit WHERE id = 1)",
        "between subjects: visit 1 is closed but its stop is still open",
    ),
    (
        "UPDATE stop SET state = 'waiting', ended_at = NULL WHERE id = (SELECT stop_id FROM visit WHERE id = 1)",
        "between subjects: visit 1 is closed but its stop is still open",
    ),
    (
        "UPDATE ticket SET person_id = NULL WHERE id = (SELECT ticket_id FROM visit WHERE id = 2)",
        "between subjects: visit 2 belongs to somebody else than its ticket",
    ),
    (
        "UPDATE visit SET person_id = person_id + 1 WHERE id = 2",
        "between subjects: visit 2 belongs to somebody else than its ticket",
    ),
    (
        "UPDATE visit SET unit_id = (SELECT max(id) FROM unit WHERE id <> visit.unit_id) WHERE id = 3",
        "between subjects: visit 3 names another ticket or unit than its stop",
    ),
    (
        "UPDATE visit SET ticket_id = NULL WHERE id = 3",
        "between subjects: visit 3 names another ticket or unit than its stop",
    ),
    (
        "UPDATE measurement SET person_id = (SELECT person_id FROM visit WHERE id <> measurement.visit_id LIMIT 1)
         WHERE id = (SELECT max(id) FROM measurement WHERE visit_id IS NOT NULL)",
        "holds a measurement of somebody else",
    ),
    ("UPDATE visit SET closed_by = NULL WHERE id = 4", "visits: visit 4 is closed without saying by whom"),
    ("UPDATE visit SET closed_at = opened_at - 1 WHERE id = 4", "visits: visit 4 was closed before it was opened"),
    (
        "UPDATE visit SET state = 'voided', voided_at = closed_at, void_reason = ' ' WHERE id = 4",
        "visits: visit 4 is voided without a reason",
    ),
    ("UPDATE visit SET recorded_at = opened_at - 1 WHERE id = 5", "visits: visit 5 was entered before it was opened"),
    (
        "UPDATE note SET at = recorded_at + 1 WHERE id = (SELECT min(id) FROM note WHERE visit_id = 5)",
        "visits: visit 5 has an entry of the future",
    ),
    (
        "UPDATE vital SET at = recorded_at + 1
         WHERE id = (SELECT min(id) FROM vital) AND visit_id = (SELECT visit_id FROM vital ORDER BY id LIMIT 1)",
        "has an entry of the future",
    ),
    (
        "UPDATE diagnosis SET at = recorded_at + 1 WHERE id = (SELECT min(id) FROM diagnosis)",
        "has an entry of the future",
    ),
    (
        "UPDATE visit SET state = 'open', closed_at = NULL, close_recorded_at = NULL WHERE id = 6;
         UPDATE note SET kind = 'amendment' WHERE id = (SELECT min(id) FROM note WHERE visit_id = 6)",
        "visits: visit 6 has an amendment though it is open",
    ),
    (
        "UPDATE account SET employment = 'ended' WHERE role = 'administrator'",
        "accounts: no active administrator",
    ),
    ("UPDATE recovery SET void_at = made_at", "accounts: 0 valid recovery sheets instead of 1"),
    (
        "UPDATE event SET event = '{}' WHERE journal = 3",
        "events: the events of journal row 3 differ from it",
    ),
    ("DELETE FROM event WHERE journal = 3", "events: the events of journal row 3 differ from it"),
    ("DELETE FROM seal", "summary: the clinic has no seal"),
    ("DELETE FROM unit WHERE id = 2", "foreign keys: "),
];

#[test]
fn the_doctor_finds_each_promise_that_was_broken_by_hand() {
    let holder = tempfile::tempdir().unwrap();
    let folder = holder.path().join("demo");
    demo::clear(&folder).unwrap();
    let plan = Plan { seed: 1, date: morning().date_naive(), survey: Vec::new() };
    drop(demo::make(&folder, plan).unwrap());
    let said = |db: &Connection| -> Vec<String> {
        let found = examine(db).unwrap().into_iter();
        found.map(|finding| format!("{}: {}", finding.check, finding.text)).collect()
    };
    let db = Connection::open(database_file(&folder)).unwrap();
    db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    assert_eq!(said(&db), [""; 0]);
    let mut missed = Vec::new();
    for (sql, expected) in BROKEN {
        let before = db.total_changes();
        db.execute_batch("BEGIN").unwrap();
        db.execute_batch(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
        assert!(db.total_changes() > before, "nothing was broken by {sql}");
        let found = said(&db);
        if !found.iter().any(|text| text.contains(expected)) {
            missed.push(format!("{expected}: {found:?}"));
        }
        db.execute_batch("ROLLBACK").unwrap();
    }
    assert!(missed.is_empty(), "{missed:#?}");
    drop(db);
    assert_eq!(said(&open_to_look(&folder, MIGRATIONS).unwrap()), [""; 0]);
}
