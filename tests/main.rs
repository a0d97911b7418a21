//! One binary, one module per promise.

mod door;
mod summary_checked_by_others;
mod support;
mod words;
