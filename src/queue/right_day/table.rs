//! Emergencies of a wrong clock, brought to the right day: ticket, stops and log together.

use rusqlite::{Connection, named_params};

use super::WrongClock;
use crate::queue::rules::{Entry, add_up};
use crate::queue::stored::table::{QueueProblem, read_log, read_stop, read_ticket, write_progress};
use crate::queue::{Event, Urgency};
use crate::store::{StoreError, millis};
use crate::terms::{Moment, StopId, TicketId};

/// Brings what was let in under a wrong clock and is not over to the day of this moment. A ticket with a number stays: its
/// number is of its day.
pub fn bring(db: &Connection, wrong: &WrongClock<'_>, moment: &Moment) -> Result<Vec<Event>, QueueProblem> {
    let mut events = Vec::new();
    for ticket in wrong.tickets {
        let stored = read_ticket(db, *ticket)?;
        let unnumbered = stored.urgency == Urgency::Emergency && stored.number.is_none();
        let open = stops(db, *ticket)?.iter().any(|(_, open)| *open);
        if !unnumbered || !open || !wrong.is_elsewhere(stored.day, stored.issued, moment) {
            continue;
        }
        bring_ticket(db, *ticket, wrong, moment)?;
        events.push(Event::TicketChanged { ticket: *ticket });
    }
    if !events.is_empty() {
        // A day that was closed before they came is open again: nobody waits on a closed one.
        let reopened = db
            .prepare_cached(
                "UPDATE queue_day SET closed_at = NULL WHERE service_day = :day AND closed_at IS NOT NULL",
            )?
            .execute(named_params! {":day": moment.day})?;
        if reopened > 0 {
            events.push(Event::DayReopened { day: moment.day });
        }
    }
    Ok(events)
}

/// A ticket at its right time with all its stops.
pub fn bring_ticket(
    db: &Connection,
    ticket: TicketId,
    wrong: &WrongClock<'_>,
    moment: &Moment,
) -> Result<(), QueueProblem> {
    let issued = wrong.told_right(read_ticket(db, ticket)?.issued, moment);
    db.prepare_cached(
        "UPDATE ticket SET service_day = :day, issued_at = :at, revision = revision + 1 WHERE id = :id",
    )?
    .execute(named_params! {":id": ticket, ":day": moment.day, ":at": millis(issued)})?;
    for (stop, _) in stops(db, ticket)? {
        bring_stop(db, stop, wrong, moment)?;
    }
    Ok(())
}

/// The stops of a ticket, and which of them is not over.
fn stops(db: &Connection, ticket: TicketId) -> Result<Vec<(StopId, bool)>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT id, state IN ('waiting', 'called', 'serving') FROM stop WHERE ticket_id = :ticket ORDER BY sequence",
    )?;
    let stops =
        statement.query_map(named_params! {":ticket": ticket}, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(stops.collect::<Result<_, _>>()?)
}

fn bring_stop(
    db: &Connection,
    id: StopId,
    wrong: &WrongClock<'_>,
    moment: &Moment,
) -> Result<(), QueueProblem> {
    let log: Vec<Entry> = read_log(db, id)?.iter().map(|(line, _)| wrong.line(line, moment)).collect();
    for line in &log {
        db.prepare_cached(
            "UPDATE stop_log SET service_day = :day, at = :at, until = :until WHERE stop_id = :stop AND n = :n",
        )?
        .execute(named_params! {
            ":stop": id, ":n": line.n, ":day": moment.day, ":at": millis(line.at), ":until": line.until.map(millis),
        })?;
    }
    let stop = read_stop(db, id)?;
    // A log that does not begin with an opening is the doctor's to tell.
    let Some(now) = add_up(&log) else { return Ok(()) };
    db.prepare_cached("UPDATE stop SET service_day = :day, opened_at = :at WHERE id = :id")?
        .execute(named_params! {":id": id, ":day": moment.day, ":at": millis(now.opened_at)})?;
    write_progress(db, &stop, &now)?;
    Ok(())
}
