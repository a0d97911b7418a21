//! How a child counts in a period: once for each index, by its last plausible measurement.

use chrono::NaiveDate;

use crate::growth::{Category, Index, LAST_DAY, PerIndex, Z, arm_category, category};
use crate::terms::{MeasurementId, Millimetres, PersonId};

/// One measurement of a period, as the counts need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodRow {
    /// Of whom.
    pub person: PersonId,
    /// Which.
    pub measurement: MeasurementId,
    /// When.
    pub measured_on: NaiveDate,
    /// Age on that day, in days.
    pub age_days: u32,
    /// Whether both feet were swollen.
    pub oedema: bool,
    /// Arm circumference, whose label goes by centimetres.
    pub arm: Option<Millimetres>,
    /// The z-scores.
    pub z: PerIndex<Option<Z>>,
}

/// How a child counts for one index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    In(Category),
    /// Oedema: no z, counted as below −3 in the indices with weight.
    Oedema,
    /// Measured, but only implausibly.
    Implausible,
    /// Nothing measured from which this index can be computed.
    NotMeasured,
}

/// How a child counts in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Who.
    pub person: PersonId,
    /// Age in days at the last measurement of the period.
    pub age_days: u32,
    /// How it counts for each index.
    pub verdicts: PerIndex<Verdict>,
}

/// How one child counts: `rows` are its measurements of the period that are not voided, oldest first.
///
/// For each index the last measurement decides whose z exists and is not flagged, or that is labelled for oedema;
/// without one the child is implausible when a flagged z exists, else not measured.
pub fn last_plausible(rows: &[PeriodRow]) -> Option<Counted> {
    let last = rows.last()?;
    let verdict = |index: Index| {
        let mut implausible = Verdict::NotMeasured;
        for row in rows.iter().rev() {
            match verdict_of(row, index) {
                Verdict::NotMeasured => {}
                Verdict::Implausible => implausible = Verdict::Implausible,
                found => return found,
            }
        }
        implausible
    };
    Some(Counted { person: last.person, age_days: last.age_days, verdicts: PerIndex::from_fn(verdict) })
}

fn verdict_of(row: &PeriodRow, index: Index) -> Verdict {
    if row.oedema && index.uses_weight() && row.age_days <= LAST_DAY {
        return Verdict::Oedema;
    }
    match *row.z.get(index) {
        None => Verdict::NotMeasured,
        Some(z) if index.is_implausible(z) => Verdict::Implausible,
        Some(_) if index == Index::ArmForAge => {
            row.arm.and_then(|arm| arm_category(row.age_days, arm)).map_or(Verdict::NotMeasured, Verdict::In)
        }
        Some(z) => category(index, z).map_or(Verdict::NotMeasured, Verdict::In),
    }
}

impl Verdict {
    /// The category in which a child is counted for an index; oedema counts as below −3.
    ///
    /// Source: WHO Anthro: a child with oedema of both feet counts as below −3 SD in the indices with weight.
    pub const fn counts_as(self, index: Index) -> Option<Category> {
        match (self, index) {
            (Self::In(category), _) => Some(category),
            (Self::Oedema, Index::WeightForAge) => Some(Category::SeverelyUnderweight),
            (Self::Oedema, Index::WeightForLength) => Some(Category::SeverelyWastedOedema),
            (Self::Oedema, Index::BmiForAge) => Some(Category::SeverelyWasted),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(day: u32, length: Option<i32>, weight: Option<i32>) -> PeriodRow {
        PeriodRow {
            person: PersonId(1),
            measurement: MeasurementId(i64::from(day)),
            measured_on: NaiveDate::from_ymd_opt(2026, 11, day).unwrap(),
            age_days: 700 + day,
            oedema: false,
            arm: None,
            z: PerIndex::from_fn(|index| match index {
                Index::LengthForAge => length.map(Z),
                Index::WeightForAge => weight.map(Z),
                _ => None,
            }),
        }
    }

    fn verdicts(rows: &[PeriodRow]) -> (Verdict, Verdict) {
        let counted = last_plausible(rows).unwrap();
        (*counted.verdicts.get(Index::LengthForAge), *counted.verdicts.get(Index::WeightForAge))
    }

    #[test]
    fn each_index_counts_by_its_own_last_plausible_measurement() {
        let rows =
            [row(3, Some(-250), Some(-100)), row(10, Some(-180), None), row(24, Some(-650), Some(-210))];
        assert_eq!(
            verdicts(&rows),
            (Verdict::In(Category::NormalLength), Verdict::In(Category::Underweight))
        );
        assert_eq!(last_plausible(&rows).unwrap().age_days, 724);
        assert_eq!(verdicts(&rows[..1]).0, Verdict::In(Category::Stunted));
    }

    #[test]
    fn only_implausible_is_implausible_and_nothing_is_not_measured() {
        let rows = [row(3, Some(-601), None), row(10, None, None)];
        assert_eq!(verdicts(&rows), (Verdict::Implausible, Verdict::NotMeasured));
        assert_eq!(Verdict::Implausible.counts_as(Index::LengthForAge), None);
        assert!(last_plausible(&[]).is_none());
    }

    #[test]
    fn oedema_counts_as_below_minus_three_where_weight_enters_and_only_there() {
        let swollen = PeriodRow { oedema: true, ..row(20, Some(-100), None) };
        let rows = [row(3, Some(-250), Some(50)), swollen];
        assert_eq!(verdicts(&rows), (Verdict::In(Category::NormalLength), Verdict::Oedema));
        let healed = row(27, None, Some(-150));
        assert_eq!(
            verdicts(&[swollen, healed]).1,
            Verdict::In(Category::NormalWeight),
            "the last one counts"
        );
        let older = PeriodRow { age_days: LAST_DAY + 1, ..swollen };
        assert_eq!(verdicts(&[older]).1, Verdict::NotMeasured);
    }

    #[test]
    fn an_arm_counts_by_its_centimetres() {
        let thin = PeriodRow {
            arm: Some(Millimetres(114)),
            z: PerIndex::from_fn(|index| (index == Index::ArmForAge).then_some(Z(-310))),
            ..row(5, None, None)
        };
        let verdict = *last_plausible(&[thin]).unwrap().verdicts.get(Index::ArmForAge);
        assert_eq!(verdict, Verdict::In(Category::ArmSeverelyWasted));
    }
}
