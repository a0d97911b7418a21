//! The queue's commands on the store: read the state, let the rules decide, write what follows.
//!
//! Runs inside the transaction of the writer, which undoes everything when a refusal comes back.

use rusqlite::{Connection, named_params};

pub use super::board::table::{
    board, display, find, left_open, of_person, on_paper, report, ticket, unit_list,
};
use super::held::table::{must_be_only, only};
use super::issue::table as issue;
use super::order::{self, Crowd, Waiting};
use super::paper::table as paper;
pub use super::paper::table::served;
use super::rules::{self, Entry, Progress, Step, act_time};
use super::stored::table::{
    NewLine, NewStop, Stop, Trouble, add_line, closed_at, last_sequence, last_stop, open_stop, open_stops,
    read_log, read_stop, read_ticket, write_progress,
};
use super::{CallId, Called, Class, Command, Did, Error, Event, House, OnStop, Reply, Undo, Unit};
use crate::store::{Finding, Problem, StoreError, StoredText, instant_from_millis, millis};
use crate::terms::{CounterId, Instant, Moment, Revision, ServiceDay, StopId, TicketId, UnitId};

/// The tables of the queue.
pub const SCHEMA: &str = include_str!("schema.sql");

type Outcome = Result<(Reply, Vec<Event>), Problem<Error>>;

/// Does what is asked, or refuses and leaves nothing that the writer would not undo.
pub fn run(db: &Connection, command: &Command, moment: &Moment, house: &House) -> Outcome {
    match command {
        Command::Issue(new) => issue::issue(db, new, moment, house),
        Command::LinkPerson { ticket, person, seen } => issue::link(db, *ticket, (*person, *seen), house),
        Command::SetPriority(set) => issue::set_priority(db, set, moment, house),
        Command::EnterFromPaper(sheet) => paper::enter(db, sheet, moment, house),
        Command::CallNext { unit, counter } => call_next(db, *unit, *counter, moment, house),
        Command::Call { stop, counter, seen } => {
            call(db, &checked(db, *stop, *seen, Step::Call(*counter))?, Step::Call(*counter), moment, house)
        }
        Command::CallAgain(OnStop { stop, seen }) => {
            call(db, &checked(db, *stop, *seen, Step::CallAgain)?, Step::CallAgain, moment, house)
        }
        Command::NoShow(on) => on_stop(db, *on, Step::NoShow, moment),
        Command::Restore(on) => only(db, on.stop, on_stop(db, *on, Step::Restore, moment)?, house),
        Command::Serve(on) => on_stop(db, *on, Step::Serve, moment),
        Command::Finish { stop, next: None, seen } => {
            on_stop(db, OnStop { stop: *stop, seen: *seen }, Step::Finish, moment)
        }
        Command::Finish { stop, next: Some(to), seen } => {
            onward(db, &checked(db, *stop, *seen, Step::Finish)?, Step::Finish, *to, moment, house)
        }
        Command::Move { stop, to, seen } => {
            onward(db, &checked(db, *stop, *seen, Step::Move)?, Step::Move, *to, moment, house)
        }
        Command::Cancel { ticket, reason, seen } => cancel(db, *ticket, reason, *seen, moment),
        Command::Undo(target) => undo(db, *target, moment, house),
        Command::CloseDay { day, reason } => close_day(db, *day, reason, moment),
        Command::ReopenDay { day } => reopen_day(db, *day, moment),
    }
}

/// The ticket of a stop, with everything that happened to it: for what the door composes.
pub fn ticket_of(db: &Connection, stop: StopId) -> Result<super::TicketCard, Problem<Error>> {
    let stop = read_stop(db, stop)?;
    Ok(super::board::table::card(db, stop.ticket)?)
}

/// What must always hold; each finding by ids only.
pub fn doctor(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    super::doctor::table::doctor(db)
}

/// The stop, once the rules allow the step and the screen saw its newest state. The rule speaks first: "already
/// called to counter 2" helps more than "has changed".
fn checked(
    db: &Connection,
    stop: StopId,
    seen: Option<Revision>,
    step: Step,
) -> Result<Stop, Problem<Error>> {
    let stop = read_stop(db, stop)?;
    stop.progress.after(step)?;
    if seen.is_some_and(|seen| seen != stop.revision) {
        return Err(Error::Changed { state: Some(stop.progress.state), revision: stop.revision }.into());
    }
    Ok(stop)
}

/// What an act left behind.
struct Acted {
    line: i64,
    now: Progress,
    revision: Revision,
}

/// What goes with an act into its line.
#[derive(Default)]
struct Beside<'a> {
    note: Option<&'a str>,
    next: Option<StopId>,
}

fn act(
    db: &Connection,
    stop: &Stop,
    step: Step,
    moment: &Moment,
    beside: &Beside<'_>,
) -> Result<Acted, Trouble> {
    if step != Step::Close {
        must_be_today(db, stop.day, moment)?;
    }
    stop.progress.after(step)?;
    let entry = Entry {
        n: 0,
        did: step.did(),
        at: act_time(moment, stop.progress.since),
        recorded_at: moment.now,
        by: moment.by,
        counter: match step {
            Step::Call(counter) => Some(counter),
            _ => None,
        },
        undoes: None,
    };
    let line = NewLine {
        did: entry.did,
        at: entry.at,
        recorded_at: entry.recorded_at,
        by: entry.by,
        counter: entry.counter,
        note: beside.note,
        next: beside.next,
        undoes: None,
        paper: false,
    };
    let line = add_line(db, stop, &line)?;
    let now = stop.progress.with(&entry);
    let revision = write_progress(db, stop, &now)?;
    Ok(Acted { line, now, revision })
}

/// Everything but closing happens today, on a day that is open.
pub(super) fn must_be_today(db: &Connection, day: ServiceDay, moment: &Moment) -> Result<(), Trouble> {
    if day != moment.day {
        return Err(Error::NotToday { day }.into());
    }
    match closed_at(db, day)? {
        Some(_) => Err(Error::DayClosed { day }.into()),
        None => Ok(()),
    }
}

/// The unit; refused when there is none.
pub(super) fn unit(house: &House, id: UnitId) -> Result<&Unit, Error> {
    house.units.iter().find(|unit| unit.id == id).ok_or(Error::UnknownUnit { unit: id })
}

/// The unit; refused when it takes nobody.
pub(super) fn active_unit(house: &House, id: UnitId) -> Result<&Unit, Error> {
    Some(unit(house, id)?).filter(|unit| unit.active).ok_or(Error::UnitClosed { unit: id })
}

/// Refuses a counter of another unit.
pub(super) fn must_belong(house: &House, counter: CounterId, unit: UnitId) -> Result<(), Error> {
    let fits = house.counters.iter().any(|one| one.id == counter && one.unit == unit);
    if fits { Ok(()) } else { Err(Error::WrongCounter { counter, unit }) }
}

/// The reason, trimmed; refused when there is none.
fn needed(reason: &str) -> Result<&str, Error> {
    Some(reason.trim()).filter(|reason| !reason.is_empty()).ok_or(Error::ReasonMissing)
}

fn on_stop(db: &Connection, on: OnStop, step: Step, moment: &Moment) -> Outcome {
    let stop = checked(db, on.stop, on.seen, step)?;
    let acted = act(db, &stop, step, moment, &Beside::default())?;
    Ok((changed(&stop, &acted, None), vec![event(&stop, step.did())]))
}

fn changed(stop: &Stop, acted: &Acted, next: Option<StopId>) -> Reply {
    Reply::StopChanged { stop: stop.id, state: acted.now.state, revision: acted.revision, next }
}

fn event(stop: &Stop, did: Did) -> Event {
    Event::StopChanged { stop: stop.id, unit: stop.unit, did }
}

fn call(db: &Connection, stop: &Stop, step: Step, moment: &Moment, house: &House) -> Outcome {
    if let Step::Call(counter) = step {
        must_belong(house, counter, stop.unit)?;
    }
    let number = read_ticket(db, stop.ticket)?.number;
    let acted = act(db, stop, step, moment, &Beside::default())?;
    let call = CallId(acted.line);
    let reply = Reply::Called(Called {
        call,
        stop: stop.id,
        ticket: stop.ticket,
        number,
        unit: stop.unit,
        counter: acted.now.counter,
        times: acted.now.call_count,
        revision: acted.revision,
    });
    Ok((reply, vec![Event::Called { call, stop: stop.id, unit: stop.unit }]))
}

fn call_next(db: &Connection, id: UnitId, counter: CounterId, moment: &Moment, house: &House) -> Outcome {
    unit(house, id)?;
    must_belong(house, counter, id)?;
    must_be_today(db, moment.day, moment)?;
    let mut heads = Vec::with_capacity(Class::ALL.len());
    for class in Class::ALL {
        heads.extend(head(db, moment.day, id, class)?);
    }
    let both =
        [Class::Priority, Class::Ordinary].iter().all(|class| heads.iter().any(|one| one.class == *class));
    let tail = if both { tail(db, moment.day, id, house)? } else { Vec::new() };
    let stop = order::next(&heads, &tail, house.ratio).ok_or(Error::NobodyWaits { unit: id })?;
    call(db, &read_stop(db, stop)?, Step::Call(counter), moment, house)
}

/// The first of a class who waits in a unit.
fn head(db: &Connection, day: ServiceDay, unit: UnitId, class: Class) -> Result<Option<Waiting>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT id, opened_at FROM stop WHERE service_day = :day AND unit_id = :unit AND class = :class \
         AND state = 'waiting' ORDER BY opened_at, id LIMIT 1",
    )?;
    let mut rows = statement.query(named_params! {":day": day, ":unit": unit, ":class": class.as_str()})?;
    Ok(match rows.next()? {
        Some(row) => Some(Waiting {
            stop: row.get("id")?,
            class,
            opened_at: instant_from_millis(row.get("opened_at")?),
        }),
        None => None,
    })
}

/// The classes of the unit's last calls, oldest first: as many as decide the turn.
pub(super) fn tail(
    db: &Connection,
    day: ServiceDay,
    unit: UnitId,
    house: &House,
) -> Result<Vec<Class>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT class FROM stop_log c WHERE service_day = :day AND unit_id = :unit AND did = 'called' \
         AND paper = 0 AND class <> 'emergency' AND NOT EXISTS \
         (SELECT 1 FROM stop_log u WHERE u.stop_id = c.stop_id AND u.undoes = c.n) \
         ORDER BY id DESC LIMIT :most",
    )?;
    let most = i64::try_from(order::tail_length(house.ratio)).unwrap_or(i64::MAX);
    let classes = statement.query_map(named_params! {":day": day, ":unit": unit, ":most": most}, |row| {
        Ok(row.get::<_, StoredText<Class>>("class")?.0)
    })?;
    let mut classes = classes.collect::<Result<Vec<_>, _>>()?;
    classes.reverse();
    Ok(classes)
}

/// Who waits in a unit, as a newcomer finds them.
pub(super) struct Line {
    /// How many of each class.
    pub(super) crowd: Crowd,
    /// When the last of the newcomer's class came.
    last: Option<Instant>,
}

/// Who waits in a unit today, for a newcomer of this class.
pub(super) fn line(
    db: &Connection,
    day: ServiceDay,
    unit: UnitId,
    newcomer: Class,
) -> Result<Line, StoreError> {
    let mut line = Line { crowd: Crowd::default(), last: None };
    let mut statement = db.prepare_cached(
        "SELECT class, count(*), max(opened_at) FROM stop WHERE service_day = :day AND unit_id = :unit \
         AND state = 'waiting' GROUP BY class",
    )?;
    let mut rows = statement.query(named_params! {":day": day, ":unit": unit})?;
    while let Some(row) = rows.next()? {
        let class = row.get::<_, StoredText<Class>>(0)?.0;
        *match class {
            Class::Emergency => &mut line.crowd.emergency,
            Class::Priority => &mut line.crowd.priority,
            Class::Ordinary => &mut line.crowd.ordinary,
        } = row.get(1)?;
        if class == newcomer {
            line.last = Some(instant_from_millis(row.get(2)?));
        }
    }
    Ok(line)
}

/// When a newcomer's stop counts as opened: now, but never before those of the class who wait already, so that
/// a clock set back lets nobody jump the queue.
pub(super) fn opening(line: &Line, moment: &Moment, not_before: Option<Instant>) -> Instant {
    let at = moment.happened_at().min(moment.now).max(not_before.unwrap_or(Instant::UNIX_EPOCH));
    match line.last {
        Some(last) if moment.entered_at.is_none() => at.max(last),
        _ => at,
    }
}

/// Ends this stop and opens one in another unit: after serving, or because the person waited in the wrong place.
fn onward(db: &Connection, stop: &Stop, step: Step, to: UnitId, moment: &Moment, house: &House) -> Outcome {
    active_unit(house, to)?;
    if to == stop.unit {
        return Err(Error::SameUnit.into());
    }
    must_be_today(db, stop.day, moment)?;
    let ticket = read_ticket(db, stop.ticket)?;
    let class = Class::of(ticket.urgency, ticket.priority);
    let ended = act_time(moment, stop.progress.since);
    let new = NewStop {
        ticket: stop.ticket,
        sequence: last_sequence(db, stop.ticket)? + 1,
        unit: to,
        day: stop.day,
        class,
        opened_at: opening(&line(db, stop.day, to, class)?, moment, Some(ended)),
        recorded_at: moment.now,
        by: moment.by,
        paper: false,
    };
    // The old one must be closed before the new one opens; its line names the new one all the same.
    let now = stop.progress.with(&Entry {
        n: 0,
        did: step.did(),
        at: ended,
        recorded_at: moment.now,
        by: moment.by,
        counter: None,
        undoes: None,
    });
    let revision = write_progress(db, stop, &now)?;
    let next = open_stop(db, &new)?;
    let line = NewLine {
        did: step.did(),
        at: ended,
        recorded_at: moment.now,
        by: moment.by,
        counter: None,
        note: None,
        next: Some(next.id),
        undoes: None,
        paper: false,
    };
    let line = add_line(db, stop, &line)?;
    must_be_only(db, stop.ticket, house)?;
    let acted = Acted { line, now, revision };
    Ok((changed(stop, &acted, Some(next.id)), vec![event(stop, step.did()), event(&next, Did::Opened)]))
}

fn cancel(db: &Connection, id: TicketId, reason: &str, seen: Option<Revision>, moment: &Moment) -> Outcome {
    let reason = needed(reason)?;
    let ticket = read_ticket(db, id)?;
    if ticket.cancelled.is_some() {
        return Err(Error::TicketCancelled.into());
    }
    let stop = last_stop(db, id)?;
    stop.progress.after(Step::Cancel)?;
    if seen.is_some_and(|seen| seen != ticket.revision) {
        return Err(Error::Changed { state: Some(stop.progress.state), revision: ticket.revision }.into());
    }
    let acted = act(db, &stop, Step::Cancel, moment, &Beside { note: Some(reason), next: None })?;
    db.prepare_cached(
        "UPDATE ticket SET cancelled_at = :at, cancel_reason = :reason, revision = revision + 1 WHERE id = :id",
    )?
    .execute(named_params! {":id": id, ":at": millis(acted.now.since), ":reason": reason})?;
    Ok((changed(&stop, &acted, None), vec![event(&stop, Did::Cancelled)]))
}

fn undo(db: &Connection, target: Undo, moment: &Moment, house: &House) -> Outcome {
    let stop = match target {
        Undo::Stop(stop) => read_stop(db, stop)?,
        Undo::Ticket(ticket) => acted_last(db, ticket)?,
    };
    must_be_today(db, stop.day, moment)?;
    let log = read_log(db, stop.id)?;
    let entries: Vec<Entry> = log.iter().map(|(entry, _)| *entry).collect();
    let last = rules::to_undo(&entries, moment)?;
    let opened = log.last().and_then(|(_, next)| *next);
    if gone_on(db, &stop, opened)? {
        return Err(Error::HasGoneOn.into());
    }
    let mut events = vec![event(&stop, Did::Undone)];
    if let Some(next) = opened {
        // The stop that was opened by this is taken back first: a ticket waits in one place only.
        let next = read_stop(db, next)?;
        take_back(db, &next, 1, moment)?;
        events.push(event(&next, Did::Undone));
    }
    if last.did == Did::Cancelled {
        db.prepare_cached(
            "UPDATE ticket SET cancelled_at = NULL, cancel_reason = NULL, revision = revision + 1 WHERE id = :id",
        )?
        .execute(named_params! {":id": stop.ticket})?;
    }
    let (now, revision) = take_back(db, &stop, last.n, moment)?;
    must_be_only(db, stop.ticket, house)?;
    let reply = Reply::Undone { stop: stop.id, did: last.did, state: now.state, revision };
    Ok((reply, events))
}

/// The stop of a ticket on which something was done last; an opening is no act of its own.
fn acted_last(db: &Connection, ticket: TicketId) -> Result<Stop, Trouble> {
    read_ticket(db, ticket)?;
    let mut statement = db.prepare_cached(
        "SELECT stop_id FROM stop_log WHERE did <> 'opened' \
         AND stop_id IN (SELECT id FROM stop WHERE ticket_id = :ticket) ORDER BY id DESC LIMIT 1",
    )?;
    let mut rows = statement.query(named_params! {":ticket": ticket})?;
    match rows.next()? {
        Some(row) => read_stop(db, row.get(0)?),
        None => Err(Error::NothingToUndo.into()),
    }
}

/// Whether the ticket went on after this stop: the stop that it opened was touched, or another one follows.
fn gone_on(db: &Connection, stop: &Stop, opened: Option<StopId>) -> Result<bool, StoreError> {
    if let Some(next) = opened
        && read_log(db, next)?.len() > 1
    {
        return Ok(true);
    }
    Ok(db
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM stop s WHERE ticket_id = :ticket AND sequence > :sequence \
             AND id IS NOT :opened AND NOT EXISTS \
             (SELECT 1 FROM stop_log u WHERE u.stop_id = s.id AND u.undoes = 1))",
        )?
        .query_row(
            named_params! {":ticket": stop.ticket, ":sequence": stop.sequence, ":opened": opened},
            |row| row.get(0),
        )?)
}

/// Adds the line that takes line `n` back, and writes what the log adds up to then.
fn take_back(db: &Connection, stop: &Stop, n: u32, moment: &Moment) -> Result<(Progress, Revision), Trouble> {
    let line = NewLine {
        did: Did::Undone,
        at: act_time(moment, stop.progress.since),
        recorded_at: moment.now,
        by: moment.by,
        counter: None,
        note: None,
        next: None,
        undoes: Some(n),
        paper: false,
    };
    add_line(db, stop, &line)?;
    let log: Vec<Entry> = read_log(db, stop.id)?.into_iter().map(|(entry, _)| entry).collect();
    let now = rules::add_up(&log)
        .ok_or_else(|| StoreError::Unreadable(format!("the log of stop {} has no beginning", stop.id)))?;
    // The priority may have been set while the stop was over.
    let ticket = read_ticket(db, stop.ticket)?;
    let stop = Stop { class: Class::of(ticket.urgency, ticket.priority), ..stop.clone() };
    let revision = write_progress(db, &stop, &now)?;
    Ok((now, revision))
}

fn close_day(db: &Connection, day: ServiceDay, reason: &str, moment: &Moment) -> Outcome {
    let reason = needed(reason)?;
    if day > moment.day {
        return Err(Error::DayAhead { day }.into());
    }
    if closed_at(db, day)?.is_some() {
        return Err(Error::DayClosed { day }.into());
    }
    let open = open_stops(db, day)?;
    for stop in &open {
        act(db, stop, Step::Close, moment, &Beside { note: Some(reason), next: None })?;
    }
    db.prepare_cached(
        "INSERT INTO queue_day (service_day, closed_at, closed_by, reason) VALUES (:day, :at, :by, :reason) \
         ON CONFLICT (service_day) DO UPDATE SET closed_at = :at, closed_by = :by, reason = :reason",
    )?
    .execute(named_params! {":day": day, ":at": millis(moment.now), ":by": moment.by, ":reason": reason})?;
    let ended = u32::try_from(open.len()).unwrap_or(u32::MAX);
    Ok((Reply::DayClosed { ended }, vec![Event::DayClosed { day }]))
}

fn reopen_day(db: &Connection, day: ServiceDay, moment: &Moment) -> Outcome {
    if day != moment.day {
        return Err(Error::NotToday { day }.into());
    }
    if closed_at(db, day)?.is_none() {
        return Err(Error::DayOpen { day }.into());
    }
    db.prepare_cached("UPDATE queue_day SET closed_at = NULL WHERE service_day = :day")?
        .execute(named_params! {":day": day})?;
    Ok((Reply::DayReopened, vec![Event::DayReopened { day }]))
}
