//! The one thread that writes. Waiting work shares a transaction and its fsync; each caller is answered
//! only after the COMMIT, and a COMMIT that fails fails them all.

use rusqlite::Connection;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::{Options, StoreError, open};

/// How the transaction ended that carried a piece of work.
pub type Committed = Result<(), StoreError>;

/// What a piece of work leaves behind: whether its changes are kept, and whom to tell once they are on disk.
pub struct Answer {
    keep: bool,
    tell: Box<dyn FnOnce(Committed) + Send>,
}

impl Answer {
    /// Keep the changes; `tell` runs after the COMMIT.
    pub fn keep(tell: impl FnOnce(Committed) + Send + 'static) -> Self {
        Self { keep: true, tell: Box::new(tell) }
    }

    /// Undo this piece of work alone; `tell` still runs after the COMMIT of the others.
    pub fn undo(tell: impl FnOnce(Committed) + Send + 'static) -> Self {
        Self { keep: false, tell: Box::new(tell) }
    }
}

type Work = Box<dyn FnOnce(&Connection) -> Answer + Send>;

enum Message {
    Work(Work),
    Stop,
}

/// Counts of what the writer did, for benches and proofs.
#[derive(Debug, Default)]
pub struct Ledger {
    /// Pieces of work done.
    pub works: AtomicU64,
    /// Transactions committed.
    pub commits: AtomicU64,
}

/// The handle by which work reaches the writer.
pub struct Writer {
    sender: Sender<Message>,
    thread: Option<JoinHandle<()>>,
    ledger: Arc<Ledger>,
}

/// No more work than this shares one transaction, so that the first is not kept waiting.
const BATCH: usize = 256;
/// Commits after which the log is folded back into the file, off the writer.
const CHECKPOINT_EVERY: u64 = 400;
/// A quiet writer folds the log back after this long.
const QUIET: Duration = Duration::from_secs(20);

impl Writer {
    pub(super) fn start(connection: Connection, path: PathBuf, options: Options) -> Result<Self, StoreError> {
        let (sender, receiver) = channel();
        let ledger = Arc::new(Ledger::default());
        let counted = Arc::clone(&ledger);
        let folder = Folder::start(path.clone(), options)?;
        let thread = std::thread::Builder::new()
            .name("loket-writer".into())
            .spawn(move || write(&connection, &receiver, &counted, &folder))
            .map_err(|source| StoreError::File { path, source })?;
        Ok(Self { sender, thread: Some(thread), ledger })
    }

    /// Hands work to the writer; returns at once. The answer's `tell` runs on the writer's thread.
    pub fn submit(
        &self,
        work: impl FnOnce(&Connection) -> Answer + Send + 'static,
    ) -> Result<(), StoreError> {
        self.sender.send(Message::Work(Box::new(work))).map_err(|_| StoreError::Stopped)
    }

    /// What the writer did so far.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        let _ = self.sender.send(Message::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn write(connection: &Connection, receiver: &Receiver<Message>, ledger: &Ledger, folder: &Folder) {
    let mut since_fold = 0;
    loop {
        let first = match receiver.recv_timeout(QUIET) {
            Ok(Message::Work(work)) => work,
            Err(RecvTimeoutError::Timeout) => {
                if since_fold > 0 {
                    since_fold = 0;
                    folder.nudge();
                }
                continue;
            }
            Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => break,
        };
        let stop = transact(connection, first, receiver, ledger);
        since_fold += 1;
        if since_fold >= CHECKPOINT_EVERY {
            since_fold = 0;
            folder.nudge();
        }
        if stop {
            break;
        }
    }
    if let Err(error) = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())) {
        tracing::warn!(%error, "The log could not be folded back at the end");
    }
}

/// One shared transaction; returns whether the writer was told to stop meanwhile.
fn transact(connection: &Connection, first: Work, receiver: &Receiver<Message>, ledger: &Ledger) -> bool {
    let mut stop = false;
    let mut told: Vec<(bool, Box<dyn FnOnce(Committed) + Send>)> = Vec::new();
    let begun = connection.execute_batch("BEGIN IMMEDIATE");
    let mut next = Some(first);
    while let Some(work) = next.take() {
        match &begun {
            Ok(()) => told.push(in_savepoint(connection, work)),
            Err(error) => {
                // The work never ran; running it against nothing would be a lie, so its channel closes.
                tracing::error!(%error, "A transaction could not begin");
                drop(work);
            }
        }
        ledger.works.fetch_add(1, Ordering::Relaxed);
        if told.len() < BATCH && !stop {
            match receiver.try_recv() {
                Ok(Message::Work(work)) => next = Some(work),
                Ok(Message::Stop) => stop = true,
                Err(_) => {}
            }
        }
    }
    let committed = begun.and_then(|()| connection.execute_batch("COMMIT"));
    if let Err(error) = &committed {
        tracing::error!(%error, works = told.len(), "A COMMIT failed");
        let _ = connection.execute_batch("ROLLBACK");
    } else {
        ledger.commits.fetch_add(1, Ordering::Relaxed);
    }
    let why = committed.err().map(|error| error.to_string());
    for (_, tell) in told {
        let answer = match &why {
            None => Ok(()),
            Some(why) => Err(StoreError::NotCommitted(why.clone())),
        };
        if catch_unwind(AssertUnwindSafe(|| tell(answer))).is_err() {
            tracing::error!("Somebody who was told of a COMMIT panicked");
        }
    }
    stop
}

fn in_savepoint(connection: &Connection, work: Work) -> (bool, Box<dyn FnOnce(Committed) + Send>) {
    // A savepoint that cannot be set means a broken transaction: the COMMIT will fail and say so.
    let _ = connection.prepare_cached("SAVEPOINT one").and_then(|mut statement| statement.execute([]));
    match catch_unwind(AssertUnwindSafe(|| work(connection))) {
        Ok(answer) => {
            if !answer.keep {
                undo(connection);
            }
            release(connection);
            (answer.keep, answer.tell)
        }
        Err(_) => {
            tracing::error!("Work on the writer panicked and was undone");
            undo(connection);
            release(connection);
            (false, Box::new(|_| {}))
        }
    }
}

fn undo(connection: &Connection) {
    if let Err(error) =
        connection.prepare_cached("ROLLBACK TO one").and_then(|mut statement| statement.execute([]))
    {
        tracing::error!(%error, "A savepoint could not be undone");
    }
}

fn release(connection: &Connection) {
    if let Err(error) =
        connection.prepare_cached("RELEASE one").and_then(|mut statement| statement.execute([]))
    {
        tracing::error!(%error, "A savepoint could not be released");
    }
}

/// Folds the write-ahead log back into the file on its own connection, so that no COMMIT waits for it.
struct Folder {
    nudges: Sender<()>,
}

impl Folder {
    fn start(path: PathBuf, options: Options) -> Result<Self, StoreError> {
        let (nudges, receiver) = channel::<()>();
        let named = path.clone();
        std::thread::Builder::new()
            .name("loket-folder".into())
            .spawn(move || {
                let flags =
                    rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE | rusqlite::OpenFlags::SQLITE_OPEN_NO_MUTEX;
                let mut connection = None;
                while receiver.recv().is_ok() {
                    while receiver.try_recv().is_ok() {}
                    if connection.is_none() {
                        connection = open::connect(&path, flags, &options).ok();
                    }
                    let folded = connection.as_ref().map(|connection| {
                        connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
                    });
                    if let Some(Err(error)) = folded {
                        tracing::warn!(%error, "The log could not be folded back; it will be tried again");
                    }
                }
            })
            .map_err(|source| StoreError::File { path: named, source })?;
        Ok(Self { nudges })
    }

    fn nudge(&self) {
        let _ = self.nudges.send(());
    }
}
