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
