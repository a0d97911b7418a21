//! `loket doctor`: may read beside a running program.

use std::path::Path;
use std::process::ExitCode;

use super::say;
use crate::clinic::{MIGRATIONS, examine};
use crate::store::open_to_look;

pub fn run(folder: &Path) -> ExitCode {
    let found = open_to_look(folder, MIGRATIONS).and_then(|db| examine(&db));
    match found {
        Err(error) => say::failed(error),
        Ok(findings) if findings.is_empty() => {
            say::line("Loket doctor: nothing found, everything is as it should be");
            ExitCode::SUCCESS
        }
        Ok(findings) => {
            for finding in &findings {
                say::line(format!("{}: {}", finding.check, finding.text));
            }
            say::aside(format!("Loket doctor: {} findings", findings.len()));
            ExitCode::FAILURE
        }
    }
}
