//! One binary, one module per promise.

mod architecture;
mod door;
mod every_byte_counts;
mod nothing_lost;
mod screen_display;
mod screen_first_run;
mod screen_sign_in;
mod stage;
mod summary_checked_by_others;
mod support;
mod ui_kit;
mod who_agreement;
mod words;
