//! Slow work of a screen (hashing, files, lists) on a thread of its own, so that the window never waits.

use iced::Task;
use tokio::sync::oneshot;

use super::action::Action;

/// Does `work` on a thread of its own; what it gives becomes a message. `None` means that it could not be done.
pub fn in_background<T, M>(
    work: impl FnOnce() -> T + Send + 'static,
    hear: impl Fn(Option<T>) -> M + Send + 'static,
) -> Action<M>
where
    T: Send + 'static,
    M: Send + 'static,
{
    let (sender, receiver) = oneshot::channel();
    let spawned = std::thread::Builder::new().name("loket-screen".into()).spawn(move || {
        // Nobody listens any more when the screen has gone.
        let _ = sender.send(work());
    });
    if let Err(error) = spawned {
        tracing::error!(%error, "No thread for a screen's work");
    }
    Action::task(Task::perform(async move { receiver.await.ok() }, hear))
}
