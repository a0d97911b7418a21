//! `loket doctor`: may read beside a running program.

use std::path::Path;
use std::process::ExitCode;

use super::{opened, say};
use crate::clinic::examine_folder;
use crate::words::Words;

/// Says what it found; what a finding names is for the IT officer and the same in every language.
pub fn run(folder: &Path, words: &Words) -> ExitCode {
    match examine_folder(folder) {
        Err(error) => say::failed(opened::explain(&error, words)),
        Ok(findings) if findings.is_empty() => {
            say::line(words.text("cli-doctor-sound"));
            ExitCode::SUCCESS
        }
        Ok(findings) => {
            for finding in &findings {
                say::line(format!("{}: {}", finding.check, finding.text));
            }
            say::note(words.with("cli-doctor-found", &[("count", findings.len())]));
            ExitCode::FAILURE
        }
    }
}
