//! The SQL that reads screening, and what must always hold of it.

use chrono::NaiveDate;
use rusqlite::types::ValueRef;
use rusqlite::{OptionalExtension as _, Params, Row, named_params};
use std::collections::BTreeMap;

use crate::growth::kms::{Said, Weighing};
use crate::growth::{Assessment, Category, Index, MinimumGain, PerIndex, Z};
use crate::screening::{
    Child, Config, Confirmation, Counted, Error, FollowUp, FollowUpId, History, Measurement, Measures,
    PeriodRow, Score, Voided, card, last_plausible, query, rules,
};
use crate::store::{
    Connection, Finding, Problem, StoreError, StoredText, instant_from_millis, stamp, written,
};
use crate::terms::{Grams, MeasurementId, Millimetres, PersonId, Precision, ServiceDay, Sex, VisitId};

/// No child's record lists more measurements.
const MOST_MEASUREMENTS: u32 = 200;
/// No answer lists more follow-ups of one child.
const MOST_FOLLOW_UPS: u32 = 50;
/// No answer lists more follow-ups due.
const MOST_DUE: u32 = 200;

const MEASUREMENT: &str =
    "SELECT m.*, z.* FROM measurement m LEFT JOIN measurement_z z ON z.measurement_id = m.id";

/// A child's measurements with what they say.
pub fn child(db: &Connection, asked: query::Child, config: &Config) -> Result<History, Problem<Error>> {
    Ok(history(db, rules::child_of(config, asked.0)?, &config.tables.minimum)?)
}

/// Follow-ups still to be done.
pub fn due(db: &Connection, asked: query::Due) -> Result<Vec<FollowUp>, StoreError> {
    list(
        db,
        "SELECT * FROM follow_up WHERE state = 'planned' AND due_on <= :on ORDER BY due_on, id LIMIT :limit",
        named_params! { ":on": ServiceDay(asked.on), ":limit": MOST_DUE },
        read_follow_up,
    )
}

fn list<T>(
    db: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map(params, read)?;
    Ok(rows.collect::<rusqlite::Result<Vec<T>>>()?)
}

fn history(db: &Connection, child: Child, minimum: &MinimumGain) -> Result<History, StoreError> {
    let sql = format!(
        "{MEASUREMENT} WHERE m.person_id = :person ORDER BY m.measured_on DESC, m.at DESC, m.id DESC LIMIT :limit"
    );
    let limit = named_params! { ":person": child.person, ":limit": MOST_MEASUREMENTS };
    let mut measurements = list(db, &sql, limit, read_measurement)?;
    for measurement in &mut measurements {
        measurement.confirmed = confirmations(db, measurement.id)?;
    }
    card::fill(&child, &mut measurements, minimum);
    let follow_ups = list(
        db,
        "SELECT * FROM follow_up WHERE person_id = :person ORDER BY state <> 'planned', id DESC LIMIT :limit",
        named_params! { ":person": child.person, ":limit": MOST_FOLLOW_UPS },
        read_follow_up,
    )?;
    Ok(History { child, measurements, follow_ups })
}

/// One measurement; what the growth card says needs the whole record and stays empty.
pub fn load(db: &Connection, measurement: MeasurementId) -> Result<Option<Measurement>, StoreError> {
    let sql = format!("{MEASUREMENT} WHERE m.id = :measurement");
    let found = db
        .prepare_cached(&sql)?
        .query_row(named_params! { ":measurement": measurement }, read_measurement)
        .optional()?;
    let Some(mut found) = found else { return Ok(None) };
    found.confirmed = confirmations(db, measurement)?;
    Ok(Some(found))
}

fn confirmations(db: &Connection, measurement: MeasurementId) -> Result<Vec<Confirmation>, StoreError> {
    list(
        db,
        "SELECT doubt, reason FROM measurement_confirmation WHERE measurement_id = :measurement ORDER BY doubt",
        named_params! { ":measurement": measurement },
        |row| Ok(Confirmation { doubt: row.get::<_, StoredText<_>>(0)?.0, reason: row.get(1)? }),
    )
}

fn millimetres(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Millimetres>> {
    Ok(row.get::<_, Option<u32>>(column)?.map(Millimetres))
}

fn measures(row: &Row<'_>) -> rusqlite::Result<Measures> {
    Ok(Measures {
        weight: row.get::<_, Option<u32>>("weight_g")?.map(Grams),
        length: millimetres(row, "length_mm")?,
        posture: row.get::<_, Option<StoredText<_>>>("posture")?.map(|posture| posture.0),
        head: millimetres(row, "head_mm")?,
        arm: millimetres(row, "arm_mm")?,
        oedema: row.get("oedema")?,
    })
}

fn date(row: &Row<'_>, column: &str) -> rusqlite::Result<NaiveDate> {
    row.get::<_, ServiceDay>(column).map(|day| day.0)
}

const fn z_column(index: Index) -> &'static str {
    match index {
        Index::WeightForAge => "z_weight_for_age",
        Index::LengthForAge => "z_length_for_age",
        Index::WeightForLength => "z_weight_for_length",
        Index::BmiForAge => "z_bmi_for_age",
        Index::HeadForAge => "z_head_for_age",
        Index::ArmForAge => "z_arm_for_age",
    }
}

const fn label_column(index: Index) -> &'static str {
    match index {
        Index::WeightForAge => "label_weight_for_age",
        Index::LengthForAge => "label_length_for_age",
        Index::WeightForLength => "label_weight_for_length",
        Index::BmiForAge => "label_bmi_for_age",
        Index::HeadForAge => "label_head_for_age",
        Index::ArmForAge => "label_arm_for_age",
    }
}

fn scores(row: &Row<'_>) -> rusqlite::Result<Vec<Score>> {
    Index::ALL
        .into_iter()
        .map(|index| {
            let z = row.get::<_, Option<i32>>(z_column(index))?.map(Z);
            let label: Option<String> = row.get(label_column(index))?;
            let category = label.as_deref().and_then(Category::from_key);
            Ok(Score { index, z, implausible: z.is_some_and(|z| index.is_implausible(z)), category })
        })
        .collect()
}

fn read_measurement(row: &Row<'_>) -> rusqlite::Result<Measurement> {
    let voided = match row.get::<_, Option<i64>>("voided_at")? {
        None => None,
        Some(at) => Some(Voided {
            at: instant_from_millis(at),
            by: row.get("voided_by")?,
            reason: row.get("void_reason")?,
        }),
    };
    Ok(Measurement {
        id: row.get("id")?,
        revision: row.get("revision")?,
        person: row.get("person_id")?,
        visit: row.get("visit_id")?,
        measured_on: date(row, "measured_on")?,
        measures: measures(row)?,
        age_days: row.get::<_, Option<u32>>("age_days")?.unwrap_or_default(),
        corrected_length: millimetres(row, "corrected_mm")?,
        scores: scores(row)?,
        gain: None,
        confirmed: Vec::new(),
        stamp: written(row)?,
        voided,
    })
}

pub fn follow_up(db: &Connection, id: FollowUpId) -> Result<Option<FollowUp>, StoreError> {
    let mut statement = db.prepare_cached("SELECT * FROM follow_up WHERE id = :id")?;
    Ok(statement.query_row(named_params! { ":id": id.0 }, read_follow_up).optional()?)
}

/// Whose follow-up it is.
pub fn person_of_follow_up(db: &Connection, id: FollowUpId) -> Result<Option<PersonId>, StoreError> {
    Ok(follow_up(db, id)?.map(|there| there.person))
}

fn read_follow_up(row: &Row<'_>) -> rusqlite::Result<FollowUp> {
    let ended = match row.get_ref("ended_at")? {
        ValueRef::Null => None,
        _ => Some(stamp(row, "ended_at", "end_recorded_at", "ended_by")?),
    };
    Ok(FollowUp {
        id: FollowUpId(row.get("id")?),
        revision: row.get("revision")?,
        person: row.get("person_id")?,
        measurement: row.get("measurement_id")?,
        kind: row.get::<_, StoredText<_>>("kind")?.0,
        note: row.get("note")?,
        due_on: row.get::<_, Option<ServiceDay>>("due_on")?.map(|day| day.0),
        stamp: written(row)?,
        state: row.get::<_, StoredText<_>>("state")?.0,
        ended,
        outcome: row.get("outcome")?,
    })
}

/// A child's measurements of one day and visit that count.
pub fn children_measured_on(
    db: &Connection,
    person: PersonId,
    visit: Option<VisitId>,
    on: NaiveDate,
) -> Result<Vec<(MeasurementId, Measures)>, StoreError> {
    list(
        db,
        "SELECT * FROM measurement
         WHERE person_id = :person AND measured_on = :on AND visit_id IS :visit AND voided_at IS NULL",
        named_params! { ":person": person, ":on": ServiceDay(on), ":visit": visit },
        |row| Ok((row.get("id")?, measures(row)?)),
    )
}

/// The newest measurements of a child before a day; what the growth card says of them stays empty.
pub fn earlier_than(
    db: &Connection,
    person: PersonId,
    on: NaiveDate,
) -> Result<Vec<Measurement>, StoreError> {
    let sql = format!(
        "{MEASUREMENT} WHERE m.person_id = :person AND m.measured_on < :on
         ORDER BY m.measured_on DESC, m.at DESC, m.id DESC LIMIT :limit"
    );
    let limit = named_params! { ":person": person, ":on": ServiceDay(on), ":limit": MOST_MEASUREMENTS };
    list(db, &sql, limit, read_measurement)
}

/// The measurements of a visit that count.
pub fn counted_of_visit(db: &Connection, visit: VisitId) -> Result<Vec<MeasurementId>, StoreError> {
    list(
        db,
        "SELECT id FROM measurement WHERE visit_id = :visit AND voided_at IS NULL ORDER BY id",
        named_params! { ":visit": visit },
        |row| row.get("id"),
    )
}

/// A measurement as what is derived needs it.
pub type Derived = (MeasurementId, NaiveDate, Measures);

/// A child's measurements, voided ones too, as what is derived needs them.
pub fn derived_of(db: &Connection, person: PersonId) -> Result<Vec<Derived>, StoreError> {
    list(
        db,
        "SELECT * FROM measurement WHERE person_id = :person ORDER BY id",
        named_params! { ":person": person },
        |row| Ok((row.get("id")?, date(row, "measured_on")?, measures(row)?)),
    )
}

/// The measurements of a period that count, by person and within a person oldest first.
pub fn period_rows(db: &Connection, from: NaiveDate, to: NaiveDate) -> Result<Vec<PeriodRow>, StoreError> {
    list(
        db,
        "SELECT m.person_id, m.id, m.measured_on, z.age_days, m.oedema, m.arm_mm, z.z_weight_for_age, z.z_length_for_age,
                z.z_weight_for_length, z.z_bmi_for_age, z.z_head_for_age, z.z_arm_for_age
         FROM measurement m JOIN measurement_z z ON z.measurement_id = m.id
         WHERE m.measured_on BETWEEN :from AND :to AND m.voided_at IS NULL
         ORDER BY m.person_id, m.measured_on, m.at, m.id",
        named_params! { ":from": ServiceDay(from), ":to": ServiceDay(to) },
        |row| {
            let mut scores = [None; 6];
            for (score, column) in scores.iter_mut().zip(6_usize..) {
                *score = row.get::<_, Option<i32>>(column)?.map(Z);
            }
            let mut scores = scores.into_iter();
            Ok(PeriodRow {
                person: row.get(0)?,
                measurement: row.get(1)?,
                measured_on: row.get::<_, ServiceDay>(2)?.0,
                age_days: row.get(3)?,
                oedema: row.get(4)?,
                arm: row.get::<_, Option<u32>>(5)?.map(Millimetres),
                // The columns stand in the order of Index::ALL.
                z: PerIndex::from_fn(|_| scores.next().flatten()),
            })
        },
    )
}

/// What the growth card says of each child weighed in a period: of its last weighing there, by person.
pub fn period_cards(
    db: &Connection,
    from: NaiveDate,
    to: NaiveDate,
    minimum: &MinimumGain,
) -> Result<BTreeMap<PersonId, Said>, StoreError> {
    let weighings = list(
        db,
        "SELECT m.person_id, m.measured_on, m.weight_g, m.oedema, z.sex, z.birth_date, z.precision
         FROM measurement m JOIN measurement_z z ON z.measurement_id = m.id
         WHERE m.person_id IN (SELECT person_id FROM measurement
                               WHERE measured_on BETWEEN :from AND :to AND voided_at IS NULL)
           AND m.measured_on <= :to AND m.voided_at IS NULL AND m.weight_g IS NOT NULL
         ORDER BY m.person_id, m.measured_on, m.at, m.id",
        named_params! { ":from": ServiceDay(from), ":to": ServiceDay(to) },
        |row| {
            let child = Child {
                person: row.get("person_id")?,
                sex: row.get::<_, StoredText<_>>("sex")?.0,
                birth_date: date(row, "birth_date")?,
                precision: row.get::<_, StoredText<_>>("precision")?.0,
            };
            let weight = Some(Grams(row.get("weight_g")?));
            let weighed = Measures { weight, oedema: row.get("oedema")?, ..Measures::default() };
            Ok((child, card::on_card(&child, date(row, "measured_on")?, &weighed)))
        },
    )?;
    let mut cards = BTreeMap::new();
    for child in weighings.chunk_by(|one, next| one.0.person == next.0.person) {
        let Some((Child { person, sex, .. }, _)) = child.last() else { continue };
        let on_card: Vec<Weighing> = child.iter().filter_map(|(_, weighing)| *weighing).collect();
        let weighed = on_card.last().is_some_and(|last| last.on >= from);
        if let Some(said) = card::of_last(*sex, &on_card, minimum).filter(|_| weighed) {
            cards.insert(*person, said);
        }
    }
    Ok(cards)
}

/// How each child measured in a period counts, by person.
pub fn period_counted(db: &Connection, from: NaiveDate, to: NaiveDate) -> Result<Vec<Counted>, StoreError> {
    let rows = period_rows(db, from, to)?;
    Ok(rows.chunk_by(|one, next| one.person == next.person).filter_map(last_plausible).collect())
}

/// What must hold of every measurement; what is derived is derived again and compared.
pub fn doctor(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    let mut find = |text: String| findings.push(Finding { check: "screening", text });
    let mut statement = db.prepare(&format!("{MEASUREMENT} ORDER BY m.id"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get("id")?;
        if row.get::<_, Option<i64>>("measurement_id")?.is_none() {
            find(format!("measurement {id} has nothing derived: it lies before the birth, or rebuild it"));
        } else if !is_as_derived(row)? {
            find(format!("measurement {id} says something else than its measures"));
        }
    }
    let checks = [
        (
            "measurement",
            "was entered before it was taken",
            "SELECT id FROM measurement WHERE recorded_at < at",
        ),
        (
            "follow-up",
            "belongs to another person than its measurement",
            "SELECT f.id FROM follow_up f JOIN measurement m ON m.id = f.measurement_id WHERE f.person_id <> m.person_id",
        ),
    ];
    for (what, wrong, sql) in checks {
        for id in list(db, sql, [], |row| row.get::<_, i64>(0))? {
            find(format!("{what} {id} {wrong}"));
        }
    }
    Ok(findings)
}

fn is_as_derived(row: &Row<'_>) -> rusqlite::Result<bool> {
    let sex = row.get::<_, StoredText<Sex>>("sex")?.0;
    let Ok(age_days) = rules::age_days(date(row, "birth_date")?, date(row, "measured_on")?) else {
        return Ok(false);
    };
    let precision = row.get::<_, StoredText<Precision>>("precision")?.0;
    let said: Assessment = rules::assessed(sex, age_days, precision, &measures(row)?);
    let same_scores = scores(row)?
        .iter()
        .all(|score| score.z == said.z(score.index) && score.category == said.category(score.index));
    Ok(same_scores
        && row.get::<_, u32>("age_days")? == age_days
        && millimetres(row, "corrected_mm")? == said.corrected.map(|corrected| corrected.length))
}
