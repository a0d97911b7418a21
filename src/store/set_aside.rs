//! What was there is kept: a database laid aside in a folder `before-…` beside it, log and all.

use std::fs;
use std::path::{Path, PathBuf};

use super::StoreError;

/// An error about a file, to be told of it.
pub(super) fn failed(path: &Path) -> impl FnOnce(std::io::Error) -> StoreError {
    let path = path.to_owned();
    move |source| StoreError::File { path, source }
}

/// A finished file takes its place, in one step and for good: its bytes and its new name are on the disk when this
/// returns. Both names are in one folder, or on one disk at least.
pub(super) fn take_place(finished: &Path, place: &Path) -> Result<(), StoreError> {
    on_disk(finished)?;
    fs::rename(finished, place).map_err(failed(place))?;
    #[cfg(unix)]
    if let Some(folder) = place.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed(folder))?;
    }
    Ok(())
}

/// Forces a file's bytes onto the disk.
pub(super) fn on_disk(file: &Path) -> Result<(), StoreError> {
    // Windows syncs only what is open for writing.
    fs::OpenOptions::new().write(true).open(file).and_then(|open| open.sync_all()).map_err(failed(file))
}

/// A new folder `before-<name>` in `data`; where one of that name is there, with a number.
pub(super) fn folder(data: &Path, name: &str) -> Result<PathBuf, StoreError> {
    let mut kept = data.join(format!("before-{name}"));
    for number in 2.. {
        if !kept.exists() {
            break;
        }
        kept = data.join(format!("before-{name}-{number}"));
    }
    fs::create_dir_all(&kept).map_err(failed(&kept))?;
    Ok(kept)
}

/// The database `from` with its log under the name `to`, on disk when this returns.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), StoreError> {
    for ending in ENDINGS {
        let (from, to) = (with_ending(from, ending), with_ending(to, ending));
        if from.exists() {
            fs::copy(&from, &to).map_err(failed(&from))?;
            on_disk(&to)?;
        }
    }
    Ok(())
}

/// The write-ahead log beside a database.
pub(super) fn log_of(database: &Path) -> PathBuf {
    with_ending(database, "-wal")
}

/// Takes the log of a database away that another file is about to replace: it must not be read into that one.
pub(super) fn forget_log(database: &Path) -> Result<(), StoreError> {
    for ending in ENDINGS.iter().filter(|ending| !ending.is_empty()) {
        let path = with_ending(database, ending);
        if path.exists() {
            fs::remove_file(&path).map_err(failed(&path))?;
        }
    }
    Ok(())
}

/// The file, its write-ahead log and the log's index.
const ENDINGS: [&str; 3] = ["", "-wal", "-shm"];

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut whole = path.as_os_str().to_owned();
    whole.push(ending);
    PathBuf::from(whole)
}
