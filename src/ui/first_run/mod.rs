//! The first run: clinic, villages, units, administrator.

use super::Element;
use super::action::Action;
use super::screen::Screen;
use super::shared::Shared;
use super::widget::text;
use crate::clinic::Published;

/// The screen.
#[derive(Debug, Default)]
pub struct FirstRun {}

/// What can happen.
#[derive(Debug, Clone)]
pub enum Message {}

impl Screen for FirstRun {
    type Message = Message;

    fn update(&mut self, message: Message, _shared: &Shared) -> Action<Message> {
        match message {}
    }

    fn view<'a>(&'a self, _shared: &'a Shared) -> Element<'a, Message> {
        text::body("FirstRun").into()
    }

    fn shown(&mut self, _shared: &Shared) -> Action<Message> {
        Action::none()
    }

    fn heard(&mut self, _event: Option<&Published>, _shared: &Shared) -> Action<Message> {
        Action::none()
    }
}
