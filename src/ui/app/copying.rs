//! Copies of the data while the program runs: one at the start of every service day, again when one failed.

use iced::Task;
use std::sync::Arc;

use super::{App, Gate, Message};
use crate::clinic::Refusal;
use crate::clinic::copies::{Copies, CopyProblem, Why};
use crate::terms::Instant;
use crate::ui::flight::Flight;

/// Minutes until a copy that failed is tried again: somebody may have put the stick in.
const AGAIN: i64 = 10;
/// Minutes until it is asked again whether one is due.
const LOOK: i64 = 5;

/// Whether one is being made, and when it was last looked.
#[derive(Debug, Default)]
pub(super) struct Copying {
    flight: Flight,
    looked: Option<Instant>,
}

/// Whether it is too soon to look again; a clock that was put back makes nobody wait until it is there again.
fn is_soon(looked: Instant, now: Instant, failed: bool) -> bool {
    let pause = if failed { AGAIN } else { LOOK };
    (0..pause).contains(&(now - looked).num_minutes())
}

impl App {
    /// Makes the day's copy when it is due, off the window's thread.
    pub(super) fn copy_when_due(&mut self) -> Task<Message> {
        let (now, failed) = (self.shared.now, self.shared.copies.trouble.is_some());
        let soon = self.copying.looked.is_some_and(|looked| is_soon(looked, now, failed));
        if soon || matches!(self.gate, Gate::FirstRun(_)) || !self.copying.flight.begin() {
            return Task::none();
        }
        self.copying.looked = Some(now);
        let pc = self.shared.pc.clone();
        let work = async move { pc.copy_when_due().await.transpose() };
        Task::perform(work, |done| Message::Answered(Box::new(Message::Copied(done))))
    }

    pub(super) fn copied(&mut self, done: Option<Result<Copies, Refusal>>) -> Task<Message> {
        self.copying.flight = Flight::Idle;
        match done {
            Some(Ok(copies)) => self.shared.copies = Arc::new(copies),
            Some(Err(refusal)) => {
                tracing::warn!(%refusal, "No copy was made");
                let why = match refusal {
                    Refusal::DiskFull => Why::Full(self.shared.pc.folder().to_owned()),
                    refusal => Why::NotWritten(refusal.explain(&self.shared.words)),
                };
                Arc::make_mut(&mut self.shared.copies).trouble =
                    Some(CopyProblem { at: self.shared.now, why });
            }
            None => {}
        }
        Task::none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Duration;

    #[test]
    fn it_is_looked_again_after_a_pause_and_at_once_when_the_clock_was_put_back() {
        let looked = Instant::default();
        let soon = |minutes, failed| is_soon(looked, looked + Duration::minutes(minutes), failed);
        assert!(soon(LOOK - 1, false) && !soon(LOOK, false));
        assert!(soon(AGAIN - 1, true) && !soon(AGAIN, true));
        assert!(!soon(-60 * 24 * 365, false));
    }
}
