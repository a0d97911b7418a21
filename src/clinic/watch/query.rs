//! What is asked about the clock.

use serde::{Deserialize, Serialize};

use crate::terms::queries;

queries!(Standing);

/// How it stands with the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing;
