//! The synthetic clinic: families, children with histories, part of a morning, all through the clinic's own door.
//!
//! The same seed and date give the same rows; keys, salts and signatures are drawn anew each time.

mod families;
mod morning;
mod random;
mod setting;
pub mod survey;

use chrono::{Duration, NaiveDate, NaiveTime};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use crate::clinic::{Clinic, Clock, Envelope, Order, Refusal, RunningClock, Session, SignIn, StandingClock};
use crate::setup;
use crate::staff::{SecretHash, WeakSecret};
use crate::store::{self, Options, StoreError};
use crate::terms::{Instant, PersonId, Sex, TimeZone};
use random::Random;

pub use setting::CLINIC;

/// What the synthetic clinic is made from.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The same seed gives the same people.
    pub seed: u64,
    /// The service day whose morning is worked.
    pub date: NaiveDate,
    /// Children of a survey, brought into the first village.
    pub survey: Vec<survey::Surveyed>,
}

/// What was made.
pub struct Made {
    /// The clinic, its clock running on from the end of the morning.
    pub clinic: Clinic,
    /// Somebody at the front desk, signed in.
    pub session: Session,
    /// Figures for the table.
    pub figures: Figures,
    /// A child with a long history, for the growth chart.
    pub child: PersonId,
    /// Everybody's password in this synthetic clinic, drawn for this run.
    pub password: String,
}

/// How much was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// People registered.
    pub people: usize,
    pub families: usize,
    /// Children with measurements.
    pub children: usize,
    pub measurements: usize,
    /// Tickets of the morning.
    pub tickets: usize,
    pub calls: usize,
    /// Called and not there.
    pub no_shows: usize,
    pub visits: usize,
}

/// Why there is no synthetic clinic.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder holds something else.
    #[error("{} holds something that is not a demo; choose an empty folder with --out", .0.display())]
    NotEmpty(PathBuf),
    /// A demo's folder into which somebody put something.
    #[error("{} holds {what}, which no demo made; move it away or choose another folder with --out", folder.display())]
    Foreign {
        /// Which.
        folder: PathBuf,
        what: String,
    },
    /// The folder cannot be emptied or made.
    #[error("{}: {source}", folder.display())]
    Folder {
        /// Which.
        folder: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The door said no.
    #[error("the door refused: {0}")]
    Refused(#[from] Refusal),
    /// No random numbers.
    #[error(transparent)]
    Secret(#[from] WeakSecret),
    /// The survey file cannot be read.
    #[error("{}: {why}", file.display())]
    Survey {
        /// Which.
        file: PathBuf,
        why: String,
    },
    /// The door answered with another kind than asked for.
    #[error("the door answered with another kind than asked for")]
    Odd,
}

/// Marks a folder as a demo's, so that the next one may empty it and nothing else ever is.
const MARK: &str = "demo.loket";

/// Makes room in a folder: a demo's own is emptied unless it is being worked on or holds what no demo makes; anything
/// else is left alone.
pub fn clear(folder: &Path) -> Result<(), Error> {
    let trouble = |source| Error::Folder { folder: folder.to_owned(), source };
    if folder.join(MARK).exists() {
        store::nobody_holds(folder)?;
        if let Some(what) = store::contents::foreign_in(folder).map_err(trouble)? {
            return Err(Error::Foreign { folder: folder.to_owned(), what });
        }
        std::fs::remove_dir_all(folder).map_err(trouble)?;
    } else if folder.exists() && std::fs::read_dir(folder).map_err(trouble)?.next().is_some() {
        return Err(Error::NotEmpty(folder.to_owned()));
    }
    std::fs::create_dir_all(folder).map_err(trouble)?;
    std::fs::write(folder.join(MARK), "Loket demo\n").map_err(trouble)
}

/// Somebody at work making the clinic.
struct Maker {
    clinic: Clinic,
    clock: StandingClock,
    random: Random,
    plan: Plan,
    figures: Figures,
    /// Who was sent on from registration.
    admitted: HashSet<PersonId>,
}

/// A child that is measured.
#[derive(Debug, Clone, Copy)]
struct DemoChild {
    person: PersonId,
    sex: Sex,
    birth: NaiveDate,
    length_z: f64,
    weight_z: f64,
}

/// Makes the synthetic clinic in an empty folder.
pub fn make(folder: &Path, plan: Plan) -> Result<Made, Error> {
    let start = at(plan.date, 6, 30);
    let clock = StandingClock::at(start - Duration::days(1));
    let options = Options { role: "Loket demo".to_owned(), ..Options::default() };
    let clinic = Clinic::open(folder, Clock::Standing(clock.clone()), &options)?;
    let mut maker = Maker {
        clinic,
        clock,
        random: Random::new(plan.seed),
        plan,
        figures: Figures::default(),
        admitted: HashSet::new(),
    };
    let password = setting::password()?;
    let hash = SecretHash::of_password(&password)?;
    let sessions = maker.begin(&hash, &password)?;
    let children = maker.settle(&sessions)?;
    maker.bring_survey(&sessions)?;
    let child = maker.longest(&children)?;
    maker.work(&sessions, &children)?;
    let end = maker.clock.now();
    // From here on the clock runs, from the minute at which the morning stopped.
    let Maker { clinic, figures, .. } = maker;
    drop(clinic);
    let clinic = Clinic::open(folder, Clock::Running(RunningClock::from(end)), &options)?;
    let session = sessions.receptionist;
    Ok(Made { clinic, session, figures, child, password })
}

fn enter(clinic: &Clinic, username: &str, password: &str) -> Result<Session, Error> {
    match clinic.sign_in(username, password, setting::FRONT_COUNTER)? {
        SignIn::Welcome(welcome) => Ok(welcome.session),
        _ => Err(Error::Odd),
    }
}

/// An instant of the clinic's wall clock.
fn at(date: NaiveDate, hour: u32, minute: u32) -> Instant {
    TimeZone::Wib.instant(date, NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default())
}

impl Maker {
    /// Does one thing and waits for it.
    fn run<C: Order>(&mut self, session: &Session, command: C) -> Result<C::Reply, Error> {
        let envelope = self.envelope(command);
        Ok(self.clinic.run(session, envelope)?)
    }

    /// Does many things that share the clock's minute; they share transactions too.
    fn run_all<C: Order>(&mut self, session: &Session, commands: Vec<C>) -> Result<Vec<C::Reply>, Error> {
        let replies = self.submit_all(session, commands)?;
        Ok(replies.into_iter().collect::<Result<_, _>>()?)
    }

    /// Hands everything in at once and waits for all answers, in order.
    fn submit_all<C: Order>(
        &mut self,
        session: &Session,
        commands: Vec<C>,
    ) -> Result<Vec<Result<C::Reply, Refusal>>, Error> {
        let (sender, receiver) = mpsc::channel();
        let mut replies = Vec::new();
        for (number, command) in commands.into_iter().enumerate() {
            let sender = sender.clone();
            let envelope = self.envelope(command);
            replies.push(None);
            self.clinic.submit(session, envelope.of_any(), move |said| {
                let _ = sender.send((number, said.and_then(|said| said.read::<C>())));
            });
        }
        drop(sender);
        for (number, reply) in receiver {
            if let Some(place) = replies.get_mut(number) {
                *place = Some(reply);
            }
        }
        replies.into_iter().collect::<Option<Vec<_>>>().ok_or(Error::Odd)
    }

    /// Ids follow from the seed, so that the rows are the same each time.
    fn envelope<C>(&mut self, command: C) -> Envelope<C> {
        let id = uuid::Builder::from_random_bytes(self.random.bytes()).into_uuid();
        Envelope { id, entered_at: None, command }
    }

    /// The first run and the people who work here.
    fn begin(&mut self, hash: &SecretHash, password: &str) -> Result<setting::Sessions, Error> {
        let beginning = setting::beginning(hash);
        let id = uuid::Builder::from_random_bytes(self.random.bytes()).into_uuid();
        self.clinic.begin_as(id, beginning)?;
        let administrator = enter(&self.clinic, setting::ADMINISTRATOR, password)?;
        self.run_all(&administrator, setting::accounts(hash))?;
        setting::Sessions::enter(&self.clinic, password, administrator)
    }

    fn bring_survey(&mut self, sessions: &setting::Sessions) -> Result<(), Error> {
        let children = std::mem::take(&mut self.plan.survey);
        if children.is_empty() {
            return Ok(());
        }
        let config = self.config(sessions)?;
        self.survey(sessions, &config, &children)?;
        Ok(())
    }

    fn longest(&self, children: &[DemoChild]) -> Result<PersonId, Error> {
        let two_years = self.plan.date - Duration::days(764);
        let near = children.iter().min_by_key(|child| {
            // Somebody a little over two shows the step from lying to standing.
            (child.birth - two_years).num_days().abs()
        });
        near.map(|child| child.person).ok_or(Error::Odd)
    }
}

/// A unit of the synthetic clinic by its letter.
fn unit<'a>(config: &'a setup::Config, letter: &str) -> Result<&'a setup::Unit, Error> {
    config.units.iter().find(|unit| unit.prefix == letter).ok_or(Error::Odd)
}
