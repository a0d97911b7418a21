//! One binary, one module per promise.

mod door;
mod support;
mod words;
