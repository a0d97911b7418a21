//! Signing in: the slow comparison happens here, off the writer; the count of tries goes through the door.

use serde::{Deserialize, Serialize};

use super::{Clinic, Envelope, Refusal, Session, Who, flow};
use crate::staff::command::Try;
use crate::staff::secret::{NewSheet, RecoveryCode};
use crate::staff::table::Credentials;
use crate::staff::{self, Account, Attempt, AttemptOutcome, Means, Role, SecretHash};
use crate::store::StoreError;
use crate::terms::AccountId;

/// How a try to sign in ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SignIn {
    /// Come in.
    Welcome(Welcome),
    /// Not yet, or not so.
    Not(AttemptOutcome),
    /// Nobody of this name, or the wrong secret: which of the two is not said.
    Unknown,
}

/// Who came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// To be shown to the door from now on.
    pub session: Session,
    /// Who it is.
    pub account: Account,
}

impl Clinic {
    /// Signs in by username and password. Takes 30–75 ms by design.
    pub fn sign_in(&self, username: &str, password: &str, seat: &str) -> Result<SignIn, Refusal> {
        let found =
            self.read(|db| Ok(staff::table::credentials_by_name(db, username).map_err(StoreError::from)?))?;
        match found {
            Some(credentials) => self.compare(&credentials, Means::Password, password, seat),
            None => {
                // As slow as a wrong password, so that nobody learns which names exist.
                let _ = SecretHash::of_password("nobody of this name");
                Ok(SignIn::Unknown)
            }
        }
    }

    /// Switches to somebody by quick PIN, at one desk.
    pub fn switch(&self, account: AccountId, pin: &str, seat: &str) -> Result<SignIn, Refusal> {
        let found =
            self.read(|db| Ok(staff::table::credentials_of(db, account).map_err(StoreError::from)?))?;
        match found {
            Some(credentials) if credentials.pin.is_some() => {
                self.compare(&credentials, Means::Pin, pin, seat)
            }
            Some(_) => Ok(SignIn::Not(AttemptOutcome::NeedsPassword)),
            None => Ok(SignIn::Unknown),
        }
    }

    /// Asks the password of whoever is signed in once more: to open their locked desk, and before their secrets
    /// change. Counts as a try.
    pub fn prove(&self, session: &Session, password: &str) -> Result<SignIn, Refusal> {
        let account = session.account().ok_or(Refusal::SignedOut)?;
        let found =
            self.read(|db| Ok(staff::table::credentials_of(db, account).map_err(StoreError::from)?))?;
        match found {
            Some(credentials) => self.compare(&credentials, Means::Password, password, session.seat()),
            None => Ok(SignIn::Unknown),
        }
    }

    fn compare(
        &self,
        found: &Credentials,
        means: Means,
        secret: &str,
        seat: &str,
    ) -> Result<SignIn, Refusal> {
        if let Err(outcome) = self.may_try(found, means, seat)? {
            return Ok(SignIn::Not(outcome));
        }
        let fits = means.hash_in(found).is_some_and(|hash| hash.fits(secret));
        let attempt = if fits { Attempt::Right } else { Attempt::Wrong };
        let attempt = Try { account: found.account.id, means, attempt };
        Ok(match self.run(&self.session(Who::System, seat), Envelope::new(attempt))? {
            AttemptOutcome::Welcome => SignIn::Welcome(Welcome {
                session: self.session(person(&found.account), seat),
                account: found.account.clone(),
            }),
            outcome => SignIn::Not(outcome),
        })
    }

    /// Whether the place and the account allow a try now.
    fn may_try(
        &self,
        found: &Credentials,
        means: Means,
        seat: &str,
    ) -> Result<Result<(), AttemptOutcome>, Refusal> {
        let now = self.now();
        let place = self.read(|db| Ok(flow::sign_in::place(db, seat, now)?))?;
        Ok(place.may(found.account.id, means, now).and_then(|()| found.tries.may(means, now)))
    }

    /// Lets an administrator back in by the recovery sheet and a new password; `next_sheet` replaces the used code.
    pub fn recover(
        &self,
        username: &str,
        code: &RecoveryCode,
        password: &SecretHash,
        next_sheet: &NewSheet,
    ) -> Result<SignIn, Refusal> {
        let (found, sheet) = self.read(|db| {
            let found = staff::table::credentials_by_name(db, username).map_err(StoreError::from)?;
            Ok((found, staff::table::recovery(db).map_err(StoreError::from)?))
        })?;
        let (Some(found), Some(sheet)) = (found, sheet) else { return Ok(SignIn::Unknown) };
        if found.account.role != Role::Administrator {
            return Err(staff::Error::NotAdministrator.into());
        }
        if let Err(outcome) = self.may_try(&found, Means::Recovery, SHEET)? {
            return Ok(SignIn::Not(outcome));
        }
        let account = found.account.id;
        if code.fits(&sheet) {
            let (password, next) = (password.clone(), next_sheet.hash.clone());
            let recover = staff::command::Recover { account, password, next_sheet: next };
            // The code in hand is the last that can bring the seal's key to this PC: the next sheet replaces it.
            if !self.has_seal_key()? && !self.seal_by_code(code)? {
                tracing::warn!("The seal's key is not behind the code of this recovery sheet");
            }
            let recover = flow::command::Recover { recover, key_copy: self.key_behind(next_sheet)? };
            self.run(&self.system(), Envelope::new(recover))?;
            Ok(SignIn::Welcome(Welcome {
                session: self.session(person(&found.account), SHEET),
                account: found.account,
            }))
        } else {
            let attempt = Try { account, means: Means::Recovery, attempt: Attempt::Wrong };
            Ok(SignIn::Not(self.run(&self.session(Who::System, SHEET), Envelope::new(attempt))?))
        }
    }
}

/// The place at which recovery codes are tried, wherever that is.
const SHEET: &str = "recovery";

fn person(account: &Account) -> Who {
    Who::Person { account: account.id, name: account.name.clone(), role: account.role }
}
