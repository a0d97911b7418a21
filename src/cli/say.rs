//! The one place of the command line that prints. A reader that closes the pipe early is no fault.

use std::io::Write as _;
use std::process::ExitCode;

/// There is no display to open a window on.
pub const EXIT_NO_DISPLAY: u8 = 3;

/// One line to the terminal.
pub fn line(text: impl std::fmt::Display) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// One line beside the output.
pub fn note(text: impl std::fmt::Display) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Says one sentence and fails.
pub fn failed(why: impl std::fmt::Display) -> ExitCode {
    note(why);
    ExitCode::FAILURE
}
