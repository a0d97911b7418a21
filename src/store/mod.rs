//! The one SQLite file: opening, migrations, the writer thread, readers, backup, secrets.
//!
//! Knows nothing of any subject. Source of the opening order and of what survives a power cut:
//! `ARCHITECTURE.md`, "What survives".

mod backup;
mod check;
mod checkpoint;
pub mod contents;
mod convert;
pub mod copies;
mod error;
mod job;
mod lock;
mod log;
mod open;
mod owner;
pub mod place;
mod reader;
mod restore;
mod secrets;
mod set_aside;
mod shape;
mod writer;

pub use backup::BackupReport;
pub use check::{Finding, check_file, integrity};
pub use convert::{StoredText, from_json, instant_from_millis, millis, stamp, to_json, written};
pub use error::{Problem, Rule, StoreError};
pub use job::Done;
pub use lock::Holder;
pub use log::log_findings;
pub use open::{Durability, Migration, Options, database_file, look_into, open_to_look};
pub use reader::{Reader, Readers};
pub use restore::{Examine, Restored, Tried, restore};
pub use rusqlite::Connection;
pub use secrets::Secrets;
pub use shape::foreign_parts;
pub use writer::{Ledger, Writer};

use std::path::{Path, PathBuf};

/// An open clinic's store: the lock on its folder, the writer and the readers.
pub struct Store {
    folder: PathBuf,
    writer: Writer,
    readers: Readers,
    // Dropped last: the folder stays ours until the writer has ended.
    lock: lock::DataFolderLock,
}

/// The process ends in order without dropping its store: the next start has nothing to tell of it.
pub fn left(folder: &Path) {
    lock::left(folder);
}

/// Refuses when a program works on this folder.
pub fn nobody_holds(folder: &Path) -> Result<(), StoreError> {
    lock::DataFolderLock::take(folder, "Loket").map(drop)
}

impl Store {
    /// Opens (and where needed makes and migrates) the database in `folder`.
    pub fn open(folder: &Path, migrations: &[Migration], options: &Options) -> Result<Self, StoreError> {
        let lock = lock::DataFolderLock::take(folder, &options.role)?;
        owner::close_to_others(folder);
        backup::before_upgrade(folder, open::newest(migrations))?;
        let connection = open::open_to_write(folder, migrations, options)?;
        let path = open::database_file(folder);
        let writer = Writer::start(connection, path.clone(), options.clone())?;
        let readers = Readers::new(path, options.clone());
        Ok(Self { folder: folder.to_owned(), writer, readers, lock })
    }

    /// The program is ended from outside, and in order: the next start has nothing to tell of it.
    pub fn ends_well(&self) {
        self.lock.ends_well();
    }

    /// Where the data live.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether the program before this one was cut off: killed, or by the power.
    pub fn was_left_behind(&self) -> bool {
        self.lock.left_behind()
    }

    /// The one who writes.
    pub fn writer(&self) -> &Writer {
        &self.writer
    }

    /// Connections for reading; each sees one consistent snapshot while it is held in a transaction.
    pub fn readers(&self) -> &Readers {
        &self.readers
    }

    /// Keys and other secrets beside the database.
    pub fn secrets(&self) -> Secrets {
        Secrets::in_folder(&self.folder)
    }

    /// Writes a verified copy of the database to `target`, off the writer.
    pub fn back_up(&self, target: &Path) -> Result<BackupReport, StoreError> {
        backup::back_up(&open::database_file(&self.folder), target, |_| Ok(()))
    }
}

/// What became of a day's copy.
#[derive(Debug)]
pub struct DayCopy {
    /// The copy of the day.
    pub day: BackupReport,
    /// Why there is no copy of the month, where there is none.
    pub month: Result<(), StoreError>,
}

/// Writes the copy of a day, tried out and examined, and of its month; before, what is beyond the ten and twelve goes.
/// Reads beside a running program; one copy of a clinic is made at a time, a second waits. `data` is the clinic's
/// folder, `folder` where the copies go; it must be there.
///
/// # Errors
///
/// [`StoreError::NoCopyFolder`] when the folder (a stick that was pulled) is not there, those of writing, and
/// [`StoreError::Unsound`] when the copy does not pass; then the day's copy that is there stays as it is.
pub fn copy_day(
    data: &Path,
    folder: &Path,
    daily: &copies::CopyName,
    monthly: &copies::CopyName,
    (migrations, examine): (&[Migration], Examine),
) -> Result<DayCopy, StoreError> {
    if !folder.is_dir() {
        return Err(StoreError::NoCopyFolder(folder.to_owned()));
    }
    let turn = lock::copying(data, folder)?;
    copies::make_room(folder, daily, monthly);
    let scratch = &turn.scratch;
    let target = folder.join(daily.file());
    let tried = |copy: &Path| Tried::of(copy, scratch, migrations, examine).map(drop);
    let day = backup::back_up(&database_file(data), &target, tried)?;
    let month = backup::same_again(&target, &folder.join(monthly.file()));
    Ok(DayCopy { day, month })
}
