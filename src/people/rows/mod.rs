//! People and folders as they stand in the tables.

pub mod names;
pub mod table;
