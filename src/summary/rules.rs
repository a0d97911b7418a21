//! What may be made, and where it stands in the chain. Pure.

use super::figures::{Figures, TargetSource};
use super::{Despite, Error, Files, Hash, Missing, Period, Preview, Running, Standing};
use crate::terms::{Instant, ServiceDay, SummaryId};

/// Where the chain stands, as far as a period is concerned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Chain {
    /// The last summary of all: its number and the SHA-256 of its JSON.
    pub last: Option<(SummaryId, Hash)>,
    /// The last summary of this period: its number and [`super::data_hash`].
    pub of_period: Option<(SummaryId, Hash)>,
}

/// What making a summary comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// The stored one says the same.
    Same(SummaryId),
    New(Link),
}

/// A place in the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Its number.
    pub seq: SummaryId,
    /// SHA-256 of the JSON before it.
    pub prev: Option<Hash>,
    /// The one it replaces.
    pub supersedes: Option<SummaryId>,
}

/// A period may be summed up from its first day on.
pub fn may_be_made(period: Period, today: ServiceDay) -> Result<(), Error> {
    if period.first() <= today { Ok(()) } else { Err(Error::NotBegun(period)) }
}

/// How far a period has come; none when it is over: its last day is past, or was closed at `closed_at`.
pub fn running(period: Period, today: ServiceDay, closed_at: Option<Instant>) -> Option<Running> {
    let last = period.last();
    if last < today || (last == today && closed_at.is_some()) {
        return None;
    }
    let count = |days: usize| u32::try_from(days).unwrap_or(u32::MAX);
    let days = count(period.days().filter(|day| *day <= today).count());
    Some(Running { through: today, days, of: count(period.days().count()) })
}

/// What of a period is known beside its figures.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'a> {
    /// How far it has come, where it is not over.
    pub running: Option<Running>,
    /// Visits of it that nobody has closed.
    pub open_visits: usize,
    /// The clinic's district; empty where it is not known.
    pub district: &'a str,
}

/// What is missing, what weighs most first.
pub fn missing(figures: &Figures, beside: Beside<'_>) -> Vec<Missing> {
    let Beside { running, open_visits, district } = beside;
    let mut all = Vec::new();
    if let Some(running) = running {
        all.push(Missing::NotOver { days: running.of.saturating_sub(running.days) });
    }
    let villages = &figures.screening.villages;
    let of = |wanted: &dyn Fn(&super::figures::Area) -> bool| -> Vec<_> {
        villages.iter().filter(|village| wanted(&village.area)).collect()
    };
    let names = |some: &[&super::figures::Village]| some.iter().map(|one| one.name.clone()).collect();
    let children = |area: &super::figures::Area| area.target.map_or(0, |target| target.children);
    let unmeasured = of(&|area| children(area) > 0 && area.measured == 0);
    if !unmeasured.is_empty() {
        let children = unmeasured.iter().map(|village| children(&village.area)).sum();
        all.push(Missing::NotMeasured { villages: names(&unmeasured), children });
    }
    if figures.queue.total.open > 0 {
        all.push(Missing::OpenTickets { tickets: figures.queue.total.open });
    }
    if open_visits > 0 {
        all.push(Missing::OpenVisits { visits: u32::try_from(open_visits).unwrap_or(u32::MAX) });
    }
    let implausible = figures.screening.total.indices.iter().map(|index| index.implausible).max();
    if let Some(children) = implausible.filter(|children| *children > 0) {
        all.push(Missing::Implausible { children });
    }
    if let Some(unknown) = &figures.screening.village_unknown {
        all.push(Missing::NoVillage { children: unknown.measured });
    }
    let set = |area: &super::figures::Area| {
        area.target.filter(|target| target.source == TargetSource::Set).map(|target| target.children)
    };
    let small = of(&|area| set(area).is_some_and(|children| area.measured > children));
    if !small.is_empty() {
        all.push(Missing::TargetTooSmall { villages: names(&small) });
    }
    let without = of(&|area| set(area).is_none()).len();
    if without > 0 {
        all.push(Missing::NoTarget { villages: u32::try_from(without).unwrap_or(u32::MAX) });
    }
    if district.trim().is_empty() {
        all.push(Missing::NoDistrict);
    }
    all
}

/// Whether a question comes before sealing: something is missing, and the files are not there already.
pub fn asks_first(preview: &Preview) -> bool {
    let is_there = matches!(preview.sealed, Some((_, Standing::Current)));
    !is_there && !preview.missing.is_empty()
}

/// Sealed is only what nothing is missing in, or what somebody was asked about; how much of it may have changed since.
pub fn may_be_sealed(missing: &[Missing], despite: &Despite) -> Result<(), Error> {
    let seen = |one: &Missing| match despite {
        Despite::Nothing => false,
        Despite::Seen(all) => all.iter().any(|seen| seen.is_like(one)),
        Despite::Whatever => true,
        Despite::Beforehand(said) => said.covers(one),
    };
    if missing.iter().all(seen) { Ok(()) } else { Err(Error::Incomplete(missing.to_vec())) }
}

/// What making a summary now comes to, where the stored one of the period stands to the data of now as
/// [`super::says_the_same`] found.
pub fn next(chain: &Chain, stands: Option<Standing>) -> Next {
    match (chain.of_period, stands) {
        (Some((seq, _)), Some(Standing::Current)) => Next::Same(seq),
        _ => Next::New(Link {
            seq: SummaryId(chain.last.map_or(1, |(seq, _)| seq.0 + 1)),
            prev: chain.last.map(|(_, hash)| hash),
            supersedes: chain.of_period.map(|(seq, _)| seq),
        }),
    }
}

/// Whether a summary that was made a moment ago still fits the chain.
pub fn may_be_stored(chain: &Chain, files: &Files) -> Result<(), Error> {
    let link = Link { seq: files.seq, prev: files.prev, supersedes: files.supersedes };
    let is_there = chain.of_period.is_some_and(|(_, said)| said == files.data_hash);
    let stands = is_there.then_some(Standing::Current);
    if next(chain, stands) == Next::New(link) { Ok(()) } else { Err(Error::Overtaken) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary::Beforehand;

    #[test]
    fn the_chain_goes_on_and_a_period_is_replaced_only_by_other_data() {
        let start = Chain::default();
        let first = Link { seq: SummaryId(1), prev: None, supersedes: None };
        assert_eq!(next(&start, None), Next::New(first));
        let chain = Chain { last: Some((SummaryId(4), [9; 32])), of_period: Some((SummaryId(2), [1; 32])) };
        assert_eq!(next(&chain, Some(Standing::Current)), Next::Same(SummaryId(2)));
        let again = Link { seq: SummaryId(5), prev: Some([9; 32]), supersedes: Some(SummaryId(2)) };
        assert_eq!(next(&chain, Some(Standing::Outdated)), Next::New(again));
    }

    #[test]
    fn a_period_runs_until_its_last_day_is_past_or_closed() {
        let day = |text: &str| -> ServiceDay { text.parse().unwrap() };
        let closed = Some(Instant::UNIX_EPOCH);
        let month: Period = "2026-11".parse().unwrap();
        let of = |today: &str, closed| running(month, day(today), closed).map(|so| (so.days, so.of));
        assert_eq!(of("2026-11-23", None), Some((23, 30)));
        assert_eq!(of("2026-11-23", closed), Some((23, 30)), "the last day alone ends a month");
        assert_eq!(of("2026-11-30", None), Some((30, 30)));
        assert_eq!((of("2026-11-30", closed), of("2026-12-01", None)), (None, None));
        let one: Period = "2026-11-23".parse().unwrap();
        assert_eq!(running(one, day("2026-11-23"), None).map(|so| (so.days, so.of)), Some((1, 1)));
        assert_eq!(running(one, day("2026-11-23"), closed), None);
    }

    #[test]
    fn what_was_not_asked_about_is_not_sealed() {
        let missing = [Missing::NotOver { days: 7 }, Missing::OpenTickets { tickets: 3 }];
        let seen = |all: &[Missing]| may_be_sealed(&missing, &Despite::Seen(all.to_vec())).is_ok();
        assert!(may_be_sealed(&[], &Despite::Nothing).is_ok());
        assert_eq!(may_be_sealed(&missing, &Despite::Nothing), Err(Error::Incomplete(missing.to_vec())));
        assert!(!seen(&missing[..1]) && seen(&missing));
        // Three open tickets more while somebody read are no other question.
        assert!(seen(&[Missing::NotOver { days: 7 }, Missing::OpenTickets { tickets: 6 }]));
        assert!(may_be_sealed(&missing, &Despite::Whatever).is_ok());
        let said = |running, incomplete| {
            let said = Despite::Beforehand(Beforehand { running, incomplete });
            may_be_sealed(&missing, &said).is_ok()
        };
        assert!(said(true, true) && !said(true, false) && !said(false, true));
    }

    #[test]
    fn nothing_is_made_of_days_to_come() {
        let today: ServiceDay = "2026-11-21".parse().unwrap();
        for (period, may) in
            [("2026-11-21", true), ("2026-11", true), ("2026-11-22", false), ("2026-12", false)]
        {
            assert_eq!(may_be_made(period.parse().unwrap(), today).is_ok(), may, "{period}");
        }
    }
}
