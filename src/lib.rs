//! Loket: the front desk of one Indonesian community clinic.
//!
//! The plan of the house is in `ARCHITECTURE.md`; `tests/architecture.rs` holds the code to it.

pub mod cli;
pub mod clinic;
pub mod demo;
pub mod desk;
pub mod growth;
pub mod paper;
pub mod people;
pub mod printing;
pub mod queue;
pub mod reference;
pub mod screening;
pub mod seal;
pub mod setup;
pub mod staff;
pub mod store;
pub mod summary;
pub mod terms;
pub mod ui;
pub mod visits;
pub mod words;
