//! Slips of hand and ear in a name: one letter dropped, added, exchanged, or two neighbours swapped.
//!
//! Words are compared as their search keys ([`fold`](super::fold)), so that what is only another spelling is no slip.

/// The one thing by which a typed word differs from a written one. Places are letters of the written word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// The written word has one letter more than was typed, here.
    More(usize),
    /// One letter was typed that the written word does not have, before this place.
    Less(usize),
    /// Another letter was typed here.
    Exchanged(usize),
    /// This letter and the next were typed the other way round.
    Swapped(usize),
}

/// Words shorter than this have no slips worth believing, but for [`CONFUSED`] vowels of three letters.
const SHORTEST: usize = 4;

/// Letters that are taken for one another by ear or by eye.
const CONFUSED: &[(char, char)] = &[
    ('a', 'e'),
    ('a', 'o'),
    ('e', 'i'),
    ('i', 'a'),
    ('o', 'u'),
    ('i', 'y'),
    ('m', 'n'),
    ('b', 'p'),
    ('d', 't'),
    ('g', 'k'),
    ('l', 'r'),
    ('s', 'c'),
    ('y', 's'),
    ('u', 'w'),
    ('k', 'h'),
];

/// The slip between two different words; `None` where they are equal or differ by more than one.
pub fn slip(typed: &str, written: &str) -> Option<Slip> {
    // A slip changes the length by one letter, of at most four bytes.
    if typed.len().abs_diff(written.len()) > 4 {
        return None;
    }
    let same = typed.chars().zip(written.chars()).take_while(|(a, b)| a == b);
    let (at, bytes) = same.fold((0, 0), |(at, bytes), (letter, _)| (at + 1, bytes + letter.len_utf8()));
    let (mine, theirs) = (typed.get(bytes..)?, written.get(bytes..)?);
    let (my_rest, their_rest) = (behind_first(mine), behind_first(theirs));
    if their_rest == Some(mine) {
        return Some(Slip::More(at));
    }
    if my_rest == Some(theirs) {
        return Some(Slip::Less(at));
    }
    let (my_rest, their_rest) = (my_rest?, their_rest?);
    if my_rest == their_rest {
        return Some(Slip::Exchanged(at));
    }
    let first = |word: &str| word.chars().next();
    let is_swapped = first(mine) == first(their_rest)
        && first(theirs) == first(my_rest)
        && behind_first(my_rest) == behind_first(their_rest);
    is_swapped.then_some(Slip::Swapped(at))
}

/// The word without its first letter.
fn behind_first(word: &str) -> Option<&str> {
    let mut letters = word.chars();
    letters.next().map(|_| letters.as_str())
}

/// How unlikely a slip is, 1 (often seen) to 9; `None` for one that is not believed in so short a word.
pub fn unlikely(slip: Slip, typed: &str, written: &str) -> Option<u32> {
    let letter = |word: &str, at: usize| word.chars().nth(at);
    let shortest = typed.chars().count().min(written.chars().count());
    let confused = |at: usize| {
        let pair = letter(typed, at).zip(letter(written, at));
        pair.is_some_and(|(a, b)| CONFUSED.contains(&(a, b)) || CONFUSED.contains(&(b, a)))
    };
    let found = match slip {
        Slip::Exchanged(at) if confused(at) => 2,
        Slip::Exchanged(_) => 5,
        Slip::Swapped(_) => 1,
        Slip::More(at) => beside(written, at),
        Slip::Less(at) => beside(typed, at),
    };
    let first = matches!(slip, Slip::Exchanged(0) | Slip::More(0) | Slip::Less(0));
    let short = shortest < SHORTEST;
    let vowel_of_three = short && shortest == 3 && matches!(slip, Slip::Exchanged(at) if confused(at));
    if short && !vowel_of_three {
        return None;
    }
    Some(if first { found + 3 } else { found })
}

/// A letter left out: of an h or beside a like one it is hardly heard.
fn beside(longer: &str, at: usize) -> u32 {
    let letters: Vec<char> = longer.chars().collect();
    match letters.get(at) {
        Some('h' | 'i' | 'y' | 'e') => 2,
        Some(letter) if at > 0 && letters.get(at - 1) == Some(letter) => 1,
        _ => 3,
    }
}

/// A word and everything that is left when one letter is dropped: two words with a slip between them share one.
pub fn shortened(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut all = vec![word.to_owned()];
    if letters.len() >= 3 {
        for at in 0..letters.len() {
            all.push(letters.iter().enumerate().filter(|(here, _)| *here != at).map(|(_, it)| *it).collect());
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_slip_is_seen_and_two_are_not() {
        for (typed, written, expected) in [
            ("aminah", "aminnah", Some(Slip::More(4))),
            ("aminnah", "aminah", Some(Slip::Less(4))),
            ("amniah", "aminah", Some(Slip::Swapped(2))),
            ("sumarmi", "sumarni", Some(Slip::Exchanged(5))),
            ("siti", "siti", None),
            ("siti", "santi", None),
            ("budi", "rudy", None),
        ] {
            assert_eq!(slip(typed, written), expected, "{typed} {written}");
        }
    }

    #[test]
    fn short_words_are_confused_by_a_vowel_only() {
        let believed = |one, other| slip(one, other).and_then(|slip| unlikely(slip, one, other)).is_some();
        assert!(believed("ika", "eka"));
        assert!(!believed("ani", "adi"));
        assert!(!believed("sri", "si"));
        assert!(believed("sumarmi", "sumarni"));
    }

    proptest! {
        #[test]
        fn two_words_with_a_slip_share_what_is_left(word in "[a-e]{3,9}", at in 0usize..9, letter in "[a-e]", what in 0..4) {
            let mut letters: Vec<char> = word.chars().collect();
            let at = at % letters.len();
            let new = letter.chars().next().unwrap();
            match what {
                0 => { letters.remove(at); }
                1 => letters.insert(at, new),
                2 => letters[at] = new,
                _ if at + 1 < letters.len() => letters.swap(at, at + 1),
                _ => {}
            }
            let typed: String = letters.into_iter().collect();
            if typed != word {
                prop_assert!(slip(&typed, &word).is_some(), "{} {}", typed, word);
                prop_assert!(slip(&word, &typed).is_some());
                if typed.len() >= 3 {
                    let (one, other) = (shortened(&typed), shortened(&word));
                    prop_assert!(one.iter().any(|left| other.contains(left)), "{} {}", typed, word);
                }
            }
        }

        #[test]
        fn any_words_are_compared_without_panic(one in "\\PC{0,12}", other in "\\PC{0,12}") {
            if let Some(found) = slip(&one, &other) {
                let _ = unlikely(found, &one, &other);
            }
            let _ = shortened(&one);
        }
    }
}
