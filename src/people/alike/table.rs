//! Finding likely duplicates: a coarse net by numbers and birth date, then a close comparison of few.

use chrono::{Datelike as _, NaiveDate};
use rusqlite::{Connection, ToSql, named_params};
use std::collections::BTreeSet;

use crate::people::apart::table as apart;
use crate::people::likeness::{self, Compared, Traits, compare, near_dates};
use crate::people::rows::table as rows;
use crate::people::rules::{Others, traits};
use crate::people::search::table::{born_about, named_alike};
use crate::people::{Config, MOST_SIMILAR, Similar};
use crate::store::StoreError;
use crate::terms::{BpjsNumber, Nik, PersonId};

/// People with one number or telephone that are compared.
const MOST_SAME: usize = 50;
/// Born on one day: looked at by number only (estimated dates heap up on 1 January and 1 July) …
const MOST_BORN: usize = 20_000;
/// … and those of them that are compared closely.
const MOST_COMPARED: usize = 600;

/// Everything the rules want to know about others.
pub fn others(
    db: &Connection,
    wanted: &Traits,
    except: Option<PersonId>,
    config: &Config,
) -> Result<Others, StoreError> {
    let wanted = &with_mother(db, wanted.clone())?;
    let nik = wanted.nik.as_ref().map(Nik::as_str);
    let bpjs = wanted.bpjs.as_ref().map(BpjsNumber::as_str);
    let phone = Some(wanted.phone.as_str()).filter(|key| !key.is_empty());
    let same_nik =
        same(db, "SELECT id FROM person WHERE nik = :value AND merged_into IS NULL LIMIT :most", nik)?;
    let same_bpjs =
        same(db, "SELECT id FROM person WHERE bpjs = :value AND merged_into IS NULL LIMIT :most", bpjs)?;
    let same_phone = same(
        db,
        "SELECT id FROM person WHERE phone_key = :value AND merged_into IS NULL LIMIT :most",
        phone,
    )?;
    let other = |ids: &[PersonId]| ids.iter().copied().find(|id| Some(*id) != except);
    let mut near: BTreeSet<PersonId> = BTreeSet::new();
    near.extend(same_nik.iter().chain(&same_bpjs).chain(&same_phone));
    if let Some(birth) = wanted.birth {
        let names = named_alike(db, &wanted.name)?;
        for date in std::iter::once(birth.date).chain(near_dates(birth.date)) {
            let born = born_on(db, date)?;
            near.extend(born.into_iter().filter(|id| names.alike.has(*id)).take(MOST_COMPARED));
        }
        let mut same = names.same;
        same.and(&born_about(db, birth.date.year())?);
        near.extend(same.newest().take(MOST_COMPARED));
    }
    if let Some(except) = except {
        near.remove(&except);
        for other in apart::from(db, except)? {
            near.remove(&other);
        }
    }
    Ok(Others {
        same_nik: other(&same_nik),
        same_bpjs: other(&same_bpjs),
        similar: closest(db, wanted, near, config)?,
    })
}

fn closest(
    db: &Connection,
    wanted: &Traits,
    near: BTreeSet<PersonId>,
    config: &Config,
) -> Result<Vec<Similar>, StoreError> {
    let mut scored = Vec::new();
    let wanted = Compared::from(wanted.clone());
    for id in near {
        if let Some(theirs) = traits_of(db, id)? {
            let (score, because) = compare(&wanted, &theirs.into());
            if score >= likeness::SHOWN {
                scored.push((score, id, because));
            }
        }
    }
    scored.sort_by_key(|(score, id, _)| std::cmp::Reverse((*score, *id)));
    scored.truncate(MOST_SIMILAR);
    let mut similar = Vec::with_capacity(scored.len());
    for (score, id, because) in scored {
        if let Some(card) = rows::card(db, id, config)? {
            similar.push(Similar { card, score, because });
        }
    }
    Ok(similar)
}

fn same(db: &Connection, sql: &str, value: Option<&str>) -> Result<Vec<PersonId>, StoreError> {
    let Some(value) = value else { return Ok(Vec::new()) };
    ids(db, sql, &value, MOST_SAME)
}

fn born_on(db: &Connection, date: NaiveDate) -> Result<Vec<PersonId>, StoreError> {
    let sql = "SELECT id FROM person WHERE birth_date = :value AND merged_into IS NULL ORDER BY id DESC LIMIT :most";
    ids(db, sql, &rows::iso(date), MOST_BORN)
}

fn ids(db: &Connection, sql: &str, value: &dyn ToSql, most: usize) -> Result<Vec<PersonId>, StoreError> {
    let mut statement = db.prepare_cached(sql)?;
    let found = statement
        .query_map(named_params! {":value": value, ":most": most as i64}, |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(found)
}

fn traits_of(db: &Connection, id: PersonId) -> Result<Option<Traits>, StoreError> {
    rows::details(db, id)?.map(|details| with_mother(db, traits(&details))).transpose()
}

/// A mother who is registered has her name on another row than one who is only named.
pub fn with_mother(db: &Connection, mut traits: Traits) -> Result<Traits, StoreError> {
    if let Some(mother) = traits.mother
        && let Some(name) = rows::name(db, mother)?
    {
        traits.mother_name = name;
    }
    Ok(traits)
}
