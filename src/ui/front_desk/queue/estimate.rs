//! When a newcomer will be called, from the pace of the last calls. Pure; a guess, and said as one.

use chrono::Duration;

use crate::queue::{Priority, Row, State, Urgency};
use crate::terms::{Instant, UnitId};

/// So many of the last calls make the pace.
const CALLS: usize = 10;
/// Fewer calls say nothing.
const FEWEST: usize = 3;

/// Who would be before a newcomer, and when that one would be called; `None` while nobody knows the pace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui::front_desk) struct Expected {
    pub(in crate::ui::front_desk) ahead: usize,
    pub(in crate::ui::front_desk) at: Option<Instant>,
}

/// What a newcomer in this unit may expect. `ratio` is priority calls to ordinary ones.
pub(in crate::ui::front_desk) fn expected(
    rows: &[Row],
    unit: UnitId,
    priority: Option<Priority>,
    ratio: (u32, u32),
    now: Instant,
) -> Expected {
    let here = |row: &&Row| row.unit == unit;
    let waiting = || rows.iter().filter(here).filter(|row| row.state == State::Waiting);
    let first = waiting().filter(|row| row.urgency == Urgency::Emergency).count();
    let before = |row: &&Row| row.urgency == Urgency::Ordinary && row.priority.is_some();
    let preferred = waiting().filter(before).count();
    let ordinary = waiting().count() - first - preferred;
    let ahead = match priority {
        Some(_) => {
            let (some, others) = (ratio.0.max(1) as usize, ratio.1 as usize);
            first + preferred + ordinary.min(preferred * others / some)
        }
        None => first + preferred + ordinary,
    };
    let mut calls: Vec<Instant> = rows.iter().filter(here).filter_map(|row| row.first_called_at).collect();
    calls.sort_unstable_by(|one, other| other.cmp(one));
    calls.truncate(CALLS);
    let pace = match (calls.first(), calls.last()) {
        (Some(last), Some(earliest)) if calls.len() >= FEWEST => {
            let gaps = i32::try_from(calls.len() - 1).unwrap_or(i32::MAX);
            Some(((*last - *earliest) / gaps).clamp(Duration::minutes(1), Duration::minutes(30)))
        }
        _ => None,
    };
    let turns = i32::try_from(ahead + 1).unwrap_or(i32::MAX);
    let at = pace.and_then(|pace| pace.checked_mul(turns)).map(|wait| now + wait);
    Expected { ahead, at }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queue::Source;
    use crate::terms::{Revision, StopId, TicketId};
    use chrono::{TimeZone as _, Utc};

    fn row(n: i64, state: State, called: Option<i64>, priority: Option<Priority>) -> Row {
        let at =
            |minute: i64| Utc.with_ymd_and_hms(2026, 11, 21, 1, 0, 0).unwrap() + Duration::minutes(minute);
        Row {
            stop: StopId(n),
            revision: Revision(1),
            ticket: TicketId(n),
            ticket_revision: Revision(1),
            number: None,
            unit: UnitId(2),
            destination: UnitId(2),
            person: None,
            priority,
            urgency: Urgency::Ordinary,
            payer: None,
            source: Source::Desk,
            state,
            issued_at: at(0),
            opened_at: at(0),
            first_called_at: called.map(at),
            since: at(0),
            call_count: 0,
            counter: None,
            position: None,
        }
    }

    #[test]
    fn the_pace_of_the_last_calls_tells_when() {
        let mut rows: Vec<Row> = (0..4).map(|n| row(n, State::Done, Some(n * 6), None)).collect();
        rows.extend((10..13).map(|n| row(n, State::Waiting, None, None)));
        let now = rows[0].opened_at + Duration::minutes(20);
        let ordinary = expected(&rows, UnitId(2), None, (2, 1), now);
        assert_eq!(ordinary, Expected { ahead: 3, at: Some(now + Duration::minutes(24)) });
        let elderly = expected(&rows, UnitId(2), Some(Priority::Elderly), (2, 1), now);
        assert_eq!(elderly, Expected { ahead: 0, at: Some(now + Duration::minutes(6)) });
        assert_eq!(expected(&rows, UnitId(3), None, (2, 1), now), Expected { ahead: 0, at: None });
    }

    #[test]
    fn between_priority_people_some_ordinary_ones_go() {
        let mut rows: Vec<Row> =
            (0..4).map(|n| row(n, State::Waiting, None, Some(Priority::Pregnant))).collect();
        rows.extend((10..20).map(|n| row(n, State::Waiting, None, None)));
        let now = rows[0].opened_at;
        assert_eq!(expected(&rows, UnitId(2), Some(Priority::Disabled), (2, 1), now).ahead, 6);
        assert_eq!(expected(&rows, UnitId(2), None, (2, 1), now).ahead, 14);
    }
}
