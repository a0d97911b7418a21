//! What is said of a ticket with the act that makes it somebody's: its priority and who pays; and taking that back.

use rusqlite::{Connection, OptionalExtension as _, named_params};

use crate::queue::command::{Tell, TicketChanged, Told};
use crate::queue::rules::Entry;
use crate::queue::stored::table::{
    QueueProblem, Stop, Ticket, add_line, last_stop, read_ticket, write_progress,
};
use crate::queue::table::{Outcome, Run};
use crate::queue::{Class, Config, Did, Event, Priority, State};
use crate::store::{StoreError, StoredText};
use crate::terms::{Moment, StopId, TicketId};

/// What a ticket said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    priority: Option<Priority>,
    payer: Option<String>,
}

impl Run for Tell {
    fn run(&self, db: &Connection, moment: &Moment, _: &Config) -> Outcome<TicketChanged> {
        let Self { ticket: id, told } = *self;
        let before = tell(db, &read_ticket(db, id)?, told)?;
        let ticket = read_ticket(db, id)?;
        if before.is_some() {
            let mut stop = last_stop(db, id)?;
            if stop.progress.state.is_open() || stop.progress.state == State::NoShow {
                stop.class = Class::of(ticket.urgency, ticket.priority);
                add_line(db, &stop, &Entry::new(Did::Marked, moment.happened_at(), moment).into())?;
                write_progress(db, &stop, &stop.progress)?;
            }
        }
        let reply = TicketChanged { ticket: id, number: ticket.number, revision: ticket.revision };
        Ok((reply, vec![Event::TicketChanged { ticket: id }]))
    }
}

/// Writes what is told; what is not told stays. What the ticket said before, where that was something else.
pub fn tell(db: &Connection, ticket: &Ticket, told: Told) -> Result<Option<Before>, StoreError> {
    let before = said(db, ticket.id)?;
    let now = Before {
        priority: told.priority.or(before.priority),
        payer: told.payer.map(str::to_owned).or_else(|| before.payer.clone()),
    };
    if now == before {
        return Ok(None);
    }
    write(db, ticket.id, &now)?;
    Ok(Some(before))
}

/// Keeps with the last line of a stop what its ticket said before.
pub fn keep(db: &Connection, stop: StopId, before: &Before) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO ticket_before (stop_id, n, priority, payer)
         SELECT stop_id, n, :priority, :payer FROM stop_log WHERE stop_id = :stop ORDER BY n DESC LIMIT 1",
    )?
    .execute(named_params! {
        ":stop": stop, ":priority": before.priority.map(Priority::as_str), ":payer": before.payer,
    })?;
    Ok(())
}

/// The act of a line never happened: the ticket says what it said before. Whether it said something else.
pub fn bring_back(db: &Connection, stop: &Stop, n: u32) -> Result<bool, QueueProblem> {
    let mut statement =
        db.prepare_cached("SELECT priority, payer FROM ticket_before WHERE stop_id = :stop AND n = :n")?;
    let before = statement.query_row(named_params! {":stop": stop.id, ":n": n}, before).optional()?;
    if let Some(before) = &before {
        write(db, stop.ticket, before)?;
    }
    Ok(before.is_some())
}

fn said(db: &Connection, ticket: TicketId) -> Result<Before, StoreError> {
    let mut statement = db.prepare_cached("SELECT priority, payer FROM ticket WHERE id = :id")?;
    Ok(statement.query_row(named_params! {":id": ticket}, before)?)
}

fn before(row: &rusqlite::Row<'_>) -> rusqlite::Result<Before> {
    let priority = row.get::<_, Option<StoredText<Priority>>>("priority")?.map(|word| word.0);
    Ok(Before { priority, payer: row.get("payer")? })
}

fn write(db: &Connection, ticket: TicketId, now: &Before) -> Result<(), StoreError> {
    db.prepare_cached(
        "UPDATE ticket SET priority = :priority, payer = :payer, revision = revision + 1 WHERE id = :id",
    )?
    .execute(named_params! {
        ":id": ticket, ":priority": now.priority.map(Priority::as_str), ":payer": now.payer,
    })?;
    Ok(())
}
