//! One child at one measuring: z-scores, flags, labels, and what was corrected on the way.

use serde::{Deserialize, Serialize};

use super::batch::{Age, Child, Empty, Scores, score_all};
use super::category::{Category, arm_category, category};
use super::index::{Index, PerIndex, Z};
use super::{FIRST_DAY_OF_HEIGHT, LAST_DAY};
use crate::terms::{Grams, Millimetres, Posture, Sex};

/// What was measured on one day; everything may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Measures {
    pub weight: Option<Grams>,
    /// Length or height as read from the board.
    pub length: Option<Millimetres>,
    /// How length was measured.
    pub posture: Option<Posture>,
    /// Head circumference.
    pub head: Option<Millimetres>,
    /// Mid-upper-arm circumference.
    pub arm: Option<Millimetres>,
    /// Swelling of both feet.
    pub oedema: bool,
}

/// By so much a child is longer lying than standing (WHO 2006: 0.7 cm).
pub const LYING_LONGER: Millimetres = Millimetres(7);

/// What was done to the measured length before reading the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Correction {
    /// Nothing: measured as the table for this age wants it, or the posture is not known.
    None,
    /// Standing before day 731: +0.7 cm.
    Added7Millimetres,
    /// Lying from day 731: −0.7 cm.
    Took7Millimetres,
    /// Standing before nine months: the posture is doubted, nothing is corrected.
    PostureDoubted,
}

impl Correction {
    /// The stable word used as a translation key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Added7Millimetres => "added",
            Self::Took7Millimetres => "taken",
            Self::PostureDoubted => "posture_doubted",
        }
    }
}

/// The length that the tables are read with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Corrected {
    /// Length or height after correction.
    pub length: Millimetres,
    /// What was corrected.
    pub correction: Correction,
    /// What the length counts as: length (lying) before day 731, height (standing) from it.
    pub counts_as: Posture,
}

/// Body mass index in hundredths of kg/m².
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bmi(pub u32);

/// What one index says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    /// The rounded z, or why there is none.
    pub z: Result<Z, Empty>,
    /// So far out that measuring again comes first; such a child counts as implausible in summaries.
    pub implausible: bool,
    /// The label; there may be one without a z (oedema) and a z without one (arm, younger than six months).
    pub category: Option<Category>,
}

/// Everything that one measuring says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assessment {
    /// Length after correction, when it was measured.
    pub corrected: Option<Corrected>,
    /// BMI from the corrected length.
    pub bmi: Option<Bmi>,
    /// What each index says.
    pub scores: PerIndex<Score>,
}

impl Assessment {
    /// What one index says.
    pub const fn score(&self, index: Index) -> &Score {
        self.scores.get(index)
    }

    /// The z of one index, when there is one.
    pub fn z(&self, index: Index) -> Option<Z> {
        self.score(index).z.ok()
    }

    /// The label of one index.
    pub const fn category(&self, index: Index) -> Option<Category> {
        self.score(index).category
    }

    /// The same of a child of whom the year of birth alone is known: weight for length, oedema and the arm say
    /// something, whatever needs the age says nothing.
    pub fn without_age(self) -> Self {
        let nothing = Score { z: Err(Empty::Missing), implausible: false, category: None };
        let scores = PerIndex::from_fn(|index| match index {
            Index::WeightForLength => *self.score(index),
            Index::ArmForAge => Score { category: self.category(index), ..nothing },
            _ => nothing,
        });
        Self { scores, ..self }
    }

    /// Whether any index is so far out that measuring again comes first.
    pub fn is_implausible(&self) -> bool {
        self.scores.iter().any(|(_, score)| score.implausible)
    }
}

/// Judges one measuring of a child that was `age_days` old on the day it was measured.
///
/// From 60 months (day 1827) on every index is empty with [`Empty::OutsideAge`].
pub fn assess(sex: Sex, age_days: u32, measures: &Measures) -> Assessment {
    let age = Age::from_days(f64::from(age_days));
    let centimetres = |measure: Option<Millimetres>| measure.map_or(f64::NAN, Millimetres::centimetres);
    let child = Child {
        sex: Some(sex),
        age,
        weight: measures.weight.map_or(f64::NAN, Grams::kilograms),
        length: centimetres(measures.length),
        posture: measures.posture,
        head: centimetres(measures.head),
        arm: centimetres(measures.arm),
        oedema: measures.oedema,
    };
    let mut scores = [Scores::EMPTY];
    score_all(&[child], &mut scores);
    let [scores] = scores;
    Assessment {
        corrected: measures
            .length
            .filter(|length| length.0 > 0)
            .map(|length| corrected(age, length, measures.posture)),
        bmi: body_mass_index(scores.bmi),
        scores: PerIndex::from_fn(|index| score(&scores, &child, index, age_days, measures)),
    }
}

fn score(scores: &Scores, child: &Child, index: Index, age_days: u32, measures: &Measures) -> Score {
    let z = scores.z(index).ok_or(scores.why_empty(child, index).unwrap_or(Empty::Missing));
    let category = match (index, z) {
        // The sickest child must not be the one without a label: its weight is water, so the z is empty.
        (Index::WeightForLength, _) if measures.oedema && age_days <= LAST_DAY => {
            Some(Category::SeverelyWastedOedema)
        }
        (Index::ArmForAge, _) => measures.arm.and_then(|arm| arm_category(age_days, arm)),
        (_, Ok(z)) => category(index, z),
        (_, Err(_)) => None,
    };
    Score { z, implausible: z.is_ok_and(|z| index.is_implausible(z)), category }
}

fn corrected(age: Age, length: Millimetres, posture: Option<Posture>) -> Corrected {
    let change = super::batch::correction(age, posture);
    let upright = age.day().is_some_and(|day| day >= FIRST_DAY_OF_HEIGHT);
    let (length, correction) = if change > 0.0 {
        (Millimetres(length.0.saturating_add(LYING_LONGER.0)), Correction::Added7Millimetres)
    } else if change < 0.0 {
        (Millimetres(length.0.saturating_sub(LYING_LONGER.0)), Correction::Took7Millimetres)
    } else if posture == Some(Posture::Standing) && !upright {
        (length, Correction::PostureDoubted)
    } else {
        (length, Correction::None)
    };
    Corrected { length, correction, counts_as: if upright { Posture::Standing } else { Posture::Lying } }
}

fn body_mass_index(bmi: f64) -> Option<Bmi> {
    (bmi > 0.0 && bmi < 1e7).then(|| Bmi(u32::try_from(super::decimal::hundredths(bmi)).unwrap_or(u32::MAX)))
}
