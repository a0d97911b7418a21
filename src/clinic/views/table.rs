//! What must hold between subjects, for `loket doctor`.

use rusqlite::Connection;

use crate::store::{Finding, StoreError};

const CHECKS: [(&str, &str); 4] = [
    (
        "SELECT visit.id FROM visit JOIN stop ON stop.id = visit.stop_id
         WHERE visit.state = 'closed' AND stop.state IN ('waiting', 'called', 'serving')",
        "is closed but its stop is still open",
    ),
    (
        "SELECT visit.id FROM visit JOIN ticket ON ticket.id = visit.ticket_id
         WHERE visit.state <> 'voided' AND ticket.person_id IS NOT visit.person_id",
        "belongs to somebody else than its ticket",
    ),
    (
        "SELECT visit.id FROM visit JOIN stop ON stop.id = visit.stop_id
         WHERE visit.ticket_id IS NOT stop.ticket_id OR visit.unit_id <> stop.unit_id",
        "names another ticket or unit than its stop",
    ),
    (
        "SELECT visit.id FROM measurement JOIN visit ON visit.id = measurement.visit_id
         WHERE measurement.voided_at IS NULL AND measurement.person_id <> visit.person_id",
        "holds a measurement of somebody else",
    ),
];

/// Compares visits with tickets, stops and measurements.
pub fn doctor(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    for (sql, what) in CHECKS {
        let mut statement = db.prepare(sql)?;
        for id in statement.query_map([], |row| row.get::<_, i64>(0))? {
            findings.push(Finding { check: "between subjects", text: format!("visit {} {what}", id?) });
        }
    }
    Ok(findings)
}
