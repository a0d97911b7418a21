//! What screens, displays and reports are told. Every list is bounded, and names are not known here.

use rusqlite::{Connection, Row as Stored, ToSql, named_params};
use std::collections::{HashMap, HashSet};

use super::figures;
use crate::queue::closed::table::closed;
use crate::queue::line::table::tail;
use crate::queue::order::{Lane, Reason, Tail};
use crate::queue::rules::{self, Entry};
use crate::queue::stored::table::{self as stored, QueueProblem, number, progress, read_ticket, time};
use crate::queue::{
    Act, Board, CallId, CameFrom, Class, Config, Display, DisplayCall, Elsewhere, LeftOpen, Line, Outlook,
    Priority, Row, Source, State, TicketCard, Typed, UnitList, Urgency, order, outlook, query, typed,
};
use crate::store::{StoreError, StoredText, instant_from_millis, to_json};
use crate::terms::{Instant, PersonId, ServiceDay, StopId, TicketId, UnitId};

/// No list on a screen is longer than this.
const MOST_ROWS: usize = 300;
/// So many that did not come, and so many that are done, are shown below who waits.
const MOST_ENDED: i64 = 30;
/// So many calls before the newest are shown in public.
const EARLIER: usize = 5;

/// One ticket with everything that happened to it.
pub fn ticket(db: &Connection, asked: &query::Ticket) -> Result<Option<TicketCard>, QueueProblem> {
    match read_ticket(db, asked.ticket) {
        Ok(_) => Ok(Some(card(db, asked.ticket)?)),
        Err(QueueProblem::Refused(_)) => Ok(None),
        Err(failed) => Err(failed),
    }
}

/// Of these tickets, each with a unit: those whose turn in that unit is done and that are open in another one; where, and
/// since when. One look for all of them.
pub fn gone_on(
    db: &Connection,
    turns: &[(TicketId, UnitId)],
) -> Result<Vec<(TicketId, UnitId, Instant)>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT ticket_id, unit_id, state, opened_at FROM stop
         WHERE ticket_id IN (SELECT value FROM json_each(:tickets)) AND taken_back = 0 ORDER BY sequence DESC",
    )?;
    let tickets = to_json(&turns.iter().map(|(ticket, _)| *ticket).collect::<Vec<_>>())?;
    let stops: Vec<(TicketId, UnitId, State, Instant)> = statement
        .query_map(named_params! {":tickets": tickets}, |row| {
            let state = row.get::<_, StoredText<State>>("state")?.0;
            Ok((row.get("ticket_id")?, row.get("unit_id")?, state, stored::sure_time(row, "opened_at")?))
        })?
        .collect::<Result<_, _>>()?;
    let gone_on = turns.iter().filter_map(|(ticket, unit)| {
        let of = || stops.iter().filter(|(of, ..)| of == ticket);
        let (.., state, _) = of().find(|(_, at, ..)| at == unit)?;
        let (_, there, _, since) = of().find(|(.., state, _)| state.is_open())?;
        (*state == State::Done).then_some((*ticket, *there, *since))
    });
    Ok(gone_on.collect())
}

/// The tickets of one person on one day.
pub fn of_person(db: &Connection, asked: &query::OfPerson) -> Result<Vec<Row>, StoreError> {
    let query::OfPerson { day, person } = asked;
    newest(db, "t.person_id = :person AND t.service_day = :day", &[(":person", person), (":day", day)])
}

macro_rules! row_sql {
    ($rest:literal) => {
        concat!(
            "SELECT s.*, t.prefix, t.number, t.unit_id AS destination, t.person_id, t.priority, t.urgency, ",
            "t.payer, t.source, t.issued_at, t.revision AS ticket_revision, f.unit_id AS from_unit, ",
            "f.state AS from_state, f.ended_at AS from_ended_at, f.first_called_at AS from_called_at ",
            "FROM stop s JOIN ticket t ON t.id = s.ticket_id ",
            "LEFT JOIN stop f ON f.id = (SELECT b.id FROM stop b WHERE b.ticket_id = s.ticket_id ",
            "AND b.sequence < s.sequence AND b.taken_back = 0 ORDER BY b.sequence DESC LIMIT 1) WHERE ",
            $rest
        )
    };
}

fn row(stored: &Stored<'_>) -> rusqlite::Result<(Row, Class)> {
    let progress = progress(stored)?;
    let class = stored.get::<_, StoredText<Class>>("class")?.0;
    let comes_back = stored.get("came_back")?;
    let before = stored.get::<_, Option<StoredText<State>>>("from_state")?.map(|word| word.0);
    let called_before = time(stored, "from_called_at")?;
    let goes_on = before.is_some_and(|ended| order::wait_goes_on(ended, called_before));
    let from = stored.get::<_, Option<UnitId>>("from_unit")?.zip(time(stored, "from_ended_at")?);
    let row = Row {
        stop: stored.get("id")?,
        revision: stored.get("revision")?,
        ticket: stored.get("ticket_id")?,
        ticket_revision: stored.get("ticket_revision")?,
        number: number(stored)?,
        unit: stored.get("unit_id")?,
        destination: stored.get("destination")?,
        person: stored.get("person_id")?,
        priority: stored.get::<_, Option<StoredText<Priority>>>("priority")?.map(|word| word.0),
        urgency: stored.get::<_, StoredText<Urgency>>("urgency")?.0,
        payer: stored.get("payer")?,
        source: stored.get::<_, StoredText<Source>>("source")?.0,
        state: progress.state,
        issued_at: stored::sure_time(stored, "issued_at")?,
        opened_at: progress.opened_at,
        first_called_at: progress.first_called_at,
        since: progress.since,
        comes_back,
        came_from: from.map(|(unit, at)| CameFrom { unit, at }),
        reason: Reason::of(Lane::of(class, comes_back), goes_on).filter(|_| progress.state == State::Waiting),
        held: progress.held,
        elsewhere: None,
        call_count: progress.call_count,
        counter: progress.counter,
        position: None,
    };
    Ok((row, class))
}

fn rows(db: &Connection, sql: &str, values: &[(&str, &dyn ToSql)]) -> Result<Vec<(Row, Class)>, StoreError> {
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map(values, row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The row of one turn.
pub fn turn(db: &Connection, stop: StopId) -> Result<Option<Row>, StoreError> {
    Ok(rows(db, row_sql!("s.id = :stop"), &[(":stop", &stop)])?.pop().map(|(row, _)| row))
}

/// Who was served at a unit on paper since a day.
pub fn on_paper(db: &Connection, asked: &query::OnPaper) -> Result<Vec<Row>, StoreError> {
    let sql = row_sql!(
        "s.unit_id = :unit AND s.paper = 1 AND s.state = 'done' AND s.service_day >= :since
            AND t.person_id IS NOT NULL ORDER BY s.serving_at DESC LIMIT 2000"
    );
    Ok(rows(db, sql, &[(":unit", &asked.unit), (":since", &asked.since)])?
        .into_iter()
        .map(|(row, _)| row)
        .collect())
}

/// Open stops of a day, each waiting one with its place in its unit, and what follows from them for each unit.
struct Opened {
    rows: Vec<Row>,
    /// What a newcomer may expect.
    outlooks: HashMap<UnitId, Outlook>,
    /// The one that would be called now: who is away for a moment keeps the place and is passed over.
    next: HashMap<UnitId, StopId>,
    /// Who keeps a place and is not called meanwhile: away for a moment, or with another unit.
    away: HashSet<StopId>,
    /// Where each waiting one stands in the list of its unit.
    standing: HashMap<StopId, usize>,
}

fn open(db: &Connection, day: ServiceDay, config: &Config, now: Instant) -> Result<Opened, StoreError> {
    let all = rows(
        db,
        row_sql!("s.service_day = :day AND s.state IN ('waiting', 'called', 'serving') ORDER BY s.id"),
        &[(":day", &day)],
    )?;
    let mut waiting: HashMap<UnitId, Vec<order::Waiting>> = HashMap::new();
    let elsewhere = elsewhere(&all);
    let is_away = |row: &Row| row.is_held(now) || elsewhere.contains_key(&row.stop);
    let away: HashSet<StopId> = all.iter().filter(|(row, _)| is_away(row)).map(|(row, _)| row.stop).collect();
    for one in all.iter().filter(|(row, _)| row.state == State::Waiting) {
        waiting.entry(one.0.unit).or_default().push(waits(one));
    }
    let mut places: HashMap<StopId, u32> = HashMap::new();
    let (mut outlooks, mut next, mut standing) = (HashMap::new(), HashMap::new(), HashMap::new());
    for unit in config.units.iter().map(|unit| unit.id) {
        let waiting = waiting.get(&unit).map(Vec::as_slice).unwrap_or_default();
        // Where nobody waits it is everybody's turn.
        let tail = if waiting.is_empty() { Tail::default() } else { tail(db, day, unit, config)? };
        places.extend(order::forecast(waiting, &tail, config.ratio).into_iter().zip(1..));
        let list = order::standing(waiting, |stop| away.contains(&stop), &tail, config.ratio);
        standing.extend(list.into_iter().zip(1..));
        let here: Vec<_> = waiting.iter().filter(|one| !away.contains(&one.stop)).copied().collect();
        next.extend(order::next(&here, &tail, config.ratio).map(|stop| (unit, stop)));
        let mut crowd = order::Crowd::default();
        waiting.iter().for_each(|one| crowd.add(one.lane));
        outlooks.insert(unit, Outlook::of(crowd, &tail, config.ratio, &last_calls(db, day, unit)?));
    }
    let place = |row: Row| Row {
        position: places.get(&row.stop).copied(),
        elsewhere: elsewhere.get(&row.stop).cloned(),
        ..row
    };
    Ok(Opened { rows: all.into_iter().map(|(row, _)| place(row)).collect(), outlooks, next, away, standing })
}

/// Of whom waits or is called, the other turn at which the same person is called or being served.
fn elsewhere(open: &[(Row, Class)]) -> HashMap<StopId, Elsewhere> {
    let mut of_person: HashMap<PersonId, Vec<&Row>> = HashMap::new();
    for (row, _) in open {
        if let Some(person) = row.person {
            of_person.entry(person).or_default().push(row);
        }
    }
    let there = |row: &Row| {
        let other = rules::elsewhere(of_person.get(&row.person?)?.iter().copied(), row)?;
        let (number, unit, counter, state) = (other.number.clone(), other.unit, other.counter, other.state);
        Some((row.stop, Elsewhere { number, unit, counter, state }))
    };
    let ahead = open.iter().map(|(row, _)| row).filter(|row| row.state != State::Serving);
    ahead.filter_map(there).collect()
}

/// How many are called before a stop that waits in a unit.
pub fn before(
    db: &Connection,
    (day, unit): (ServiceDay, UnitId),
    stop: StopId,
    config: &Config,
) -> Result<u32, StoreError> {
    let sql = row_sql!("s.service_day = :day AND s.unit_id = :unit AND s.state = 'waiting'");
    let rows = rows(db, sql, &[(":day", &day), (":unit", &unit)])?;
    let waiting: Vec<order::Waiting> = rows.iter().map(waits).collect();
    let order = order::forecast(&waiting, &tail(db, day, unit, config)?, config.ratio);
    let ahead = order.iter().position(|one| *one == stop).unwrap_or(0);
    Ok(u32::try_from(ahead).unwrap_or(u32::MAX))
}

/// A waiting row as the order looks at it.
const fn waits((row, class): &(Row, Class)) -> order::Waiting {
    order::Waiting { stop: row.stop, lane: Lane::of(*class, row.comes_back), opened_at: row.opened_at }
}

/// When the unit called last, newest first; what was taken back was no call.
fn last_calls(db: &Connection, day: ServiceDay, unit: UnitId) -> Result<Vec<Instant>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT at FROM stop_log c WHERE service_day = :day AND unit_id = :unit AND did = 'called' AND paper = 0 \
         AND NOT EXISTS (SELECT 1 FROM stop_log u WHERE u.stop_id = c.stop_id AND u.undoes = c.n) \
         ORDER BY id DESC LIMIT :most",
    )?;
    let most = i64::try_from(outlook::CALLS).unwrap_or(i64::MAX);
    let calls = statement.query_map(named_params! {":day": day, ":unit": unit, ":most": most}, |row| {
        Ok(instant_from_millis(row.get("at")?))
    })?;
    Ok(calls.collect::<Result<_, _>>()?)
}

/// Stops that did not come or are done, the newest ones, in the order in which lists show them; of a ticket that came
/// to a unit twice the last stop there alone.
fn ended(db: &Connection, day: ServiceDay, unit: Option<UnitId>) -> Result<Vec<Row>, StoreError> {
    let mut ended = Vec::new();
    for state in [State::NoShow, State::Done, State::Cancelled] {
        ended.extend(rows(
            db,
            row_sql!(
                "s.service_day = :day AND s.state = :state AND s.taken_back = 0 AND (:unit IS NULL OR s.unit_id = :unit) \
                 AND NOT EXISTS (SELECT 1 FROM stop l WHERE l.ticket_id = s.ticket_id AND l.unit_id = s.unit_id \
                 AND l.sequence > s.sequence AND l.taken_back = 0) ORDER BY s.since DESC, s.id DESC LIMIT :most"
            ),
            &[(":day", &day), (":state", &state.as_str()), (":unit", &unit), (":most", &MOST_ENDED)],
        )?);
    }
    Ok(ended.into_iter().map(|(row, _)| row).collect())
}

/// How many tickets are done in each unit: who is back there, or was there twice, counts once, by the last time.
fn done(db: &Connection, day: ServiceDay) -> Result<HashMap<UnitId, u32>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT s.unit_id, count(*) FROM stop s WHERE s.service_day = :day AND s.state = 'done' AND NOT EXISTS \
         (SELECT 1 FROM stop l WHERE l.ticket_id = s.ticket_id AND l.unit_id = s.unit_id \
         AND l.sequence > s.sequence AND l.taken_back = 0) GROUP BY s.unit_id",
    )?;
    let counts = statement.query_map(named_params! {":day": day}, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(counts.collect::<Result<_, _>>()?)
}

/// The last number of each series.
fn series(db: &Connection, day: ServiceDay) -> Result<HashMap<String, u32>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT prefix, last_number FROM series WHERE service_day = :day")?;
    let last = statement.query_map(named_params! {":day": day}, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(last.collect::<Result<_, _>>()?)
}

/// Everything for the front desk's panel.
pub fn board(
    db: &Connection,
    asked: &query::Board,
    config: &Config,
    now: Instant,
) -> Result<Board, StoreError> {
    let day = asked.day;
    let Opened { mut rows, outlooks, next, standing, .. } = open(db, day, config, now)?;
    let figures = figures::Day { done: done(db, day)?, series: series(db, day)?, outlooks, next };
    let units = figures::units(&rows, &figures, config);
    let waiting = units.iter().map(|line| line.waiting).sum();
    figures::sort(&mut rows, &standing);
    let (closed, back) = closed(db, (day, &rows), config)?;
    let others = ended(db, day, None)?.into_iter().filter(|row| back.iter().all(|one| one.stop != row.stop));
    let others: Vec<Row> = others.collect();
    rows.extend(back);
    rows.extend(others);
    let left_out = rows.len().saturating_sub(MOST_ROWS);
    rows.truncate(MOST_ROWS);
    Ok(Board { day, closed, waiting, units, rows, left_out: u32::try_from(left_out).unwrap_or(u32::MAX) })
}

/// Who waits for one unit.
pub fn unit_list(
    db: &Connection,
    asked: &query::UnitList,
    config: &Config,
    now: Instant,
) -> Result<UnitList, QueueProblem> {
    let query::UnitList { day, unit: id } = *asked;
    let unit = crate::queue::table::unit(config, id)?;
    let Opened { rows: all, outlooks, next, standing, .. } = open(db, day, config, now)?;
    let figures = figures::Day { done: done(db, day)?, series: series(db, day)?, outlooks, next };
    let line = figures::unit(unit, &all, &figures, config);
    let mut rows: Vec<Row> = all.into_iter().filter(|row| row.unit == id).collect();
    figures::sort(&mut rows, &standing);
    rows.extend(ended(db, day, Some(id))?);
    let left_out = rows.len().saturating_sub(MOST_ROWS);
    rows.truncate(MOST_ROWS);
    Ok(UnitList { line, rows, left_out: u32::try_from(left_out).unwrap_or(u32::MAX) })
}

/// What the waiting room sees.
pub fn display(
    db: &Connection,
    asked: &query::Display,
    config: &Config,
    now: Instant,
) -> Result<Display, StoreError> {
    let day = asked.day;
    // Each number stands in the list once, with its newest call; calls that were taken back are not shown.
    let mut statement = db.prepare_cached(
        "SELECT c.id, c.stop_id, c.at, c.unit_id, c.counter_id, s.counter_id AS stop_counter, s.call_count, \
         s.ticket_id, t.prefix, t.number \
         FROM stop_log c JOIN stop s ON s.id = c.stop_id JOIN ticket t ON t.id = s.ticket_id \
         WHERE c.service_day = :day AND c.did IN ('called', 'called_again') AND c.paper = 0 AND NOT EXISTS \
         (SELECT 1 FROM stop_log u WHERE u.stop_id = c.stop_id AND u.undoes = c.n) ORDER BY c.id DESC LIMIT 60",
    )?;
    let mut stored = statement.query(named_params! {":day": day})?;
    let mut calls: Vec<(StopId, DisplayCall)> = Vec::with_capacity(EARLIER + 1);
    while let Some(row) = stored.next()? {
        let stop: StopId = row.get("stop_id")?;
        if calls.iter().any(|(shown, _)| *shown == stop) {
            continue;
        }
        calls.push((
            stop,
            DisplayCall {
                call: CallId(row.get("id")?),
                number: number(row)?,
                unit: row.get("unit_id")?,
                counter: row.get::<_, Option<_>>("counter_id")?.or(row.get("stop_counter")?),
                times: row.get("call_count")?,
                at: instant_from_millis(row.get("at")?),
            },
        ));
        if calls.len() > EARLIER {
            break;
        }
    }
    let mut calls = calls.into_iter().map(|(_, call)| call);
    let opened = open(db, day, config, now)?;
    let next = figures::next(&opened.rows, &opened.next, &opened.away, config);
    Ok(Display { day, current: calls.next(), earlier: calls.collect(), next })
}

/// The newest stop of each ticket that fits.
fn newest(db: &Connection, which: &str, values: &[(&str, &dyn ToSql)]) -> Result<Vec<Row>, StoreError> {
    let start = row_sql!("");
    let sql = format!(
        "{start} {which} AND s.taken_back = 0 AND s.sequence = \
         (SELECT max(l.sequence) FROM stop l WHERE l.ticket_id = t.id AND l.taken_back = 0) ORDER BY s.id LIMIT 50"
    );
    Ok(rows(db, &sql, values)?.into_iter().map(|(row, _)| row).collect())
}

/// Tickets of a day by what somebody typed.
pub fn find(db: &Connection, asked: &query::Find) -> Result<Vec<Row>, StoreError> {
    let query::Find { day, text } = asked;
    match typed(text) {
        Some(Typed::Full(number)) => newest(
            db,
            "t.service_day = :day AND t.prefix = :prefix AND t.number = :number",
            &[(":day", day), (":prefix", &number.prefix), (":number", &number.number)],
        ),
        Some(Typed::Digits(number)) => {
            newest(db, "t.service_day = :day AND t.number = :number", &[(":day", day), (":number", &number)])
        }
        None => Ok(Vec::new()),
    }
}

pub fn card(db: &Connection, id: TicketId) -> Result<TicketCard, StoreError> {
    let mut statement =
        db.prepare_cached(row_sql!("s.ticket_id = :ticket AND s.taken_back = 0 ORDER BY s.sequence"))?;
    let lines = statement.query_map(named_params! {":ticket": id}, |stored| {
        Ok((row(stored)?.0, time(stored, "serving_at")?, time(stored, "ended_at")?))
    })?;
    let mut stops = Vec::new();
    for line in lines {
        let (row, serving_at, ended_at) = line?;
        stops.push(Line { serving_at, ended_at, acts: acts(db, row.stop)?, row });
    }
    Ok(db.prepare_cached("SELECT * FROM ticket WHERE id = :ticket")?.query_row(
        named_params! {":ticket": id},
        |row| {
            Ok(TicketCard {
                ticket: id,
                day: row.get("service_day")?,
                revision: row.get("revision")?,
                number: number(row)?,
                destination: row.get("unit_id")?,
                person: row.get("person_id")?,
                priority: row.get::<_, Option<StoredText<Priority>>>("priority")?.map(|word| word.0),
                urgency: row.get::<_, StoredText<Urgency>>("urgency")?.0,
                source: row.get::<_, StoredText<Source>>("source")?.0,
                payer: row.get("payer")?,
                issued_at: stored::sure_time(row, "issued_at")?,
                recorded_at: stored::sure_time(row, "recorded_at")?,
                cancelled_at: time(row, "cancelled_at")?,
                cancel_reason: row.get("cancel_reason")?,
                stops,
            })
        },
    )?)
}

fn acts(db: &Connection, stop: StopId) -> Result<Vec<Act>, StoreError> {
    let log = stored::read_log(db, stop)?;
    let mut notes =
        db.prepare_cached("SELECT n, note FROM stop_log WHERE stop_id = :stop AND note IS NOT NULL")?;
    let notes: HashMap<u32, String> = notes
        .query_map(named_params! {":stop": stop}, |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let act = |entry: &Entry| Act {
        did: entry.did,
        at: entry.at,
        recorded_at: entry.recorded_at,
        by: entry.by,
        counter: entry.counter,
        note: notes.get(&entry.n).cloned(),
        taken_back: log.iter().any(|(later, _)| later.undoes == Some(entry.n)),
    };
    Ok(log.iter().map(|(entry, _)| act(entry)).collect())
}

/// Every ticket of a day with its history.
pub fn report(db: &Connection, asked: &query::DayReport) -> Result<Vec<TicketCard>, StoreError> {
    let mut statement = db.prepare_cached("SELECT id FROM ticket WHERE service_day = :day ORDER BY id")?;
    let ids = statement.query_map(named_params! {":day": asked.day}, |row| row.get(0))?;
    ids.map(|id| card(db, id?)).collect()
}

/// Days before this one that still have open stops.
pub fn left_open(db: &Connection, asked: &query::LeftOpen) -> Result<Vec<LeftOpen>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT service_day, sum(state <> 'serving') AS waiting, sum(state = 'serving') AS serving, \
         sum(class = 'emergency') AS emergencies FROM stop WHERE state IN ('waiting', 'called', 'serving') \
         AND service_day < :day GROUP BY service_day ORDER BY service_day",
    )?;
    let days = statement.query_map(named_params! {":day": asked.day}, |row| {
        Ok(LeftOpen {
            day: row.get("service_day")?,
            waiting: row.get("waiting")?,
            serving: row.get("serving")?,
            emergencies: row.get("emergencies")?,
        })
    })?;
    Ok(days.collect::<Result<_, _>>()?)
}
