//! Copies of the data: where they go, how the last one went, one now, and how to come back from one.

use iced::widget::{column, row};

use super::part::{FORM, section};
use super::{Message as Outer, id};
use crate::clinic::copies::Copies;
use crate::ui::Element;
use crate::ui::action::{Action, CopyWish, Toast, Wish};
use crate::ui::copies::{self, FolderForm};
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::panel::About;
use crate::ui::widget::{button, panel, text};

/// The folder as typed, and whether a copy is being made.
#[derive(Debug, Clone, Default)]
pub(super) struct CopyForm {
    folder: FolderForm,
    busy: bool,
}

/// What can happen.
#[derive(Debug, Clone)]
pub enum Message {
    Folder(copies::Message),
    Chosen(Result<Copies, String>),
    Made(Result<Copies, String>),
}

impl CopyForm {
    pub(super) fn open(&mut self, shared: &Shared) {
        self.folder.open(shared);
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
        Action::of(Wish::Copies(CopyWish::Make, Box::new(|reply| Outer::Copies(Message::Made(reply)))))
    }

    pub(super) fn update(&mut self, message: Message, shared: &Shared) -> Action<Outer> {
        match message {
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
        ];
        let label = words.text(if self.busy { "copies-making" } else { "copies-make" });
        let make = button::primary(label)
            .id(id::SAVE)
            .icon(Icon::ShieldCheck)
            .key("Ctrl+Enter")
            .on_press_maybe((!self.busy).then_some(Outer::Save));
        section(words.text("copies-title"), body.spacing(Gap::L).max_width(FORM), row![make].into())
    }
}
