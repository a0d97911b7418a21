//! Opening the file: what it is, pragmas in the order that survives a power cut, numbered migrations.

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::StoreError;

/// "LOKT", in every Loket database's header.
const APPLICATION_ID: u32 = 0x4C4F_4B54;

/// One numbered step of the schema. Released ones are never edited.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// 1, 2, 3 … without gaps.
    pub number: u32,
    /// Its SQL, run once inside a transaction of its own.
    pub sql: &'static str,
}

/// How much a COMMIT waits for. Only `Full` is used by the program; the others are controls for the
/// power-cut proof, which must be able to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Durability {
    /// Every acknowledged change survives a power cut.
    #[default]
    Full,
    /// Control: the last changes may be lost.
    Normal,
    /// Control: anything may be lost.
    Off,
}

impl Durability {
    pub(super) const fn pragma(self) -> &'static str {
        match self {
            Self::Full => "PRAGMA synchronous=FULL",
            Self::Normal => "PRAGMA synchronous=NORMAL",
            Self::Off => "PRAGMA synchronous=OFF",
        }
    }
}

/// How a store is opened.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What this program calls itself to a second one ("Loket front desk").
    pub role: String,
    /// See [`Durability`].
    pub durability: Durability,
    /// Another SQLite VFS, for proofs.
    pub vfs: Option<String>,
}

/// The database's path in a data folder.
pub fn database_file(folder: &Path) -> PathBuf {
    folder.join("loket.db")
}

/// Looks at the file's header without opening it as a database, so that a wrong file stays untouched.
fn look_at_header(path: &Path, known: u32) -> Result<(), StoreError> {
    let mut header = [0u8; 100];
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(source) => return Err(StoreError::File { path: path.to_owned(), source }),
    };
    let mut filled = 0;
    while let Some(rest) = header.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match file.read(rest).map_err(|source| StoreError::File { path: path.to_owned(), source })? {
            0 => break,
            count => filled += count,
        }
    }
    if filled == 0 {
        return Ok(());
    }
    if header.iter().all(|byte| *byte == 0) && journal_beside(path) {
        // The power went away while this file was made: SQLite undoes that, and we look again.
        return Ok(());
    }
    if filled < header.len() || !header.starts_with(b"SQLite format 3\0") {
        return Err(StoreError::NotDatabase(path.to_owned()));
    }
    let number = |at: usize| {
        header.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_be_bytes)
    };
    let (found, application) = (number(60), number(68));
    if application != APPLICATION_ID {
        return Err(StoreError::NotOurs(path.to_owned()));
    }
    if found > known {
        return Err(StoreError::Newer { path: path.to_owned(), found, known });
    }
    Ok(())
}

fn journal_beside(path: &Path) -> bool {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    PathBuf::from(journal).exists()
}

/// The schema's number as the header on disk shows it; 0 of a file that is not there or not begun.
///
/// # Errors
///
/// Those of a file that is none of ours or was written by a newer version: nothing is done with it.
pub(super) fn schema_in_header(path: &Path, known: u32) -> Result<u32, StoreError> {
    look_at_header(path, known)?;
    let failed = |source| StoreError::File { path: path.to_owned(), source };
    let mut header = Vec::new();
    match File::open(path) {
        Ok(file) => file.take(64).read_to_end(&mut header).map_err(failed)?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
        Err(source) => return Err(failed(source)),
    };
    let number = header.get(60..64).and_then(|four| four.try_into().ok());
    Ok(number.map_or(0, u32::from_be_bytes))
}

pub(super) fn newest(migrations: &[Migration]) -> u32 {
    migrations.last().map_or(0, |migration| migration.number)
}

/// Opens for writing; makes the file where there is none and brings its schema up to date.
pub(super) fn open_to_write(
    folder: &Path,
    migrations: &[Migration],
    options: &Options,
) -> Result<Connection, StoreError> {
    let path = database_file(folder);
    look_at_header(&path, newest(migrations))?;
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = connect(&path, flags, options)?;
    // A plan looks at the statement alone, not at its values: else SQLite compiles every statement that meets a
    // partial index anew each time, and a ticket has four of them.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // EXTRA first: the switch to WAL unlinks a journal whose return after a power cut would undo commits.
    connection.execute_batch("PRAGMA synchronous=EXTRA;")?;
    claim(&connection, &path)?;
    let mode: String = connection.query_row("PRAGMA journal_mode=WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(StoreError::NoLog { folder: folder.to_owned(), mode });
    }
    connection.execute_batch("PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=0;")?;
    connection.execute_batch(options.durability.pragma())?;
    migrate(&mut connection, &path, migrations)?;
    Ok(connection)
}

/// Writes our mark into a new file before anything else, so that a file cut short at any point is still known
/// as ours; refuses one that turns out to be another program's.
fn claim(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let pages: u32 = connection.query_row("PRAGMA page_count", [], |row| row.get(0))?;
    if pages == 0 {
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    }
    let application: u32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if application == APPLICATION_ID { Ok(()) } else { Err(StoreError::NotOurs(path.to_owned())) }
}

/// Opens beside a running program, for reading only.
pub fn open_to_look(folder: &Path, migrations: &[Migration]) -> Result<Connection, StoreError> {
    let path = database_file(folder);
    if !path.exists() {
        return Err(StoreError::Missing(folder.to_owned()));
    }
    look_at_header(&path, newest(migrations))?;
    open_to_read(&path, &Options::default())
}

/// Opens a finished copy, for reading only: nothing is made beside it.
pub fn look_into(file: &Path, migrations: &[Migration]) -> Result<Connection, StoreError> {
    look_at_header(file, newest(migrations))?;
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let connection = connect(&as_it_is(file), flags, &Options::default())?;
    connection.execute_batch("PRAGMA query_only=ON;")?;
    Ok(connection)
}

pub(super) fn open_to_read(path: &Path, options: &Options) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let looked = |path: &Path, flags| {
        let connection = connect(path, flags, options)?;
        connection.query_row("PRAGMA schema_version", [], |_| Ok(()))?;
        Ok::<_, StoreError>(connection)
    };
    let connection = match looked(path, flags) {
        // SQLite wants to make the log's index beside the file, and may not. Who writes there has made it; without a log
        // the file is whole, and is read as it is.
        Err(StoreError::Sqlite(error)) if nothing_may_be_made(&error) && path.exists() => {
            if log_beside(path) {
                let source = std::io::ErrorKind::ReadOnlyFilesystem.into();
                return Err(StoreError::Folder { folder: path.parent().unwrap_or(path).to_owned(), source });
            }
            looked(&as_it_is(path), flags | OpenFlags::SQLITE_OPEN_URI)?
        }
        looked => looked?,
    };
    connection.execute_batch("PRAGMA query_only=ON;")?;
    Ok(connection)
}

/// Whether SQLite says that it cannot make a file beside the database.
fn nothing_may_be_made(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::ReadOnly))
}

/// Whether a log with something in it lies beside the database.
fn log_beside(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(PathBuf::from(log)).is_ok_and(|log| log.len() > 0)
}

/// The name under which SQLite reads a file that nobody changes, without a lock and without an index of the log.
fn as_it_is(path: &Path) -> PathBuf {
    let written = path.to_string_lossy().replace('\\', "/");
    let mut name = String::from("file:");
    if path.is_absolute() {
        // A drive's letter stands behind a third slash.
        name.push_str(if written.starts_with('/') { "//" } else { "///" });
    }
    for letter in written.chars() {
        match letter {
            '?' => name.push_str("%3f"),
            '#' => name.push_str("%23"),
            '%' => name.push_str("%25"),
            letter => name.push(letter),
        }
    }
    PathBuf::from(name + "?immutable=1")
}

pub(super) fn connect(path: &Path, flags: OpenFlags, options: &Options) -> Result<Connection, StoreError> {
    let connection = match &options.vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs.as_str())?,
        None => Connection::open_with_flags(path, flags)?,
    };
    connection.busy_timeout(Duration::from_secs(5))?;
    connection
        .execute_batch("PRAGMA trusted_schema=OFF; PRAGMA cache_size=-8000; PRAGMA temp_store=MEMORY;")?;
    // A cached statement keeps its plan: else SQLite compiles some of them again at every run.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(256);
    Ok(connection)
}

fn migrate(connection: &mut Connection, path: &Path, migrations: &[Migration]) -> Result<(), StoreError> {
    let found: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let known = newest(migrations);
    if found > known {
        return Err(StoreError::Newer { path: path.to_owned(), found, known });
    }
    for migration in migrations.iter().filter(|migration| migration.number > found) {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(migration.sql)?;
        transaction.pragma_update(None, "user_version", migration.number)?;
        transaction.commit()?;
    }
    if found < known {
        // The header on disk shows the new number, so that an older program refuses without opening.
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    }
    Ok(())
}
