//! Is the file sound? Integrity and foreign keys; the clinic's own invariants are the door's.

use rusqlite::{Connection, OpenFlags};
use std::path::Path;

use super::StoreError;

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which check found it.
    pub check: &'static str,
    /// What it found, without personal data.
    pub text: String,
}

/// Checks a database file that nobody has open.
pub fn check_file(path: &Path) -> Result<Vec<Finding>, StoreError> {
    integrity(&Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?)
}

/// SQLite's own checks.
pub fn integrity(connection: &Connection) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    let mut statement = connection.prepare("PRAGMA integrity_check")?;
    for line in statement.query_map([], |row| row.get::<_, String>(0))? {
        let text = line?;
        if text != "ok" {
            findings.push(Finding { check: "integrity", text });
        }
    }
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let broken = statement.query_map([], |row| {
        let (table, row_id, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(format!("{table} row {} points to a {parent} that is not there", row_id.unwrap_or_default()))
    })?;
    for line in broken {
        findings.push(Finding { check: "foreign keys", text: line? });
    }
    Ok(findings)
}
