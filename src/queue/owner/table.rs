//! Tickets of somebody: which there are, whether one is being served, in which months they came, giving the tickets to
//! somebody else, and what becomes of them when that person died.

use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use crate::queue::rules::Step;
use crate::queue::stored::table::{closed_at, give_up, read_stop, take_up};
use crate::queue::table::{Act, Beside, act, event};
use crate::queue::undo::table::come_back;
use crate::queue::{Config, Did, Error, Event, State};
use crate::store::{Problem, StoreError, StoredText, instant_from_millis};
use crate::terms::{Instant, Moment, PersonId, ServiceDay, StopId, TicketId};

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

/// Why a ticket of somebody who died is given up.
const DIED: &str = "meninggal";

/// Whose turn it is, on which day, and whether it is still to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    pub person: PersonId,
    pub day: ServiceDay,
    /// Waits or is called.
    pub is_ahead: bool,
}

/// The turn of a stop; none while nobody knows whose ticket it is.
pub fn turn_of_stop(db: &Connection, stop: StopId) -> Result<Option<Turn>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT t.person_id, t.service_day, s.state IN ('waiting', 'called')
         FROM stop s JOIN ticket t ON t.id = s.ticket_id WHERE s.id = :stop AND t.person_id IS NOT NULL",
    )?;
    Ok(statement.query_row(named_params! {":stop": stop}, turn).optional()?)
}

/// The turn of a ticket, wherever it is; none while nobody knows whose it is.
pub fn turn_of_ticket(db: &Connection, ticket: TicketId) -> Result<Option<Turn>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT person_id, service_day, EXISTS
            (SELECT 1 FROM stop WHERE ticket_id = ticket.id AND state IN ('waiting', 'called'))
         FROM ticket WHERE id = :ticket AND person_id IS NOT NULL",
    )?;
    Ok(statement.query_row(named_params! {":ticket": ticket}, turn).optional()?)
}

fn turn(row: &Row<'_>) -> rusqlite::Result<Turn> {
    Ok(Turn { person: row.get(0)?, day: row.get(1)?, is_ahead: row.get(2)? })
}

/// Everybody who waits or is called on a day, as far as it is known who they are.
pub fn ahead_on(db: &Connection, day: ServiceDay) -> Result<Vec<PersonId>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT DISTINCT t.person_id FROM stop s JOIN ticket t ON t.id = s.ticket_id
         WHERE s.service_day = :day AND s.state IN ('waiting', 'called') AND t.person_id IS NOT NULL",
    )?;
    let people = statement.query_map(named_params! {":day": day}, |row| row.get(0))?;
    Ok(people.collect::<Result<_, _>>()?)
}

/// When somebody last came for a ticket, those given up or missed left out: those say nothing of who came.
pub fn last_came(db: &Connection, person: PersonId) -> Result<Option<Instant>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT max(t.issued_at) FROM ticket t WHERE t.person_id = :person AND t.cancelled_at IS NULL AND EXISTS
            (SELECT 1 FROM stop WHERE ticket_id = t.id AND taken_back = 0
                AND state IN ('waiting', 'called', 'serving', 'done'))",
    )?;
    let at: Option<i64> = statement.query_row(named_params! {":person": person}, |row| row.get(0))?;
    Ok(at.map(instant_from_millis))
}

/// Somebody died: whoever waits or is called for them waits no longer. Who is being served is served to the end.
pub fn died(db: &Connection, person: PersonId, moment: &Moment) -> Result<Vec<Event>, Problem<Error>> {
    let mut statement = db.prepare_cached(
        "SELECT s.id, s.state FROM stop s JOIN ticket t ON t.id = s.ticket_id
         WHERE t.person_id = :person AND s.ended_at IS NULL ORDER BY s.id",
    )?;
    let stops: Vec<(StopId, State)> = statement
        .query_map(named_params! {":person": person}, |row| {
            Ok((row.get(0)?, row.get::<_, StoredText<_>>(1)?.0))
        })?
        .collect::<Result<_, _>>()?;
    let mut events = Vec::with_capacity(stops.len());
    let beside = Beside { note: Some(DIED), act: Act { by_death: true, ..Act::default() } };
    for (id, _) in stops.into_iter().filter(|(_, state)| state.ends_with_death()) {
        let stop = read_stop(db, id)?;
        let acted = act(db, &stop, Step::Cancel, moment, &beside)?;
        give_up(db, stop.ticket, acted.now.since, DIED)?;
        events.push(event(&stop, Did::Cancelled));
    }
    Ok(events)
}

/// The mark was a mistake: what it ended today goes on where it was. A day that is over stays over.
pub fn lives(
    db: &Connection,
    person: PersonId,
    moment: &Moment,
    config: &Config,
) -> Result<Vec<Event>, Problem<Error>> {
    if closed_at(db, moment.day)?.is_some() {
        return Ok(Vec::new());
    }
    let mut statement = db.prepare_cached(
        "SELECT c.stop_id, c.n FROM ticket t JOIN stop s ON s.ticket_id = t.id JOIN stop_log c ON c.stop_id = s.id
         WHERE t.person_id = :person AND t.service_day = :day AND c.by_death = 1 AND NOT EXISTS
            (SELECT 1 FROM stop_log u WHERE u.stop_id = c.stop_id AND u.undoes = c.n) ORDER BY c.id",
    )?;
    let ended: Vec<(StopId, u32)> = statement
        .query_map(named_params! {":person": person, ":day": moment.day}, |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .collect::<Result<_, _>>()?;
    let mut events = Vec::with_capacity(ended.len());
    for (id, n) in ended {
        if come_back(db, id, n, moment, config)? {
            let stop = read_stop(db, id)?;
            take_up(db, stop.ticket)?;
            events.push(event(&stop, Did::Undone));
        }
    }
    Ok(events)
}
