//! One program to a data folder. The holder writes its name into a file beside the lock.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::StoreError;

/// A holder that takes its name away ends within this.
const WAIT: Duration = Duration::from_millis(25);
const MOST_WAITS: u32 = 40;

/// What the holder of a folder says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder(pub String);

/// Held while a program works on the folder; freed by the system even after a crash.
pub(super) struct DataFolderLock {
    _file: File,
    holder: PathBuf,
    left_behind: bool,
}

impl DataFolderLock {
    /// Makes the folder if it is not there, and takes it.
    pub(super) fn take(folder: &Path, role: &str) -> Result<Self, StoreError> {
        let refused = |source| StoreError::Folder { folder: folder.to_owned(), source };
        std::fs::create_dir_all(folder).map_err(refused)?;
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(folder.join("loket.lock"))
            .map_err(refused)?;
        let holder = folder.join("loket.holder");
        let mut waited = 0;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) => {
                    let who = std::fs::read_to_string(&holder).unwrap_or_default().trim().to_owned();
                    if !who.is_empty() {
                        return Err(StoreError::InUse { folder: folder.to_owned(), holder: who });
                    }
                    // Nobody's name: a holder that is just ending, or a child of it that has not begun yet.
                    if waited == MOST_WAITS {
                        let holder = "another Loket".to_owned();
                        return Err(StoreError::InUse { folder: folder.to_owned(), holder });
                    }
                    waited += 1;
                    std::thread::sleep(WAIT);
                }
                Err(TryLockError::Error(source)) => return Err(refused(source)),
            }
        }
        // Its holder takes the name away at the end: one that stands there was cut off.
        let left_behind = holder.exists();
        let named = File::create(&holder)
            .and_then(|mut file| writeln!(file, "{role}, process {}", std::process::id()));
        named.map_err(|source| {
            // Half a name would be told as a cut at the next start.
            let _ = std::fs::remove_file(&holder);
            refused(source)
        })?;
        Ok(Self { _file: file, holder, left_behind })
    }

    /// Whether the holder before was cut off.
    pub(super) const fn left_behind(&self) -> bool {
        self.left_behind
    }
}

/// This process ends without dropping its lock: its name goes, another's stays.
pub(super) fn left(folder: &Path) {
    let holder = folder.join("loket.holder");
    let ours = format!("process {}", std::process::id());
    if std::fs::read_to_string(&holder).is_ok_and(|name| name.trim_end().ends_with(&ours)) {
        // Only a courtesy, as below.
        let _ = std::fs::remove_file(&holder);
    }
}

/// Held while a copy is made.
pub(super) struct Copying {
    _file: File,
    /// Where the copy is tried out.
    pub(super) scratch: PathBuf,
}

/// Whoever makes a copy of a clinic's data holds this; another waits for it, however slow the stick is. Where nothing can
/// be written beside the data, it is held beside the copies, and they are tried out there.
pub(super) fn copying(data: &Path, copies: &Path) -> Result<Copying, StoreError> {
    let hold = |folder: &Path| {
        let path = folder.join("copying.lock");
        let opened = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let held = opened.and_then(|file| file.lock().map(|()| file));
        let scratch = folder.join("copy-check");
        held.map(|file| Copying { _file: file, scratch }).map_err(|source| StoreError::File { path, source })
    };
    hold(data).or_else(|error| {
        tracing::warn!(%error, "Nothing can be written beside the data; the copy is made all the same");
        hold(copies)
    })
}

impl DataFolderLock {
    /// Takes the holder's name away.
    pub(super) fn ends_well(&self) {
        // Only a courtesy: the lock itself goes with the file handle.
        let _ = std::fs::remove_file(&self.holder);
    }
}

impl Drop for DataFolderLock {
    fn drop(&mut self) {
        self.ends_well();
    }
}
