//! What is asked about once before a visit is closed: an ill person without a diagnosis, and a finding that nothing answers.

use super::vitals::{About, Pregnancy, findings, most_urgent};
use super::{Error, Kind, NoteKind, Visit};
use crate::reference::clinical::{Clinical, Urgency};
use crate::terms::Sex;

/// Refuses what is asked about, for the age in days when the visit began.
pub fn ask(visit: &Visit, age_days: Option<u32>, clinical: &Clinical) -> Result<(), Error> {
    if lacks_diagnosis(visit) {
        return Err(Error::NoDiagnosis);
    }
    if is_unanswered(visit, age_days, clinical) { Err(Error::FindingOpen) } else { Ok(()) }
}

/// A sick visit that says nothing of what ailed the person; the laboratory says it to the visit of which it is a part.
fn lacks_diagnosis(visit: &Visit) -> bool {
    visit.kind == Kind::Sick && visit.within.is_none() && visit.current_diagnoses().next().is_none()
}

/// Whether a sign asks for something to be done, and neither a diagnosis nor a plan nor a referral says what was. What holds
/// of pregnant women alone is left out: a visit does not know.
fn is_unanswered(visit: &Visit, age_days: Option<u32>, clinical: &Clinical) -> bool {
    let answered = visit.current_diagnoses().next().is_some()
        || [NoteKind::Plan, NoteKind::Referral].into_iter().any(|kind| visit.note(kind).is_some());
    let about = age_days.map(|age_days| About { age_days, sex: Sex::Female, pregnancy: Pregnancy::No });
    let now = |sign| visit.vital(sign).map(|vital| vital.value);
    let urgency = about.and_then(|about| most_urgent(&findings(now, about, clinical)));
    !answered && urgency.is_some_and(|urgency| urgency != Urgency::Note)
}
