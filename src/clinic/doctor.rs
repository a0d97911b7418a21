//! `loket doctor`: is everything as it should be? Reads only.

use crate::store::{self, Connection, Finding, StoreError};
use crate::{setup, staff};

/// All checks: the file, the chain, each subject's invariants.
pub fn examine(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let mut findings = store::integrity(db)?;
    findings.extend(super::table::doctor(db)?);
    if setup::table::revision(db)?.is_some() {
        findings.extend(staff::table::doctor(db)?);
    }
    Ok(findings)
}
