//! What is asked about measurements and what follows.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::terms::{MeasurementId, PersonId, queries};

queries!(Child, Measurement, Due);

/// A child's measurements with what they say, and follow-ups; [`super::Config::child`] must be that child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Child(pub PersonId);

/// One measurement, also when voided; none of that number is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measurement(pub MeasurementId);

/// Follow-ups still to be done whose day is not after this one, the longest due first (at most 200).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The day.
    pub on: NaiveDate,
}
