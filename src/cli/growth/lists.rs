//! The lists of `assets/growth`: names that columns have elsewhere, and words that cells hold; of
//! months and units of an age those that people type too. Where each comes from
//! stands in them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::sheet::Column;
use crate::words::{self, AgeWord};

/// The words of cells, by what they are about and the text in small letters.
static CELLS: LazyLock<HashMap<(&'static str, &'static str), &'static str>> = LazyLock::new(|| {
    lines(include_str!("../../../assets/growth/cells.csv"))
        .map(|line| {
            let mut parts = line.splitn(3, ',');
            let mut part = || parts.next().unwrap_or_default();
            ((part(), part()), part())
        })
        .collect()
});

/// How rows begin that are no child.
static NO_CHILD: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    CELLS.keys().filter(|(what, _)| *what == "not-a-child").map(|(_, start)| *start).collect()
});

/// What a column of this name holds, and in which unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Read(Column, &'static str),
    /// Known, and nothing that we read, such as the weight at birth.
    Another,
    /// A word that makes any name mean something else, such as *ibu* (mother).
    WordOfAnother,
}

static COLUMNS: LazyLock<HashMap<&'static str, Named>> = LazyLock::new(|| {
    lines(include_str!("../../../assets/growth/columns.csv"))
        .filter_map(|line| {
            let mut parts = line.splitn(4, ',');
            let mut part = || parts.next().unwrap_or_default();
            let (name, column, unit) = (part(), part(), part());
            let named = match column {
                "another" => Named::Another,
                "word-of-another" => Named::WordOfAnother,
                _ => Named::Read(Column::ALL.into_iter().find(|known| known.name() == column)?, unit),
            };
            Some((name, named))
        })
        .collect()
});

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().skip(1).filter(|line| !line.is_empty())
}

/// What the list of columns says of a name in small letters and digits.
pub(super) fn named(name: &str) -> Option<Named> {
    COLUMNS.get(name).copied()
}

/// All names of columns that are read.
pub(super) fn known_names() -> impl Iterator<Item = (&'static str, Column)> {
    COLUMNS.iter().filter_map(|(name, named)| match named {
        Named::Read(column, _) => Some((*name, *column)),
        _ => None,
    })
}

/// What the list of words says of a cell about `what`; capitals make no difference, nor do spaces and hyphens within.
pub(super) fn word(what: &str, cell: &[u8]) -> Option<&'static str> {
    if cell.len() > 40 {
        return None;
    }
    let text = std::str::from_utf8(cell).ok()?.to_lowercase();
    let found = |text: &str| CELLS.get(&(what, text)).copied();
    found(&text).or_else(|| found(&text.replace([' ', '\u{a0}', '-', '_', '/'], "")))
}

/// Whether a cell is one of the spellings of "nothing here".
pub(super) fn is_missing(cell: &[u8]) -> bool {
    word("missing", cell).is_some()
}

/// The month that a name or its beginning means, 1 to 12.
pub(super) fn month(name: &[u8]) -> Option<u32> {
    words::month_named(std::str::from_utf8(name).ok()?)
}

/// What a word says of an age.
pub(super) fn age_word(text: &[u8]) -> Option<AgeWord> {
    words::age_word(&std::str::from_utf8(text).ok()?.to_lowercase())
}

/// Whether the first words of a row say that it is no child: a row of totals, a line for signatures.
pub(super) fn is_no_child(cell: &[u8]) -> bool {
    let text = String::from_utf8_lossy(cell.get(..60).unwrap_or(cell)).to_lowercase();
    let text = text.trim();
    NO_CHILD.iter().any(|start| {
        text.strip_prefix(start).is_some_and(|rest| !rest.starts_with(|letter: char| letter.is_alphabetic()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lists_is_understood() {
        let columns = include_str!("../../../assets/growth/columns.csv");
        assert_eq!(lines(columns).count(), COLUMNS.len());
        for line in lines(columns) {
            assert_eq!(line.split(',').count(), 4, "{line}");
            assert!(!line.ends_with(','), "{line}: its source is missing");
        }
        let cells = include_str!("../../../assets/growth/cells.csv");
        assert_eq!(lines(cells).count(), CELLS.len());
        for ((what, text), value) in CELLS.iter() {
            let fits = match *what {
                "sex" => matches!(*value, "m" | "f"),
                "posture" => matches!(*value, "lying" | "standing"),
                "oedema" => matches!(*value, "yes" | "no"),
                "missing" | "not-a-child" => value.is_empty(),
                _ => false,
            };
            assert!(fits && *text == text.to_lowercase(), "{what} {text} {value}");
        }
    }

    #[test]
    fn a_row_of_totals_is_known_by_its_first_words() {
        for text in ["Jumlah", "JUMLAH :", "Total anak", "Rata-rata"] {
            assert!(is_no_child(text.as_bytes()), "{text}");
        }
        for text in ["Jumlahwati", "Totalia", "7", ""] {
            assert!(!is_no_child(text.as_bytes()), "{text}");
        }
    }
}
