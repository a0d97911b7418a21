//! Loket: the front desk of one Indonesian community clinic.
//!
//! The plan of the house is in `ARCHITECTURE.md`; `tests/architecture.rs` holds the code to it.

pub mod growth;
pub mod reference;
pub mod screening;
pub mod seal;
pub mod store;
pub mod terms;
pub mod visits;
pub mod words;
