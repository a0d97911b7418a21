//! What is read of many people, of whom the name decides.

pub mod table;
