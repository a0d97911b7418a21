//! What a paper slip adds up to: its times checked, its log written. Pure, but for `table`.

pub(super) mod table;

use super::rules::Entry;
use super::{Did, Error, FromPaper, PaperEnd};
use crate::terms::{Instant, Moment, TimeZone};

/// The log of a stop that was worked on paper; refused when its times contradict one another, the day or the
/// clock. On a day that is over only what has ended is taken.
pub fn log(sheet: &FromPaper, moment: &Moment, zone: TimeZone, over: bool) -> Result<Vec<Entry>, Error> {
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
    if did.iter().any(|(_, at)| zone.day(*at) != day) {
        return Err(Error::NotOfThatDay { day });
    }
    let entry = |(n, (did, at)): (u32, (Did, Instant))| Entry {
        n,
        did,
        at,
        recorded_at: moment.now,
        by: moment.by,
        counter: if did == Did::Issued { None } else { sheet.counter },
        undoes: None,
    };
    Ok((1..).zip(did).map(entry).collect())
}
