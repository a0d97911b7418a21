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
