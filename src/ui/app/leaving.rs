//! The window is to be closed while something that was typed is not saved: that is asked first.

use iced::keyboard::key::Named;
use iced::widget::{column, container, row};
use iced::{Alignment, Length, Task, window};

use super::screens::{Name, Screens};
use super::{App, Gate, Message};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::theme::{Gap, Tone};
use crate::ui::widget::keys::{Shortcut, on_keys};
use crate::ui::widget::{button, panel, text};

/// Whether the cross asks. On Windows it ends the program at once, as `taskkill` does: that one closes the hidden window
/// too through which every answer would have to come, and a program that waits for one would never end.
pub(super) const ASKS: bool = !cfg!(windows);

impl App {
    /// The screens on which something is typed and not saved, of whoever is here and of those who may come back.
    fn unsaved(&self) -> Vec<Name> {
        let left = self.waiting.values().map(|left| &left.screens);
        let all: Vec<&Screens> = std::iter::once(&self.screens).chain(left).collect();
        Name::ALL.iter().copied().filter(|name| all.iter().any(|one| one.is_unsaved(*name))).collect()
    }

    /// The cross of the window.
    pub(super) fn leave(&mut self) -> Task<Message> {
        // The first run keeps what is typed by itself.
        if matches!(self.gate, Gate::FirstRun(_)) || self.unsaved().is_empty() {
            return self.end();
        }
        self.leaving = true;
        Task::none()
    }

    pub(super) fn end(&self) -> Task<Message> {
        self.main().map_or_else(iced::exit, window::close)
    }

    /// Back to what was typed.
    pub(super) fn stay(&mut self) -> Task<Message> {
        self.leaving = false;
        self.shown()
    }

    /// The question, in the place of the screens: nothing else is pressed meanwhile.
    pub(super) fn leaving_view(&self) -> Element<'_, Message> {
        let words = &self.shared.words;
        let lines = self.unsaved().into_iter().map(|name| {
            let screen = words.text(name.label().word).into_owned();
            let said = match name {
                Name::Exam => words.with("leave-exam", &[("screen", screen)]),
                _ => words.with("leave-lost", &[("screen", screen)]),
            };
            text::body(said).width(Length::Fill).into()
        });
        let title = row![
            Icon::TriangleAlert.size(24.0).tone(Tone::Waiting),
            text::heading(words.text("leave-title")).width(Length::Fill)
        ];
        let stay = button::primary(words.text("leave-stay")).key("Esc").on_press(Message::Stay);
        let end = button::secondary(words.text("leave-end")).key("Ctrl+Enter").on_press(Message::End);
        let sheet = column![
            title.spacing(Gap::M).align_y(Alignment::Center),
            column(lines).spacing(Gap::S),
            row![stay, end].spacing(Gap::M)
        ];
        let sheet = panel::panel(sheet.spacing(Gap::L)).padding(Gap::Xxl).width(560);
        let all = container(sheet).center(Length::Fill).padding(Gap::L);
        on_keys(all)
            .bind(Shortcut::key(Named::Escape), Message::Stay)
            .bind(Shortcut::ctrl_key(Named::Enter), Message::End)
            .into()
    }
}
