//! The form of an ICD-10 code. No title of WHO's classification is shipped; see `diagnoses` and `icd_import`.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An ICD-10 code of the international or the national version: `J06`, `J06.9`, `M00.00`.
///
/// Both A90/A91 and A97 (dengue before and since 2016) are codes; which of them a list holds is the list's matter.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IcdCode(String);

/// Why a text is no ICD-10 code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadIcdCode {
    /// Nothing there.
    #[error("the code is empty")]
    Empty,
    /// Not a letter, two digits and at most two digits more.
    #[error("{0:?} is not a letter, two digits and at most two digits after the point")]
    Form(String),
}

impl IcdCode {
    /// Reads a code: small letters, a missing point and the marks † * + are put right (`j069` is `J06.9`).
    pub fn parse(text: &str) -> Result<Self, BadIcdCode> {
        let bare = text.trim().trim_end_matches(['†', '*', '+', '.']);
        if bare.is_empty() {
            return Err(BadIcdCode::Empty);
        }
        let bad = || BadIcdCode::Form(text.trim().to_owned());
        let (head, tail) = match bare.split_once('.') {
            Some((head, tail)) if !tail.is_empty() => (head, tail),
            Some(_) => return Err(bad()),
            None => bare.split_at_checked(3).ok_or_else(bad)?,
        };
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let mut letters = head.chars();
        let letter = letters.next().filter(char::is_ascii_alphabetic).ok_or_else(bad)?;
        if head.len() != 3 || !digits(letters.as_str()) || tail.len() > 2 || !digits(tail) {
            return Err(bad());
        }
        let mut code = String::with_capacity(6);
        code.push(letter.to_ascii_uppercase());
        code.push_str(letters.as_str());
        if !tail.is_empty() {
            code.push('.');
            code.push_str(tail);
        }
        Ok(Self(code))
    }

    /// The code with its point: `J06.9`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its first three characters: the category, by which codes are compared between versions and in reports.
    pub fn category(&self) -> &str {
        self.0.get(..3).unwrap_or(&self.0)
    }

    /// Whether both lie in the same three-character category; the three codes of dengue count as one.
    pub fn same_category(&self, other: &Self) -> bool {
        let dengue = |code: &str| matches!(code, "A90" | "A91" | "A97");
        self.category() == other.category() || (dengue(self.category()) && dengue(other.category()))
    }
}

impl fmt::Display for IcdCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for IcdCode {
    type Error = BadIcdCode;
    fn try_from(text: String) -> Result<Self, BadIcdCode> {
        Self::parse(&text)
    }
}

impl From<IcdCode> for String {
    fn from(code: IcdCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(text: &str) -> IcdCode {
        IcdCode::parse(text).unwrap()
    }

    #[test]
    fn codes_are_put_right() {
        for (typed, meant) in [
            ("J06.9", "J06.9"),
            (" j069 ", "J06.9"),
            ("A90", "A90"),
            ("M0000", "M00.00"),
            ("S52.50", "S52.50"),
            ("G01*", "G01"),
            ("A17.0†", "A17.0"),
            ("I10.", "I10"),
        ] {
            assert_eq!(code(typed).as_str(), meant);
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        assert_eq!(IcdCode::parse(" "), Err(BadIcdCode::Empty));
        for text in ["A00-A09", "XIV", "S52.501A", "I1", "1A0", "J0é", "J06..9", "J06.9.1", "J06.123"] {
            assert_eq!(IcdCode::parse(text), Err(BadIcdCode::Form(text.into())), "{text}");
        }
    }

    #[test]
    fn codes_are_compared_by_their_category() {
        assert!(code("J06.9").same_category(&code("J06")));
        assert!(code("A90").same_category(&code("A97.0")));
        assert!(!code("J06.9").same_category(&code("J18.9")));
        assert_eq!(code("J06.9").category(), "J06");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_and_what_is_read_reads_back(text in ".{0,8}") {
            if let Ok(code) = IcdCode::parse(&text) {
                prop_assert_eq!(IcdCode::parse(code.as_str()), Ok(code));
            }
        }
    }
}
