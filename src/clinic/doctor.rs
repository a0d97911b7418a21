//! `loket doctor`: is everything as it should be? Reads only.

use crate::store::{self, Connection, Finding, StoreError};
use crate::{people, queue, screening, setup, staff, summary, visits};

/// All checks: the file, the chain, each subject's invariants.
pub fn examine(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let mut findings = store::integrity(db)?;
    findings.extend(super::table::doctor(db)?);
    if setup::table::revision(db)?.is_some() {
        findings.extend(staff::table::doctor(db)?);
        findings.extend(people::table::doctor(db)?);
        findings.extend(queue::table::doctor(db)?);
        findings.extend(visits::table::doctor(db)?);
        findings.extend(screening::table::doctor(db)?);
        findings.extend(summary::table::doctor(db)?);
        findings.extend(super::table::sealed_heads(db, &summary::table::journal_heads(db)?)?);
        findings.extend(super::views::table::doctor(db)?);
    }
    Ok(findings)
}
