//! What can happen on a visit's page, and the ids of its fields.

use crate::clinic::views::Sheet;
use crate::clinic::{Refusal, flow};
use crate::queue;
use crate::screening;
use crate::terms::{Revision, UnitId, VisitId};
use crate::ui::flight::Question;
use crate::ui::form;
use crate::ui::screening::{follow_up, growth, measuring};
use crate::ui::widget::area;
use crate::visits::{self, NoteKind, Sign};

use super::acts::Target;
use super::diagnosis;

/// Ids of the fields.
pub mod id {
    /// Parts of the page.
    pub const TABS: &str = "exam.tabs";
    pub const COMPLAINT: &str = "exam.complaint";
    pub const FINDINGS: &str = "exam.findings";
    pub const PLAN: &str = "exam.plan";
    /// A remark.
    pub const NOTE: &str = "exam.note";
    /// Where to and why somebody is referred.
    pub const REFERRAL: &str = "exam.referral";
    /// Who pays.
    pub const PAYER: &str = "exam.payer";
    /// Where the person goes next.
    pub const NEXT: &str = "exam.next";
    /// An addition to a closed visit.
    pub const AMEND: &str = "exam.amend";
    /// Why something is voided.
    pub const VOID: &str = "exam.void";
}

/// Parts of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Complaint, vital signs, measuring.
    Examine,
    /// Findings, diagnoses.
    Diagnosis,
    /// Plan, note, follow-up, referral, the end.
    Plan,
    /// What stands at the right where the window is wide.
    Side,
}

#[derive(Debug, Clone)]
pub enum Message {
    /// The visit was read again.
    Read(Question, Result<Option<Box<Sheet>>, Refusal>),
    /// Another part.
    Tab(usize),
    /// Alt and its digit: another part, and the cursor where typing goes there.
    TurnTo(usize),
    /// Enter in a field: on to the next.
    Next(&'static str),
    /// The complaint was typed.
    Complaint(String),
    /// The findings were edited.
    Findings(area::Action),
    /// The plan was edited.
    Plan(area::Action),
    /// A remark was typed.
    Note(String),
    /// A vital sign was typed.
    Vital(form::Event),
    /// Why it is right.
    VitalReason(Sign, String),
    Measure(measuring::Message),
    Diagnosis(diagnosis::Message),
    /// In the chart.
    Growth(growth::Message),
    Follow(follow_up::Message),
    /// The follow-up that was chosen was planned with the rest, or why it is not.
    Followed(Result<screening::FollowUpChanged, Refusal>),
    /// What came back after the program had ended is thrown away.
    DropTyped,
    /// Who pays.
    Payer(usize),
    /// The payer was changed.
    Paid(Result<visits::Changed, Refusal>),
    /// Ctrl+Enter.
    Save,
    /// What was sent is saved, or why it is not.
    Saved(Box<visits::Form>, Result<flow::command::Saved, Refusal>),
    /// The remark or the referral was written.
    Noted(NoteKind, Result<visits::Changed, Refusal>),
    /// F8.
    Refer,
    /// The referral was typed.
    Referral(String),
    /// It was written.
    Referred(Result<visits::Changed, Refusal>),
    /// F12.
    Close,
    /// Where next.
    NextUnit(usize),
    Closed(Result<flow::command::Closed, Refusal>),
    /// F5: goes there and comes back; the visit stays open.
    HandOver,
    HandedOver(UnitId, Result<queue::StopChanged, Refusal>),
    /// Take over the responsibility.
    TakeOver,
    TakenOver(Result<visits::Changed, Refusal>),
    /// An addition was edited.
    Amend(area::Action),
    /// It was added.
    Amended(Result<visits::Changed, Refusal>),
    Void(Target),
    /// Why.
    VoidReason(String),
    /// Do it.
    VoidNow,
    Voided(Result<Option<Revision>, Refusal>),
    /// Esc.
    Back,
    /// Look at another visit.
    Open(VisitId),
    /// F2 after it was voided: its turn waits again.
    WaitAgain,
    /// F12 after it was voided: its turn ends.
    EndStop,
    /// F7.
    Print,
    /// The paper is made, or why it is not.
    Printed(Result<crate::ui::printed::Paper, String>),
}

/// What is said above the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Something has to be looked at first.
    Look(String),
    /// The door said no.
    Refused(Refusal),
}

impl From<Refusal> for Notice {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// What comes after saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Then {
    #[default]
    Nothing,
    Close,
    HandOver,
}
