//! One ticket of a person for a unit: what a change must not leave behind.

use rusqlite::Connection;

use crate::queue::board::table::of_person;
use crate::queue::rules::{bound_for, ticket_for};
use crate::queue::stored::table::{QueueProblem, last_stop, read_ticket};
use crate::queue::{Config, Error, query};
use crate::terms::TicketId;

/// Refuses what gave the person of this ticket a second one for the unit that it waits for, and names the first.
pub fn must_be_only(db: &Connection, ticket: TicketId, config: &Config) -> Result<(), QueueProblem> {
    let ticket = read_ticket(db, ticket)?;
    let Some(person) = ticket.person else { return Ok(()) };
    let stop = last_stop(db, ticket.id)?;
    if !stop.progress.state.is_open() {
        return Ok(());
    }
    let registers = |unit| config.registers(unit);
    let unit = bound_for(stop.unit, ticket.unit, registers);
    let rows = of_person(db, &query::OfPerson { day: ticket.day, person })?;
    match ticket_for(&rows, unit, Some(ticket.id), registers) {
        Some(first) => Err(Error::HasTicket { unit, number: first.number.clone() }.into()),
        None => Ok(()),
    }
}
