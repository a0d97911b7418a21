//! The lists of `assets/growth`: names that columns have elsewhere, what hints at one, and words that cells hold; of
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
                _ => Named::Read(column_named(column)?, unit),
            };
            Some((name, named))
        })
        .collect()
});

/// What a part of a name that is not known hints at; each kind is a word of `near.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Hint {
    /// A swelling, wherever it stands in a word.
    SwollenAnywhere,
    /// A swelling where a word begins so: in the middle it would be a name (*Poedji*), a district (*Kodim*), a sediment.
    SwollenBegins,
    /// A swelling where nothing else is in the word but a [`Hint::BeforeSwollen`].
    SwollenWhole,
    /// What surveys put before a name without a space.
    BeforeSwollen,
    /// Words that end as a swelling begins, written together with the next.
    NotSwollenBegins,
    /// A column, where a word begins so.
    Begins,
    /// A column, where nothing stands beside it.
    Whole,
    /// A measure at birth.
    AtBirth,
    /// A figure made of measures: `BB/U`, `berat menurut umur`.
    OfIndex,
    /// A day, as the first word.
    OfDay,
}

impl Hint {
    const ALL: [Self; 10] = [
        Self::SwollenAnywhere,
        Self::SwollenBegins,
        Self::SwollenWhole,
        Self::BeforeSwollen,
        Self::NotSwollenBegins,
        Self::Begins,
        Self::Whole,
        Self::AtBirth,
        Self::OfIndex,
        Self::OfDay,
    ];

    const fn kind(self) -> &'static str {
        match self {
            Self::SwollenAnywhere => "swollen-anywhere",
            Self::SwollenBegins => "swollen-begins",
            Self::SwollenWhole => "swollen-whole",
            Self::BeforeSwollen => "before-swollen",
            Self::NotSwollenBegins => "not-swollen-begins",
            Self::Begins => "begins",
            Self::Whole => "whole",
            Self::AtBirth => "at-birth",
            Self::OfIndex => "of-index",
            Self::OfDay => "of-day",
        }
    }

    /// What hints at it, in the order of the list.
    pub(super) fn texts(self) -> impl Iterator<Item = &'static str> {
        HINTS.iter().filter(move |(_, hint, _)| *hint == self).map(|(text, ..)| *text)
    }

    /// The same with the columns that are meant.
    pub(super) fn columns(self) -> impl Iterator<Item = (&'static str, Column)> {
        let of_this = HINTS.iter().filter(move |(_, hint, _)| *hint == self);
        of_this.filter_map(|(text, _, column)| Some((*text, (*column)?)))
    }

    /// Whether exactly this hints at it.
    pub(super) fn is(self, word: &str) -> bool {
        self.texts().any(|text| text == word)
    }
}

/// What hints at something, in the order of the list.
static HINTS: LazyLock<Vec<(&'static str, Hint, Option<Column>)>> = LazyLock::new(|| {
    lines(include_str!("../../../assets/growth/near.csv"))
        .filter_map(|line| {
            let mut parts = line.splitn(4, ',');
            let (text, kind, column) = (parts.next()?, parts.next()?, parts.next()?);
            let hint = Hint::ALL.into_iter().find(|hint| hint.kind() == kind)?;
            Some((text, hint, column_named(column)))
        })
        .collect()
});

fn column_named(name: &str) -> Option<Column> {
    Column::ALL.into_iter().find(|known| known.name() == name)
}

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
        let near = include_str!("../../../assets/growth/near.csv");
        assert_eq!(lines(near).count(), HINTS.len());
        for (line, (text, hint, column)) in lines(near).zip(HINTS.iter()) {
            assert!(line.split(',').count() == 4 && !line.ends_with(','), "{line}: its source is missing");
            assert_eq!(column.is_some(), matches!(hint, Hint::Begins | Hint::Whole), "{line}");
            assert!(text.chars().all(|letter| letter.is_ascii_lowercase()), "{line}");
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
