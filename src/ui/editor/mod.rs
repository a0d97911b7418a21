//! The editors of what is set up: the clinic, its villages, its units, the people who work here.
//!
//! The first run and the settings share them. An editor holds what is typed, reads it, and draws its fields; it knows
//! neither drafts nor commands. Where the result goes is its screen's business: into memory before the clinic begins,
//! through the door afterwards.

pub mod account;
pub mod clinic;
pub mod secrets;
pub mod units;
pub mod villages;

/// Width of a form at most.
pub const FORM: f32 = 640.0;
