//! One window to a clinic on a PC: a program that is started a second time asks the first to come to the front, by a
//! small file in the data folder, and ends. No port is opened for it.

use iced::{Subscription, Task, window};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{App, Message};

/// How often the first looks whether it is wanted: a person does not notice.
const LOOK: Duration = Duration::from_millis(400);

fn file(folder: &Path) -> PathBuf {
    folder.join("loket.forward")
}

/// Asks the program that has the folder open to come to the front.
pub fn ask(folder: &Path) -> std::io::Result<()> {
    std::fs::write(file(folder), b"")
}

/// Whether nobody has answered yet.
pub fn is_asked(folder: &Path) -> bool {
    file(folder).exists()
}

/// Whether somebody asked since; asked once, it is answered once.
pub fn take(folder: &Path) -> bool {
    std::fs::remove_file(file(folder)).is_ok()
}

/// Tells each time when the program is wanted.
pub(super) fn wanted(folder: &Path) -> Subscription<()> {
    Subscription::run_with(folder.to_owned(), |folder| {
        let folder = folder.clone();
        iced::stream::channel(1, async move |mut tell: iced::futures::channel::mpsc::Sender<()>| {
            use iced::futures::SinkExt as _;
            let mut pace = tokio::time::interval(LOOK);
            loop {
                pace.tick().await;
                if take(&folder) && tell.send(()).await.is_err() {
                    return;
                }
            }
        })
    })
}

impl App {
    /// The main window comes up and to the front.
    pub(super) fn forward(&self) -> Task<Message> {
        self.main().map_or_else(Task::none, |id| {
            Task::batch([
                window::minimize(id, false),
                window::gain_focus(id),
                window::request_user_attention(id, Some(window::UserAttention::Informational)),
            ])
        })
    }
}
