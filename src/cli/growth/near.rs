//! What a name that is not known looks like: a slip of the keys, a shortening, a known name among other words. It is
//! said, never read.

use super::lists::{Hint, Named, known_names, named};
use super::sheet::Column;

/// Whether a name tells of a swelling; its spellings and names are so many that a part of a word counts.
pub(super) fn is_swelling(words: &[&str]) -> bool {
    let short = words.concat();
    Hint::SwollenWhole.is(&short) || words.iter().any(|word| is_swollen(word))
}

fn is_swollen(word: &str) -> bool {
    let word = Hint::NotSwollenBegins.texts().find_map(|start| word.strip_prefix(start)).unwrap_or(word);
    let slip = || {
        word.len() > 4
            && known_names()
                .any(|(name, column)| column == Column::Oedema && name != "pitting" && slips(word, name, 1))
    };
    Hint::SwollenAnywhere.texts().any(|part| word.contains(part))
        || Hint::SwollenBegins.texts().any(|start| word.starts_with(start))
        || Hint::SwollenWhole.is(word)
        || Hint::BeforeSwollen.texts().any(|before| {
            word.strip_prefix(before).is_some_and(|rest| rest.len() > 2 && Hint::SwollenWhole.is(rest))
        })
        || slip()
}

/// A column that a name looks like, in small letters and without the words that tell whose measure it is.
pub(super) fn resembles(words: &[&str]) -> Option<Column> {
    if let Some(column) = another_unit(words) {
        return Some(column);
    }
    if is_index(words) {
        return None;
    }
    let whole = words.concat();
    let measure = measure(words);
    let posture = |word: &str| begins_as(word, |column| column == Column::Posture).is_some();
    let anything = |word: &str| begins_as(word, |column| !column.is_measure());
    if posture(&whole) || (measure.is_none() && words.iter().any(|word| posture(word))) {
        return Some(Column::Posture);
    }
    measure
        .or_else(|| anything(&whole).or_else(|| words.iter().find_map(|word| anything(word))))
        .or_else(|| Hint::Whole.columns().find(|(name, _)| *name == whole).map(|(_, column)| column))
        .or_else(|| numbered(&whole))
        .or_else(|| nearest(&whole))
}

/// A name that we know with a unit behind it that we do not: `BB (ons)`, `LK (inci)`. `BB/U` and `BB/TB` are indices.
fn another_unit(words: &[&str]) -> Option<Column> {
    let (unit, name) = words.split_last()?;
    if *unit == "u" || named(unit).is_some() {
        return None;
    }
    match named(&name.concat())? {
        Named::Read(column, _) if column.is_measure() || column == Column::Age => Some(column),
        _ => None,
    }
}

/// `BB/U`, `berat menurut umur`, `weight for height`: a figure made of measures.
fn is_index(words: &[&str]) -> bool {
    let mut measures = words.iter().filter_map(|word| measure_in(word));
    let first = measures.next();
    let both = measures.any(|other| Some(other) != first);
    both || (words.len() < 5 && words.iter().any(|word| Hint::OfIndex.is(word)))
}

/// The measure that is named among other words: `BB bulan ini`, `hasil ukur TB`.
fn measure(words: &[&str]) -> Option<Column> {
    let is_another = words.iter().any(|word| Hint::AtBirth.is(word))
        || words.first().is_some_and(|first| Hint::OfDay.is(first));
    if is_another {
        return None;
    }
    words.iter().find_map(|word| measure_in(word)).or_else(|| begins_as_measure(&words.concat()))
}

/// The measure that a word names.
fn measure_in(word: &str) -> Option<Column> {
    match named(word) {
        Some(Named::Read(column, _)) if column.is_measure() => return Some(column),
        Some(_) => return None,
        None => {}
    }
    let slip = || {
        known_names()
            .filter(|(name, column)| word.len() > 5 && column.is_measure() && slips(word, name, 1))
            .map(|(_, column)| column)
            .min_by_key(|column| column.at())
    };
    begins_as_measure(word).or_else(slip)
}

fn begins_as_measure(word: &str) -> Option<Column> {
    begins_as(word, Column::is_measure)
}

/// The column among these whose name begins so.
fn begins_as(word: &str, among: impl Fn(Column) -> bool) -> Option<Column> {
    Hint::Begins
        .columns()
        .find(|(stem, column)| among(*column) && word.starts_with(stem))
        .map(|(_, column)| column)
}

/// A measure that was taken more than once: `BB1`, `muac2`. The hc1 to hc73 of the DHS are no heads.
fn numbered(whole: &str) -> Option<Column> {
    let name = whole.trim_end_matches(|letter: char| letter.is_ascii_digit());
    match named(name)? {
        Named::Read(column, _) if name != whole && name != "hc" && column.is_measure() => Some(column),
        _ => None,
    }
}

/// The known name that is fewest slips away, and of equals the first of the columns: the list itself has no order.
fn nearest(whole: &str) -> Option<Column> {
    let most = match whole.len() {
        3..=6 => 1,
        7..=30 => 2,
        _ => return None,
    };
    let shortest = if whole.len() < 5 { 4 } else { 5 };
    known_names()
        .filter(|(name, _)| name.len() >= shortest && slips(whole, name, most))
        .filter(|(name, _)| name.len() > 4 || name.chars().all(char::is_alphabetic))
        .map(|(name, column)| (strsim::osa_distance(whole, name), column.at(), column))
        .min_by_key(|(far, at, _)| (*far, *at))
        .map(|(.., column)| column)
}

/// Whether so many letters at most must be changed, added, left out or swapped with the next.
fn slips(one: &str, other: &str, most: usize) -> bool {
    one.len().abs_diff(other.len()) <= most && strsim::osa_distance(one, other) <= most
}
