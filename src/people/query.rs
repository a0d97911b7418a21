//! What is asked about the people who come.

use serde::{Deserialize, Serialize};

use super::Draft;
use crate::terms::{FamilyId, PersonId, queries};

queries!(Search, Open, Similar, Same, Family, Mothers, Cards, Count);

/// People for what was typed; works out by itself what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Search {
    /// As typed.
    pub text: String,
    /// Lines wanted, at most [`super::MOST_HITS`].
    pub limit: u8,
    /// Lines left out before them: the pages that were seen.
    #[serde(default)]
    pub skip: u32,
}

/// One person with their family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open(pub PersonId);

/// Likely duplicates and warnings of a form that is being filled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Similar(pub Draft);

/// Who is likely the same person as somebody who is registered; who was told apart from them is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Same(pub PersonId);

/// One family folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Family(pub FamilyId);

/// Who is perhaps the mother of a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mothers(pub PersonId);

/// Lines about these, in this order; unknown ids are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cards(pub Vec<PersonId>);

/// How many people there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count;
