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

use iced::advanced::widget::{Id, Operation};
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::{Event, Rectangle};

use super::around::{Around, Decor, Inside, Told};
use super::keypad;
use super::travel::{self, Ahead, Sent};
pub use super::travel::{focus, reveal};
use crate::ui::Element;

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

    /// Whether a key that is held down does it again and again: going through a list, and nothing else.
    const fn repeats(&self) -> bool {
        matches!(
            self.key,
            Key::Named(
                Named::ArrowUp
                    | Named::ArrowDown
                    | Named::ArrowLeft
                    | Named::ArrowRight
                    | Named::PageUp
                    | Named::PageDown
            )
        )
    }

    fn is(&self, event: &keyboard::Event) -> bool {
        let keyboard::Event::KeyPressed { key, physical_key, modifiers, .. } = event else { return false };
        let mut held = *modifiers;
        if matches!(self.key, Key::Character(_)) && self.modifiers.is_empty() {
            // P is the letter p, as with Caps Lock.
            held.remove(Modifiers::SHIFT);
        }
        if self.modifiers != held {
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
    let bound =
        Bound { bindings: Vec::new(), letters: None, tab: Tab::Passes, scope: Scope::Always, next: None };
    Keys { content: content.into(), bound }
}

/// Makes Tab and Shift+Tab go round everything inside. Once around the whole program, and around a screen in its test.
pub fn tab_stops<'a, Message>(content: impl Into<Element<'a, Message>>) -> Keys<'a, Message> {
    let mut keys = on_keys(content);
    keys.bound.tab = Tab::Travels;
    keys
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

pub struct Keys<'a, Message> {
    content: Element<'a, Message>,
    bound: Bound<Message>,
}

struct Bound<Message> {
    bindings: Vec<(Shortcut, Message)>,
    letters: Option<fn(String) -> Message>,
    tab: Tab,
    scope: Scope,
    next: Option<Id>,
}

/// What is kept between frames: where a key sent the cursor, and where it went ahead of the screen.
#[derive(Debug, Default)]
pub(super) struct Sending {
    sent: Sent,
    ahead: Ahead,
}

impl<Message> Keys<'_, Message> {
    pub fn bind(mut self, shortcut: Shortcut, message: Message) -> Self {
        self.bound.bindings.push((shortcut, message));
        self
    }

    /// The bindings count only while something inside has focus: for keys of a part, not of the screen.
    pub fn while_focused(mut self) -> Self {
        self.bound.scope = Scope::FocusInside;
        self
    }

    /// Where its keys send the cursor, known before anybody answers: it is there in the very event, as Enter's of a field.
    pub fn go_to(mut self, id: &'static str) -> Self {
        self.bound.next = Some(id.into());
        self
    }

    /// Letters and digits typed while no field has them: for a search box that is found by typing anywhere.
    pub fn on_letters(mut self, hear: Option<fn(String) -> Message>) -> Self {
        self.bound.letters = hear;
        self
    }

    /// Binds nothing when the message is `None`: the key of a button that is off.
    pub fn bind_maybe(mut self, shortcut: Shortcut, message: Option<Message>) -> Self {
        self.bound.bindings.extend(message.map(|message| (shortcut, message)));
        self
    }
}

impl<Message: Clone> Decor<Message> for Bound<Message> {
    type State = Sending;

    fn announce(&self, state: &mut Sending, bounds: Rectangle, operation: &mut dyn Operation) {
        operation.custom(None, bounds, &mut state.sent);
        if self.tab == Tab::Travels {
            operation.custom(None, bounds, &mut state.ahead);
        }
    }

    fn update(
        &self,
        state: &mut Sending,
        told: &mut Told<'_, '_, Message>,
        inside: &mut Inside<'_, '_, Message>,
    ) {
        // Once, around everything: no widget is to know of keypads.
        match keypad::by_what_it_writes(told.event).filter(|_| self.tab == Tab::Travels) {
            Some(event) => self.hear(state, &mut told.instead(&event), inside),
            None => self.hear(state, told, inside),
        }
    }
}

impl<Message: Clone> Bound<Message> {
    fn hear(
        &self,
        state: &mut Sending,
        told: &mut Told<'_, '_, Message>,
        inside: &mut Inside<'_, '_, Message>,
    ) {
        inside.update(told);
        let Event::Keyboard(event) = told.event else { return };
        if told.shell.is_event_captured() {
            let went = self.tab == Tab::Travels
                && matches!(event, keyboard::Event::KeyPressed { .. })
                && state.ahead.follow(&mut |operation: &mut dyn Operation| inside.operate(operation));
            if went {
                told.shell.request_redraw();
            }
            return;
        }
        let bound = self.bindings.iter().find(|(shortcut, _)| shortcut.is(event));
        let mut operate = |operation: &mut dyn Operation| inside.operate(operation);
        if let Some((shortcut, message)) = bound
            && (self.scope == Scope::Always || travel::has_focus(&mut operate))
        {
            // A finger that rests on F9 calls one person.
            if shortcut.repeats() || !matches!(event, keyboard::Event::KeyPressed { repeat: true, .. }) {
                told.shell.publish(message.clone());
                state.sent.to(self.next.clone());
            }
            told.shell.capture_event();
        } else if let Some(hear) = self.letters
            && let Some(letters) = letters(event)
        {
            told.shell.publish(hear(letters));
            told.shell.capture_event();
        } else if self.tab == Tab::Travels
            && let Some(way) = travel::way(event)
        {
            travel::go(way, &mut operate);
            told.shell.capture_event();
            told.shell.request_redraw();
        }
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
        Self::new(Around { parts: [keys.content], decor: keys.bound })
    }
}
