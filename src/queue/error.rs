//! Why the queue says no. Every refusal says what is the case now, so that a person can act on it.

use serde::{Deserialize, Serialize};

use super::{Caller, Number, State};
use crate::terms::{CounterId, Instant, Revision, ServiceDay, UnitId};

/// A refusal of the queue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Error {
    /// No such ticket.
    #[error("there is no such ticket")]
    UnknownTicket,
    /// No such stop.
    #[error("there is no such queue entry")]
    UnknownStop,
    /// No such unit.
    #[error("there is no unit {unit}")]
    UnknownUnit {
        /// As asked.
        unit: UnitId,
    },
    /// The unit takes nobody today.
    #[error("unit {unit} is closed")]
    UnitClosed { unit: UnitId },
    /// A ticket that waits at registration first needs a registration unit.
    #[error("the clinic has no open registration unit")]
    NoRegistration,
    /// No such counter, or one of another unit.
    #[error("counter {counter} does not belong to unit {unit}")]
    WrongCounter {
        /// As asked.
        counter: CounterId,
        /// The unit of the stop.
        unit: UnitId,
    },
    #[error("nobody waits for unit {unit}")]
    NobodyWaits { unit: UnitId },
    /// Somebody else was quicker.
    #[error("already called at {at}")]
    AlreadyCalled {
        /// Where to.
        counter: Option<CounterId>,
        /// By whom.
        by: Caller,
        /// When.
        at: Instant,
    },
    /// Not called yet.
    #[error("not called yet")]
    NotCalled,
    /// Being served already.
    #[error("already being served since {since}")]
    AlreadyServing {
        /// Where.
        counter: Option<CounterId>,
        /// Since when.
        since: Instant,
    },
    /// Neither called nor served: cannot be finished.
    #[error("not being served")]
    NotServing,
    /// Only who was marked as a no-show can be restored.
    #[error("was not marked as a no-show; is {state:?}")]
    NotAbsent { state: State },
    /// Is not away for a moment.
    #[error("is not away for a moment")]
    NotHeld,
    /// Marked as a no-show: restore first.
    #[error("was marked as a no-show")]
    Absent {
        /// When.
        at: Instant,
    },
    /// Over: nothing more can be done here.
    #[error("already ended: {state:?}")]
    Ended {
        /// How.
        state: State,
        /// When.
        at: Instant,
    },
    #[error("the ticket was cancelled")]
    TicketCancelled,
    /// Moving to where one is.
    #[error("is in that unit already")]
    SameUnit,
    /// Somebody changed it since this screen looked.
    #[error("changed meanwhile; revision is {revision:?} now")]
    Changed {
        /// A stop's state now; none for a ticket.
        state: Option<State>,
        revision: Revision,
    },
    /// Linked to another person already.
    #[error("the ticket belongs to another person already")]
    LinkedAlready,
    /// The person has a ticket for that unit already.
    #[error("this person has {number:?} for unit {unit} already")]
    HasTicket {
        unit: UnitId,
        /// The first one's number; none for an emergency.
        number: Option<Number>,
    },
    /// The person is called or being served with another ticket: nobody is absent who is there.
    #[error("this person is called or served elsewhere, with {number:?}")]
    Elsewhere {
        /// The other number; none for an emergency.
        number: Option<Number>,
    },
    /// A visit of the person before hangs on the ticket; it is voided first.
    #[error("a visit of another person hangs on this ticket")]
    HasVisit,
    /// This turn was not served on paper, or nobody knows whose it was.
    #[error("this turn was not served on paper, or its person is not known")]
    NotOnPaper,
    /// The turn is over, or there never was one: nobody can be handed over with it.
    #[error("the turn is over; nobody can be handed over with it")]
    NotInQueue,
    /// The turn goes on in another unit: whose visit here is closed now comes back to a second one.
    #[error(
        "this person is in unit {unit} since {since}; wait until they are back, or close the visit all the same"
    )]
    Away {
        /// Where.
        unit: UnitId,
        /// Since when.
        since: Instant,
    },
    /// The stop is of another day.
    #[error("belongs to {day}, which is not today")]
    NotToday {
        /// The stop's day.
        day: ServiceDay,
    },
    #[error("{day} is closed")]
    DayClosed { day: ServiceDay },
    /// The day is not closed.
    #[error("{day} is not closed")]
    DayOpen { day: ServiceDay },
    /// A day that has not come yet.
    #[error("{day} has not come yet")]
    DayAhead { day: ServiceDay },
    /// Nothing was done that could be taken back.
    #[error("there is nothing to take back")]
    NothingToUndo,
    /// The time for taking back is over.
    #[error("too late to take back")]
    TooLateToUndo,
    /// Something else happened after it.
    #[error("something else has happened since")]
    HasGoneOn,
    /// The number was given already.
    #[error("{number} was given already")]
    NumberTaken { number: Number },
    /// The number is far beyond the last one given: most likely mistyped.
    #[error("{number} is far beyond the last number given, {last}")]
    NumberTooFar {
        /// As typed.
        number: Number,
        /// The last of its series.
        last: u32,
    },
    /// No unit has this letter.
    #[error("no unit has the letter {prefix}")]
    UnknownPrefix {
        /// As typed.
        prefix: String,
    },
    /// The times contradict one another.
    #[error("the times are not in order")]
    TimesOutOfOrder,
    /// A time that lies ahead.
    #[error("a time lies in the future")]
    InTheFuture,
    /// A time that does not belong to the day.
    #[error("a time does not belong to {day}")]
    NotOfThatDay { day: ServiceDay },
    /// A past or closed day takes only what has ended.
    #[error("{day} takes only what has ended")]
    MustHaveEnded { day: ServiceDay },
    /// A reason is needed.
    #[error("a reason is needed")]
    ReasonMissing,
}

impl Error {
    /// A stable code; the text for people is `refusal-<code>`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownTicket => "queue-unknown-ticket",
            Self::UnknownStop => "queue-unknown-stop",
            Self::UnknownUnit { .. } => "queue-unknown-unit",
            Self::UnitClosed { .. } => "queue-unit-closed",
            Self::NoRegistration => "queue-no-registration",
            Self::WrongCounter { .. } => "queue-wrong-counter",
            Self::NobodyWaits { .. } => "queue-nobody-waits",
            Self::AlreadyCalled { .. } => "queue-already-called",
            Self::NotCalled => "queue-not-called",
            Self::AlreadyServing { .. } => "queue-already-serving",
            Self::NotServing => "queue-not-serving",
            Self::NotAbsent { .. } => "queue-not-absent",
            Self::NotHeld => "queue-not-held",
            Self::Absent { .. } => "queue-absent",
            Self::Ended { .. } => "queue-ended",
            Self::TicketCancelled => "queue-ticket-cancelled",
            Self::SameUnit => "queue-same-unit",
            Self::Changed { .. } => "queue-changed",
            Self::LinkedAlready => "queue-linked-already",
            Self::HasTicket { .. } => "queue-has-ticket",
            Self::Elsewhere { .. } => "queue-elsewhere",
            Self::HasVisit => "queue-has-visit",
            Self::NotOnPaper => "queue-not-on-paper",
            Self::NotInQueue => "queue-not-in-queue",
            Self::Away { .. } => "queue-away",
            Self::NotToday { .. } => "queue-not-today",
            Self::DayClosed { .. } => "queue-day-closed",
            Self::DayOpen { .. } => "queue-day-open",
            Self::DayAhead { .. } => "queue-day-ahead",
            Self::NothingToUndo => "queue-nothing-to-undo",
            Self::TooLateToUndo => "queue-too-late-to-undo",
            Self::HasGoneOn => "queue-has-gone-on",
            Self::NumberTaken { .. } => "queue-number-taken",
            Self::NumberTooFar { .. } => "queue-number-too-far",
            Self::UnknownPrefix { .. } => "queue-unknown-prefix",
            Self::TimesOutOfOrder => "queue-times-out-of-order",
            Self::InTheFuture => "queue-in-the-future",
            Self::NotOfThatDay { .. } => "queue-not-of-that-day",
            Self::MustHaveEnded { .. } => "queue-must-have-ended",
            Self::ReasonMissing => "queue-reason-missing",
        }
    }

    /// What the sentence names, where it names something: a number or a letter.
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::NumberTaken { number } | Self::NumberTooFar { number, .. } => Some(number.to_string()),
            Self::HasTicket { number, .. } | Self::Elsewhere { number } => {
                number.as_ref().map(ToString::to_string)
            }
            Self::UnknownPrefix { prefix } => Some(prefix.clone()),
            _ => None,
        }
    }
}
