//! The bundled fonts: IBM Plex Sans in three weights, and the icons.
//!
//! Plex's digits are all equally wide by default, which the columns of figures rely on.
//! It has no ● ◆ ○ ↵: shapes are drawn, never typed.

use std::borrow::Cow;

use iced::Font;
use iced::font::Weight;

const FAMILY: &str = "IBM Plex Sans";

/// Body text.
pub const REGULAR: Font = Font::with_name(FAMILY);
/// Labels, buttons, names.
pub const MEDIUM: Font = Font { weight: Weight::Medium, ..REGULAR };
/// Titles, ticket numbers, chosen values.
pub const SEMIBOLD: Font = Font { weight: Weight::Semibold, ..REGULAR };
/// The icons; use [`crate::ui::icon::Icon`].
pub const ICONS: Font = Font::with_name("lucide");

pub(crate) const ICON_BYTES: &[u8] = include_bytes!("../../../assets/fonts/lucide-subset.ttf");

/// The font files, for the settings of the program.
pub fn bundled() -> Vec<Cow<'static, [u8]>> {
    vec![
        Cow::Borrowed(include_bytes!("../../../assets/fonts/IBMPlexSans-Regular.ttf")),
        Cow::Borrowed(include_bytes!("../../../assets/fonts/IBMPlexSans-Medium.ttf")),
        Cow::Borrowed(include_bytes!("../../../assets/fonts/IBMPlexSans-SemiBold.ttf")),
        Cow::Borrowed(ICON_BYTES),
    ]
}
