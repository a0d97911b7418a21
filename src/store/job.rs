//! A piece of work for the writer, and whoever waits for its answer. Knows nothing of SQLite.

use rusqlite::Connection;

use super::StoreError;

/// What a piece of work says, and whether its changes are kept.
#[derive(Debug)]
pub enum Done<T> {
    /// Keep the changes.
    Keep(T),
    /// Undo this piece of work alone.
    Undo(T),
}

/// A [`Job`] of any kind, as the writer sees it.
pub(super) trait Piece: Send {
    /// Does the work; whether its changes are kept. May be asked again after everything was undone.
    fn run(&mut self, db: &Connection) -> bool;
    /// Answers: what the work said, or why it is not saved.
    fn tell(self: Box<Self>, fate: Result<(), StoreError>);
}

/// Work, then what it said, then whom to tell.
pub(super) struct Job<T, W, F: FnOnce(Result<T, StoreError>)> {
    work: W,
    said: Option<T>,
    tell: Option<F>,
}

impl<T, W, F> Job<T, W, F>
where
    T: Send + 'static,
    W: FnMut(&Connection) -> Done<T> + Send + 'static,
    F: FnOnce(Result<T, StoreError>) + Send + 'static,
{
    pub(super) fn boxed(work: W, tell: F) -> Box<dyn Piece> {
        Box::new(Self { work, said: None, tell: Some(tell) })
    }
}

impl<T, W, F> Piece for Job<T, W, F>
where
    T: Send,
    W: FnMut(&Connection) -> Done<T> + Send,
    F: FnOnce(Result<T, StoreError>) + Send,
{
    fn run(&mut self, db: &Connection) -> bool {
        self.said = None;
        let (keep, said) = match (self.work)(db) {
            Done::Keep(said) => (true, said),
            Done::Undo(said) => (false, said),
        };
        self.said = Some(said);
        keep
    }

    fn tell(mut self: Box<Self>, fate: Result<(), StoreError>) {
        let said = self.said.take();
        if let Some(tell) = self.tell.take() {
            tell(fate.and_then(|()| said.ok_or(StoreError::Fault)));
        }
    }
}

impl<T, W, F: FnOnce(Result<T, StoreError>)> Drop for Job<T, W, F> {
    fn drop(&mut self) {
        if let Some(tell) = self.tell.take() {
            tell(Err(StoreError::Stopped));
        }
    }
}
