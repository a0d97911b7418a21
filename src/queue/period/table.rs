//! The SQL of a period's stops.

use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::PeriodStop;
use crate::queue::State;
use crate::store::{StoreError, instant_from_millis};
use crate::terms::{Instant, PersonId, ServiceDay};

/// When the queue of a day was closed; `None` while it is open.
pub fn closed_at(db: &Connection, day: ServiceDay) -> Result<Option<Instant>, StoreError> {
    crate::queue::stored::table::closed_at(db, day)
}

/// All stops of the tickets of these days, by ticket and within a ticket in order.
pub fn period_stops(
    db: &Connection,
    from: ServiceDay,
    to: ServiceDay,
) -> Result<Vec<PeriodStop>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT ticket_id, sequence, unit_id, state, opened_at, first_called_at FROM stop
         WHERE service_day BETWEEN :from AND :to AND taken_back = 0",
    )?;
    let mut rows = statement.query(named_params! { ":from": from, ":to": to })?;
    let mut stops = Vec::new();
    while let Some(row) = rows.next()? {
        let state = row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?;
        let state: State = state.parse().map_err(|word| StoreError::Unreadable(format!("{word}")))?;
        stops.push(PeriodStop {
            ticket: row.get(0)?,
            sequence: row.get(1)?,
            unit: row.get(2)?,
            state,
            opened_at: instant_from_millis(row.get(4)?),
            first_called_at: row.get::<_, Option<i64>>(5)?.map(instant_from_millis),
        });
    }
    // Sorted here: the index by day gives them in another order, and sorting in SQLite takes longer.
    stops.sort_unstable_by_key(|stop| (stop.ticket, stop.sequence));
    Ok(stops)
}

/// Whose turn of these days has not ended, the earliest first, as far as it is known who they are.
pub fn first_ahead(
    db: &Connection,
    from: ServiceDay,
    to: ServiceDay,
) -> Result<Option<PersonId>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT t.person_id FROM stop s JOIN ticket t ON t.id = s.ticket_id
         WHERE s.service_day BETWEEN :from AND :to AND s.taken_back = 0 AND t.person_id IS NOT NULL
            AND s.state IN ('waiting', 'called', 'serving') ORDER BY s.service_day, s.opened_at, s.id LIMIT 1",
    )?;
    Ok(statement.query_row(named_params! { ":from": from, ":to": to }, |row| row.get(0)).optional()?)
}
