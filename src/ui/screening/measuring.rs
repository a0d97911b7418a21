//! The measuring of one child while it is typed: what it says, what cannot be, what must be confirmed.
//!
//! The exam station and growth screening share it. What it says comes from [`rules::preview`], so that what is seen
//! while typing is what will be written. Knows no words: the view beside it has them.

use chrono::NaiveDate;

use crate::screening::rules::Typed;
use crate::screening::{
    Child, Confirmation, Doubt, Limits, Measurement, Measures, NewMeasurement, Oddity, Preview, Tables, rules,
};
use crate::terms::{Age, Grams, MeasurementId, Millimetres, Posture, VisitId};
use crate::ui::flight::Problem;
use crate::ui::form::{self, Field, Form, Input, parse};
use crate::words::Words;

pub mod id {
    pub const WEIGHT: &str = "measure.weight";
    pub const LENGTH: &str = "measure.length";
    pub const POSTURE: &str = "measure.posture";
    pub const HEAD: &str = "measure.head";
    pub const ARM: &str = "measure.arm";
    pub const OEDEMA: &str = "measure.oedema";
    /// The reasons of unusual values, as many as there can be, in the order in which they are asked.
    pub const REASONS: [&str; 11] = [
        "measure.reason",
        "measure.reason.2",
        "measure.reason.3",
        "measure.reason.4",
        "measure.reason.5",
        "measure.reason.6",
        "measure.reason.7",
        "measure.reason.8",
        "measure.reason.9",
        "measure.reason.10",
        "measure.reason.11",
    ];
}

/// What is typed as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    Weight,
    /// Centimetres.
    Length,
    /// Centimetres.
    Head,
    /// Centimetres.
    Arm,
}

impl Measure {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Weight, Self::Length, Self::Head, Self::Arm];

    /// The id of its field.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Weight => id::WEIGHT,
            Self::Length => id::LENGTH,
            Self::Head => id::HEAD,
            Self::Arm => id::ARM,
        }
    }

    /// What can be doubted about it.
    pub const fn doubt(self) -> Doubt {
        match self {
            Self::Weight => Doubt::Weight,
            Self::Length => Doubt::Length,
            Self::Head => Doubt::Head,
            Self::Arm => Doubt::Arm,
        }
    }

    /// The key of its name in words.
    pub const fn words_key(self) -> &'static str {
        match self {
            Self::Weight => "vital-weight",
            Self::Length => "vital-height",
            Self::Head => "vital-head-circumference",
            Self::Arm => "vital-arm-circumference",
        }
    }

    /// Its field: grams of a kilogram, millimetres of a centimetre.
    fn field(self) -> Field<Option<u32>> {
        let parse = match self {
            Self::Weight => parse::measure::<3>,
            Self::Length | Self::Head | Self::Arm => parse::measure::<1>,
        };
        Field::new(self.id(), self.words_key(), parse).at_once()
    }
}

/// What can happen to it.
#[derive(Debug, Clone)]
pub enum Message {
    Form(form::Event),
    /// Lying (0) or standing (1).
    Posture(usize),
    /// No (0) or yes (1).
    Oedema(usize),
    /// Why an unusual value is right.
    Reason(Doubt, String),
}

#[derive(Debug, Clone)]
pub struct Measuring {
    child: Child,
    measured_on: NaiveDate,
    tables: Tables,
    /// In the order of [`Measure::ALL`].
    typed: [Field<Option<u32>>; 4],
    posture: Posture,
    oedema: bool,
    reasons: Vec<(Doubt, String)>,
    saved: Option<(MeasurementId, Measures)>,
    earlier: Vec<Measurement>,
    measures: Measures,
    preview: Option<Preview>,
}

/// What can be written as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    /// The measurement; none when every field was emptied and the saved one is taken back.
    pub new: Option<NewMeasurement>,
    /// The one of the same visit that it puts right.
    pub corrects: Option<MeasurementId>,
}

impl Measuring {
    /// An empty form.
    pub fn new(child: Child, measured_on: NaiveDate, tables: Tables, words: &Words) -> Self {
        let mut form = Self {
            child,
            measured_on,
            tables,
            typed: Measure::ALL.map(Measure::field),
            posture: rules::usual_posture(&child, measured_on),
            oedema: false,
            reasons: Vec::new(),
            saved: None,
            earlier: Vec::new(),
            measures: Measures::default(),
            preview: None,
        };
        form.read(&[], None, words);
        form.link();
        form
    }

    /// With the child's history, and the measurement of this visit as it was saved.
    #[must_use]
    pub fn of_visit(mut self, history: &[Measurement], visit: Option<VisitId>, words: &Words) -> Self {
        self.read(history, visit, words);
        self
    }

    /// The same of the child as it is now: a sex or a birth date that was put right judges what is typed.
    pub fn read_of(&mut self, child: Child, history: &[Measurement], visit: Option<VisitId>, words: &Words) {
        let usual = self.posture == rules::usual_posture(&self.child, self.measured_on);
        self.child = child;
        if usual {
            self.posture = rules::usual_posture(&child, self.measured_on);
        }
        self.read(history, visit, words);
    }

    /// Takes the history as it is now. What somebody typed here stays; what was not touched shows what is saved.
    pub fn read(&mut self, history: &[Measurement], visit: Option<VisitId>, words: &Words) {
        let own = |one: &&Measurement| one.voided.is_none() && one.visit.is_some() && one.visit == visit;
        let saved = history.iter().find(own);
        let touched = self.is_touched();
        self.saved = saved.map(|one| (one.id, one.measures));
        self.earlier =
            history.iter().filter(|one| Some(one.id) != saved.map(|own| own.id)).cloned().collect();
        if !touched {
            let measures = saved.map_or_else(Measures::default, |one| one.measures);
            for (measure, field) in Measure::ALL.into_iter().zip(&mut self.typed) {
                let value = value_of(&measures, measure);
                field.set(
                    value.map(|value| shown(words, measure, value)).unwrap_or_default(),
                    self.measured_on,
                );
            }
            self.posture =
                measures.posture.unwrap_or_else(|| rules::usual_posture(&self.child, self.measured_on));
            self.oedema = measures.oedema;
            self.reasons = saved
                .map(|one| one.confirmed.iter().map(|one| (one.doubt, one.reason.clone())).collect())
                .unwrap_or_default();
        }
        self.refresh();
    }

    /// Takes what happened; gives the field that the cursor goes to.
    pub fn update(&mut self, message: Message, today: NaiveDate) -> Option<&'static str> {
        match message {
            Message::Form(event @ form::Event::Enter(_)) => return self.hear(event, today),
            Message::Form(event) => {
                self.hear(event, today);
            }
            Message::Posture(at) => self.posture = if at == 0 { Posture::Lying } else { Posture::Standing },
            Message::Oedema(at) => self.oedema = at == 1,
            Message::Reason(doubt, text) => match self.reasons.iter_mut().find(|(of, _)| *of == doubt) {
                Some((_, reason)) => *reason = text,
                None => self.reasons.push((doubt, text)),
            },
        }
        self.refresh();
        None
    }

    /// Another measuring day.
    pub fn measured_on(&mut self, day: NaiveDate) {
        let usual = self.posture == rules::usual_posture(&self.child, self.measured_on);
        self.measured_on = day;
        if usual {
            self.posture = rules::usual_posture(&self.child, day);
        }
        self.refresh();
    }

    fn refresh(&mut self) {
        let [weight, length, head, arm] = &self.typed;
        let [weight, length, head, arm] =
            [weight, length, head, arm].map(|field| field.value().copied().flatten());
        self.measures = Measures {
            weight: weight.map(Grams),
            length: length.map(Millimetres),
            posture: length.map(|_| self.posture),
            head: head.map(Millimetres),
            arm: arm.map(Millimetres),
            oedema: self.oedema,
        };
        self.preview = if self.measures == Measures::default() {
            None
        } else {
            let given = self.reasons.iter().filter(|(_, reason)| !reason.trim().is_empty());
            let confirmed: Vec<Doubt> = given.map(|(doubt, _)| *doubt).collect();
            let typed = Typed { on: self.measured_on, measures: &self.measures, confirmed: &confirmed };
            rules::preview(&self.child, typed, &self.earlier, &self.tables).ok()
        };
    }

    pub const fn child(&self) -> &Child {
        &self.child
    }

    /// Age on the measuring day.
    pub fn age(&self) -> Option<Age> {
        Age::between(self.child.birth_date, self.measured_on)
    }

    pub const fn day(&self) -> NaiveDate {
        self.measured_on
    }

    pub fn field(&self, measure: Measure) -> &Field<Option<u32>> {
        let [weight, length, head, arm] = &self.typed;
        match measure {
            Measure::Weight => weight,
            Measure::Length => length,
            Measure::Head => head,
            Measure::Arm => arm,
        }
    }

    /// Why what was typed is no number.
    pub fn bad(&self, measure: Measure) -> Option<&Problem> {
        self.field(measure).problem()
    }

    /// The limits that a typed measure lies outside of, when it cannot be.
    pub fn impossible(&self, measure: Measure) -> Option<&Limits> {
        let limits = &self.preview.as_ref()?.impossible;
        limits.iter().find(|limits| limits.measure == measure.doubt())
    }

    pub const fn posture(&self) -> Posture {
        self.posture
    }

    /// Whether both feet are swollen.
    pub const fn oedema(&self) -> bool {
        self.oedema
    }

    /// What it says so far.
    pub const fn preview(&self) -> Option<&Preview> {
        self.preview.as_ref()
    }

    /// What is typed so far, as far as it is numbers.
    pub const fn measures(&self) -> &Measures {
        &self.measures
    }

    /// The child's other measurements, newest first.
    pub fn earlier(&self) -> &[Measurement] {
        &self.earlier
    }

    /// What is unusual, each with the reason given so far; what one reason answers is asked once.
    pub fn oddities(&self) -> impl Iterator<Item = (Oddity, &str)> {
        let all = self.preview.as_ref().map_or(&[][..], |preview| &preview.oddities);
        let asked = all.iter().enumerate().filter(|(at, oddity)| {
            !all.iter().take(*at).any(|earlier| earlier.doubt().answers(oddity.doubt()))
        });
        asked.map(|(_, oddity)| {
            let reason = self.reasons.iter().find(|(of, _)| *of == oddity.doubt());
            (*oddity, reason.map_or("", |(_, reason)| reason.as_str()))
        })
    }

    /// Whether something differs from what is saved.
    pub fn is_touched(&self) -> bool {
        let saved = self.saved.map(|(_, measures)| measures).unwrap_or_default();
        self.measures != saved || self.typed.iter().any(|field| field.value().is_none())
    }

    /// What can be written: nothing when nothing was touched; else the field that has to be looked at first.
    pub fn changes(&self, visit: Option<VisitId>) -> Result<Option<Ready>, &'static str> {
        if !self.is_touched() {
            return Ok(None);
        }
        for measure in Measure::ALL {
            if self.bad(measure).is_some() || self.impossible(measure).is_some() {
                return Err(measure.id());
            }
        }
        let corrects = self.saved.map(|(saved, _)| saved);
        if self.measures == Measures::default() {
            return Ok(Some(Ready { new: None, corrects }));
        }
        let mut confirmed = Vec::new();
        for ((oddity, reason), field) in self.oddities().zip(id::REASONS) {
            if reason.trim().is_empty() {
                return Err(field);
            }
            confirmed.push(Confirmation { doubt: oddity.doubt(), reason: reason.to_owned() });
        }
        let new = NewMeasurement {
            person: self.child.person,
            visit,
            measured_on: self.measured_on,
            measures: self.measures,
            confirmed,
        };
        Ok(Some(Ready { new: Some(new), corrects }))
    }
}

impl Form for Measuring {
    fn inputs(&mut self) -> Vec<&mut dyn Input> {
        self.typed.iter_mut().map(|field| field as &mut dyn Input).collect()
    }

    fn order(&mut self) -> Vec<&'static str> {
        let reasons = self.oddities().count();
        let fields = [id::WEIGHT, id::LENGTH, id::POSTURE, id::HEAD, id::ARM];
        fields.into_iter().chain(id::REASONS.into_iter().take(reasons)).collect()
    }
}

fn value_of(measures: &Measures, measure: Measure) -> Option<u32> {
    match measure {
        Measure::Weight => measures.weight.map(|weight| weight.0),
        Measure::Length => measures.length.map(|length| length.0),
        Measure::Head => measures.head.map(|head| head.0),
        Measure::Arm => measures.arm.map(|arm| arm.0),
    }
}

/// A measure as it is written in its field.
pub fn shown(words: &Words, measure: Measure, value: u32) -> String {
    match measure {
        Measure::Weight => words.kilograms(Grams(value)),
        Measure::Length | Measure::Head | Measure::Arm => words.centimetres(Millimetres(value)),
    }
}
