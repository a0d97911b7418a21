//! The clinic's figures of a month or a day: look, see what is missing, seal, and find the files again.

mod prepared;
mod view;

use chrono::{Days, Months};

use super::Element;
use super::action::{Action, Place, Toast};
use super::background::in_background;
use super::flight::{Flight, Latest, Question};
use super::printed::{self, Paper};
use super::screen::Screen;
use super::shared::Shared;
use crate::clinic::wire::MakeSummary;
use crate::clinic::{Event, Made, Permission, Published, Refusal, facility, views};
use crate::printing::{Kind, Outcome};
use crate::summary::rules::asks_first;
use crate::summary::{self, Despite, Files, Line, Missing, Period, spreadsheet};
use crate::terms::{ServiceDay, SummaryId};
pub use prepared::helped_at;
use prepared::{Prepared, place_of, prepare};

/// Ids of the fields, for focus and tests.
pub mod id {
    /// The period before.
    pub const BEFORE: &str = "summary.before";
    /// The period after.
    pub const AFTER: &str = "summary.after";
    /// Month or day.
    pub const KIND: &str = "summary.kind";
    pub const SEAL: &str = "summary.seal";
    /// The question before sealing: wait and complete.
    pub const WAIT: &str = "summary.wait";
    /// The question before sealing: seal all the same.
    pub const ANYWAY: &str = "summary.anyway";
    /// The workbook of the figures that are shown.
    pub const WORKBOOK: &str = "summary.workbook";
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
    /// What is shown, as it came: the workbook is made of it, and a question is about it.
    preview: Option<Box<summary::Preview>>,
    /// The question before sealing stands in the place of the seal.
    asking: bool,
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
    /// The question is answered: wait and complete.
    Wait,
    /// The question is answered: seal all the same.
    SealAnyway,
    /// Go where something that is missing can be helped: whom is it about, and on which screen?
    Help(Missing, Place),
    /// It is about this one.
    Helped(Place, Result<Option<views::Lacks>, Refusal>),
    /// Write the workbook.
    Workbook,
    /// It is sealed, or not.
    Made(Result<Made, Refusal>),
    /// Write the files of this one again.
    Write(SummaryId),
    Got(Result<Box<Files>, Refusal>),
    /// Write and print this one, as it was sealed.
    Print(SummaryId),
    GotToPrint(Result<Box<Files>, Refusal>),
    /// It is printed, or only written.
    Printed(Result<Paper, String>),
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
            (self.shown, self.preview) = (None, None);
            self.making.forget();
        }
        self.asking = false;
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

    /// Seals, or asks first where something is missing.
    fn seal(&mut self, shared: &Shared) -> Action<Message> {
        let Some(preview) = self.preview.as_ref().filter(|_| shared.may(Permission::SealSummary)) else {
            return Action::none();
        };
        if self.asking || !self.making.is_free() {
            return Action::none();
        }
        if asks_first(preview) {
            self.asking = true;
            return Action::focus(id::WAIT);
        }
        self.make(Despite::Nothing, shared)
    }

    fn seal_anyway(&mut self, shared: &Shared) -> Action<Message> {
        match &self.preview {
            Some(preview) if self.asking && shared.may(Permission::SealSummary) => {
                let despite = Despite::Seen(preview.missing.clone());
                self.make(despite, shared)
            }
            _ => Action::none(),
        }
    }

    fn make(&mut self, despite: Despite, shared: &Shared) -> Action<Message> {
        if !self.making.begin() {
            return Action::none();
        }
        self.asking = false;
        let (period, language) = (self.period(shared), shared.seat.language);
        Action::call(MakeSummary { period, language, despite }, Message::Made)
    }

    /// The workbook of the figures that are shown, into the folder of papers.
    fn workbook(&self, shared: &Shared) -> Action<Message> {
        let Some(preview) = self.preview.clone() else { return Action::none() };
        let (facility, now, words) = (facility(&shared.config), shared.now, shared.words.clone());
        let folder = shared.pc.paper_folder();
        let work = move || {
            let (name, bytes) = spreadsheet::of_preview(&preview, &facility, now, &words)
                .inspect_err(|error| tracing::warn!(%error, "A workbook could not be made"))
                .ok()?;
            summary::write(&folder, &name, &bytes).inspect_err(not_written).ok()
        };
        in_background(work, |written| Message::Written(written.flatten()))
    }

    fn made(&mut self, made: Result<Made, Refusal>, shared: &Shared) -> Action<Message> {
        // Something else is missing since the question: it is asked again, about what is missing now.
        if let Err(Refusal::Summary(summary::Error::Incomplete(_))) = &made {
            self.making = Flight::Idle;
            self.asking = true;
            return self.ask(shared);
        }
        match self.making.land(made) {
            Some(Made::New(files) | Made::Same(files)) => {
                write(*files, shared).and(self.ask(shared)).and(Self::list())
            }
            None => Action::none(),
        }
    }

    fn printed(done: Result<Paper, String>, shared: &Shared) -> Action<Message> {
        match done {
            Ok(paper) if paper.outcome == Outcome::NoPrinter => Self::written(Some(paper.path), shared),
            Ok(paper) => {
                Action::say(printed::said(&shared.words.text("printed-summary"), &paper, &shared.words))
            }
            Err(_) => Self::written(None, shared),
        }
    }

    fn written(path: Option<std::path::PathBuf>, shared: &Shared) -> Action<Message> {
        Action::say(match path {
            Some(path) => {
                let said = shared.words.with("summary-written", &[("path", path.display().to_string())]);
                Toast { file: Some(path), ..Toast::done(said) }
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
    let work = all_of(files, shared);
    in_background(work, |written| Message::Written(written.flatten()))
}

/// Writes them and prints the paper, as it was sealed.
fn print(files: Files, shared: &Shared) -> Action<Message> {
    let (title, work) = (files.name.clone(), all_of(files, shared));
    let write = move || work().ok_or_else(String::new);
    printed::print(Kind::Summary, title, shared, write, Message::Printed)
}

/// Puts the files of one into the folder of papers; where its paper is then.
fn all_of(files: Files, shared: &Shared) -> impl FnOnce() -> Option<std::path::PathBuf> + Send + use<> {
    let (folder, words) = (shared.pc.paper_folder(), shared.words.clone());
    move || {
        // Without its workbook a summary is whole: that it could not be made is for the log.
        let book = spreadsheet::of_files(&files, &words)
            .inspect_err(|error| tracing::warn!(%error, "A workbook could not be made"))
            .ok();
        let written = files.write_with(&folder, book).inspect_err(not_written);
        written.ok().map(|_| folder.join(format!("{}.pdf", files.name)))
    }
}

fn not_written((path, error): &(std::path::PathBuf, std::io::Error)) {
    tracing::warn!(path = %path.display(), %error, "A summary could not be written");
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
                    self.shown = Some(prepare(&preview, &shared.words));
                    // Where nothing is missing any more there is nothing to ask.
                    self.asking &= asks_first(&preview);
                    self.preview = Some(preview);
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
            Message::Wait => {
                self.asking = false;
                Action::none()
            }
            Message::SealAnyway => self.seal_anyway(shared),
            Message::Help(missing, place) => {
                let asked = views::query::Lacking { period: self.period(shared), missing };
                Action::ask(asked, move |found| Message::Helped(place, found))
            }
            // Where nobody is named, the screen has its list.
            Message::Helped(place, found) => Action::go(place_of(found.ok().flatten(), place)),
            Message::Workbook => self.workbook(shared),
            Message::Made(made) => self.made(made, shared),
            Message::Write(which) => Action::ask(summary::query::Files(which), Message::Got),
            Message::Got(Ok(files)) => write(*files, shared),
            Message::Got(_) | Message::GotToPrint(Err(_)) => Self::written(None, shared),
            Message::Print(which) => Action::ask(summary::query::Files(which), Message::GotToPrint),
            Message::GotToPrint(Ok(files)) => print(*files, shared),
            Message::Printed(done) => Self::printed(done, shared),
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
