//! A way back: a copy is tried out in a folder of its own, and takes the database's place only when it is sound.
//! What was there is kept beside it.

use std::fs;
use std::path::{Path, PathBuf};

use super::lock::DataFolderLock;
use super::set_aside::failed;
use super::{Connection, Finding, Migration, Options, StoreError, check, database_file, open, set_aside};

/// A question to a database: what is not as it should be?
pub type Examine = fn(&Connection) -> Result<Vec<Finding>, StoreError>;

/// What a restore came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Where the database that was there is now; none when there was none.
    pub kept: Option<PathBuf>,
}

/// Copies `file` into a new folder `scratch`, opens it there as the program would, with every migration, and examines
/// it. The file itself is only read. Leaves the tried database in `scratch`.
///
/// # Errors
///
/// Those of opening, and [`StoreError::Unsound`] when a check finds something.
pub fn try_out(
    file: &Path,
    scratch: &Path,
    migrations: &[Migration],
    examine: Examine,
) -> Result<(), StoreError> {
    // The copy may lie on a stick with room enough; the trial needs room where it is made.
    let tried = try_out_there(file, scratch, migrations, examine);
    tried.map_err(|error| error.of_disk(scratch.parent().unwrap_or(scratch)))
}

fn try_out_there(
    file: &Path,
    scratch: &Path,
    migrations: &[Migration],
    examine: Examine,
) -> Result<(), StoreError> {
    if scratch.exists() {
        fs::remove_dir_all(scratch).map_err(failed(scratch))?;
    }
    fs::create_dir_all(scratch).map_err(failed(scratch))?;
    let copy = database_file(scratch);
    fs::copy(file, &copy).map_err(failed(file))?;
    writable(&copy)?;
    let connection =
        open::open_to_write(scratch, migrations, &Options::default()).map_err(|error| named(error, file))?;
    let mut findings = check::integrity(&connection)?;
    if findings.is_empty() {
        findings = examine(&connection)?;
    }
    // Everything into the one file: it can be moved as it is.
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    connection.close().map_err(|(_, error)| error)?;
    match findings.first() {
        None => Ok(()),
        Some(first) => Err(StoreError::Unsound {
            path: file.to_owned(),
            count: findings.len(),
            first: format!("{}: {}", first.check, first.text),
        }),
    }
}

/// A copy of a file on a read-only stick would be read-only itself.
fn writable(path: &Path) -> Result<(), StoreError> {
    let mut rights = fs::metadata(path).map_err(failed(path))?.permissions();
    if rights.readonly() {
        #[cfg(unix)]
        std::os::unix::fs::PermissionsExt::set_mode(&mut rights, 0o600);
        #[cfg(not(unix))]
        rights.set_readonly(false);
        fs::set_permissions(path, rights).map_err(failed(path))?;
    }
    Ok(())
}

/// An error about the scratch file is one about the file it was copied from.
fn named(error: StoreError, file: &Path) -> StoreError {
    match error {
        StoreError::NotDatabase(_) => StoreError::NotDatabase(file.to_owned()),
        StoreError::NotOurs(_) => StoreError::NotOurs(file.to_owned()),
        StoreError::Newer { found, known, .. } => StoreError::Newer { path: file.to_owned(), found, known },
        other => other,
    }
}

/// Puts a copy in the place of the clinic's database. `stamp` names the folder in which the earlier one is kept.
///
/// # Errors
///
/// [`StoreError::InUse`] while a program works on the folder, those of [`try_out`], and files that cannot be moved;
/// whatever happens, the earlier database is in its place or in the folder `before-<stamp>`.
pub fn restore(
    folder: &Path,
    file: &Path,
    migrations: &[Migration],
    examine: Examine,
    stamp: &str,
) -> Result<Restored, StoreError> {
    let _lock = DataFolderLock::take(folder, "Loket restore")?;
    let scratch = folder.join("restore-check");
    let tried = try_out(file, &scratch, migrations, examine).and_then(|()| put(folder, &scratch, stamp));
    // What is left of the trial helps nobody.
    let _ = fs::remove_dir_all(&scratch);
    tried
}

fn put(folder: &Path, scratch: &Path, stamp: &str) -> Result<Restored, StoreError> {
    let (here, new) = (database_file(folder), database_file(scratch));
    set_aside::on_disk(&new)?;
    let kept = if here.exists() { Some(keep(folder, &here, stamp)?) } else { None };
    // From here to the next line the clinic has no log, and what it held is kept.
    set_aside::forget_log(&here)?;
    set_aside::take_place(&new, &here)?;
    Ok(Restored { kept })
}

/// Copies what is there aside, log and all; it stays in its place until the other one takes it in one step.
fn keep(folder: &Path, here: &Path, stamp: &str) -> Result<PathBuf, StoreError> {
    // One file instead of three, where it can still be opened at all.
    if let Ok(connection) = Connection::open(here) {
        let _ = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    }
    let kept = set_aside::folder(folder, stamp)?;
    set_aside::copy(here, &database_file(&kept))?;
    Ok(kept)
}
