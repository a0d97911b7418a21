//! The index as it is read: what a word may mean, as sets of people.

use rusqlite::{CachedStatement, Connection, OptionalExtension as _, named_params};
use std::borrow::Cow;

use crate::people::Config;
use crate::people::search::index::{ADDRESS, START_OF_OTHERS, house_number, is_everywhere, village, year};
use crate::people::search::number::table::born_then;
use crate::people::search::sets::{self, MOST_BLOCKS, People};
use crate::people::search::typed::{Born, House, Word};
use crate::reference::fold::{after_abdul, fold_words, keys_near, starting_keys, whole_key};
use crate::reference::slip::{shortened, slip, unlikely};
use crate::store::{StoreError, to_json};
use crate::terms::AreaCode;

/// Whole words looked up for one long beginning.
const MOST_LONG: usize = 300;
/// Words one slip away that are looked at, of each way to shorten a word and in all.
const MOST_NEAR: usize = 400;
/// Born on one day or in one month: estimated dates heap up.
const MOST_BORN: usize = 20_000;
/// The shortest part of a word that is written as two.
const SHORTEST_PART: usize = 3;
/// Words in which any slip is looked for.
const SHORTEST_SLIPPED: usize = 4;
const LONGEST_SLIPPED: usize = 14;
/// From so many letters on a word may be a village.
const SHORTEST_VILLAGE: usize = 3;

/// What every word may mean.
pub struct Meaning {
    /// Has the whole word in the name.
    pub whole: People,
    /// Has a word in the name that begins so, or is it.
    pub name: People,
    /// Lives in a village or at an address of this word.
    pub village: People,
    pub address: People,
    /// Either of them.
    pub lives: People,
    /// Has a word in the name that is one slip away; empty until asked for.
    pub near: People,
    /// The mother has the word in her name; empty until asked for.
    pub mother: People,
}

impl Meaning {
    /// By the name or by where they live.
    pub fn fits(&self) -> Cow<'_, People> {
        either(&self.name, &self.lives)
    }

    /// By the whole word in the name or by where they live.
    pub fn fits_wholly(&self) -> Cow<'_, People> {
        either(&self.whole, &self.lives)
    }
}

/// Those in one of two sets, of which one is often empty.
pub fn either<'a>(one: &'a People, other: &'a People) -> Cow<'a, People> {
    match (one.is_empty(), other.is_empty()) {
        (_, true) => Cow::Borrowed(one),
        (true, false) => Cow::Borrowed(other),
        (false, false) => Cow::Owned(union([one, other])),
    }
}

pub fn union<'a>(sets: impl IntoIterator<Item = &'a People>) -> People {
    let mut all = People::default();
    for set in sets {
        all.or(set);
    }
    all
}

/// Those in all of the sets; nobody where there are none.
pub fn meet<'a>(sets: impl IntoIterator<Item = Cow<'a, People>>) -> People {
    let mut sets = sets.into_iter();
    let mut all = sets.next().unwrap_or_default().into_owned();
    for set in sets {
        all.and(&set);
    }
    all
}

pub struct Lookup<'db> {
    term: CachedStatement<'db>,
    any: CachedStatement<'db>,
    longer: CachedStatement<'db>,
    blocks: CachedStatement<'db>,
    near: CachedStatement<'db>,
    db: &'db Connection,
}

impl<'db> Lookup<'db> {
    pub fn new(db: &'db Connection) -> Result<Self, StoreError> {
        Ok(Self {
            term: db.prepare_cached("SELECT id FROM name_term WHERE text = :text")?,
            any: db.prepare_cached(
                "SELECT name_term.id FROM json_each(:texts) AS wanted JOIN name_term ON name_term.text = wanted.value",
            )?,
            longer: db.prepare_cached(
                "SELECT id FROM name_term WHERE text >= :start AND text < :end ORDER BY text LIMIT :most",
            )?,
            blocks: db.prepare_cached("SELECT id, people FROM name_set WHERE id BETWEEN :first AND :last")?,
            near: db.prepare_cached(
                "SELECT name_term.id, name_term.text FROM name_near JOIN name_term ON name_term.id = name_near.term
                 WHERE name_near.key = :key LIMIT :most",
            )?,
            db,
        })
    }

    pub fn whole(&mut self, words: &[String]) -> Result<People, StoreError> {
        let mut people = People::default();
        for word in words {
            self.add_term(&sets::whole(word), &mut people)?;
        }
        Ok(people)
    }

    pub fn beginnings(&mut self, starts: &[String]) -> Result<People, StoreError> {
        let mut people = People::default();
        for start in starts.iter().filter(|start| !start.is_empty()) {
            if start.chars().count() <= sets::LONGEST_START {
                self.add_term(start, &mut people)?;
                continue;
            }
            self.add_longer(start, &mut people)?;
        }
        Ok(people)
    }

    /// Everybody with a whole word of this beginning, word by word.
    fn add_longer(&mut self, start: &str, people: &mut People) -> Result<(), StoreError> {
        let end = format!("{start}\u{10FFFF}");
        let terms: Vec<i64> = self
            .longer
            .query_map(named_params! {":start": start, ":end": end, ":most": MOST_LONG as i64}, |row| {
                row.get(0)
            })?
            .collect::<Result<_, _>>()?;
        for term in terms {
            self.add(term, people)?;
        }
        Ok(())
    }

    pub fn meaning(&mut self, word: &Word, config: &Config) -> Result<Meaning, StoreError> {
        let mut whole = self.whole(&[whole_key(&word.raw)])?;
        let mut name = self.beginnings(&starting_keys(&word.raw))?;
        let (together, open) = self.apart(word)?;
        whole.or(&together);
        name.or(&open);
        name.or(&whole);
        let address = if is_everywhere(&word.raw) { People::default() } else { self.other(ADDRESS, word)? };
        let mut there = People::default();
        for code in villages_named(&word.raw, config) {
            self.add_term(&village(code), &mut there)?;
        }
        let lives = union([&there, &address]);
        let (near, mother) = (People::default(), People::default());
        Ok(Meaning { whole, name, village: there, address, lives, near, mother })
    }

    /// A word that may be written as two: `wahyuningsih` for Wahyu Ningsih; wholly, and as far as it is typed.
    pub fn apart(&mut self, word: &Word) -> Result<(People, People), StoreError> {
        let (mut whole, mut begun) = (People::default(), People::default());
        let mut cuts: Vec<(String, String)> = Vec::new();
        if let Some(rest) = after_abdul(&word.raw) {
            cuts.push(("abdul".to_owned(), rest.to_owned()));
        }
        let letters: Vec<(usize, char)> = word.raw.char_indices().collect();
        for (at, _) in
            letters.iter().skip(SHORTEST_PART).take(letters.len().saturating_sub(2 * SHORTEST_PART - 1))
        {
            if let Some((one, other)) = word.raw.split_at_checked(*at) {
                cuts.push((one.to_owned(), other.to_owned()));
            }
        }
        for (one, other) in cuts {
            let key = whole_key(&one);
            if self.id_of(&sets::whole(&key))?.is_none() {
                continue;
            }
            let mut both = self.whole(&[whole_key(&other)])?;
            let mut open =
                if word.is_open { self.beginnings(&starting_keys(&other))? } else { People::default() };
            if both.is_empty() && open.is_empty() {
                continue;
            }
            let first = self.whole(&[key])?;
            both.and(&first);
            open.and(&first);
            whole.or(&both);
            begun.or(&open);
        }
        Ok((whole, begun))
    }

    /// Those who have a name that is cut into words otherwise, or not at all: `siti nuraini` for Sitinur Aini.
    pub fn cut_otherwise(&mut self, together: &str) -> Result<People, StoreError> {
        let mut people = self.whole(&[whole_key(together)])?;
        for (at, _) in together.char_indices().skip(1) {
            let Some((one, rest)) = together.split_at_checked(at) else { continue };
            let first = self.whole(&[whole_key(one)])?;
            if first.is_empty() {
                continue;
            }
            let mut both = self.whole(&[whole_key(rest)])?;
            for (at, _) in rest.char_indices().skip(1) {
                let Some((other, last)) = rest.split_at_checked(at) else { continue };
                if self.id_of(&sets::whole(&whole_key(other)))?.is_some() {
                    let mut two = self.whole(&[whole_key(last)])?;
                    if !two.is_empty() {
                        two.and(&self.whole(&[whole_key(other)])?);
                        both.or(&two);
                    }
                }
            }
            both.and(&first);
            people.or(&both);
        }
        Ok(people)
    }

    /// Two words that may be written as one.
    pub fn joined(&mut self, one: &Word, other: &Word) -> Result<People, StoreError> {
        let together = format!("{}{}", one.raw, other.raw);
        if other.is_open {
            self.beginnings(&starting_keys(&together))
        } else {
            self.whole(&[whole_key(&together)])
        }
    }

    /// Those with a word one slip away, also of the parts of a word that is written as two.
    pub fn near(&mut self, word: &Word) -> Result<People, StoreError> {
        let mut near = self.near_word(&word.raw)?;
        let letters: Vec<(usize, char)> = word.raw.char_indices().collect();
        for (at, _) in
            letters.iter().skip(SHORTEST_PART).take(letters.len().saturating_sub(2 * SHORTEST_PART - 1))
        {
            let Some((one, other)) = word.raw.split_at_checked(*at) else { continue };
            for (sure, unsure) in [(one, other), (other, one)] {
                let key = whole_key(sure);
                if unsure.chars().count() > SHORTEST_PART && self.id_of(&sets::whole(&key))?.is_some() {
                    let mut both = self.near_word(unsure)?;
                    if !both.is_empty() {
                        both.and(&self.whole(&[key])?);
                        near.or(&both);
                    }
                }
            }
        }
        Ok(near)
    }

    pub fn near_word(&mut self, raw: &str) -> Result<People, StoreError> {
        let typed = whole_key(raw);
        let mut terms: Vec<i64> = Vec::new();
        for key in shortened(&typed) {
            let rows =
                self.near.query_map(named_params! {":key": key, ":most": MOST_NEAR as i64}, |row| {
                    Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
                })?;
            for row in rows {
                let (term, text) = row?;
                let written = text.trim_end_matches('.');
                if is_near(&typed, written) && !terms.contains(&term) {
                    terms.push(term);
                }
            }
        }
        let mut people = People::default();
        for term in terms.into_iter().take(MOST_NEAR) {
            self.add(term, &mut people)?;
        }
        for key in keys_near(raw) {
            self.add_term(&sets::whole(&key), &mut people)?;
        }
        Ok(people)
    }

    /// Those with a word that becomes the typed one by a slip after which its key is another one altogether: the words
    /// at which [`near_word`](Self::near_word) does not look.
    pub fn every_slip(&mut self, raw: &str) -> Result<People, StoreError> {
        let typed = whole_key(raw);
        let mut keys = fold_slips(raw);
        keys.retain(|key| !is_near(&typed, key));
        keys.sort_unstable();
        keys.dedup();
        // Dozens of keys, of which hardly any is a word: asked for at once.
        let keys: Vec<String> = keys.iter().map(|key| sets::whole(key)).collect();
        let keys = to_json(&keys)?;
        let terms: Vec<i64> = self
            .any
            .query_map(named_params! {":texts": keys}, |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut people = People::default();
        for term in terms {
            self.add(term, &mut people)?;
        }
        Ok(people)
    }

    /// Words of an address or of the mother's name.
    pub fn other(&mut self, sign: char, word: &Word) -> Result<People, StoreError> {
        let mut people = self.whole(&[format!("{sign}{}", whole_key(&word.raw))])?;
        if word.raw.chars().count() >= START_OF_OTHERS {
            for start in starting_keys(&word.raw) {
                let length = start.chars().count();
                if length == START_OF_OTHERS {
                    self.add_term(&format!("{sign}{start}"), &mut people)?;
                } else if length > START_OF_OTHERS {
                    self.add_longer(&format!("{sign}{start}"), &mut people)?;
                }
            }
        }
        Ok(people)
    }

    pub fn born(&mut self, born: Born) -> Result<People, StoreError> {
        let mut people = People::default();
        if let Born::Between(first, last) = born {
            for born_in in first..=last {
                self.add_term(&year(born_in), &mut people)?;
            }
            return Ok(people);
        }
        for id in born_then(self.db, born, MOST_BORN)? {
            people.insert(id);
        }
        Ok(people)
    }

    /// Those who live in one of the clinic's villages.
    pub fn village(&mut self, code: &AreaCode) -> Result<People, StoreError> {
        let mut people = People::default();
        self.add_term(&village(code.0.as_str()), &mut people)?;
        Ok(people)
    }

    pub fn house(&mut self, house: House) -> Result<People, StoreError> {
        let (kind, number) = match house {
            House::Rt(number) => ("rt", number),
            House::Rw(number) => ("rw", number),
        };
        let mut people = People::default();
        self.add_term(&house_number(kind, number), &mut people)?;
        Ok(people)
    }

    fn id_of(&mut self, text: &str) -> Result<Option<i64>, StoreError> {
        Ok(self.term.query_row(named_params! {":text": text}, |row| row.get(0)).optional()?)
    }

    fn add_term(&mut self, text: &str, people: &mut People) -> Result<(), StoreError> {
        match self.id_of(text)? {
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

/// Whether one slip that is believed lies between two keys.
fn is_near(typed: &str, written: &str) -> bool {
    slip(typed, written).is_some_and(|found| unlikely(found, typed, written).is_some())
}

/// The keys of all words that differ from this by one slip, some of them more than once.
fn fold_slips(raw: &str) -> Vec<String> {
    let letters: Vec<char> = raw.chars().collect();
    if !(SHORTEST_SLIPPED..=LONGEST_SLIPPED).contains(&letters.len()) {
        return Vec::new();
    }
    let mut keys = Vec::with_capacity(letters.len() * 54);
    let mut add = |before: &[char], between: &[char], after: &[char]| {
        let word: String = [before, between, after].into_iter().flatten().collect();
        keys.push(whole_key(&word));
    };
    for at in 0..letters.len() {
        let (before, from) = letters.split_at(at);
        let Some((letter, after)) = from.split_first() else { break };
        add(before, &[], after);
        if let Some((next, after)) = after.split_first() {
            add(before, &[*next, *letter], after);
        }
        for other in 'a'..='z' {
            add(before, &[other], from);
            add(before, &[other], after);
        }
    }
    keys
}

/// The clinic's villages with a word that begins so.
fn villages_named<'a>(raw: &str, config: &'a Config) -> impl Iterator<Item = &'a str> {
    let is_long = raw.chars().count() >= SHORTEST_VILLAGE;
    let starts = if is_long { starting_keys(raw) } else { Vec::new() };
    let is = move |name: &str| {
        fold_words(name).iter().any(|word| starts.iter().any(|start| word.starts_with(start.as_str())))
    };
    config.villages.iter().filter(move |(_, name)| is(name)).map(|(code, _)| code.0.as_str())
}
