//! The program's windows: the main one, and the waiting room's display.

use iced::{Subscription, Task, window};

use super::leaving::ASKS;
use super::preferences::Corner;
use super::{App, Message, Role};
use crate::ui::screen::Screen as _;

/// No window is smaller.
const SMALLEST: iced::Size = iced::Size::new(640.0, 400.0);

impl App {
    /// How the main window begins: the whole screen of an old PC, less what its own bars take.
    pub fn main_window() -> window::Settings {
        let size = iced::Size::new(1366.0, 768.0);
        window::Settings {
            size,
            maximized: true,
            min_size: Some(SMALLEST),
            exit_on_close_request: !ASKS,
            ..window::Settings::default()
        }
    }

    fn open_display(&mut self) -> Task<Message> {
        let Corner { at, size: (width, height), full } = self.preferences.display;
        let mut settings = window::Settings {
            size: iced::Size::new(width, height),
            min_size: Some(SMALLEST),
            fullscreen: full,
            ..window::Settings::default()
        };
        if let Some((x, y)) = at {
            settings.position = window::Position::Specific(iced::Point::new(x, y));
        }
        let (id, task) = window::open(settings);
        self.windows.insert(id, Role::Display);
        self.opening = Some(id);
        task.discard()
    }

    fn display_window(&self) -> Option<window::Id> {
        self.windows.iter().find(|(_, role)| **role == Role::Display).map(|(id, _)| *id)
    }

    /// The program's own window.
    pub(super) fn main(&self) -> Option<window::Id> {
        self.windows.iter().find(|(_, role)| **role == Role::Main).map(|(id, _)| *id)
    }

    pub(super) fn toggle_display(&mut self) -> Task<Message> {
        if let Some(id) = self.display_window() {
            return window::close(id);
        }
        let open = self.open_display();
        let shown = self.display.shown(&self.shared).map(Message::Display);
        Task::batch([open, self.perform(shown)])
    }

    pub(super) fn full_screen(&mut self, id: window::Id) -> Task<Message> {
        if self.windows.get(&id) != Some(&Role::Display) {
            return Task::none();
        }
        let display = &mut self.preferences.display;
        display.full = !display.full;
        let mode = if display.full { window::Mode::Fullscreen } else { window::Mode::Windowed };
        self.preferences.write();
        window::set_mode(id, mode)
    }

    /// The main window's end is the program's; the display's is only its own.
    pub(super) fn closed(&mut self, id: window::Id) -> Task<Message> {
        match self.windows.remove(&id) {
            Some(Role::Display) => Task::none(),
            _ => iced::exit(),
        }
    }

    /// Where the display's window stands; while it fills the screen, where it stood before is kept. A window that was
    /// just opened takes the keyboard: it goes back to the desk, once.
    pub(super) fn placed(&mut self, id: window::Id, event: &window::Event) -> Task<Message> {
        if matches!(event, window::Event::Focused) {
            return if self.opening.take_if(|opening| *opening == id).is_some() {
                self.main().map_or_else(Task::none, window::gain_focus)
            } else {
                Task::none()
            };
        }
        let display = &mut self.preferences.display;
        if self.windows.get(&id) == Some(&Role::Display) && !display.full {
            match event {
                window::Event::Moved(point) => display.at = Some((point.x, point.y)),
                window::Event::Resized(size) => display.size = (size.width, size.height),
                _ => return Task::none(),
            }
            self.preferences.write();
        }
        Task::none()
    }

    /// The keyboard that came, moves, sizes and F11 of the display's window; nothing is listened to while there is none.
    pub(super) fn display_events(&self) -> Subscription<Message> {
        if self.display_window().is_none() {
            return Subscription::none();
        }
        iced::event::listen_with(|event, _, id| match event {
            iced::Event::Window(
                event @ (window::Event::Moved(_) | window::Event::Resized(_) | window::Event::Focused),
            ) => Some(Message::Placed(id, event)),
            iced::Event::Keyboard(iced::keyboard::Event::KeyPressed {
                key: iced::keyboard::Key::Named(iced::keyboard::key::Named::F11),
                modifiers,
                ..
            }) if modifiers.is_empty() => Some(Message::FullScreen(id)),
            _ => None,
        })
    }
}
