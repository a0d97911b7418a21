//! The front desk: search, the chosen person, tickets, the queue.

use super::Element;
use super::action::Action;
use super::screen::Screen;
use super::shared::Shared;
use super::widget::text;
use crate::clinic::Published;

/// The screen.
#[derive(Debug, Default)]
pub struct FrontDesk {}

/// What can happen.
#[derive(Debug, Clone)]
pub enum Message {}

impl Screen for FrontDesk {
    type Message = Message;

    fn update(&mut self, message: Message, _shared: &Shared) -> Action<Message> {
        match message {}
    }

    fn view<'a>(&'a self, _shared: &'a Shared) -> Element<'a, Message> {
        text::body("FrontDesk").into()
    }

    fn shown(&mut self, _shared: &Shared) -> Action<Message> {
        Action::none()
    }

    fn heard(&mut self, _event: Option<&Published>, _shared: &Shared) -> Action<Message> {
        Action::none()
    }
}

impl FrontDesk {
    /// Chooses somebody.
    pub fn open(&mut self, _person: crate::terms::PersonId, _shared: &Shared) -> Action<Message> {
        Action::none()
    }

    /// Opens the form for somebody new, or to amend somebody.
    pub fn register(&mut self, _person: Option<crate::terms::PersonId>, _shared: &Shared) -> Action<Message> {
        Action::none()
    }
}
