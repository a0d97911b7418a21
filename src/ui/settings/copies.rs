//! Copies of the data: where they go, how the last one went, one now, and how to come back from one.

use iced::widget::{Space, column, row};

use super::part::{FORM, section};
use super::{Message as Outer, id};
use crate::clinic::copies::{Copies, SealKey};
use crate::staff::secret::RecoveryCode;
use crate::ui::Element;
use crate::ui::action::{Action, Toast};
use crate::ui::copies::{self, FolderForm};
use crate::ui::icon::Icon;
use crate::ui::secret::Secret;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::panel::About;
use crate::ui::widget::{button, field, panel, text};

/// The folder as typed, and whether a copy is being made.
#[derive(Debug, Clone, Default)]
pub(super) struct CopyForm {
    folder: FolderForm,
    busy: bool,
    code: Secret,
    seal_trouble: Option<String>,
}

/// What can happen.
#[derive(Debug, Clone)]
pub enum Message {
    Folder(copies::Message),
    Chosen(Result<Copies, String>),
    Made(Result<Copies, String>),
    Looked(Result<Copies, String>),
    Code(Secret),
    RecoverSeal,
    NewSeal,
    Sealed(Result<Copies, String>),
}

fn sealed(reply: Result<Copies, String>) -> Outer {
    Outer::Copies(Message::Sealed(reply))
}

impl CopyForm {
    pub(super) fn open(&mut self, shared: &Shared) -> Action<Outer> {
        self.seal_trouble = None;
        let sticks = self.folder.open(shared, |message| Outer::Copies(Message::Folder(message)));
        sticks.and(copies::look(|reply| Outer::Copies(Message::Looked(reply))))
    }

    /// Chooses the folder that was typed, then makes a copy there.
    pub(super) fn save(&mut self, shared: &Shared) -> Action<Outer> {
        if self.busy {
            return Action::none();
        }
        self.busy = true;
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
            Message::Code(code) => (self.code, self.seal_trouble) = (code, None),
            Message::RecoverSeal => match RecoveryCode::typed(&self.code.0) {
                Some(code) => return copies::recover_seal(code, sealed),
                None => self.seal_trouble = Some(shared.words.text("restore-no-code").into_owned()),
            },
            Message::NewSeal => return copies::replace_seal(sealed),
            Message::Sealed(Ok(_)) => {
                (self.code, self.seal_trouble) = (Secret::default(), None);
                return Action::say(Toast::done(shared.words.text("copies-seal-done")));
            }
            Message::Sealed(Err(why)) => self.seal_trouble = Some(why),
            Message::Folder(message) => self.folder.update(message),
            Message::Chosen(Ok(_)) => return Self::make(),
            Message::Chosen(Err(why)) => {
                self.busy = false;
                self.folder.refuse(&why, &shared.words);
                return Action::focus(copies::id::FOLDER);
            }
            Message::Made(reply) => {
                self.busy = false;
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
        let body = column![
            text::body(words.text("copies-why")),
            panel::note(about, "", &copies::standing(shared)),
            folder,
            text::body(words.text("copies-back")).muted(),
            self.seal(shared),
        ];
        let label = words.text(if self.busy { "copies-making" } else { "copies-make" });
        let make = button::primary(label)
            .id(id::SAVE)
            .icon(Icon::ShieldCheck)
            .key("Ctrl+Enter")
            .on_press_maybe((!self.busy).then_some(Outer::Save));
        section(words.text("copies-title"), body.spacing(Gap::L).max_width(FORM), row![make].into())
    }

    /// The seal's key was wrapped on another PC, or is lost: by the sheet it comes back, else a new seal is made.
    fn seal<'a>(&'a self, shared: &'a Shared) -> Element<'a, Outer> {
        let words = &shared.words;
        if shared.copies.seal == SealKey::Here {
            return Space::new().into();
        }
        let on = Outer::Copies;
        let code = field::field(words.text("copies-code"), &self.code.0)
            .id(copies::id::CODE)
            .on_input(move |text| on(Message::Code(Secret(text))))
            .on_submit(on(Message::RecoverSeal))
            .note_maybe(self.seal_trouble.as_deref().map(field::Note::refuse));
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
