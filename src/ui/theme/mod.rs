//! How Loket looks: the three palettes, text and space. No colour, size or padding is written anywhere else.
//!
//! **Text scale.** A view never multiplies by the scale. The program hands [`TextScale::factor`] to the window
//! (`scale_factor` of `iced::daemon`), so that letters, rows, buttons and gaps grow together and nothing is cut
//! off; a screen sees a smaller window instead: 1366 × 768 at 160 % is 854 × 480 of the pixels used here.
//! The waiting-room display keeps a factor of 1.

mod catalog;
mod face;
pub mod font;
mod palette;
mod space;
mod wall;

pub use face::{Bar, Choice, Face, Kind, Status};
pub use palette::{Growth, Palette, Tone};
pub use space::{Gap, LINE, RADIUS, RADIUS_SMALL, Size, TextScale};
pub use wall::Wall;

use iced::theme::{Base, Mode, Style};

/// Which of the three palettes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Look {
    #[default]
    Light,
    Dark,
    Contrast,
}

impl Look {
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Contrast];

    /// The word kept in the settings file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }

    /// The look with that name in the settings file; an unknown word is the light one.
    pub fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|look| look.name() == name).unwrap_or_default()
    }
}

/// The theme every element of the program is drawn with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Theme {
    look: Look,
    palette: Palette,
}

impl Theme {
    pub const LIGHT: Self = Self { look: Look::Light, palette: palette::LIGHT };
    pub const DARK: Self = Self { look: Look::Dark, palette: palette::DARK };
    pub const CONTRAST: Self = Self { look: Look::Contrast, palette: palette::CONTRAST };

    pub const fn new(look: Look) -> Self {
        match look {
            Look::Light => Self::LIGHT,
            Look::Dark => Self::DARK,
            Look::Contrast => Self::CONTRAST,
        }
    }

    pub const fn look(&self) -> Look {
        self.look
    }

    pub const fn palette(&self) -> &Palette {
        &self.palette
    }

    /// The colour of a tone as text, line or shape.
    pub const fn tone(&self, tone: Tone) -> iced::Color {
        self.palette.tone(tone)
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::LIGHT
    }
}

impl Base for Theme {
    fn default(preference: Mode) -> Self {
        match preference {
            Mode::Dark => Self::DARK,
            Mode::Light | Mode::None => Self::LIGHT,
        }
    }

    fn mode(&self) -> Mode {
        match self.look {
            Look::Dark => Mode::Dark,
            Look::Light | Look::Contrast => Mode::Light,
        }
    }

    fn base(&self) -> Style {
        Style { background_color: self.palette.ground, text_color: self.palette.ink }
    }

    fn palette(&self) -> Option<iced::theme::Palette> {
        None
    }

    fn name(&self) -> &str {
        self.look.name()
    }
}

/// What the program gives to `iced::daemon(..).settings(..)`, and the tests to the Simulator: our fonts, 14 px.
pub fn settings() -> iced::Settings {
    iced::Settings {
        fonts: font::bundled(),
        default_font: font::REGULAR,
        default_text_size: Size::Body.pixels(),
        ..iced::Settings::default()
    }
}
