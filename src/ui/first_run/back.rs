//! Going on from a copy instead of beginning: the copies that are found, or a path; the sheet's code for the seal.

use iced::widget::{Space, column, row};
use std::path::PathBuf;

use super::{FORM, Message as Outer, id};
use crate::clinic::copies::{in_folder, sticks};
use crate::clinic::restore::SealThen;
use crate::ui::Element;
use crate::ui::action::{Action, Program, Restore};
use crate::ui::background::in_background;
use crate::ui::dialogue::{self, Picked};
use crate::ui::flight::Flight;
use crate::ui::icon::Icon;
use crate::ui::secret::Secret;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::field;
use crate::ui::widget::{button, choice, rows, text};
use crate::words::Words;

const MOST: usize = 6;

#[derive(Debug, Clone, Default)]
pub(super) struct Back {
    file: String,
    code: Secret,
    found: Vec<PathBuf>,
    /// Why no file was chosen in the system's dialogue.
    unpicked: Option<String>,
    /// Trying the copy out.
    flight: Flight,
}

#[derive(Debug, Clone)]
pub enum Message {
    File(String),
    Found(usize),
    /// The system's dialogue is wanted.
    Pick,
    Picked(Picked),
    There(Vec<PathBuf>),
    Code(Secret),
    ToCode,
    Tried(Option<Result<SealThen, String>>),
}

impl Back {
    /// Looks which copies are there: on sticks, in their folder of copies.
    pub(super) fn open() -> Action<Outer> {
        let look = || {
            let places = sticks().into_iter().flat_map(|stick| [stick.join("Loket"), stick]);
            places.flat_map(|place| in_folder(&place)).map(|(_, file)| file).take(MOST).collect()
        };
        in_background(look, |found: Option<Vec<PathBuf>>| {
            Outer::Back(Message::There(found.unwrap_or_default()))
        })
    }

    pub(super) fn is_busy(&self) -> bool {
        !self.flight.is_free()
    }

    pub(super) fn is_ready(&self) -> bool {
        self.flight.is_free() && !self.file.trim().is_empty()
    }

    fn path(&self) -> PathBuf {
        PathBuf::from(self.file.trim().trim_matches('"'))
    }

    /// Tries the copy out; nothing is changed yet.
    pub(super) fn go(&mut self, shared: &Shared) -> Action<Outer> {
        if !self.is_ready() {
            return Action::focus(id::BACK_FILE);
        }
        self.flight.begin();
        let (pc, words) = (shared.pc.clone(), shared.words.clone());
        let (file, code) = (self.path(), self.code.clone());
        let work = move || pc.rehearse(&file, &code.0).map_err(|trouble| trouble.explain(&words));
        in_background(work, |tried| Outer::Back(Message::Tried(tried)))
    }

    pub(super) fn update(&mut self, message: Message, words: &Words) -> Action<Outer> {
        match message {
            Message::File(file) => {
                (self.file, self.unpicked) = (file, None);
                self.flight.forget();
            }
            Message::Found(at) => {
                if let Some(file) = self.found.get(at) {
                    (self.file, self.unpicked) = (file.display().to_string(), None);
                    self.flight.forget();
                }
            }
            Message::Pick => {
                let title = words.text("copies-file").into_owned();
                return dialogue::file(title, |picked| Outer::Back(Message::Picked(picked)));
            }
            Message::Picked(Picked::Path(file)) => {
                (self.file, self.unpicked) = (file.display().to_string(), None);
                self.flight.forget();
                return Action::focus(id::BACK_CODE);
            }
            Message::Picked(picked) => {
                self.unpicked = picked.refusal(words);
                return Action::focus(id::BACK_FILE);
            }
            Message::There(found) => {
                self.found = found;
                if let (true, Some(newest)) = (self.file.is_empty(), self.found.first()) {
                    self.file = newest.display().to_string();
                }
            }
            Message::Code(code) => {
                self.code = code;
                self.flight.forget();
            }
            Message::ToCode => return Action::focus(id::BACK_CODE),
            Message::Tried(Some(Ok(_))) => {
                let restore = Restore { file: self.path(), code: self.code.clone() };
                return Action::program(Program::StartAgain(Box::new(restore)));
            }
            Message::Tried(Some(Err(why))) => self.flight.fail(why),
            Message::Tried(None) => self.flight = Flight::Idle,
        }
        Action::none()
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Outer> {
        let words = &shared.words;
        let found: Element<'a, Outer> = if self.found.is_empty() {
            Space::new().into()
        } else {
            let chips = self.found.iter().enumerate().map(|(at, file)| {
                let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                choice::chip(name, *file == self.path()).on_press(Outer::Back(Message::Found(at))).into()
            });
            column![text::label(words.text("copies-found")), rows::flow(chips)].spacing(Gap::S).into()
        };
        let file = field::field(words.text("copies-file"), &self.file)
            .id(id::BACK_FILE)
            .icon(Icon::FolderOpen)
            .placeholder(words.text("copies-file-hint"))
            .note_maybe(self.unpicked.as_deref().map(field::Note::refuse))
            .on_input(|text| Outer::Back(Message::File(text)))
            .on_submit(Outer::Back(Message::ToCode))
            .enter_to(Some(id::BACK_CODE));
        let code = field::field(words.text("copies-code"), &self.code.0)
            .id(id::BACK_CODE)
            .note(field::Note::help(words.text("copies-code-hint")))
            .on_input(|text| Outer::Back(Message::Code(Secret(text))))
            .on_submit(Outer::Next);
        let trouble: Element<'a, Outer> = if self.is_busy() {
            text::body(words.text("copies-restoring")).muted().into()
        } else {
            self.flight.note(words)
        };
        let pick = button::secondary(words.text("dialogue-file"))
            .id(id::BACK_PICK)
            .icon(Icon::FolderOpen)
            .tight()
            .on_press(Outer::Back(Message::Pick));
        let file = column![file, pick].spacing(Gap::S);
        column![text::body(words.text("copies-continue-why")), found, file, row![code], trouble]
            .spacing(Gap::L)
            .max_width(FORM)
            .into()
    }
}
