//! The number on a ticket: how it is written, and what people type when they look for it.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The letter of priority people where the clinic has one for all units.
pub const CLINIC_PRIORITY_PREFIX: &str = "P";

/// A number of one series: `A-021`. Public.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Number {
    /// The letter of the unit, or of priority.
    pub prefix: String,
    /// Counts from 1 each service day.
    pub number: u32,
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{}-{:03}", self.prefix, self.number);
        f.pad(&text)
    }
}

/// What somebody may have meant by a typed ticket number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// Letter and number: `a21`, `A-021`, `p 4`.
    Full(Number),
    /// Digits alone: that number of any series.
    Digits(u32),
}

/// Reads a typed ticket number; `None` when it is none (a name, a NIK).
pub fn typed(text: &str) -> Option<Typed> {
    let text = text.trim();
    let digits_at = text.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, digits) = text.split_at_checked(digits_at)?;
    let prefix = letters.trim_end_matches([' ', '-', '.', '–']).to_uppercase();
    if digits.len() > 5 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let number = digits.parse::<u32>().ok().filter(|&number| number > 0)?;
    if prefix.is_empty() {
        return letters.is_empty().then_some(Typed::Digits(number));
    }
    let plausible = prefix.chars().count() <= 3 && prefix.chars().all(char::is_alphanumeric);
    plausible.then_some(Typed::Full(Number { prefix, number }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(prefix: &str, number: u32) -> Number {
        Number { prefix: prefix.into(), number }
    }

    #[test]
    fn a_number_has_three_digits_or_more() {
        assert_eq!(number("A", 21).to_string(), "A-021");
        assert_eq!(number("P", 1204).to_string(), "P-1204");
        assert_eq!(format!("{:>7}", number("A", 1)), "  A-001");
    }

    #[test]
    fn typed_numbers_are_read_as_people_type_them() {
        for text in ["a21", "A-021", " a 21 ", "A021", "a.21", "A-21"] {
            assert_eq!(typed(text), Some(Typed::Full(number("A", 21))), "{text}");
        }
        assert_eq!(typed("p4"), Some(Typed::Full(number("P", 4))));
        assert_eq!(typed("21"), Some(Typed::Digits(21)));
        for text in ["", "siti", "siti 21", "3510074108010003", "A-0", "a21b", "-21", "0812"] {
            let expected = (text == "0812").then_some(Typed::Digits(812));
            assert_eq!(typed(text), expected, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn what_is_printed_can_be_typed(prefix in "[A-Z]{1,2}", n in 1_u32..99_999) {
            let number = number(&prefix, n);
            prop_assert_eq!(typed(&number.to_string()), Some(Typed::Full(number)));
        }

        #[test]
        fn no_text_breaks_the_reader(text in ".{0,24}") {
            let _ = typed(&text);
        }
    }
}
