//! Giving tickets and numbers, and what is said of a ticket afterwards: its person, its priority.

use rusqlite::{Connection, OptionalExtension as _, named_params};

use crate::queue::board::table::{before, of_person};
use crate::queue::command::{
    HowIssued, Issue, Issued, LinkPerson, OnStop, Restore, SetPriority, TicketChanged,
};
use crate::queue::held::table::{has_ticket, must_be_only};
use crate::queue::line::table::{Line, line, opening, tail};
use crate::queue::order::{self, Lane, Tail};
use crate::queue::outlook::on_the_way;
use crate::queue::rules::{self, Entry, bound_for};
use crate::queue::stored::table::{
    NewStop, QueueProblem, add_line, last_stop, open_stop, read_ticket, write_progress,
};
use crate::queue::table::{Outcome, Run, active_unit, must_be_today, unit};
use crate::queue::{
    CLINIC_PRIORITY_PREFIX, Class, Config, Did, Error, Event, FirstStop, Number, Priority, PriorityMode, Row,
    State, Unit, UnitKind, Urgency, query,
};
use crate::store::{StoreError, millis};
use crate::terms::{AccountId, Instant, Moment, PersonId, ServiceDay, TicketId, UnitId};

/// What a ticket is made of, from the counter or from paper.
pub struct NewTicket<'a> {
    pub day: ServiceDay,
    pub number: Option<&'a Number>,
    pub unit: UnitId,
    pub person: Option<PersonId>,
    pub priority: Option<Priority>,
    pub urgency: Urgency,
    pub source: &'static str,
    pub payer: Option<&'a str>,
    pub issued_at: Instant,
    pub recorded_at: Instant,
    pub by: Option<AccountId>,
}

impl Run for Issue {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<Issued> {
        let new = self;
        let destination = active_unit(config, new.unit)?;
        let first = match new.first_stop {
            FirstStop::Unit => destination,
            FirstStop::Registration => config
                .units
                .iter()
                .find(|unit| unit.active && unit.kind == UnitKind::Registration)
                .ok_or(Error::NoRegistration)?,
        };
        must_be_today(db, (moment.day, Class::of(new.urgency, new.priority)), moment)?;
        if let Some(missed) = missed(db, new, moment, config)? {
            return give_back(db, &missed, moment, config);
        }
        let class = Class::of(new.urgency, new.priority);
        let lane = Lane::of(class, false);
        let line = line(db, moment.day, first.id, lane)?;
        let here = people_ahead(db, &line, (first.id, lane), moment, config)?;
        let ahead = if first.id == destination.id {
            on_the_way(None, here)
        } else {
            on_the_way(Some(here), newcomers_ahead(db, (destination.id, lane), moment, config)?)
        };
        let number = match new.urgency {
            Urgency::Emergency => None,
            Urgency::Ordinary => Some(allocate(db, moment.day, prefix(destination, new.priority, config))?),
        };
        let opened_at = opening(&line, moment, None);
        let ticket = insert(
            db,
            &NewTicket {
                day: moment.day,
                number: number.as_ref(),
                unit: new.unit,
                person: new.person,
                priority: new.priority,
                urgency: new.urgency,
                source: new.source.as_str(),
                payer: new.payer.as_deref(),
                issued_at: opened_at,
                recorded_at: moment.now,
                by: moment.by,
            },
        )?;
        let stop = open_stop(
            db,
            &NewStop {
                ticket,
                sequence: 1,
                unit: first.id,
                day: moment.day,
                class,
                came_back: false,
                opened_at,
                recorded_at: moment.now,
                by: moment.by,
                paper: false,
            },
        )?;
        let event = Event::Issued { ticket, stop: stop.id, unit: first.id };
        Ok((Issued { ticket, stop: stop.id, number, ahead, how: HowIssued::New }, vec![event]))
    }
}

/// The number that this person has for the unit and missed; a new one would stand beside it. Refused where they have one
/// that is not over.
fn missed(
    db: &Connection,
    new: &Issue,
    moment: &Moment,
    config: &Config,
) -> Result<Option<Row>, QueueProblem> {
    let Some(person) = new.person else { return Ok(None) };
    let registers = |unit| config.registers(unit);
    let rows = of_person(db, &query::OfPerson { day: moment.day, person })?;
    if let Some(first) = rules::ticket_for(&rows, new.unit, None, registers) {
        return Err(has_ticket(first, config));
    }
    // An emergency takes no old number: it goes before everybody.
    let missed = rules::missed(&rows, new.unit, registers).filter(|_| new.urgency == Urgency::Ordinary);
    Ok(missed.cloned())
}

/// Somebody came after all: the old number waits again, at its place by the rule.
fn give_back(db: &Connection, missed: &Row, moment: &Moment, config: &Config) -> Outcome<Issued> {
    let restore = Restore(OnStop { stop: missed.stop, seen: None });
    let (_, events) = restore.run(db, moment, config)?;
    let here = before(db, (moment.day, missed.unit), missed.stop, config)?;
    let unit = bound_for(missed.unit, missed.destination, |unit| config.registers(unit));
    let ahead = if unit == missed.unit {
        on_the_way(None, here)
    } else {
        let lane = Lane::of(Class::of(missed.urgency, missed.priority), false);
        on_the_way(Some(here), newcomers_ahead(db, (unit, lane), moment, config)?)
    };
    let reply = Issued {
        ticket: missed.ticket,
        stop: missed.stop,
        number: missed.number.clone(),
        ahead,
        how: HowIssued::Restored,
    };
    Ok((reply, events))
}

/// The letter of a new number.
pub fn prefix<'a>(unit: &'a Unit, priority: Option<Priority>, config: &Config) -> &'a str {
    match (config.priority_mode, priority) {
        (PriorityMode::Clinic, Some(_)) => CLINIC_PRIORITY_PREFIX,
        (PriorityMode::Clinic, None) | (PriorityMode::Unit, _) => &unit.prefix,
    }
}

/// The next number of a series. The row is the series' memory, so that neither a cancellation nor a clock set
/// back gives a number twice.
pub fn allocate(db: &Connection, day: ServiceDay, prefix: &str) -> Result<Number, StoreError> {
    let number = last_number(db, day, prefix)? + 1;
    db.prepare_cached(
        "INSERT INTO series (service_day, prefix, last_number) VALUES (:day, :prefix, :number) \
         ON CONFLICT (service_day, prefix) DO UPDATE SET last_number = :number",
    )?
    .execute(named_params! {":day": day, ":prefix": prefix, ":number": number})?;
    Ok(Number { prefix: prefix.to_owned(), number })
}

/// The last number given of a series, 0 before the first.
pub fn last_number(db: &Connection, day: ServiceDay, prefix: &str) -> Result<u32, StoreError> {
    let last = db
        .prepare_cached("SELECT last_number FROM series WHERE service_day = :day AND prefix = :prefix")?
        .query_row(named_params! {":day": day, ":prefix": prefix}, |row| row.get(0))
        .optional()?;
    Ok(last.unwrap_or(0))
}

pub fn insert(db: &Connection, new: &NewTicket<'_>) -> Result<TicketId, StoreError> {
    let id = db
        .prepare_cached(
            "INSERT INTO ticket (service_day, prefix, number, unit_id, person_id, priority, urgency, source, \
             payer, issued_at, recorded_at, issued_by) VALUES (:day, :prefix, :number, :unit, :person, \
             :priority, :urgency, :source, :payer, :issued_at, :recorded_at, :by)",
        )?
        .insert(named_params! {
            ":day": new.day, ":prefix": new.number.map(|number| number.prefix.as_str()),
            ":number": new.number.map(|number| number.number), ":unit": new.unit, ":person": new.person,
            ":priority": new.priority.map(Priority::as_str), ":urgency": new.urgency.as_str(),
            ":source": new.source, ":payer": new.payer.map(str::trim).filter(|payer| !payer.is_empty()),
            ":issued_at": millis(new.issued_at), ":recorded_at": millis(new.recorded_at), ":by": new.by,
        })?;
    Ok(TicketId(id))
}

/// The same for a unit that somebody comes to later.
fn newcomers_ahead(
    db: &Connection,
    (unit, lane): (UnitId, Lane),
    moment: &Moment,
    config: &Config,
) -> Result<u32, StoreError> {
    people_ahead(db, &line(db, moment.day, unit, lane)?, (unit, lane), moment, config)
}

/// How many people would be called before a newcomer to a unit, of a lane.
fn people_ahead(
    db: &Connection,
    line: &Line,
    (unit, lane): (UnitId, Lane),
    moment: &Moment,
    config: &Config,
) -> Result<u32, StoreError> {
    // Whose turn it is matters only where others than the newcomer's own lane wait.
    let alone = lane == Lane::Emergency || line.crowd.others(lane) == 0;
    let tail = if alone { Tail::default() } else { tail(db, moment.day, unit, config)? };
    Ok(order::ahead(lane, line.crowd, &tail, config.ratio))
}

impl Run for LinkPerson {
    fn run(&self, db: &Connection, _: &Moment, config: &Config) -> Outcome<TicketChanged> {
        let Self { ticket: id, person, seen } = *self;
        let ticket = read_ticket(db, id)?;
        if ticket.revision.is_other_than(seen) {
            return Err(Error::Changed { state: None, revision: ticket.revision }.into());
        }
        if seen.is_none() && ticket.person.is_some_and(|other| other != person) {
            return Err(Error::LinkedAlready.into());
        }
        let revision = db
        .prepare_cached(
            "UPDATE ticket SET person_id = :person, revision = revision + 1 WHERE id = :id RETURNING revision",
        )?
        .query_row(named_params! {":id": id, ":person": person}, |row| row.get(0))?;
        must_be_only(db, id, config)?;
        let reply = TicketChanged { ticket: id, number: ticket.number, revision };
        Ok((reply, vec![Event::TicketChanged { ticket: id }]))
    }

    fn links(&self) -> Option<(TicketId, PersonId)> {
        Some((self.ticket, self.person))
    }
}

impl Run for SetPriority {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<TicketChanged> {
        let set = self;
        let ticket = read_ticket(db, set.ticket)?;
        must_be_today(db, (ticket.day, Class::of(set.urgency, set.priority)), moment)?;
        if ticket.cancelled.is_some() {
            return Err(Error::TicketCancelled.into());
        }
        if ticket.revision.is_other_than(set.seen) {
            return Err(Error::Changed { state: None, revision: ticket.revision }.into());
        }
        let number = match (ticket.number, set.urgency) {
            (None, Urgency::Ordinary) => {
                let destination = unit(config, ticket.unit)?;
                Some(allocate(db, ticket.day, prefix(destination, set.priority, config))?)
            }
            (number, _) => number,
        };
        let revision = db
        .prepare_cached(
            "UPDATE ticket SET priority = :priority, urgency = :urgency, prefix = :prefix, number = :number, \
             revision = revision + 1 WHERE id = :id RETURNING revision",
        )?
        .query_row(
            named_params! {
                ":id": set.ticket, ":priority": set.priority.map(Priority::as_str),
                ":urgency": set.urgency.as_str(),
                ":prefix": number.as_ref().map(|number| number.prefix.as_str()),
                ":number": number.as_ref().map(|number| number.number),
            },
            |row| row.get(0),
        )?;
        let mut stop = last_stop(db, set.ticket)?;
        if stop.progress.state.is_open() || stop.progress.state == State::NoShow {
            stop.class = Class::of(set.urgency, set.priority);
            let entry = Entry::new(Did::Marked, moment.happened_at(), moment);
            add_line(db, &stop, &entry.into())?;
            write_progress(db, &stop, &stop.progress)?;
        }
        let reply = TicketChanged { ticket: set.ticket, number, revision };
        Ok((reply, vec![Event::TicketChanged { ticket: set.ticket }]))
    }
}
