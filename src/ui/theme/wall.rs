//! The colours of the waiting room's display, read from eight metres: every pair has at least 7:1.

#![expect(clippy::unreadable_literal, reason = "colours are written as in the design: six digits")]

use iced::Color;

use super::palette::rgb;
use super::{Look, Theme};

/// What the display is painted with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wall {
    /// Head and earlier calls.
    pub sheet: Color,
    /// Text on it.
    pub ink: Color,
    /// Thin lines on it.
    pub line: Color,
    /// Behind the number being called.
    pub deep: Color,
    /// The number being called.
    pub on_deep: Color,
    /// Behind who is next.
    pub band: Color,
    /// Thin lines on it.
    pub band_line: Color,
    /// Thick lines between the parts.
    pub edge: Color,
    /// Behind the running text.
    pub foot: Color,
    /// The running text.
    pub on_foot: Color,
    /// The mark before it.
    pub mark: Color,
}

const LIGHT: Wall = Wall {
    sheet: rgb(0xFFFFFF),
    ink: rgb(0x14201C),
    line: rgb(0x84928B),
    deep: rgb(0x063B31),
    on_deep: rgb(0xFFFFFF),
    band: rgb(0xE7EFEC),
    band_line: rgb(0x9DB0A8),
    edge: rgb(0x14201C),
    foot: rgb(0x14201C),
    on_foot: rgb(0xFFFFFF),
    mark: rgb(0x4CC2A8),
};

const DARK: Wall = Wall {
    sheet: rgb(0x18211E),
    ink: rgb(0xE6EEEA),
    line: rgb(0x74847D),
    band: rgb(0x0F1614),
    band_line: rgb(0x74847D),
    edge: rgb(0x74847D),
    foot: rgb(0x000000),
    on_foot: rgb(0xE6EEEA),
    ..LIGHT
};

const CONTRAST: Wall = Wall {
    ink: rgb(0x000000),
    line: rgb(0x000000),
    deep: rgb(0x000000),
    band: rgb(0xFFFFFF),
    band_line: rgb(0x000000),
    edge: rgb(0x000000),
    foot: rgb(0x000000),
    mark: rgb(0xFFFFFF),
    ..LIGHT
};

impl Theme {
    /// The display's colours in this look.
    pub const fn wall(&self) -> &'static Wall {
        match self.look() {
            Look::Light => &LIGHT,
            Look::Dark => &DARK,
            Look::Contrast => &CONTRAST,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_on_the_display_is_read_from_the_last_bench() {
        for look in Look::ALL {
            let wall = Theme::new(look);
            let wall = wall.wall();
            for (text, ground) in [
                (wall.ink, wall.sheet),
                (wall.on_deep, wall.deep),
                (wall.ink, wall.band),
                (wall.on_foot, wall.foot),
            ] {
                let (one, other) = (text.relative_luminance() + 0.05, ground.relative_luminance() + 0.05);
                assert!(one.max(other) / one.min(other) >= 7.0, "{look:?}");
            }
        }
    }
}
