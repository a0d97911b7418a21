//! The one door: every screen and socket asks and commands through [`Clinic`], and nothing else writes.

mod apply;
mod clock;
mod config;
pub mod copies;
mod doctor;
mod envelope;
pub mod flow;
mod jobs;
pub mod journal;
mod order;
pub mod permission;
mod questions;
mod refusal;
mod request;
pub mod restore;
mod schema;
mod session;
mod sign_in;
mod summaries;
pub mod table;
pub mod usual;
pub mod views;
pub mod watch;
pub mod wire;

pub use clock::{Clock, PcClock, RunningClock, StandingClock};
pub use doctor::{examine, examine_folder};
pub use envelope::{Beginning, Command, Envelope, Event, Looked, Published, Query};
pub use order::{Order, Replied};
pub use permission::Permission;
pub use refusal::Refusal;
pub use request::{Question, Sources};
pub use schema::MIGRATIONS;
pub use session::{Session, Who};
pub use sign_in::{SignIn, Welcome};
pub use summaries::{Made, facility};

use std::path::Path;
use std::sync::{Arc, mpsc};
use tokio::sync::broadcast;

use crate::store::{self, Connection, Options, Store, StoreError};
use crate::terms::{Instant, Revision, ServiceDay};
use crate::{people, setup, staff};
use config::ConfigMemory;
use session::Marks;
use watch::Watch;

/// One clinic, open. Cheap to clone; the store closes with the last clone.
#[derive(Clone)]
pub struct Clinic {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    watch: Watch,
    events: broadcast::Sender<Published>,
    config: ConfigMemory,
    marks: Arc<Marks>,
}

impl Clinic {
    /// Opens the clinic in a data folder, making an empty one where there is none.
    pub fn open(folder: &Path, clock: Clock, options: &Options) -> Result<Self, StoreError> {
        let store = Store::open(folder, MIGRATIONS, options)?;
        let watch = Watch::of(clock);
        store.readers().read(|db| watch.go_on(db))?;
        search_of_this_version(&store)?;
        let (events, _) = broadcast::channel(1024);
        let clinic = Self {
            inner: Arc::new(Inner {
                store,
                watch,
                events,
                config: ConfigMemory::default(),
                marks: Arc::new(Marks::draw()),
            }),
        };
        if let Err(refusal) = clinic.note_accounts() {
            // It opens all the same: the next start tries again.
            tracing::warn!(%refusal, "How the accounts stand could not be noted");
        }
        Ok(clinic)
    }

    /// Of a clinic that an earlier version began the journal notes once how its accounts stand, for the doctor.
    fn note_accounts(&self) -> Result<(), Refusal> {
        let noted = |db: &Connection| {
            let begun = setup::table::revision(db).map_err(StoreError::from)?.is_some();
            Ok(!begun || table::is_noted(db).map_err(StoreError::from)?)
        };
        if self.read(noted)? {
            return Ok(());
        }
        self.run(&self.system(), Envelope::new(staff::command::NoteAll))
    }

    /// Does what an envelope asks and waits until it is on disk.
    pub fn run<C: Order>(&self, session: &Session, envelope: Envelope<C>) -> Result<C::Reply, Refusal> {
        self.run_any(session, envelope.of_any())?.read::<C>()
    }

    /// The same for a command of whatever kind.
    pub fn run_any(&self, session: &Session, envelope: Envelope) -> Result<Replied, Refusal> {
        let (sender, receiver) = mpsc::sync_channel(1);
        self.submit(session, envelope, move |answer| {
            let _ = sender.send(answer);
        });
        receiver.recv().unwrap_or_else(|_| Err(StoreError::Stopped.into()))
    }

    /// Hands an envelope in and returns at once; `tell` hears the answer exactly once: when it is on disk, or
    /// why it is not.
    pub fn submit(
        &self,
        session: &Session,
        envelope: Envelope,
        tell: impl FnOnce(Result<Replied, Refusal>) + Send + 'static,
    ) {
        let (session, watch, events) = (session.clone(), self.inner.watch.clone(), self.inner.events.clone());
        let believing = watch.clone();
        let (marks, asker, ends) =
            (self.inner.marks.clone(), session.clone(), envelope.command.ends_sessions_of());
        let known_marks = marks.clone();
        let (memory, forgetful) = (self.inner.config.clone(), self.inner.config.clone());
        let mut undone = false;
        self.inner.store.writer().submit(
            move |db| {
                if std::mem::replace(&mut undone, true) {
                    memory.forget();
                }
                if !marks.goes_on(&session) {
                    return store::Done::Undo(Err(store::Problem::Refused(Refusal::SignedOut)));
                }
                let done = memory
                    .of(db)
                    .map_err(store::Problem::Failed)
                    .and_then(|known| apply::apply(db, &session, &envelope, &watch, known.as_ref()));
                match done {
                    Ok(applied) => store::Done::Keep(Ok(applied)),
                    Err(problem) => {
                        memory.forget();
                        store::Done::Undo(Err(problem))
                    }
                }
            },
            move |outcome| match outcome {
                Ok(Ok(applied)) => {
                    // What was done before ended them then: whoever came in since stays.
                    if let Some(account) = ends.filter(|_| !applied.events.is_empty()) {
                        known_marks.end_others(account, &asker);
                    }
                    if let Some(answered) = applied.answered {
                        believing.believe(answered);
                    }
                    for event in applied.events {
                        // Nobody listening is no fault.
                        let _ = events.send(event);
                    }
                    tell(Ok(applied.said));
                }
                Ok(Err(problem)) => tell(Err(problem.into())),
                Err(error) => {
                    forgetful.forget();
                    tell(Err(error.into()));
                }
            },
        );
    }

    /// Answers a question from a consistent snapshot, off the writer.
    pub fn ask<Q: Question>(&self, session: &Session, question: &Q) -> Result<Q::Answer, Refusal> {
        let lays_open = permission::lays_open(&question.clone().into());
        let answer = self.read(|db| {
            for field in lays_open {
                self.allowed(db, session, field.right())?;
            }
            let known = self.inner.config.of(db)?;
            let watch = &self.inner.watch;
            question.answer(&Sources { db, known: known.as_ref(), now: watch.now(), watch })
        })?;
        let somebody = matches!(session.who, Who::Person { .. });
        let looked_at = if somebody { question.looked_at(&answer) } else { Vec::new() };
        for person in looked_at {
            // Looking is journalled, as Permenkes 24/2022 wants; nobody waits for it.
            self.submit(session, Envelope::new(Command::from(Looked(person))), |_| {});
        }
        Ok(answer)
    }

    /// Refuses who may not, by how the accounts stand now.
    fn must_be_allowed(&self, session: &Session, needed: Permission) -> Result<(), Refusal> {
        self.read(|db| self.allowed(db, session, needed))
    }

    /// Whether a session still goes on, and has a right by how the accounts stand now.
    fn allowed(&self, db: &Connection, session: &Session, needed: Permission) -> Result<(), Refusal> {
        if !self.inner.marks.goes_on(session) {
            return Err(Refusal::SignedOut);
        }
        Ok(apply::allowed(db, session, needed)?)
    }

    fn must_have(&self, session: &Session, needed: Option<Permission>) -> Result<(), Refusal> {
        needed.map_or(Ok(()), |needed| self.must_be_allowed(session, needed))
    }

    fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Refusal>) -> Result<T, Refusal> {
        self.inner.store.readers().read(work)
    }

    /// Every event from now on, in order.
    pub fn events(&self) -> broadcast::Receiver<Published> {
        self.inner.events.subscribe()
    }

    /// Events after a number, for who was away.
    pub fn events_after(&self, number: i64, limit: u32) -> Result<Vec<Published>, Refusal> {
        self.read(|db| Ok(table::events_after(db, number, limit)?))
    }

    fn session(&self, who: Who, seat: &str) -> Session {
        self.inner.marks.session(who, seat)
    }

    /// Whether this door made the session: one that came over a wire may say anything.
    fn made(&self, session: &Session) -> bool {
        self.inner.marks.knows(session)
    }

    /// The session of the first run; refused once the clinic has begun.
    pub fn nobody(&self) -> Session {
        self.session(Who::Nobody, "first run")
    }

    /// The display's session: numbers only, no account.
    pub fn display(&self) -> Session {
        self.session(Who::Display, "display")
    }

    /// The program's own session: day close, backup.
    pub fn system(&self) -> Session {
        self.session(Who::System, "program")
    }

    /// The door's clock.
    pub fn now(&self) -> Instant {
        self.inner.watch.now()
    }

    /// What passed, whatever was done to the clock: counted from no moment in particular.
    pub fn passed(&self) -> chrono::Duration {
        self.inner.watch.passed()
    }

    /// The service day that is worked on; it ends some hours after midnight.
    pub fn today(&self) -> Result<ServiceDay, Refusal> {
        self.read(|db| {
            let known = self.inner.config.of(db)?;
            Ok(self.inner.watch.day(db, known.as_ref())?)
        })
    }

    /// Whether the first run is done.
    pub fn begun(&self) -> Result<Option<Revision>, Refusal> {
        self.read(|db| Ok(setup::table::revision(db).map_err(StoreError::from)?))
    }

    /// The store below, for backup and proofs.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }
}

/// Makes the search index again where an earlier version made it, which knew less or spelt otherwise.
fn search_of_this_version(store: &Store) -> Result<(), StoreError> {
    if !store.readers().read(people::table::is_outdated)? {
        return Ok(());
    }
    let (sender, receiver) = mpsc::sync_channel(1);
    store.writer().submit(
        |db| match people::table::rebuild_search(db) {
            Ok(people) => store::Done::Keep(Ok(people)),
            Err(error) => store::Done::Undo(Err(error)),
        },
        move |outcome| {
            let _ = sender.send(outcome);
        },
    );
    let people = receiver.recv().map_err(|_| StoreError::Stopped)???;
    tracing::info!(people, "The search index was made again");
    Ok(())
}
