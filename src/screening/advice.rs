//! What a measurement says as a whole: which of its labels hold, which is the worst, and what follows. Pure.
//!
//! It is screening: a doctor diagnoses. The words are in `said.rs`.

use super::{Doubt, FollowUp, FollowUpKind, FollowUpState, Preview};
use crate::growth::kms::Said;
use crate::growth::{Assessment, Category, Index, Level, SIX_MONTHS, Z};

/// A label that is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    pub index: Index,
    /// None where the label goes without one: oedema, the arm's centimetres under 91 days.
    pub z: Option<Z>,
    pub category: Category,
}

/// What can be measured wrongly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measured {
    Weight,
    Length,
    Head,
    Arm,
}

const fn measured(index: Index) -> &'static [Measured] {
    match index {
        Index::WeightForAge => &[Measured::Weight],
        Index::LengthForAge => &[Measured::Length],
        Index::WeightForLength | Index::BmiForAge => &[Measured::Weight, Measured::Length],
        Index::HeadForAge => &[Measured::Head],
        Index::ArmForAge => &[Measured::Arm],
    }
}

/// Whether an index is so far out that it is measured again first: flagged, and nobody has confirmed it.
///
/// WHO's flags keep such a value out of every prevalence, confirmed or not. For care a value that was measured twice is
/// believed: the sickest child is never sent away because nobody else is as sick.
pub fn is_doubted(assessment: &Assessment, confirmed: &[Doubt], index: Index) -> bool {
    assessment.score(index).implausible && !confirmed.contains(&Doubt::Index(index))
}

/// What the growth card says, where the weight does not stand in doubt: else it is measured again first.
fn believed<'a>(assessment: &Assessment, confirmed: &[Doubt], gain: Option<&'a Said>) -> Option<&'a Said> {
    gain.filter(|_| holds(assessment, confirmed, Index::WeightForAge))
}

/// Whether what an index says holds: none of what was measured for it stands in doubt.
fn holds(assessment: &Assessment, confirmed: &[Doubt], index: Index) -> bool {
    // Swelling is seen, whatever the scale says.
    if assessment.category(index) == Some(Category::SeverelyWastedOedema) {
        return true;
    }
    let mut doubted = Index::ALL.into_iter().filter(|other| is_doubted(assessment, confirmed, *other));
    !doubted.any(|other| measured(other).iter().any(|one| measured(index).contains(one)))
}

/// The labels that hold, the worst first: what is referred at once, then what is referred, then what lies furthest out,
/// too low before too high.
pub fn labels(assessment: &Assessment, confirmed: &[Doubt]) -> Vec<Label> {
    const ORDER: [Index; 6] = [
        Index::WeightForLength,
        Index::ArmForAge,
        Index::LengthForAge,
        Index::WeightForAge,
        Index::HeadForAge,
        Index::BmiForAge,
    ];
    let label = |index| {
        let category = assessment.category(index).filter(|_| holds(assessment, confirmed, index))?;
        Some(Label { index, z: assessment.z(index), category })
    };
    let mut labels: Vec<Label> = ORDER.into_iter().filter_map(label).collect();
    // Stable: the order above decides between equals.
    labels.sort_by_key(|label| std::cmp::Reverse(gravity(label.category)));
    labels
}

fn gravity(category: Category) -> (bool, bool, u32) {
    let level = match category.level() {
        Level::VeryLow => 4,
        Level::VeryHigh => 3,
        Level::Low => 2,
        Level::High => 1,
        Level::Normal => 0,
    };
    (is_referred_at_once(category), category.needs_referral(), level)
}

/// What a label alone asks for, besides a referral: it is named where that is advised, so that nobody wonders why.
pub const fn asks_for(category: Category) -> Option<FollowUpKind> {
    match category {
        Category::Wasted | Category::Underweight | Category::ArmWasted => Some(FollowUpKind::FoodAid),
        Category::PossibleRiskOfOverweight | Category::Overweight | Category::Obese => {
            Some(FollowUpKind::Counselling)
        }
        _ => None,
    }
}

/// Gizi buruk in each of its three forms.
///
/// Source: tatalaksana gizi buruk, Kemenkes: z below −3, swelling of both feet, or an arm under 11.5 cm.
pub const fn is_referred_at_once(category: Category) -> bool {
    matches!(
        category,
        Category::SeverelyWasted | Category::SeverelyWastedOedema | Category::ArmSeverelyWasted
    )
}

/// What follows a measurement, most urgent first.
///
/// Sources: KMK 1928/2022 (a child that seems stunted is measured again and referred to a paediatrician); tatalaksana
/// gizi buruk (referred at once); Juknis PMT lokal 2023 (gizi kurang, berat kurang and T get food aid from six months
/// on); below six months the only food is milk, so breastfeeding is looked at, and the child referred where it is thin,
/// T, or further under its birth weight than newborns are (KIA book, `growth/newborn.csv`).
pub fn advice(
    age_days: u32,
    assessment: &Assessment,
    confirmed: &[Doubt],
    gain: Option<&Said>,
) -> Vec<FollowUpKind> {
    let labels = labels(assessment, confirmed);
    let has = |wanted: &[Category]| labels.iter().any(|label| wanted.contains(&label.category));
    let gain = believed(assessment, confirmed, gain);
    let doubted = Index::ALL.into_iter().any(|index| is_doubted(assessment, confirmed, index));
    let measured_twice = confirmed.iter().any(|doubt| matches!(doubt, Doubt::Index(_)));
    let at_once = labels.iter().any(|label| is_referred_at_once(label.category));
    let refer = labels.iter().any(|label| label.category.needs_referral())
        || gain.is_some_and(|gain| gain.below_red_line);
    let not_gaining = gain.is_some_and(|gain| gain.letter.is_not_gained());
    let thin =
        has(&[Category::SeverelyUnderweight, Category::Underweight, Category::Wasted, Category::ArmWasted]);
    let heavy = has(&[Category::PossibleRiskOfOverweight, Category::Overweight, Category::Obese]);
    // Where nobody measured the length, weight for age is all there is.
    let has_length = labels.iter().any(|label| label.index == Index::WeightForLength);
    let maybe_heavy = heavy || (!has_length && has(&[Category::RiskOfOverweight]));
    let suckling = age_days < SIX_MONTHS;
    let milk_fails =
        suckling && (not_gaining || thin || gain.is_some_and(|gain| gain.under_birth_weight.is_some()));
    // A loss alone, as of every newborn, is looked at here.
    let milk = milk_fails || (suckling && gain.is_some_and(|gain| gain.lost.is_some()));
    let mut advice = Vec::new();
    let mut when = |holds: bool, kind| {
        if holds {
            advice.push(kind);
        }
    };
    when(at_once, FollowUpKind::ReferNow);
    when(doubted || (refer && !at_once && !measured_twice), FollowUpKind::Remeasure);
    when(milk && !at_once, FollowUpKind::Breastfeeding);
    when((refer || milk_fails) && !at_once, FollowUpKind::Refer);
    when((not_gaining || thin) && !suckling && !maybe_heavy && !at_once, FollowUpKind::FoodAid);
    when(heavy || (not_gaining && maybe_heavy), FollowUpKind::Counselling);
    if advice.is_empty() {
        advice.push(FollowUpKind::NextMonth);
    }
    advice
}

/// Whether a child shall be referred and nobody has planned it: asked once before it goes home.
///
/// Where the advice is to measure again first, the referral waits for that; one that was done before is no answer to
/// what was measured now.
pub fn lacks_referral(advice: &[FollowUpKind], planned: &[FollowUp]) -> bool {
    let at_once = advice.contains(&FollowUpKind::ReferNow);
    let after = advice.contains(&FollowUpKind::Refer) && !advice.contains(&FollowUpKind::Remeasure);
    let is_one = |one: &FollowUp| {
        one.state == FollowUpState::Planned
            && matches!(one.kind, FollowUpKind::ReferNow | FollowUpKind::Refer)
    };
    (at_once || after) && !planned.iter().any(is_one)
}

impl Preview {
    /// The labels that hold, the worst first.
    pub fn labels(&self) -> Vec<Label> {
        labels(&self.assessment, &self.confirmed)
    }

    /// What the growth card says, where the weight does not stand in doubt.
    pub fn believed_gain(&self) -> Option<&Said> {
        believed(&self.assessment, &self.confirmed, self.gain.as_ref())
    }

    /// Whether an index is measured again first.
    pub fn is_doubted(&self, index: Index) -> bool {
        is_doubted(&self.assessment, &self.confirmed, index)
    }

    /// Whether any is.
    pub fn has_doubt(&self) -> bool {
        Index::ALL.into_iter().any(|index| self.is_doubted(index))
    }
}

#[cfg(test)]
#[path = "tests/advice.rs"]
mod tests;
