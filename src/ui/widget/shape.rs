//! The shapes of states, drawn: a state is a word, a shape and a colour.

use std::borrow::Cow;

use iced::widget::canvas::{Frame, LineCap, LineJoin, Path, Stroke};
use iced::{Color, Length, Point};

use super::paint::{Picture, painting};
use crate::ui::Element;
use crate::ui::theme::{Theme, Tone};

/// The side of the box they are drawn in.
pub const BOX: f32 = 10.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Waiting.
    Ring,
    /// Called.
    Disc,
    /// Serving.
    Play,
    /// Done, normal.
    Tick,
    /// No-show.
    Cross,
    /// Too long; high; gained.
    Up,
    /// Low; not gained.
    Down,
    /// Priority.
    Diamond,
    /// Cancelled, closed, not weighed.
    Dash,
    /// Draft.
    HalfDisc,
    /// Very low.
    Square,
}

impl Shape {
    /// In a colour of its own instead of that of the text around it.
    pub fn tone(self, tone: Tone) -> Mark {
        Mark { shape: self, side: BOX, tone: Some(tone) }
    }

    /// Larger or smaller than 10 px.
    pub fn size(self, side: f32) -> Mark {
        Mark { shape: self, side, tone: None }
    }

    /// What is filled, and what is only drawn as a line.
    fn path(self) -> (Path, bool) {
        let at = Point::new;
        let closed = |points: &[Point]| (line(points, true), true);
        let open = |points: &[Point]| (line(points, false), false);
        match self {
            Self::Ring | Self::HalfDisc => (Path::circle(at(5.0, 5.0), 4.0), false),
            Self::Disc => (Path::circle(at(5.0, 5.0), 5.0), true),
            Self::Play => closed(&[at(1.0, 0.5), at(9.5, 5.0), at(1.0, 9.5)]),
            Self::Tick => open(&[at(1.0, 5.5), at(4.0, 8.5), at(9.0, 2.0)]),
            Self::Cross => {
                let path = Path::new(|p| {
                    p.move_to(at(1.5, 1.5));
                    p.line_to(at(8.5, 8.5));
                    p.move_to(at(8.5, 1.5));
                    p.line_to(at(1.5, 8.5));
                });
                (path, false)
            }
            Self::Up => closed(&[at(5.0, 0.5), at(10.0, 9.5), at(0.0, 9.5)]),
            Self::Down => closed(&[at(5.0, 9.5), at(0.0, 0.5), at(10.0, 0.5)]),
            Self::Diamond => closed(&[at(5.0, 0.0), at(10.0, 5.0), at(5.0, 10.0), at(0.0, 5.0)]),
            Self::Dash => open(&[at(1.0, 5.0), at(9.0, 5.0)]),
            Self::Square => {
                (Path::rounded_rectangle(at(0.5, 0.5), iced::Size::new(9.0, 9.0), 1.0.into()), true)
            }
        }
    }

    /// Draws it with its top left corner at the origin of the frame.
    fn draw(self, frame: &mut Frame, side: f32, color: Color) {
        frame.scale(side / BOX);
        let (path, filled) = self.path();
        if filled {
            frame.fill(&path, color);
        } else {
            let stroke = Stroke { line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
            frame.stroke(&path, stroke.with_color(color).with_width(2.0 * side / BOX));
        }
        if self == Self::HalfDisc {
            let half = Path::new(|p| {
                p.arc(iced::widget::canvas::path::Arc {
                    center: Point::new(5.0, 5.0),
                    radius: 4.0,
                    start_angle: iced::Radians(std::f32::consts::FRAC_PI_2),
                    end_angle: iced::Radians(std::f32::consts::FRAC_PI_2 * 3.0),
                });
                p.close();
            });
            frame.fill(&half, color);
        }
    }
}

fn line(points: &[Point], close: bool) -> Path {
    Path::new(|path| {
        let mut points = points.iter();
        if let Some(first) = points.next() {
            path.move_to(*first);
        }
        for point in points {
            path.line_to(*point);
        }
        if close {
            path.close();
        }
    })
}

/// A shape as an element.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    shape: Shape,
    side: f32,
    tone: Option<Tone>,
}

impl Mark {
    pub fn tone(self, tone: Tone) -> Self {
        Self { tone: Some(tone), ..self }
    }
}

impl Picture for Mark {
    fn paint(&self, frame: &mut Frame, theme: &Theme, ink: Color) {
        let color = self.tone.map_or(ink, |tone| theme.tone(tone));
        self.shape.draw(frame, self.side, color);
    }
}

impl<'a, Message: 'a> From<Mark> for Element<'a, Message> {
    fn from(mark: Mark) -> Self {
        let side = Length::Fixed(mark.side);
        painting(Cow::<Mark>::Owned(mark), iced::Size::new(side, side))
    }
}

impl<'a, Message: 'a> From<Shape> for Element<'a, Message> {
    fn from(shape: Shape) -> Self {
        shape.size(BOX).into()
    }
}
