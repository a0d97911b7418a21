//! A field for several lines: complaint, findings, plan, note.
//!
//! The screen keeps a [`Content`] and gives it the [`Action`]s. Tab goes on, Enter makes a line, and Esc, Ctrl+Enter
//! and Ctrl with letters other than A C V X go to the screen's keys.

use std::borrow::Cow;

use iced::Length;
use iced::advanced::widget::Id;
use iced::keyboard::{Key, key::Named};
pub use iced::widget::text_editor::{Action, Content};
use iced::widget::text_editor::{Binding, KeyPress};
use iced::widget::{column, text_editor};

use super::around::{Around, Decor, Inside, Told};
use super::keys::for_screen;
use super::pasted;
use super::text;
use crate::ui::Element;
use crate::ui::theme::{Gap, Size, font};

/// A field of so many lines with its label above. Without `on_edit` it is off.
pub fn area<'a, Message: Clone + 'a>(
    id: impl Into<Id>,
    label: impl Into<Cow<'a, str>>,
    content: &'a Content,
    lines: u8,
    on_edit: Option<fn(Action) -> Message>,
) -> Element<'a, Message> {
    let height = Size::Body.line() * f32::from(lines) + Gap::L.pixels();
    let mut editor = text_editor(content)
        .id(id)
        .font(font::REGULAR)
        .size(Size::Body.pixels())
        .line_height(Size::Body.line_height())
        .padding(Gap::around(Gap::S, Gap::M))
        .height(height)
        .key_binding(bind);
    if let Some(on_edit) = on_edit {
        editor = editor.on_action(on_edit);
    }
    let editor = Element::new(Around { parts: [editor.into()], decor: Pasting { content } });
    column![text::label(label), editor].spacing(Gap::Xs).width(Length::Fill).into()
}

/// What is pasted beside what stands there already.
struct Pasting<'a> {
    content: &'a Content,
}

impl<Message> Decor<Message> for Pasting<'_> {
    type State = ();

    fn update(
        &self,
        _state: &mut (),
        told: &mut Told<'_, '_, Message>,
        inside: &mut Inside<'_, '_, Message>,
    ) {
        let room = || pasted::MOST.saturating_sub(self.content.text().chars().count());
        told.pasting(&|text| pasted::at_most(text, room()), |told| inside.update(told));
    }
}

fn bind<Message>(press: KeyPress) -> Option<Binding<Message>> {
    match &press.key {
        Key::Named(Named::Tab) => None,
        key if for_screen(key, press.physical_key, press.modifiers) => None,
        _ => Binding::from_key_press(press),
    }
}
