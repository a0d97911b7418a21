//! What is asked about the seal, the summaries, and what one would say.

use serde::{Deserialize, Serialize};

use super::Period;
use crate::terms::{SummaryId, queries};

queries!(List, Files, Figures, Seal);

/// The newest summaries, newest first, at most so many (and never more than [`super::MOST_LINES`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct List(pub u32);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Files(pub SummaryId);

/// What a summary of this period would say now; composed by the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures(pub Period);

/// The clinic's seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal;
