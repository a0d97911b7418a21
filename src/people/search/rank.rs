//! How well a name fits what was typed, letter by letter, and which letters were meant. Pure.

use std::cell::OnceCell;
use std::sync::LazyLock;

use super::typed::Word;
use super::{Because, Mark, MarkKind};
use crate::reference::fold::{after_abdul, is_title, starting_keys, whole_key};
use crate::reference::slip::{Slip, slip, unlikely};

/// What one typed word costs, from letter for letter to not at all.
const BEGINS: u32 = 10;
const TOGETHER: u32 = 15;
const SPELT: u32 = 20;
const SPELT_BEGINS: u32 = 30;
const NOT_AT_ALL: u32 = 60;
const SLIP: u32 = 100;
const SLIP_STEP: u32 = 10;
/// A word of the name that was not typed; its first, for people type from the beginning.
const UNTYPED: u32 = 3;
const FIRST_UNTYPED: u32 = 20;
/// The words stand in another order.
const OTHER_ORDER: u32 = 25;

/// A name beside what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fit {
    /// 0 for letter for letter; more is worse.
    pub cost: u32,
    /// Letters that were meant.
    pub marks: Vec<Mark>,
    pub because: Vec<Because>,
    /// Which typed words the name has, by their place.
    pub has: Vec<usize>,
}

static ABDUL: LazyLock<String> = LazyLock::new(|| whole_key("abdul"));

/// What was typed, with the keys by which it is compared: made once, however many names it is set beside.
#[derive(Debug, Clone)]
pub struct Asked(Vec<AskedWord>);

#[derive(Debug, Clone)]
struct AskedWord {
    raw: String,
    letters: usize,
    is_open: bool,
    key: String,
    /// With one of these the key of a word begins that goes on.
    starts: Vec<String>,
    is_abdul: bool,
    /// The key of what stands after Abdul, where both are written together.
    after_abdul: Option<String>,
    /// This word and the next written as one, and the key of that.
    with_next: Option<(String, String)>,
}

impl Asked {
    /// Of these words, in their order.
    pub fn of<'a>(words: impl IntoIterator<Item = &'a Word>) -> Self {
        let mut all: Vec<AskedWord> = Vec::new();
        for word in words {
            if let Some(before) = all.last_mut() {
                let together = format!("{}{}", before.raw, word.raw);
                before.with_next = Some((together.clone(), whole_key(&together)));
            }
            let key = whole_key(&word.raw);
            all.push(AskedWord {
                letters: word.raw.chars().count(),
                is_open: word.is_open,
                is_abdul: key == *ABDUL,
                key,
                starts: starting_keys(&word.raw),
                after_abdul: after_abdul(&word.raw).map(whole_key),
                with_next: None,
                raw: word.raw.clone(),
            });
        }
        Self(all)
    }
}

/// A word of a name with its place among the letters.
struct Written {
    raw: String,
    shown: String,
    from: usize,
    /// Its key; made when it is asked for.
    key: OnceCell<String>,
    /// This word and the next written as one, and the key of that.
    with_next: OnceCell<(String, String)>,
}

impl Written {
    fn mark(&self, letters: usize) -> Mark {
        let place = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
        Mark { from: place(self.from), to: place(self.from + letters), kind: MarkKind::Typed }
    }

    fn len(&self) -> usize {
        self.shown.chars().count()
    }

    fn key(&self) -> &str {
        self.key.get_or_init(|| whole_key(&self.raw))
    }

    fn with(&self, next: &Self) -> &(String, String) {
        self.with_next.get_or_init(|| {
            let together = format!("{}{}", self.raw, next.raw);
            let key = whole_key(&together);
            (together, key)
        })
    }
}

fn words_of(text: &str) -> Vec<Written> {
    let mut words: Vec<Written> = Vec::new();
    let mut in_word = false;
    for (at, letter) in text.chars().enumerate() {
        if !letter.is_alphanumeric() && letter != '\'' {
            in_word = false;
            continue;
        }
        if !in_word {
            words.push(Written {
                raw: String::new(),
                shown: String::new(),
                from: at,
                key: OnceCell::new(),
                with_next: OnceCell::new(),
            });
        }
        in_word = true;
        if let Some(word) = words.last_mut() {
            word.shown.push(letter);
            if letter != '\'' {
                word.raw.extend(letter.to_lowercase());
            }
        }
    }
    words
}

/// How one typed word is met by one written.
struct Met {
    cost: u32,
    letters: usize,
    slip: Option<Slip>,
}

fn meet(typed: &AskedWord, written: &Written) -> Option<Met> {
    let met = |cost, letters| Some(Met { cost, letters, slip: None });
    let count = typed.letters;
    if typed.raw == written.raw {
        return met(0, written.len());
    }
    if written.raw.starts_with(&typed.raw) {
        return met(BEGINS, count);
    }
    let (mine, theirs) = (typed.key.as_str(), written.key());
    if mine == theirs {
        return met(SPELT, written.len());
    }
    if typed.starts.iter().any(|start| theirs.starts_with(start.as_str())) {
        return met(SPELT_BEGINS, count.min(written.len()));
    }
    // The slip as it stands in the letters that are seen, else in the keys.
    let seen = slip(&typed.raw, &written.raw);
    let found = match seen {
        Some(found) => Some((found, unlikely(found, &typed.raw, &written.raw)?)),
        None => slip(mine, theirs).and_then(|found| Some((found, unlikely(found, mine, theirs)? + 1))),
    };
    let (found, weight) = found?;
    Some(Met { cost: SLIP + SLIP_STEP * weight, letters: written.len(), slip: Some(found) })
}

/// Sets what was typed beside a name.
pub fn fit(Asked(typed): &Asked, name: &str) -> Fit {
    let written = words_of(name);
    let mut free: Vec<bool> = written.iter().map(|word| !is_title(&word.raw) || written.len() == 1).collect();
    let has_title = free.iter().any(|free| !free);
    let mut fit = Fit::default();
    let mut at = 0;
    while let Some(word) = typed.get(at) {
        // Two typed words that are written as one.
        if let Some(next) = typed.get(at + 1)
            && let Some(place) = joined((word, next), &written, &free)
        {
            take(&mut fit, &mut free, &written, place, TOGETHER);
            fit.has.extend([at, at + 1]);
            at += 2;
            continue;
        }
        let best = best(word, &written, &free);
        // Two words that are written apart are not looked for where the word stands as it was typed.
        let is_typed = best.as_ref().is_some_and(|(_, met)| met.cost < TOGETHER);
        let apart = if is_typed { None } else { apart(word, &written, &free) };
        match (best, apart) {
            (Some((place, met)), None) => {
                let Some(theirs) = written.get(place) else { break };
                fit.cost += met.cost;
                fit.marks.push(theirs.mark(met.letters));
                if let Some(why) = why(&met, theirs) {
                    fit.because.push(why);
                }
                if let Some(slip) = met.slip {
                    fit.marks.extend(forgiven(slip, theirs));
                }
                if let Some(free) = free.get_mut(place) {
                    *free = false;
                }
                fit.has.push(at);
            }
            (_, Some((one, other))) => {
                take(&mut fit, &mut free, &written, one, TOGETHER);
                take(&mut fit, &mut free, &written, other, 0);
                fit.because.pop();
                fit.has.push(at);
            }
            _ => fit.cost += NOT_AT_ALL,
        }
        at += 1;
    }
    let untyped = free.iter().filter(|free| **free).count();
    fit.cost += UNTYPED * u32::try_from(untyped).unwrap_or(u32::MAX);
    let first = written.iter().position(|word| !is_title(&word.raw));
    if first.is_some_and(|first| free.get(first) == Some(&true)) {
        fit.cost += FIRST_UNTYPED;
    }
    let typed_marks: Vec<u16> =
        fit.marks.iter().filter(|mark| mark.kind == MarkKind::Typed).map(|mark| mark.from).collect();
    if !typed_marks.is_sorted() {
        fit.cost += OTHER_ORDER;
    }
    if has_title {
        fit.because.push(Because::Title);
    }
    fit
}

/// The word of the name that meets a typed one best: of those that are free, the first among equals.
fn best(typed: &AskedWord, written: &[Written], free: &[bool]) -> Option<(usize, Met)> {
    let is_free = |place: &usize| free.get(*place) == Some(&true);
    let places = || written.iter().enumerate().filter(|(place, _)| is_free(place));
    // Spelling and slips are looked at where no word begins with the letters that were typed.
    let as_typed = places()
        .find(|(_, word)| word.raw == typed.raw)
        .or_else(|| places().find(|(_, word)| word.raw.starts_with(&typed.raw)));
    match as_typed {
        Some((place, word)) => Some((place, meet(typed, word)?)),
        None => {
            let met = places().filter_map(|(place, word)| Some((place, meet(typed, word)?)));
            met.min_by_key(|(_, met)| met.cost)
        }
    }
}

fn take(fit: &mut Fit, free: &mut [bool], written: &[Written], place: usize, cost: u32) {
    let Some(word) = written.get(place) else { return };
    fit.cost += cost;
    fit.marks.push(word.mark(word.len()));
    fit.because.push(Because::Together(word.shown.clone()));
    if let Some(free) = free.get_mut(place) {
        *free = false;
    }
}

/// `wahyu ningsih` typed, Wahyuningsih written; `abd rohman`, Abdurrahman.
fn joined((word, next): (&AskedWord, &AskedWord), written: &[Written], free: &[bool]) -> Option<usize> {
    let (together, key) = word.with_next.as_ref()?;
    let is = |theirs: &Written| {
        let begins = next.is_open && theirs.raw.starts_with(together);
        let abdul = word.is_abdul && after_abdul(&theirs.raw).is_some_and(|rest| whole_key(rest) == next.key);
        theirs.raw.len() > word.raw.len() && (begins || abdul || theirs.key() == key)
    };
    let mut places = written.iter().enumerate().filter(|(place, _)| free.get(*place) == Some(&true));
    places.find(|(_, theirs)| is(theirs)).map(|(place, _)| place)
}

/// `wahyuningsih` typed, Wahyu Ningsih written beside each other.
fn apart(word: &AskedWord, written: &[Written], free: &[bool]) -> Option<(usize, usize)> {
    (1..written.len()).map(|second| (second - 1, second)).find(|(first, second)| {
        let (Some(one), Some(other)) = (written.get(*first), written.get(*second)) else { return false };
        let is_free = free.get(*first) == Some(&true) && free.get(*second) == Some(&true);
        let (together, key) = one.with(other);
        let abdul = word.after_abdul.as_ref().is_some_and(|rest| rest == other.key() && one.key() == *ABDUL);
        let begins = word.is_open && word.raw.len() > one.raw.len() && together.starts_with(&word.raw);
        is_free && (abdul || begins || *key == word.key)
    })
}

fn why(met: &Met, written: &Written) -> Option<Because> {
    let word = || written.shown.clone();
    match met.slip {
        Some(Slip::More(_)) => Some(Because::OneMore(word())),
        Some(Slip::Less(_)) => Some(Because::OneLess(word())),
        Some(Slip::Exchanged(_)) => Some(Because::OneOther(word())),
        Some(Slip::Swapped(_)) => Some(Because::Swapped(word())),
        None if met.cost >= SPELT => Some(Because::Spelling(word())),
        None => None,
    }
}

/// The letters of the written word that were forgiven; of one too many typed there is none to show.
fn forgiven(slip: Slip, written: &Written) -> Option<Mark> {
    let (at, letters) = match slip {
        Slip::More(at) | Slip::Exchanged(at) => (at, 1),
        Slip::Swapped(at) => (at, 2),
        Slip::Less(_) => return None,
    };
    (at + letters <= written.len()).then(|| {
        let place = |at: usize| u16::try_from(written.from + at).unwrap_or(u16::MAX);
        Mark { from: place(at), to: place(at + letters), kind: MarkKind::Forgiven }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Asked {
        let words: Vec<&str> = text.split(' ').collect();
        let last = words.len() - 1;
        let word = |(piece, raw): (usize, &&str)| Word {
            raw: (*raw).into(),
            is_open: piece == last,
            is_title: false,
            piece,
        };
        Asked::of(&words.iter().enumerate().map(word).collect::<Vec<_>>())
    }

    #[test]
    fn what_is_nearer_costs_less() {
        let names = [
            "Siti Aminah",
            "Siti Aminah Zuhriyah",
            "Siti Aminahwati",
            "Sitti Aminah",
            "Siti Amniah",
            "Siti Aminxh",
            "Siti Rahayu",
        ];
        let costs: Vec<u32> = names.iter().map(|name| fit(&typed("siti aminah"), name).cost).collect();
        let nearest: Vec<u32> = costs.iter().take(6).copied().collect();
        assert!(nearest.is_sorted(), "{costs:?}");
        assert_eq!(costs[0], 0);
    }

    #[test]
    fn a_reason_is_said_in_words() {
        for (text, name, because) in [
            ("siti aminah", "Siti Amirnah", Because::OneMore("Amirnah".into())),
            ("siti aminah", "Siti Aminnah", Because::Spelling("Aminnah".into())),
            ("siti amirnah", "Siti Aminah", Because::OneLess("Aminah".into())),
            ("siti aminah", "Siti Amniah", Because::Swapped("Amniah".into())),
            ("sumarmi", "Sumarni", Because::OneOther("Sumarni".into())),
            ("siti aminah", "Sitti Aminah", Because::Spelling("Sitti".into())),
            ("wahyu ningsih", "Wahyuningsih", Because::Together("Wahyuningsih".into())),
            ("wahyuningsih", "Wahyu Ningsih", Because::Together("Wahyu".into())),
            ("abd rohman", "Abdurrahman", Because::Together("Abdurrahman".into())),
            ("siti aminah", "Hj. Siti Aminah", Because::Title),
        ] {
            let fit = fit(&typed(text), name);
            assert_eq!(fit.because, [because], "{text} {name}");
            assert_eq!(fit.has.len(), text.split(' ').count(), "{text} {name}");
        }
    }

    #[test]
    fn the_letters_meant_are_marked() {
        let fit = fit(&typed("siti aminah"), "Hj. Siti Amniah");
        let marks: Vec<(u16, u16, MarkKind)> =
            fit.marks.iter().map(|mark| (mark.from, mark.to, mark.kind)).collect();
        assert_eq!(marks, [(4, 8, MarkKind::Typed), (9, 15, MarkKind::Typed), (11, 13, MarkKind::Forgiven)]);
    }
}
