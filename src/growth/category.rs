//! The labels of PMK 2/2020 and the other cut-offs of screening.
//!
//! Labels are screening, never a diagnosis. They use the rounded z, as WHO does: exactly −2.00 is normal, exactly
//! −3.00 is "pendek" or "kurang".
//!
//! Sources: Permenkes 2/2020 (BB/U, PB/U, TB/U, BB/PB, BB/TB, IMT/U from 0 to 60 months); head circumference ±2 SD
//! (practice, WHO 2007); arm circumference 11.5 and 12.5 cm from 6 to 59 months (tatalaksana gizi buruk, Kemenkes).

use serde::{Deserialize, Serialize};

use super::index::{Index, Z};
use crate::terms::Millimetres;

/// What an index says about a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// BB/U < −3: berat badan sangat kurang.
    SeverelyUnderweight,
    /// BB/U −3 … < −2: berat badan kurang.
    Underweight,
    /// BB/U −2 … +1: berat badan normal.
    NormalWeight,
    /// BB/U > +1: risiko berat badan lebih.
    RiskOfOverweight,
    /// PB/U, TB/U < −3: sangat pendek.
    SeverelyStunted,
    /// PB/U, TB/U −3 … < −2: pendek.
    Stunted,
    /// PB/U, TB/U −2 … +3: normal.
    NormalLength,
    /// PB/U, TB/U > +3: tinggi.
    Tall,
    /// BB/PB, BB/TB with oedema of both feet: gizi buruk (edema).
    SeverelyWastedOedema,
    /// BB/PB, BB/TB, IMT/U < −3: gizi buruk.
    SeverelyWasted,
    /// BB/PB, BB/TB, IMT/U −3 … < −2: gizi kurang.
    Wasted,
    /// BB/PB, BB/TB, IMT/U −2 … +1: gizi baik.
    WellNourished,
    /// BB/PB, BB/TB, IMT/U > +1 … +2: berisiko gizi lebih.
    PossibleRiskOfOverweight,
    /// BB/PB, BB/TB, IMT/U > +2 … +3: gizi lebih.
    Overweight,
    /// BB/PB, BB/TB, IMT/U > +3: obesitas.
    Obese,
    /// LK/U < −2: mikrosefali.
    Microcephaly,
    /// LK/U −2 … +2: normal.
    NormalHead,
    /// LK/U > +2: makrosefali.
    Macrocephaly,
    /// LiLA < 11.5 cm at 6–59 months: LiLA gizi buruk.
    ArmSeverelyWasted,
    /// LiLA 11.5–12.4 cm at 6–59 months: LiLA gizi kurang.
    ArmWasted,
    /// LiLA ≥ 12.5 cm at 6–59 months: LiLA normal.
    NormalArm,
}

/// How far from normal, for shape and colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Below −3: a square in the colours of being late.
    VeryLow,
    /// −3 … −2: a triangle downwards in the colours of waiting.
    Low,
    /// A tick.
    Normal,
    /// A triangle upwards.
    High,
    /// A triangle upwards in the colours of being late.
    VeryHigh,
}

impl Category {
    /// All of them, in the order of the tables in PMK 2/2020.
    pub const ALL: [Self; 21] = [
        Self::SeverelyUnderweight,
        Self::Underweight,
        Self::NormalWeight,
        Self::RiskOfOverweight,
        Self::SeverelyStunted,
        Self::Stunted,
        Self::NormalLength,
        Self::Tall,
        Self::SeverelyWastedOedema,
        Self::SeverelyWasted,
        Self::Wasted,
        Self::WellNourished,
        Self::PossibleRiskOfOverweight,
        Self::Overweight,
        Self::Obese,
        Self::Microcephaly,
        Self::NormalHead,
        Self::Macrocephaly,
        Self::ArmSeverelyWasted,
        Self::ArmWasted,
        Self::NormalArm,
    ];

    /// The stable word stored in tables and used as a translation key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::SeverelyUnderweight => "severely_underweight",
            Self::Underweight => "underweight",
            Self::NormalWeight => "normal_weight",
            Self::RiskOfOverweight => "risk_of_overweight",
            Self::SeverelyStunted => "severely_stunted",
            Self::Stunted => "stunted",
            Self::NormalLength => "normal_length",
            Self::Tall => "tall",
            Self::SeverelyWastedOedema => "severely_wasted_oedema",
            Self::SeverelyWasted => "severely_wasted",
            Self::Wasted => "wasted",
            Self::WellNourished => "well_nourished",
            Self::PossibleRiskOfOverweight => "possible_risk_of_overweight",
            Self::Overweight => "overweight",
            Self::Obese => "obese",
            Self::Microcephaly => "microcephaly",
            Self::NormalHead => "normal_head",
            Self::Macrocephaly => "macrocephaly",
            Self::ArmSeverelyWasted => "arm_severely_wasted",
            Self::ArmWasted => "arm_wasted",
            Self::NormalArm => "normal_arm",
        }
    }

    /// The category that `key` stands for.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.key() == key)
    }

    /// How far from normal.
    pub const fn level(self) -> Level {
        match self {
            Self::SeverelyUnderweight
            | Self::SeverelyStunted
            | Self::SeverelyWastedOedema
            | Self::SeverelyWasted
            | Self::ArmSeverelyWasted => Level::VeryLow,
            Self::Underweight | Self::Stunted | Self::Wasted | Self::Microcephaly | Self::ArmWasted => {
                Level::Low
            }
            Self::NormalWeight
            | Self::NormalLength
            | Self::WellNourished
            | Self::NormalHead
            | Self::NormalArm => Level::Normal,
            Self::RiskOfOverweight
            | Self::Tall
            | Self::PossibleRiskOfOverweight
            | Self::Overweight
            | Self::Macrocephaly => Level::High,
            Self::Obese => Level::VeryHigh,
        }
    }

    /// Whether the screen adds "terindikasi, perlu rujukan".
    ///
    /// Source: KMK 1928/2022 (a child that seems stunted is referred to a paediatrician, who diagnoses), KIA book
    /// (below the red line), tatalaksana gizi buruk. Gizi kurang is treated here with food, so it is not among them;
    /// nor is "tinggi", which PMK 2/2020 refers only on suspicion of an endocrine disorder.
    pub const fn needs_referral(self) -> bool {
        matches!(
            self,
            Self::SeverelyUnderweight
                | Self::SeverelyStunted
                | Self::Stunted
                | Self::SeverelyWastedOedema
                | Self::SeverelyWasted
                | Self::Obese
                | Self::Microcephaly
                | Self::Macrocephaly
                | Self::ArmSeverelyWasted
        )
    }
}

/// The category of a rounded z; arm-for-age has none (its cut-offs are in centimetres: [`arm_category`]).
pub const fn category(index: Index, z: Z) -> Option<Category> {
    let z = z.0;
    Some(match index {
        Index::WeightForAge => match z {
            ..-300 => Category::SeverelyUnderweight,
            -300..-200 => Category::Underweight,
            -200..=100 => Category::NormalWeight,
            _ => Category::RiskOfOverweight,
        },
        Index::LengthForAge => match z {
            ..-300 => Category::SeverelyStunted,
            -300..-200 => Category::Stunted,
            -200..=300 => Category::NormalLength,
            _ => Category::Tall,
        },
        Index::WeightForLength | Index::BmiForAge => match z {
            ..-300 => Category::SeverelyWasted,
            -300..-200 => Category::Wasted,
            -200..=100 => Category::WellNourished,
            101..=200 => Category::PossibleRiskOfOverweight,
            201..=300 => Category::Overweight,
            _ => Category::Obese,
        },
        Index::HeadForAge => match z {
            ..-200 => Category::Microcephaly,
            -200..=200 => Category::NormalHead,
            _ => Category::Macrocephaly,
        },
        Index::ArmForAge => return None,
    })
}

/// The day from which a child is six months old, as the arm's limits and food aid count it: six of WHO's months of
/// 30.4375 days, the rule by which its tables end at 60 months. A month of the calendar may be full a day or two before.
pub const SIX_MONTHS: u32 = 183;

/// The category of an arm circumference from 6 to under 60 months of 30.4375 days (days 183–1826); none outside.
pub const fn arm_category(age_days: u32, arm: Millimetres) -> Option<Category> {
    if age_days < SIX_MONTHS || age_days > super::LAST_DAY || arm.0 == 0 {
        return None;
    }
    Some(match arm.0 {
        ..115 => Category::ArmSeverelyWasted,
        115..125 => Category::ArmWasted,
        _ => Category::NormalArm,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_minus_two_is_normal_and_exactly_minus_three_is_moderate() {
        let of = |index, z| category(index, Z(z)).unwrap();
        assert_eq!(of(Index::LengthForAge, -200), Category::NormalLength);
        assert_eq!(of(Index::LengthForAge, -201), Category::Stunted);
        assert_eq!(of(Index::LengthForAge, -300), Category::Stunted);
        assert_eq!(of(Index::LengthForAge, -301), Category::SeverelyStunted);
        assert_eq!(of(Index::LengthForAge, 300), Category::NormalLength);
        assert_eq!(of(Index::LengthForAge, 301), Category::Tall);
        assert_eq!(of(Index::WeightForAge, -300), Category::Underweight);
        assert_eq!(of(Index::WeightForAge, -301), Category::SeverelyUnderweight);
        assert_eq!(of(Index::WeightForAge, 100), Category::NormalWeight);
        assert_eq!(of(Index::WeightForAge, 101), Category::RiskOfOverweight);
        for index in [Index::WeightForLength, Index::BmiForAge] {
            assert_eq!(of(index, -301), Category::SeverelyWasted);
            assert_eq!(of(index, -300), Category::Wasted);
            assert_eq!(of(index, -200), Category::WellNourished);
            assert_eq!(of(index, 100), Category::WellNourished);
            assert_eq!(of(index, 101), Category::PossibleRiskOfOverweight);
            assert_eq!(of(index, 200), Category::PossibleRiskOfOverweight);
            assert_eq!(of(index, 201), Category::Overweight);
            assert_eq!(of(index, 300), Category::Overweight);
            assert_eq!(of(index, 301), Category::Obese);
        }
        assert_eq!(of(Index::HeadForAge, -201), Category::Microcephaly);
        assert_eq!(of(Index::HeadForAge, 200), Category::NormalHead);
        assert_eq!(of(Index::HeadForAge, 201), Category::Macrocephaly);
        assert_eq!(category(Index::ArmForAge, Z(-400)), None);
    }

    #[test]
    fn an_arm_is_judged_by_centimetres_from_six_months() {
        let arm = |day, mm| arm_category(day, Millimetres(mm));
        assert_eq!(arm(182, 110), None);
        assert_eq!(arm(183, 114), Some(Category::ArmSeverelyWasted));
        assert_eq!(arm(400, 115), Some(Category::ArmWasted));
        assert_eq!(arm(400, 124), Some(Category::ArmWasted));
        assert_eq!(arm(1826, 125), Some(Category::NormalArm));
        assert_eq!(arm(1827, 110), None);
    }

    #[test]
    fn six_and_sixty_months_are_those_of_the_tables() {
        use crate::growth::{DAYS_PER_MONTH, LAST_DAY};
        let months = |day: u32| f64::from(day) / DAYS_PER_MONTH;
        assert!(months(SIX_MONTHS - 1) < 6.0 && months(SIX_MONTHS) >= 6.0);
        assert!(months(LAST_DAY) < 60.0 && months(LAST_DAY + 1) >= 60.0);
        // Born on 31 August, six months of the calendar on 1 March; on a fifth birthday of 1826 days still a child's arm.
        let day = |birth: &str, on: &str| {
            let date = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
            crate::terms::Age::between(date(birth), date(on)).unwrap().total_days
        };
        let thin = |day| arm_category(day, Millimetres(114));
        assert_eq!(thin(day("2025-08-31", "2026-03-01")), None);
        assert_eq!(thin(day("2025-08-31", "2026-03-02")), Some(Category::ArmSeverelyWasted));
        assert_eq!(thin(day("2021-03-01", "2026-03-01")), Some(Category::ArmSeverelyWasted));
        assert_eq!(thin(day("2021-03-01", "2026-03-02")), None);
    }

    #[test]
    fn every_key_leads_back_to_its_category() {
        for category in Category::ALL {
            assert_eq!(Category::from_key(category.key()), Some(category));
        }
    }
}
