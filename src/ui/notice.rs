//! A window of its own for one message: what became of a summary that was double-clicked, or why this PC has no desk.

use iced::widget::{column, container, row};
use iced::{Alignment, Length, Task, keyboard, window};

use super::Element;
use super::icon::Icon;
use super::open::NoWindow;
use super::theme::{self, Gap, Look, Theme, Tone};
use super::widget::{button, panel, text};

/// Good or bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// All holds.
    Good,
    /// It holds, with a reservation.
    Careful,
    /// It does not hold.
    Bad,
}

/// What the window says.
#[derive(Debug, Clone)]
pub struct Notice {
    /// The window's title.
    pub title: String,
    /// In large letters.
    pub lead: String,
    /// Below, line by line.
    pub lines: Vec<String>,
    /// How it is meant.
    pub mood: Mood,
    /// On the button.
    pub close: String,
}

#[derive(Debug, Clone)]
enum Message {
    Close,
    Key(keyboard::Event),
}

impl Notice {
    #[expect(clippy::unused_self, reason = "a notice is only closed")]
    fn update(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Close
            | Message::Key(keyboard::Event::KeyPressed {
                key: keyboard::Key::Named(keyboard::key::Named::Escape | keyboard::key::Named::Enter),
                ..
            }) => iced::exit(),
            Message::Key(_) => Task::none(),
        }
    }

    fn view(&self) -> Element<'_, Message> {
        let (icon, tone) = match self.mood {
            Mood::Good => (Icon::CircleCheck, Tone::Accent),
            Mood::Careful => (Icon::TriangleAlert, Tone::Waiting),
            Mood::Bad => (Icon::CircleAlert, Tone::Late),
        };
        let lead =
            row![icon.size(32.0).tone(tone), text::title(self.lead.as_str()).bold().width(Length::Fill)];
        let lines =
            column(self.lines.iter().map(|line| text::body(line.as_str()).width(Length::Fill).into()));
        let close = button::primary(self.close.as_str()).key("Esc").on_press(Message::Close);
        let all = column![
            panel::tinted(tone, lead.spacing(Gap::M).align_y(Alignment::Center))
                .width(Length::Fill)
                .padding(Gap::L),
            panel::scroll("notice", lines.spacing(Gap::Xs).width(Length::Fill)).height(Length::Fill),
            close,
        ];
        panel::plain(container(all.spacing(Gap::L)).padding(Gap::Xl))
            .width(Length::Fill)
            .height(Length::Fill)
            .into()
    }
}

/// Opens the window and stays until it is closed.
pub fn show(notice: Notice) -> Result<(), NoWindow> {
    super::open::guarded(move || {
        let settings =
            window::Settings { size: iced::Size::new(720.0, 520.0), ..window::Settings::default() };
        let title = notice.title.clone();
        iced::application(move || notice.clone(), Notice::update, Notice::view)
            .title(move |_: &Notice| title.clone())
            .theme(|_: &Notice| Theme::new(Look::Light))
            .subscription(|_: &Notice| keyboard::listen().map(Message::Key))
            .settings(theme::settings())
            .window(settings)
            .run()
    })
}
