//! Promise: what people read comes from the translation files. Every text of several words in the program's own code is
//! looked at; each that may stand there is listed with its reason, and a file that speaks by itself is noticed.

use std::collections::BTreeSet;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::before_its_tests;

/// Files whose texts are for the terminal, a window or a paper: two words are a label there already, and an error there
/// has no words of its own.
fn speaks(file: &str) -> bool {
    ["src/cli/", "src/ui/", "src/paper/", "src/words/", "src/queue/slip", "src/summary/paper", "installer/"]
        .iter()
        .any(|room| file.starts_with(room))
}

/// SQL stands in these files only (`tests/architecture.rs`).
fn has_sql(file: &str) -> bool {
    file.starts_with("src/store/") || file.ends_with("table.rs")
}

/// What may stand in the code: the file (or what its path begins or ends with), the text's beginning, and why.
const MAY: [(&str, &str, &str); 1] = [("", "", "")];

/// A text of several words in the code.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Text {
    line: usize,
    text: String,
}

/// The words of a text, without what is set in: `"{name} is not there"` has three.
fn words_of(text: &str) -> usize {
    let mut depth = 0;
    let bare: String = text
        .chars()
        .filter(|letter| match letter {
            '{' => {
                depth += 1;
                false
            }
            '}' => {
                depth -= 1;
                false
            }
            _ => depth <= 0,
        })
        .collect();
    bare.split(|letter: char| !letter.is_alphabetic()).filter(|word| word.chars().count() > 1).count()
}

/// Whether a text is a piece of SQL: a sentence has no keyword in capitals.
fn is_sql(text: &str) -> bool {
    let keywords = [
        "SELECT", "INSERT", "UPDATE", "DELETE", "FROM", "WHERE", "ORDER", "PRAGMA", "CREATE", "WITH", "AND", "AS",
        "ROLLBACK", "SAVEPOINT", "RELEASE", "VACUUM", "BEGIN", "SET", "LIMIT", "JOIN", "VALUES", "RETURNING", "IS",
    ];
    text.split(|letter: char| !letter.is_alphanumeric()).any(|word| keywords.contains(&word))
}
