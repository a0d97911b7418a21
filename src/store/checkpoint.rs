//! Folds the write-ahead log back into the file on its own connection, so that no COMMIT waits for it.

use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use super::{Options, StoreError, open};

/// The thread that checkpoints; it has ended when this is dropped.
pub(super) struct Checkpointer {
    nudges: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Checkpointer {
    pub(super) fn start(path: PathBuf, options: Options) -> Result<Self, StoreError> {
        let (nudges, receiver) = channel();
        let named = path.clone();
        let thread = std::thread::Builder::new()
            .name("loket-checkpointer".into())
            .spawn(move || checkpoints(&path, &options, &receiver))
            .map_err(|source| StoreError::File { path: named, source })?;
        Ok(Self { nudges: Some(nudges), thread: Some(thread) })
    }

    /// Checkpoints soon; several nudges at once are one.
    pub(super) fn nudge(&self) {
        if let Some(nudges) = &self.nudges {
            let _ = nudges.send(());
        }
    }
}

impl Drop for Checkpointer {
    fn drop(&mut self) {
        drop(self.nudges.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn checkpoints(path: &Path, options: &Options, nudges: &Receiver<()>) {
    let mut connection = None;
    while nudges.recv().is_ok() {
        while nudges.try_recv().is_ok() {}
        let folded = once(path, options, &mut connection);
        if let Err(error) = folded {
            connection = None;
            tracing::warn!(%error, "The log could not be folded back; it will be tried again");
        }
    }
}

fn once(path: &Path, options: &Options, connection: &mut Option<Connection>) -> Result<(), StoreError> {
    let connection = if let Some(connection) = connection {
        connection
    } else {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = open::connect(path, flags, options)?;
        opened.execute_batch(options.durability.pragma())?;
        connection.insert(opened)
    };
    // PASSIVE waits for nobody and keeps nobody waiting.
    connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
    Ok(())
}
