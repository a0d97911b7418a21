//! What can be done to the queue, each with what is replied to it.

use serde::{Deserialize, Serialize};

use super::rules::Held;
use super::{Did, FromPaper, Number, Priority, Source, State, Urgency};
use crate::terms::{CounterId, PersonId, Request, Revision, ServiceDay, StopId, TicketId, UnitId, commands};

commands! {
    /// What a person asks of the queue.
    queue::command in "Queue" {
        Issue(Issue) = "Issue" -> Issued,
        LinkPerson(LinkPerson) = "LinkPerson" -> TicketChanged,
        CallNext(CallNext) = "CallNext" -> Called,
        Call(Call) = "Call" -> Called,
        CallAgain(CallAgain) = "CallAgain" -> Called,
        NoShow(NoShow) = "NoShow" -> StopChanged,
        Restore(Restore) = "Restore" -> StopChanged,
        Hold(Hold) = "Hold" -> StopChanged,
        Return(Return) = "Return" -> StopChanged,
        Serve(Serve) = "Serve" -> StopChanged,
        Finish(Finish) = "Finish" -> StopChanged,
        Move(Move) = "Move" -> StopChanged,
        Cancel(Cancel) = "Cancel" -> StopChanged,
        Undo(Undo) = "Undo" -> Undone,
        SetPriority(SetPriority) = "SetPriority" -> TicketChanged,
        CloseDay(CloseDay) = "CloseDay" -> DayClosed,
        ReopenDay(ReopenDay) = "ReopenDay" -> DayReopened,
        CarryOn(CarryOn) = "CarryOn" -> CarriedOn,
        EnterFromPaper(FromPaper) = "EnterFromPaper" -> Issued,
    }
}

/// Give a ticket and open its first stop.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Issue {
    /// Where the person wants to go; its letter is the number's.
    pub unit: UnitId,
    /// Where the person waits first.
    pub first_stop: FirstStop,
    /// Whose ticket, if known already.
    pub person: Option<PersonId>,
    /// Why this person goes before others.
    pub priority: Option<Priority>,
    /// An emergency gets no number and goes before everybody.
    pub urgency: Urgency,
    /// Where the ticket was taken.
    pub source: Source,
    /// Who pays, as the stable word of a visit's payer; the queue only keeps it.
    pub payer: Option<String>,
}

/// Where a new ticket waits first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FirstStop {
    /// At the registration counters; the unit comes after.
    Registration,
    /// At the unit itself.
    Unit,
}

/// Say whose ticket it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkPerson {
    pub ticket: TicketId,
    pub person: PersonId,
    /// The ticket's revision as seen; needed to change a link that is already there.
    pub seen: Option<Revision>,
}

/// Call whoever is next in this unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallNext {
    pub unit: UnitId,
    /// Where to.
    pub counter: CounterId,
}

/// Call this very one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    pub stop: StopId,
    /// Where to.
    pub counter: CounterId,
    /// The stop's revision as seen.
    pub seen: Option<Revision>,
}

/// An act on one stop that needs nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnStop {
    pub stop: StopId,
    pub seen: Option<Revision>,
}

/// Call once more, to the same place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallAgain(pub OnStop);

/// Called and did not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoShow(pub OnStop);

/// Came after all: waits again at the old place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restore(pub OnStop);

/// Away for a moment: keeps the place, and is not called until it is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold(pub OnStop);

/// Back before the moment was over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return(pub OnStop);

/// Somebody begins to serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Serve(pub OnStop);

/// Served here; goes on to the next unit where one is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finish {
    pub stop: StopId,
    /// Where the person goes next.
    pub next: Option<UnitId>,
    /// The stop's revision as seen.
    pub seen: Option<Revision>,
}

/// What is said of a ticket with the act that makes it somebody's. What is not said stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told {
    /// Why this person goes before others.
    pub priority: Option<Priority>,
    /// Who pays, as the stable word of a visit's payer.
    pub payer: Option<&'static str>,
}

/// Says it of a ticket. Part of the door's flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tell {
    pub ticket: TicketId,
    pub told: Told,
}

impl Request for Tell {
    type Reply = TicketChanged;
}

/// Registration is done with somebody: served if they were not, and on to the unit, as one act. Part of the door's flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pass {
    pub stop: StopId,
    /// Where the person goes on.
    pub next: UnitId,
    /// The stop's revision as seen.
    pub seen: Option<Revision>,
    /// Whether the ticket got its person by this.
    pub linked: bool,
    /// What is said of the ticket with it.
    pub told: Told,
}

impl Request for Pass {
    type Reply = StopChanged;
}

/// Nobody was served at this turn after all: it waits again at its old place. Part of the door's flow, which knows that
/// no visit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaitAgain(pub OnStop);

impl Request for WaitAgain {
    type Reply = StopChanged;
}

/// The turn ends and nobody was served: its ticket is given up. Part of the door's flow, as before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndUnserved {
    pub on: OnStop,
    /// Why.
    pub reason: &'static str,
}

impl Request for EndUnserved {
    type Reply = StopChanged;
}

/// Waits in the wrong place: goes to another unit with the same number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    pub stop: StopId,
    /// The right unit.
    pub to: UnitId,
    /// The stop's revision as seen.
    pub seen: Option<Revision>,
}

/// The ticket is given up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancel {
    pub ticket: TicketId,
    /// Why.
    pub reason: String,
    /// The ticket's revision as seen.
    pub seen: Option<Revision>,
}

/// Take back the last act of one, within [`super::rules::UNDO_SECONDS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Undo {
    /// The last act on this stop; where it was seen, only if nothing was done to it since.
    Stop(OnStop),
    /// The last act on any stop of this ticket.
    Ticket(TicketId),
}

/// Another priority or urgency; the number stays, and an emergency that is none gets its number now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPriority {
    pub ticket: TicketId,
    /// The priority from now on.
    pub priority: Option<Priority>,
    /// The urgency from now on.
    pub urgency: Urgency,
    /// The ticket's revision as seen.
    pub seen: Option<Revision>,
}

/// Nobody is served any more on this day: every open stop ends with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloseDay {
    pub day: ServiceDay,
    /// Why.
    pub reason: String,
}

/// Today was closed too early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReopenDay {
    /// The day; only today.
    pub day: ServiceDay,
}

/// The service day turned: emergencies that are not over go on in the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarryOn;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedOn {
    /// How many.
    pub people: u32,
}

/// A ticket was given (or entered from paper).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    pub ticket: TicketId,
    /// Its first stop.
    pub stop: StopId,
    /// Its number; none for an emergency.
    pub number: Option<Number>,
    /// How many people are called before it reaches its unit: at registration, where it waits there first, and at the
    /// unit.
    pub ahead: u32,
    /// Given now, or given before and missed.
    pub how: HowIssued,
}

/// How somebody came to a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HowIssued {
    /// A new number.
    New,
    /// The number that they had for this unit and missed: it waits at its old place again.
    Restored,
}

/// The ticket now belongs to this person, or has this priority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketChanged {
    pub ticket: TicketId,
    /// Its number; an emergency that became none got one now.
    pub number: Option<Number>,
    pub revision: Revision,
}

/// The number of one call: displays remember the highest they have announced, so that none chimes twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CallId(pub i64);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Called {
    /// The call's own number.
    pub call: CallId,
    pub stop: StopId,
    pub ticket: TicketId,
    /// The number called; none for an emergency.
    pub number: Option<Number>,
    pub unit: UnitId,
    /// Where to.
    pub counter: Option<CounterId>,
    /// How often this stop was called so far.
    pub times: u32,
    /// The stop's revision now.
    pub revision: Revision,
}

/// The stop changed; where it ended with a next one, that one is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopChanged {
    pub stop: StopId,
    pub state: State,
    pub revision: Revision,
    /// The stop that was opened by this.
    pub next: Option<StopId>,
    /// Away for a moment since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<Held>,
}

/// The last act was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    pub stop: StopId,
    /// What was taken back.
    pub did: Did,
    pub state: State,
    pub revision: Revision,
}

/// The day goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayReopened {
    /// How many are where they were when it was closed.
    pub back: u32,
    /// How many are not, because they have another ticket for the same unit meanwhile, or died.
    pub left: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayClosed {
    /// How many open stops ended by it.
    pub ended: u32,
}
