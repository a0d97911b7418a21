//! One child on the screening screen: measurements, a new one from outside a visit, what follows.

use chrono::NaiveDate;

use crate::clinic::Refusal;
use crate::clinic::views::{self, Child as Record};
use crate::screening::{self, Child, Measurement, VoidMeasurement};
use crate::terms::MeasurementId;
use crate::ui::action::{Action, Toast};
use crate::ui::flight::{Flight, Latest, Problem, Question};
use crate::ui::form::{self, Field, Input as _, parse};
use crate::ui::shared::Shared;
use crate::words::Words;

use super::follow_up::{self, FollowUps};
use super::growth::{self, Growth};
use super::measuring::{self, Measuring};

/// Ids of the fields.
pub mod id {
    /// Parts of the page.
    pub const TABS: &str = "screening.tabs";
    /// The table: arrows move.
    pub const TABLE: &str = "screening.table";
    /// On which day it was measured.
    pub const DAY: &str = "screening.day";
    /// Why a measurement is voided.
    pub const VOID: &str = "screening.void";
}

/// Size of the large chart.
const WIDTH: f32 = 598.0;
const HEIGHTS: [f32; 1] = [440.0];

/// Parts of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// All measurements.
    Measurements,
    New,
    /// What follows.
    FollowUp,
    /// The chart, where the window is narrow.
    Chart,
}

#[derive(Debug, Clone)]
pub enum Message {
    /// The child was read again.
    Read(Question, Result<Option<Box<Record>>, Refusal>),
    /// Another part.
    Tab(Tab),
    /// F2: a new measurement.
    New,
    /// In the chart.
    Growth(growth::Message),
    Measure(measuring::Message),
    Follow(follow_up::Message),
    /// In the measuring day.
    Day(form::Event),
    Look(MeasurementId),
    /// The newer one.
    Up,
    /// The older one.
    Down,
    /// Ctrl+Enter.
    Save,
    /// It is written.
    Saved(Result<screening::MeasurementChanged, Refusal>),
    /// Void the one that is looked at.
    Void,
    /// Why.
    Reason(String),
    /// Do it.
    VoidNow,
    Voided(Result<screening::MeasurementChanged, Refusal>),
    /// Esc.
    Back,
    /// F7.
    Print,
    /// The paper is made, or why it is not.
    Printed(Result<crate::ui::printed::Paper, String>),
}

/// Why something is voided, so far.
#[derive(Debug, Clone, Default)]
pub struct Voiding {
    pub reason: String,
    /// Whether it is under way, and what is wrong with it.
    pub flight: Flight,
}

/// One child.
#[derive(Debug)]
pub struct Page {
    pub(super) record: Record,
    pub(super) tab: Tab,
    pub(super) growth: Growth,
    pub(super) measuring: Measuring,
    pub(super) day: Field<NaiveDate>,
    pub(super) looked: Option<MeasurementId>,
    pub(super) follow: FollowUps,
    pub(super) voiding: Option<Voiding>,
    pub(super) flight: Flight,
    /// What screening advises after the measuring that is looked at.
    pub(super) advice: Vec<screening::FollowUpKind>,
    asked: Latest,
}

impl Page {
    /// A child as it was read.
    pub fn new(record: Record, shared: &Shared) -> Self {
        let words = &shared.words;
        let today = shared.date();
        let measuring = Measuring::new(child_of(&record), today, shared.tables(), words).of_visit(
            &record.growth.measurements,
            None,
            words,
        );
        let mut page = Self {
            tab: Tab::Measurements,
            growth: Growth::new(WIDTH, &HEIGHTS),
            measuring,
            day: Field::new(id::DAY, "screening-measured-on", parse::date)
                .at_once()
                .with(words.date(today), today),
            looked: None,
            follow: FollowUps::default(),
            voiding: None,
            flight: Flight::Idle,
            advice: Vec::new(),
            asked: Latest::default(),
            record,
        };
        page.draw(words);
        page
    }

    /// Who.
    pub fn person(&self) -> crate::terms::PersonId {
        self.record.person.id
    }

    /// Asks for the child again.
    pub fn ask(&mut self) -> Action<Message> {
        let question = self.asked.ask();
        Action::ask(views::query::Child(self.person()), move |answer| Message::Read(question, answer))
    }

    /// All measurements, newest first, voided ones too.
    pub fn all(&self) -> &[Measurement] {
        &self.record.growth.measurements
    }

    /// The one that is looked at: chosen, else the newest that counts.
    pub fn looked(&self) -> Option<&Measurement> {
        let chosen = self.looked.and_then(|id| self.all().iter().find(|one| one.id == id));
        chosen.or_else(|| self.all().iter().find(|one| one.voided.is_none()))
    }

    /// What the measuring that is looked at, or typed, says.
    pub fn preview(&self) -> Option<screening::Preview> {
        if self.tab == Tab::New
            && let Some(preview) = self.measuring.preview()
        {
            return Some(preview.clone());
        }
        let counts = self.looked().filter(|one| one.voided.is_none());
        let one = counts.or_else(|| self.all().iter().find(|one| one.voided.is_none()))?;
        let child = child_of(&self.record);
        screening::rules::said(&child, one).ok()
    }

    /// Draws the chart: with what is typed, or up to the one that is looked at.
    fn draw(&mut self, words: &Words) {
        self.advice = self.preview().map(|preview| preview.advice).unwrap_or_default();
        let child = child_of(&self.record);
        let typed = (self.tab == Tab::New).then(|| self.measuring.preview()).flatten();
        if let Some(preview) = typed {
            let current =
                growth::Current { on: self.measuring.day(), measures: self.measuring.measures(), preview };
            let day = self.measuring.day();
            let before: Vec<Measurement> =
                self.all().iter().filter(|one| one.measured_on <= day).cloned().collect();
            self.growth.draw(words, &child, &before, Some(current));
            return;
        }
        let looked = self.looked().map(|one| one.id);
        let from = self.all().iter().position(|one| Some(one.id) == looked).unwrap_or(0);
        let shown: Vec<Measurement> = self.all().get(from..).unwrap_or_default().to_vec();
        self.growth.draw(words, &child, &shown, None);
    }

    pub fn update(&mut self, message: Message, shared: &Shared) -> Action<Message> {
        let words = &shared.words;
        let mut focus = Action::none();
        match message {
            Message::Read(question, Ok(Some(record))) if self.asked.is(question) => {
                self.record = *record;
                let child = child_of(&self.record);
                self.measuring.read_of(child, &self.record.growth.measurements, None, words);
            }
            Message::Read(..) => return Action::none(),
            Message::Tab(tab) => self.tab = tab,
            Message::New => {
                self.tab = Tab::New;
                focus = Action::focus(id::DAY);
            }
            Message::Growth(message) => self.growth.update(message),
            Message::Measure(message) => {
                self.flight.forget();
                let is_enter = matches!(message, measuring::Message::Form(form::Event::Enter(_)));
                let next = self.measuring.update(message, shared.date());
                if is_enter {
                    focus = Action::focus(next.unwrap_or(measuring::id::OEDEMA));
                }
            }
            Message::Follow(message) => return self.follow_up(message, shared),
            Message::Day(form::Event::Enter(_)) => focus = Action::focus(measuring::id::WEIGHT),
            Message::Day(form::Event::Typed(_, text)) => {
                self.day.type_in(text.0, shared.date());
                if let Some(day) = self.day.value() {
                    self.measuring.measured_on(*day);
                }
            }
            Message::Look(one) => {
                self.looked = Some(one);
                self.voiding = None;
            }
            Message::Up => self.step(-1),
            Message::Down => self.step(1),
            Message::Save => return self.save(),
            Message::Saved(reply) => return self.saved(reply, shared),
            Message::Void => {
                self.voiding = Some(Voiding::default());
                focus = Action::focus(id::VOID);
            }
            Message::Reason(reason) => {
                if let Some(voiding) = &mut self.voiding {
                    voiding.reason = reason;
                    voiding.flight.forget();
                }
            }
            Message::VoidNow => return self.void(),
            Message::Voided(reply) => return self.voided(reply),
            Message::Back => {
                self.voiding = None;
                self.flight.forget();
            }
            Message::Print => {
                let Record { person, mother, growth, .. } = &self.record;
                return super::print::chart(person, mother.as_deref(), growth, shared, Message::Printed);
            }
            Message::Printed(done) => return super::print::said(done, words),
        }
        self.draw(words);
        focus
    }

    fn step(&mut self, by: isize) {
        let looked = self.looked().map(|one| one.id);
        let at = self.all().iter().position(|one| Some(one.id) == looked).unwrap_or(0);
        if let Some(one) = self.all().get(at.saturating_add_signed(by)) {
            self.looked = Some(one.id);
            self.voiding = None;
        }
    }

    fn follow_up(&mut self, message: follow_up::Message, shared: &Shared) -> Action<Message> {
        let ended = matches!(message, follow_up::Message::Planned(Ok(_)) | follow_up::Message::Ended(Ok(_)));
        let advice = self.advice.clone();
        let about = follow_up::About {
            person: self.record.person.id,
            measurement: self.looked().map(|one| one.id),
            planned: &self.record.growth.follow_ups,
            advice: &advice,
        };
        let action = self.follow.update(message, about, shared).map(Message::Follow);
        if ended { action.and(self.ask()) } else { action }
    }

    /// Writes the new measurement; what has to be looked at first gets the cursor.
    fn save(&mut self) -> Action<Message> {
        if self.tab != Tab::New || !self.flight.is_free() {
            return Action::none();
        }
        if self.day.value().is_none() {
            return Action::focus(id::DAY);
        }
        match self.measuring.changes(None) {
            Err(field) => {
                let key = match field {
                    reason if measuring::id::REASONS.contains(&reason) => "exam-look-reason",
                    _ => "exam-look-value",
                };
                self.flight.fail(Problem::Key(key));
                Action::focus(field)
            }
            Ok(None | Some(measuring::Ready { new: None, .. })) => {
                self.flight.fail(Problem::Key("refusal-measurement-nothing"));
                Action::focus(measuring::id::WEIGHT)
            }
            Ok(Some(measuring::Ready { new: Some(new), .. })) => {
                self.flight.begin();
                Action::run(new, Message::Saved)
            }
        }
    }

    fn saved(
        &mut self,
        reply: Result<screening::MeasurementChanged, Refusal>,
        shared: &Shared,
    ) -> Action<Message> {
        let Some(screening::MeasurementChanged { measurement, .. }) = self.flight.land(reply) else {
            return self.ask();
        };
        let (words, today) = (&shared.words, shared.date());
        self.measuring = Measuring::new(child_of(&self.record), today, shared.tables(), words);
        self.day.set(words.date(today), today);
        self.tab = Tab::Measurements;
        self.looked = Some(measurement);
        Action::say(Toast::done(words.text("word-saved"))).and(self.ask())
    }

    fn void(&mut self) -> Action<Message> {
        let Some((measurement, seen)) = self.looked().map(|one| (one.id, Some(one.revision))) else {
            return Action::none();
        };
        let Some(voiding) = &mut self.voiding else { return Action::none() };
        if !voiding.flight.begin() {
            return Action::none();
        }
        Action::run(VoidMeasurement { measurement, seen, reason: voiding.reason.clone() }, Message::Voided)
    }

    fn voided(&mut self, reply: Result<screening::MeasurementChanged, Refusal>) -> Action<Message> {
        match (reply, &mut self.voiding) {
            (Err(refusal), Some(voiding)) => {
                voiding.flight.fail(refusal);
                Action::focus(id::VOID)
            }
            _ => {
                self.voiding = None;
                self.ask()
            }
        }
    }
}

/// The child as the rules know it.
pub fn child_of(record: &Record) -> Child {
    let details = &record.person.details;
    let crate::people::Birth { date, precision } = details.birth;
    Child { person: record.person.id, sex: details.sex, birth_date: date, precision }
}
