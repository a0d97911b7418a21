//! Text sizes, gaps and the text scale. The grid is 4 px.

use iced::widget::text::LineHeight;
use iced::{Padding, Pixels};

/// Line and edge width.
pub const LINE: f32 = 1.0;
/// Corner of buttons, fields, panels.
pub const RADIUS: f32 = 6.0;
/// Corner of badges and key hints.
pub const RADIUS_SMALL: f32 = 4.0;

/// The gaps there are: 4, 8, 12, 16, 24, 32.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    None,
    Xs,
    S,
    M,
    L,
    Xl,
    Xxl,
}

impl Gap {
    pub const fn pixels(self) -> f32 {
        match self {
            Self::None => 0.0,
            Self::Xs => 4.0,
            Self::S => 8.0,
            Self::M => 12.0,
            Self::L => 16.0,
            Self::Xl => 24.0,
            Self::Xxl => 32.0,
        }
    }

    /// A padding of `vertical` above and below, `horizontal` at the sides.
    pub const fn around(vertical: Self, horizontal: Self) -> Padding {
        Padding {
            top: vertical.pixels(),
            right: horizontal.pixels(),
            bottom: vertical.pixels(),
            left: horizontal.pixels(),
        }
    }
}

impl From<Gap> for Pixels {
    fn from(gap: Gap) -> Self {
        Self(gap.pixels())
    }
}

impl From<Gap> for f32 {
    fn from(gap: Gap) -> Self {
        gap.pixels()
    }
}

impl From<Gap> for Padding {
    fn from(gap: Gap) -> Self {
        Self::new(gap.pixels())
    }
}

impl From<Gap> for iced::Length {
    fn from(gap: Gap) -> Self {
        Self::Fixed(gap.pixels())
    }
}

/// The text sizes there are, with their lines: 12/16, 14/20, 16/24, 20/28, 28/36, 40/48.
/// `Display` is for the waiting-room screen and the kiosk only.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Size {
    Small,
    Body,
    Large,
    Title,
    Heading,
    Figure,
    /// As large as the screen allows; the line is as high as the letters.
    Display(f32),
}

impl Size {
    pub const fn pixels(self) -> Pixels {
        Pixels(match self {
            Self::Small => 12.0,
            Self::Body => 14.0,
            Self::Large => 16.0,
            Self::Title => 20.0,
            Self::Heading => 28.0,
            Self::Figure => 40.0,
            Self::Display(pixels) => pixels,
        })
    }

    /// Height of one line in pixels.
    pub fn line(self) -> f32 {
        match self {
            Self::Small => 16.0,
            Self::Body => 20.0,
            Self::Large => 24.0,
            Self::Title => 28.0,
            Self::Heading => 36.0,
            Self::Figure => 48.0,
            Self::Display(pixels) => (pixels * 1.1).round(),
        }
    }

    pub fn line_height(self) -> LineHeight {
        LineHeight::Absolute(Pixels(self.line()))
    }
}

/// The text scale a person chose, in per cent: 90 to 160.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextScale(u16);

impl TextScale {
    pub const MIN: Self = Self(90);
    pub const MAX: Self = Self(160);
    /// The choices offered.
    pub const STEPS: [Self; 6] = [Self(90), Self(100), Self(110), Self(125), Self(140), Self(160)];

    /// The nearest allowed scale: a settings file may hold anything.
    pub fn from_percent(percent: u16) -> Self {
        Self(percent.clamp(Self::MIN.0, Self::MAX.0))
    }

    pub const fn percent(self) -> u16 {
        self.0
    }

    /// What the window multiplies every length by.
    pub fn factor(self) -> f32 {
        f32::from(self.0) / 100.0
    }

    /// The next larger step, for Ctrl and plus.
    pub fn larger(self) -> Self {
        Self::STEPS.into_iter().find(|step| *step > self).unwrap_or(Self::MAX)
    }

    /// The next smaller step, for Ctrl and minus.
    pub fn smaller(self) -> Self {
        Self::STEPS.into_iter().rev().find(|step| *step < self).unwrap_or(Self::MIN)
    }
}

impl Default for TextScale {
    fn default() -> Self {
        Self(100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_from_a_damaged_file_is_brought_into_range() {
        assert_eq!(TextScale::from_percent(0), TextScale::MIN);
        assert_eq!(TextScale::from_percent(9999), TextScale::MAX);
        assert_eq!(TextScale::from_percent(125).percent(), 125);
    }

    #[test]
    fn steps_stop_at_both_ends() {
        assert_eq!(TextScale::default().larger().percent(), 110);
        assert_eq!(TextScale::default().smaller(), TextScale::MIN);
        assert_eq!(TextScale::MIN.smaller(), TextScale::MIN);
        assert_eq!(TextScale::MAX.larger(), TextScale::MAX);
        assert_eq!(TextScale::from_percent(130).larger().percent(), 140);
    }
}
