//! Somebody died, or was marked so by mistake: what that means for their turns, and that nobody who died gets one.

use chrono::NaiveDate;

use super::{Outcome, Parts};
use crate::clinic::apply::{self, Context};
use crate::clinic::{Event, Refusal, config};
use crate::people::command::MarkLiving;
use crate::people::{self, OpenVisit};
use crate::queue::owner::table::{self as turns, Turn};
use crate::store::{Connection, Problem};
use crate::terms::PersonId;
use crate::{queue, screening, visits};

/// Marks somebody as deceased: who waits or is called waits no longer. A visit that is open stays open and is written to
/// its end where it is; it is asked about once.
pub(in crate::clinic) fn died(
    context: &Context<'_>,
    death: &people::Death,
) -> apply::Outcome<people::command::Changed> {
    let mut parts = Parts { context, events: Vec::new() };
    let reply = parts.people(death)?;
    let (db, person) = (context.db, death.which.person);
    people::rules::was_not_seen_after(death.on, last_seen(context, person)?).map_err(refused)?;
    if death.open_visit == OpenVisit::Ask && visits::owner::table::is_open(db, person)? {
        return Err(refused(people::Error::VisitOpen));
    }
    let ended = turns::died(db, person, &context.moment).map_err(|problem| problem.map(Refusal::from))?;
    parts.events.extend(ended.into_iter().map(Event::Queue));
    Ok((reply, parts.events))
}

/// The mark was a mistake: what it ended today goes on where it was.
pub(in crate::clinic) fn lives(
    context: &Context<'_>,
    living: &MarkLiving,
) -> apply::Outcome<people::command::Changed> {
    let mut parts = Parts { context, events: Vec::new() };
    let reply = parts.people(living)?;
    let back = turns::lives(context.db, living.0.person, &context.moment, context.queue()?);
    let back = back.map_err(|problem| problem.map(Refusal::from))?;
    parts.events.extend(back.into_iter().map(Event::Queue));
    Ok((reply, parts.events))
}

/// A day that is opened again brings back everybody but who died meanwhile; how many those were.
pub(in crate::clinic) fn end_of_dead(context: &Context<'_>) -> apply::Outcome<u32> {
    let (mut ended, mut events) = (0, Vec::new());
    for person in turns::ahead_on(context.db, context.moment.day)? {
        let life = people::rows::table::life(context.db, person)?;
        if life.is_some_and(|life| life.died.is_some()) {
            let of = turns::died(context.db, person, &context.moment)
                .map_err(|problem| problem.map(Refusal::from))?;
            ended += u32::try_from(of.len()).unwrap_or(u32::MAX);
            events.extend(of.into_iter().map(Event::Queue));
        }
    }
    Ok((ended, events))
}

/// The last date on which somebody was here: a ticket, a visit, a measurement.
fn last_seen(context: &Context<'_>, person: PersonId) -> Outcome<Option<NaiveDate>> {
    let db = context.db;
    let calendar = config::calendar(context.known);
    let times = [turns::last_came(db, person)?, visits::owner::table::last_opened(db, person)?];
    let dates = times.into_iter().flatten().map(|at| calendar.date(at));
    Ok(dates.chain(screening::owner::table::last_measured(db, person)?).max())
}

/// The one guard of all ways into the queue: whatever was done, nobody waits or is called who died, no ticket is given
/// for a day after a death, and none belongs to a record that went with a merge.
pub(in crate::clinic) fn nobody_dead_waits(db: &Connection, events: &[Event]) -> Outcome<()> {
    for event in events {
        let Event::Queue(event) = event else { continue };
        let (turn, is_given) = match event {
            queue::Event::Issued { stop, .. } => (turns::turn_of_stop(db, *stop)?, true),
            queue::Event::TicketChanged { ticket } => (turns::turn_of_ticket(db, *ticket)?, true),
            queue::Event::Called { stop, .. } | queue::Event::StopChanged { stop, .. } => {
                (turns::turn_of_stop(db, *stop)?, false)
            }
            queue::Event::DayClosed { .. } | queue::Event::DayReopened { .. } => (None, false),
        };
        let Some(Turn { person, day, is_ahead }) = turn else { continue };
        if !is_ahead && !is_given {
            continue;
        }
        if let Some(died) = life(db, person)?.died
            && (is_ahead || died < day.0)
        {
            return Err(refused(people::Error::IsDeceased));
        }
    }
    Ok(())
}

/// From when to when somebody lived; refused for who is nobody, or not any more.
fn life(db: &Connection, person: PersonId) -> Outcome<people::rows::table::Life> {
    people::rows::table::life(db, person)?.ok_or_else(|| refused(people::Error::UnknownPerson))
}

fn refused(error: people::Error) -> Problem<Refusal> {
    Problem::Refused(error.into())
}
