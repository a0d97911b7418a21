//! The keypad. With Num Lock on its keys write digits, though the window system may still call them arrows.

use iced::Event;
use iced::keyboard::{self, Key, Location};

/// What a keypad writes beside its Enter.
const WRITES: &str = "0123456789.,+-*/";

/// A key of the keypad told by what it writes; any other event is none.
///
/// With Num Lock off nothing is written, and the arrow, Home or PgDn stays. Not every system puts the digit into the
/// modified key; the text has it everywhere.
pub(super) fn by_what_it_writes(event: &Event) -> Option<Event> {
    let Event::Keyboard(keyboard::Event::KeyPressed {
        location: location @ Location::Numpad,
        text,
        modified_key,
        physical_key,
        modifiers,
        repeat,
        ..
    }) = event
    else {
        return None;
    };
    let written = text.as_ref().filter(|text| text.chars().count() == 1 && WRITES.contains(text.as_str()));
    let key = written.map_or_else(|| modified_key.clone(), |text| Key::Character(text.clone()));
    Some(Event::Keyboard(keyboard::Event::KeyPressed {
        modified_key: key.clone(),
        key,
        text: text.clone(),
        physical_key: *physical_key,
        location: *location,
        modifiers: *modifiers,
        repeat: *repeat,
    }))
}
