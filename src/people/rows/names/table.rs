//! Names, with little beside them: asked for hundreds of people in one search.

use rusqlite::{Connection, OptionalExtension as _, named_params};
use std::collections::BTreeMap;

use crate::people::rows::table::birth;
use crate::people::{Birth, Precision};
use crate::store::StoreError;
use crate::terms::PersonId;

/// Somebody's name.
pub fn name(db: &Connection, id: PersonId) -> Result<Option<String>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT name FROM person WHERE id = :id AND merged_into IS NULL")?;
    Ok(statement.query_row(named_params! {":id": id}, |row| row.get(0)).optional()?)
}

/// Somebody's name, and whether their birth date is estimated.
pub fn name_and_precision(db: &Connection, id: PersonId) -> Result<Option<(String, bool)>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT name, birth_precision <> :exact FROM person WHERE id = :id AND merged_into IS NULL",
    )?;
    let values = named_params! {":id": id, ":exact": Precision::Exact.as_str()};
    Ok(statement.query_row(values, |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// Somebody's name and birth date.
pub fn name_and_birth(db: &Connection, id: PersonId) -> Result<Option<(String, Birth)>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT name, birth_date, birth_precision, birth_year_only FROM person
         WHERE id = :id AND merged_into IS NULL",
    )?;
    Ok(statement
        .query_row(named_params! {":id": id}, |row| Ok((row.get("name")?, birth(row)?)))
        .optional()?)
}

/// The names of the records that were merged into somebody's, by way of others too.
pub fn former_names(db: &Connection, id: PersonId) -> Result<Vec<String>, StoreError> {
    let mut statement = db.prepare_cached(
        "WITH RECURSIVE gone (id) AS (
             SELECT :id UNION SELECT person.id FROM gone JOIN person ON person.merged_into = gone.id)
         SELECT name FROM gone JOIN person USING (id) WHERE id <> :id ORDER BY id",
    )?;
    let names = statement.query_map(named_params! {":id": id}, |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

/// The same of everybody.
pub fn all_former_names(db: &Connection) -> Result<BTreeMap<PersonId, Vec<String>>, StoreError> {
    let mut statement =
        db.prepare("SELECT id, name, merged_into FROM person WHERE merged_into IS NOT NULL ORDER BY id")?;
    let merged: BTreeMap<PersonId, (String, PersonId)> = statement
        .query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?
        .collect::<Result<_, _>>()?;
    let mut names: BTreeMap<PersonId, Vec<String>> = BTreeMap::new();
    for (name, into) in merged.values() {
        let mut kept = *into;
        while let Some((_, next)) = merged.get(&kept) {
            kept = *next;
        }
        names.entry(kept).or_default().push(name.clone());
    }
    Ok(names)
}
