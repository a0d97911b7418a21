//! The hash-chained journal's arithmetic. Pure: rows in, hashes out.

use serde::Serialize;

use crate::terms::sha256_of;

pub use crate::terms::Hash;

/// The hash before the first row.
pub const ORIGIN: Hash = [0; 32];

/// One row: who, where, when, what. Personal fields appear by id only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// 1, 2, 3 …
    pub seq: i64,
    /// Milliseconds since 1970.
    pub at: i64,
    /// `person`, `system`, `display`, `nobody`.
    pub session: String,
    /// Who, when a person.
    pub account: Option<i64>,
    /// At which desk or station.
    pub seat: String,
    /// The command's id.
    pub command: String,
    /// Its kind: `Queue.CallNext`.
    pub kind: String,
    /// SHA-256 of account and content, hex: what binds the id.
    pub content: String,
    /// What happened, as the events' JSON.
    pub events: String,
    /// What was answered, as JSON.
    pub reply: String,
    /// The real time of something entered later.
    pub entered_at: Option<i64>,
    /// How far the clock had gone back against the row before, in milliseconds.
    pub clock_back: i64,
}

/// The hash of a row after the one before it. The fields are laid out as JSON in the order of [`Row`].
pub fn hash(previous: &Hash, row: &Row) -> Hash {
    // A row holds texts and integers only, which always have a JSON form.
    sha256_of(&[previous, &serde_json::to_vec(row).unwrap_or_default()])
}

/// What is wrong with a chain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// A number is missing or twice.
    #[error("journal row {expected} is missing, {found} follows")]
    Gap {
        /// What should come.
        expected: i64,
        /// What came.
        found: i64,
    },
    /// The row or one before it was changed.
    #[error("journal row {0} does not fit its hash")]
    Changed(i64),
}

/// Follows a chain row by row.
#[derive(Debug, Clone)]
pub struct Follower {
    previous: Hash,
    next: i64,
}

impl Default for Follower {
    fn default() -> Self {
        Self { previous: ORIGIN, next: 1 }
    }
}

impl Follower {
    /// Takes the next row with the hash stored beside it.
    pub fn take(&mut self, row: &Row, stored: &[u8]) -> Result<(), Broken> {
        if row.seq != self.next {
            return Err(Broken::Gap { expected: self.next, found: row.seq });
        }
        let hash = hash(&self.previous, row);
        if hash.as_slice() != stored {
            return Err(Broken::Changed(row.seq));
        }
        self.previous = hash;
        self.next += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(seq: i64, kind: &str) -> Row {
        Row {
            seq,
            at: 1_795_000_000_000 + seq,
            session: "person".into(),
            account: Some(seq % 7),
            seat: "Loket 1".into(),
            command: format!("{seq:032x}"),
            kind: kind.into(),
            content: String::new(),
            events: "[]".into(),
            reply: "null".into(),
            entered_at: None,
            clock_back: 0,
        }
    }

    fn chain(kinds: &[String]) -> Vec<(Row, Hash)> {
        let mut previous = ORIGIN;
        let numbered = kinds.iter().zip(1..);
        numbered
            .map(|(kind, seq)| {
                let row = row(seq, kind);
                previous = hash(&previous, &row);
                (row, previous)
            })
            .collect()
    }

    fn follow(rows: &[(Row, Hash)]) -> Result<(), Broken> {
        let mut follower = Follower::default();
        rows.iter().try_for_each(|(row, hash)| follower.take(row, hash))
    }

    proptest! {
        #[test]
        fn any_change_anywhere_is_found(kinds in prop::collection::vec("[a-z]{1,8}", 1..20), at: prop::sample::Index, what in 0u8..6) {
            let mut rows = chain(&kinds);
            prop_assert_eq!(follow(&rows), Ok(()));
            let at = at.index(rows.len());
            let (row, hash) = &mut rows[at];
            match what {
                0 => row.at += 1,
                1 => row.account = None,
                2 => row.kind.push('x'),
                3 => row.reply = "1".into(),
                4 => hash[31] ^= 1,
                _ => row.entered_at = Some(0),
            }
            prop_assert_eq!(follow(&rows), Err(Broken::Changed(at as i64 + 1)));
        }

        #[test]
        fn a_row_cut_out_or_swapped_is_found(kinds in prop::collection::vec("[a-z]{1,8}", 3..20), at: prop::sample::Index) {
            let rows = chain(&kinds);
            let at = at.index(rows.len() - 1);
            let mut cut = rows.clone();
            cut.remove(at);
            prop_assert!(follow(&cut).is_err());
            let mut swapped = rows;
            swapped.swap(at, at + 1);
            prop_assert!(follow(&swapped).is_err());
        }
    }
}
