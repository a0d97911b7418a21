//! The exam: what is saved, and the end of a visit.

use super::command::{CloseVisit, Closed, HandOver, SaveExam, Saved, StillAway};
use super::{Flow, Outcome, Parts};
use crate::clinic::Refusal;
use crate::store::Problem;
use crate::terms::{StopId, VisitId};
use crate::{queue, screening, visits};

impl Flow for SaveExam {
    fn run(&self, parts: &mut Parts<'_>) -> Outcome<Saved> {
        let Self { form, measurement, corrects } = self;
        let visits::Changed { visit, revision } = parts.visits(&**form)?;
        let measurement = match measurement.as_deref() {
            None => {
                if let Some(measurement) = *corrects {
                    // Only what was measured at this very visit goes with its form.
                    if !screening::table::counted_of_visit(parts.context.db, visit)?.contains(&measurement) {
                        return Err(Problem::Refused(screening::Error::NotFound.into()));
                    }
                    let reason = TAKEN_BACK_WHILE_OPEN.to_owned();
                    parts.screening(&screening::VoidMeasurement { measurement, seen: None, reason })?;
                }
                None
            }
            Some(new) => {
                // What is saved with a visit belongs to it; the door looks whose visit it is.
                let right = screening::NewMeasurement { visit: Some(visit), ..new.clone() };
                let written = match *corrects {
                    None => parts.screening(&right)?,
                    Some(wrong) => {
                        let reason = CORRECTED_WHILE_OPEN.to_owned();
                        parts.screening(&screening::Correct { wrong, seen: None, reason, right })?
                    }
                };
                Some(written.measurement)
            }
        };
        Ok(Saved { visit, revision, measurement })
    }
}

/// How the turn of a visit goes on: an open stop of its ticket.
#[derive(Default)]
struct Goes {
    /// In the visit's unit, whichever stop of it: the turn that is served for it.
    here: Option<StopId>,
    /// Else where the person is meanwhile.
    away: Option<queue::Error>,
}

fn goes(parts: &mut Parts<'_>, visit: VisitId) -> Outcome<Goes> {
    let Some(place) = visits::table::place_of(parts.context.db, visit)? else { return Ok(Goes::default()) };
    let ticket = parts.ticket_of(place.stop)?;
    let open = || ticket.stops.iter().rev().map(|line| &line.row).filter(|row| row.state.is_open());
    let here = open().find(|row| row.unit == place.unit).map(|row| row.stop);
    let away = open().find(|row| row.unit != place.unit).filter(|_| here.is_none());
    let away = away.map(|row| queue::Error::Away { unit: row.unit, since: row.opened_at });
    Ok(Goes { here, away })
}

impl Flow for HandOver {
    fn run(&self, parts: &mut Parts<'_>) -> Outcome<queue::StopChanged> {
        let Self { on, next } = *self;
        visits::table::must_be_open(parts.context.db, on).map_err(|problem| problem.map(Refusal::from))?;
        let stop = goes(parts, on.visit)?.here.ok_or(Problem::Refused(queue::Error::NotInQueue.into()))?;
        parts.queue(&queue::command::Finish { stop, next: Some(next), seen: None })
    }
}

/// The reason kept beside a measurement that was typed again before the visit was closed.
const CORRECTED_WHILE_OPEN: &str = "diukur atau diketik ulang sebelum kunjungan ditutup";
/// The reason kept beside a measurement whose fields were emptied before the visit was closed.
const TAKEN_BACK_WHILE_OPEN: &str = "isian ukuran dikosongkan sebelum kunjungan ditutup";

impl Flow for CloseVisit {
    fn run(&self, parts: &mut Parts<'_>) -> Outcome<Closed> {
        let Self { on, next, undiagnosed, still_away } = *self;
        parts.visits(&visits::command::Close { on, undiagnosed })?;
        let Goes { here: stop, away } = goes(parts, on.visit)?;
        // Whoever is sent back finds this visit closed, and would be written down as another.
        if let Some(away) = away.filter(|_| still_away == StillAway::Ask) {
            return Err(Problem::Refused(away.into()));
        }
        match (stop, next) {
            (Some(stop), next) => {
                parts.queue(&queue::command::Finish { stop, next, seen: None })?;
            }
            // Whom nobody can hand over any more is not lost without a word.
            (None, Some(_)) => return Err(Problem::Refused(queue::Error::NotInQueue.into())),
            (None, None) => {}
        }
        Ok(Closed { visit: on.visit, stop })
    }
}
