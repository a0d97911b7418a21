//! The SQL that reads visits.

use rusqlite::{OptionalExtension as _, Params, Row, named_params};
use std::collections::BTreeMap;

use crate::reference::diagnoses::Diagnoses;
use crate::reference::icd::IcdCode;
use crate::store::{Connection, StoreError, StoredText, instant_from_millis, stamp, written};
use crate::terms::{Instant, ServiceDay, VisitId};
use crate::visits::{
    CaseKind, Diagnosis, DiagnosisCount, DiagnosisHit, DiagnosisSource, EntryState, NewDiagnosis, Note,
    State, Value, Visit, VisitLine, VisitRow, Vital, query,
};

/// No answer lists more visits.
const MOST_VISITS: u32 = 100;
/// No answer lists more diagnoses.
const MOST_DIAGNOSES: u32 = 50;

/// One visit with everything in it.
pub fn load(db: &Connection, visit: VisitId) -> Result<Option<Visit>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT v.*, v.id = (
             SELECT first.id FROM visit first WHERE first.person_id = v.person_id AND first.state <> 'voided'
             ORDER BY first.service_day, first.opened_at, first.id LIMIT 1
         ) AS first_ever
         FROM visit v WHERE v.id = :visit",
    )?;
    let Some(mut found) = statement.query_row(named_params! { ":visit": visit }, read_visit).optional()?
    else {
        return Ok(None);
    };
    let of = named_params! { ":visit": visit };
    found.vitals = list(db, "SELECT * FROM vital WHERE visit_id = :visit ORDER BY at, id", of, read_vital)?;
    found.notes = list(db, "SELECT * FROM note WHERE visit_id = :visit ORDER BY at, id", of, read_note)?;
    found.diagnoses = list(
        db,
        "SELECT * FROM diagnosis WHERE visit_id = :visit ORDER BY rank = 'secondary', at, id",
        of,
        read_diagnosis,
    )?;
    Ok(Some(found))
}

fn list<T>(
    db: &Connection,
    sql: &str,
    params: impl Params,
    read: fn(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map(params, read)?;
    Ok(rows.collect::<rusqlite::Result<Vec<T>>>()?)
}

fn instant(row: &Row<'_>, column: &str) -> rusqlite::Result<Instant> {
    row.get(column).map(instant_from_millis)
}

fn voided(row: &Row<'_>) -> rusqlite::Result<EntryState> {
    Ok(match row.get::<_, Option<i64>>("voided_at")? {
        None => EntryState::Current,
        Some(at) => EntryState::Voided {
            at: instant_from_millis(at),
            by: row.get("voided_by")?,
            reason: row.get("void_reason")?,
        },
    })
}

fn entry_state(row: &Row<'_>) -> rusqlite::Result<EntryState> {
    match row.get::<_, Option<i64>>("replaced_at")? {
        Some(at) => Ok(EntryState::Replaced { at: instant_from_millis(at), by: row.get("replaced_by")? }),
        None => voided(row),
    }
}

fn read_visit(row: &Row<'_>) -> rusqlite::Result<Visit> {
    let closed = match row.get::<_, Option<i64>>("closed_at")? {
        None => None,
        Some(_) => Some(stamp(row, "closed_at", "close_recorded_at", "closed_by")?),
    };
    Ok(Visit {
        id: row.get("id")?,
        revision: row.get("revision")?,
        person: row.get("person_id")?,
        service_day: row.get("service_day")?,
        unit: row.get("unit_id")?,
        ticket: row.get("ticket_id")?,
        stop: row.get("stop_id")?,
        within: row.get("within")?,
        payer: row.get::<_, StoredText<_>>("payer")?.0,
        kind: row.get::<_, StoredText<_>>("kind")?.0,
        state: row.get::<_, StoredText<State>>("state")?.0,
        opened: stamp(row, "opened_at", "recorded_at", "opened_by")?,
        responsible: row.get("responsible")?,
        closed,
        left_open: row.get("left_open_reason")?,
        voided: voided(row)?,
        first_ever: row.get::<_, Option<bool>>("first_ever")?.unwrap_or(false),
        vitals: Vec::new(),
        notes: Vec::new(),
        diagnoses: Vec::new(),
    })
}

fn read_vital(row: &Row<'_>) -> rusqlite::Result<Vital> {
    Ok(Vital {
        id: row.get("id")?,
        sign: row.get::<_, StoredText<_>>("sign")?.0,
        value: row.get::<_, Option<i64>>("value")?.map_or(Value::Unmeasurable, Value::Of),
        confirmed: row.get("confirmed")?,
        stamp: written(row)?,
        state: entry_state(row)?,
    })
}

fn read_note(row: &Row<'_>) -> rusqlite::Result<Note> {
    Ok(Note {
        id: row.get("id")?,
        kind: row.get::<_, StoredText<_>>("kind")?.0,
        text: row.get("text")?,
        stamp: written(row)?,
        state: entry_state(row)?,
    })
}

fn read_diagnosis(row: &Row<'_>) -> rusqlite::Result<Diagnosis> {
    Ok(Diagnosis {
        id: row.get("id")?,
        what: NewDiagnosis {
            code: row.get("code")?,
            name: row.get("name")?,
            case_kind: row.get::<_, StoredText<_>>("case_kind")?.0,
            rank: row.get::<_, StoredText<_>>("rank")?.0,
        },
        stamp: written(row)?,
        state: entry_state(row)?,
    })
}

fn read_line(row: &Row<'_>) -> rusqlite::Result<VisitLine> {
    Ok(VisitLine {
        id: row.get("id")?,
        revision: row.get("revision")?,
        person: row.get("person_id")?,
        service_day: row.get("service_day")?,
        opened_at: instant(row, "opened_at")?,
        unit: row.get("unit_id")?,
        ticket: row.get("ticket_id")?,
        within: row.get("within")?,
        payer: row.get::<_, StoredText<_>>("payer")?.0,
        kind: row.get::<_, StoredText<_>>("kind")?.0,
        state: row.get::<_, StoredText<_>>("state")?.0,
        responsible: row.get("responsible")?,
        left_open: row.get::<_, Option<i64>>("left_open_at")?.is_some(),
        diagnoses: Vec::new(),
    })
}

fn with_diagnoses(db: &Connection, mut lines: Vec<VisitLine>) -> Result<Vec<VisitLine>, StoreError> {
    for line in &mut lines {
        line.diagnoses = list(
            db,
            "SELECT code, name FROM diagnosis
             WHERE visit_id = :visit AND voided_at IS NULL AND replaced_at IS NULL
             ORDER BY rank = 'secondary', at, id",
            named_params! { ":visit": line.id },
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
    }
    Ok(lines)
}

/// A page of somebody's visits; one of which the opening was taken back never was.
pub fn page(db: &Connection, history: &query::History) -> Result<Vec<VisitLine>, StoreError> {
    let limit = history.limit.min(MOST_VISITS);
    let lines = match history.before {
        None => list(
            db,
            "SELECT * FROM visit WHERE person_id = :person AND taken_back = 0
             ORDER BY service_day DESC, opened_at DESC, id DESC LIMIT :limit",
            named_params! { ":person": history.person, ":limit": limit },
            read_line,
        )?,
        Some(before) => list(
            db,
            "SELECT visit.* FROM visit, (SELECT service_day AS d, opened_at AS o, id AS i FROM visit WHERE id = :before)
             WHERE person_id = :person AND taken_back = 0 AND (service_day, opened_at, id) < (d, o, i)
             ORDER BY service_day DESC, opened_at DESC, id DESC LIMIT :limit",
            named_params! { ":person": history.person, ":before": before, ":limit": limit },
            read_line,
        )?,
    };
    with_diagnoses(db, lines)
}

pub fn open_visits(db: &Connection, asked: query::Open) -> Result<Vec<VisitLine>, StoreError> {
    let lines = list(
        db,
        "SELECT * FROM visit
         WHERE state = 'open' AND (:unit IS NULL OR unit_id = :unit) AND (:day IS NULL OR service_day = :day)
         ORDER BY service_day, opened_at, id LIMIT :limit",
        named_params! { ":unit": asked.unit, ":day": asked.day, ":limit": MOST_VISITS },
        read_line,
    )?;
    with_diagnoses(db, lines)
}

/// The visits of these days that nobody has closed, the oldest first; what is written at the laboratory is of the visit that
/// it is within, while that one is open.
pub fn still_open(db: &Connection, from: ServiceDay, to: ServiceDay) -> Result<Vec<VisitId>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT id FROM visit WHERE state = 'open' AND service_day BETWEEN :from AND :to AND NOT EXISTS
            (SELECT 1 FROM visit w WHERE w.id = visit.within AND w.state = 'open')
         ORDER BY service_day, opened_at, id",
    )?;
    let ids = statement.query_map(named_params! { ":from": from, ":to": to }, |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Diagnoses of the clinic's own list and the bundled one that fit what was typed.
///
/// Of the clinic's list, which may be long, only what holds the longest typed word is handed to the search.
pub fn diagnoses(db: &Connection, asked: &query::Diagnoses) -> Result<Vec<DiagnosisHit>, StoreError> {
    let (typed, limit) = (asked.text.as_str(), asked.limit);
    let typed = typed.trim().to_lowercase();
    let word = typed.split_whitespace().max_by_key(|word| word.len()).unwrap_or_default();
    let own = list(
        db,
        "SELECT code, name FROM clinic_diagnosis
         WHERE :word <> '' AND (instr(lower(code), :word) > 0 OR instr(lower(replace(code, '.', '')), :word) > 0
            OR instr(lower(name), :word) > 0)
         ORDER BY code",
        named_params! { ":word": word },
        |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)),
    )?;
    let own: Vec<(IcdCode, String)> =
        own.into_iter().filter_map(|(code, name)| Some((IcdCode::parse(&code).ok()?, name))).collect();
    let both = Diagnoses::with_own(own.iter().cloned());
    let hits = both.search(&typed, limit.min(MOST_DIAGNOSES) as usize);
    Ok(hits
        .into_iter()
        .map(|hit| DiagnosisHit {
            code: hit.code.as_str().to_owned(),
            name: hit.name.clone(),
            source: if own.iter().any(|(code, _)| *code == hit.code) {
                DiagnosisSource::Clinic
            } else {
                DiagnosisSource::Bundled
            },
        })
        .collect())
}

/// Whether a diagnosis is a new or an old case for this person; what a part of the same visit says makes no old case of it.
pub fn case_kind(db: &Connection, asked: &query::CaseKind) -> Result<CaseKind, StoreError> {
    let query::CaseKind { person, code, visit } = asked;
    let mut statement = db.prepare_cached(
        "SELECT EXISTS (
             SELECT 1 FROM visit JOIN diagnosis ON diagnosis.visit_id = visit.id
             WHERE visit.person_id = :person AND visit.state <> 'voided'
               AND coalesce(visit.within, visit.id) IS NOT (SELECT coalesce(within, id) FROM visit WHERE id = :visit)
               AND diagnosis.code = :code AND diagnosis.voided_at IS NULL AND diagnosis.replaced_at IS NULL
         )",
    )?;
    let seen_before = statement.query_row(
        named_params! { ":person": person, ":visit": visit, ":code": code.trim().to_ascii_uppercase() },
        |row| row.get(0),
    )?;
    Ok(if seen_before { CaseKind::Old } else { CaseKind::New })
}

/// One row a visit of a period that counts; whether it is the person's first ever comes from an index alone. A visit is a
/// sick one where a part of it has a diagnosis: who came to be weighed and was found ill.
pub(in crate::visits) const PERIOD_VISITS: &str = "
    SELECT v.id, v.person_id, v.service_day, v.unit_id, v.payer, CASE WHEN v.kind <> 'sick' AND EXISTS (
        SELECT 1 FROM visit p JOIN diagnosis d ON d.visit_id = p.id
        WHERE p.within = v.id AND p.within IS NOT NULL AND p.state <> 'voided' AND p.kind = 'sick'
            AND d.voided_at IS NULL AND d.replaced_at IS NULL
    ) THEN 'sick' ELSE v.kind END, v.id = (
        SELECT first.id FROM visit first WHERE first.person_id = v.person_id AND first.state <> 'voided'
        ORDER BY first.service_day, first.opened_at, first.id LIMIT 1
    ), v.opened_at
    FROM visit v WHERE v.service_day BETWEEN :from AND :to AND v.state <> 'voided'
        AND (v.within IS NULL OR EXISTS (SELECT 1 FROM visit w WHERE w.id = v.within AND w.state = 'voided'))
    ORDER BY v.service_day, v.id";

/// One row a diagnosis that counts, of the visits of a period that count: a code once a visit, whichever part of it says so.
pub(in crate::visits) const PERIOD_DIAGNOSES: &str = "
    SELECT d.code, d.case_kind, d.name
    FROM visit v JOIN diagnosis d ON d.visit_id = v.id
    WHERE v.service_day BETWEEN :from AND :to AND v.state <> 'voided'
      AND d.voided_at IS NULL AND d.replaced_at IS NULL
      AND (v.within IS NULL OR EXISTS (SELECT 1 FROM visit w WHERE w.id = v.within AND w.state = 'voided'))
    UNION ALL
    SELECT d.code, d.case_kind, d.name
    FROM visit p JOIN visit w ON w.id = p.within JOIN diagnosis d ON d.visit_id = p.id
    WHERE p.within IS NOT NULL AND p.state <> 'voided' AND w.state <> 'voided'
      AND w.service_day BETWEEN :from AND :to AND d.voided_at IS NULL AND d.replaced_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM diagnosis o WHERE o.visit_id = w.id AND o.code = d.code
          AND o.voided_at IS NULL AND o.replaced_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM visit q JOIN diagnosis o ON o.visit_id = q.id
          WHERE q.within = p.within AND q.id < p.id AND q.state <> 'voided' AND o.code = d.code
          AND o.voided_at IS NULL AND o.replaced_at IS NULL)";

/// The visits of a period that count, ordered by day: what a summary is made of. What is part of another visit is
/// counted with it.
pub fn period_visits(db: &Connection, from: ServiceDay, to: ServiceDay) -> Result<Vec<VisitRow>, StoreError> {
    list(db, PERIOD_VISITS, named_params! { ":from": from, ":to": to }, |row| {
        Ok(VisitRow {
            id: row.get(0)?,
            person: row.get(1)?,
            service_day: row.get(2)?,
            unit: row.get(3)?,
            payer: row.get::<_, StoredText<_>>(4)?.0,
            kind: row.get::<_, StoredText<_>>(5)?.0,
            first_ever: row.get(6)?,
            opened_at: instant_from_millis(row.get(7)?),
        })
    })
}

/// How often each diagnosis was made in the visits of a period that count, the commonest first.
pub fn period_diagnoses(
    db: &Connection,
    from: ServiceDay,
    to: ServiceDay,
) -> Result<Vec<DiagnosisCount>, StoreError> {
    let mut counts: BTreeMap<String, DiagnosisCount> = BTreeMap::new();
    let mut statement = db.prepare_cached(PERIOD_DIAGNOSES)?;
    let mut rows = statement.query(named_params! { ":from": from, ":to": to })?;
    while let Some(row) = rows.next()? {
        let text = |column| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
        let (code, name) = (text(0)?, text(2)?);
        let is_new = text(1)? == CaseKind::New.as_str();
        let (new_cases, old_cases) = (u32::from(is_new), u32::from(!is_new));
        if let Some(count) = counts.get_mut(code) {
            count.new_cases += new_cases;
            count.old_cases += old_cases;
            if name > count.name.as_str() {
                name.clone_into(&mut count.name);
            }
        } else {
            let count = DiagnosisCount { code: code.to_owned(), name: name.to_owned(), new_cases, old_cases };
            counts.insert(code.to_owned(), count);
        }
    }
    let mut counts: Vec<DiagnosisCount> = counts.into_values().collect();
    // Stable, so that equal counts stay in the order of their codes.
    counts.sort_by_key(|count| std::cmp::Reverse(count.new_cases + count.old_cases));
    Ok(counts)
}
