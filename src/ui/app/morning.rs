//! A program that ran through the night begins the new day by itself.

use iced::Task;

use super::{App, Gate, Message};
use crate::clinic::Refusal;

impl App {
    /// Closes what was left open of the day before, once, off the window's thread.
    pub(super) fn begin_day_when_new(&mut self) -> Task<Message> {
        let day = self.shared.day();
        if day == self.day || matches!(self.gate, Gate::FirstRun(_)) {
            return Task::none();
        }
        self.day = day;
        Task::batch([self.begin_day_now(), self.ask_clock()])
    }

    /// Closes what was left open; the door does nothing while nobody confirmed the clock.
    pub(super) fn begin_day_now(&mut self) -> Task<Message> {
        Task::perform(self.shared.pc.clone().begin_day(), |done| {
            Message::Answered(Box::new(Message::DayBegan(done)))
        })
    }

    pub(super) fn day_began(&mut self, done: Result<(), Refusal>) -> Task<Message> {
        if let Err(refusal) = done {
            // The day can be closed by hand.
            tracing::warn!(%refusal, "Days left open could not be closed");
        }
        // Lists of the day before make room for those of today.
        self.heard(None)
    }
}
