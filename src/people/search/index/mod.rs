//! What of somebody the index holds: the words of the name, the year of birth, where they live, the mother's name.
//!
//! Each kind of term begins with a sign of its own, so that a village called Siti is no name: none for the words of
//! the name, `@` for the year, `#` for the village's code, `/` for the address, `+` for the mother's name.

pub mod table;

use chrono::Datelike;
use std::collections::BTreeSet;

use super::sets;
use crate::people::{Address, Details, Relation};
use crate::reference::fold::{after_abdul, fold_words, typed_words, whole_key};

/// The year of birth.
pub const YEAR: char = '@';
/// The code of the village.
pub const VILLAGE: char = '#';
/// Words of the address, RT and RW.
pub const ADDRESS: char = '/';
/// Words of the mother's name.
pub const MOTHER: char = '+';

/// Beginnings of an address's or a mother's words have a set of their own at this length only.
pub const START_OF_OTHERS: usize = 3;

/// Words that stand in every address.
const EVERYWHERE: &[&str] = &[
    "dusun",
    "dsn",
    "jalan",
    "jl",
    "jln",
    "gang",
    "gg",
    "no",
    "nomor",
    "rt",
    "rw",
    "desa",
    "kel",
    "kelurahan",
    "kec",
    "kecamatan",
    "lingkungan",
    "lingk",
    "kampung",
    "kp",
    "perum",
    "blok",
];

/// The term of a year.
pub fn year(year: i32) -> String {
    sets::whole(&format!("{YEAR}{year}"))
}

/// The term of a village.
pub fn village(code: &str) -> String {
    sets::whole(&format!("{VILLAGE}{code}"))
}

/// The term of an RT or RW.
pub fn house_number(kind: &str, number: u16) -> String {
    sets::whole(&format!("{ADDRESS}{kind}{number}"))
}

/// The words of an address that say where.
pub fn place_words(address: &str) -> Vec<String> {
    let words = typed_words(address).into_iter().map(|word| word.raw);
    let says = |word: &String| word.len() >= 2 && !EVERYWHERE.contains(&word.as_str());
    words.filter(says).map(|word| whole_key(&word)).filter(|key| !key.is_empty()).collect()
}

/// Whether a word of a query says nothing about where.
pub fn is_everywhere(word: &str) -> bool {
    EVERYWHERE.contains(&word)
}

/// All the keys by which a name is looked for: Abdurrahman by Abdul and Rahman too.
pub fn name_words(name: &str) -> Vec<String> {
    let mut words = fold_words(name);
    for word in typed_words(name) {
        if let Some(rest) = after_abdul(&word.raw) {
            words.extend([whole_key("abdul"), whole_key(rest)]);
        }
    }
    words
}

/// What is looked for of somebody.
#[derive(Debug)]
pub struct Kept {
    pub name: String,
    /// The year of birth.
    pub year: i32,
    /// Code of the village or area.
    pub area: Option<String>,
    pub address: Address,
    /// The mother's name, where it is known.
    pub mother: Option<String>,
    /// The names of the records that were merged into theirs: who knows only the other name finds them.
    pub former: Vec<String>,
}

impl Kept {
    /// Of a form; `mother` is her name where she is registered.
    pub fn of(details: &Details, mother: Option<String>) -> Self {
        let guardian = details.guardian.as_ref().filter(|guardian| guardian.relation == Relation::Mother);
        Self {
            name: details.name.clone(),
            year: details.birth.date.year(),
            area: details.home.area().map(|code| code.0.clone()),
            address: details.address.clone(),
            mother: mother.or_else(|| guardian.map(|guardian| guardian.name.clone())),
            former: Vec::new(),
        }
    }
}

/// All terms of somebody.
pub fn terms(kept: &Kept) -> BTreeSet<String> {
    let mut terms = sets::terms(&name_words(&kept.name));
    for name in &kept.former {
        terms.extend(sets::terms(&name_words(name)));
    }
    terms.insert(year(kept.year));
    terms.extend(kept.area.as_deref().map(village));
    for word in place_words(&kept.address.text) {
        other(ADDRESS, &word, &mut terms);
    }
    terms.extend(kept.address.rt.map(|number| house_number("rt", number)));
    terms.extend(kept.address.rw.map(|number| house_number("rw", number)));
    for word in kept.mother.iter().flat_map(|name| name_words(name)) {
        other(MOTHER, &word, &mut terms);
    }
    terms
}

fn other(sign: char, word: &str, terms: &mut BTreeSet<String>) {
    let start: String = word.chars().take(START_OF_OTHERS).collect();
    if start.chars().count() == START_OF_OTHERS {
        terms.insert(format!("{sign}{start}"));
    }
    terms.insert(sets::whole(&format!("{sign}{word}")));
}

/// Whether a term is a whole word of a name, in which a slip may be forgiven.
pub fn is_word_of_name(term: &str) -> Option<&str> {
    let word = term.strip_suffix('.')?;
    let letters = word.chars().count();
    let begins = word.chars().next().is_some_and(char::is_alphabetic);
    (begins && (3..=LONGEST_NEAR).contains(&letters)).then_some(word)
}

/// Longer words are looked up as they are only.
const LONGEST_NEAR: usize = 24;
