//! Sets of people by number, in blocks of 8192: the arithmetic of the name index. Pure.
//!
//! A block is kept as sorted 16-bit offsets while that is shorter than its 8192 bits, else as bits.
//! A set of a million people is 122 blocks at most, so that any search is a few hundred short rows and a
//! few word-wise ANDs, however common the name is and however few people remain.

use std::collections::BTreeSet;

use crate::terms::PersonId;

/// People in one block.
pub const BLOCK: u32 = 8192;
/// Bytes of a block kept as bits.
pub const BITS: usize = 1024;
/// Beginnings up to this many letters have a set of their own; longer ones are looked up word by word.
pub const LONGEST_START: usize = 6;
/// Blocks a term may have; a stored row's id is `term * MOST_BLOCKS + block`.
pub const MOST_BLOCKS: i64 = 1 << 20;

/// The term of a whole word. Folded words hold no dot, so no beginning looks like it.
pub fn whole(word: &str) -> String {
    format!("{word}.")
}

/// All terms of a name's folded words.
pub fn terms(words: &[String]) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    for word in words {
        for (at, letter) in word.char_indices().take(LONGEST_START) {
            terms.insert(word.get(..at + letter.len_utf8()).unwrap_or(word).to_owned());
        }
        terms.insert(whole(word));
    }
    terms
}

/// Block and offset of somebody.
pub fn place(person: PersonId) -> (i64, u16) {
    let block = i64::from(BLOCK);
    (person.0.div_euclid(block), person.0.rem_euclid(block) as u16)
}

/// A block's stored form from sorted offsets without repetition.
pub fn encode(offsets: &[u16]) -> Vec<u8> {
    if offsets.len() * 2 < BITS {
        return offsets.iter().flat_map(|offset| offset.to_le_bytes()).collect();
    }
    let mut bits = vec![0u8; BITS];
    for offset in offsets {
        if let Some(byte) = bits.get_mut(usize::from(offset / 8)) {
            *byte |= 1 << (offset % 8);
        }
    }
    bits
}

/// The sorted offsets in a block's stored form.
pub fn decode(stored: &[u8]) -> Vec<u16> {
    if stored.len() == BITS {
        let set = |offset: &u16| {
            stored.get(usize::from(offset / 8)).is_some_and(|byte| byte & (1 << (offset % 8)) != 0)
        };
        return (0..BLOCK as u16).filter(set).collect();
    }
    let pairs = stored.as_chunks::<2>().0;
    pairs.iter().map(|pair| u16::from_le_bytes(*pair)).collect()
}

/// A block with one more in it.
pub fn with(stored: &[u8], offset: u16) -> Vec<u8> {
    let mut offsets = decode(stored);
    if let Err(at) = offsets.binary_search(&offset) {
        offsets.insert(at, offset);
    }
    encode(&offsets)
}

/// A block with one less in it.
pub fn without(stored: &[u8], offset: u16) -> Vec<u8> {
    let mut offsets = decode(stored);
    if let Ok(at) = offsets.binary_search(&offset) {
        offsets.remove(at);
    }
    encode(&offsets)
}

/// A set of people in memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People {
    words: Vec<u64>,
}

/// 64-bit words of a block.
const WORDS: usize = BLOCK as usize / 64;

impl People {
    /// Adds those of a stored block.
    pub fn add_block(&mut self, block: usize, stored: &[u8]) {
        let start = block * WORDS;
        if self.words.len() < start + WORDS {
            self.words.resize(start + WORDS, 0);
        }
        let Some(words) = self.words.get_mut(start..start + WORDS) else { return };
        if stored.len() == BITS {
            for (word, bytes) in words.iter_mut().zip(stored.as_chunks::<8>().0) {
                *word |= u64::from_le_bytes(*bytes);
            }
        } else {
            for pair in stored.as_chunks::<2>().0 {
                let offset = usize::from(u16::from_le_bytes(*pair));
                if let Some(word) = words.get_mut(offset / 64) {
                    *word |= 1 << (offset % 64);
                }
            }
        }
    }

    /// Those who are in both.
    pub fn and(&mut self, other: &Self) {
        self.words.truncate(other.words.len());
        for (word, theirs) in self.words.iter_mut().zip(&other.words) {
            *word &= theirs;
        }
    }

    /// Those who are in either.
    pub fn or(&mut self, other: &Self) {
        for (word, theirs) in self.words.iter_mut().zip(&other.words) {
            *word |= theirs;
        }
        self.words.extend_from_slice(other.words.get(self.words.len()..).unwrap_or_default());
    }

    /// Those who are not in the other.
    pub fn and_not(&mut self, other: &Self) {
        for (word, theirs) in self.words.iter_mut().zip(&other.words) {
            *word &= !theirs;
        }
    }

    /// Adds somebody.
    pub fn insert(&mut self, person: PersonId) {
        let Ok(at) = usize::try_from(person.0) else { return };
        if self.words.len() <= at / 64 {
            self.words.resize(at / 64 + 1, 0);
        }
        if let Some(word) = self.words.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    /// How many they are.
    pub fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Whether somebody is in both.
    pub fn meets(&self, other: &Self) -> bool {
        self.words.iter().zip(&other.words).any(|(word, theirs)| word & theirs != 0)
    }

    /// Whether somebody is in it.
    pub fn has(&self, person: PersonId) -> bool {
        let Ok(at) = usize::try_from(person.0) else { return false };
        self.words.get(at / 64).is_some_and(|word| word & (1 << (at % 64)) != 0)
    }

    /// The highest numbers first: who came last.
    pub fn newest(&self) -> impl Iterator<Item = PersonId> {
        self.words.iter().enumerate().rev().filter(|(_, word)| **word != 0).flat_map(|(at, word)| {
            (0..64i64)
                .rev()
                .filter(move |bit| word & (1 << bit) != 0)
                .map(move |bit| PersonId(at as i64 * 64 + bit))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_has_a_set_for_each_beginning_and_each_whole_word() {
        let all: Vec<String> = terms(&["siti".to_owned(), "nurlaela".to_owned()]).into_iter().collect();
        assert_eq!(
            all,
            ["n", "nu", "nur", "nurl", "nurla", "nurlae", "nurlaela.", "s", "si", "sit", "siti", "siti."]
        );
    }

    fn offsets() -> impl Strategy<Value = BTreeSet<u16>> {
        prop_oneof![
            prop::collection::btree_set(0u16..8192, 0..20),
            prop::collection::btree_set(0u16..8192, 400..700)
        ]
    }

    proptest! {
        #[test]
        fn a_block_reads_back_and_takes_one_more_or_less(set in offsets(), one in 0u16..8192) {
            let sorted: Vec<u16> = set.iter().copied().collect();
            let stored = encode(&sorted);
            prop_assert!(stored.len() <= BITS);
            prop_assert_eq!(&decode(&stored), &sorted);
            let mut more = set.clone();
            more.insert(one);
            prop_assert_eq!(with(&stored, one), encode(&more.iter().copied().collect::<Vec<_>>()));
            let mut less = set;
            less.remove(&one);
            prop_assert_eq!(without(&stored, one), encode(&less.iter().copied().collect::<Vec<_>>()));
        }

        #[test]
        fn sets_meet_as_sets_do(one in offsets(), other in offsets(), block in 0usize..4) {
            let in_memory = |set: &BTreeSet<u16>| {
                let mut people = People::default();
                people.add_block(block, &encode(&set.iter().copied().collect::<Vec<_>>()));
                people
            };
            let ids = |set: Vec<&u16>| -> Vec<PersonId> {
                set.into_iter().rev().map(|at| PersonId(block as i64 * 8192 + i64::from(*at))).collect()
            };
            let mut both = in_memory(&one);
            both.and(&in_memory(&other));
            prop_assert_eq!(both.newest().collect::<Vec<_>>(), ids(one.intersection(&other).collect()));
            let mut rest = in_memory(&one);
            rest.and_not(&in_memory(&other));
            prop_assert_eq!(rest.newest().collect::<Vec<_>>(), ids(one.difference(&other).collect()));
            prop_assert!(rest.newest().all(|id| rest.has(id) && place(id).0 == block as i64));
        }
    }
}
