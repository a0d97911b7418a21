//! What can be done about the people who come, each with what is replied to it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::moving::{Follow, Moved, Plan};
use super::{Changes, Confirmation, Details, Role};
use crate::terms::{FamilyId, MoveId, Nik, PersonId, Revision, commands};

commands! {
    /// What somebody asks for.
    people::command in "People" {
        Register(Registration in Box) = "Register" -> Registered,
        Amend(Amendment in Box) = "Amend" -> Changed,
        Move(FolderMove in Box) = "Move" -> Moved,
        Unmove(Unmove) = "Unmove" -> Changed,
        SetNik(NikGiven) = "SetNik" -> Changed,
        MarkDeceased(Death) = "MarkDeceased" -> Changed,
        MarkLiving(MarkLiving) = "MarkLiving" -> Changed,
        TellApart(TellApart) = "TellApart" -> (),
        TellApartNoMore(TellApartNoMore) = "TellApartNoMore" -> (),
        RebuildSearch(RebuildSearch) = "RebuildSearch" -> Rebuilt,
    }
}

/// Writes somebody down for the first time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// What the form says.
    pub details: Details,
    /// A new folder or one that is there.
    pub family: FamilyChoice,
    /// Place in the family.
    pub role: Role,
    /// Warnings that were seen, each with the reason to go on.
    pub confirmed: Vec<Confirmation>,
}

/// Which folder somebody goes into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FamilyChoice {
    /// A new one, numbered within this area of the clinic (the village's number in record numbers; 0 outside).
    New {
        /// Area digits.
        area: u32,
    },
    /// One that is there.
    Existing(FamilyId),
}

/// A row and what the screen saw of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Which {
    /// The row.
    pub person: PersonId,
    /// Its revision when it was looked at; `None` skips the comparison.
    pub seen: Option<Revision>,
}

/// Changes what the form says: only the fields that differ from what was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// Whose.
    pub person: PersonId,
    /// What is changed.
    pub changes: Changes,
    /// Warnings that were seen. Only those of changed fields are asked for.
    pub confirmed: Vec<Confirmation>,
}

/// Moves somebody to another folder, or to another place in the family.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FolderMove {
    /// Whose, and what was seen of them.
    pub which: Which,
    /// Where to; the folder they are in for another place only.
    pub family: FamilyChoice,
    /// Place in the family.
    pub role: Role,
    /// The mother whom guardian and address follow, where she is why.
    #[serde(default)]
    pub follow: Option<Follow>,
    /// Who heads the folder that its head leaves; asked for where somebody there can.
    #[serde(default)]
    pub next_head: Option<PersonId>,
    /// What was shown before; it is done only where it is still so. `None` skips the comparison.
    #[serde(default)]
    pub shown: Option<Box<Plan>>,
}

/// Takes a move back, within thirty days and unless somebody whom it changed has changed since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unmove(pub MoveId);

/// Adds the NIK of somebody who had none (a newborn, a card not brought).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NikGiven {
    /// Whose.
    pub which: Which,
    /// The number.
    pub nik: Nik,
    /// Warnings that were seen.
    pub confirmed: Vec<Confirmation>,
}

/// Marks somebody as deceased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Death {
    /// Whose.
    pub which: Which,
    /// The day.
    pub on: NaiveDate,
    /// Whether somebody was asked about a visit that is still open.
    #[serde(default)]
    pub open_visit: OpenVisit,
}

/// A visit of somebody who died is still open: whether that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenVisit {
    /// Ask before the death is recorded.
    #[default]
    Ask,
    /// It is known: the visit is written to its end where it is.
    Known,
}

/// Takes a mark made by mistake away again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkLiving(pub Which);

/// Two records, in no order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    pub one: PersonId,
    pub other: PersonId,
}

/// Two records that are alike are two people: they are not asked about again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TellApart(pub Pair);

/// That was a mistake: they may be one person after all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TellApartNoMore(pub Pair);

/// Makes the search index again from the people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RebuildSearch;

/// Somebody new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    pub person: PersonId,
    /// Their folder.
    pub family: FamilyId,
}

/// Somebody changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    pub person: PersonId,
    pub revision: Revision,
}

/// The index was made again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rebuilt {
    /// How many people it holds.
    pub people: u64,
}
