//! One cell into a child. What most files hold is read at once; words, commas and the spellings of "missing" come after,
//! so that they cost only who uses them.

use super::date;
use super::letters::Letters;
use super::lists::{is_missing, word};
use super::sheet::{AgeUnit, Column, Kind, Marks};
use super::split::content;
use crate::growth::{Age, Child, decimal};
use crate::terms::{Posture, Sex};

/// What is known of a row so far.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    pub(super) child: Child,
    /// Days of birth and of measuring.
    pub(super) birth: Option<i32>,
    pub(super) visit: Option<i32>,
    /// The age is known by the year alone.
    pub(super) by_year: bool,
    /// Nobody named the unit of the age.
    pub(super) bare_age: bool,
}

impl Found {
    pub(super) const NOTHING: Self =
        Self { child: Child::UNMEASURED, birth: None, visit: None, by_year: false, bare_age: false };
}

/// What a cell turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    Read,
    /// A digit of oedema that leaves no question but what digits mean.
    Digit,
    /// A 2 that was read as "no oedema".
    Two,
    /// A 0 or 3, as grades have them, in a column of oedema that seemed to have none.
    Grade,
    Missing,
    /// A number by which surveys say that there is none, such as 9999.
    Sentinel,
    /// Not what its column holds.
    Odd,
}

/// No measure in kg or cm is as large: what stands there is another number, or a slip.
const MOST_MEASURE: f64 = 1e9;

/// A measure: what is more may be a survey's "none"; and the units that its cells name, by what makes them kg or cm.
struct Scale {
    most: f64,
    units: &'static [(&'static str, f64)],
}

const LENGTHS: &[(&str, f64)] = &[("cm", 1.0), ("mm", 10.0), ("m", 0.01)];
const WEIGHT: Scale = Scale {
    most: 60.0,
    units: &[("kg", 1.0), ("kgs", 1.0), ("g", 1000.0), ("gr", 1000.0), ("gram", 1000.0)],
};
const LENGTH: Scale = Scale { most: 180.0, units: LENGTHS };
const HEAD: Scale = Scale { most: 80.0, units: LENGTHS };
const ARM: Scale = Scale { most: 50.0, units: LENGTHS };

pub(super) const HALF_A_YEAR: f64 = 182.625;

/// Puts one cell, without its quotes and the spaces around, into what is known of the row. `plain` is its number where that is
/// known already.
#[inline]
pub(super) fn place(found: &mut Found, kind: Kind, cell: &[u8], plain: Option<f64>, marks: Marks) -> Cell {
    if cell.is_empty() {
        return Cell::Missing;
    }
    let read = || match plain {
        Some(number) if !marks.comma || !is_thousand(cell, b'.') => Some(number),
        Some(_) => None,
        None => number(cell, marks),
    };
    match kind {
        Kind::Sex(letters) => match sex(cell, letters) {
            Some(sex) => found.child.sex = Some(sex),
            None => return odd_code(cell),
        },
        Kind::Posture => match posture(cell) {
            Some(posture) => found.child.posture = Some(posture),
            None if code(cell) == Some(0) => return Cell::Sentinel,
            None => return odd_code(cell),
        },
        Kind::Oedema { t_is_no: true, .. } if matches!(cell, b"T" | b"t") => {}
        Kind::Oedema { grades, .. } => return place_oedema(found, cell, grades),
        Kind::Weight(divisor) => {
            return place_measure(&mut found.child.weight, read(), cell, divisor, &WEIGHT, marks);
        }
        Kind::Length(divisor) => {
            return place_measure(&mut found.child.length, read(), cell, divisor, &LENGTH, marks);
        }
        Kind::Head(divisor) => {
            return place_measure(&mut found.child.head, read(), cell, divisor, &HEAD, marks);
        }
        Kind::Arm(divisor) => return place_measure(&mut found.child.arm, read(), cell, divisor, &ARM, marks),
        Kind::Age(unit) => return place_age(found, unit, read(), cell),
        Kind::Birth(order) => match date::day(cell, order) {
            Some(day) => found.birth = Some(day),
            None => return odd_date(cell),
        },
        Kind::Visit(order) => match date::day(cell, order) {
            Some(day) => found.visit = Some(day),
            None => return odd_date(cell),
        },
    }
    Cell::Read
}

/// A measure in kg or cm.
#[inline]
fn place_measure(
    to: &mut f64,
    number: Option<f64>,
    cell: &[u8],
    divisor: Option<f64>,
    scale: &Scale,
    marks: Marks,
) -> Cell {
    let Some(number) = number else { return place_with_unit(to, cell, scale, marks) };
    let value = match divisor {
        None => number,
        // Metres: the nearest number to so many hundredths of a centimetre, as if it had been written so.
        Some(divisor) if divisor < 1.0 => (number / divisor * 100.0).round() / 100.0,
        Some(divisor) => number / divisor,
    };
    if value > scale.most {
        if value >= MOST_MEASURE {
            return Cell::Odd;
        }
        if is_sentinel(cell) {
            return Cell::Sentinel;
        }
    }
    *to = value;
    Cell::Read
}

/// A cell that names its unit is believed before its column: `9,2 kg`, `134mm`.
#[cold]
fn place_with_unit(to: &mut f64, cell: &[u8], scale: &Scale, marks: Marks) -> Cell {
    match with_unit(cell, scale, marks) {
        Some((number, divisor)) => place_measure(to, Some(number), cell, Some(divisor), scale, marks),
        None => odd(cell),
    }
}

fn with_unit(cell: &[u8], scale: &Scale, marks: Marks) -> Option<(f64, f64)> {
    let cell = cell.strip_suffix(b".").unwrap_or(cell);
    let letters = cell.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (front, unit) = cell.split_at_checked(cell.len() - letters)?;
    let (_, divisor) = scale.units.iter().find(|(known, _)| unit.eq_ignore_ascii_case(known.as_bytes()))?;
    Some((number(content(front), marks)?, *divisor))
}

/// The number in a cell of the first rows, also where the cell names its unit.
pub(super) fn number_seen(column: Column, cell: &[u8]) -> Option<f64> {
    let scale = match column {
        Column::Weight => &WEIGHT,
        Column::Length => &LENGTH,
        Column::Head => &HEAD,
        Column::Arm => &ARM,
        _ => return number(cell, Marks::default()),
    };
    let said = || with_unit(cell, scale, Marks::default()).map(|(number, divisor)| number / divisor);
    number(cell, Marks::default()).or_else(said)
}

#[inline]
fn place_age(found: &mut Found, unit: AgeUnit, number: Option<f64>, cell: &[u8]) -> Cell {
    let Some(number) = number else {
        return match date::said_age(cell) {
            Some(said) => {
                let years = matches!(unit, AgeUnit::WholeYears | AgeUnit::SaidYears);
                found.by_year = years && said.in_whole_years;
                found.child.age = if found.by_year { within(said.age) } else { said.age };
                Cell::Read
            }
            None => odd(cell),
        };
    };
    let (age, most) = match unit {
        AgeUnit::Days | AgeUnit::BareDays => (Age::from_days(number), 2750.0),
        AgeUnit::Months => (Age::from_months(number), 90.0),
        AgeUnit::Years | AgeUnit::WholeYears => (Age::from_months(number * 12.0), 90.0),
        AgeUnit::Said | AgeUnit::SaidYears => return Cell::Odd,
    };
    if number > most && is_sentinel(cell) {
        return Cell::Sentinel;
    }
    found.bare_age = unit == AgeUnit::BareDays;
    found.by_year = unit == AgeUnit::WholeYears && number.fract() == 0.0;
    found.child.age = if found.by_year { within(age) } else { age };
    Cell::Read
}

/// The middle of the year of life that completed years leave open.
fn within(age: Age) -> Age {
    Age::from_days(age.in_days() + HALF_A_YEAR)
}

#[cold]
fn odd(cell: &[u8]) -> Cell {
    if is_missing(cell) { Cell::Missing } else { Cell::Odd }
}

/// Source: surveys of the DHS and MICS, 8 and 9 for what nobody knows.
#[cold]
fn odd_code(cell: &[u8]) -> Cell {
    if matches!(code(cell), Some(8 | 9)) { Cell::Sentinel } else { odd(cell) }
}

/// Surveys and databases write a day that nobody knows as noughts or nines.
#[cold]
fn odd_date(cell: &[u8]) -> Cell {
    let mut digits = cell.iter().filter(|byte| byte.is_ascii_digit()).peekable();
    let nobody_knows = digits.peek().is_some()
        && (digits.clone().all(|digit| *digit == b'0') || digits.clone().all(|digit| *digit == b'9'));
    if nobody_knows { Cell::Sentinel } else { odd(cell) }
}

#[inline]
pub(super) fn sex(cell: &[u8], letters: Letters) -> Option<Sex> {
    match letters {
        Letters::Usual | Letters::OnlyGirls | Letters::OnlyBoys => {}
        Letters::PriaWanita => match cell {
            b"P" | b"p" => return Some(Sex::Male),
            b"W" | b"w" => return Some(Sex::Female),
            b"L" | b"l" => return None,
            _ => {}
        },
        Letters::HombreMujer => match cell {
            b"H" | b"h" => return Some(Sex::Male),
            b"M" | b"m" => return Some(Sex::Female),
            b"F" | b"f" => return None,
            _ => {}
        },
    }
    match cell {
        b"1" | b"m" | b"M" | b"L" | b"l" => return Some(Sex::Male),
        b"2" | b"f" | b"F" | b"P" | b"p" => return Some(Sex::Female),
        _ => {}
    }
    match (code(cell), word("sex", cell)) {
        (Some(1), _) | (_, Some("m")) => Some(Sex::Male),
        (Some(2), _) | (_, Some("f")) => Some(Sex::Female),
        _ => None,
    }
}

/// Source of the numbers: DHS and MICS, lying 1, standing 2.
#[inline]
fn posture(cell: &[u8]) -> Option<Posture> {
    match cell {
        b"l" | b"L" | b"1" => return Some(Posture::Lying),
        b"h" | b"H" | b"2" => return Some(Posture::Standing),
        _ => {}
    }
    match (code(cell), word("posture", cell)) {
        (Some(1), _) | (_, Some("lying")) => Some(Posture::Lying),
        (Some(2), _) | (_, Some("standing")) => Some(Posture::Standing),
        _ => None,
    }
}

/// Source of the numbers: WHO Anthro, yes 1, no 2; surveys that grade, none 0 and swollen from 1 on.
#[inline]
fn place_oedema(found: &mut Found, cell: &[u8], grades: bool) -> Cell {
    let (swollen, is) = match cell {
        b"n" | b"N" => (false, Cell::Read),
        b"y" | b"Y" => (true, Cell::Read),
        _ => match (code(cell), grades) {
            (Some(0), true) => (false, Cell::Digit),
            (Some(0), false) => (false, Cell::Grade),
            (Some(1), _) | (Some(2 | 3), true) => (true, Cell::Digit),
            (Some(2), false) => (false, Cell::Two),
            (Some(3), false) => (true, Cell::Grade),
            (Some(_), _) => return Cell::Odd,
            (None, _) => match word("oedema", cell) {
                Some(word) => (word == "yes", Cell::Read),
                None => return odd(cell),
            },
        },
    };
    found.child.oedema |= swollen;
    is
}

/// A code of one digit, also as other programs write it: `1`, `1.0`, `1,0`, `01`.
pub(super) fn code(cell: &[u8]) -> Option<u8> {
    match cell {
        [digit @ b'0'..=b'9'] | [b'0', digit @ b'0'..=b'9'] => Some(digit - b'0'),
        [digit @ b'0'..=b'9', b'.' | b',', noughts @ ..] if noughts.iter().all(|byte| *byte == b'0') => {
            Some(digit - b'0')
        }
        _ => None,
    }
}

/// A number with a point or a comma. Where the other mark is the file's own, three digits behind this one may be a
/// thousand and are not understood.
#[inline]
pub(super) fn number(cell: &[u8], marks: Marks) -> Option<f64> {
    match decimal::parse(cell) {
        Some(number) if !marks.comma || !is_thousand(cell, b'.') => Some(number),
        Some(_) => None,
        None => number_with_comma(cell, marks),
    }
}

#[cold]
fn number_with_comma(cell: &[u8], marks: Marks) -> Option<f64> {
    let at = cell.iter().position(|byte| *byte == b',')?;
    if cell.len() > 40 || cell.contains(&b'.') || (marks.point && is_thousand(cell, b',')) {
        return None;
    }
    let mut plain = [0; 40];
    let plain = plain.get_mut(..cell.len())?;
    plain.copy_from_slice(cell);
    *plain.get_mut(at)? = b'.';
    decimal::parse(plain)
}

/// Whether exactly three digits follow the mark, as in `1.234`.
fn is_thousand(cell: &[u8], mark: u8) -> bool {
    cell.iter().rposition(|byte| *byte == mark).is_some_and(|at| cell.len() - at == 4)
}

/// Whether a number is nines, perhaps with another digit at its end, or eights: 9999, 99.99, 9996, 999.8, 888.
#[cold]
fn is_sentinel(cell: &[u8]) -> bool {
    let digits: Vec<u8> = cell.iter().copied().filter(u8::is_ascii_digit).collect();
    let all = |digits: &[u8], digit: u8| digits.iter().all(|one| *one == digit);
    match digits.as_slice() {
        [nines @ .., _] if nines.len() >= 2 && all(nines, b'9') => true,
        // As programs write floats: 9999.0
        [nines @ .., b'0'] | nines => nines.len() >= 2 && (all(nines, b'9') || all(nines, b'8')),
    }
}
