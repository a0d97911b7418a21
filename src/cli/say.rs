//! The one place of the command line that prints.

use std::process::ExitCode;

/// There is no display to open a window on.
pub const EXIT_NO_DISPLAY: u8 = 3;

/// One line to the terminal.
#[expect(clippy::print_stdout, reason = "this is the command line")]
pub fn line(text: impl std::fmt::Display) {
    println!("{text}");
}

/// One line beside the output.
#[expect(clippy::print_stderr, reason = "this is the command line")]
pub fn aside(text: impl std::fmt::Display) {
    eprintln!("{text}");
}

/// Says one sentence and fails.
pub fn failed(why: impl std::fmt::Display) -> ExitCode {
    aside(why);
    ExitCode::FAILURE
}
