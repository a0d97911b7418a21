//! What is asked about visits.

use serde::{Deserialize, Serialize};

use crate::terms::{PersonId, ServiceDay, UnitId, VisitId, queries};

queries!(Visit, History, Open, Diagnoses, CaseKind);

/// One visit with all its entries, also replaced and voided ones, marked; none of that number is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit(pub VisitId);

/// A page of somebody's visits, one line a visit, newest first, voided ones too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// Whose.
    pub person: PersonId,
    /// Only visits older than this one; `None` begins with the newest.
    pub before: Option<VisitId>,
    /// No more than this (at most 100).
    pub limit: u32,
}

/// Visits that are open now, the longest open first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// Only of this unit.
    pub unit: Option<UnitId>,
    /// Only of this day; without it also those left open earlier.
    pub day: Option<ServiceDay>,
}

/// Diagnoses whose code or name fits what was typed, best fit first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnoses {
    /// What was typed.
    pub text: String,
    /// No more than this (at most 50).
    pub limit: u32,
}

/// Whether a diagnosis is a new or an old case for this person: old when an earlier visit has the same code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseKind {
    /// Who.
    pub person: PersonId,
    /// Which code.
    pub code: String,
    /// The visit that is being written, which does not count.
    pub visit: VisitId,
}
