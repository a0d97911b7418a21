//! The SQL of a census. Reads only what is counted: no name, no number.

use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use std::collections::BTreeSet;

use super::{Counted, Resident, Wanted};
use crate::store::{StoreError, StoredText, millis, to_json};
use crate::terms::{AreaCode, PersonId, ServiceDay};

/// One in so many people of the clinic: from there on reading everybody in order is quicker than looking each up.
const READ_ALL_FROM: usize = 8;

/// These people (in order, each once); who is not registered is left out.
pub fn counted(db: &Connection, people: &[PersonId]) -> Result<Vec<Counted>, StoreError> {
    let read = |person, row: &Row<'_>, sex| -> rusqlite::Result<Counted> {
        let birth_date = row.get::<_, ServiceDay>(sex + 1)?.0;
        Ok(Counted { person, sex: row.get::<_, StoredText<_>>(sex)?.0, birth_date })
    };
    let last: Option<i64> =
        db.prepare_cached("SELECT max(id) FROM person")?.query_row([], |row| row.get(0))?;
    let mut found = Vec::with_capacity(people.len());
    if people.len() * READ_ALL_FROM < usize::try_from(last.unwrap_or(0)).unwrap_or(0) {
        let mut statement = db.prepare_cached("SELECT sex, birth_date FROM person WHERE id = :person")?;
        for &person in people {
            let row = statement.query_row(named_params! { ":person": person }, |row| read(person, row, 0));
            found.extend(row.optional()?);
        }
    } else {
        let mut statement = db.prepare_cached("SELECT id, sex, birth_date FROM person ORDER BY id")?;
        let (mut rows, mut wanted) = (statement.query([])?, people.iter().copied().peekable());
        while let Some(row) = rows.next()? {
            let person = row.get(0)?;
            while wanted.next_if(|next| *next < person).is_some() {}
            match wanted.peek() {
                None => break,
                Some(next) if *next == person => found.push(read(person, row, 1)?),
                Some(_) => {}
            }
        }
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

/// Those of these people of whom nobody has said where they live: no village, and no place outside them.
pub fn without_home(
    db: &Connection,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<BTreeSet<PersonId>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT id FROM person WHERE id IN (SELECT value FROM json_each(:people))
             AND village_code IS NULL AND area_code IS NULL",
    )?;
    let people = to_json(&people.into_iter().collect::<Vec<_>>())?;
    let found = statement.query_map(named_params! { ":people": people }, |row| row.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// The residents of one village who are wanted.
pub fn residents(db: &Connection, village: &AreaCode, wanted: Wanted) -> Result<Vec<PersonId>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT id FROM person
         WHERE village_code = :village AND merged_into IS NULL AND birth_date > :born_after AND birth_date <= :living_on
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::Sex;

    #[test]
    fn few_and_many_are_read_alike() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(
            "CREATE TABLE person (id INTEGER PRIMARY KEY, sex TEXT, birth_date TEXT);
             WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 200)
             INSERT INTO person SELECT n, iif(n % 2, 'male', 'female'), date('2000-01-01', n || ' days') FROM c
             WHERE n <> 7;",
        )
        .unwrap();
        let many: Vec<PersonId> = (1..=150).chain([900]).map(PersonId).collect();
        let read = counted(&db, &many).unwrap();
        assert_eq!(read.len(), 149, "7 and 900 are not there");
        for place in [0, 5, 6, 148] {
            let one = counted(&db, &[read[place].person]).unwrap();
            assert_eq!(one, read[place..=place]);
        }
        assert_eq!((read[0].sex, read[0].birth_date.to_string()), (Sex::Male, "2000-01-02".to_owned()));
    }
}
