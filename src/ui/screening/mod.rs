//! Growth screening: chart, z-scores, labels, follow-up.

pub mod follow_up;
pub mod growth;
pub mod measuring;
pub mod measuring_view;
pub mod said;

use super::Element;
use super::action::Action;
use super::screen::Screen;
use super::shared::Shared;
use super::widget::text;
use crate::clinic::Published;

/// Ids of the fields, for focus and tests.
pub mod id {
    pub use super::follow_up::id as follow_up;
    pub use super::measuring::id as measuring;
}

/// The screen.
#[derive(Debug, Default)]
pub struct Screening {}

/// What can happen.
#[derive(Debug, Clone)]
pub enum Message {}

impl Screen for Screening {
    type Message = Message;

    fn update(&mut self, message: Message, _shared: &Shared) -> Action<Message> {
        match message {}
    }

    fn view<'a>(&'a self, _shared: &'a Shared) -> Element<'a, Message> {
        text::body("Screening").into()
    }

    fn shown(&mut self, _shared: &Shared) -> Action<Message> {
        Action::none()
    }

    fn heard(&mut self, _event: Option<&Published>, _shared: &Shared) -> Action<Message> {
        Action::none()
    }
}

impl Screening {
    /// Opens a child.
    pub fn open(&mut self, _person: crate::terms::PersonId, _shared: &Shared) -> Action<Message> {
        Action::none()
    }
}
