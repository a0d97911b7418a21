//! What passes through the door: commands in envelopes, questions, answers, events.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::terms::{AccountId, Instant};
use crate::{setup, staff};

/// A command and what makes it repeatable.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Envelope {
    /// Made where the button was pressed (version 7): sent twice, it happens once.
    pub id: Uuid,
    /// The seat's own time of something entered later, from paper.
    pub entered_at: Option<Instant>,
    /// What is to be done.
    pub command: Command,
}

impl Envelope {
    /// A new envelope around a command.
    pub fn new(command: impl Into<Command>) -> Self {
        Self { id: Uuid::now_v7(), entered_at: None, command: command.into() }
    }
}

/// Everything that can be done. There is no second way to write.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// The first run as a whole: clinic, administrator, recovery sheet, seal.
    Begin(Box<Beginning>),
    /// The clinic's own data.
    Setup(setup::Command),
    /// People who work here.
    Staff(staff::Command),
}

/// The first run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beginning {
    /// The clinic, villages and units.
    pub clinic: setup::Beginning,
    /// The first administrator.
    pub administrator: staff::NewAccount,
    /// Hash of the recovery sheet's code.
    pub recovery: staff::SecretHash,
}

macro_rules! commands {
    ($($variant:ident($room:ident)),+ $(,)?) => {$(
        impl From<$room::Command> for Command {
            fn from(command: $room::Command) -> Self {
                Self::$variant(command)
            }
        }
    )+};
}

commands!(Setup(setup), Staff(staff));

/// What a command is answered with: ids and numbers only, for it is kept in the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The first run is done; the administrator's account.
    Begun(AccountId),
    /// The clinic's own data.
    Setup(setup::Reply),
    /// People who work here.
    Staff(staff::Reply),
}

/// What happened, in ids; screens ask again for what they show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// The clinic's own data.
    Setup(setup::Event),
    /// People who work here.
    Staff(staff::Event),
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

/// Everything that can be asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Query {
    /// Everything set up.
    House,
    /// All accounts.
    Accounts,
}

/// Its answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// Everything set up; `None` before the first run.
    House(Option<Box<setup::House>>),
    /// All accounts.
    Accounts(Vec<staff::Account>),
}
