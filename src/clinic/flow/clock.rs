//! The right time is known: who was let in under a wrong clock waits on the right day.

use crate::clinic::apply::Context;
use crate::clinic::watch::{self, Doubted};
use crate::clinic::{Event, Refusal, config};
use crate::queue;
use crate::store::Problem;

/// Brings the emergencies of a clock that nobody believed to the day of this moment.
pub(in crate::clinic) fn bring_to_right_day(
    context: &Context<'_>,
    doubted: Doubted,
) -> Result<Vec<Event>, Problem<Refusal>> {
    let Context { db, moment, known, .. } = context;
    let tickets = watch::table::given_after(db, doubted.after)?;
    let wrong = queue::WrongClock {
        tickets: &tickets,
        last: doubted.last,
        shift: doubted.shift,
        calendar: config::calendar(*known),
    };
    let brought = queue::table::bring_to_right_day(db, &wrong, moment);
    let events = brought.map_err(|problem| problem.map(Into::into))?;
    Ok(events.into_iter().map(Event::Queue).collect())
}
