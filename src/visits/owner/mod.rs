//! Whose the visits are, where two records turn out to be of one person.

pub mod table;
