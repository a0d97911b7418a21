//! The rules of ages, postures, tables and rounding, and what holds for any child.

use super::*;
use proptest::prelude::*;

fn one(child: Child) -> Scores {
    let mut out = [Scores::EMPTY];
    score_all(&[child], &mut out);
    out[0]
}

fn boy(day: f64) -> Child {
    Child { sex: Some(Sex::Male), age: Age::from_days(day), ..Child::UNMEASURED }
}

#[test]
fn days_are_rounded_half_up_and_limits_use_unrounded_months() {
    assert_eq!(Age::from_days(730.5).day(), Some(731));
    assert_eq!(Age::from_days(730.49).day(), Some(730));
    assert_eq!(Age::from_months(24.0).day(), Some(731));
    assert!(Age::from_days(1826.0).is_under_five());
    assert!(!Age::from_days(1826.25).is_under_five());
    assert!(!Age::from_months(60.0).is_under_five());
    assert_eq!(Age::from_days(-1.0).day(), None);
    assert!(!Age::UNKNOWN.is_known());
}

#[test]
fn a_child_that_cannot_stand_yet_is_not_corrected() {
    let length = |day, posture| one(Child { length: 70.0, posture, ..boy(day) }).length;
    assert!((length(273.0, Some(Posture::Standing)) - 70.0).abs() < 1e-9);
    assert!((length(274.0, Some(Posture::Standing)) - 70.7).abs() < 1e-9);
    assert!((length(730.0, Some(Posture::Lying)) - 70.0).abs() < 1e-9);
    assert!((length(731.0, Some(Posture::Lying)) - 69.3).abs() < 1e-9);
    assert!((length(731.0, None) - 70.0).abs() < 1e-9);
}

#[test]
fn without_an_age_weight_for_length_goes_by_posture_and_then_by_length() {
    let z = |length, posture| {
        let child = Child { weight: 11.0, length, posture, ..boy(f64::NAN) };
        one(child).z(Index::WeightForLength).unwrap()
    };
    assert_eq!(z(86.9, None), z(86.9, Some(Posture::Lying)));
    assert_eq!(z(87.0, None), z(87.0, Some(Posture::Standing)));
    assert_ne!(z(87.0, None), z(87.0, Some(Posture::Lying)));
    let child = Child { weight: 11.0, length: 80.0, ..boy(f64::NAN) };
    assert_eq!(one(child).why_empty(&child, Index::WeightForAge), Some(Empty::Missing));
}

#[test]
fn every_empty_z_has_its_reason() {
    let why = |child: Child, index| one(child).why_empty(&child, index);
    assert_eq!(why(boy(400.0), Index::HeadForAge), Some(Empty::Missing));
    assert_eq!(why(Child { head: 0.0, ..boy(400.0) }, Index::HeadForAge), Some(Empty::NotPositive));
    assert_eq!(why(Child { head: 46.0, ..boy(1827.0) }, Index::HeadForAge), Some(Empty::OutsideAge));
    assert_eq!(why(Child { head: 46.0, ..boy(-3.0) }, Index::HeadForAge), Some(Empty::OutsideAge));
    assert_eq!(why(Child { arm: 12.0, ..boy(90.0) }, Index::ArmForAge), Some(Empty::OutsideTable));
    let short = Child { weight: 2.0, length: 44.9, ..boy(3.0) };
    assert_eq!(why(short, Index::WeightForLength), Some(Empty::OutsideTable));
    assert_eq!(why(short, Index::LengthForAge), None);
    let swollen = Child { weight: 9.0, length: 75.0, oedema: true, ..boy(400.0) };
    assert_eq!(why(swollen, Index::BmiForAge), Some(Empty::Oedema));
    assert_eq!(why(swollen, Index::LengthForAge), None);
    let nobody = Child { sex: None, ..swollen };
    assert_eq!(why(nobody, Index::LengthForAge), Some(Empty::Missing));
}

#[test]
fn the_first_and_last_millimetre_of_the_tables_count() {
    let z = |day, length, posture| {
        one(Child { weight: 9.0, length, posture, ..boy(day) }).z(Index::WeightForLength)
    };
    assert!(z(300.0, 45.0, None).is_some() && z(300.0, 110.0, None).is_some());
    assert!(z(300.0, 110.1, None).is_none());
    assert!(z(800.0, 65.0, None).is_some() && z(800.0, 120.0, None).is_some());
    assert!(z(800.0, 64.9, None).is_none());
    assert!(z(300.0, 109.3, Some(Posture::Standing)).is_some(), "109.3 + 0.7 is 110.0");
    assert!(z(800.0, 65.7, Some(Posture::Lying)).is_some(), "65.7 − 0.7 is 65.0");
}

prop_compose! {
    fn any_child()(
        sex in 0u8..3, age: u64, months: bool, plain in 0.0..2000.0f64, wild: bool,
        measures: [u64; 4], sane in [0.5..40.0f64, 40.0..125.0, 28.0..58.0, 8.0..25.0],
        posture in 0u8..3, oedema: bool,
    ) -> Child {
        let age = if wild { f64::from_bits(age) } else { plain };
        let pick = |at: usize| if wild { f64::from_bits(measures[at]) } else { sane[at] };
        Child {
            sex: [None, Some(Sex::Male), Some(Sex::Female)][usize::from(sex)],
            age: if months { Age::from_months(age / 30.0) } else { Age::from_days(age) },
            weight: pick(0),
            length: pick(1),
            head: pick(2),
            arm: pick(3),
            posture: [None, Some(Posture::Lying), Some(Posture::Standing)][usize::from(posture)],
            oedema,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn nothing_panics_and_a_z_or_its_reason_is_there(child in any_child()) {
        let scores = one(child);
        for index in Index::ALL {
            prop_assert_eq!(scores.z(index).is_none(), scores.why_empty(&child, index).is_some());
        }
    }

    #[test]
    fn the_rounded_z_is_the_nearest_hundredth(child in any_child()) {
        let scores = one(child);
        let exact = unrounded(&child);
        for index in Index::ALL {
            let exact = *exact.get(index);
            match scores.z(index) {
                Some(z) if exact.abs() < 90_000.0 => prop_assert!((z.as_f64() - exact).abs() <= 0.005_000_001),
                Some(_) => {}
                None => prop_assert!(exact.is_nan()),
            }
        }
    }

    #[test]
    fn more_weight_is_never_a_lower_z(child in any_child(), more in 1.0..1.5f64) {
        let heavier = Child { weight: child.weight * more, ..child };
        let (less, more) = (one(child), one(heavier));
        for index in Index::ALL.into_iter().filter(|index| index.uses_weight()) {
            if let (Some(less), Some(more)) = (less.z(index), more.z(index)) {
                prop_assert!(less <= more);
            }
        }
    }

    #[test]
    fn oedema_empties_exactly_what_weight_enters(child in any_child()) {
        let (with, without) = (one(Child { oedema: true, ..child }), one(Child { oedema: false, ..child }));
        for index in Index::ALL {
            let expected = if index.uses_weight() { None } else { without.z(index) };
            prop_assert_eq!(with.z(index), expected);
        }
    }
}
