//! Rows of the queue as they are stored: reading a stop or a ticket, writing progress, adding a line.

use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use crate::queue::rules::{Entry, Held, Progress};
use crate::queue::{Class, Did, Error, Number, Priority, State, Urgency};
use crate::store::{Problem, Rule, StoreError, StoredText, instant_from_millis, millis};
use crate::terms::{AccountId, Instant, PersonId, Revision, ServiceDay, StopId, TicketId, UnitId};

/// How work on the queue ends when it does not succeed.
pub type QueueProblem = Problem<Error>;

impl Rule for Error {}

/// A stop as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Stop {
    pub id: StopId,
    pub ticket: TicketId,
    pub sequence: u32,
    pub unit: UnitId,
    pub day: ServiceDay,
    pub class: Class,
    pub revision: Revision,
    pub progress: Progress,
}

impl Stop {
    /// Refuses what was decided on an older state than this one.
    pub fn must_be_as(&self, seen: Option<Revision>) -> Result<(), Error> {
        if self.revision.is_other_than(seen) {
            return Err(Error::Changed { state: Some(self.progress.state), revision: self.revision });
        }
        Ok(())
    }
}

/// A ticket as stored, as far as commands look at it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ticket {
    pub id: TicketId,
    pub day: ServiceDay,
    pub number: Option<Number>,
    pub unit: UnitId,
    pub person: Option<PersonId>,
    pub priority: Option<Priority>,
    pub urgency: Urgency,
    pub issued: Instant,
    pub cancelled: Option<Instant>,
    pub revision: Revision,
}

/// A line to add to the log of a stop.
pub struct NewLine<'a> {
    pub entry: Entry,
    pub note: Option<&'a str>,
    pub next: Option<StopId>,
    pub paper: bool,
}

impl From<Entry> for NewLine<'_> {
    fn from(entry: Entry) -> Self {
        Self { entry, note: None, next: None, paper: false }
    }
}

/// A stop to open.
pub struct NewStop {
    pub ticket: TicketId,
    pub sequence: u32,
    pub unit: UnitId,
    pub day: ServiceDay,
    pub class: Class,
    /// Whether somebody comes back who was served there before.
    pub came_back: bool,
    pub opened_at: Instant,
    pub recorded_at: Instant,
    pub by: Option<AccountId>,
    pub paper: bool,
}

pub fn time(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Instant>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(instant_from_millis))
}

pub fn sure_time(row: &Row<'_>, column: &str) -> rusqlite::Result<Instant> {
    Ok(instant_from_millis(row.get(column)?))
}

pub fn number(row: &Row<'_>) -> rusqlite::Result<Option<Number>> {
    let (prefix, number): (Option<String>, Option<u32>) = (row.get("prefix")?, row.get("number")?);
    Ok(prefix.zip(number).map(|(prefix, number)| Number { prefix, number }))
}

/// The moment for which somebody is away, where there is one.
fn held(row: &Row<'_>) -> rusqlite::Result<Option<Held>> {
    let (since, until) = (time(row, "held_at")?, time(row, "held_until")?);
    Ok(since.zip(until).map(|(since, until)| Held { since, until }))
}

pub fn progress(row: &Row<'_>) -> rusqlite::Result<Progress> {
    Ok(Progress {
        state: row.get::<_, StoredText<State>>("state")?.0,
        opened_at: sure_time(row, "opened_at")?,
        first_called_at: time(row, "first_called_at")?,
        called_at: time(row, "called_at")?,
        call_count: row.get("call_count")?,
        called_by: row.get("called_by")?,
        counter: row.get("counter_id")?,
        serving_at: time(row, "serving_at")?,
        no_show_at: time(row, "no_show_at")?,
        held: held(row)?,
        ended_at: time(row, "ended_at")?,
        since: sure_time(row, "since")?,
    })
}

fn stop_from(row: &Row<'_>) -> rusqlite::Result<Stop> {
    Ok(Stop {
        id: row.get("id")?,
        ticket: row.get("ticket_id")?,
        sequence: row.get("sequence")?,
        unit: row.get("unit_id")?,
        day: row.get("service_day")?,
        class: row.get::<_, StoredText<Class>>("class")?.0,
        revision: row.get("revision")?,
        progress: progress(row)?,
    })
}

/// The stop, or the refusal that there is none.
pub fn read_stop(db: &Connection, stop: StopId) -> Result<Stop, QueueProblem> {
    db.prepare_cached("SELECT * FROM stop WHERE id = :id")?
        .query_row(named_params! {":id": stop}, stop_from)
        .optional()?
        .ok_or(QueueProblem::Refused(Error::UnknownStop))
}

/// The newest stop of a ticket, those left out whose opening was taken back.
pub fn last_stop(db: &Connection, ticket: TicketId) -> Result<Stop, QueueProblem> {
    db.prepare_cached(
        "SELECT * FROM stop WHERE ticket_id = :ticket AND taken_back = 0 ORDER BY sequence DESC LIMIT 1",
    )?
    .query_row(named_params! {":ticket": ticket}, stop_from)
    .optional()?
    .ok_or(QueueProblem::Refused(Error::UnknownTicket))
}

/// Every emergency that is not over, of whatever day.
pub fn open_emergencies(db: &Connection) -> Result<Vec<Stop>, StoreError> {
    // As the index of open stops says it: few are open, however many there were.
    let mut statement = db.prepare_cached(
        "SELECT * FROM stop WHERE class = 'emergency' \
         AND (state = 'waiting' OR state = 'called' OR state = 'serving') ORDER BY id",
    )?;
    let stops = statement.query_map([], stop_from)?;
    Ok(stops.collect::<Result<_, _>>()?)
}

/// Every open stop of a day.
pub fn open_stops(db: &Connection, day: ServiceDay) -> Result<Vec<Stop>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT * FROM stop WHERE service_day = :day AND state IN ('waiting', 'called', 'serving') ORDER BY id",
    )?;
    let stops = statement.query_map(named_params! {":day": day}, stop_from)?;
    Ok(stops.collect::<Result<_, _>>()?)
}

/// The highest place of a stop within its ticket.
pub fn last_sequence(db: &Connection, ticket: TicketId) -> Result<u32, StoreError> {
    Ok(db
        .prepare_cached("SELECT coalesce(max(sequence), 0) FROM stop WHERE ticket_id = :ticket")?
        .query_row(named_params! {":ticket": ticket}, |row| row.get(0))?)
}

/// The ticket, or the refusal that there is none.
pub fn read_ticket(db: &Connection, ticket: TicketId) -> Result<Ticket, QueueProblem> {
    db.prepare_cached(
        "SELECT id, service_day, prefix, number, unit_id, person_id, priority, urgency, issued_at, cancelled_at, revision \
         FROM ticket WHERE id = :id",
    )?
    .query_row(named_params! {":id": ticket}, |row| {
        Ok(Ticket {
            id: row.get("id")?,
            day: row.get("service_day")?,
            number: number(row)?,
            unit: row.get("unit_id")?,
            person: row.get("person_id")?,
            priority: row.get::<_, Option<StoredText<Priority>>>("priority")?.map(|word| word.0),
            urgency: row.get::<_, StoredText<Urgency>>("urgency")?.0,
            issued: sure_time(row, "issued_at")?,
            cancelled: time(row, "cancelled_at")?,
            revision: row.get("revision")?,
        })
    })
    .optional()?
    .ok_or(QueueProblem::Refused(Error::UnknownTicket))
}

/// The ticket is given up, and why.
pub fn give_up(db: &Connection, ticket: TicketId, at: Instant, reason: &str) -> Result<(), StoreError> {
    db.prepare_cached(
        "UPDATE ticket SET cancelled_at = :at, cancel_reason = :reason, revision = revision + 1 WHERE id = :id",
    )?
    .execute(named_params! {":id": ticket, ":at": millis(at), ":reason": reason})?;
    Ok(())
}

/// The ticket was not given up after all.
pub fn take_up(db: &Connection, ticket: TicketId) -> Result<(), StoreError> {
    db.prepare_cached(
        "UPDATE ticket SET cancelled_at = NULL, cancel_reason = NULL, revision = revision + 1 WHERE id = :id",
    )?
    .execute(named_params! {":id": ticket})?;
    Ok(())
}

/// The log of a stop in order, and beside each line the stop that it opened.
pub fn read_log(db: &Connection, stop: StopId) -> Result<Vec<(Entry, Option<StopId>)>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT n, did, at, recorded_at, done_by, counter_id, until, undoes, one_act, linked, by_death, next_stop_id FROM stop_log \
         WHERE stop_id = :stop ORDER BY n",
    )?;
    let lines = statement.query_map(named_params! {":stop": stop}, |row| {
        let entry = Entry {
            n: row.get("n")?,
            did: row.get::<_, StoredText<Did>>("did")?.0,
            at: sure_time(row, "at")?,
            recorded_at: sure_time(row, "recorded_at")?,
            by: row.get("done_by")?,
            counter: row.get("counter_id")?,
            until: time(row, "until")?,
            undoes: row.get("undoes")?,
            one_act: row.get("one_act")?,
            linked: row.get("linked")?,
            by_death: row.get("by_death")?,
        };
        Ok((entry, row.get("next_stop_id")?))
    })?;
    Ok(lines.collect::<Result<_, _>>()?)
}

/// Adds a line; gives its id (which is the call's number where it is a call) and its place in the log.
pub fn add_line(db: &Connection, stop: &Stop, line: &NewLine<'_>) -> Result<i64, StoreError> {
    let entry = &line.entry;
    Ok(db
        .prepare_cached(
            "INSERT INTO stop_log (stop_id, n, service_day, unit_id, class, did, at, recorded_at, done_by, \
             counter_id, until, next_stop_id, undoes, one_act, linked, by_death, note, paper) VALUES (:stop, \
             coalesce((SELECT n FROM stop_log WHERE stop_id = :stop ORDER BY n DESC LIMIT 1), 0) + 1, :day, :unit, :class, :did, \
             :at, :recorded_at, :by, :counter, :until, :next, :undoes, :one_act, :linked, :by_death, :note, :paper)",
        )?
        .insert(named_params! {
            ":stop": stop.id, ":day": stop.day, ":unit": stop.unit, ":class": stop.class.as_str(),
            ":did": entry.did.as_str(), ":at": millis(entry.at), ":recorded_at": millis(entry.recorded_at),
            ":by": entry.by, ":counter": entry.counter, ":until": entry.until.map(millis), ":next": line.next,
            ":undoes": entry.undoes, ":one_act": entry.one_act, ":linked": entry.linked, ":by_death": entry.by_death,
            ":note": line.note, ":paper": line.paper,
        })?)
}

/// Writes where the stop is now; gives its new revision.
pub fn write_progress(db: &Connection, stop: &Stop, now: &Progress) -> Result<Revision, StoreError> {
    Ok(db
        .prepare_cached(
            "UPDATE stop SET state = :state, class = :class, first_called_at = :first_called_at, \
             called_at = :called_at, call_count = :call_count, called_by = :called_by, counter_id = :counter, \
             serving_at = :serving_at, no_show_at = :no_show_at, held_at = :held_at, held_until = :held_until, ended_at = :ended_at, since = :since, \
             revision = revision + 1 WHERE id = :id RETURNING revision",
        )?
        .query_row(
            named_params! {
                ":id": stop.id, ":state": now.state.as_str(), ":class": stop.class.as_str(),
                ":first_called_at": now.first_called_at.map(millis), ":called_at": now.called_at.map(millis),
                ":call_count": now.call_count, ":called_by": now.called_by, ":counter": now.counter,
                ":serving_at": now.serving_at.map(millis), ":no_show_at": now.no_show_at.map(millis),
                ":held_at": now.held.map(|held| millis(held.since)),
                ":held_until": now.held.map(|held| millis(held.until)),
                ":ended_at": now.ended_at.map(millis), ":since": millis(now.since),
            },
            |row| row.get(0),
        )?)
}

/// Opens a stop with its first line.
pub fn open_stop(db: &Connection, new: &NewStop) -> Result<Stop, StoreError> {
    let id = db
        .prepare_cached(
            "INSERT INTO stop (ticket_id, sequence, unit_id, service_day, class, came_back, paper, state, opened_at, since) \
             VALUES (:ticket, :sequence, :unit, :day, :class, :came_back, :paper, 'waiting', :opened_at, :opened_at)",
        )?
        .insert(named_params! {
            ":ticket": new.ticket, ":sequence": new.sequence, ":unit": new.unit, ":day": new.day,
            ":class": new.class.as_str(), ":came_back": new.came_back, ":paper": new.paper, ":opened_at": millis(new.opened_at),
        })?;
    let stop = Stop {
        id: StopId(id),
        ticket: new.ticket,
        sequence: new.sequence,
        unit: new.unit,
        day: new.day,
        class: new.class,
        revision: Revision(1),
        progress: Progress::opened(new.opened_at),
    };
    let did = if new.sequence == 1 { Did::Issued } else { Did::Opened };
    let entry = Entry { recorded_at: new.recorded_at, by: new.by, ..Entry::at(did, new.opened_at) };
    add_line(db, &stop, &NewLine { paper: new.paper, ..NewLine::from(entry) })?;
    Ok(stop)
}

/// When a day was closed; `None` while it is open.
pub fn closed_at(db: &Connection, day: ServiceDay) -> Result<Option<Instant>, StoreError> {
    let closed: Option<Option<i64>> = db
        .prepare_cached("SELECT closed_at FROM queue_day WHERE service_day = :day")?
        .query_row(named_params! {":day": day}, |row| row.get(0))
        .optional()?;
    Ok(closed.flatten().map(instant_from_millis))
}
