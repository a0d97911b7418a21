//! The exam: what is saved, and the end of a visit.

use super::command::{CloseVisit, Closed, SaveExam, Saved};
use super::{Flow, Outcome, Parts};
use crate::store::Problem;
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

/// The reason kept beside a measurement that was typed again before the visit was closed.
const CORRECTED_WHILE_OPEN: &str = "diukur atau diketik ulang sebelum kunjungan ditutup";
/// The reason kept beside a measurement whose fields were emptied before the visit was closed.
const TAKEN_BACK_WHILE_OPEN: &str = "isian ukuran dikosongkan sebelum kunjungan ditutup";

impl Flow for CloseVisit {
    fn run(&self, parts: &mut Parts<'_>) -> Outcome<Closed> {
        let Self { on, next } = *self;
        parts.visits(&visits::command::Close(on))?;
        let stop = visits::table::stop_of(parts.context.db, on.visit)?;
        let open = match stop {
            Some(stop) => {
                let ticket = parts.ticket_of(stop)?;
                ticket.stops.iter().any(|line| line.row.stop == stop && line.row.state.is_open())
            }
            None => false,
        };
        match (stop, next) {
            (Some(stop), next) if open => {
                parts.queue(&queue::command::Finish { stop, next, seen: None })?;
            }
            // Whom nobody can hand over any more is not lost without a word.
            (_, Some(_)) => return Err(Problem::Refused(queue::Error::NotInQueue.into())),
            (_, None) => {}
        }
        Ok(Closed { visit: on.visit, stop })
    }
}
