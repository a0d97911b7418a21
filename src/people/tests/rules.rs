//! Tests of `rules`.

use super::*;
use crate::people::{Guardian, OpenVisit};
use crate::terms::Unseen;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn known(code: &AreaCode) -> AreaStanding {
    if code.0 == "351007" { AreaStanding::Known } else { AreaStanding::Unknown }
}

fn claims<'a>(sex: Sex, birth: &str, nik: &'a Nik) -> Claims<'a> {
    Claims { sex: Some(sex), birth: birth.parse().ok().map(exactly), nik: Some(nik) }
}

fn exactly(date: NaiveDate) -> Birth {
    Birth { date, precision: Precision::Exact }
}

fn warned(sex: Sex, birth: &str, nik: &str) -> Vec<Warning> {
    let nik = Nik::parse(nik).unwrap();
    check(claims(sex, birth, &nik), &Others::default(), known, day("2026-11-21"))
}

#[test]
fn a_nik_is_compared_with_what_was_typed() {
    use Warning::{NikAreaUnknown, NikBirthDate, NikImpossibleDate, NikSex};
    for (sex, birth, nik, expected) in [
        (Sex::Female, "2001-08-14", "3510075408010003", vec![]),
        (Sex::Male, "2001-08-14", "3510075408010003", vec![NikSex]),
        (Sex::Female, "2001-08-15", "3510075408010003", vec![NikBirthDate]),
        (Sex::Female, "1901-08-14", "3510075408010003", vec![]),
        (Sex::Male, "2001-02-28", "3510073102010003", vec![NikImpossibleDate]),
        (Sex::Female, "2001-08-14", "9999995408010003", vec![NikAreaUnknown]),
        (Sex::Male, "2001-08-13", "9999995408010003", vec![NikBirthDate, NikSex, NikAreaUnknown]),
    ] {
        assert_eq!(warned(sex, birth, nik), expected, "{sex:?} {birth} {nik}");
    }
}

#[test]
fn a_nik_printed_before_a_province_was_split_is_not_warned_about() {
    use crate::people::AreaStanding;
    let warned = |code: &str| {
        let nik = Nik::parse(&format!("{code}5408010003")).unwrap();
        let today = day("2026-11-21");
        check(claims(Sex::Female, "2001-08-14", &nik), &Others::default(), AreaStanding::of_district, today)
    };
    for code in [
        "640401", "647302", "732105", "731902", "321902", "322101", "321717", "141101", "161501", "711501",
        "710611", "811201", "910101", "351007",
    ] {
        assert_eq!(warned(code), [], "{code}");
    }
    for code in ["351099", "321599", "993101", "929901"] {
        assert_eq!(warned(code), [Warning::NikAreaUnknown], "{code}");
    }
}

#[test]
fn an_estimate_that_may_mean_the_day_of_the_nik_is_no_other_day() {
    let nik = Nik::parse("3510075408010003").unwrap();
    let asked = |birth: &str, precision| {
        let claims =
            Claims { sex: None, birth: Some(Birth { date: day(birth), precision }), nik: Some(&nik) };
        check(claims, &Others::default(), known, day("2026-11-21"))
    };
    for (birth, precision) in [
        ("2001-06-30", Precision::Year),
        ("2002-06-30", Precision::Year),
        ("2004-01-01", Precision::Estimated),
    ] {
        assert_eq!(asked(birth, precision), [], "{birth} {precision:?}");
    }
    for (birth, precision) in [
        ("2003-06-30", Precision::Year),
        ("2007-01-01", Precision::Estimated),
        ("2001-08-15", Precision::Exact),
    ] {
        assert_eq!(asked(birth, precision), [Warning::NikBirthDate], "{birth} {precision:?}");
    }
}

#[test]
fn somebody_with_the_same_number_is_named_once() {
    let others = Others {
        same_nik: Some(PersonId(7)),
        same_bpjs: Some(PersonId(8)),
        similar: [(7, 100), (9, likeness::LIKELY), (10, likeness::LIKELY - 1)].map(similar).to_vec(),
    };
    let claims = Claims { sex: None, birth: None, nik: None };
    assert_eq!(
        check(claims, &others, known, day("2026-11-21")),
        [
            Warning::NikTaken(PersonId(7)),
            Warning::BpjsTaken(PersonId(8)),
            Warning::LikelyDuplicate(PersonId(9))
        ]
    );
}

fn similar((id, score): (i64, u8)) -> Similar {
    let card = super::super::Card {
        id: PersonId(id),
        name: "X".into(),
        sex: Sex::Male,
        birth: Birth { date: day("2000-01-01"), precision: Precision::Exact },
        nik_masked: None,
        record_number: String::new(),
        area: None,
        village: None,
        deceased_on: None,
    };
    Similar { card, score, because: Vec::new() }
}

#[test]
fn each_warning_needs_its_own_reason() {
    let said = |warning, reason: &str| Confirmation { warning, reason: reason.into() };
    let open = [Warning::NikSex, Warning::LikelyDuplicate(PersonId(3))];
    assert_eq!(all_confirmed(&[], &[said(Warning::NikSex, "not asked")]), Ok(vec![]));
    assert_eq!(
        all_confirmed(&open, &[said(Warning::NikSex, "misprint")]),
        Err(Error::NeedsConfirmation(open.to_vec()))
    );
    // A reason for another person is no reason for this one.
    let other = said(Warning::LikelyDuplicate(PersonId(4)), "twin");
    assert!(matches!(
        all_confirmed(&open, &[said(Warning::NikSex, "misprint"), other]),
        Err(Error::NeedsConfirmation(_))
    ));
    let both = [said(Warning::NikSex, " misprint "), said(Warning::LikelyDuplicate(PersonId(3)), "  ")];
    assert_eq!(all_confirmed(&open, &both), Err(Error::ReasonMissing(Warning::LikelyDuplicate(PersonId(3)))));
    let both = [said(Warning::NikSex, " misprint "), said(Warning::LikelyDuplicate(PersonId(3)), "twin")];
    assert_eq!(all_confirmed(&open, &both).unwrap()[0].reason, "misprint");
}

fn details() -> Details {
    let birth = Birth { date: day("2001-08-14"), precision: Precision::Exact };
    let identity = Identity::Without(NoNik::NotBrought);
    Details {
        address: Address { text: "Dusun Krajan".into(), rt: Some(3), rw: Some(2) },
        phone: "0812-3456-7890".into(),
        ..Details::new("  Siti   Nur\tAzizah ", Sex::Female, birth, identity)
    }
}

fn config() -> Config {
    Config {
        record_format: RecordFormat::default(),
        member_codes: super::super::MemberCodes::default(),
        villages: BTreeMap::new(),
        nik_area: known,
        today: day("2026-11-21"),
    }
}

fn mother(it: &mut Details, name: &str) {
    it.guardian = Some(Guardian { name: name.into(), relation: Relation::Mother });
}

#[test]
fn texts_are_tidied_and_the_impossible_is_refused() {
    let today = day("2026-11-21");
    assert_eq!(tidy(&details(), &config(), today).unwrap().name, "Siti Nur Azizah");
    let with = |change: fn(&mut Details)| {
        let mut details = details();
        change(&mut details);
        tidy(&details, &config(), today).err()
    };
    assert_eq!(with(|it| it.name = " . ".into()), Some(Error::NameMissing));
    assert_eq!(with(|it| it.name = "x".repeat(151)), Some(Error::BadField(Field::Name)));
    assert_eq!(with(|it| it.birth.date = day("2026-11-22")), Some(Error::BirthInFuture));
    assert_eq!(with(|it| it.birth.date = day("1896-11-20")), Some(Error::BirthTooLongAgo));
    assert_eq!(with(|it| it.address.rt = Some(0)), Some(Error::BadField(Field::Rt)));
    assert_eq!(with(|it| it.address.rw = Some(1000)), Some(Error::BadField(Field::Rw)));
    assert_eq!(with(|it| it.phone = "\u{7}".into()), Some(Error::Hidden(Field::Phone, Unseen('\u{7}'))));
    // A name that reads the other way round, a mother's that looks like another's.
    assert_eq!(
        with(|it| it.name = "Siti\u{202e}itiS".into()),
        Some(Error::Hidden(Field::Name, Unseen('\u{202e}')))
    );
    assert_eq!(
        with(|it| mother(it, "Su\u{200d}mi")),
        Some(Error::Hidden(Field::Guardian, Unseen('\u{200d}')))
    );
    assert_eq!(with(|it| mother(it, "Śumi Ény")), None);
    assert_eq!(
        with(|it| it.civil.birthplace = "\u{feff}Banyuwangi".into()),
        Some(Error::Hidden(Field::Birthplace, Unseen('\u{feff}')))
    );
    assert_eq!(with(|it| it.civil.birthplace = "x".repeat(151)), Some(Error::BadField(Field::Birthplace)));
    let mut far = details();
    far.civil.birthplace = "  Kab.  Banyuwangi".into();
    assert_eq!(tidy(&far, &config(), today).unwrap().civil.birthplace, "Kab. Banyuwangi");
    let village = |it: &mut Details| it.home = Home::Village(AreaCode("3510072001".into()));
    assert_eq!(with(village), Some(Error::UnknownVillage));
    let area = |it: &mut Details| it.home = Home::Elsewhere(AreaCode("351".into()));
    assert_eq!(with(area), Some(Error::BadField(Field::Home)));
}

#[test]
fn nobody_is_asked_again_about_what_stays() {
    let before = details();
    let all = || {
        vec![
            Warning::NikBirthDate,
            Warning::NikSex,
            Warning::NikImpossibleDate,
            Warning::NikAreaUnknown,
            Warning::NikTaken(PersonId(1)),
            Warning::BpjsTaken(PersonId(2)),
            Warning::LikelyDuplicate(PersonId(3)),
        ]
    };
    let mut after = before.clone();
    after.address.text = "Dusun Sumber".into();
    assert_eq!(of_changed_fields(all(), &before, &after), []);
    after.phone = "1".into();
    assert_eq!(of_changed_fields(all(), &before, &after), [Warning::LikelyDuplicate(PersonId(3))]);
    after.sex = Sex::Male;
    assert!(of_changed_fields(all(), &before, &after).contains(&Warning::NikSex));
    after.identity = Identity::Nik(Nik::parse("3510075408010003").unwrap());
    assert_eq!(of_changed_fields(all(), &before, &after).len(), 6);
}

#[test]
fn a_death_lies_between_birth_and_today() {
    let which = super::super::Which { person: PersonId(1), seen: None };
    let on = |text: &str, deceased| {
        may_die(
            &Death { which, on: day(text), open_visit: OpenVisit::Ask },
            day("2000-01-01"),
            deceased,
            day("2026-11-21"),
        )
    };
    assert_eq!(on("2026-11-21", None), Ok(()));
    assert_eq!(on("2026-11-22", None), Err(Error::DeathInFuture));
    assert_eq!(on("1999-12-31", None), Err(Error::DeathBeforeBirth));
    assert_eq!(on("2026-11-21", Some(day("2020-01-01"))), Err(Error::IsDeceased));
}
