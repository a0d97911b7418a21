//! Two records of one person become one, and two again: each subject gives its own rows.

use super::command::{Merge, Merged, Unmerge, Unmerged};
use super::{Flow, Outcome, Parts};
use crate::clinic::{Event, Refusal, apply, config};
use crate::people::repair::{Rows, table as repair};
use crate::store::{Connection, Problem, StoreError};
use crate::terms::PersonId;
use crate::{people, queue, screening, visits};

/// Everything that other subjects have of somebody.
pub(in crate::clinic) fn rows_of(db: &Connection, person: PersonId) -> Result<Rows, StoreError> {
    Ok(Rows {
        tickets: queue::owner::table::tickets_of(db, person)?,
        visits: visits::owner::table::visits_of(db, person)?,
        measurements: screening::owner::table::measurements_of(db, person)?,
        follow_ups: screening::owner::table::follow_ups_of(db, person)?,
    })
}

fn give(db: &Connection, rows: &Rows, to: PersonId) -> Result<(), StoreError> {
    queue::owner::table::give(db, &rows.tickets, to)?;
    visits::owner::table::give(db, &rows.visits, to)?;
    screening::owner::table::give(db, &rows.measurements, &rows.follow_ups, to)
}

/// Whether anything speaks against a merge now, beside what people's rules say.
pub(in crate::clinic) fn in_the_way(
    db: &Connection,
    pair: (PersonId, PersonId),
    day: crate::terms::ServiceDay,
) -> Outcome<()> {
    for person in [pair.0, pair.1] {
        if queue::owner::table::is_served(db, person)? || visits::owner::table::is_open(db, person)? {
            return Err(Problem::Refused(people::Error::MergeServed.into()));
        }
    }
    if queue::owner::table::both_wait(db, pair, day)? {
        return Err(Problem::Refused(people::Error::MergeTwoTickets.into()));
    }
    Ok(())
}

impl Flow for Merge {
    fn run(&self, parts: &mut Parts<'_>) -> Outcome<Merged> {
        let (db, moment) = (parts.context.db, parts.context.moment);
        let (kept, gone) = (self.keep.person, self.gone.person);
        in_the_way(db, (kept, gone), moment.day)?;
        let settings = config::for_people(parts.context.config()?, moment.date);
        let refused = |problem: Problem<people::Error>| problem.map(Refusal::from);
        let undoing = repair::merge(db, (self.keep, self.gone), &self.changes, &settings).map_err(refused)?;
        let moved = rows_of(db, gone)?;
        give(db, &moved, kept)?;
        apply::rederive(parts.context, kept)?;
        let then = rows_of(db, kept)?;
        let undoing = people::repair::Undoing { moved, then, ..undoing };
        let merge = repair::keep(db, (kept, gone), &undoing, &moment).map_err(refused)?;
        parts.events.push(Event::People(people::Event::Merged { kept, gone }));
        Ok(Merged { merge, kept })
    }
}

impl Flow for Unmerge {
    fn run(&self, parts: &mut Parts<'_>) -> Outcome<Unmerged> {
        let (db, moment) = (parts.context.db, parts.context.moment);
        let settings = config::for_people(parts.context.config()?, moment.date);
        let refused = |problem: Problem<people::Error>| problem.map(Refusal::from);
        let merged = repair::merged(db, self.0).map_err(refused)?;
        let (kept, gone) = (merged.kept, merged.gone);
        in_the_way(db, (kept, gone), moment.day)?;
        let now = rows_of(db, kept)?;
        repair::unmerge(db, &merged, &now, &moment, &settings).map_err(refused)?;
        give(db, &merged.undoing.moved, gone)?;
        apply::rederive(parts.context, kept)?;
        apply::rederive(parts.context, gone)?;
        parts.events.push(Event::People(people::Event::Unmerged { kept, gone }));
        Ok(Unmerged { kept, gone })
    }
}
