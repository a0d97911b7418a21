//! What is asked across subjects.

use serde::{Deserialize, Serialize};

use crate::clinic::flow::command::Merge;
use crate::people::FolderMove;
use crate::summary::{Missing, Period};
use crate::terms::{PersonId, ServiceDay, UnitId, VisitId, queries};

queries!(Board, UnitList, Search, Patient, Moving, Comparison, Merging, Sheet, Child, Lacking);

/// The front desk's panel with names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    pub day: ServiceDay,
}

/// Who waits for one unit, with names and ages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitList {
    pub day: ServiceDay,
    pub unit: UnitId,
}

/// People and tickets for what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Search {
    /// The day whose tickets are looked at.
    pub day: ServiceDay,
    /// As typed.
    pub text: String,
    /// Lines wanted, at most [`people::MOST_HITS`](crate::people::MOST_HITS).
    pub limit: u8,
    /// Lines left out before them: the pages that were seen.
    pub skip: u32,
}

/// One person as the front desk sees them: no diagnosis. `None` when there is nobody of this number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patient {
    /// Who.
    pub person: PersonId,
    /// The day whose tickets are shown.
    pub day: ServiceDay,
}

/// What a move to another folder, or to another place in it, comes to: asked with the command as it would be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moving(pub FolderMove);

/// Two records side by side, and what becomes of them where they are of one person. `None` when one of them is not there
/// any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    pub one: PersonId,
    pub other: PersonId,
    /// The day whose tickets are looked at.
    pub day: ServiceDay,
}

/// How it stands with a merge as it is chosen: asked with the command as it would be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merging {
    pub merge: Box<Merge>,
    /// The day whose tickets are looked at.
    pub day: ServiceDay,
}

/// One visit with its person, what was measured and earlier visits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet(pub VisitId);

/// One child with all measurements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Child(pub PersonId);

/// Whom something that a summary lacks is about: the first of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lacking {
    pub period: Period,
    /// As the preview said it.
    pub missing: Missing,
}
