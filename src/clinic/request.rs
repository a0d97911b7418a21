//! What can be asked of the door, and what belongs to it in the type: a question with its answer.

use chrono::NaiveDate;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;

use super::config::{self, Known};
use super::watch::{Standing, Watch};
use super::{Query, Refusal};
use crate::growth::MinimumGain;
use crate::store::Connection;
use crate::terms::{Instant, PersonId, ServiceDay};
use crate::{people, queue, screening, setup};

/// A question with its answer. Each names its permission as a value of [`Query`], in `permission.rs`.
pub trait Question: Into<Query> + Clone + Send + Sync + 'static {
    /// What it is answered with; it can go over a wire.
    type Answer: Serialize + DeserializeOwned + Send + 'static;

    /// Answers from one snapshot. Who asks was looked at before.
    fn answer(&self, at: &Sources<'_>) -> Result<Self::Answer, Refusal>;

    /// Whose record the answer lays open: looking at it is journalled. Every question decides it.
    fn looked_at(&self, answer: &Self::Answer) -> Vec<PersonId>;
}

/// What a question is answered from: one snapshot, what is set up, and what time it is.
pub struct Sources<'a> {
    pub(super) db: &'a Connection,
    pub(super) known: Option<&'a Known>,
    pub(super) now: Instant,
    pub(super) watch: &'a Watch,
}

impl Sources<'_> {
    /// Everything set up, or the refusal of a clinic that has not begun.
    pub(super) fn config(&self) -> Result<&setup::Config, Refusal> {
        self.known.map(|known| &*known.config).ok_or(Refusal::NotBegun)
    }

    /// How it stands with the clock.
    pub(super) fn clock(&self) -> Result<Standing, Refusal> {
        Ok(self.watch.standing(self.db, self.known)?)
    }

    /// The same in the queue's words.
    pub(super) fn queue(&self) -> Result<&queue::Config, Refusal> {
        self.known.map(|known| &*known.queue).ok_or(Refusal::NotBegun)
    }

    /// The same in the words of the people's subject.
    pub(super) fn people(&self) -> Result<people::Config, Refusal> {
        Ok(config::for_people(self.config()?, self.today()?))
    }

    /// The minimum gains with what the clinic corrected.
    pub(super) fn minimum(&self) -> Arc<MinimumGain> {
        config::for_screening(self.known, None).tables.minimum
    }

    /// The child that screening asks for.
    pub(super) fn child(&self, person: PersonId) -> Result<screening::Config, Refusal> {
        Ok(config::for_screening(self.known, config::child_of(self.db, person)?))
    }

    /// The service day that is worked on.
    pub(super) fn day(&self) -> Result<ServiceDay, Refusal> {
        Ok(self.watch.day(self.db, self.known)?)
    }

    /// Today's date on the clinic's wall.
    pub(super) fn today(&self) -> Result<NaiveDate, Refusal> {
        Ok(self.config()?.profile.calendar().date(self.now))
    }
}
