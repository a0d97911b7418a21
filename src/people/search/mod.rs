//! Search as you type: what was typed, and who it may mean.
//!
//! People are found in sets, one for every word of a name and each of its beginnings, for the year of birth, for where
//! they live and for the mother's name ([`sets`], [`index`]); numbers by the ordinary indexes of the people's table.
//! Both take the same time however common the letters are, which is why no full-text index is used here.

pub mod index;
mod lookup;
mod narrowing;
mod number;
mod rank;
pub mod sets;
pub mod table;
mod typed;

pub use typed::{Born, House, Needle, Number, Sought, TicketTyped, Word, read};

use serde::{Deserialize, Serialize};

use super::Card;
use crate::terms::PersonId;

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// What the text was taken for.
    pub typed: Typed,
    /// How it narrows, word for word; empty for a number.
    pub tokens: Vec<Token>,
    /// Of a hamlet or street that several of the clinic's villages have: each of them, most people first.
    pub villages: Vec<Lives>,
    /// Best first.
    pub hits: Vec<Hit>,
    /// How many come before these.
    pub skipped: u32,
    /// How many there are; not counted for numbers.
    pub total: Option<u32>,
    /// Whether there are more than are shown.
    pub more: More,
}

impl Found {
    /// Nobody.
    pub const fn nobody(typed: Typed) -> Self {
        Self {
            typed,
            tokens: Vec::new(),
            villages: Vec::new(),
            hits: Vec::new(),
            skipped: 0,
            total: None,
            more: More::No,
        }
    }
}

/// What a typed text was taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Typed {
    /// Nothing to look for yet.
    Nothing,
    /// Words of a name.
    Name,
    /// The beginning of a NIK, BPJS number, record number or telephone, or a birth date.
    Number,
    /// A ticket: the queue knows whose it is. Record numbers that begin so are among the hits.
    Ticket(TicketTyped),
}

/// A part of the text and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    pub means: Means,
    /// As typed.
    pub text: String,
    /// The whole text without it: what is looked for when it is taken away.
    pub without: String,
    /// How many are left with it and the tokens before it.
    pub left: u32,
}

/// How many of those found live in a village.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lives {
    /// The village's name.
    pub village: String,
    pub people: u32,
}

/// What a part of the text was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// Words of the name.
    Name,
    /// The name of the mother.
    Mother,
    /// When somebody was born.
    Born,
    /// The village.
    Village,
    /// The hamlet or street, RT or RW.
    Address,
}

/// Whether a list was cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum More {
    /// That is all.
    No,
    /// There are more.
    Yes,
}

/// One line of what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// Who.
    pub card: Card,
    /// By what.
    pub matched: Matched,
    /// The mother's name, where it is known.
    pub mother: Option<String>,
    /// Address below the village, with RT and RW.
    pub address: super::Address,
    /// Which letters of the name, the mother's name and the address were meant.
    pub marks: Marks,
    /// Why the line is here, the most telling first.
    pub because: Vec<Because>,
}

/// Which letters were meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Marks {
    pub name: Vec<Mark>,
    pub mother: Vec<Mark>,
    pub address: Vec<Mark>,
    pub village: Vec<Mark>,
    /// The birth date or its year.
    pub born: Option<Precise>,
}

/// How much of a birth date was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precise {
    Date,
    Year,
}

/// Some letters, counted from the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The first letter.
    pub from: u16,
    /// The one after the last.
    pub to: u16,
    pub kind: MarkKind,
}

/// How some letters were meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// As typed, or as another spelling of it.
    Typed,
    /// A letter that was forgiven.
    Forgiven,
}

/// By what somebody was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matched {
    Name,
    Nik,
    /// The BPJS number.
    Bpjs,
    RecordNumber,
    /// The telephone.
    Phone,
    BirthDate,
}

/// Why somebody is among those found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// Everything is as typed.
    All,
    /// The name has one letter more than was typed; the word as it is written.
    OneMore(String),
    /// The name has one letter less.
    OneLess(String),
    /// One letter is another.
    OneOther(String),
    /// Two letters are the other way round.
    Swapped(String),
    /// Another spelling.
    Spelling(String),
    /// Written as one word, or as two.
    Together(String),
    /// A title is left out of account.
    Title,
    /// A record that was merged into theirs has this name.
    Former(String),
    /// The mother has this name.
    Mother,
    /// The birth date is estimated.
    Estimated,
    /// Perhaps the same person as one on a line above.
    SameAs(PersonId),
}

impl Because {
    /// Stable word, translated (`found-because-<code>`).
    pub const fn code(&self) -> &'static str {
        match self {
            Self::All => "all",
            Self::OneMore(_) => "one-more",
            Self::OneLess(_) => "one-less",
            Self::OneOther(_) => "one-other",
            Self::Swapped(_) => "swapped",
            Self::Spelling(_) => "spelling",
            Self::Together(_) => "together",
            Self::Title => "title",
            Self::Former(_) => "former",
            Self::Mother => "mother",
            Self::Estimated => "estimated",
            Self::SameAs(_) => "same",
        }
    }

    /// The word of the name that it is about.
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::OneMore(word)
            | Self::OneLess(word)
            | Self::OneOther(word)
            | Self::Swapped(word)
            | Self::Spelling(word)
            | Self::Together(word)
            | Self::Former(word) => Some(word),
            Self::All | Self::Title | Self::Mother | Self::Estimated | Self::SameAs(_) => None,
        }
    }
}
