//! The files of a summary, written into the folder of papers: each is whole or not there.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::summary::Files;

/// Writes each file beside its place and puts it there; gives the folder.
pub(super) fn write(files: &Files, folder: &Path) -> std::io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    for (name, bytes) in files.each() {
        let part = folder.join(format!(".{name}.part"));
        let mut file = std::fs::File::create(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&part, folder.join(&name))?;
    }
    Ok(folder.join(format!("{}.pdf", files.name)))
}
