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
use crate::store::StoreError;
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

fn record(at: &Sources<'_>, person: people::Person) -> Result<Record, Refusal> {
    let rows = repair::rows_of(at.db, person.id)?;
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let follows = Follows {
        visits: count(rows.visits.len()),
        tickets: count(rows.tickets.len()),
        measurements: count(rows.measurements.len()),
        follow_ups: count(rows.follow_ups.len()),
        children: count(people::rows::table::children(at.db, person.id)?.len()),
    };
    let family = people::rows::table::family(at.db, person.family, &at.people()?)?;
    Ok(Record { follows, members: count(family.map_or(0, |family| family.members.len())), person })
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
