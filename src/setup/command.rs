//! What can be changed about the clinic itself, each with what is replied to it.

use serde::{Deserialize, Serialize};

use super::{Profile, ProfileChanges, UnitChanges, UnitDraft, Village, VillageChanges};
use crate::reference::own::Table;
use crate::terms::{AreaCode, UnitId, commands};

commands! {
    /// What can be changed here.
    setup::command in "Setup" {
        Begin(Beginning) = "Begin" -> (),
        SaveProfile(SaveProfile) = "SaveProfile" -> (),
        SaveVillage(SaveVillage) = "SaveVillage" -> (),
        SaveUnit(SaveUnit) = "SaveUnit" -> UnitId,
        CorrectLimit(CorrectLimit) = "CorrectLimit" -> (),
    }
}

/// The first run's answers about the clinic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beginning {
    /// The clinic.
    pub profile: Profile,
    pub villages: Vec<Village>,
    /// Its units; exactly one registers.
    pub units: Vec<UnitDraft>,
}

/// Changes of the clinic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveProfile(pub ProfileChanges);

/// Changes of a village; of one that is not there yet, from an empty one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveVillage {
    /// Which.
    pub code: AreaCode,
    /// What is changed.
    pub changes: VillageChanges,
}

impl SaveVillage {
    /// What was changed of a village, or all of one that is new.
    pub fn of(shown: Option<&Village>, new: &Village) -> Self {
        let code = new.code.clone();
        let empty = Village::empty(code.clone());
        Self { code, changes: VillageChanges::between(shown.unwrap_or(&empty), new) }
    }
}

/// Changes of a unit; of a new one (`None`) from an empty one. Replied is its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveUnit {
    /// Which, when it exists.
    pub unit: Option<UnitId>,
    /// What is changed.
    pub changes: UnitChanges,
}

/// Corrects a line of the bundled limits: ranges of vital signs, what they say, minimum gain, the body of adults.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectLimit {
    pub table: Table,
    /// Which line: the cells that name it.
    pub key: String,
    /// Its values on the screen.
    pub shown: Vec<String>,
    /// As they shall be; `None` takes the clinic's own back, and the bundled ones hold again.
    pub values: Option<Vec<String>>,
    /// Why, or from which guideline; never empty.
    pub why: String,
}

impl SaveUnit {
    pub fn new(draft: &UnitDraft) -> Self {
        Self { unit: None, changes: UnitChanges::between(&UnitDraft::empty(), draft) }
    }
}
