//! Why a summary is not made.

use serde::{Deserialize, Serialize};

use super::{Missing, Period};

/// A refusal of this subject.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Error {
    #[error("{0} has not begun yet")]
    NotBegun(Period),
    /// Something is missing that nobody was asked about.
    #[error("not sealed: {} things are missing", .0.len())]
    Incomplete(Vec<Missing>),
    /// Another summary was stored in between: it is to be made again.
    #[error("another summary was made in the meantime; try again")]
    Overtaken,
    /// There is no such summary.
    #[error("there is no such summary")]
    Unknown,
    /// The clinic has no seal, or its key is not in the data folder.
    #[error("the clinic's seal is missing; restore the secrets folder from the backup")]
    NoSeal,
    /// The certificate handed in at the first run cannot be a seal's.
    #[error("this is no seal")]
    BadSeal,
    /// The clinic has a seal already.
    #[error("the clinic has a seal already")]
    SealedBefore,
    /// The seal could not be put on.
    #[error("not sealed: {0}")]
    NotSealed(String),
}

impl Error {
    /// The stable code; the sentence for people is `refusal-<code>`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotBegun(_) => "summary-not-begun",
            Self::Incomplete(_) => "summary-incomplete",
            Self::Overtaken => "summary-overtaken",
            Self::Unknown => "summary-unknown",
            Self::NoSeal => "summary-no-seal",
            Self::BadSeal => "summary-bad-seal",
            Self::SealedBefore => "summary-sealed-before",
            Self::NotSealed(_) => "summary-not-sealed",
        }
    }

    /// What the sentence names.
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::NotBegun(period) => Some(period.to_string()),
            Self::Incomplete(missing) => Some(missing.len().to_string()),
            Self::NotSealed(why) => Some(why.clone()),
            _ => None,
        }
    }
}

impl From<crate::seal::Error> for Error {
    fn from(error: crate::seal::Error) -> Self {
        Self::NotSealed(error.to_string())
    }
}

impl From<crate::paper::PaperError> for Error {
    fn from(error: crate::paper::PaperError) -> Self {
        Self::NotSealed(error.to_string())
    }
}
