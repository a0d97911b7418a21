//! What can be changed about the clinic itself, each with what is replied to it.

use serde::{Deserialize, Serialize};

use super::{Profile, UnitDraft, Village};
use crate::terms::{Revision, UnitId, commands};

commands! {
    /// What can be changed here.
    setup::command in "Setup" {
        Begin(Beginning) = "Begin" -> (),
        SaveProfile(SaveProfile) = "SaveProfile" -> (),
        SaveVillage(SaveVillage) = "SaveVillage" -> (),
        SaveUnit(SaveUnit) = "SaveUnit" -> UnitId,
    }
}

/// The first run's answers about the clinic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beginning {
    /// The clinic.
    pub profile: Profile,
    /// Its villages.
    pub villages: Vec<Village>,
    /// Its units; exactly one registers.
    pub units: Vec<UnitDraft>,
}

/// New profile over the one seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveProfile {
    /// What it shall be.
    pub profile: Profile,
    /// The revision the person looked at.
    pub seen: Revision,
}

/// A village, new or changed, by its code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveVillage(pub Village);

/// A unit, new (`None`) or changed; replied is its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveUnit {
    /// Which, when it exists.
    pub unit: Option<UnitId>,
    /// What it shall be.
    pub draft: UnitDraft,
}
