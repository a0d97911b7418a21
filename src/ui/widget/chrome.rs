//! The frame of the desk: the rail at the left, the status bar below, the steps of the first run.

use std::borrow::Cow;
use std::cmp::Ordering;

use iced::advanced::widget::Id;
use iced::widget::{Column, Row, Space, column, container, row};
use iced::{Alignment, Border, Element as IcedElement, Length, Padding};

use super::press::press;
use super::rows::height;
use super::shape::Shape;
use super::text;
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::theme::{Gap, Kind, LINE, RADIUS, Theme, Tone};

/// Width of the rail with its line.
pub const RAIL: f32 = 72.0;

pub struct RailItem<'a, Message> {
    pub id: Id,
    pub icon: Icon,
    pub label: Cow<'a, str>,
    pub chosen: bool,
    pub message: Message,
}

/// The rail: the mark, the screens, at the lower end the settings and the like, and which keys lead to all of them.
pub fn rail<'a, Message: Clone + 'a>(
    items: impl IntoIterator<Item = RailItem<'a, Message>>,
    last: impl IntoIterator<Item = RailItem<'a, Message>>,
    keys: impl Into<Cow<'a, str>>,
) -> Element<'a, Message> {
    let mark = container(Icon::Ticket.size(24.0).tone(Tone::OnAccent)).center(40).style(|theme: &Theme| {
        container::Style {
            background: Some(theme.palette().accent.into()),
            border: Border { radius: RADIUS.into(), ..Border::default() },
            ..container::Style::default()
        }
    });
    let mut all = Column::new()
        .push(container(mark).padding(Padding::ZERO.bottom(Gap::S.pixels())))
        .spacing(Gap::Xs)
        .align_x(Alignment::Center);
    for item in items {
        all = all.push(rail_item(item));
    }
    all = all.push(Space::new().height(Length::Fill));
    for item in last {
        all = all.push(rail_item(item));
    }
    all = all.push(text::small(keys).muted().line());
    let body = container(all).padding(Gap::around(Gap::M, Gap::S)).width(RAIL - 1.0).height(Length::Fill);
    row![body, super::panel::upright()].into()
}

fn rail_item<'a, Message: Clone + 'a>(item: RailItem<'a, Message>) -> Element<'a, Message> {
    let label = text::small(item.label).line();
    let label = if item.chosen { label.bold() } else { label.medium() };
    let inside = column![item.icon.size(20.0), label].spacing(Gap::Xs).align_x(Alignment::Center);
    press(inside)
        .id(item.id)
        .kind(Kind::Rail(item.chosen.into()))
        .width(Length::Fill)
        .height(52)
        .on_press(item.message)
        .into()
}

/// The status bar: what is connected, what waits, who is here. `left` and `right` hold [`status`] items.
pub fn status_bar<'a, Message: 'a>(
    left: impl IntoIterator<Item = Element<'a, Message>>,
    right: impl IntoIterator<Item = Element<'a, Message>>,
) -> Element<'a, Message> {
    let side = |items| Row::with_children(items).spacing(20).align_y(Alignment::Center);
    let left: IcedElement<'a, Message, Theme> = side(left.into_iter().collect::<Vec<_>>()).into();
    let right = side(right.into_iter().collect::<Vec<_>>());
    let line =
        row![container(left).width(Length::Fill).clip(true), right].spacing(20).align_y(Alignment::Center);
    let bar = super::panel::plain(line)
        .padding(Gap::around(Gap::None, Gap::L))
        .width(Length::Fill)
        .center_y(height::DENSE - 1.0);
    column![super::panel::divider(), bar].into()
}

/// What stands before the words of a status.
#[derive(Debug, Clone, Copy)]
pub enum Sign {
    Shape(Shape, Tone),
    Icon(Icon),
}

/// One item of the status bar: a sign, words, and the part that changes in a stronger hand.
pub fn status<'a, Message: 'a>(
    sign: Option<Sign>,
    words: impl Into<Cow<'a, str>>,
    strong: impl Into<Cow<'a, str>>,
) -> Element<'a, Message> {
    let (words, strong) = (words.into(), strong.into());
    let mut line = Row::new().spacing(6).align_y(Alignment::Center);
    line = match sign {
        Some(Sign::Shape(shape, tone)) => line.push(shape.tone(tone)),
        Some(Sign::Icon(icon)) => line.push(icon.size(14.0).tone(Tone::Muted)),
        None => line,
    };
    if !words.is_empty() {
        line = line.push(text::small(words).muted().line());
    }
    if !strong.is_empty() {
        line = line.push(text::small(strong).medium().tone(Tone::Ink).line());
    }
    line.into()
}

/// An item that is looked at first: a shape and words in its tone.
pub fn status_marked<'a, Message: 'a>(
    shape: Shape,
    words: impl Into<Cow<'a, str>>,
    tone: Tone,
) -> Element<'a, Message> {
    let words = text::small(words.into()).medium().tone(tone).line();
    row![Element::from(shape.tone(tone)), words].spacing(6).align_y(Alignment::Center).into()
}

/// One step of the first run.
#[derive(Debug, Clone)]
pub struct Step<'a> {
    pub name: Cow<'a, str>,
    /// What was decided there, or what will be asked.
    pub detail: Cow<'a, str>,
}

/// The steps of the first run, from top to bottom: done ones with a tick, the current one filled.
pub fn steps<'a, Message: 'a>(
    all: impl IntoIterator<Item = Step<'a>>,
    current: usize,
) -> Element<'a, Message> {
    let mut column = Column::new();
    for (at, step) in all.into_iter().enumerate() {
        if at > 0 {
            let link = container(super::panel::upright()).center_x(STEP).height(28).padding([4, 0]);
            column = column.push(link);
        }
        let name = text::body(step.name);
        let name = match at.cmp(&current) {
            Ordering::Less => name.medium(),
            Ordering::Equal => name.bold(),
            Ordering::Greater => name.medium().muted(),
        };
        let words = column![name, text::small(step.detail).muted()].spacing(2).width(Length::Fill);
        column =
            column.push(row![step_number(at, current), words].spacing(Gap::L).align_y(Alignment::Center));
    }
    column.into()
}

/// Side of a step's circle.
const STEP: f32 = 32.0;

fn step_number<'a, Message: 'a>(at: usize, current: usize) -> Element<'a, Message> {
    let inside: Element<'a, Message> = if at < current {
        Icon::Check.tone(Tone::Accent).into()
    } else {
        let tone = if at == current { Tone::OnAccent } else { Tone::Muted };
        text::body((at + 1).to_string()).bold().tone(tone).line().into()
    };
    container(inside)
        .center(STEP)
        .style(move |theme: &Theme| {
            let p = theme.palette();
            let (fill, color) = match at.cmp(&current) {
                Ordering::Less => (p.accent_soft, p.accent),
                Ordering::Equal => (p.accent, p.accent),
                Ordering::Greater => (p.surface, p.line_2),
            };
            container::Style {
                background: Some(fill.into()),
                border: Border { color, width: LINE, radius: (STEP / 2.0).into() },
                ..container::Style::default()
            }
        })
        .into()
}
