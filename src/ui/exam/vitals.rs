//! Vital signs as they are typed: numbers, what cannot be, what contradicts itself, what they say.

use std::sync::Arc;

use crate::reference::clinical::Clinical;
use crate::terms::{Age, Change, Sex};
use crate::ui::form::parse::UNMEASURABLE;
use crate::ui::form::{Field, Form, Input, parse};
use crate::ui::screening::said;
use crate::ui::widget::field::Note;
use crate::visits::vitals::{About, Body, By, Told, Verdict, body, findings, judge, pressure_turned};
use crate::visits::{Confirmation, Contradiction, Reading, Sign, SignChange, Value, Visit};
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
    pub const WAIST: &str = "exam.waist";
    /// The reason of the first value that contradicts itself.
    pub const REASON: &str = "exam.vital.reason";
}

/// Signs of a child that is measured: weight and length are in the measuring.
pub const OF_CHILD: [Sign; 4] = [Sign::Temperature, Sign::Pulse, Sign::Respiration, Sign::Spo2];
/// Signs of everybody else.
pub const OF_OTHERS: [Sign; 12] = [
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
    Sign::Waist,
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
        Sign::Waist => id::WAIST,
        Sign::Haemoglobin => id::HAEMOGLOBIN,
        Sign::Glucose => id::GLUCOSE,
    }
}

#[derive(Debug, Clone)]
pub struct SignField {
    pub sign: Sign,
    pub typed: Field<Option<Value>>,
    /// Why a value that contradicts itself is right.
    pub reason: String,
    verdict: Verdict,
    shown: Option<Value>,
}

/// Whose signs they are, and by what they are judged.
#[derive(Debug, Clone)]
pub struct Whose {
    about: Option<About>,
    clinical: Arc<Clinical>,
}

impl Whose {
    /// `pregnant`: somebody said so.
    pub fn new(age: Option<Age>, sex: Sex, pregnant: bool, clinical: Arc<Clinical>) -> Self {
        Self { about: age.map(|age| About::of(age, sex, pregnant)), clinical }
    }

    fn by(&self) -> By<'_> {
        By { age_days: self.about.map(|about| about.age_days), ranges: &self.clinical.ranges }
    }
}

#[derive(Debug, Clone)]
pub struct Vitals {
    fields: Vec<SignField>,
    /// What stands in the visit, also of signs that have no field here.
    standing: Vec<Reading>,
    whose: Whose,
}

impl Form for Vitals {
    fn inputs(&mut self) -> Vec<&mut dyn Input> {
        self.fields.iter_mut().map(|field| &mut field.typed as &mut dyn Input).collect()
    }

    fn compare(&mut self) {
        let by = self.whose.by();
        for field in &mut self.fields {
            field.verdict = field.value().map_or(Verdict::Plausible, |value| judge(field.sign, value, by));
        }
        let Some(turned) = pressure_turned(|sign| self.value(sign)) else { return };
        let given = |sign| self.fields.iter().any(|field| field.sign == sign && field.is_touched());
        let Some(asked) = turned.asked_at(given) else { return };
        if let Some(field) = self.fields.iter_mut().find(|field| field.sign == asked)
            && !matches!(field.verdict, Verdict::Impossible(_))
        {
            field.verdict = Verdict::Contradicts(turned);
        }
    }
}

impl Vitals {
    /// The fields of a visit; signs beyond the usual ones that were taken have theirs too.
    pub fn new(usual: &[Sign], whose: Whose, visit: &Visit, words: &Words) -> Self {
        let more = Sign::ALL.into_iter().filter(|sign| !usual.contains(sign) && visit.vital(*sign).is_some());
        let fields = usual.iter().copied().chain(more).map(SignField::new).collect();
        let mut vitals = Self { fields, standing: Vec::new(), whose };
        vitals.read(visit, words);
        vitals.link();
        vitals
    }

    /// The fields of those of the usual signs that a closed visit has not: they can be added to it.
    pub fn missing(usual: &[Sign], whose: Whose, visit: &Visit, words: &Words) -> Self {
        let usual: Vec<Sign> = usual.iter().copied().filter(|sign| visit.vital(*sign).is_none()).collect();
        let mut vitals = Self::new(&usual, whose, visit, words);
        vitals.fields.retain(|field| usual.contains(&field.sign));
        vitals
    }

    /// They are of this one now: a sex or a birth date was put right.
    pub fn be_of(&mut self, whose: Whose) {
        self.whose = whose;
        self.compare();
    }

    /// Whose they are.
    pub const fn whose(&self) -> &Whose {
        &self.whose
    }

    /// What stands in a sign's field; of one that has none here, in the visit.
    fn value(&self, sign: Sign) -> Option<Value> {
        match self.fields.iter().find(|field| field.sign == sign) {
            Some(field) => field.value(),
            None => self.standing.iter().find(|one| one.sign == sign).and_then(|one| one.value),
        }
    }

    /// What they say as they are typed, the most urgent first.
    pub fn told(&self) -> Vec<Told<'_>> {
        let Some(about) = self.whose.about else { return Vec::new() };
        findings(|sign| self.value(sign), about, &self.whose.clinical)
    }

    /// Body mass index and waist of an adult.
    pub fn body(&self) -> Option<Body<'_>> {
        let body = body(|sign| self.value(sign), self.whose.about?, &self.whose.clinical);
        (body.bmi.is_some() || body.waist.is_some()).then_some(body)
    }

    /// Takes the visit as it is now; what was typed and not saved stays.
    pub fn read(&mut self, visit: &Visit, words: &Words) {
        let reading = |sign| Some(Reading { sign, value: Some(visit.vital(sign)?.value) });
        self.standing = Sign::ALL.into_iter().filter_map(reading).collect();
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
        self.compare();
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
        for field in self.fields.iter().filter(|field| field.is_asked()) {
            if field.reason.trim().is_empty() {
                return Err(id::REASON);
            }
            confirmed.push(Confirmation { sign: field.sign, reason: field.reason.clone() });
        }
        Ok((changes, confirmed))
    }
}

impl SignField {
    /// Whether its reason is asked for: it contradicts itself, and what does was typed here.
    pub fn is_asked(&self) -> bool {
        match self.verdict {
            Verdict::Contradicts(Contradiction::TenfoldWeight(_)) => self.is_touched(),
            // It stands at one that was typed.
            Verdict::Contradicts(Contradiction::PressureTurned { .. }) => true,
            Verdict::Plausible | Verdict::Unusual(_) | Verdict::Impossible(_) => false,
        }
    }

    fn new(sign: Sign) -> Self {
        let parse = match sign.places() {
            0 => parse::sign::<0>,
            1 => parse::sign::<1>,
            2 => parse::sign::<2>,
            _ => parse::sign::<3>,
        };
        let typed = Field::new(id_of(sign), sign.name_key(), parse).at_once();
        Self { sign, typed, reason: String::new(), verdict: Verdict::Plausible, shown: None }
    }

    fn value(&self) -> Option<Value> {
        self.typed.value().copied().flatten()
    }

    /// Whether it differs from what was shown.
    pub fn is_touched(&self) -> bool {
        self.value() != self.shown || self.typed.value().is_none()
    }

    /// What is below it: why it cannot be saved so, what contradicts itself, or that it lies outside the usual.
    pub fn note(&self, words: &Words) -> Option<Note<'static>> {
        let sign = self.sign;
        match self.verdict {
            Verdict::Impossible(limits) => {
                let (value, low, high) = (limits.value, limits.low, limits.high);
                Some(Note::refuse(said::impossible_sign(words, sign, value, low, high)))
            }
            Verdict::Contradicts(contradiction) => {
                Some(Note::warn(said::contradiction(words, contradiction)))
            }
            Verdict::Unusual(limits) => {
                Some(Note::warn(said::outside_usual(words, sign, limits.low, limits.high)))
            }
            Verdict::Plausible if self.value() == Some(Value::Unmeasurable) => {
                Some(Note::warn(words.text("vital-unmeasurable").into_owned()))
            }
            Verdict::Plausible => self.typed.note(words),
        }
    }
}

fn said_value(words: &Words, sign: Sign, value: Option<Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::Of(value)) => said::sign_value(words, sign, value),
        Some(Value::Unmeasurable) => UNMEASURABLE.first().copied().unwrap_or_default().to_owned(),
    }
}
