//! The growth card (KMS) of one child: which weighings stand on it, and what is kept of what it says of each.
//!
//! What it says is decided in `growth::kms`; here a history of measurements becomes weighings: voided measurements, those
//! without a weight, and children from 60 months are not on the card.

use chrono::NaiveDate;

use super::{Child, Measurement, Measures};
use crate::growth::kms::{self, Said, Weighing};
use crate::growth::{LAST_DAY, MinimumGain};
use crate::terms::{Age, Precision, Sex};

/// Completed months at which the card ends.
const MONTHS: u32 = 60;

/// A weighing, where the child stands on the card: from birth to under sixty months, as far as the birth is known.
pub fn on_card(child: &Child, on: NaiveDate, measures: &Measures) -> Option<Weighing> {
    let weight = measures.weight.filter(|weight| weight.0 > 0)?;
    let age = Age::between(child.birth_date, on)?;
    let young = age.total_days <= LAST_DAY && age.total_months() < MONTHS;
    let age = match child.precision {
        Precision::Exact | Precision::Estimated => Some(age),
        Precision::Year => None,
    };
    young.then_some(Weighing { on, age, weight, oedema: measures.oedema })
}

/// What the card says of a weighing, given the measurements of the child in any order.
pub fn gain_of(
    child: &Child,
    on: NaiveDate,
    measures: &Measures,
    history: &[Measurement],
    minimum: &MinimumGain,
) -> Option<Said> {
    let mut order: Vec<&Measurement> = history.iter().filter(|one| one.voided.is_none()).collect();
    order.sort_by_key(|one| (one.measured_on, one.stamp.at, one.id));
    let weighings: Vec<Weighing> =
        order.into_iter().filter_map(|one| on_card(child, one.measured_on, &one.measures)).collect();
    Some(kms::say(child.sex, &weighings, on_card(child, on, measures)?, minimum))
}

/// What the card says of the last of a child's weighings, which are in order; none without one.
pub fn of_last(sex: Sex, weighings: &[Weighing], minimum: &MinimumGain) -> Option<Said> {
    let (current, before) = weighings.split_last()?;
    Some(kms::say(sex, before, *current, minimum))
}

/// Writes what the card says into every measurement of a child.
pub fn fill(child: &Child, measurements: &mut [Measurement], minimum: &MinimumGain) {
    let mut order: Vec<usize> = (0..measurements.len()).collect();
    order.sort_by_key(|at| measurements.get(*at).map(|one| (one.measured_on, one.stamp.at, one.id)));
    let mut before = Vec::with_capacity(order.len());
    for at in order {
        let Some(measurement) = measurements.get_mut(at).filter(|one| one.voided.is_none()) else { continue };
        let Some(current) = on_card(child, measurement.measured_on, &measurement.measures) else { continue };
        measurement.gain = Some(kms::say(child.sex, &before, current, minimum));
        before.push(current);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::growth::kms::{Letter, NoLetter};
    use crate::screening::Voided;
    use crate::screening::weighed::weighed;
    use crate::terms::{Instant, PersonId, Precision, Sex};

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn child() -> Child {
        Child {
            person: PersonId(1),
            sex: Sex::Male,
            birth_date: date("2025-06-01"),
            precision: Precision::Exact,
        }
    }

    fn letters(mut list: Vec<Measurement>) -> Vec<(Letter, bool)> {
        fill(&child(), &mut list, &MinimumGain::bundled());
        list.iter().filter_map(|one| one.gain).map(|gain| (gain.letter, gain.twice_not_gained)).collect()
    }

    #[test]
    fn two_weighings_without_gain_in_one_month_are_no_2t_and_in_two_months_are() {
        let said = |list: &[Measurement]| -> Vec<(bool, bool)> {
            letters(list.to_vec()).iter().map(|(letter, twice)| (letter.is_not_gained(), *twice)).collect()
        };
        let september = [weighed("2026-09-01", 8950), weighed("2026-09-29", 8900)];
        let mut list = vec![weighed("2026-08-03", 9000)];
        list.extend(september);
        assert_eq!(said(&list), [(false, false), (true, false), (true, false)]);
        list.push(weighed("2026-10-25", 8900));
        assert_eq!(said(&list).last(), Some(&(true, true)));
        list.reverse();
        assert_eq!(said(&list).first(), Some(&(true, true)), "the order of the list does not matter");
    }

    #[test]
    fn what_is_voided_is_not_on_the_card_and_what_is_swollen_has_no_letter() {
        let mut voided = weighed("2026-09-01", 20_000);
        let at = Instant::default();
        voided.voided = Some(Voided { at, by: None, reason: "anak lain".into() });
        let mut swollen = weighed("2026-10-01", 12_000);
        swollen.measures.oedema = true;
        let list = vec![weighed("2026-08-01", 9000), voided, swollen, weighed("2026-11-02", 9300)];
        let none = |why| (Letter::None(why), false);
        let said = [(Letter::First, false), none(NoLetter::Swollen), none(NoLetter::NothingToCompare)];
        assert_eq!(letters(list), said);
        let late = weighed("2031-06-02", 9000);
        let minimum = MinimumGain::bundled();
        assert_eq!(gain_of(&child(), late.measured_on, &late.measures, &[], &minimum), None);
    }
}
