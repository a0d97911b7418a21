//! The front desk: search, the chosen person, tickets, the queue.
//!
//! The middle column is in one `Mode` at a time; the queue at the right is always there and nothing covers it.
//! What each part does stands in its own file: `search`, `person`, `ticket`, `queue`, `form`, `paper`,
//! `death`, `merge`.

mod death;
mod family;
mod form;
mod keys;
mod lines;
mod merge;
mod paper;
mod person;
mod queue;
mod search;
mod slip;
mod ticket;
mod view;

pub use death::id as death_id;
pub use family::{Message as FamilyMessage, id as family_id};
pub use form::Message as FormMessage;
pub use form::id as form_id;
pub use merge::Message as MergeMessage;
pub use merge::id as merge_id;
pub use paper::id as paper_id;
pub use queue::Message as QueueMessage;
pub use ticket::Message as TicketMessage;

use merge::likeness;

use super::Element;
use super::action::{Action, Toast};
use super::flight::Question;
use super::screen::Screen;
use super::shared::Shared;
use crate::clinic::{Event, Published, Refusal, views};
use crate::terms::PersonId;
use crate::visits::VisitLine;

/// Ids of what is focused or looked for.
pub mod id {
    /// The search box.
    pub const SEARCH: &str = "desk.search";
    /// F2.
    pub const PRINT: &str = "desk.print";
    /// F4.
    pub const VISIT: &str = "desk.visit";
    /// Ctrl+N.
    pub const REGISTER: &str = "desk.register";
    pub const PAYER: &str = "desk.payer";
    pub const PRIORITY: &str = "desk.priority";
    /// The queue's list.
    pub const LIST: &str = "desk.list";
    /// F9.
    pub const CALL: &str = "desk.call";
    /// F8 of the chosen row, or of the number being called.
    pub const STEP: &str = "desk.step";
    /// Why a ticket is given up.
    pub const REASON: &str = "desk.reason";
    /// The priorities of the chosen row.
    pub const MARK: &str = "desk.mark";
    /// Units to move to, and the button that opens them.
    pub const MOVE: &str = "desk.move";
    /// The button that opens the priorities.
    pub const MARKING: &str = "desk.marking";
    /// The button that begins to cancel.
    pub const CANCEL: &str = "desk.cancel";
    pub const HOLD: &str = "desk.hold";
    pub const REOPEN: &str = "desk.reopen";
    /// The button that chooses a counter.
    pub const COUNTER: &str = "desk.counter";
}

/// What the middle column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Mode {
    /// Search, the chosen person, their ticket.
    #[default]
    Desk,
    /// The form for somebody new.
    New,
    /// The form of the person being amended.
    Amend,
    /// Earlier visits of the chosen person.
    History,
    /// What was served on paper.
    Paper,
    /// The chosen person died, or did not.
    Death,
    /// The family folder of the chosen person, and their place in it.
    Family,
    /// Two records that may be of one person.
    Merge,
}

#[derive(Debug, Default)]
pub struct FrontDesk {
    mode: Mode,
    search: search::Search,
    /// Who is at the counter; nobody while a search is open, so that no key acts on anybody but the marked hit.
    chosen: Option<person::Chosen>,
    /// Who was there when the search began; Esc brings them back.
    before: Option<person::Chosen>,
    choices: ticket::Choices,
    queue: queue::Queue,
    /// Kept while another thing is in view: nothing typed is thrown away.
    new: Option<Box<form::Form>>,
    /// New people who were begun before and left, the latest last.
    drafts: Vec<Box<form::Form>>,
    amend: Option<Box<form::Form>>,
    paper: paper::Paper,
    death: death::Death,
    family: family::FamilyPage,
    merging: merge::Merging,
    /// A merge is being taken back from the panel of who was kept.
    unmerging: super::flight::Flight,
}

/// What the front desk is opened with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// This person chosen.
    Person(PersonId),
    /// The form for somebody new.
    New,
    /// The form to amend this person.
    Amend(PersonId),
}

#[derive(Debug, Clone)]
pub enum Message {
    /// The search box was typed into.
    Typed(String),
    /// Letters were typed while no field had them.
    TypedAnywhere(String),
    /// F3.
    ToSearch,
    /// PgDn: the next page of the results; PgUp, the one before.
    Page(u32),
    /// The cross of a part of what was typed: it is taken away.
    Widen(usize),
    /// Of several villages with that hamlet this one is meant.
    Narrow(usize),
    /// Up or down in the results, by so many.
    Mark(isize),
    /// Enter: the marked result is opened.
    Open,
    /// A result was clicked.
    Pick(usize),
    /// Answers to what was typed, with the question's number.
    Found(Question, Asked<views::Found>),
    /// The same after something changed.
    FoundAgain(Question, Asked<views::Found>),
    /// A member of the family, or somebody alike, is chosen.
    Choose(PersonId),
    /// Who was chosen, with the question's number.
    Opened(Question, Asked<Option<Box<views::Patient>>>),
    /// Who is likely the same person as this one.
    Same(PersonId, Asked<Vec<crate::people::Similar>>),
    /// F7.
    History,
    /// Earlier visits of this one.
    Visits(PersonId, Asked<Vec<VisitLine>>),
    /// A visit of the history is opened.
    OpenVisit(crate::terms::VisitId),
    /// A choice about the next ticket.
    Ticket(ticket::Message),
    /// Something in the queue's panel.
    Queue(queue::Message),
    /// Ctrl+N.
    Register,
    /// F6.
    Amend,
    /// Something in the form that is in view.
    Form(form::Message),
    /// Ctrl+P.
    Paper,
    /// Something on the paper's form.
    OnPaper(paper::Message),
    /// Something about a death.
    Death(death::Message),
    /// Something on the page of the family folder.
    Family(family::Message),
    /// Something about two records of one person.
    Merge(merge::Message),
    /// Esc.
    Back,
}

type Asked<T> = Result<T, Refusal>;

impl Screen for FrontDesk {
    type Message = Message;
    type Opening = Opening;

    fn update(&mut self, message: Message, shared: &Shared) -> Action<Message> {
        match message {
            Message::Typed(text) => self.typed(text, shared),
            Message::TypedAnywhere(letters) => self.typed_anywhere(&letters, shared),
            Message::ToSearch => self.begin_search(),
            Message::Page(first) => self.page_from(first, shared),
            Message::Narrow(at) => self.narrow(at, shared),
            Message::Widen(at) => self.widen(at, shared),
            Message::Mark(by) => self.mark(by, shared),
            Message::Open => self.open_marked(shared),
            Message::Pick(at) => self.pick(at, shared),
            Message::Found(n, answer) => self.found(n, answer, shared),
            Message::FoundAgain(n, answer) => {
                self.found_again(n, answer, shared);
                Action::none()
            }
            Message::Choose(person) => self.choose(person, shared),
            Message::Opened(n, answer) => self.opened(n, answer, shared),
            Message::Same(person, answer) => self.same_here(person, answer),
            Message::History => self.ask_history(shared),
            Message::Visits(person, answer) => self.visits(person, answer),
            Message::OpenVisit(visit) => Action::go(super::action::Place::Exam(Some(visit))),
            Message::Ticket(message) => self.on_ticket(message, shared),
            Message::Queue(message) => self.on_queue(message, shared),
            Message::Register => self.begin_new(shared),
            Message::Amend => self.begin_amend(shared),
            Message::Form(message) => self.on_form(message, shared),
            Message::Paper => self.begin_paper(shared),
            Message::OnPaper(message) => self.on_paper(message, shared),
            Message::Death(message) => self.on_death(message, shared),
            Message::Family(message) => self.on_move(message, shared),
            Message::Merge(message) => self.on_merge(message, shared),
            Message::Back => self.back(shared),
        }
    }

    fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Message> {
        self.bound(view::screen(self, shared), shared)
    }

    fn shown(&mut self, shared: &Shared) -> Action<Message> {
        self.ask_all(shared).and(self.focus())
    }

    fn heard(&mut self, event: Option<&Published>, shared: &Shared) -> Action<Message> {
        let merging = self.merge_heard(event.map(|published| &published.event), shared);
        merging.and(self.heard_at_desk(event, shared))
    }

    fn is_unsaved(&self) -> bool {
        let begun = self.new.iter().chain(&self.drafts).any(|form| form.has_begun());
        begun || self.amend.as_ref().is_some_and(|form| form.is_changed())
    }

    fn open(&mut self, opening: Opening, shared: &Shared) -> Action<Message> {
        match opening {
            Opening::New => self.begin_new(shared),
            Opening::Person(person) => {
                self.mode = Mode::Desk;
                self.choose(person, shared)
            }
            Opening::Amend(person) => {
                let chosen = self.open(Opening::Person(person), shared);
                if let Some(chosen) = &mut self.chosen {
                    chosen.amend_when_opened();
                }
                chosen
            }
        }
    }
}

impl FrontDesk {
    /// Everything that is shown.
    fn ask_all(&mut self, shared: &Shared) -> Action<Message> {
        let queue = self.ask_board(shared).and(Self::ask_left_open(shared));
        queue.and(self.ask_again(shared)).and(self.move_again(shared))
    }

    fn heard_at_desk(&mut self, event: Option<&Published>, shared: &Shared) -> Action<Message> {
        let Some(published) = event else {
            return self.ask_all(shared);
        };
        match &published.event {
            Event::Queue(event) => self.queue_changed(event, shared),
            Event::People(event) => {
                let page = self.family_heard(event, shared);
                self.people_changed(event, shared).and(page)
            }
            Event::Visits(event) => self.visits_changed(event, shared),
            Event::Setup(_) | Event::Clock | Event::Offset(_) | Event::Unknown => {
                self.ask_board(shared).and(self.ask_again(shared))
            }
            Event::Staff(_) | Event::Screening(_) | Event::Summary(_) | Event::Looked(_) => Action::none(),
        }
    }

    /// The cursor goes where the work goes on.
    fn focus(&self) -> Action<Message> {
        match self.mode {
            Mode::Desk | Mode::History => Action::focus(id::SEARCH),
            Mode::New | Mode::Amend => Action::focus(form::id::NAME),
            Mode::Paper => Action::focus(paper::id::NUMBER),
            Mode::Death => Action::focus(death::id::ON),
            Mode::Family => Action::focus(family::id::SEARCH),
            Mode::Merge => Action::focus(merge::id::OTHER),
        }
    }

    /// Esc: one step back, and what was typed stays where it is a form.
    fn back(&mut self, shared: &Shared) -> Action<Message> {
        match self.mode {
            Mode::New | Mode::Amend | Mode::History | Mode::Paper | Mode::Death | Mode::Family => {
                self.mode = Mode::Desk;
                Action::focus(id::SEARCH)
            }
            Mode::Merge => self.leave_merge(shared),
            Mode::Desk if self.queue.step_back() => Action::focus(id::SEARCH),
            Mode::Desk if !self.search.is_empty() => self.typed(String::new(), shared),
            Mode::Desk => {
                self.unchoose();
                Action::focus(id::SEARCH)
            }
        }
    }

    /// What went wrong, said below.
    fn trouble(refusal: &Refusal, shared: &Shared) -> Action<Message> {
        Action::say(Toast::trouble(refusal.explain(&shared.words)))
    }
}
