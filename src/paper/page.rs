//! One page: marks in millimetres from its upper left corner. Knows nothing of PDF.

use super::font::{self, Weight};

/// A colour, as red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink(pub u8, pub u8, pub u8);

impl Ink {
    /// Running text.
    pub const BLACK: Self = Self(0x1b, 0x1f, 0x24);
    /// Text that says less.
    pub const QUIET: Self = Self(0x57, 0x60, 0x6a);
    /// Rules and edges.
    pub const RULE: Self = Self(0xc4, 0xc9, 0xd0);
    /// Behind heads and every other row.
    pub const SHADE: Self = Self(0xf1, 0xf3, 0xf5);
    /// The house's green.
    pub const ACCENT: Self = Self(0x0b, 0x6e, 0x5a);
    /// Nothing printed.
    pub const WHITE: Self = Self(0xff, 0xff, 0xff);
}

/// A place in millimetres; `y` grows downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// From the left edge.
    pub x: f32,
    /// From the upper edge.
    pub y: f32,
}

impl Place {
    /// A place.
    pub const fn at(x: f32, y: f32) -> Self {
        Self { x, y }
    }
}

/// Which side of a text its place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// The text begins at its place.
    Left,
    Centre,
    /// It ends there.
    Right,
}

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Type {
    pub weight: Weight,
    /// Size in points.
    pub points: f32,
    /// Colour.
    pub ink: Ink,
}

impl Type {
    /// Running text of this size.
    pub const fn regular(points: f32) -> Self {
        Self { weight: Weight::Regular, points, ink: Ink::BLACK }
    }

    /// Names and heads of this size.
    pub const fn semi_bold(points: f32) -> Self {
        Self { weight: Weight::SemiBold, points, ink: Ink::BLACK }
    }

    /// Between the two.
    pub const fn medium(points: f32) -> Self {
        Self { weight: Weight::Medium, points, ink: Ink::BLACK }
    }

    /// The same in another colour.
    pub const fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    /// Width of a text in millimetres.
    pub fn width(self, text: &str) -> f32 {
        font::width(text, self.weight, self.points)
    }
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Thickness in points.
    pub points: f32,
    /// Colour.
    pub ink: Ink,
    /// Length of dashes and gaps in points.
    pub dash: Option<f32>,
}

impl Line {
    /// A thin rule.
    pub const RULE: Self = Self { points: 0.5, ink: Ink::RULE, dash: None };

    /// A whole line.
    pub const fn solid(points: f32, ink: Ink) -> Self {
        Self { points, ink, dash: None }
    }
}

/// One thing on the page, painted in order.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Mark {
    /// `at` is the left end of the baseline.
    Text {
        at: Place,
        text: String,
        set: Type,
    },
    Line {
        points: Vec<Place>,
        line: Line,
    },
    Area {
        points: Vec<Place>,
        ink: Ink,
    },
}

/// A page, drawn from above.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Width in millimetres.
    pub width: f32,
    /// Height in millimetres.
    pub height: f32,
    pub(super) marks: Vec<Mark>,
}

impl Page {
    /// An empty page of this size in millimetres.
    pub const fn new(width: f32, height: f32) -> Self {
        Self { width, height, marks: Vec::new() }
    }

    /// An empty A4 page, upright.
    pub const fn a4() -> Self {
        Self::new(210.0, 297.0)
    }

    /// A text on one line; `at` is on its baseline.
    pub fn text(&mut self, at: Place, align: Align, text: &str, set: Type) {
        if text.is_empty() {
            return;
        }
        let x = match align {
            Align::Left => at.x,
            Align::Centre => at.x - set.width(text) / 2.0,
            Align::Right => at.x - set.width(text),
        };
        self.marks.push(Mark::Text { at: Place { x, ..at }, text: text.to_owned(), set });
    }

    /// An open line through these places.
    pub fn line(&mut self, points: &[Place], line: Line) {
        self.marks.push(Mark::Line { points: points.to_vec(), line });
    }

    /// A closed, filled shape.
    pub fn area(&mut self, points: &[Place], ink: Ink) {
        self.marks.push(Mark::Area { points: points.to_vec(), ink });
    }

    /// A filled rectangle; `at` is its upper left corner.
    pub fn rectangle(&mut self, at: Place, width: f32, height: f32, ink: Ink) {
        self.area(&corners(at, width, height), ink);
    }

    /// The edge of a rectangle.
    pub fn frame(&mut self, at: Place, width: f32, height: f32, line: Line) {
        let [first, second, third, fourth] = corners(at, width, height);
        self.line(&[first, second, third, fourth, first], line);
    }

    /// A filled circle.
    pub fn dot(&mut self, centre: Place, radius: f32, ink: Ink) {
        self.area(&circle(centre, radius), ink);
    }

    /// The edge of a circle.
    pub fn ring(&mut self, centre: Place, radius: f32, line: Line) {
        let mut points = circle(centre, radius);
        points.extend(points.first().copied());
        self.line(&points, line);
    }

    /// Every text with the left end of its baseline.
    pub fn texts(&self) -> impl Iterator<Item = (Place, &str, Type)> {
        self.marks.iter().filter_map(|mark| match mark {
            Mark::Text { at, text, set } => Some((*at, text.as_str(), *set)),
            Mark::Line { .. } | Mark::Area { .. } => None,
        })
    }

    /// For a paper whose length is known only at its end.
    pub const fn set_height(&mut self, height: f32) {
        self.height = height;
    }
}

fn corners(at: Place, width: f32, height: f32) -> [Place; 4] {
    let (right, bottom) = (at.x + width, at.y + height);
    [at, Place::at(right, at.y), Place::at(right, bottom), Place::at(at.x, bottom)]
}

fn circle(centre: Place, radius: f32) -> Vec<Place> {
    const CORNERS: u16 = 32;
    (0..CORNERS)
        .map(|corner| {
            let turn = f32::from(corner) / f32::from(CORNERS) * std::f32::consts::TAU;
            Place::at(centre.x + radius * turn.cos(), centre.y + radius * turn.sin())
        })
        .collect()
}
