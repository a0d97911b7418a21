//! The line about the clock, above every screen until it is answered: one key says that it is right, another that it is
//! wrong; then the right date and time are typed. What is asked, and when, the door decides.

use chrono::{NaiveDate, NaiveTime};
use iced::widget::{column, container, row};
use iced::{Alignment, Length, Task};

use super::{App, Gate, Message as Of};
use crate::clinic::Refusal;
use crate::clinic::watch::command::{Confirm, Correct};
use crate::clinic::watch::{self, Asked, Doubt, Standing};
use crate::terms::{Instant, TimeZone};
use crate::ui::Element;
use crate::ui::action::{Action, Toast};
use crate::ui::flight::Flight;
use crate::ui::form::{Event, Field, Form, Input, parse};
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Tone};
use crate::ui::widget::{button, panel, text};

pub mod id {
    pub const DATE: &str = "clock.date";
    pub const TIME: &str = "clock.time";
}

/// Widths of the fields.
const DATE_WIDTH: f32 = 160.0;
const TIME_WIDTH: f32 = 120.0;
const ICON: f32 = 24.0;

/// The line.
#[derive(Debug, Default)]
pub(super) struct ClockLine {
    standing: Option<Standing>,
    fixing: Option<Box<Fix>>,
    flight: Flight,
    /// The time that stands in the line as it was drawn last.
    shown: Instant,
}

/// What is typed of the right time.
#[derive(Debug)]
struct Fix {
    date: Field<NaiveDate>,
    time: Field<NaiveTime>,
    /// A later entry than that, which was told.
    told: Option<Instant>,
}

impl Form for Fix {
    fn inputs(&mut self) -> Vec<&mut dyn Input> {
        vec![&mut self.date, &mut self.time]
    }
}

/// What happens about the clock.
#[derive(Debug, Clone)]
pub enum Message {
    Read(Result<Standing, Refusal>),
    /// It is right.
    Right,
    /// It is wrong; once more: never mind.
    Wrong,
    Form(Event),
    Use,
    Said(Result<(), Refusal>),
}

impl ClockLine {
    /// What is asked, where anything is.
    fn asked(&self) -> Option<Standing> {
        self.standing.filter(|standing| standing.asked != Asked::Nothing)
    }

    /// The line is drawn with this time; an answer is about it.
    pub(super) fn shows(&mut self, now: Instant) {
        self.shown = now;
    }

    fn update(&mut self, message: Message, shared: &Shared) -> Action<Message> {
        match message {
            Message::Read(answer) => {
                // A question that was cut says nothing: what was asked stands.
                if let Ok(standing) = answer {
                    self.standing = Some(standing);
                }
                if self.asked().is_none() {
                    self.fixing = None;
                    self.flight = Flight::Idle;
                }
            }
            Message::Right => {
                if self.asked().is_some() && self.flight.begin() {
                    return Action::run(Confirm { shown: self.shown }, Message::Said);
                }
            }
            Message::Wrong => {
                self.flight.forget();
                if self.fixing.take().is_none() {
                    self.fixing = self.standing.map(|standing| Box::new(Fix::of(&standing, shared)));
                    return Action::focus(id::DATE);
                }
            }
            Message::Form(Event::Enter(id::TIME)) | Message::Use => return self.correct(),
            Message::Form(event) => {
                self.flight.forget();
                if let Some(fix) = &mut self.fixing {
                    fix.told = None;
                    let latest = latest();
                    return fix.hear(event, latest).map_or_else(Action::none, Action::focus);
                }
            }
            Message::Said(reply) => {
                if let (Err(Refusal::ClockBefore { last }), Some(fix)) = (&reply, &mut self.fixing) {
                    fix.told = Some(*last);
                }
                if self.flight.land(reply).is_some() {
                    self.fixing = None;
                }
            }
        }
        Action::none()
    }

    fn correct(&mut self) -> Action<Message> {
        let Some(fix) = &mut self.fixing else { return Action::none() };
        if let Err(field) = fix.ready() {
            return Action::focus(field);
        }
        let (Some(date), Some(time)) = (fix.date.value(), fix.time.value()) else { return Action::none() };
        let (right, despite) = (date.and_time(*time), fix.told);
        if !self.flight.begin() {
            return Action::none();
        }
        Action::run(Correct { right, despite }, Message::Said)
    }

    fn view<'a>(&'a self, shared: &'a Shared) -> Option<Element<'a, Message>> {
        let words = &shared.words;
        let standing = self.asked()?;
        let (tone, lead, rest) = said(&standing.at(self.shown), shared);
        let right = |primary: bool| {
            let label = words.text("clock-right").into_owned();
            let button = if primary { button::primary(label) } else { button::secondary(label) };
            button.key("Ctrl+K").on_press_maybe(self.flight.free(Message::Right))
        };
        let wrong = |primary: bool| {
            let label = words.text("clock-wrong").into_owned();
            let button = if primary { button::primary(label) } else { button::secondary(label) };
            button.key("Ctrl+J").on_press(Message::Wrong)
        };
        // What does not fit is put right unless somebody says otherwise.
        let doubted = matches!(standing.asked, Asked::Doubt(_));
        let buttons = if doubted { row![wrong(true), right(false)] } else { row![right(true), wrong(false)] };
        let words_of =
            column![text::body(lead).bold(), text::small(rest)].spacing(Gap::Xs).width(Length::Fill);
        let line = row![Icon::Clock.size(ICON), words_of, buttons.spacing(Gap::S)]
            .spacing(Gap::L)
            .align_y(Alignment::Center);
        let mut all = column![line].spacing(Gap::S);
        if let Some(fix) = &self.fixing {
            let fields: Element<'a, Event> = row![
                container(fix.date.view(words)).width(DATE_WIDTH),
                container(fix.time.view(words)).width(TIME_WIDTH),
            ]
            .spacing(Gap::M)
            .into();
            let go = button::primary(words.text("clock-use").into_owned()).key("Enter");
            let go = go.on_press_maybe(self.flight.free(Message::Use));
            all = all.push(row![fields.map(Message::Form), go].spacing(Gap::M).align_y(Alignment::End));
        }
        if let Some(refusal) = self.flight.problem() {
            let told = self.fixing.as_ref().and_then(|fix| fix.told);
            let said = match told {
                Some(last) => words.with("clock-before", &[("last", full(last, shared))]),
                None => refusal.explain(words),
            };
            all = all.push(panel::note(panel::About::Error, "", &said));
        }
        Some(panel::tinted(tone, all).width(Length::Fill).into())
    }
}

/// A date with two digits of its year is the latest that is not after this one: today is a day of this century, however far
/// behind the PC's own clock is.
fn latest() -> NaiveDate {
    NaiveDate::from_ymd_opt(2099, 12, 31).unwrap_or(NaiveDate::MAX)
}

impl Fix {
    /// For another zone what the PC's wall shows is proposed; else nothing is: a wrong date is not taken over by a key.
    fn of(standing: &Standing, shared: &Shared) -> Self {
        let date = Field::new(id::DATE, "clock-date", parse::date);
        let time = Field::new(id::TIME, "clock-time", parse::time);
        match standing.asked {
            Asked::Doubt(Doubt::Zone { .. }) => Self {
                date: date.with(shared.words.date(standing.pc.date()), latest()),
                time: time.with(shared.words.time(standing.pc.time()), latest()),
                told: None,
            },
            Asked::Nothing | Asked::Day | Asked::Doubt(_) => Self { date, time, told: None },
        }
    }
}

/// A time with its day in full.
fn full(at: Instant, shared: &Shared) -> String {
    format!("{} {}", shared.words.date_full(shared.zone().local(at).date()), shared.time(at))
}

/// In which tone it is asked, what in one sentence, and what waits for the answer.
fn said(standing: &Standing, shared: &Shared) -> (Tone, String, String) {
    let words = &shared.words;
    let full = |at| full(at, shared);
    let now = full(standing.now);
    let waits = words.text("clock-waits").into_owned();
    match standing.asked {
        Asked::Doubt(Doubt::Offset { other }) => {
            let said = words.with("clock-two", &[("now", now), ("other", full(other))]);
            (Tone::Late, said, words.text("clock-two-which").into_owned())
        }
        Asked::Doubt(Doubt::Back { last } | Doubt::Ahead { last }) => {
            (Tone::Late, words.with("clock-doubt", &[("now", now), ("last", full(last))]), waits)
        }
        Asked::Doubt(Doubt::Zone { seconds }) => {
            let zone = zone(seconds, shared);
            let own = shared.zone().as_str().to_uppercase();
            let wall = words.time(standing.pc.time());
            let said =
                words.with("clock-zone", &[("zone", zone), ("own", own), ("wall", wall), ("now", now)]);
            (Tone::Waiting, said, waits)
        }
        Asked::Nothing | Asked::Day => {
            let wall = format!("{} {}", words.date_full(standing.pc.date()), words.time(standing.pc.time()));
            let rest =
                if standing.offset == 0 { waits } else { words.with("clock-offset", &[("wall", wall)]) };
            (Tone::Waiting, words.with("clock-day", &[("now", now)]), rest)
        }
    }
}

/// `WITA`; one that is none of the country's by how far it is from the clinic's.
fn zone(seconds: i32, shared: &Shared) -> String {
    let (seconds, words) = (i64::from(seconds), &shared.words);
    if let Some(known) = TimeZone::ALL.into_iter().find(|zone| zone.hours() * 3_600 == seconds) {
        return known.as_str().to_uppercase();
    }
    let apart = seconds / 60 - shared.zone().hours() * 60;
    let time = words.minutes(apart.abs());
    if apart < 0 {
        words.with("clock-zone-behind", &[("time", time)])
    } else {
        words.with("clock-zone-ahead", &[("time", time)])
    }
}

impl App {
    /// Asks how it stands with the clock.
    pub(super) fn ask_clock(&mut self) -> Task<Of> {
        self.perform(Action::ask(watch::query::Standing, |answer| Of::Clock(Message::Read(answer))))
    }

    pub(super) fn clock_message(&mut self, message: Message) -> Task<Of> {
        let said = matches!(message, Message::Said(Ok(())));
        let refused = matches!(message, Message::Said(Err(_)));
        let action = self.clock.update(message, &self.shared);
        let asked = self.clock.asked();
        self.shared.clock = asked.map_or(Asked::Nothing, |standing| standing.asked);
        self.shared.held = asked.and_then(|standing| standing.held);
        // Lists of the day that is worked on make room for those of another.
        let mut tasks = vec![self.perform(action.map(Of::Clock)), self.begin_day_when_new()];
        if said {
            self.shared.now = self.desk.now();
            let now = full(self.shared.now, &self.shared);
            let toast = Toast::done(self.shared.words.with("clock-said", &[("now", now)]));
            // What waited for it is done now.
            tasks.extend([self.say(toast), self.ask_clock(), self.begin_day_now()]);
        }
        if refused {
            // The clock may stand otherwise than when it was asked about.
            tasks.push(self.ask_clock());
        }
        Task::batch(tasks)
    }

    /// The line, where somebody is here and something is asked.
    pub(super) fn clock_line(&self) -> Option<Element<'_, Of>> {
        if !matches!(self.gate, Gate::Open) {
            return None;
        }
        self.clock.view(&self.shared).map(|line| line.map(Of::Clock))
    }

    /// Whether the keys of the line do something.
    pub(super) fn clock_asks(&self) -> bool {
        matches!(self.gate, Gate::Open) && self.clock.asked().is_some()
    }
}
