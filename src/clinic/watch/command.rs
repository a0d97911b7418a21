//! What is answered about the clock.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::terms::{Instant, commands};

commands! {
    /// What somebody says about the clock.
    clinic::watch::command in "Clock" {
        Confirm(Confirm) = "Confirm" -> (),
        Correct(Correct) = "Correct" -> (),
    }
}

/// The clock is right, as it was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirm {
    /// The time that was shown.
    pub shown: Instant,
}

/// The clock is wrong: this is the time. It is used until the PC's clock is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correct {
    /// What a right clock on the clinic's wall shows.
    pub right: NaiveDateTime,
}
