//! Where the clinic's data live.

use directories::ProjectDirs;
use std::path::PathBuf;

use crate::store::place::{Install, Unreadable, program_folder};
use crate::words::Words;

/// Why there is no folder.
#[derive(Debug)]
pub enum NoFolder {
    /// This user has no folder for data.
    None,
    /// What the installer wrote cannot be read.
    Unreadable(Unreadable),
}

impl NoFolder {
    /// In a sentence.
    pub fn explain(&self, words: &Words) -> String {
        match self {
            Self::None => words.text("cli-no-folder").into_owned(),
            Self::Unreadable(unreadable) => {
                let file = unreadable.file.display().to_string();
                words.with("start-install", &[("file", file), ("why", unreadable.why.clone())])
            }
        }
    }
}

/// The folder named, else the one of this installation: the user's own, everybody's on this PC, or beside the program.
pub fn folder(named: Option<PathBuf>) -> Result<PathBuf, NoFolder> {
    if let Some(folder) = named {
        return Ok(folder);
    }
    let own = ProjectDirs::from("id", "Loket", "Loket").map(|dirs| dirs.data_dir().to_owned());
    let shared = std::env::var_os("ProgramData").map(PathBuf::from);
    let program = program_folder();
    let install = Install::here().map_err(NoFolder::Unreadable)?;
    install.data_folder(program.as_deref(), shared.as_deref(), own).ok_or(NoFolder::None)
}
