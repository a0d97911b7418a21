//! Two records of one person become one, and two again: each subject gives its own rows.
//!
//! What speaks against it and which tickets become one is decided once ([`standing`], and [`planned`] with what is chosen):
//! the preview asks it and the command. So is whether a merge can be taken back ([`can_unmerge`]).

use chrono::NaiveDate;
use std::collections::BTreeSet;

use super::command::{Merge, Merged, Unmerge, Unmerged};
use super::{Flow, Outcome, Parts};
use crate::clinic::config::{self, Known};
use crate::clinic::{Event, Refusal, apply};
use crate::people::repair::Rows;
use crate::people::repair::table::{self as repair, Chosen};
use crate::people::{Details, Person};
use crate::queue::owner::{Joined, joined};
use crate::store::{Connection, Problem, StoreError};
use crate::terms::{MergeId, PersonId, ServiceDay, TicketId};
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

fn in_words(problem: Problem<people::Error>) -> Problem<Refusal> {
    problem.map(Refusal::from)
}

/// What a merge is looked at with.
pub(in crate::clinic) struct At<'a> {
    pub(in crate::clinic) db: &'a Connection,
    pub(in crate::clinic) known: &'a Known,
    pub(in crate::clinic) day: ServiceDay,
    pub(in crate::clinic) date: NaiveDate,
}

/// A merge as it is chosen, and as it can be done.
struct Planned {
    kept: Person,
    gone: Person,
    /// The form of the one that is kept afterwards.
    details: Details,
    /// The tickets that are given up, as they are now.
    joined: Vec<Joined>,
}

/// A merge as it is chosen; refused with all that speaks against it, before anything is written.
fn planned(at: &At<'_>, merge: &Merge) -> Result<Planned, Problem<Refusal>> {
    let (db, settings) = (at.db, config::for_people(&at.known.config, at.date));
    let seen = |which| people::table::looked_at(db, which, &settings).map_err(in_words);
    let (kept, gone) = (seen(&merge.keep)?, seen(&merge.gone)?);
    let Standing { refused: why, joined } = standing(db, (&kept, &gone), at.day, &at.known.queue)?;
    if let Some(why) = why {
        return Err(refused(why));
    }
    let tickets: BTreeSet<TicketId> = joined.iter().map(|two| two.goes.ticket).collect();
    // In whichever order they were shown.
    if tickets != merge.tickets.iter().copied().collect() {
        return Err(refused(people::Error::MergeTicketsChanged));
    }
    let chosen = Chosen { kept: &kept, gone: &gone, changes: &merge.changes, next_head: merge.next_head };
    let details = repair::planned(db, chosen, &settings).map_err(in_words)?;
    // What was seen of either is of one person then.
    for person in [kept.id, gone.id] {
        apply::may_be_born(db, at.known.config.profile.calendar(), person, details.birth.date)?;
    }
    Ok(Planned { kept, gone, details, joined })
}

/// What speaks against a merge as it is chosen: what the command would be refused with.
pub(in crate::clinic) fn against(at: &At<'_>, merge: &Merge) -> Result<Option<Refusal>, StoreError> {
    match planned(at, merge) {
        Ok(_) => Ok(None),
        Err(Problem::Refused(why)) => Ok(Some(why)),
        Err(Problem::Failed(problem)) => Err(problem),
    }
}

/// A merge that can be taken back now, or why not: asked by the command, and for every place where that is offered.
pub(in crate::clinic) fn can_unmerge(
    db: &Connection,
    id: MergeId,
    today: NaiveDate,
) -> Result<repair::Merged, Problem<people::Error>> {
    let merged = repair::merged(db, id)?;
    if is_busy(db, merged.kept)? {
        return Err(people::Error::UnmergeServed.into());
    }
    repair::may_unmerge(db, &merged, &rows_of(db, merged.kept)?, today)?;
    Ok(merged)
}

impl Flow for Merge {
    fn run(&self, parts: &mut Parts<'_>) -> Outcome<Merged> {
        let (db, moment) = (parts.context.db, parts.context.moment);
        let known = parts.context.known.ok_or(Problem::Refused(Refusal::NotBegun))?;
        let at = At { db, known, day: moment.day, date: moment.date };
        let Planned { kept: one, gone: other, details, joined } = planned(&at, self)?;
        let (kept, gone) = (one.id, other.id);
        let tickets: Vec<TicketId> = joined.iter().map(|two| two.goes.ticket).collect();
        for two in &joined {
            let (ticket, seen) = (two.goes.ticket, Some(two.goes.ticket_revision));
            parts.queue(&queue::command::Cancel { ticket, reason: SAME_PERSON.into(), seen })?;
        }
        let (changes, next_head) = (&self.changes, self.next_head);
        let chosen = Chosen { kept: &one, gone: &other, changes, next_head };
        let undoing = repair::merge(db, chosen, &details).map_err(in_words)?;
        let moved = rows_of(db, gone)?;
        give(db, &moved, kept)?;
        apply::rederive(parts.context, kept)?;
        let then = rows_of(db, kept)?;
        let undoing = people::repair::Undoing { moved, joined: tickets, then, ..undoing };
        let merge = repair::keep(db, (kept, gone), &undoing, &moment).map_err(in_words)?;
        parts.events.push(Event::People(people::Event::Merged { kept, gone }));
        parts.events.extend(headed(&undoing));
        Ok(Merged { merge, kept })
    }
}

/// Whoever heads the folder of the one that went has another place, or had.
fn headed(undoing: &people::repair::Undoing) -> Option<Event> {
    undoing.next_head.map(|(person, ..)| Event::People(people::Event::Moved { person }))
}

impl Flow for Unmerge {
    fn run(&self, parts: &mut Parts<'_>) -> Outcome<Unmerged> {
        let (db, moment) = (parts.context.db, parts.context.moment);
        let merged = can_unmerge(db, self.0, moment.date).map_err(in_words)?;
        let (kept, gone) = (merged.kept, merged.gone);
        repair::unmerge(db, &merged, &moment)?;
        give(db, &merged.undoing.moved, gone)?;
        for ticket in &merged.undoing.joined {
            let events = queue::table::wait_again(db, *ticket, &moment)
                .map_err(|problem| problem.map(Refusal::from))?;
            parts.events.extend(events.into_iter().map(Event::Queue));
        }
        apply::rederive(parts.context, kept)?;
        apply::rederive(parts.context, gone)?;
        parts.events.push(Event::People(people::Event::Unmerged { kept, gone }));
        parts.events.extend(headed(&merged.undoing));
        Ok(Unmerged { kept, gone })
    }
}
