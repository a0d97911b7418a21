//! One command inside its savepoint: repeated? allowed? done, journalled.

use sha2::{Digest as _, Sha256};

use super::journal::Hash;
use super::session::Who;
use super::{
    Command, Envelope, Event, Permission, Published, Refusal, Reply, Session, flow, permission, table,
};
use crate::store::{Connection, Problem, from_json};
use crate::terms::{Instant, Moment, TimeZone};
use crate::{setup, staff};

/// What a command leaves behind inside its savepoint.
pub(super) struct Applied {
    pub(super) reply: Reply,
    pub(super) events: Vec<Published>,
}

/// Everything a command is applied with.
pub(super) struct Context<'a> {
    pub(super) db: &'a Connection,
    pub(super) session: &'a Session,
    pub(super) moment: Moment,
    pub(super) house: Option<&'a setup::House>,
}

impl Context<'_> {
    /// Everything set up, or the refusal of a clinic that has not begun.
    pub(super) fn house(&self) -> Result<&setup::House, Problem<Refusal>> {
        self.house.ok_or(Problem::Refused(Refusal::NotBegun))
    }
}

pub(super) fn apply(
    db: &Connection,
    session: &Session,
    envelope: &Envelope,
    now: Instant,
    house: Option<&setup::House>,
) -> Result<Applied, Problem<Refusal>> {
    let content = hex(&content(session, &envelope.command));
    if let Some(done) = table::done(db, envelope.id)? {
        return if done.content == content {
            Ok(Applied { reply: from_json(&done.reply)?, events: Vec::new() })
        } else {
            Err(Problem::Refused(Refusal::Reused))
        };
    }
    allowed(db, session, permission::for_command(&session.who, &envelope.command))?;
    let zone = house.map_or(TimeZone::default(), |house| house.profile.zone);
    let moment = Moment { now, day: zone.day(now), by: session.account(), entered_at: envelope.entered_at };
    let context = Context { db, session, moment, house };
    let (reply, events) = dispatch(&context, &envelope.command)?;
    let events = table::append(
        db,
        &table::Entry {
            session,
            moment: &moment,
            command: envelope.id,
            kind: &kind(&envelope.command),
            content,
            events: &events,
            reply: &reply,
        },
    )?;
    Ok(Applied { reply, events })
}

/// Asks the accounts' table, not the session's memory: somebody whose employment ended is out at once.
fn allowed(db: &Connection, session: &Session, needed: Permission) -> Result<(), Problem<Refusal>> {
    let who = match &session.who {
        Who::Person { account, .. } => match staff::table::account_of(db, *account)? {
            Some(found) if found.employment == staff::Employment::Active => {
                Who::Person { account: *account, name: String::new(), role: found.role }
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
        Command::Setup(command) => wrap(setup::table::run(db, command, moment), Reply::Setup, Event::Setup),
        Command::Staff(command) => wrap(staff::table::run(db, command, moment), Reply::Staff, Event::Staff),
    }
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
fn content(session: &Session, command: &Command) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(session.kind());
    hasher.update(session.account().map_or(0, |account| account.0).to_be_bytes());
    hasher.update(serde_json::to_vec(command).unwrap_or_default());
    hasher.finalize().into()
}

/// `Queue.CallNext`: the names of the command's variants, without its fields.
fn kind(command: &Command) -> String {
    let value = serde_json::to_value(command).unwrap_or_default();
    let mut names = Vec::new();
    let mut at = &value;
    for _ in 0..2 {
        match at {
            serde_json::Value::Object(fields) if fields.len() == 1 => {
                if let Some((name, inner)) = fields.iter().next() {
                    names.push(name.clone());
                    at = inner;
                }
            }
            serde_json::Value::String(name) => {
                names.push(name.clone());
                break;
            }
            _ => break,
        }
    }
    names.join(".")
}

fn hex(hash: &Hash) -> String {
    use std::fmt::Write as _;
    hash.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
