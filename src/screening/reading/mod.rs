//! Reading screening back: one child's record, what is due, and the rows of a period.

pub mod table;
