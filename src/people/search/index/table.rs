//! Writing the index: when somebody changes, as a whole, and whether it is what the people say.

use rusqlite::{Connection, OptionalExtension as _, named_params};
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Kept, is_word_of_name, terms};
use crate::people::rows::table as rows;
use crate::people::search::sets::{self, MOST_BLOCKS};
use crate::people::{Address, Details, Relation};
use crate::reference::slip::shortened;
use crate::store::{Finding, StoreError};
use crate::terms::PersonId;

/// The words one slip away from another, and in which form the index is. An index of an earlier form is made again when
/// the clinic is opened.
pub const NEAR: &str = "
    -- Derived from name_term: a whole word, and what is left of it without any one letter.
    CREATE TABLE name_near (
        key TEXT NOT NULL,
        term INTEGER NOT NULL,
        PRIMARY KEY (key, term)
    ) STRICT, WITHOUT ROWID;
    -- Which words the index holds and how they are spelt in it.
    CREATE TABLE name_form (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        form INTEGER NOT NULL
    ) STRICT;";

/// Form 1 held names only and did not say so; form 2 holds the year of birth, where somebody lives and the mother's name too;
/// form 3 knows more spellings of one name (z and j, kh, ch and h); form 4 the names of records that were merged.
const FORM: i64 = 4;

/// Whether the index must be made again before it can be searched.
pub fn is_outdated(db: &Connection) -> Result<bool, StoreError> {
    Ok(form(db)? != FORM)
}

fn form(db: &Connection) -> Result<i64, StoreError> {
    let found = db.query_row("SELECT form FROM name_form WHERE id = 1", [], |row| row.get(0)).optional()?;
    Ok(found.unwrap_or(0))
}

/// The terms of somebody as they stand in the table.
fn terms_of(db: &Connection, person: PersonId, details: &Details) -> Result<BTreeSet<String>, StoreError> {
    let mother = match details.mother {
        Some(mother) => rows::name(db, mother)?,
        None => None,
    };
    Ok(terms(&Kept { former: rows::former_names(db, person)?, ..Kept::of(details, mother) }))
}

/// What stands in the index about somebody, before a change of them or of their mother.
#[derive(Debug)]
pub struct Before(Vec<(PersonId, BTreeSet<String>)>);

/// Looks at somebody and their children before a change.
pub fn before(db: &Connection, person: PersonId) -> Result<Before, StoreError> {
    let mut all = Vec::new();
    for id in std::iter::once(person).chain(rows::children(db, person)?) {
        // Of a record that was merged the index holds nothing.
        let terms = match rows::details(db, id)? {
            Some(details) => terms_of(db, id, &details)?,
            None => BTreeSet::new(),
        };
        all.push((id, terms));
    }
    Ok(Before(all))
}

/// Writes what changed since; children that came to a mother meanwhile are not among them.
pub fn after(db: &Connection, before: &Before) -> Result<(), StoreError> {
    for (person, earlier) in &before.0 {
        let now = match rows::details(db, *person)? {
            Some(details) => terms_of(db, *person, &details)?,
            None => BTreeSet::new(),
        };
        write(db, *person, earlier, &now)?;
    }
    Ok(())
}

/// Writes somebody new.
pub fn added(db: &Connection, person: PersonId, details: &Details) -> Result<(), StoreError> {
    write(db, person, &BTreeSet::new(), &terms_of(db, person, details)?)
}

fn write(
    db: &Connection,
    person: PersonId,
    before: &BTreeSet<String>,
    after: &BTreeSet<String>,
) -> Result<(), StoreError> {
    let (block, offset) = sets::place(person);
    for text in after.difference(before) {
        let id = term_id(db, text)? * MOST_BLOCKS + block;
        let stored = stored_block(db, id)?.unwrap_or_default();
        db.prepare_cached(
            "INSERT INTO name_set (id, people) VALUES (:id, :people)
             ON CONFLICT (id) DO UPDATE SET people = excluded.people",
        )?
        .execute(named_params! {":id": id, ":people": sets::with(&stored, offset)})?;
    }
    for text in before.difference(after) {
        let id = term_id(db, text)? * MOST_BLOCKS + block;
        let Some(stored) = stored_block(db, id)? else { continue };
        let left = sets::without(&stored, offset);
        if left.is_empty() {
            db.prepare_cached("DELETE FROM name_set WHERE id = :id")?.execute(named_params! {":id": id})?;
        } else {
            db.prepare_cached("UPDATE name_set SET people = :people WHERE id = :id")?
                .execute(named_params! {":id": id, ":people": left})?;
        }
    }
    Ok(())
}

fn term_id(db: &Connection, text: &str) -> Result<i64, StoreError> {
    let mut find = db.prepare_cached("SELECT id FROM name_term WHERE text = :text")?;
    let found = find.query_row(named_params! {":text": text}, |row| row.get(0)).optional()?;
    if let Some(id) = found {
        return Ok(id);
    }
    let id = db
        .prepare_cached("INSERT INTO name_term (text) VALUES (:text) RETURNING id")?
        .query_row(named_params! {":text": text}, |row| row.get(0))?;
    add_near(db, id, text)?;
    Ok(id)
}

fn add_near(db: &Connection, term: i64, text: &str) -> Result<(), StoreError> {
    let Some(word) = is_word_of_name(text) else { return Ok(()) };
    let mut add = db.prepare_cached("INSERT INTO name_near (key, term) VALUES (:key, :term)")?;
    for key in shortened(word) {
        add.execute(named_params! {":key": key, ":term": term})?;
    }
    Ok(())
}

fn stored_block(db: &Connection, id: i64) -> Result<Option<Vec<u8>>, StoreError> {
    let mut find = db.prepare_cached("SELECT people FROM name_set WHERE id = :id")?;
    Ok(find.query_row(named_params! {":id": id}, |row| row.get(0)).optional()?)
}

/// Hands over everybody by number, also of whom another column cannot be read.
fn each_for_search(db: &Connection, mut each: impl FnMut(u32, &Kept)) -> Result<(), StoreError> {
    let mut former = rows::all_former_names(db)?;
    let mut statement = db.prepare(
        "SELECT id, name, birth_date, coalesce(village_code, area_code) AS area, address, rt, rw,
             coalesce((SELECT name FROM person AS her WHERE her.id = person.mother_id),
                      CASE guardian_relation WHEN :mother THEN guardian_name END) AS mother
         FROM person WHERE merged_into IS NULL ORDER BY id",
    )?;
    let mut rows = statement.query(named_params! {":mother": Relation::Mother.as_str()})?;
    while let Some(row) = rows.next()? {
        let birth: String = row.get("birth_date")?;
        let kept = Kept {
            name: row.get("name")?,
            year: birth.get(..4).and_then(|year| year.parse().ok()).unwrap_or(0),
            area: row.get("area")?,
            address: Address { text: row.get("address")?, rt: row.get("rt")?, rw: row.get("rw")? },
            mother: row.get("mother")?,
            former: former.remove(&row.get("id")?).unwrap_or_default(),
        };
        each(row.get("id")?, &kept);
    }
    Ok(())
}

/// What the index must hold: for every term its people, by number.
fn from_people(db: &Connection) -> Result<(HashMap<String, Vec<u32>>, u64), StoreError> {
    let mut terms_of_all: HashMap<String, Vec<u32>> = HashMap::new();
    let mut people = 0;
    each_for_search(db, |id, kept| {
        people += 1;
        for term in terms(kept) {
            match terms_of_all.get_mut(&term) {
                Some(set) => set.push(id),
                None => {
                    terms_of_all.insert(term, vec![id]);
                }
            }
        }
    })?;
    Ok((terms_of_all, people))
}

fn blocks(people: &[u32]) -> impl Iterator<Item = (i64, Vec<u8>)> {
    people.chunk_by(|one, next| one / sets::BLOCK == next / sets::BLOCK).map(|block| {
        let number = block.first().map_or(0, |id| i64::from(id / sets::BLOCK));
        let offsets: Vec<u16> = block.iter().map(|id| (id % sets::BLOCK) as u16).collect();
        (number, sets::encode(&offsets))
    })
}

/// Makes the whole index again; says how many people it holds.
pub fn rebuild_search(db: &Connection) -> Result<u64, StoreError> {
    let (terms, people) = from_people(db)?;
    db.execute_batch("DELETE FROM name_near; DELETE FROM name_set; DELETE FROM name_term;")?;
    let sorted: BTreeMap<String, Vec<u32>> = terms.into_iter().collect();
    let mut near = Vec::new();
    let mut add_term = db.prepare("INSERT INTO name_term (id, text) VALUES (:id, :text)")?;
    let mut add_set = db.prepare("INSERT INTO name_set (id, people) VALUES (:id, :people)")?;
    for (id, (text, set)) in (1i64..).zip(&sorted) {
        add_term.execute(named_params! {":id": id, ":text": text})?;
        near.extend(is_word_of_name(text).into_iter().flat_map(shortened).map(|key| (key, id)));
        for (block, stored) in blocks(set) {
            add_set.execute(named_params! {":id": id * MOST_BLOCKS + block, ":people": stored})?;
        }
    }
    // In the order of the table, so that it grows at its end.
    near.sort_unstable();
    let mut add_near = db.prepare("INSERT INTO name_near (key, term) VALUES (:key, :term)")?;
    for (key, term) in near {
        add_near.execute(named_params! {":key": key, ":term": term})?;
    }
    db.prepare("INSERT OR REPLACE INTO name_form (id, form) VALUES (1, :form)")?
        .execute(named_params! {":form": FORM})?;
    Ok(people)
}

/// Whether the index holds exactly what the people say. One of an earlier form is no fault: it is made again at the next
/// opening.
pub fn doctor(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    if is_outdated(db)? {
        return Ok(Vec::new());
    }
    let (mut terms, _) = from_people(db)?;
    let mut wrong = 0u64;
    let mut near_expected = 0i64;
    let mut statement = db.prepare("SELECT id, text FROM name_term ORDER BY id")?;
    let mut sets_of = db.prepare("SELECT id, people FROM name_set WHERE id BETWEEN :first AND :last")?;
    let mut near_of = db.prepare("SELECT 1 FROM name_near WHERE key = :key AND term = :term")?;
    let mut counted = 0i64;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (term, text): (i64, String) = (row.get(0)?, row.get(1)?);
        let expected: Vec<(i64, Vec<u8>)> =
            terms.remove(&text).map(|set| blocks(&set).collect()).unwrap_or_default();
        let first = term * MOST_BLOCKS;
        let stored: Vec<(i64, Vec<u8>)> = sets_of
            .query_map(named_params! {":first": first, ":last": first + MOST_BLOCKS - 1}, |row| {
                Ok((row.get::<_, i64>(0)? - first, row.get(1)?))
            })?
            .collect::<Result<_, _>>()?;
        counted += stored.len() as i64;
        let mut differs = stored != expected;
        for key in is_word_of_name(&text).into_iter().flat_map(shortened) {
            near_expected += 1;
            differs |= !near_of.exists(named_params! {":key": key, ":term": term})?;
        }
        wrong += u64::from(differs);
    }
    let count = |sql: &str| db.query_row(sql, [], |row| row.get::<_, i64>(0));
    let strays = count("SELECT count(*) FROM name_set")? - counted
        + (count("SELECT count(*) FROM name_near")? - near_expected).max(0);
    let missing = terms.len();
    if wrong == 0 && strays == 0 && missing == 0 {
        return Ok(Vec::new());
    }
    let text = format!(
        "the search index differs from the people: {wrong} words wrong, {missing} missing, {strays} rows of no word; \
         make it again"
    );
    Ok(vec![Finding { check: "people search", text }])
}
