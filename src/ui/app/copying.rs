//! Copies of the data while the program runs: one at the start of every service day, again when one failed.

use iced::Task;
use std::sync::Arc;

use super::{App, Gate, Message};
use crate::clinic::Refusal;
use crate::clinic::copies::{Copies, Trouble, Why};
use crate::terms::Instant;
use crate::ui::action::{CopyWish, SealWish};

/// What a screen makes of how it stands.
type Hear = Box<dyn FnOnce(Result<Copies, String>) -> Message + Send>;

/// Minutes until a copy that failed is tried again: somebody may have put the stick in.
const AGAIN: i64 = 10;
/// Minutes until it is asked again whether one is due.
const LOOK: i64 = 5;

/// Whether one is being made, and when it was last looked.
#[derive(Debug, Default)]
pub(super) struct Copying {
    busy: bool,
    looked: Option<Instant>,
}

impl App {
    /// Makes the day's copy when it is due, off the window's thread.
    pub(super) fn copy_when_due(&mut self) -> Task<Message> {
        let (now, failed) = (self.shared.now, self.shared.copies.trouble.is_some());
        let pause = if failed { AGAIN } else { LOOK };
        let soon = self.copying.looked.is_some_and(|looked| (now - looked).num_minutes() < pause);
        if self.copying.busy || soon || matches!(self.gate, Gate::FirstRun(_)) {
            return Task::none();
        }
        self.copying = Copying { busy: true, looked: Some(now) };
        let desk = self.desk.clone();
        let work = async move { desk.copy_when_due().await.transpose() };
        Task::perform(work, |done| Message::Answered(Box::new(Message::Copied(done))))
    }

    pub(super) fn copied(&mut self, done: Option<Result<Copies, Refusal>>) -> Task<Message> {
        self.copying.busy = false;
        match done {
            Some(Ok(copies)) => self.shared.copies = Arc::new(copies),
            Some(Err(refusal)) => {
                tracing::warn!(%refusal, "No copy was made");
                let why = Why::NotWritten(refusal.explain(&self.shared.words));
                Arc::make_mut(&mut self.shared.copies).trouble = Some(Trouble { at: self.shared.now, why });
            }
            None => {}
        }
        Task::none()
    }

    /// What a screen wants of the copies; everybody sees how it stands with them afterwards.
    pub(super) fn copies(&mut self, what: CopyWish, hear: Hear) -> Task<Message> {
        let (desk, words) = (self.desk.clone(), Arc::clone(&self.shared.words));
        Self::standing(hear, async move {
            match what {
                CopyWish::Make => desk.make_copy().await.map_err(|refusal| refusal.explain(&words)),
                CopyWish::Choose(folder) if !folder.is_absolute() => {
                    Err(words.text("copies-relative").into_owned())
                }
                CopyWish::Choose(folder) => desk.choose_copies(folder).await,
                CopyWish::Look => desk.copies().await.map_err(|refusal| refusal.explain(&words)),
            }
        })
    }

    /// What a screen wants of the seal, by whoever is signed in.
    pub(super) fn seal(&mut self, what: SealWish, hear: Hear) -> Task<Message> {
        let (desk, words, session) = (self.desk.clone(), Arc::clone(&self.shared.words), self.asker());
        Self::standing(hear, async move {
            let done = match what {
                SealWish::Recover(code) => desk.clone().recover_seal(session, code).await,
                SealWish::Replace => desk.clone().replace_seal(session).await.map(|()| true),
            };
            match done {
                Ok(true) => desk.copies().await.map_err(|refusal| refusal.explain(&words)),
                Ok(false) => Err(words.text("restore-wrong-code").into_owned()),
                Err(refusal) => Err(refusal.explain(&words)),
            }
        })
    }

    /// The screen hears it, and the line below every screen.
    fn standing(
        hear: Hear,
        work: impl Future<Output = Result<Copies, String>> + Send + 'static,
    ) -> Task<Message> {
        Task::future(async move {
            let done = work.await;
            let told = done.as_ref().ok().cloned().map(Ok);
            vec![Message::Copied(told), hear(done)]
        })
        .then(|messages| {
            let all = messages.into_iter().map(|message| Task::done(Message::Answered(Box::new(message))));
            Task::batch(all)
        })
    }
}
