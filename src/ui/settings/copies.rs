//! Copies of the data: where they go, how the last one went, one now, and how to come back from one.

use iced::widget::{Space, column, row};

use super::confirm::{self, ConfirmForm};
use super::part::{FORM, section};
use super::{Message as Outer, id};
use crate::clinic::copies::{Copies, SealKey};
use crate::staff::secret::RecoveryCode;
use crate::ui::Element;
use crate::ui::action::{Action, Toast};
use crate::ui::copies::{self, CopiesFolderForm};
use crate::ui::flight::{Flight, Problem};
use crate::ui::form::{self, Field, Form, Input};
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::field::Note;
use crate::ui::widget::panel::About;
use crate::ui::widget::{button, panel, text};

/// The folder as typed, and whether a copy is being made.
#[derive(Debug, Clone)]
pub(super) struct CopyForm {
    folder: CopiesFolderForm,
    flight: Flight,
    code: Field<RecoveryCode>,
    /// Getting the seal back, or a new one.
    sealing: Flight,
    /// Vouching for what an earlier seal sealed.
    confirm: ConfirmForm,
}

impl Default for CopyForm {
    fn default() -> Self {
        Self {
            folder: CopiesFolderForm::default(),
            flight: Flight::Idle,
            code: Field::new(copies::id::CODE, "copies-code", |text, _| {
                RecoveryCode::typed(text).ok_or(Problem::Key("restore-no-code"))
            }),
            sealing: Flight::Idle,
            confirm: ConfirmForm::default(),
        }
    }
}

impl Form for CopyForm {
    fn inputs(&mut self) -> Vec<&mut dyn Input> {
        vec![&mut self.code]
    }
}

#[derive(Debug, Clone)]
pub enum Message {
    Folder(copies::Message),
    Chosen(Result<Copies, String>),
    Made(Result<Copies, String>),
    Looked(Result<Copies, String>),
    Code(form::Event),
    RecoverSeal,
    NewSeal,
    Sealed(Result<Copies, String>),
    Confirm(confirm::Message),
}

fn sealed(reply: Result<Copies, String>) -> Outer {
    Outer::Copies(Message::Sealed(reply))
}

impl CopyForm {
    pub(super) fn open(&mut self, shared: &Shared) -> Action<Outer> {
        self.sealing.forget();
        let sticks = self.folder.open(shared, |message| Outer::Copies(Message::Folder(message)));
        sticks.and(copies::look(|reply| Outer::Copies(Message::Looked(reply))))
    }

    /// One at a time: the key back by its code, or a new seal.
    fn seal(
        &mut self,
        how: impl FnOnce(fn(Result<Copies, String>) -> Outer) -> Action<Outer>,
    ) -> Action<Outer> {
        if self.sealing.begin() { how(sealed) } else { Action::none() }
    }

    /// Chooses the folder that was typed, then makes a copy there.
    pub(super) fn save(&mut self, shared: &Shared) -> Action<Outer> {
        if !self.flight.begin() {
            return Action::none();
        }
        let chosen = |reply| Outer::Copies(Message::Chosen(reply));
        match self.folder.choose(chosen).filter(|_| self.folder.is_new(shared)) {
            Some(choose) => choose,
            None => Self::make(),
        }
    }

    fn make() -> Action<Outer> {
        copies::make(|reply| Outer::Copies(Message::Made(reply)))
    }

    pub(super) fn update(&mut self, message: Message, shared: &Shared) -> Action<Outer> {
        match message {
            Message::Looked(_) => {}
            Message::Code(event @ form::Event::Typed(..)) => {
                self.sealing.forget();
                self.hear(event, shared.date());
            }
            Message::Code(form::Event::Enter(_)) | Message::RecoverSeal => {
                if let (Ok(()), Some(code)) = (self.ready(), self.code.value().cloned()) {
                    return self.seal(|hear| copies::recover_seal(code, hear));
                }
            }
            Message::Confirm(message) => return self.confirm.update(message, shared),
            Message::NewSeal => return self.seal(copies::replace_seal),
            Message::Sealed(reply) => {
                if self.sealing.land(reply).is_some() {
                    self.code.set("", shared.date());
                    return Action::say(Toast::done(shared.words.text("copies-seal-done")));
                }
            }
            Message::Folder(message) => {
                let hear = |message| Outer::Copies(Message::Folder(message));
                return self.folder.update(message, &shared.words, hear);
            }
            Message::Chosen(Ok(_)) => return Self::make(),
            Message::Chosen(Err(why)) => {
                self.flight = Flight::Idle;
                self.folder.refuse(&why, &shared.words);
                return Action::focus(copies::id::FOLDER);
            }
            Message::Made(reply) => {
                self.flight = Flight::Idle;
                if reply.is_ok_and(|copies| copies.trouble.is_none()) {
                    return Action::say(Toast::done(shared.words.text("copies-made")));
                }
            }
        }
        Action::none()
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Outer> {
        let words = &shared.words;
        let about = if shared.copies.trouble.is_some() { About::Error } else { About::Information };
        let folder = self.folder.view(shared, |message| Outer::Copies(Message::Folder(message)));
        let mut body = column![
            text::body(words.text("copies-why")),
            panel::note(about, "", &copies::standing(shared)),
            folder,
            text::body(words.text("copies-back")).muted(),
            self.seal_part(shared),
        ];
        if shared.copies.seal_before {
            body = body.push(self.confirm.view(shared));
        }
        let label = words.text(if self.flight.is_free() { "copies-make" } else { "copies-making" });
        let make = button::primary(label)
            .id(id::SAVE)
            .icon(Icon::ShieldCheck)
            .key("Ctrl+Enter")
            .on_press_maybe(self.flight.free(Outer::Save));
        section(words.text("copies-title"), body.spacing(Gap::L).max_width(FORM), row![make].into())
    }

    /// The seal's key was wrapped on another PC, or is lost: by the sheet it comes back, else a new seal is made.
    fn seal_part<'a>(&'a self, shared: &'a Shared) -> Element<'a, Outer> {
        let words = &shared.words;
        if shared.copies.seal == SealKey::Here {
            return Space::new().into();
        }
        let on = Outer::Copies;
        let mut code = self.code.view(words);
        if let Some(why) = self.sealing.problem() {
            code = code.note(Note::refuse(why.explain(words)));
        }
        let code = Element::from(code).map(move |event| on(Message::Code(event)));
        let back = button::secondary(words.text("copies-seal-back")).on_press(on(Message::RecoverSeal));
        let new = button::quiet(words.text("copies-seal-new")).on_press(on(Message::NewSeal));
        column![
            panel::note(About::Warning, "", &words.text("copies-seal-missing")),
            code,
            row![back, new].spacing(Gap::M)
        ]
        .spacing(Gap::M)
        .into()
    }
}
