//! Whether people and folders are as they must be.

pub mod table;
