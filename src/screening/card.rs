//! The growth card (KMS) of one child: which weighings it sees, and what it says of each.
//!
//! The arithmetic is `growth::kms`; here a history of measurements becomes months of the card: voided measurements,
//! weights with oedema (water weighs too) and children from 60 months are not on it, and of two weighings in one
//! month the later counts for the months after.

use chrono::{Datelike as _, NaiveDate};
use std::sync::LazyLock;

use super::rules::age_days;
use super::{Child, Gain, GainMark, Measurement, Measures};
use crate::growth::LAST_DAY;
use crate::growth::kms::{self, MinimumGain, Month, Status, Weighing};
use crate::terms::Age;

static MINIMUM: LazyLock<MinimumGain> = LazyLock::new(MinimumGain::bundled);

#[derive(Debug, Clone, Copy)]
struct Point {
    on: NaiveDate,
    weighing: Weighing,
}

fn point(child: &Child, on: NaiveDate, measures: &Measures) -> Option<Point> {
    let weight = measures.weight.filter(|weight| weight.0 > 0 && !measures.oedema)?;
    let age = Age::between(child.birth_date, on).filter(|age| age.total_days <= LAST_DAY)?;
    let month = Month::new(on.year(), on.month());
    Some(Point { on, weighing: Weighing { month, age_months: age.total_months(), weight } })
}

/// What the card says of a weighing, given the measurements of the child in any order.
pub fn gain_of(child: &Child, on: NaiveDate, measures: &Measures, history: &[Measurement]) -> Option<Gain> {
    let mut points: Vec<(&Measurement, Point)> = history
        .iter()
        .filter(|measurement| measurement.voided.is_none() && measurement.measured_on < on)
        .filter_map(|measurement| {
            Some((measurement, point(child, measurement.measured_on, &measurement.measures)?))
        })
        .collect();
    points.sort_by_key(|(measurement, point)| (point.on, measurement.stamp.at, measurement.id));
    let before: Vec<Point> = points.into_iter().map(|(_, point)| point).collect();
    said(child, &before, point(child, on, measures)?)
}

/// Writes what the card says into every measurement of a child.
pub fn fill(child: &Child, measurements: &mut [Measurement]) {
    let mut order: Vec<usize> = (0..measurements.len()).collect();
    order.sort_by_key(|at| measurements.get(*at).map(|one| (one.measured_on, one.stamp.at, one.id)));
    let mut before = Vec::with_capacity(order.len());
    for at in order {
        let Some(measurement) = measurements.get_mut(at).filter(|one| one.voided.is_none()) else { continue };
        let Some(current) = point(child, measurement.measured_on, &measurement.measures) else { continue };
        measurement.gain = said(child, &before, current);
        before.push(current);
    }
}

/// `before` is in order; the last weighing of each earlier month is kept, so that two in one month are no 2T.
fn said(child: &Child, before: &[Point], current: Point) -> Option<Gain> {
    let mut months: Vec<Point> = Vec::with_capacity(before.len() + 1);
    for point in before.iter().filter(|point| point.weighing.month < current.weighing.month) {
        if months.last().is_some_and(|last| last.weighing.month == point.weighing.month) {
            months.pop();
        }
        months.push(*point);
    }
    let since = months.last().map(|point| point.on);
    months.push(current);
    let weighings: Vec<Weighing> = months.iter().map(|point| point.weighing).collect();
    let statuses = kms::statuses(child.sex, &weighings, &MINIMUM);
    let (mark, change) = match statuses.last()? {
        Status::First => (GainMark::First, None),
        Status::NotWeighedBefore => (GainMark::NotWeighedBefore, None),
        Status::Gained(change) => (GainMark::Gained, Some(change)),
        Status::NotGained(change, _) => (GainMark::NotGained, Some(change)),
    };
    let age = age_days(child.birth_date, current.on).ok()?;
    Some(Gain {
        mark,
        since: change.and(since),
        gained: change.map(|change| change.grams),
        least: change.and_then(|change| change.minimum),
        twice_not_gained: kms::is_two_t(&statuses),
        below_red_line: kms::is_below_red_line(child.sex, age, current.weighing.weight),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screening::Voided;
    use crate::terms::Stamp;
    use crate::terms::{Grams, Instant, MeasurementId, PersonId, Revision, Sex};

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn child() -> Child {
        Child { person: PersonId(1), sex: Sex::Male, birth_date: date("2025-06-01") }
    }

    fn weighed(day: &str, grams: u32) -> Measurement {
        let at = Instant::default();
        Measurement {
            id: MeasurementId(i64::from(grams)),
            revision: Revision(1),
            person: PersonId(1),
            visit: None,
            measured_on: date(day),
            measures: Measures { weight: Some(Grams(grams)), ..Measures::default() },
            age_days: 0,
            corrected_length: None,
            scores: Vec::new(),
            gain: None,
            confirmed: Vec::new(),
            stamp: Stamp { at, recorded_at: at, by: None },
            voided: None,
        }
    }

    fn marks(mut list: Vec<Measurement>) -> Vec<(GainMark, bool)> {
        fill(&child(), &mut list);
        list.iter().filter_map(|one| one.gain).map(|gain| (gain.mark, gain.twice_not_gained)).collect()
    }

    #[test]
    fn two_weighings_without_gain_in_one_month_are_no_2t_and_in_two_months_are() {
        let (first, lost) = (weighed("2026-08-03", 9000), GainMark::NotGained);
        let september = [weighed("2026-09-01", 8950), weighed("2026-09-29", 8900)];
        let mut list = vec![first];
        list.extend(september);
        assert_eq!(marks(list.clone()), [(GainMark::First, false), (lost, false), (lost, false)]);
        list.push(weighed("2026-10-05", 8900));
        assert_eq!(marks(list.clone()).last(), Some(&(lost, true)));
        list.reverse();
        assert_eq!(marks(list).first(), Some(&(lost, true)), "the order of the list does not matter");
    }

    #[test]
    fn what_is_voided_or_swollen_is_not_on_the_card() {
        let mut voided = weighed("2026-09-01", 20_000);
        let at = Instant::default();
        voided.voided = Some(Voided { at, by: None, reason: "anak lain".into() });
        let mut swollen = weighed("2026-10-01", 12_000);
        swollen.measures.oedema = true;
        let list = vec![weighed("2026-08-01", 9000), voided, swollen, weighed("2026-11-02", 9300)];
        assert_eq!(marks(list), [(GainMark::First, false), (GainMark::NotWeighedBefore, false)]);
        assert_eq!(gain_of(&child(), date("2031-06-02"), &weighed("2031-06-02", 9000).measures, &[]), None);
    }
}
