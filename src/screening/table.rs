//! The SQL that writes screening.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, named_params};

use super::command::{CancelFollowUp, FinishFollowUp};
use super::reading::table::{children_measured_on, derived_of, earlier_than, follow_up};
use super::rules;
use super::{
    Child, Config, Correct, EndFollowUp, Error, Event, FollowUpChanged, FollowUpId, FollowUpState,
    MeasurementChanged, NewFollowUp, NewMeasurement, VoidMeasurement,
};
use crate::growth::{Category, Index};
use crate::store::{Connection, Problem, Rule, StoreError, millis};
use crate::terms::{MeasurementId, Moment, PersonId, Request, Revision, ServiceDay, VisitId};

pub use super::reading::table::{
    Derived, child, counted_of_visit, due, load, period_cards, period_counted, period_rows,
};
pub use super::reading::table::{doctor, person_of_follow_up};

/// The tables of this subject.
pub const SCHEMA: &str = include_str!("schema.sql");
/// A later step: another kind of follow-up.
pub const BREASTFEEDING: &str = include_str!("breastfeeding.sql");

/// What a command replies and tells, or why it is not done.
pub type Outcome<R> = Result<(R, Vec<Event>), Problem<Error>>;

impl Rule for Error {}

/// A command of screening on the store, inside the writer's transaction.
pub trait Run: Request {
    /// Does what is asked, or refuses.
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<Self::Reply>;

    /// The child it needs to know; the door hands it in.
    fn child(&self) -> Option<PersonId> {
        None
    }

    /// The visit it belongs to; the door looks whether it is the child's.
    fn visit(&self) -> Option<VisitId> {
        None
    }
}

/// Whose measurement it is.
pub fn person_of(db: &Connection, measurement: MeasurementId) -> Result<Option<PersonId>, StoreError> {
    let mut statement = db.prepare_cached("SELECT person_id FROM measurement WHERE id = :measurement")?;
    Ok(statement.query_row(named_params! { ":measurement": measurement }, |row| row.get(0)).optional()?)
}

impl Run for NewMeasurement {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<MeasurementChanged> {
        let new = self;
        let same_day = children_measured_on(db, new.person, new.visit, new.measured_on)?;
        let earlier = earlier_than(db, new.person, new.measured_on)?;
        let accepted = rules::decide_measure(new, &same_day, &earlier, moment, config)?;
        let measures = accepted.measures;
        db.prepare_cached(
        "INSERT INTO measurement (person_id, visit_id, measured_on, weight_g, length_mm, posture, head_mm, arm_mm, oedema,
                                  at, recorded_at, written_by)
         VALUES (:person, :visit, :measured_on, :weight, :length, :posture, :head, :arm, :oedema, :at, :now, :by)",
    )?
    .execute(named_params! {
        ":person": new.person, ":visit": new.visit, ":measured_on": ServiceDay(new.measured_on),
        ":weight": measures.weight.map(|weight| weight.0), ":length": measures.length.map(|length| length.0),
        ":posture": measures.posture.map(crate::terms::Posture::as_str),
        ":head": measures.head.map(|head| head.0), ":arm": measures.arm.map(|arm| arm.0),
        ":oedema": measures.oedema, ":at": millis(moment.happened_at()), ":now": millis(moment.now),
        ":by": moment.by,
    })?;
        let measurement = MeasurementId(db.last_insert_rowid());
        for confirmation in &accepted.confirmed {
            db.prepare_cached(
            "INSERT INTO measurement_confirmation (measurement_id, doubt, reason) VALUES (:measurement, :doubt, :reason)",
        )?
        .execute(named_params! {
            ":measurement": measurement, ":doubt": confirmation.doubt.key(), ":reason": confirmation.reason,
        })?;
        }
        derive(db, measurement, new.measured_on, &measures, &accepted.child)?;
        let reply = MeasurementChanged { measurement, revision: Revision(1) };
        Ok((reply, vec![Event::Measured { measurement, person: new.person }]))
    }

    fn child(&self) -> Option<PersonId> {
        Some(self.person)
    }

    fn visit(&self) -> Option<VisitId> {
        self.visit
    }
}

impl Run for VoidMeasurement {
    fn run(&self, db: &Connection, moment: &Moment, _: &Config) -> Outcome<MeasurementChanged> {
        let there = load(db, self.measurement)?.ok_or(Error::NotFound)?;
        let reason = rules::decide_void(&there, self.seen, &self.reason)?;
        let mut statement = db.prepare_cached(
        "UPDATE measurement SET voided_at = :now, voided_by = :by, void_reason = :reason, revision = revision + 1
         WHERE id = :measurement RETURNING revision",
    )?;
        let revision = statement.query_row(
            named_params! {
                ":measurement": there.id, ":now": millis(moment.now), ":by": moment.by, ":reason": reason,
            },
            |row| row.get(0),
        )?;
        let event = Event::Voided { measurement: there.id, person: there.person };
        Ok((MeasurementChanged { measurement: there.id, revision }, vec![event]))
    }
}

impl Run for Correct {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<MeasurementChanged> {
        if person_of(db, self.wrong)?.is_some_and(|person| person != self.right.person) {
            return Err(Error::OtherChild.into());
        }
        let void = VoidMeasurement { measurement: self.wrong, seen: self.seen, reason: self.reason.clone() };
        // One savepoint holds both: when the right one is refused, the wrong one is not voided either.
        let (_, mut events) = void.run(db, moment, config)?;
        let (reply, more) = self.right.run(db, moment, config)?;
        events.extend(more);
        Ok((reply, events))
    }

    fn child(&self) -> Option<PersonId> {
        self.right.child()
    }

    fn visit(&self) -> Option<VisitId> {
        self.right.visit
    }
}

impl Run for NewFollowUp {
    fn run(&self, db: &Connection, moment: &Moment, _: &Config) -> Outcome<FollowUpChanged> {
        let new = self;
        let measured = match new.measurement {
            Some(measurement) => person_of(db, measurement)?,
            None => None,
        };
        let note = rules::decide_plan(new, measured, moment)?;
        db.prepare_cached(
        "INSERT INTO follow_up (person_id, measurement_id, kind, note, due_on, at, recorded_at, written_by)
         VALUES (:person, :measurement, :kind, :note, :due, :at, :now, :by)",
    )?
    .execute(named_params! {
        ":person": new.person, ":measurement": new.measurement, ":kind": new.kind.as_str(), ":note": note,
        ":due": new.due_on.map(ServiceDay), ":at": millis(moment.happened_at()), ":now": millis(moment.now),
        ":by": moment.by,
    })?;
        let id = FollowUpId(db.last_insert_rowid());
        let event = Event::FollowUp { follow_up: id, person: new.person };
        Ok((FollowUpChanged { follow_up: id, revision: Revision(1) }, vec![event]))
    }

    fn child(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

impl Run for FinishFollowUp {
    fn run(&self, db: &Connection, moment: &Moment, _: &Config) -> Outcome<FollowUpChanged> {
        end_follow_up(db, &self.0, FollowUpState::Done, moment)
    }
}

impl Run for CancelFollowUp {
    fn run(&self, db: &Connection, moment: &Moment, _: &Config) -> Outcome<FollowUpChanged> {
        end_follow_up(db, &self.0, FollowUpState::Cancelled, moment)
    }
}

fn end_follow_up(
    db: &Connection,
    end: &EndFollowUp,
    ended: FollowUpState,
    moment: &Moment,
) -> Outcome<FollowUpChanged> {
    let there = follow_up(db, end.follow_up)?.ok_or(Error::NotFound)?;
    let outcome = rules::decide_end(&there, end, ended)?;
    let mut statement = db.prepare_cached(
        "UPDATE follow_up SET state = :state, ended_at = :at, end_recorded_at = :now, ended_by = :by,
                outcome = :outcome, revision = revision + 1
         WHERE id = :id RETURNING revision",
    )?;
    let revision = statement.query_row(
        named_params! {
            ":id": end.follow_up.0, ":state": ended.as_str(), ":at": millis(moment.happened_at()),
            ":now": millis(moment.now), ":by": moment.by, ":outcome": outcome,
        },
        |row| row.get(0),
    )?;
    let event = Event::FollowUp { follow_up: end.follow_up, person: there.person };
    Ok((FollowUpChanged { follow_up: end.follow_up, revision }, vec![event]))
}

/// How well the birth date was known when the z-scores were derived.
pub const PRECISION: &str = "
    ALTER TABLE measurement_z ADD COLUMN precision TEXT NOT NULL DEFAULT 'exact'
        CHECK (precision IN ('exact', 'estimated', 'year'));";

/// Derives everything of one child again: the door calls it when sex or birth date were amended, and to rebuild.
///
/// A measurement that now lies before the birth loses what was derived; `doctor` names it.
pub fn rederive(db: &Connection, child: &Child) -> Result<(), StoreError> {
    for (measurement, measured_on, measures) in derived_of(db, child.person)? {
        derive(db, measurement, measured_on, &measures, child)?;
    }
    Ok(())
}

/// The first day on which a person was measured, so that the door can refuse a birth date after it.
pub fn first_measured(db: &Connection, person: PersonId) -> Result<Option<NaiveDate>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT min(measured_on) FROM measurement WHERE person_id = :person AND voided_at IS NULL",
    )?;
    let day: Option<ServiceDay> =
        statement.query_row(named_params! { ":person": person }, |row| row.get(0))?;
    Ok(day.map(|day| day.0))
}

fn derive(
    db: &Connection,
    measurement: MeasurementId,
    measured_on: NaiveDate,
    measures: &super::Measures,
    child: &Child,
) -> Result<(), StoreError> {
    let Ok(age_days) = rules::age_days(child.birth_date, measured_on) else {
        db.prepare_cached("DELETE FROM measurement_z WHERE measurement_id = :measurement")?
            .execute(named_params! { ":measurement": measurement })?;
        return Ok(());
    };
    let said = rules::assessed(child.sex, age_days, child.precision, measures);
    let z = |index| said.z(index).map(|z| z.0);
    let label = |index| said.category(index).map(Category::key);
    db.prepare_cached(
        "INSERT OR REPLACE INTO measurement_z VALUES (
             :measurement, :sex, :birth_date, :age_days, :corrected,
             :z_wfa, :z_lfa, :z_wfl, :z_bfa, :z_hfa, :z_afa, :l_wfa, :l_lfa, :l_wfl, :l_bfa, :l_hfa, :l_afa, :precision)",
    )?
    .execute(named_params! {
        ":measurement": measurement, ":sex": child.sex.as_str(), ":birth_date": ServiceDay(child.birth_date),
        ":age_days": age_days, ":corrected": said.corrected.map(|corrected| corrected.length.0),
        ":precision": child.precision.as_str(),
        ":z_wfa": z(Index::WeightForAge), ":z_lfa": z(Index::LengthForAge),
        ":z_wfl": z(Index::WeightForLength), ":z_bfa": z(Index::BmiForAge),
        ":z_hfa": z(Index::HeadForAge), ":z_afa": z(Index::ArmForAge),
        ":l_wfa": label(Index::WeightForAge), ":l_lfa": label(Index::LengthForAge),
        ":l_wfl": label(Index::WeightForLength), ":l_bfa": label(Index::BmiForAge),
        ":l_hfa": label(Index::HeadForAge), ":l_afa": label(Index::ArmForAge),
    })?;
    Ok(())
}

#[cfg(test)]
#[path = "tests/table.rs"]
mod tests;
