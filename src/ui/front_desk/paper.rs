//! People served on paper while the power was away, entered later with their real times.

use chrono::{Duration, NaiveDate, NaiveTime};

use super::{FrontDesk, Mode};
use crate::clinic::{Permission, Refusal};
use crate::queue::{self, FromPaper, Issued, Number, PaperEnd, PaperTimes, Priority, Typed, Urgency};
use crate::setup::Unit;
use crate::terms::{Instant, ServiceDay, UnitId};
use crate::ui::action::{Action, Toast};
use crate::ui::flight::{Flight, Problem};
use crate::ui::form::{self, Field, Form, Input, parse};
use crate::ui::shared::Shared;

pub mod id {
    /// The number on the slip.
    pub const NUMBER: &str = "paper.number";
    pub const DAY: &str = "paper.day";
    pub const ISSUED: &str = "paper.issued";
    pub const CALLED: &str = "paper.called";
    /// Served from, or marked as a no-show.
    pub const SINCE: &str = "paper.since";
    /// Served until.
    pub const UNTIL: &str = "paper.until";
    /// How it ended.
    pub const END: &str = "paper.end";
    pub const PRIORITY: &str = "paper.priority";
    pub const EMERGENCY: &str = "paper.emergency";
    /// Ctrl+Enter.
    pub const SAVE: &str = "paper.save";
}

/// How far the paper got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum End {
    #[default]
    Done,
    Serving,
    NoShow,
    Open,
}

impl End {
    pub(super) const ALL: [Self; 4] = [Self::Done, Self::Serving, Self::NoShow, Self::Open];

    /// The state's key in the translations.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Done => "state-done",
            Self::Serving => "state-serving",
            Self::NoShow => "state-no-show",
            Self::Open => "state-waiting",
        }
    }
}

#[derive(Debug, Clone)]
pub enum Message {
    Form(form::Event),
    Unit(UnitId),
    /// How it ended, by its place.
    End(usize),
    /// A priority, by its place; none first.
    Priority(usize),
    /// It was an emergency, or not.
    Emergency,
    /// Ctrl+Enter.
    Save,
    Saved(Result<Issued, Refusal>),
}

/// The form as far as it is filled.
#[derive(Debug)]
pub struct Paper {
    pub(super) number: Field<Option<Typed>>,
    pub(super) day: Field<NaiveDate>,
    pub(super) issued: Field<NaiveTime>,
    pub(super) called: Field<Option<NaiveTime>>,
    pub(super) since: Field<NaiveTime>,
    pub(super) until: Field<NaiveTime>,
    pub(super) unit: Option<UnitId>,
    pub(super) end: End,
    pub(super) priority: Option<Priority>,
    pub(super) emergency: bool,
    pub(super) flight: Flight,
}

impl Default for Paper {
    fn default() -> Self {
        let number = |text: &str, _| match text.trim() {
            "" => Ok(None),
            text => queue::typed(text).map(Some).ok_or(Problem::Key("paper-number-form")),
        };
        Self {
            number: Field::new(id::NUMBER, "paper-number", number),
            day: Field::new(id::DAY, "paper-day", parse::date),
            issued: Field::new(id::ISSUED, "paper-issued", parse::time),
            called: Field::new(id::CALLED, "paper-called", parse::maybe_time),
            since: Field::new(id::SINCE, "paper-since", parse::time),
            until: Field::new(id::UNTIL, "paper-until", parse::time),
            unit: None,
            end: End::Done,
            priority: None,
            emergency: false,
            flight: Flight::Idle,
        }
    }
}

impl Form for Paper {
    fn inputs(&mut self) -> Vec<&mut dyn Input> {
        let mut inputs: Vec<&mut dyn Input> =
            vec![&mut self.number, &mut self.day, &mut self.issued, &mut self.called];
        if self.end != End::Open {
            inputs.push(&mut self.since);
        }
        if self.end == End::Done {
            inputs.push(&mut self.until);
        }
        inputs
    }

    fn order(&mut self) -> Vec<&'static str> {
        let mut order: Vec<_> = self.inputs().iter().map(|input| input.id()).collect();
        order.insert(2, id::END);
        order.push(id::SAVE);
        order
    }
}

impl Paper {
    pub(super) fn unit<'a>(&self, shared: &'a Shared) -> Option<&'a Unit> {
        let chosen = self.unit.and_then(|id| shared.config.unit(id));
        chosen.or_else(|| shared.config.services().next())
    }

    /// What would be sent, once every field can be read.
    fn read(&self, shared: &Shared) -> Option<FromPaper> {
        let unit = self.unit(shared)?;
        let day = ServiceDay(*self.day.value()?);
        let issued = shared.calendar().instant(day, *self.issued.value()?);
        // An emergency may be served over the turn of the day.
        let after = |at: Instant| if self.emergency && at < issued { at + Duration::days(1) } else { at };
        let at = |time: Option<&NaiveTime>| Some(after(shared.calendar().instant(day, *time?)));
        let since = || at(self.since.value());
        let then = match self.end {
            End::Open => PaperEnd::Open,
            End::NoShow => PaperEnd::NoShow { at: since()? },
            End::Serving => PaperEnd::Serving { since: since()? },
            End::Done => PaperEnd::Done { since: since()?, until: at(self.until.value())? },
        };
        let number = self.number.value()?.clone().map(|typed| match typed {
            Typed::Full(number) => number,
            Typed::Digits(number) => Number { prefix: unit.prefix.clone(), number },
        });
        Some(FromPaper {
            day,
            number,
            unit: unit.id,
            counter: None,
            person: None,
            priority: self.priority,
            urgency: if self.emergency { Urgency::Emergency } else { Urgency::Ordinary },
            payer: None,
            times: PaperTimes { issued, called: at(self.called.value()?.as_ref()), then },
        })
    }
}

impl FrontDesk {
    /// Ctrl+P, and back with it.
    pub(super) fn begin_paper(&mut self, shared: &Shared) -> Action<super::Message> {
        if !shared.may(Permission::KeepTheDay) {
            return Action::none();
        }
        if self.mode == Mode::Paper {
            return self.back(shared);
        }
        if self.paper.day.is_empty() {
            let today = shared.day().0;
            self.paper.day.set(shared.words.date(today), today);
        }
        self.mode = Mode::Paper;
        Action::focus(id::NUMBER)
    }

    pub(super) fn on_paper(&mut self, message: Message, shared: &Shared) -> Action<super::Message> {
        let paper = &mut self.paper;
        match message {
            Message::Form(event) => {
                paper.flight.forget();
                return paper.hear(event, shared.date()).map_or_else(Action::none, Action::focus);
            }
            Message::Unit(unit) => paper.unit = Some(unit),
            Message::End(at) => paper.end = End::ALL.get(at).copied().unwrap_or_default(),
            Message::Priority(at) => {
                paper.priority = at.checked_sub(1).and_then(|at| Priority::ALL.get(at)).copied();
            }
            Message::Emergency => paper.emergency = !paper.emergency,
            Message::Save => return self.save_paper(shared),
            Message::Saved(reply) => return self.saved_paper(reply, shared),
        }
        Action::none()
    }

    fn save_paper(&mut self, shared: &Shared) -> Action<super::Message> {
        if let Err(field) = self.paper.ready() {
            return Action::focus(field);
        }
        let Some(mut sheet) = self.paper.read(shared) else { return Action::focus(id::NUMBER) };
        if !self.paper.flight.begin() {
            return Action::none();
        }
        sheet.person = self.patient().map(|patient| patient.opened.person.id);
        let payer = self.payer(shared);
        sheet.payer = payer.map(|payer| payer.as_str().to_owned());
        Action::run(sheet, |reply| super::Message::OnPaper(Message::Saved(reply)))
    }

    fn saved_paper(&mut self, reply: Result<Issued, Refusal>, shared: &Shared) -> Action<super::Message> {
        match self.paper.flight.land(reply) {
            Some(Issued { number, .. }) => {
                let number = shared.ticket(number.as_ref());
                // A pile of slips is entered one after the other: the day and the unit stay.
                let Paper { day, unit, end, .. } = std::mem::take(&mut self.paper);
                self.paper = Paper { day, unit, end, ..Paper::default() };
                let said = shared.words.with("toast-paper", &[("ticket", number)]);
                Action::say(Toast::done(said)).and(Action::focus(id::NUMBER))
            }
            None => Action::focus(id::NUMBER),
        }
    }
}
