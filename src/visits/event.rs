//! What other screens are told: kinds and numbers, never what was written.

use serde::{Deserialize, Serialize};

use crate::terms::{PersonId, VisitId};

/// Something happened to a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A visit was opened.
    Opened {
        /// Which.
        visit: VisitId,
        /// Whose.
        person: PersonId,
    },
    /// Something was written, replaced, amended or voided in it, or its payer or responsible one changed.
    Written {
        /// Which.
        visit: VisitId,
    },
    Closed {
        /// Which.
        visit: VisitId,
    },
    /// It was voided as a whole.
    Voided {
        /// Which.
        visit: VisitId,
    },
    /// Visits of an earlier day were marked as left open.
    LeftOpen,
    /// The clinic's list of diagnoses is another.
    DiagnosesImported,
}
