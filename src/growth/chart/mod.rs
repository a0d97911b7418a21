//! The growth chart as a description: lines, areas and words at places, which screens, paper and files paint.
//!
//! Knows neither iced nor PDF. Colours are named by what they mean ([`Ink`]); words and formatted numbers are handed
//! in by the caller, who knows the language.

mod bands;
mod build;
mod callout;
mod scene;
mod svg;

pub use build::{Callout, Mark, Spec, Words, build, mark};
pub use scene::{Anchor, Ink, Item, Point, Scene, Weight};
pub use svg::{Palette, svg};
