//! The SQL that writes visits, and what must always hold of them.

use rusqlite::{OptionalExtension as _, Row, named_params};

use super::command::{Imported, Marked, UnmarkLeftOpen};
use super::rules::{self, Alter, Step};
use super::{Changed, Config, Entry, Error, Event, ImportDiagnoses, MarkLeftOpen, Open, Payer, Visit};
use crate::store::{
    Connection, Finding, Problem, Rule, StoreError, StoredText, instant_from_millis, millis, to_json,
};
use crate::terms::{
    Instant, Moment, PersonId, Request, Revision, ServiceDay, StopId, TicketId, UnitId, VisitId,
};

pub use super::reading::table::{
    case_kind, diagnoses, load, open_visits, page, period_diagnoses, period_visits, still_open,
};
pub use super::taken_back::table::TAKEN_BACK;

/// The tables of this subject.
pub const SCHEMA: &str = include_str!("schema.sql");
/// A later step: signs that could not be measured, and the waist.
pub const UNMEASURABLE: &str = include_str!("unmeasurable.sql");

/// A later step: a visit within another one.
pub const WITHIN: &str = include_str!("within.sql");

/// What a command replies and tells, or why it is not done.
pub type Outcome<R> = Result<(R, Vec<Event>), Problem<Error>>;

impl Rule for Error {}

/// Whose visit a command is about: the door finds the birth date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    Person(PersonId),
    /// That of the visit's person.
    Visit(VisitId),
    /// No single one's.
    Nobody,
}

/// A command about visits on the store, inside the writer's transaction.
pub trait Run: Request {
    /// Does what is asked, or refuses.
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<Self::Reply>;

    /// Whose visit it is about.
    fn whose(&self) -> Whose;
}

impl<C: Alter + Request<Reply = Changed>> Run for C {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<Changed> {
        let visit = load(db, self.on().visit)?.ok_or(Error::NotFound)?;
        let change = rules::decide(&visit, self, moment, config)?;
        if change.steps.is_empty() {
            return Ok((Changed { visit: visit.id, revision: visit.revision }, Vec::new()));
        }
        for step in &change.steps {
            write(db, &visit, step, moment)?;
        }
        let mut statement = db.prepare_cached(
            "UPDATE visit SET revision = revision + 1 WHERE id = :visit RETURNING revision",
        )?;
        let revision = statement.query_row(named_params! { ":visit": visit.id }, |row| row.get(0))?;
        Ok((Changed { visit: visit.id, revision }, change.event.into_iter().collect()))
    }

    fn whose(&self) -> Whose {
        Whose::Visit(self.on().visit)
    }
}

/// Where a visit belongs in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The stop from which it was opened.
    pub stop: StopId,
    /// Where it is written, whichever stop of the ticket is served.
    pub unit: UnitId,
}

/// Where a visit that was opened from the queue belongs.
pub fn place_of(db: &Connection, visit: VisitId) -> Result<Option<Place>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT stop_id, unit_id FROM visit WHERE id = :visit AND stop_id IS NOT NULL")?;
    let place = |row: &Row<'_>| Ok(Place { stop: row.get(0)?, unit: row.get(1)? });
    Ok(statement.query_row(named_params! { ":visit": visit }, place).optional()?)
}

/// The visit that was closed with the end of a turn: of this ticket, in this unit, recorded in that very moment.
pub fn closed_with(
    db: &Connection,
    (ticket, unit): (TicketId, UnitId),
    recorded_at: Instant,
) -> Result<Option<VisitId>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT id FROM visit WHERE ticket_id = :ticket AND unit_id = :unit AND state = 'closed'
            AND close_recorded_at = :at",
    )?;
    let values = named_params! { ":ticket": ticket, ":unit": unit, ":at": millis(recorded_at) };
    Ok(statement.query_row(values, |row| row.get(0)).optional()?)
}

/// Refuses a visit that is not written any more, or that is not as it was seen.
pub fn must_be_open(db: &Connection, on: super::On) -> Result<(), Problem<Error>> {
    let visit = load(db, on.visit)?.ok_or(Error::NotFound)?;
    if visit.revision.is_other_than(on.seen) {
        return Err(Error::Changed { visit: visit.id, now: visit.revision }.into());
    }
    Ok(rules::must_be_open(&visit)?)
}

/// Where else a ticket's visit is still being written: who was sent from there comes back.
pub fn written_elsewhere(
    db: &Connection,
    (ticket, unit): (TicketId, UnitId),
) -> Result<Option<UnitId>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT unit_id FROM visit WHERE ticket_id = :ticket AND unit_id <> :unit AND state = 'open'
         ORDER BY id DESC LIMIT 1",
    )?;
    let values = named_params! { ":ticket": ticket, ":unit": unit };
    Ok(statement.query_row(values, |row| row.get(0)).optional()?)
}

/// The open visit of a stop in which nothing was written yet.
pub fn empty_visit_of_stop(db: &Connection, stop: StopId) -> Result<Option<VisitId>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT id FROM visit WHERE stop_id = :stop AND state = 'open'
            AND NOT EXISTS (SELECT 1 FROM vital WHERE visit_id = visit.id)
            AND NOT EXISTS (SELECT 1 FROM note WHERE visit_id = visit.id)
            AND NOT EXISTS (SELECT 1 FROM diagnosis WHERE visit_id = visit.id)",
    )?;
    Ok(statement.query_row(named_params! { ":stop": stop }, |row| row.get(0)).optional()?)
}

/// A ticket's visit in a unit that is still being written: one visit, however often the turn comes back there.
pub fn open_visit_at(
    db: &Connection,
    (ticket, unit): (TicketId, UnitId),
) -> Result<Option<VisitId>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT id FROM visit WHERE ticket_id = :ticket AND unit_id = :unit AND state = 'open' ORDER BY id LIMIT 1",
    )?;
    let values = named_params! { ":ticket": ticket, ":unit": unit };
    Ok(statement.query_row(values, |row| row.get(0)).optional()?)
}

/// What is written of a ticket's turn in a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfTurn {
    /// Whether a visit of it counts; one that was opened there without the ticket for the same person is of it too.
    pub counts: bool,
    /// Whether one was voided.
    pub voided: bool,
    /// Whether one of this person's was.
    pub theirs_voided: bool,
}

/// What is written of a ticket's turn in a unit on a day, and of its person there.
pub fn of_turn(
    db: &Connection,
    (ticket, unit, day): (TicketId, UnitId, ServiceDay),
    person: Option<PersonId>,
) -> Result<OfTurn, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM visit WHERE ticket_id = :ticket AND unit_id = :unit AND state <> 'voided')
            OR EXISTS (SELECT 1 FROM visit WHERE person_id = :person AND service_day = :day AND unit_id = :unit
                AND ticket_id IS NULL AND state <> 'voided'),
            EXISTS (SELECT 1 FROM visit WHERE ticket_id = :ticket AND unit_id = :unit AND state = 'voided'
                AND taken_back = 0),
            EXISTS (SELECT 1 FROM visit WHERE ticket_id = :ticket AND unit_id = :unit AND state = 'voided'
                AND taken_back = 0 AND person_id = :person)",
    )?;
    let values = named_params! { ":ticket": ticket, ":unit": unit, ":day": day, ":person": person };
    let of =
        |row: &Row<'_>| Ok(OfTurn { counts: row.get(0)?, voided: row.get(1)?, theirs_voided: row.get(2)? });
    Ok(statement.query_row(values, of)?)
}

/// Who paid at somebody's last visit that counts.
pub fn last_payer(db: &Connection, person: PersonId) -> Result<Option<Payer>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT payer FROM visit WHERE person_id = :person AND state <> 'voided'
         ORDER BY service_day DESC, opened_at DESC, id DESC LIMIT 1",
    )?;
    let payer = |row: &Row<'_>| Ok(row.get::<_, StoredText<Payer>>(0)?.0);
    Ok(statement.query_row(named_params! { ":person": person }, payer).optional()?)
}

/// Whose visit it is; the door asks so that it can hand in the birth date.
pub fn person_of(db: &Connection, visit: VisitId) -> Result<Option<PersonId>, StoreError> {
    let mut statement = db.prepare_cached("SELECT person_id FROM visit WHERE id = :visit")?;
    Ok(statement.query_row(named_params! { ":visit": visit }, |row| row.get(0)).optional()?)
}

/// When a person's first visit that counts was opened; the door asks before a birth date changes.
pub fn first_opened(db: &Connection, person: PersonId) -> Result<Option<Instant>, StoreError> {
    let mut statement = db
        .prepare_cached("SELECT min(opened_at) FROM visit WHERE person_id = :person AND state <> 'voided'")?;
    let first: Option<i64> = statement.query_row(named_params! { ":person": person }, |row| row.get(0))?;
    Ok(first.map(instant_from_millis))
}

/// Whose visits, voided ones apart, were opened with a ticket; the door asks before the ticket gets another person.
pub fn person_of_ticket(db: &Connection, ticket: TicketId) -> Result<Option<PersonId>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT person_id FROM visit WHERE ticket_id = :ticket AND state <> 'voided' LIMIT 1",
    )?;
    Ok(statement.query_row(named_params! { ":ticket": ticket }, |row| row.get(0)).optional()?)
}

/// Whether the care of a stop is written: by a visit of the stop itself, or of the same person there on that day.
pub fn is_written(
    db: &Connection,
    stop: StopId,
    (person, unit, day): (PersonId, UnitId, ServiceDay),
) -> Result<bool, StoreError> {
    let mut statement = db.prepare_cached(
        // Two questions, so that each has its index.
        "SELECT EXISTS (SELECT 1 FROM visit WHERE stop_id = :stop AND state <> 'voided')
            OR EXISTS (SELECT 1 FROM visit WHERE person_id = :person AND service_day = :day AND unit_id = :unit
                AND state <> 'voided')",
    )?;
    let values = named_params! { ":stop": stop, ":person": person, ":unit": unit, ":day": day };
    Ok(statement.query_row(values, |row| row.get(0))?)
}

/// The visit that somebody is away from with the same ticket: it is open in another unit, and this one is part of it.
fn within(db: &Connection, open: &Open) -> Result<Option<VisitId>, StoreError> {
    let Some(ticket) = open.ticket else { return Ok(None) };
    let mut statement = db.prepare_cached(
        "SELECT coalesce(within, id) FROM visit
         WHERE ticket_id = :ticket AND person_id = :person AND unit_id <> :unit AND state = 'open'
         ORDER BY id LIMIT 1",
    )?;
    let values = named_params! { ":ticket": ticket, ":person": open.person, ":unit": open.unit };
    Ok(statement.query_row(values, |row| row.get(0)).optional()?)
}

impl Run for Open {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<Changed> {
        let open = self;
        let day = rules::decide_open(moment, config)?;
        let mut statement = db.prepare_cached(
            "SELECT id FROM visit
         WHERE state <> 'voided' AND stop_id = :stop
            OR state = 'open' AND person_id = :person AND unit_id = :unit AND service_day = :day
         ORDER BY id LIMIT 1",
        )?;
        let there: Option<VisitId> = statement
            .query_row(
                named_params! { ":stop": open.stop, ":person": open.person, ":unit": open.unit, ":day": day },
                |row| row.get(0),
            )
            .optional()?;
        if let Some(visit) = there {
            return Err(Error::AlreadyOpen { visit }.into());
        }
        db.prepare_cached(
        "INSERT INTO visit (person_id, service_day, ticket_id, stop_id, unit_id, payer, kind, within, opened_at,
                            recorded_at, opened_by, responsible)
         VALUES (:person, :day, :ticket, :stop, :unit, :payer, :kind, :within, :at, :now, :by, :by)",
    )?
    .execute(named_params! {
        ":person": open.person, ":day": day, ":ticket": open.ticket, ":stop": open.stop, ":unit": open.unit,
        ":payer": open.payer.as_str(), ":kind": open.kind.as_str(), ":within": within(db, open)?,
        ":at": millis(moment.happened_at()), ":now": millis(moment.now), ":by": moment.by,
    })?;
        let visit = VisitId(db.last_insert_rowid());
        let reply = Changed { visit, revision: Revision(1) };
        Ok((reply, vec![Event::Opened { visit, person: open.person }]))
    }

    fn whose(&self) -> Whose {
        Whose::Person(self.person)
    }
}

fn write(db: &Connection, visit: &Visit, step: &Step, moment: &Moment) -> Result<(), StoreError> {
    let (at, now) = (millis(moment.happened_at()), millis(moment.now));
    match step {
        Step::Replace(entry) => {
            db.prepare_cached(match entry {
                Entry::Vital(_) => "UPDATE vital SET replaced_at = :now, replaced_by = :by WHERE id = :id",
                Entry::Note(_) => "UPDATE note SET replaced_at = :now, replaced_by = :by WHERE id = :id",
                Entry::Diagnosis(_) => {
                    "UPDATE diagnosis SET replaced_at = :now, replaced_by = :by WHERE id = :id"
                }
            })?
            .execute(named_params! { ":id": number(*entry), ":now": now, ":by": moment.by })?;
        }
        Step::VoidEntry { entry, reason } => {
            db.prepare_cached(match entry {
                Entry::Vital(_) => {
                    "UPDATE vital SET voided_at = :now, voided_by = :by, void_reason = :reason WHERE id = :id"
                }
                Entry::Note(_) => {
                    "UPDATE note SET voided_at = :now, voided_by = :by, void_reason = :reason WHERE id = :id"
                }
                Entry::Diagnosis(_) => {
                    "UPDATE diagnosis SET voided_at = :now, voided_by = :by, void_reason = :reason WHERE id = :id"
                }
            })?
            .execute(
                named_params! { ":id": number(*entry), ":now": now, ":by": moment.by, ":reason": reason },
            )?;
        }
        Step::AddVital(vital) => {
            db.prepare_cached(
                "INSERT INTO vital (visit_id, sign, value, confirmed, at, recorded_at, written_by)
                 VALUES (:visit, :sign, :value, :confirmed, :at, :now, :by)",
            )?
            .execute(named_params! {
                ":visit": visit.id, ":sign": vital.sign.as_str(), ":value": vital.value.number(),
                ":confirmed": vital.confirmed, ":at": at, ":now": now, ":by": moment.by,
            })?;
        }
        Step::AddNote { kind, text } => {
            db.prepare_cached(
                "INSERT INTO note (visit_id, kind, text, at, recorded_at, written_by)
                 VALUES (:visit, :kind, :text, :at, :now, :by)",
            )?
            .execute(named_params! {
                ":visit": visit.id, ":kind": kind.as_str(), ":text": text, ":at": at, ":now": now,
                ":by": moment.by,
            })?;
        }
        Step::AddDiagnosis(diagnosis) => {
            db.prepare_cached(
                "INSERT INTO diagnosis (visit_id, code, name, case_kind, rank, at, recorded_at, written_by)
                 VALUES (:visit, :code, :name, :case_kind, :rank, :at, :now, :by)",
            )?
            .execute(named_params! {
                ":visit": visit.id, ":code": diagnosis.code, ":name": diagnosis.name,
                ":case_kind": diagnosis.case_kind.as_str(), ":rank": diagnosis.rank.as_str(),
                ":at": at, ":now": now, ":by": moment.by,
            })?;
        }
        Step::Responsible(account) => {
            db.prepare_cached("UPDATE visit SET responsible = :account WHERE id = :visit")?
                .execute(named_params! { ":visit": visit.id, ":account": account })?;
        }
        Step::Payer(payer) => {
            db.prepare_cached("UPDATE visit SET payer = :payer WHERE id = :visit")?
                .execute(named_params! { ":visit": visit.id, ":payer": payer.as_str() })?;
        }
        Step::Close => {
            db.prepare_cached(
                "UPDATE visit SET state = 'closed', closed_at = :at, close_recorded_at = :now, closed_by = :by
                 WHERE id = :visit",
            )?
            .execute(named_params! { ":visit": visit.id, ":at": at, ":now": now, ":by": moment.by })?;
        }
        Step::Reopen => {
            db.prepare_cached(
                "UPDATE visit SET state = 'open', closed_at = NULL, close_recorded_at = NULL, closed_by = NULL
                 WHERE id = :visit",
            )?
            .execute(named_params! { ":visit": visit.id })?;
        }
        Step::Void { reason } => {
            db.prepare_cached(
                "UPDATE visit SET state = 'voided', voided_at = :now, voided_by = :by, void_reason = :reason
                 WHERE id = :visit",
            )?
            .execute(
                named_params! { ":visit": visit.id, ":now": now, ":by": moment.by, ":reason": reason },
            )?;
        }
    }
    Ok(())
}

const fn number(entry: Entry) -> i64 {
    match entry {
        Entry::Vital(id) => id.0,
        Entry::Note(id) => id.0,
        Entry::Diagnosis(id) => id.0,
    }
}

impl Run for MarkLeftOpen {
    fn run(&self, db: &Connection, moment: &Moment, _: &Config) -> Outcome<Marked> {
        let reason = rules::reason(&self.reason)?;
        let marked = db
            .prepare_cached(
                "UPDATE visit SET left_open_at = :now, left_open_reason = :reason, revision = revision + 1
             WHERE state = 'open' AND service_day < :before AND left_open_at IS NULL
                AND (:only IS NULL OR id = :only)
                AND (ticket_id IS NULL OR ticket_id NOT IN (SELECT value FROM json_each(:kept)))",
            )?
            .execute(named_params! {
                ":now": millis(moment.now), ":reason": reason, ":before": self.before, ":only": self.only,
                ":kept": to_json(&self.kept)?,
            })?;
        let events = if marked == 0 { Vec::new() } else { vec![Event::LeftOpen] };
        Ok((Marked(u32::try_from(marked).unwrap_or(u32::MAX)), events))
    }

    fn whose(&self) -> Whose {
        Whose::Nobody
    }
}

impl Run for UnmarkLeftOpen {
    fn run(&self, db: &Connection, _: &Moment, _: &Config) -> Outcome<Marked> {
        let unmarked = db
            .prepare_cached(
                "UPDATE visit SET left_open_at = NULL, left_open_reason = NULL, revision = revision + 1
             WHERE state = 'open' AND service_day = :day AND left_open_at IS NOT NULL",
            )?
            .execute(named_params! { ":day": self.0 })?;
        let events = if unmarked == 0 { Vec::new() } else { vec![Event::LeftOpen] };
        Ok((Marked(u32::try_from(unmarked).unwrap_or(u32::MAX)), events))
    }

    fn whose(&self) -> Whose {
        Whose::Nobody
    }
}

impl Run for ImportDiagnoses {
    fn run(&self, db: &Connection, moment: &Moment, _: &Config) -> Outcome<Imported> {
        let source = rules::reason(&self.source)?;
        if self.list.is_empty() {
            return Err(Error::ListEmpty.into());
        }
        db.prepare_cached("DELETE FROM clinic_diagnosis")?.execute([])?;
        let mut insert = db.prepare_cached(
        "INSERT INTO clinic_diagnosis (code, name, source, imported_at) VALUES (:code, :name, :source, :now)
         ON CONFLICT DO NOTHING",
    )?;
        for line in &self.list {
            let code = rules::code(&line.code)?;
            let name = rules::name(&code, &line.name)?;
            let added = insert.execute(
                named_params! { ":code": code, ":name": name, ":source": source, ":now": millis(moment.now) },
            )?;
            if added == 0 {
                return Err(Error::DiagnosisTwice(code).into());
            }
        }
        let count = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        Ok((Imported(count), vec![Event::DiagnosesImported]))
    }

    fn whose(&self) -> Whose {
        Whose::Nobody
    }
}

/// What must hold of every visit; each finding names the row by its number.
pub fn doctor(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let checks: [(&str, &str); 7] = [
        (
            "is closed without saying by whom",
            "SELECT id FROM visit WHERE state = 'closed' AND closed_by IS NULL",
        ),
        ("was closed before it was opened", "SELECT id FROM visit WHERE closed_at < opened_at"),
        ("is voided without a reason", "SELECT id FROM visit WHERE state = 'voided' AND trim(void_reason) = ''"),
        (
            "is open since an earlier day and not marked",
            "SELECT id FROM visit
             WHERE state = 'open' AND left_open_at IS NULL AND service_day < (SELECT max(service_day) FROM visit)",
        ),
        (
            "was entered before it was opened",
            "SELECT id FROM visit WHERE recorded_at < opened_at",
        ),
        (
            "has an entry of the future",
            "SELECT visit_id FROM vital WHERE at > recorded_at
             UNION SELECT visit_id FROM note WHERE at > recorded_at
             UNION SELECT visit_id FROM diagnosis WHERE at > recorded_at",
        ),
        (
            "has an amendment though it is open",
            "SELECT visit.id FROM note JOIN visit ON visit.id = note.visit_id
             WHERE note.kind = 'amendment' AND visit.state = 'open'",
        ),
    ];
    let mut findings = Vec::new();
    for (what, sql) in checks {
        let mut statement = db.prepare(sql)?;
        for visit in statement.query_map([], |row| row.get::<_, i64>(0))? {
            findings.push(Finding { check: "visits", text: format!("visit {} {what}", visit?) });
        }
    }
    Ok(findings)
}

#[cfg(test)]
#[path = "tests/table.rs"]
mod tests;
