//! What touches two subjects is one command too, composed here from their decisions: all or nothing.

pub(super) mod clock;
pub mod command;
pub(super) mod death;
mod exam;
pub(super) mod repair;
mod serving;
pub(super) mod sign_in;
pub(super) mod unserved;

pub use command::Command;

use super::apply::{self, Context};
use super::{Beginning, Event, Refusal};
use crate::staff::command::SetRecovery;
use crate::store::Problem;
use crate::summary::command::{KeepKeyCopy, KeepSeal};
use crate::terms::{AccountId, Request, StopId};
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

    fn setup<C: setup::table::Run>(&mut self, command: &C) -> Outcome<C::Reply> {
        let (reply, events) = self.context.on_setup(command)?;
        self.events.extend(events);
        Ok(reply)
    }

    fn staff<C: staff::table::Run>(&mut self, command: &C) -> Outcome<C::Reply> {
        let (reply, events) = self.context.on_staff(command)?;
        self.events.extend(events);
        Ok(reply)
    }

    fn summary<C: summary::table::Run>(&mut self, command: &C) -> Outcome<C::Reply> {
        let (reply, events) = self.context.on_summary(command)?;
        self.events.extend(events);
        Ok(reply)
    }

    /// The seal's key, hidden behind a new code, where it is on this PC.
    fn keep_key(&mut self, hidden: Option<&Vec<u8>>) -> Outcome<()> {
        hidden.map_or(Ok(()), |hidden| self.summary(&KeepKeyCopy(hidden.clone())))
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
pub(super) fn run<C: Flow>(context: &Context<'_>, command: &C) -> apply::Outcome<C::Reply> {
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
        parts.staff(&SetRecovery(self.sheet.clone()))?;
        parts.keep_key(self.key_copy.as_ref())
    }
}

impl Flow for Recover {
    fn run(&self, parts: &mut Parts<'_>) -> Outcome<()> {
        parts.staff(&self.recover)?;
        parts.keep_key(self.key_copy.as_ref())
    }
}

/// A day that was closed too early goes on: with everybody but who died meanwhile, and its visits are no longer left open.
pub(super) fn reopen(
    context: &Context<'_>,
    reopen: queue::command::ReopenDay,
) -> apply::Outcome<queue::DayReopened> {
    let mut parts = Parts { context, events: Vec::new() };
    let back = parts.queue(&reopen)?;
    let (ended, events) = death::end_of_dead(context)?;
    parts.events.extend(events);
    parts.visits(&visits::command::UnmarkLeftOpen(reopen.day))?;
    let reply = queue::DayReopened { back: back.back.saturating_sub(ended), left: back.left + ended };
    Ok((reply, parts.events))
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

/// The first run: the clinic, its first administrator, the recovery sheet and the seal, all or nothing.
impl Flow for Beginning {
    fn run(&self, parts: &mut Parts<'_>) -> Outcome<AccountId> {
        parts.setup(&self.clinic)?;
        let role = staff::Role::Administrator;
        let account = parts.staff(&staff::NewAccount { role, ..self.administrator.clone() })?;
        parts.staff(&SetRecovery(self.recovery.hash.clone()))?;
        parts.summary(&KeepSeal(self.seal.clone()))?;
        parts.keep_key(self.key_copy.as_ref())?;
        Ok(account)
    }
}
