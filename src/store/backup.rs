//! A verified copy: made in one step beside the running program, opened, checked, then put in place.

use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};

use super::set_aside::failed;
use super::{StoreError, check, copies, open, set_aside};

/// What a backup is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupReport {
    /// The finished, verified file.
    pub file: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
}

/// A file that is being written: it goes away again unless it takes its name.
struct Unfinished(PathBuf);

impl Unfinished {
    fn of(target: &Path) -> Self {
        let mut name = target.as_os_str().to_owned();
        name.push(copies::PART);
        Self(PathBuf::from(name))
    }

    fn gone(&self) -> std::io::Result<()> {
        match std::fs::remove_file(&self.0) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // A stick that is full or was pulled: the next copy tries again.
        let _ = self.gone();
    }
}

/// `check` sees the finished copy before it takes its name: one that it refuses takes no good one's place.
pub(super) fn back_up(
    database: &Path,
    target: &Path,
    check: impl FnOnce(&Path) -> Result<(), StoreError>,
) -> Result<BackupReport, StoreError> {
    let part = Unfinished::of(target);
    let unfinished = &part.0;
    part.gone().map_err(failed(unfinished))?;
    let source = open::open_to_read(database, &open::Options::default())?;
    // VACUUM INTO reads one snapshot and never blocks the writer.
    source.execute_batch("PRAGMA query_only=OFF;")?;
    let written = source.execute("VACUUM INTO ?1", [unfinished.to_string_lossy()]);
    written.map_err(|error| StoreError::from(error).of_disk(folder_of(target)))?;
    drop(source);
    let copy = Connection::open_with_flags(unfinished, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let findings = check::integrity(&copy)?;
    drop(copy);
    if let Some(finding) = findings.first() {
        return Err(StoreError::Unreadable(format!("the copy is not sound: {}", finding.text)));
    }
    check(unfinished)?;
    set_aside::take_place(unfinished, target).map_err(|error| error.of_disk(folder_of(target)))?;
    let bytes = std::fs::metadata(target).map_err(failed(target))?.len();
    Ok(BackupReport { file: target.to_owned(), bytes })
}

/// Keeps the database of an earlier version as it is, before the schema is brought up to date: beside it, in
/// `before-schema-N`. Nothing that is kept there is written over.
pub(super) fn before_upgrade(folder: &Path, known: u32) -> Result<(), StoreError> {
    let database = open::database_file(folder);
    let found = open::schema_in_header(&database, known)?;
    if found == 0 || found >= known {
        return Ok(());
    }
    let kept = set_aside::folder(folder, &format!("schema-{found}"))?;
    // One that is damaged is kept as it is, file by file.
    let copied = back_up(&database, &open::database_file(&kept), |_| Ok(()));
    let copied = copied.map(drop).or_else(|_| set_aside::copy(&database, &open::database_file(&kept)));
    if copied.is_err() {
        // Half of one helps nobody and fills the disk.
        let _ = std::fs::remove_dir_all(&kept);
    }
    copied
}

fn folder_of(file: &Path) -> &Path {
    file.parent().unwrap_or(file)
}

/// A second file of the same bytes, compared before it takes its name.
pub(super) fn same_again(file: &Path, target: &Path) -> Result<(), StoreError> {
    write_again(file, target).map_err(|error| error.of_disk(folder_of(target)))
}

fn write_again(file: &Path, target: &Path) -> Result<(), StoreError> {
    let part = Unfinished::of(target);
    let unfinished = &part.0;
    std::fs::copy(file, unfinished).map_err(failed(target))?;
    set_aside::on_disk(unfinished)?;
    if !same_bytes(file, unfinished).map_err(failed(target))? {
        return Err(StoreError::Unreadable(format!("{} was not written as it was read", target.display())));
    }
    set_aside::take_place(unfinished, target)
}

fn same_bytes(one: &Path, other: &Path) -> std::io::Result<bool> {
    use std::io::BufRead as _;
    let open = |path| std::fs::File::open(path).map(std::io::BufReader::new);
    let (mut one, mut other) = (open(one)?, open(other)?);
    loop {
        let (left, right) = (one.fill_buf()?, other.fill_buf()?);
        let length = left.len().min(right.len());
        if length == 0 {
            return Ok(left.is_empty() && right.is_empty());
        }
        if left.get(..length) != right.get(..length) {
            return Ok(false);
        }
        one.consume(length);
        other.consume(length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `/dev/full` takes nothing: the system's own way to say that a disk is full.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_copy_that_finds_no_room_names_the_folder_whose_disk_is_full_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (file, target) = (folder.path().join("day.db"), folder.path().join("month.db"));
        std::fs::write(&file, vec![7; 70_000]).unwrap();
        std::os::unix::fs::symlink("/dev/full", folder.path().join("month.db.part")).unwrap();
        let refused = same_again(&file, &target).unwrap_err();
        assert!(matches!(&refused, StoreError::Full(full) if full == folder.path()), "{refused:?}");
        let left: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().map(|one| one.unwrap().file_name()).collect();
        assert_eq!(left, ["day.db"]);
        assert_eq!(std::fs::read(&file).unwrap().len(), 70_000);
    }

    #[test]
    fn a_full_disk_is_known_by_what_the_system_and_sqlite_say() {
        let system = |kind: std::io::ErrorKind| StoreError::File { path: "x".into(), source: kind.into() };
        let sqlite = |code| rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None);
        assert!(system(std::io::ErrorKind::StorageFull).is_full());
        assert!(system(std::io::ErrorKind::QuotaExceeded).is_full());
        assert!(StoreError::from(sqlite(rusqlite::ffi::SQLITE_FULL)).is_full());
        assert!(!system(std::io::ErrorKind::PermissionDenied).is_full());
        assert!(!StoreError::from(sqlite(rusqlite::ffi::SQLITE_IOERR)).is_full());
        let named = StoreError::from(sqlite(rusqlite::ffi::SQLITE_FULL)).of_disk(Path::new("stick"));
        assert!(matches!(named, StoreError::Full(folder) if folder == Path::new("stick")));
    }
}
