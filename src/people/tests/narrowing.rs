//! Each thing more that is typed narrows: the year, the date, the village, the address, the mother's name.

use super::*;
use crate::people::search::{Because, Lives};

fn living(name: &str, birth: &str, address: &str) -> Details {
    Details { address: Address { text: address.into(), rt: Some(2), rw: Some(1) }, ..details(name, birth) }
}

/// Registers somebody whatever is asked about.
pub(super) fn register(db: &Connection, details: Details) -> PersonId {
    let mut new = registration(details);
    loop {
        match add(db, new.clone()) {
            Ok((person, _)) => return person,
            Err(Error::NeedsConfirmation(warnings)) => {
                let say = |warning| Confirmation { warning, reason: "orang lain".into() };
                new.confirmed = warnings.into_iter().map(say).collect();
            }
            Err(error) => panic!("{error:?}"),
        }
    }
}

/// Changes somebody whatever is asked about.
pub(super) fn amend(db: &Connection, person: PersonId, changes: Changes) {
    let mut amendment = Amendment { person, changes, confirmed: vec![] };
    while let Err(error) = act(db, amendment.clone()) {
        let Error::NeedsConfirmation(warnings) = error else { panic!("{error:?}") };
        let say = |warning| Confirmation { warning, reason: "orang lain".into() };
        amendment.confirmed = warnings.into_iter().map(say).collect();
    }
}

fn ids(db: &Connection, text: &str) -> Vec<PersonId> {
    find(db, text).hits.iter().map(|hit| hit.card.id).collect()
}

/// Three of one name, one of another with a mother of that name.
fn village() -> (Connection, [PersonId; 5]) {
    let db = database();
    let one = register(&db, living("Siti Aminah", "1960-08-03", "Dusun Krajan"));
    let two = register(&db, living("Siti Aminah", "1960-02-17", "Jl. Melati 5"));
    let three =
        register(&db, Details { home: Home::Unknown, ..living("Siti Aminah", "1975-01-09", "Krajan") });
    let child = register(&db, Details { mother: Some(one), ..details("Mukhtar Hadi", "1990-09-21") });
    let guarded = Guardian { name: "Siti Aminah".into(), relation: Relation::Mother };
    let other = register(&db, Details { guardian: Some(guarded), ..details("Adelia Putri", "2020-09-21") });
    (db, [one, two, three, child, other])
}

#[test]
fn a_name_narrows_by_year_date_village_address_and_age() {
    let (db, [one, two, three, ..]) = village();
    for (text, expected) in [
        ("siti aminah 1960", vec![two, one]),
        ("1960 siti", vec![two, one]),
        ("siti aminah 3-8-1960", vec![one]),
        ("siti 3 agustus 1960", vec![one]),
        ("siti agustus 1960", vec![one]),
        ("siti aminah krajan", vec![three, one]),
        ("siti aminah kraj", vec![three, one]),
        ("siti aminah sukorejo", vec![two, one]),
        ("siti sukorejo krajan", vec![one]),
        ("siti aminah 1960 krajan", vec![one]),
        ("krajan siti 1960", vec![one]),
        ("siti melati", vec![two]),
        ("siti 51 th", vec![three]),
        ("siti rt 2 1960 krajan", vec![one]),
        ("siti rt 3", vec![]),
        ("siti 1961", vec![]),
    ] {
        let found = find(&db, text);
        let exact: Vec<PersonId> = found
            .hits
            .iter()
            .filter(|hit| !hit.because.contains(&Because::Mother))
            .map(|hit| hit.card.id)
            .collect();
        assert_eq!(exact, expected, "{text}");
    }
    // Somebody of whom every word is only where they live is not meant.
    assert_eq!(ids(&db, "krajan"), []);
}

#[test]
fn a_date_alone_finds_who_was_born_then() {
    let (db, [one, ..]) = village();
    for text in ["3-8-1960", "03/08/1960", "03081960", "3 agustus 1960", "1960-08-03"] {
        assert_eq!(ids(&db, text), [one], "{text}");
    }
}

#[test]
fn the_mothers_name_finds_her_children_after_those_who_are_called_so() {
    let (db, [one, two, three, child, other]) = village();
    assert_eq!(ids(&db, "siti aminah"), [three, two, one, other, child]);
    assert_eq!(ids(&db, "siti aminah 1990"), [child]);
    assert_eq!(ids(&db, "adelia aminah"), [other]);
    assert!(find(&db, "siti aminah 1990").hits[0].because.contains(&Because::Mother));
    // She is called otherwise from now on, and so is the mother of her child.
    let before = open(&db, one).person.details;
    let after = Details { name: "Rukmini".into(), ..before.clone() };
    let changes = Changes::between(&before, &after);
    act(&db, Amendment { person: one, changes, confirmed: vec![] }).unwrap();
    assert_eq!(ids(&db, "rukmini 1990"), [child]);
    assert_eq!(ids(&db, "siti aminah 1990"), []);
    assert_eq!(doctor(&db).unwrap(), []);
}

#[test]
fn what_was_understood_is_told_and_each_part_can_be_taken_away() {
    let (db, _) = village();
    let found = find(&db, "siti 1960 aminah krajan");
    let told: Vec<(Means, &str, &str, u32)> = found
        .tokens
        .iter()
        .map(|token| (token.means, token.text.as_str(), token.without.as_str(), token.left))
        .collect();
    assert_eq!(
        told,
        [
            (Means::Name, "siti aminah", "1960 krajan", 5),
            (Means::Born, "1960", "siti aminah krajan", 2),
            (Means::Address, "krajan", "siti 1960 aminah", 1),
        ]
    );
    assert_eq!(found.total, Some(1));
    assert_eq!(find(&db, "siti aminah sukorejo").tokens[1].means, Means::Village);
}

#[test]
fn the_second_page_goes_on_where_the_first_ends() {
    let db = database();
    let people: Vec<PersonId> = (0..23).map(|_| named(&db, "Siti Aminah")).collect();
    let page = |skip| {
        let asked = query::Search { text: "siti aminah".into(), limit: 8, skip };
        table::search(&db, &asked, &config()).unwrap()
    };
    let mut seen = Vec::new();
    for skip in [0, 8, 16] {
        let found = page(skip);
        assert_eq!((found.total, found.skipped), (Some(23), skip));
        assert_eq!(found.more, if skip < 16 { More::Yes } else { More::No });
        seen.extend(found.hits.iter().map(|hit| hit.card.id));
    }
    let newest: Vec<PersonId> = people.into_iter().rev().collect();
    assert_eq!(seen, newest);
}

#[test]
fn one_slip_is_forgiven_after_those_who_are_spelt_as_typed() {
    let db = database();
    let ours = named(&db, "Siti Aminah");
    for (typed, written) in [
        ("sumarmi", "Sumarni"),
        ("ngatmei", "Ngatemi"),
        ("paijn", "Paijan"),
        ("tukkinem", "Tukinem"),
        ("nneeng", "Neneng"),
    ] {
        let id = named(&db, written);
        assert_eq!(ids(&db, typed), [id], "{typed}");
        assert!(!find(&db, typed).hits[0].marks.name.is_empty());
    }
    let near = named(&db, "Siti Amniah");
    assert_eq!(ids(&db, "siti aminah"), [ours, near]);
    assert_eq!(ids(&db, "siti amniah"), [near, ours]);
}

#[test]
fn an_index_of_an_earlier_form_is_no_fault_and_is_made_again() {
    let (db, [one, ..]) = village();
    db.execute_batch(
        "UPDATE name_form SET form = 1; DELETE FROM name_near; DELETE FROM name_set; DELETE FROM name_term;",
    )
    .unwrap();
    assert!(table::is_outdated(&db).unwrap());
    assert_eq!(doctor(&db).unwrap(), []);
    table::rebuild_search(&db).unwrap();
    assert!(!table::is_outdated(&db).unwrap());
    assert_eq!(ids(&db, "siti aminah 3-8-1960"), [one]);
}

#[test]
fn a_hamlet_that_two_villages_have_is_told_with_how_many_live_in_each() {
    let (db, [one, ..]) = village();
    assert_eq!(find(&db, "siti aminah krajan").villages, [], "one village only");
    let there = Home::Village(AreaCode("3510072002".into()));
    let other = register(&db, Details { home: there, ..living("Siti Aminah", "1949-11-30", "Krajan") });
    register(&db, living("Siti Aminah", "1988-04-04", "Dusun Krajan"));
    let lives = |village: &str, people| Lives { village: village.into(), people };
    let found = find(&db, "siti aminah krajan");
    assert_eq!(
        found.villages,
        [lives("Sukorejo", 2), lives("Karanganyar", 1)],
        "who lives nowhere is in none"
    );
    assert_eq!(ids(&db, "siti aminah krajan karanganyar"), [other]);
    assert_eq!(find(&db, "siti aminah krajan karanganyar").villages, []);
    // Without a hamlet nothing is asked, and a name alone has none.
    for text in ["siti aminah", "siti aminah sukorejo", "siti aminah 1960"] {
        assert_eq!(find(&db, text).villages, [], "{text}");
    }
    assert!(ids(&db, "siti aminah krajan").contains(&one));
}

#[test]
fn somebody_who_is_perhaps_the_same_as_a_line_above_says_so_and_nobody_else_does() {
    let db = database();
    let mother = |name: &str| Some(Guardian { name: name.into(), relation: Relation::Mother });
    let of = |name: &str, birth: &str, her: &str| Details {
        guardian: mother(her),
        ..living(name, birth, "Krajan")
    };
    let twice = register(&db, of("St. Aminah", "1960-03-08", "Sumirah"));
    let other = register(&db, of("Siti Aminah", "1975-05-17", "Parti"));
    let first = register(&db, of("Siti Aminah", "1960-08-03", "Sumirah"));
    let found = find(&db, "siti aminah krajan");
    let same = |id| {
        let hit = found.hits.iter().find(|hit| hit.card.id == id).unwrap();
        hit.because.first().filter(|why| matches!(why, Because::SameAs(_))).cloned()
    };
    let (upper, lower) = if found.hits[0].card.id == first { (first, twice) } else { (twice, first) };
    assert_eq!((same(upper), same(other)), (None, None));
    assert_eq!(same(lower), Some(Because::SameAs(upper)));
}

#[test]
fn everybody_who_is_found_stands_on_one_page_and_once() {
    let db = database();
    let oldest = register(&db, homeless("Siti Aminah", "1950-01-01"));
    let mut all = BTreeSet::from([oldest]);
    for at in 0..230 {
        let birth = day("1951-01-01") + chrono::Duration::days(at * 90);
        let name = ["Siti Aminah Zahra", "Siti Aminah Sari", "Sitti Aminah"][at as usize % 3];
        all.insert(register(&db, homeless(name, &birth.to_string())));
    }
    let mut seen = Vec::new();
    loop {
        let asked = query::Search { text: "siti aminah".into(), limit: 8, skip: seen.len() as u32 };
        let found = table::search(&db, &asked, &config()).unwrap();
        seen.extend(found.hits.iter().map(|hit| hit.card.id));
        if found.more == More::No {
            break;
        }
    }
    assert_eq!(seen.len(), all.len(), "somebody twice, or not at all");
    assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), all);
}
