//! At the counters and in the rooms: sent on, served, called back.

use super::command::{Admit, Link, OnPaper, Serve, ServeOnPaper, Serving, Told, Undo};
use super::{Flow, Outcome, Parts};
use crate::clinic::apply::Context;
use crate::clinic::{config, usual};
use crate::store::Problem;
use crate::terms::{Moment, PersonId, UnitId};
use crate::{queue, screening, visits};

impl Flow for Admit {
    fn run(&self, parts: &mut Parts<'_>) -> Outcome<queue::StopChanged> {
        let Self { stop, person, next, seen, told } = *self;
        let ticket = parts.ticket_of(stop)?;
        let becomes = person.filter(|person| ticket.person != Some(*person));
        if let Some(person) = becomes {
            // Whose it became meanwhile was not seen: it stays theirs.
            let link = queue::command::LinkPerson { ticket: ticket.ticket, person, seen: None };
            parts.queue(&link)?;
        }
        parts.queue(&queue::command::Pass { stop, next, seen, linked: becomes.is_some(), told: told.into() })
    }
}

impl Flow for Link {
    fn run(&self, parts: &mut Parts<'_>) -> Outcome<queue::TicketChanged> {
        let Self { ticket, person, seen, told } = *self;
        parts.queue(&queue::command::LinkPerson { ticket, person, seen })?;
        parts.queue(&queue::command::Tell { ticket, told: told.into() })
    }
}

impl From<Told> for queue::command::Told {
    fn from(Told { priority, payer }: Told) -> Self {
        Self { priority, payer: payer.map(visits::Payer::as_str) }
    }
}

impl Flow for Serve {
    fn run(&self, parts: &mut Parts<'_>) -> Outcome<Serving> {
        let Self { on, payer, kind } = *self;
        let stop = parts.queue(&queue::command::Serve(on))?;
        let ticket = parts.ticket_of(on.stop)?;
        let unit = ticket.stops.iter().find(|line| line.row.stop == on.stop).map(|line| line.row.unit);
        let db = parts.context.db;
        let visit = match (ticket.person, unit) {
            (Some(person), Some(unit)) if !parts.context.config()?.registers(unit) => {
                // Served again after that was taken back: with what was written the visit stayed open.
                // And back from another unit it goes on in the same one.
                let there = visits::table::open_visit_at(db, (ticket.ticket, unit))?;
                if let Some(there) = there
                    && visits::table::person_of(db, there)? == Some(person)
                {
                    return Ok(Serving { stop, visit: Some(there) });
                }
                let usual =
                    Usual { payer, kind }.of(parts.context, (person, unit), ticket.payer.as_deref())?;
                let (payer, kind) = usual;
                let (ticket, at) = (Some(ticket.ticket), Some(on.stop));
                let open = visits::Open { person, unit, ticket, stop: at, payer, kind };
                Some(parts.visits(&open)?.visit)
            }
            _ => None,
        };
        Ok(Serving { stop, visit })
    }
}

/// What was said of a visit that is opened; what was not is as usual.
struct Usual {
    payer: Option<visits::Payer>,
    kind: Option<visits::Kind>,
}

impl Usual {
    fn of(
        &self,
        context: &Context<'_>,
        (person, unit): (PersonId, UnitId),
        ticket: Option<&str>,
    ) -> Outcome<(visits::Payer, visits::Kind)> {
        let payer = match self.payer {
            Some(payer) => payer,
            None => config::usual_payer(context.db, person, ticket)?,
        };
        let usual = usual::kind(context.config()?.unit(unit));
        Ok((payer, self.kind.unwrap_or(usual)))
    }
}

/// Why a visit of an earlier day is marked at once.
const ENTERED_LATER: &str = "diisi kemudian dari kertas";

impl Flow for ServeOnPaper {
    fn run(&self, parts: &mut Parts<'_>) -> Outcome<OnPaper> {
        let Self { stop, payer, kind } = *self;
        let (db, moment, known) = (parts.context.db, parts.context.moment, parts.context.known);
        let served =
            queue::table::served(db, stop)?.ok_or(Problem::Refused(queue::Error::NotOnPaper.into()))?;
        let person = served.person.ok_or(Problem::Refused(queue::Error::NotOnPaper.into()))?;
        let ticket = parts.ticket_of(stop)?.payer;
        let usual = Usual { payer, kind }.of(parts.context, (person, served.unit), ticket.as_deref())?;
        let (payer, kind) = usual;
        // Everything about the opening happened then; that it was recorded now stands beside it.
        let then = Context {
            db,
            moment: Moment { entered_at: Some(served.since), ..moment },
            known,
            seat: parts.context.seat,
        };
        let open = visits::Open {
            person,
            unit: served.unit,
            ticket: Some(served.ticket),
            stop: Some(stop),
            payer,
            kind,
        };
        let (visits::Changed { visit, .. }, events) = then.on_visits(&open)?;
        parts.events.extend(events);
        if parts.context.config()?.profile.calendar().day(served.since) < moment.day {
            let reason = ENTERED_LATER.to_owned();
            parts.visits(&visits::MarkLeftOpen {
                before: moment.day,
                reason,
                only: Some(visit),
                kept: Vec::new(),
            })?;
        }
        Ok(OnPaper { visit })
    }
}

impl Flow for Undo {
    fn run(&self, parts: &mut Parts<'_>) -> Outcome<queue::Undone> {
        let stop = self.on.stop;
        let ticket = parts.ticket_of(stop)?;
        let line = ticket.stops.iter().find(|line| line.row.stop == stop);
        let last = line.and_then(|line| Some((line.row.unit, line.acts.last()?.recorded_at)));
        let undone = parts.queue(&queue::Undo::Stop(self.on))?;
        if undone.did == queue::Did::Serving
            && let Some(visit) = visits::table::empty_visit_of_stop(parts.context.db, stop)?
            && screening::table::counted_of_visit(parts.context.db, visit)?.is_empty()
        {
            let on = visits::On { visit, seen: None };
            let reason = SERVING_TAKEN_BACK.to_owned();
            parts.visits(&visits::command::TakeBack(visits::VoidVisit { on, reason }))?;
        }
        // The end of a turn that closed its visit leaves neither ended.
        if undone.did == queue::Did::Done
            && let Some((unit, recorded_at)) = last
            && let Some(visit) =
                visits::table::closed_with(parts.context.db, (ticket.ticket, unit), recorded_at)?
        {
            parts.visits(&visits::command::Reopen(visits::On { visit, seen: None }))?;
        }
        Ok(undone)
    }
}

/// The reason of an empty visit whose stop was called back.
const SERVING_TAKEN_BACK: &str = "panggilan diurungkan sebelum ada isian";
