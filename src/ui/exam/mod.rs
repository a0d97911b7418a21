//! The exam station: who waits, the open visit, vitals, diagnosis, plan.

use super::Element;
use super::action::Action;
use super::screen::Screen;
use super::shared::Shared;
use super::widget::text;
use crate::clinic::Published;

/// The screen.
#[derive(Debug, Default)]
pub struct Exam {}

/// What can happen.
#[derive(Debug, Clone)]
pub enum Message {}

impl Screen for Exam {
    type Message = Message;

    fn update(&mut self, message: Message, _shared: &Shared) -> Action<Message> {
        match message {}
    }

    fn view<'a>(&'a self, _shared: &'a Shared) -> Element<'a, Message> {
        text::body("Exam").into()
    }

    fn shown(&mut self, _shared: &Shared) -> Action<Message> {
        Action::none()
    }

    fn heard(&mut self, _event: Option<&Published>, _shared: &Shared) -> Action<Message> {
        Action::none()
    }
}

impl Exam {
    /// Opens a visit.
    pub fn open(&mut self, _visit: crate::terms::VisitId, _shared: &Shared) -> Action<Message> {
        Action::none()
    }
}
