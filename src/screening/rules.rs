//! What may be written down, what must be confirmed, and what a measurement says. Knows no SQL and no clock.

use chrono::NaiveDate;

use super::advice::advice;
use super::card;
use super::fall::falls;
use super::{
    Child, Config, Confirmation, Doubt, EndFollowUp, Error, FollowUp, FollowUpKind, FollowUpState, Limits,
    Measurement, Measures, NewFollowUp, NewMeasurement, Oddity, Preview, Tables,
};
use crate::growth::kms::Said;
use crate::growth::{Assessment, Correction, FIRST_DAY_OF_HEIGHT, Index, assess};
use crate::reference::ranges::{Judgement, Ranges, Side, Sign};
use crate::terms::{MeasurementId, Moment, PersonId, Posture, Precision, Revision, Sex};

/// No text is longer.
pub const MOST_TEXT: u32 = 1000;
/// No reason is longer.
pub const MOST_REASON: u32 = 300;

/// A measurement that may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    pub child: Child,
    /// What was measured; a posture without a length is dropped.
    pub measures: Measures,
    /// Unusual values, confirmed.
    pub confirmed: Vec<Confirmation>,
}

/// Age in days on the measuring day (not today).
pub fn age_days(birth: NaiveDate, measured_on: NaiveDate) -> Result<u32, Error> {
    u32::try_from((measured_on - birth).num_days()).map_err(|_| Error::BeforeBirth)
}

/// How a child of that age is measured: lying below day 731, standing from it (WHO).
pub fn usual_posture(child: &Child, on: NaiveDate) -> Posture {
    match age_days(child.birth_date, on) {
        Ok(days) if days >= FIRST_DAY_OF_HEIGHT => Posture::Standing,
        _ => Posture::Lying,
    }
}

/// The child in question, when the door named the right one.
pub fn child_of(config: &Config, person: PersonId) -> Result<Child, Error> {
    let child = config.child.ok_or(Error::ChildUnknown)?;
    if child.person == person { Ok(child) } else { Err(Error::OtherChild) }
}

/// What a measuring says of a child, as far as the age is known.
pub fn assessed(sex: Sex, age_days: u32, precision: Precision, measures: &Measures) -> Assessment {
    let said = assess(sex, age_days, measures);
    match precision {
        Precision::Exact | Precision::Estimated => said,
        Precision::Year => said.without_age(),
    }
}

/// Decides whether a measurement may be written. `same_day` are the child's measurements of that day and visit that
/// count, `history` the earlier ones in any order.
pub fn decide_measure(
    new: &NewMeasurement,
    same_day: &[(MeasurementId, Measures)],
    history: &[Measurement],
    moment: &Moment,
    config: &Config,
) -> Result<Accepted, Error> {
    let child = child_of(config, new.person)?;
    let measures = tidy(new.measures);
    if new.measured_on > moment.date || moment.happened_at() > moment.now {
        return Err(Error::InFuture);
    }
    if measures == Measures::default() {
        return Err(Error::Nothing);
    }
    if let Some((measurement, _)) = same_day.iter().find(|(_, there)| *there == measures) {
        return Err(Error::SameAgain { measurement: *measurement });
    }
    let age = age_days(child.birth_date, new.measured_on)?;
    let said = assessed(child.sex, age, child.precision, &measures);
    let clinical = &config.tables.clinical;
    let (impossible, mut oddities) = judge(age, &measures, &said, &clinical.ranges);
    oddities.extend(falls(&child, new.measured_on, &measures, history, &clinical.falls));
    if let Some(limits) = impossible.first() {
        return Err(Error::Impossible(*limits));
    }
    let mut confirmed: Vec<Confirmation> = Vec::new();
    let mut unconfirmed = Vec::new();
    for oddity in oddities {
        let doubt = oddity.doubt();
        let own = new.confirmed.iter().find(|one| one.doubt == doubt);
        match own.or_else(|| new.confirmed.iter().find(|one| one.doubt.answers(doubt))) {
            // A length may be short for the age and shorter than before: one reason says both.
            Some(_) if confirmed.iter().any(|one| one.doubt == doubt) => {}
            Some(one) => confirmed.push(Confirmation { doubt, reason: reason(&one.reason)? }),
            None => unconfirmed.push(oddity),
        }
    }
    if unconfirmed.is_empty() {
        Ok(Accepted { child, measures, confirmed })
    } else {
        Err(Error::NeedsConfirmation(unconfirmed))
    }
}

/// A measuring while it is typed.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    /// On which day.
    pub on: NaiveDate,
    pub measures: &'a Measures,
    /// What was measured twice or has its reason.
    pub confirmed: &'a [Doubt],
}

/// What a measurement would say, for the form that redraws while somebody types. `history` may be in any order.
pub fn preview(
    child: &Child,
    typed: Typed<'_>,
    history: &[Measurement],
    tables: &Tables,
) -> Result<Preview, Error> {
    let measures = tidy(*typed.measures);
    let age = age_days(child.birth_date, typed.on)?;
    let ranges = &tables.clinical.ranges;
    let said = assessed(child.sex, age, child.precision, &measures);
    let (impossible, _) = judge(age, &measures, &said, ranges);
    // What cannot be says nothing: no z, no advice, no reason to give.
    let measures = without(measures, &impossible);
    let assessment = assessed(child.sex, age, child.precision, &measures);
    let (_, mut oddities) = judge(age, &measures, &assessment, ranges);
    oddities.extend(falls(child, typed.on, &measures, history, &tables.clinical.falls));
    let gain = card::gain_of(child, typed.on, &measures, history, &tables.minimum);
    let mut confirmed = typed.confirmed.to_vec();
    let doubts = oddities.iter().map(|oddity| oddity.doubt());
    let answered = doubts.filter(|doubt| typed.confirmed.iter().any(|given| given.answers(*doubt)));
    confirmed.extend(answered.filter(|doubt| !typed.confirmed.contains(doubt)));
    Ok(Preview { impossible, oddities, ..says(age, assessment, gain, &confirmed) })
}

/// What a measurement that is written says.
pub fn said(child: &Child, one: &Measurement) -> Result<Preview, Error> {
    let age = age_days(child.birth_date, one.measured_on)?;
    let confirmed: Vec<Doubt> = one.confirmed.iter().map(|one| one.doubt).collect();
    Ok(says(age, assessed(child.sex, age, child.precision, &one.measures), one.gain, &confirmed))
}

fn says(age_days: u32, assessment: Assessment, gain: Option<Said>, confirmed: &[Doubt]) -> Preview {
    let advice = advice(age_days, &assessment, confirmed, gain.as_ref());
    let (impossible, oddities) = (Vec::new(), Vec::new());
    Preview { age_days, assessment, gain, impossible, oddities, confirmed: confirmed.to_vec(), advice }
}

fn tidy(measures: Measures) -> Measures {
    Measures { posture: measures.length.and(measures.posture), ..measures }
}

/// The measures that can be.
fn without(measures: Measures, impossible: &[Limits]) -> Measures {
    let is = |doubt| impossible.iter().any(|limits| limits.measure == doubt);
    tidy(Measures {
        weight: measures.weight.filter(|_| !is(Doubt::Weight)),
        length: measures.length.filter(|_| !is(Doubt::Length)),
        head: measures.head.filter(|_| !is(Doubt::Head)),
        arm: measures.arm.filter(|_| !is(Doubt::Arm)),
        ..measures
    })
}

/// What cannot be, and what must be confirmed.
fn judge(
    age_days: u32,
    measures: &Measures,
    assessment: &Assessment,
    ranges: &Ranges,
) -> (Vec<Limits>, Vec<Oddity>) {
    let given = [
        (Doubt::Weight, Sign::Weight, measures.weight.map(|weight| weight.0)),
        (Doubt::Length, Sign::Height, measures.length.map(|length| length.0)),
        (Doubt::Head, Sign::HeadCircumference, measures.head.map(|head| head.0)),
        (Doubt::Arm, Sign::ArmCircumference, measures.arm.map(|arm| arm.0)),
    ];
    let (mut impossible, mut oddities) = (Vec::new(), Vec::new());
    for (measure, sign, value) in given {
        let Some(value) = value.map(i64::from) else { continue };
        let limits = |side, limit| match side {
            Side::Low => Limits { measure, value, low: Some(limit), high: None },
            Side::High => Limits { measure, value, low: None, high: Some(limit) },
        };
        match ranges.judge(sign, age_days, value) {
            // Where no range is known for the age, nothing is still no measure.
            Judgement::Plausible if value == 0 => impossible.push(limits(Side::Low, 1)),
            Judgement::Plausible => {}
            Judgement::Warn { side, limit } => oddities.push(Oddity::Range(limits(side, limit))),
            Judgement::Impossible { side, limit } => impossible.push(limits(side, limit)),
        }
    }
    if assessment.corrected.is_some_and(|corrected| corrected.correction == Correction::PostureDoubted) {
        oddities.push(Oddity::Posture);
    }
    for index in Index::ALL {
        if let Some(z) = assessment.z(index).filter(|z| index.is_implausible(*z)) {
            oddities.push(Oddity::Flag { index, z });
        }
    }
    (impossible, oddities)
}

/// A reason that says something.
pub fn reason(text: &str) -> Result<String, Error> {
    let text = text.trim();
    if text.is_empty() { Err(Error::ReasonMissing) } else { fits(text, MOST_REASON) }
}

fn fits(text: &str, most: u32) -> Result<String, Error> {
    if text.chars().count() > most as usize { Err(Error::TooLong { most }) } else { Ok(text.to_owned()) }
}

/// Whether what was seen is what is there.
pub fn not_changed(now: Revision, seen: Option<Revision>) -> Result<(), Error> {
    if now.is_other_than(seen) { Err(Error::Changed { now }) } else { Ok(()) }
}

/// Decides voiding: the reason to keep.
pub fn decide_void(measurement: &Measurement, seen: Option<Revision>, why: &str) -> Result<String, Error> {
    if measurement.voided.is_some() {
        return Err(Error::EndedBefore);
    }
    not_changed(measurement.revision, seen)?;
    reason(why)
}

/// Decides planning: the note to keep. `measured` is whose measurement it follows.
pub fn decide_plan(new: &NewFollowUp, measured: Option<PersonId>, moment: &Moment) -> Result<String, Error> {
    if new.measurement.is_some() {
        match measured {
            None => return Err(Error::NotFound),
            Some(person) if person != new.person => return Err(Error::OtherChild),
            Some(_) => {}
        }
    }
    let note = fits(new.note.trim(), MOST_TEXT)?;
    if new.kind == FollowUpKind::Other && note.is_empty() {
        return Err(Error::TextMissing);
    }
    if new.due_on.is_some_and(|due| due < moment.day.0) {
        return Err(Error::DueInPast);
    }
    Ok(note)
}

/// Decides how a follow-up ends as `ended`: the outcome to keep.
pub fn decide_end(there: &FollowUp, end: &EndFollowUp, ended: FollowUpState) -> Result<String, Error> {
    if there.state != FollowUpState::Planned {
        return Err(Error::EndedBefore);
    }
    not_changed(there.revision, end.seen)?;
    match ended {
        FollowUpState::Cancelled => reason(&end.note),
        FollowUpState::Planned | FollowUpState::Done => fits(end.note.trim(), MOST_TEXT),
    }
}
