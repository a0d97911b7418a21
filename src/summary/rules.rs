//! What may be made, and where it stands in the chain. Pure.

use super::{Error, Files, Hash, Period};
use crate::terms::{ServiceDay, SummaryId};

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

/// What saying this now comes to.
pub fn next(chain: &Chain, says: Hash) -> Next {
    match chain.of_period {
        Some((seq, said)) if said == says => Next::Same(seq),
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
    if next(chain, files.data_hash) == Next::New(link) { Ok(()) } else { Err(Error::Overtaken) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chain_goes_on_and_a_period_is_replaced_only_by_other_data() {
        let start = Chain::default();
        let first = Link { seq: SummaryId(1), prev: None, supersedes: None };
        assert_eq!(next(&start, [1; 32]), Next::New(first));
        let chain = Chain { last: Some((SummaryId(4), [9; 32])), of_period: Some((SummaryId(2), [1; 32])) };
        assert_eq!(next(&chain, [1; 32]), Next::Same(SummaryId(2)));
        let again = Link { seq: SummaryId(5), prev: Some([9; 32]), supersedes: Some(SummaryId(2)) };
        assert_eq!(next(&chain, [2; 32]), Next::New(again));
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
