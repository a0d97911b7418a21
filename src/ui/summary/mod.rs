//! The clinic's figures of a month or a day: look, see what is missing, seal, and find the files again.

mod prepared;
mod view;

use chrono::{Days, Months};

use super::Element;
use super::action::{Action, Toast};
use super::background::in_background;
use super::flight::{Flight, Latest, Question};
use super::screen::Screen;
use super::shared::Shared;
use crate::clinic::wire::MakeSummary;
use crate::clinic::{Event, Made, Permission, Published, Refusal};
use crate::summary::{self, Files, Line, Period};
use crate::terms::{ServiceDay, SummaryId};
use prepared::{Prepared, prepare};

/// Ids of the fields, for focus and tests.
pub mod id {
    /// The period before.
    pub const BEFORE: &str = "summary.before";
    /// The period after.
    pub const AFTER: &str = "summary.after";
    /// Month or day.
    pub const KIND: &str = "summary.kind";
    pub const SEAL: &str = "summary.seal";
    /// Reads the figures again.
    pub const REFRESH: &str = "summary.refresh";
    /// What scrolls.
    pub const BODY: &str = "summary.body";
    /// The list of those that were made.
    pub const LIST: &str = "summary.list";
}

/// Summaries listed.
const LISTED: u32 = 40;

#[derive(Debug, Default)]
pub struct Summary {
    /// What is looked at; today's month until somebody chooses.
    period: Option<Period>,
    shown: Option<Prepared>,
    list: Vec<Line>,
    asked: Latest,
    /// Reading the figures.
    reading: Flight,
    /// Sealing them.
    making: Flight,
    /// Something happened in the clinic since the figures were read.
    stale: bool,
}

#[derive(Debug, Clone)]
pub enum Message {
    /// The period before.
    Before,
    /// The period after.
    After,
    /// Month (0) or day (1).
    Kind(usize),
    /// Read the figures again.
    Refresh,
    Figures(Question, Result<Box<summary::Preview>, Refusal>),
    /// The summaries that were made.
    Listed(Result<Vec<Line>, Refusal>),
    Seal,
    /// It is sealed, or not.
    Made(Result<Made, Refusal>),
    /// Write the files of this one again.
    Write(SummaryId),
    Got(Result<Box<Files>, Refusal>),
    /// They are written, or not.
    Written(Option<std::path::PathBuf>),
    /// Look at that one's period.
    Open(Period),
}

impl Summary {
    fn period(&self, shared: &Shared) -> Period {
        self.period.unwrap_or_else(|| Period::month_of(shared.day()))
    }

    fn ask(&mut self, shared: &Shared) -> Action<Message> {
        let asked = self.asked.ask();
        (self.reading, self.stale) = (Flight::UnderWay, false);
        let query = summary::query::Figures(self.period(shared));
        Action::ask(query, move |answer| Message::Figures(asked, answer))
    }

    fn list() -> Action<Message> {
        Action::ask(summary::query::List(LISTED), Message::Listed)
    }

    fn look(&mut self, period: Period, shared: &Shared) -> Action<Message> {
        if period.first() > shared.day() || !self.making.is_free() {
            return Action::none();
        }
        if self.period(shared) != period {
            self.shown = None;
            self.making.forget();
        }
        self.period = Some(period);
        self.ask(shared)
    }

    fn step(&mut self, way: Way, shared: &Shared) -> Action<Message> {
        let first = self.period(shared).first().0;
        let moved = match (self.period(shared), way) {
            (Period::Month(_), Way::Before) => first.checked_sub_months(Months::new(1)),
            (Period::Month(_), Way::After) => first.checked_add_months(Months::new(1)),
            (Period::Day(_), Way::Before) => first.checked_sub_days(Days::new(1)),
            (Period::Day(_), Way::After) => first.checked_add_days(Days::new(1)),
        };
        let Some(day) = moved.map(ServiceDay) else { return Action::none() };
        let period = match self.period(shared) {
            Period::Month(_) => Period::Month(day),
            Period::Day(_) => Period::Day(day),
        };
        self.look(period, shared)
    }

    fn kind(&mut self, at: usize, shared: &Shared) -> Action<Message> {
        let (now, today) = (self.period(shared), shared.day());
        let period = if at == 0 {
            Period::month_of(now.first())
        } else if now.first() <= today && today <= now.last() {
            Period::Day(today)
        } else {
            Period::Day(now.last().min(today))
        };
        self.look(period, shared)
    }

    fn seal(&mut self, shared: &Shared) -> Action<Message> {
        if !shared.may(Permission::SealSummary) || !self.making.begin() {
            return Action::none();
        }
        let (period, language) = (self.period(shared), shared.seat.language);
        Action::call(MakeSummary { period, language }, Message::Made)
    }

    fn made(&mut self, made: Result<Made, Refusal>, shared: &Shared) -> Action<Message> {
        match self.making.land(made) {
            Some(Made::New(files) | Made::Same(files)) => {
                write(*files, shared).and(self.ask(shared)).and(Self::list())
            }
            None => Action::none(),
        }
    }

    fn written(path: Option<std::path::PathBuf>, shared: &Shared) -> Action<Message> {
        Action::say(match path {
            Some(path) => {
                let path = path.display().to_string();
                Toast::done(shared.words.with("summary-written", &[("path", path.as_str())]))
            }
            None => Toast::trouble(shared.words.text("summary-not-written")),
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Before,
    After,
}

/// Writes the files of one into the folder of papers, away from the window's thread.
fn write(files: Files, shared: &Shared) -> Action<Message> {
    let folder = shared.pc.paper_folder();
    in_background(
        move || files.write(&folder).map(|_| folder.join(format!("{}.pdf", files.name))),
        |written| {
            let written = written.and_then(|done| {
                done.inspect_err(|(path, error)| {
                    tracing::warn!(path = %path.display(), %error, "A summary could not be written");
                })
                .ok()
            });
            Message::Written(written)
        },
    )
}

impl Screen for Summary {
    type Message = Message;
    type Opening = ();

    fn update(&mut self, message: Message, shared: &Shared) -> Action<Message> {
        match message {
            Message::Before => self.step(Way::Before, shared),
            Message::After => self.step(Way::After, shared),
            Message::Kind(at) => self.kind(at, shared),
            Message::Refresh => self.ask(shared).and(Self::list()),
            Message::Figures(asked, answer) => {
                if self.asked.is(asked)
                    && let Some(preview) = self.reading.land(answer)
                {
                    self.shown = Some(prepare(&preview, &shared.config, &shared.words));
                }
                Action::none()
            }
            Message::Listed(answer) => {
                if let Ok(list) = answer {
                    self.list = list;
                }
                Action::none()
            }
            Message::Seal => self.seal(shared),
            Message::Made(made) => self.made(made, shared),
            Message::Write(which) => Action::ask(summary::query::Files(which), Message::Got),
            Message::Got(Ok(files)) => write(*files, shared),
            Message::Got(_) => Self::written(None, shared),
            Message::Written(path) => Self::written(path, shared),
            Message::Open(period) => self.look(period, shared),
        }
    }

    fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Message> {
        view::view(self, shared)
    }

    fn shown(&mut self, shared: &Shared) -> Action<Message> {
        if !shared.may(Permission::SeeSummary) {
            return Action::none();
        }
        self.ask(shared).and(Self::list())
    }

    fn heard(&mut self, event: Option<&Published>, shared: &Shared) -> Action<Message> {
        match event.map(|published| &published.event) {
            Some(Event::Summary(_)) if shared.may(Permission::SeeSummary) => Self::list(),
            // Counting a month is not done again for every ticket: the screen says that there is something new.
            None | Some(Event::Queue(_) | Event::Visits(_) | Event::Screening(_) | Event::Unknown) => {
                self.stale = self.shown.is_some();
                Action::none()
            }
            Some(_) => Action::none(),
        }
    }
}
