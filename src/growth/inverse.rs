//! From a z-score back to the measure: what the bands of a chart are drawn from.

use super::index::Index;
use super::lms::Lms;
use super::tables::tables;
use super::{FIRST_DAY_OF_HEIGHT, LAST_DAY};
use crate::terms::{Posture, Sex};

/// Where on the horizontal axis: an age, or a length for weight-for-length.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum At {
    /// Age in days, for every index but weight-for-length.
    Day(u32),
    /// Corrected length (lying) or height (standing) in cm.
    Length(f64, Posture),
}

/// The row of the WHO table at a place, interpolated for lengths; `None` outside the table.
pub fn lms_at(index: Index, sex: Sex, at: At) -> Option<Lms> {
    let t = tables();
    match at {
        At::Day(day) if day <= LAST_DAY => match index {
            Index::WeightForAge => t.weight_for_age.at(sex, day),
            Index::LengthForAge => t.length_for_age.at(sex, day),
            Index::BmiForAge => t.bmi_for_age.at(sex, day),
            Index::HeadForAge => t.head_for_age.at(sex, day),
            Index::ArmForAge => t.arm_for_age.at(sex, day),
            Index::WeightForLength => None,
        },
        At::Length(length, posture) if index == Index::WeightForLength => {
            super::batch::row_by_length(t, sex, length, posture)
        }
        At::Day(_) | At::Length(..) => None,
    }
}

/// The measure (kg, cm or kg/m²) that has the z-score `z` at a place.
pub fn value_at(index: Index, sex: Sex, at: At, z: f64) -> Option<f64> {
    let row = lms_at(index, sex, at)?;
    let value = if index.is_linear_beyond_three() { row.measure_at_linear(z) } else { row.measure_at(z) };
    (value.is_finite() && value > 0.0).then_some(value)
}

/// Lying before day 731, standing from it.
pub const fn table_posture(age_days: u32) -> Posture {
    if age_days < FIRST_DAY_OF_HEIGHT { Posture::Lying } else { Posture::Standing }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::growth::{Age, Child, Scores, score_all};
    use proptest::prelude::*;

    #[test]
    fn medians_and_bands_are_the_published_ones() {
        let boy = |day, z| value_at(Index::LengthForAge, Sex::Male, At::Day(day), z).unwrap();
        assert!((boy(730, 0.0) - 87.8018).abs() < 1e-9);
        assert!((boy(731, 0.0) - 87.1303).abs() < 1e-9, "the step from length to height is real");
        assert_eq!(value_at(Index::ArmForAge, Sex::Male, At::Day(90), 0.0), None);
        assert_eq!(value_at(Index::BmiForAge, Sex::Male, At::Day(1827), 0.0), None);
        assert_eq!(value_at(Index::WeightForLength, Sex::Male, At::Length(44.9, Posture::Lying), 0.0), None);
        assert_eq!(value_at(Index::WeightForLength, Sex::Male, At::Day(3), 0.0), None);
    }

    proptest! {
        #[test]
        fn there_and_back_again(
            female: bool, which in 0usize..6, day in 91u32..=1826, tenths in 650u32..=1100, z in -600i32..600,
        ) {
            let sex = if female { Sex::Female } else { Sex::Male };
            let index = Index::ALL[which];
            let length = f64::from(tenths) / 10.0;
            let at = match index {
                Index::WeightForLength => At::Length(length, table_posture(day)),
                _ => At::Day(day),
            };
            let value = value_at(index, sex, at, f64::from(z) / 100.0).unwrap();
            let mut child = Child { sex: Some(sex), age: Age::from_days(f64::from(day)), ..Child::UNMEASURED };
            match index {
                Index::WeightForAge => child.weight = value,
                Index::LengthForAge => child.length = value,
                Index::WeightForLength => (child.weight, child.length) = (value, length),
                Index::BmiForAge => (child.weight, child.length) = (value, 100.0),
                Index::HeadForAge => child.head = value,
                Index::ArmForAge => child.arm = value,
            }
            let mut out = [Scores::EMPTY];
            score_all(&[child], &mut out);
            prop_assert_eq!(out[0].z(index).map(|z| z.0), Some(z));
        }
    }
}
