//! What is kept of the clock.

use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use super::Kept;
use super::jump::{Entry, Jump};
use crate::clinic::Event;
use crate::queue;
use crate::store::{StoreError, from_json, instant_from_millis, millis};
use crate::terms::TicketId;

/// One row at most: the answers about the clock.
pub const SCHEMA: &str = "
CREATE TABLE clock_watch (
    id            INTEGER PRIMARY KEY CHECK (id = 1),
    -- Milliseconds that are added to the PC's clock.
    offset_ms     INTEGER NOT NULL,
    -- The PC's zone that somebody knows of, in seconds east of UTC.
    zone          INTEGER,
    -- The last row of the journal before those under a clock that nobody confirmed.
    doubted_after INTEGER
) STRICT;
";

/// Times far ahead that were accepted one after the other and may be taken back.
pub const JUMPS: &str = "
CREATE TABLE clock_jump (
    -- The last row of the journal before it.
    after_row INTEGER PRIMARY KEY REFERENCES journal (seq),
    to_at     INTEGER NOT NULL
) STRICT;
";

/// What is kept.
pub fn kept(db: &Connection) -> Result<Kept, StoreError> {
    Ok(db
        .prepare_cached("SELECT offset_ms, zone, doubted_after FROM clock_watch")?
        .query_row([], |row| Ok(Kept { offset: row.get(0)?, zone: row.get(1)?, doubted_after: row.get(2)? }))
        .optional()?
        .unwrap_or_default())
}

/// Keeps it.
pub fn keep(db: &Connection, kept: &Kept) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO clock_watch (id, offset_ms, zone, doubted_after) VALUES (1, :offset, :zone, :doubted) \
         ON CONFLICT (id) DO UPDATE SET offset_ms = :offset, zone = :zone, doubted_after = :doubted",
    )?
    .execute(named_params! {":offset": kept.offset, ":zone": kept.zone, ":doubted": kept.doubted_after})?;
    Ok(())
}

/// The last entry that was made under a clock that was believed: by its place in the journal, not by its time.
pub fn last_believed(db: &Connection, kept: &Kept) -> Result<Option<Entry>, StoreError> {
    let entry = |row: &Row<'_>| Ok(Entry { seq: row.get(0)?, at: instant_from_millis(row.get(1)?) });
    let last = match kept.doubted_after {
        Some(seq) => db
            .prepare_cached("SELECT seq, at FROM journal WHERE seq = :seq")?
            .query_row(named_params! {":seq": seq}, entry)
            .optional()?,
        None => db
            .prepare_cached("SELECT seq, at FROM journal ORDER BY seq DESC LIMIT 1")?
            .query_row([], entry)
            .optional()?,
    };
    Ok(last)
}

/// The jumps ahead that were accepted, the first one first.
pub fn jumps(db: &Connection) -> Result<Vec<Jump>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT j.seq, j.at, c.to_at FROM clock_jump c JOIN journal j ON j.seq = c.after_row ORDER BY j.seq",
    )?;
    let jumps = statement.query_map([], |row| {
        let from = Entry { seq: row.get(0)?, at: instant_from_millis(row.get(1)?) };
        Ok(Jump { from, to: instant_from_millis(row.get(2)?) })
    })?;
    Ok(jumps.collect::<Result<_, _>>()?)
}

/// Keeps these and no others.
pub fn keep_jumps(db: &Connection, jumps: &[Jump]) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM clock_jump")?.execute([])?;
    for jump in jumps {
        db.prepare_cached("INSERT INTO clock_jump (after_row, to_at) VALUES (:row, :to)")?
            .execute(named_params! {":row": jump.from.seq, ":to": millis(jump.to)})?;
    }
    Ok(())
}

/// In a copy that comes to another PC: what was said of the clock of the one before goes.
pub fn forget_pc(db: &Connection) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE clock_watch SET offset_ms = 0, zone = NULL")?.execute([])?;
    Ok(())
}

/// The tickets that were given after this row of the journal.
pub fn given_after(db: &Connection, seq: i64) -> Result<Vec<TicketId>, StoreError> {
    let mut statement = db.prepare_cached("SELECT event FROM event WHERE journal > :seq ORDER BY seq")?;
    let events = statement.query_map(named_params! {":seq": seq}, |row| row.get::<_, String>(0))?;
    let mut tickets = Vec::new();
    for event in events {
        if let Ok(Event::Queue(queue::Event::Issued { ticket, .. })) = from_json(&event?) {
            tickets.push(ticket);
        }
    }
    Ok(tickets)
}

/// Notes whether what is entered now stands under a clock that is believed.
pub fn note(db: &Connection, kept: &Kept, believed: bool) -> Result<(), StoreError> {
    match (kept.doubted_after, believed) {
        (None, false) => {
            db.prepare_cached(
                "INSERT INTO clock_watch (id, offset_ms, doubted_after) VALUES (1, 0, (SELECT max(seq) FROM journal)) \
                 ON CONFLICT (id) DO UPDATE SET doubted_after = excluded.doubted_after",
            )?
            .execute([])?;
        }
        (Some(_), true) => {
            db.prepare_cached("UPDATE clock_watch SET doubted_after = NULL WHERE id = 1")?.execute([])?;
        }
        (None, true) | (Some(_), false) => {}
    }
    Ok(())
}
