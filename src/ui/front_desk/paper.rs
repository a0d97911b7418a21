//! People served on paper while the power was away, entered later with their real times.

use chrono::{NaiveDate, NaiveTime};

use super::{FrontDesk, Mode, ticket};
use crate::clinic::{Permission, Refusal};
use crate::queue::{self, FromPaper, Issued, Number, PaperEnd, PaperTimes, Priority, Typed, Urgency};
use crate::setup::Unit;
use crate::terms::{Instant, ServiceDay, UnitId};
use crate::ui::action::{Action, Toast};
use crate::ui::shared::Shared;
use crate::words::{parse_date, parse_time};

/// Ids of the fields.
pub mod id {
    /// The number on the slip.
    pub const NUMBER: &str = "paper.number";
    /// The day.
    pub const DAY: &str = "paper.day";
    /// The slip was given.
    pub const ISSUED: &str = "paper.issued";
    /// Called.
    pub const CALLED: &str = "paper.called";
    /// Served from.
    pub const SINCE: &str = "paper.since";
    /// Served until.
    pub const UNTIL: &str = "paper.until";
    /// How it ended.
    pub const END: &str = "paper.end";
    /// Priority.
    pub const PRIORITY: &str = "paper.priority";
    /// Whether it was an emergency.
    pub const EMERGENCY: &str = "paper.emergency";
    /// Ctrl+Enter.
    pub const SAVE: &str = "paper.save";
}

/// A field that is typed into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// The number on the slip.
    Number,
    /// The day.
    Day,
    /// The slip was given.
    Issued,
    /// Called.
    Called,
    /// Served from, or marked as a no-show.
    Since,
    /// Served until.
    Until,
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

/// What can happen.
#[derive(Debug, Clone)]
pub enum Message {
    /// A field was typed into.
    Typed(Text, String),
    /// The unit that served.
    Unit(UnitId),
    /// How it ended, by its place.
    End(usize),
    /// A priority, by its place; none first.
    Priority(usize),
    /// It was an emergency, or not.
    Emergency,
    /// Enter in the field of this id.
    After(&'static str),
    /// Ctrl+Enter.
    Save,
    /// Saved, or not.
    Saved(Result<Issued, Refusal>),
}

/// The form as far as it is filled.
#[derive(Debug, Default)]
pub struct Paper {
    pub(super) number: String,
    pub(super) day: String,
    pub(super) issued: String,
    pub(super) called: String,
    pub(super) since: String,
    pub(super) until: String,
    pub(super) unit: Option<UnitId>,
    pub(super) end: End,
    pub(super) priority: Option<Priority>,
    pub(super) emergency: bool,
    pub(super) tried: bool,
    pub(super) refusal: Option<Refusal>,
    saving: bool,
}

/// The field that cannot be read, with the key of its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unread {
    pub(super) id: &'static str,
    pub(super) key: &'static str,
}

impl Paper {
    fn text(&mut self, field: Text) -> &mut String {
        match field {
            Text::Number => &mut self.number,
            Text::Day => &mut self.day,
            Text::Issued => &mut self.issued,
            Text::Called => &mut self.called,
            Text::Since => &mut self.since,
            Text::Until => &mut self.until,
        }
    }

    /// Whether the field has something to say for this ending.
    pub(super) fn wants(&self, field: Text) -> bool {
        match field {
            Text::Since => self.end != End::Open,
            Text::Until => self.end == End::Done,
            _ => true,
        }
    }

    fn after(&self, field: &'static str) -> &'static str {
        match field {
            id::NUMBER => id::DAY,
            id::DAY => id::END,
            id::END => id::ISSUED,
            id::ISSUED => id::CALLED,
            id::CALLED if self.wants(Text::Since) => id::SINCE,
            id::SINCE if self.wants(Text::Until) => id::UNTIL,
            _ => id::SAVE,
        }
    }

    pub(super) fn unit<'a>(&self, shared: &'a Shared) -> Option<&'a Unit> {
        let chosen = self.unit.and_then(|id| shared.house.unit(id));
        chosen.or_else(|| ticket::services(shared).next())
    }

    fn number(&self, unit: &Unit) -> Result<Option<Number>, Unread> {
        match (self.number.trim(), queue::typed(&self.number)) {
            ("", _) => Ok(None),
            (_, Some(Typed::Full(number))) => Ok(Some(number)),
            (_, Some(Typed::Digits(number))) => Ok(Some(Number { prefix: unit.prefix.clone(), number })),
            (_, None) => Err(Unread { id: id::NUMBER, key: "paper-number-form" }),
        }
    }

    /// What would be sent, or the first field that cannot be read.
    pub(super) fn read(&self, shared: &Shared) -> Result<FromPaper, Unread> {
        let unit = self.unit(shared).ok_or(Unread { id: id::NUMBER, key: "problem-required" })?;
        let day = parse_date(&self.day, shared.today().0);
        let day = day.map_err(|_| Unread { id: id::DAY, key: "problem-date-form" })?;
        let at = |id: &'static str, text: &str| time(text, id, day, shared);
        let issued = at(id::ISSUED, &self.issued)?;
        let called = if self.called.trim().is_empty() { None } else { Some(at(id::CALLED, &self.called)?) };
        let then = match self.end {
            End::Open => PaperEnd::Open,
            End::NoShow => PaperEnd::NoShow { at: at(id::SINCE, &self.since)? },
            End::Serving => PaperEnd::Serving { since: at(id::SINCE, &self.since)? },
            End::Done => {
                PaperEnd::Done { since: at(id::SINCE, &self.since)?, until: at(id::UNTIL, &self.until)? }
            }
        };
        Ok(FromPaper {
            day: ServiceDay(day),
            number: self.number(unit)?,
            unit: unit.id,
            counter: None,
            person: None,
            priority: self.priority,
            urgency: if self.emergency { Urgency::Emergency } else { Urgency::Ordinary },
            payer: None,
            times: PaperTimes { issued, called, then },
        })
    }
}

fn time(text: &str, id: &'static str, day: NaiveDate, shared: &Shared) -> Result<Instant, Unread> {
    let read: Option<NaiveTime> = parse_time(text);
    read.map(|time| shared.zone().instant(day, time)).ok_or(Unread { id, key: "problem-time-form" })
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
            self.paper.day = shared.words.date(shared.today().0);
        }
        self.mode = Mode::Paper;
        Action::focus(id::NUMBER)
    }

    pub(super) fn on_paper(&mut self, message: Message, shared: &Shared) -> Action<super::Message> {
        let paper = &mut self.paper;
        match message {
            Message::Typed(field, text) => {
                *paper.text(field) = text;
                paper.refusal = None;
            }
            Message::Unit(unit) => paper.unit = Some(unit),
            Message::End(at) => paper.end = End::ALL.get(at).copied().unwrap_or_default(),
            Message::Priority(at) => {
                paper.priority = at.checked_sub(1).and_then(|at| Priority::ALL.get(at)).copied();
            }
            Message::Emergency => paper.emergency = !paper.emergency,
            Message::After(field) => return Action::focus(paper.after(field)),
            Message::Save => return self.save_paper(shared),
            Message::Saved(reply) => return self.saved_paper(reply, shared),
        }
        Action::none()
    }

    fn save_paper(&mut self, shared: &Shared) -> Action<super::Message> {
        if self.paper.saving {
            return Action::none();
        }
        self.paper.tried = true;
        let mut sheet = match self.paper.read(shared) {
            Ok(sheet) => sheet,
            Err(unread) => return Action::focus(unread.id),
        };
        sheet.person = self.chosen.as_ref().map(|chosen| chosen.id);
        let payer = self.choices.payer.filter(|_| sheet.person.is_some());
        sheet.payer = payer.map(|payer| payer.as_str().to_owned());
        self.paper.saving = true;
        Action::run(sheet, |reply| super::Message::OnPaper(Message::Saved(reply)))
    }

    fn saved_paper(&mut self, reply: Result<Issued, Refusal>, shared: &Shared) -> Action<super::Message> {
        self.paper.saving = false;
        match reply {
            Ok(Issued { number, .. }) => {
                let number = super::queue::number_of(number.as_ref(), shared);
                // A pile of slips is entered one after the other: the day and the unit stay.
                self.paper = Paper {
                    day: std::mem::take(&mut self.paper.day),
                    unit: self.paper.unit,
                    end: self.paper.end,
                    ..Paper::default()
                };
                let said = shared.words.with("toast-paper", &[("ticket", number)]);
                Action::say(Toast::done(said)).and(Action::focus(id::NUMBER))
            }
            Err(refusal) => {
                self.paper.refusal = Some(refusal);
                Action::focus(id::NUMBER)
            }
        }
    }
}
