//! Taking back the last act on a stop.

use rusqlite::{Connection, named_params};

use crate::queue::command::{Undo, Undone};
use crate::queue::held::table::must_be_only;
use crate::queue::rules::{self, Entry, Progress, act_time};
use crate::queue::stored::table::{
    NewLine, QueueProblem, Stop, add_line, read_log, read_stop, read_ticket, write_progress,
};
use crate::queue::table::{Outcome, Run, event, must_be_today};
use crate::queue::{Class, Config, Did, Error};
use crate::store::StoreError;
use crate::terms::{Moment, Revision, StopId, TicketId};

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
        must_be_only(db, stop.ticket, config)?;
        Ok((Undone { stop: stop.id, did: last.did, state: now.state, revision }, events))
    }
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
fn take_back(
    db: &Connection,
    stop: &Stop,
    n: u32,
    moment: &Moment,
) -> Result<(Progress, Revision), QueueProblem> {
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
