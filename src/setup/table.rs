//! The clinic's own tables.

use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use super::command::{CorrectLimit, SaveProfile, SaveUnit, SaveVillage};
use super::{
    Beginning, Config, Correction, Counter, Error, Event, Measures, PriorityMode, Profile, Standing, Unit,
    UnitDraft, UnitKind, Village, limits, rules,
};
use crate::reference::own::{Line, Table};
use crate::store::{Problem, Rule, StoreError, StoredText, instant_from_millis, millis};
use crate::terms::{Moment, Request, Revision, UnitId};

/// This subject's part of the schema.
pub const SCHEMA: &str = include_str!("schema.sql");
/// The hour at which the service day turns.
pub const DAY_TURN: &str = "ALTER TABLE clinic ADD COLUMN day_turns_at INTEGER NOT NULL DEFAULT 4 CHECK (day_turns_at BETWEEN 0 AND 11);";
/// A later step: what the clinic corrected of the bundled limits.
pub const LIMITS: &str = include_str!("limits.sql");

impl Rule for Error {}

/// What a command replies and tells, or why it is not done.
pub type Outcome<R> = Result<(R, Vec<Event>), Problem<Error>>;

/// A command about the clinic itself, on the store.
pub trait Run: Request {
    /// Does what is asked, or refuses.
    fn run(&self, db: &Connection, moment: &Moment) -> Outcome<Self::Reply>;

    /// The pattern of record numbers that it writes: the door looks whether it can be read.
    fn record_format(&self) -> Option<&str> {
        None
    }
}

impl Run for Beginning {
    fn run(&self, db: &Connection, moment: &Moment) -> Outcome<()> {
        rules::begin(self)?;
        if revision(db)?.is_some() {
            return Err(Error::AlreadyBegun.into());
        }
        begin(db, self, moment)?;
        Ok(((), vec![Event::Changed(Revision(1))]))
    }

    fn record_format(&self) -> Option<&str> {
        Some(&self.profile.record_format)
    }
}

impl Run for SaveProfile {
    fn run(&self, db: &Connection, _: &Moment) -> Outcome<()> {
        let now = config(db)?.ok_or(Error::NotBegun)?.profile;
        let profile = self.0.onto(&now).map_err(Error::Profile)?;
        rules::profile(&profile)?;
        update_profile(db, &profile)?;
        changed(db, ())
    }

    fn record_format(&self) -> Option<&str> {
        self.0.record_format.as_ref().map(|change| change.new.as_str())
    }
}

impl Run for SaveVillage {
    fn run(&self, db: &Connection, _: &Moment) -> Outcome<()> {
        let mut all = villages(db)?;
        let at = all.iter().position(|village| village.code == self.code);
        let now = at.map_or_else(|| Village::empty(self.code.clone()), |at| all.swap_remove(at));
        let village = self.changes.onto(&now).map_err(Error::Village)?;
        all.push(village.clone());
        rules::villages(&all)?;
        save_village(db, &village)?;
        changed(db, ())
    }
}

impl Run for SaveUnit {
    fn run(&self, db: &Connection, _: &Moment) -> Outcome<UnitId> {
        let now = match self.unit {
            None => UnitDraft::empty(),
            Some(id) => {
                let config = config(db)?.ok_or(Error::NotBegun)?;
                config.draft(config.unit(id).ok_or(Error::Unknown)?)
            }
        };
        let draft = self.changes.onto(&now).map_err(Error::Unit)?;
        let unit = save_unit(db, self.unit, &draft)?;
        changed(db, unit)
    }
}

impl Run for CorrectLimit {
    fn run(&self, db: &Connection, moment: &Moment) -> Outcome<()> {
        let (line, why) = limits::decide(self, &corrections(db)?)?;
        db.prepare_cached(
            "UPDATE corrected_limit SET ended_at = :now, ended_by = :by, ended_why = :why
             WHERE table_name = :table AND line = :line AND ended_at IS NULL",
        )?
        .execute(named_params! {
            ":now": millis(moment.now), ":by": moment.by, ":why": why,
            ":table": self.table.as_str(), ":line": self.key,
        })?;
        if let Some(line) = line {
            db.prepare_cached(
                "INSERT INTO corrected_limit (table_name, line, cells, why, corrected_at, corrected_by)
                 VALUES (:table, :line, :cells, :why, :now, :by)",
            )?
            .execute(named_params! {
                ":table": line.table.as_str(), ":line": line.key, ":cells": line.values.join(","), ":why": why,
                ":now": millis(moment.now), ":by": moment.by,
            })?;
        }
        changed(db, ())
    }
}

/// What is corrected now; a table that this version does not know is passed over.
fn corrections(db: &Connection) -> rusqlite::Result<Vec<Correction>> {
    let mut statement = db.prepare_cached(
        "SELECT table_name, line, cells, why, corrected_at, corrected_by FROM corrected_limit
         WHERE ended_at IS NULL ORDER BY table_name, line",
    )?;
    let rows = statement.query_map([], |row| {
        let Ok(table) = row.get::<_, String>(0)?.parse::<Table>() else { return Ok(None) };
        let cells: String = row.get(2)?;
        let values = cells.split(',').map(str::to_owned).collect();
        let line = Line { table, key: row.get(1)?, values };
        let at = instant_from_millis(row.get(4)?);
        Ok(Some(Correction { line, why: row.get(3)?, at, by: row.get(5)? }))
    })?;
    rows.filter_map(Result::transpose).collect()
}

fn changed<R>(db: &Connection, reply: R) -> Outcome<R> {
    Ok((reply, vec![Event::Changed(bump(db)?)]))
}

/// The clinic's revision; `None` before the first run.
pub fn revision(db: &Connection) -> rusqlite::Result<Option<Revision>> {
    db.prepare_cached("SELECT revision FROM clinic WHERE id = 1")?.query_row([], |row| row.get(0)).optional()
}

/// Everything set up; `None` before the first run.
pub fn config(db: &Connection) -> Result<Option<Config>, StoreError> {
    let Some(revision) = revision(db)? else { return Ok(None) };
    let profile = db.prepare_cached("SELECT * FROM clinic WHERE id = 1")?.query_row([], profile)?;
    let units = db
        .prepare_cached("SELECT * FROM unit ORDER BY position, id")?
        .query_map([], unit)?
        .collect::<Result<_, _>>()?;
    let counters = db
        .prepare_cached("SELECT id, unit_id, name, standing FROM counter ORDER BY unit_id, id")?
        .query_map([], |row| {
            Ok(Counter {
                id: row.get(0)?,
                unit: row.get(1)?,
                name: row.get(2)?,
                standing: row.get::<_, StoredText<Standing>>(3)?.0,
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(Some(Config {
        profile,
        villages: villages(db)?,
        units,
        counters,
        corrections: corrections(db)?,
        revision,
    }))
}

fn profile(row: &Row<'_>) -> rusqlite::Result<Profile> {
    Ok(Profile {
        name: row.get("name")?,
        code: row.get("code")?,
        zone: row.get::<_, StoredText<_>>("zone")?.0,
        day_turns_at: row.get("day_turns_at")?,
        district: row.get("district")?,
        district_name: row.get("district_name")?,
        regency_name: row.get("regency_name")?,
        record_format: row.get("record_format")?,
        priority_mode: row.get::<_, StoredText<PriorityMode>>("priority_mode")?.0,
        ratio_priority: row.get("ratio_priority")?,
        ratio_ordinary: row.get("ratio_ordinary")?,
        long_wait_minutes: row.get("long_wait_minutes")?,
        idle_lock_minutes: row.get("idle_lock_minutes")?,
        running_text: row.get("running_text")?,
    })
}

fn unit(row: &Row<'_>) -> rusqlite::Result<Unit> {
    Ok(Unit {
        id: row.get("id")?,
        name: row.get("name")?,
        prefix: row.get("prefix")?,
        kind: row.get::<_, StoredText<UnitKind>>("kind")?.0,
        measures: if row.get::<_, i64>("measures")? == 1 { Measures::Children } else { Measures::Nobody },
        standing: row.get::<_, StoredText<Standing>>("standing")?.0,
    })
}

fn villages(db: &Connection) -> rusqlite::Result<Vec<Village>> {
    db.prepare_cached(
        "SELECT code, name, area, target_under_five, posyandu, standing FROM village ORDER BY code",
    )?
    .query_map([], |row| {
        Ok(Village {
            code: row.get(0)?,
            name: row.get(1)?,
            area: row.get(2)?,
            target_under_five: row.get(3)?,
            posyandu: row.get(4)?,
            standing: row.get::<_, StoredText<Standing>>(5)?.0,
        })
    })?
    .collect()
}

fn begin(db: &Connection, beginning: &Beginning, moment: &Moment) -> Result<(), Problem<Error>> {
    db.execute(
        "INSERT INTO clinic (id, name, code, zone, district, district_name, regency_name, record_format, priority_mode,
            ratio_priority, ratio_ordinary, long_wait_minutes, idle_lock_minutes, running_text, begun_at)
         VALUES (1, '', '', 'wib', '', '', '', '', 'clinic', 1, 1, 0, 0, '', :begun)",
        named_params! { ":begun": millis(moment.now) },
    )?;
    update_profile(db, &beginning.profile)?;
    for village in &beginning.villages {
        save_village(db, village)?;
    }
    for draft in &beginning.units {
        save_unit(db, None, draft)?;
    }
    Ok(())
}

fn update_profile(db: &Connection, profile: &Profile) -> rusqlite::Result<()> {
    db.execute(
        "UPDATE clinic SET name = :name, code = :code, zone = :zone, day_turns_at = :turns_at, district = :district, district_name = :district_name,
            regency_name = :regency_name, record_format = :record_format, priority_mode = :priority_mode,
            ratio_priority = :ratio_priority, ratio_ordinary = :ratio_ordinary, long_wait_minutes = :long_wait,
            idle_lock_minutes = :idle_lock, running_text = :running_text WHERE id = 1",
        named_params! {
            ":name": profile.name.trim(), ":code": profile.code.trim(), ":zone": profile.zone.as_str(),
            ":turns_at": profile.day_turns_at,
            ":district": profile.district, ":district_name": profile.district_name, ":regency_name": profile.regency_name,
            ":record_format": profile.record_format, ":priority_mode": profile.priority_mode.as_str(),
            ":ratio_priority": profile.ratio_priority, ":ratio_ordinary": profile.ratio_ordinary,
            ":long_wait": profile.long_wait_minutes, ":idle_lock": profile.idle_lock_minutes,
            ":running_text": profile.running_text,
        },
    )?;
    Ok(())
}

fn save_village(db: &Connection, village: &Village) -> rusqlite::Result<()> {
    db.execute(
        "INSERT INTO village (code, name, area, target_under_five, posyandu, standing)
         VALUES (:code, :name, :area, :target, :posyandu, :standing)
         ON CONFLICT (code) DO UPDATE SET name = excluded.name, area = excluded.area,
            target_under_five = excluded.target_under_five, posyandu = excluded.posyandu, standing = excluded.standing",
        named_params! {
            ":code": village.code, ":name": village.name.trim(), ":area": village.area, ":target": village.target_under_five,
            ":posyandu": village.posyandu, ":standing": village.standing.as_str(),
        },
    )?;
    Ok(())
}

fn save_unit(db: &Connection, id: Option<UnitId>, draft: &UnitDraft) -> Result<UnitId, Problem<Error>> {
    rules::unit(draft)?;
    let holder: Option<UnitId> = db
        .query_row(
            "SELECT id FROM unit WHERE prefix = :prefix",
            named_params! { ":prefix": draft.prefix },
            |row| row.get(0),
        )
        .optional()?;
    if holder.is_some() && holder != id {
        return Err(Error::PrefixTaken(draft.prefix.clone()).into());
    }
    let registers: Option<UnitId> =
        db.query_row("SELECT id FROM unit WHERE kind = 'registration'", [], |row| row.get(0)).optional()?;
    match (draft.kind, registers) {
        (UnitKind::Registration, Some(other)) if Some(other) != id => {
            return Err(Error::Registration(2).into());
        }
        (UnitKind::Service, Some(one)) if Some(one) == id => return Err(Error::Registration(0).into()),
        _ => {}
    }
    let fields = named_params! {
        ":id": id, ":name": draft.name.trim(), ":prefix": draft.prefix, ":kind": draft.kind.as_str(),
        ":measures": i64::from(draft.measures == Measures::Children), ":standing": draft.standing.as_str(),
    };
    let id = if let Some(id) = id {
        let changed = db.execute(
            "UPDATE unit SET name = :name, prefix = :prefix, kind = :kind, measures = :measures, standing = :standing
             WHERE id = :id",
            fields,
        )?;
        if changed == 0 {
            return Err(Error::Unknown.into());
        }
        id
    } else {
        db.execute(
            "INSERT INTO unit (id, name, prefix, kind, measures, position, standing)
             SELECT :id, :name, :prefix, :kind, :measures, count(*), :standing FROM unit",
            fields,
        )?;
        UnitId(db.last_insert_rowid())
    };
    db.execute(
        "UPDATE counter SET standing = 'closed' WHERE unit_id = :unit",
        named_params! { ":unit": id },
    )?;
    for name in draft.counters.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        db.execute(
            "INSERT INTO counter (unit_id, name, standing) VALUES (:unit, :name, 'open')
             ON CONFLICT (unit_id, name) DO UPDATE SET standing = 'open'",
            named_params! { ":unit": id, ":name": name },
        )?;
    }
    Ok(id)
}

fn bump(db: &Connection) -> Result<Revision, Problem<Error>> {
    db.prepare_cached("UPDATE clinic SET revision = revision + 1 WHERE id = 1 RETURNING revision")?
        .query_row([], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Error::NotBegun.into())
}
