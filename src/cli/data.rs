//! Where the clinic's data live.

use directories::ProjectDirs;
use std::path::PathBuf;

use crate::store::place::{Install, program_folder};

/// The folder named, else the one of this installation: the user's own, everybody's on this PC, or beside the program. None
/// where this user has no folder for data.
pub fn folder(named: Option<PathBuf>) -> Option<PathBuf> {
    if let Some(folder) = named {
        return Some(folder);
    }
    let own = ProjectDirs::from("id", "Loket", "Loket").map(|dirs| dirs.data_dir().to_owned());
    let shared = std::env::var_os("ProgramData").map(PathBuf::from);
    let program = program_folder();
    Install::here().data_folder(program.as_deref(), shared.as_deref(), own)
}
