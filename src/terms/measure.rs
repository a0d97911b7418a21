//! Measures in integers of the smallest unit; floats live inside `growth` only.

use serde::{Deserialize, Serialize};

use super::stored_words;

/// Mass in grams.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Grams(pub u32);

impl Grams {
    /// Mass in kilograms.
    pub fn kilograms(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

/// Length in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Millimetres(pub u32);

impl Millimetres {
    /// Length in centimetres.
    pub fn centimetres(self) -> f64 {
        f64::from(self.0) / 10.0
    }
}

stored_words! {
    /// How length or height was measured.
    Posture {
        /// Terlentang: recumbent length.
        Lying = "lying",
        /// Berdiri: standing height.
        Standing = "standing",
    }
}
