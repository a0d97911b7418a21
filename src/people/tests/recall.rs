//! How often somebody is among the first five whose name was typed with a slip or in another spelling, measured among
//! thousands of people with common names. The pairs and how they were made: `tests/data/name_pairs.py`.

use super::config;
use crate::people::search::table::{rebuild_search, search};
use crate::people::{query, table};
use crate::reference::names;
use crate::store::Connection;

/// Everybody else: enough that the order decides.
const OTHERS: usize = 8_000;

struct Pair<'a> {
    typed: &'a str,
    registered: &'a str,
    habit: &'a str,
}

fn pairs() -> Vec<Pair<'static>> {
    let lines = include_str!("../../../tests/data/name_pairs.csv").lines().skip(1);
    let pair = |line: &'static str| {
        let mut cells = line.split(';');
        Some(Pair { typed: cells.next()?, registered: cells.next()?, habit: cells.next()? })
    };
    lines.filter_map(pair).collect()
}

/// The first of a list far more often than the last, as in life.
fn skewed<'a>(rng: &mut fastrand::Rng, list: &'a [&'a str]) -> &'a str {
    let rank = (list.len() as f64 + 1.0).powf(rng.f64()) - 1.0;
    list[(rank as usize).min(list.len() - 1)]
}

fn others() -> Vec<String> {
    let mut rng = fastrand::Rng::with_seed(5);
    let mut all = Vec::with_capacity(OTHERS);
    for at in 0..OTHERS {
        let lists = if at % 2 == 0 {
            (names::female(), names::second_female())
        } else {
            (names::male(), names::second_male())
        };
        let mut name = skewed(&mut rng, lists.0).to_owned();
        for _ in 0..[0, 1, 1, 2][rng.usize(..4)] {
            name = format!("{name} {}", skewed(&mut rng, lists.1));
        }
        all.push(name);
    }
    all
}

fn clinic_of(people: &[String]) -> Connection {
    let db = Connection::open_in_memory().unwrap();
    db.execute_batch(
        "CREATE TABLE account (id INTEGER PRIMARY KEY) STRICT; CREATE TABLE village (code TEXT PRIMARY KEY) STRICT;",
    )
    .unwrap();
    db.execute_batch(table::SCHEMA).unwrap();
    for step in table::STEPS {
        db.execute_batch(step).unwrap();
    }
    db.execute_batch(
        "INSERT INTO family (id, area, serial, format) VALUES (1, 1, 1, '{area:2}-{family:6}-{member:3}')",
    )
    .unwrap();
    let mut add = db
        .prepare(
            "INSERT INTO person (id, name, sex, birth_date, birth_precision, no_nik, address, phone, disability, family_id,
                 family_role, member, record_number, record_key, registered_at)
             VALUES (?1, ?2, 'female', '1980-01-01', 'exact', 'not_brought', '', '', 'none', 1, 'other', ?1, ?3, ?3, 0)",
        )
        .unwrap();
    for (at, name) in people.iter().enumerate() {
        add.execute((at as i64 + 1, name, format!("n{at}"))).unwrap();
    }
    drop(add);
    rebuild_search(&db).unwrap();
    db
}

#[test]
fn who_was_typed_with_a_slip_or_another_spelling_is_among_the_first_five() {
    let pairs = pairs();
    assert!(pairs.len() >= 300, "{}", pairs.len());
    let mut people = others();
    // In the middle of the others, so that being new does not help.
    people.splice(OTHERS / 2..OTHERS / 2, pairs.iter().map(|pair| pair.registered.to_owned()));
    let db = clinic_of(&people);
    let config = config();
    let mut missed = Vec::new();
    for pair in &pairs {
        let asked = query::Search { text: pair.typed.to_owned(), limit: 5, skip: 0 };
        let found = search(&db, &asked, &config).unwrap();
        let names: Vec<String> = found.hits.iter().map(|hit| hit.card.name.clone()).collect();
        if !names.iter().any(|name| name == pair.registered) {
            missed.push(format!("{} → {} ({}): {names:?}", pair.typed, pair.registered, pair.habit));
        }
    }
    let recall = 1.0 - missed.len() as f64 / pairs.len() as f64;
    assert!(recall >= 0.98, "recall {recall:.4} of {}:\n{}", pairs.len(), missed.join("\n"));
}
