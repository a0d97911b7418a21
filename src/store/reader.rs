//! Connections for reading: a small pool, each read in one transaction so that it sees one moment.

use rusqlite::Connection;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Options, StoreError, open};

/// The pool. Cheap to clone.
#[derive(Clone)]
pub struct Readers {
    path: PathBuf,
    options: Options,
    idle: Arc<Mutex<Vec<Connection>>>,
}

/// One reader within one snapshot; goes back to the pool when dropped.
pub struct Reader {
    connection: Option<Connection>,
    pool: Arc<Mutex<Vec<Connection>>>,
}

impl Readers {
    pub(super) fn new(path: PathBuf, options: Options) -> Self {
        Self { path, options, idle: Arc::new(Mutex::new(Vec::new())) }
    }

    /// A reader on the newest committed state; everything read through it is of that one moment.
    pub fn read<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let reader = self.take()?;
        reader.execute_batch("BEGIN").map_err(StoreError::from)?;
        let answer = work(&reader);
        // A read transaction has nothing to lose; a reader that cannot end it is not used again.
        if reader.execute_batch("COMMIT").is_err() {
            reader.discard();
        }
        answer
    }

    fn take(&self) -> Result<Reader, StoreError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => open::open_to_read(&self.path, &self.options)?,
        };
        Ok(Reader { connection: Some(connection), pool: Arc::clone(&self.idle) })
    }
}

impl Reader {
    fn discard(mut self) {
        self.connection = None;
    }
}

impl Deref for Reader {
    type Target = Connection;

    #[expect(
        clippy::expect_used,
        reason = "the connection leaves only in drop and discard, which consume the reader"
    )]
    fn deref(&self) -> &Connection {
        self.connection.as_ref().expect("present until dropped")
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            let mut idle = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
            if idle.len() < 4 && connection.is_autocommit() {
                idle.push(connection);
            }
        }
    }
}
