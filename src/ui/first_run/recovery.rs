//! The recovery sheet: shown once, to be written down or printed, before the clinic begins.

use iced::Length;
use iced::widget::{Row, column, container};
use std::path::PathBuf;
use std::sync::Arc;

use super::{FORM, id};
use crate::staff::secret::RecoveryCode;
use crate::staff::sheet::{SheetOf, recovery_sheet};
use crate::ui::Element;
use crate::ui::action::Action;
use crate::ui::background::in_background;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Tone};
use crate::ui::widget::panel::About;
use crate::ui::widget::{choice, panel, text};

/// Where the sheet's file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ui) enum SheetFile {
    Writing,
    Written(PathBuf),
    /// It could not be written: the code is written down by hand.
    Failed,
}

impl SheetFile {
    /// Once the sheet is kept its file goes: beside the database the code would protect nothing.
    pub(in crate::ui) fn forget(file: Option<Self>) {
        if let Some(Self::Written(path)) = file
            && let Err(error) = std::fs::remove_file(path)
        {
            tracing::warn!(%error, "The recovery sheet's file stays");
        }
    }
}

/// Whether somebody said that the sheet is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::ui) enum Kept {
    #[default]
    NotYet,
    Kept,
}

impl Kept {
    pub(in crate::ui) const fn other(self) -> Self {
        match self {
            Self::NotYet => Self::Kept,
            Self::Kept => Self::NotYet,
        }
    }
}

/// Writes the sheet into the folder of papers, away from the window's thread. `clinic` is its name.
pub(in crate::ui) fn write<M: Send + 'static>(
    shared: &Shared,
    clinic: &str,
    code: &RecoveryCode,
    hear: impl Fn(Option<PathBuf>) -> M + Send + 'static,
) -> Action<M> {
    let local = shared.zone().local(shared.now);
    let of = SheetOf {
        clinic: clinic.to_owned(),
        made_on: shared.words.date_words(local.date()),
        made_at: shared.now,
    };
    let file = shared.pc.paper_file(&format!("recovery-{}.pdf", local.format("%Y%m%d-%H%M%S")));
    let (code, words) = (code.clone(), Arc::clone(&shared.words));
    let work = move || {
        let bytes = recovery_sheet(&of, &code, &words).map_err(std::io::Error::other)?;
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&file, bytes)?;
        Ok(file)
    };
    in_background(work, move |written: Option<std::io::Result<PathBuf>>| {
        let written = written.and_then(|done| {
            done.inspect_err(|error| tracing::warn!(%error, "The recovery sheet could not be written")).ok()
        });
        hear(written)
    })
}

/// The code in large letters, where its file is, and the question whether it is kept.
pub(in crate::ui) fn view<'a, M: Clone + 'a>(
    shared: &'a Shared,
    code: &RecoveryCode,
    file: &'a SheetFile,
    kept: Kept,
    on_keep: M,
) -> Element<'a, M> {
    let words = &shared.words;
    let printed = code.printed();
    let groups = printed.split('-').map(|group| text::heading(group.to_owned()).line().into());
    let groups = Row::with_children(groups).spacing(Gap::L).wrap();
    let shown = column![
        text::label(words.text("signin-recovery-code")),
        container(groups).padding(Gap::around(Gap::S, Gap::None))
    ];
    let file: Element<'a, M> = match file {
        SheetFile::Writing => text::body(words.text("word-saving")).muted().into(),
        SheetFile::Written(path) => {
            let path = path.display().to_string();
            let said = words.with("firstrun-recovery-file", &[("path", path.as_str())]);
            iced::widget::row![Icon::Printer.tone(Tone::Muted), text::body(said).width(Length::Fill)]
                .spacing(Gap::S)
                .into()
        }
        SheetFile::Failed => panel::note(About::Warning, "", &words.text("firstrun-recovery-file-failed")),
    };
    column![
        text::body(words.text("firstrun-recovery-hint")),
        panel::tinted(Tone::Accent, shown).width(Length::Fill),
        file,
        choice::check(id::KEPT, words.text("firstrun-recovery-kept"), kept == Kept::Kept, Some(on_keep)),
    ]
    .spacing(Gap::L)
    .max_width(FORM)
    .into()
}
