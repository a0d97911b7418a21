//! The commands and questions of this subject against the database.

use rusqlite::{Connection, named_params};

use super::alike::table::{others, with_mother};
use super::command::{MarkLiving, RebuildSearch, Rebuilt};
use super::moving::table as moving;
use super::repair::table as repair;
use super::rows::table as rows;
use super::rules::{self, Claims, Others};
use super::search::table as search;
use super::{
    Alike, Amendment, Card, Changed, Config, Confirmation, Death, Details, Error, Event, Family,
    FamilyChoice, Found, Likeness, MOST_CARDS, NikGiven, Opened, Person, Registered, Registration, Role,
    Similar, Warning, Which, health, likeness, query,
};
use crate::store::{Finding, Problem, Rule, StoreError, millis};
use crate::terms::{FamilyId, Moment, PersonId, Request, Revision};

pub use super::alike::table::LOOKED_UP;
pub use super::apart::table::APART;
pub use super::moving::table::MOVES;
pub use super::repair::table::REPAIRS;
pub use super::rows::table::{CIVIL, YEAR_ONLY};
pub use super::search::index::table::NEAR;

/// What was added to the tables since, oldest first.
#[cfg(test)]
pub const STEPS: &[&str] = &[CIVIL, NEAR, YEAR_ONLY, REPAIRS, MOVES, APART, LOOKED_UP];

pub use search::{is_outdated, rebuild_search};

/// The tables of this subject.
pub const SCHEMA: &str = include_str!("schema.sql");

/// What a command replies and tells, or why it is not done.
pub type Outcome<R> = Result<(R, Vec<Event>), Problem<Error>>;

impl Rule for Error {}

/// A command about people on the store, inside the writer's transaction.
pub trait Run: Request {
    /// Does what is asked, or refuses.
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<Self::Reply>;
}

impl Run for RebuildSearch {
    fn run(&self, db: &Connection, _: &Moment, _: &Config) -> Outcome<Rebuilt> {
        Ok((Rebuilt { people: rebuild_search(db)? }, Vec::new()))
    }
}

/// People for what was typed.
pub fn search(db: &Connection, asked: &query::Search, config: &Config) -> Result<Found, StoreError> {
    search::search(db, asked, config)
}

/// One person with their family.
pub fn open(db: &Connection, asked: query::Open, config: &Config) -> Result<Opened, Problem<Error>> {
    // Whoever asks for a record that was merged gets the one that was kept.
    let id = repair::leads_to(db, asked.0)?;
    let person = rows::person(db, id, config)?.ok_or(Error::UnknownPerson)?;
    let family = rows::family(db, person.family, config)?.ok_or(Error::UnknownFamily)?;
    let last_move = moving::last_move(db, &person, config.today)?;
    Ok(Opened {
        person,
        family,
        confirmed: confirmed(db, id)?,
        merges: repair::merges_of(db, id)?,
        last_move,
    })
}

/// One family folder.
pub fn family(db: &Connection, asked: query::Family, config: &Config) -> Result<Family, Problem<Error>> {
    Ok(rows::family(db, asked.0, config)?.ok_or(Error::UnknownFamily)?)
}

/// Who is perhaps the mother of a child, the surest first.
pub fn mothers(
    db: &Connection,
    asked: query::Mothers,
    config: &Config,
) -> Result<Vec<super::moving::Proposed>, Problem<Error>> {
    moving::mothers(db, asked.0, config)
}

/// Lines about people; unknown ids are left out.
pub fn cards(db: &Connection, asked: &query::Cards, config: &Config) -> Result<Vec<Card>, StoreError> {
    let mut cards = Vec::with_capacity(asked.0.len().min(MOST_CARDS));
    for id in asked.0.iter().take(MOST_CARDS) {
        cards.extend(rows::card(db, *id, config)?);
    }
    Ok(cards)
}

/// How many people there are.
pub fn count(db: &Connection) -> Result<u64, StoreError> {
    let count: i64 =
        db.query_row("SELECT count(*) FROM person WHERE merged_into IS NULL", [], |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// The invariants of this subject: index equal to its source, numbers in order.
pub fn doctor(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let mut findings = health::table::doctor(db)?;
    findings.extend(search::doctor(db)?);
    Ok(findings)
}

/// Likely duplicates and warnings of a form that is being filled.
pub fn similar(db: &Connection, asked: &query::Similar, config: &Config) -> Result<Alike, StoreError> {
    let draft = &asked.0;
    let others = others(db, &rules::traits_of_draft(draft), draft.except, config)?;
    let claims = Claims { sex: draft.sex, birth: rules::birth_of_draft(draft), nik: draft.nik.as_ref() };
    let warnings = rules::check(claims, &others, config.nik_area, config.today);
    Ok(Alike { people: others.similar, warnings })
}

/// Who is likely the same person as somebody who is registered.
pub fn same(db: &Connection, asked: query::Same, config: &Config) -> Result<Vec<Similar>, StoreError> {
    let Some(details) = rows::details(db, asked.0)? else { return Ok(Vec::new()) };
    let others = others_of(db, &details, Some(asked.0), config)?;
    Ok(others.similar.into_iter().filter(Similar::is_likely).collect())
}

/// What two registered people have in common; whether they are likely one.
pub fn alike(db: &Connection, one: &Details, other: &Details) -> Result<(u8, Vec<Likeness>), StoreError> {
    let (one, other) = (with_mother(db, rules::traits(one))?, with_mother(db, rules::traits(other))?);
    Ok(likeness::compare(&one.into(), &other.into()))
}

fn others_of(
    db: &Connection,
    details: &Details,
    except: Option<PersonId>,
    config: &Config,
) -> Result<Others, StoreError> {
    others(db, &rules::traits(details), except, config)
}

impl Run for Registration {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<Registered> {
        let today = moment.date;
        let details = rules::tidy(&self.details, config, today)?;
        mother_exists(db, &details, None)?;
        let others = others_of(db, &details, None, config)?;
        let warnings = rules::check(Claims::of(&details), &others, config.nik_area, today);
        let confirmed = rules::all_confirmed(&warnings, &self.confirmed)?;
        rules::may_be(self.role, details.birth.date, today)?;
        rules::newborn(&details, today)?;
        let (family, place) = find_place(db, (self.family, self.role), config)?;
        let person = rows::add(db, &details, (family, self.role, &place), moment)?;
        search::added(db, person, &details)?;
        keep_confirmed(db, person, &confirmed, moment)?;
        Ok((Registered { person, family }, vec![Event::Registered { person, family }]))
    }
}

/// A place for somebody in a new folder or in one that is there.
pub fn find_place(
    db: &Connection,
    (family, role): (FamilyChoice, Role),
    config: &Config,
) -> Result<(FamilyId, rules::Place), Problem<Error>> {
    let (at, place) = moving::free_place(db, family, role, config)?;
    Ok((moving::open_folder(db, at, config)?, place))
}

impl Run for Amendment {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<Changed> {
        let person = rows::person(db, self.person, config)?.ok_or(Error::UnknownPerson)?;
        let details = self.changes.onto(&person.details).map_err(Error::Clash)?;
        change(db, &person, &details, (&self.confirmed, moment), config)
    }
}

impl Run for NikGiven {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<Changed> {
        let person = looked_at(db, &self.which, config)?;
        rules::may_get_nik(&person.details.identity)?;
        let details = Details { identity: super::Identity::Nik(self.nik.clone()), ..person.details.clone() };
        change(db, &person, &details, (&self.confirmed, moment), config)
    }
}

/// Writes another form of somebody, with what it raises.
pub fn change(
    db: &Connection,
    person: &Person,
    details: &Details,
    said: (&[Confirmation], &Moment),
    config: &Config,
) -> Outcome<Changed> {
    let (confirmed, moment) = said;
    let today = moment.date;
    let details = rules::tidy(details, config, today)?;
    if person.deceased_on.is_some_and(|died| died < details.birth.date) {
        return Err(Error::DeathBeforeBirth.into());
    }
    mother_exists(db, &details, Some(person.id))?;
    let others = others_of(db, &details, Some(person.id), config)?;
    let warnings = rules::check(Claims::of(&details), &others, config.nik_area, today);
    let warnings = rules::of_changed_fields(warnings, &person.details, &details);
    let confirmed = rules::all_confirmed(&warnings, confirmed)?;
    if person.details.identity != details.identity || person.details.birth != details.birth {
        rules::newborn(&details, today)?;
    }
    let before = search::before(db, person.id)?;
    let revision = rows::amend(db, person.id, &details)?;
    search::after(db, &before)?;
    keep_confirmed(db, person.id, &confirmed, moment)?;
    Ok(changed(person.id, revision, Event::Amended { person: person.id }))
}

impl Run for Death {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<Changed> {
        let person = looked_at(db, &self.which, config)?;
        rules::may_die(self, person.details.birth.date, person.deceased_on, moment.date)?;
        let revision = rows::set_death(db, person.id, Some(self.on))?;
        Ok(changed(person.id, revision, Event::Deceased { person: person.id }))
    }
}

impl Run for MarkLiving {
    fn run(&self, db: &Connection, _: &Moment, config: &Config) -> Outcome<Changed> {
        let person = looked_at(db, &self.0, config)?;
        if person.deceased_on.is_none() {
            return Err(Error::IsLiving.into());
        }
        let revision = rows::set_death(db, person.id, None)?;
        Ok(changed(person.id, revision, Event::Living { person: person.id }))
    }
}

/// What is replied, and what is told.
pub fn changed(person: PersonId, revision: Revision, event: Event) -> (Changed, Vec<Event>) {
    (Changed { person, revision }, vec![event])
}

/// Somebody as they were seen.
pub fn looked_at(db: &Connection, which: &Which, config: &Config) -> Result<Person, Problem<Error>> {
    let person = rows::person(db, which.person, config)?.ok_or(Error::UnknownPerson)?;
    rules::unchanged(which.seen, person.revision)?;
    Ok(person)
}

fn mother_exists(db: &Connection, details: &Details, child: Option<PersonId>) -> Result<(), Problem<Error>> {
    match details.mother {
        Some(mother) if Some(mother) == child || !rows::exists(db, mother)? => Err(Error::BadMother.into()),
        _ => Ok(()),
    }
}

fn keep_confirmed(
    db: &Connection,
    person: PersonId,
    confirmed: &[Confirmation],
    moment: &Moment,
) -> Result<(), StoreError> {
    let mut add = db.prepare_cached(
        "INSERT INTO person_confirmation (person_id, warning, about_id, reason, confirmed_at, confirmed_by)
         VALUES (:person, :warning, :about, :reason, :at, :by)",
    )?;
    for confirmation in confirmed {
        add.execute(named_params! {
            ":person": person,
            ":warning": confirmation.warning.code(),
            ":about": confirmation.warning.about(),
            ":reason": confirmation.reason,
            ":at": millis(moment.now),
            ":by": moment.by,
        })?;
    }
    Ok(())
}

fn confirmed(db: &Connection, person: PersonId) -> Result<Vec<Confirmation>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT warning, about_id, reason FROM person_confirmation WHERE person_id = :person
         ORDER BY id DESC LIMIT 50",
    )?;
    let mut rows = statement.query(named_params! {":person": person})?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let code: String = row.get(0)?;
        let warning = Warning::from_code(&code, row.get(1)?)
            .ok_or_else(|| StoreError::Unreadable(format!("warning {code:?}")))?;
        all.push(Confirmation { warning, reason: row.get(2)? });
    }
    Ok(all)
}
