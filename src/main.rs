//! The program's door to the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    loket::cli::main()
}
