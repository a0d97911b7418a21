//! The promises of the program, one module each.

mod ui_kit;
