//! Whose the measurements and follow-ups are, where two records turn out to be of one person.

pub mod table;
