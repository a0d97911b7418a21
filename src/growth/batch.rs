//! Many children at once: the one path by which every z-score is computed, a single child's too.
//!
//! Children go through in small blocks: first the rows of the tables are looked up, then all powers of the block are
//! computed in one loop that the compiler turns into vector instructions, then values are finished and rounded.
//!
//! Source: WHO Anthro, as published with the R package `anthro` 1.1.0.

use super::index::{Index, PerIndex, Z};
use super::lms::{Lms, box_cox};
use super::tables::{Table, Tables, tables};
use super::{DAYS_PER_MONTH, FIRST_DAY_OF_HEIGHT};
use crate::terms::{Posture, Sex};

/// Age as the tables want it: a rounded day, and unrounded months for the limits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Age {
    day: Option<u32>,
    months: f64,
}

impl Age {
    /// Nobody knows.
    pub const UNKNOWN: Self = Self { day: None, months: f64::NAN };

    /// Age in days, perhaps with a fraction; half a day and more counts as a day.
    #[inline]
    pub fn from_days(days: f64) -> Self {
        Self { day: rounded(days), months: days / DAYS_PER_MONTH }
    }

    /// Age in months, perhaps with a fraction.
    #[inline]
    pub fn from_months(months: f64) -> Self {
        Self { day: rounded(months * DAYS_PER_MONTH), months }
    }

    /// The day by which tables are read; `None` when unknown or negative.
    pub const fn day(self) -> Option<u32> {
        self.day
    }

    /// Whether somebody gave an age at all.
    pub const fn is_known(self) -> bool {
        !self.months.is_nan()
    }

    /// The age in days, unrounded; not a number when unknown.
    pub const fn in_days(self) -> f64 {
        self.months * DAYS_PER_MONTH
    }

    /// Whether the standards are made for this age: from birth to under 60 months.
    #[inline]
    pub fn is_under_five(self) -> bool {
        self.months >= 0.0 && self.months < 60.0
    }
}

#[inline]
fn rounded(days: f64) -> Option<u32> {
    if !(0.0..1e6).contains(&days) {
        return None;
    }
    let whole = days as u32;
    Some(whole + u32::from(days - f64::from(whole) >= 0.5))
}

/// One child's measures; a measure that is missing is not a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Child {
    /// Sex; nothing is computed without.
    pub sex: Option<Sex>,
    /// Age at measuring.
    pub age: Age,
    /// Weight in kg.
    pub weight: f64,
    /// Length or height in cm, as measured.
    pub length: f64,
    /// How it was measured.
    pub posture: Option<Posture>,
    /// Head circumference in cm.
    pub head: f64,
    /// Mid-upper-arm circumference in cm.
    pub arm: f64,
    /// Swelling of both feet.
    pub oedema: bool,
}

impl Child {
    /// Nothing measured yet.
    pub const UNMEASURED: Self = Self {
        sex: None,
        age: Age::UNKNOWN,
        weight: f64::NAN,
        length: f64::NAN,
        posture: None,
        head: f64::NAN,
        arm: f64::NAN,
        oedema: false,
    };
}

/// Why an index has no z-score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Empty {
    /// Sex, age or a measure that it needs is missing.
    Missing,
    /// The child is 60 months or older (or not born yet).
    OutsideAge,
    /// The measure lies outside the table: length for BB/PB and BB/TB, arm before day 91.
    OutsideTable,
    /// A measure is zero or below.
    NotPositive,
    /// Weight says nothing about nutrition while there is oedema.
    Oedema,
}

/// What was computed for one child.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scores {
    /// Length or height in cm after the ±0.7 correction; not a number when missing.
    pub length: f64,
    /// Weight over corrected length squared, kg/m², unrounded; not a number when missing.
    pub bmi: f64,
    z: [i32; 6],
}

/// Stands for an empty z.
const EMPTY: i32 = i32::MIN;

impl Scores {
    /// Nothing computed.
    pub const EMPTY: Self = Self { length: f64::NAN, bmi: f64::NAN, z: [EMPTY; 6] };

    /// The same of a child whose age is known by the year alone: of the z that of weight for length.
    pub const fn without_age(self) -> Self {
        let [_, _, weight_length, ..] = self.z;
        Self { z: [EMPTY, EMPTY, weight_length, EMPTY, EMPTY, EMPTY], ..self }
    }

    /// The rounded z-score of one index.
    #[inline]
    pub const fn z(&self, index: Index) -> Option<Z> {
        let [weight, length, weight_length, bmi, head, arm] = self.z;
        let z = match index {
            Index::WeightForAge => weight,
            Index::LengthForAge => length,
            Index::WeightForLength => weight_length,
            Index::BmiForAge => bmi,
            Index::HeadForAge => head,
            Index::ArmForAge => arm,
        };
        if z == EMPTY { None } else { Some(Z(z)) }
    }

    /// Why the z of `index` is empty, for the child these scores were computed from; `None` when it is not.
    pub fn why_empty(&self, child: &Child, index: Index) -> Option<Empty> {
        if self.z(index).is_some() {
            return None;
        }
        let by_age = index.is_by_age();
        let needed: &[f64] = match index {
            Index::WeightForAge => &[child.weight],
            Index::LengthForAge => &[child.length],
            Index::WeightForLength | Index::BmiForAge => &[child.weight, child.length],
            Index::HeadForAge => &[child.head],
            Index::ArmForAge => &[child.arm],
        };
        Some(if child.age.is_known() && !child.age.is_under_five() {
            Empty::OutsideAge
        } else if needed.iter().any(|measure| *measure <= 0.0) {
            Empty::NotPositive
        } else if child.sex.is_none()
            || (by_age && !child.age.is_known())
            || needed.iter().any(|measure| measure.is_nan())
        {
            Empty::Missing
        } else if index.uses_weight() && child.oedema {
            Empty::Oedema
        } else {
            Empty::OutsideTable
        })
    }
}

/// Whether a child of this age cannot have stood to be measured; its position is doubted.
///
/// Source: WHO Anthro, which corrects nothing below nine months.
#[inline]
pub fn is_too_young_to_stand(age: Age) -> bool {
    age.months >= 0.0 && age.months < 9.0
}

/// Correction for the way of measuring, in cm.
///
/// Source: WHO 2006: recumbent length is 0.7 cm more than standing height. Below day 731 the tables hold length,
/// from it height. A child under nine months does not stand: such a position is doubted and nothing corrected.
#[inline]
pub(super) fn correction(age: Age, posture: Option<Posture>) -> f64 {
    match (age.day, posture) {
        (Some(day), Some(Posture::Standing)) if day < FIRST_DAY_OF_HEIGHT && !is_too_young_to_stand(age) => {
            0.7
        }
        (Some(day), Some(Posture::Lying)) if day >= FIRST_DAY_OF_HEIGHT => -0.7,
        _ => 0.0,
    }
}

/// A measure that can be computed with, or not a number.
#[inline]
fn positive(measure: f64) -> f64 {
    if measure > 0.0 && measure < 1e9 { measure } else { f64::NAN }
}

/// How many children are in flight together, and how many of their indices need a power.
const BLOCK: usize = 32;
const POWERS: usize = 4;

/// One power to compute: the measure, its row, and the z that comes of it.
struct Lanes {
    measure: [f64; BLOCK * POWERS],
    l: [f64; BLOCK * POWERS],
    m: [f64; BLOCK * POWERS],
    s: [f64; BLOCK * POWERS],
    z: [f64; BLOCK * POWERS],
}

/// What a measure without a row is divided by; the z is empty all the same.
const NO_ROW: Lms = Lms { l: 1.0, m: f64::NAN, s: 1.0 };

/// Computes the six indices of every child, in order; `out` is filled as far as both reach.
pub fn score_all(children: &[Child], out: &mut [Scores]) {
    let tables = tables();
    let blank = [0.0; BLOCK * POWERS];
    let mut lanes = Lanes { measure: blank, l: blank, m: blank, s: blank, z: blank };
    for (children, out) in children.chunks(BLOCK).zip(out.chunks_mut(BLOCK)) {
        score_block(tables, &mut lanes, children, out);
    }
}

fn score_block(tables: &Tables, lanes: &mut Lanes, children: &[Child], out: &mut [Scores]) {
    let rows = lanes
        .measure
        .as_chunks_mut::<POWERS>()
        .0
        .iter_mut()
        .zip(lanes.l.as_chunks_mut::<POWERS>().0)
        .zip(lanes.m.as_chunks_mut::<POWERS>().0)
        .zip(lanes.s.as_chunks_mut::<POWERS>().0);
    for ((child, out), (((measure, l), m), s)) in children.iter().zip(out.iter_mut()).zip(rows) {
        let gathered = gather(tables, child);
        let [length_z, head_z] = gathered.straight.map(hundredths);
        *out = Scores {
            length: gathered.length,
            bmi: gathered.bmi,
            z: [EMPTY, length_z, EMPTY, EMPTY, head_z, EMPTY],
        };
        *measure = gathered.measure;
        *l = gathered.rows.map(|row| row.l);
        *m = gathered.rows.map(|row| row.m);
        *s = gathered.rows.map(|row| row.s);
    }
    let used = children.len().min(out.len()) * POWERS;
    let inputs = lanes.measure.iter().zip(&lanes.l).zip(&lanes.m).zip(&lanes.s);
    for (z, (((measure, l), m), s)) in lanes.z.iter_mut().zip(inputs).take(used) {
        *z = box_cox(measure / m, *l, *s);
    }
    let finished = lanes
        .z
        .as_chunks::<POWERS>()
        .0
        .iter()
        .zip(lanes.measure.as_chunks::<POWERS>().0)
        .zip(lanes.l.as_chunks::<POWERS>().0)
        .zip(lanes.m.as_chunks::<POWERS>().0)
        .zip(lanes.s.as_chunks::<POWERS>().0);
    for (out, ((((z, measure), l), m), s)) in out.iter_mut().zip(finished) {
        let finish = |lane: usize| {
            let at = |values: &[f64; POWERS]| values.get(lane).copied().unwrap_or(f64::NAN);
            let z = at(z);
            if z.abs() > 3.0 {
                hundredths(Lms { l: at(l), m: at(m), s: at(s) }.beyond_three(at(measure), z))
            } else {
                hundredths(z)
            }
        };
        let [weight, _, weight_length, bmi, _, arm] = &mut out.z;
        (*weight, *weight_length, *bmi, *arm) = (finish(0), finish(1), finish(2), finish(3));
    }
}

/// The z-scores of one child before rounding, for comparing with other software; not a number where empty.
pub fn unrounded(child: &Child) -> PerIndex<f64> {
    let gathered = gather(tables(), child);
    let [length, head] = gathered.straight;
    let mut powers = [f64::NAN; POWERS];
    for (z, (measure, row)) in powers.iter_mut().zip(gathered.measure.into_iter().zip(gathered.rows)) {
        *z = box_cox(measure / row.m, row.l, row.s);
        if z.abs() > 3.0 {
            *z = row.beyond_three(measure, *z);
        }
    }
    let [weight, weight_length, bmi, arm] = powers;
    PerIndex([weight, length, weight_length, bmi, head, arm])
}

/// What is known of one child before the powers: corrected length, BMI, the z of length and head, and the measures and
/// rows of the four indices that need a power.
struct Gathered {
    length: f64,
    bmi: f64,
    straight: [f64; 2],
    measure: [f64; POWERS],
    rows: [Lms; POWERS],
}

/// Looks up everything for one child and finishes what needs no power.
#[inline]
fn gather(tables: &Tables, child: &Child) -> Gathered {
    let weight = positive(child.weight);
    let length = positive(positive(child.length) + correction(child.age, child.posture));
    let metres = length / 100.0;
    let bmi = weight / (metres * metres);
    let mut gathered = Gathered {
        length,
        bmi,
        straight: [f64::NAN; 2],
        measure: [f64::NAN; POWERS],
        rows: [NO_ROW; POWERS],
    };
    let Some(sex) = child.sex else { return gathered };
    if child.age.is_known() && !child.age.is_under_five() {
        return gathered;
    }
    let (weighed, mass_index) = if child.oedema { (f64::NAN, f64::NAN) } else { (weight, bmi) };
    let posture = match (child.age.day, child.posture) {
        (Some(day), _) if day < FIRST_DAY_OF_HEIGHT => Posture::Lying,
        (None, Some(posture)) => posture,
        (None, None) if length < 87.0 => Posture::Lying,
        (Some(_), _) | (None, None) => Posture::Standing,
    };
    let by_length = row_by_length(tables, sex, length, posture).unwrap_or(NO_ROW);
    gathered.measure = [f64::NAN, weighed, f64::NAN, f64::NAN];
    gathered.rows = [NO_ROW, by_length, NO_ROW, NO_ROW];
    let Some(day) = child.age.day else { return gathered };
    let row = |table: &Table| table.at(sex, day).unwrap_or(NO_ROW);
    let straight = |measure: f64, table: &Table| {
        let Lms { m, s, .. } = row(table);
        (measure / m - 1.0) / s
    };
    gathered.straight =
        [straight(length, &tables.length_for_age), straight(positive(child.head), &tables.head_for_age)];
    gathered.measure = [weighed, weighed, mass_index, positive(child.arm)];
    gathered.rows =
        [row(&tables.weight_for_age), by_length, row(&tables.bmi_for_age), row(&tables.arm_for_age)];
    gathered
}

/// The row of weight-for-length (lying) or weight-for-height (standing), interpolated between tenths of a centimetre;
/// `None` outside the table.
#[inline]
pub(super) fn row_by_length(tables: &Tables, sex: Sex, length: f64, posture: Posture) -> Option<Lms> {
    let (table, within) = match posture {
        Posture::Lying => (&tables.weight_for_length, (45.0..=110.0).contains(&length)),
        Posture::Standing => (&tables.weight_for_height, (65.0..=120.0).contains(&length)),
    };
    if !within {
        return None;
    }
    let tenths = (length * 10.0) as u32;
    let share = (length - f64::from(tenths) / 10.0) / 0.1;
    let row = table.at(sex, tenths)?;
    Some(if share > 0.0 {
        table.at(sex, tenths + 1).map_or(row, |next| row.towards(next, share))
    } else {
        row
    })
}

/// Rounds a z to hundredths, halves to even; absurd ones are held at ±99,999 SD.
#[inline]
fn hundredths(z: f64) -> i32 {
    let scaled = z * 100.0;
    let scaled = if scaled > 9_999_900.0 { 9_999_900.0 } else { scaled };
    let scaled = if scaled < -9_999_900.0 { -9_999_900.0 } else { scaled };
    // 1.5 · 2^52 leaves the nearest whole number in the low 32 bits.
    let low = (scaled + 6_755_399_441_055_744.0).to_bits() as u32;
    if scaled.is_nan() { EMPTY } else { low.cast_signed() }
}

#[cfg(test)]
mod tests;
