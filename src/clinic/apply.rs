//! One command: repeated? allowed? done, journalled. Of one that is refused the writer undoes everything.

use chrono::NaiveDate;
use serde::Serialize;

use super::journal::Hash;
use super::session::Who;
use super::watch::{Allowed, Answered, Say as _, Watch};
use super::{
    Command, Envelope, Event, Permission, Published, Refusal, Replied, Session, config, flow, permission,
    table,
};
use crate::store::{Connection, Problem, to_json};
use crate::terms::{Calendar, Instant, Moment, PersonId, ServiceDay, hex, sha256_of};
use crate::visits::table::Whose;
use crate::{people, queue, screening, setup, staff, summary, visits};

/// What a command leaves behind inside its transaction.
pub(super) struct Applied {
    pub(super) said: Replied,
    pub(super) events: Vec<Published>,
    /// What was said about the clock.
    pub(super) answered: Option<Answered>,
}

/// What a command replies and what happened, or why not.
pub(super) type Outcome<R> = Result<(R, Vec<Event>), Problem<Refusal>>;

/// Everything a command is applied with.
pub(super) struct Context<'a> {
    pub(super) db: &'a Connection,
    pub(super) moment: Moment,
    pub(super) known: Option<&'a config::Known>,
    /// Where who asks sits.
    pub(super) seat: &'a str,
}

impl Context<'_> {
    /// Everything set up, or the refusal of a clinic that has not begun.
    pub(super) fn config(&self) -> Result<&setup::Config, Problem<Refusal>> {
        self.known.map(|known| &*known.config).ok_or(Problem::Refused(Refusal::NotBegun))
    }

    /// The same in the queue's words.
    pub(super) fn queue(&self) -> Result<&queue::Config, Problem<Refusal>> {
        self.known.map(|known| &*known.queue).ok_or(Problem::Refused(Refusal::NotBegun))
    }

    /// A command about the clinic itself. The shape of record numbers is set up in one room and read in another: the
    /// door sees that it can be read.
    pub(super) fn on_setup<C: setup::table::Run>(&self, command: &C) -> Outcome<C::Reply> {
        if command.record_format().is_some_and(|new| people::RecordFormat::parse(new).is_err()) {
            return Err(Problem::Refused(setup::Error::RecordFormat.into()));
        }
        done(command.run(self.db, &self.moment), Event::Setup)
    }

    /// A command about people who work here.
    pub(super) fn on_staff<C: staff::table::Run>(&self, command: &C) -> Outcome<C::Reply> {
        done(command.run(self.db, &self.moment), Event::Staff)
    }

    /// A command about the seal and the summaries.
    pub(super) fn on_summary<C: summary::table::Run>(&self, command: &C) -> Outcome<C::Reply> {
        done(command.run(self.db, &self.moment), Event::Summary)
    }

    /// A queue's command; a ticket keeps its person while a visit hangs on it.
    pub(super) fn on_queue<C: queue::table::Run>(&self, command: &C) -> Outcome<C::Reply> {
        if let Some((ticket, person)) = command.links()
            && visits::table::person_of_ticket(self.db, ticket)?.is_some_and(|seen| seen != person)
        {
            return Err(Problem::Refused(queue::Error::HasVisit.into()));
        }
        done(command.run(self.db, &self.moment, self.queue()?), Event::Queue)
    }

    /// A command about people.
    pub(super) fn on_people<C: people::table::Run>(&self, command: &C) -> Outcome<C::Reply> {
        let config = config::for_people(self.config()?, self.moment.date);
        done(command.run(self.db, &self.moment, &config), Event::People)
    }

    /// A visits' command with what the door knows of the visit's person.
    pub(super) fn on_visits<C: visits::table::Run>(&self, command: &C) -> Outcome<C::Reply> {
        let life_of = |person| people::rows::table::life(self.db, person);
        let life = match command.whose() {
            // Nothing new is written about a record that was merged into another: a late answer would be orphaned.
            Whose::Person(person) => {
                Some(life_of(person)?.ok_or(Problem::Refused(people::Error::UnknownPerson.into()))?)
            }
            Whose::Visit(visit) => {
                visits::table::person_of(self.db, visit)?.map(life_of).transpose()?.flatten()
            }
            Whose::Nobody => None,
        };
        let known = self.known.ok_or(Problem::Refused(Refusal::NotBegun))?;
        let config = config::for_visits(known, life);
        done(command.run(self.db, &self.moment, &config), Event::Visits)
    }

    /// A screening command with what the door knows of the child.
    pub(super) fn on_screening<C: screening::table::Run>(&self, command: &C) -> Outcome<C::Reply> {
        let person = command.child();
        if let Some(visit) = command.visit()
            && visits::table::person_of(self.db, visit)? != person
        {
            return Err(Problem::Refused(screening::Error::OtherChild.into()));
        }
        let child = match person {
            // As with visits: a record that was merged is nobody any more.
            Some(person) => Some(
                config::child_of(self.db, person)?
                    .ok_or(Problem::Refused(people::Error::UnknownPerson.into()))?,
            ),
            None => None,
        };
        let config = config::for_screening(self.known, child);
        done(command.run(self.db, &self.moment, &config), Event::Screening)
    }
}

pub(super) fn apply(
    db: &Connection,
    session: &Session,
    envelope: &Envelope,
    watch: &Watch,
    known: Option<&config::Known>,
) -> Result<Applied, Problem<Refusal>> {
    let written = to_json(&envelope.command)?;
    let content = hex(&content(session, &written));
    if let Some(done) = table::done(db, envelope.id)? {
        return if done.content == content {
            Ok(Applied { said: done.reply, events: Vec::new(), answered: None })
        } else {
            Err(Problem::Refused(Refusal::Reused))
        };
    }
    allowed(db, session, permission::for_command(&session.who, &envelope.command))?;
    let Time { now, answered, changed, held } = time(db, session, &envelope.command, watch, known)?;
    let calendar = config::calendar(known);
    let moment = Moment {
        now,
        day: held.unwrap_or_else(|| calendar.day(now)),
        date: calendar.date(now),
        by: session.account(),
        entered_at: envelope.entered_at,
    };
    let context = Context { db, moment, known, seat: session.seat() };
    let (said, mut events) = dispatch(&context, &envelope.command)?;
    if let Some(doubted) = answered.and_then(|answered| answered.doubted) {
        events.extend(flow::clock::bring_to_right_day(&context, doubted)?);
    }
    flow::death::nobody_dead_waits(db, &events)?;
    let of_staff = events.iter().filter_map(|event| match event {
        Event::Staff(event) => Some(event),
        _ => None,
    });
    let notes = staff::table::noted(db, of_staff)?;
    events.extend(notes.into_iter().map(Event::Staff));
    events.extend(changed.map(|offset| Event::Offset(offset.num_milliseconds())));
    let events = table::append(
        db,
        &table::Entry {
            session,
            moment: &moment,
            command: envelope.id,
            kind: envelope.command.word(),
            content,
            events: &events,
            said: &said,
        },
    )?;
    Ok(Applied { said, events, answered })
}

/// What time it is for a command.
struct Time {
    now: Instant,
    /// What it says about the clock.
    answered: Option<Answered>,
    /// What is added to the PC's clock from now on, where that is something else than before.
    changed: Option<chrono::Duration>,
    /// The day on which work goes on, where that is not the day of this time.
    held: Option<ServiceDay>,
}

/// What time it is for a command, and what it says about the clock.
fn time(
    db: &Connection,
    session: &Session,
    command: &Command,
    watch: &Watch,
    known: Option<&config::Known>,
) -> Result<Time, Problem<Refusal>> {
    let Command::Clock(command) = command else {
        let Allowed { now, changed, held } = watch.allow(db, command, known)?;
        return Ok(Time { now, answered: None, changed, held });
    };
    // As the accounts stand now, not as the session remembers.
    let standing =
        session.account().map(|account| staff::table::standing_of(db, account)).transpose()?.flatten();
    let by = (known, standing.map(|(role, _)| role));
    let answered = super::watch::command::each!(command, one => one.say(watch, db, by))?;
    Ok(Time { now: answered.now, answered: Some(answered), changed: answered.changed, held: None })
}

/// Asks the accounts' table, not the session's memory: somebody whose employment ended is out at once.
pub(super) fn allowed(
    db: &Connection,
    session: &Session,
    needed: Permission,
) -> Result<(), Problem<Refusal>> {
    let who = match &session.who {
        Who::Person { account, .. } => match staff::table::standing_of(db, *account)? {
            Some((role, staff::Employment::Active)) => {
                Who::Person { account: *account, name: String::new(), role }
            }
            _ => return Err(Problem::Refused(Refusal::SignedOut)),
        },
        other => other.clone(),
    };
    if permission::has(&who, needed) { Ok(()) } else { Err(Problem::Refused(Refusal::NotAllowed(needed))) }
}

fn dispatch(context: &Context<'_>, command: &Command) -> Outcome<Replied> {
    match command {
        Command::Begin(beginning) => said(flow::run(context, &**beginning)),
        Command::Flow(command) => flow::command::each!(command, one => said(flow::run(context, one))),
        Command::Setup(command) => setup::command::each!(command, one => said(context.on_setup(one))),
        Command::Staff(staff::Command::Try(attempt)) => said(flow::sign_in::tried(context, attempt)),
        Command::Staff(command) => staff::command::each!(command, one => said(context.on_staff(one))),
        Command::People(people::Command::MarkDeceased(death)) => said(flow::death::died(context, death)),
        Command::People(people::Command::MarkLiving(living)) => said(flow::death::lives(context, living)),
        Command::People(command) => {
            let done = people::command::each!(command, one => said(context.on_people(one)))?;
            if let people::Command::Amend(amendment) = command {
                rederive(context, amendment.person)?;
            }
            Ok(done)
        }
        Command::Queue(queue::Command::Finish(finish)) => said(flow::unserved::finish(context, *finish)),
        Command::Queue(queue::Command::CloseDay(close)) => said(flow::unserved::close_day(context, close)),
        Command::Queue(queue::Command::ReopenDay(reopen)) => said(flow::reopen(context, *reopen)),
        Command::Queue(command) => queue::command::each!(command, one => said(context.on_queue(one))),
        Command::Visits(command) => {
            let (said, mut events) = visits::command::each!(command, one => said(context.on_visits(one)))?;
            if let visits::Command::Void(void) = command {
                events.extend(flow::void_measured(context, void)?);
            }
            Ok((said, events))
        }
        Command::Screening(command) => {
            screening::command::each!(command, one => said(context.on_screening(one)))
        }
        Command::Summary(command) => summary::command::each!(command, one => said(context.on_summary(one))),
        Command::Clock(_) => said(Ok(((), vec![Event::Clock]))),
        Command::Looked(looked) => said(Ok(((), vec![Event::Looked(looked.0)]))),
    }
}

/// Other sex or birth date: what was derived from them is derived again.
pub(super) fn rederive(context: &Context<'_>, person: PersonId) -> Result<(), Problem<Refusal>> {
    let db = context.db;
    let Some(details) = people::rows::table::details(db, person)? else { return Ok(()) };
    let child = super::config::child(person, &details);
    may_be_born(db, config::calendar(context.known), person, child.birth_date)?;
    Ok(screening::table::rederive(db, &child)?)
}

/// Whether somebody can be born on a date: not after what was measured of them, nor after a visit.
pub(super) fn may_be_born(
    db: &Connection,
    calendar: Calendar,
    person: PersonId,
    birth: NaiveDate,
) -> Result<(), Problem<Refusal>> {
    // Else what was measured before would lose its labels without a word.
    if screening::table::first_measured(db, person)?.is_some_and(|first| first < birth) {
        return Err(Problem::Refused(screening::Error::BeforeBirth.into()));
    }
    let first = visits::table::first_opened(db, person)?.map(|at| calendar.date(at));
    match first.filter(|first| *first < birth) {
        Some(first) => Err(Problem::Refused(visits::Error::BornAfterVisit { first }.into())),
        None => Ok(()),
    }
}

/// What a subject did, in the door's words.
fn done<R, E, F: Into<Refusal>>(
    outcome: Result<(R, Vec<E>), Problem<F>>,
    event: impl FnMut(E) -> Event,
) -> Outcome<R> {
    let (reply, events) = outcome.map_err(|problem| problem.map(Into::into))?;
    Ok((reply, events.into_iter().map(event).collect()))
}

/// The same with the reply as the journal keeps it.
fn said<R: Serialize>(done: Outcome<R>) -> Outcome<Replied> {
    let (reply, events) = done?;
    Ok((Replied::of(&reply)?, events))
}

/// What binds a command's id: the account and every field of the command.
fn content(session: &Session, written: &str) -> Hash {
    let account = session.account().map_or(0, |account| account.0).to_be_bytes();
    sha256_of(&[session.kind().as_bytes(), &account, written.as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clinic::Looked;
    use crate::store::from_json;
    use crate::terms::{CounterId, PersonId, UnitId};

    /// Every word as it stands in journals that are kept: none may change or go.
    const KEPT: &[&[&str]] = &[
        &[
            "Flow.RegisterAndIssue",
            "Flow.Admit",
            "Flow.Serve",
            "Flow.ServeOnPaper",
            "Flow.SaveExam",
            "Flow.CloseVisit",
            "Flow.RenewRecovery",
            "Flow.Recover",
            "Flow.Undo",
        ],
        &["Setup.Begin", "Setup.SaveProfile", "Setup.SaveVillage", "Setup.SaveUnit"],
        &[
            "Staff.Add",
            "Staff.Change",
            "Staff.Employ",
            "Staff.SetPassword",
            "Staff.SetPin",
            "Staff.Try",
            "Staff.SetRecovery",
            "Staff.Recover",
        ],
        &[
            "People.Register",
            "People.Amend",
            "People.SetNik",
            "People.MarkDeceased",
            "People.MarkLiving",
            "People.RebuildSearch",
        ],
        &[
            "Queue.Issue",
            "Queue.LinkPerson",
            "Queue.CallNext",
            "Queue.Call",
            "Queue.CallAgain",
            "Queue.NoShow",
            "Queue.Restore",
            "Queue.Serve",
            "Queue.Finish",
            "Queue.Move",
            "Queue.Cancel",
            "Queue.Undo",
            "Queue.SetPriority",
            "Queue.CarryOn",
            "Queue.CloseDay",
            "Queue.ReopenDay",
            "Queue.EnterFromPaper",
        ],
        &[
            "Visits.open",
            "Visits.record_vitals",
            "Visits.write",
            "Visits.diagnose",
            "Visits.save",
            "Visits.take_over",
            "Visits.set_payer",
            "Visits.close",
            "Visits.amend",
            "Visits.void",
            "Visits.void_entry",
            "Visits.mark_left_open",
            "Visits.import_diagnoses",
        ],
        &[
            "Screening.measure",
            "Screening.correct",
            "Screening.void",
            "Screening.plan",
            "Screening.finish_follow_up",
            "Screening.cancel_follow_up",
        ],
        &["Summary.keep_seal", "Summary.replace_seal", "Summary.keep_key_copy", "Summary.store"],
    ];

    #[test]
    fn the_journals_words_are_those_of_kept_journals() {
        let now = [
            flow::Command::WORDS,
            setup::Command::WORDS,
            staff::Command::WORDS,
            people::Command::WORDS,
            queue::Command::WORDS,
            visits::Command::WORDS,
            screening::Command::WORDS,
            summary::Command::WORDS,
        ];
        for (kept, now) in KEPT.iter().zip(now) {
            for word in *kept {
                assert!(now.contains(word), "{word} stands in journals");
            }
        }
    }

    #[test]
    fn a_command_of_an_earlier_version_reads_and_is_written_as_it_was() {
        let old = r#"{"Flow":{"Admit":{"stop":1,"person":2,"next":3,"seen":null}}}"#;
        let command = from_json::<Command>(old).unwrap();
        // What binds a command's id is the same as before anything could be said with it.
        assert_eq!(to_json(&command).unwrap(), old);
    }

    #[test]
    fn a_command_goes_over_a_wire_by_the_words_that_the_journal_keeps() {
        let on = visits::On { visit: crate::terms::VisitId(1), seen: None };
        let commands: [Command; 5] = [
            queue::command::CallNext { unit: UnitId(1), counter: CounterId(2) }.into(),
            visits::command::TakeOver(on).into(),
            summary::command::KeepSeal(vec![1]).into(),
            people::command::RebuildSearch.into(),
            Looked(PersonId(7)).into(),
        ];
        for command in commands {
            let written = to_json(&command).unwrap();
            let names: Vec<&str> = written.split('"').skip(1).step_by(2).collect();
            let words: Vec<&str> = command.word().split('.').collect();
            assert!(names.starts_with(&words), "{written} {words:?}");
            assert_eq!(from_json::<Command>(&written).unwrap(), command);
        }
    }
}
