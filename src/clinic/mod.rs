//! The one door: every screen and socket asks and commands through [`Clinic`], and nothing else writes.

mod apply;
mod clock;
pub mod copies;
mod doctor;
mod envelope;
pub mod flow;
mod house;
mod jobs;
pub mod journal;
mod order;
pub mod permission;
mod refusal;
pub mod restore;
mod schema;
mod session;
mod sign_in;
mod summaries;
pub mod table;
pub mod views;

pub use clock::{Clock, RunningClock, StandingClock};
pub use doctor::examine;
pub use envelope::{Answer, Beginning, Command, Envelope, Event, Published, Query, Reply};
pub use order::{Order, Said};
pub use permission::Permission;
pub use refusal::Refusal;
pub use schema::MIGRATIONS;
pub use session::{Session, Who};
pub use sign_in::{SignIn, Welcome};
pub use summaries::Made;

use std::path::Path;
use std::sync::{Arc, mpsc};
use tokio::sync::broadcast;

use crate::store::{self, Connection, Options, Store, StoreError};
use crate::terms::{Instant, PersonId, Revision, ServiceDay, TimeZone};
use crate::{people, queue, screening, setup, staff, visits};
use house::HouseMemory;

/// One clinic, open. Cheap to clone; the store closes with the last clone.
#[derive(Clone)]
pub struct Clinic {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    clock: Clock,
    events: broadcast::Sender<Published>,
    house: HouseMemory,
}

impl Clinic {
    /// Opens the clinic in a data folder, making an empty one where there is none.
    pub fn open(folder: &Path, clock: Clock, options: &Options) -> Result<Self, StoreError> {
        let store = Store::open(folder, MIGRATIONS, options)?;
        let (events, _) = broadcast::channel(1024);
        Ok(Self { inner: Arc::new(Inner { store, clock, events, house: HouseMemory::default() }) })
    }

    /// Does what an envelope asks and waits until it is on disk.
    pub fn run<C: Order>(&self, session: &Session, envelope: Envelope<C>) -> Result<C::Reply, Refusal> {
        self.run_any(session, envelope.of_any())?.read::<C>()
    }

    /// The same for a command of whatever kind.
    pub fn run_any(&self, session: &Session, envelope: Envelope) -> Result<Said, Refusal> {
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
        tell: impl FnOnce(Result<Said, Refusal>) + Send + 'static,
    ) {
        let (session, clock, events) = (session.clone(), self.inner.clock.clone(), self.inner.events.clone());
        let (memory, forgetful) = (self.inner.house.clone(), self.inner.house.clone());
        let mut undone = false;
        self.inner.store.writer().submit(
            move |db| {
                if std::mem::replace(&mut undone, true) {
                    memory.forget();
                }
                let done = memory
                    .of(db)
                    .map_err(store::Problem::Failed)
                    .and_then(|known| apply::apply(db, &session, &envelope, clock.now(), known.as_ref()));
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
    pub fn ask(&self, session: &Session, query: &Query) -> Result<Answer, Refusal> {
        let answer = self.read(|db| {
            apply::allowed(db, session, permission::for_query(query))?;
            self.answer(db, query)
        })?;
        let somebody = matches!(session.who, Who::Person { .. });
        if let Some(person) = looked_at(&answer).filter(|_| somebody) {
            // Looking is journalled, as Permenkes 24/2022 wants; nobody waits for it.
            self.submit(session, Envelope::new(Command::Looked(person)), |_| {});
        }
        Ok(answer)
    }

    fn answer(&self, db: &Connection, query: &Query) -> Result<Answer, Refusal> {
        let known = self.inner.house.of(db)?;
        if let Query::House = query {
            return Ok(Answer::House(known.map(|known| Box::new((*known.house).clone()))));
        }
        let known = known.ok_or(Refusal::NotBegun)?;
        let now = self.now();
        let today = known.house.profile.zone.day(now);
        Ok(match query {
            Query::House => Answer::House(None),
            Query::Accounts => Answer::Accounts(staff::table::accounts(db).map_err(StoreError::from)?),
            Query::People(query) => {
                Answer::People(people::table::ask(db, query, &house::for_people(&known.house, today))?)
            }
            Query::Queue(query) => Answer::Queue(queue::table::ask(db, query, &known.queue)?),
            Query::Visits(query) => {
                Answer::Visits(visits::table::ask(db, query, &house::for_visits(&known.house, None))?)
            }
            Query::Screening(query) => {
                let child = match query {
                    screening::Query::Child(person) => house::child_of(db, *person)?,
                    screening::Query::Measurement(_) | screening::Query::Due { .. } => None,
                };
                Answer::Screening(screening::table::ask(db, query, &screening::House { child })?)
            }
            Query::Summary(query) => Answer::Summary(summaries::answer(db, &known, today, *query)?),
            Query::View(query) => {
                Answer::View(views::answer(&views::Sources { db, known: &known, today }, query)?)
            }
        })
    }

    /// Refuses who may not, by how the accounts stand now.
    fn must_be_allowed(&self, session: &Session, needed: Permission) -> Result<(), Refusal> {
        self.read(|db| Ok(apply::allowed(db, session, needed)?))
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

    /// The session of the first run; refused once the clinic has begun.
    pub fn nobody(&self) -> Session {
        Session { who: Who::Nobody, seat: "first run".to_owned() }
    }

    /// The display's session: numbers only, no account.
    pub fn display(&self) -> Session {
        Session { who: Who::Display, seat: "display".to_owned() }
    }

    /// The program's own session: day close, backup.
    pub fn system(&self) -> Session {
        Session { who: Who::System, seat: "program".to_owned() }
    }

    /// The door's clock.
    pub fn now(&self) -> Instant {
        self.inner.clock.now()
    }

    /// Today, by the clinic's wall clock.
    pub fn today(&self) -> Result<ServiceDay, Refusal> {
        let known = self.read(|db| Ok(self.inner.house.of(db)?))?;
        Ok(known.map_or(TimeZone::default(), |known| known.house.profile.zone).day(self.now()))
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

/// Whose record an answer lays open.
fn looked_at(answer: &Answer) -> Option<PersonId> {
    match answer {
        Answer::View(views::Answer::Patient(Some(patient))) => Some(patient.opened.person.id),
        Answer::View(views::Answer::Sheet(Some(sheet))) => Some(sheet.person.id),
        Answer::View(views::Answer::Child(Some(child))) => Some(child.person.id),
        Answer::People(people::Answer::Opened(opened)) => Some(opened.person.id),
        Answer::Visits(visits::Answer::Visit(Some(visit))) => Some(visit.person),
        Answer::Visits(visits::Answer::History(lines)) => lines.first().map(|line| line.person),
        Answer::Screening(screening::Answer::Child(history)) => Some(history.child.person),
        Answer::Screening(screening::Answer::Measurement(Some(one))) => Some(one.person),
        _ => None,
    }
}
