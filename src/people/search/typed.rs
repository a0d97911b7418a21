//! What was typed into the one search box: a number, a ticket or a name. Pure.

use serde::{Deserialize, Serialize};

use crate::people::record;

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
    /// Words of a name, to be folded.
    Name(String),
    /// Digits, and in which numbers they may stand.
    Number(Number),
    /// Perhaps a ticket, else the beginning of a record number with letters.
    Ticket(TicketTyped, Number),
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

/// Longest text that is looked at.
const LONGEST: usize = 100;

/// Works out what a text is.
pub fn read(text: &str) -> Needle {
    let text: String = text.chars().take(LONGEST).collect();
    let text = text.trim();
    if text.is_empty() {
        return Needle::Nothing;
    }
    if let Some(ticket) = ticket(text) {
        let record = Number { record: Some(record::key(text)), ..Number::default() };
        return Needle::Ticket(ticket, record);
    }
    let is_number = text.chars().all(|letter| letter.is_ascii_digit() || " .-/+()".contains(letter));
    if is_number {
        return number(text);
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    if digits > letters {
        // Letters among many digits: a record number with a printed prefix.
        return Needle::Number(Number { record: Some(record::key(text)), ..Number::default() });
    }
    if letters == 0 { Needle::Nothing } else { Needle::Name(text.to_owned()) }
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

fn number(text: &str) -> Needle {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return Needle::Nothing;
    }
    if text.starts_with('+') {
        return Needle::Number(Number { phone: phone_start(&digits), ..Number::default() });
    }
    let up_to = |most: usize| (digits.len() >= 3 && digits.len() <= most).then(|| digits.clone());
    Needle::Number(Number {
        nik: up_to(16),
        bpjs: up_to(13),
        record: Some(digits.clone()),
        family: if text.len() == digits.len() && digits.len() <= 9 { digits.parse().ok() } else { None },
        phone: phone_start(&digits).filter(|_| digits.len() >= 3 && digits.len() <= 15),
    })
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

    fn numbers(text: &str) -> Number {
        match read(text) {
            Needle::Number(number) => number,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn tickets_are_told_from_names_and_numbers() {
        for (text, prefix, number) in
            [("A-021", "A", 21), ("a21", "A", 21), ("P 3", "P", 3), ("kia-007", "KIA", 7)]
        {
            let Needle::Ticket(ticket, _) = read(text) else { panic!("{text}") };
            assert_eq!(ticket, TicketTyped { prefix: prefix.into(), number });
        }
        assert_eq!(read("siti 2"), Needle::Name("siti 2".into()));
        assert_eq!(read("A-"), Needle::Name("A-".into()));
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
    fn nothing_is_nothing() {
        for text in ["", "  ", "-", "..", "+", "()"] {
            assert_eq!(read(text), Needle::Nothing, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,120}") {
            let _ = read(&text);
        }
    }
}
