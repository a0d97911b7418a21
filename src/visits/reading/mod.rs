//! Reading visits back: one whole visit, lists, and the rows of a period.

pub mod table;
