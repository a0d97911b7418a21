//! Reading visits back: one whole visit, lists, and the rows of a period.

mod search;
pub mod table;

pub use search::{Found, rank};
