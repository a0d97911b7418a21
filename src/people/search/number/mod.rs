//! People by their numbers and by their birth date.

pub mod table;
