//! Who stands at the door.

use ring::hmac;
use ring::rand::SystemRandom;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use super::permission::{self, Permission};
use crate::staff::Role;
use crate::terms::{AccountId, hex};

/// Somebody, or something, that may ask and command. Made by the door only: over a wire it is believed by its mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub(super) who: Who,
    pub(super) seat: String,
    /// Which of this door's sessions, in the order in which they were made.
    number: u64,
    /// What it may, as far as it knows, for showing or hiding a button. The door asks the accounts' table again.
    rights: Vec<Permission>,
    mark: Mark,
}

/// What a door knows its own sessions by. No log shows it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Mark(String);

impl std::fmt::Debug for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mark(…)")
    }
}

/// Makes sessions, knows them again, and ends them. The key is drawn when the clinic is opened: whoever is at the end of a
/// line signs in again then.
pub(super) struct Marks {
    key: Option<hmac::Key>,
    /// How many sessions were made.
    made: AtomicU64,
    /// Whose sessions were ended, and which of them.
    ended: Mutex<BTreeMap<AccountId, Ended>>,
}

/// Sessions of one account that are over.
struct Ended {
    /// The last of them.
    last: u64,
    /// The one that goes on: whoever changed their own password stays where they are.
    but: Option<u64>,
}

impl Marks {
    /// A new key. Without random numbers no session is known again.
    pub(super) fn draw() -> Self {
        let key = hmac::Key::generate(hmac::HMAC_SHA256, &SystemRandom::new()).ok();
        Self { key, made: AtomicU64::new(0), ended: Mutex::default() }
    }

    pub(super) fn session(&self, who: Who, seat: &str) -> Session {
        self.numbered(self.made.fetch_add(1, Ordering::Relaxed) + 1, who, seat)
    }

    fn numbered(&self, number: u64, who: Who, seat: &str) -> Session {
        let mark = self.key.as_ref().map(|key| hex(hmac::sign(key, &content(number, &who, seat)).as_ref()));
        let mark = Mark(mark.unwrap_or_default());
        Session { rights: permission::rights_of(&who), who, seat: seat.to_owned(), number, mark }
    }

    pub(super) fn knows(&self, session: &Session) -> bool {
        let again = self.numbered(session.number, session.who.clone(), &session.seat);
        self.key.is_some() && constant_time_eq(again.mark.0.as_bytes(), session.mark.0.as_bytes())
    }

    /// Ends every session of an account, but the one through which that was done.
    pub(super) fn end_others(&self, account: AccountId, by: &Session) {
        let but = (by.account() == Some(account)).then_some(by.number);
        let last = self.made.load(Ordering::Relaxed);
        self.ended.lock().unwrap_or_else(PoisonError::into_inner).insert(account, Ended { last, but });
    }

    /// Whether somebody's session goes on.
    pub(super) fn goes_on(&self, session: &Session) -> bool {
        let Some(account) = session.account() else { return true };
        let ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        ended
            .get(&account)
            .is_none_or(|ended| session.number > ended.last || ended.but == Some(session.number))
    }
}

/// What a mark stands for.
fn content(number: u64, who: &Who, seat: &str) -> Vec<u8> {
    // Texts and numbers always have a JSON form.
    serde_json::to_vec(&(number, who, seat)).unwrap_or_default()
}

/// As long for a wrong mark as for the right one.
fn constant_time_eq(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

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

    /// Whether it has a right, for showing or hiding a button; without waiting. The door asks again.
    pub fn may(&self, right: Permission) -> bool {
        self.rights.contains(&right)
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
