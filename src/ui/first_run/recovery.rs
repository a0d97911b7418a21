//! The recovery sheet: shown once, to be written down or printed, before the clinic begins.

use iced::Length;
use iced::keyboard::key::Named;
use iced::widget::{Row, column, container};
use std::path::PathBuf;
use std::sync::Arc;

use super::{FORM, id};
use crate::printing::{Kind, Outcome};
use crate::staff::secret::RecoveryCode;
use crate::staff::sheet::{SheetOf, recovery_sheet};
use crate::ui::Element;
use crate::ui::action::Action;
use crate::ui::background::in_background;
use crate::ui::flight::Flight;
use crate::ui::icon::Icon;
use crate::ui::printed;
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Tone};
use crate::ui::widget::keys::{Shortcut, on_keys};
use crate::ui::widget::panel::About;
use crate::ui::widget::{button, choice, panel, text};

/// Where the sheet's file is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum SheetFile {
    Writing,
    Written(PathBuf),
    /// It could not be written: the code is written down by hand.
    Failed,
}

/// The sheet on its way to paper: its file, what its printer made of it, and whether somebody said that it is kept.
#[derive(Debug, Clone, Default)]
pub(in crate::ui) struct OnPaper {
    file: Option<SheetFile>,
    became: Option<Outcome>,
    printing: Flight,
    kept: Kept,
}

/// What can happen to it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Its file is written, or is not.
    Written(Option<PathBuf>),
    /// Print it (F7).
    Print,
    Printed(Option<Outcome>),
    /// Open its file, or the folder in which it is.
    Open(PathBuf),
    /// It came out and is kept, or is not after all.
    Keep,
}

/// Whether somebody said that the sheet is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Kept {
    #[default]
    NotYet,
    Kept,
}

impl OnPaper {
    pub(in crate::ui) fn is_kept(&self) -> bool {
        self.kept == Kept::Kept
    }

    /// Whether there is a file, or one is on its way.
    pub(in crate::ui) fn has_file(&self) -> bool {
        matches!(self.file, Some(SheetFile::Written(_) | SheetFile::Writing))
    }

    /// Writes a new sheet.
    pub(in crate::ui) fn write<M: Send + 'static>(
        &mut self,
        shared: &Shared,
        clinic: &str,
        code: &RecoveryCode,
        hear: impl Fn(Message) -> M + Send + 'static,
    ) -> Action<M> {
        *self = Self { file: Some(SheetFile::Writing), ..Self::default() };
        write(shared, clinic, code, move |path| hear(Message::Written(path)))
    }

    pub(in crate::ui) fn update<M: Send + 'static>(
        &mut self,
        message: Message,
        shared: &Shared,
        hear: impl Fn(Message) -> M + Send + 'static,
    ) -> Action<M> {
        match message {
            Message::Written(path) => self.file = Some(path.map_or(SheetFile::Failed, SheetFile::Written)),
            Message::Print => return self.print(shared, hear),
            Message::Printed(became) => {
                self.printing = Flight::Idle;
                self.became = became;
            }
            Message::Open(path) => return Action::show(path),
            Message::Keep => self.keep(shared),
        }
        Action::none()
    }

    fn print<M: Send + 'static>(
        &mut self,
        shared: &Shared,
        hear: impl Fn(Message) -> M + Send + 'static,
    ) -> Action<M> {
        let Some(SheetFile::Written(file)) = self.file.clone() else { return Action::none() };
        if !self.printing.begin() {
            return Action::none();
        }
        let (pc, title) = (shared.pc.clone(), shared.words.text("firstrun-recovery-title").into_owned());
        let work = move || pc.print(Kind::Recovery, &title, &file);
        in_background(work, move |became| hear(Message::Printed(became)))
    }

    /// Not while the file is being written: nobody can have seen it on paper, and it would come after it was deleted.
    fn keep(&mut self, shared: &Shared) {
        if self.file == Some(SheetFile::Writing) {
            return;
        }
        self.kept = self.kept.other();
        if let Some(SheetFile::Written(file)) = &self.file {
            match self.kept {
                Kept::Kept => shared.pc.sheet_is_out(file),
                Kept::NotYet => shared.pc.sheet_is_not_out(file),
            }
        }
    }

    /// The sheet counts and is kept: its file goes.
    pub(in crate::ui) fn forget(&mut self, shared: &Shared) {
        if let Some(SheetFile::Written(file)) = self.file.take() {
            shared.pc.forget_sheet(&file);
        }
    }

    /// The code in large letters, the ways to paper, and the question whether it is kept.
    pub(in crate::ui) fn view<'a>(&'a self, shared: &'a Shared, code: &RecoveryCode) -> Element<'a, Message> {
        let can_print = matches!(self.file, Some(SheetFile::Written(_)));
        let print = can_print.then_some(Message::Print).filter(|_| self.printing.is_free());
        on_keys(view(self, shared, code)).bind_maybe(Shortcut::key(Named::F7), print).into()
    }

    /// Where the file is, and the buttons about it.
    fn file<'a>(&'a self, shared: &'a Shared) -> Element<'a, Message> {
        let words = &shared.words;
        let path = match &self.file {
            Some(SheetFile::Writing) => return text::body(words.text("word-saving")).muted().into(),
            Some(SheetFile::Written(path)) => path,
            Some(SheetFile::Failed) | None => {
                return panel::note(About::Warning, "", &words.text("firstrun-recovery-file-failed"));
            }
        };
        let folder = path.parent().unwrap_or(path).to_owned();
        let print = button::secondary(words.text("firstrun-recovery-print"))
            .id(id::PRINT)
            .icon(Icon::Printer)
            .key("F7")
            .on_press_maybe(self.printing.free(Message::Print));
        let open = button::quiet(words.text("printed-open")).on_press(Message::Open(path.clone()));
        let folder = button::quiet(words.text("printed-folder")).on_press(Message::Open(folder));
        let said = words.with("firstrun-recovery-file", &[("path", path.display().to_string())]);
        let became: Element<'a, Message> = match &self.became {
            Some(outcome) => {
                let about = if outcome.was_sent() { About::Information } else { About::Warning };
                panel::note(about, "", &printed::explain(outcome, words))
            }
            None => iced::widget::Space::new().into(),
        };
        column![
            text::body(said).width(Length::Fill),
            Row::new().push(print).push(open).push(folder).spacing(Gap::M),
            became
        ]
        .spacing(Gap::M)
        .into()
    }
}

impl Kept {
    const fn other(self) -> Self {
        match self {
            Self::NotYet => Self::Kept,
            Self::Kept => Self::NotYet,
        }
    }
}

/// Writes the sheet into the folder of papers, away from the window's thread. `clinic` is its name.
fn write<M: Send + 'static>(
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
fn view<'a>(sheet: &'a OnPaper, shared: &'a Shared, code: &RecoveryCode) -> Element<'a, Message> {
    let words = &shared.words;
    let printed = code.printed();
    let groups = printed.split('-').map(|group| text::heading(group.to_owned()).line().into());
    let groups = Row::with_children(groups).spacing(Gap::L).wrap();
    let shown = column![
        text::label(words.text("signin-recovery-code")),
        container(groups).padding(Gap::around(Gap::S, Gap::None))
    ];
    column![
        text::body(words.text("firstrun-recovery-hint")),
        panel::tinted(Tone::Accent, shown).width(Length::Fill),
        sheet.file(shared),
        choice::check(id::KEPT, words.text("firstrun-recovery-kept"), sheet.is_kept(), Some(Message::Keep)),
    ]
    .spacing(Gap::L)
    .max_width(FORM)
    .into()
}
