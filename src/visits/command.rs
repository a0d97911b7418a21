//! What can be done about visits, each with what is replied to it.

use serde::{Deserialize, Serialize};

use super::{Changes, ClinicDiagnosis, Entry, Kind, NewDiagnosis, NoteKind, Payer, Sign, Value};
use crate::terms::{
    Change, PersonId, Request, Revision, ServiceDay, StopId, TicketId, UnitId, VisitId, commands,
};

commands! {
    /// What somebody asks for.
    visits::command in "Visits" {
        Open(Open) = "open" -> Changed,
        RecordVitals(RecordVitals) = "record_vitals" -> Changed,
        Write(Write) = "write" -> Changed,
        Diagnose(Diagnose) = "diagnose" -> Changed,
        Save(Form) = "save" -> Changed,
        TakeOver(TakeOver) = "take_over" -> Changed,
        SetPayer(SetPayer) = "set_payer" -> Changed,
        Close(Close) = "close" -> Changed,
        Amend(Amendment) = "amend" -> Changed,
        Void(VoidVisit) = "void" -> Changed,
        VoidEntry(VoidEntry) = "void_entry" -> Changed,
        MarkLeftOpen(MarkLeftOpen) = "mark_left_open" -> Marked,
        ImportDiagnoses(ImportDiagnoses) = "import_diagnoses" -> Imported,
    }
}

/// Which visit, as it was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct On {
    pub visit: VisitId,
    /// The revision on the screen; `None` where none was looked at.
    pub seen: Option<Revision>,
}

/// Opens a visit; the one who opens it is responsible for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// Who is seen.
    pub person: PersonId,
    /// Where.
    pub unit: UnitId,
    /// From which ticket; none for an emergency or home visit.
    pub ticket: Option<TicketId>,
    /// From which stop of it.
    pub stop: Option<StopId>,
    /// Who pays.
    pub payer: Payer,
    /// Sick or well.
    pub kind: Kind,
}

/// One vital sign as it was read; `None` takes back what was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Which sign.
    pub sign: Sign,
    pub value: Option<Value>,
}

/// A value that contradicts itself, confirmed with a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Which sign.
    pub sign: Sign,
    /// Why it is right all the same.
    pub reason: String,
}

/// Takes vital signs down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordVitals {
    /// The visit, as it was seen.
    pub on: On,
    /// What was read.
    pub vitals: Vec<Reading>,
    /// What contradicts itself, confirmed.
    pub confirmed: Vec<Confirmation>,
}

/// Writes one text; an earlier one of the same kind is replaced (plain notes and referrals add up instead).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Write {
    /// The visit, as it was seen.
    pub on: On,
    /// What the text is; an amendment is written with [`Amendment`].
    pub kind: NoteKind,
    /// The text; empty takes back what was there.
    pub text: String,
}

/// Adds a diagnosis; an earlier primary one becomes secondary when this is primary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnose {
    /// The visit, as it was seen.
    pub on: On,
    pub diagnosis: NewDiagnosis,
}

/// One vital sign that was touched in a form; `None` is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignChange {
    /// Which sign.
    pub sign: Sign,
    /// Its value as it was shown and as it shall be.
    pub value: Change<Option<Value>>,
}

/// Saves the whole open form at once: what was touched of it, each with what was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The visit, as it was seen.
    pub on: On,
    /// Texts and diagnoses.
    pub changes: Changes,
    pub vitals: Vec<SignChange>,
    /// What contradicts itself, confirmed.
    pub confirmed: Vec<Confirmation>,
}

impl Form {
    /// A form that touches nothing yet.
    pub fn untouched(on: On) -> Self {
        Self { on, changes: Changes::default(), vitals: Vec::new(), confirmed: Vec::new() }
    }
}

/// Corrects who pays for this visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPayer {
    /// The visit, as it was seen.
    pub on: On,
    /// Who pays.
    pub payer: Payer,
}

/// Adds to a closed visit. What was wrong is voided by itself, with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// The visit, as it was seen.
    pub on: On,
    /// What is added, in words; never empty.
    pub text: String,
    /// Signs that were forgotten.
    pub vitals: Vec<Reading>,
    /// What contradicts itself, confirmed.
    pub confirmed: Vec<Confirmation>,
    /// Diagnoses that were forgotten.
    pub diagnoses: Vec<NewDiagnosis>,
}

/// Voids a whole visit, open or closed: made for the wrong person or by mistake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidVisit {
    /// The visit, as it was seen.
    pub on: On,
    /// Why; never empty.
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidEntry {
    /// The visit, as it was seen.
    pub on: On,
    pub entry: Entry,
    /// Why; never empty.
    pub reason: String,
}

/// Marks the open visits of earlier days as left open, with the reason that is given; the program does it each morning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkLeftOpen {
    /// Visits of days before this one.
    pub before: ServiceDay,
    /// Why they were left open, as far as anybody knows; never empty.
    pub reason: String,
    /// This one alone.
    #[serde(default)]
    pub only: Option<VisitId>,
    /// Not those of these tickets: their people are still here.
    #[serde(default)]
    pub kept: Vec<TicketId>,
}

/// Replaces the clinic's own list of diagnoses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportDiagnoses {
    /// Where the list comes from, as the clinic says.
    pub source: String,
    /// Codes with their names; a code given twice is refused.
    pub list: Vec<ClinicDiagnosis>,
}

/// Takes over the responsibility for an open visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeOver(pub On);

/// Closes the visit; only the one responsible may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Close {
    /// The visit, as it was seen.
    pub on: On,
    pub undiagnosed: Undiagnosed,
}

/// Whether a sick visit without a diagnosis, and one with a finding that nothing answers, may be closed: it is asked about
/// once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Undiagnosed {
    /// Nobody was asked: such a visit is not closed yet.
    #[default]
    Ask,
    /// Somebody was asked, and it shall be so.
    Known,
}

/// The closing is taken back within its seconds. Part of the door's flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reopen(pub On);

impl Request for Reopen {
    type Reply = Changed;
}

/// The opening is taken back within its seconds, before anything was written: the visit never was. Part of the door's flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeBack(pub VoidVisit);

impl Request for TakeBack {
    type Reply = Changed;
}

/// The day was opened again: its visits are no longer marked as left open. Part of the door's flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnmarkLeftOpen(pub ServiceDay);

impl Request for UnmarkLeftOpen {
    type Reply = Marked;
}

/// The visit as it now stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// Which.
    pub visit: VisitId,
    pub revision: Revision,
}

/// How many visits were marked as left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked(pub u32);

/// How many diagnoses the clinic's list now holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported(pub u32);
