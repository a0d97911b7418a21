//! What passes through the door: commands in envelopes, questions, answers, events.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{flow, views, watch};
use crate::terms::{AccountId, Instant, PersonId, Request};
use crate::{people, queue, screening, setup, staff, summary, visits};

/// A command and what makes it repeatable.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Envelope<C = Command> {
    /// Made where the button was pressed (version 7): sent twice, it happens once.
    pub id: Uuid,
    /// The seat's own time of something entered later, from paper.
    pub entered_at: Option<Instant>,
    /// What is to be done.
    pub command: C,
}

impl<C> Envelope<C> {
    /// A new envelope around a command.
    pub fn new(command: C) -> Self {
        Self { id: Uuid::now_v7(), entered_at: None, command }
    }
}

impl<C: Into<Command>> Envelope<C> {
    /// The same with the command as one of all.
    pub fn of_any(self) -> Envelope {
        let Self { id, entered_at, command } = self;
        Envelope { id, entered_at, command: command.into() }
    }
}

/// Everything that can be done. There is no second way to write.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// The first run as a whole: clinic, administrator, recovery sheet, seal.
    Begin(Box<Beginning>),
    /// What touches two subjects.
    Flow(flow::Command),
    /// The clinic's own data.
    Setup(setup::Command),
    /// People who work here.
    Staff(staff::Command),
    /// People who come.
    People(people::Command),
    /// Tickets and calls.
    Queue(queue::Command),
    Visits(visits::Command),
    /// Measurements and what follows.
    Screening(screening::Command),
    /// The seal and the summaries.
    Summary(summary::Command),
    /// What is said about the clock.
    Clock(watch::command::Command),
    /// A record was looked at. Only the door makes it.
    Looked(Looked),
}

impl Command {
    /// Its stable word in the journal: `Queue.CallNext`.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Begin(_) => "Begin",
            Self::Flow(command) => command.word(),
            Self::Setup(command) => command.word(),
            Self::Staff(command) => command.word(),
            Self::People(command) => command.word(),
            Self::Queue(command) => command.word(),
            Self::Visits(command) => command.word(),
            Self::Screening(command) => command.word(),
            Self::Summary(command) => command.word(),
            Self::Clock(command) => command.word(),
            Self::Looked(_) => "Looked",
        }
    }

    /// Whose other sessions end with it: somebody who learnt a password is out once there is a new one.
    pub(super) fn ends_sessions_of(&self) -> Option<AccountId> {
        match self {
            Self::Staff(staff::Command::SetPassword(set)) => Some(set.account),
            Self::Flow(flow::Command::Recover(flow::command::Recover { recover, .. }))
            | Self::Staff(staff::Command::Recover(recover)) => Some(recover.account),
            _ => None,
        }
    }
}

impl Query {
    /// Its name: the subject's, then its own.
    pub const fn name(&self) -> (&'static str, &'static str) {
        match self {
            Self::Setup(query) => ("Setup", query.sort().name()),
            Self::Staff(query) => ("Staff", query.sort().name()),
            Self::People(query) => ("People", query.sort().name()),
            Self::Queue(query) => ("Queue", query.sort().name()),
            Self::Visits(query) => ("Visits", query.sort().name()),
            Self::Screening(query) => ("Screening", query.sort().name()),
            Self::Summary(query) => ("Summary", query.sort().name()),
            Self::Clock(query) => ("Clock", query.sort().name()),
            Self::View(query) => ("View", query.sort().name()),
        }
    }
}

/// The first run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beginning {
    /// The clinic, villages and units.
    pub clinic: setup::Beginning,
    /// The first administrator.
    pub administrator: staff::NewAccount,
    pub recovery: staff::NewSheet,
    /// The certificate of the clinic's seal (DER). [`super::Clinic::begin`] makes the seal and sets it: leave it empty.
    pub seal: Vec<u8>,
    /// The seal's private key behind the sheet's code, made by the door like the seal: leave it empty.
    pub key_copy: Option<Vec<u8>>,
}

impl Request for Beginning {
    /// The administrator's account.
    type Reply = AccountId;
}

impl From<Beginning> for Command {
    fn from(beginning: Beginning) -> Self {
        Self::Begin(Box::new(beginning))
    }
}

/// Whose record was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked(pub PersonId);

impl Request for Looked {
    type Reply = ();
}

impl From<Looked> for Command {
    fn from(looked: Looked) -> Self {
        Self::Looked(looked)
    }
}

/// What happened, in ids; screens ask again for what they show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// The clinic's own data.
    Setup(setup::Event),
    /// People who work here.
    Staff(staff::Event),
    /// People who come.
    People(people::Event),
    /// Tickets and calls.
    Queue(queue::Event),
    Visits(visits::Event),
    /// Measurements and what follows.
    Screening(screening::Event),
    /// The seal and the summaries.
    Summary(summary::Event),
    /// Something was said about the clock.
    Clock,
    /// From here on so many milliseconds are added to the PC's clock.
    Offset(i64),
    /// A record was looked at.
    Looked(PersonId),
    /// A kind this version does not know: ask again for everything.
    #[serde(other)]
    Unknown,
}

/// An event with its number in the one order of the clinic.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// 1, 2, 3 …
    pub number: i64,
    /// When.
    pub at: Instant,
    /// What.
    pub event: Event,
}

/// Everything that can be asked, as a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Query {
    /// The clinic's own data.
    Setup(setup::Query),
    /// People who work here.
    Staff(staff::Query),
    /// People who come.
    People(people::Query),
    /// Tickets and calls.
    Queue(queue::Query),
    Visits(visits::Query),
    /// Measurements and what follows.
    Screening(screening::Query),
    /// The seal, summaries, and what one would say.
    Summary(summary::Query),
    /// The clock.
    Clock(watch::query::Query),
    /// What is joined from several subjects.
    View(views::Query),
}

impl From<watch::command::Command> for Command {
    fn from(inner: watch::command::Command) -> Self {
        Self::Clock(inner)
    }
}

macro_rules! rooms {
    ($outer:ident::$kind:ident: $($variant:ident($room:ident)),+ $(,)?) => {$(
        impl From<$room::$kind> for $outer {
            fn from(inner: $room::$kind) -> Self {
                Self::$variant(inner)
            }
        }
    )+};
}

rooms!(Command::Command: Flow(flow), Setup(setup), Staff(staff), People(people), Queue(queue), Visits(visits), Screening(screening), Summary(summary));
