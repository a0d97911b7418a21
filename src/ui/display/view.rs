//! The display drawn for the window it has: every length below is that of a window of 1920 × 1080, and is scaled.

use iced::widget::{Column, Row, Space, column, container, responsive, row};
use iced::{Alignment, Color, Font, Length, Padding, Size};
use std::borrow::Cow;

use super::{Display, Message, running};
use crate::queue::{DisplayCall, DisplayNext};
use crate::terms::{CounterId, UnitId};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::{RADIUS, Theme, Wall, font};
use crate::ui::widget::shape::Shape;
use crate::ui::widget::text::{self, Words};

/// Units beside each other at most; the others follow when the clock has moved on.
const UNITS: usize = 8;
/// Seconds after which the other units are shown.
const TURN: i64 = 10;
/// Height of head, next and foot together.
const PARTS: f32 = 376.0;
/// Height of all but the number in the part of the call: title, place, gaps.
const CALL_PARTS: f32 = 272.0;
/// How far words shrink before they are cut.
const SMALLEST: f32 = 0.7;
/// Height of the number's line for each pixel of its size.
const NUMBER_LINE: f32 = 0.92;

pub(super) fn view<'a>(display: &'a Display, shared: &'a Shared) -> Element<'a, Message> {
    responsive(move |size| Sheet { display, shared, scale: scale(size), size }.view()).into()
}

/// The mock is 1920 × 1080; a window of another shape takes the smaller measure.
fn scale(size: Size) -> f32 {
    (size.width / 1920.0).min(size.height / 1080.0).max(0.05)
}

/// One drawing of the display.
struct Sheet<'a> {
    display: &'a Display,
    shared: &'a Shared,
    scale: f32,
    size: Size,
}

impl<'a> Sheet<'a> {
    fn px(&self, at_1080: f32) -> f32 {
        at_1080 * self.scale
    }

    /// A padding of these lengths: above, right, below, left.
    fn pad(&self, top: f32, right: f32, bottom: f32, left: f32) -> Padding {
        Padding { top: self.px(top), right: self.px(right), bottom: self.px(bottom), left: self.px(left) }
    }

    fn words(&self, content: impl Into<Cow<'a, str>>, at_1080: f32) -> Words<'a> {
        text::display(content, self.px(at_1080))
    }

    /// Words that shrink a little before a long name is cut.
    ///
    /// Never so small that it cannot be read from the last chair: what does not fit then is cut.
    fn fitted(&self, content: &str, font: Font, at_1080: f32, room: f32) -> Words<'a> {
        let words = self.words(content.to_owned(), at_1080).font(font);
        let wide = words.measured();
        if wide <= room {
            return words;
        }
        let smaller = at_1080 * (room / wide.max(1.0)).max(SMALLEST);
        self.words(content.to_owned(), smaller.floor()).font(font).cut()
    }

    fn view(self) -> Element<'a, Message> {
        let middle = row![self.call(), self.earlier()].height(Length::Fill);
        column![
            self.head(),
            self.rule(4.0, |wall| wall.edge),
            middle,
            self.rule(4.0, |wall| wall.edge),
            self.next(),
            self.foot()
        ]
        .into()
    }

    fn head(&self) -> Element<'a, Message> {
        let words = &self.shared.words;
        let local = self.shared.zone().local(self.shared.now);
        let radius = RADIUS * self.scale * 2.0;
        let mark =
            container(Icon::Ticket.size(self.px(48.0))).center(self.px(64.0)).style(move |theme: &Theme| {
                let p = theme.palette();
                container::Style {
                    background: Some(p.accent.into()),
                    text_color: Some(p.on_accent),
                    border: iced::Border { radius: radius.into(), ..iced::Border::default() },
                    ..container::Style::default()
                }
            });
        let line = row![
            mark,
            self.words(self.shared.config.profile.name.clone(), 52.0).cut(),
            self.words(words.date_long(local.date()), 44.0).medium(),
            self.words(words.time(local.time()), 80.0),
        ]
        .spacing(self.px(32.0))
        .align_y(Alignment::Center);
        part(line, |wall| (wall.sheet, wall.ink))
            .padding(self.pad(0.0, 48.0, 0.0, 48.0))
            .center_y(self.px(100.0))
            .into()
    }

    fn call(&self) -> Element<'a, Message> {
        let width = self.size.width * 1264.0 / 1920.0;
        let room = width - self.px(128.0);
        let inside = match self.display.today(self.shared).and_then(|display| display.current.as_ref()) {
            Some(call) => self.called(call, room),
            None => self.nobody_yet(room),
        };
        part(inside, |wall| (wall.deep, wall.on_deep))
            .padding(self.pad(0.0, 64.0, 0.0, 64.0))
            .width(width)
            .center_y(Length::Fill)
            .into()
    }

    fn called(&self, call: &DisplayCall, room: f32) -> Element<'a, Message> {
        let words = &self.shared.words;
        let title = if call.times > 1 { "display-called-again" } else { "display-called" };
        let title = row![
            Element::from(Shape::Disc.size(self.px(44.0))),
            self.words(words.text(title).into_owned(), 52.0).medium()
        ]
        .spacing(self.px(24.0))
        .align_y(Alignment::Center);
        // As large as there is room: across, and down beside title and place.
        let number = call
            .number
            .as_ref()
            .map_or_else(|| words.text("priority-emergency").into_owned(), std::string::ToString::to_string);
        let most = (self.size.height / self.scale - PARTS - CALL_PARTS) / NUMBER_LINE;
        let at_hundred = self.words(number.clone(), 100.0).measured().max(1.0);
        let size = (room / at_hundred * 100.0).min(most).max(1.0);
        // Capitals and digits need less than the line of a text.
        let number = container(self.words(number, size)).height(self.px(size * NUMBER_LINE));
        let place = row![
            Icon::ArrowRight.size(self.px(144.0)),
            self.fitted(&self.place(call.unit, call.counter), font::SEMIBOLD, 144.0, room - self.px(184.0)),
        ]
        .spacing(self.px(40.0))
        .align_y(Alignment::Center);
        column![title, number, place].spacing(self.px(4.0)).into()
    }

    fn nobody_yet(&self, room: f32) -> Element<'a, Message> {
        let words = &self.shared.words;
        let welcome = words.text("display-welcome").into_owned();
        column![
            self.fitted(&welcome, font::SEMIBOLD, 160.0, room),
            self.words(words.text("display-none-called").into_owned(), 60.0).regular().cut(),
        ]
        .spacing(self.px(24.0))
        .into()
    }

    fn earlier(&self) -> Element<'a, Message> {
        let words = &self.shared.words;
        let title = self.words(words.text("display-earlier").into_owned(), 44.0).medium().cut();
        let calls = self.display.today(self.shared).map_or(&[][..], |display| &display.earlier);
        let mut all = Column::new();
        if !calls.is_empty() {
            all = all.push(title).push(Space::new().height(self.px(20.0)));
        }
        for call in calls {
            all = all.push(self.rule(3.0, |wall| wall.line)).push(self.earlier_line(call));
        }
        part(all, |wall| (wall.sheet, wall.ink))
            .padding(self.pad(32.0, 48.0, 0.0, 48.0))
            .width(Length::Fill)
            .height(Length::Fill)
            .into()
    }

    fn earlier_line(&self, call: &DisplayCall) -> Element<'a, Message> {
        let place = self.place(call.unit, call.counter);
        let line = match &call.number {
            Some(number) => {
                let number = self.words(number.to_string(), 76.0);
                let room = self.size.width * 656.0 / 1920.0 - self.px(96.0 + 24.0) - number.measured();
                row![number, self.fitted(&place, font::MEDIUM, 60.0, room).right()].spacing(self.px(24.0))
            }
            None => {
                let label = self.shared.words.text("priority-emergency").into_owned();
                row![self.words(label, 48.0), self.words(place, 48.0).medium().cut().right()]
                    .spacing(self.px(24.0))
            }
        };
        container(line.align_y(Alignment::Center)).center_y(self.px(111.0)).width(Length::Fill).into()
    }

    fn next(&self) -> Element<'a, Message> {
        let words = &self.shared.words;
        let title = self.words(words.text("display-next").into_owned(), 40.0);
        let title = container(title).padding(self.pad(0.0, 24.0, 0.0, 48.0)).center_y(Length::Fill);
        let mut line = Row::new().push(title);
        let all = self.display.today(self.shared).map_or(&[][..], |display| &display.next);
        let shown = turn(all, self.shared.now.timestamp());
        let count = shown.len().max(1) as f32;
        let room = (self.size.width - self.px(300.0)) / count - self.px(40.0);
        for next in shown {
            line = line.push(self.upright()).push(self.next_unit(next, room));
        }
        part(line, |wall| (wall.band, wall.ink)).height(self.px(180.0)).width(Length::Fill).into()
    }

    fn next_unit(&self, next: &DisplayNext, room: f32) -> Element<'a, Message> {
        let name = self.shared.config.unit(next.unit).map(|unit| unit.name.clone()).unwrap_or_default();
        let number = next.number.as_ref().map_or_else(|| "–".to_owned(), ToString::to_string);
        let number = self.fitted(&number, font::SEMIBOLD, 76.0, room);
        let name = container(self.fitted(&name, font::MEDIUM, 44.0, room)).center_y(self.px(52.0));
        let cell = column![name, number].spacing(self.px(4.0));
        container(cell).padding(self.pad(20.0, 12.0, 0.0, 24.0)).width(Length::Fill).into()
    }

    fn foot(&self) -> Element<'a, Message> {
        let words = &self.shared.words;
        let chosen = self.shared.config.profile.running_text.trim();
        let whole = match self.display.silent_since {
            Some(since) => {
                let time = words.time(self.shared.zone().local(since).time());
                words.with("display-hub-lost", &[("time", time.as_str())])
            }
            None if chosen.is_empty() => words.text("display-running").into_owned(),
            None => chosen.to_owned(),
        };
        let wide = self.words(whole.clone(), 48.0).regular().measured().max(1.0);
        let letters = whole.chars().count() as f32;
        let room = ((self.size.width - self.px(180.0)) * letters / wide).max(1.0) as usize;
        let piece = running::piece(&whole, room, self.shared.now.timestamp());
        let (mark, at) = match self.display.silent_since {
            Some(_) => (Element::from(Icon::TriangleAlert.size(self.px(44.0))), Alignment::Center),
            None => (Element::from(Shape::Diamond.size(self.px(36.0))), Alignment::Center),
        };
        let mark = container(mark).style(|theme: &Theme| container::Style {
            text_color: Some(theme.wall().mark),
            ..container::Style::default()
        });
        let line = row![mark, self.words(piece, 48.0).regular().cut()].spacing(self.px(32.0)).align_y(at);
        part(line, |wall| (wall.foot, wall.on_foot))
            .padding(self.pad(0.0, 48.0, 0.0, 48.0))
            .center_y(self.px(88.0))
            .into()
    }

    /// Where to: the counter, else the unit.
    fn place(&self, unit: UnitId, counter: Option<CounterId>) -> String {
        let config = &self.shared.config;
        let counter = counter.and_then(|id| config.counter(id)).map(|counter| counter.name.clone());
        counter.or_else(|| config.unit(unit).map(|unit| unit.name.clone())).unwrap_or_default()
    }

    /// A line from side to side.
    fn rule(&self, thick: f32, colour: fn(&Wall) -> Color) -> Element<'a, Message> {
        filled(colour).width(Length::Fill).height(self.px(thick).max(1.0)).into()
    }

    /// A line from top to bottom between the units.
    fn upright(&self) -> Element<'a, Message> {
        filled(|wall| wall.band_line).width(self.px(3.0).max(1.0)).height(Length::Fill).into()
    }
}

/// A part of the display in its own colours.
fn part<'a>(
    content: impl Into<Element<'a, Message>>,
    colours: fn(&Wall) -> (Color, Color),
) -> container::Container<'a, Message, Theme> {
    container(content).width(Length::Fill).style(move |theme: &Theme| {
        let (fill, ink) = colours(theme.wall());
        container::Style {
            background: Some(fill.into()),
            text_color: Some(ink),
            ..container::Style::default()
        }
    })
}

fn filled<'a>(colour: fn(&Wall) -> Color) -> container::Container<'a, Message, Theme> {
    container(Space::new()).style(move |theme: &Theme| container::background(colour(theme.wall())))
}

/// As many units as there is room for; the others take their turn.
fn turn(all: &[DisplayNext], now: i64) -> &[DisplayNext] {
    let turns = all.len().div_ceil(UNITS).max(1);
    let each = all.len().div_ceil(turns).max(1);
    let at = usize::try_from((now / TURN).rem_euclid(i64::try_from(turns).unwrap_or(1))).unwrap_or(0);
    all.chunks(each).nth(at).unwrap_or_default()
}
