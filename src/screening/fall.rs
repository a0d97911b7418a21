//! Whether a child has become shorter, or its head smaller: it cannot, so one of the two measurings is wrong.
//!
//! Source of the limits: `assets/reference/fall_limits.csv`; a clinic may correct them.

use chrono::NaiveDate;

use super::rules::usual_posture;
use super::{Child, Doubt, Measurement, Measures, Oddity};
use crate::growth::{Index, LYING_LONGER};
use crate::reference::clinical::FallLimit;
use crate::reference::ranges::Sign;
use crate::terms::{Millimetres, Posture};

/// What lies further below the child's last such measure than its limit. `history` may be in any order; what was voided
/// or is implausible for its age is compared with nothing.
pub fn falls(
    child: &Child,
    on: NaiveDate,
    measures: &Measures,
    history: &[Measurement],
    limits: &[FallLimit],
) -> Vec<Oddity> {
    let mut odd = Vec::new();
    for limit in limits {
        let Some((measure, index)) = of(limit.sign) else { continue };
        let value = |on, measures: &Measures| match measure {
            Doubt::Head => measures.head,
            _ => lying(child, on, measures),
        };
        let Some(now) = value(on, measures) else { continue };
        let earlier = history.iter().filter(|one| {
            let implausible = one.score(index).is_some_and(|score| score.implausible);
            one.voided.is_none() && one.measured_on < on && !implausible
        });
        let with = earlier.filter_map(|one| Some((one, value(one.measured_on, &one.measures)?)));
        let last = with.max_by_key(|(one, _)| (one.measured_on, one.stamp.at, one.id));
        let Some((last, before)) = last else { continue };
        let by = i64::from(before.0) - i64::from(now.0);
        if by > limit.most {
            odd.push(Oddity::Fell { measure, by, on: last.measured_on });
        }
    }
    odd
}

/// What is measured, and the index by which it is judged.
const fn of(sign: Sign) -> Option<(Doubt, Index)> {
    match sign {
        Sign::Height => Some((Doubt::Length, Index::LengthForAge)),
        Sign::HeadCircumference => Some((Doubt::Head, Index::HeadForAge)),
        _ => None,
    }
}

/// The length as it would be lying, so that a child that stands for the first time has not become shorter.
fn lying(child: &Child, on: NaiveDate, measures: &Measures) -> Option<Millimetres> {
    let length = measures.length?;
    Some(match measures.posture.unwrap_or_else(|| usual_posture(child, on)) {
        Posture::Lying => length,
        Posture::Standing => Millimetres(length.0 + LYING_LONGER.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::growth::{Z, assess};
    use crate::reference::clinical::Clinical;
    use crate::screening::{Score, Voided, weighed::weighed};
    use crate::terms::{Instant, MeasurementId, PersonId, Precision, Sex};

    const DAY: &str = "2026-11-23";

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn child() -> Child {
        let birth_date = date("2024-11-24");
        Child { person: PersonId(1), sex: Sex::Female, birth_date, precision: Precision::Exact }
    }

    fn long(length: u32, posture: Posture) -> Measures {
        Measures { length: Some(Millimetres(length)), posture: Some(posture), ..Measures::default() }
    }

    fn before(id: i64, on: &str, measures: Measures) -> Measurement {
        Measurement { id: MeasurementId(id), measures, ..weighed(on, 9000) }
    }

    fn told(on: &str, now: Measures, history: &[Measurement]) -> Vec<(Doubt, i64, NaiveDate)> {
        let found = falls(&child(), date(on), &now, history, &Clinical::bundled().falls);
        let told = |odd| match odd {
            Oddity::Fell { measure, by, on } => (measure, by, on),
            other => panic!("{other:?}"),
        };
        found.into_iter().map(told).collect()
    }

    #[test]
    fn a_child_that_became_shorter_is_asked_about_and_what_observers_differ_by_is_not() {
        let last = [before(1, "2026-10-20", long(828, Posture::Lying))];
        let now = |length| told(DAY, long(length, Posture::Lying), &last);
        assert_eq!(now(795), [(Doubt::Length, 33, date("2026-10-20"))]);
        assert_eq!(now(812), [(Doubt::Length, 16, date("2026-10-20"))]);
        assert_eq!([now(813), now(828), now(840)], [vec![], vec![], vec![]]);
        let head = |head| Measures { head: Some(Millimetres(head)), ..Measures::default() };
        let last = [before(1, "2026-10-20", head(470))];
        assert_eq!(told(DAY, head(459), &last), [(Doubt::Head, 11, date("2026-10-20"))]);
        assert_eq!(told(DAY, head(460), &last), []);
        assert_eq!(told(DAY, Measures::default(), &last), []);
    }

    #[test]
    fn who_stands_for_the_first_time_has_not_become_shorter() {
        // The day before the second birthday's 731 lying, then standing: 0.7 cm less is the same child.
        let last = [before(1, "2026-10-20", long(828, Posture::Lying))];
        assert_eq!(told("2026-11-25", long(806, Posture::Standing), &last), []);
        let standing = told("2026-11-25", long(805, Posture::Standing), &last);
        assert_eq!(standing, [(Doubt::Length, 16, date("2026-10-20"))]);
        // Nobody wrote down how: as one measures at that age.
        let unsaid = Measures { posture: None, ..long(806, Posture::Lying) };
        assert_eq!(told("2026-11-25", unsaid, &last), []);
    }

    #[test]
    fn it_is_compared_with_the_last_that_counts_and_with_nothing_later() {
        let on = |id, on, length| before(id, on, long(length, Posture::Lying));
        let mut voided = on(3, "2026-11-10", 900);
        let at = Instant::default();
        voided.voided = Some(Voided { at, by: None, reason: "anak lain".into() });
        let mut implausible = on(4, "2026-11-12", 1280);
        let z = assess(Sex::Female, 718, &implausible.measures).z(Index::LengthForAge);
        assert!(z.is_some_and(|z| z > Z(600)));
        implausible.scores = vec![Score { index: Index::LengthForAge, z, implausible: true, category: None }];
        let history = [
            implausible,
            on(1, "2026-09-20", 845),
            voided,
            on(2, "2026-10-20", 810),
            on(5, "2026-11-23", 870),
            on(6, "2026-12-23", 880),
        ];
        let now = |length| told(DAY, long(length, Posture::Lying), &history);
        assert_eq!(now(796), [], "a long one before a shorter one that was believed");
        assert_eq!(now(790), [(Doubt::Length, 20, date("2026-10-20"))]);
        assert_eq!(told(DAY, long(700, Posture::Lying), &[]), []);
    }
}
