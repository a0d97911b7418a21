//! The name index and the searches by it and by numbers.

use rusqlite::{CachedStatement, Connection, OptionalExtension as _, named_params};
use std::collections::{BTreeMap, HashMap, HashSet};

use super::sets::{self, MOST_BLOCKS, People};
use super::{Found, Hit, Matched, More, Needle, Typed, read};
use crate::people::rows::table as rows;
use crate::people::search::typed::Number;
use crate::people::{Config, MOST_HITS};
use crate::store::{Finding, StoreError};
use crate::terms::PersonId;

use crate::reference::fold::{fold_query, fold_words};

/// More words than this narrow nothing further.
const MOST_WORDS: usize = 8;
/// Whole words looked up for one long beginning.
const MOST_LONG: usize = 300;

/// Of names more are looked at than shown, so that who is spelt as typed comes first.
const POOL: usize = 3;

/// Answers what was typed.
pub fn search(db: &Connection, text: &str, limit: u8, config: &Config) -> Result<Found, StoreError> {
    let limit = usize::from(limit.clamp(1, MOST_HITS));
    match read(text) {
        Needle::Nothing => Ok(Found { typed: Typed::Nothing, hits: Vec::new(), more: More::No }),
        Needle::Name(name) => names(db, &name, limit, config),
        Needle::Number(number) => numbers(db, &number, (Typed::Number, limit), config),
        Needle::Ticket(ticket, number) => numbers(db, &number, (Typed::Ticket(ticket), limit), config),
    }
}

fn names(db: &Connection, name: &str, limit: usize, config: &Config) -> Result<Found, StoreError> {
    let people = by_name(db, &fold_query(name), limit * POOL + 1)?;
    let more = if people.len() > limit { More::Yes } else { More::No };
    let mut ranked = Vec::with_capacity(people.len());
    for (id, tier) in people {
        if let Some(theirs) = rows::name(db, id)? {
            ranked.push(((tier, spelt_otherwise(name, &theirs)), id));
        }
    }
    // Stable: among equals who came last stays first.
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut hits = Vec::with_capacity(limit);
    for (_, id) in ranked.into_iter().take(limit) {
        hits.extend(rows::card(db, id, config)?.map(|card| Hit { card, matched: Matched::Name }));
    }
    Ok(Found { typed: Typed::Name, hits, more })
}

fn numbers(
    db: &Connection,
    number: &Number,
    shown: (Typed, usize),
    config: &Config,
) -> Result<Found, StoreError> {
    let (typed, limit) = shown;
    let found = by_number(db, number, limit + 1)?;
    let more = if found.len() > limit { More::Yes } else { More::No };
    let mut hits = Vec::with_capacity(limit);
    for (id, matched) in found.into_iter().take(limit) {
        if let Some(card) = rows::card(db, id, config)? {
            hits.push(Hit { card, matched });
        }
    }
    Ok(Found { typed, hits, more })
}

/// How well the words of a name match those typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    /// All are whole words of the name.
    Whole,
    /// All but the last, which is the beginning of one.
    Unfinished,
    /// All are at least beginnings.
    Beginnings,
}

/// People whose name has every word, each given by the beginnings it may stand for; best tier first, in each
/// who came last first.
fn by_name(
    db: &Connection,
    words: &[Vec<String>],
    wanted: usize,
) -> Result<Vec<(PersonId, Tier)>, StoreError> {
    let words: Vec<&Vec<String>> = words.iter().filter(|word| !word.is_empty()).take(MOST_WORDS).collect();
    let Some((last, before)) = words.split_last() else { return Ok(Vec::new()) };
    let mut lookup = Lookup::new(db)?;
    let mut whole = Vec::with_capacity(words.len());
    for word in &words {
        whole.push(lookup.whole(word)?);
    }
    let mut found = Vec::with_capacity(wanted);
    let mut take = |people: &People, tier| {
        let free = wanted.saturating_sub(found.len());
        found.extend(people.newest().take(free).map(|id| (id, tier)));
        found.len() >= wanted
    };
    let mut seen = meet(&whole);
    if take(&seen, Tier::Whole) {
        return Ok(found);
    }
    let last = lookup.beginnings(last)?;
    if !before.is_empty() {
        whole.pop();
        let mut unfinished = meet(&whole);
        unfinished.and(&last);
        unfinished.and_not(&seen);
        if take(&unfinished, Tier::Unfinished) {
            return Ok(found);
        }
        seen.or(&unfinished);
    }
    let mut rest = last;
    for word in before {
        rest.and(&lookup.beginnings(word)?);
    }
    rest.and_not(&seen);
    take(&rest, Tier::Beginnings);
    Ok(found)
}

/// How many of the typed words the name does not hold letter by letter.
fn spelt_otherwise(typed: &str, name: &str) -> usize {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let name = words(name);
    words(typed).iter().filter(|typed| !name.iter().any(|word| word.starts_with(typed.as_str()))).count()
}

fn meet(sets: &[People]) -> People {
    let mut sets = sets.iter();
    let mut all = sets.next().cloned().unwrap_or_default();
    for set in sets {
        all.and(set);
    }
    all
}

/// Those whose name shares the first three letters of one of the words: a coarse net for likely duplicates.
pub fn sharing_a_start(db: &Connection, words: &[String]) -> Result<People, StoreError> {
    let starts: Vec<String> = words.iter().map(|word| word.chars().take(3).collect()).collect();
    Lookup::new(db)?.beginnings(&starts)
}

struct Lookup<'db> {
    term: CachedStatement<'db>,
    longer: CachedStatement<'db>,
    blocks: CachedStatement<'db>,
}

impl<'db> Lookup<'db> {
    fn new(db: &'db Connection) -> Result<Self, StoreError> {
        Ok(Self {
            term: db.prepare_cached("SELECT id FROM name_term WHERE text = :text")?,
            longer: db.prepare_cached(
                "SELECT id FROM name_term WHERE text >= :start AND text < :end ORDER BY text LIMIT :most",
            )?,
            blocks: db.prepare_cached("SELECT id, people FROM name_set WHERE id BETWEEN :first AND :last")?,
        })
    }

    fn whole(&mut self, words: &[String]) -> Result<People, StoreError> {
        let mut people = People::default();
        for word in words {
            self.add_term(&sets::whole(word), &mut people)?;
        }
        Ok(people)
    }

    fn beginnings(&mut self, starts: &[String]) -> Result<People, StoreError> {
        let mut people = People::default();
        for start in starts.iter().filter(|start| !start.is_empty()) {
            if start.chars().count() <= sets::LONGEST_START {
                self.add_term(start, &mut people)?;
                continue;
            }
            let end = format!("{start}\u{10FFFF}");
            let terms: Vec<i64> = self
                .longer
                .query_map(named_params! {":start": start, ":end": end, ":most": MOST_LONG as i64}, |row| {
                    row.get(0)
                })?
                .collect::<Result<_, _>>()?;
            for term in terms {
                self.add(term, &mut people)?;
            }
        }
        Ok(people)
    }

    fn add_term(&mut self, text: &str, people: &mut People) -> Result<(), StoreError> {
        let term = self.term.query_row(named_params! {":text": text}, |row| row.get(0)).optional()?;
        match term {
            Some(term) => self.add(term, people),
            None => Ok(()),
        }
    }

    fn add(&mut self, term: i64, people: &mut People) -> Result<(), StoreError> {
        let first = term * MOST_BLOCKS;
        let mut rows =
            self.blocks.query(named_params! {":first": first, ":last": first + MOST_BLOCKS - 1})?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let stored = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
            people.add_block((id - first) as usize, stored);
        }
        Ok(())
    }
}

/// People by beginnings of their numbers, a few of each kind in turn.
fn by_number(
    db: &Connection,
    number: &Number,
    wanted: usize,
) -> Result<Vec<(PersonId, Matched)>, StoreError> {
    let mut kinds: Vec<(Matched, Vec<PersonId>)> = Vec::new();
    if let Some(serial) = number.family {
        let mut statement = db.prepare_cached(
            "SELECT person.id FROM family JOIN person ON person.family_id = family.id
             WHERE family.serial = :serial ORDER BY family.area, person.member LIMIT :most",
        )?;
        let ids = statement
            .query_map(named_params! {":serial": serial, ":most": wanted as i64}, |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        kinds.push((Matched::RecordNumber, ids));
    }
    let ranges = [
        (
            Matched::Nik,
            &number.nik,
            "SELECT id FROM person WHERE nik >= :start AND nik < :end ORDER BY nik LIMIT :most",
        ),
        (
            Matched::RecordNumber,
            &number.record,
            "SELECT id FROM person WHERE record_key >= :start AND record_key < :end
             ORDER BY record_key LIMIT :most",
        ),
        (
            Matched::Phone,
            &number.phone,
            "SELECT id FROM person WHERE phone_key >= :start AND phone_key < :end
             ORDER BY phone_key LIMIT :most",
        ),
        (
            Matched::Bpjs,
            &number.bpjs,
            "SELECT id FROM person WHERE bpjs >= :start AND bpjs < :end ORDER BY bpjs LIMIT :most",
        ),
    ];
    for (matched, start, sql) in ranges {
        let Some(start) = start.as_ref().filter(|start| !start.is_empty()) else { continue };
        let end = format!("{start}\u{10FFFF}");
        let ids = db
            .prepare_cached(sql)?
            .query_map(named_params! {":start": start, ":end": end, ":most": wanted as i64}, |row| {
                row.get(0)
            })?
            .collect::<Result<_, _>>()?;
        kinds.push((matched, ids));
    }
    Ok(in_turn(kinds, wanted))
}

fn in_turn(kinds: Vec<(Matched, Vec<PersonId>)>, wanted: usize) -> Vec<(PersonId, Matched)> {
    let longest = kinds.iter().map(|(_, ids)| ids.len()).max().unwrap_or(0);
    let mut seen = HashSet::new();
    let mut found = Vec::with_capacity(wanted);
    for at in 0..longest {
        for (matched, ids) in &kinds {
            if let Some(id) = ids.get(at).filter(|id| seen.insert(**id)) {
                found.push((*id, *matched));
            }
        }
    }
    found.truncate(wanted);
    found
}

/// Writes a change of somebody's name into the index; `None` before for somebody new.
pub fn renamed(
    db: &Connection,
    person: PersonId,
    before: Option<&str>,
    after: &str,
) -> Result<(), StoreError> {
    let before = before.map(|name| sets::terms(&fold_words(name))).unwrap_or_default();
    let after = sets::terms(&fold_words(after));
    let (block, offset) = sets::place(person);
    for text in after.difference(&before) {
        let id = term_id(db, text)? * MOST_BLOCKS + block;
        let stored = stored_block(db, id)?.unwrap_or_default();
        db.prepare_cached(
            "INSERT INTO name_set (id, people) VALUES (:id, :people)
             ON CONFLICT (id) DO UPDATE SET people = excluded.people",
        )?
        .execute(named_params! {":id": id, ":people": sets::with(&stored, offset)})?;
    }
    for text in before.difference(&after) {
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
    match found {
        Some(id) => Ok(id),
        None => Ok(db
            .prepare_cached("INSERT INTO name_term (text) VALUES (:text) RETURNING id")?
            .query_row(named_params! {":text": text}, |row| row.get(0))?),
    }
}

fn stored_block(db: &Connection, id: i64) -> Result<Option<Vec<u8>>, StoreError> {
    let mut find = db.prepare_cached("SELECT people FROM name_set WHERE id = :id")?;
    Ok(find.query_row(named_params! {":id": id}, |row| row.get(0)).optional()?)
}

/// What the index must hold: for every term its people, by number.
fn from_people(db: &Connection) -> Result<(HashMap<String, Vec<u32>>, u64), StoreError> {
    let mut terms: HashMap<String, Vec<u32>> = HashMap::new();
    let mut people = 0;
    let mut statement = db.prepare("SELECT id, name FROM person ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: u32 = row.get(0)?;
        let name = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
        people += 1;
        for term in sets::terms(&fold_words(name)) {
            terms.entry(term).or_default().push(id);
        }
    }
    Ok((terms, people))
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
    db.execute_batch("DELETE FROM name_set; DELETE FROM name_term;")?;
    let sorted: BTreeMap<String, Vec<u32>> = terms.into_iter().collect();
    let mut add_term = db.prepare("INSERT INTO name_term (id, text) VALUES (:id, :text)")?;
    let mut add_set = db.prepare("INSERT INTO name_set (id, people) VALUES (:id, :people)")?;
    for (id, (text, set)) in (1i64..).zip(&sorted) {
        add_term.execute(named_params! {":id": id, ":text": text})?;
        for (block, stored) in blocks(set) {
            add_set.execute(named_params! {":id": id * MOST_BLOCKS + block, ":people": stored})?;
        }
    }
    Ok(people)
}

/// Whether the index holds exactly what the names say.
pub fn doctor(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let (mut terms, _) = from_people(db)?;
    let mut wrong = 0u64;
    let mut statement = db.prepare("SELECT id, text FROM name_term ORDER BY id")?;
    let mut sets_of = db.prepare("SELECT id, people FROM name_set WHERE id BETWEEN :first AND :last")?;
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
        wrong += u64::from(stored != expected);
    }
    let strays = db.query_row("SELECT count(*) FROM name_set", [], |row| row.get::<_, i64>(0))? - counted;
    let missing = terms.len();
    if wrong == 0 && strays == 0 && missing == 0 {
        return Ok(Vec::new());
    }
    let text = format!(
        "the name index differs from the names: {wrong} words wrong, {missing} missing, {strays} rows of no word; \
         make it again"
    );
    Ok(vec![Finding { check: "people search", text }])
}
