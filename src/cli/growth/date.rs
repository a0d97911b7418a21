//! Days and ages as people write them in a cell: `23/11/2026`, `2026-11-23`, `23 Nov 2026`, `2 tahun 3 bulan`.
//!
//! Which of two numbers is the month is decided for a whole column, never for a cell.

use chrono::{Datelike, NaiveDate};

use super::lists::{age_word, month};
use crate::growth::{Age, DAYS_PER_MONTH};
use crate::words::AgeWord;

/// Which number of `11/12/2026` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    DayFirst,
    MonthFirst,
}

/// What one cell proves about the order of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// It reads only this way.
    Only(Order),
    /// It reads both ways, as different days.
    Either,
    /// Its form leaves no question, or it is no date.
    None,
}

/// A day, counted from 31 December of the year before 1.
type Day = i32;

/// A date's three parts; months may have names.
enum Part {
    Number { value: u32, digits: usize },
    Month(u32),
}

/// How a cell is written.
enum Form {
    Sure(Day),
    /// Two numbers that can be day and month, and the year.
    Two(u32, u32, i32),
}

/// The day in a cell; `None` when it is none, or none in this order.
pub(super) fn day(cell: &[u8], order: Order) -> Option<Day> {
    match form(cell)? {
        Form::Sure(day) => Some(day),
        Form::Two(first, second, year) => match order {
            Order::DayFirst => of(year, second, first),
            Order::MonthFirst => of(year, first, second),
        },
    }
}

/// What a cell proves about the order of its column.
pub(super) fn proof(cell: &[u8]) -> Proof {
    let Some(Form::Two(first, second, year)) = form(cell) else { return Proof::None };
    match (of(year, second, first), of(year, first, second)) {
        (Some(one), Some(other)) if one != other => Proof::Either,
        (Some(_), None) => Proof::Only(Order::DayFirst),
        (None, Some(_)) => Proof::Only(Order::MonthFirst),
        _ => Proof::None,
    }
}

/// Children under five and the surveys that are still at hand.
fn is_year(year: u32) -> bool {
    (1980..=2100).contains(&year)
}

fn of(year: i32, month: u32, day: u32) -> Option<Day> {
    NaiveDate::from_ymd_opt(year, month, day).map(|date| date.num_days_from_ce())
}

/// The day that a spreadsheet calls 0, so that 45582 is 17 October 2024.
const SPREADSHEET_ZERO: Day = 693_594;

fn form(cell: &[u8]) -> Option<Form> {
    let (parts, count) = parts(cell)?;
    let full = |value: u32, digits: usize| match digits {
        4 if is_year(value) => Some(value.cast_signed()),
        2 => Some(2000 + value.cast_signed()),
        _ => None,
    };
    match parts.get(..count)? {
        [
            Some(Part::Number { value: year, digits: 4 }),
            Some(between),
            Some(Part::Number { value: day, .. }),
        ] => {
            let month = match between {
                Part::Number { value, .. } | Part::Month(value) => *value,
            };
            of(full(*year, 4)?, month, *day).map(Form::Sure)
        }
        [
            Some(Part::Number { value: day, digits: 1 | 2 }),
            Some(Part::Month(month)),
            Some(Part::Number { value: year, digits }),
        ]
        | [
            Some(Part::Month(month)),
            Some(Part::Number { value: day, digits: 1 | 2 }),
            Some(Part::Number { value: year, digits }),
        ] => of(full(*year, *digits)?, *month, *day).map(Form::Sure),
        [
            Some(Part::Number { value: first, digits: 1 | 2 }),
            Some(Part::Number { value: second, digits: 1 | 2 }),
            Some(Part::Number { value: year, digits }),
        ] => Some(Form::Two(*first, *second, full(*year, *digits)?)),
        // 20241017 or 17102024: a year stands at one end only.
        [Some(Part::Number { value, digits: 8 })] => {
            let (year, rest) = (value / 10_000, value % 10_000);
            if is_year(year) {
                return of(year.cast_signed(), rest / 100, rest % 100).map(Form::Sure);
            }
            let (front, year) = (value / 10_000, value % 10_000);
            is_year(year).then(|| Form::Two(front / 100, front % 100, year.cast_signed()))
        }
        // What a spreadsheet keeps for a date: 1980 to 2100.
        [Some(Part::Number { value: days @ 29_221..=73_415, digits: 5 })] => {
            Some(Form::Sure(SPREADSHEET_ZERO + days.cast_signed()))
        }
        _ => None,
    }
}

/// Whether a cell holds the number by which a spreadsheet keeps a date.
pub(super) fn is_serial(cell: &[u8]) -> bool {
    cell.len() == 5 && cell.iter().all(u8::is_ascii_digit)
}

/// The parts of a date; a time of day may follow them.
fn parts(cell: &[u8]) -> Option<([Option<Part>; 3], usize)> {
    let mut found = [None, None, None];
    let mut count = 0;
    let mut rest = cell;
    while let Some(part) = found.get_mut(count) {
        while let [b'-' | b'/' | b'.' | b' ' | b',', after @ ..] = rest {
            rest = after;
        }
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        *part = Some(match (digits, letters) {
            (0, 0) => break,
            (0, _) => Part::Month(month(rest.get(..letters)?)?),
            (1..=8, _) => {
                let text = std::str::from_utf8(rest.get(..digits)?).ok()?;
                Part::Number { value: text.parse().ok()?, digits }
            }
            _ => return None,
        });
        rest = rest.get(digits.max(letters)..)?;
        count += 1;
    }
    (rest.trim_ascii().is_empty() || is_time_of_day(rest)).then_some((found, count))
}

/// What may stand behind a time of day: halves of the day and Indonesia's own zones.
const BEHIND_A_TIME: [&str; 5] = ["am", "pm", "wib", "wita", "wit"];

/// Whether this is a time of day here. One of another zone (`17:00:00Z`, `+00:00`, `UTC`) may belong to another day here,
/// and whether it does the file does not say.
fn is_time_of_day(text: &[u8]) -> bool {
    let [b'T' | b' ', time @ ..] = text else { return false };
    let time = time.trim_ascii();
    let length = time.iter().take_while(|byte| byte.is_ascii_digit() || b":.,".contains(byte)).count();
    let (clock, behind) = time.split_at_checked(length).unwrap_or_default();
    let behind = behind.trim_ascii();
    let known = || BEHIND_A_TIME.iter().any(|word| behind.eq_ignore_ascii_case(word.as_bytes()));
    text.len() <= 20 && clock.contains(&b':') && (behind.is_empty() || known())
}

/// An age that a cell says in words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct SaidAge {
    pub(super) age: Age,
    /// Nothing finer than completed years.
    pub(super) in_whole_years: bool,
}

/// An age in words: `2 tahun 3 bulan`, `27 bln`, `2 Tahun - 3 Bulan - 5 Hari`, `2th3bl`.
pub(super) fn said_age(cell: &[u8]) -> Option<SaidAge> {
    let (mut months, mut days) = (0.0, 0.0);
    let (mut parts, mut has_days, mut in_whole_years) = (0, false, true);
    let mut rest = cell;
    loop {
        while let [b'-' | b' ' | b',' | b'.', after @ ..] = rest {
            rest = after;
        }
        if rest.is_empty() {
            break;
        }
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit() || b",.".contains(byte)).count();
        let (number, after) = rest.split_at_checked(length)?;
        let plain: Vec<u8> = number.iter().map(|byte| if *byte == b',' { b'.' } else { *byte }).collect();
        let number = crate::growth::decimal::parse(&plain)?;
        let after = after.trim_ascii_start();
        let letters = after.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (word, after) = after.split_at_checked(letters)?;
        let word = age_word(word)?;
        in_whole_years &= word == AgeWord::Years && number.fract() == 0.0;
        match word {
            AgeWord::Years => months += number * 12.0,
            AgeWord::Months => months += number,
            AgeWord::Weeks => days += number * 7.0,
            AgeWord::Days => days += number,
        }
        has_days |= matches!(word, AgeWord::Weeks | AgeWord::Days);
        parts += 1;
        if parts > 4 {
            return None;
        }
        rest = after;
    }
    let age = match (parts, has_days) {
        (0, _) => return None,
        (_, true) => Age::from_days(months * DAYS_PER_MONTH + days),
        (_, false) => Age::from_months(months),
    };
    Some(SaidAge { age, in_whole_years })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str, order: Order) -> Option<String> {
        let date = NaiveDate::from_num_days_from_ce_opt(day(text.as_bytes(), order)?)?;
        Some(date.to_string())
    }

    #[test]
    fn a_day_is_read_as_people_and_programs_write_it() {
        for text in [
            "2024-10-17",
            "2024/10/17",
            "2024-10-17T00:00:00",
            "2024-10-17 07:30:00",
            "20241017",
            "17102024",
            "17/10/2024",
            "17-10-2024",
            "17.10.2024",
            "17/10/24",
            "17 Oktober 2024",
            "17-Oct-2024",
            "17oct2024",
            "17 Okt 24",
            "October 17, 2024",
            "17/10/2024 0:00",
            "17/10/2024 11:05 PM",
            "2024-10-17 07.30:00 WIB",
            "45582",
            "2024-Okt-17",
        ] {
            assert_eq!(read(text, Order::DayFirst).as_deref(), Some("2024-10-17"), "{text}");
        }
        assert_eq!(read("10/17/2024", Order::MonthFirst).as_deref(), Some("2024-10-17"));
        for text in [
            "",
            "x",
            "17/10",
            "31/04/2024",
            "17/10/124",
            "2024-13-01",
            "0000-00-00",
            "17 Smarch 2024",
            "17/10/2024 pagi",
            "2024-10-17T17:00:00.000Z",
            "2024-10-17T17:00:00+07:00",
            "2024-10-17 17:00 UTC",
            "1234567890123",
            "12345",
            "99/99/9999",
            "10/17/2024",
        ] {
            assert_eq!(read(text, Order::DayFirst), None, "{text}");
        }
    }

    #[test]
    fn a_cell_proves_the_order_only_when_it_reads_one_way() {
        assert_eq!(proof(b"17/10/2024"), Proof::Only(Order::DayFirst));
        assert_eq!(proof(b"10/17/2024"), Proof::Only(Order::MonthFirst));
        assert_eq!(proof(b"05/06/2024"), Proof::Either);
        assert_eq!(proof(b"05/05/2024"), Proof::None);
        assert_eq!(proof(b"2024-05-06"), Proof::None);
    }

    #[test]
    fn an_age_in_words_is_understood() {
        for (text, age) in [
            ("2 tahun 3 bulan", Age::from_months(27.0)),
            ("2th3bln", Age::from_months(27.0)),
            ("27 bln", Age::from_months(27.0)),
            ("2 Tahun - 3 Bulan - 5 Hari", Age::from_days(27.0 * DAYS_PER_MONTH + 5.0)),
            ("2,5 tahun", Age::from_months(30.0)),
            ("10 hari", Age::from_days(10.0)),
            ("6 mgg", Age::from_days(42.0)),
        ] {
            assert_eq!(said_age(text.as_bytes()).map(|said| said.age), Some(age), "{text}");
        }
        for text in ["", "27", "tahun", "2 tahun 3", "2 x", "1..2 bln"] {
            assert_eq!(said_age(text.as_bytes()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_day_or_none(bytes: Vec<u8>, text in "[0-9a-zA-Z/:. ,-]{0,24}") {
            for cell in [&bytes[..], text.as_bytes()] {
                let _ = (day(cell, Order::DayFirst), proof(cell), said_age(cell));
            }
        }
    }
}
