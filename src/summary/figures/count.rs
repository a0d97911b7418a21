//! Counting rows. Pure; each part sees each row once.

use std::collections::BTreeMap;

use super::rows::{ChildRow, Home, Rows, StopEnd, StopRow, UnitRow, Verdict};
use super::{
    AgeBand, Area, Card, CategoryCount, DayCount, Diagnoses, DiagnosisCount, Figures, HourCount, IndexCount,
    LEAST_CASES, MOST_DIAGNOSES, PayerCount, Queue, Screening, Service, Target, TargetSource, UnitCount,
    UnitName, UnitService, Village, Visits, Wait,
};
use crate::growth::kms::Letter;
use crate::growth::{Category, Index};
use crate::reference::bands::{self, Form};
use crate::summary::Kind;
use crate::terms::{ServiceDay, Sex};

/// The indices of PMK 2/2020 that a summary counts, with their categories in its order.
pub(super) const INDICES: [(Index, &[Category]); 4] = [
    (
        Index::WeightForAge,
        &[
            Category::SeverelyUnderweight,
            Category::Underweight,
            Category::NormalWeight,
            Category::RiskOfOverweight,
        ],
    ),
    (
        Index::LengthForAge,
        &[Category::SeverelyStunted, Category::Stunted, Category::NormalLength, Category::Tall],
    ),
    (Index::WeightForLength, &NUTRITION),
    (Index::BmiForAge, &NUTRITION),
];

const NUTRITION: [Category; 6] = [
    Category::SeverelyWasted,
    Category::Wasted,
    Category::WellNourished,
    Category::PossibleRiskOfOverweight,
    Category::Overweight,
    Category::Obese,
];

/// The figures of these rows.
pub fn count(rows: &Rows) -> Figures {
    Figures {
        queue: queue(rows),
        visits: visits(rows),
        diagnoses: diagnoses(rows),
        screening: screening(rows),
    }
}

fn named(unit: &UnitRow) -> UnitName {
    UnitName { letter: unit.letter.clone(), name: unit.name.clone() }
}

fn queue(rows: &Rows) -> Queue {
    let mut total = Service::default();
    let mut units = vec![Service::default(); rows.units.len()];
    let mut waits: Vec<Vec<u32>> = vec![Vec::new(); rows.units.len()];
    for ticket in rows.stops.chunk_by(|one, next| one.ticket == next.ticket) {
        if let Some(last) = ticket.last() {
            total.add(last.end);
        }
        for (place, stop) in ticket.iter().enumerate() {
            if let (Some(waits), Some(wait)) = (waits.get_mut(stop.unit), stop.wait_seconds) {
                waits.push(wait);
            }
            // A ticket that comes to a unit twice is counted there once, where it stands best.
            let seen = ticket.iter().take(place).any(|earlier| earlier.unit == stop.unit);
            if let Some(unit) = units.get_mut(stop.unit).filter(|_| !seen) {
                unit.add(best(ticket, stop.unit));
            }
        }
    }
    let mut all: Vec<u32> = waits.iter().flatten().copied().collect();
    total.wait = wait(&mut all);
    let units = rows.units.iter().zip(units).zip(&mut waits).filter(|((_, service), _)| service.tickets > 0);
    let units = units
        .map(|((unit, service), waits)| UnitService {
            unit: named(unit),
            service: Service { wait: wait(waits), ..service },
        })
        .collect();
    let per_hour = match rows.period.kind() {
        Kind::Monthly => Vec::new(),
        Kind::Daily => hours(&rows.tickets_per_hour),
    };
    Queue { total, units, per_hour }
}

/// From the first to the last hour in which tickets were given.
fn hours(tickets: &[u32; 24]) -> Vec<HourCount> {
    let first = tickets.iter().position(|count| *count > 0);
    let last = tickets.iter().rposition(|count| *count > 0);
    let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
    let all = (0_u32..).zip(tickets).map(|(hour, tickets)| HourCount { hour, tickets: *tickets });
    all.skip(first).take(last + 1 - first).collect()
}

/// How a ticket fared in a unit: served counts before everything, then what came last.
fn best(ticket: &[StopRow], unit: usize) -> StopEnd {
    let mut here = ticket.iter().filter(|stop| stop.unit == unit).map(|stop| stop.end);
    if here.clone().any(|end| end == StopEnd::Served) {
        StopEnd::Served
    } else {
        here.next_back().unwrap_or(StopEnd::Open)
    }
}

impl Service {
    fn add(&mut self, end: StopEnd) {
        self.tickets += 1;
        *match end {
            StopEnd::Served => &mut self.served,
            StopEnd::NoShow => &mut self.no_show,
            StopEnd::Cancelled => &mut self.cancelled,
            StopEnd::Moved => &mut self.moved,
            StopEnd::Open => &mut self.open,
        } += 1;
    }
}

fn wait(waits: &mut [u32]) -> Wait {
    let (median_seconds, ninetieth_seconds) = percentiles(waits).unzip();
    Wait { n: small(waits.len()), median_seconds, ninetieth_seconds }
}

/// Median (of an even number the mean of the middle two, rounded down) and 90th percentile (nearest rank).
pub fn percentiles(values: &mut [u32]) -> Option<(u32, u32)> {
    values.sort_unstable();
    let n = values.len();
    let at = |place: usize| values.get(place).copied();
    let (low, high) = (at((n.checked_sub(1)?) / 2)?, at(n / 2)?);
    let rank = (9 * n).div_ceil(10);
    Some((low + (high - low) / 2, at(rank - 1)?))
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn visits(rows: &Rows) -> Visits {
    let mut bands: Vec<AgeBand> = bands::all(Form::Lb1)
        .map(|band| AgeBand {
            band: band.key.to_owned(),
            male_new: 0,
            male_returning: 0,
            female_new: 0,
            female_returning: 0,
        })
        .collect();
    let mut payers: BTreeMap<&str, u32> = BTreeMap::new();
    let mut units = vec![0_u32; rows.units.len()];
    // A day to come has no figure.
    let mut days: BTreeMap<ServiceDay, u32> =
        rows.period.days().filter(|day| *day <= rows.through).map(|day| (day, 0)).collect();
    let (mut new, mut well) = (0, 0);
    let youngest = bands::all(Form::Lb1).next().map(|band| band.key);
    for visit in &rows.visits {
        new += u32::from(visit.first_ever);
        well += u32::from(visit.well);
        *payers.entry(visit.payer).or_default() += 1;
        if let Some(unit) = units.get_mut(visit.unit) {
            *unit += 1;
        }
        *days.entry(visit.day).or_default() += 1;
        // Seen before the registered birth date: a mistyped date of a newborn, so the youngest band.
        let key = visit.age.and_then(|age| bands::of(Form::Lb1, age)).map(|band| band.key).or(youngest);
        let band = bands.iter_mut().find(|band| key == Some(band.band.as_str()));
        if let Some(band) = band {
            *match (visit.sex, visit.first_ever) {
                (Sex::Male, true) => &mut band.male_new,
                (Sex::Male, false) => &mut band.male_returning,
                (Sex::Female, true) => &mut band.female_new,
                (Sex::Female, false) => &mut band.female_returning,
            } += 1;
        }
    }
    let total = small(rows.visits.len());
    let by_unit = rows.units.iter().zip(units).filter(|(_, visits)| *visits > 0);
    Visits {
        total,
        new,
        returning: total - new,
        sick: total - well,
        well,
        by_age_and_sex: bands,
        by_payer: payers
            .into_iter()
            .map(|(payer, visits)| PayerCount { payer: payer.to_owned(), visits })
            .collect(),
        by_unit: by_unit.map(|(unit, visits)| UnitCount { unit: named(unit), visits }).collect(),
        per_day: match rows.period.kind() {
            Kind::Daily => Vec::new(),
            Kind::Monthly => days.into_iter().map(|(day, visits)| DayCount { day, visits }).collect(),
        },
    }
}

fn diagnoses(rows: &Rows) -> Diagnoses {
    let least = match rows.period.kind() {
        Kind::Daily => LEAST_CASES,
        Kind::Monthly => 1,
    };
    let total = rows.diagnoses.iter().map(|row| row.new_cases + row.old_cases).sum();
    let listed = rows.diagnoses.iter().filter(|row| row.new_cases + row.old_cases >= least);
    let top: Vec<DiagnosisCount> = listed
        .take(MOST_DIAGNOSES)
        .map(|row| DiagnosisCount {
            code: row.code.clone(),
            name: row.name.clone(),
            new_cases: row.new_cases,
            old_cases: row.old_cases,
        })
        .collect();
    let shown: u32 = top.iter().map(|row| row.new_cases + row.old_cases).sum();
    Diagnoses { total, least, top, unlisted: total - shown }
}

fn screening(rows: &Rows) -> Screening {
    let all: Vec<&ChildRow> = rows.children.iter().collect();
    let monthly = rows.period.kind() == Kind::Monthly;
    let area = |children: &[&ChildRow]| Area { card: monthly.then(|| card(children)), ..area(children) };
    let mut total = area(&all);
    if !monthly {
        return Screening { total, villages: Vec::new(), elsewhere: None, village_unknown: None };
    }
    let mut by_village: Vec<Vec<&ChildRow>> = vec![Vec::new(); rows.villages.len()];
    let (mut elsewhere, mut unknown) = (Vec::new(), Vec::new());
    for child in &rows.children {
        match child.home {
            Home::Village(place) => by_village.get_mut(place).unwrap_or(&mut elsewhere).push(child),
            Home::Elsewhere => elsewhere.push(child),
            Home::Unknown => unknown.push(child),
        }
    }
    let villages: Vec<Village> = rows
        .villages
        .iter()
        .zip(by_village)
        .map(|(row, children)| {
            let mut area = area(&children);
            let (target, not_measured) = match row.set_target {
                Some(children) => {
                    (Target { children, source: TargetSource::Set }, children.saturating_sub(area.measured))
                }
                None => (
                    Target { children: row.residents, source: TargetSource::Registered },
                    row.residents_not_measured,
                ),
            };
            (area.target, area.not_measured) = (Some(target), Some(not_measured));
            Village { code: row.code.clone(), name: row.name.clone(), area }
        })
        .collect();
    let targets = || villages.iter().filter_map(|village| village.area.target);
    let source = targets()
        .map(|target| target.source)
        .reduce(|one, next| if one == next { one } else { TargetSource::Mixed });
    total.target =
        source.map(|source| Target { children: targets().map(|target| target.children).sum(), source });
    total.not_measured =
        source.map(|_| villages.iter().filter_map(|village| village.area.not_measured).sum());
    let village_unknown = (!unknown.is_empty()).then(|| area(&unknown));
    Screening { total, villages, elsewhere: Some(area(&elsewhere)), village_unknown }
}

fn area(children: &[&ChildRow]) -> Area {
    let measured = small(children.len());
    let indices = INDICES.iter().enumerate().map(|(place, (index, categories))| {
        let verdicts = || children.iter().filter_map(move |child| child.verdicts.get(place));
        let of = |wanted: Category| {
            let inside = verdicts().filter(|verdict| match verdict {
                Verdict::In(category) | Verdict::Oedema(category) => *category == wanted,
                Verdict::Implausible | Verdict::NotMeasured => false,
            });
            small(inside.count())
        };
        let is = |wanted: Verdict| small(verdicts().filter(|verdict| **verdict == wanted).count());
        IndexCount {
            index: index.as_str().to_owned(),
            of: measured,
            categories: categories
                .iter()
                .map(|category| CategoryCount {
                    category: category.key().to_owned(),
                    children: of(*category),
                })
                .collect(),
            implausible: is(Verdict::Implausible),
            not_measured: is(Verdict::NotMeasured),
        }
    });
    let swollen =
        |child: &&&ChildRow| child.verdicts.iter().any(|verdict| matches!(verdict, Verdict::Oedema(_)));
    Area {
        target: None,
        measured,
        not_measured: None,
        oedema: small(children.iter().filter(swollen).count()),
        indices: indices.collect(),
        card: None,
    }
}

/// Each child that was weighed, once.
fn card(children: &[&ChildRow]) -> Card {
    let mut card = Card::default();
    for said in children.iter().filter_map(|child| child.card) {
        card.weighed += 1;
        let letter = match said.letter {
            Letter::Gained(_) => &mut card.gained,
            Letter::NotGained(_) => &mut card.not_gained,
            Letter::NotWeighedBefore => &mut card.not_weighed_before,
            Letter::First => &mut card.first,
            Letter::None(_) => &mut card.without_letter,
        };
        *letter += 1;
        card.twice_not_gained += u32::from(said.twice_not_gained);
        card.below_red_line += u32::from(said.below_red_line);
    }
    card
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_the_ninetieth_are_ranks_of_what_was_waited() {
        assert_eq!(percentiles(&mut []), None);
        assert_eq!(percentiles(&mut [7]), Some((7, 7)));
        assert_eq!(percentiles(&mut [9, 2]), Some((5, 9)));
        assert_eq!(percentiles(&mut (1..=10).rev().collect::<Vec<_>>()), Some((5, 9)));
        assert_eq!(percentiles(&mut (1..=11).collect::<Vec<_>>()), Some((6, 10)));
        assert_eq!(percentiles(&mut (1..=100).collect::<Vec<_>>()), Some((50, 90)));
    }
}
