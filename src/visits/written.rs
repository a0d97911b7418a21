//! What is written of a visit, part by part, and what a form changed of it.

use serde::{Deserialize, Serialize};

use super::{NewDiagnosis, NoteKind, Visit};
use crate::terms::changes;

/// The texts of a visit that stand by themselves, and its diagnoses.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Written {
    /// Keluhan.
    pub complaint: String,
    /// Pemeriksaan.
    pub findings: String,
    /// Rencana.
    pub plan: String,
    /// All diagnoses, primary first.
    pub diagnoses: Vec<NewDiagnosis>,
}

changes! {
    /// What is changed of it.
    Changes of Written, each a Part {
        complaint: String = complaint => Complaint "note-complaint",
        findings: String = findings => Findings "note-findings",
        diagnoses: Vec<NewDiagnosis> = diagnoses => Diagnoses "exam-diagnosis",
        plan: String = plan => Plan "note-plan",
    }
}

impl Written {
    /// One part as people read it.
    pub fn text(&self, part: Part) -> String {
        let named = |one: &NewDiagnosis| format!("{} {}", one.code, one.name);
        match part {
            Part::Complaint => self.complaint.clone(),
            Part::Findings => self.findings.clone(),
            Part::Plan => self.plan.clone(),
            Part::Diagnoses => self.diagnoses.iter().map(named).collect::<Vec<_>>().join(", "),
        }
    }

    /// What counts in a visit now.
    pub fn of(visit: &Visit) -> Self {
        let text = |kind| visit.note(kind).map(|note| note.text.clone()).unwrap_or_default();
        Self {
            complaint: text(NoteKind::Complaint),
            findings: text(NoteKind::Findings),
            plan: text(NoteKind::Plan),
            diagnoses: visit.current_diagnoses().map(|diagnosis| diagnosis.what.clone()).collect(),
        }
    }
}
