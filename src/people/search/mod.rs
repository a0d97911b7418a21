//! Search as you type: what was typed, and who it may mean.
//!
//! Names are found in sets of people, one for every folded word and for each of its beginnings
//! ([`sets`]); numbers by the ordinary indexes of the people's table. Both take the same time however
//! common the letters are, which is why no full-text index is used here.

pub mod sets;
pub mod table;
mod typed;

pub use typed::{Needle, TicketTyped, read};

use serde::{Deserialize, Serialize};

use super::Card;

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// What the text was taken for.
    pub typed: Typed,
    /// Best first.
    pub hits: Vec<Hit>,
    /// Whether there are more than are shown.
    pub more: More,
}

/// What a typed text was taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Typed {
    /// Nothing to look for yet.
    Nothing,
    /// Words of a name.
    Name,
    /// The beginning of a NIK, BPJS number, record number or telephone.
    Number,
    /// A ticket: the queue knows whose it is. Record numbers that begin so are among the hits.
    Ticket(TicketTyped),
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
}
