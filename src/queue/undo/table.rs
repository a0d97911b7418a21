//! Taking back the last act on a stop.

use rusqlite::{Connection, named_params};

use crate::queue::command::{Undo, Undone};
use crate::queue::held::table::{self as held, must_be_only};
use crate::queue::rules::{self, Entry, Progress, act_time};
use crate::queue::stored::table::{
    QueueProblem, Stop, add_line, give_up, last_stop, read_log, read_stop, read_ticket, take_up,
    write_progress,
};
use crate::queue::table::{Outcome, Run, event, must_be_today};
use crate::queue::told::table::bring_back;
use crate::queue::{Class, Config, Did, Error, Event};
use crate::store::StoreError;
use crate::terms::{Moment, Revision, ServiceDay, StopId, TicketId};

/// Why a ticket that was taken back is cancelled.
const GIVEN_BY_MISTAKE: &str = "tiket diurungkan";

impl Run for Undo {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<Undone> {
        let stop = match *self {
            Self::Stop(on) => {
                let stop = read_stop(db, on.stop)?;
                stop.must_be_as(on.seen)?;
                stop
            }
            Self::Ticket(ticket) => acted_last(db, ticket)?,
        };
        must_be_today(db, (stop.day, stop.class), moment)?;
        let log = read_log(db, stop.id)?;
        let entries: Vec<Entry> = log.iter().map(|(entry, _)| *entry).collect();
        let act = rules::to_undo(&entries, moment)?;
        let last = act.first().ok_or(Error::NothingToUndo)?;
        let opened = log.last().and_then(|(_, next)| *next);
        if gone_on(db, &stop, opened)? {
            return Err(Error::HasGoneOn.into());
        }
        let mut events = vec![event(&stop, Did::Undone)];
        // Before anything waits again: in which class follows from what the ticket says.
        for line in &act {
            if bring_back(db, &stop, line.n)? {
                events.push(Event::TicketChanged { ticket: stop.ticket });
            }
        }
        if let Some(next) = opened {
            // The stop that was opened by this is taken back first: a ticket waits in one place only.
            let next = read_stop(db, next)?;
            take_back(db, &next, 1, moment)?;
            events.push(event(&next, Did::Undone));
        }
        if last.did == Did::Cancelled {
            take_up(db, stop.ticket)?;
        }
        let (mut now, mut revision) = (stop.progress, stop.revision);
        for line in &act {
            (now, revision) = take_back(db, &stop, line.n, moment)?;
        }
        if act.iter().any(|line| line.linked) {
            db.prepare_cached("UPDATE ticket SET person_id = NULL, revision = revision + 1 WHERE id = :id")?
                .execute(named_params! {":id": stop.ticket})?;
            events.push(Event::TicketChanged { ticket: stop.ticket });
        }
        if last.did == Did::Issued {
            // The number stays in its series: nobody gets it again.
            give_up(db, stop.ticket, now.since, GIVEN_BY_MISTAKE)?;
        } else {
            must_be_only(db, stop.ticket, config)?;
        }
        Ok((Undone { stop: stop.id, did: last.did, state: now.state, revision }, events))
    }
}

/// Every stop that the closing of a day ended, with the line that ended it.
pub fn ended_by_closing(db: &Connection, day: ServiceDay) -> Result<Vec<(StopId, u32)>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT c.stop_id, c.n FROM stop_log c JOIN stop s ON s.id = c.stop_id \
         WHERE s.service_day = :day AND c.did = 'closed' AND NOT EXISTS \
         (SELECT 1 FROM stop_log u WHERE u.stop_id = c.stop_id AND u.undoes = c.n) ORDER BY c.id",
    )?;
    let ended = statement.query_map(named_params! {":day": day}, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(ended.collect::<Result<_, _>>()?)
}

/// The day goes on: the stop is where it was when the day was closed, unless its person has another ticket for the same
/// unit meanwhile.
pub fn come_back(
    db: &Connection,
    stop: StopId,
    n: u32,
    moment: &Moment,
    config: &Config,
) -> Result<bool, QueueProblem> {
    let stop = read_stop(db, stop)?;
    let ticket = read_ticket(db, stop.ticket)?;
    if held::other(db, &ticket, stop.unit, config)?.is_some() {
        return Ok(false);
    }
    take_back(db, &stop, n, moment)?;
    Ok(true)
}

/// A ticket that was given up because its person had another turn waits again at its place. Once its day is over it stays
/// given up: nobody waits on a day that is done.
pub fn wait_again(db: &Connection, ticket: TicketId, moment: &Moment) -> Result<Vec<Event>, QueueProblem> {
    let stop = last_stop(db, ticket)?;
    let log = read_log(db, stop.id)?;
    let cancelled = log.last().filter(|(entry, _)| entry.did == Did::Cancelled);
    let Some((entry, _)) = cancelled.filter(|_| stop.day == moment.day) else { return Ok(Vec::new()) };
    match must_be_today(db, (stop.day, stop.class), moment) {
        Err(QueueProblem::Refused(_)) => return Ok(Vec::new()),
        answer => answer?,
    }
    take_up(db, ticket)?;
    take_back(db, &stop, entry.n, moment)?;
    Ok(vec![event(&stop, Did::Undone)])
}

/// The stop of a ticket on which something was done last; an opening is no act of its own.
fn acted_last(db: &Connection, ticket: TicketId) -> Result<Stop, QueueProblem> {
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
            "SELECT EXISTS (SELECT 1 FROM stop WHERE ticket_id = :ticket AND sequence > :sequence \
             AND id IS NOT :opened AND taken_back = 0)",
        )?
        .query_row(
            named_params! {":ticket": stop.ticket, ":sequence": stop.sequence, ":opened": opened},
            |row| row.get(0),
        )?)
}

/// Adds the line that takes line `n` back, and writes what the log adds up to then.
fn take_back(
    db: &Connection,
    stop: &Stop,
    n: u32,
    moment: &Moment,
) -> Result<(Progress, Revision), QueueProblem> {
    let at = act_time(moment, stop.progress.since);
    add_line(db, stop, &Entry { undoes: Some(n), ..Entry::new(Did::Undone, at, moment) }.into())?;
    if n == 1 {
        // The stop never was: no list and no figure has it any more.
        db.prepare_cached("UPDATE stop SET taken_back = 1 WHERE id = :id")?
            .execute(named_params! {":id": stop.id})?;
    }
    let log: Vec<Entry> = read_log(db, stop.id)?.into_iter().map(|(entry, _)| entry).collect();
    let now = rules::add_up(&log)
        .ok_or_else(|| StoreError::Unreadable(format!("the log of stop {} has no beginning", stop.id)))?;
    // The priority may have been set while the stop was over.
    let ticket = read_ticket(db, stop.ticket)?;
    let stop = Stop { class: Class::of(ticket.urgency, ticket.priority), ..stop.clone() };
    let revision = write_progress(db, &stop, &now)?;
    Ok((now, revision))
}
