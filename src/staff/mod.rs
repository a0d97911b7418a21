//! People who work here: accounts, roles, passwords and PINs, the recovery sheet.

pub mod command;
pub mod query;
pub mod rules;
pub mod secret;
pub mod sheet;
pub mod table;

use serde::{Deserialize, Serialize};

pub use command::{Command, NewAccount};
pub use query::Query;
pub use secret::{NewSheet, SecretHash, WeakSecret};

use crate::terms::{AccountId, Clash, Instant, Unseen, changes, stored_words};

stored_words! {
    /// What somebody is here; what they may do is the door's table.
    Role {
        /// Petugas pendaftaran.
        Receptionist = "receptionist",
        /// Perawat.
        Nurse = "nurse",
        /// Bidan.
        Midwife = "midwife",
        Nutritionist = "nutritionist",
        /// Dokter.
        Doctor = "doctor",
        /// Kepala puskesmas.
        Head = "head",
        Administrator = "administrator",
    }
}

stored_words! {
    /// Whether somebody still works here.
    Employment {
        /// May sign in.
        Active = "active",
        /// May not; kept for what they did.
        Ended = "ended",
    }
}

/// Somebody who works here, as screens may see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Their number.
    pub id: AccountId,
    /// Their name as printed.
    pub name: String,
    /// What they type to sign in.
    pub username: String,
    /// See [`Role`].
    pub role: Role,
    /// See [`Employment`].
    pub employment: Employment,
    /// Whether a quick PIN is set.
    pub pin: PinState,
}

changes! {
    /// What is changed of somebody who works here.
    AccountChanges of Account, each a AccountField {
        name: String = name => Name "staff-name",
        role: Role = role => Role "staff-role",
    }
}

/// Whether a quick PIN is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PinState {
    /// It is.
    Set,
    /// It is not; they sign in by password.
    Unset,
}

/// Which secret was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Means {
    Password,
    /// The quick PIN.
    Pin,
    /// The recovery sheet's code.
    Recovery,
}

/// How a try went; made by the door after the slow comparison, off the writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Attempt {
    /// It fitted.
    Right,
    /// It did not.
    Wrong,
}

/// How a try to sign in ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AttemptOutcome {
    Welcome,
    /// Wrong; the next try is possible at this instant.
    Wrong {
        /// When the next try is possible.
        next_try: Instant,
    },
    /// Too early after failures: not even compared.
    TooEarly {
        /// When the next try is possible.
        next_try: Instant,
    },
    /// The quick PIN was wrong too often: the password is needed.
    NeedsPassword,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// An account was made or changed.
    Changed(AccountId),
    /// Somebody signed in.
    SignedIn(AccountId),
    /// A wrong secret was tried.
    Failed(AccountId),
    /// A wrong PIN was tried.
    FailedPin(AccountId),
    /// A new recovery sheet is valid.
    RecoverySet,
    /// How an account stands from here on, for the doctor: a digest of what it is, may and signs in with. The hashes in
    /// it have salts of their own, so that nothing can be had or guessed from it.
    Noted { account: AccountId, digest: String },
    /// The same of the valid recovery sheet.
    SheetNoted { digest: String },
}

/// Why a command is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Error {
    #[error("the name is empty")]
    NoName,
    /// The name holds a sign that nobody sees.
    #[error("{0} in the name is a sign that nobody sees")]
    Hidden(Unseen),
    /// A username that cannot be typed.
    #[error("a username has 3 to 32 small letters, digits or dots")]
    Username,
    /// Somebody has this username.
    #[error("this username is taken")]
    UsernameTaken,
    /// No such account.
    #[error("there is no such account")]
    Unknown,
    /// Somebody else changed the same meanwhile.
    #[error("somebody else changed the same fields meanwhile: {:?}", .0.fields)]
    Clash(Clash<AccountField, Account>),
    /// The last active administrator cannot go.
    #[error("this is the last administrator; make another one first")]
    LastAdministrator,
    /// The recovery code opens administrators' accounts only.
    #[error("the recovery sheet opens an administrator's account only")]
    NotAdministrator,
}

impl Error {
    /// Stable code; the sentence for people is `refusal-<code>` in the translations.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoName => "staff-no-name",
            Self::Hidden(_) => "hidden-sign",
            Self::Username => "staff-username",
            Self::UsernameTaken => "staff-username-taken",
            Self::Unknown => "staff-unknown",
            Self::Clash(_) => "clash",
            Self::LastAdministrator => "staff-last-administrator",
            Self::NotAdministrator => "staff-not-administrator",
        }
    }
}
