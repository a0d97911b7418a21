//! What each subject needs to know of the clinic, made from what is set up.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;

use super::usual;
use crate::store::{Connection, StoreError};
use crate::terms::{Calendar, PersonId};
use crate::{people, queue, screening, setup, visits};

/// Everything set up, and the same in the words of the subjects that are asked most.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) config: Arc<setup::Config>,
    pub(super) queue: Arc<queue::Config>,
    /// By which vital signs and children are judged.
    pub(super) tables: screening::Tables,
}

/// What is set up, remembered by its revision so that a command does not read it afresh each time.
#[derive(Clone, Default)]
pub(super) struct ConfigMemory(Arc<Mutex<Option<Known>>>);

impl ConfigMemory {
    /// What is set up in this snapshot or transaction; `None` before the first run.
    pub(super) fn of(&self, db: &Connection) -> Result<Option<Known>, StoreError> {
        let Some(revision) = setup::table::revision(db)? else { return Ok(None) };
        let mut memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if memory.as_ref().map(|known| known.config.revision) != Some(revision) {
            *memory = setup::table::config(db)?.map(|config| Known {
                queue: Arc::new(for_queue(&config)),
                tables: usual::tables(&config),
                config: Arc::new(config),
            });
        }
        Ok(memory.clone())
    }

    /// After an undo a revision may come again with other content.
    pub(super) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

fn for_queue(config: &setup::Config) -> queue::Config {
    let units = config.units.iter().map(|unit| queue::Unit {
        id: unit.id,
        name: unit.name.clone(),
        prefix: unit.prefix.clone(),
        kind: unit.kind,
        active: unit.standing == setup::Standing::Open,
    });
    let counters = config.counters.iter().map(|counter| queue::Counter {
        id: counter.id,
        unit: counter.unit,
        name: counter.name.clone(),
    });
    let small = |count: u32| u8::try_from(count).unwrap_or(u8::MAX);
    queue::Config {
        units: units.collect(),
        counters: counters.collect(),
        priority_mode: config.profile.priority_mode,
        ratio: queue::Ratio {
            priority: small(config.profile.ratio_priority),
            ordinary: small(config.profile.ratio_ordinary),
        },
        long_wait_minutes: config.profile.long_wait_minutes,
        calendar: config.profile.calendar(),
    }
}

/// The clinic's calendar; before the first run that of a clinic that chose nothing.
pub(super) fn calendar(known: Option<&Known>) -> Calendar {
    known.map_or_else(Calendar::default, |known| known.config.profile.calendar())
}

/// For the people's subject; ages go by the calendar date.
pub(super) fn for_people(config: &setup::Config, today: NaiveDate) -> people::Config {
    people::Config {
        record_format: people::RecordFormat::parse(&config.profile.record_format).unwrap_or_default(),
        member_codes: people::MemberCodes::default(),
        villages: config
            .villages
            .iter()
            .map(|village| (village.code.clone(), village.name.clone()))
            .collect(),
        nik_area: people::AreaStanding::of_district,
        today,
    }
}

/// For the visits' subject.
pub(super) fn for_visits(known: &Known, life: Option<people::rows::table::Life>) -> visits::Config {
    visits::Config {
        calendar: known.config.profile.calendar(),
        birth_date: life.map(|life| life.birth),
        deceased_on: life.and_then(|life| life.died),
        clinical: Arc::clone(&known.tables.clinical),
    }
}

/// For screening.
pub(super) fn for_screening(known: Option<&Known>, child: Option<screening::Child>) -> screening::Config {
    let tables = known.map_or_else(screening::Tables::default, |known| known.tables.clone());
    screening::Config { child, tables }
}

/// Who pays for a turn, unless somebody says otherwise.
pub(super) fn usual_payer(
    db: &Connection,
    person: PersonId,
    ticket: Option<&str>,
) -> Result<visits::Payer, StoreError> {
    let last = visits::table::last_payer(db, person)?;
    let details = people::rows::table::details(db, person)?;
    Ok(usual::payer(ticket, last, details.as_ref()))
}

/// The child that screening asks for, as the people's subject knows it.
pub(super) fn child_of(db: &Connection, person: PersonId) -> Result<Option<screening::Child>, StoreError> {
    let details = people::rows::table::details(db, person)?;
    Ok(details.map(|details| child(person, &details)))
}

/// What screening knows of somebody.
pub(super) const fn child(person: PersonId, details: &people::Details) -> screening::Child {
    let people::Birth { date, precision } = details.birth;
    screening::Child { person, sex: details.sex, birth_date: date, precision }
}
