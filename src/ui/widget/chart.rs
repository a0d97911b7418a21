//! The growth chart on the screen: paints what [`crate::growth::chart`] describes.
//!
//! The screen builds the [`Scene`] in its `update`, for the size it will be shown at, and gives it to [`chart`]. Where
//! there is less room the whole picture shrinks.

use std::borrow::Cow;

use iced::alignment::{Horizontal, Vertical};
use iced::widget::canvas::{Frame, LineCap, LineDash, LineJoin, Path, Stroke, Text};
use iced::{Color, Length};

use super::paint::{Picture, painting};
use crate::growth::chart::{Anchor, Ink, Item, Point, Scene, Weight};
use crate::ui::Element;
use crate::ui::theme::{LINE, Palette, Theme, font};

/// The chart, as large as its scene says.
pub fn chart<'a, Message: 'a>(scene: &'a Scene) -> Element<'a, Message> {
    let size = iced::Size::new(Length::Fixed(scene.width), Length::Fixed(scene.height));
    painting(Cow::Borrowed(scene), size)
}

impl Picture for Scene {
    fn paint(&self, frame: &mut Frame, theme: &Theme, _ink: Color) {
        let scale = (frame.width() / self.width).min(frame.height() / self.height);
        if scale.is_finite() && scale > 0.0 && scale < 1.0 {
            frame.scale(scale);
        }
        for item in &self.items {
            paint(frame, theme.palette(), item);
        }
    }
}

fn paint(frame: &mut Frame, palette: &Palette, item: &Item) {
    match item {
        Item::Line { points, width, dash, ink } => {
            let segments = dash.map(|length| [length, length]);
            let stroke = Stroke {
                line_join: LineJoin::Round,
                line_cap: if dash.is_some() { LineCap::Butt } else { LineCap::Round },
                line_dash: LineDash { segments: segments.as_ref().map_or(&[], |both| both), offset: 0 },
                ..Stroke::default()
            };
            frame.stroke(&path(points), stroke.with_color(color(palette, *ink)).with_width(*width));
        }
        Item::Area { points, ink } => frame.fill(&path(points), color(palette, *ink)),
        Item::Rect { at, width, height, radius, fill, edge } => {
            let size = iced::Size::new(*width, *height);
            let body = Path::rounded_rectangle(place(*at), size, (*radius).into());
            frame.fill(&body, color(palette, *fill));
            if let Some(edge) = edge {
                let stroke = Stroke::default().with_color(color(palette, *edge)).with_width(LINE);
                frame.stroke(&body, stroke);
            }
        }
        Item::Dot { at, radius, fill, edge: (edge, width) } => {
            let circle = Path::circle(place(*at), *radius);
            frame.fill(&circle, color(palette, *fill));
            let stroke = Stroke::default().with_color(color(palette, *edge)).with_width(*width);
            frame.stroke(&circle, stroke);
        }
        Item::Text { at, anchor, size, weight, ink, text } => frame.fill_text(Text {
            content: text.clone(),
            position: place(*at),
            color: color(palette, *ink),
            size: (*size).into(),
            font: match weight {
                Weight::Regular => font::REGULAR,
                Weight::SemiBold => font::SEMIBOLD,
            },
            align_x: match anchor {
                Anchor::Start => Horizontal::Left,
                Anchor::Middle => Horizontal::Center,
                Anchor::End => Horizontal::Right,
            }
            .into(),
            align_y: Vertical::Center,
            ..Text::default()
        }),
    }
}

const fn place(point: Point) -> iced::Point {
    iced::Point::new(point.x, point.y)
}

fn path(points: &[Point]) -> Path {
    Path::new(|path| {
        let mut points = points.iter();
        if let Some(first) = points.next() {
            path.move_to(place(*first));
        }
        for point in points {
            path.line_to(place(*point));
        }
    })
}

const fn color(palette: &Palette, ink: Ink) -> Color {
    match ink {
        Ink::Surface => palette.surface,
        Ink::Green => palette.growth.green,
        Ink::GreenInner => palette.growth.green_inner,
        Ink::Yellow => palette.growth.yellow,
        Ink::Red => palette.growth.red,
        Ink::Median => palette.growth.median,
        Ink::BandLine => palette.growth.line,
        Ink::Grid => palette.growth.grid,
        Ink::Ink => palette.ink,
        Ink::InkQuiet => palette.ink_2,
    }
}
