//! Is the schema ours? A trigger, a view or a table that somebody put into the file would be believed like our own.

use rusqlite::Connection;
use std::collections::BTreeMap;

use super::{Finding, Migration, StoreError};

/// What of a schema is compared: kind and name, and how it was made.
type Parts = BTreeMap<(String, String), String>;

/// Compares the parts of a database's schema with those that the steps up to its number make.
pub fn foreign_parts(connection: &Connection, migrations: &[Migration]) -> Result<Vec<Finding>, StoreError> {
    let reached: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let ours = Connection::open_in_memory()?;
    for migration in migrations.iter().filter(|migration| migration.number <= reached) {
        ours.execute_batch(migration.sql)?;
    }
    let (found, expected) = (parts(connection)?, parts(&ours)?);
    let mut findings = Vec::new();
    let mut find = |kind: &str, name: &str, what: &str| {
        findings.push(Finding { check: "schema", text: format!("the {kind} {name} {what}") });
    };
    for ((kind, name), sql) in &found {
        match expected.get(&(kind.clone(), name.clone())) {
            None => find(kind, name, "was not made by Loket"),
            Some(made) if made != sql => find(kind, name, "is not as Loket makes it"),
            Some(_) => {}
        }
    }
    for (kind, name) in expected.keys().filter(|key| !found.contains_key(*key)) {
        find(kind, name, "is missing");
    }
    Ok(findings)
}

/// Without what SQLite makes for itself: indexes that carry a constraint, its numbers and statistics.
fn parts(connection: &Connection) -> Result<Parts, StoreError> {
    let mut statement = connection.prepare(
        "SELECT type, name, coalesce(sql, '') FROM sqlite_schema
         WHERE NOT (type = 'index' AND sql IS NULL AND name LIKE 'sqlite\\_autoindex\\_%' ESCAPE '\\')
           AND NOT (type = 'table' AND name IN ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4'))",
    )?;
    let rows = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get::<_, String>(2)?)))?;
    rows.map(|row| {
        let (key, sql) = row?;
        Ok((key, sql.split_whitespace().collect::<Vec<_>>().join(" ")))
    })
    .collect()
}
