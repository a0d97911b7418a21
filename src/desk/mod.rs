//! The handles a screen's program holds: the clinic, here or at the end of a line, and this PC.
//!
//! What is asked of the clinic is a value, wherever the clinic is; what concerns this PC alone is never sent.

mod events;
mod line;
mod sheet;
mod this_pc;

pub use events::Events;
pub use line::{Carrier, Incoming, Line, OnTheWay};
pub use this_pc::ThisPc;

use chrono::Duration;
use tokio::sync::oneshot;

use crate::clinic::wire::{Ask, Request, Run};
use crate::clinic::{Clinic, Envelope, Order, Question, Refusal, Replied, Session};
use crate::terms::Instant;

/// Where commands and questions go.
#[derive(Clone)]
pub enum Desk {
    /// The clinic in this process.
    Here(Clinic),
    /// The clinic at the end of a line.
    Far(Line),
}

impl Desk {
    /// Does what an envelope asks; ready once it is on disk.
    pub async fn run<C: Order>(self, session: Session, envelope: Envelope<C>) -> Result<C::Reply, Refusal> {
        self.run_any(session, envelope.of_any()).await?.read::<C>()
    }

    async fn run_any(self, session: Session, envelope: Envelope) -> Result<Replied, Refusal> {
        match self {
            Self::Here(clinic) => {
                let (sender, receiver) = oneshot::channel();
                clinic.submit(&session, envelope, move |answer| {
                    let _ = sender.send(answer);
                });
                receiver.await.unwrap_or_else(|_| Err(stopped()))
            }
            Self::Far(line) => line.call(session, Run(envelope)).await,
        }
    }

    /// Answers a question, off the window's thread.
    pub async fn ask<Q: Question>(self, session: Session, question: Q) -> Result<Q::Answer, Refusal> {
        self.call(session, Ask(question)).await
    }

    /// Everything else that can be asked of the door, off the window's thread.
    pub async fn call<R: Request>(self, session: Session, request: R) -> Result<R::Answer, Refusal> {
        match self {
            Self::Here(clinic) => on_a_thread(move || request.carry_out(&clinic, &session)).await,
            Self::Far(line) => line.call(session, request).await,
        }
    }

    /// Every event from now on.
    pub fn events(&self) -> Events {
        match self {
            Self::Here(clinic) => Events::here(clinic),
            Self::Far(line) => line.events(),
        }
    }

    pub fn display(&self) -> Session {
        match self {
            Self::Here(clinic) => clinic.display(),
            Self::Far(line) => line.hello().display.clone(),
        }
    }

    /// The door's time, without waiting: at the end of a line it is this PC's clock and how far that was from the door's
    /// when it last answered.
    pub fn now(&self) -> Instant {
        match self {
            Self::Here(clinic) => clinic.now(),
            Self::Far(line) => line.now(),
        }
    }

    /// What passed on this PC, whatever was done to a clock: counted from no moment in particular.
    pub fn passed(&self) -> Duration {
        match self {
            Self::Here(clinic) => clinic.passed(),
            Self::Far(line) => line.passed(),
        }
    }
}

/// Something slow, on a thread of its own.
async fn on_a_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let (sender, receiver) = oneshot::channel();
    let spawned = std::thread::Builder::new().name("loket-desk".into()).spawn(move || {
        let _ = sender.send(work());
    });
    match spawned {
        Ok(_) => receiver.await.unwrap_or_else(|_| Err(stopped())),
        Err(error) => Err(Refusal::Failure(error.to_string())),
    }
}

fn stopped() -> Refusal {
    Refusal::Failure("the writer has stopped".to_owned())
}
