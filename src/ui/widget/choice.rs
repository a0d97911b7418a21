//! Choices: chips, segments, tabs and check boxes.
//!
//! * [`chip`]: one of several filters or choices, with a count if there is one; each is a stop of Tab.
//! * [`segments`]: a few exclusive choices in one edge; one stop of Tab, arrows move.
//! * [`tabs`]: parts of a page; one stop of Tab, arrows move.
//! * [`check`]: yes or no, with its sentence.

use std::borrow::Cow;

use iced::advanced::widget::Id;
use iced::keyboard::key::Named;
use iced::widget::{Column, Row, Space, container, rule};
use iced::{Alignment, Border, Length};

use super::button::{KeyOn, key_hint};
use super::press::press;
use super::shape::Shape;
use super::text;
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::theme::{Choice, Gap, Kind, LINE, RADIUS, RADIUS_SMALL, Theme, Tone};

/// A filter or a choice.
pub fn chip<'a, Message>(label: impl Into<Cow<'a, str>>, choice: impl Into<Choice>) -> Chip<'a, Message> {
    Chip {
        label: label.into(),
        choice: choice.into(),
        count: None,
        key: None,
        tall: false,
        id: None,
        message: None,
    }
}

/// See [`chip`]. Without [`Chip::on_press`] it is off and shows the dash of closed things.
pub struct Chip<'a, Message> {
    label: Cow<'a, str>,
    choice: Choice,
    count: Option<Cow<'a, str>>,
    key: Option<Cow<'a, str>>,
    tall: bool,
    id: Option<Id>,
    message: Option<Message>,
}

impl<'a, Message> Chip<'a, Message> {
    pub fn count(mut self, count: impl Into<Cow<'a, str>>) -> Self {
        self.count = Some(count.into());
        self
    }

    /// The key that chooses it.
    pub fn key(mut self, key: impl Into<Cow<'a, str>>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// 32 high instead of 28: in forms.
    pub fn tall(mut self) -> Self {
        self.tall = true;
        self
    }

    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    pub fn on_press(self, message: Message) -> Self {
        self.on_press_maybe(Some(message))
    }

    pub fn on_press_maybe(mut self, message: Option<Message>) -> Self {
        self.message = message;
        self
    }
}

impl<'a, Message: Clone + 'a> From<Chip<'a, Message>> for Element<'a, Message> {
    fn from(chip: Chip<'a, Message>) -> Self {
        let chosen = chip.choice == Choice::Chosen;
        let mut line = Row::new().spacing(6).align_y(Alignment::Center);
        if chosen {
            line = line.push(Icon::Check.size(14.0));
        } else if chip.message.is_none() {
            line = line.push(Element::from(Shape::Dash));
        }
        // As wide as it is; a long name ends in "…" inside the edge.
        let label = text::body(chip.label).cut().width(Length::Shrink);
        line = line.push(if chosen { label.medium() } else { label });
        if let Some(count) = chip.count {
            line = line.push(text::body(count).bold().line());
        }
        if let Some(key) = chip.key {
            line = line.push(key_hint(key, KeyOn::Surface));
        }
        let (height, sides) = if chip.tall { (32.0, 13.0) } else { (28.0, 11.0) };
        let mut face = press(line)
            .kind(Kind::Chip(chip.choice))
            .height(height)
            .padding([0.0, sides])
            .on_press_maybe(chip.message);
        if let Some(id) = chip.id {
            face = face.id(id);
        }
        face.into()
    }
}

/// Exclusive choices in one edge, in the order given. `chosen` is the place of the chosen one, if any is.
/// Tab comes once; arrows choose the one before or after.
pub fn segments<'a, Message: Clone + 'a>(
    id: impl Into<Id>,
    labels: impl IntoIterator<Item = impl Into<Cow<'a, str>>>,
    chosen: Option<usize>,
    on_choose: impl Fn(usize) -> Message + 'a,
) -> Element<'a, Message> {
    let labels: Vec<Cow<'a, str>> = labels.into_iter().map(Into::into).collect();
    let count = labels.len();
    let mut line = Row::new();
    for (at, label) in labels.into_iter().enumerate() {
        let is_chosen = chosen == Some(at);
        if at > 0 {
            let hidden = is_chosen || chosen == Some(at - 1);
            line = line.push(divider(hidden));
        }
        let mut part = Row::new().spacing(6).align_y(Alignment::Center);
        if is_chosen {
            part = part.push(Icon::Check.size(14.0));
        }
        let label = text::body(label).line();
        part = part.push(if is_chosen { label.medium() } else { label });
        let face = press(part)
            .kind(Kind::Segment(is_chosen.into()))
            .height(Length::Fill)
            .padding([0, 12])
            .mouse_only()
            .on_press(on_choose(at));
        line = line.push(face);
    }
    let edge = container(line).height(32).style(|theme: &Theme| container::Style {
        background: Some(theme.palette().surface.into()),
        border: Border { color: theme.palette().line, width: LINE, radius: RADIUS.into() },
        ..container::Style::default()
    });
    arrows(press(edge).id(id).kind(Kind::Bare), count, chosen, on_choose).into()
}

/// Parts of a page. Tab comes once; arrows go to the part before or after.
pub fn tabs<'a, Message: Clone + 'a>(
    id: impl Into<Id>,
    labels: impl IntoIterator<Item = impl Into<Cow<'a, str>>>,
    chosen: usize,
    on_choose: impl Fn(usize) -> Message + 'a,
) -> Element<'a, Message> {
    let labels: Vec<Cow<'a, str>> = labels.into_iter().map(Into::into).collect();
    let count = labels.len();
    let mut line = Row::new().spacing(Gap::Xs);
    for (at, label) in labels.into_iter().enumerate() {
        let is_chosen = chosen == at;
        let face = press(text::body(label).medium().line())
            .kind(Kind::Tab(is_chosen.into()))
            .height(40)
            .padding(Gap::around(Gap::None, Gap::M))
            .mouse_only()
            .on_press(on_choose(at));
        line = line.push(face);
    }
    let strip = Column::new().push(line).push(rule::horizontal(LINE));
    let strip =
        press(strip).id(id).kind(Kind::Bare).ring_inside().width(Length::Fill).align(Alignment::Start);
    arrows(strip, count, Some(chosen), on_choose).into()
}

fn divider<'a, Message: 'a>(hidden: bool) -> Element<'a, Message> {
    let line = container(Space::new()).width(LINE).height(Length::Fill);
    line.style(move |theme: &Theme| container::Style {
        background: (!hidden).then(|| theme.palette().line.into()),
        ..container::Style::default()
    })
    .into()
}

/// Left and up choose the one before, right and down the one after; with none chosen, the first.
fn arrows<'a, Message: Clone>(
    group: super::press::Press<'a, Message>,
    count: usize,
    chosen: Option<usize>,
    on_choose: impl Fn(usize) -> Message + 'a,
) -> super::press::Press<'a, Message> {
    if count == 0 {
        return group;
    }
    let before = chosen.map_or(0, |at| at.checked_sub(1).unwrap_or(count - 1));
    let after = chosen.map_or(0, |at| (at + 1) % count);
    group
        .on_key(Named::ArrowLeft, on_choose(before))
        .on_key(Named::ArrowUp, on_choose(before))
        .on_key(Named::ArrowRight, on_choose(after))
        .on_key(Named::ArrowDown, on_choose(after))
        .on_key(Named::Space, on_choose(chosen.unwrap_or(0)))
}

/// Yes or no, with its sentence. `None` for the message switches it off.
pub fn check<'a, Message: Clone + 'a>(
    id: impl Into<Id>,
    label: impl Into<Cow<'a, str>>,
    is_checked: bool,
    message: Option<Message>,
) -> Element<'a, Message> {
    let is_on = message.is_some();
    let tick: Element<'a, Message> =
        if is_checked { Icon::Check.size(14.0).tone(Tone::OnAccent).into() } else { Space::new().into() };
    let square = container(tick).center(20).style(move |theme: &Theme| {
        let p = theme.palette();
        let (fill, color) = match (is_on, is_checked) {
            (true, true) => (p.accent, p.accent),
            (true, false) => (p.surface, p.line_2),
            (false, true) => (p.ink_2, p.ink_2),
            (false, false) => (p.sunken, p.line),
        };
        container::Style {
            background: Some(fill.into()),
            border: Border { color, width: LINE, radius: RADIUS_SMALL.into() },
            ..container::Style::default()
        }
    });
    let line = Row::new().push(square).push(text::body(label)).spacing(Gap::S).align_y(Alignment::Center);
    press(line).id(id).kind(Kind::Bare).padding([6, 0]).on_press_maybe(message).into()
}
