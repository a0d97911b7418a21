//! Findings are no typing errors; what contradicts itself is asked about; a finding says what to do.

use super::*;
use crate::terms::Age;

const CHILD: u32 = 764;
const ADULT: u32 = 30 * 365 + 8;

fn by(age_days: u32) -> By<'static> {
    By { age_days: Some(age_days), ranges: Ranges::bundled() }
}

/// Somebody of so many days.
fn aged(days: u32) -> Age {
    let birth = chrono::NaiveDate::from_ymd_opt(1996, 5, 1).unwrap();
    Age::between(birth, birth + chrono::Duration::days(days.into())).unwrap()
}

fn of(sign: Sign, value: i64) -> Reading {
    Reading { sign, value: Some(Value::Of(value)) }
}

fn judged(readings: &[Reading], confirmed: &[Confirmation], age_days: u32) -> Result<Vec<Judged>, Error> {
    judge_all(readings, |_| None, confirmed, by(age_days))
}

fn confirm(sign: Sign, reason: &str) -> Confirmation {
    Confirmation { sign, reason: reason.into() }
}

#[test]
fn fever_a_fast_pulse_and_high_pressure_are_findings_and_nobody_is_asked_why() {
    let ill =
        [of(Sign::Temperature, 401), of(Sign::Pulse, 168), of(Sign::Respiration, 62), of(Sign::Spo2, 84)];
    assert_eq!(judged(&ill, &[], CHILD).unwrap().len(), 4);
    let pressure = [of(Sign::Systolic, 210), of(Sign::Diastolic, 130), of(Sign::Glucose, 640)];
    assert_eq!(judged(&pressure, &[], ADULT).unwrap().len(), 3);
    assert!(judged(&ill, &[], CHILD).unwrap().iter().all(|one| one.confirmed.is_none()));
    assert!(matches!(judge(Sign::Temperature, Value::Of(401), by(CHILD)), Verdict::Unusual(_)));
    // Heavy is a finding too.
    assert_eq!(judged(&[of(Sign::Weight, 158_000)], &[], ADULT).unwrap().len(), 1);
}

#[test]
fn the_impossible_is_refused() {
    let impossible = [of(Sign::Temperature, 391), of(Sign::Spo2, 101)];
    let Err(Error::Impossible(limits)) = judged(&impossible, &[], CHILD) else { panic!("passed") };
    assert_eq!((limits.sign, limits.high), (Sign::Spo2, Some(100)));
    assert_eq!(
        Error::Impossible(limits).to_string(),
        "spo2 101 (at most 100) is impossible at this age; take it again"
    );
}

#[test]
fn only_what_contradicts_itself_is_asked_about() {
    let turned = [of(Sign::Systolic, 80), of(Sign::Diastolic, 120)];
    let contradiction = Contradiction::PressureTurned { systolic: 80, diastolic: 120 };
    assert_eq!(judged(&turned, &[], ADULT), Err(Error::NeedsConfirmation(vec![contradiction])));
    assert!(judged(&[of(Sign::Systolic, 81), of(Sign::Diastolic, 80)], &[], ADULT).is_ok());
    assert!(judged(&[of(Sign::Systolic, 80), of(Sign::Diastolic, 80)], &[], ADULT).is_err(), "not above");
    let why = [confirm(Sign::Diastolic, " diukur dua kali ")];
    let passed = judged(&turned, &why, ADULT).unwrap();
    assert_eq!(
        passed.iter().filter_map(|one| one.confirmed.as_deref()).collect::<Vec<_>>(),
        ["diukur dua kali"]
    );
    assert_eq!(judged(&turned, &[confirm(Sign::Diastolic, " ")], ADULT), Err(Error::ReasonMissing));
    // Against what stands there: typed alone, the diastolic is held beside the systolic of before.
    let standing = |sign| (sign == Sign::Systolic).then_some(Value::Of(110));
    let alone = judge_all(&[of(Sign::Diastolic, 115)], standing, &[], by(ADULT));
    assert!(matches!(alone, Err(Error::NeedsConfirmation(_))), "{alone:?}");
    let other = judge_all(
        &[of(Sign::Pulse, 80)],
        |sign| turned.iter().find(|one| one.sign == sign)?.value,
        &[],
        by(ADULT),
    );
    assert!(other.is_ok(), "what was written before is not asked about again");
    // Asked where it was typed: the reason is that of the value that was given, whichever of the two.
    let standing = |sign| (sign == Sign::Diastolic).then_some(Value::Of(90));
    let alone = [of(Sign::Systolic, 80)];
    let why = [confirm(Sign::Systolic, "diukur dua kali")];
    let passed = judge_all(&alone, standing, &why, by(ADULT)).unwrap();
    assert_eq!(passed[0].confirmed.as_deref(), Some("diukur dua kali"));
    let other = [confirm(Sign::Diastolic, "diukur dua kali")];
    assert!(matches!(judge_all(&alone, standing, &other, by(ADULT)), Err(Error::NeedsConfirmation(_))));
    // Both given: the reason stands beside the diastolic one, as it was asked there.
    let passed = judged(&turned, &[confirm(Sign::Diastolic, "diukur dua kali")], ADULT).unwrap();
    let reasons: Vec<Sign> =
        passed.iter().filter(|one| one.confirmed.is_some()).map(|one| one.sign).collect();
    assert_eq!(reasons, [Sign::Diastolic]);
    // 62 kg with the comma in the wrong place.
    for (grams, age, asks) in [
        (6_200, 10 * 365, true),
        (20_000, ADULT, false),
        (62_000, ADULT, false),
        (310_000, ADULT, true),
        (180_000, 10 * 365, true),
        (29_000, 4 * 365, false),
    ] {
        let asked = matches!(judged(&[of(Sign::Weight, grams)], &[], age), Err(Error::NeedsConfirmation(_)));
        assert_eq!(asked, asks, "{grams} g at {age} days");
    }
}

#[test]
fn not_measurable_is_an_answer() {
    let none = Reading { sign: Sign::Systolic, value: Some(Value::Unmeasurable) };
    let judged = judged(&[none, of(Sign::Diastolic, 40)], &[], ADULT).unwrap();
    assert_eq!((judged[0].value, judged[0].confirmed.as_ref()), (Value::Unmeasurable, None));
    let now = |sign| (sign == Sign::Systolic).then_some(Value::Unmeasurable);
    let told = keys(now, About::of(aged(ADULT), Sex::Male, false));
    assert_eq!(told, ["pressure_unmeasurable"]);
}

#[test]
fn without_an_age_only_what_is_below_zero_is_refused() {
    let by = By { age_days: None, ranges: Ranges::bundled() };
    assert_eq!(judge_all(&[of(Sign::Temperature, 600)], |_| None, &[], by).unwrap().len(), 1);
    assert!(matches!(judge_all(&[of(Sign::Pulse, -1)], |_| None, &[], by), Err(Error::Impossible(_))));
    assert_eq!(no_sign_twice(&[of(Sign::Pulse, 1), of(Sign::Pulse, 2)]), Err(Error::SignTwice(Sign::Pulse)));
}

fn keys(now: impl Fn(Sign) -> Option<Value>, about: About) -> Vec<String> {
    let clinical = Clinical::bundled();
    let said = |one: &Told<'_>| format!("{}{}", if one.if_pregnant { "?" } else { "" }, one.finding.key);
    findings(now, about, &clinical).iter().map(said).collect()
}

fn values(list: &[(Sign, i64)]) -> impl Fn(Sign) -> Option<Value> {
    move |sign| list.iter().find(|(of, _)| *of == sign).map(|(_, value)| Value::Of(*value))
}

#[test]
fn a_finding_says_what_to_do_the_most_urgent_first_and_each_kind_once() {
    let man = About::of(aged(60 * 365 + 15), Sex::Male, false);
    let of = |list: &[(Sign, i64)]| keys(values(list), man);
    assert_eq!(of(&[(Sign::Systolic, 180), (Sign::Diastolic, 121)]), ["pressure_crisis"]);
    assert_eq!(of(&[(Sign::Systolic, 150), (Sign::Diastolic, 120)]), ["pressure_crisis"]);
    assert_eq!(of(&[(Sign::Systolic, 150), (Sign::Diastolic, 95)]), ["pressure_high"]);
    assert_eq!(of(&[(Sign::Systolic, 130), (Sign::Diastolic, 85), (Sign::Temperature, 368)]), [""; 0]);
    assert_eq!(of(&[(Sign::Temperature, 390), (Sign::Spo2, 89)]), ["oxygen_low", "fever"]);
    assert_eq!(of(&[(Sign::Spo2, 90)]), ["oxygen_reduced"]);
    let baby = About::of(aged(59), Sex::Female, false);
    assert_eq!(keys(values(&[(Sign::Temperature, 375)]), baby), ["fever_young_infant"]);
    let older = About::of(aged(61), Sex::Female, false);
    assert_eq!(keys(values(&[(Sign::Temperature, 390)]), older), ["fever"]);
}

#[test]
fn in_pregnancy_from_140_over_90_and_at_once_from_160_over_110() {
    let pregnant = About::of(aged(ADULT), Sex::Female, true);
    let of = |systolic, diastolic| {
        let list = [(Sign::Systolic, systolic), (Sign::Diastolic, diastolic)];
        let clinical = Clinical::bundled();
        let told = findings(values(&list), pregnant, &clinical);
        (told.first().map(|one| one.finding.key.clone()), most_urgent(&told), told.len())
    };
    assert_eq!(of(139, 89), (None, None, 0));
    for (systolic, diastolic) in [(140, 80), (120, 90), (159, 109)] {
        assert_eq!(of(systolic, diastolic), (Some("pressure_pregnant".into()), Some(Urgency::Today), 1));
    }
    for (systolic, diastolic) in [(160, 80), (130, 110), (200, 130)] {
        assert_eq!(of(systolic, diastolic), (Some("pressure_pregnant_severe".into()), Some(Urgency::Now), 1));
    }
    // Nobody said whether she is: both are told, what holds only then as such.
    let maybe = About::of(aged(ADULT), Sex::Female, false);
    let high = [(Sign::Systolic, 165), (Sign::Diastolic, 95)];
    assert_eq!(keys(values(&high), maybe), ["?pressure_pregnant_severe", "pressure_high"]);
    for about in [About::of(aged(ADULT), Sex::Male, true), About::of(aged(60 * 365 + 15), Sex::Female, false)]
    {
        assert_eq!(keys(values(&high), about), ["pressure_high"]);
    }
}

#[test]
fn an_adult_has_a_body_mass_index_and_a_waist_and_a_child_or_a_pregnant_woman_has_not() {
    let list = [(Sign::Weight, 70_000), (Sign::Height, 1_600), (Sign::Waist, 850)];
    let clinical = Clinical::bundled();
    let woman = body(values(&list), About::of(aged(ADULT), Sex::Female, false), &clinical);
    let (bmi, category) = woman.bmi.unwrap();
    assert_eq!((bmi, category.category.as_str()), (2734, "obese"));
    assert_eq!(woman.waist.unwrap().1.category, "central_obesity");
    let man = body(values(&list), About::of(aged(ADULT), Sex::Male, false), &clinical);
    assert_eq!(man.waist.unwrap().1.category, "normal");
    let none = Body { bmi: None, waist: None };
    assert_eq!(body(values(&list), About::of(aged(ADULT), Sex::Female, true), &clinical), none);
    let birthday: chrono::NaiveDate = "2008-11-23".parse().unwrap();
    let days = |on: &str| Age::between(birthday, on.parse().unwrap()).unwrap().total_days;
    assert_eq!(body(values(&list), About::of(aged(days("2026-11-20")), Sex::Male, false), &clinical), none);
    assert!(
        body(values(&list), About::of(aged(days("2026-11-23")), Sex::Male, false), &clinical).bmi.is_some()
    );
    let absurd = [(Sign::Weight, i64::MAX), (Sign::Height, 0)];
    assert_eq!(body(values(&absurd), About::of(aged(ADULT), Sex::Male, false), &clinical), none);
}

#[test]
fn on_her_tenth_birthday_a_girl_is_ten() {
    let birth = chrono::NaiveDate::from_ymd_opt(2016, 11, 23).unwrap();
    let about = |on: &str| About::of(Age::between(birth, on.parse().unwrap()).unwrap(), Sex::Female, false);
    assert_eq!(about("2026-11-22").pregnancy, Pregnancy::No);
    assert_eq!(about("2026-11-23").pregnancy, Pregnancy::Possible);
}
