//! Signs that nobody sees in a line: they turn it around, join or hide letters, or pile upon one. A name with such a sign
//! looks like another, is not found, and prints where it should not.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A sign that may not stand in a name; shown as people can look it up: `U+202E`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Unseen(pub char);

impl fmt::Display for Unseen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "U+{:04X}", u32::from(self.0))
    }
}

/// More marks than these on one letter are no language's.
const MOST_MARKS: usize = 3;

/// The first such sign in a text, if any. Letters of every language may stand in it, and marks on letters.
pub fn unseen(text: &str) -> Option<Unseen> {
    let mut marks = None;
    for letter in text.chars() {
        if is_unseen(letter) {
            return Some(Unseen(letter));
        }
        marks = match marks {
            // A mark needs a letter before it.
            None | Some(MOST_MARKS) if is_mark(letter) => return Some(Unseen(letter)),
            Some(count) if is_mark(letter) => Some(count + 1),
            _ if letter.is_whitespace() => None,
            _ => Some(0),
        };
    }
    None
}

/// Control signs, and what Unicode calls "format" (Cf), variation selectors, tags and empty letters.
///
/// Source: Unicode Character Database 16, general categories Cc and Cf, and `Default_Ignorable_Code_Point`.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}'
            | '\u{8e2}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{110bd}'
            | '\u{110cd}' | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Marks that stand on the letter before, of the blocks that every script uses.
const fn is_mark(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_that_nobody_sees_is_named_and_letters_of_every_language_stay() {
        let signs = ('\u{200b}'..='\u{200f}')
            .chain('\u{202a}'..='\u{202e}')
            .chain('\u{2060}'..='\u{2064}')
            .chain('\u{2066}'..='\u{206f}')
            .chain([
                '\u{feff}',
                '\u{ad}',
                '\u{61c}',
                '\u{7}',
                '\u{9b}',
                '\u{180e}',
                '\u{3164}',
                '\u{fe0f}',
                '\u{e0041}',
            ]);
        for sign in signs {
            for text in [format!("Siti{sign} Nurhaliza"), format!("{sign}Siti"), format!("Siti{sign}")] {
                assert_eq!(unseen(&text), Some(Unseen(sign)), "{text:?}");
            }
        }
        assert_eq!(Unseen('\u{202e}').to_string(), "U+202E");
        for name in [
            "Siti Nurhaliza",
            "Ény",
            "E\u{301}ny",
            "Nguyễn Thị Ánh",
            "O\u{302}\u{301}i",
            "I Gusti Ngurah Rai, S.Tr.Keb.",
            "D'Arcy-Ĳssel",
            "Đặng",
            "محمد",
            "ꦱꦶꦠꦶ",
            "李小龙",
            "Ольга",
            "M. Ali (alm.)",
            "",
        ] {
            assert_eq!(unseen(name), None, "{name}");
        }
    }

    #[test]
    fn a_mark_without_a_letter_and_a_flood_of_marks_are_named() {
        let flood = format!("Si{}ti", "\u{336}\u{489}\u{35c}\u{341}".replace('\u{489}', "\u{337}"));
        assert_eq!(unseen(&flood), Some(Unseen('\u{341}')));
        assert_eq!(unseen("\u{301}Eny"), Some(Unseen('\u{301}')));
        assert_eq!(unseen("Siti \u{301}"), Some(Unseen('\u{301}')));
    }
}
