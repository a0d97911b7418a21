//! Surfaces and what is said on them: panels, notes, the toast, empty places.

use std::borrow::Cow;

use iced::advanced::widget::Id;
use iced::widget::scrollable::{Direction, Scrollable, Scrollbar};
use iced::widget::{Column, Container, Row, Space, column, container, rule};
use iced::{Alignment, Border, Length, Padding};

use super::button::{KeyOn, key_hint};
use super::press::press;
use super::text;
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::theme::{Gap, Kind, LINE, RADIUS, Theme, Tone};

/// A surface with an edge and 16 px around the content.
pub fn panel<'a, Message: 'a>(content: impl Into<Element<'a, Message>>) -> Container<'a, Message, Theme> {
    sheet(content).padding(Gap::L.pixels() + LINE)
}

/// A surface with an edge and nothing but the edge around the content: lists and tables.
pub fn sheet<'a, Message: 'a>(content: impl Into<Element<'a, Message>>) -> Container<'a, Message, Theme> {
    container(content)
        .style(|theme: &Theme| container::Style {
            background: Some(theme.palette().surface.into()),
            border: Border { color: theme.palette().line, width: LINE, radius: RADIUS.into() },
            ..container::Style::default()
        })
        .padding(LINE)
}

/// A surface without an edge: the column of the queue, a bar.
pub fn plain<'a, Message: 'a>(content: impl Into<Element<'a, Message>>) -> Container<'a, Message, Theme> {
    container(content).style(|theme: &Theme| container::background(theme.palette().surface))
}

/// A block in the fill of a tone: the number being called.
pub fn tinted<'a, Message: 'a>(
    tone: Tone,
    content: impl Into<Element<'a, Message>>,
) -> Container<'a, Message, Theme> {
    container(content)
        .style(move |theme: &Theme| container::Style {
            background: Some(theme.palette().fill(tone).into()),
            border: Border { radius: RADIUS.into(), ..Border::default() },
            ..container::Style::default()
        })
        .padding(Gap::around(Gap::M, Gap::L))
}

/// A line from side to side.
pub fn divider<'a, Message: 'a>() -> Element<'a, Message> {
    rule::horizontal(LINE).into()
}

/// A line from top to bottom.
pub fn upright<'a, Message: 'a>() -> Element<'a, Message> {
    rule::vertical(LINE).into()
}

/// Content that scrolls up and down; the bar stands beside it, never over it.
pub fn scroll<'a, Message: 'a>(
    id: impl Into<Id>,
    content: impl Into<Element<'a, Message>>,
) -> Scrollable<'a, Message, Theme> {
    let bar = Scrollbar::new().width(Gap::S).scroller_width(Gap::S).spacing(Gap::Xs);
    Scrollable::with_direction(content, Direction::Vertical(bar)).id(id).width(Length::Fill)
}

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    Error,
    Warning,
    Information,
    Success,
}

/// A note: what happened in bold, then what is safe and what to do now. `lead` may be empty.
pub fn note<'a, Message: 'a>(about: About, lead: &str, rest: &str) -> Element<'a, Message> {
    let (tone, icon) = match about {
        About::Error => (Tone::Late, Icon::CircleAlert),
        About::Warning => (Tone::Waiting, Icon::TriangleAlert),
        About::Information => (Tone::Called, Icon::Info),
        About::Success => (Tone::Serving, Icon::CircleCheck),
    };
    let sentence = text::sentence(lead, rest).width(Length::Fill);
    let line = Row::new()
        .push(container(icon.tone(tone)).padding(Padding::ZERO.top(2)))
        .push(sentence)
        .spacing(Gap::S);
    tinted(tone, line).padding(Gap::around(Gap::S, Gap::M)).width(Length::Fill).into()
}

/// The toast: what was done, the way back, and the seconds it is open. It stands in the status bar's place and covers
/// nothing: no button, no refusal, no list. Words without room for one line make it higher, and the screen lower.
pub struct Toast<'a, Message> {
    icon: Icon,
    words: Cow<'a, str>,
    undo: Option<(Cow<'a, str>, Cow<'a, str>, Message)>,
    links: Vec<(&'static str, Cow<'a, str>, Message)>,
    left: Option<Cow<'a, str>>,
}

pub fn toast<'a, Message>(icon: Icon, words: impl Into<Cow<'a, str>>) -> Toast<'a, Message> {
    Toast { icon, words: words.into(), undo: None, links: Vec::new(), left: None }
}

impl<'a, Message> Toast<'a, Message> {
    /// The link that takes it back, with its key.
    pub fn undo(
        mut self,
        word: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
        message: Message,
    ) -> Self {
        self.undo = Some((word.into(), key.into(), message));
        self
    }

    /// A link to what it tells of.
    pub fn link(mut self, id: &'static str, word: impl Into<Cow<'a, str>>, message: Message) -> Self {
        self.links.push((id, word.into(), message));
        self
    }

    /// How long it stays, already worded ("8 d").
    pub fn left(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.left = Some(words.into());
        self
    }
}

impl<'a, Message: Clone + 'a> From<Toast<'a, Message>> for Element<'a, Message> {
    fn from(toast: Toast<'a, Message>) -> Self {
        let mut line = Row::new()
            .push(toast.icon.tone(Tone::OnToast))
            .push(text::body(toast.words).tone(Tone::OnToast).width(Length::Fill))
            .spacing(Gap::M)
            .align_y(Alignment::Center);
        for (id, word, message) in toast.links {
            let link = Row::new().push(text::body(word).bold().line());
            line = line.push(press(link).id(id).kind(Kind::ToastLink).on_press(message));
        }
        if let Some((word, key, message)) = toast.undo {
            let key = (!key.is_empty()).then(|| key_hint(key, KeyOn::Toast));
            let link = Row::new()
                .push(text::body(word).bold().line())
                .push(key)
                .spacing(Gap::S)
                .align_y(Alignment::Center);
            line = line.push(press(link).id("toast.undo").kind(Kind::ToastLink).on_press(message));
        }
        if let Some(left) = toast.left {
            line = line.push(text::small(left).tone(Tone::OnToast).line());
        }
        container(line)
            .style(|theme: &Theme| container::Style {
                background: Some(theme.palette().toast.into()),
                ..container::Style::default()
            })
            // As high as the status bar.
            .padding(Gap::around(Gap::Xs, Gap::L))
            .width(Length::Fill)
            .into()
    }
}

/// An empty place: why it is empty, and the next step. As wide as there is room, as high as it needs.
pub fn empty<'a, Message: 'a>(
    icon: Icon,
    title: impl Into<Cow<'a, str>>,
    why: impl Into<Cow<'a, str>>,
    next: Option<Element<'a, Message>>,
) -> Element<'a, Message> {
    let mut parts = column![
        icon.size(32.0).tone(Tone::Muted),
        Space::new().height(Gap::M),
        text::large(title).bold().centered(),
        Space::new().height(Gap::Xs),
        container(text::body(why).muted().centered()).max_width(320),
    ]
    .align_x(Alignment::Center);
    if let Some(next) = next {
        parts = parts.push(Space::new().height(Gap::L)).push(next);
    }
    container(parts).center_x(Length::Fill).padding(Gap::L).into()
}

/// Work that takes a while: what, how far (0 to 1), and a way to stop.
pub fn progress<'a, Message: 'a>(
    words: impl Into<Cow<'a, str>>,
    share: f32,
    cancel: Option<Element<'a, Message>>,
) -> Element<'a, Message> {
    let bar = iced::widget::progress_bar(0.0..=1.0, share.clamp(0.0, 1.0)).girth(8);
    let mut line =
        Row::new().push(text::body(words).width(Length::Fill)).spacing(Gap::M).align_y(Alignment::Center);
    if let Some(cancel) = cancel {
        line = line.push(cancel);
    }
    Column::new().push(line).push(bar).spacing(Gap::S).into()
}
