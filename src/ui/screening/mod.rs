//! Growth screening: a child is looked up, its chart seen large, measured outside a visit, followed up.

mod child;
pub mod follow_up;
pub mod growth;
pub mod measuring;
pub mod measuring_view;
pub mod print;
pub mod said;
mod view;

use super::Element;
use super::action::Action;
use super::finder::Finder;
use super::flight::{Latest, Problem, Question};
use super::screen::Screen;
use super::shared::Shared;
use crate::clinic::{Event, Published, Refusal, views};
use crate::people::{self, Card};
use crate::screening::{self, FollowUp};
use crate::terms::PersonId;
use child::Page;

/// Ids of the fields, for focus and tests.
pub mod id {
    pub use super::child::id as child;
    pub use super::follow_up::id as follow_up;
    pub use super::measuring::id as measuring;

    pub const SEARCH: &str = "screening.search";
}

#[derive(Debug, Default)]
pub struct Screening {
    finder: Finder<Card>,
    due: Vec<FollowUp>,
    names: Vec<Card>,
    page: Option<Page>,
    opening: Latest,
    problem: Option<Problem>,
}

#[derive(Debug, Clone)]
pub enum Message {
    /// F3.
    Search,
    /// Somebody is looked for.
    Typed(String),
    /// People came.
    Found(Question, Result<views::Found, Refusal>),
    /// The mark goes up.
    Up,
    /// The mark goes down.
    Down,
    /// The marked one is opened.
    Take,
    Open(PersonId),
    /// The child was read.
    Opened(Question, Opened),
    /// Follow-ups that are due.
    Due(Result<Vec<FollowUp>, Refusal>),
    /// Whose they are.
    Names(Result<Vec<Card>, Refusal>),
    Page(PersonId, child::Message),
}

/// A child, where there is somebody of that number.
type Opened = Result<Option<Box<views::Child>>, Refusal>;

impl Screen for Screening {
    type Message = Message;
    type Opening = PersonId;

    fn update(&mut self, message: Message, shared: &Shared) -> Action<Message> {
        match message {
            Message::Search => return Action::focus(id::SEARCH),
            Message::Typed(text) => return self.look_for(text, shared),
            Message::Found(question, answer) => {
                let hits = answer.map(|found| found.people.hits.into_iter().map(|hit| hit.card));
                if self.finder.found(question, hits) && self.finder.was_entered() {
                    return self.take(shared);
                }
            }
            Message::Due(Err(refusal)) => self.problem = Some(refusal.into()),
            Message::Up => self.finder.mark(-1, self.finder.hits.len()),
            Message::Down => self.finder.mark(1, self.finder.hits.len()),
            Message::Take => {
                if self.finder.enter() {
                    return self.take(shared);
                }
            }
            Message::Open(person) => return self.open(person, shared),
            Message::Opened(question, answer) => return self.opened(question, answer, shared),
            Message::Due(Ok(due)) => {
                let mut people: Vec<PersonId> = due.iter().map(|one| one.person).collect();
                people.sort_unstable();
                people.dedup();
                people.truncate(people::MOST_CARDS);
                self.due = due;
                return Action::ask(people::query::Cards(people), Message::Names);
            }
            Message::Names(Ok(cards)) => self.names = cards,
            Message::Names(Err(_)) => {}
            Message::Page(person, message) => {
                if let Some(page) = self.page.as_mut().filter(|page| page.person() == person) {
                    return page.update(message, shared).map(move |message| Message::Page(person, message));
                }
            }
        }
        Action::none()
    }

    fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Message> {
        view::view(self, shared)
    }

    fn is_unsaved(&self) -> bool {
        self.page.as_ref().is_some_and(|page| page.measuring.is_touched())
    }

    fn shown(&mut self, shared: &Shared) -> Action<Message> {
        let due = Self::ask_due(shared);
        match &mut self.page {
            Some(page) => {
                let person = page.person();
                due.and(page.ask().map(move |message| Message::Page(person, message)))
            }
            None => due.and(Action::focus(id::SEARCH)),
        }
    }

    fn heard(&mut self, event: Option<&Published>, shared: &Shared) -> Action<Message> {
        let Some(event) = event.map(|published| &published.event) else { return self.shown(shared) };
        let people: Vec<PersonId> = match event {
            Event::Screening(
                screening::Event::Measured { person, .. }
                | screening::Event::Voided { person, .. }
                | screening::Event::FollowUp { person, .. },
            ) => vec![*person],
            // Name, sex and birth date stand on the page, and judge what is measured.
            Event::People(event) => event.about().collect(),
            _ => return Action::none(),
        };
        let due = Self::ask_due(shared);
        match self.page.as_mut().filter(|page| people.contains(&page.person())) {
            Some(page) => {
                let person = page.person();
                due.and(page.ask().map(move |message| Message::Page(person, message)))
            }
            None => due,
        }
    }

    fn open(&mut self, person: PersonId, shared: &Shared) -> Action<Message> {
        let _ = shared;
        self.finder.clear();
        self.problem = None;
        let question = self.opening.ask();
        Action::ask(views::query::Child(person), move |answer| Message::Opened(question, answer))
    }
}

impl Screening {
    /// The marked one is opened.
    fn take(&mut self, shared: &Shared) -> Action<Message> {
        match self.finder.marked().map(|hit| hit.id) {
            Some(person) => self.open(person, shared),
            None => Action::none(),
        }
    }

    fn ask_due(shared: &Shared) -> Action<Message> {
        let ahead = shared.date().checked_add_days(chrono::Days::new(7));
        let query = screening::query::Due { on: ahead.unwrap_or(shared.date()) };
        Action::ask(query, Message::Due)
    }

    fn look_for(&mut self, text: String, shared: &Shared) -> Action<Message> {
        let Some(number) = self.finder.type_in(text) else { return Action::none() };
        let query = views::query::Search {
            day: shared.day(),
            text: self.finder.typed().to_owned(),
            limit: people::MOST_HITS,
            skip: 0,
        };
        Action::ask(query, move |answer| Message::Found(number, answer))
    }

    fn opened(&mut self, question: Question, answer: Opened, shared: &Shared) -> Action<Message> {
        match answer {
            _ if !self.opening.is(question) => {}
            Ok(Some(record)) => {
                self.page = Some(Page::new(*record, shared));
                return Action::focus(id::child::TABLE);
            }
            Ok(None) => {}
            Err(refusal) => self.problem = Some(refusal.into()),
        }
        Action::none()
    }
}
