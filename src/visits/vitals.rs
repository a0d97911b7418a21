//! Vital signs: what can be written, what is asked about, and what a value says.
//!
//! Fever, a fast pulse, a high pressure are *findings*: they are what the clinic is there for, and nobody is asked why.
//! Asked is only about what contradicts itself, and refused what nobody alive has.

use serde::{Deserialize, Serialize};

use super::rules::reason;
use super::{Confirmation, Error, Limits, Reading, Sign};
use crate::reference::clinical::{
    ADULT_FROM_DAYS, AdultLimit, AdultMeasure, Clinical, Finding, Urgency, Who,
};
use crate::reference::ranges::{Judgement, Ranges, Side};
use crate::terms::{Age, Sex};

/// Ages in which a woman may be pregnant, in completed years.
const MAY_BE_PREGNANT: std::ops::RangeInclusive<u32> = 10..=54;

/// How a sign was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// In the sign's smallest unit ([`Sign`] says which).
    Of(i64),
    /// Tidak terukur: it was tried. That is an answer, and may be the gravest.
    Unmeasurable,
}

impl Value {
    /// The number, where there is one.
    pub const fn number(self) -> Option<i64> {
        match self {
            Self::Of(value) => Some(value),
            Self::Unmeasurable => None,
        }
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Of(value)
    }
}

/// A value that may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Which sign.
    pub sign: Sign,
    pub value: Value,
    /// Why a value that contradicts itself is right all the same.
    pub confirmed: Option<String>,
}

/// How a value stands to the limits of its age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Usual, or not measurable.
    Plausible,
    /// Outside the usual: a finding. It is written like any other.
    Unusual(Limits),
    /// It contradicts itself: to be confirmed.
    Contradicts(Contradiction),
    /// Impossible: refused.
    Impossible(Limits),
}

/// What contradicts itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contradiction {
    /// The systolic pressure is not above the diastolic one.
    PressureTurned { systolic: i64, diastolic: i64 },
    /// A tenth of this weight, or ten times it, would be usual at this age: a decimal comma in the wrong place. Grams.
    TenfoldWeight(i64),
}

impl Contradiction {
    /// The sign at which it is asked about, of those that are given: what stands there already cannot be explained now.
    pub fn asked_at(self, given: impl Fn(Sign) -> bool) -> Option<Sign> {
        let of: &[Sign] = match self {
            Self::PressureTurned { .. } => &[Sign::Diastolic, Sign::Systolic],
            Self::TenfoldWeight(_) => &[Sign::Weight],
        };
        of.iter().copied().find(|sign| given(*sign))
    }
}

/// A sign given twice in one command says nothing.
pub fn no_sign_twice(readings: &[Reading]) -> Result<(), Error> {
    for (at, reading) in readings.iter().enumerate() {
        if readings.iter().take(at).any(|earlier| earlier.sign == reading.sign) {
            return Err(Error::SignTwice(reading.sign));
        }
    }
    Ok(())
}

/// By what values are judged.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    /// Age on the day of the visit; without one nothing is judged but that no sign is below zero.
    pub age_days: Option<u32>,
    pub ranges: &'a Ranges,
}

/// Judges the values that are given, beside those that stand there: one that is impossible refuses all, what contradicts
/// itself must be confirmed.
pub fn judge_all(
    readings: &[Reading],
    standing: impl Fn(Sign) -> Option<Value>,
    confirmed: &[Confirmation],
    by: By<'_>,
) -> Result<Vec<Judged>, Error> {
    let now = |sign| match readings.iter().find(|reading| reading.sign == sign) {
        Some(reading) => reading.value,
        None => standing(sign),
    };
    let mut judged = Vec::with_capacity(readings.len());
    let mut unconfirmed = Vec::new();
    // Told once, at whichever of the two was taken.
    let given = |sign| readings.iter().any(|reading| reading.sign == sign);
    let turned = pressure_turned(now).and_then(|turned| Some((turned.asked_at(given)?, turned)));
    for reading in readings {
        let Some(value) = reading.value else { continue };
        let sign = reading.sign;
        let contradiction = match judge(sign, value, by) {
            Verdict::Impossible(limits) => return Err(Error::Impossible(limits)),
            Verdict::Contradicts(contradiction) => Some(contradiction),
            Verdict::Plausible | Verdict::Unusual(_) => {
                turned.filter(|(at, _)| *at == sign).map(|(_, turned)| turned)
            }
        };
        let confirmed = match contradiction {
            None => None,
            Some(contradiction) => {
                let Some(one) = confirmed.iter().find(|one| one.sign == sign) else {
                    unconfirmed.push(contradiction);
                    continue;
                };
                Some(reason(&one.reason)?)
            }
        };
        judged.push(Judged { sign, value, confirmed });
    }
    if unconfirmed.is_empty() { Ok(judged) } else { Err(Error::NeedsConfirmation(unconfirmed)) }
}

/// Whether the systolic pressure is not above the diastolic one.
pub fn pressure_turned(now: impl Fn(Sign) -> Option<Value>) -> Option<Contradiction> {
    let of = |sign| now(sign).and_then(Value::number);
    let (systolic, diastolic) = (of(Sign::Systolic)?, of(Sign::Diastolic)?);
    (systolic <= diastolic).then_some(Contradiction::PressureTurned { systolic, diastolic })
}

/// How one value stands to the limits of its age; also what a form shows while somebody types.
pub fn judge(sign: Sign, value: Value, by: By<'_>) -> Verdict {
    let Value::Of(value) = value else { return Verdict::Plausible };
    let limits = |side, limit| match side {
        Side::Low => Limits { sign, value, low: Some(limit), high: None },
        Side::High => Limits { sign, value, low: None, high: Some(limit) },
    };
    if value < 0 {
        return Verdict::Impossible(limits(Side::Low, 0));
    }
    let Some(age_days) = by.age_days else { return Verdict::Plausible };
    let usual = |value| by.ranges.judge(sign, age_days, value) == Judgement::Plausible;
    match by.ranges.judge(sign, age_days, value) {
        Judgement::Plausible => Verdict::Plausible,
        Judgement::Warn { .. } if sign == Sign::Weight && (usual(value * 10) || usual(value / 10)) => {
            Verdict::Contradicts(Contradiction::TenfoldWeight(value))
        }
        Judgement::Warn { side, limit } => Verdict::Unusual(limits(side, limit)),
        Judgement::Impossible { side, limit } => Verdict::Impossible(limits(side, limit)),
    }
}

/// Whose signs they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    pub age_days: u32,
    pub sex: Sex,
    pub pregnancy: Pregnancy,
}

/// Whether the person is pregnant, as far as anybody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pregnancy {
    /// It was said.
    Known,
    /// A woman of that age; nobody said.
    Possible,
    No,
}

impl About {
    /// `said`: somebody said that she is pregnant, as by the ticket's priority.
    pub fn of(age: Age, sex: Sex, said: bool) -> Self {
        let pregnancy = match (sex, said) {
            (Sex::Female, true) => Pregnancy::Known,
            (Sex::Female, false) if MAY_BE_PREGNANT.contains(&age.years) => Pregnancy::Possible,
            _ => Pregnancy::No,
        };
        Self { age_days: age.total_days, sex, pregnancy }
    }
}

/// What a sign says and what is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told<'a> {
    pub finding: &'a Finding,
    /// It holds only if she is pregnant, which nobody said.
    pub if_pregnant: bool,
}

/// What the signs say, the most urgent first; of a family (pressure, temperature …) one, and for a woman who may be
/// pregnant also what would hold then.
pub fn findings<'a>(
    now: impl Fn(Sign) -> Option<Value>,
    about: About,
    clinical: &'a Clinical,
) -> Vec<Told<'a>> {
    let holds = |finding: &&Finding| {
        now(finding.sign).is_some_and(|value| finding.holds(value.number(), about.age_days, &clinical.ranges))
    };
    let mut told: Vec<Told<'a>> = Vec::new();
    let groups: &[(Who, bool)] = match about.pregnancy {
        // What is said of pregnant women goes before what is said of everybody.
        Pregnancy::Known => &[(Who::Pregnant, false), (Who::Anybody, false)],
        Pregnancy::Possible => &[(Who::Anybody, false), (Who::Pregnant, true)],
        Pregnancy::No => &[(Who::Anybody, false)],
    };
    for (who, if_pregnant) in groups {
        let mut of: Vec<&Finding> =
            clinical.findings.iter().filter(|one| one.who == *who).filter(holds).collect();
        of.sort_by_key(|finding| finding.urgency);
        for finding in of {
            let same = |one: &Told<'_>| {
                one.finding.family == finding.family
                    && (one.if_pregnant == *if_pregnant && one.finding.who == finding.who
                        || one.finding.urgency <= finding.urgency && !if_pregnant)
            };
            if !told.iter().any(same) {
                told.push(Told { finding, if_pregnant: *if_pregnant });
            }
        }
    }
    told.sort_by_key(|one| (one.finding.urgency, one.if_pregnant));
    told
}

/// What an adult's weight, height and waist say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Body<'a> {
    /// Hundredths of kg/m², with its category.
    pub bmi: Option<(i64, &'a AdultLimit)>,
    /// Millimetres, with its category.
    pub waist: Option<(i64, &'a AdultLimit)>,
}

/// Body mass index and waist of an adult; of a pregnant woman neither says anything.
pub fn body(now: impl Fn(Sign) -> Option<Value>, about: About, clinical: &Clinical) -> Body<'_> {
    if about.age_days < ADULT_FROM_DAYS || about.pregnancy == Pregnancy::Known {
        return Body { bmi: None, waist: None };
    }
    let of = |sign| now(sign).and_then(Value::number);
    let category = |measure, value| Some((value, clinical.adult(measure, about.sex, value)?));
    let bmi = of(Sign::Weight).zip(of(Sign::Height)).and_then(|(grams, millimetres)| {
        // kg/m² in hundredths is grams · 100,000 / mm², rounded to the nearest.
        let square = millimetres.checked_mul(millimetres).filter(|square| *square > 0)?;
        let bmi = (grams.checked_mul(100_000)? + square / 2) / square;
        category(AdultMeasure::Bmi, bmi)
    });
    Body { bmi, waist: of(Sign::Waist).and_then(|waist| category(AdultMeasure::Waist, waist)) }
}

/// How soon the most urgent of these is to be done.
pub fn most_urgent(told: &[Told<'_>]) -> Option<Urgency> {
    told.iter().filter(|one| !one.if_pregnant).map(|one| one.finding.urgency).min()
}

#[cfg(test)]
#[path = "tests/vitals.rs"]
mod tests;
