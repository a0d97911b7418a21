//! People who were served on paper while the power was away, entered later with their real times. Every row
//! of theirs is marked as paper; none of it chimes or takes anybody's turn.

use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::super::issue::table::{NewTicket, allocate, insert, last_number, prefix};
use super::super::stored::table::{
    NewLine, NewStop, QueueProblem, Stop, add_line, closed_at, open_stop, write_progress,
};
use super::super::table::{Outcome, Run, must_belong, unit};
use crate::queue::command::{HowIssued, Issued};
use crate::queue::held::table::must_be_only;
use crate::queue::rules::Entry;
use crate::queue::{
    CLINIC_PRIORITY_PREFIX, Class, Config, Did, Error, Event, FromPaper, Number, Source, Urgency,
};
use crate::store::{StoreError, instant_from_millis};
use crate::terms::{Instant, Moment, PersonId, ServiceDay, StopId, TicketId, UnitId};

/// A typed number this far beyond the last one given is taken for a slip of the finger.
const FARTHEST: u32 = 500;

/// A turn that was served on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Served {
    pub ticket: TicketId,
    /// Who was served, if it is known.
    pub person: Option<PersonId>,
    /// Where.
    pub unit: UnitId,
    /// Since when, as it stood on the paper.
    pub since: Instant,
}

/// How a stop was served on paper; none for every other stop.
pub fn served(db: &Connection, stop: StopId) -> Result<Option<Served>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT s.ticket_id, t.person_id, s.unit_id, s.serving_at FROM stop s JOIN ticket t ON t.id = s.ticket_id
         WHERE s.id = :stop AND s.paper = 1 AND s.state = 'done' AND s.serving_at IS NOT NULL",
    )?;
    let read = |row: &rusqlite::Row<'_>| {
        let since = instant_from_millis(row.get(3)?);
        Ok(Served { ticket: row.get(0)?, person: row.get(1)?, unit: row.get(2)?, since })
    };
    Ok(statement.query_row(named_params! { ":stop": stop }, read).optional()?)
}

impl Run for FromPaper {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<Issued> {
        let sheet = self;
        let unit = unit(config, sheet.unit)?;
        if let Some(counter) = sheet.counter {
            must_belong(config, counter, sheet.unit)?;
        }
        let over = sheet.day < moment.day || closed_at(db, sheet.day)?.is_some();
        let log = super::log(sheet, moment, config.calendar, over)?;
        let number = match (&sheet.number, sheet.urgency) {
            (Some(number), _) => Some(take(db, sheet.day, number, config)?),
            (None, Urgency::Emergency) => None,
            (None, Urgency::Ordinary) => Some(allocate(db, sheet.day, prefix(unit, sheet.priority, config))?),
        };
        let ticket = insert(
            db,
            &NewTicket {
                day: sheet.day,
                number: number.as_ref(),
                unit: sheet.unit,
                person: sheet.person,
                priority: sheet.priority,
                urgency: sheet.urgency,
                source: Source::Paper.as_str(),
                payer: sheet.payer.as_deref(),
                issued_at: sheet.times.issued,
                recorded_at: moment.now,
                by: moment.by,
            },
        )?;
        let new = NewStop {
            ticket,
            sequence: 1,
            unit: sheet.unit,
            day: sheet.day,
            class: Class::of(sheet.urgency, sheet.priority),
            came_back: false,
            opened_at: sheet.times.issued,
            recorded_at: moment.now,
            by: moment.by,
            paper: true,
        };
        let stop = open_stop(db, &new)?;
        go_on(db, &stop, &log)?;
        must_be_only(db, ticket, config)?;
        let events = vec![Event::Issued { ticket, stop: stop.id, unit: sheet.unit }];
        Ok((Issued { ticket, stop: stop.id, number, ahead: 0, how: HowIssued::New }, events))
    }
}

/// Adds what the paper says after the slip was given.
fn go_on(db: &Connection, stop: &Stop, log: &[Entry]) -> Result<(), StoreError> {
    let mut now = stop.progress;
    for entry in log.iter().filter(|entry| entry.did != Did::Issued) {
        add_line(db, stop, &NewLine { paper: true, ..NewLine::from(*entry) })?;
        now = now.with(entry);
    }
    if now != stop.progress {
        write_progress(db, stop, &now)?;
    }
    Ok(())
}

/// Takes the number that stands on the paper slip, if nobody has it; its series goes on behind it.
fn take(db: &Connection, day: ServiceDay, number: &Number, config: &Config) -> Result<Number, QueueProblem> {
    let Number { prefix, number: n } = number;
    let known = prefix == CLINIC_PRIORITY_PREFIX || config.units.iter().any(|unit| unit.prefix == *prefix);
    if !known {
        return Err(Error::UnknownPrefix { prefix: prefix.clone() }.into());
    }
    let taken = db
        .prepare_cached(
            "SELECT 1 FROM ticket WHERE service_day = :day AND prefix = :prefix AND number = :number",
        )?
        .query_row(named_params! {":day": day, ":prefix": prefix, ":number": n}, |_| Ok(()))
        .optional()?;
    if taken.is_some() {
        return Err(Error::NumberTaken { number: number.clone() }.into());
    }
    let last = last_number(db, day, prefix)?;
    if *n == 0 || *n > last.saturating_add(FARTHEST) {
        return Err(Error::NumberTooFar { number: number.clone(), last }.into());
    }
    db.prepare_cached(
        "INSERT INTO series (service_day, prefix, last_number) VALUES (:day, :prefix, :number) \
         ON CONFLICT (service_day, prefix) DO UPDATE SET last_number = max(last_number, :number)",
    )?
    .execute(named_params! {":day": day, ":prefix": prefix, ":number": n})?;
    Ok(number.clone())
}
