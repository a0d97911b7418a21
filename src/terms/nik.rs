//! NIK (16 digits) and BPJS number (13 digits).
//!
//! Source: PP 37/2007 art. 37: six digits of the area of first registration, day (women + 40), month,
//! two-digit year, serial from 0001. There is no check digit.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{AreaCode, Sex};

/// A national identity number: exactly 16 digits with a serial that is not 0000.
///
/// Impossible dates and unknown areas are *not* refused here: misprinted cards exist, they are warnings.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Nik(String);

/// Why a text is no NIK.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BadNik {
    /// Something other than digits, spaces, dots and dashes.
    #[error("a NIK holds digits only")]
    NotDigits,
    /// Not 16 digits; how many there are.
    #[error("a NIK has 16 digits, this has {0}")]
    Length(usize),
    /// The last four digits are 0000.
    #[error("a NIK's last four digits are never 0000")]
    Serial,
}

/// The birth date written in a NIK.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NikBirth {
    /// A date that exists.
    Date(NaiveDate),
    /// Day or month that no calendar has.
    Impossible,
}

impl Nik {
    pub const DIGITS: usize = 16;

    /// Reads a NIK; spaces, dots and dashes are allowed between digits.
    pub fn parse(text: &str) -> Result<Self, BadNik> {
        let digits = only_digits(text).ok_or(BadNik::NotDigits)?;
        if digits.len() != Self::DIGITS {
            return Err(BadNik::Length(digits.len()));
        }
        if digits.ends_with("0000") {
            return Err(BadNik::Serial);
        }
        Ok(Self(digits))
    }

    /// The 16 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn number(&self, from: usize, to: usize) -> u32 {
        self.0.get(from..to).and_then(|part| part.parse().ok()).unwrap_or(0)
    }

    /// Sex: a day above 40 is a woman's.
    pub fn sex(&self) -> Sex {
        if self.number(6, 8) > 40 { Sex::Female } else { Sex::Male }
    }

    /// District code of the place of first registration (not of residence).
    pub fn district(&self) -> AreaCode {
        AreaCode(self.0.get(..6).unwrap_or_default().to_owned())
    }

    /// Birth date; the century is the latest that does not lie after `today`, or the one of `typed` when it fits.
    pub fn birth(&self, today: NaiveDate, typed: Option<NaiveDate>) -> NikBirth {
        let day = self.number(6, 8);
        let day = if day > 40 { day - 40 } else { day };
        let month = self.number(8, 10);
        let year = self.number(10, 12).cast_signed();
        let at = |century: i32| NaiveDate::from_ymd_opt(century + year, month, day);
        if let Some(typed) = typed
            && let Some(date) = at(typed.year() - typed.year().rem_euclid(100))
            && date == typed
        {
            return NikBirth::Date(date);
        }
        let century = today.year() - today.year().rem_euclid(100);
        match at(century).filter(|date| *date <= today).or_else(|| at(century - 100)) {
            Some(date) => NikBirth::Date(date),
            None => NikBirth::Impossible,
        }
    }

    /// For a screen that others may see: the first four and last four digits.
    pub fn masked(&self) -> String {
        format!("{}••••••••{}", self.0.get(..4).unwrap_or_default(), self.0.get(12..).unwrap_or_default())
    }
}

impl TryFrom<String> for Nik {
    type Error = BadNik;
    fn try_from(text: String) -> Result<Self, BadNik> {
        Self::parse(&text)
    }
}

impl From<Nik> for String {
    fn from(nik: Nik) -> Self {
        nik.0
    }
}

/// A BPJS membership number: 13 digits, kept as text for its leading zeros.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BpjsNumber(String);

/// Why a text is no BPJS number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BadBpjs {
    /// Something other than digits, spaces, dots and dashes.
    #[error("a BPJS number holds digits only")]
    NotDigits,
    /// Not 13 digits; how many there are.
    #[error("a BPJS number has 13 digits, this has {0}")]
    Length(usize),
}

impl BpjsNumber {
    pub const DIGITS: usize = 13;

    /// Reads a BPJS number; spaces, dots and dashes are allowed between digits.
    pub fn parse(text: &str) -> Result<Self, BadBpjs> {
        let digits = only_digits(text).ok_or(BadBpjs::NotDigits)?;
        if digits.len() == Self::DIGITS { Ok(Self(digits)) } else { Err(BadBpjs::Length(digits.len())) }
    }

    /// The 13 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For a screen that others may see: the first four and last three digits.
    pub fn masked(&self) -> String {
        format!("{}••••••{}", self.0.get(..4).unwrap_or_default(), self.0.get(10..).unwrap_or_default())
    }
}

impl TryFrom<String> for BpjsNumber {
    type Error = BadBpjs;
    fn try_from(text: String) -> Result<Self, BadBpjs> {
        Self::parse(&text)
    }
}

impl From<BpjsNumber> for String {
    fn from(number: BpjsNumber) -> Self {
        number.0
    }
}

/// The digits of a number that people write with spaces, dots and dashes; `None` where there is anything else.
pub(super) fn only_digits(text: &str) -> Option<String> {
    let mut digits = String::with_capacity(16);
    for letter in text.trim().chars() {
        match letter {
            '0'..='9' => digits.push(letter),
            ' ' | '.' | '-' => {}
            _ => return None,
        }
    }
    Some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_womans_day_carries_forty() {
        let nik = Nik::parse("3510 0754 0801 0003").unwrap();
        assert_eq!(nik.sex(), Sex::Female);
        assert_eq!(nik.birth(day("2026-11-21"), None), NikBirth::Date(day("2001-08-14")));
        assert_eq!(nik.district().0, "351007");
        assert_eq!(nik.masked(), "3510••••••••0003");
    }

    #[test]
    fn the_century_follows_what_was_typed() {
        let nik = Nik::parse("3510070101200001").unwrap();
        assert_eq!(nik.birth(day("2026-11-21"), None), NikBirth::Date(day("2020-01-01")));
        assert_eq!(nik.birth(day("2026-11-21"), Some(day("1920-01-01"))), NikBirth::Date(day("1920-01-01")));
        let nik = Nik::parse("3510070101270001").unwrap();
        assert_eq!(nik.birth(day("2026-11-21"), None), NikBirth::Date(day("1927-01-01")));
    }

    #[test]
    fn what_is_no_nik_is_said_exactly() {
        assert_eq!(Nik::parse("351099450899003"), Err(BadNik::Length(15)));
        assert_eq!(Nik::parse("3510994508990000"), Err(BadNik::Serial));
        assert_eq!(Nik::parse("35109945O8990001"), Err(BadNik::NotDigits));
        assert_eq!(
            Nik::parse("3510073102990001").unwrap().birth(day("2026-11-21"), None),
            NikBirth::Impossible
        );
        assert_eq!(BpjsNumber::parse("000123456789"), Err(BadBpjs::Length(12)));
        assert_eq!(BpjsNumber::parse("0001234567890").unwrap().as_str(), "0001234567890");
    }

    proptest! {
        #[test]
        fn a_nik_written_from_a_birth_reads_back(
            days in 0i64..36_000, female: bool, area in 110_101u32..969_999, serial in 1u32..9999,
        ) {
            let today = day("2026-11-21");
            let birth = today - chrono::Duration::days(days);
            let shown = birth.day() + if female { 40 } else { 0 };
            let text = format!("{area:06}{shown:02}{:02}{:02}{serial:04}", birth.month(), birth.year() % 100);
            let nik = Nik::parse(&text).unwrap();
            prop_assert_eq!(nik.sex(), if female { Sex::Female } else { Sex::Male });
            prop_assert_eq!(nik.birth(today, Some(birth)), NikBirth::Date(birth));
            prop_assert_eq!(nik.as_str(), text);
        }

        #[test]
        fn any_text_is_read_or_refused_without_panic(text in ".{0,24}") {
            if let Ok(nik) = Nik::parse(&text) {
                prop_assert_eq!(nik.as_str().len(), 16);
                let _ = nik.birth(day("2026-11-21"), None);
            }
        }
    }
}
