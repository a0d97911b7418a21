//! The promises of the program, one module each.

mod stage;
mod ui_kit;
