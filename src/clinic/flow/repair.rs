//! Two records of one person become one, and two again: each subject gives its own rows.
//!
//! What speaks against it and which tickets become one is decided once ([`standing`]): the preview asks it and the command.

use std::collections::BTreeSet;

use super::command::{Merge, Merged, Unmerge, Unmerged};
use super::{Flow, Outcome, Parts};
use crate::clinic::{Event, Refusal, apply, config};
use crate::people::repair::{Rows, table as repair};
use crate::queue::owner::{Joined, joined};
use crate::store::{Connection, Problem, StoreError};
use crate::terms::{PersonId, ServiceDay, TicketId};
use crate::{people, queue, screening, visits};

/// Why a ticket was given up that belonged to the same person as another turn.
const SAME_PERSON: &str = "rekam digabung";

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

/// How it stands with two records that may be of one person.
pub(in crate::clinic) struct Standing {
    /// What speaks against it now.
    pub(in crate::clinic) refused: Option<people::Error>,
    /// Turns of today that become one.
    pub(in crate::clinic) joined: Vec<Joined>,
}

/// How it stands with two records now. Nobody is there of a record that was merged away meanwhile.
pub(in crate::clinic) fn standing(
    db: &Connection,
    (one, other): (&people::Person, &people::Person),
    day: ServiceDay,
    queue: &queue::Config,
) -> Result<Standing, StoreError> {
    let joined = turns(db, (one.id, other.id), day, queue)?;
    let refused = match repair::may_merge(db, (one, other)) {
        Err(Problem::Refused(why)) => Some(why),
        Err(Problem::Failed(problem)) => return Err(problem),
        Ok(()) if is_busy(db, one.id)? || is_busy(db, other.id)? => Some(people::Error::MergeServed),
        Ok(()) => (!joined.iter().all(Joined::can_be)).then_some(people::Error::MergeTwoTickets),
    };
    Ok(Standing { refused, joined })
}

/// Whether somebody is being served, or has a visit that is open.
fn is_busy(db: &Connection, person: PersonId) -> Result<bool, StoreError> {
    Ok(queue::owner::table::is_served(db, person)? || visits::owner::table::is_open(db, person)?)
}

fn turns(
    db: &Connection,
    (one, other): (PersonId, PersonId),
    day: ServiceDay,
    queue: &queue::Config,
) -> Result<Vec<Joined>, StoreError> {
    let of = |person| queue::table::of_person(db, &queue::query::OfPerson { day, person });
    Ok(joined(&of(one)?, &of(other)?, |unit| queue.registers(unit)))
}

fn refused(why: people::Error) -> Problem<Refusal> {
    Problem::Refused(why.into())
}

impl Flow for Merge {
    fn run(&self, parts: &mut Parts<'_>) -> Outcome<Merged> {
        let (db, moment) = (parts.context.db, parts.context.moment);
        let (kept, gone) = (self.keep.person, self.gone.person);
        let settings = config::for_people(parts.context.config()?, moment.date);
        let in_words = |problem: Problem<people::Error>| problem.map(Refusal::from);
        let one = people::table::looked_at(db, &self.keep, &settings).map_err(in_words)?;
        let other = people::table::looked_at(db, &self.gone, &settings).map_err(in_words)?;
        let standing = standing(db, (&one, &other), moment.day, parts.context.queue()?)?;
        if let Some(why) = standing.refused {
            return Err(refused(why));
        }
        let tickets: BTreeSet<TicketId> = standing.joined.iter().map(|two| two.goes.ticket).collect();
        // In whichever order they were shown.
        if tickets != self.tickets.iter().copied().collect() {
            return Err(refused(people::Error::MergeTicketsChanged));
        }
        for two in &standing.joined {
            let (ticket, seen) = (two.goes.ticket, Some(two.goes.ticket_revision));
            parts.queue(&queue::command::Cancel { ticket, reason: SAME_PERSON.into(), seen })?;
        }
        let undoing =
            repair::merge(db, (self.keep, self.gone), &self.changes, &settings).map_err(in_words)?;
        let moved = rows_of(db, gone)?;
        give(db, &moved, kept)?;
        apply::rederive(parts.context, kept)?;
        let then = rows_of(db, kept)?;
        let undoing =
            people::repair::Undoing { moved, joined: tickets.into_iter().collect(), then, ..undoing };
        let merge = repair::keep(db, (kept, gone), &undoing, &moment).map_err(in_words)?;
        parts.events.push(Event::People(people::Event::Merged { kept, gone }));
        Ok(Merged { merge, kept })
    }
}

impl Flow for Unmerge {
    fn run(&self, parts: &mut Parts<'_>) -> Outcome<Unmerged> {
        let (db, moment) = (parts.context.db, parts.context.moment);
        let settings = config::for_people(parts.context.config()?, moment.date);
        let in_words = |problem: Problem<people::Error>| problem.map(Refusal::from);
        let merged = repair::merged(db, self.0).map_err(in_words)?;
        let (kept, gone) = (merged.kept, merged.gone);
        if is_busy(db, kept)? {
            return Err(refused(people::Error::MergeServed));
        }
        let now = rows_of(db, kept)?;
        repair::unmerge(db, &merged, &now, &moment, &settings).map_err(in_words)?;
        give(db, &merged.undoing.moved, gone)?;
        for ticket in &merged.undoing.joined {
            let events = queue::table::wait_again(db, *ticket, &moment)
                .map_err(|problem| problem.map(Refusal::from))?;
            parts.events.extend(events.into_iter().map(Event::Queue));
        }
        apply::rederive(parts.context, kept)?;
        apply::rederive(parts.context, gone)?;
        parts.events.push(Event::People(people::Event::Unmerged { kept, gone }));
        Ok(Unmerged { kept, gone })
    }
}
