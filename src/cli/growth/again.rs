//! What a row says more than once: an age beside the dates of birth and measuring, a column that is there under two
//! names. The dates are believed before the age, the column that was chosen before the other; how often they differ is
//! counted.

use super::cell::{Cell, Found, HALF_A_YEAR, place};
use super::sheet::{Again, Column, Header, Kind, PerColumn};
use super::split::{content, fields};
use crate::growth::Age;
use crate::terms::Posture;

/// Ages further apart are not the same age told in completed months.
const SAME_AGE: f64 = 31.0;

/// Settles a row's age, takes from a second column what the first does not say, and compares what both say.
pub(super) fn settle(header: &Header, row: &[u8], found: &mut Found, differ: &mut PerColumn) {
    let (mut odd, mut age_differs) = (false, false);
    let mut again = header.again.iter().peekable();
    let mut told = Told::default();
    told.take(found.child.length, header.posture);
    for (at, cell) in fields(row, header.separator).enumerate() {
        let Some(Again { kind, posture, .. }) = again.next_if(|again| again.at == at) else { continue };
        let mut other = Found::NOTHING;
        match place(&mut other, *kind, content(cell), None, header.marks) {
            Cell::Missing | Cell::Sentinel => continue,
            Cell::Odd => {
                odd |= matches!(kind, Kind::Oedema { .. });
                continue;
            }
            Cell::Read | Cell::Digit | Cell::Two | Cell::Grade => {}
        }
        told.take(other.child.length, *posture);
        if complete(found, &other, *kind) {
            match kind {
                Kind::Age(_) => age_differs = true,
                _ => count(differ, kind.column()),
            }
        }
    }
    found.child.oedema |= odd;
    found.child.posture = found.child.posture.or_else(|| told.posture());
    if let (Some(birth), Some(visit)) = (found.birth, found.visit) {
        let by_dates = Age::from_days(f64::from(visit) - f64::from(birth));
        let told = std::mem::replace(&mut found.child.age, by_dates);
        age_differs |= told.is_known() && far(by_dates, told, found.by_year);
        (found.by_year, found.bare_age) = (false, false);
    }
    if age_differs {
        count(differ, Column::Age);
    }
}

/// The positions that the columns tell which hold a length: who lies is under `PB`, who stands under `TB`.
#[derive(Default)]
struct Told {
    lying: bool,
    standing: bool,
}

impl Told {
    fn take(&mut self, length: f64, posture: Option<Posture>) {
        self.lying |= length > 0.0 && posture == Some(Posture::Lying);
        self.standing |= length > 0.0 && posture == Some(Posture::Standing);
    }

    const fn posture(&self) -> Option<Posture> {
        match (self.lying, self.standing) {
            (true, false) => Some(Posture::Lying),
            (false, true) => Some(Posture::Standing),
            _ => None,
        }
    }
}

/// Takes what is missing from the other column; whether it says something else. Whoever is swollen in one of two columns
/// is swollen, and an age that is finer than years is believed before one that is not.
fn complete(found: &mut Found, other: &Found, kind: Kind) -> bool {
    let (one, two) = (&mut found.child, &other.child);
    match kind {
        Kind::Age(_) if !one.age.is_known() => {
            (one.age, found.by_year, found.bare_age) = (two.age, other.by_year, other.bare_age);
            false
        }
        Kind::Age(_) => {
            let differs = far(one.age, two.age, found.by_year || other.by_year);
            if found.by_year && !other.by_year {
                (one.age, found.by_year, found.bare_age) = (two.age, false, other.bare_age);
            }
            differs
        }
        Kind::Oedema { .. } => {
            let differs = one.oedema != two.oedema;
            one.oedema |= two.oedema;
            differs
        }
        Kind::Sex(_) => value(&mut one.sex, two.sex),
        Kind::Posture => value(&mut one.posture, two.posture),
        Kind::Birth(_) => value(&mut found.birth, other.birth),
        Kind::Visit(_) => value(&mut found.visit, other.visit),
        Kind::Weight(_) => measure(&mut one.weight, two.weight),
        Kind::Length(_) => measure(&mut one.length, two.length),
        Kind::Head(_) => measure(&mut one.head, two.head),
        Kind::Arm(_) => measure(&mut one.arm, two.arm),
    }
}

/// A zero says no more than an empty cell where the other column says something.
fn measure(one: &mut f64, two: f64) -> bool {
    if one.is_nan() || (*one <= 0.0 && two > 0.0) {
        *one = two;
    }
    if two <= 0.0 {
        return false;
    }
    (*one - two).abs() > 1e-9
}

fn value<T: PartialEq + Copy>(one: &mut Option<T>, two: Option<T>) -> bool {
    if one.is_none() {
        *one = two;
    }
    *one != two
}

/// Whether two ages are not the same, one of them perhaps known by the year alone.
fn far(one: Age, other: Age, by_year: bool) -> bool {
    let most = if by_year { SAME_AGE + HALF_A_YEAR } else { SAME_AGE };
    (one.in_days() - other.in_days()).abs() > most
}

fn count(differ: &mut PerColumn, column: Column) {
    if let Some(count) = differ.get_mut(column.at()) {
        *count += 1;
    }
}
