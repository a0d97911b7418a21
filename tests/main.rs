//! One binary, one module per promise.

mod door;
mod screen_sign_in;
mod support;
mod who_agreement;
mod words;
