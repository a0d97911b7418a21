//! Vital signs as they are typed: numbers, what cannot be, what must be confirmed.

use crate::terms::Change;
use crate::ui::form::{Field, Form, Input, parse};
use crate::ui::screening::said;
use crate::ui::widget::field::Note;
use crate::visits::vitals::{Verdict, judge};
use crate::visits::{Confirmation, Reading, Sign, SignChange, Visit};
use crate::words::Words;

pub mod id {
    pub const TEMPERATURE: &str = "exam.temperature";
    pub const PULSE: &str = "exam.pulse";
    pub const RESPIRATION: &str = "exam.respiration";
    /// Oxygen.
    pub const SPO2: &str = "exam.spo2";
    pub const SYSTOLIC: &str = "exam.systolic";
    pub const DIASTOLIC: &str = "exam.diastolic";
    /// Weight of somebody who is not measured as a child.
    pub const WEIGHT: &str = "exam.weight";
    /// Height of the same.
    pub const HEIGHT: &str = "exam.height";
    pub const HAEMOGLOBIN: &str = "exam.haemoglobin";
    pub const GLUCOSE: &str = "exam.glucose";
    pub const ARM: &str = "exam.arm";
    pub const HEAD: &str = "exam.head";
    /// The reason of the first unusual value.
    pub const REASON: &str = "exam.vital.reason";
}

/// Signs of a child that is measured: weight and length are in the measuring.
pub const OF_CHILD: [Sign; 4] = [Sign::Temperature, Sign::Pulse, Sign::Respiration, Sign::Spo2];
/// Signs of everybody else.
pub const OF_OTHERS: [Sign; 11] = [
    Sign::Temperature,
    Sign::Pulse,
    Sign::Respiration,
    Sign::Spo2,
    Sign::Systolic,
    Sign::Diastolic,
    Sign::Weight,
    Sign::Height,
    Sign::Glucose,
    Sign::Haemoglobin,
    Sign::ArmCircumference,
];

/// The id of a sign's field.
pub const fn id_of(sign: Sign) -> &'static str {
    match sign {
        Sign::Temperature => id::TEMPERATURE,
        Sign::Pulse => id::PULSE,
        Sign::Respiration => id::RESPIRATION,
        Sign::Spo2 => id::SPO2,
        Sign::Systolic => id::SYSTOLIC,
        Sign::Diastolic => id::DIASTOLIC,
        Sign::Weight => id::WEIGHT,
        Sign::Height => id::HEIGHT,
        Sign::HeadCircumference => id::HEAD,
        Sign::ArmCircumference => id::ARM,
        Sign::Haemoglobin => id::HAEMOGLOBIN,
        Sign::Glucose => id::GLUCOSE,
    }
}

#[derive(Debug, Clone)]
pub struct SignField {
    pub sign: Sign,
    pub typed: Field<Option<i64>>,
    /// Why an unusual value is right.
    pub reason: String,
    verdict: Verdict,
    shown: Option<i64>,
}

#[derive(Debug, Clone, Default)]
pub struct Vitals {
    fields: Vec<SignField>,
    age_days: Option<u32>,
}

impl Form for Vitals {
    fn inputs(&mut self) -> Vec<&mut dyn Input> {
        self.fields.iter_mut().map(|field| &mut field.typed as &mut dyn Input).collect()
    }

    fn compare(&mut self) {
        for field in &mut self.fields {
            let value = field.value();
            field.verdict = value.map_or(Verdict::Plausible, |value| judge(field.sign, self.age_days, value));
        }
    }
}

impl Vitals {
    /// The fields of a visit; signs beyond the usual ones that were taken have theirs too.
    pub fn new(usual: &[Sign], age_days: Option<u32>, visit: &Visit, words: &Words) -> Self {
        let more = Sign::ALL.into_iter().filter(|sign| !usual.contains(sign) && visit.vital(*sign).is_some());
        let fields = usual.iter().copied().chain(more).map(SignField::new).collect();
        let mut vitals = Self { fields, age_days };
        vitals.read(visit, words);
        vitals
    }

    /// The fields of those of the usual signs that a closed visit has not: they can be added to it.
    pub fn missing(usual: &[Sign], age_days: Option<u32>, visit: &Visit, words: &Words) -> Self {
        let usual: Vec<Sign> = usual.iter().copied().filter(|sign| visit.vital(*sign).is_none()).collect();
        let mut vitals = Self::new(&usual, age_days, visit, words);
        vitals.fields.retain(|field| usual.contains(&field.sign));
        vitals
    }

    /// Takes the visit as it is now; what was typed and not saved stays.
    pub fn read(&mut self, visit: &Visit, words: &Words) {
        for field in &mut self.fields {
            let there = visit.vital(field.sign);
            let now = there.map(|vital| vital.value);
            if !field.is_touched() {
                field.typed.set(said_value(words, field.sign, now), visit.service_day.0);
                field.reason = there.and_then(|vital| vital.confirmed.clone()).unwrap_or_default();
            }
            if !field.is_touched() || field.typed.value() == Some(&now) {
                field.shown = now;
            }
        }
        self.compare();
    }

    /// These were written.
    pub fn written(&mut self, changes: &[SignChange]) {
        for field in &mut self.fields {
            if let Some(change) = changes.iter().find(|change| change.sign == field.sign) {
                field.shown = change.value.new;
            }
        }
    }

    /// Somebody else was quicker with these: what they are now is said below; saved once more, they are saved over it.
    pub fn overtaken(&mut self, now: &[Reading], words: &Words) {
        for field in &mut self.fields {
            if let Some(reading) = now.iter().find(|reading| reading.sign == field.sign) {
                field.shown = reading.value;
                field.typed.is_now(&said_value(words, field.sign, reading.value));
            }
        }
    }

    pub fn explain(&mut self, sign: Sign, reason: String) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.sign == sign) {
            field.reason = reason;
        }
    }

    pub fn fields(&self) -> &[SignField] {
        &self.fields
    }

    /// Whether something differs from what was shown.
    pub fn is_touched(&self) -> bool {
        self.fields.iter().any(SignField::is_touched)
    }

    /// What is to be saved; else the field that has to be looked at first.
    pub fn changes(&self) -> Result<(Vec<SignChange>, Vec<Confirmation>), &'static str> {
        let (mut changes, mut confirmed) = (Vec::new(), Vec::new());
        for field in self.fields.iter().filter(|field| field.is_touched()) {
            if field.typed.value().is_none() || matches!(field.verdict, Verdict::Impossible(_)) {
                return Err(field.typed.id);
            }
            let value = Change { shown: field.shown, new: field.value() };
            changes.push(SignChange { sign: field.sign, value });
        }
        for field in self.fields.iter().filter(|field| field.is_touched() && field.is_unusual()) {
            if field.reason.trim().is_empty() {
                return Err(id::REASON);
            }
            confirmed.push(Confirmation { sign: field.sign, reason: field.reason.clone() });
        }
        Ok((changes, confirmed))
    }
}

impl SignField {
    fn new(sign: Sign) -> Self {
        let parse = match sign.places() {
            0 => parse::decimal::<0>,
            1 => parse::decimal::<1>,
            2 => parse::decimal::<2>,
            _ => parse::decimal::<3>,
        };
        let typed = Field::new(id_of(sign), sign.name_key(), parse).at_once();
        Self { sign, typed, reason: String::new(), verdict: Verdict::Plausible, shown: None }
    }

    fn value(&self) -> Option<i64> {
        self.typed.value().copied().flatten()
    }

    /// Whether it differs from what was shown.
    pub fn is_touched(&self) -> bool {
        self.value() != self.shown || self.typed.value().is_none()
    }

    /// Unusual, to be confirmed.
    pub const fn is_unusual(&self) -> bool {
        matches!(self.verdict, Verdict::Unusual(_))
    }

    /// What is below it: why it cannot be saved so, or what is unusual about it.
    pub fn note(&self, words: &Words) -> Option<Note<'static>> {
        let sign = self.sign;
        match self.verdict {
            Verdict::Impossible(limits) => {
                let (value, low, high) = (limits.value, limits.low, limits.high);
                Some(Note::refuse(said::impossible_sign(words, sign, value, low, high)))
            }
            Verdict::Unusual(limits) => {
                Some(Note::warn(said::unusual_sign(words, sign, limits.low, limits.high)))
            }
            Verdict::Plausible => self.typed.note(words),
        }
    }
}

fn said_value(words: &Words, sign: Sign, value: Option<i64>) -> String {
    value.map(|value| said::sign_value(words, sign, value)).unwrap_or_default()
}

/// Age in days on a calendar date.
pub fn age_days(birth: chrono::NaiveDate, date: chrono::NaiveDate) -> Option<u32> {
    u32::try_from((date - birth).num_days()).ok()
}
