//! A try to sign in counts at the place where it was made: the journal knows what was tried there, the accounts know the rest.

use chrono::Duration;

use super::Outcome;
use crate::clinic::apply::{self, Context};
use crate::clinic::{Event, Refusal, table};
use crate::staff::AttemptOutcome;
use crate::staff::command::Try;
use crate::staff::rules::{Place, REMEMBERED_HOURS};
use crate::store::{Connection, Problem, StoreError};
use crate::terms::Instant;

/// How a place stands towards the next try there.
pub(in crate::clinic) fn place(db: &Connection, seat: &str, now: Instant) -> Result<Place, StoreError> {
    let since = now - Duration::hours(REMEMBERED_HOURS);
    Ok(Place::of(table::tried_at(db, seat, since)?))
}

/// Counts a try, at the place and at the account.
pub(in crate::clinic) fn tried(context: &Context<'_>, attempt: &Try) -> apply::Outcome<AttemptOutcome> {
    let now = context.moment.now;
    let place = at(context)?;
    // Asked again here: between the comparison and this COMMIT somebody else may have failed.
    if let Err(outcome) = place.may(attempt.account, attempt.means, now) {
        return Ok((outcome, vec![Event::Staff(attempt.event(outcome))]));
    }
    let (outcome, events) = context.on_staff(attempt)?;
    let outcome = match outcome {
        AttemptOutcome::Wrong { next_try } => {
            AttemptOutcome::Wrong { next_try: next_try.max(place.after_a_wrong_one(now)) }
        }
        outcome => outcome,
    };
    Ok((outcome, events))
}

fn at(context: &Context<'_>) -> Outcome<Place> {
    place(context.db, context.seat, context.moment.now).map_err(Problem::<Refusal>::Failed)
}
