//! The invariants of people, folders and record numbers.

use rusqlite::Connection;

use crate::people::likeness::phone_key;
use crate::people::record::{self, RecordFormat, RecordParts};
use crate::people::repair::table::CHECKS;
use crate::people::rows::table as rows;
use crate::store::{Finding, StoreError};

/// More examples than this are only counted.
const EXAMPLES: usize = 5;

/// Checks the rows; texts name rows by number only.
pub fn doctor(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    found(
        &mut findings,
        ("people words", "people have a word or number that cannot be read"),
        &rows::not_readable(db)?,
    );
    record_numbers(db, &mut findings)?;
    counted(
        db,
        "SELECT family_id FROM person GROUP BY family_id, member HAVING count(*) > 1",
        ("people members", "family folders hold the same member twice"),
        &mut findings,
    )?;
    counted(
        db,
        "SELECT min(id) FROM person GROUP BY record_key HAVING count(*) > 1",
        ("people record numbers", "people share their record number with another"),
        &mut findings,
    )?;
    counted(
        db,
        "SELECT family.id FROM family LEFT JOIN family_serial ON family_serial.area = family.area
         WHERE family_serial.last IS NULL OR family.serial > family_serial.last",
        ("people folders", "family folders have a number that was never given out"),
        &mut findings,
    )?;
    counted(
        db,
        "SELECT id FROM person WHERE deceased_on < birth_date",
        ("people dates", "people died before they were born"),
        &mut findings,
    )?;
    for (check, text, sql) in CHECKS {
        counted(db, sql, (*check, *text), &mut findings)?;
    }
    Ok(findings)
}

fn record_numbers(db: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut statement = db.prepare(
        "SELECT person.id, record_number, record_key, member, area, serial, format, phone, phone_key
         FROM person JOIN family ON family.id = person.family_id ORDER BY family.id",
    )?;
    let mut rows = statement.query([])?;
    let mut format: Option<RecordFormat> = None;
    let (mut wrong_numbers, mut wrong_phones) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let (number, key): (String, String) = (row.get(1)?, row.get(2)?);
        let parts = RecordParts { area: row.get(4)?, family: row.get(5)?, member: row.get(3)? };
        let pattern: String = row.get(6)?;
        if format.as_ref().is_none_or(|format| format.pattern() != pattern) {
            format = RecordFormat::parse(&pattern).ok();
        }
        let read = format.as_ref().and_then(|format| format.read(&number));
        if read != Some(parts) || record::key(&number) != key {
            wrong_numbers.push(id);
        }
        let phone: String = row.get(7)?;
        if phone_key(&phone) != row.get::<_, Option<String>>(8)?.unwrap_or_default() {
            wrong_phones.push(id);
        }
    }
    found(
        findings,
        ("people record numbers", "people have a record number that is not their folder's"),
        &wrong_numbers,
    );
    found(
        findings,
        ("people telephones", "people have a telephone that search would not find"),
        &wrong_phones,
    );
    Ok(())
}

fn counted(
    db: &Connection,
    sql: &str,
    what: (&'static str, &str),
    findings: &mut Vec<Finding>,
) -> Result<(), StoreError> {
    let mut statement = db.prepare(sql)?;
    let ids: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    found(findings, what, &ids);
    Ok(())
}

fn found(findings: &mut Vec<Finding>, what: (&'static str, &str), ids: &[i64]) {
    let (check, text) = what;
    if ids.is_empty() {
        return;
    }
    let examples: Vec<String> = ids.iter().take(EXAMPLES).map(ToString::to_string).collect();
    findings.push(Finding { check, text: format!("{} {text} (row {})", ids.len(), examples.join(", ")) });
}
