//! `loket doctor`: is everything as it should be? Reads only.

use std::path::Path;
use zeroize::Zeroizing;

use super::{Event, MIGRATIONS, copies, table};
use crate::seal::Seal;
use crate::store::{self, Connection, Finding, Secrets, StoreError};
use crate::{people, queue, screening, setup, staff, summary, visits};

/// The checks of a clinic on this PC: its database, the log beside it, the seal's key, the last good copy.
pub fn examine_folder(folder: &Path) -> Result<Vec<Finding>, StoreError> {
    // Before anybody opens it.
    let mut findings = store::log_findings(&store::database_file(folder))?;
    let db = store::open_to_look(folder, MIGRATIONS)?;
    findings.extend(examine(&db)?);
    findings.extend(seal_key(folder, &db)?);
    findings.extend(copies::doctor(folder, &db)?);
    Ok(findings)
}

/// The checks of a database by itself: the file, its schema, the chain, each subject's invariants.
pub fn examine(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let mut findings = store::integrity(db)?;
    findings.extend(store::foreign_parts(db, MIGRATIONS)?);
    findings.extend(table::doctor(db)?);
    if setup::table::revision(db)?.is_some() {
        findings.extend(staff::table::doctor(db)?);
        findings.extend(accounts(db)?);
        findings.extend(people::table::doctor(db)?);
        findings.extend(queue::table::doctor(db)?);
        findings.extend(visits::table::doctor(db)?);
        findings.extend(screening::table::doctor(db)?);
        findings.extend(summary::table::doctor(db)?);
        findings.extend(gone(db)?);
        findings.extend(table::sealed_heads(db, &summary::table::journal_heads(db)?)?);
        findings.extend(super::views::table::doctor(db)?);
    }
    Ok(findings)
}

/// Accounts are as the door left them.
fn accounts(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let told = table::events_with(db, "Noted")?;
    // From the first note on none is made without one.
    let all = !told.is_empty();
    let notes: Vec<staff::Event> = told
        .into_iter()
        .filter_map(|(_, event)| match event {
            Event::Staff(event) => Some(event),
            _ => None,
        })
        .collect();
    staff::table::as_noted(db, &notes, all)
}

/// Every summary that the journal names is there.
fn gone(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let told = table::events_with(db, "stored")?;
    let named = told.into_iter().filter_map(|(_, event)| match event {
        Event::Summary(summary::Event::Stored(seq)) => Some(seq),
        _ => None,
    });
    let said = |seq| format!("summary {seq} is named in the journal and is not there");
    let missing = summary::table::missing_of(db, named)?.into_iter();
    Ok(missing.map(|seq| Finding { check: "summary", text: said(seq) }).collect())
}

/// The key of the clinic's seal is on this PC, and is the one of its certificate.
fn seal_key(folder: &Path, db: &Connection) -> Result<Option<Finding>, StoreError> {
    let Ok(Some(certificate)) = summary::table::certificate(db) else {
        // Of a clinic that has begun this is found with its summaries.
        return Ok(None);
    };
    let key = Secrets::in_folder(folder).read(&summary::key_file(&certificate.fingerprint()));
    let text = match key.map(|key| key.map(Zeroizing::new)) {
        Ok(Some(key)) if Seal::from_parts(&key, certificate.der()).is_ok() => return Ok(None),
        Ok(Some(_)) => "the seal's key is not the one of its certificate".to_owned(),
        Ok(None) => "the seal's key is not on this PC".to_owned(),
        Err(error) => format!("the seal's key cannot be read ({error})"),
    };
    Ok(Some(Finding { check: "seal", text }))
}
