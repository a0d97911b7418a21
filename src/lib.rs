//! Loket: the front desk of one Indonesian community clinic.
//!
//! The plan of the house is in `ARCHITECTURE.md`; `tests/architecture.rs` holds the code to it.

pub mod cli;
pub mod growth;
pub mod reference;
pub mod seal;
pub mod terms;
pub mod words;
