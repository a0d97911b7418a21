//! Moving somebody to another folder, merging two records, and taking that back.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _, named_params};
use std::collections::BTreeMap;

use super::{MergedRecord, Rows, Undoing};
use crate::people::apart::table as apart;
use crate::people::command::Pair;
use crate::people::moving::{rules as moving, table as places};
use crate::people::rows::table as rows;
use crate::people::rules;
use crate::people::search::index::table as index;
use crate::people::{Card, Changes, Config, Details, Error, Person, Role};
use crate::store::{Problem, StoreError, StoredText, millis};
use crate::terms::{FamilyId, MergeId, Moment, PersonId, Revision};

/// Numbers that somebody had, records that were merged, and what takes a merge back.
pub const REPAIRS: &str = "
    ALTER TABLE person ADD COLUMN merged_into INTEGER REFERENCES person (id) CHECK (merged_into <> id);
    -- Record numbers that somebody had before: they still find them, and nobody else gets them.
    CREATE TABLE former_number (
        id INTEGER PRIMARY KEY,
        person_id INTEGER NOT NULL REFERENCES person (id),
        family_id INTEGER NOT NULL REFERENCES family (id),
        member INTEGER NOT NULL CHECK (member >= 0),
        record_number TEXT NOT NULL,
        record_key TEXT NOT NULL UNIQUE,
        until INTEGER NOT NULL,
        UNIQUE (family_id, member)
    ) STRICT;
    CREATE INDEX former_number_of_person ON former_number (person_id);
    CREATE TABLE person_merge (
        id INTEGER PRIMARY KEY,
        kept_id INTEGER NOT NULL REFERENCES person (id),
        gone_id INTEGER NOT NULL REFERENCES person (id),
        merged_at INTEGER NOT NULL,
        merged_on TEXT NOT NULL CHECK (length(merged_on) = 10),
        merged_by INTEGER REFERENCES account (id),
        -- JSON: the form before, what moved, what there was afterwards.
        undoing TEXT NOT NULL,
        undone_at INTEGER,
        undone_by INTEGER REFERENCES account (id),
        CHECK (kept_id <> gone_id)
    ) STRICT;
    CREATE INDEX person_merge_of_kept ON person_merge (kept_id);
    CREATE INDEX person_merge_of_gone ON person_merge (gone_id);";

/// Where a record leads: to itself, or to the one into which it was merged.
pub fn leads_to(db: &Connection, person: PersonId) -> Result<PersonId, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT merged_into FROM person WHERE id = :id AND merged_into IS NOT NULL")?;
    let mut at = person;
    while let Some(next) =
        statement.query_row(named_params! {":id": at}, |row| row.get::<_, PersonId>(0)).optional()?
    {
        at = next;
    }
    Ok(at)
}

/// What is chosen of a merge: the record that is kept, the one that goes, what is taken from its form, and who heads the
/// folder that it leaves.
#[derive(Debug, Clone, Copy)]
pub struct Chosen<'a> {
    pub kept: &'a Person,
    pub gone: &'a Person,
    /// Of the kept one's form.
    pub changes: &'a Changes,
    pub next_head: Option<PersonId>,
}

/// The form of the one that is kept afterwards, or why it cannot be so: asked by the command, and by who asks before.
pub fn planned(db: &Connection, chosen: Chosen<'_>, config: &Config) -> Result<Details, Problem<Error>> {
    moving::is_headed(&next_heads(db, chosen.gone, config)?, chosen.next_head)?;
    let filled = rules::filled(&chosen.kept.details, &chosen.gone.details);
    Ok(rules::tidy(&chosen.changes.over(&filled), config, config.today)?)
}

/// Who could head the folder of somebody whose record goes; nobody where nobody is asked for.
pub fn next_heads(db: &Connection, gone: &Person, config: &Config) -> Result<Vec<Card>, StoreError> {
    let folder = rows::family(db, gone.family, config)?;
    Ok(folder.map(|folder| moving::next_heads(&folder, gone.id, config.today)).unwrap_or_default())
}

/// Merges one record into another, with the form that was planned; what other subjects have of them is moved by the door.
pub fn merge(db: &Connection, chosen: Chosen<'_>, details: &Details) -> Result<Undoing, Problem<Error>> {
    let Chosen { kept, gone, next_head, .. } = chosen;
    let before = [index::before(db, kept.id)?, index::before(db, gone.id)?];
    let children = rows::children(db, gone.id)?;
    set_mother(db, &children, kept.id)?;
    let mut kept_revision = rows::amend(db, kept.id, details)?;
    let gone_revision = set_merged(db, gone.id, Some(kept.id))?;
    let next_head = match next_head {
        Some(next) => {
            let (_, role) = rows::place_of(db, next)?.ok_or(Error::BadNextHead)?;
            let then = places::set_role(db, next, Role::Head)?;
            if next == kept.id {
                kept_revision = then;
            }
            Some((next, role, then))
        }
        None => None,
    };
    for before in &before {
        index::after(db, before)?;
    }
    let none = Rows::default();
    Ok(Undoing {
        details: kept.details.clone(),
        children,
        moved: none.clone(),
        joined: Vec::new(),
        then: none,
        kept: kept_revision,
        gone: gone_revision,
        next_head,
    })
}

/// Whether two records may become one, as far as people know.
pub fn may_merge(db: &Connection, (one, other): (&Person, &Person)) -> Result<(), Problem<Error>> {
    rules::may_merge(one, other)?;
    apart::must_not_be(db, Pair { one: one.id, other: other.id })
}

fn set_mother(db: &Connection, children: &[PersonId], mother: PersonId) -> Result<(), StoreError> {
    let mut statement = db.prepare_cached("UPDATE person SET mother_id = :mother WHERE id = :id")?;
    for child in children {
        statement.execute(named_params! {":mother": mother, ":id": child})?;
    }
    Ok(())
}

fn set_merged(db: &Connection, person: PersonId, into: Option<PersonId>) -> Result<Revision, StoreError> {
    let mut statement = db.prepare_cached(
        "UPDATE person SET revision = revision + 1, merged_into = :into WHERE id = :id RETURNING revision",
    )?;
    Ok(statement.query_row(named_params! {":id": person, ":into": into}, |row| row.get(0))?)
}

/// Keeps what takes a merge back.
pub fn keep(
    db: &Connection,
    (kept, gone): (PersonId, PersonId),
    undoing: &Undoing,
    moment: &Moment,
) -> Result<MergeId, Problem<Error>> {
    let undoing = serde_json::to_string(undoing).map_err(|_| Error::NotMerged)?;
    let mut statement = db.prepare_cached(
        "INSERT INTO person_merge (kept_id, gone_id, merged_at, merged_on, merged_by, undoing)
         VALUES (:kept, :gone, :at, :day, :by, :undoing) RETURNING id",
    )?;
    let values = named_params! {
        ":kept": kept, ":gone": gone, ":at": millis(moment.now), ":day": rows::iso(moment.date), ":by": moment.by,
        ":undoing": undoing,
    };
    Ok(statement.query_row(values, |row| row.get(0)).map_err(StoreError::from)?)
}

/// A merge that is in force.
#[derive(Debug)]
pub struct Merged {
    pub id: MergeId,
    pub kept: PersonId,
    pub gone: PersonId,
    pub on: NaiveDate,
    pub undoing: Undoing,
}

/// A merge that was not taken back.
pub fn merged(db: &Connection, id: MergeId) -> Result<Merged, Problem<Error>> {
    let mut statement = db
        .prepare_cached(
            "SELECT kept_id, gone_id, merged_on, undoing FROM person_merge WHERE id = :id AND undone_at IS NULL",
        )
        .map_err(StoreError::from)?;
    let found = statement
        .query_row(named_params! {":id": id}, |row| {
            let day = row.get::<_, StoredText<NaiveDate>>(2)?.0;
            Ok((row.get(0)?, row.get(1)?, day, row.get::<_, String>(3)?))
        })
        .optional()
        .map_err(StoreError::from)?;
    let (kept, gone, on, undoing) = found.ok_or(Error::NotMerged)?;
    let undoing = serde_json::from_str(&undoing).map_err(|_| Error::NotMerged)?;
    Ok(Merged { id, kept, gone, on, undoing })
}

/// The merges of somebody that were not taken back, newest first; whether one still can be is said by the door.
pub fn merges_of(db: &Connection, kept: PersonId) -> Result<Vec<MergedRecord>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT person_merge.id, record_number, merged_on FROM person_merge JOIN person ON person.id = gone_id
         WHERE kept_id = :kept AND undone_at IS NULL ORDER BY person_merge.id DESC LIMIT 10",
    )?;
    let merges = statement.query_map(named_params! {":kept": kept}, |row| {
        let on = row.get::<_, StoredText<NaiveDate>>(2)?.0;
        let until = rules::undone_until(on);
        Ok(MergedRecord { id: row.get(0)?, record_number: row.get(1)?, on, until, refused: None })
    })?;
    Ok(merges.collect::<Result<_, _>>()?)
}

/// Whether a merge can be taken back, as far as people know. `now` is what the kept one has.
pub fn may_unmerge(
    db: &Connection,
    merged: &Merged,
    now: &Rows,
    today: NaiveDate,
) -> Result<(), Problem<Error>> {
    let undoing = &merged.undoing;
    rules::may_unmerge(merged.on, today)?;
    let is_same =
        |person, then| -> Result<bool, StoreError> { Ok(rows::revision_of(db, person)? == Some(then)) };
    let is_head = match undoing.next_head {
        Some((next, _, then)) => is_same(next, then)?,
        None => true,
    };
    let both = is_same(merged.kept, undoing.kept)? && is_same(merged.gone, undoing.gone)?;
    if !both || !is_head || *now != undoing.then {
        return Err(Error::ChangedSince.into());
    }
    // A child whose mother was corrected since, or whose own record became another's, has its mother by somebody's word.
    let hers = rows::children(db, merged.kept)?;
    if undoing.children.iter().any(|child| !hers.contains(child)) {
        return Err(Error::ChangedSince.into());
    }
    let (family, role) = rows::place_of(db, merged.gone)?.ok_or(Error::ChangedSince)?;
    let next = undoing.next_head.map(|(next, ..)| next);
    rules::role_is_free(role, rows::with_role(db, family, role)?.filter(|who| Some(*who) != next))?;
    Ok(())
}

/// Takes a merge back that may be; what other subjects have of them is moved back by the door.
pub fn unmerge(db: &Connection, merged: &Merged, moment: &Moment) -> Result<(), StoreError> {
    let undoing = &merged.undoing;
    if let Some((next, role, _)) = undoing.next_head {
        places::set_role(db, next, role)?;
    }
    let before = [index::before(db, merged.kept)?, index::before(db, merged.gone)?];
    set_merged(db, merged.gone, None)?;
    set_mother(db, &undoing.children, merged.gone)?;
    // The mother of either may have become one with another record since: that is she.
    let mother = undoing.details.mother.map(|mother| leads_to(db, mother)).transpose()?;
    rows::amend(db, merged.kept, &Details { mother, ..undoing.details.clone() })?;
    if let Some(hers) = rows::details(db, merged.gone)?.and_then(|details| details.mother) {
        set_mother(db, &[merged.gone], leads_to(db, hers)?)?;
    }
    for before in &before {
        index::after(db, before)?;
    }
    db.prepare_cached("UPDATE person_merge SET undone_at = :at, undone_by = :by WHERE id = :id")?
        .execute(named_params! {":at": millis(moment.now), ":by": moment.by, ":id": merged.id})?;
    Ok(())
}

/// What the doctor says of repairs.
pub const CHECKS: &[(&str, &str, &str)] = &[
    (
        "people merges",
        "people are merged in a circle or into somebody who is merged and undone",
        "SELECT one.id FROM person AS one JOIN person AS other ON other.id = one.merged_into
         WHERE other.merged_into = one.id",
    ),
    (
        "people merges",
        "people were merged without what takes it back",
        "SELECT id FROM person WHERE merged_into IS NOT NULL AND NOT EXISTS
             (SELECT 1 FROM person_merge WHERE gone_id = person.id AND kept_id = person.merged_into AND undone_at IS NULL)",
    ),
    (
        "people families",
        "people are the second head of one folder",
        "SELECT max(id) FROM person WHERE family_role = 'head' AND merged_into IS NULL
         GROUP BY family_id HAVING count(*) > 1",
    ),
    (
        "people mothers",
        "people have a mother whose record was merged",
        "SELECT child.id FROM person AS child JOIN person AS her ON her.id = child.mother_id
         WHERE her.merged_into IS NOT NULL AND child.merged_into IS NULL",
    ),
    (
        "people record numbers",
        "people have a record number that somebody else had before",
        "SELECT person.id FROM person JOIN former_number ON former_number.record_key = person.record_key",
    ),
];

/// Places that somebody had in a folder before.
pub fn former_places(db: &Connection, family: FamilyId) -> Result<BTreeMap<u16, PersonId>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT member, person_id FROM former_number WHERE family_id = :family")?;
    let places = statement
        .query_map(named_params! {":family": family}, |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    Ok(places)
}
