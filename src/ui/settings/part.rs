//! What every section of the settings has: a heading, a sentence when the door said no, a button that saves.

use iced::Length;
use iced::widget::{Space, column, row};
use std::borrow::Cow;

use super::{Message, id};
use crate::clinic::Refusal;
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::theme::Gap;
use crate::ui::widget::field::Note;
use crate::ui::widget::panel::About;
use crate::ui::widget::{button, panel, text};
use crate::words::Words;

/// Width of a form at most.
pub(super) const FORM: f32 = 640.0;

/// Whether a command is on its way, and what came of the last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Saving {
    #[default]
    Idle,
    Waiting,
    Refused(Refusal),
}

impl Saving {
    pub(super) fn is_waiting(&self) -> bool {
        *self == Self::Waiting
    }

    /// Takes the door's answer; says whether it is done.
    pub(super) fn done<T>(&mut self, reply: Result<T, Refusal>) -> Option<T> {
        match reply {
            Ok(reply) => {
                *self = Self::Idle;
                Some(reply)
            }
            Err(refusal) => {
                *self = Self::Refused(refusal);
                None
            }
        }
    }

    /// The sentence when it was refused.
    pub(super) fn note<'a, M: 'a>(&self, words: &Words) -> Element<'a, M> {
        match self {
            Self::Refused(refusal) => panel::note(About::Error, "", &refusal.explain(words)),
            Self::Idle | Self::Waiting => Space::new().into(),
        }
    }
}

/// A section: its name, its body, what was refused, and the button that saves, if it has one.
pub(super) fn section<'a, M: Clone + 'a>(
    title: impl Into<Cow<'a, str>>,
    body: impl Into<Element<'a, M>>,
    below: Element<'a, M>,
) -> Element<'a, M> {
    column![text::title(title), body.into(), below].spacing(Gap::Xl).width(Length::Fill).into()
}

/// The button that saves.
pub(super) fn save<'a>(words: &Words, saving: &Saving) -> Element<'a, Message> {
    column![saving.note(words), row![save_button(words, saving)]].spacing(Gap::M).max_width(FORM).into()
}

/// The button that saves, and the way back to the list.
pub(super) fn save_or_back<'a>(words: &Words, saving: &Saving) -> Element<'a, Message> {
    let back = button::quiet(words.text("action-back").into_owned())
        .id(id::BACK)
        .icon(Icon::ChevronLeft)
        .key("Esc")
        .on_press(Message::Back);
    let buttons = row![save_button(words, saving), back].spacing(Gap::M);
    column![saving.note(words), buttons].spacing(Gap::M).max_width(FORM).into()
}

fn save_button<'a>(words: &Words, saving: &Saving) -> button::Button<'a, Message> {
    let label = words.text(if saving.is_waiting() { "word-saving" } else { "action-save" }).into_owned();
    button::primary(label)
        .id(id::SAVE)
        .key("Ctrl+Enter")
        .on_press_maybe((!saving.is_waiting()).then_some(Message::Save))
}

/// A note below a field that must not be empty.
pub(super) fn required<'a>(words: &Words, value: &str, tried: bool) -> Option<Note<'a>> {
    (tried && value.trim().is_empty()).then(|| Note::refuse(words.text("problem-required").into_owned()))
}
