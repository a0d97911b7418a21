//! A command and what is replied to it, as they pass through the door.
//!
//! Inside the door every reply is the JSON that the journal keeps; at both its ends the type of the command says what
//! stands in it.

use serde::{Deserialize, Serialize};

use super::{Command, Refusal};
use crate::store::{StoreError, from_json, to_json};
use crate::terms::{OneOf, Request};

/// Whatever can be done through the door, with the kind of its reply.
pub trait Order: Request + Into<Command> + Send + 'static {}

impl<C: Request + Into<Command> + Send + 'static> Order for C {}

impl<C: OneOf> From<C> for Command
where
    Self: From<C::All>,
{
    fn from(one: C) -> Self {
        Self::from(C::All::from(one))
    }
}

/// What was replied, as the journal keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Replied(pub(super) String);

impl Replied {
    pub(super) fn of(reply: &impl Serialize) -> Result<Self, StoreError> {
        to_json(reply).map(Self)
    }

    /// The reply to a command of this kind.
    ///
    /// # Errors
    ///
    /// [`Refusal::OldReply`] when an earlier version replied, and in another way than this one can read.
    pub fn read<C: Request>(&self) -> Result<C::Reply, Refusal> {
        from_json(&self.0).map_err(|_| Refusal::OldReply)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queue::command::{CloseDay, DayClosed};

    #[test]
    fn a_reply_of_an_earlier_version_is_refused_with_a_sentence() {
        let said = Replied(r#"{"Queue":{"DayClosed":{"ended":7}}}"#.into());
        assert_eq!(said.read::<CloseDay>().unwrap_err(), Refusal::OldReply);
        assert_eq!(Replied(r#"{"ended":7}"#.into()).read::<CloseDay>().unwrap(), DayClosed { ended: 7 });
    }
}
