//! Small files of this PC that are written while somebody works: what was chosen for the seat, what was typed so far.

use serde::Serialize;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Puts a value in the file's place, whole or not at all. It is not forced onto the disk: this happens with every letter
/// that is typed and every step that a window is moved, and no window waits for a disk.
pub(super) fn keep(file: &Path, value: &impl Serialize) -> std::io::Result<()> {
    write(file, value, &mut std::fs::OpenOptions::new())
}

/// The same of what is nobody else's business: only the owner of the account may read it.
pub(super) fn keep_private(file: &Path, value: &impl Serialize) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    // One that lies there from before keeps its own rights.
    let _ = std::fs::remove_file(beside(file));
    write(file, value, &mut options)
}

/// Where a value is written before it takes the file's place.
pub(super) fn beside(file: &Path) -> PathBuf {
    file.with_extension("part")
}

fn write(file: &Path, value: &impl Serialize, options: &mut std::fs::OpenOptions) -> std::io::Result<()> {
    let bytes = serde_json::to_vec_pretty(value)?;
    let beside = beside(file);
    options.write(true).create(true).truncate(true).open(&beside)?.write_all(&bytes)?;
    std::fs::rename(&beside, file)
}
