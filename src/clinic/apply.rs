//! One command: repeated? allowed? done, journalled. Of one that is refused the writer undoes everything.

use super::journal::Hash;
use super::session::Who;
use super::{
    Command, Envelope, Event, Permission, Published, Refusal, Reply, Session, flow, house, permission, table,
};
use crate::store::{Connection, Problem, from_json, to_json};
use crate::terms::{Instant, Moment, PersonId, TimeZone, hex, sha256_of};
use crate::{people, queue, screening, setup, staff, summary, visits};

/// What a command leaves behind inside its transaction.
pub(super) struct Applied {
    pub(super) reply: Reply,
    pub(super) events: Vec<Published>,
}

/// Everything a command is applied with.
pub(super) struct Context<'a> {
    pub(super) db: &'a Connection,
    pub(super) moment: Moment,
    pub(super) known: Option<&'a house::Known>,
}

impl Context<'_> {
    /// Everything set up, or the refusal of a clinic that has not begun.
    pub(super) fn house(&self) -> Result<&setup::House, Problem<Refusal>> {
        self.known.map(|known| &*known.house).ok_or(Problem::Refused(Refusal::NotBegun))
    }

    /// The same in the queue's words.
    pub(super) fn queue(&self) -> Result<&queue::House, Problem<Refusal>> {
        self.known.map(|known| &*known.queue).ok_or(Problem::Refused(Refusal::NotBegun))
    }

    /// A queue's command; a ticket keeps its person while a visit hangs on it.
    pub(super) fn on_queue(
        &self,
        command: &queue::Command,
    ) -> Result<(queue::Reply, Vec<queue::Event>), Problem<Refusal>> {
        if let queue::Command::LinkPerson { ticket, person, .. } = command
            && visits::table::person_of_ticket(self.db, *ticket)?.is_some_and(|seen| seen != *person)
        {
            return Err(Problem::Refused(queue::Error::HasVisit.into()));
        }
        queue::table::run(self.db, command, &self.moment, self.queue()?)
            .map_err(|problem| problem.map(Into::into))
    }

    /// A visits' command with what the door knows of the visit's person.
    pub(super) fn visits(
        &self,
        command: &visits::Command,
    ) -> Result<(visits::Reply, Vec<visits::Event>), Problem<Refusal>> {
        let person = match command {
            visits::Command::Open(open) => Some(open.person),
            other => match visits::rules::subject_of(other) {
                Some(on) => visits::table::person_of(self.db, on.visit)?,
                None => None,
            },
        };
        let birth = person.map(|person| self.details(person)).transpose()?.flatten();
        let birth = birth.map(|details| details.birth.date);
        let house = house::for_visits(self.house()?, birth);
        visits::table::run(self.db, command, &self.moment, &house).map_err(|problem| problem.map(Into::into))
    }

    /// A screening command with what the door knows of the child.
    pub(super) fn screening(
        &self,
        command: &screening::Command,
    ) -> Result<(screening::Reply, Vec<screening::Event>), Problem<Refusal>> {
        let person = match command {
            screening::Command::Measure(new) => Some(new.person),
            screening::Command::Correct(correct) => Some(correct.right.person),
            screening::Command::Plan(plan) => Some(plan.person),
            screening::Command::Void(_)
            | screening::Command::FinishFollowUp(_)
            | screening::Command::CancelFollowUp(_) => None,
        };
        let visit = match command {
            screening::Command::Measure(new) => new.visit,
            screening::Command::Correct(correct) => correct.right.visit,
            _ => None,
        };
        if let Some(visit) = visit
            && visits::table::person_of(self.db, visit)? != person
        {
            return Err(Problem::Refused(screening::Error::OtherChild.into()));
        }
        let child = person.map(|person| house::child_of(self.db, person)).transpose()?.flatten();
        let house = screening::House { child };
        screening::table::run(self.db, command, &self.moment, &house)
            .map_err(|problem| problem.map(Into::into))
    }

    fn details(&self, person: PersonId) -> Result<Option<people::Details>, Problem<Refusal>> {
        Ok(people::rows::table::details(self.db, person)?)
    }
}

pub(super) fn apply(
    db: &Connection,
    session: &Session,
    envelope: &Envelope,
    now: Instant,
    known: Option<&house::Known>,
) -> Result<Applied, Problem<Refusal>> {
    let written = to_json(&envelope.command)?;
    let content = hex(&content(session, &written));
    if let Some(done) = table::done(db, envelope.id)? {
        return if done.content == content {
            Ok(Applied { reply: from_json(&done.reply)?, events: Vec::new() })
        } else {
            Err(Problem::Refused(Refusal::Reused))
        };
    }
    allowed(db, session, permission::for_command(&session.who, &envelope.command))?;
    let zone = known.map_or(TimeZone::default(), |known| known.house.profile.zone);
    let moment = Moment { now, day: zone.day(now), by: session.account(), entered_at: envelope.entered_at };
    let context = Context { db, moment, known };
    let (reply, events) = dispatch(&context, &envelope.command)?;
    let events = table::append(
        db,
        &table::Entry {
            session,
            moment: &moment,
            command: envelope.id,
            kind: &kind(&envelope.command, &written),
            content,
            events: &events,
            reply: &reply,
        },
    )?;
    Ok(Applied { reply, events })
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

fn dispatch(context: &Context<'_>, command: &Command) -> Result<(Reply, Vec<Event>), Problem<Refusal>> {
    let (db, moment) = (context.db, &context.moment);
    match command {
        Command::Begin(beginning) => flow::begin(context, beginning),
        Command::Setup(command) => {
            if let setup::Command::SaveProfile { profile, .. } = command {
                check_record_format(profile)?;
            }
            wrap(setup::table::run(db, command, moment), Reply::Setup, Event::Setup)
        }
        Command::Staff(command) => wrap(staff::table::run(db, command, moment), Reply::Staff, Event::Staff),
        Command::Flow(command) => flow::run(context, command),
        Command::People(command) => people(context, command),
        Command::Queue(command) => wrap(context.on_queue(command), Reply::Queue, Event::Queue),
        Command::Visits(command) => flow::visits(context, command),
        Command::Screening(command) => wrap(context.screening(command), Reply::Screening, Event::Screening),
        Command::Summary(command) => {
            wrap(summary::table::run(db, command, moment), Reply::Summary, Event::Summary)
        }
        Command::Looked(person) => Ok((Reply::Noted, vec![Event::Looked(*person)])),
    }
}

/// The shape of record numbers is set up in one room and read in another: the door sees that it can be read.
pub(super) fn check_record_format(profile: &setup::Profile) -> Result<(), Problem<Refusal>> {
    match people::RecordFormat::parse(&profile.record_format) {
        Ok(_) => Ok(()),
        Err(_) => Err(Problem::Refused(setup::Error::RecordFormat.into())),
    }
}

/// A person's change; what was derived from sex and birth date is derived again.
fn people(context: &Context<'_>, command: &people::Command) -> Result<(Reply, Vec<Event>), Problem<Refusal>> {
    let house = house::for_people(context.house()?, context.moment.day);
    let done = people::table::run(context.db, command, &context.moment, &house);
    if let (Ok(_), people::Command::Amend(amendment)) = (&done, command) {
        let (person, details) = (amendment.which.person, &amendment.details);
        let child = screening::Child { person, sex: details.sex, birth_date: details.birth.date };
        // Else what was measured before would lose its labels without a word.
        if screening::table::first_measured(context.db, person)?.is_some_and(|first| first < child.birth_date)
        {
            return Err(Problem::Refused(screening::Error::BeforeBirth.into()));
        }
        if let Some(first) = visits::table::first_day_of(context.db, person)?
            && first.0 < child.birth_date
        {
            return Err(Problem::Refused(visits::Error::BornAfterVisit { first }.into()));
        }
        screening::table::rederive(context.db, &child)?;
    }
    wrap(done, Reply::People, Event::People)
}

/// A subject's outcome in the door's words.
pub(super) fn wrap<R, E, F: Into<Refusal>>(
    outcome: Result<(R, Vec<E>), Problem<F>>,
    reply: impl FnOnce(R) -> Reply,
    event: impl FnMut(E) -> Event,
) -> Result<(Reply, Vec<Event>), Problem<Refusal>> {
    let (said, events) = outcome.map_err(|problem| problem.map(Into::into))?;
    Ok((reply(said), events.into_iter().map(event).collect()))
}

/// What binds a command's id: the account and every field of the command.
fn content(session: &Session, written: &str) -> Hash {
    let account = session.account().map_or(0, |account| account.0).to_be_bytes();
    sha256_of(&[session.kind().as_bytes(), &account, written.as_bytes()])
}

/// `Queue.CallNext`: the names of the command's variants, without its fields, as they stand in its JSON
/// (`{"Queue":{"CallNext":{…}}}` or `{"Queue":"CallNext"}`).
fn kind(command: &Command, written: &str) -> String {
    let mut names = written.split('"').skip(1).step_by(2);
    let outer = names.next().unwrap_or_default().to_owned();
    match command {
        Command::Begin(_) | Command::Looked(_) => outer,
        Command::Flow(_)
        | Command::Setup(_)
        | Command::Staff(_)
        | Command::People(_)
        | Command::Queue(_)
        | Command::Visits(_)
        | Command::Screening(_)
        | Command::Summary(_) => outer + "." + names.next().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::{CounterId, PersonId, UnitId};

    #[test]
    fn the_kind_is_the_names_without_the_fields() {
        let kind = |command: &Command| kind(command, &to_json(command).unwrap());
        let call = queue::Command::CallNext { unit: UnitId(1), counter: CounterId(2) };
        assert_eq!(kind(&call.into()), "Queue.CallNext");
        assert_eq!(kind(&Command::Looked(PersonId(7))), "Looked");
        let day = crate::terms::ServiceDay(chrono::NaiveDate::default());
        let close = queue::Command::CloseDay { day, reason: "\"listrik\" padam".into() };
        assert_eq!(kind(&close.into()), "Queue.CloseDay");
        assert_eq!(kind(&summary::Command::KeepSeal(vec![1]).into()).split('.').next(), Some("Summary"));
    }
}
