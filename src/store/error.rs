//! What can go wrong below the door, each in one sentence that says what to do.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A failure of the store: logged once, shown as one sentence.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The data folder cannot be made or written.
    #[error("the folder {} cannot be written ({source}); choose another with --data or ask for the right to write there", folder.display())]
    Folder {
        folder: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Another Loket works on the same data.
    #[error("these data are in use by {holder}; close that one first ({})", folder.display())]
    InUse {
        folder: PathBuf,
        /// Who holds it: program, process and since when.
        holder: String,
    },
    /// The file is no SQLite database.
    #[error("{} is not a database; nothing was changed. Move it away or choose another folder", .0.display())]
    NotDatabase(PathBuf),
    /// A database, but another program's.
    #[error("{} is a database of another program; nothing was changed. Choose another folder", .0.display())]
    NotOurs(PathBuf),
    /// Written by a later version.
    #[error("{} was written by a newer Loket (schema {found}, this program knows {known}); install the newer version. Nothing was changed", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The file's schema number.
        found: u32,
        /// The newest this program knows.
        known: u32,
    },
    /// There is no database where one must be read.
    #[error("there is no Loket database in {}", .0.display())]
    Missing(PathBuf),
    /// The write-ahead log cannot be used there, so nothing would be safe.
    #[error("{} cannot hold a database safely (journal mode {mode}); choose a folder on this computer's own disk, not a network share", folder.display())]
    NoLog {
        folder: PathBuf,
        /// What SQLite would do instead.
        mode: String,
    },
    /// The folder for copies is not there: a stick that was pulled, a share that is away.
    #[error("the folder for copies, {}, is not there; put the stick in or choose another folder (of a new path only the last part is made)", .0.display())]
    NoCopyFolder(PathBuf),
    /// A copy that does not pass the checks.
    #[error("{} does not pass the checks ({first}{}); take another copy", path.display(), more(*count))]
    Unsound {
        /// The file.
        path: PathBuf,
        /// How many findings.
        count: usize,
        /// The first of them.
        first: String,
    },
    /// The disk of this folder is full; what needed room there is not written.
    #[error("the disk of {} is full; this was not saved. Make room there and try again", .0.display())]
    Full(PathBuf),
    /// SQLite said no.
    #[error("the database answered: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A stored value that this version cannot read.
    #[error("a stored value could not be read: {0}")]
    Unreadable(String),
    /// A file beside the database could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The writer ended; nothing more can be saved until the program starts again.
    #[error("the writer has stopped; start Loket again. What was confirmed is on disk")]
    Stopped,
    /// The COMMIT that carried this change failed: nothing of it is saved.
    #[error("not saved: {0}")]
    NotCommitted(String),
    /// The work on the writer panicked; it was undone.
    #[error("an internal fault was undone; nothing of it is saved")]
    Fault,
}

impl StoreError {
    /// Whether there was no room for it.
    pub fn is_full(&self) -> bool {
        match self {
            Self::Full(_) => true,
            Self::Sqlite(error) => says_full(error),
            Self::Folder { source, .. } | Self::File { source, .. } => {
                matches!(source.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
            }
            _ => false,
        }
    }

    /// The same error; of a full disk it says which: the one that holds `folder`.
    pub fn of_disk(self, folder: &Path) -> Self {
        match self {
            Self::Full(_) => self,
            full if full.is_full() => Self::Full(folder.to_owned()),
            other => other,
        }
    }
}

/// Whether SQLite found no room: for the file, or for the index of its log.
pub(super) fn says_full(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error().map(|error| error.extended_code);
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull)
        || code == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE)
}

fn more(count: usize) -> String {
    if count > 1 { format!(" and {} more", count - 1) } else { String::new() }
}

/// How a subject's work ends when it does not succeed: the rule said no, or the store failed.
#[derive(Debug)]
pub enum Problem<E> {
    /// The subject's own rule refuses; a person can act on it.
    Refused(E),
    /// The store failed; we log and say one sentence.
    Failed(StoreError),
}

/// What a subject's own rules refuse with: a `?` on it is a refusal, not a failure.
pub trait Rule {}

impl<E: Rule> From<E> for Problem<E> {
    fn from(refused: E) -> Self {
        Self::Refused(refused)
    }
}

impl<E> From<rusqlite::Error> for Problem<E> {
    fn from(error: rusqlite::Error) -> Self {
        Self::Failed(StoreError::Sqlite(error))
    }
}

impl<E> From<StoreError> for Problem<E> {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

impl<E> Problem<E> {
    /// Carries the subject's refusal into a wider one.
    pub fn map<F>(self, into: impl FnOnce(E) -> F) -> Problem<F> {
        match self {
            Self::Refused(error) => Problem::Refused(into(error)),
            Self::Failed(error) => Problem::Failed(error),
        }
    }
}
