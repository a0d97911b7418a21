//! The one thread that writes. Waiting work shares a transaction and its fsync; each caller is answered
//! only after the COMMIT, and a COMMIT that fails fails them all. Nobody who handed work in stays unanswered.

use rusqlite::Connection;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::checkpoint::Checkpointer;
use super::error::says_full;
use super::job::{Done, Job, Piece};
use super::{Options, StoreError};

enum Message {
    Work(Box<dyn Piece>),
    Fold,
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
const FOLD_EVERY: u64 = 400;
/// A quiet writer folds the log back after this long.
const QUIET: Duration = Duration::from_secs(20);

impl Writer {
    pub(super) fn start(connection: Connection, path: PathBuf, options: Options) -> Result<Self, StoreError> {
        let (sender, receiver) = channel();
        let ledger = Arc::new(Ledger::default());
        let counted = Arc::clone(&ledger);
        let checkpointer = Checkpointer::start(path.clone(), options)?;
        let thread = std::thread::Builder::new()
            .name("loket-writer".into())
            .spawn(move || write(&connection, &receiver, &counted, checkpointer))
            .map_err(|source| StoreError::File { path, source })?;
        Ok(Self { sender, thread: Some(thread), ledger })
    }

    /// Hands work to the writer; returns at once. `work` may run twice: everything it did the first time was undone
    /// then. `tell` runs exactly once, on the writer's thread after the COMMIT: with what the work said last, or
    /// with why nothing of it is saved. That includes a transaction that cannot begin, work that panics, and a
    /// writer that has stopped.
    pub fn submit<T: Send + 'static>(
        &self,
        work: impl FnMut(&Connection) -> Done<T> + Send + 'static,
        tell: impl FnOnce(Result<T, StoreError>) + Send + 'static,
    ) {
        // A message that cannot be sent is dropped, and a dropped job answers that the writer has stopped.
        let _ = self.sender.send(Message::Work(Job::boxed(work, tell)));
    }

    /// Folds the log back into the file soon, off the writer.
    pub fn fold(&self) {
        let _ = self.sender.send(Message::Fold);
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
            // Somebody who is told on the writer's thread may hold the last handle; it cannot wait for itself.
            if thread.thread().id() != std::thread::current().id() {
                let _ = thread.join();
            }
        }
    }
}

fn write(connection: &Connection, receiver: &Receiver<Message>, ledger: &Ledger, checkpointer: Checkpointer) {
    let mut since_fold = 0;
    loop {
        let after = match receiver.recv_timeout(QUIET) {
            Ok(Message::Work(work)) => {
                since_fold += 1;
                transact(connection, work, receiver, ledger)
            }
            Ok(Message::Fold) => After::Fold,
            Err(RecvTimeoutError::Timeout) if since_fold > 0 => After::Fold,
            Err(RecvTimeoutError::Timeout) => After::GoOn,
            Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => After::Stop,
        };
        match after {
            After::Stop => break,
            After::GoOn if since_fold < FOLD_EVERY => {}
            After::GoOn | After::Fold => {
                since_fold = 0;
                checkpointer.nudge();
            }
        }
    }
    // It ends first, so that the last fold finds nobody in its way.
    drop(checkpointer);
    if let Err(error) = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())) {
        tracing::warn!(%error, "The log could not be folded back at the end");
    }
}

/// What the writer does after a transaction.
enum After {
    GoOn,
    Fold,
    Stop,
}

/// A piece of work in a transaction, and what became of it unless the whole transaction fails.
struct Ran {
    piece: Box<dyn Piece>,
    fate: Result<(), StoreError>,
}

/// How the pieces of a transaction are kept apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Apart {
    /// Not at all. A savepoint costs a tenth of a ticket, and whoever refuses has hardly ever changed anything.
    No,
    /// Each in a savepoint, since one of them must be undone alone.
    Savepoints,
}

/// One shared transaction for the first piece of work and whatever waits behind it.
fn transact(
    connection: &Connection,
    first: Box<dyn Piece>,
    receiver: &Receiver<Message>,
    ledger: &Ledger,
) -> After {
    let mut after = After::GoOn;
    let mut ran: Vec<Ran> = Vec::new();
    let mut apart = Apart::No;
    let mut sound = connection.execute_batch("BEGIN IMMEDIATE");
    let mut next = Some(first);
    while let Some(piece) = next.take() {
        let mut one = Ran { piece, fate: Ok(()) };
        ledger.works.fetch_add(1, Ordering::Relaxed);
        let undo = match (&sound, apart) {
            (Err(_), _) => Ok(Undo::Nothing),
            (Ok(()), Apart::No) => together(connection, &mut one),
            (Ok(()), Apart::Savepoints) => in_savepoint(connection, &mut one).map(|()| Undo::Nothing),
        };
        ran.push(one);
        match undo {
            Ok(Undo::Nothing) => {}
            Ok(Undo::This) => {
                apart = Apart::Savepoints;
                sound = start_over(connection, &mut ran);
            }
            Err(error) => sound = Err(error),
        }
        if ran.len() < BATCH && !matches!(after, After::Stop) {
            match receiver.try_recv() {
                Ok(Message::Work(work)) => next = Some(work),
                Ok(Message::Fold) => after = After::Fold,
                Ok(Message::Stop) => after = After::Stop,
                Err(_) => {}
            }
        }
    }
    let why = match sound.and_then(|()| connection.execute_batch("COMMIT")) {
        Ok(()) => {
            ledger.commits.fetch_add(1, Ordering::Relaxed);
            None
        }
        Err(error) => {
            tracing::error!(%error, works = ran.len(), "A transaction failed; nothing of it is saved");
            // Of a transaction that was ended from inside only the next write tells whether there was no room.
            let over = take_back(connection);
            Some(if says_full(&error) || over == Over::NoRoom { Lost::NoRoom } else { Lost::To(error) })
        }
    };
    for Ran { piece, fate } in ran {
        let fate = match &why {
            None => fate,
            Some(Lost::To(error)) => Err(StoreError::NotCommitted(error.to_string())),
            Some(Lost::NoRoom) => Err(StoreError::Full(folder_of(connection))),
        };
        if catch_unwind(AssertUnwindSafe(|| piece.tell(fate))).is_err() {
            tracing::error!("Somebody who was told of a COMMIT panicked");
        }
    }
    after
}

/// Why a whole transaction is lost.
enum Lost {
    /// The disk is full.
    NoRoom,
    To(rusqlite::Error),
}

/// Where the database lies.
fn folder_of(connection: &Connection) -> PathBuf {
    let file = connection.path().map(Path::new);
    file.and_then(Path::parent).map(Path::to_owned).unwrap_or_default()
}

/// What must be undone after a piece of work.
enum Undo {
    Nothing,
    This,
}

/// Runs a piece of work with nothing around it. The error means that the whole transaction is lost.
fn together(connection: &Connection, one: &mut Ran) -> Result<Undo, rusqlite::Error> {
    let before = connection.total_changes();
    let kept = catch_unwind(AssertUnwindSafe(|| one.piece.run(connection)));
    if connection.is_autocommit() {
        return Err(ended_inside());
    }
    Ok(match kept {
        Ok(true) => Undo::Nothing,
        Ok(false) if connection.total_changes() == before => Undo::Nothing,
        Ok(false) | Err(_) => Undo::This,
    })
}

/// A full or broken disk ends a transaction from inside; nothing may run after it that would save itself alone.
fn ended_inside() -> rusqlite::Error {
    let why = "the transaction was ended by the disk".to_owned();
    rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_ABORT), Some(why))
}

/// Undoes the transaction and does it again, each piece in a savepoint of its own.
fn start_over(connection: &Connection, ran: &mut [Ran]) -> Result<(), rusqlite::Error> {
    connection.execute_batch("ROLLBACK; BEGIN IMMEDIATE")?;
    ran.iter_mut().try_for_each(|one| in_savepoint(connection, one))
}

/// Runs a piece of work in a savepoint. The error means that the whole transaction is lost; a piece that is undone
/// alone has its fate.
fn in_savepoint(connection: &Connection, one: &mut Ran) -> Result<(), rusqlite::Error> {
    let say = |sql| connection.prepare_cached(sql).and_then(|mut statement| statement.execute([]));
    say("SAVEPOINT one")?;
    let kept = catch_unwind(AssertUnwindSafe(|| one.piece.run(connection)));
    // After a transaction that was ended from inside these two fail.
    if !matches!(kept, Ok(true)) {
        say("ROLLBACK TO one")?;
    }
    say("RELEASE one")?;
    if kept.is_err() {
        tracing::error!("Work on the writer panicked and was undone");
        one.fate = Err(StoreError::Fault);
    }
    Ok(())
}

/// Whether the end of the log could be written over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Over {
    Written,
    /// There was no room for it.
    NoRoom,
    Failed,
}

/// Ends a failed transaction, and makes sure that it stays failed: when only its fsync failed, it may stand
/// whole in the log, and a power cut now would bring to life what its callers are told is not saved.
/// A transaction without content, written over it, prevents that.
fn take_back(connection: &Connection) -> Over {
    if !connection.is_autocommit()
        && let Err(error) = connection.execute_batch("ROLLBACK")
    {
        tracing::error!(%error, "A failed transaction could not be rolled back");
    }
    let over = connection
        .query_row("PRAGMA user_version", [], |row| row.get::<_, u32>(0))
        .and_then(|version| connection.pragma_update(None, "user_version", version));
    match over {
        Ok(()) => Over::Written,
        Err(error) => {
            tracing::error!(%error, "The end of the log could not be written over");
            if says_full(&error) { Over::NoRoom } else { Over::Failed }
        }
    }
}
