//! Somebody moves to another family folder, or to another place in it: what that comes to, said before it is done.
//!
//! The question and the command ask the same [`table::plan`]. The command brings the plan that was shown and is refused
//! where it is no longer so: nothing is done that nobody saw.

pub mod rules;
pub mod table;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Card, Details, Error, Family, Person, Role};
use crate::terms::{FamilyId, MoveId, PersonId, Revision};

/// Whether the address follows, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Residence {
    /// It becomes the mother's.
    #[default]
    Mothers,
    /// It stays as it is.
    AsItIs,
}

/// The mother because of whom a child moves: what is known of her follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Follow {
    pub mother: PersonId,
    pub residence: Residence,
}

/// What a move comes to. It is sent back with the command, so that only what was shown is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Who moves, as they are.
    pub person: Person,
    /// The folder they are in.
    pub from: Family,
    /// The folder they come into: the same one where only the place in it changes.
    pub to: Target,
    /// The place in the family that they get.
    pub role: Role,
    /// The record number that they get; none where they cannot have one.
    pub number: Option<String>,
    /// The member digits in it.
    pub member: Option<u16>,
    /// Every place in the family, and why it is not possible.
    pub roles: Vec<(Role, Option<Error>)>,
    /// The form afterwards.
    pub after: Details,
    /// The mother whom they follow.
    pub mother: Option<Box<Person>>,
    /// Who could head the folder that its head leaves; empty where nobody is asked for.
    pub next_heads: Vec<Card>,
    /// Whether nobody is left in the old folder: it is closed, and its number is given to nobody again.
    pub closes: bool,
    /// Why it cannot be done as it stands.
    pub problem: Option<Error>,
}

/// Where a move leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// Another place in the same folder.
    Same,
    /// Another folder.
    Other(Family),
    /// A new folder with these digits; none where the numbers of the area are used up.
    New(Option<String>),
}

/// Somebody moved; what takes it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    pub person: PersonId,
    pub revision: Revision,
    /// None in a reply of an earlier version.
    #[serde(default)]
    pub undo: Option<MoveId>,
}

/// The last move of somebody, as long as it can be taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastMove {
    pub id: MoveId,
    /// The day on which they moved, and the last one on which it can be taken back.
    pub on: NaiveDate,
    pub until: NaiveDate,
    /// The record number that they had.
    pub number: String,
}

/// Who is perhaps somebody's mother, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    pub card: Card,
    /// Her folder.
    pub family: FamilyId,
    pub because: Because,
}

/// Why somebody is proposed as a mother, the surest first; those who live nearer come before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// The child's record says so.
    Recorded,
    /// She has the name that the child's record gives of the mother.
    Named,
    /// A name like it.
    Alike,
}

/// What is kept beside a move, to take it back exactly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undoing {
    /// Where they were, and as what.
    pub family: FamilyId,
    pub role: Role,
    pub number: String,
    /// The form before.
    pub details: Details,
    /// Their revision afterwards: whoever has another has changed.
    pub then: Revision,
    /// Who became head of the folder that was left: what they were, and their revision afterwards.
    pub next_head: Option<(PersonId, Role, Revision)>,
}
