//! An emergency does not end because the service day turns: who came in its last hours, or is cared for, goes on in the new
//! day and is one of its tickets from then on. Pure, but for `table`.

pub(super) mod table;

use chrono::Duration;

use super::State;
use crate::terms::{Calendar, Instant, ServiceDay};

/// Whoever waits goes on if that began so many hours before the day turned, or later …
const WAITING_HOURS: i64 = 12;
/// … and whoever was called or is served, within the whole day before.
const SERVED_HOURS: i64 = 24;

/// Whether something that happened to an emergency of this day still belongs to it, after the day's end: the sheet of a night
/// without power is one sheet.
pub fn goes_over(at: Instant, day: ServiceDay, calendar: Calendar) -> bool {
    let Some(next) = day.0.succ_opt() else { return false };
    let end = calendar.start_of(ServiceDay(next));
    at >= end && at < end + Duration::hours(WAITING_HOURS)
}

/// Whether an emergency that is not over goes on in the day that began at `start`; `since` when did it stand as it stands?
/// What is older was forgotten, and is closed with its day.
pub fn goes_on(state: State, since: Instant, start: Instant) -> bool {
    let hours = if state == State::Waiting { WAITING_HOURS } else { SERVED_HOURS };
    state.is_open() && since >= start.checked_sub_signed(Duration::hours(hours)).unwrap_or(start)
}
