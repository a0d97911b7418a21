//! The journal's and the events' tables.

use rusqlite::{Connection, OptionalExtension as _, named_params};
use uuid::Uuid;

use super::journal::{Broken, Follower, Hash, ORIGIN, Row, hash};
use super::{Event, Published, Replied, Session};
use crate::staff::rules::Happened;
use crate::staff::{self, Means};
use crate::store::{Finding, StoreError, from_json, instant_from_millis, millis, to_json};
use crate::terms::{Instant, Moment, SummaryId};

/// This room's part of the schema.
pub const SCHEMA: &str = include_str!("schema.sql");
/// A later step: nobody waits who was marked as deceased before a death ended turns.
pub const DEAD_WAIT_NO_LONGER: &str = include_str!("dead.sql");

/// A command that was done before.
pub struct Repeated {
    /// SHA-256 of account and content, hex.
    pub content: String,
    /// What was replied.
    pub reply: Replied,
}

/// What is to be written about a command.
pub struct Entry<'a> {
    /// Who and where.
    pub session: &'a Session,
    /// When.
    pub moment: &'a Moment,
    /// The command's id.
    pub command: Uuid,
    pub kind: &'a str,
    /// SHA-256 of account and content, hex.
    pub content: String,
    /// What happened.
    pub events: &'a [Event],
    /// What is answered.
    pub said: &'a Replied,
}

/// The command of this id, if it was done before.
pub fn done(db: &Connection, command: Uuid) -> rusqlite::Result<Option<Repeated>> {
    db.prepare_cached("SELECT content, reply FROM journal WHERE command = :command")?
        .query_row(named_params! { ":command": command.simple().to_string() }, |row| {
            Ok(Repeated { content: row.get(0)?, reply: Replied(row.get(1)?) })
        })
        .optional()
}

/// The journal's end: the last number, its time and hash.
pub fn head(db: &Connection) -> rusqlite::Result<(i64, i64, Hash)> {
    let last = db
        .prepare_cached("SELECT seq, at, hash FROM journal ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    Ok(last.unwrap_or((0, 0, ORIGIN)))
}

/// Appends a row and its events; returns the events with their numbers.
pub fn append(db: &Connection, entry: &Entry<'_>) -> Result<Vec<Published>, StoreError> {
    let (last, last_at, previous) = head(db)?;
    let now = millis(entry.moment.now);
    let row = Row {
        seq: last + 1,
        at: now,
        session: entry.session.kind().to_owned(),
        account: entry.session.account().map(|account| account.0),
        seat: entry.session.seat().to_owned(),
        command: entry.command.simple().to_string(),
        kind: entry.kind.to_owned(),
        content: entry.content.clone(),
        events: to_json(&entry.events)?,
        reply: entry.said.0.clone(),
        entered_at: entry.moment.entered_at.map(millis),
        clock_back: (last_at - now).max(0),
    };
    db.prepare_cached(
        "INSERT INTO journal (seq, at, session, account, seat, command, kind, content, events, reply, entered_at, clock_back, hash)
         VALUES (:seq, :at, :session, :account, :seat, :command, :kind, :content, :events, :reply, :entered_at, :clock_back, :hash)",
    )?
    .execute(named_params! {
        ":seq": row.seq, ":at": row.at, ":session": row.session, ":account": row.account, ":seat": row.seat,
        ":command": row.command, ":kind": row.kind, ":content": row.content, ":events": row.events, ":reply": row.reply,
        ":entered_at": row.entered_at, ":clock_back": row.clock_back, ":hash": hash(&previous, &row),
    })?;
    let mut published = Vec::with_capacity(entry.events.len());
    for event in entry.events {
        db.prepare_cached("INSERT INTO event (journal, at, event) VALUES (:journal, :at, :event)")?.execute(
            named_params! {
                ":journal": row.seq, ":at": row.at, ":event": to_json(event)?,
            },
        )?;
        published.push(Published {
            number: db.last_insert_rowid(),
            at: entry.moment.now,
            event: event.clone(),
        });
    }
    Ok(published)
}

/// Events after a number, oldest first, at most `limit`.
pub fn events_after(db: &Connection, number: i64, limit: u32) -> Result<Vec<Published>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT seq, at, event FROM event WHERE seq > :number ORDER BY seq LIMIT :limit")?;
    let rows = statement.query_map(named_params! { ":number": number, ":limit": limit }, |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?))
    })?;
    rows.map(|row| {
        let (number, at, event) = row?;
        Ok(Published {
            number,
            at: instant_from_millis(at),
            event: from_json(&event).unwrap_or(Event::Unknown),
        })
    })
    .collect()
}

/// The hash of a row.
pub fn hash_of(db: &Connection, seq: i64) -> rusqlite::Result<Option<Hash>> {
    let mut found = db.prepare_cached("SELECT hash FROM journal WHERE seq = :seq")?;
    found.query_row(named_params! { ":seq": seq }, |row| row.get(0)).optional()
}

/// Whether the journal notes anywhere how accounts stand.
pub fn is_noted(db: &Connection) -> rusqlite::Result<bool> {
    db.prepare("SELECT 1 FROM journal WHERE instr(events, 'Noted') > 0")?.exists([])
}

/// The events of the rows in whose events a word stands, each with the kind of its command, oldest first.
pub fn events_with(db: &Connection, word: &str) -> Result<Vec<(String, Event)>, StoreError> {
    let mut statement =
        db.prepare("SELECT kind, events FROM journal WHERE instr(events, :word) > 0 ORDER BY seq")?;
    let rows = statement.query_map(named_params! { ":word": word }, |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
    })?;
    let mut all = Vec::new();
    for row in rows {
        let (kind, events) = row?;
        // What cannot be read is found by the chain, or is of a later version.
        let events: Vec<Event> = from_json(&events).unwrap_or_default();
        all.extend(events.into_iter().map(|event| (kind.clone(), event)));
    }
    Ok(all)
}

/// What happened lately at a place of signing in, oldest first: wrong tries there, and whose are forgiven.
pub fn tried_at(db: &Connection, seat: &str, since: Instant) -> Result<Vec<Happened>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT at, seat, kind, events, reply FROM journal ORDER BY seq DESC LIMIT :most")?;
    let mut rows = statement.query(named_params! { ":most": MOST_LOOKED_BACK })?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let at = instant_from_millis(row.get(0)?);
        if at < since {
            break;
        }
        let is_try = match row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)? {
            "Staff.Try" if row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)? == seat => true,
            "Staff.SetPassword" | "Staff.SetPin" | "Flow.Recover" => false,
            _ => continue,
        };
        // What cannot be read is of a later version, and counts for nothing here.
        let Ok(events) = from_json::<Vec<Event>>(&row.get::<_, String>(3)?) else { continue };
        let was_wrong = is_try && row.get::<_, String>(4)?.contains("Wrong");
        all.extend(events.iter().filter_map(|event| happened(event, was_wrong, at)));
    }
    all.reverse();
    Ok(all)
}

/// So many rows are looked through at most.
const MOST_LOOKED_BACK: u32 = 20_000;

/// What an event of a try, or of a new secret, says of a place.
fn happened(event: &Event, was_wrong: bool, at: Instant) -> Option<Happened> {
    let Event::Staff(event) = event else { return None };
    match event {
        staff::Event::Failed(account) if was_wrong => {
            Some(Happened::Wrong { account: *account, means: Means::Password, at })
        }
        staff::Event::FailedPin(account) if was_wrong => {
            Some(Happened::Wrong { account: *account, means: Means::Pin, at })
        }
        staff::Event::SignedIn(account) | staff::Event::Changed(account) => Some(Happened::Right(*account)),
        staff::Event::Failed(_)
        | staff::Event::FailedPin(_)
        | staff::Event::RecoverySet
        | staff::Event::Noted { .. }
        | staff::Event::SheetNoted { .. } => None,
    }
}

/// Each summary names a row of the journal and its hash: a journal that was cut short or written again shows.
pub fn sealed_heads(db: &Connection, heads: &[(SummaryId, i64, String)]) -> Result<Vec<Finding>, StoreError> {
    let mut statement = db.prepare_cached("SELECT lower(hex(hash)) FROM journal WHERE seq = :seq")?;
    let mut findings = Vec::new();
    for (summary, seq, hash) in heads {
        let found =
            statement.query_row(named_params! { ":seq": seq }, |row| row.get::<_, String>(0)).optional()?;
        if found.as_ref() != Some(hash) {
            let text = format!("journal row {seq} is not the one that summary {summary} was sealed with");
            findings.push(Finding { check: "journal", text });
        }
    }
    Ok(findings)
}

/// Follows the whole chain, and compares the events with it.
pub fn doctor(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    let mut follower = Follower::default();
    let mut statement = db.prepare(
        "SELECT seq, at, session, account, seat, command, kind, content, events, reply, entered_at, clock_back, hash
         FROM journal ORDER BY seq",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let stored: Vec<u8> = row.get(12)?;
        let row = Row {
            seq: row.get(0)?,
            at: row.get(1)?,
            session: row.get(2)?,
            account: row.get(3)?,
            seat: row.get(4)?,
            command: row.get(5)?,
            kind: row.get(6)?,
            content: row.get(7)?,
            events: row.get(8)?,
            reply: row.get(9)?,
            entered_at: row.get(10)?,
            clock_back: row.get(11)?,
        };
        if let Err(broken @ (Broken::Gap { .. } | Broken::Changed(_))) = follower.take(&row, &stored) {
            // What follows a break cannot be judged.
            findings.push(Finding { check: "journal", text: broken.to_string() });
            break;
        }
    }
    let mut statement = db.prepare(
        "SELECT journal.seq FROM journal LEFT JOIN event ON event.journal = journal.seq
         GROUP BY journal.seq
         HAVING '[' || coalesce(group_concat(event.event, ',' ORDER BY event.seq), '') || ']' <> journal.events LIMIT 20",
    )?;
    for seq in statement.query_map([], |row| row.get::<_, i64>(0))? {
        findings.push(Finding {
            check: "events",
            text: format!("the events of journal row {} differ from it", seq?),
        });
    }
    Ok(findings)
}
