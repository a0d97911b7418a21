//! People served on paper: what stands on the slip, its times checked, its log written. Pure, but for `table`.

pub(super) mod table;

use serde::{Deserialize, Serialize};

use super::overnight::goes_over;
use super::rules::Entry;
use super::{Did, Error, Number, Priority, Urgency};
use crate::terms::{Calendar, CounterId, Instant, Moment, PersonId, ServiceDay, UnitId};

/// One person served on paper, with the real times.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FromPaper {
    /// The day on which it happened; today or earlier.
    pub day: ServiceDay,
    /// The number on the paper slip; without one the next free number is taken.
    pub number: Option<Number>,
    /// The unit that served.
    pub unit: UnitId,
    /// The counter, if somebody wrote it down.
    pub counter: Option<CounterId>,
    /// Whose ticket, if known.
    pub person: Option<PersonId>,
    /// Why this person went before others.
    pub priority: Option<Priority>,
    /// Ordinary or emergency.
    pub urgency: Urgency,
    /// Who pays, as the stable word of a visit's payer.
    pub payer: Option<String>,
    /// What happened when.
    pub times: PaperTimes,
}

/// The times on the paper, each not before the one above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperTimes {
    /// The slip was given.
    pub issued: Instant,
    /// The number was called.
    pub called: Option<Instant>,
    /// How it went on from there.
    pub then: PaperEnd,
}

/// How far the paper got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperEnd {
    /// Still waits or is still being called: goes on in the program, today only.
    Open,
    /// Called and did not come.
    NoShow {
        /// When that was decided.
        at: Instant,
    },
    /// Being served now, today only.
    Serving {
        /// Since when.
        since: Instant,
    },
    /// Served.
    Done {
        /// From.
        since: Instant,
        until: Instant,
    },
}

/// The log of a stop that was worked on paper; refused when its times contradict one another, the day or the
/// clock. On a day that is over only what has ended is taken.
pub fn log(sheet: &FromPaper, moment: &Moment, calendar: Calendar, over: bool) -> Result<Vec<Entry>, Error> {
    let day = sheet.day;
    if day > moment.day {
        return Err(Error::DayAhead { day });
    }
    let times = &sheet.times;
    let mut did: Vec<(Did, Instant)> = vec![(Did::Issued, times.issued)];
    did.extend(times.called.map(|at| (Did::Called, at)));
    match times.then {
        PaperEnd::Open => {}
        PaperEnd::NoShow { .. } if times.called.is_none() => return Err(Error::NotCalled),
        PaperEnd::NoShow { at } => did.push((Did::NoShow, at)),
        PaperEnd::Serving { since } => did.push((Did::Serving, since)),
        PaperEnd::Done { since, until } => did.extend([(Did::Serving, since), (Did::Done, until)]),
    }
    if over && matches!(times.then, PaperEnd::Open | PaperEnd::Serving { .. }) {
        return Err(Error::MustHaveEnded { day });
    }
    if !did.is_sorted_by_key(|(_, at)| *at) {
        return Err(Error::TimesOutOfOrder);
    }
    if did.iter().any(|(_, at)| *at > moment.now) {
        return Err(Error::InTheFuture);
    }
    // An emergency that came on that day may be served over its end.
    let late = |did: Did, at: Instant| {
        sheet.urgency == Urgency::Emergency && did != Did::Issued && goes_over(at, day, calendar)
    };
    if did.iter().any(|(did, at)| calendar.day(*at) != day && !late(*did, *at)) {
        return Err(Error::NotOfThatDay { day });
    }
    let entry = |(n, (did, at)): (u32, (Did, Instant))| Entry {
        n,
        counter: if did == Did::Issued { None } else { sheet.counter },
        ..Entry::new(did, at, moment)
    };
    Ok((1..).zip(did).map(entry).collect())
}
