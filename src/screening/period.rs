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
    /// In this category.
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
