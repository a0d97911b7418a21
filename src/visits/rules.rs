//! What may be done to a visit, and what is written when it is done. Knows no SQL and no clock.

use super::closing;
use super::command::{Close, Reopen, TakeOver};
use super::record::age_days;
use super::vitals;
use super::{
    Amendment, Changes, Config, Diagnose, Diagnosis, Entry, EntryState, Error, Event, Form, NewDiagnosis,
    NoteKind, On, Payer, Rank, Reading, RecordVitals, SetPayer, SignChange, State, Undiagnosed, Visit,
    VoidEntry, VoidVisit, Write, Written,
};
use crate::reference::icd::IcdCode;
use crate::terms::{AccountId, Moment, ServiceDay};

/// No text is longer.
pub const MOST_TEXT: u32 = 4000;
/// No reason and no name of a diagnosis is longer.
pub const MOST_REASON: u32 = 300;

/// One thing to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Ends an entry: a later one takes its place, or it is taken back.
    Replace(Entry),
    /// A new vital sign.
    AddVital(vitals::Judged),
    /// A new text.
    AddNote {
        /// What it is.
        kind: NoteKind,
        /// The text, trimmed, never empty.
        text: String,
    },
    AddDiagnosis(NewDiagnosis),
    VoidEntry {
        /// Which.
        entry: Entry,
        /// Why.
        reason: String,
    },
    /// Another is responsible now.
    Responsible(Option<AccountId>),
    /// Another pays.
    Payer(Payer),
    /// Closes the visit.
    Close,
    /// Opens it again: the closing was taken back.
    Reopen,
    /// Voids the visit.
    Void {
        /// Why.
        reason: String,
    },
}

/// What is written, and what others are told; no step means that all is already so.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// In this order.
    pub steps: Vec<Step>,
    /// Told when there is a step.
    pub event: Option<Event>,
}

/// The day on which a new visit counts, when it may be opened.
pub fn decide_open(moment: &Moment, config: &Config) -> Result<ServiceDay, Error> {
    not_in_future(moment)?;
    let at = moment.happened_at();
    let date = config.calendar.date(at);
    if config.deceased_on.is_some_and(|died| moment.entered_at.is_none() || died < date) {
        return Err(Error::Deceased);
    }
    match config.birth_date {
        Some(birth) if age_days(birth, date).is_none() => Err(Error::BadTime),
        _ => Ok(config.calendar.day(at)),
    }
}

/// A command that changes one visit.
pub trait Alter {
    /// Which visit, as it was seen.
    fn on(&self) -> On;

    /// What is written, when it may be.
    fn steps(&self, visit: &Visit, moment: &Moment, config: &Config) -> Result<Vec<Step>, Error>;

    /// What others are told of it.
    fn told(&self) -> Event {
        Event::Written { visit: self.on().visit }
    }
}

/// Decides a command that changes one visit.
pub fn decide(
    visit: &Visit,
    command: &impl Alter,
    moment: &Moment,
    config: &Config,
) -> Result<Change, Error> {
    not_in_future(moment)?;
    if visit.revision.is_other_than(command.on().seen) {
        return Err(Error::Changed { visit: visit.id, now: visit.revision });
    }
    let steps = command.steps(visit, moment, config)?;
    let event = (!steps.is_empty()).then(|| command.told());
    Ok(Change { steps, event })
}

impl Alter for RecordVitals {
    fn on(&self) -> On {
        self.on
    }

    fn steps(&self, visit: &Visit, _: &Moment, config: &Config) -> Result<Vec<Step>, Error> {
        must_be_open(visit)?;
        vital_steps(visit, &self.vitals, &self.confirmed, config)
    }
}

impl Alter for Write {
    fn on(&self) -> On {
        self.on
    }

    fn steps(&self, visit: &Visit, _: &Moment, _: &Config) -> Result<Vec<Step>, Error> {
        must_be_open(visit)?;
        write_steps(visit, self.kind, &self.text)
    }
}

impl Alter for Diagnose {
    fn on(&self) -> On {
        self.on
    }

    fn steps(&self, visit: &Visit, _: &Moment, _: &Config) -> Result<Vec<Step>, Error> {
        must_be_open(visit)?;
        let wanted = checked_diagnoses(&with_one_more(visit, &self.diagnosis))?;
        Ok(diagnosis_steps(visit, with_a_primary(wanted)))
    }
}

impl Alter for Form {
    fn on(&self) -> On {
        self.on
    }

    fn steps(&self, visit: &Visit, _: &Moment, config: &Config) -> Result<Vec<Step>, Error> {
        must_be_open(visit)?;
        form_steps(visit, self, config)
    }
}

impl Alter for TakeOver {
    fn on(&self) -> On {
        self.0
    }

    fn steps(&self, visit: &Visit, moment: &Moment, _: &Config) -> Result<Vec<Step>, Error> {
        must_be_open(visit)?;
        Ok(only_when(visit.responsible != moment.by, Step::Responsible(moment.by)))
    }
}

impl Alter for SetPayer {
    fn on(&self) -> On {
        self.on
    }

    fn steps(&self, visit: &Visit, _: &Moment, _: &Config) -> Result<Vec<Step>, Error> {
        must_be_open(visit)?;
        Ok(only_when(visit.payer != self.payer, Step::Payer(self.payer)))
    }
}

impl Alter for Close {
    fn on(&self) -> On {
        self.on
    }

    fn steps(&self, visit: &Visit, moment: &Moment, config: &Config) -> Result<Vec<Step>, Error> {
        close_steps(visit, self.undiagnosed, moment, config)
    }

    fn told(&self) -> Event {
        Event::Closed { visit: self.on.visit }
    }
}

impl Alter for Reopen {
    fn on(&self) -> On {
        self.0
    }

    fn steps(&self, visit: &Visit, _: &Moment, _: &Config) -> Result<Vec<Step>, Error> {
        match visit.state {
            // What was added since the end would stand in an open visit as if it had been written before.
            State::Closed if visit.notes.iter().all(|note| note.kind != NoteKind::Amendment) => {
                Ok(vec![Step::Reopen])
            }
            State::Closed => Err(Error::Changed { visit: visit.id, now: visit.revision }),
            State::Open => Err(Error::StillOpen),
            State::Voided => Err(Error::Voided),
        }
    }
}

impl Alter for Amendment {
    fn on(&self) -> On {
        self.on
    }

    fn steps(&self, visit: &Visit, _: &Moment, config: &Config) -> Result<Vec<Step>, Error> {
        amend_steps(visit, self, config)
    }
}

impl Alter for VoidVisit {
    fn on(&self) -> On {
        self.on
    }

    fn steps(&self, visit: &Visit, _: &Moment, _: &Config) -> Result<Vec<Step>, Error> {
        must_not_be_voided(visit)?;
        Ok(vec![Step::Void { reason: reason(&self.reason)? }])
    }

    fn told(&self) -> Event {
        Event::Voided { visit: self.on.visit }
    }
}

impl Alter for VoidEntry {
    fn on(&self) -> On {
        self.on
    }

    fn steps(&self, visit: &Visit, _: &Moment, _: &Config) -> Result<Vec<Step>, Error> {
        void_entry_steps(visit, self)
    }
}

fn not_in_future(moment: &Moment) -> Result<(), Error> {
    if moment.happened_at() > moment.now { Err(Error::BadTime) } else { Ok(()) }
}

pub fn must_be_open(visit: &Visit) -> Result<(), Error> {
    match visit.state {
        State::Open => Ok(()),
        State::Closed => Err(Error::Closed),
        State::Voided => Err(Error::Voided),
    }
}

fn must_not_be_voided(visit: &Visit) -> Result<(), Error> {
    if visit.state == State::Voided { Err(Error::Voided) } else { Ok(()) }
}

fn only_when(differs: bool, step: Step) -> Vec<Step> {
    if differs { vec![step] } else { Vec::new() }
}

/// A reason that says something.
pub fn reason(text: &str) -> Result<String, Error> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::ReasonMissing);
    }
    fits(text, MOST_REASON)
}

fn fits(text: &str, most: u32) -> Result<String, Error> {
    if text.chars().count() > most as usize { Err(Error::TooLong { most }) } else { Ok(text.to_owned()) }
}

fn form_steps(visit: &Visit, form: &Form, config: &Config) -> Result<Vec<Step>, Error> {
    let readings = readings(visit, &form.vitals)?;
    let there = Written::of(visit);
    let wanted = put_right(&form.changes)?.onto(&there).map_err(Error::Clash)?;
    let mut steps = vital_steps(visit, &readings, &form.confirmed, config)?;
    steps.extend(write_steps(visit, NoteKind::Complaint, &wanted.complaint)?);
    steps.extend(write_steps(visit, NoteKind::Findings, &wanted.findings)?);
    steps.extend(write_steps(visit, NoteKind::Plan, &wanted.plan)?);
    steps.extend(diagnosis_steps(visit, wanted.diagnoses));
    Ok(steps)
}

/// The signs as they shall be; refused where somebody else has taken one meanwhile.
fn readings(visit: &Visit, changes: &[SignChange]) -> Result<Vec<Reading>, Error> {
    let now = |sign| visit.vital(sign).map(|vital| vital.value);
    let clash: Vec<Reading> = changes
        .iter()
        .filter(|change| change.value.clashes(&now(change.sign)))
        .map(|change| Reading { sign: change.sign, value: now(change.sign) })
        .collect();
    if !clash.is_empty() {
        return Err(Error::SignsClash(clash));
    }
    Ok(changes.iter().map(|change| Reading { sign: change.sign, value: change.value.new }).collect())
}

/// The changes as they would be written, to be compared with what is there.
fn put_right(changes: &Changes) -> Result<Changes, Error> {
    let mut changes = changes.clone();
    let texts = [&mut changes.complaint, &mut changes.findings, &mut changes.plan];
    for text in texts.into_iter().flatten() {
        text.new = fits(text.new.trim(), MOST_TEXT)?;
    }
    if let Some(diagnoses) = &mut changes.diagnoses {
        diagnoses.new = with_a_primary(checked_diagnoses(&diagnoses.new)?);
    }
    Ok(changes)
}

fn vital_steps(
    visit: &Visit,
    readings: &[Reading],
    confirmed: &[super::Confirmation],
    config: &Config,
) -> Result<Vec<Step>, Error> {
    vitals::no_sign_twice(readings)?;
    // What already stands there was judged when it was written.
    let changed: Vec<Reading> = readings
        .iter()
        .filter(|reading| visit.vital(reading.sign).map(|vital| vital.value) != reading.value)
        .copied()
        .collect();
    let by = vitals::By { age_days: age(visit, config), ranges: &config.clinical.ranges };
    let standing = |sign| visit.vital(sign).map(|vital| vital.value);
    let mut judged = vitals::judge_all(&changed, standing, confirmed, by)?;
    let mut steps = Vec::new();
    for reading in &changed {
        if let Some(there) = visit.vital(reading.sign) {
            steps.push(Step::Replace(Entry::Vital(there.id)));
        }
        if let Some(at) = judged.iter().position(|judged| judged.sign == reading.sign) {
            steps.push(Step::AddVital(judged.swap_remove(at)));
        }
    }
    Ok(steps)
}

fn write_steps(visit: &Visit, kind: NoteKind, text: &str) -> Result<Vec<Step>, Error> {
    if kind == NoteKind::Amendment {
        return Err(Error::NotForOpenVisit);
    }
    let text = fits(text.trim(), MOST_TEXT)?;
    if !kind.is_single() {
        return if text.is_empty() {
            Err(Error::TextMissing)
        } else {
            Ok(vec![Step::AddNote { kind, text }])
        };
    }
    let there = visit.note(kind);
    if there.map_or("", |note| note.text.as_str()) == text {
        return Ok(Vec::new());
    }
    let mut steps: Vec<Step> = there.map(|note| Step::Replace(Entry::Note(note.id))).into_iter().collect();
    if !text.is_empty() {
        steps.push(Step::AddNote { kind, text });
    }
    Ok(steps)
}

/// The diagnoses of a visit with one more; a new primary one makes the earlier secondary.
fn with_one_more(visit: &Visit, one: &NewDiagnosis) -> Vec<NewDiagnosis> {
    let mut all: Vec<NewDiagnosis> =
        visit.current_diagnoses().map(|diagnosis| diagnosis.what.clone()).collect();
    if one.rank == Rank::Primary {
        for diagnosis in &mut all {
            diagnosis.rank = Rank::Secondary;
        }
        all.insert(0, one.clone());
    } else {
        all.push(one.clone());
    }
    all
}

/// Where none is primary the first becomes it.
fn with_a_primary(mut diagnoses: Vec<NewDiagnosis>) -> Vec<NewDiagnosis> {
    if !diagnoses.iter().any(|diagnosis| diagnosis.rank == Rank::Primary)
        && let Some(first) = diagnoses.first_mut()
    {
        first.rank = Rank::Primary;
    }
    diagnoses
}

/// From the diagnoses that stand to those that are wanted.
fn diagnosis_steps(visit: &Visit, wanted: Vec<NewDiagnosis>) -> Vec<Step> {
    let there: Vec<&Diagnosis> = visit.current_diagnoses().collect();
    let mut steps: Vec<Step> = there
        .iter()
        .filter(|diagnosis| !wanted.contains(&diagnosis.what))
        .map(|diagnosis| Step::Replace(Entry::Diagnosis(diagnosis.id)))
        .collect();
    let new = wanted.into_iter().filter(|wanted| !there.iter().any(|diagnosis| diagnosis.what == *wanted));
    steps.extend(new.map(Step::AddDiagnosis));
    steps
}

fn checked_diagnoses(list: &[NewDiagnosis]) -> Result<Vec<NewDiagnosis>, Error> {
    let mut checked: Vec<NewDiagnosis> = Vec::with_capacity(list.len());
    for diagnosis in list {
        let code = code(&diagnosis.code)?;
        if checked.iter().any(|other| other.code == code) {
            return Err(Error::DiagnosisTwice(code));
        }
        if diagnosis.rank == Rank::Primary && checked.iter().any(|other| other.rank == Rank::Primary) {
            return Err(Error::TwoPrimaries);
        }
        let name = name(&code, &diagnosis.name)?;
        checked.push(NewDiagnosis { code, name, ..*diagnosis });
    }
    Ok(checked)
}

/// An ICD-10 code, put right: `j069` is `J06.9`.
pub fn code(text: &str) -> Result<String, Error> {
    IcdCode::parse(text).map(String::from).map_err(|_| Error::BadCode(text.trim().to_owned()))
}

/// The name of a diagnosis: something, and not too long.
pub fn name(code: &str, text: &str) -> Result<String, Error> {
    let text = text.trim();
    if text.is_empty() { Err(Error::NameMissing(code.to_owned())) } else { fits(text, MOST_REASON) }
}

fn close_steps(
    visit: &Visit,
    undiagnosed: Undiagnosed,
    moment: &Moment,
    config: &Config,
) -> Result<Vec<Step>, Error> {
    must_be_open(visit)?;
    if let Some(responsible) = visit.responsible.filter(|responsible| moment.by != Some(*responsible)) {
        return Err(Error::NotResponsible { responsible });
    }
    if moment.happened_at() < visit.opened.at {
        return Err(Error::BadTime);
    }
    if undiagnosed == Undiagnosed::Ask {
        closing::ask(visit, age(visit, config), &config.clinical)?;
    }
    Ok(vec![Step::Close])
}

/// In days, when it began.
fn age(visit: &Visit, config: &Config) -> Option<u32> {
    config.birth_date.and_then(|birth| age_days(birth, config.calendar.date(visit.opened.at)))
}

fn amend_steps(visit: &Visit, amendment: &Amendment, config: &Config) -> Result<Vec<Step>, Error> {
    match visit.state {
        State::Open => return Err(Error::StillOpen),
        State::Voided => return Err(Error::Voided),
        State::Closed => {}
    }
    let text = fits(amendment.text.trim(), MOST_TEXT)?;
    if text.is_empty() {
        return Err(Error::TextMissing);
    }
    let mut steps = vec![Step::AddNote { kind: NoteKind::Amendment, text }];
    // By addition only: what stands there is voided by itself, with its own reason.
    if let Some(there) = amendment.vitals.iter().find(|reading| visit.vital(reading.sign).is_some()) {
        return Err(Error::AlreadyThere(there.sign));
    }
    steps.extend(vital_steps(visit, &amendment.vitals, &amendment.confirmed, config)?);
    for diagnosis in checked_diagnoses(&amendment.diagnoses)? {
        if visit.current_diagnoses().any(|there| there.what.code == diagnosis.code) {
            return Err(Error::DiagnosisTwice(diagnosis.code));
        }
        if diagnosis.rank == Rank::Primary
            && visit.current_diagnoses().any(|there| there.what.rank == Rank::Primary)
        {
            return Err(Error::TwoPrimaries);
        }
        steps.push(Step::AddDiagnosis(diagnosis));
    }
    Ok(steps)
}

fn void_entry_steps(visit: &Visit, void: &VoidEntry) -> Result<Vec<Step>, Error> {
    must_not_be_voided(visit)?;
    let reason = reason(&void.reason)?;
    let state: Option<&EntryState> = match void.entry {
        Entry::Vital(id) => visit.vitals.iter().find(|vital| vital.id == id).map(|vital| &vital.state),
        Entry::Note(id) => visit.notes.iter().find(|note| note.id == id).map(|note| &note.state),
        Entry::Diagnosis(id) => visit.diagnoses.iter().find(|one| one.id == id).map(|one| &one.state),
    };
    match state {
        None => Err(Error::NotFound),
        Some(EntryState::Current) => Ok(vec![Step::VoidEntry { entry: void.entry, reason }]),
        Some(_) => Err(Error::EntryEnded),
    }
}
