//! What happened in the clinic, as a program hears it.

use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::Incoming;
use crate::clinic::{Clinic, Published, wire};

/// Events in their order, each once.
pub struct Events(From);

enum From {
    Here(Receiver<Published>),
    Far(Incoming),
}

impl Events {
    pub(super) fn here(clinic: &Clinic) -> Self {
        Self(From::Here(clinic.events()))
    }

    pub(super) fn far(incoming: Incoming) -> Self {
        Self(From::Far(incoming))
    }

    /// The next one; `Some(None)` is more than can be told: ask for everything. `None` when there are no more.
    pub async fn next(&mut self) -> Option<Option<Published>> {
        match &mut self.0 {
            From::Here(receiver) => match receiver.recv().await {
                Ok(published) => Some(Some(published)),
                Err(RecvError::Lagged(_)) => Some(None),
                Err(RecvError::Closed) => None,
            },
            From::Far(incoming) => {
                let bytes = incoming().await?;
                // A kind that this version does not know is more than it can tell.
                Some(wire::read(&bytes, wire::MOST_SAID).unwrap_or(None))
            }
        }
    }
}
