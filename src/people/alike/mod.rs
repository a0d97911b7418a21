//! Who among all is perhaps the same person.

pub mod table;
