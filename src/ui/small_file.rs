//! Small files of this PC that are written while somebody works: what was chosen for the seat, what was typed so far.

use serde::Serialize;
use std::path::{Path, PathBuf};

/// Where a value is written before it takes the file's place.
pub(super) fn beside(file: &Path) -> PathBuf {
    file.with_extension("part")
}

/// Puts a value in the file's place, whole or not at all. It is not forced onto the disk: this happens with every letter
/// that is typed and every step that a window is moved, and no window waits for a disk.
pub(super) fn keep(file: &Path, value: &impl Serialize) -> std::io::Result<()> {
    let beside = beside(file);
    std::fs::write(&beside, serde_json::to_vec_pretty(value)?)?;
    std::fs::rename(&beside, file)
}
