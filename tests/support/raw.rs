//! Keys of the keypad and a clipboard as the window system has them, and the keys that are printed on a screen.

use iced::advanced::clipboard::{Clipboard, Kind, Null};
use iced::advanced::widget::operation::{self, Operation, Outcome};
use iced::keyboard::key::{Code, Named, Physical};
use iced::keyboard::{self, Key, Location, Modifiers};
use iced::{Event, Point, Rectangle, mouse};
use iced_test::selector::{Candidate, Selector};
use loket::ui::screen::Screen;
use loket::ui::widget::button::PRINTED;

use super::drive::Drive;
use super::keys::events_of;

/// What a key of the keypad is called without Num Lock.
fn named(digit: char) -> (Named, Code) {
    match digit {
        '1' => (Named::End, Code::Numpad1),
        '2' => (Named::ArrowDown, Code::Numpad2),
        '3' => (Named::PageDown, Code::Numpad3),
        '4' => (Named::ArrowLeft, Code::Numpad4),
        '5' => (Named::Clear, Code::Numpad5),
        '6' => (Named::ArrowRight, Code::Numpad6),
        '7' => (Named::Home, Code::Numpad7),
        '8' => (Named::ArrowUp, Code::Numpad8),
        '9' => (Named::PageUp, Code::Numpad9),
        '0' => (Named::Insert, Code::Numpad0),
        ',' | '.' => (Named::Delete, Code::NumpadDecimal),
        other => panic!("no keypad has {other}"),
    }
}

/// A clipboard with this text.
struct Holds(String);

impl Clipboard for Holds {
    fn read(&self, _kind: Kind) -> Option<String> {
        Some(self.0.clone())
    }

    fn write(&mut self, _kind: Kind, _contents: String) {}
}

/// Where the printed keys stand.
struct Printed;

impl Selector for Printed {
    type Output = Rectangle;

    fn select(&mut self, candidate: Candidate<'_>) -> Option<Rectangle> {
        match candidate {
            Candidate::Container { id: Some(id), visible_bounds, .. }
                if *id == iced::widget::Id::new(PRINTED) =>
            {
                visible_bounds
            }
            _ => None,
        }
    }

    fn description(&self) -> String {
        "printed keys".to_owned()
    }
}

/// The text inside a place.
struct Inside(Rectangle);

impl Selector for Inside {
    type Output = String;

    fn select(&mut self, candidate: Candidate<'_>) -> Option<String> {
        match candidate {
            Candidate::Text { content, bounds, .. } if self.0.contains(bounds.center()) => {
                Some(content.to_owned())
            }
            _ => None,
        }
    }

    fn description(&self) -> String {
        "a text in a place".to_owned()
    }
}

/// Every text.
struct AnyText;

impl Selector for AnyText {
    type Output = String;

    fn select(&mut self, candidate: Candidate<'_>) -> Option<String> {
        match candidate {
            Candidate::Text { content, .. } => Some(content.to_owned()),
            _ => None,
        }
    }

    fn description(&self) -> String {
        "texts".to_owned()
    }
}

/// The key that is meant by what is printed: a letter of a unit is pressed with Alt, as its row says.
fn meant(printed: &str) -> String {
    let (held, key) = printed.rsplit_once('+').map_or(("", printed), |(held, key)| (held, key));
    let key = match key {
        "↑" => "Up".to_owned(),
        "↓" => "Down".to_owned(),
        "PgUp" => "PageUp".to_owned(),
        "PgDn" => "PageDown".to_owned(),
        letter if letter.chars().count() == 1 => letter.to_lowercase(),
        other => other.to_owned(),
    };
    match held {
        "" if key.chars().count() == 1 && key.chars().all(char::is_alphabetic) => format!("Alt+{key}"),
        "" => key,
        held => format!("{held}+{key}"),
    }
}

impl<S: Screen> Drive<S> {
    /// Keys of the keypad with Num Lock on, told as the worst system tells them: the key is an arrow by every name, and
    /// only its text is the digit.
    pub fn keypad(&mut self, digits: &str, held: Modifiers) -> &mut Self {
        for digit in digits.chars() {
            let (named, code) = named(digit);
            let press = Event::Keyboard(keyboard::Event::KeyPressed {
                key: Key::Named(named),
                modified_key: Key::Named(named),
                physical_key: Physical::Code(code),
                location: Location::Numpad,
                modifiers: held,
                text: Some(digit.to_string().into()),
                repeat: false,
            });
            self.happen(&[press], &mut Null);
        }
        self
    }

    /// The same with Num Lock off: an arrow.
    pub fn keypad_arrow(&mut self, digit: char) -> &mut Self {
        let (named, code) = named(digit);
        let press = Event::Keyboard(keyboard::Event::KeyPressed {
            key: Key::Named(named),
            modified_key: Key::Named(named),
            physical_key: Physical::Code(code),
            location: Location::Numpad,
            modifiers: Modifiers::empty(),
            text: None,
            repeat: false,
        });
        self.happen(&[press], &mut Null)
    }

    /// Ctrl+V with this in the clipboard.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        let events = events_of("Ctrl+v", false);
        self.happen(&events, &mut Holds(text.to_owned()))
    }

    fn happen(&mut self, events: &[Event], clipboard: &mut dyn Clipboard) -> &mut Self {
        for message in self.told_of(events, mouse::Cursor::Unavailable, clipboard) {
            self.send(message);
        }
        self
    }

    /// Every text that is drawn.
    pub fn texts(&mut self) -> Vec<String> {
        let mut find = AnyText.find_all();
        self.operate(&mut operation::black_box(&mut find));
        match find.finish() {
            Outcome::Some(texts) => texts,
            _ => Vec::new(),
        }
    }

    /// Every key that is printed on the screen and seen, with its place.
    pub fn printed(&mut self) -> Vec<(String, Point)> {
        let mut find = Printed.find_all();
        self.operate(&mut operation::black_box(&mut find));
        let Outcome::Some(places) = find.finish() else { return Vec::new() };
        let mut all = Vec::new();
        for place in places {
            let mut text = Inside(place).find();
            self.operate(&mut operation::black_box(&mut text));
            if let Outcome::Some(Some(key)) = text.finish() {
                all.push((key, place.center()));
            }
        }
        all
    }

    /// Presses every printed key and clicks where it is printed: both must do the same, and a button that does something
    /// has a key that does. Gives the keys that were tried.
    pub fn try_printed(&mut self) -> Vec<String>
    where
        S::Message: std::fmt::Debug,
    {
        let mut tried = Vec::new();
        for (printed, place) in self.printed() {
            let key = meant(&printed);
            let by_key = self.told_of(&events_of(&key, false), mouse::Cursor::Unavailable, &mut Null);
            let moved = Event::Mouse(mouse::Event::CursorMoved { position: place });
            let button = mouse::Button::Left;
            let click = [
                moved,
                Event::Mouse(mouse::Event::ButtonPressed(button)),
                Event::Mouse(mouse::Event::ButtonReleased(button)),
            ];
            let by_hand = self.told_of(&click, mouse::Cursor::Available(place), &mut Null);
            let said = |messages: &[S::Message]| -> Vec<String> {
                messages.iter().map(|message| format!("{message:?}")).collect()
            };
            if !by_hand.is_empty() {
                assert_eq!(said(&by_key), said(&by_hand), "{printed} does not do what its button does");
                tried.push(printed);
            }
        }
        tried
    }
}
