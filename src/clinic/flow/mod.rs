//! What touches two subjects is one command too, composed here from their decisions: all or nothing.

pub mod command;
mod exam;
mod serving;

pub use command::Command;

use super::apply::{Context, Done};
use super::{Beginning, Event, Refusal};
use crate::store::Problem;
use crate::terms::{Request, StopId};
use crate::{people, queue, screening, setup, staff, summary, visits};
use command::{Recover, RegisterAndIssue, RegisteredWithTicket, RenewRecovery};

type Outcome<T> = Result<T, Problem<Refusal>>;

/// One subject's part of a flow; its events are collected.
pub(super) struct Parts<'a> {
    context: &'a Context<'a>,
    events: Vec<Event>,
}

impl Parts<'_> {
    fn people<C: people::table::Run>(&mut self, command: &C) -> Outcome<C::Reply> {
        let (reply, events) = self.context.on_people(command)?;
        self.events.extend(events);
        Ok(reply)
    }

    fn queue<C: queue::table::Run>(&mut self, command: &C) -> Outcome<C::Reply> {
        let (reply, events) = self.context.on_queue(command)?;
        self.events.extend(events);
        Ok(reply)
    }

    fn visits<C: visits::table::Run>(&mut self, command: &C) -> Outcome<C::Reply> {
        let (reply, events) = self.context.on_visits(command)?;
        self.events.extend(events);
        Ok(reply)
    }

    fn screening<C: screening::table::Run>(&mut self, command: &C) -> Outcome<C::Reply> {
        let (reply, events) = self.context.on_screening(command)?;
        self.events.extend(events);
        Ok(reply)
    }

    /// A change of the recovery sheet, with the seal's key hidden behind its code.
    fn staff(&mut self, command: &staff::Command, key_copy: Option<&[u8]>) -> Outcome<()> {
        let (db, moment) = (self.context.db, &self.context.moment);
        let done = staff::table::run(db, command, moment).map_err(|problem| problem.map(Refusal::from))?;
        self.events.extend(done.1.into_iter().map(Event::Staff));
        if let Some(hidden) = key_copy {
            let keep = summary::Command::KeepKeyCopy(hidden.to_vec());
            summary::table::run(db, &keep, moment).map_err(|problem| problem.map(Refusal::from))?;
        }
        Ok(())
    }

    fn ticket_of(&self, stop: StopId) -> Outcome<queue::TicketCard> {
        queue::table::ticket_of(self.context.db, stop).map_err(|problem| problem.map(Refusal::from))
    }
}

/// A command that is composed of several subjects' parts.
pub(super) trait Flow: Request {
    fn run(&self, parts: &mut Parts<'_>) -> Outcome<Self::Reply>;
}

/// Does a flow as a whole.
pub(super) fn run<C: Flow>(context: &Context<'_>, command: &C) -> Done<C::Reply> {
    let mut parts = Parts { context, events: Vec::new() };
    let reply = command.run(&mut parts)?;
    Ok((reply, parts.events))
}

impl Flow for RegisterAndIssue {
    fn run(&self, parts: &mut Parts<'_>) -> Outcome<RegisteredWithTicket> {
        let person = parts.people(&*self.registration)?.person;
        let issued = parts.queue(&queue::Issue { person: Some(person), ..self.issue.clone() })?;
        Ok(RegisteredWithTicket { person, issued })
    }
}

impl Flow for RenewRecovery {
    fn run(&self, parts: &mut Parts<'_>) -> Outcome<()> {
        parts.staff(&staff::Command::SetRecovery(self.sheet.clone()), self.key_copy.as_deref())
    }
}

impl Flow for Recover {
    fn run(&self, parts: &mut Parts<'_>) -> Outcome<()> {
        parts.staff(&self.recover, self.key_copy.as_deref())
    }
}

/// What was measured at a visit that is voided counts nowhere either.
pub(super) fn void_measured(context: &Context<'_>, void: &visits::VoidVisit) -> Outcome<Vec<Event>> {
    let mut parts = Parts { context, events: Vec::new() };
    for measurement in screening::table::counted_of_visit(context.db, void.on.visit)? {
        let reason = void.reason.clone();
        parts.screening(&screening::VoidMeasurement { measurement, seen: None, reason })?;
    }
    Ok(parts.events)
}

/// A subject answered with another kind than asked for: a fault of ours, undone as a whole.
fn unexpected() -> Problem<Refusal> {
    Problem::Refused(Refusal::Failure("a subject answered with another kind than asked for".to_owned()))
}

/// The first run: the clinic, its first administrator, the recovery sheet and the seal, all or nothing.
pub(super) fn begin(context: &Context<'_>, beginning: &Beginning) -> Outcome<(super::Reply, Vec<Event>)> {
    let (db, moment) = (context.db, &context.moment);
    let refused = |problem: Problem<staff::Error>| problem.map(Refusal::from);
    super::apply::check_record_format(&beginning.clinic.profile)?;
    let (_, setups) = setup::table::run(db, &setup::Command::Begin(beginning.clinic.clone()), moment)
        .map_err(|problem| problem.map(Refusal::from))?;
    let mut administrator = beginning.administrator.clone();
    administrator.role = staff::Role::Administrator;
    let (reply, mut staffs) =
        staff::table::run(db, &staff::Command::Add(administrator), moment).map_err(refused)?;
    let staff::Reply::Added(account) = reply else { return Err(unexpected()) };
    let recovery = staff::Command::SetRecovery(beginning.recovery.hash.clone());
    staffs.extend(staff::table::run(db, &recovery, moment).map_err(refused)?.1);
    let keep = summary::Command::KeepSeal(beginning.seal.clone());
    let (_, seals) = summary::table::run(db, &keep, moment).map_err(|problem| problem.map(Refusal::from))?;
    if let Some(hidden) = &beginning.key_copy {
        let keep = summary::Command::KeepKeyCopy(hidden.clone());
        summary::table::run(db, &keep, moment).map_err(|problem| problem.map(Refusal::from))?;
    }
    let events = setups.into_iter().map(Event::Setup).chain(staffs.into_iter().map(Event::Staff));
    let events = events.chain(seals.into_iter().map(Event::Summary));
    Ok((super::Reply::Begun(account), events.collect()))
}
