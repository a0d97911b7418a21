//! What touches two subjects and is one command, each with what is replied to it: ids only.

use serde::{Deserialize, Serialize};

use crate::terms::{MeasurementId, MergeId, PersonId, Revision, StopId, TicketId, UnitId, VisitId, commands};
use crate::{people, queue, screening, staff, visits};

commands! {
    /// What touches two subjects.
    clinic::flow::command in "Flow" {
        RegisterAndIssue(RegisterAndIssue) = "RegisterAndIssue" -> RegisteredWithTicket,
        Admit(Admit) = "Admit" -> queue::StopChanged,
        Link(Link) = "Link" -> queue::TicketChanged,
        Serve(Serve) = "Serve" -> Serving,
        ServeOnPaper(ServeOnPaper) = "ServeOnPaper" -> OnPaper,
        SaveExam(SaveExam) = "SaveExam" -> Saved,
        CloseVisit(CloseVisit) = "CloseVisit" -> Closed,
        HandOver(HandOver) = "HandOver" -> queue::StopChanged,
        WaitAgain(WaitAgain) = "WaitAgain" -> queue::StopChanged,
        RenewRecovery(RenewRecovery) = "RenewRecovery" -> (),
        Recover(Recover) = "Recover" -> (),
        Undo(Undo) = "Undo" -> queue::Undone,
        Merge(Merge in Box) = "Merge" -> Merged,
        Unmerge(Unmerge) = "Unmerge" -> Unmerged,
    }
}

/// Register somebody and give them a ticket.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RegisterAndIssue {
    /// Who.
    pub registration: Box<people::Registration>,
    /// The ticket; its person is filled in.
    pub issue: queue::Issue,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisteredWithTicket {
    pub person: PersonId,
    /// The ticket.
    pub issued: queue::Issued,
}

/// A registration counter is done with a ticket: it is linked to its person and goes on to its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admit {
    /// The stop at registration.
    pub stop: StopId,
    /// Whose ticket, when it was not known yet.
    pub person: Option<PersonId>,
    /// Where it goes on.
    pub next: UnitId,
    /// The stop's revision as seen.
    pub seen: Option<Revision>,
    /// What is said of the ticket with it.
    #[serde(default, skip_serializing_if = "Told::is_nothing")]
    pub told: Told,
}

/// What is said of a ticket with the act that makes it somebody's. What is not said stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Told {
    /// Why this person goes before others.
    pub priority: Option<queue::Priority>,
    /// Who pays.
    pub payer: Option<visits::Payer>,
}

impl Told {
    /// Whether nothing is said: then the command is the same as before anything could be.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// Say whose ticket it is, and what follows from that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub ticket: TicketId,
    pub person: PersonId,
    /// The ticket's revision as seen; needed to change a link that is already there.
    pub seen: Option<Revision>,
    #[serde(default)]
    pub told: Told,
}

/// A unit begins to serve: the visit opens with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Serve {
    /// The stop and what was seen of it.
    pub on: queue::OnStop,
    /// Who pays for this visit, where somebody said so; else whoever usually does.
    pub payer: Option<visits::Payer>,
    /// Sick or well, where somebody said so; else what is usual in the unit.
    pub kind: Option<visits::Kind>,
}

/// Being served; the visit, where the ticket has a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Serving {
    /// The stop as it now stands.
    pub stop: queue::StopChanged,
    pub visit: Option<VisitId>,
}

/// Somebody was served on paper and the turn was entered: the visit opens with the time of the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServeOnPaper {
    /// The turn that the paper served.
    pub stop: StopId,
    /// Who paid for this visit, where somebody said so; else whoever usually does.
    pub payer: Option<visits::Payer>,
    /// Sick or well, where somebody said so; else what is usual in the unit.
    pub kind: Option<visits::Kind>,
}

/// A visit of the paper is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnPaper {
    pub visit: VisitId,
}

/// Save the exam as it stands: the visit's form and what was measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveExam {
    pub form: Box<visits::Form>,
    /// A measurement, when the child was measured now.
    pub measurement: Option<Box<screening::NewMeasurement>>,
    /// The measurement of this visit that the new one corrects; without a new one it is taken back.
    pub corrects: Option<MeasurementId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    pub visit: VisitId,
    pub revision: Revision,
    pub measurement: Option<MeasurementId>,
}

/// The visit is closed and its stop ends; the person may go on to another unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloseVisit {
    /// The visit and what was seen of it.
    pub on: visits::On,
    /// Where the person goes next.
    pub next: Option<UnitId>,
    /// Whether somebody was asked about a sick visit without a diagnosis.
    pub undiagnosed: visits::Undiagnosed,
    /// Whether somebody was asked about a person who is in another unit meanwhile.
    #[serde(default)]
    pub still_away: StillAway,
}

/// Whether a visit may be closed while its person is in another unit, at the laboratory say: it is asked about once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StillAway {
    /// Nobody was asked: such a visit is not closed yet.
    #[default]
    Ask,
    /// Somebody was asked, and it shall be so.
    Known,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    pub visit: VisitId,
    /// The stop that ended, where it had one.
    pub stop: Option<StopId>,
}

/// Somebody goes to another unit, the laboratory say, and comes back: the visit stays open, and is gone on with then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// The visit and what was seen of it.
    pub on: visits::On,
    /// Where the person goes meanwhile.
    pub next: UnitId,
}

/// Somebody is being served whose visit was voided: the turn waits again at its old place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitAgain(pub queue::OnStop);

/// A new recovery sheet; the seal's key is hidden behind its code with it. Only the door makes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewRecovery {
    /// Hash of the new code.
    pub sheet: staff::SecretHash,
    /// The hidden key; none where it is not on this PC.
    pub key_copy: Option<Vec<u8>>,
}

/// The recovery code fitted: a new password, and the next sheet with the seal's key behind it. Only the door makes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recover {
    /// The administrator, the new password, the next sheet.
    pub recover: staff::command::Recover,
    /// The hidden key; none where it is not on this PC.
    pub key_copy: Option<Vec<u8>>,
}

/// Take back the last act on a stop; a visit that it opened and that is still empty is voided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// The stop as the act left it: what somebody did to it since is not taken back.
    pub on: queue::OnStop,
}

/// Two records are of one person: everything of the one goes to the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// The record that is kept, and what was seen of it.
    pub keep: people::Which,
    /// The one that goes, and what was seen of it; its number finds the kept one from now on.
    pub gone: people::Which,
    /// What was chosen from the other's form. What the kept one lacks is taken without being chosen.
    pub changes: people::Changes,
    /// The tickets that were shown to be given up, because the same person has another turn: others are a refusal.
    #[serde(default)]
    pub tickets: Vec<TicketId>,
    /// Who heads the folder of the one that goes, where it is its head and somebody there can.
    #[serde(default)]
    pub next_head: Option<PersonId>,
}

/// Merged; what takes it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merged {
    pub merge: MergeId,
    pub kept: PersonId,
}

/// Take a merge back, within thirty days and unless one of the two has changed since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unmerge(pub MergeId);

/// Two records again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unmerged {
    pub kept: PersonId,
    pub gone: PersonId,
}
