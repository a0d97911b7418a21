//! The words every subject shares: ids, identity numbers, days, measures.
//!
//! Knows no clock, no file, no database, no screen.

mod change;
mod hash;
mod ids;
mod lines;
mod measure;
mod nik;
mod question;
pub(crate) mod request;
mod stored;
mod time;
mod unit;
mod unseen;

pub(crate) use change::changes;
pub use change::{Change, Clash};
pub use hash::{Hash, sha256, sha256_of};
pub use ids::{
    AccountId, CounterId, DiagnosisId, FamilyId, MeasurementId, MergeId, MoveId, NoteId, PersonId, Revision,
    StopId, SummaryId, TicketId, UnitId, VisitId, VitalId,
};
pub use lines::table_lines;
pub use measure::{Grams, Millimetres, Posture};
pub use nik::{BadBpjs, BadNik, BpjsNumber, Nik, NikBirth};
pub(crate) use question::queries;
pub(crate) use request::commands;
pub use request::{OneOf, Request};
pub use stored::UnknownWord;
pub(crate) use stored::stored_words;
pub use time::{Calendar, DAY_TURNS_AT, Instant, LATEST_TURN, Moment, Stamp, TimeZone};
pub use unit::{PriorityMode, UnitKind};
pub use unseen::{Unseen, unseen};

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |four: u8| char::from_digit(u32::from(four), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

stored_words! {
    /// Sex as the WHO tables and the NIK know it.
    Sex {
        /// Laki-laki.
        Male = "male",
        /// Perempuan.
        Female = "female",
    }
    /// How well a birth date is known.
    Precision {
        /// From a document, or said with certainty.
        Exact = "exact",
        /// Worked out from an age told in months or days.
        Estimated = "estimated",
        /// Only the year is known, or an age in years: the day and the month say nothing.
        Year = "year",
    }
}

impl Sex {
    /// L or P, as tables have it.
    pub fn from_letter(text: &str) -> Option<Self> {
        match text {
            "L" => Some(Self::Male),
            "P" => Some(Self::Female),
            _ => None,
        }
    }
}

impl Default for Precision {
    /// What is not said to be otherwise.
    fn default() -> Self {
        Self::Exact
    }
}

/// The day on which somebody is served, named by the calendar date of its morning: it turns at the clinic's hour, not at
/// midnight ([`Calendar`]).
///
/// A date never meets a time zone: it is made once, at the door, from the clock and the clinic's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ServiceDay(pub NaiveDate);

impl fmt::Display for ServiceDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // By hand: chrono's formatter reads its pattern anew each time, and a ticket stores six of these.
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl FromStr for ServiceDay {
    type Err = chrono::ParseError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").map(Self)
    }
}

/// Code of an area in the ministry's list, dots removed: 2 province, 4 regency, 6 district, 10 village.
///
/// Source: Kepmendagri 300.2.2-2430/2025.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AreaCode(pub String);

impl AreaCode {
    /// Reads a code of any level; spaces, dots and dashes are allowed between digits.
    pub fn parse(text: &str) -> Option<Self> {
        nik::only_digits(text).filter(|digits| matches!(digits.len(), 2 | 4 | 6 | 10)).map(Self)
    }

    pub fn is_village(&self) -> bool {
        self.0.len() == 10
    }

    /// As people write it: `35.10.07.2001`.
    pub fn dotted(&self) -> String {
        let digits = &self.0;
        let cuts: &[usize] = &[2, 4, 6, 10];
        let mut out = String::with_capacity(digits.len() + 3);
        let mut start = 0;
        for &cut in cuts {
            if let Some(part) = digits.get(start..cut.min(digits.len())).filter(|part| !part.is_empty()) {
                if start > 0 {
                    out.push('.');
                }
                out.push_str(part);
            }
            start = cut;
        }
        out
    }
}

/// The number of a family card (Kartu Keluarga): 16 digits, kept as text.
///
/// It is no NIK: its first six digits are an area too, but what follows is no birth date and ends in any digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FamilyCard(String);

/// Why a text is no number of a family card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BadFamilyCard {
    /// Something other than digits, spaces, dots and dashes.
    #[error("the number of a family card holds digits only")]
    NotDigits,
    /// Not 16 digits; how many there are.
    #[error("the number of a family card has 16 digits, this has {0}")]
    Length(usize),
}

impl FamilyCard {
    pub const DIGITS: usize = 16;

    /// Reads the number of a family card; spaces, dots and dashes are allowed between digits.
    pub fn parse(text: &str) -> Result<Self, BadFamilyCard> {
        let digits = nik::only_digits(text).ok_or(BadFamilyCard::NotDigits)?;
        if digits.len() == Self::DIGITS { Ok(Self(digits)) } else { Err(BadFamilyCard::Length(digits.len())) }
    }

    /// The 16 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for FamilyCard {
    type Error = BadFamilyCard;
    fn try_from(text: String) -> Result<Self, BadFamilyCard> {
        Self::parse(&text)
    }
}

impl From<FamilyCard> for String {
    fn from(card: FamilyCard) -> Self {
        card.0
    }
}

/// Completed years, months and days between two dates, as a person would say an age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Age {
    /// Completed years.
    pub years: u32,
    /// Completed months beyond the years, 0–11.
    pub months: u32,
    /// Days beyond the months, 0–30.
    pub days: u32,
    /// Days from birth to the other date, as the WHO tables count.
    pub total_days: u32,
}

impl Age {
    /// Age on `on` of somebody born on `birth`; `None` when `on` lies before the birth.
    pub fn between(birth: NaiveDate, on: NaiveDate) -> Option<Self> {
        use chrono::Months;
        let total_days = u32::try_from((on - birth).num_days()).ok()?;
        let mut months =
            (on.year() - birth.year()) * 12 + on.month().cast_signed() - birth.month().cast_signed();
        if on.day() < birth.day() {
            months -= 1;
        }
        let months = u32::try_from(months).ok()?;
        let anchor = birth.checked_add_months(Months::new(months))?;
        // A birth on the 31st counts its month as full on the last day of a shorter one only the day after.
        let days = u32::try_from((on - anchor).num_days().max(0)).ok()?;
        Some(Self { years: months / 12, months: months % 12, days, total_days })
    }

    /// Completed months in all.
    pub const fn total_months(self) -> u32 {
        self.years * 12 + self.months
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn age_counts_completed_months_and_days() {
        let age = Age::between(day("2024-10-20"), day("2026-11-23")).unwrap();
        assert_eq!((age.years, age.months, age.days, age.total_days), (2, 1, 3, 764));
        assert_eq!(Age::between(day("2024-01-31"), day("2024-02-29")).unwrap().total_months(), 0);
        assert_eq!(Age::between(day("2024-01-31"), day("2024-03-01")).unwrap().total_months(), 1);
        assert!(Age::between(day("2026-01-02"), day("2026-01-01")).is_none());
    }

    #[test]
    fn area_codes_are_read_as_people_write_them() {
        assert_eq!(AreaCode::parse(" 35.10.07.2001 "), Some(AreaCode("3510072001".into())));
        assert!(AreaCode::parse("3510072001").is_some_and(|code| code.is_village()));
        assert!(AreaCode::parse("35.10").is_some_and(|code| !code.is_village()));
        for none in ["", "351", "35.10.07.20O1", "35100720011"] {
            assert_eq!(AreaCode::parse(none), None, "{none}");
        }
    }

    #[test]
    fn area_codes_are_dotted_as_people_write_them() {
        assert_eq!(AreaCode("3510072001".into()).dotted(), "35.10.07.2001");
        assert_eq!(AreaCode("351007".into()).dotted(), "35.10.07");
        assert_eq!(AreaCode("35".into()).dotted(), "35");
    }

    proptest! {
        #[test]
        fn the_digits_of_a_family_card_are_read_in_any_groups_and_another_count_is_told(
            digits in "[0-9]{0,20}",
            groups in proptest::collection::vec(prop_oneof![Just(""), Just(" "), Just("."), Just("-"), Just(" - ")], 21),
        ) {
            let mut text = String::new();
            for (digit, group) in digits.chars().zip(&groups) {
                text.push_str(group);
                text.push(digit);
            }
            text.push_str(groups[20]);
            let read = FamilyCard::parse(&text);
            if digits.len() == FamilyCard::DIGITS {
                let card = read.unwrap();
                prop_assert_eq!(card.as_str(), &digits);
                prop_assert_eq!(serde_json::from_str::<FamilyCard>(&serde_json::to_string(&card).unwrap()).unwrap(), card);
            } else {
                prop_assert_eq!(read, Err(BadFamilyCard::Length(digits.len())));
            }
            prop_assert_eq!(FamilyCard::parse(&(text + "x")), Err(BadFamilyCard::NotDigits));
        }

        #[test]
        fn sixteen_digits_are_a_family_card_whatever_they_are(digits in "[0-9]{16}") {
            prop_assert!(FamilyCard::parse(&digits).is_ok());
            prop_assert!(FamilyCard::parse(&(digits[..12].to_owned() + "0000")).is_ok(), "it is no NIK");
        }
    }
}
