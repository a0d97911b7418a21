//! Measurements and follow-ups of somebody: which there are, and giving them to somebody else.

use chrono::NaiveDate;
use rusqlite::{Connection, named_params};

use crate::store::{StoreError, StoredText};
use crate::terms::{MeasurementId, PersonId, ServiceDay};

/// All measurements of somebody, voided ones too.
pub fn measurements_of(db: &Connection, person: PersonId) -> Result<Vec<MeasurementId>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT id FROM measurement WHERE person_id = :person ORDER BY id")?;
    let ids = statement.query_map(named_params! {":person": person}, |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// All follow-ups of somebody, by number of the row.
pub fn follow_ups_of(db: &Connection, person: PersonId) -> Result<Vec<i64>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT id FROM follow_up WHERE person_id = :person ORDER BY id")?;
    let ids = statement.query_map(named_params! {":person": person}, |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// When somebody was last measured, what was taken back left out.
pub fn last_measured(db: &Connection, person: PersonId) -> Result<Option<NaiveDate>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT max(measured_on) FROM measurement WHERE person_id = :person AND voided_at IS NULL",
    )?;
    let day: Option<ServiceDay> = statement.query_row(named_params! {":person": person}, |row| row.get(0))?;
    Ok(day.map(|day| day.0))
}

/// Gives measurements and follow-ups to somebody; what is derived from sex and birth date is derived again by the door.
pub fn give(
    db: &Connection,
    measurements: &[MeasurementId],
    follow_ups: &[i64],
    to: PersonId,
) -> Result<(), StoreError> {
    let mut statement = db.prepare_cached("UPDATE measurement SET person_id = :to WHERE id = :id")?;
    for id in measurements {
        statement.execute(named_params! {":to": to, ":id": id})?;
    }
    let mut statement = db.prepare_cached("UPDATE follow_up SET person_id = :to WHERE id = :id")?;
    for id in follow_ups {
        statement.execute(named_params! {":to": to, ":id": id})?;
    }
    Ok(())
}

/// The dates on which somebody was measured.
pub fn days_of(db: &Connection, person: PersonId) -> Result<Vec<NaiveDate>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT DISTINCT measured_on FROM measurement WHERE person_id = :person AND voided_at IS NULL",
    )?;
    let days = statement
        .query_map(named_params! {":person": person}, |row| Ok(row.get::<_, StoredText<NaiveDate>>(0)?.0))?;
    Ok(days.collect::<Result<_, _>>()?)
}
