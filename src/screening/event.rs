//! What other screens are told: kinds and numbers, never a measure.

use serde::{Deserialize, Serialize};

use super::FollowUpId;
use crate::terms::{MeasurementId, PersonId};

/// Something happened to a child's growth record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A measurement was written down.
    Measured {
        /// Which.
        measurement: MeasurementId,
        /// Of whom.
        person: PersonId,
    },
    /// A measurement was voided.
    Voided {
        /// Which.
        measurement: MeasurementId,
        /// Of whom.
        person: PersonId,
    },
    /// A follow-up was planned, done or called off.
    FollowUp {
        /// Which.
        follow_up: FollowUpId,
        /// For whom.
        person: PersonId,
    },
}
