//! Which records were told apart.

use rusqlite::{Connection, named_params};
use std::collections::BTreeSet;

use crate::people::command::{Pair, TellApart, TellApartNoMore};
use crate::people::repair::table::leads_to;
use crate::people::rows::table as rows;
use crate::people::table::{Outcome, Run};
use crate::people::{Config, Error, Event};
use crate::store::{Problem, StoreError, millis};
use crate::terms::{Moment, PersonId};

/// The smaller number stands first, so that a pair is the same from both sides.
pub const APART: &str = "
    CREATE TABLE person_apart (
        id INTEGER PRIMARY KEY,
        first_id INTEGER NOT NULL REFERENCES person (id),
        second_id INTEGER NOT NULL REFERENCES person (id),
        told_at INTEGER NOT NULL,
        told_by INTEGER REFERENCES account (id),
        taken_back_at INTEGER,
        taken_back_by INTEGER REFERENCES account (id),
        CHECK (first_id < second_id)
    ) STRICT;
    CREATE UNIQUE INDEX person_apart_now ON person_apart (first_id, second_id) WHERE taken_back_at IS NULL;
    CREATE INDEX person_apart_second ON person_apart (second_id) WHERE taken_back_at IS NULL;";

impl Pair {
    fn sorted(self) -> (PersonId, PersonId) {
        if self.one <= self.other { (self.one, self.other) } else { (self.other, self.one) }
    }

    fn event(self) -> Event {
        Event::ToldApart { one: self.one, other: self.other }
    }
}

impl Run for TellApart {
    fn run(&self, db: &Connection, moment: &Moment, _: &Config) -> Outcome<()> {
        let (first, second) = self.0.sorted();
        if first == second {
            return Err(Error::MergeRelated.into());
        }
        if !rows::exists(db, first)? || !rows::exists(db, second)? {
            return Err(Error::UnknownPerson.into());
        }
        if are(db, self.0)? {
            return Ok(((), Vec::new()));
        }
        db.prepare_cached(
            "INSERT INTO person_apart (first_id, second_id, told_at, told_by) VALUES (:first, :second, :at, :by)",
        )?
        .execute(
            named_params! {":first": first, ":second": second, ":at": millis(moment.now), ":by": moment.by},
        )?;
        Ok(((), vec![self.0.event()]))
    }
}

impl Run for TellApartNoMore {
    fn run(&self, db: &Connection, moment: &Moment, _: &Config) -> Outcome<()> {
        let mut take_back = db.prepare_cached(
            "UPDATE person_apart SET taken_back_at = :at, taken_back_by = :by
             WHERE first_id = :first AND second_id = :second AND taken_back_at IS NULL",
        )?;
        for pair in told(db, self.0)? {
            let (first, second) = pair.sorted();
            let now = millis(moment.now);
            take_back
                .execute(named_params! {":first": first, ":second": second, ":at": now, ":by": moment.by})?;
        }
        Ok(((), vec![self.0.event()]))
    }
}

/// Whether somebody said that these two are two people; what was said of a record that was merged into one of them is
/// said of that one, as long as the merge stands.
pub fn are(db: &Connection, pair: Pair) -> Result<bool, StoreError> {
    Ok(!told(db, pair)?.is_empty())
}

/// The pairs of records of which it was said.
fn told(db: &Connection, pair: Pair) -> Result<Vec<Pair>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT 1 FROM person_apart WHERE first_id = :first AND second_id = :second AND taken_back_at IS NULL",
    )?;
    let (ones, others) = (records(db, pair.one)?, records(db, pair.other)?);
    let mut told = Vec::new();
    for pair in ones.iter().flat_map(|one| others.iter().map(|other| Pair { one: *one, other: *other })) {
        let (first, second) = pair.sorted();
        if statement.exists(named_params! {":first": first, ":second": second})? {
            told.push(pair);
        }
    }
    Ok(told)
}

/// Somebody's record, and those that were merged into it.
fn records(db: &Connection, person: PersonId) -> Result<Vec<PersonId>, StoreError> {
    let mut statement = db.prepare_cached(
        "WITH RECURSIVE record (id) AS (
            SELECT :person
            UNION SELECT gone_id FROM person_merge JOIN record ON kept_id = record.id WHERE undone_at IS NULL)
         SELECT id FROM record",
    )?;
    let ids = statement.query_map(named_params! {":person": person}, |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Refuses what would make two people one.
pub fn must_not_be(db: &Connection, pair: Pair) -> Result<(), Problem<Error>> {
    if are(db, pair)? { Err(Error::MergeApart.into()) } else { Ok(()) }
}

/// Everybody whom somebody was told apart from.
pub fn from(db: &Connection, person: PersonId) -> Result<BTreeSet<PersonId>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT second_id FROM person_apart WHERE first_id = :person AND taken_back_at IS NULL
         UNION SELECT first_id FROM person_apart WHERE second_id = :person AND taken_back_at IS NULL",
    )?;
    let mut all = BTreeSet::new();
    for record in records(db, person)? {
        let ids = statement.query_map(named_params! {":person": record}, |row| row.get(0))?;
        for other in ids.collect::<Result<Vec<PersonId>, _>>()? {
            all.insert(leads_to(db, other)?);
        }
    }
    Ok(all)
}
