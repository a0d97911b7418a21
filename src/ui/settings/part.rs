//! What every section of the settings has: a heading, a sentence when the door said no, a button that saves; and a list
//! in front of which the form of one entry opens.

use iced::Length;
use iced::widget::{Row, Space, column, row};
use std::borrow::Cow;

use super::{Message, id};
use crate::clinic::Refusal;
use crate::ui::Element;
use crate::ui::action::{Action, Toast};
use crate::ui::flight::Flight;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Theme};
use crate::ui::widget::{button, panel, rows, text};
use crate::words::Words;

pub(super) use crate::ui::editor::FORM;

/// A list, and the form of the entry that is being changed. The form is kept when it is closed, so that nothing typed
/// is lost.
#[derive(Debug, Clone)]
pub(super) struct Listed<F> {
    form: Option<F>,
    is_open: bool,
    /// Saving it.
    pub(super) flight: Flight,
    /// The button below the list.
    new: &'static str,
}

impl<F> Listed<F> {
    pub(super) const fn new(new: &'static str) -> Self {
        Self { form: None, is_open: false, flight: Flight::Idle, new }
    }

    /// The form in front of the list.
    pub(super) fn form(&self) -> Option<&F> {
        self.form.as_ref().filter(|_| self.is_open)
    }

    pub(super) fn form_mut(&mut self) -> Option<&mut F> {
        self.form.as_mut().filter(|_| self.is_open)
    }

    /// Opens the form of an entry, as it was left where it is the same one.
    pub(super) fn open(&mut self, is_same: impl Fn(&F) -> bool, make: impl FnOnce() -> F) {
        if self.form.as_ref().is_some_and(is_same) {
            self.flight.forget();
        } else {
            (self.form, self.flight) = (Some(make()), Flight::Idle);
        }
        self.is_open = true;
    }

    /// Back to the list; gives what gets the cursor.
    pub(super) fn close(&mut self) -> Option<&'static str> {
        std::mem::take(&mut self.is_open).then_some(self.new)
    }

    /// The door answered: once it is saved the form is done with, unless another was opened meanwhile.
    pub(super) fn landed<T>(&mut self, reply: Result<T, Refusal>, shared: &Shared) -> Action<Message> {
        let is_mine = !self.flight.is_free();
        match reply {
            Err(why) if is_mine => self.flight.fail(why),
            Err(_) => {}
            Ok(_) => {
                let said = Action::say(Toast::done(shared.words.text("word-saved")));
                if !is_mine {
                    return said;
                }
                (self.form, self.flight) = (None, Flight::Idle);
                return said.and(self.close().map_or_else(Action::none, Action::focus));
            }
        }
        Action::none()
    }

    /// The section: the form, or the list with the button that begins a new entry.
    pub(super) fn view<'a>(
        &'a self,
        shared: &'a Shared,
        title: &str,
        form: impl FnOnce(&'a F) -> Element<'a, Message>,
        list: impl FnOnce() -> Element<'a, Message>,
    ) -> Element<'a, Message> {
        let title = shared.words.text(title).into_owned();
        match self.form() {
            Some(one) => section(title, form(one), save_or_back(&shared.words, &self.flight)),
            None => section(title, list(), Space::new().into()),
        }
    }
}

/// A table of entries, and the button below it that begins a new one.
pub(super) fn entries<'a>(
    head: Element<'a, Message>,
    lines: impl Iterator<Item = Element<'a, Message>>,
    new: button::Button<'a, Message>,
) -> Element<'a, Message> {
    column![panel::sheet(column![head, rows::list(lines)]), row![new]].spacing(Gap::L).into()
}

/// A section: its name, its body, what was refused, and the button that saves, if it has one.
pub(super) fn section<'a, M: Clone + 'a>(
    title: impl Into<Cow<'a, str>>,
    body: impl Into<Element<'a, M>>,
    below: Element<'a, M>,
) -> Element<'a, M> {
    column![text::title(title), body.into(), below].spacing(Gap::Xl).width(Length::Fill).into()
}

/// What went wrong, and the buttons below it.
pub(super) fn below<'a>(
    words: &Words,
    flight: &Flight,
    buttons: Row<'a, Message, Theme>,
) -> Element<'a, Message> {
    column![flight.note(words), buttons].spacing(Gap::M).max_width(FORM).into()
}

pub(super) fn save<'a>(words: &Words, flight: &Flight) -> Element<'a, Message> {
    below(words, flight, row![save_button(words, flight)])
}

/// The button that saves, and the way back to the list.
fn save_or_back<'a>(words: &Words, flight: &Flight) -> Element<'a, Message> {
    let back = button::quiet(words.text("action-back").into_owned())
        .id(id::BACK)
        .icon(Icon::ChevronLeft)
        .key("Esc")
        .on_press(Message::Back);
    below(words, flight, row![save_button(words, flight), back].spacing(Gap::M))
}

/// The button that saves, by itself.
pub(super) fn save_button<'a, P>(words: &Words, flight: &Flight<P>) -> button::Button<'a, Message> {
    let label = words.text(if flight.is_free() { "action-save" } else { "word-saving" }).into_owned();
    button::primary(label).id(id::SAVE).key("Ctrl+Enter").on_press_maybe(flight.free(Message::Save))
}
