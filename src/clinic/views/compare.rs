//! Two records side by side: what each says and has, what speaks against their being one, and what becomes of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use super::{Names, query};
use crate::clinic::Refusal;
use crate::clinic::flow::repair;
use crate::clinic::request::Sources;
use crate::people::Likeness;
use crate::queue::owner::Joined;
use crate::store::{Connection, StoreError};
use crate::summary::Period;
use crate::terms::{PersonId, ServiceDay};
use crate::{people, queue, screening, summary, visits};

/// How much of each kind belongs to a record, and follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Follows {
    /// Visits, voided ones too.
    pub visits: u32,
    pub tickets: u32,
    pub measurements: u32,
    pub follow_ups: u32,
    /// Whoever has this person as mother.
    pub children: u32,
}

impl Follows {
    /// What belongs to somebody now: the one count of it, wherever it is told.
    pub(in crate::clinic) fn of(db: &Connection, person: PersonId) -> Result<Self, StoreError> {
        let rows = repair::rows_of(db, person)?;
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Ok(Self {
            visits: count(rows.visits.len()),
            tickets: count(rows.tickets.len()),
            measurements: count(rows.measurements.len()),
            follow_ups: count(rows.follow_ups.len()),
            children: count(people::rows::table::children(db, person)?.len()),
        })
    }

    /// Of both together.
    pub const fn and(self, other: Self) -> Self {
        Self {
            visits: self.visits + other.visits,
            tickets: self.tickets + other.tickets,
            measurements: self.measurements + other.measurements,
            follow_ups: self.follow_ups + other.follow_ups,
            children: self.children + other.children,
        }
    }
}

/// One of two records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    pub person: people::Person,
    pub follows: Follows,
    /// How many are in the folder, this one too.
    pub members: u32,
    /// Digits of the folder.
    pub folder: String,
    /// Who could head the folder where this record goes and its folder would be left without a head; nobody where nobody
    /// is asked for.
    pub next_heads: Vec<people::Card>,
}

/// Two records side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The one that was made first.
    pub older: Record,
    pub newer: Record,
    /// What they have in common.
    pub because: Vec<Likeness>,
    /// Whether they are likely one person.
    pub is_likely: bool,
    /// Whether somebody said that they are two people.
    pub is_apart: bool,
    /// What speaks against a merge now.
    pub refused: Option<people::Error>,
    /// Turns of today that become one.
    pub joined: Vec<Joined>,
    /// Sealed months in which both were counted: they stay as they are.
    pub sealed: Vec<Period>,
    /// Who the mothers are.
    pub names: Names,
}

/// How it stands with a merge as it is chosen. It lays open nobody's record: whoever looks at one is written down, and this
/// is asked again whenever something happens in the clinic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merging {
    /// What speaks against it: what the command would be refused with.
    pub against: Option<Refusal>,
    /// Of both together.
    pub follows: Follows,
    /// Who could head the folder that is left.
    pub next_heads: Vec<PersonId>,
}

/// Both records as they are now, whichever was made first standing first.
pub(in crate::clinic) fn comparison(
    at: &Sources<'_>,
    asked: query::Comparison,
) -> Result<Option<Box<Comparison>>, Refusal> {
    let config = at.people()?;
    let person = |id| people::rows::table::person(at.db, id, &config);
    let (Some(one), Some(other)) = (person(asked.one)?, person(asked.other)?) else { return Ok(None) };
    let (older, newer) = if (one.registered_at, one.id) <= (other.registered_at, other.id) {
        (one, other)
    } else {
        (other, one)
    };
    let standing = repair::standing(at.db, (&older, &newer), asked.day, at.queue()?)?;
    let (score, because) = people::table::alike(at.db, &older.details, &newer.details)?;
    let pair = people::command::Pair { one: older.id, other: newer.id };
    let counted: BTreeSet<Period> =
        months(at, older.id)?.intersection(&months(at, newer.id)?).copied().collect();
    let sealed = summary::table::sealed_months(at.db)?;
    let mothers = [&older, &newer].into_iter().filter_map(|person| person.details.mother).collect();
    Ok(Some(Box::new(Comparison {
        because,
        is_likely: people::likeness::is_likely(score),
        is_apart: people::apart::table::are(at.db, pair)?,
        refused: standing.refused,
        joined: standing.joined,
        sealed: sealed.into_iter().filter(|month| counted.contains(month)).collect(),
        names: at.names_of(mothers)?,
        older: record(at, older)?,
        newer: record(at, newer)?,
    })))
}

/// How it stands with a merge as it is chosen.
pub(in crate::clinic) fn merging(at: &Sources<'_>, asked: &query::Merging) -> Result<Merging, Refusal> {
    let query::Merging { merge, day } = asked;
    let known = at.known.ok_or(Refusal::NotBegun)?;
    let around = repair::At { db: at.db, known, day: *day, date: at.today()? };
    let (kept, gone) = (merge.keep.person, merge.gone.person);
    let config = at.people()?;
    let leaves = people::rows::table::person(at.db, gone, &config)?;
    let heads = leaves.map(|gone| people::repair::table::next_heads(at.db, &gone, &config));
    Ok(Merging {
        against: repair::against(&around, merge)?,
        follows: Follows::of(at.db, kept)?.and(Follows::of(at.db, gone)?),
        next_heads: heads.transpose()?.unwrap_or_default().into_iter().map(|card| card.id).collect(),
    })
}

fn record(at: &Sources<'_>, person: people::Person) -> Result<Record, Refusal> {
    let config = at.people()?;
    let family = people::rows::table::family(at.db, person.family, &config)?;
    let members = family.as_ref().map_or(0, |family| family.members.len());
    Ok(Record {
        follows: Follows::of(at.db, person.id)?,
        members: u32::try_from(members).unwrap_or(u32::MAX),
        folder: family.map(|family| family.name).unwrap_or_default(),
        next_heads: people::repair::table::next_heads(at.db, &person, &config)?,
        person,
    })
}

/// The months in which somebody is counted: came, was seen or was measured.
fn months(at: &Sources<'_>, person: PersonId) -> Result<BTreeSet<Period>, StoreError> {
    let measured = screening::owner::table::days_of(at.db, person)?;
    let days = queue::owner::table::days_of(at.db, person)?
        .into_iter()
        .chain(visits::owner::table::days_of(at.db, person)?)
        .map(|day| day.0)
        .chain(measured);
    Ok(days.map(|day: NaiveDate| Period::month_of(ServiceDay(day))).collect())
}
