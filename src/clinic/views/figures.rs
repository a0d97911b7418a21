//! The rows of a summary: each subject is asked for its part of the period, people for sex, birth and village.

use std::collections::{BTreeMap, HashMap};

use chrono::{Days, Months, NaiveDate, Timelike as _};

use crate::clinic::Refusal;
use crate::clinic::request::Sources;
use crate::growth::{Index, PerIndex};
use crate::people::census::{self, Wanted};
use crate::setup;
use crate::store::{Connection, StoreError};
use crate::summary::Period;
use crate::summary::figures::{
    ChildRow, DiagnosisRow, Figures, Home, Rows, StopEnd, StopRow, UnitRow, Verdict, VillageRow, VisitRow,
    count,
};
use crate::terms::{Age, Calendar, PersonId, ServiceDay, Sex, UnitId};
use crate::{queue, screening, visits};

/// Completed months under which a child is screened.
const SCREENED_MONTHS: u32 = 60;

/// What a summary of this period says now; of days to come it says nothing.
pub(in crate::clinic) fn figures(sources: &Sources<'_>, period: Period) -> Result<Figures, Refusal> {
    Ok(count(&rows(sources, sources.config()?, period)?))
}

/// A unit's place in the clinic's order.
type Places = HashMap<UnitId, usize>;

fn rows(sources: &Sources<'_>, config: &setup::Config, period: Period) -> Result<Rows, StoreError> {
    let places: Places = config.units.iter().enumerate().map(|(place, unit)| (unit.id, place)).collect();
    let units =
        config.units.iter().map(|unit| UnitRow { letter: unit.prefix.clone(), name: unit.name.clone() });
    let (first, last) = (period.first(), period.last());
    let stops = queue::period::table::period_stops(sources.db, first, last)?;
    let diagnoses = visits::table::period_diagnoses(sources.db, first, last)?;
    let today = config.profile.calendar().day(sources.now);
    let (villages, children) = screened(sources, config, period)?;
    Ok(Rows {
        period,
        through: last.min(today),
        units: units.collect(),
        tickets_per_hour: per_hour(&stops, config),
        stops: stops.iter().filter_map(|stop| stop_row(stop, &places)).collect(),
        visits: visit_rows(sources.db, (period, config.profile.calendar()), &places)?,
        diagnoses: diagnoses
            .into_iter()
            .map(|count| DiagnosisRow {
                code: count.code,
                name: count.name,
                new_cases: count.new_cases,
                old_cases: count.old_cases,
            })
            .collect(),
        villages,
        children,
    })
}

fn per_hour(stops: &[queue::period::PeriodStop], config: &setup::Config) -> [u32; 24] {
    let mut hours = [0; 24];
    for given in stops.iter().filter(|stop| stop.sequence == 1) {
        let hour = config.profile.zone.local(given.opened_at).hour();
        if let Some(hour) = usize::try_from(hour).ok().and_then(|hour| hours.get_mut(hour)) {
            *hour += 1;
        }
    }
    hours
}

fn stop_row(stop: &queue::period::PeriodStop, places: &Places) -> Option<StopRow> {
    use queue::State;
    Some(StopRow {
        ticket: stop.ticket.0,
        unit: *places.get(&stop.unit)?,
        end: match stop.state {
            State::Done => StopEnd::Served,
            State::NoShow => StopEnd::NoShow,
            State::Cancelled => StopEnd::Cancelled,
            State::Moved => StopEnd::Moved,
            State::Waiting | State::Called | State::Serving => StopEnd::Open,
        },
        wait_seconds: stop.wait_seconds(),
    })
}

fn visit_rows(
    db: &Connection,
    (period, calendar): (Period, Calendar),
    places: &Places,
) -> Result<Vec<VisitRow>, StoreError> {
    let visits = visits::table::period_visits(db, period.first(), period.last())?;
    let mut who: Vec<PersonId> = visits.iter().map(|visit| visit.person).collect();
    who.sort_unstable();
    who.dedup();
    let known: HashMap<PersonId, (Sex, NaiveDate)> = census::table::counted(db, &who)?
        .into_iter()
        .map(|counted| (counted.person, (counted.sex, counted.birth_date)))
        .collect();
    let row = |visit: &visits::VisitRow| {
        let (sex, birth) = *known.get(&visit.person)?;
        Some(VisitRow {
            day: visit.service_day,
            unit: *places.get(&visit.unit)?,
            payer: visit.payer.as_str(),
            well: visit.kind == visits::Kind::Well,
            first_ever: visit.first_ever,
            sex,
            age: Age::between(birth, calendar.date(visit.opened_at)),
        })
    };
    Ok(visits.iter().filter_map(row).collect())
}

/// The children who were measured in a period, and how each counts for the four indices of a summary.
pub(super) fn measured_children(
    db: &Connection,
    period: Period,
) -> Result<BTreeMap<PersonId, [Verdict; 4]>, StoreError> {
    let measured = screening::table::period_rows(db, period.first().0, period.last().0)?;
    let children = measured.chunk_by(|one, next| one.person == next.person).filter_map(|rows| {
        let young: Vec<_> = rows.iter().filter(|row| is_screened(row)).copied().collect();
        screening::last_plausible(&young).map(|counted| (counted.person, verdicts(counted.verdicts)))
    });
    Ok(children.collect())
}

/// Which residents of a village count in a period.
pub(super) fn wanted(config: &setup::Config, period: Period) -> Wanted {
    let last = period.last().0;
    let end = config.profile.calendar().start_of(ServiceDay(last + Days::new(1)));
    let born_after = last.checked_sub_months(Months::new(SCREENED_MONTHS)).unwrap_or(last);
    Wanted { born_after, living_on: last, registered_before: end }
}

/// The villages with their residents, and the children who were measured.
fn screened(
    sources: &Sources<'_>,
    config: &setup::Config,
    period: Period,
) -> Result<(Vec<VillageRow>, Vec<ChildRow>), StoreError> {
    let db = sources.db;
    let (first, last) = (period.first().0, period.last().0);
    // Letters go by calendar month.
    let cards = match period {
        Period::Month(_) => screening::table::period_cards(db, first, last, &sources.minimum())?,
        Period::Day(_) => BTreeMap::new(),
    };
    let children = measured_children(db, period)?;
    let wanted = wanted(config, period);
    let mut villages = Vec::with_capacity(config.villages.len());
    for village in &config.villages {
        let residents = census::table::residents(db, &village.code, wanted)?;
        let count = |people: usize| u32::try_from(people).unwrap_or(u32::MAX);
        villages.push(VillageRow {
            code: village.code.clone(),
            name: village.name.clone(),
            set_target: village.target_under_five,
            residents: count(residents.len()),
            residents_not_measured: count(
                residents.iter().filter(|person| !children.contains_key(*person)).count(),
            ),
        });
    }
    let homes: HashMap<PersonId, usize> = census::table::villages(db, children.keys().copied())?
        .into_iter()
        .filter_map(|resident| {
            let place = config.villages.iter().position(|village| village.code == resident.village)?;
            Some((resident.person, place))
        })
        .collect();
    let unknown = census::table::without_home(db, children.keys().copied())?;
    let home = |person: &PersonId| match homes.get(person) {
        Some(place) => Home::Village(*place),
        None if unknown.contains(person) => Home::Unknown,
        None => Home::Elsewhere,
    };
    let children = children.into_iter().map(|(person, verdicts)| ChildRow {
        home: home(&person),
        verdicts,
        card: cards.get(&person).copied(),
    });
    Ok((villages, children.collect()))
}

/// Under sixty completed months on the day of measuring, and inside WHO's tables.
fn is_screened(row: &screening::PeriodRow) -> bool {
    row.age_days <= crate::growth::LAST_DAY && {
        let birth = row.measured_on.checked_sub_days(Days::new(u64::from(row.age_days)));
        let age = birth.and_then(|birth| Age::between(birth, row.measured_on));
        age.is_some_and(|age| age.total_months() < SCREENED_MONTHS)
    }
}

/// In the order in which a summary counts the indices.
fn verdicts(of: PerIndex<screening::Verdict>) -> [Verdict; 4] {
    [Index::WeightForAge, Index::LengthForAge, Index::WeightForLength, Index::BmiForAge].map(|index| {
        let verdict = *of.get(index);
        match verdict {
            screening::Verdict::Implausible => Verdict::Implausible,
            screening::Verdict::NotMeasured => Verdict::NotMeasured,
            screening::Verdict::In(category) => Verdict::In(category),
            screening::Verdict::Oedema => match verdict.counts_as(index) {
                // On paper there is one "gizi buruk"; how many of them are swollen is said beside it.
                Some(crate::growth::Category::SeverelyWastedOedema) => {
                    Verdict::Oedema(crate::growth::Category::SeverelyWasted)
                }
                Some(category) => Verdict::Oedema(category),
                None => Verdict::NotMeasured,
            },
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixty_months_end_on_the_fifth_birthday() {
        let on = |age_days| screening::PeriodRow {
            person: PersonId(1),
            measurement: crate::terms::MeasurementId(1),
            measured_on: "2026-11-21".parse().unwrap(),
            age_days,
            oedema: false,
            arm: None,
            z: PerIndex::from_fn(|_| None),
        };
        let fifth = ("2026-11-21".parse::<NaiveDate>().unwrap() - "2021-11-21".parse::<NaiveDate>().unwrap())
            .num_days();
        let fifth = u32::try_from(fifth).unwrap();
        assert!(is_screened(&on(fifth - 1)) && !is_screened(&on(fifth)));
    }
}
