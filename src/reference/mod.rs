//! Bundled reference data: areas, diagnoses, age bands, ranges of vital signs, names, and the folding of names.
//!
//! Everything here is part of the program and read on first use. Knows no clock, no file outside it, no database.

pub mod areas;
pub mod bands;
pub mod clinical;
pub mod diagnoses;
pub mod fold;
pub mod icd;
pub mod icd_import;
pub mod names;
pub mod own;
pub mod ranges;
pub mod slip;
