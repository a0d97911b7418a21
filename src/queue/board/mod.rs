//! The board: what lists show and in which order.

mod figures;
pub(super) mod table;
