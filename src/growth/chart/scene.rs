//! What a painter has to know: a size, and items to paint in order.

/// A place in pixels at 100 %; y grows downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// From the left edge.
    pub x: f32,
    /// From the top edge.
    pub y: f32,
}

impl Point {
    /// A place.
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }
}

/// What a colour means; painters map it to the theme's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ink {
    /// Behind everything.
    Surface,
    /// The normal band.
    Green,
    /// The middle of the normal band.
    GreenInner,
    /// The bands beside the normal one.
    Yellow,
    /// The −3 SD line.
    Red,
    Median,
    /// Other SD lines.
    BandLine,
    Grid,
    /// Main text, the child's points and their line.
    Ink,
    /// Axis text and quiet lines.
    InkQuiet,
}

impl Ink {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Surface,
        Self::Green,
        Self::GreenInner,
        Self::Yellow,
        Self::Red,
        Self::Median,
        Self::BandLine,
        Self::Grid,
        Self::Ink,
        Self::InkQuiet,
    ];
}

/// Which side of a text its place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins at its place.
    Start,
    /// The text is centred on its place.
    Middle,
    /// The text ends at its place.
    End,
}

/// How heavy a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// 400.
    Regular,
    /// 600.
    SemiBold,
}

/// One thing to paint.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// An open line with round joins.
    Line {
        /// Its corners.
        points: Vec<Point>,
        /// How thick.
        width: f32,
        /// Length of dashes and of the gaps between them.
        dash: Option<f32>,
        /// Colour.
        ink: Ink,
    },
    /// A closed, filled shape.
    Area {
        /// Its corners.
        points: Vec<Point>,
        /// Colour.
        ink: Ink,
    },
    /// A filled rectangle with an edge of one pixel.
    Rect {
        /// Top left corner.
        at: Point,
        width: f32,
        height: f32,
        /// Radius of the corners.
        radius: f32,
        /// Inside.
        fill: Ink,
        edge: Option<Ink>,
    },
    /// A filled circle with an edge.
    Dot {
        /// Centre.
        at: Point,
        /// Radius to the middle of the edge.
        radius: f32,
        /// Inside.
        fill: Ink,
        /// Colour and thickness of the edge.
        edge: (Ink, f32),
    },
    /// One line of text.
    Text {
        /// Horizontally as `anchor` says; vertically the *middle* of the digits.
        at: Point,
        /// Which side of the text `at` is.
        anchor: Anchor,
        /// Height of the font in pixels.
        size: f32,
        /// How heavy.
        weight: Weight,
        /// Colour.
        ink: Ink,
        /// The words.
        text: String,
    },
}

impl Item {
    /// Whether it is a text of which something lies in the box of that corner and size.
    pub(super) fn is_text_in(&self, corner: Point, (width, height): (f32, f32)) -> bool {
        let Self::Text { at, anchor, size, text, .. } = self else { return false };
        let wide = about_width(text, *size);
        let from = match anchor {
            Anchor::Start => at.x,
            Anchor::Middle => at.x - wide / 2.0,
            Anchor::End => at.x - wide,
        };
        let across = from < corner.x + width && corner.x < from + wide;
        let down = at.y - size / 2.0 < corner.y + height && corner.y < at.y + size / 2.0;
        across && down
    }
}

/// A whole chart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// Width in pixels.
    pub width: f32,
    /// Height in pixels.
    pub height: f32,
    /// What to paint, the first lowest.
    pub items: Vec<Item>,
}

impl Scene {
    pub(super) fn line(&mut self, points: Vec<Point>, width: f32, ink: Ink) {
        self.items.push(Item::Line { points, width, dash: None, ink });
    }

    pub(super) fn dashed(&mut self, points: Vec<Point>, ink: Ink) {
        self.items.push(Item::Line { points, width: 1.0, dash: Some(3.0), ink });
    }

    pub(super) fn label(&mut self, at: Point, anchor: Anchor, ink: Ink, text: impl Into<String>) {
        self.items.push(Item::Text {
            at,
            anchor,
            size: 12.0,
            weight: Weight::Regular,
            ink,
            text: text.into(),
        });
    }

    pub(super) fn bold(&mut self, at: Point, size: f32, ink: Ink, text: impl Into<String>) {
        let (anchor, weight) = (Anchor::Start, Weight::SemiBold);
        self.items.push(Item::Text { at, anchor, size, weight, ink, text: text.into() });
    }
}

/// About how wide a text is in IBM Plex Sans; only for leaving room.
pub(super) fn about_width(text: &str, size: f32) -> f32 {
    let units: f32 = text
        .chars()
        .map(|letter| match letter {
            'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' => 0.29,
            ' ' | '·' | '(' | ')' | '-' | 'f' | 't' | 'r' => 0.38,
            'm' | 'w' | 'M' | 'W' => 0.88,
            letter if letter.is_uppercase() => 0.66,
            _ => 0.59,
        })
        .sum();
    units * size
}
