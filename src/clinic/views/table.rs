//! What must hold between subjects, for `loket doctor`.

use rusqlite::Connection;

use crate::store::{Finding, StoreError};

const CHECKS: [(&str, &str, &str); 5] = [
    (
        "visit",
        "SELECT visit.id FROM visit JOIN stop ON stop.id = visit.stop_id
         WHERE visit.state = 'closed' AND stop.state IN ('waiting', 'called', 'serving')",
        "is closed but its stop is still open",
    ),
    (
        "visit",
        "SELECT visit.id FROM visit JOIN ticket ON ticket.id = visit.ticket_id
         WHERE visit.state <> 'voided' AND ticket.person_id IS NOT visit.person_id",
        "belongs to somebody else than its ticket",
    ),
    (
        "visit",
        "SELECT visit.id FROM visit JOIN stop ON stop.id = visit.stop_id
         WHERE visit.ticket_id IS NOT stop.ticket_id OR visit.unit_id <> stop.unit_id",
        "names another ticket or unit than its stop",
    ),
    (
        "stop",
        "SELECT stop.id FROM stop JOIN ticket ON ticket.id = stop.ticket_id JOIN person ON person.id = ticket.person_id
         WHERE person.deceased_on IS NOT NULL AND stop.state IN ('waiting', 'called')",
        "waits though its person is marked as deceased",
    ),
    (
        "visit",
        "SELECT visit.id FROM measurement JOIN visit ON visit.id = measurement.visit_id
         WHERE measurement.voided_at IS NULL AND measurement.person_id <> visit.person_id",
        "holds a measurement of somebody else",
    ),
];

/// Compares visits with tickets, stops and measurements, and turns with who lives.
pub fn doctor(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    for (row, sql, what) in CHECKS {
        let mut statement = db.prepare(sql)?;
        for id in statement.query_map([], |row| row.get::<_, i64>(0))? {
            findings.push(Finding { check: "between subjects", text: format!("{row} {} {what}", id?) });
        }
    }
    Ok(findings)
}
