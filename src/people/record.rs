//! Record numbers: their shape is data, for clinics write them differently.
//!
//! Source of the usual shapes: Surakarta writes 8 digits (2 area, 4 family, 2 member), others 10;
//! member 00 is the head of the family, 01 the wife, 02 and up the children.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::{Error, Role};
use crate::terms::PersonId;

/// Shape of a record number: `{area:2}-{family:6}-{member:2}`. Anything outside braces stands as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RecordFormat {
    pattern: String,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Digits(What, u8),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Area,
    Family,
    Member,
}

/// Why a pattern is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BadFormat {
    /// A brace without its partner, or something unknown inside.
    #[error("braces hold area, family or member and a width, as in {{family:6}}")]
    Braces,
    /// A width of 0 or above 9 (member: above 3).
    #[error("widths are 1 to 9 digits, of the member 1 to 3")]
    Width,
    /// Family and member must each stand once, area at most once.
    #[error("family and member must each stand once, area at most once")]
    Parts,
    /// More than 40 characters, or control characters.
    #[error("the text between the numbers is too long or unprintable")]
    Text,
}

/// The three numbers inside a record number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordParts {
    /// Area of the clinic; 0 where the shape has none.
    pub area: u32,
    /// Folder within the area.
    pub family: u32,
    /// Member within the folder.
    pub member: u16,
}

impl Default for RecordFormat {
    fn default() -> Self {
        Self {
            pattern: "{area:2}-{family:6}-{member:2}".to_owned(),
            parts: vec![
                Part::Digits(What::Area, 2),
                Part::Text("-".to_owned()),
                Part::Digits(What::Family, 6),
                Part::Text("-".to_owned()),
                Part::Digits(What::Member, 2),
            ],
        }
    }
}

impl RecordFormat {
    /// Reads a pattern.
    pub fn parse(pattern: &str) -> Result<Self, BadFormat> {
        let mut parts = Vec::new();
        let mut rest = pattern;
        while let Some(open) = rest.find('{') {
            let (text, after) = rest.split_at(open);
            add_text(&mut parts, text)?;
            let (inside, tail) =
                after.strip_prefix('{').and_then(|tail| tail.split_once('}')).ok_or(BadFormat::Braces)?;
            parts.push(field(inside)?);
            rest = tail;
        }
        add_text(&mut parts, rest)?;
        let count = |what| {
            parts.iter().filter(|part| matches!(part, Part::Digits(which, _) if *which == what)).count()
        };
        if count(What::Family) != 1 || count(What::Member) != 1 || count(What::Area) > 1 {
            return Err(BadFormat::Parts);
        }
        Ok(Self { pattern: pattern.to_owned(), parts })
    }

    /// The pattern as it was written.
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// Whether folders are numbered within each area, or in one row.
    pub fn has_area(&self) -> bool {
        self.width(What::Area) > 0
    }

    /// The largest member digits.
    pub fn most_members(&self) -> u16 {
        u16::try_from(self.most(What::Member)).unwrap_or(u16::MAX)
    }

    /// The largest folder digits.
    pub fn most_families(&self) -> u32 {
        self.most(What::Family)
    }

    /// The digits of a folder as they stand in its record numbers.
    pub fn family_digits(&self, serial: u32) -> String {
        format!("{serial:0width$}", width = usize::from(self.width(What::Family)))
    }

    /// Writes a record number; refuses numbers with more digits than the shape has.
    pub fn write(&self, numbers: RecordParts) -> Result<String, Error> {
        if self.has_area() && numbers.area > self.most(What::Area) {
            return Err(Error::BadArea);
        }
        if numbers.family > self.most_families() {
            return Err(Error::NumbersUsedUp);
        }
        if numbers.member > self.most_members() {
            return Err(Error::FamilyFull);
        }
        let mut out = String::with_capacity(16);
        for part in &self.parts {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Digits(what, width) => {
                    let value = match what {
                        What::Area => numbers.area,
                        What::Family => numbers.family,
                        What::Member => u32::from(numbers.member),
                    };
                    let digits = value.to_string();
                    let zeros = usize::from(*width).saturating_sub(digits.len());
                    out.extend(std::iter::repeat_n('0', zeros));
                    out.push_str(&digits);
                }
            }
        }
        Ok(out)
    }

    /// Reads a record number of exactly this shape.
    pub fn read(&self, text: &str) -> Option<RecordParts> {
        let mut numbers = RecordParts { area: 0, family: 0, member: 0 };
        let mut rest = text;
        for part in &self.parts {
            match part {
                Part::Text(fixed) => rest = rest.strip_prefix(fixed.as_str())?,
                Part::Digits(what, width) => {
                    let (digits, tail) = rest.split_at_checked(usize::from(*width))?;
                    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                        return None;
                    }
                    let value: u32 = digits.parse().ok()?;
                    match what {
                        What::Area => numbers.area = value,
                        What::Family => numbers.family = value,
                        What::Member => numbers.member = u16::try_from(value).ok()?,
                    }
                    rest = tail;
                }
            }
        }
        rest.is_empty().then_some(numbers)
    }

    fn width(&self, what: What) -> u8 {
        self.parts
            .iter()
            .find_map(|part| match part {
                Part::Digits(which, width) if *which == what => Some(*width),
                _ => None,
            })
            .unwrap_or(0)
    }

    fn most(&self, what: What) -> u32 {
        10u32.saturating_pow(u32::from(self.width(what))) - 1
    }
}

fn add_text(parts: &mut Vec<Part>, text: &str) -> Result<(), BadFormat> {
    if text.contains('}') {
        return Err(BadFormat::Braces);
    }
    if text.chars().count() > 40 || text.chars().any(char::is_control) {
        return Err(BadFormat::Text);
    }
    if !text.is_empty() {
        parts.push(Part::Text(text.to_owned()));
    }
    Ok(())
}

fn field(inside: &str) -> Result<Part, BadFormat> {
    let (name, width) = inside.split_once(':').ok_or(BadFormat::Braces)?;
    let what = match name {
        "area" => What::Area,
        "family" => What::Family,
        "member" => What::Member,
        _ => return Err(BadFormat::Braces),
    };
    let width: u8 = width.parse().map_err(|_| BadFormat::Braces)?;
    let most = if what == What::Member { 3 } else { 9 };
    if width == 0 || width > most { Err(BadFormat::Width) } else { Ok(Part::Digits(what, width)) }
}

impl TryFrom<String> for RecordFormat {
    type Error = BadFormat;
    fn try_from(text: String) -> Result<Self, BadFormat> {
        Self::parse(&text)
    }
}

impl From<RecordFormat> for String {
    fn from(format: RecordFormat) -> Self {
        format.pattern
    }
}

/// What a record number is compared by: letters and digits only, lower case.
pub fn key(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Member digits by place in the family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberCodes {
    /// Head of the family.
    pub head: u16,
    /// Wife or husband of the head.
    pub spouse: u16,
    /// The first of all others.
    pub others_from: u16,
}

impl Default for MemberCodes {
    fn default() -> Self {
        Self { head: 0, spouse: 1, others_from: 2 }
    }
}

impl MemberCodes {
    /// The digits for somebody new in a folder in which these are taken.
    pub fn next(&self, role: Role, taken: &BTreeMap<u16, PersonId>, most: u16) -> Result<u16, Error> {
        let fixed = match role {
            Role::Head => self.head,
            Role::Spouse => self.spouse,
            Role::Child | Role::Other => {
                return (self.others_from..=most)
                    .find(|code| *code != self.head && *code != self.spouse && !taken.contains_key(code))
                    .ok_or(Error::FamilyFull);
            }
        };
        match taken.get(&fixed) {
            Some(person) => Err(Error::MemberTaken(*person)),
            None => Ok(fixed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shapes_are_data() {
        let numbers = RecordParts { area: 1, family: 4821, member: 1 };
        for (pattern, shown) in [
            ("{area:2}-{family:6}-{member:2}", "01-004821-01"),
            ("{area:2}{family:4}{member:2}", "01482101"),
            ("{area:2}{family:6}{member:2}", "0100482101"),
            ("RM {family:5}.{member:1}", "RM 04821.1"),
        ] {
            let format = RecordFormat::parse(pattern).unwrap();
            assert_eq!(format.write(numbers).unwrap(), shown);
            let area = u32::from(format.has_area());
            assert_eq!(format.read(shown), Some(RecordParts { area, ..numbers }));
        }
        assert_eq!(RecordFormat::parse(RecordFormat::default().pattern()).unwrap(), RecordFormat::default());
    }

    #[test]
    fn a_bad_shape_is_said() {
        for (pattern, why) in [
            ("{family:6}", BadFormat::Parts),
            ("{family:6}{member:2}{family:2}", BadFormat::Parts),
            ("{family:6}{member:4}", BadFormat::Width),
            ("{family:0}{member:2}", BadFormat::Width),
            ("{family:6}{member:2", BadFormat::Braces),
            ("{family:6}}{member:2}", BadFormat::Braces),
            ("{house:6}{member:2}", BadFormat::Braces),
            ("\u{7}{family:6}{member:2}", BadFormat::Text),
        ] {
            assert_eq!(RecordFormat::parse(pattern), Err(why), "{pattern}");
        }
    }

    #[test]
    fn a_number_that_does_not_fit_is_refused_not_widened() {
        let format = RecordFormat::parse("{area:2}{family:4}{member:2}").unwrap();
        let fits = RecordParts { area: 99, family: 9999, member: 99 };
        assert_eq!(format.write(fits).unwrap(), "99999999");
        assert_eq!(format.write(RecordParts { area: 100, ..fits }), Err(Error::BadArea));
        assert_eq!(format.write(RecordParts { family: 10_000, ..fits }), Err(Error::NumbersUsedUp));
        assert_eq!(format.write(RecordParts { member: 100, ..fits }), Err(Error::FamilyFull));
    }

    #[test]
    fn places_in_the_family_have_their_digits() {
        let codes = MemberCodes::default();
        let mut taken = BTreeMap::new();
        for (role, code) in [(Role::Child, 2), (Role::Head, 0), (Role::Spouse, 1), (Role::Other, 3)] {
            assert_eq!(codes.next(role, &taken, 99), Ok(code));
            taken.insert(code, PersonId(i64::from(code) + 10));
        }
        assert_eq!(codes.next(Role::Head, &taken, 99), Err(Error::MemberTaken(PersonId(10))));
        assert_eq!(codes.next(Role::Child, &taken, 3), Err(Error::FamilyFull));
    }

    proptest! {
        #[test]
        fn different_numbers_are_written_differently_and_read_back(
            first in (0u32..100, 0u32..10_000, 0u16..100), second in (0u32..100, 0u32..10_000, 0u16..100),
            shape in 0usize..3,
        ) {
            let pattern = ["{area:2}-{family:4}-{member:2}", "{area:2}{family:4}{member:2}", "{member:2}/{area:2}.{family:4}"];
            let format = RecordFormat::parse(pattern[shape]).unwrap();
            let numbers = |(area, family, member)| RecordParts { area, family, member };
            let one = format.write(numbers(first)).unwrap();
            let two = format.write(numbers(second)).unwrap();
            prop_assert_eq!(format.read(&one), Some(numbers(first)));
            prop_assert_eq!(first == second, key(&one) == key(&two));
        }

        #[test]
        fn any_text_is_read_without_panic(pattern in "\\PC{0,30}", text in "\\PC{0,20}") {
            if let Ok(format) = RecordFormat::parse(&pattern) {
                let _ = format.read(&text);
            }
            let _ = RecordFormat::default().read(&text);
        }
    }
}
