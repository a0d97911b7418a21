//! Keys: the shortcuts of a screen, and Tab.
//!
//! ```text
//! on_keys(view)
//!     .bind(Shortcut::key(Named::F2), Message::PrintTicket)
//!     .bind(Shortcut::ctrl('n'), Message::Register)
//!     .bind(Shortcut::ctrl_key(Named::Enter), Message::Save)
//!     .bind(Shortcut::key(Named::Escape), Message::Back)
//! ```
//!
//! The innermost binding wins: an open list takes Esc before the screen does. A field that is being typed in keeps
//! letters, Backspace and the like; F-keys, Ctrl combinations, Esc, and arrows up and down always come through,
//! because the kit's fields do not swallow them. The bindings are part of the tree, so the Simulator sees them.

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::{Operation, Tree};
use iced::advanced::{Clipboard, Shell, Widget, mouse, overlay, renderer};
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::{Event, Length, Rectangle, Renderer, Vector};

use super::travel;
use crate::ui::Element;
use crate::ui::theme::Theme;

/// A key with its modifiers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortcut {
    key: Key,
    modifiers: Modifiers,
}

impl Shortcut {
    /// F2, Esc, an arrow, alone.
    pub const fn key(key: Named) -> Self {
        Self { key: Key::Named(key), modifiers: Modifiers::empty() }
    }

    /// Ctrl and a letter or digit.
    pub fn ctrl(letter: char) -> Self {
        let key = Key::Character(letter.to_lowercase().collect::<String>().into());
        Self { key, modifiers: Modifiers::CTRL }
    }

    /// Ctrl and Enter, an arrow, and the like.
    pub const fn ctrl_key(key: Named) -> Self {
        Self { key: Key::Named(key), modifiers: Modifiers::CTRL }
    }

    /// Shift and Enter, F-keys, and the like.
    pub const fn shift_key(key: Named) -> Self {
        Self { key: Key::Named(key), modifiers: Modifiers::SHIFT }
    }

    /// Alt and a letter or digit.
    pub fn alt(letter: char) -> Self {
        Self { modifiers: Modifiers::ALT, ..Self::ctrl(letter) }
    }

    /// A letter or digit alone; only while nothing is being typed.
    pub fn letter(letter: char) -> Self {
        Self { modifiers: Modifiers::empty(), ..Self::ctrl(letter) }
    }

    fn is(&self, event: &keyboard::Event) -> bool {
        let keyboard::Event::KeyPressed { key, physical_key, modifiers, .. } = event else { return false };
        if self.modifiers != *modifiers {
            return false;
        }
        match (&self.key, key) {
            (Key::Named(wanted), Key::Named(pressed)) => wanted == pressed,
            (Key::Character(wanted), Key::Character(pressed)) => {
                wanted.as_str() == pressed.to_lowercase()
                    || key.to_latin(*physical_key).is_some_and(|latin| wanted.chars().eq([latin]))
            }
            _ => false,
        }
    }
}

/// Whether a key pressed while something is typed belongs to the screen: Esc, Enter with a modifier, Alt with anything,
/// Ctrl with most letters. Ctrl and Alt together are the AltGr of Windows, which types.
pub(super) fn for_screen(key: &Key, physical_key: keyboard::key::Physical, modifiers: Modifiers) -> bool {
    match key {
        Key::Named(Named::Escape) => true,
        Key::Named(Named::Enter) => !modifiers.is_empty(),
        Key::Character(_) => match (modifiers.command(), modifiers.alt()) {
            (true, false) => !matches!(key.to_latin(physical_key), Some('a' | 'c' | 'v' | 'x')),
            (false, true) => true,
            (true, true) | (false, false) => false,
        },
        _ => false,
    }
}

/// Binds keys around an element.
pub fn on_keys<'a, Message>(content: impl Into<Element<'a, Message>>) -> Keys<'a, Message> {
    Keys {
        content: content.into(),
        bindings: Vec::new(),
        letters: None,
        tab: Tab::Passes,
        scope: Scope::Always,
    }
}

/// Makes Tab and Shift+Tab go round everything inside. Once around the whole program, and around a screen in its test.
pub fn tab_stops<'a, Message>(content: impl Into<Element<'a, Message>>) -> Keys<'a, Message> {
    Keys { tab: Tab::Travels, ..on_keys(content) }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    Passes,
    Travels,
}

/// When the bindings count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Always,
    FocusInside,
}

/// See [`on_keys`].
pub struct Keys<'a, Message> {
    content: Element<'a, Message>,
    bindings: Vec<(Shortcut, Message)>,
    letters: Option<fn(String) -> Message>,
    tab: Tab,
    scope: Scope,
}

impl<Message> Keys<'_, Message> {
    pub fn bind(mut self, shortcut: Shortcut, message: Message) -> Self {
        self.bindings.push((shortcut, message));
        self
    }

    /// The bindings count only while something inside has focus: for keys of a part, not of the screen.
    pub fn while_focused(mut self) -> Self {
        self.scope = Scope::FocusInside;
        self
    }

    /// Letters and digits typed while no field has them: for a search box that is found by typing anywhere.
    pub fn on_letters(mut self, hear: Option<fn(String) -> Message>) -> Self {
        self.letters = hear;
        self
    }

    /// Binds nothing when the message is `None`: the key of a button that is off.
    pub fn bind_maybe(mut self, shortcut: Shortcut, message: Option<Message>) -> Self {
        self.bindings.extend(message.map(|message| (shortcut, message)));
        self
    }
}

impl<Message: Clone> Widget<Message, Theme, Renderer> for Keys<'_, Message> {
    fn tag(&self) -> iced::advanced::widget::tree::Tag {
        self.content.as_widget().tag()
    }

    fn state(&self) -> iced::advanced::widget::tree::State {
        self.content.as_widget().state()
    }

    fn children(&self) -> Vec<Tree> {
        self.content.as_widget().children()
    }

    fn diff(&self, tree: &mut Tree) {
        self.content.as_widget().diff(tree);
    }

    fn size(&self) -> iced::Size<Length> {
        self.content.as_widget().size()
    }

    fn size_hint(&self) -> iced::Size<Length> {
        self.content.as_widget().size_hint()
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &layout::Limits) -> layout::Node {
        self.content.as_widget_mut().layout(tree, renderer, limits)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        self.content.as_widget_mut().operate(tree, layout, renderer, operation);
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        viewport: &Rectangle,
    ) {
        let content = self.content.as_widget_mut();
        content.update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
        let Event::Keyboard(event) = event else { return };
        if shell.is_event_captured() {
            return;
        }
        let bound = self.bindings.iter().find(|(shortcut, _)| shortcut.is(event));
        let mut operate = |operation: &mut dyn Operation| {
            self.content.as_widget_mut().operate(tree, layout, renderer, operation);
        };
        if let Some((_, message)) = bound
            && (self.scope == Scope::Always || travel::has_focus(&mut operate))
        {
            shell.publish(message.clone());
            shell.capture_event();
        } else if let Some(hear) = self.letters
            && let Some(letters) = letters(event)
        {
            shell.publish(hear(letters));
            shell.capture_event();
        } else if self.tab == Tab::Travels
            && let Some(way) = travel::way(event)
        {
            travel::go(way, &mut operate);
            shell.capture_event();
            shell.request_redraw();
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        self.content.as_widget().mouse_interaction(tree, layout, cursor, viewport, renderer)
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        self.content.as_widget().draw(tree, renderer, theme, style, layout, cursor, viewport);
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, Renderer>> {
        self.content.as_widget_mut().overlay(tree, layout, renderer, viewport, translation)
    }
}

/// The letters or digits that a key writes; a space begins no word.
fn letters(event: &keyboard::Event) -> Option<String> {
    let keyboard::Event::KeyPressed { text: Some(text), modifiers, .. } = event else { return None };
    let plain = modifiers.is_empty() || *modifiers == Modifiers::SHIFT;
    (plain && text.chars().all(char::is_alphanumeric)).then(|| text.to_string())
}

impl<'a, Message: Clone + 'a> From<Keys<'a, Message>> for Element<'a, Message> {
    fn from(keys: Keys<'a, Message>) -> Self {
        Self::new(keys)
    }
}
