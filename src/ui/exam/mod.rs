//! The exam station: who waits for this seat's unit, the open visit, and beside it the child's growth or earlier visits.
//!
//! Every visit that was opened here keeps its page with what was typed until it is closed and left. Which page is in
//! the middle is nowhere kept: it follows from whom the station is with (`waiting::With`).

mod acts;
mod after;
mod amend;
mod diagnosis;
mod form;
mod kept;
mod message;
mod page;
mod plan;
mod saving;
mod shown;
mod side;
mod view;
mod vitals;
mod waiting;
mod waiting_view;
mod whose;

use super::Element;
use super::action::Action;
use super::flight::Problem;
use super::screen::Screen;
use super::shared::Shared;
use crate::clinic::views::{self, Sheet};
use crate::clinic::{Event, Published, Refusal};
use crate::queue;
use crate::terms::VisitId;
use crate::{screening, visits};
use kept::Kept;
use page::Page;
use waiting::{Waiting, Wants};

/// What can happen on a visit's page.
pub use page::Message as PageMessage;
/// What can happen in the left column.
pub use waiting::Message as WaitingMessage;

/// Ids of the fields, for focus and tests.
pub mod id {
    pub use super::diagnosis::id as diagnosis;
    pub use super::page::id as page;
    pub use super::vitals::id as vitals;
    pub use super::waiting::id as waiting;
    pub use crate::ui::screening::id::{follow_up, measuring};
}

/// Pages kept at once; the one left longest ago goes first when nothing on it is unsaved.
const MOST_PAGES: usize = 12;

#[derive(Debug, Default)]
pub struct Exam {
    waiting: Waiting,
    pages: Vec<Page>,
    /// What is typed on them, beside the program.
    kept: Kept,
    /// Why this visit could not be opened.
    problem: Option<(VisitId, Problem)>,
}

#[derive(Debug, Clone)]
pub enum Message {
    /// In the left column.
    Waiting(waiting::Message),
    /// A visit was read for the first time.
    Opened(VisitId, Opened),
    Page(VisitId, page::Message),
}

/// A visit, where there is one of that number.
type Opened = Result<Option<Box<Sheet>>, Refusal>;

impl Screen for Exam {
    type Message = Message;
    type Opening = VisitId;

    fn update(&mut self, message: Message, shared: &Shared) -> Action<Message> {
        let action = self.take(message, shared);
        let typed = self.pages.iter_mut().filter_map(Page::draft).collect();
        self.kept.keep(typed, shared);
        action
    }

    fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Message> {
        view::view(self, shared)
    }

    fn shown(&mut self, shared: &Shared) -> Action<Message> {
        let list = self.waiting.ask(shared).map(Message::Waiting);
        match self.page_mut() {
            Some(page) => {
                let visit = page.visit().id;
                list.and(page.ask().map(move |message| Message::Page(visit, message)))
            }
            None => list,
        }
    }

    fn heard(&mut self, event: Option<&Published>, shared: &Shared) -> Action<Message> {
        let Some(event) = event.map(|published| &published.event) else { return self.shown(shared) };
        match event {
            Event::Queue(event) => {
                let page = self.ask_whose_turn(event);
                if Self::is_ours(event, shared) {
                    self.waiting.ask(shared).map(Message::Waiting).and(page)
                } else {
                    page
                }
            }
            // Name, sex and birth date stand on the page, and judge what is measured.
            Event::People(event) => {
                let list = self.waiting.ask(shared).map(Message::Waiting);
                self.ask_pages(|page| event.is_about(page.visit().person)).and(list)
            }
            Event::Visits(visits::Event::Opened { .. }) => self.waiting.ask(shared).map(Message::Waiting),
            Event::Visits(
                visits::Event::Written { visit }
                | visits::Event::Closed { visit }
                | visits::Event::Voided { visit },
            ) => {
                let list = self.waiting.ask(shared).map(Message::Waiting);
                self.ask_pages(|page| page.visit().id == *visit).and(list)
            }
            Event::Screening(
                screening::Event::Measured { person, .. }
                | screening::Event::Voided { person, .. }
                | screening::Event::FollowUp { person, .. },
            ) => self.ask_pages(|page| page.visit().person == *person),
            Event::Unknown => self.shown(shared),
            _ => Action::none(),
        }
    }

    fn is_unsaved(&self) -> bool {
        self.pages.iter().any(Page::is_touched)
    }

    fn open(&mut self, visit: VisitId, shared: &Shared) -> Action<Message> {
        let _ = shared;
        self.problem = None;
        if let Some(page) = self.pages.iter_mut().find(|page| page.visit().id == visit) {
            let (again, focus) = (page.ask(), Action::focus(page.first_field()));
            self.waiting.be_with_visit(visit, page.visit().stop);
            return again.map(move |message| Message::Page(visit, message)).and(focus);
        }
        self.waiting.be_with_visit(visit, None);
        Action::ask(views::query::Sheet(visit), move |answer| Message::Opened(visit, answer))
    }
}

impl Exam {
    fn take(&mut self, message: Message, shared: &Shared) -> Action<Message> {
        match message {
            Message::Waiting(message) => self.wait(message, shared),
            Message::Opened(visit, answer) => self.opened(visit, answer, shared),
            Message::Page(_, page::Message::WaitAgain) => self.wait(waiting::Message::Hold, shared),
            Message::Page(_, page::Message::EndStop) => self.wait(waiting::Message::EndStop, shared),
            Message::Page(visit, message) => {
                match self.pages.iter_mut().find(|page| page.visit().id == visit) {
                    Some(page) => {
                        let action = page.update(message, shared);
                        if let Some((stop, person)) = page.voided_turn() {
                            self.waiting.voided(stop, person);
                        }
                        // An answer for a page that was left moves no cursor.
                        let seen = self.page().is_some_and(|page| page.visit().id == visit);
                        let action = if seen { action } else { action.unfocused() };
                        action.map(move |message| Message::Page(visit, message))
                    }
                    None => Action::none(),
                }
            }
        }
    }

    /// The page of a visit that is still wanted.
    fn opened(&mut self, visit: VisitId, answer: Opened, shared: &Shared) -> Action<Message> {
        if self.waiting.with().visit != Some(visit) || self.pages.iter().any(|page| page.visit().id == visit)
        {
            return Action::none();
        }
        match answer {
            Ok(Some(sheet)) => {
                let mut page = Page::new(*sheet, shared);
                if let Some(draft) = self.kept.take(visit, shared) {
                    page.take_back(draft, shared);
                }
                let focus = page.first_field();
                self.waiting.be_with_visit(visit, page.visit().stop);
                if let Some((stop, person)) = page.voided_turn() {
                    self.waiting.voided(stop, person);
                }
                self.pages.push(page);
                self.forget();
                Action::focus(focus)
            }
            Ok(None) => {
                self.problem = Some((visit, Refusal::from(visits::Error::NotFound).into()));
                Action::none()
            }
            Err(refusal) => {
                self.problem = Some((visit, refusal.into()));
                Action::none()
            }
        }
    }

    /// Why the wanted visit is not here.
    fn problem(&self) -> Option<&Problem> {
        let wanted = self.waiting.with().visit;
        self.problem.as_ref().filter(|(visit, _)| wanted == Some(*visit)).map(|(_, why)| why)
    }

    /// Pages with nothing unsaved go when there are many.
    fn forget(&mut self) {
        let shown = self.page().map(|page| page.visit().id);
        while self.pages.len() > MOST_PAGES {
            let old = self.pages.iter().position(|page| Some(page.visit().id) != shown && !page.is_touched());
            match old {
                Some(old) => drop(self.pages.remove(old)),
                None => return,
            }
        }
    }

    fn wait(&mut self, message: waiting::Message, shared: &Shared) -> Action<Message> {
        let open = self.page().filter(|page| page.voided_turn().is_none()).map(|page| page.visit().id);
        match self.waiting.update(message, open, shared) {
            Wants::Nothing(action) => action.map(Message::Waiting).and(self.take_up()),
            Wants::Open(visit, action) => action.map(Message::Waiting).and(self.open(visit, shared)),
        }
    }

    /// A turn that is marked and has its page here is with that visit from now on, whatever becomes of the turn.
    fn take_up(&mut self) -> Action<Message> {
        let with = self.waiting.with();
        let Some(page) = self.page_mut().filter(|_| with.visit.is_none()) else { return Action::none() };
        let visit = page.visit().id;
        let again = page.ask().map(move |message| Message::Page(visit, message));
        self.waiting.be_with_visit(visit, with.stop);
        again
    }

    /// The page in the middle: of the visit, else of the turn, that the station is with, and of nobody else.
    /// A turn that is somebody else's by now, or whose visit was voided, has none; nor has one that waits again since.
    fn page(&self) -> Option<&Page> {
        self.page_at().and_then(|at| self.pages.get(at))
    }

    fn page_mut(&mut self) -> Option<&mut Page> {
        self.page_at().and_then(|at| self.pages.get_mut(at))
    }

    fn page_at(&self) -> Option<usize> {
        let (with, row) = (self.waiting.with(), self.waiting.chosen());
        self.pages.iter().rposition(|page| match (with.visit, row) {
            (Some(visit), Some(row)) => page.visit().id == visit && page.is_of(row) && !page.is_over_for(row),
            (Some(visit), None) => page.visit().id == visit,
            (None, Some(row)) => page.is_of(row) && page.voided_turn().is_none(),
            (None, None) => false,
        })
    }

    /// The turn that is marked in the list.
    pub fn marked(&self) -> Option<&queue::Row> {
        self.waiting.chosen()
    }

    /// The visit into which the keys write now.
    pub fn written(&self) -> Option<&visits::Visit> {
        self.page().map(Page::visit).filter(|visit| visit.state != visits::State::Voided)
    }

    /// Whether a page has something unsaved.
    fn has_draft(&self, visit: VisitId) -> bool {
        self.pages.iter().any(|page| page.visit().id == visit && page.is_touched())
    }

    fn ask_pages(&mut self, which: impl Fn(&Page) -> bool) -> Action<Message> {
        let mut all = Action::none();
        for page in self.pages.iter_mut().filter(|page| which(page)) {
            let visit = page.visit().id;
            all = all.and(page.ask().map(move |message| Message::Page(visit, message)));
        }
        all
    }

    /// The page that is seen says where its person is: it is read again when that turn goes on.
    fn ask_whose_turn(&mut self, event: &queue::Event) -> Action<Message> {
        let Some(page) = self.page_mut() else { return Action::none() };
        let at = page.sheet.stop.as_ref().map(|row| row.stop);
        let goes_on = match event {
            queue::Event::Called { stop, .. } | queue::Event::StopChanged { stop, .. } => at == Some(*stop),
            queue::Event::DayClosed { .. } | queue::Event::DayReopened { .. } => at.is_some(),
            queue::Event::Issued { .. } | queue::Event::TicketChanged { .. } => false,
        };
        let visit = page.visit().id;
        let again = if goes_on { page.ask() } else { Action::none() };
        again.map(move |message| Message::Page(visit, message))
    }

    fn is_ours(event: &queue::Event, shared: &Shared) -> bool {
        let ours = waiting::unit(shared).map(|unit| unit.id);
        match event {
            queue::Event::Issued { unit, .. }
            | queue::Event::Called { unit, .. }
            | queue::Event::StopChanged { unit, .. } => Some(*unit) == ours,
            queue::Event::TicketChanged { .. }
            | queue::Event::DayClosed { .. }
            | queue::Event::DayReopened { .. } => true,
        }
    }
}
