//! Secrets while they are typed: no log shows them, and what is wrong with them is said in words.

use crate::clinic::{Refusal, SignIn, Welcome};
use crate::staff::{AttemptOutcome, WeakSecret};
use crate::terms::Instant;
use crate::ui::shared::Shared;
use crate::ui::widget::field::Note;

/// Something typed that no log may show.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Why a password or PIN opened nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Denied {
    /// It is another.
    Wrong,
    /// Too many wrong ones; the next may be tried then.
    Wait(Instant),
    /// Too many wrong PINs.
    NeedsPassword,
    /// The new one could not be hashed.
    Failed,
    /// The door refused.
    Refused(Refusal),
}

impl From<Refusal> for Denied {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Denied {
    /// Whoever comes in, or why not.
    pub fn unless_welcome(answer: Result<SignIn, Refusal>) -> Result<Welcome, Self> {
        Err(match answer {
            Ok(SignIn::Welcome(welcome)) => return Ok(welcome),
            Ok(SignIn::Not(AttemptOutcome::TooEarly { next_try })) => Self::Wait(next_try),
            Ok(SignIn::Not(AttemptOutcome::NeedsPassword)) => Self::NeedsPassword,
            Ok(SignIn::Not(_) | SignIn::Unknown) => Self::Wrong,
            Err(refusal) => Self::Refused(refusal),
        })
    }

    /// The sentence below the field; `wrong` is the key of the one for a wrong secret.
    pub fn note<'a>(&self, wrong: &str, shared: &'a Shared) -> Note<'a> {
        let words = &shared.words;
        match self {
            Self::Wrong => Note::refuse(words.text(wrong)),
            Self::Wait(until) => {
                let seconds = (*until - shared.now).num_seconds().max(1);
                Note::refuse(words.with("signin-wait", &[("seconds", seconds)]))
            }
            Self::Failed => Note::refuse(words.text("problem-secret-failed")),
            Self::NeedsPassword => Note::warn(words.text("signin-with-password")),
            Self::Refused(refusal) => Note::refuse(refusal.explain(words)),
        }
    }
}

/// The sentence for a PIN that cannot be used.
pub const fn pin_key(why: WeakSecret) -> &'static str {
    match why {
        WeakSecret::NotSixDigits => "problem-pin-digits",
        WeakSecret::Obvious => "problem-pin-obvious",
        WeakSecret::Short(_) | WeakSecret::Failed => "problem-secret-failed",
    }
}
