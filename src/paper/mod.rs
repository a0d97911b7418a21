//! Paper: fonts, pages drawn in millimetres, page furniture and tables, written as PDF.
//!
//! The only room that knows `printpdf`. The same content gives the same bytes: no clock, no random ids. Words come
//! ready in the reader's language, or from [`crate::words::Words`] for the furniture alone.

mod bars;
pub mod chart;
mod document;
mod font;
mod grid;
mod page;
mod sheet;

pub use bars::{Bar, HEIGHT as BARS_HEIGHT, bars};
pub use document::{About, Document};
pub use font::{Weight, width, wrap};
pub use grid::{Cell, Column, Grid};
pub use page::{Align, Ink, Line, Page, Place, Type};
pub use sheet::{Furniture, Sheet};

/// A paper that cannot be made: faults of ours, never of what is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// A bundled typeface cannot be read or cut down.
    #[error("the typeface of the paper could not be read")]
    Font,
    /// The bytes could not be written.
    #[error("the PDF could not be written")]
    Write,
}

/// Points in a millimetre.
pub const POINTS_PER_MM: f32 = 72.0 / 25.4;

/// Points as millimetres.
pub const fn mm(points: f32) -> f32 {
    points / POINTS_PER_MM
}
