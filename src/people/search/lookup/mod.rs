//! The sets of people that a word may mean.

pub mod table;
