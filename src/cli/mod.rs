//! The command line: chooses what this program is to be and hands over.

mod crash;
mod data;
mod demo;
mod desk;
mod doctor;
pub mod growth;
mod log;
mod opened;
mod restore;
mod say;
#[cfg(windows)]
mod session_end;
pub mod summary;
pub mod verify;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

pub use say::EXIT_NO_DISPLAY;

use crate::store::place::Install;

/// Loket: the front desk of a community clinic.
#[derive(Debug, Parser)]
#[command(name = "loket", version, about, disable_help_subcommand = true)]
struct Arguments {
    /// Folder of the clinic's data instead of the usual one
    #[arg(long, global = true, env = "LOKET_DATA", value_name = "DIR")]
    data: Option<PathBuf>,

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
    let arguments = Arguments::parse();
    let folder = || data::folder(arguments.data.clone());
    match arguments.task {
        None => match Install::here() {
            install if install.role.holds_data() || arguments.data.is_some() => {
                folder().map_or_else(|why| opened::told(&why.to_string(), ""), desk::run)
            }
            install => opened::other_role(&install, crate::words::Language::default()),
        },
        Some(Task::Demo(arguments)) => demo::run(&arguments),
        Some(Task::Backup(arguments)) => {
            folder().map_or_else(say::failed, |folder| restore::back_up(&folder, &arguments))
        }
        Some(Task::Restore(arguments)) => {
            folder().map_or_else(say::failed, |folder| restore::run(&folder, &arguments))
        }
        Some(Task::Summary(arguments)) => {
            folder().map_or_else(say::failed, |folder| summary::run(&folder, &arguments))
        }
        Some(Task::Verify(arguments)) => {
            let own = folder().map(|folder| summary::own_seals(&folder)).unwrap_or_default();
            verify::run(&arguments, &own, crate::words::Language::default())
        }
        Some(Task::Open(arguments)) => {
            let own = folder().map(|folder| summary::own_seals(&folder)).unwrap_or_default();
            opened::run(&arguments, &own, crate::words::Language::default())
        }
        Some(Task::Growth(arguments)) => growth::run(&arguments),
        Some(Task::Doctor) => folder().map_or_else(say::failed, |folder| doctor::run(&folder)),
    }
}
