//! A way back: a copy is tried out in a folder of its own, and takes the database's place only when it is sound.
//! What was there is kept beside it.

use rusqlite::OpenFlags;
use std::fs;
use std::path::{Path, PathBuf};

use super::lock::DataFolderLock;
use super::set_aside::failed;
use super::{
    Connection, Finding, Migration, Options, StoreError, check, database_file, log, open, owner, set_aside,
    shape,
};

/// A question to a database: what is not as it should be?
pub type Examine = fn(&Connection) -> Result<Vec<Finding>, StoreError>;

/// What a restore came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Where the database that was there is now; none when there was none.
    pub kept: Option<PathBuf>,
}

/// A copy that passed, opened in a folder of its own as the program would, with every migration. The folder goes away
/// with this.
pub struct Tried(Scratch);

/// A folder for a trial: what is left of it helps nobody.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Tried {
    /// Copies `file` and the log beside it into a new folder `scratch`, opens them there and examines what is in them.
    /// The file itself is only read.
    ///
    /// # Errors
    ///
    /// Those of opening, and [`StoreError::Unsound`] when a check finds something, or a part of the schema that no
    /// Loket makes.
    pub fn of(
        file: &Path,
        scratch: &Path,
        migrations: &[Migration],
        examine: Examine,
    ) -> Result<Self, StoreError> {
        // The copy may lie on a stick with room enough; the trial needs room where it is made.
        let tried = try_out(file, scratch, migrations, examine);
        tried.map_err(|error| error.of_disk(scratch.parent().unwrap_or(scratch)))
    }

    /// What is in it, for reading only.
    pub fn look(&self) -> Result<Connection, StoreError> {
        open::open_to_read(&database_file(&self.0.0), &Options::default())
    }
}

fn try_out(
    file: &Path,
    scratch: &Path,
    migrations: &[Migration],
    examine: Examine,
) -> Result<Tried, StoreError> {
    is_a_file(file)?;
    // A wrong file is not even copied.
    open::schema_in_header(file, open::newest(migrations))?;
    sound(file, &log::log_findings(file)?)?;
    if scratch.exists() {
        fs::remove_dir_all(scratch).map_err(failed(scratch))?;
    }
    fs::create_dir_all(scratch).map_err(failed(scratch))?;
    let tried = Tried(Scratch(scratch.to_owned()));
    let copy = database_file(scratch);
    take_along(file, &copy)?;
    let plain = open::connect(&copy, OpenFlags::SQLITE_OPEN_READ_WRITE, &Options::default())?;
    sound(file, &shape::foreign_parts(&plain, migrations)?)?;
    drop(plain);
    let connection =
        open::open_to_write(scratch, migrations, &Options::default()).map_err(|error| named(error, file))?;
    let mut findings = check::integrity(&connection)?;
    if findings.is_empty() {
        findings = examine(&connection)?;
    }
    // Everything into the one file: it can be moved as it is.
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    connection.close().map_err(|(_, error)| error)?;
    sound(file, &findings).map(|()| tried)
}

/// Anything else (a device, a pipe) might never end.
fn is_a_file(file: &Path) -> Result<(), StoreError> {
    let kind = fs::metadata(file).map_err(failed(file))?;
    if kind.is_file() { Ok(()) } else { Err(failed(file)(std::io::ErrorKind::InvalidInput.into())) }
}

/// The file under its new name with the log that lies beside it: what is not folded back yet is the clinic's too.
fn take_along(file: &Path, copy: &Path) -> Result<(), StoreError> {
    fs::copy(file, copy).map_err(failed(file))?;
    writable(copy)?;
    let (log, beside) = (set_aside::log_of(file), set_aside::log_of(copy));
    if log.exists() {
        is_a_file(&log)?;
        fs::copy(&log, &beside).map_err(failed(&log))?;
        writable(&beside)?;
    }
    Ok(())
}

fn sound(file: &Path, findings: &[Finding]) -> Result<(), StoreError> {
    match findings.first() {
        None => Ok(()),
        Some(first) => Err(StoreError::Unsound {
            path: file.to_owned(),
            count: findings.len(),
            first: format!("{}: {}", first.check, first.text),
        }),
    }
}

/// A copy has the rights of what it was copied from: on a stick that is write-protected nobody may write, on another
/// everybody may read.
fn writable(path: &Path) -> Result<(), StoreError> {
    let mut rights = fs::metadata(path).map_err(failed(path))?.permissions();
    #[cfg(unix)]
    std::os::unix::fs::PermissionsExt::set_mode(&mut rights, 0o600);
    #[cfg(not(unix))]
    rights.set_readonly(false);
    fs::set_permissions(path, rights).map_err(failed(path))
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

/// Puts a copy in the place of the clinic's database. `decide` sees it when it passed, and may still refuse. `stamp` names
/// the folder in which the earlier one is kept.
///
/// # Errors
///
/// [`StoreError::InUse`] while a program works on the folder, those of [`Tried::of`], what `decide` says, and files that
/// cannot be moved; whatever happens, the earlier database is in its place or in the folder `before-<stamp>`.
pub fn restore<T, E: From<StoreError>>(
    folder: &Path,
    file: &Path,
    (migrations, examine): (&[Migration], Examine),
    stamp: &str,
    decide: impl FnOnce(&Connection) -> Result<T, E>,
) -> Result<(Restored, T), E> {
    let full = |error: StoreError| error.of_disk(folder);
    let _lock = DataFolderLock::take(folder, "Loket restore").map_err(full)?;
    let tried = Tried::of(file, &folder.join("restore-check"), migrations, examine)?;
    let decided = decide(&tried.look().map_err(full)?)?;
    let restored = put(folder, &tried, stamp).map_err(full)?;
    // What is kept of an earlier version was open to others.
    owner::close_to_others(folder);
    Ok((restored, decided))
}

fn put(folder: &Path, tried: &Tried, stamp: &str) -> Result<Restored, StoreError> {
    let (here, new) = (database_file(folder), database_file(&tried.0.0));
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
    let copied = set_aside::copy(here, &database_file(&kept));
    if copied.is_err() {
        // Half of one helps nobody and fills the disk.
        let _ = fs::remove_dir_all(&kept);
    }
    copied.map(|()| kept)
}
