//! A turn whose visit was voided served nobody: it waits again, or ends without counting as served.

use super::command::WaitAgain;
use super::{Flow, Outcome, Parts};
use crate::clinic::apply::{self, Context};
use crate::queue::command::{CloseDay, DayClosed, EndUnserved, Finish, Move};
use crate::queue::{self, OnStop, StopChanged};
use crate::store::Problem;
use crate::terms::StopId;
use crate::visits::{self, table::OfTurn};

/// Why the ticket of a turn that served nobody is given up.
const VISIT_VOIDED: &str = "kunjungan dibatalkan";

impl Parts<'_> {
    /// The turn as it stands, and what is written of it.
    fn turn(&self, stop: StopId) -> Outcome<(queue::Row, OfTurn)> {
        let ticket = self.ticket_of(stop)?;
        let line = ticket.stops.into_iter().find(|line| line.row.stop == stop);
        let row = line.ok_or(Problem::Refused(queue::Error::UnknownStop.into()))?.row;
        let of =
            visits::table::of_turn(self.context.db, (ticket.ticket, row.unit, ticket.day), ticket.person)?;
        Ok((row, of))
    }

    /// Whether nobody was served at a turn: its visits were voided, every one.
    fn is_unserved(&self, stop: StopId) -> Outcome<bool> {
        let (_, OfTurn { counts, voided, .. }) = self.turn(stop)?;
        Ok(voided && !counts)
    }
}

impl Flow for WaitAgain {
    fn run(&self, parts: &mut Parts<'_>) -> Outcome<StopChanged> {
        let (row, of) = parts.turn(self.0.stop)?;
        // With a visit that counts somebody is being served, or was.
        if of.counts {
            let serving = queue::Error::AlreadyServing { counter: row.counter, since: row.since };
            return Err(Problem::Refused(serving.into()));
        }
        parts.queue(&queue::command::WaitAgain(self.0))
    }
}

/// A turn ends: as served, unless its visits were voided. Then it is given up, or goes on unserved.
pub(in crate::clinic) fn finish(context: &Context<'_>, finish: Finish) -> apply::Outcome<StopChanged> {
    let mut parts = Parts { context, events: Vec::new() };
    let Finish { stop, next, seen } = finish;
    let reply = match (parts.is_unserved(stop)?, next) {
        (false, _) => parts.queue(&finish)?,
        (true, None) => parts.queue(&EndUnserved { on: OnStop { stop, seen }, reason: VISIT_VOIDED })?,
        (true, Some(to)) => parts.queue(&Move { stop, to, seen })?,
    };
    Ok((reply, parts.events))
}

/// A day is closed: who is being served ends as served, but for turns whose visits were voided. These wait when it is
/// closed, and wait again when it is opened again; of an earlier day nobody waits any more.
pub(in crate::clinic) fn close_day(context: &Context<'_>, close: &CloseDay) -> apply::Outcome<DayClosed> {
    let mut parts = Parts { context, events: Vec::new() };
    let mut before = 0;
    for stop in queue::table::serving_on(context.db, close.day)? {
        let on = OnStop { stop, seen: None };
        if !parts.is_unserved(stop)? {
            continue;
        }
        if close.day == context.moment.day {
            parts.queue(&queue::command::WaitAgain(on))?;
        } else {
            parts.queue(&EndUnserved { on, reason: VISIT_VOIDED })?;
            before += 1;
        }
    }
    let DayClosed { ended } = parts.queue(close)?;
    Ok((DayClosed { ended: ended + before }, parts.events))
}
