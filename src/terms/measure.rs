//! Measures in integers of the smallest unit; floats live inside `growth` only.

use serde::{Deserialize, Serialize};
use std::str::FromStr;

use super::UnknownWord;

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

/// How length or height was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Posture {
    /// Terlentang: recumbent length.
    Lying,
    /// Berdiri: standing height.
    Standing,
}

impl Posture {
    /// The stable word stored in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Lying => "lying",
            Self::Standing => "standing",
        }
    }
}

impl FromStr for Posture {
    type Err = UnknownWord;
    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        match text {
            "lying" => Ok(Self::Lying),
            "standing" => Ok(Self::Standing),
            _ => Err(UnknownWord(text.to_owned())),
        }
    }
}
