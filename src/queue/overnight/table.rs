//! Carries emergencies on into the day of this moment: ticket, stops and log together.

use chrono::Duration;
use rusqlite::{Connection, named_params};

use super::goes_on;
use crate::queue::command::{CarriedOn, CarryOn};
use crate::queue::right_day::table::bring_ticket;
use crate::queue::rules::Entry;
use crate::queue::stored::table::{NewLine, QueueProblem, Stop, add_line, open_emergencies, read_ticket};
use crate::queue::table::{Outcome, Run, event};
use crate::queue::{Config, Did, Event, GoingOn, WrongClock, query};
use crate::store::StoreError;
use crate::terms::{Instant, Moment, ServiceDay, TicketId};

impl Run for CarryOn {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<CarriedOn> {
        let events = carry_on(db, moment, config)?;
        Ok((CarriedOn { people: u32::try_from(events.len()).unwrap_or(u32::MAX) }, events))
    }
}

/// Every emergency that is not over and belongs to this day: its own, of the night before, or of a day that has not come,
/// under whose date somebody once believed a clock.
fn of_day(db: &Connection, day: ServiceDay, config: &Config) -> Result<Vec<Stop>, StoreError> {
    let start = config.calendar.start_of(day);
    let mut stops = open_emergencies(db)?;
    stops.retain(|stop| stop.day >= day || goes_on(stop.progress.state, stop.progress.since, start));
    Ok(stops)
}

/// The same for whoever begins the day.
pub fn going_on(
    db: &Connection,
    asked: &query::GoingOn,
    config: &Config,
) -> Result<Vec<GoingOn>, StoreError> {
    let stops = of_day(db, asked.day, config)?.into_iter();
    Ok(stops.map(|stop| GoingOn { ticket: stop.ticket, day: stop.day }).collect())
}

/// Those of another day are of this one from now on.
pub fn carry_on(db: &Connection, moment: &Moment, config: &Config) -> Result<Vec<Event>, QueueProblem> {
    let mut stops = of_day(db, moment.day, config)?;
    stops.retain(|stop| stop.day != moment.day);
    for stop in &stops {
        carry(db, stop, moment, config)?;
    }
    // No ticket is given by it: who died while cared for is cared for to the end.
    Ok(stops.iter().map(|stop| event(stop, Did::Marked)).collect())
}

/// The number stays with its own day: today somebody else has the same one. It is kept as the note of its line.
fn carry(db: &Connection, stop: &Stop, moment: &Moment, config: &Config) -> Result<(), QueueProblem> {
    let number = read_ticket(db, stop.ticket)?.number;
    change_day(db, stop.ticket, moment.day)?;
    if stop.day > moment.day {
        // Nothing that was done is later than now.
        let (tickets, last, shift) = (&[stop.ticket], Instant::UNIX_EPOCH, Duration::zero());
        let wrong = WrongClock { tickets, last, shift, calendar: config.calendar };
        bring_ticket(db, stop.ticket, &wrong, moment)?;
    }
    if let Some(number) = number {
        let note = format!("{number} · {}", stop.day.0);
        let line = NewLine::from(Entry::new(Did::Marked, moment.happened_at(), moment));
        let moved = Stop { day: moment.day, ..stop.clone() };
        add_line(db, &moved, &NewLine { note: Some(&note), ..line })?;
    }
    Ok(())
}

/// A ticket with all its stops is one of another day.
fn change_day(db: &Connection, ticket: TicketId, day: ServiceDay) -> Result<(), StoreError> {
    let values = named_params! {":ticket": ticket, ":day": day};
    db.prepare_cached(
        "UPDATE ticket SET service_day = :day, prefix = NULL, number = NULL, revision = revision + 1 \
         WHERE id = :ticket",
    )?
    .execute(values)?;
    db.prepare_cached("UPDATE stop SET service_day = :day WHERE ticket_id = :ticket")?.execute(values)?;
    db.prepare_cached(
        "UPDATE stop_log SET service_day = :day \
         WHERE stop_id IN (SELECT id FROM stop WHERE ticket_id = :ticket)",
    )?
    .execute(values)?;
    Ok(())
}
