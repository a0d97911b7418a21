//! What a name that is not known looks like: a slip of the keys, a shortening, a known name among other words. It is
//! said, never read.

use super::lists::{Named, known_names, named};
use super::sheet::Column;

/// Parts of words that tell of a swelling, wherever they stand.
const SWOLLEN: [&str; 14] = [
    "edem", "odem", "udem", "oedm", "swell", "swoll", "kwash", "kwasi", "sembab", "sembap", "bengkak",
    "busung", "anasark", "anasarc",
];
/// Shortened: words begin so. In the middle it would be a name (*Poedji*), a district (*Kodim*), a sediment.
const SWOLLEN_BEGINS: [&str; 12] =
    ["oed", "edm", "odm", "udm", "edim", "odim", "udim", "bilat", "bngkak", "benkak", "bgkak", "swl"];
/// Shorter still: nothing else is in the word but one of [`BEFORE`].
const SWOLLEN_SHORT: [&str; 11] =
    ["oe", "oed", "edm", "odm", "udm", "eod", "pit", "pitt", "bpe", "bpo", "bengk"];
/// What surveys put before a name without a space: both sides, the child, "has".
const BEFORE: [&str; 10] = ["bilat", "bil", "bi", "b", "pit", "ch", "c", "has", "is", "n"];
/// Words that end as a swelling begins, written together with the next.
const ENDS_LIKE: [&str; 6] = ["kode", "code", "metode", "mode", "periode", "episode"];

/// How a name of a position begins.
const POSTURES: [&str; 11] = [
    "lying",
    "standing",
    "recumb",
    "caraukur",
    "caraukr",
    "posisi",
    "position",
    "postur",
    "berdiri",
    "terlentang",
    "telentang",
];

/// Beginnings of words that name a measure.
const MEASURES: [(&str, Column); 38] = [
    ("weight", Column::Weight),
    ("wgt", Column::Weight),
    ("wght", Column::Weight),
    ("berat", Column::Weight),
    ("brt", Column::Weight),
    ("timbang", Column::Weight),
    ("bbadan", Column::Weight),
    ("bbbln", Column::Weight),
    ("bbbulan", Column::Weight),
    ("bbini", Column::Weight),
    ("tbadan", Column::Length),
    ("tbbln", Column::Length),
    ("tbbulan", Column::Length),
    ("tbini", Column::Length),
    ("pbadan", Column::Length),
    ("height", Column::Length),
    ("hght", Column::Length),
    ("hgt", Column::Length),
    ("length", Column::Length),
    ("lngth", Column::Length),
    ("lgth", Column::Length),
    ("lenhei", Column::Length),
    ("tinggi", Column::Length),
    ("tngg", Column::Length),
    ("panjang", Column::Length),
    ("pnj", Column::Length),
    ("pjg", Column::Length),
    ("headc", Column::Head),
    ("hcirc", Column::Head),
    ("kepala", Column::Head),
    ("kpl", Column::Head),
    ("lika", Column::Head),
    ("muac", Column::Arm),
    ("muak", Column::Arm),
    ("armc", Column::Arm),
    ("lila", Column::Arm),
    ("lengan", Column::Arm),
    ("lgn", Column::Arm),
];

/// Beginnings of words that name anything else that we read.
const OTHERS: [(&str, Column); 13] = [
    ("sex", Column::Sex),
    ("gender", Column::Sex),
    ("kelamin", Column::Sex),
    ("age", Column::Age),
    ("umur", Column::Age),
    ("usia", Column::Age),
    ("dob", Column::Birth),
    ("birth", Column::Birth),
    ("lahir", Column::Birth),
    ("visit", Column::Visit),
    ("tanggalukur", Column::Visit),
    ("tglukur", Column::Visit),
    ("survdat", Column::Visit),
];

/// Names so short that they say something only where nothing stands beside them.
const ALONE: [(&str, Column); 19] = [
    ("ed", Column::Oedema),
    ("kg", Column::Weight),
    ("cm", Column::Length),
    ("wei", Column::Weight),
    ("bbn", Column::Weight),
    ("len", Column::Length),
    ("lgt", Column::Length),
    ("tgi", Column::Length),
    ("tbn", Column::Length),
    ("lh", Column::Posture),
    ("lorh", Column::Posture),
    ("loh", Column::Posture),
    ("meas", Column::Posture),
    ("msr", Column::Posture),
    ("head", Column::Head),
    ("hdc", Column::Head),
    ("lkp", Column::Head),
    ("arm", Column::Arm),
    ("mac", Column::Arm),
];

/// Words by which a measure is one at birth.
const AT_BIRTH: [&str; 6] = ["lahir", "kelahiran", "lhr", "birth", "born", "partus"];
/// Words by which it is an index: `BB/U`, `berat menurut umur`.
const OF_INDEX: [&str; 5] = ["u", "menurut", "terhadap", "per", "for"];
/// First words of a day.
const OF_DAY: [&str; 5] = ["tanggal", "tgl", "date", "hari", "jam"];

/// Whether a name tells of a swelling; its spellings and names are so many that a part of a word counts.
pub(super) fn is_swelling(words: &[&str]) -> bool {
    let short = words.concat();
    SWOLLEN_SHORT.contains(&short.as_str()) || words.iter().any(|word| is_swollen(word))
}

fn is_swollen(word: &str) -> bool {
    let word = ENDS_LIKE.iter().find_map(|start| word.strip_prefix(start)).unwrap_or(word);
    let slip = || {
        word.len() > 4
            && known_names()
                .any(|(name, column)| column == Column::Oedema && name != "pitting" && slips(word, name, 1))
    };
    SWOLLEN.iter().any(|part| word.contains(part))
        || SWOLLEN_BEGINS.iter().any(|start| word.starts_with(start))
        || SWOLLEN_SHORT.contains(&word)
        || BEFORE.iter().any(|before| {
            word.strip_prefix(before).is_some_and(|rest| rest.len() > 2 && SWOLLEN_SHORT.contains(&rest))
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
    let begins = |(stem, _): &&(&str, Column)| {
        whole.starts_with(stem) || words.iter().any(|word| word.starts_with(stem))
    };
    let measure = measure(words);
    let posture = |word: &str| POSTURES.iter().any(|stem| word.starts_with(stem));
    if posture(&whole) || (measure.is_none() && words.iter().any(|word| posture(word))) {
        return Some(Column::Posture);
    }
    measure
        .or_else(|| OTHERS.iter().find(begins).map(|(_, column)| *column))
        .or_else(|| ALONE.iter().find(|(name, _)| *name == whole).map(|(_, column)| *column))
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
    both || (words.len() < 5 && words.iter().any(|word| OF_INDEX.contains(word)))
}

/// The measure that is named among other words: `BB bulan ini`, `hasil ukur TB`.
fn measure(words: &[&str]) -> Option<Column> {
    let is_another = words.iter().any(|word| AT_BIRTH.contains(word))
        || words.first().is_some_and(|first| OF_DAY.contains(first));
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
    MEASURES.iter().find(|(stem, _)| word.starts_with(stem)).map(|(_, column)| *column)
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
