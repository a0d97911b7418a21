//! Beginnings of numbers and dates of birth, by the ordinary indexes of the people's table.

use chrono::NaiveDate;
use rusqlite::{Connection, named_params};
use std::collections::HashSet;

use crate::people::repair::table::leads_to;
use crate::people::rows::table::iso;
use crate::people::search::Matched;
use crate::people::search::typed::{Born, Number};
use crate::store::StoreError;
use crate::terms::PersonId;

/// Who was born on a day, in a month or in some years; who came last first.
pub fn born_then(db: &Connection, born: Born, most: usize) -> Result<Vec<PersonId>, StoreError> {
    let (first, last) = match born {
        Born::On(date) => (iso(date), iso(date)),
        Born::In(year, month) => (format!("{year:04}-{month:02}-01"), format!("{year:04}-{month:02}-31")),
        Born::Between(first, last) => (format!("{first:04}-01-01"), format!("{last:04}-12-31")),
    };
    let mut statement = db.prepare_cached(
        "SELECT id FROM person WHERE birth_date BETWEEN :first AND :last AND merged_into IS NULL
         ORDER BY birth_date, id DESC LIMIT :most",
    )?;
    let ids = statement
        .query_map(named_params! {":first": first, ":last": last, ":most": most as i64}, |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// People by beginnings of their numbers, a few of each kind in turn.
pub fn by_number(
    db: &Connection,
    number: &Number,
    date: Option<NaiveDate>,
    wanted: usize,
) -> Result<Vec<(PersonId, Matched)>, StoreError> {
    let mut kinds: Vec<(Matched, Vec<PersonId>)> = Vec::new();
    if let Some(date) = date {
        let born = Born::On(date);
        kinds.push((Matched::BirthDate, born_then(db, born, wanted)?));
    }
    if let Some(serial) = number.family {
        let mut statement = db.prepare_cached(
            "SELECT person.id FROM family JOIN person ON person.family_id = family.id
             WHERE family.serial = :serial ORDER BY family.area, person.member LIMIT :most",
        )?;
        let ids = statement
            .query_map(named_params! {":serial": serial, ":most": wanted as i64}, |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        kinds.push((Matched::RecordNumber, ids));
    }
    let ranges = [
        (
            Matched::Nik,
            &number.nik,
            "SELECT id FROM person WHERE nik >= :start AND nik < :end ORDER BY nik LIMIT :most",
        ),
        (
            Matched::RecordNumber,
            &number.record,
            "SELECT id FROM person WHERE record_key >= :start AND record_key < :end
             ORDER BY record_key LIMIT :most",
        ),
        (
            Matched::RecordNumber,
            &number.record,
            "SELECT person_id FROM former_number WHERE record_key >= :start AND record_key < :end
             ORDER BY record_key LIMIT :most",
        ),
        (
            Matched::Phone,
            &number.phone,
            "SELECT id FROM person WHERE phone_key >= :start AND phone_key < :end
             ORDER BY phone_key LIMIT :most",
        ),
        (
            Matched::Bpjs,
            &number.bpjs,
            "SELECT id FROM person WHERE bpjs >= :start AND bpjs < :end ORDER BY bpjs LIMIT :most",
        ),
    ];
    for (matched, start, sql) in ranges {
        let Some(start) = start.as_ref().filter(|start| !start.is_empty()) else { continue };
        let end = format!("{start}\u{10FFFF}");
        let ids = db
            .prepare_cached(sql)?
            .query_map(named_params! {":start": start, ":end": end, ":most": wanted as i64}, |row| {
                row.get(0)
            })?
            .collect::<Result<_, _>>()?;
        kinds.push((matched, ids));
    }
    in_turn(db, &kinds, wanted)
}

fn in_turn(
    db: &Connection,
    kinds: &[(Matched, Vec<PersonId>)],
    wanted: usize,
) -> Result<Vec<(PersonId, Matched)>, StoreError> {
    let longest = kinds.iter().map(|(_, ids)| ids.len()).max().unwrap_or(0);
    let mut seen = HashSet::new();
    let mut found = Vec::with_capacity(wanted);
    for at in 0..longest {
        for (matched, ids) in kinds {
            // A record that was merged leads to the one that was kept.
            let Some(id) = ids.get(at) else { continue };
            let id = leads_to(db, *id)?;
            if seen.insert(id) {
                found.push((id, *matched));
            }
        }
    }
    found.truncate(wanted);
    Ok(found)
}
