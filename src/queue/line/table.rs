//! Who waits in a unit: the first of each lane, whose turn it is, and what a newcomer finds.

use rusqlite::{Connection, named_params};

use crate::queue::order::{self, Crowd, Lane, Tail, Waiting};
use crate::queue::{Class, Config};
use crate::store::{StoreError, StoredText, instant_from_millis, millis};
use crate::terms::{Instant, Moment, ServiceDay, UnitId};

/// The first of a lane who waits in a unit, is not away for a moment, and is not called or served with another ticket
/// ([`crate::queue::rules::elsewhere`] tells the rows of a list).
pub fn head(
    db: &Connection,
    (day, unit): (ServiceDay, UnitId),
    lane: Lane,
    now: Instant,
) -> Result<Option<Waiting>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT s.id, s.opened_at FROM stop s WHERE s.service_day = :day AND s.unit_id = :unit AND s.lane = :lane \
         AND s.state = 'waiting' AND (s.held_until IS NULL OR s.held_until <= :now OR s.held_at > :now) \
         AND NOT EXISTS (SELECT 1 FROM ticket mine JOIN ticket other \
            ON other.person_id = mine.person_id AND other.service_day = mine.service_day \
            JOIN stop busy ON busy.ticket_id = other.id \
            WHERE mine.id = s.ticket_id AND busy.id <> s.id AND busy.state IN ('called', 'serving')) \
         ORDER BY s.opened_at, s.id LIMIT 1",
    )?;
    let values = named_params! {":day": day, ":unit": unit, ":lane": lane.as_str(), ":now": millis(now)};
    let mut rows = statement.query(values)?;
    Ok(match rows.next()? {
        Some(row) => Some(Waiting {
            stop: row.get("id")?,
            lane,
            opened_at: instant_from_millis(row.get("opened_at")?),
        }),
        None => None,
    })
}

/// The unit's last calls, as many as decide the turn; what was taken back was no call.
pub fn tail(db: &Connection, day: ServiceDay, unit: UnitId, config: &Config) -> Result<Tail, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT c.class, s.came_back FROM stop_log c JOIN stop s ON s.id = c.stop_id \
         WHERE c.service_day = :day AND c.unit_id = :unit AND c.did = 'called' \
         AND c.paper = 0 AND c.class <> 'emergency' AND NOT EXISTS \
         (SELECT 1 FROM stop_log u WHERE u.stop_id = c.stop_id AND u.undoes = c.n) \
         ORDER BY c.id DESC",
    )?;
    let wanted = order::tail_length(config.ratio);
    let mut tail = Tail::default();
    let mut rows = statement.query(named_params! {":day": day, ":unit": unit})?;
    let mut newest = true;
    while tail.classes.len() < wanted
        && let Some(row) = rows.next()?
    {
        let came_back: bool = row.get("came_back")?;
        tail.back |= newest && came_back;
        newest = false;
        if !came_back {
            tail.classes.push(row.get::<_, StoredText<Class>>("class")?.0);
        }
    }
    tail.classes.reverse();
    Ok(tail)
}

/// Who waits in a unit, as a newcomer finds them.
pub struct Line {
    /// How many of each class.
    pub crowd: Crowd,
    /// When the last of the newcomer's lane came.
    last: Option<Instant>,
}

/// Who waits in a unit today, for a newcomer of this lane. Who is away for a moment keeps the place, and counts.
pub fn line(db: &Connection, day: ServiceDay, unit: UnitId, newcomer: Lane) -> Result<Line, StoreError> {
    let mut line = Line { crowd: Crowd::default(), last: None };
    let mut statement = db.prepare_cached(
        "SELECT lane, count(*), max(opened_at) FROM stop WHERE service_day = :day AND unit_id = :unit \
         AND state = 'waiting' GROUP BY lane",
    )?;
    let mut rows = statement.query(named_params! {":day": day, ":unit": unit})?;
    while let Some(row) = rows.next()? {
        let lane = row.get::<_, StoredText<Lane>>(0)?.0;
        line.crowd.set(lane, row.get(1)?);
        if lane == newcomer {
            line.last = Some(instant_from_millis(row.get(2)?));
        }
    }
    Ok(line)
}

/// When a newcomer's stop counts as opened: now, but never before those of the class who wait already, so that
/// a clock set back lets nobody jump the queue.
pub fn opening(line: &Line, moment: &Moment, not_before: Option<Instant>) -> Instant {
    let at = moment.happened_at().min(moment.now).max(not_before.unwrap_or(Instant::UNIX_EPOCH));
    match line.last {
        Some(last) if moment.entered_at.is_none() => at.max(last),
        _ => at,
    }
}
