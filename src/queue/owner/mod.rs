//! Whose the tickets are, where two records turn out to be of one person.

pub mod table;
