//! What is usual, unless somebody says otherwise: sick or well, who pays, which unit, who goes first. Pure.
//!
//! What touches several subjects and is decided by none of them is decided here, once: the door does it where a command
//! leaves it open, and every screen and the synthetic clinic ask here for what they propose.

use chrono::NaiveDate;
use std::sync::Arc;

use crate::people::{Details, Disability, Role};
use crate::queue::{Priority, rules::priority_by_age};
use crate::screening::Tables;
use crate::setup::{self, Measures};
use crate::terms::{Age, Sex, UnitId};
use crate::visits::{Kind, Payer};

/// Children under this age are measured at every visit …
const UNDER_FIVE_YEARS: u32 = 5;
/// … older ones where the unit measures children, until they are grown.
///
/// Source: WHO Growth Reference 2007, 5–19 years.
const GROWN_YEARS: u32 = 19;

/// From this age on somebody is no child in the family (UU 35/2014 art. 1).
const ADULT_YEARS: u32 = 18;

/// What a visit to a unit counts as: sick, but well where children are weighed and measured.
pub fn kind(unit: Option<&setup::Unit>) -> Kind {
    match unit.map(|unit| unit.measures) {
        Some(Measures::Children) => Kind::Well,
        Some(Measures::Nobody) | None => Kind::Sick,
    }
}

/// Who pays: what the ticket says, else who paid last, else the BPJS of whoever has a card.
pub fn payer(ticket: Option<&str>, last: Option<Payer>, details: Option<&Details>) -> Payer {
    let ticket = ticket.and_then(|word| word.parse().ok());
    let card = details.filter(|details| details.bpjs.is_some()).map(|_| Payer::Bpjs);
    ticket.or(last).or(card).unwrap_or(Payer::Cash)
}

/// The payers to choose from at registration: the three that nearly everybody has, and any other that somebody had.
pub fn payers(had: impl IntoIterator<Item = Payer>) -> Vec<Payer> {
    let mut offered = vec![Payer::Bpjs, Payer::Cash, Payer::Jamkesda];
    for other in had {
        if !offered.contains(&other) {
            offered.push(other);
        }
    }
    offered
}

/// Where somebody wants to go: the first of these that is open, else the first unit.
pub fn unit(wanted: impl IntoIterator<Item = UnitId>, config: &setup::Config) -> Option<&setup::Unit> {
    let open = |wanted: UnitId| config.services().find(|unit| unit.id == wanted);
    wanted.into_iter().find_map(open).or_else(|| config.services().next())
}

/// The priority that somebody has without asking: by age, else by disability.
pub fn priority(details: &Details, today: NaiveDate) -> Option<Priority> {
    let by_age = Age::between(details.birth.date, today).and_then(priority_by_age);
    by_age.or((details.disability == Disability::Present).then_some(Priority::Disabled))
}

/// The priorities that somebody can have, none first; of a person who is not known, every one.
pub fn priorities(details: Option<&Details>, today: NaiveDate) -> Vec<Option<Priority>> {
    let Some(details) = details else {
        return [None].into_iter().chain(Priority::ALL.iter().copied().map(Some)).collect();
    };
    let by_age = Age::between(details.birth.date, today).and_then(priority_by_age);
    let mut all = vec![None];
    if details.sex == Sex::Female && by_age.is_none() {
        all.push(Some(Priority::Pregnant));
    }
    all.push(Some(by_age.unwrap_or(Priority::Elderly)));
    all.push(Some(Priority::Disabled));
    all
}

/// The place in a family: the first one is its head; who joins later is a child, or simply one of them.
pub const fn family_role(joins: bool, age: Option<Age>) -> Role {
    match age {
        // A child that comes alone waits in a folder of its own for its family.
        Some(age) if !joins && age.years < crate::people::rules::YOUNGEST_ADULT => Role::Child,
        _ if !joins => Role::Head,
        Some(age) if age.years < ADULT_YEARS => Role::Child,
        Some(_) | None => Role::Other,
    }
}

/// Whether somebody of this age is measured as a child at a visit to this unit.
pub fn is_measured(unit: Option<&setup::Unit>, age: Option<Age>) -> bool {
    let here = unit.is_some_and(|unit| unit.measures == Measures::Children);
    age.is_some_and(|age| age.years < UNDER_FIVE_YEARS || here && age.years < GROWN_YEARS)
}

/// The tables by which vital signs and children are judged, with what the clinic corrected of them.
pub fn tables(config: &setup::Config) -> Tables {
    Tables {
        clinical: Arc::new(setup::limits::clinical(&config.corrections)),
        minimum: Arc::new(setup::limits::minimum_gain(&config.corrections)),
    }
}
