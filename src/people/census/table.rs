//! The SQL of a census. Reads only what is counted: no name, no number.

use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::{Counted, Resident, Wanted};
use crate::store::{StoreError, StoredText, millis};
use crate::terms::{AreaCode, PersonId, ServiceDay};

/// These people; who is not registered is left out. Ids in order are read fastest.
pub fn counted(
    db: &Connection,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<Vec<Counted>, StoreError> {
    let mut statement = db.prepare_cached("SELECT sex, birth_date FROM person WHERE id = :person")?;
    let mut found = Vec::new();
    for person in people {
        let row = statement.query_row(named_params! { ":person": person }, |row| {
            let (sex, birth) = (row.get::<_, StoredText<_>>(0)?.0, row.get::<_, ServiceDay>(1)?.0);
            Ok(Counted { person, sex, birth_date: birth })
        });
        found.extend(row.optional()?);
    }
    Ok(found)
}

/// The village of these people; who lives elsewhere is left out.
pub fn villages(
    db: &Connection,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<Vec<Resident>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT village_code FROM person WHERE id = :person AND village_code IS NOT NULL")?;
    let mut found = Vec::new();
    for person in people {
        let row = statement.query_row(named_params! { ":person": person }, |row| {
            Ok(Resident { person, village: row.get(0)? })
        });
        found.extend(row.optional()?);
    }
    Ok(found)
}

/// The residents of one village who are wanted.
pub fn residents(db: &Connection, village: &AreaCode, wanted: Wanted) -> Result<Vec<PersonId>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT id FROM person
         WHERE village_code = :village AND birth_date > :born_after AND birth_date <= :living_on
           AND (deceased_on IS NULL OR deceased_on > :living_on) AND registered_at < :registered_before",
    )?;
    let rows = statement.query_map(
        named_params! {
            ":village": village, ":born_after": ServiceDay(wanted.born_after), ":living_on": ServiceDay(wanted.living_on),
            ":registered_before": millis(wanted.registered_before),
        },
        |row| row.get(0),
    )?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
