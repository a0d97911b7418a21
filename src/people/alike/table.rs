//! Finding likely duplicates: a coarse net by numbers, names and birth date, then a close comparison of few.

use chrono::{Datelike as _, NaiveDate};
use rusqlite::{Connection, ToSql, named_params};
use std::collections::BTreeSet;

use crate::people::apart::table as apart;
use crate::people::likeness::{self, Compared, Traits, compare, near_dates};
use crate::people::rows::table as rows;
use crate::people::rules::{Others, traits};
use crate::people::search::table::{NamedAlike, born_about, named_alike};
use crate::people::{Birth, Config, MOST_SIMILAR, Precision, Similar};
use crate::store::StoreError;
use crate::terms::{BpjsNumber, FamilyCard, Nik, PersonId};

/// A family card is looked up when somebody is set beside all others.
pub const FAMILY_CARD: &str =
    "CREATE INDEX person_by_family_card ON person (family_card) WHERE family_card IS NOT NULL;";

/// People with one number or telephone that are compared.
const MOST_SAME: usize = 50;
/// Born on one day: looked at by number only (estimated dates heap up on 1 January and 1 July) …
const MOST_BORN: usize = 20_000;
/// … and of all who are found those that are compared closely.
const MOST_COMPARED: usize = 300;
/// Of one name and about one age, with nothing else in common: a hint, of which a few are shown.
const MOST_HINTS: usize = 100;

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
    let mut near: BTreeSet<PersonId> = BTreeSet::new();
    near.extend(same_nik.iter().chain(&same_bpjs).chain(&same_phone).chain(&same_card));
    if let Some(birth) = wanted.birth {
        near.extend(named_and_born(db, wanted, birth)?);
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

/// Of a name that may be the same, or one of them shorter, and born then or nearly then: who has most in common first, so
/// that of a name that thousands have the likely ones are compared.
fn named_and_born(db: &Connection, wanted: &Traits, birth: Birth) -> Result<Vec<PersonId>, StoreError> {
    let NamedAlike { same, part, tied } = named_alike(db, wanted)?;
    let (mut on_the_day, mut near, mut near_and_tied) = (Vec::new(), Vec::new(), Vec::new());
    if birth.precision == Precision::Exact {
        on_the_day = born_on(db, birth.date)?;
        on_the_day.retain(|id| same.has(*id) || part.has(*id));
        for date in near_dates(birth.date) {
            for id in born_on(db, date)? {
                if tied.has(id) && (same.has(id) || part.has(id)) {
                    near_and_tied.push(id);
                } else if same.has(id) {
                    near.push(id);
                }
            }
        }
    }
    let mut about = same;
    about.and(&born_about(db, birth.date.year())?);
    let mut about_and_tied = about.clone();
    about_and_tied.and(&tied);
    let likely = near_and_tied.into_iter().chain(about_and_tied.newest()).chain(on_the_day).chain(near);
    let mut all: Vec<PersonId> = likely.take(MOST_COMPARED).collect();
    all.extend(about.newest().take(MOST_HINTS));
    Ok(all)
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
