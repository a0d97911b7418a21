//! Planning a move, doing it and taking it back.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _, named_params};
use std::collections::BTreeMap;

use super::rules::{self, Around};
use super::{Because, LastMove, Moved, Plan, Proposed, Target, Undoing};
use crate::people::command::Unmove;
use crate::people::repair::table::leads_to;
use crate::people::rows::table as rows;
use crate::people::rules::{self as people_rules, Place};
use crate::people::search::index::table as index;
use crate::people::search::table as search;
use crate::people::table::{Outcome, Run, change, changed, looked_at};
use crate::people::{
    Changed, Config, Details, Error, Event, Family, FamilyChoice, FolderMove, MOST_HITS, Person, Role, query,
};
use crate::store::{Problem, StoreError, StoredText, millis};
use crate::terms::{FamilyId, Moment, MoveId, PersonId, Revision};

/// What takes a move to another folder or place back.
pub const MOVES: &str = "
    CREATE TABLE folder_move (
        id INTEGER PRIMARY KEY,
        person_id INTEGER NOT NULL REFERENCES person (id),
        moved_at INTEGER NOT NULL,
        moved_on TEXT NOT NULL CHECK (length(moved_on) = 10),
        moved_by INTEGER REFERENCES account (id),
        -- JSON: where they were, the form before, the revisions afterwards.
        undoing TEXT NOT NULL,
        undone_at INTEGER,
        undone_by INTEGER REFERENCES account (id)
    ) STRICT;
    CREATE INDEX folder_move_of_person ON folder_move (person_id);";

/// Serials tried when a changed shape meets numbers that are given already.
const TRIES: u32 = 100;
/// So many are proposed as mothers.
const MOST_MOTHERS: usize = 4;

/// The folder of a place: one that is there, or one that is opened with it.
#[derive(Debug, Clone, Copy)]
pub enum At {
    Here(FamilyId),
    New { area: u32, serial: u32 },
}

/// A place that nobody has or had, in a new folder or in one that is there. Writes nothing.
pub fn free_place(
    db: &Connection,
    family: FamilyChoice,
    role: Role,
    config: &Config,
) -> Result<(At, Place), Problem<Error>> {
    let member = (role, config.member_codes);
    match family {
        FamilyChoice::Existing(id) => {
            let folder = rows::folder(db, id)?.ok_or(Error::UnknownFamily)?;
            if !has_members(db, id)? {
                return Err(Error::FolderClosed.into());
            }
            let taken = rows::places_taken(db, id)?;
            people_rules::role_is_free(role, rows::with_role(db, id, role)?)?;
            // The digits of a head or spouse who left are given to nobody again.
            let is_used =
                people_rules::fixed_digits(member).is_some_and(|digits| taken.contains_key(&digits));
            let member = if is_used { (Role::Other, config.member_codes) } else { member };
            let place = people_rules::place(&folder.format, (folder.area, folder.serial), member, &taken)?;
            Ok((At::Here(id), place))
        }
        FamilyChoice::New { area } => {
            let format = &config.record_format;
            let area = if format.has_area() { area } else { 0 };
            let last = rows::last_serial(db, area)?;
            for serial in last.saturating_add(1)..=last.saturating_add(TRIES) {
                let place = people_rules::place(format, (area, serial), member, &BTreeMap::new())?;
                if !rows::has_record_key(db, &place.key)? {
                    return Ok((At::New { area, serial }, place));
                }
            }
            Err(Error::NumbersUsedUp.into())
        }
    }
}

/// The folder of a place; a new one is opened.
pub fn open_folder(db: &Connection, at: At, config: &Config) -> Result<FamilyId, StoreError> {
    match at {
        At::Here(id) => Ok(id),
        At::New { area, serial } => {
            rows::take_serial(db, area, serial)?;
            rows::add_folder(db, area, serial, &config.record_format)
        }
    }
}

fn has_members(db: &Connection, family: FamilyId) -> Result<bool, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT 1 FROM person WHERE family_id = :family AND merged_into IS NULL")?;
    Ok(statement.exists(named_params! {":family": family})?)
}

/// The number that somebody had in a folder before, which is theirs again there.
fn own_place(db: &Connection, person: PersonId, family: FamilyId) -> Result<Option<Place>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT member, record_number, record_key FROM former_number
         WHERE person_id = :person AND family_id = :family",
    )?;
    let values = named_params! {":person": person, ":family": family};
    let found = statement
        .query_row(values, |row| Ok(Place { member: row.get(0)?, number: row.get(1)?, key: row.get(2)? }));
    Ok(found.optional()?)
}

fn place_of(db: &Connection, asked: &FolderMove, config: &Config) -> Result<(At, Place), Problem<Error>> {
    if let FamilyChoice::Existing(id) = asked.family
        && let Some(own) = own_place(db, asked.which.person, id)?
    {
        return Ok((At::Here(id), own));
    }
    free_place(db, asked.family, asked.role, config)
}

fn folder(db: &Connection, id: FamilyId, config: &Config) -> Result<Family, Problem<Error>> {
    Ok(rows::family(db, id, config)?.ok_or(Error::UnknownFamily)?)
}

/// What a move comes to; the same for who asks and for who does it.
pub fn plan(db: &Connection, asked: &FolderMove, config: &Config) -> Result<Plan, Problem<Error>> {
    Ok(planned(db, asked, config)?.0)
}

/// A plan with the place that comes of it.
type Planned = (Plan, Option<(At, Place)>);

/// The same with the place that they get: none where they stay in their folder, or cannot have one.
fn planned(db: &Connection, asked: &FolderMove, config: &Config) -> Result<Planned, Problem<Error>> {
    let person = looked_at(db, &asked.which, config)?;
    let from = folder(db, person.family, config)?;
    let stays = asked.family == FamilyChoice::Existing(person.family);
    let has = |role| -> Result<_, StoreError> {
        let FamilyChoice::Existing(id) = asked.family else { return Ok((role, None)) };
        Ok((role, rows::with_role(db, id, role)?.filter(|who| *who != person.id)))
    };
    let around = Around {
        person: &person,
        from: &from,
        taken: [has(Role::Head)?, has(Role::Spouse)?],
        stays,
        next_head: asked.next_head,
        today: config.today,
    };
    let mother = followed(db, asked, &person, config)?;
    let after = match (&mother, asked.follow) {
        (Some(mother), Some(follow)) => rules::follow(&person.details, mother, follow),
        _ => person.details.clone(),
    };
    let mut problem = around.may_have(asked.role).err().or_else(|| around.is_headed(asked.role).err());
    if stays && asked.role == person.role && after == person.details {
        problem = Some(Error::StaysThere);
    }
    let mut place = None;
    if !stays {
        match place_of(db, asked, config) {
            Ok(found) => place = Some(found),
            Err(Problem::Refused(refused)) => problem = problem.or(Some(refused)),
            Err(failed) => return Err(failed),
        }
    }
    let to = match (asked.family, &place) {
        _ if stays => Target::Same,
        (FamilyChoice::Existing(id), _) => Target::Other(folder(db, id, config)?),
        (FamilyChoice::New { .. }, Some((At::New { serial, .. }, _))) => {
            Target::New(Some(config.record_format.family_digits(*serial)))
        }
        (FamilyChoice::New { .. }, _) => Target::New(None),
    };
    let (number, member) = match &place {
        _ if stays => (Some(person.record_number.clone()), Some(person.member)),
        Some((_, place)) => (Some(place.number.clone()), Some(place.member)),
        None => (None, None),
    };
    let plan = Plan {
        role: asked.role,
        number,
        member,
        roles: Role::ALL.iter().map(|role| (*role, around.may_have(*role).err())).collect(),
        next_heads: around.next_heads(asked.role),
        closes: !stays && from.members.iter().all(|member| member.card.id == person.id),
        after,
        mother: mother.map(Box::new),
        problem,
        to,
        from,
        person,
    };
    Ok((plan, place))
}

/// The mother whom a child follows: somebody who can be its mother, in the folder that was chosen.
fn followed(
    db: &Connection,
    asked: &FolderMove,
    child: &Person,
    config: &Config,
) -> Result<Option<Person>, Problem<Error>> {
    let Some(follow) = asked.follow else { return Ok(None) };
    let mother = rows::person(db, follow.mother, config)?.ok_or(Error::BadMother)?;
    let card = rows::card(db, follow.mother, config)?.ok_or(Error::BadMother)?;
    rules::may_be_mother((child.id, &child.details), &card)?;
    if asked.family != FamilyChoice::Existing(mother.family) {
        return Err(Error::MotherElsewhere.into());
    }
    Ok(Some(mother))
}

/// Who is perhaps the mother of a child, the surest first. Whoever is recorded as the mother is proposed alone.
pub fn mothers(db: &Connection, child: PersonId, config: &Config) -> Result<Vec<Proposed>, Problem<Error>> {
    let person = rows::person(db, child, config)?.ok_or(Error::UnknownPerson)?;
    let details = &person.details;
    let propose = |id, because| -> Result<Option<Proposed>, StoreError> {
        let Some(card) = rows::card(db, id, config)? else { return Ok(None) };
        let family = rows::person(db, id, config)?.map(|mother| mother.family);
        Ok(family.map(|family| Proposed { card, family, because }))
    };
    if let Some(mother) = details.mother {
        return Ok(propose(leads_to(db, mother)?, Because::Recorded)?.into_iter().collect());
    }
    let Some(wanted) = rules::mothers_name(details) else { return Ok(Vec::new()) };
    // Of a name that many have, those of the village first: they are not among the first hits by themselves.
    let near = person.village.iter().map(|village| format!("{wanted} {village}"));
    let mut proposed: Vec<Proposed> = Vec::new();
    for text in near.chain([wanted.clone()]) {
        let asked = query::Search { text, limit: MOST_HITS, skip: 0 };
        for hit in search::search(db, &asked, config)?.hits {
            let is_new = proposed.iter().all(|one| one.card.id != hit.card.id);
            let may_be = rules::may_be_mother((child, details), &hit.card).is_ok();
            if is_new && may_be && hit.card.deceased_on.is_none() {
                proposed.extend(propose(hit.card.id, rules::because(&wanted, &hit.card))?);
            }
        }
    }
    let unlikely = |one: &Proposed| rules::is_unlikely_age(&person, &one.card);
    proposed.sort_by_key(|one| (unlikely(one), rules::nearness(&person, one), one.because));
    proposed.truncate(MOST_MOTHERS);
    Ok(proposed)
}

impl Run for FolderMove {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<Moved> {
        let (plan, place) = planned(db, self, config)?;
        if self.shown.as_ref().is_some_and(|shown| **shown != plan) {
            return Err(Error::MoveChanged.into());
        }
        if let Some(problem) = plan.problem {
            return Err(problem.into());
        }
        let person = plan.person;
        let mut events = vec![Event::Moved { person: person.id }];
        let next_head = match self.next_head {
            Some(next) => {
                let before = rows::person(db, next, config)?.ok_or(Error::BadNextHead)?;
                events.push(Event::Moved { person: next });
                Some((next, before.role, set_role(db, next, Role::Head)?))
            }
            None => None,
        };
        let mut then = match place {
            None => set_role(db, person.id, self.role)?,
            Some((at, place)) => {
                let family = open_folder(db, at, config)?;
                forget_number(db, person.id, family)?;
                keep_number(db, person.id, moment)?;
                take_place(db, person.id, (family, self.role, &place))?
            }
        };
        if plan.after != person.details {
            let (reply, told) = change(db, &person, &plan.after, (&[], moment), config)?;
            events.extend(told);
            then = reply.revision;
        }
        let undoing = Undoing {
            family: person.family,
            role: person.role,
            number: person.record_number,
            details: person.details,
            then,
            next_head,
        };
        let undo = Some(keep(db, person.id, &undoing, moment)?);
        Ok((Moved { person: person.id, revision: then, undo }, events))
    }
}

impl Run for Unmove {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<Changed> {
        let (id, on, undoing) = kept(db, self.0)?.ok_or(Error::NotMoved)?;
        rules::may_undo(on, moment.date)?;
        let person = rows::person(db, id, config)?.ok_or(Error::MovedSince)?;
        if person.revision != undoing.then {
            return Err(Error::MovedSince.into());
        }
        let next_head = undoing.next_head;
        if let Some((next, _, then)) = next_head
            && rows::revision_of(db, next)? != Some(then)
        {
            return Err(Error::MovedSince.into());
        }
        let others = |there: &PersonId| *there != id && next_head.is_none_or(|(next, ..)| next != *there);
        let taken = rows::with_role(db, undoing.family, undoing.role)?.filter(others);
        people_rules::role_is_free(undoing.role, taken)?;
        let mut events = vec![Event::Moved { person: id }];
        if let Some((next, role, _)) = next_head {
            set_role(db, next, role)?;
            events.push(Event::Moved { person: next });
        }
        let mut revision = if person.family == undoing.family {
            set_role(db, id, undoing.role)?
        } else {
            let place = own_place(db, id, undoing.family)?.ok_or(Error::MovedSince)?;
            forget_number(db, id, undoing.family)?;
            // A card that was printed meanwhile still finds them.
            keep_number(db, id, moment)?;
            take_place(db, id, (undoing.family, undoing.role, &place))?
        };
        if person.details != undoing.details {
            let mother = undoing.details.mother.map(|mother| leads_to(db, mother)).transpose()?;
            let before = index::before(db, id)?;
            revision = rows::amend(db, id, &Details { mother, ..undoing.details })?;
            index::after(db, &before)?;
            events.push(Event::Amended { person: id });
        }
        db.prepare_cached("UPDATE folder_move SET undone_at = :at, undone_by = :by WHERE id = :id")
            .map_err(StoreError::from)?
            .execute(named_params! {":at": millis(moment.now), ":by": moment.by, ":id": self.0})
            .map_err(StoreError::from)?;
        let (reply, _) = changed(id, revision, Event::Moved { person: id });
        Ok((reply, events))
    }
}

/// The last move of somebody, where it can still be taken back.
pub fn last_move(db: &Connection, person: &Person, today: NaiveDate) -> Result<Option<LastMove>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT id FROM folder_move WHERE person_id = :person AND undone_at IS NULL ORDER BY id DESC LIMIT 1",
    )?;
    let newest: Option<MoveId> =
        statement.query_row(named_params! {":person": person.id}, |row| row.get(0)).optional()?;
    let Some(id) = newest else { return Ok(None) };
    let Some((_, on, undoing)) = kept(db, id)? else { return Ok(None) };
    let is_same = undoing.then == person.revision
        && match undoing.next_head {
            Some((next, _, then)) => rows::revision_of(db, next)? == Some(then),
            None => true,
        };
    let can = is_same && rules::may_undo(on, today).is_ok();
    Ok(can.then(|| LastMove { id, on, until: people_rules::undone_until(on), number: undoing.number }))
}

/// A move that was not taken back: whose, when, and what takes it back; none where that cannot be read.
fn kept(db: &Connection, id: MoveId) -> Result<Option<(PersonId, NaiveDate, Undoing)>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT person_id, moved_on, undoing FROM folder_move WHERE id = :id AND undone_at IS NULL",
    )?;
    let found = statement
        .query_row(named_params! {":id": id}, |row| {
            Ok((row.get(0)?, row.get::<_, StoredText<NaiveDate>>(1)?.0, row.get::<_, String>(2)?))
        })
        .optional()?;
    Ok(found.and_then(|(person, on, undoing)| Some((person, on, serde_json::from_str(&undoing).ok()?))))
}

fn keep(
    db: &Connection,
    person: PersonId,
    undoing: &Undoing,
    moment: &Moment,
) -> Result<MoveId, Problem<Error>> {
    let undoing = serde_json::to_string(undoing).map_err(|_| Error::NotMoved)?;
    let mut statement = db
        .prepare_cached(
            "INSERT INTO folder_move (person_id, moved_at, moved_on, moved_by, undoing)
             VALUES (:person, :at, :day, :by, :undoing) RETURNING id",
        )
        .map_err(StoreError::from)?;
    let values = named_params! {
        ":person": person, ":at": millis(moment.now), ":day": rows::iso(moment.date),
        ":by": moment.by, ":undoing": undoing,
    };
    Ok(statement.query_row(values, |row| row.get(0)).map_err(StoreError::from)?)
}

/// A number that somebody had is theirs again: it is no former one any more.
fn forget_number(db: &Connection, person: PersonId, family: FamilyId) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM former_number WHERE person_id = :person AND family_id = :family")?
        .execute(named_params! {":person": person, ":family": family})?;
    Ok(())
}

fn keep_number(db: &Connection, person: PersonId, moment: &Moment) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO former_number (person_id, family_id, member, record_number, record_key, until)
         SELECT id, family_id, member, record_number, record_key, :at FROM person WHERE id = :id",
    )?
    .execute(named_params! {":id": person, ":at": millis(moment.now)})?;
    Ok(())
}

/// Another place in the family.
pub fn set_role(db: &Connection, person: PersonId, role: Role) -> Result<Revision, StoreError> {
    let mut statement = db.prepare_cached(
        "UPDATE person SET revision = revision + 1, family_role = :role WHERE id = :id RETURNING revision",
    )?;
    Ok(statement.query_row(named_params! {":id": person, ":role": role.as_str()}, |row| row.get(0))?)
}

fn take_place(
    db: &Connection,
    person: PersonId,
    (family, role, place): (FamilyId, Role, &Place),
) -> Result<Revision, StoreError> {
    let mut statement = db.prepare_cached(
        "UPDATE person SET revision = revision + 1, family_id = :family, family_role = :role, member = :member,
             record_number = :number, record_key = :key WHERE id = :id RETURNING revision",
    )?;
    let values = named_params! {
        ":id": person, ":family": family, ":role": role.as_str(), ":member": place.member,
        ":number": place.number, ":key": place.key,
    };
    Ok(statement.query_row(values, |row| row.get(0))?)
}
