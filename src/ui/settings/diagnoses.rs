//! The clinic's own list of diagnoses, from a CSV file: read first, looked at, then taken in.

use iced::widget::{Space, column, row};

use super::part::{FORM, below, section};
use super::{Message as Outer, id};
use crate::clinic::Refusal;
use crate::reference::icd_import::{self, BadFile, Imported};
use crate::ui::Element;
use crate::ui::action::{Action, Toast};
use crate::ui::background::in_background;
use crate::ui::flight::Flight;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::field::{self, Note};
use crate::ui::widget::panel::About;
use crate::ui::widget::{button, panel, rows, text};
use crate::visits::command;
use crate::visits::{ClinicDiagnosis, ImportDiagnoses};

/// Rows and faults shown.
const SHOWN: usize = 5;
/// A list of diagnoses is smaller than this by far.
const LARGEST: u64 = 32 * 1024 * 1024;

/// The path and what the file holds.
#[derive(Debug, Clone, Default)]
pub(super) struct DiagnosisForm {
    path: String,
    read: Reading,
    /// Reading the file, or taking what it holds.
    flight: Flight,
}

#[derive(Debug, Clone, Default)]
enum Reading {
    #[default]
    Nothing,
    Read(Box<Imported>),
    Bad(ImportProblem),
}

/// Why a file gives no list.
#[derive(Debug, Clone)]
pub enum ImportProblem {
    /// It cannot be opened.
    Unreadable,
    /// It is too large to be one.
    Large,
    /// It holds something else.
    File(BadFile),
}

#[derive(Debug, Clone)]
pub enum Message {
    Path(String),
    Read,
    Done(Option<Result<Box<Imported>, ImportProblem>>),
    Saved(usize, Result<command::Imported, Refusal>),
}

fn read(path: &str) -> Result<Box<Imported>, ImportProblem> {
    let size = std::fs::metadata(path).map_err(|_| ImportProblem::Unreadable)?.len();
    if size > LARGEST {
        return Err(ImportProblem::Large);
    }
    let bytes = std::fs::read(path).map_err(|_| ImportProblem::Unreadable)?;
    icd_import::import(&bytes).map(Box::new).map_err(ImportProblem::File)
}

impl DiagnosisForm {
    pub(super) fn save(&mut self) -> Action<Outer> {
        let Reading::Read(imported) = &self.read else { return self.start() };
        if !self.flight.begin() {
            return Action::none();
        }
        let list: Vec<ClinicDiagnosis> = imported
            .rows
            .iter()
            .map(|(code, name)| ClinicDiagnosis { code: code.to_string(), name: name.clone() })
            .collect();
        let file = std::path::Path::new(&self.path).file_name().unwrap_or_default();
        let source = file.to_string_lossy().into_owned();
        let count = list.len();
        Action::run(ImportDiagnoses { source, list }, move |reply| {
            Outer::Diagnoses(Message::Saved(count, reply))
        })
    }

    fn start(&mut self) -> Action<Outer> {
        let path = self.path.trim().trim_matches('"').to_owned();
        if path.is_empty() || !self.flight.begin() {
            return Action::focus(id::PATH);
        }
        in_background(move || read(&path), |done| Outer::Diagnoses(Message::Done(done)))
    }

    pub(super) fn update(&mut self, message: Message, shared: &Shared) -> Action<Outer> {
        match message {
            Message::Path(text) => {
                (self.path, self.read) = (text, Reading::Nothing);
                self.flight.forget();
            }
            Message::Read => return self.start(),
            Message::Done(done) => {
                self.flight = Flight::Idle;
                self.read = match done {
                    Some(Ok(imported)) => Reading::Read(imported),
                    Some(Err(trouble)) => Reading::Bad(trouble),
                    None => Reading::Bad(ImportProblem::Unreadable),
                };
            }
            Message::Saved(count, reply) => {
                if self.flight.land(reply).is_some() {
                    *self = Self::default();
                    let said = shared.words.with("settings-diagnoses-done", &[("count", count)]);
                    return Action::say(Toast::done(said));
                }
            }
        }
        Action::none()
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Outer> {
        let words = &shared.words;
        let on = Outer::Diagnoses;
        let note = match &self.read {
            Reading::Bad(trouble) => Note::refuse(words.text(key(trouble))),
            _ => Note::help(words.text("settings-diagnoses-path-hint")),
        };
        let path = field::field(words.text("settings-diagnoses-path"), &self.path)
            .id(id::PATH)
            .icon(Icon::FolderOpen)
            .on_input(move |text| on(Message::Path(text)))
            .on_submit(on(Message::Read))
            .note(note);
        let found: Element<'a, Outer> = match &self.read {
            Reading::Read(imported) => found(shared, imported),
            Reading::Nothing if !self.flight.is_free() => {
                text::body(words.text("word-loading")).muted().into()
            }
            Reading::Nothing | Reading::Bad(_) => Space::new().into(),
        };
        let (label, ready) = match &self.read {
            Reading::Read(imported) => {
                (words.with("settings-diagnoses-take", &[("count", imported.rows.len())]), true)
            }
            _ => (words.text("settings-diagnoses-read").into_owned(), !self.path.trim().is_empty()),
        };
        let go = button::primary(label)
            .id(id::SAVE)
            .key("Ctrl+Enter")
            .on_press_maybe(self.flight.free(Outer::Save).filter(|_| ready));
        let body = column![text::body(words.text("settings-diagnoses-why")), path, found]
            .spacing(Gap::L)
            .max_width(FORM);
        section(words.text("settings-diagnoses"), body, below(words, &self.flight, row![go]))
    }
}

fn found<'a>(shared: &'a Shared, imported: &'a Imported) -> Element<'a, Outer> {
    let words = &shared.words;
    let count = words.with("settings-diagnoses-found", &[("count", imported.rows.len())]);
    let lines = imported.rows.iter().take(SHOWN).map(|(code, name)| {
        rows::line(
            rows::height::TABLE,
            [
                rows::cell(72, text::body(code.to_string()).medium().line()),
                text::body(name.as_str()).cut().into(),
            ],
        )
        .into()
    });
    let mut all = column![text::body(count).bold(), panel::sheet(rows::list(lines))].spacing(Gap::S);
    if !imported.refused.is_empty() {
        let which: Vec<String> = imported
            .refused
            .iter()
            .take(SHOWN)
            .map(|bad| words.count(i64::try_from(bad.line).unwrap_or(0)))
            .collect();
        let list = which.join(", ");
        let said = words.with(
            "settings-diagnoses-refused",
            &[
                ("count", crate::words::Arg::from(imported.refused.len())),
                ("lines", crate::words::Arg::from(list.as_str())),
            ],
        );
        all = all.push(panel::note(About::Warning, "", &said));
    }
    all.into()
}

const fn key(trouble: &ImportProblem) -> &'static str {
    match trouble {
        ImportProblem::Unreadable => "settings-diagnoses-unreadable",
        ImportProblem::Large => "settings-diagnoses-large",
        ImportProblem::File(BadFile::Empty | BadFile::NoRows) => "settings-diagnoses-empty",
        ImportProblem::File(BadFile::NotText) => "settings-diagnoses-not-text",
        ImportProblem::File(BadFile::NoColumn(_)) => "settings-diagnoses-columns",
    }
}
