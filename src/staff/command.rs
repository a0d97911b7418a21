//! What can be done about people who work here, each with what is replied to it.

use serde::{Deserialize, Serialize};

use super::{AccountChanges, Attempt, AttemptOutcome, Employment, Means, Role, SecretHash};
use crate::terms::{AccountId, commands};

commands! {
    /// What can be changed here.
    staff::command in "Staff" {
        Add(NewAccount) = "Add" -> AccountId,
        Change(Change) = "Change" -> (),
        Employ(Employ) = "Employ" -> (),
        SetPassword(SetPassword) = "SetPassword" -> (),
        SetPin(SetPin) = "SetPin" -> (),
        Try(Try) = "Try" -> AttemptOutcome,
        SetRecovery(SetRecovery) = "SetRecovery" -> (),
        Recover(Recover) = "Recover" -> (),
        NoteAll(NoteAll) = "NoteAll" -> (),
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAccount {
    /// Their name as printed.
    pub name: String,
    /// What they type to sign in: 3–32 small letters, digits, dots.
    pub username: String,
    /// See [`Role`].
    pub role: Role,
    pub password: SecretHash,
    /// Hash of the quick PIN, if they want one.
    pub pin: Option<SecretHash>,
}

/// Another name or role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Whose.
    pub account: AccountId,
    /// What is changed.
    pub changes: AccountChanges,
}

/// Begin or end somebody's employment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Employ {
    /// Whose.
    pub account: AccountId,
    /// What it shall be.
    pub employment: Employment,
}

/// A new password, by oneself or an administrator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPassword {
    /// Whose.
    pub account: AccountId,
    /// Hash of the new password.
    pub password: SecretHash,
}

/// A new quick PIN, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPin {
    /// Whose.
    pub account: AccountId,
    /// Hash of the new PIN.
    pub pin: Option<SecretHash>,
}

/// A try to sign in, counted. Only the door makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Try {
    /// Whose account was tried.
    pub account: AccountId,
    /// Which secret.
    pub means: Means,
    /// How it went.
    pub attempt: Attempt,
}

/// A new recovery sheet; the one before is void.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetRecovery(pub SecretHash);

/// The recovery code fitted: a new password for an administrator; the code is used up. Only the door makes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recover {
    /// Which administrator.
    pub account: AccountId,
    /// Hash of the new password.
    pub password: SecretHash,
    /// Hash of the next sheet's code.
    pub next_sheet: SecretHash,
}

/// The journal notes how all accounts and the sheet stand: once, of a clinic that an earlier version began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteAll;
