//! Keys as the window system tells of them.

use iced::Event;
use iced::keyboard::key::{Named, Physical};
use iced::keyboard::{self, Key, Modifiers};

/// A key pressed and let go: `F2`, `Ctrl+Enter`, `Shift+Tab`, `Esc`, `Up`, `Space`, `a`; `held`, it repeats itself.
pub fn events_of(key: &str, held: bool) -> Vec<Event> {
    let (modifiers, key) = match key.rsplit_once('+') {
        Some((modifier, key)) => (
            match modifier {
                "Ctrl" => Modifiers::CTRL,
                "Shift" => Modifiers::SHIFT,
                "Alt" => Modifiers::ALT,
                other => panic!("what is {other}?"),
            },
            key,
        ),
        None => (Modifiers::empty(), key),
    };
    let named = match key {
        "F1" => Some(Named::F1),
        "F2" => Some(Named::F2),
        "F3" => Some(Named::F3),
        "F4" => Some(Named::F4),
        "F5" => Some(Named::F5),
        "F6" => Some(Named::F6),
        "F7" => Some(Named::F7),
        "F8" => Some(Named::F8),
        "F9" => Some(Named::F9),
        "F10" => Some(Named::F10),
        "F11" => Some(Named::F11),
        "F12" => Some(Named::F12),
        "Enter" => Some(Named::Enter),
        "Esc" => Some(Named::Escape),
        "Tab" => Some(Named::Tab),
        "Space" => Some(Named::Space),
        "Up" => Some(Named::ArrowUp),
        "Down" => Some(Named::ArrowDown),
        "Left" => Some(Named::ArrowLeft),
        "Right" => Some(Named::ArrowRight),
        "Home" => Some(Named::Home),
        "End" => Some(Named::End),
        "Backspace" => Some(Named::Backspace),
        "Delete" => Some(Named::Delete),
        "PageUp" => Some(Named::PageUp),
        "PageDown" => Some(Named::PageDown),
        _ => None,
    };
    let text = match named {
        Some(Named::Space) => Some(" ".into()),
        Some(_) => None,
        None => Some(key.into()),
    };
    let key = named.map_or_else(|| Key::Character(key.into()), Key::Named);
    let physical_key = Physical::Unidentified(keyboard::key::NativeCode::Unidentified);
    let location = keyboard::Location::Standard;
    let down = keyboard::Event::KeyPressed {
        key: key.clone(),
        modified_key: key.clone(),
        physical_key,
        location,
        modifiers,
        // Alt with a letter carries the letter, as the window system sends it; Ctrl does not.
        text: if modifiers.is_empty() || modifiers == Modifiers::ALT { text } else { None },
        repeat: held,
    };
    let up =
        keyboard::Event::KeyReleased { modified_key: key.clone(), key, physical_key, location, modifiers };
    let changed = |modifiers| Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers));
    let mut events = vec![Event::Keyboard(down), Event::Keyboard(up)];
    if !modifiers.is_empty() {
        events.insert(0, changed(modifiers));
        events.push(changed(Modifiers::empty()));
    }
    events
}
