//! What is asked about the clinic itself.

use serde::{Deserialize, Serialize};

use crate::terms::queries;

queries!(Config);

/// Everything set up; `None` before the first run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Config;
