//! Where the clinic's data live.

use directories::ProjectDirs;
use std::path::PathBuf;

/// There is no home folder to keep data in.
#[derive(Debug, thiserror::Error)]
#[error("this user has no folder for application data; name one with --data")]
pub struct NoFolder;

/// The folder named, else the user's own for this program.
pub fn folder(named: Option<PathBuf>) -> Result<PathBuf, NoFolder> {
    match named {
        Some(folder) => Ok(folder),
        None => {
            ProjectDirs::from("id", "Loket", "Loket").map(|dirs| dirs.data_dir().to_owned()).ok_or(NoFolder)
        }
    }
}
