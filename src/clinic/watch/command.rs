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
    /// A later entry than that, of which whoever says it was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub despite: Option<Instant>,
}

impl Correct {
    /// It is this time, as far as whoever says it knows.
    pub const fn to(right: NaiveDateTime) -> Self {
        Self { right, despite: None }
    }
}
