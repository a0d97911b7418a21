//! Where the clinic's data live.

use directories::ProjectDirs;
use std::path::PathBuf;

use crate::store::place::{Install, program_folder};

/// There is no home folder to keep data in.
#[derive(Debug, thiserror::Error)]
#[error("this user has no folder for application data; name one with --data")]
pub struct NoFolder;

/// The folder named, else the one of this installation: the user's own, everybody's on this PC, or beside the program.
pub fn folder(named: Option<PathBuf>) -> Result<PathBuf, NoFolder> {
    if let Some(folder) = named {
        return Ok(folder);
    }
    let own = ProjectDirs::from("id", "Loket", "Loket").map(|dirs| dirs.data_dir().to_owned());
    let shared = std::env::var_os("ProgramData").map(PathBuf::from);
    let program = program_folder();
    Install::here().data_folder(program.as_deref(), shared.as_deref(), own).ok_or(NoFolder)
}
