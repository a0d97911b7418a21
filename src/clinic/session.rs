//! Who stands at the door.

use serde::{Deserialize, Serialize};

use crate::staff::Role;
use crate::terms::AccountId;

/// Somebody, or something, that may ask and command. Made by the door only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub(super) who: Who,
    pub(super) seat: String,
}

/// Who it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Who {
    /// Somebody who works here and signed in.
    Person {
        /// Their account.
        account: AccountId,
        /// Their name, for the screen.
        name: String,
        /// Their role when they signed in; the door asks again at every command.
        role: Role,
    },
    /// The program itself: day close, backup.
    System,
    /// The waiting room's display: numbers only.
    Display,
    /// Nobody yet: the first run.
    Nobody,
}

impl Session {
    /// The account, when it is a person.
    pub fn account(&self) -> Option<AccountId> {
        match &self.who {
            Who::Person { account, .. } => Some(*account),
            _ => None,
        }
    }

    /// The person's name, else empty.
    pub fn name(&self) -> &str {
        match &self.who {
            Who::Person { name, .. } => name,
            _ => "",
        }
    }

    /// The person's role.
    pub fn role(&self) -> Option<Role> {
        match &self.who {
            Who::Person { role, .. } => Some(*role),
            _ => None,
        }
    }

    /// The stable word in the journal.
    pub(super) fn kind(&self) -> &'static str {
        match self.who {
            Who::Person { .. } => "person",
            Who::System => "system",
            Who::Display => "display",
            Who::Nobody => "nobody",
        }
    }

    /// Which desk or station it sits at.
    pub fn seat(&self) -> &str {
        &self.seat
    }
}
