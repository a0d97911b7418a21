//! The system's own dialogue for a folder or a file. The field beside it stays: not every system has one.

use iced::window;
use rfd::{AsyncFileDialog, FileHandle};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::action::Action;
use crate::words::Words;

/// A dialogue that went away within this time was seen by nobody: a system without one answers as if somebody had said no.
const UNSEEN: Duration = Duration::from_millis(500);

/// What somebody chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picked {
    Path(PathBuf),
    /// They went back: nothing is changed.
    Nothing,
    /// This system shows no dialogue.
    NoDialog,
}

impl Picked {
    fn after(took: Duration, path: Option<PathBuf>) -> Self {
        match path {
            Some(path) => Self::Path(path),
            None if took < UNSEEN => Self::NoDialog,
            None => Self::Nothing,
        }
    }

    /// What is said of it at the field, where something is.
    pub fn refusal(&self, words: &Words) -> Option<String> {
        (*self == Self::NoDialog).then(|| words.text("dialogue-none").into_owned())
    }
}

/// A folder is chosen, first the one that is typed.
pub fn folder<M: Send + 'static>(
    title: String,
    typed: Option<&Path>,
    hear: impl FnOnce(Picked) -> M + Send + 'static,
) -> Action<M> {
    let dialogue = AsyncFileDialog::new().set_title(title);
    let dialogue = match typed.filter(|folder| folder.is_absolute()) {
        Some(folder) => dialogue.set_directory(folder),
        None => dialogue,
    };
    shown(|dialogue| Box::pin(dialogue.pick_folder()), dialogue, hear)
}

/// A file that is there is chosen.
pub fn file<M: Send + 'static>(title: String, hear: impl FnOnce(Picked) -> M + Send + 'static) -> Action<M> {
    shown(|dialogue| Box::pin(dialogue.pick_file()), AsyncFileDialog::new().set_title(title), hear)
}

type Answer = std::pin::Pin<Box<dyn Future<Output = Option<FileHandle>> + Send>>;

/// The dialogue stands over the program's own window, which goes on behind it.
fn shown<M: Send + 'static>(
    ask: fn(AsyncFileDialog) -> Answer,
    dialogue: AsyncFileDialog,
    hear: impl FnOnce(Picked) -> M + Send + 'static,
) -> Action<M> {
    let asked = window::oldest().and_then(move |id| {
        let dialogue = dialogue.clone();
        window::run(id, move |window| ask(dialogue.set_parent(&window)))
    });
    let mut hear = Some(hear);
    let answered = asked.then(move |answer| {
        let hear = hear.take();
        iced::Task::future(async move {
            let began = Instant::now();
            let path = answer.await.map(|handle| handle.path().to_owned());
            hear.map(|hear| hear(Picked::after(began.elapsed(), path)))
        })
    });
    Action::task(answered.and_then(iced::Task::done))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn a_no_that_nobody_can_have_said_is_told_as_a_system_without_dialogs() {
        let words = Words::new(Language::Indonesian);
        let path = Some(PathBuf::from("usb"));
        assert_eq!(Picked::after(Duration::from_millis(3), path.clone()), Picked::Path("usb".into()));
        let unseen = Picked::after(Duration::from_millis(11), None);
        assert_eq!(unseen, Picked::NoDialog);
        assert!(unseen.refusal(&words).is_some_and(|said| said.contains("ketik")));
        let no = Picked::after(Duration::from_secs(2), None);
        assert_eq!((no.refusal(&words), no), (None, Picked::Nothing));
    }
}
