//! The command line: chooses what this program is to be and hands over.

mod crash;
mod data;
mod demo;
mod desk;
mod doctor;
pub mod growth;
mod language;
mod log;
mod opened;
mod restore;
mod say;
#[cfg(windows)]
mod session_end;
pub mod summary;
pub mod verify;

use clap::{Parser, Subcommand};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub use say::EXIT_NO_DISPLAY;

use crate::store::place::Install;
use crate::words::{Language, Words};

/// Loket: the front desk of a community clinic.
#[derive(Debug, Parser)]
#[command(name = "loket", version, about, disable_help_subcommand = true)]
struct Arguments {
    /// Folder of the clinic's data instead of the usual one
    #[arg(long, global = true, env = "LOKET_DATA", value_name = "DIR")]
    data: Option<PathBuf>,

    /// Language: id or en. Otherwise the one chosen for the clinic in the folder, without a clinic the system's; the paper
    /// of a summary is in Indonesian
    #[arg(long, global = true, value_name = "id|en", value_parser = |text: &str| text.parse::<Language>())]
    language: Option<Language>,

    #[command(subcommand)]
    task: Option<Task>,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Makes a synthetic clinic, works part of a morning, opens the desk on it
    Demo(demo::Args),
    /// Checks the clinic's data; prints each finding, exits with 1 on any
    Doctor,
    /// Makes a copy of the clinic's data, tried out before it counts
    Backup(restore::BackupArgs),
    /// Comes back from a copy; what was there is kept
    Restore(restore::RestoreArgs),
    /// Makes and seals the summary of a day or a month and writes its files
    Summary(summary::Args),
    /// Opens a window that says what `verify` says of a summary
    Open(verify::Args),
    /// Says who sealed a summary, when, and whether every byte is as sealed
    Verify(verify::Args),
    /// Computes the WHO z-scores of a CSV file
    Growth(growth::GrowthArgs),
}

/// Runs the program; its answer is the process's exit code.
pub fn main() -> ExitCode {
    let Arguments { data, language: asked, task } = Arguments::parse();
    let named = data.is_some();
    let folder = data::folder(data);
    let language = language::spoken(asked, folder.as_deref().ok());
    let own = || folder.as_deref().map(summary::own_seals).unwrap_or_default();
    let words = || Words::new(language);
    let in_folder = |work: &dyn Fn(&Path) -> ExitCode| match &folder {
        Ok(folder) => work(folder),
        Err(none) => say::failed(none.explain(&words())),
    };
    match task {
        None => start(named, folder, asked, &words()),
        Some(Task::Demo(arguments)) => demo::run(&arguments, asked),
        Some(Task::Backup(arguments)) => in_folder(&|folder| restore::back_up(folder, &arguments, &words())),
        Some(Task::Restore(arguments)) => in_folder(&|folder| restore::run(folder, &arguments, &words())),
        Some(Task::Summary(arguments)) => in_folder(&|folder| summary::run(folder, &arguments, asked)),
        Some(Task::Verify(arguments)) => verify::run(&arguments, &own(), &words()),
        Some(Task::Open(arguments)) => opened::run(&arguments, &own(), &words()),
        Some(Task::Growth(arguments)) => growth::run(&arguments, language),
        Some(Task::Doctor) => in_folder(&|folder| doctor::run(folder, &words())),
    }
}

/// `loket` alone: the desk, or why this PC has none.
fn start(
    named: bool,
    folder: Result<PathBuf, data::NoFolder>,
    asked: Option<Language>,
    words: &Words,
) -> ExitCode {
    if let Some(install) = Install::here().ok().filter(|install| !named && !install.role.holds_data()) {
        return opened::other_role(&install, words);
    }
    match folder {
        Ok(folder) => desk::run(folder, asked, words),
        Err(none) => opened::told(&words.text("start-lead"), &none.explain(words), words),
    }
}
