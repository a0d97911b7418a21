//! One binary, one module per promise.

mod door;
mod nothing_lost;
mod support;
mod words;
