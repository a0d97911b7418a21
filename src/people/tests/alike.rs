//! Likely duplicates are found among all, and shown before saving; twins, siblings and families are not accused.

use super::*;

fn known() -> (Connection, PersonId, Details) {
    let db = database();
    let siti = Details { phone: "0812 3456 7890".into(), ..details("Siti Aminah", "1990-03-04") };
    let id = narrowing::register(&db, siti.clone());
    // Others of that name, for whom nothing speaks.
    for birth in ["1955-10-28", "1966-07-17", "1977-12-26"] {
        narrowing::register(&db, homeless("Siti Aminah", birth));
    }
    (db, id, siti)
}

fn asked_about(db: &Connection, details: Details) -> Vec<Warning> {
    match add(db, Registration { role: Role::Other, ..registration(details) }) {
        Err(Error::NeedsConfirmation(warnings)) => warnings,
        Ok(_) => Vec::new(),
        Err(error) => panic!("{error:?}"),
    }
}

#[test]
fn who_is_perhaps_here_already_is_asked_about_before_saving() {
    for (name, birth) in [
        ("Siti Aminah", "1990-03-05"),
        ("Siti Aminah", "1990-03-14"),
        ("Siti Aminah", "1980-03-04"),
        ("Siti Aminah", "1991-11-20"),
        ("Sitiaminah", "1990-03-04"),
        ("Siti Amniah", "1990-03-04"),
        ("Hj. Siti Amina", "1990-04-03"),
    ] {
        let (db, id, _) = known();
        let warnings = asked_about(&db, details(name, birth));
        assert_eq!(warnings, [Warning::LikelyDuplicate(id)], "{name} {birth}");
    }
    let db = database();
    let ika = narrowing::register(&db, details("Ika Lestari", "1990-03-04"));
    assert_eq!(asked_about(&db, homeless("Eka Lestari", "1990-03-04")), [Warning::LikelyDuplicate(ika)]);
    let yanti = narrowing::register(&db, details("Dwiyanti", "1971-03-04"));
    assert_eq!(asked_about(&db, homeless("Dwi Yanti", "1971-03-04")), [Warning::LikelyDuplicate(yanti)]);
}

#[test]
fn twins_siblings_and_a_family_that_shares_a_telephone_are_not_accused() {
    let (db, mother, siti) = known();
    let of_mother = |name: &str, birth: &str| Details {
        mother: Some(mother),
        phone: siti.phone.clone(),
        ..details(name, birth)
    };
    for (name, birth) in [
        ("Rina Wati", "2015-01-09"),
        ("Rini Wati", "2015-01-09"),
        ("Rani Wati", "2016-11-30"),
        ("Siti Aisyah", "2018-05-05"),
        ("By. Ny. Siti I", "2026-11-20"),
        ("By. Ny. Siti II", "2026-11-20"),
    ] {
        assert_eq!(asked_about(&db, of_mother(name, birth)), [], "{name}");
    }
    assert_eq!(asked_about(&db, Details { phone: siti.phone, ..details("Budi Santoso", "1988-01-01") }), []);
}

#[test]
fn an_estimated_date_is_asked_about_with_something_else_in_common_only() {
    let estimated = |home: Home| Details {
        home,
        birth: Birth { date: day("1992-07-01"), precision: Precision::Estimated },
        ..details("Siti Aminah", "1992-07-01")
    };
    let (db, id, siti) = known();
    assert_eq!(asked_about(&db, estimated(siti.home)), [Warning::LikelyDuplicate(id)]);
    assert_eq!(asked_about(&db, estimated(Home::Unknown)), []);
}

#[test]
fn a_mother_who_is_registered_and_one_who_is_only_named_are_the_same_mother() {
    let db = database();
    let mother = add(&db, registration(homeless("Siti Aminah", "1990-02-03"))).unwrap().0;
    let child = |name: &str, birth: &str| homeless(name, birth);
    let bagas = Details { mother: Some(mother), ..child("Bagas Pratama", "2020-05-17") };
    let bagas = add(&db, registration(bagas)).unwrap().0;
    let guarded = Guardian { name: "Siti Aminah".into(), relation: Relation::Mother };
    let again = Details { guardian: Some(guarded), ..child("Bagas Pratama", "2021-03-02") };
    assert_eq!(asked_about(&db, again.clone()), [Warning::LikelyDuplicate(bagas)]);
    assert_eq!(asked_about(&db, Details { guardian: None, ..again }), [], "nothing in common but the name");
}

/// Names, dates and ties among which every way of being alike is found, many times over.
fn crowd() -> Vec<Details> {
    const NAMES: [&str; 24] = [
        "Siti Aminah",
        "Siti",
        "Aminah",
        "Sitiaminah",
        "Siti Amniah",
        "Hj. Siti Aminah Zahra",
        "Ika Lestari",
        "Eka Lestari",
        "Dwi Yanti",
        "Dwiyanti",
        "Abd. Rohman",
        "Abdurrahman",
        "Bayi Siti",
        "Wahyu Ningsih",
        "Wahyuningsi",
        "Mas Bagus",
        "Ahmad M",
        "By. Siti Aminah",
        "R. Bambang Sutrisno",
        "Bambang Sutrisno",
        "Sri Wahyu Ningsih",
        "Sriwahyuningsih",
        "Siti Nuraini",
        "Sitinur Aini",
    ];
    const DATES: [&str; 9] = [
        "1990-03-04",
        "1990-04-03",
        "1990-03-05",
        "1980-03-04",
        "1991-11-20",
        "1990-01-01",
        "1980-01-01",
        "1994-07-01",
        "2020-01-01",
    ];
    let mut rng = fastrand::Rng::with_seed(11);
    let mother = |name: &str| Guardian { name: name.into(), relation: Relation::Mother };
    let somebody = |_| {
        let (name, birth) = (NAMES[rng.usize(..NAMES.len())], DATES[rng.usize(..DATES.len())]);
        let mut details = if rng.usize(..4) > 0 { homeless(name, birth) } else { details(name, birth) };
        details.birth.precision = [Precision::Exact, Precision::Exact, Precision::Estimated][rng.usize(..3)];
        details.sex = [Sex::Female, Sex::Female, Sex::Male][rng.usize(..3)];
        // Of one telephone fewer than fifty are looked at.
        details.phone =
            if rng.usize(..4) > 0 { String::new() } else { format!("08571111{:04}", rng.usize(..8)) };
        details.guardian =
            [None, None, Some(mother("Sri Wahyuni")), Some(mother("Sri"))][rng.usize(..4)].clone();
        let card = format!("351007010115000{}", rng.usize(..4));
        details.civil.family_card = if rng.bool() { FamilyCard::parse(&card).ok() } else { None };
        details
    };
    (0..360).map(somebody).collect()
}

#[test]
fn nobody_whom_the_comparison_would_show_is_missed_by_the_net() {
    let db = database();
    let crowd: Vec<(PersonId, Details)> =
        crowd().into_iter().map(|details| (narrowing::register(&db, details.clone()), details)).collect();
    let mut shown = 0;
    for (id, details) in &crowd {
        let one = likeness::Compared::from(rules::traits(details));
        let others = crowd.iter().filter(|(other, _)| other != id);
        let scores = others.map(|(other, theirs)| {
            let (score, _) = likeness::compare(&one, &likeness::Compared::from(rules::traits(theirs)));
            (std::cmp::Reverse(score), std::cmp::Reverse(*other))
        });
        let mut expected: Vec<_> = scores.filter(|(score, _)| score.0 >= likeness::SHOWN).collect();
        expected.sort_unstable();
        expected.truncate(MOST_SIMILAR);
        let found = crate::people::alike::table::others(&db, &rules::traits(details), Some(*id), &config())
            .unwrap()
            .similar;
        let found: Vec<_> =
            found.iter().map(|one| (std::cmp::Reverse(one.score), std::cmp::Reverse(one.card.id))).collect();
        assert_eq!(found, expected, "{details:?}");
        shown += found.len();
    }
    assert!(shown > 800, "{shown}");
}

#[test]
fn of_a_name_that_hundreds_in_a_village_have_the_one_of_that_day_is_found() {
    let db = database();
    let id = narrowing::register(&db, details("Siti", "1990-03-08"));
    let mut add = db
        .prepare(
            "INSERT INTO person (name, sex, birth_date, birth_precision, no_nik, village_code, address, phone, disability,
                 family_id, family_role, member, record_number, record_key, registered_at)
             SELECT ?1, 'female', ?2, ?3, 'not_brought', '3510072001', '', '', 'none', family_id, 'other', ?4, ?5, ?5, 0
             FROM person WHERE id = 1",
        )
        .unwrap();
    for at in 0..1_500_i64 {
        // Longer names, and the same one of about that age.
        let name = ["Siti Aminah", "Siti Rahayu", "Siti"][at as usize % 3];
        let birth = day("1985-01-01") + chrono::Duration::days(at * 2);
        let precision = if at % 5 == 0 { "estimated" } else { "exact" };
        add.execute((name, birth.to_string(), precision, at + 10, format!("n{at}"))).unwrap();
    }
    drop(add);
    table::rebuild_search(&db).unwrap();
    let found = table::similar(&db, &query::Similar(draft("Siti", "1990-03-08")), &config()).unwrap().people;
    assert_eq!(found.first().map(|similar| similar.card.id), Some(id), "{found:?}");
}

fn draft(name: &str, birth: &str) -> Draft {
    Draft {
        name: name.into(),
        sex: Some(Sex::Female),
        birth_date: Some(day(birth)),
        area: Some(AreaCode("3510072001".into())),
        ..Draft::default()
    }
}
