//! Tickets of somebody: which there are, whether one is being served, in which months they came, and giving the tickets to
//! somebody else.

use rusqlite::{Connection, named_params};

use crate::store::StoreError;
use crate::terms::{PersonId, ServiceDay, TicketId};

/// All tickets of somebody, by number of the row.
pub fn tickets_of(db: &Connection, person: PersonId) -> Result<Vec<TicketId>, StoreError> {
    let mut statement = db.prepare_cached("SELECT id FROM ticket WHERE person_id = :person ORDER BY id")?;
    let ids = statement.query_map(named_params! {":person": person}, |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Whether somebody is being served now.
pub fn is_served(db: &Connection, person: PersonId) -> Result<bool, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT 1 FROM ticket JOIN stop ON stop.ticket_id = ticket.id
         WHERE ticket.person_id = :person AND stop.state = 'serving'",
    )?;
    Ok(statement.exists(named_params! {":person": person})?)
}

/// Gives tickets to somebody; nothing else about them changes.
pub fn give(db: &Connection, tickets: &[TicketId], to: PersonId) -> Result<(), StoreError> {
    let mut statement = db.prepare_cached("UPDATE ticket SET person_id = :to WHERE id = :id")?;
    for id in tickets {
        statement.execute(named_params! {":to": to, ":id": id})?;
    }
    Ok(())
}

/// The service days on which somebody was given a ticket that was not given up.
pub fn days_of(db: &Connection, person: PersonId) -> Result<Vec<ServiceDay>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT DISTINCT service_day FROM ticket WHERE person_id = :person AND cancelled_at IS NULL",
    )?;
    let days = statement.query_map(named_params! {":person": person}, |row| row.get(0))?;
    Ok(days.collect::<Result<_, _>>()?)
}
