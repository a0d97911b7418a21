//! One ticket of a person for a unit: what a change must not leave behind.

use rusqlite::Connection;

use crate::queue::board::table::of_person;
use crate::queue::rules::{bound_for, ticket_for};
use crate::queue::stored::table::{QueueProblem, Ticket, last_stop, read_ticket};
use crate::queue::{Config, Error, Row, query};
use crate::store::StoreError;
use crate::terms::{TicketId, UnitId};

/// Refuses what gave the person of this ticket a second one for the unit that it waits for, and names the first.
pub fn must_be_only(db: &Connection, ticket: TicketId, config: &Config) -> Result<(), QueueProblem> {
    let ticket = read_ticket(db, ticket)?;
    if ticket.person.is_none() {
        return Ok(());
    }
    let stop = last_stop(db, ticket.id)?;
    if !stop.progress.state.is_open() {
        return Ok(());
    }
    match other(db, &ticket, stop.unit, config)? {
        Some(first) => Err(has_ticket(&first, config)),
        None => Ok(()),
    }
}

/// The other ticket of a ticket's person for the unit that it waits for at `at`.
pub fn other(
    db: &Connection,
    ticket: &Ticket,
    at: UnitId,
    config: &Config,
) -> Result<Option<Row>, StoreError> {
    let Some(person) = ticket.person else { return Ok(None) };
    let registers = |unit| config.registers(unit);
    let unit = bound_for(at, ticket.unit, registers);
    let rows = of_person(db, &query::OfPerson { day: ticket.day, person })?;
    Ok(ticket_for(&rows, unit, Some(ticket.id), registers).cloned())
}

/// The refusal that names the one that is there.
pub fn has_ticket(first: &Row, config: &Config) -> QueueProblem {
    let unit = bound_for(first.unit, first.destination, |unit| config.registers(unit));
    Error::HasTicket { unit, number: first.number.clone() }.into()
}
