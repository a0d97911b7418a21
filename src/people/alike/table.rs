//! Finding likely duplicates: a coarse net by numbers, names and birth date, then a close comparison of few.

use chrono::{Datelike as _, NaiveDate};
use rusqlite::{Connection, ToSql, named_params};
use std::collections::BTreeSet;

use crate::people::apart::table as apart;
use crate::people::likeness::{self, Compared, Traits, compare, near_dates};
use crate::people::rows::table as rows;
use crate::people::rules::{Others, traits};
use crate::people::search::table::{NamedAlike, born_about, named_alike};
use crate::people::{Config, MOST_SIMILAR, Similar};
use crate::store::StoreError;
use crate::terms::{BpjsNumber, FamilyCard, Nik, PersonId};

/// A family card is looked up when somebody is set beside all others; the records that were merged into one, when that one
/// is looked for.
pub const LOOKED_UP: &str = "
    CREATE INDEX person_by_family_card ON person (family_card) WHERE family_card IS NOT NULL;
    CREATE INDEX person_by_merge ON person (merged_into) WHERE merged_into IS NOT NULL;";

/// People with one number, telephone or family card that are compared.
const MOST_SAME: usize = 50;
/// Born on one day: looked at by number only (estimated dates heap up on 1 January and 1 July) …
const MOST_BORN: usize = 20_000;
/// … and of all who are named and born alike those whose name and date are read, who may have most in common first …
const MOST_READ: usize = 1_000;
/// … and those who are compared in everything.
const MOST_COMPARED: usize = 300;

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
    let card = wanted.family_card.as_ref().map(FamilyCard::as_str);
    let same_card = same(
        db,
        "SELECT id FROM person WHERE family_card = :value AND merged_into IS NULL LIMIT :most",
        card,
    )?;
    let other = |ids: &[PersonId]| ids.iter().copied().find(|id| Some(*id) != except);
    let mut others: BTreeSet<PersonId> = BTreeSet::new();
    others.extend(except);
    if let Some(except) = except {
        others.extend(apart::from(db, except)?);
    }
    let compared = Compared::from(wanted.clone());
    let mut near: BTreeSet<PersonId> = BTreeSet::new();
    near.extend(same_nik.iter().chain(&same_bpjs).chain(&same_phone).chain(&same_card));
    near.extend(named_and_born(db, wanted, &compared, &others)?);
    near.retain(|id| !others.contains(id));
    Ok(Others {
        same_nik: other(&same_nik),
        same_bpjs: other(&same_bpjs),
        similar: closest(db, &compared, near, config)?,
    })
}

/// Those of whom name and birth date say that they may be shown: who may have most in common is read first, so that of a
/// name that thousands have the likely ones are among them.
fn named_and_born(
    db: &Connection,
    wanted: &Traits,
    compared: &Compared,
    others: &BTreeSet<PersonId>,
) -> Result<Vec<PersonId>, StoreError> {
    let Some(birth) = wanted.birth else { return Ok(Vec::new()) };
    let NamedAlike { same, alike, tied } = named_alike(db, wanted)?;
    let (same_day, day): (Vec<_>, Vec<_>) =
        born_on(db, birth.date)?.into_iter().filter(|id| alike.has(*id)).partition(|id| same.has(*id));
    let mut near = Vec::new();
    for date in near_dates(birth) {
        near.extend(born_on(db, date)?.into_iter().filter(|id| alike.has(*id)));
    }
    let (same_near, near): (Vec<_>, Vec<_>) = near.into_iter().partition(|id| same.has(*id));
    let (tied_near, near): (Vec<_>, Vec<_>) = near.into_iter().partition(|id| tied.has(*id));
    let mut about = same;
    about.and(&born_about(db, birth.date.year())?);
    let mut tied_about = about.clone();
    tied_about.and(&tied);
    let by_date = same_day.into_iter().chain(day).chain(same_near).chain(tied_near);
    let in_order = by_date.chain(tied_about.newest()).chain(near).chain(about.newest());
    let (mut read, mut found) = (others.clone(), Vec::new());
    for id in in_order {
        if !read.insert(id) {
            continue;
        }
        let Some((name, birth)) = rows::name_and_birth(db, id)? else { continue };
        if likeness::may_be_shown(compared, &name, birth) {
            found.push(id);
        }
        if found.len() >= MOST_COMPARED || read.len() >= others.len() + MOST_READ {
            break;
        }
    }
    Ok(found)
}

fn closest(
    db: &Connection,
    wanted: &Compared,
    near: BTreeSet<PersonId>,
    config: &Config,
) -> Result<Vec<Similar>, StoreError> {
    let mut scored = Vec::new();
    for id in near {
        if let Some(theirs) = traits_of(db, id)? {
            let (score, because) = compare(wanted, &theirs.into());
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
    // By the index alone: who was merged has no name in the sets that these are held against.
    let sql = "SELECT id FROM person WHERE birth_date = :value ORDER BY id DESC LIMIT :most";
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
