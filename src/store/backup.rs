//! A verified copy: made in one step beside the running program, opened, checked, then put in place.

use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};

use super::{StoreError, check, open};

/// What a backup is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupReport {
    /// The finished, verified file.
    pub file: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
}

pub(super) fn back_up(database: &Path, target: &Path) -> Result<BackupReport, StoreError> {
    let file_error = |path: &Path| {
        let path = path.to_owned();
        move |source| StoreError::File { path, source }
    };
    let mut unfinished = target.as_os_str().to_owned();
    unfinished.push(".part");
    let unfinished = PathBuf::from(unfinished);
    if unfinished.exists() {
        std::fs::remove_file(&unfinished).map_err(file_error(&unfinished))?;
    }
    let source = open::open_to_read(database, &open::Options::default())?;
    // VACUUM INTO reads one snapshot and never blocks the writer.
    source.execute_batch("PRAGMA query_only=OFF;")?;
    source.execute("VACUUM INTO ?1", [unfinished.to_string_lossy()])?;
    drop(source);
    let copy = Connection::open_with_flags(&unfinished, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let findings = check::integrity(&copy)?;
    drop(copy);
    if let Some(finding) = findings.first() {
        return Err(StoreError::Unreadable(format!("the copy is not sound: {}", finding.text)));
    }
    // Windows syncs only what is open for writing.
    std::fs::OpenOptions::new()
        .write(true)
        .open(&unfinished)
        .and_then(|file| file.sync_all())
        .map_err(file_error(&unfinished))?;
    std::fs::rename(&unfinished, target).map_err(file_error(target))?;
    #[cfg(unix)]
    if let Some(folder) = target.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        // The new name is as certain as the bytes behind it.
        std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(file_error(folder))?;
    }
    let bytes = std::fs::metadata(target).map_err(file_error(target))?.len();
    Ok(BackupReport { file: target.to_owned(), bytes })
}
