//! What is asked about those who work here.

use serde::{Deserialize, Serialize};

use crate::terms::queries;

queries!(Accounts);

/// All accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accounts;
