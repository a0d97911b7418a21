//! Bars: a share as a small bar, and numbers over days as upright ones.

use std::borrow::Cow;

use iced::alignment::{Horizontal, Vertical};
use iced::widget::canvas::{Frame, LineDash, Path, Stroke, Text};
use iced::{Color, Length, Point, Rectangle};

use super::paint::{Picture, painting};
use crate::ui::Element;
use crate::ui::theme::{Gap, LINE, Size, Theme, Tone, font};

/// A share between 0 and 1 as a bar of 8 px, as wide as there is room.
pub fn share<'a, Message: 'a>(share: f32, tone: Tone) -> Element<'a, Message> {
    let size = iced::Size::new(Length::Fill, Length::Fixed(8.0));
    painting(Cow::<Share>::Owned(Share { share: share.clamp(0.0, 1.0), tone }), size)
}

#[derive(Debug, Clone, PartialEq)]
struct Share {
    share: f32,
    tone: Tone,
}

impl Picture for Share {
    fn paint(&self, frame: &mut Frame, theme: &Theme, _ink: Color) {
        let size = iced::Size::new((frame.width() * self.share).round(), frame.height());
        if size.width >= 1.0 {
            frame.fill(&Path::rounded_rectangle(Point::ORIGIN, size, 2.0.into()), theme.tone(self.tone));
        }
    }
}

/// How high what is to come is drawn, of the scale.
const TO_COME: f32 = 0.5;

#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// `None` has not happened yet, and is dashed.
    pub value: Option<f32>,
    /// Below it; empty for none.
    pub label: String,
    /// Above it, and the bar in the accent; for the ones that are to be read.
    pub figure: Option<String>,
}

/// Upright bars over a common scale from 0 to a round number. `tick` words a number of the scale.
pub fn upright<'a, Message: 'a>(
    bars: Vec<Bar>,
    height: f32,
    tick: impl Fn(f32) -> String + 'a,
) -> Element<'a, Message> {
    let top = round_top(bars.iter().filter_map(|bar| bar.value).fold(0.0, f32::max));
    let ticks = [0.0, top / 2.0, top].map(|value| (value, tick(value)));
    let size = iced::Size::new(Length::Fill, Length::Fixed(height));
    painting(Cow::<Upright>::Owned(Upright { bars, top, ticks }), size)
}

/// The end of the scale: the next 1, 2 or 5 with noughts.
fn round_top(most: f32) -> f32 {
    let mut step = 1.0;
    while step < 1e9 {
        for top in [step * 2.0, step * 5.0, step * 10.0] {
            if most <= top {
                return top;
            }
        }
        step *= 10.0;
    }
    most
}

#[derive(Debug, Clone, PartialEq)]
struct Upright {
    bars: Vec<Bar>,
    top: f32,
    ticks: [(f32, String); 3],
}

impl Picture for Upright {
    fn paint(&self, frame: &mut Frame, theme: &Theme, _ink: Color) {
        let p = theme.palette();
        let size = frame.size();
        let (left, head, foot) =
            (Gap::Xxl.pixels(), Size::Small.line(), Size::Small.line() + Gap::Xs.pixels());
        let plot = Rectangle {
            x: left,
            y: head,
            // The last label stands in the middle below its bar, and may be wider than it.
            width: (size.width - left - Gap::L.pixels()).max(0.0),
            height: (size.height - head - foot).max(0.0),
        };
        let y = |value: f32| plot.y + plot.height * (1.0 - value / self.top);
        for (value, words) in &self.ticks {
            let color = if *value > 0.0 { p.growth.grid } else { p.line_2 };
            let line = Rectangle { x: plot.x, y: y(*value), width: plot.width, height: LINE };
            frame.fill_rectangle(line.position(), line.size(), color);
            let at = Point::new(plot.x - Gap::S.pixels(), y(*value));
            write(frame, words, at, (Horizontal::Right, Vertical::Center), p.ink_2);
        }
        let step = plot.width / self.bars.len().max(1) as f32;
        let width = (step * 2.0 / 3.0).min(40.0);
        for (at, bar) in self.bars.iter().enumerate() {
            let middle = plot.x + step * (at as f32 + 0.5);
            let value = bar.value.unwrap_or(self.top * TO_COME).clamp(0.0, self.top);
            let (base, top) = (y(0.0), y(value));
            let corner = Point::new((middle - width / 2.0).round(), top.round());
            let body = iced::Size::new(width.round(), (base - corner.y).max(0.0));
            let color = if bar.figure.is_some() { p.accent } else { p.growth.line };
            let shape = Path::rounded_rectangle(corner, body, 2.0.into());
            if bar.value.is_some() {
                frame.fill(&shape, color);
            } else {
                let line_dash = LineDash { segments: &[3.0, 3.0], offset: 0 };
                frame.stroke(&shape, Stroke { line_dash, ..Stroke::default().with_color(p.line_2) });
            }
            if let Some(figure) = &bar.figure {
                let at = Point::new(middle, top - 2.0);
                write_bold(frame, figure, at, (Horizontal::Center, Vertical::Bottom), p.ink);
            }
            let at = Point::new(middle, base + Gap::Xs.pixels());
            write(frame, &bar.label, at, (Horizontal::Center, Vertical::Top), p.ink_2);
        }
    }
}

type Anchor = (Horizontal, Vertical);

fn write(frame: &mut Frame, words: &str, position: Point, anchor: Anchor, color: Color) {
    frame.fill_text(small(words, position, anchor, color));
}

fn write_bold(frame: &mut Frame, words: &str, position: Point, anchor: Anchor, color: Color) {
    frame.fill_text(Text { font: font::SEMIBOLD, ..small(words, position, anchor, color) });
}

fn small(words: &str, position: Point, (x, y): Anchor, color: Color) -> Text {
    Text {
        content: words.to_owned(),
        position,
        color,
        size: Size::Small.pixels(),
        line_height: Size::Small.line_height(),
        font: font::REGULAR,
        align_x: x.into(),
        align_y: y,
        ..Text::default()
    }
}

#[cfg(test)]
mod tests {
    use super::round_top;

    #[test]
    fn the_scale_ends_at_a_round_number() {
        let close = |most: f32, top: f32| (round_top(most) - top).abs() < 1e-3;
        assert!(close(97.0, 100.0) && close(101.0, 200.0) && close(0.0, 2.0) && close(4.0, 5.0));
    }
}
