//! The handle a screen's program holds: the clinic in this process. A hub on the network joins it as a second kind.

use tokio::sync::{broadcast, oneshot};

use crate::clinic::copies::Copies;
use crate::clinic::{
    Beginning, Clinic, Envelope, Made, Order, Permission, Published, Question, Refusal, Said, Session, SignIn,
};
use crate::staff::SecretHash;
use crate::staff::secret::{NewSheet, RecoveryCode};
use crate::summary::Period;
use crate::terms::{AccountId, Instant};
use crate::words::Words;
use std::sync::Arc;

/// Where commands and questions go.
#[derive(Clone)]
pub enum Desk {
    /// The clinic in this process.
    Here(Clinic),
}

impl Desk {
    /// Does what an envelope asks; ready once it is on disk.
    pub async fn run<C: Order>(self, session: Session, envelope: Envelope<C>) -> Result<C::Reply, Refusal> {
        self.run_any(session, envelope.of_any()).await?.read::<C>()
    }

    /// The same for a command of whatever kind.
    pub async fn run_any(self, session: Session, envelope: Envelope) -> Result<Said, Refusal> {
        let Self::Here(clinic) = self;
        let (sender, receiver) = oneshot::channel();
        clinic.submit(&session, envelope, move |answer| {
            let _ = sender.send(answer);
        });
        receiver.await.unwrap_or_else(|_| Err(stopped()))
    }

    /// Answers a question, off the window's thread.
    pub async fn ask<Q: Question>(self, session: Session, question: Q) -> Result<Q::Answer, Refusal> {
        self.aside(move |clinic| clinic.ask(&session, &question)).await
    }

    /// The first run: makes the seal, then everything in one command; the administrator's account.
    pub async fn begin(self, beginning: Beginning) -> Result<AccountId, Refusal> {
        self.aside(move |clinic| clinic.begin(beginning)).await
    }

    /// Makes and seals a summary, off the window's thread and off the writer.
    pub async fn make_summary(
        self,
        session: Session,
        period: Period,
        words: Arc<Words>,
    ) -> Result<Made, Refusal> {
        self.aside(move |clinic| clinic.make_summary(&session, period, &words)).await
    }

    /// Makes the day's copy of the data when it is due; how it stands with them then.
    pub async fn copy_when_due(self) -> Result<Option<Copies>, Refusal> {
        self.aside(|clinic| if clinic.copy_due(false)? { clinic.make_copy().map(Some) } else { Ok(None) })
            .await
    }

    /// Makes a copy of the data now.
    pub async fn make_copy(self) -> Result<Copies, Refusal> {
        self.aside(Clinic::make_copy).await
    }

    /// How it stands with the copies, and with the seal's key.
    pub async fn copies(self) -> Result<Copies, Refusal> {
        self.aside(Clinic::copies).await
    }

    /// Brings the seal's key back by the code of the recovery sheet; whether it fitted.
    pub async fn recover_seal(self, session: Session, code: RecoveryCode) -> Result<bool, Refusal> {
        self.aside(move |clinic| clinic.recover_seal(&session, &code)).await
    }

    /// A new seal in the place of one whose key is lost.
    pub async fn replace_seal(self, session: Session) -> Result<(), Refusal> {
        self.aside(move |clinic| clinic.replace_seal(&session)).await
    }

    /// Copies go there from now on; or why they cannot.
    pub async fn choose_copies(self, folder: std::path::PathBuf) -> Result<Copies, String> {
        let done =
            self.aside(move |clinic| Ok(clinic.choose_copies(&folder).map_err(|why| why.to_string()))).await;
        done.map_err(|refusal| refusal.to_string())?
    }

    /// Signs in by username and password.
    pub async fn sign_in(self, username: String, password: String, seat: String) -> Result<SignIn, Refusal> {
        self.aside(move |clinic| clinic.sign_in(&username, &password, &seat)).await
    }

    /// Switches by quick PIN.
    pub async fn switch(self, account: AccountId, pin: String, seat: String) -> Result<SignIn, Refusal> {
        self.aside(move |clinic| clinic.switch(account, &pin, &seat)).await
    }

    /// Asks the password of whoever is signed in once more.
    pub async fn prove(self, session: Session, password: String) -> Result<SignIn, Refusal> {
        self.aside(move |clinic| clinic.prove(&session, &password)).await
    }

    /// Lets an administrator back in by the recovery sheet.
    pub async fn recover(
        self,
        username: String,
        code: RecoveryCode,
        password: SecretHash,
        next_sheet: NewSheet,
    ) -> Result<SignIn, Refusal> {
        self.aside(move |clinic| clinic.recover(&username, &code, &password, &next_sheet)).await
    }

    /// A new recovery sheet is valid from now on.
    pub async fn renew_recovery(self, session: Session, sheet: NewSheet) -> Result<(), Refusal> {
        self.aside(move |clinic| clinic.renew_recovery(&session, &sheet)).await
    }

    /// Something slow with the clinic, on a thread of its own.
    pub async fn aside<T: Send + 'static>(
        self,
        work: impl FnOnce(&Clinic) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let Self::Here(clinic) = self;
        let (sender, receiver) = oneshot::channel();
        let spawned = std::thread::Builder::new().name("loket-aside".into()).spawn(move || {
            let _ = sender.send(work(&clinic));
        });
        match spawned {
            Ok(_) => receiver.await.unwrap_or_else(|_| Err(stopped())),
            Err(error) => Err(Refusal::Failure(error.to_string())),
        }
    }

    /// Every event from now on.
    pub fn events(&self) -> broadcast::Receiver<Published> {
        let Self::Here(clinic) = self;
        clinic.events()
    }

    /// The display's session.
    pub fn display(&self) -> Session {
        let Self::Here(clinic) = self;
        clinic.display()
    }

    /// The first run's session.
    pub fn nobody(&self) -> Session {
        let Self::Here(clinic) = self;
        clinic.nobody()
    }

    /// The door's clock.
    pub fn now(&self) -> Instant {
        let Self::Here(clinic) = self;
        clinic.now()
    }

    /// Whether a session has a right, for showing or hiding a button.
    pub fn may(&self, session: &Session, permission: Permission) -> bool {
        let Self::Here(clinic) = self;
        clinic.may(session, permission)
    }
}

fn stopped() -> Refusal {
    Refusal::Failure("the writer has stopped".to_owned())
}
