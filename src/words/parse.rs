//! Reading what people type: decimals with comma or point, whole numbers, dates, times. Exact, without floats.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{Datelike, Duration, Months, NaiveDate, NaiveTime};

use crate::terms::Precision;

/// Why a text is no number of the wanted kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadNumber {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Empty,
    /// Something other than digits, one sign and one comma or point.
    #[error("this is not a number")]
    NotANumber,
    /// More digits after the comma than are kept; how many are kept.
    #[error("at most {0} digits after the comma")]
    TooPrecise(u32),
    /// Too many digits to be a measure.
    #[error("this number is too large")]
    TooLarge,
}

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadDate {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Empty,
    /// Not written as day, month, year.
    #[error("write day, month and year, for example 23-11-2026")]
    Form,
    /// A day that no calendar has, such as 31 April.
    #[error("this day does not exist")]
    NoSuchDay,
    /// Two digits of a year whose day in this century comes within twelve months: a slip of a day or a month, or
    /// somebody of nearly a hundred years.
    #[error("this day has not come; write all four digits of an earlier year")]
    NotCome,
}

/// Reads a decimal as an integer of its smallest unit: `parse_decimal("9,2", 3)` is 9200.
///
/// Comma and point both start the decimals; there is no thousands mark (`1.234` is one point two three four).
/// `"10,"`, as it stands while somebody types, is ten. Trailing zeros beyond `places` are no extra precision.
pub fn parse_decimal(text: &str, places: u32) -> Result<i64, BadNumber> {
    let text = text.trim();
    if text.is_empty() {
        return Err(BadNumber::Empty);
    }
    let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, decimals) = digits.split_once([',', '.']).unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && decimals.is_empty()) || !all_digits(whole) || !all_digits(decimals) {
        return Err(BadNumber::NotANumber);
    }
    let decimals = decimals.trim_end_matches('0');
    if decimals.len() > places as usize {
        return Err(BadNumber::TooPrecise(places));
    }
    let mut value: i64 = 0;
    let padding = places as usize - decimals.len();
    for digit in whole.bytes().chain(decimals.bytes()).chain(std::iter::repeat_n(b'0', padding)) {
        value = value
            .checked_mul(10)
            .and_then(|value| value.checked_add(i64::from(digit - b'0')))
            .ok_or(BadNumber::TooLarge)?;
    }
    Ok(if negative { -value } else { value })
}

/// Reads a whole number: a pulse, a number of children.
pub fn parse_whole(text: &str) -> Result<i64, BadNumber> {
    parse_decimal(text, 0)
}

/// Reads an age in completed years, as somebody without papers says it: 0 to 150.
pub fn parse_age_years(text: &str) -> Result<u32, BadNumber> {
    match parse_whole(text)? {
        years @ 0..=150 => u32::try_from(years).map_err(|_| BadNumber::NotANumber),
        years if years > 150 => Err(BadNumber::TooLarge),
        _ => Err(BadNumber::NotANumber),
    }
}

/// Names of months and words for units of an age, Indonesian and English, abbreviated and in the spelling before 1972: one
/// list for what is typed and what stands in files, by what a word is about and the word in small letters.
static TOLD: LazyLock<HashMap<(&'static str, &'static str), &'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/words/told.csv").lines().skip(1);
    let line = |line: &'static str| {
        let mut cells = line.splitn(3, ',');
        Some(((cells.next()?, cells.next()?), cells.next()?))
    };
    lines.filter_map(line).collect()
});

/// A unit in which an age is told, the largest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AgeWord {
    Years,
    Months,
    Weeks,
    Days,
}

/// The month of a name, 1 to 12.
pub fn month_named(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.').to_lowercase();
    TOLD.get(&("month", word.as_str()))?.parse().ok()
}

/// What a word in small letters says of an age: `th`, `bln`, `weeks`.
pub fn age_word(word: &str) -> Option<AgeWord> {
    Some(match *TOLD.get(&("age", word))? {
        "years" => AgeWord::Years,
        "months" => AgeWord::Months,
        "weeks" => AgeWord::Weeks,
        "days" => AgeWord::Days,
        _ => return None,
    })
}

/// A day, a month and a year: digits and words apart, a month's name as its number.
fn date_parts(text: &str) -> Option<Vec<String>> {
    let mut parts: Vec<String> = Vec::new();
    let mut in_part = false;
    for letter in text.chars() {
        if matches!(letter, '-' | '/' | '.' | ' ' | ',') {
            in_part = false;
            continue;
        }
        let goes_on = parts.last().and_then(|part| part.chars().next_back());
        let goes_on =
            goes_on.filter(|_| in_part).is_some_and(|last| last.is_ascii_digit() == letter.is_ascii_digit());
        if !goes_on {
            parts.push(String::new());
        }
        in_part = true;
        if let Some(part) = parts.last_mut() {
            part.push(letter);
        }
    }
    let number = |part: String| {
        if part.bytes().all(|byte| byte.is_ascii_digit()) {
            Some(part)
        } else {
            month_named(&part).map(|it| it.to_string())
        }
    };
    parts.into_iter().map(number).collect()
}

/// Reads a date: `23-11-2026`, `23/11/26`, `23.11.2026`, `23 11 2026`, `23112026`, `231126`, also `2026-11-23` and
/// `23 November 2026`, `23-Nov-26`.
///
/// A two-digit year is the latest that is not after `today` (a birth date lies behind us); a day that comes within
/// twelve months is refused, for a slip of one day makes nobody ninety-nine.
pub fn parse_date(text: &str, today: NaiveDate) -> Result<NaiveDate, BadDate> {
    let text = text.trim();
    if text.is_empty() {
        return Err(BadDate::Empty);
    }
    let parts = date_parts(text).ok_or(BadDate::Form)?;
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let (day, month, year) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 && day.len() <= 2 && month.len() <= 2 => (*day, *month, *year),
        [day, month, year] if day.len() <= 2 && month.len() <= 2 && matches!(year.len(), 2 | 4) => {
            (*day, *month, *year)
        }
        [run] if matches!(run.len(), 6 | 8) => {
            let cut = |from, to| run.get(from..to).unwrap_or_default();
            (cut(0, 2), cut(2, 4), cut(4, run.len()))
        }
        _ => return Err(BadDate::Form),
    };
    let number = |part: &str| part.parse::<u32>().map_err(|_| BadDate::Form);
    let (day, month, full) = (number(day)?, number(month)?, number(year)?.cast_signed());
    if year.len() == 4 {
        return NaiveDate::from_ymd_opt(full, month, day).ok_or(BadDate::NoSuchDay);
    }
    let century = today.year() - today.year().rem_euclid(100);
    let in_this = NaiveDate::from_ymd_opt(century + full, month, day);
    let soon = today.checked_add_months(Months::new(12));
    if in_this.zip(soon).is_some_and(|(date, soon)| date > today && date <= soon) {
        return Err(BadDate::NotCome);
    }
    in_this
        .filter(|date| *date <= today)
        .or_else(|| NaiveDate::from_ymd_opt(century - 100 + full, month, day))
        .ok_or(BadDate::NoSuchDay)
}

/// Reads when somebody was born as people say it: a date, a year alone (`1966`), or an age (`60 th`, `3 bln`,
/// `2 th 3 bln`, `10 hari`), and how well it is known by that.
///
/// A year and an age in years stand for the middle of what they may mean; of both the year alone is to be believed.
pub fn parse_birth(text: &str, today: NaiveDate) -> Result<(NaiveDate, Precision), BadDate> {
    let trimmed = text.trim();
    if let Some(year) = year_alone(trimmed, today) {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).ok_or(BadDate::NoSuchDay)?;
        let last = NaiveDate::from_ymd_opt(year, 12, 31).map_or(today, |last| last.min(today));
        return Ok((first + Duration::days((last - first).num_days() / 2), Precision::Year));
    }
    match age_told(trimmed) {
        Some(told) => told_birth(&told, today).ok_or(BadDate::NoSuchDay),
        None => parse_date(text, today).map(|date| (date, Precision::Exact)),
    }
}

fn year_alone(text: &str, today: NaiveDate) -> Option<i32> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let year: i32 = if is_year { text.parse().ok()? } else { return None };
    (1890..=today.year()).contains(&year).then_some(year)
}

/// Numbers with their units, the largest first; `None` where the text is no age.
fn age_told(text: &str) -> Option<Vec<(u32, AgeWord)>> {
    let parts = text.to_lowercase();
    let parts = parts.trim_start_matches("umur").trim_start_matches("usia");
    let mut told: Vec<(u32, AgeWord)> = Vec::new();
    let mut rest = parts.trim();
    while !rest.is_empty() {
        let cut = rest.find(|letter: char| !letter.is_ascii_digit())?;
        let (digits, after) = rest.split_at_checked(cut)?;
        let number: u32 = digits.parse().ok()?;
        let after = after.trim_start();
        let cut = after.find(|letter: char| !letter.is_alphabetic()).unwrap_or(after.len());
        let (word, left) = after.split_at_checked(cut)?;
        let unit = age_word(word)?;
        if told.last().is_some_and(|(_, before)| *before >= unit) {
            return None;
        }
        told.push((number, unit));
        rest = left.trim_start_matches(['.', ',', ' ']);
    }
    (!told.is_empty()).then_some(told)
}

/// The first and the last day on which somebody of a told age may be born (`60 th`, `3 bln`, `2 th 3 bln`); `None` where
/// the text is no age.
pub fn parse_age(text: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let told = age_told(text.trim())?;
    let smallest = told.last()?.1;
    let last = ago(&told, today)?;
    let first = ago(&[(1, smallest)], last)? + Duration::days(1);
    Some((first, last))
}

/// So long before a day.
fn ago(told: &[(u32, AgeWord)], day: NaiveDate) -> Option<NaiveDate> {
    let mut date = day;
    for (number, unit) in told {
        date = match unit {
            AgeWord::Years => date.checked_sub_months(Months::new(number.checked_mul(12)?))?,
            AgeWord::Months => date.checked_sub_months(Months::new(*number))?,
            AgeWord::Weeks => date.checked_sub_signed(Duration::try_weeks(i64::from(*number))?)?,
            AgeWord::Days => date.checked_sub_signed(Duration::try_days(i64::from(*number))?)?,
        };
    }
    Some(date)
}

fn told_birth(told: &[(u32, AgeWord)], today: NaiveDate) -> Option<(NaiveDate, Precision)> {
    /// Half of what the smallest unit leaves open.
    const HALF_YEAR: i64 = 182;
    const HALF_MONTH: i64 = 15;
    const HALF_WEEK: i64 = 3;
    let date = ago(told, today)?;
    let (half, precision) = match told.last()?.1 {
        AgeWord::Years => (HALF_YEAR, Precision::Year),
        AgeWord::Months => (HALF_MONTH, Precision::Estimated),
        AgeWord::Weeks => (HALF_WEEK, Precision::Estimated),
        AgeWord::Days => (0, Precision::Estimated),
    };
    Some((date.checked_sub_signed(Duration::days(half))?, precision))
}

/// Reads a time of day: `09:12`, `9.12`, `0912`, `912`.
pub fn parse_time(text: &str) -> Option<NaiveTime> {
    let text = text.trim();
    let (hours, minutes) = match text.split_once([':', '.', ',']) {
        Some(parts) => parts,
        None if matches!(text.len(), 3 | 4) => text.split_at_checked(text.len() - 2)?,
        None => return None,
    };
    let digits = |part: &str| matches!(part.len(), 1 | 2) && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hours) || !digits(minutes) || minutes.len() != 2 {
        return None;
    }
    NaiveTime::from_hms_opt(hours.parse().ok()?, minutes.parse().ok()?, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn decimals_are_read_exactly() {
        assert_eq!(parse_decimal("9,2", 3), Ok(9200));
        assert_eq!(parse_decimal(" 9.2 ", 1), Ok(92));
        assert_eq!(parse_decimal("79,80", 1), Ok(798));
        assert_eq!(parse_decimal("10,", 1), Ok(100));
        assert_eq!(parse_decimal(",5", 1), Ok(5));
        assert_eq!(parse_decimal("\u{2212}2,31", 2), Ok(-231));
        assert_eq!(parse_decimal("0", 3), Ok(0));
        assert_eq!(parse_whole("112"), Ok(112));
    }

    #[test]
    fn what_is_no_number_is_said() {
        assert_eq!(parse_decimal("", 1), Err(BadNumber::Empty));
        assert_eq!(parse_decimal(",", 1), Err(BadNumber::NotANumber));
        assert_eq!(parse_decimal("9,2,1", 3), Err(BadNumber::NotANumber));
        assert_eq!(parse_decimal("9 kg", 3), Err(BadNumber::NotANumber));
        assert_eq!(parse_decimal("--9", 3), Err(BadNumber::NotANumber));
        assert_eq!(parse_decimal("79,85", 1), Err(BadNumber::TooPrecise(1)));
        assert_eq!(parse_decimal("99999999999999999999", 0), Err(BadNumber::TooLarge));
        assert_eq!(parse_age_years("61"), Ok(61));
        assert_eq!(parse_age_years("-1"), Err(BadNumber::NotANumber));
        assert_eq!(parse_age_years("151"), Err(BadNumber::TooLarge));
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        let today = day("2026-11-23");
        for text in ["14-08-2001", "14/8/2001", "14.08.01", "14082001", "140801", "14 8 2001", "2001-08-14"] {
            assert_eq!(parse_date(text, today), Ok(day("2001-08-14")), "{text}");
        }
        for text in [
            "14 Agustus 2001",
            "14 agt 2001",
            "14-Aug-01",
            "14 AGUSTUS, 2001",
            "14agustus2001",
            "2001 Agu. 14",
        ] {
            assert_eq!(parse_date(text, today), Ok(day("2001-08-14")), "{text}");
        }
        assert_eq!(parse_date("1 Pebruari 1960", today), Ok(day("1960-02-01")));
        assert_eq!(parse_date("31 Nopember 1960", today), Err(BadDate::NoSuchDay));
        assert_eq!(parse_date("1/1/28", today), Ok(day("1928-01-01")));
        assert_eq!(parse_date("23/11/26", today), Ok(today));
        for soon in ["24/11/26", "1/1/27", "231127"] {
            assert_eq!(parse_date(soon, today), Err(BadDate::NotCome), "{soon}");
        }
        assert_eq!(parse_date("24/11/27", today), Ok(day("1927-11-24")));
        assert_eq!(parse_date("24/11/1926", today), Ok(day("1926-11-24")));
        assert_eq!(parse_date("29/2/00", today), Ok(day("2000-02-29")));
    }

    #[test]
    fn an_age_or_a_year_makes_an_estimated_birth_date() {
        let today = day("2026-11-23");
        for (text, date, precision) in [
            ("14-08-2001", "2001-08-14", Precision::Exact),
            ("14 Agustus 2001", "2001-08-14", Precision::Exact),
            ("1966", "1966-07-02", Precision::Year),
            ("2026", "2026-06-13", Precision::Year),
            ("60 th", "1966-05-25", Precision::Year),
            ("60th", "1966-05-25", Precision::Year),
            ("umur 60 tahun", "1966-05-25", Precision::Year),
            ("3 bln", "2026-08-08", Precision::Estimated),
            ("2 th 3 bln", "2024-08-08", Precision::Estimated),
            ("2th3bl", "2024-08-08", Precision::Estimated),
            ("10 hari", "2026-11-13", Precision::Estimated),
            ("2 minggu", "2026-11-06", Precision::Estimated),
        ] {
            assert_eq!(parse_birth(text, today), Ok((day(date), precision)), "{text}");
        }
        for text in ["60", "3 bln 2 th", "th", "60 kg", "3000", "12 Agustos 1960", "9999999999 th"] {
            assert!(parse_birth(text, today).is_err(), "{text}");
        }
        assert_eq!(parse_birth("", today), Err(BadDate::Empty));
    }

    #[test]
    fn months_and_units_of_an_age_are_one_list_that_is_understood() {
        let lines = include_str!("../../assets/words/told.csv").lines().skip(1);
        assert_eq!(lines.clone().count(), TOLD.len(), "no word twice");
        for line in lines {
            let [what, word, value] = line.split(',').collect::<Vec<_>>().try_into().unwrap();
            let fits = match what {
                "month" => month_named(word).is_some_and(|month| (1..=12).contains(&month)),
                "age" => age_word(word).is_some(),
                _ => false,
            };
            assert!(fits && word == word.to_lowercase() && !value.is_empty(), "{line}");
        }
        // What a file may say, somebody may type, and the other way round.
        let today = day("2026-11-23");
        assert_eq!(parse_date("3 Agust 2001", today), Ok(day("2001-08-03")));
        assert_eq!(parse_birth("3 mths", today).unwrap().1, Precision::Estimated);
        assert_eq!(month_named("Djuni"), Some(6));
    }

    #[test]
    fn what_is_no_date_is_said() {
        let today = day("2026-11-23");
        assert_eq!(parse_date("", today), Err(BadDate::Empty));
        assert_eq!(parse_date("31-04-2020", today), Err(BadDate::NoSuchDay));
        assert_eq!(parse_date("29-02-2023", today), Err(BadDate::NoSuchDay));
        for text in ["14-08", "1-2-3", "14-08-201", "1408201", "14 Agustos 2001", "Agustus 2001", "a-b-c"] {
            assert_eq!(parse_date(text, today), Err(BadDate::Form), "{text}");
        }
    }

    #[test]
    fn times_are_read() {
        let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0);
        assert_eq!(parse_time("09:12"), at(9, 12));
        assert_eq!(parse_time("9.12"), at(9, 12));
        assert_eq!(parse_time("912"), at(9, 12));
        assert_eq!(parse_time("2359"), at(23, 59));
        for text in ["24:00", "9:1", "9", "12345", "é12", ""] {
            assert_eq!(parse_time(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_without_panic(text in ".{0,16}", places in 0u32..5) {
            let _ = parse_decimal(&text, places);
            let _ = parse_date(&text, day("2026-11-23"));
            let _ = parse_birth(&text, day("2026-11-23"));
            let _ = parse_time(&text);
        }

        #[test]
        fn every_written_date_reads_back(days in 0i64..60_000) {
            let today = day("2026-11-23");
            let date = today - chrono::Duration::days(days);
            prop_assert_eq!(parse_date(&date.format("%d-%m-%Y").to_string(), today), Ok(date));
            prop_assert_eq!(parse_date(&date.format("%d%m%Y").to_string(), today), Ok(date));
        }
    }
}
