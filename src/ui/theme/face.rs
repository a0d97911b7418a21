//! How each kind of pressable thing is painted in each of its states.

use iced::Color;
use iced::border::Radius;

use super::{LINE, Palette, RADIUS, Theme, Tone};

/// Kinds of pressable things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The one action of a region.
    Primary,
    Secondary,
    /// Text only.
    Quiet,
    /// Cannot be taken back.
    Danger,
    /// A filter or a choice.
    Chip(Choice),
    /// One part of a segmented choice.
    Segment(Choice),
    /// A line of a list.
    Row(Choice),
    /// An item of the rail.
    Rail(Choice),
    Tab(Choice),
    /// Nothing of its own but the ring: the content paints itself.
    Bare,
    ToastLink,
    /// A large card of the kiosk.
    Card,
}

/// Whether a thing of several is the chosen one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Choice {
    #[default]
    Open,
    Chosen,
}

impl From<bool> for Choice {
    fn from(chosen: bool) -> Self {
        if chosen { Self::Chosen } else { Self::Open }
    }
}

/// What is happening to a pressable thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Active,
    Hovered,
    Pressed,
    /// It cannot be pressed now.
    Off,
}

/// Where the accent bar of a chosen thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    None,
    /// 3 px along the left edge.
    Left,
    /// 3 px at the window's edge, 8 px left of the item.
    Rail,
    /// 3 px along the lower edge.
    Below,
}

/// How it is painted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Face {
    pub fill: Option<Color>,
    pub ink: Color,
    pub edge: Color,
    pub edge_width: f32,
    pub radius: Radius,
    pub bar: Bar,
    pub bar_color: Color,
}

impl Theme {
    /// The look of a pressable thing.
    pub fn face(&self, kind: Kind, status: Status) -> Face {
        let p = self.palette();
        let plain = Face {
            fill: None,
            ink: p.ink,
            edge: Color::TRANSPARENT,
            edge_width: 0.0,
            radius: RADIUS.into(),
            bar: Bar::None,
            bar_color: p.accent,
        };
        let edged = |edge| Face { fill: Some(p.surface), edge, edge_width: LINE, ..plain };
        let off = Face { fill: Some(p.sunken), ink: p.ink_2, ..edged(p.line) };
        match kind {
            Kind::Primary => match status {
                Status::Off => off,
                _ => Face { fill: Some(deepen(p, p.accent, status)), ink: p.on_accent, ..plain },
            },
            Kind::Secondary => touched(p, status, off, edged(p.line_2)),
            Kind::Danger => touched(p, status, off, Face { ink: p.late, ..edged(p.late) }),
            Kind::Quiet => match status {
                Status::Off => Face { ink: p.ink_2, ..plain },
                _ => touched(p, status, plain, Face { ink: p.accent, ..plain }),
            },
            Kind::Card => touched(p, status, off, Face { radius: 12.0.into(), ..edged(p.line_2) }),
            Kind::Chip(Choice::Open) => touched(p, status, off, edged(p.line)),
            Kind::Chip(Choice::Chosen) | Kind::Segment(Choice::Chosen) => {
                Face { fill: Some(p.accent_soft), ink: p.accent, ..edged(p.accent) }
            }
            Kind::Segment(Choice::Open) => {
                touched(p, status, Face { ink: p.ink_2, fill: None, ..plain }, plain)
            }
            Kind::Row(Choice::Open) => {
                touched(p, status, Face { radius: 0.0.into(), ..plain }, Face { radius: 0.0.into(), ..plain })
            }
            Kind::Row(Choice::Chosen) => {
                Face { fill: Some(p.accent_soft), radius: 0.0.into(), bar: Bar::Left, ..plain }
            }
            Kind::Rail(Choice::Open) => {
                let rail = Face { ink: p.ink_2, ..plain };
                touched(p, status, rail, rail)
            }
            Kind::Rail(Choice::Chosen) => {
                Face { fill: Some(p.accent_soft), ink: p.accent, bar: Bar::Rail, ..plain }
            }
            Kind::Tab(Choice::Open) => {
                let tab = Face { ink: p.ink_2, radius: 0.0.into(), ..plain };
                touched(p, status, tab, tab)
            }
            Kind::Tab(Choice::Chosen) => Face { ink: p.accent, radius: 0.0.into(), bar: Bar::Below, ..plain },
            Kind::Bare => match status {
                Status::Off => Face { ink: p.ink_2, ..plain },
                _ => plain,
            },
            Kind::ToastLink => Face { ink: self.tone(Tone::ToastLink), ..plain },
        }
    }
}

/// Under the mouse a thing sinks a little; pressed, it has the colour of a chosen one.
fn touched(palette: &Palette, status: Status, off: Face, face: Face) -> Face {
    match status {
        Status::Active => face,
        Status::Hovered => Face { fill: Some(palette.sunken), ..face },
        Status::Pressed => Face { fill: Some(palette.accent_soft), ..face },
        Status::Off => off,
    }
}

/// A strong fill under the mouse moves a little towards the ink; text on it keeps its contrast.
fn deepen(palette: &Palette, fill: Color, status: Status) -> Color {
    let share = match status {
        Status::Active | Status::Off => return fill,
        Status::Hovered => 0.08,
        Status::Pressed => 0.16,
    };
    let towards = |from: f32, to: f32| (from + (to - from) * share).clamp(0.0, 1.0);
    Color::from_rgb(
        towards(fill.r, palette.ink.r),
        towards(fill.g, palette.ink.g),
        towards(fill.b, palette.ink.b),
    )
}
