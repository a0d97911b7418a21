//! Reading and writing single people and family folders.

use chrono::NaiveDate;
use rusqlite::types::{FromSqlError, Type};
use rusqlite::{Connection, OptionalExtension as _, Row, named_params};
use std::collections::BTreeMap;
use std::str::FromStr;

use crate::people::likeness::phone_key;
use crate::people::record::RecordFormat;
use crate::people::repair::table::former_places;
use crate::people::rules::Place;
use crate::people::{
    Address, Birth, Card, Civil, Config, Details, Education, Family, Guardian, Home, Identity, MEMBERS_SHOWN,
    Marital, Member, Occupation, Person, Precision, Religion, Role,
};
use crate::store::{StoreError, StoredText, instant_from_millis, millis};
use crate::terms::{AreaCode, BpjsNumber, FamilyCard, FamilyId, Moment, Nik, PersonId, Revision};

pub use super::names::table::{all_former_names, former_names, name, name_and_birth, name_and_precision};

/// What the family card says: columns that a person got later. Their lists of words are data and may grow, so that a check
/// holds no list; `loket doctor` reads every word.
pub const CIVIL: &str = "
    ALTER TABLE person ADD COLUMN birthplace TEXT NOT NULL DEFAULT '';
    ALTER TABLE person ADD COLUMN family_card TEXT
        CHECK (length(family_card) = 16 AND family_card NOT GLOB '*[^0-9]*');
    ALTER TABLE person ADD COLUMN education TEXT CHECK (length(education) > 0 AND education NOT GLOB '*[^a-z0-9_]*');
    ALTER TABLE person ADD COLUMN occupation TEXT CHECK (length(occupation) > 0 AND occupation NOT GLOB '*[^a-z0-9_]*');
    ALTER TABLE person ADD COLUMN marital TEXT CHECK (length(marital) > 0 AND marital NOT GLOB '*[^a-z0-9_]*');
    ALTER TABLE person ADD COLUMN religion TEXT CHECK (length(religion) > 0 AND religion NOT GLOB '*[^a-z0-9_]*');";

/// A birth date of which the year alone is known is estimated, and marked.
pub const YEAR_ONLY: &str = "
    ALTER TABLE person ADD COLUMN birth_year_only INTEGER NOT NULL DEFAULT 0 CHECK (birth_year_only IN (0, 1));";

/// The stored word, and whether the year alone is known.
const fn stored_precision(precision: Precision) -> (&'static str, bool) {
    match precision {
        Precision::Exact | Precision::Estimated => (precision.as_str(), false),
        Precision::Year => (Precision::Estimated.as_str(), true),
    }
}

const CARD: &str = "id, name, sex, birth_date, birth_precision, birth_year_only, nik, record_number, village_code, area_code, \
     deceased_on, family_role, member";

/// A stored word, number or date that must be there.
fn parsed<T>(row: &Row<'_>, column: &str) -> rusqlite::Result<T>
where
    T: FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    row.get::<_, StoredText<T>>(column).map(|stored| stored.0)
}

fn maybe<T>(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<T>>
where
    T: FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    Ok(row.get::<_, Option<StoredText<T>>>(column)?.map(|stored| stored.0))
}

fn unreadable(error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(FromSqlError::Other(Box::new(error))))
}

fn nik(row: &Row<'_>) -> rusqlite::Result<Option<Nik>> {
    row.get::<_, Option<String>>("nik")?.map(|text| Nik::parse(&text).map_err(unreadable)).transpose()
}

pub(super) fn birth(row: &Row<'_>) -> rusqlite::Result<Birth> {
    let precision =
        if row.get("birth_year_only")? { Precision::Year } else { parsed(row, "birth_precision")? };
    Ok(Birth { date: parsed(row, "birth_date")?, precision })
}

fn village(code: &AreaCode, config: &Config) -> Option<String> {
    config.villages.get(code).cloned()
}

fn read_card(row: &Row<'_>, config: &Config) -> rusqlite::Result<Card> {
    let own: Option<AreaCode> = row.get("village_code")?;
    let elsewhere: Option<AreaCode> = row.get("area_code")?;
    Ok(Card {
        id: row.get("id")?,
        name: row.get("name")?,
        sex: parsed(row, "sex")?,
        birth: birth(row)?,
        nik_masked: nik(row)?.map(|nik| nik.masked()),
        record_number: row.get("record_number")?,
        village: own.as_ref().and_then(|code| village(code, config)),
        area: own.or(elsewhere),
        deceased_on: maybe(row, "deceased_on")?,
    })
}

fn read_details(row: &Row<'_>) -> rusqlite::Result<Details> {
    let identity = match nik(row)? {
        Some(nik) => Identity::Nik(nik),
        None => Identity::Without(parsed(row, "no_nik")?),
    };
    let bpjs = row
        .get::<_, Option<String>>("bpjs")?
        .map(|text| BpjsNumber::parse(&text).map_err(unreadable))
        .transpose()?;
    let home = match (row.get::<_, Option<AreaCode>>("village_code")?, row.get("area_code")?) {
        (Some(code), _) => Home::Village(code),
        (None, Some(code)) => Home::Elsewhere(code),
        (None, None) => Home::Unknown,
    };
    let guardian = match row.get::<_, Option<String>>("guardian_name")? {
        Some(name) => Some(Guardian { name, relation: parsed(row, "guardian_relation")? }),
        None => None,
    };
    Ok(Details {
        name: row.get("name")?,
        sex: parsed(row, "sex")?,
        birth: birth(row)?,
        identity,
        bpjs,
        home,
        address: Address { text: row.get("address")?, rt: row.get("rt")?, rw: row.get("rw")? },
        phone: row.get("phone")?,
        guardian,
        mother: row.get("mother_id")?,
        disability: parsed(row, "disability")?,
        civil: read_civil(row)?,
    })
}

fn read_civil(row: &Row<'_>) -> rusqlite::Result<Civil> {
    let card = row.get::<_, Option<String>>("family_card")?;
    Ok(Civil {
        birthplace: row.get("birthplace")?,
        family_card: card.map(|text| FamilyCard::parse(&text).map_err(unreadable)).transpose()?,
        education: maybe(row, "education")?,
        occupation: maybe(row, "occupation")?,
        marital: maybe(row, "marital")?,
        religion: maybe(row, "religion")?,
    })
}

/// One line about somebody.
pub fn card(db: &Connection, id: PersonId, config: &Config) -> Result<Option<Card>, StoreError> {
    let sql = format!("SELECT {CARD} FROM person WHERE id = :id AND merged_into IS NULL");
    let mut statement = db.prepare_cached(&sql)?;
    Ok(statement.query_row(named_params! {":id": id}, |row| read_card(row, config)).optional()?)
}

/// Somebody in full.
pub fn person(db: &Connection, id: PersonId, config: &Config) -> Result<Option<Person>, StoreError> {
    let mut statement = db.prepare_cached("SELECT * FROM person WHERE id = :id AND merged_into IS NULL")?;
    let found = statement.query_row(named_params! {":id": id}, |row| {
        let details = read_details(row)?;
        let village = match &details.home {
            Home::Village(code) => village(code, config),
            Home::Elsewhere(_) | Home::Unknown => None,
        };
        Ok(Person {
            id: row.get("id")?,
            revision: row.get("revision")?,
            details,
            family: row.get("family_id")?,
            role: parsed(row, "family_role")?,
            member: row.get("member")?,
            record_number: row.get("record_number")?,
            village,
            deceased_on: maybe(row, "deceased_on")?,
            registered_at: instant_from_millis(row.get("registered_at")?),
            registered_by: row.get("registered_by")?,
        })
    });
    Ok(found.optional()?)
}

/// From when to when somebody lived, as far as it is known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Life {
    pub birth: NaiveDate,
    /// The day of death, where it is recorded.
    pub died: Option<NaiveDate>,
}

/// From when to when a person lived.
pub fn life(db: &Connection, id: PersonId) -> Result<Option<Life>, StoreError> {
    Ok(db
        .prepare_cached("SELECT birth_date, deceased_on FROM person WHERE id = :id AND merged_into IS NULL")?
        .query_row(named_params! {":id": id}, |row| {
            Ok(Life { birth: parsed(row, "birth_date")?, died: maybe(row, "deceased_on")? })
        })
        .optional()?)
}

/// What the form says about somebody.
pub fn details(db: &Connection, id: PersonId) -> Result<Option<Details>, StoreError> {
    let mut statement = db.prepare_cached("SELECT * FROM person WHERE id = :id AND merged_into IS NULL")?;
    Ok(statement.query_row(named_params! {":id": id}, read_details).optional()?)
}

/// Who has this mother.
pub fn children(db: &Connection, mother: PersonId) -> Result<Vec<PersonId>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT id FROM person WHERE mother_id = :mother AND merged_into IS NULL")?;
    let ids = statement.query_map(named_params! {":mother": mother}, |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Rows of people that this version cannot read: a word or a number of another one.
pub fn not_readable(db: &Connection) -> Result<Vec<i64>, StoreError> {
    let mut statement = db.prepare("SELECT * FROM person")?;
    let mut rows = statement.query([])?;
    let mut ids = Vec::new();
    while let Some(row) = rows.next()? {
        if read_details(row).is_err() {
            ids.push(row.get("id")?);
        }
    }
    Ok(ids)
}

/// A folder with those in it.
pub fn family(db: &Connection, id: FamilyId, config: &Config) -> Result<Option<Family>, StoreError> {
    let Some(FamilyFolder { area, serial, format, .. }) = folder(db, id)? else { return Ok(None) };
    let sql = format!(
        "SELECT {CARD} FROM person WHERE family_id = :id AND merged_into IS NULL ORDER BY member LIMIT :most"
    );
    let members = db
        .prepare_cached(&sql)?
        .query_map(named_params! {":id": id, ":most": MEMBERS_SHOWN as i64}, |row| {
            Ok(Member {
                role: parsed(row, "family_role")?,
                member: row.get("member")?,
                card: read_card(row, config)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(Some(Family { id, area, serial, name: format.family_digits(serial), members }))
}

/// A folder's numbers and shape.
#[derive(Debug)]
pub struct FamilyFolder {
    /// The row.
    pub id: FamilyId,
    /// Area digits.
    pub area: u32,
    /// Serial digits.
    pub serial: u32,
    /// The shape of its record numbers.
    pub format: RecordFormat,
}

/// A folder that is there.
pub fn folder(db: &Connection, id: FamilyId) -> Result<Option<FamilyFolder>, StoreError> {
    let mut statement = db.prepare_cached("SELECT area, serial, format FROM family WHERE id = :id")?;
    let found = statement.query_row(named_params! {":id": id}, |row| {
        let pattern: String = row.get(2)?;
        let format = RecordFormat::parse(&pattern).map_err(unreadable)?;
        Ok(FamilyFolder { id, area: row.get(0)?, serial: row.get(1)?, format })
    });
    Ok(found.optional()?)
}

/// The last serial that was given in an area; 0 before the first.
pub fn last_serial(db: &Connection, area: u32) -> Result<u32, StoreError> {
    let mut statement = db.prepare_cached("SELECT last FROM family_serial WHERE area = :area")?;
    Ok(statement.query_row(named_params! {":area": area}, |row| row.get(0)).optional()?.unwrap_or(0))
}

/// This serial is given: none up to it is given again, whatever becomes of it.
pub fn take_serial(db: &Connection, area: u32, serial: u32) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO family_serial (area, last) VALUES (:area, :serial) ON CONFLICT (area) DO UPDATE SET last = :serial",
    )?
    .execute(named_params! {":area": area, ":serial": serial})?;
    Ok(())
}

/// Opens a folder.
pub fn add_folder(
    db: &Connection,
    area: u32,
    serial: u32,
    format: &RecordFormat,
) -> Result<FamilyId, StoreError> {
    let mut statement = db.prepare_cached(
        "INSERT INTO family (area, serial, format) VALUES (:area, :serial, :format) RETURNING id",
    )?;
    let values = named_params! {":area": area, ":serial": serial, ":format": format.pattern()};
    Ok(statement.query_row(values, |row| row.get(0))?)
}

/// Places taken in a folder.
pub fn places_taken(db: &Connection, id: FamilyId) -> Result<BTreeMap<u16, PersonId>, StoreError> {
    let mut statement = db.prepare_cached("SELECT member, id FROM person WHERE family_id = :id")?;
    let mut taken: BTreeMap<u16, PersonId> = statement
        .query_map(named_params! {":id": id}, |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    // Used digits are given to nobody again.
    taken.extend(former_places(db, id)?);
    Ok(taken)
}

/// Who has a place of which a folder has one.
pub fn with_role(db: &Connection, family: FamilyId, role: Role) -> Result<Option<PersonId>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT id FROM person WHERE family_id = :family AND family_role = :role AND merged_into IS NULL
         ORDER BY member LIMIT 1",
    )?;
    let values = named_params! {":family": family, ":role": role.as_str()};
    Ok(statement.query_row(values, |row| row.get(0)).optional()?)
}

/// The folder of somebody and the place in it, merged or not.
pub fn place_of(db: &Connection, id: PersonId) -> Result<Option<(FamilyId, Role)>, StoreError> {
    let mut statement = db.prepare_cached("SELECT family_id, family_role FROM person WHERE id = :id")?;
    let place = statement
        .query_row(named_params! {":id": id}, |row| Ok((row.get(0)?, row.get::<_, StoredText<Role>>(1)?.0)));
    Ok(place.optional()?)
}

/// The revision of somebody, merged or not.
pub fn revision_of(db: &Connection, id: PersonId) -> Result<Option<Revision>, StoreError> {
    let mut statement = db.prepare_cached("SELECT revision FROM person WHERE id = :id")?;
    Ok(statement.query_row(named_params! {":id": id}, |row| row.get(0)).optional()?)
}

/// Whether a record number is somebody's.
pub fn has_record_key(db: &Connection, key: &str) -> Result<bool, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT 1 FROM person WHERE record_key = :key
         UNION ALL SELECT 1 FROM former_number WHERE record_key = :key",
    )?;
    Ok(statement.exists(named_params! {":key": key})?)
}

/// Whether somebody is registered.
pub fn exists(db: &Connection, id: PersonId) -> Result<bool, StoreError> {
    let mut statement = db.prepare_cached("SELECT 1 FROM person WHERE id = :id AND merged_into IS NULL")?;
    Ok(statement.exists(named_params! {":id": id})?)
}

fn own_village(home: &Home) -> Option<&AreaCode> {
    match home {
        Home::Village(code) => Some(code),
        Home::Elsewhere(_) | Home::Unknown => None,
    }
}

fn other_area(home: &Home) -> Option<&AreaCode> {
    match home {
        Home::Elsewhere(code) => Some(code),
        Home::Village(_) | Home::Unknown => None,
    }
}

fn key_or_null(phone: &str) -> Option<String> {
    Some(phone_key(phone)).filter(|key| !key.is_empty())
}

/// A day as it is stored.
pub fn iso(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

/// Writes somebody new.
pub fn add(
    db: &Connection,
    details: &Details,
    place: (FamilyId, Role, &Place),
    moment: &Moment,
) -> Result<PersonId, StoreError> {
    let (family, role, place) = place;
    let mut statement = db.prepare_cached(
        "INSERT INTO person (family_id, family_role, member, record_number, record_key, registered_at,
             registered_by, name, sex, birth_date, birth_precision, nik, no_nik, bpjs, village_code, area_code,
             address, rt, rw, phone, phone_key, guardian_name, guardian_relation, mother_id, disability,
             birthplace, family_card, education, occupation, marital, religion, birth_year_only)
         VALUES (:family, :role, :member, :number, :key, :at, :by, :name, :sex, :birth, :precision, :nik, :no_nik,
             :bpjs, :village, :area, :address, :rt, :rw, :phone, :phone_key, :guardian, :relation, :mother,
             :disability, :birthplace, :family_card, :education, :occupation, :marital, :religion, :year_only) RETURNING id",
    )?;
    let id = statement.query_row(
        named_params! {
            ":family": family,
            ":role": role.as_str(),
            ":member": place.member,
            ":number": place.number,
            ":key": place.key,
            ":at": millis(moment.happened_at()),
            ":by": moment.by,
            ":name": details.name,
            ":sex": details.sex.as_str(),
            ":birth": iso(details.birth.date),
            ":precision": stored_precision(details.birth.precision).0,
            ":year_only": stored_precision(details.birth.precision).1,
            ":nik": details.identity.nik().map(Nik::as_str),
            ":no_nik": no_nik(&details.identity),
            ":bpjs": details.bpjs.as_ref().map(BpjsNumber::as_str),
            ":village": own_village(&details.home),
            ":area": other_area(&details.home),
            ":address": details.address.text,
            ":rt": details.address.rt,
            ":rw": details.address.rw,
            ":phone": details.phone,
            ":phone_key": key_or_null(&details.phone),
            ":guardian": details.guardian.as_ref().map(|guardian| guardian.name.as_str()),
            ":relation": details.guardian.as_ref().map(|guardian| guardian.relation.as_str()),
            ":mother": details.mother,
            ":disability": details.disability.as_str(),
            ":birthplace": details.civil.birthplace,
            ":family_card": details.civil.family_card.as_ref().map(FamilyCard::as_str),
            ":education": details.civil.education.map(Education::as_str),
            ":occupation": details.civil.occupation.map(Occupation::as_str),
            ":marital": details.civil.marital.map(Marital::as_str),
            ":religion": details.civil.religion.map(Religion::as_str),
        },
        |row| row.get(0),
    )?;
    Ok(id)
}

fn no_nik(identity: &Identity) -> Option<&'static str> {
    match identity {
        Identity::Nik(_) => None,
        Identity::Without(reason) => Some(reason.as_str()),
    }
}

/// Writes what the form says now.
pub fn amend(db: &Connection, id: PersonId, details: &Details) -> Result<Revision, StoreError> {
    let mut statement = db.prepare_cached(
        "UPDATE person SET revision = revision + 1, name = :name, sex = :sex, birth_date = :birth,
             birth_precision = :precision, nik = :nik, no_nik = :no_nik, bpjs = :bpjs, village_code = :village,
             area_code = :area, address = :address, rt = :rt, rw = :rw, phone = :phone, phone_key = :phone_key,
             guardian_name = :guardian, guardian_relation = :relation, mother_id = :mother,
             disability = :disability, birthplace = :birthplace, family_card = :family_card, education = :education,
             occupation = :occupation, marital = :marital, religion = :religion, birth_year_only = :year_only
         WHERE id = :id RETURNING revision",
    )?;
    let revision = statement.query_row(
        named_params! {
            ":id": id,
            ":name": details.name,
            ":sex": details.sex.as_str(),
            ":birth": iso(details.birth.date),
            ":precision": stored_precision(details.birth.precision).0,
            ":year_only": stored_precision(details.birth.precision).1,
            ":nik": details.identity.nik().map(Nik::as_str),
            ":no_nik": no_nik(&details.identity),
            ":bpjs": details.bpjs.as_ref().map(BpjsNumber::as_str),
            ":village": own_village(&details.home),
            ":area": other_area(&details.home),
            ":address": details.address.text,
            ":rt": details.address.rt,
            ":rw": details.address.rw,
            ":phone": details.phone,
            ":phone_key": key_or_null(&details.phone),
            ":guardian": details.guardian.as_ref().map(|guardian| guardian.name.as_str()),
            ":relation": details.guardian.as_ref().map(|guardian| guardian.relation.as_str()),
            ":mother": details.mother,
            ":disability": details.disability.as_str(),
            ":birthplace": details.civil.birthplace,
            ":family_card": details.civil.family_card.as_ref().map(FamilyCard::as_str),
            ":education": details.civil.education.map(Education::as_str),
            ":occupation": details.civil.occupation.map(Occupation::as_str),
            ":marital": details.civil.marital.map(Marital::as_str),
            ":religion": details.civil.religion.map(Religion::as_str),
        },
        |row| row.get(0),
    )?;
    Ok(revision)
}

/// Writes the date of death, or takes it away.
pub fn set_death(db: &Connection, id: PersonId, on: Option<NaiveDate>) -> Result<Revision, StoreError> {
    let mut statement = db.prepare_cached(
        "UPDATE person SET revision = revision + 1, deceased_on = :on WHERE id = :id RETURNING revision",
    )?;
    Ok(statement.query_row(named_params! {":id": id, ":on": on.map(iso)}, |row| row.get(0))?)
}
