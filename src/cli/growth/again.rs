//! What a row says more than once: an age beside the dates of birth and measuring, a column that is there under two
//! names. The dates are believed before the age, the column that was chosen before the other; how often they differ is
//! counted.

use super::cell::{Cell, Found, place};
use super::sheet::{Column, Header, Kind, PerColumn};
use super::split::{fields, unquoted};
use crate::growth::Age;

/// Ages further apart are not the same age told in completed months.
const SAME_AGE: f64 = 31.0;

/// Settles a row's age and compares what it says twice.
pub(super) fn settle(header: &Header, row: &[u8], found: &mut Found, differ: &mut PerColumn) {
    let by_dates = match (found.birth, found.visit) {
        (Some(birth), Some(visit)) => Some(Age::from_days(f64::from(visit) - f64::from(birth))),
        _ => None,
    };
    let mut odd = false;
    let mut age_differs = false;
    if let Some(age) = by_dates {
        age_differs |= found.child.age.is_known() && far(age, found.child.age);
        found.child.age = age;
    }
    let mut again = header.again.iter().peekable();
    for (at, cell) in fields(row, header.separator).enumerate() {
        let Some((_, kind)) = again.next_if(|(place, _)| *place == at) else { continue };
        let mut other = Found::NOTHING;
        match place(&mut other, *kind, unquoted(cell).trim_ascii(), header.marks) {
            Cell::Missing | Cell::Sentinel => continue,
            Cell::Odd => {
                odd |= matches!(kind, Kind::Oedema { .. });
                continue;
            }
            Cell::Read | Cell::Two | Cell::Grade => {}
        }
        if says_otherwise(found, &other, *kind, &mut age_differs) {
            count(differ, kind.column());
        }
    }
    found.child.oedema |= odd;
    if age_differs {
        count(differ, Column::Age);
    }
}

/// Whether the other column says something else. An age that is missing is taken from it, and whoever is swollen in one
/// of two columns is swollen.
fn says_otherwise(found: &mut Found, other: &Found, kind: Kind, age_differs: &mut bool) -> bool {
    let (one, two) = (&mut found.child, &other.child);
    let measures = |one: f64, two: f64| !one.is_nan() && (one - two).abs() > 1e-9;
    match kind {
        Kind::Age(_) => {
            if one.age.is_known() {
                *age_differs |= far(one.age, two.age);
            } else {
                one.age = two.age;
            }
            false
        }
        Kind::Oedema { .. } => {
            let differs = one.oedema != two.oedema;
            one.oedema |= two.oedema;
            differs
        }
        Kind::Sex => one.sex.is_some() && one.sex != two.sex,
        Kind::Posture => one.posture.is_some() && one.posture != two.posture,
        Kind::Birth(_) => found.birth.is_some() && found.birth != other.birth,
        Kind::Visit(_) => found.visit.is_some() && found.visit != other.visit,
        Kind::Weight(_) => measures(one.weight, two.weight),
        Kind::Length(_) => measures(one.length, two.length),
        Kind::Head(_) => measures(one.head, two.head),
        Kind::Arm(_) => measures(one.arm, two.arm),
    }
}

fn far(one: Age, other: Age) -> bool {
    (one.in_days() - other.in_days()).abs() > SAME_AGE
}

fn count(differ: &mut PerColumn, column: Column) {
    if let Some(count) = differ.get_mut(column.at()) {
        *count += 1;
    }
}
