//! Visits of somebody: which there are, whether one is open, when the last was, and giving them to somebody else.

use rusqlite::{Connection, named_params};

use crate::store::{StoreError, instant_from_millis};
use crate::terms::{Instant, PersonId, ServiceDay, VisitId};

/// All visits of somebody, voided ones too.
pub fn visits_of(db: &Connection, person: PersonId) -> Result<Vec<VisitId>, StoreError> {
    let mut statement = db.prepare_cached("SELECT id FROM visit WHERE person_id = :person ORDER BY id")?;
    let ids = statement.query_map(named_params! {":person": person}, |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Whether a visit of somebody is open.
pub fn is_open(db: &Connection, person: PersonId) -> Result<bool, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT 1 FROM visit WHERE person_id = :person AND state = 'open'")?;
    Ok(statement.exists(named_params! {":person": person})?)
}

/// When the last visit of somebody was opened, those entered in error left out.
pub fn last_opened(db: &Connection, person: PersonId) -> Result<Option<Instant>, StoreError> {
    let mut statement = db
        .prepare_cached("SELECT max(opened_at) FROM visit WHERE person_id = :person AND state <> 'voided'")?;
    let last: Option<i64> = statement.query_row(named_params! {":person": person}, |row| row.get(0))?;
    Ok(last.map(instant_from_millis))
}

/// Gives visits to somebody; nothing else about them changes.
pub fn give(db: &Connection, visits: &[VisitId], to: PersonId) -> Result<(), StoreError> {
    let mut statement = db.prepare_cached("UPDATE visit SET person_id = :to WHERE id = :id")?;
    for id in visits {
        statement.execute(named_params! {":to": to, ":id": id})?;
    }
    Ok(())
}

/// The service days on which somebody was seen.
pub fn days_of(db: &Connection, person: PersonId) -> Result<Vec<ServiceDay>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT DISTINCT service_day FROM visit WHERE person_id = :person AND state <> 'voided'",
    )?;
    let days = statement.query_map(named_params! {":person": person}, |row| row.get(0))?;
    Ok(days.collect::<Result<_, _>>()?)
}
