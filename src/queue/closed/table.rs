//! A day that was closed, and where everybody whom that ended is when it is opened again.

use rusqlite::{Connection, OptionalExtension as _, Row as Stored, named_params};
use std::collections::HashMap;

use crate::queue::board::table::turn;
use crate::queue::line::table::tail;
use crate::queue::order::{self, Lane};
use crate::queue::rules::{self, Entry};
use crate::queue::stored::table::{closed_at, read_log};
use crate::queue::undo::table::ended_by_closing;
use crate::queue::{Back, Class, Closed, Config, Row, State};
use crate::store::{StoreError, instant_from_millis};
use crate::terms::{ServiceDay, StopId, UnitId};

/// Whether a day was closed.
pub fn is_closed(db: &Connection, day: ServiceDay) -> Result<bool, StoreError> {
    Ok(closed_at(db, day)?.is_some())
}

/// That a day was closed, with the rows of everybody whom that ended, in the same order; none while the day is open.
/// `open` are the rows of who was let in since.
pub fn closed(
    db: &Connection,
    (day, open): (ServiceDay, &[Row]),
    config: &Config,
) -> Result<(Option<Closed>, Vec<Row>), StoreError> {
    let Some(closed) = closing(db, day)? else { return Ok((None, Vec::new())) };
    let ended = ended(db, day)?;
    let mut all = Vec::new();
    for unit in config.units.iter().map(|unit| unit.id) {
        let places = places(db, (day, unit), (open, &ended), config)?;
        let here = ended.iter().filter(|(row, _)| row.unit == unit);
        let here = here.map(|(row, state)| {
            let place = places.get(&row.stop).copied();
            (Back { stop: row.stop, state: *state, place }, row.clone())
        });
        let mut here: Vec<(Back, Row)> = here.collect();
        here.sort_by_key(|(back, _)| (back.place, back.stop));
        all.extend(here);
    }
    let (back, rows) = all.into_iter().unzip();
    Ok((Some(Closed { back, ..closed }), rows))
}

fn closing(db: &Connection, day: ServiceDay) -> Result<Option<Closed>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT closed_at, closed_by, reason FROM queue_day WHERE service_day = :day AND closed_at IS NOT NULL",
    )?;
    let closed = |row: &Stored<'_>| {
        let at = instant_from_millis(row.get("closed_at")?);
        Ok(Closed { at, by: row.get("closed_by")?, reason: row.get("reason")?, back: Vec::new() })
    };
    Ok(statement.query_row(named_params! {":day": day}, closed).optional()?)
}

/// Everybody whom the closing ended, and in which state they were.
fn ended(db: &Connection, day: ServiceDay) -> Result<Vec<(Row, State)>, StoreError> {
    let mut ended = Vec::new();
    for (stop, n) in ended_by_closing(db, day)? {
        let log = read_log(db, stop)?.into_iter().map(|(entry, _)| entry).filter(|entry| entry.n < n);
        let before = rules::add_up(&log.collect::<Vec<Entry>>());
        let state = before.map_or(State::Waiting, |progress| progress.state);
        ended.extend(turn(db, stop)?.map(|row| (row, state)));
    }
    Ok(ended)
}

/// The places in a unit of who waits there again; who was let in since waits already.
fn places(
    db: &Connection,
    (day, unit): (ServiceDay, UnitId),
    (open, ended): (&[Row], &[(Row, State)]),
    config: &Config,
) -> Result<HashMap<StopId, u32>, StoreError> {
    let waits = open.iter().filter(|row| row.state == State::Waiting);
    let again = ended.iter().filter(|(_, state)| *state == State::Waiting).map(|(row, _)| row);
    let here = waits.chain(again).filter(|row| row.unit == unit);
    let waiting: Vec<order::Waiting> = here
        .map(|row| {
            let lane = Lane::of(Class::of(row.urgency, row.priority), row.comes_back);
            order::Waiting { stop: row.stop, lane, opened_at: row.opened_at }
        })
        .collect();
    let order = order::forecast(&waiting, &tail(db, day, unit, config)?, config.ratio);
    Ok(order.into_iter().zip(1..).collect())
}
