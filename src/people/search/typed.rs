//! What was typed into the one search box: a number, a ticket or a name. Pure.

use chrono::{Datelike as _, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::people::record;
use crate::reference::fold;
use crate::words::{BadDate, month_named, parse_age, parse_date};

/// A ticket number as typed: `A-021`, `a21`, `P 3`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketTyped {
    /// Letters, upper case.
    pub prefix: String,
    pub number: u32,
}

/// What to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Needle {
    /// Nothing yet.
    Nothing,
    /// Somebody of this name, born then, living there.
    Somebody(Sought),
    /// Digits, and in which numbers they may stand; perhaps a birth date.
    Number(Number, Option<NaiveDate>),
    /// Perhaps a ticket, else the beginning of a record number with letters, or a name and a year.
    Ticket(TicketTyped, Number, Option<Sought>),
}

/// The beginnings to look for in each kind of number; `None` where the text cannot be one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Number {
    /// Beginning of a NIK.
    pub nik: Option<String>,
    /// Beginning of a BPJS number.
    pub bpjs: Option<String>,
    /// Beginning of a record number's key.
    pub record: Option<String>,
    /// Exact folder serial, as people say it ("nomor 4821").
    pub family: Option<u32>,
    /// Beginning of a telephone's significant digits.
    pub phone: Option<String>,
}

/// Somebody as they were described: words of the name, of the mother's or of where they live, and when they were born.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sought {
    pub words: Vec<Word>,
    /// When they were born, with the pieces of the text that say it.
    pub born: Option<(Born, Pieces)>,
    /// RT and RW.
    pub houses: Vec<(House, Pieces)>,
    /// What stands between the spaces of the text.
    pub pieces: Vec<String>,
}

/// Which pieces of the text something was read from: the first, and the one after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pieces(pub usize, pub usize);

/// A word to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// In small letters without accents.
    pub raw: String,
    /// Whether it may go on.
    pub is_open: bool,
    /// A title: what it says nothing about may be left out.
    pub is_title: bool,
    /// The piece it stands in.
    pub piece: usize,
}

/// When somebody was born, as far as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Born {
    On(NaiveDate),
    /// In this month of a year.
    In(i32, u32),
    /// In these years, the last included.
    Between(i32, i32),
}

/// A number of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum House {
    Rt(u16),
    Rw(u16),
}

/// Longest text that is looked at.
const LONGEST: usize = 100;
/// More pieces than this narrow nothing further.
const MOST_PIECES: usize = 16;
/// Nobody who comes was born before.
const EARLIEST: i32 = 1890;

/// Works out what a text is.
pub fn read(text: &str, today: NaiveDate) -> Needle {
    let text: String = text.chars().take(LONGEST).collect();
    let goes_on = !text.ends_with(|letter: char| letter.is_whitespace() || ",.".contains(letter));
    let text = text.trim();
    if text.is_empty() {
        return Needle::Nothing;
    }
    let sought = describe(text, goes_on, today);
    if let Some(ticket) = ticket(text) {
        let record = Number { record: Some(record::key(text)), ..Number::default() };
        let sought = Some(sought).filter(|sought| sought.born.is_some() && !sought.words.is_empty());
        return Needle::Ticket(ticket, record, sought);
    }
    let is_number = text.chars().all(|letter| letter.is_ascii_digit() || " .-/+()".contains(letter));
    if is_number {
        return number(text, today);
    }
    if sought.born.is_some() || !sought.houses.is_empty() {
        return Needle::Somebody(sought);
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    if digits > letters {
        // Letters among many digits: a record number with a printed prefix.
        return Needle::Number(Number { record: Some(record::key(text)), ..Number::default() }, None);
    }
    if letters == 0 || sought.words.is_empty() { Needle::Nothing } else { Needle::Somebody(sought) }
}

/// Reads when somebody was born and where they live out of the text; what is left are words.
fn describe(text: &str, goes_on: bool, today: NaiveDate) -> Sought {
    let pieces: Vec<String> = text
        .split(|letter: char| letter.is_whitespace() || letter == ',')
        .filter(|piece| !piece.is_empty())
        .take(MOST_PIECES)
        .map(str::to_owned)
        .collect();
    let mut sought = Sought { pieces: pieces.clone(), ..Sought::default() };
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let rest = pieces.get(at..).unwrap_or_default();
        // Words that say what comes next, where it comes.
        let said = rest.iter().take_while(|piece| says_birth(piece)).count();
        if said > 0 && sought.born.is_none() && born(rest.get(said..).unwrap_or_default(), today).is_some() {
            at += said;
            continue;
        }
        if sought.born.is_none()
            && let Some((born, taken)) = born(rest, today)
        {
            sought.born = Some((born, Pieces(at, at + taken)));
            at += taken;
            continue;
        }
        if let Some((house, taken)) = house(rest) {
            sought.houses.push((house, Pieces(at, at + taken)));
            at += taken;
            continue;
        }
        // A degree says nothing, wherever it stands.
        if at > 0 && fold::is_degree(piece) {
            at += 1;
            continue;
        }
        let is_last = goes_on && at + 1 == pieces.len();
        let words = fold::typed_words(piece);
        let count = words.len();
        for (place, word) in words.into_iter().enumerate() {
            let is_open = is_last && place + 1 == count && !word.is_complete;
            let begins = sought.words.is_empty() && pieces.len() > 1;
            let is_title = fold::is_title(&word.raw) || (begins && fold::is_leading_title(&word.raw));
            sought.words.push(Word { raw: word.raw, is_open, is_title, piece: at });
        }
        at += 1;
    }
    if sought.words.iter().any(|word| !word.is_title) {
        sought.words.retain(|word| word.is_open || !word.is_title);
    }
    sought
}

/// A date as typed; of two digits of a year whose day has not come, the one of a century ago: nobody is registered by it.
fn day_of(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    match parse_date(text, today) {
        Err(BadDate::NotCome) => parse_date(text, today.checked_sub_months(Months::new(13))?).ok(),
        read => read.ok(),
    }
}

/// `lahir 1960`, `umur 60 th`, `tgl 3-8-1960`: what follows is a birth.
fn says_birth(piece: &str) -> bool {
    const WORDS: [&str; 8] = ["umur", "usia", "lahir", "kelahiran", "lhr", "tgl", "tanggal", "tahun"];
    WORDS.contains(&piece.trim_end_matches([':', '.']).to_lowercase().as_str())
}

/// A birth date, month or year at the beginning of these pieces, or an age, and how many it takes.
fn born(pieces: &[String], today: NaiveDate) -> Option<(Born, usize)> {
    let piece = |at: usize| pieces.get(at).map(String::as_str);
    let is_year = |text: &str| {
        let year = (text.len() == 4).then(|| text.parse::<i32>().ok()).flatten();
        year.filter(|year| (EARLIEST..=today.year()).contains(year))
    };
    let day = |text: &str| {
        let date = day_of(text, today)?;
        (date.year() >= EARLIEST && date <= today).then_some(Born::On(date))
    };
    let starts_with_digit = |text: &&str| text.starts_with(|letter: char| letter.is_ascii_digit());
    let first = piece(0)?;
    if let Some(year) = is_year(first) {
        return Some((Born::Between(year, year), 1));
    }
    if let (Some(second), Some(third)) = (piece(1), piece(2))
        && starts_with_digit(&first)
        && let Some(born) = day(&format!("{first} {second} {third}"))
    {
        return Some((born, 3));
    }
    if starts_with_digit(&first)
        && first.len() >= 6
        && let Some(born) = day(first)
    {
        return Some((born, 1));
    }
    if let (Some(month), Some(year)) = (month_named(first), piece(1).and_then(is_year)) {
        return Some((Born::In(year, month), 2));
    }
    age(pieces, today)
}

/// `66 th`, `66TH`, `3 bln`, `2 th 3 bln`: born in one of these years.
fn age(pieces: &[String], today: NaiveDate) -> Option<(Born, usize)> {
    let begins = pieces.first()?.starts_with(|letter: char| letter.is_ascii_digit());
    [4, 2, 1].into_iter().filter(|_| begins).find_map(|taken| {
        let (first, last) = parse_age(&pieces.get(..taken)?.join(" "), today)?;
        (first.year() >= EARLIEST).then_some((Born::Between(first.year(), last.year()), taken))
    })
}

/// `rt 2`, `RT02`, `rw.1`.
fn house(pieces: &[String]) -> Option<(House, usize)> {
    let first = pieces.first()?.to_lowercase();
    let kind = first.get(..2)?;
    let digits = first.get(2..)?.trim_start_matches(['.', ':', '-']);
    let (number, taken) = match digits {
        "" => (pieces.get(1)?.parse().ok()?, 2),
        digits => (digits.parse().ok()?, 1),
    };
    match kind {
        "rt" => Some((House::Rt(number), taken)),
        "rw" => Some((House::Rw(number), taken)),
        _ => None,
    }
}

fn ticket(text: &str) -> Option<TicketTyped> {
    let cut = text.find(|letter: char| !letter.is_ascii_alphabetic())?;
    let (prefix, rest) = text.split_at(cut);
    let digits = rest.strip_prefix(['-', ' ']).unwrap_or(rest);
    let fits = (1..=3).contains(&prefix.len()) && (1..=4).contains(&digits.len());
    if !fits || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(TicketTyped { prefix: prefix.to_ascii_uppercase(), number: digits.parse().ok()? })
}

fn number(text: &str, today: NaiveDate) -> Needle {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return Needle::Nothing;
    }
    if text.starts_with('+') {
        return Needle::Number(Number { phone: phone_start(&digits), ..Number::default() }, None);
    }
    let date = day_of(text, today).filter(|date| date.year() >= EARLIEST && *date <= today);
    let up_to = |most: usize| (digits.len() >= 3 && digits.len() <= most).then(|| digits.clone());
    let number = Number {
        nik: up_to(16),
        bpjs: up_to(13),
        record: Some(digits.clone()),
        family: if text.len() == digits.len() && digits.len() <= 9 { digits.parse().ok() } else { None },
        phone: phone_start(&digits).filter(|_| digits.len() >= 3 && digits.len() <= 15),
    };
    Needle::Number(number, date)
}

/// Beginning of a telephone's significant digits, from as little as `081`.
fn phone_start(digits: &str) -> Option<String> {
    let plain = digits.strip_prefix("0062").or_else(|| digits.strip_prefix("62")).unwrap_or(digits);
    let plain = plain.trim_start_matches('0');
    (plain.len() >= 2).then(|| plain.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> NaiveDate {
        "2026-11-21".parse().unwrap()
    }

    fn numbers(text: &str) -> Number {
        match read(text, today()) {
            Needle::Number(number, _) => number,
            other => panic!("{text}: {other:?}"),
        }
    }

    fn somebody(text: &str) -> Sought {
        match read(text, today()) {
            Needle::Somebody(sought) => sought,
            other => panic!("{text}: {other:?}"),
        }
    }

    fn words(text: &str) -> Vec<String> {
        somebody(text).words.into_iter().map(|word| word.raw).collect()
    }

    #[test]
    fn tickets_are_told_from_names_and_numbers() {
        for (text, prefix, number) in
            [("A-021", "A", 21), ("a21", "A", 21), ("P 3", "P", 3), ("kia-007", "KIA", 7)]
        {
            let Needle::Ticket(ticket, _, None) = read(text, today()) else { panic!("{text}") };
            assert_eq!(ticket, TicketTyped { prefix: prefix.into(), number });
        }
        assert!(matches!(read("sri 1975", today()), Needle::Ticket(_, _, Some(_))), "a name and a year");
        assert_eq!(words("siti 2"), ["siti", "2"]);
        assert_eq!(words("A-"), ["a"]);
        assert_eq!(numbers("RM 04821.1").record.as_deref(), Some("rm048211"));
    }

    #[test]
    fn digits_may_be_several_things() {
        let typed = numbers("3510 0754");
        assert_eq!((typed.nik.as_deref(), typed.bpjs.as_deref()), (Some("35100754"), Some("35100754")));
        assert_eq!(typed.record.as_deref(), Some("35100754"));
        let typed = numbers("01-004821-01");
        assert_eq!(typed.record.as_deref(), Some("0100482101"));
        assert_eq!(typed.family, None);
        assert_eq!(numbers("4821").family, Some(4821));
        assert_eq!(numbers("35100754080100031").nik, None);
        for text in ["0812-34", "+62 812 34", "6281234", "(0812) 34"] {
            assert_eq!(numbers(text).phone.as_deref(), Some("81234"), "{text}");
        }
    }

    #[test]
    fn when_somebody_was_born_is_read_out_of_the_text() {
        let on = |text: &str| Born::On(text.parse().unwrap());
        for (text, expected) in [
            ("siti aminah 1960", Born::Between(1960, 1960)),
            ("1960 siti aminah", Born::Between(1960, 1960)),
            ("siti 3-8-1960", on("1960-08-03")),
            ("siti 03/08/60", on("1960-08-03")),
            ("siti 03081960", on("1960-08-03")),
            ("siti 3 8 1960 krajan", on("1960-08-03")),
            ("siti 3 agustus 1960", on("1960-08-03")),
            ("siti agt 1960", Born::In(1960, 8)),
            ("3 agustus 1960", on("1960-08-03")),
            ("siti 66 th", Born::Between(1959, 1960)),
            ("siti 66th krajan", Born::Between(1959, 1960)),
            ("siti 24-12-26", on("1926-12-24")),
            ("siti umur 66 tahun", Born::Between(1959, 1960)),
            ("siti lahir 1960 krajan", Born::Between(1960, 1960)),
            ("Siti tgl. 3-8-1960", on("1960-08-03")),
            ("siti lahir tahun 1960", Born::Between(1960, 1960)),
            ("SITI 66 TH", Born::Between(1959, 1960)),
            ("siti 66th.", Born::Between(1959, 1960)),
            ("siti 66 tahunan", Born::Between(1959, 1960)),
            ("adi 3 bln", Born::Between(2026, 2026)),
            ("adi 11 bln", Born::Between(2025, 2025)),
            ("adi 2 th 3 bln krajan", Born::Between(2024, 2024)),
            ("adi 10 hari", Born::Between(2026, 2026)),
        ] {
            assert_eq!(somebody(text).born.map(|(born, _)| born), Some(expected), "{text}");
        }
        for text in ["siti agustus", "juli lestari", "siti 12", "mei", "siti 200 th", "siti th"] {
            assert_eq!(somebody(text).born, None, "{text}");
        }
        assert!(matches!(read("3-8-1960", today()), Needle::Number(_, Some(_))));
        assert!(matches!(read("03081960", today()), Needle::Number(_, Some(_))));
    }

    #[test]
    fn a_word_that_only_says_birth_is_no_name() {
        for text in ["siti umur 66 tahun", "siti lahir 1960", "siti usia: 66 th", "Siti tgl. 3-8-1960"] {
            assert_eq!(words(text), ["siti"], "{text}");
        }
        // Without a birth behind it, it may be a name.
        assert_eq!(words("siti lahir"), ["siti", "lahir"]);
    }

    #[test]
    fn titles_and_degrees_are_left_out_wherever_they_stand() {
        for text in [
            "hj siti aminah",
            "siti hj. aminah",
            "Siti Aminah S.Pd ",
            "ibu siti aminah, S.Kep., Ns. ",
            "siti aminah skm ",
        ] {
            assert_eq!(words(text), ["siti", "aminah"], "{text}");
        }
        // Still being typed it may be a name; a title alone is all there is.
        assert_eq!(words("siti h"), ["siti", "h"]);
        assert_eq!(words("hj "), ["hj"]);
    }

    #[test]
    fn rt_and_rw_are_read() {
        let houses =
            |text: &str| somebody(text).houses.into_iter().map(|(house, _)| house).collect::<Vec<_>>();
        assert_eq!(houses("siti rt 2 rw01"), [House::Rt(2), House::Rw(1)]);
        assert_eq!(houses("siti rt"), []);
    }

    #[test]
    fn nothing_is_nothing() {
        for text in ["", "  ", "-", "..", "+", "()"] {
            assert_eq!(read(text, today()), Needle::Nothing, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,120}") {
            let _ = read(&text, today());
        }
    }
}
