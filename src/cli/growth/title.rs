//! What the name at the top of a column means. A name is known or it is not: one that only resembles a known name is
//! never read, but said.

use super::lists::{Named, age_word, named};
use super::near::{is_swelling, resembles};
use super::sheet::{ADDED, Column};
use crate::reference::fold::plain as plain_letter;
use crate::terms::Posture;
use crate::words::AgeWord;

/// What a name at the top of a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Title {
    /// A column that we read, with the unit of its cells.
    Read(Column, &'static str),
    /// Not read, though it looks like this.
    Resembles(Column),
    /// Nothing to us.
    Other,
}

/// Longer names are none of ours, though they may tell of what we read: surveys have whole questions there.
const LONGEST: usize = 80;
const LONGEST_QUESTION: usize = 400;

/// Words that tell whose measure it is, and change nothing.
const WHOSE: [&str; 7] = ["anak", "balita", "bayi", "child", "children", "in", "dalam"];

/// Words of the groups into which forms put what they ask.
const GROUPS: [&str; 14] = [
    "group",
    "groups",
    "grp",
    "section",
    "repeat",
    "roster",
    "child",
    "children",
    "anak",
    "balita",
    "anthro",
    "anthropometry",
    "antropometri",
    "measurements",
];

/// Reads a name, without its quotes.
pub(super) fn title(name: &[u8]) -> Title {
    let text = small(name.get(..LONGEST_QUESTION).unwrap_or(name));
    let words = words(&text);
    if let Some(known) = meaning(&text, &words).filter(|_| name.len() <= LONGEST) {
        return known;
    }
    // What we write ourselves is no near miss of what we read.
    if ADDED.contains(&text.as_str()) {
        return Title::Other;
    }
    let plain = plain(&words);
    // A swollen child must not be overlooked for another word in the name.
    if is_swelling(&plain) {
        return Title::Resembles(Column::Oedema);
    }
    if words.iter().any(|word| named(word) == Some(Named::WordOfAnother)) {
        return Title::Other;
    }
    resembles(&plain).map_or(Title::Other, Title::Resembles)
}

/// Whether a name is one of a column that we read.
pub(super) fn is_known(name: &[u8]) -> bool {
    if name.len() > LONGEST || name.first().is_none_or(u8::is_ascii_digit) {
        return false;
    }
    let text = small(name);
    let words = words(&text);
    matches!(meaning(&text, &words), Some(Title::Read(..)))
}

/// What a name means by the list of names.
fn meaning(text: &str, words: &[&str]) -> Option<Title> {
    known(words).or_else(|| known(&plain(words))).or_else(|| grouped(text))
}

/// A name behind the group of a form: `group_anthro/sex`. `BB/TB` is an index.
fn grouped(text: &str) -> Option<Title> {
    let (group, name) = text.rsplit_once('/')?;
    let group = words(group);
    let is_group = group.iter().any(|word| GROUPS.contains(word))
        && group.iter().all(|word| GROUPS.contains(word) || named(word).is_none());
    let words = words(name);
    known(&words).or_else(|| known(&plain(&words))).filter(|_| is_group)
}

/// The position that the name of a column of lengths tells: `PB` lying, `TB` standing, neither `PB/TB`.
pub(super) fn posture(name: &[u8]) -> Option<Posture> {
    let name = words(&small(name)).concat();
    let any = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    match (any(&["pb", "panjang", "len"]), any(&["tb", "tinggi", "hei", "hgt", "ht"])) {
        (true, false) => Some(Posture::Lying),
        (false, true) => Some(Posture::Standing),
        _ => None,
    }
}

/// In small letters without accents.
fn small(name: &[u8]) -> String {
    let mut text = String::with_capacity(name.len());
    for letter in String::from_utf8_lossy(name).to_lowercase().chars() {
        plain_letter(letter, &mut text);
    }
    text
}

/// The words but those that tell whose measure it is; "in" at the end is a unit.
fn plain<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let last = words.len().saturating_sub(1);
    let all = words.iter().enumerate();
    all.filter(|(at, word)| !WHOSE.contains(word) || (*at == last && **word == "in"))
        .map(|(_, word)| *word)
        .collect()
}

fn words(text: &str) -> Vec<&str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// The name as it stands, or with its unit behind it: `BERAT_BADAN`, `Berat (kg)`, `muac_mm`, `age in months`.
fn known(words: &[&str]) -> Option<Title> {
    let of = |name: &str| match named(name)? {
        Named::Read(column, unit) => Some(Title::Read(column, unit)),
        Named::Another => Some(Title::Other),
        Named::WordOfAnother => None,
    };
    if let Some(title) = of(&words.concat()) {
        return Some(title);
    }
    // "L/P" alone is a form's name for sex; "LP" may be the waist (*lingkar perut*).
    if words == ["l", "p"] || words == ["lk", "pr"] {
        return Some(Title::Read(Column::Sex, "lp"));
    }
    if let [name @ .., one, other] = words
        && let Some(Title::Read(column, _)) = of(&name.concat())
        && let Some(pair) = pair(column, one, other)
    {
        return Some(Title::Read(column, pair));
    }
    let (unit, name) = words.split_last()?;
    let name: Vec<&str> = name.iter().copied().filter(|word| !matches!(*word, "in" | "dalam")).collect();
    match of(&name.concat())? {
        Title::Read(column, _) => Some(Title::Read(column, unit_of(column, unit)?)),
        other => Some(other),
    }
}

/// The two codes that forms name behind a column: `JK (L/P)`.
fn pair(column: Column, one: &str, other: &str) -> Option<&'static str> {
    Some(match (column, one, other) {
        (Column::Sex, "l", "p") | (Column::Sex, "lk", "pr") => "lp",
        (Column::Sex, "p", "w") => "pw",
        (Column::Sex, "h", "m") => "hm",
        (Column::Oedema, "y", "t") | (Column::Oedema, "ya", "tidak") => "yt",
        (Column::Oedema, "y", "n") => "yn",
        _ => return None,
    })
}

/// The unit that a last word names, where it is one of this column's.
fn unit_of(column: Column, word: &str) -> Option<&'static str> {
    Some(match (column, word) {
        // One letter is no word of a title: `age_m` may be of mothers.
        (Column::Age, word) if word.len() > 1 => match age_word(word.as_bytes())? {
            AgeWord::Years => "years",
            AgeWord::Months => "months",
            AgeWord::Days => "days",
            AgeWord::Weeks => return None,
        },
        (Column::Weight, "kg") => "kg",
        (Column::Weight, "g" | "gr" | "gram" | "grams") => "g",
        (Column::Length, "m" | "meter" | "metre" | "metres" | "meters") => "m",
        (Column::Length | Column::Head | Column::Arm, "cm") => "cm",
        (Column::Length | Column::Head | Column::Arm, "mm") => "mm",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_other_programs_are_known() {
        for (name, column, unit) in [
            ("sex", Column::Sex, ""),
            ("Jenis Kelamin", Column::Sex, ""),
            ("JK (L/P)", Column::Sex, "lp"),
            ("L/P", Column::Sex, "lp"),
            ("Jenis Kelamin (P/W)", Column::Sex, "pw"),
            ("sexo (H/M)", Column::Sex, "hm"),
            ("Edema (Y/T)", Column::Oedema, "yt"),
            ("Edema bilateral (Ya/Tidak)", Column::Oedema, "yt"),
            ("BIRTHDAT", Column::Birth, ""),
            ("Tgl. Lahir Anak", Column::Birth, ""),
            ("SURVDATE", Column::Visit, ""),
            ("Tanggal Pengukuran", Column::Visit, ""),
            ("MONTHS", Column::Age, "months"),
            ("Umur (bulan)", Column::Age, "months"),
            ("Usia Saat Ukur", Column::Age, "bare"),
            ("age_days", Column::Age, "days"),
            ("age in months", Column::Age, "months"),
            ("agemons", Column::Age, "months"),
            ("BERAT_BADAN", Column::Weight, "kg"),
            ("Berat (kg)", Column::Weight, "kg"),
            ("weight_g", Column::Weight, "g"),
            ("BB", Column::Weight, "kg"),
            ("PB/TB (cm)", Column::Length, "cm"),
            ("HEIGHT", Column::Length, "cm"),
            ("hw3", Column::Length, "mm?"),
            ("Cara Ukur", Column::Posture, ""),
            ("LiLA", Column::Arm, "mm?"),
            ("muac_mm", Column::Arm, "mm"),
            ("EDEMA", Column::Oedema, ""),
        ] {
            assert_eq!(title(name.as_bytes()), Title::Read(column, unit), "{name}");
        }
    }

    #[test]
    fn a_name_that_only_resembles_is_not_read() {
        for (name, column) in [
            ("odem_x", Column::Oedema),
            ("oedemas2", Column::Oedema),
            ("status oedema", Column::Oedema),
            ("lenhie", Column::Length),
            ("JANUARI_BERAT", Column::Weight),
            ("umur sekarang", Column::Age),
            ("tinggi tahun lalu kira", Column::Length),
        ] {
            let expected = if name.contains("lalu") { Title::Other } else { Title::Resembles(column) };
            assert_eq!(title(name.as_bytes()), expected, "{name}");
        }
        for name in [
            "",
            "NIK",
            "nama anak",
            "Berat Lahir",
            "BB Lahir",
            "Panjang Lahir (cm)",
            "Usia Kehamilan (minggu)",
            "berat ibu",
            "ZS BB/U",
            "BB/U",
            "village",
            "CLUSTER",
            "TEAM",
            "Naik Berat Badan",
            "Tempat Lahir",
            "average",
            "image",
            "sw",
            "clenhei",
            "zlen",
        ] {
            assert_eq!(title(name.as_bytes()), Title::Other, "{name}");
        }
    }
}
