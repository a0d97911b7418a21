//! What can be done about growth screening, each with what is replied to it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Doubt, FollowUpId, FollowUpKind, Measures};
use crate::terms::{MeasurementId, PersonId, Revision, VisitId, commands};

commands! {
    /// What somebody asks for.
    screening::command in "Screening" {
        Measure(NewMeasurement) = "measure" -> MeasurementChanged,
        Correct(Correct) = "correct" -> MeasurementChanged,
        Void(VoidMeasurement) = "void" -> MeasurementChanged,
        Plan(NewFollowUp) = "plan" -> FollowUpChanged,
        FinishFollowUp(FinishFollowUp) = "finish_follow_up" -> FollowUpChanged,
        CancelFollowUp(CancelFollowUp) = "cancel_follow_up" -> FollowUpChanged,
    }
}

/// Writes down what was measured. A second measuring on the same day is one more, not a change of the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewMeasurement {
    /// Of whom.
    pub person: PersonId,
    /// At which visit; none for a measurement from a posyandu or a booklet.
    pub visit: Option<VisitId>,
    /// On which day it was measured (not: entered).
    pub measured_on: NaiveDate,
    /// What was measured.
    pub measures: Measures,
    /// Unusual values confirmed, each with a reason.
    pub confirmed: Vec<Confirmation>,
}

/// An unusual value, confirmed with a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// What was unusual.
    pub doubt: Doubt,
    /// Why it is right all the same.
    pub reason: String,
}

/// Puts another measuring in the place of one of the same visit that was typed wrongly: the first is voided
/// with the reason, the second is written, both or neither.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correct {
    pub wrong: MeasurementId,
    /// Its revision on the screen.
    pub seen: Option<Revision>,
    /// Why; never empty.
    pub reason: String,
    /// The right one, of the same child.
    pub right: NewMeasurement,
}

/// Voids a measurement: wrong child or a mistake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidMeasurement {
    /// Which.
    pub measurement: MeasurementId,
    /// Its revision on the screen.
    pub seen: Option<Revision>,
    /// Why; never empty.
    pub reason: String,
}

/// Plans what follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewFollowUp {
    /// For whom.
    pub person: PersonId,
    /// After which measurement.
    pub measurement: Option<MeasurementId>,
    /// What.
    pub kind: FollowUpKind,
    /// In words; may be empty unless the kind is [`FollowUpKind::Other`].
    pub note: String,
    /// Until when.
    pub due_on: Option<NaiveDate>,
}

/// A follow-up that ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndFollowUp {
    /// Which.
    pub follow_up: FollowUpId,
    /// Its revision on the screen.
    pub seen: Option<Revision>,
    /// What came of it, or why it is called off (then never empty).
    pub note: String,
}

/// A planned follow-up was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinishFollowUp(pub EndFollowUp);

/// A planned follow-up is called off, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelFollowUp(pub EndFollowUp);

/// The measurement as it now stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasurementChanged {
    /// Which.
    pub measurement: MeasurementId,
    pub revision: Revision,
}

/// The follow-up as it now stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpChanged {
    /// Which.
    pub follow_up: FollowUpId,
    pub revision: Revision,
}
