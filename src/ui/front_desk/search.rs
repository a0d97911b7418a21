//! The search box and what it found. Every answer carries the number of its question; late ones are dropped.

use super::lines::results;
use super::{Asked, FrontDesk, Message, Mode, id};
use crate::clinic::views::{self, Found};
use crate::people::{self, Lives, Means, Token};
use crate::queue::{self, State};
use crate::terms::{PersonId, StopId, TicketId};
use crate::ui::action::Action;
use crate::ui::flight::{Latest, Question};
use crate::ui::shared::Shared;
use crate::ui::theme::Tone;
use crate::ui::widget::text::Tint;

/// What was typed and found.
#[derive(Debug, Default)]
pub(super) struct Search {
    pub(super) text: String,
    asked: Latest,
    /// The same search once more, because something changed: no other one.
    again: Latest,
    pub(super) found: Option<Results>,
    /// The marked line.
    pub(super) at: usize,
    /// Enter came before the answer: the first is opened when it is here.
    open_first: bool,
    /// What was looked for is opened: the next letter begins a new search.
    opened: bool,
    /// How many hits come before those that are listed.
    skip: u32,
}

/// Hits asked for at once: a page.
const PAGE: u8 = 8;

/// What was found, ready to be shown.
#[derive(Debug, Clone)]
pub(super) struct Results {
    /// What was looked for.
    pub(super) text: String,
    pub(super) by_name: bool,
    pub(super) more: bool,
    /// What the text was understood as, and how it narrows.
    pub(super) tokens: Vec<Token>,
    /// The villages that have the hamlet or street that was typed, where there are several.
    pub(super) villages: Vec<Lives>,
    /// How many come before the first line.
    pub(super) skipped: u32,
    /// How many there are, where they were counted.
    pub(super) total: Option<u32>,
    pub(super) lines: Vec<Line>,
}

#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) what: Hit,
    pub(super) name: String,
    pub(super) name_marks: Vec<Tint>,
    /// The mother and where they live; of a ticket its unit.
    pub(super) below: String,
    pub(super) below_marks: Vec<Tint>,
    /// The birth date.
    pub(super) birth: String,
    pub(super) birth_marks: Vec<Tint>,
    /// `P · 25 th`
    pub(super) age: String,
    /// The record number; of a ticket its number.
    pub(super) record: String,
    /// Why the line is here; of a ticket its state.
    pub(super) because: String,
    pub(super) tone: Tone,
}

/// What a line stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hit {
    Person(PersonId),
    Ticket { ticket: TicketId, stop: StopId, person: Option<PersonId>, state: State },
}

impl Hit {
    pub(super) const fn person(self) -> Option<PersonId> {
        match self {
            Self::Person(person) => Some(person),
            Self::Ticket { person, .. } => person,
        }
    }

    /// Whether it is the same person, or the same ticket whatever became of it.
    fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Person(one), Self::Person(other)) => one == other,
            (Self::Ticket { ticket: one, .. }, Self::Ticket { ticket: other, .. }) => one == other,
            _ => false,
        }
    }
}

impl Search {
    /// What is looked for, as a question.
    fn question(&self, shared: &Shared) -> views::query::Search {
        views::query::Search { day: shared.day(), text: self.text.clone(), limit: PAGE, skip: self.skip }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Which search this is: another letter is another one.
    pub(super) const fn asked(&self) -> Latest {
        self.asked
    }

    /// Whether something is looked for and nothing opened yet: then nobody is at the counter.
    pub(super) fn is_open(&self) -> bool {
        !self.text.trim().is_empty() && !self.opened
    }

    /// Somebody is at the counter: what stands in the box is looked for no more.
    pub(super) fn is_over(&mut self) {
        (self.opened, self.open_first) = (true, false);
    }

    /// Whether what was found belongs to what stands in the box.
    fn is_answered(&self) -> bool {
        self.found.as_ref().is_some_and(|found| found.text == self.text)
    }

    /// The ticket of nobody yet that was opened.
    pub(super) fn opened_ticket(&self) -> Option<StopId> {
        let found = self.found.as_ref().filter(|_| self.opened)?;
        match found.lines.get(self.at)?.what {
            Hit::Ticket { stop, person: None, .. } => Some(stop),
            Hit::Ticket { .. } | Hit::Person(_) => None,
        }
    }

    /// The line that Enter opens.
    pub(super) fn marked(&self) -> Option<&Line> {
        let found = self.found.as_ref().filter(|_| self.is_open() && self.is_answered())?;
        found.lines.get(self.at)
    }

    /// The person of the line that Enter opens.
    pub(super) fn marked_person(&self) -> Option<PersonId> {
        self.marked()?.what.person()
    }

    /// Whether Enter comes first: somebody may be found, and nobody is opened yet.
    pub(super) fn comes_first(&self) -> bool {
        self.is_open() && (!self.is_answered() || self.marked().is_some())
    }

    /// The name or the NIK of somebody who is not here yet: whoever was looked for and not opened.
    pub(super) fn new_name(&self) -> Option<String> {
        let found = self.found.as_ref().filter(|_| self.is_open() && self.is_answered())?;
        let name = found.tokens.iter().find(|token| token.means == Means::Name);
        let name = name.map(|token| token.text.trim());
        let text = name.or_else(|| found.lines.is_empty().then_some(self.text.trim()));
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    }
}

impl FrontDesk {
    /// Whether a line is what the keys act on: the one that Enter opens, afterwards who is at the counter.
    pub(super) fn is_marked(&self, at: usize, line: &Line) -> bool {
        if self.search.is_open() {
            return self.search.marked().is_some() && at == self.search.at;
        }
        match line.what {
            Hit::Person(person) | Hit::Ticket { person: Some(person), .. } => {
                self.chosen.as_ref().is_some_and(|chosen| chosen.id == person)
            }
            Hit::Ticket { stop, person: None, .. } => self.queue.selected == Some(stop),
        }
    }

    pub(super) fn typed(&mut self, text: String, shared: &Shared) -> Action<Message> {
        self.search.text = text;
        (self.search.open_first, self.search.opened) = (false, false);
        self.search.skip = 0;
        if self.mode == Mode::History {
            self.mode = Mode::Desk;
        }
        let back = self.set_aside(shared);
        self.ask_search(shared).and(back)
    }

    /// While somebody is looked for the one before is not at the counter; when nobody is, they are again.
    fn set_aside(&mut self, shared: &Shared) -> Action<Message> {
        if self.search.is_open() {
            if let Some(chosen) = self.chosen.take() {
                self.before = Some(chosen);
                self.choices.forget();
            }
            return Action::none();
        }
        match self.before.take().filter(|_| self.chosen.is_none()) {
            Some(before) => self.choose(before.id, shared),
            None => Action::none(),
        }
    }

    fn ask_search(&mut self, shared: &Shared) -> Action<Message> {
        let n = self.search.asked.ask();
        if self.search.text.trim().is_empty() {
            self.search.found = None;
            self.search.at = 0;
            return Action::none();
        }
        // An answer to the same search as it was before is too late.
        self.search.again.ask();
        let query = self.search.question(shared);
        Action::ask(query, move |answer| Message::Found(n, answer))
    }

    /// PgDn and PgUp: the hits from that one on, of all that were found.
    pub(super) fn page_from(&mut self, first: u32, shared: &Shared) -> Action<Message> {
        if !self.search.is_answered() {
            return Action::none();
        }
        self.search.skip = first;
        (self.search.open_first, self.search.opened) = (false, false);
        let back = self.set_aside(shared);
        self.ask_search(shared).and(back)
    }

    /// A part of what was typed is taken away again.
    pub(super) fn widen(&mut self, at: usize, shared: &Shared) -> Action<Message> {
        let token = self.search.found.as_ref().and_then(|found| found.tokens.get(at));
        let Some(text) = token.map(|token| token.without.clone()) else { return Action::none() };
        self.typed(text, shared).and(Action::focus(id::SEARCH))
    }

    /// Of several villages with that hamlet this one is meant.
    pub(super) fn narrow(&mut self, at: usize, shared: &Shared) -> Action<Message> {
        let village = self.search.found.as_ref().and_then(|found| found.villages.get(at));
        let Some(village) = village.map(|lives| lives.village.clone()) else { return Action::none() };
        let text = format!("{} {village}", self.search.text.trim_end());
        self.typed(text, shared).and(Action::focus(id::SEARCH))
    }

    /// Somebody typed without looking where: it belongs into the search box.
    pub(super) fn typed_anywhere(&mut self, letters: &str, shared: &Shared) -> Action<Message> {
        self.mode = Mode::Desk;
        let before = if self.search.opened { "" } else { self.search.text.as_str() };
        let text = format!("{before}{letters}");
        self.typed(text, shared).and(Action::focus(id::SEARCH))
    }

    /// F3: the search box, with what stands in it marked so that the next letters replace it.
    pub(super) fn begin_search(&mut self) -> Action<Message> {
        self.mode = Mode::Desk;
        Action::focus(id::SEARCH).and(mark_text())
    }

    pub(super) fn mark(&mut self, by: isize, shared: &Shared) -> Action<Message> {
        let Some(found) = self.search.found.as_ref().filter(|found| !found.lines.is_empty()) else {
            return Action::none();
        };
        let lines = found.lines.len();
        let after = found.skipped + u32::try_from(lines).unwrap_or(u32::MAX);
        if by > 0 && self.search.at + 1 == lines && found.more {
            return self.page_from(after, shared);
        }
        // Another hit is looked at: the one that was opened is not meant any more.
        (self.search.open_first, self.search.opened) = (false, false);
        self.search.at = self.search.at.saturating_add_signed(by).min(lines - 1);
        self.set_aside(shared)
    }

    pub(super) fn open_marked(&mut self, shared: &Shared) -> Action<Message> {
        if self.search.is_empty() {
            return Action::none();
        }
        if !self.search.is_answered() {
            // Another line than the first was marked in what is no longer true: that one may be anybody.
            self.search.open_first = self.search.at == 0;
            return Action::none();
        }
        let at = self.search.at;
        let line = self.search.found.as_ref().and_then(|found| found.lines.get(at));
        if line.is_some_and(|line| self.is_marked(at, line)) { self.pick(at, shared) } else { Action::none() }
    }

    pub(super) fn pick(&mut self, at: usize, shared: &Shared) -> Action<Message> {
        let line = self.search.found.as_ref().and_then(|found| found.lines.get(at));
        let Some(what) = line.map(|line| line.what) else { return Action::none() };
        (self.search.at, self.search.opened) = (at, true);
        let opened = match what {
            Hit::Person(person) => self.choose(person, shared),
            Hit::Ticket { stop, person, .. } => {
                self.queue.select(stop);
                match person {
                    Some(person) => self.choose(person, shared),
                    // Whoever was here before is not the one with this ticket.
                    None => {
                        self.unchoose();
                        Action::none()
                    }
                }
            }
        };
        opened.and(mark_text())
    }

    pub(super) fn found(&mut self, n: Question, answer: Asked<Found>, shared: &Shared) -> Action<Message> {
        if !self.search.asked.is(n) {
            return Action::none();
        }
        match answer {
            Ok(found) => {
                self.search.found = Some(results(&found, &self.search.text, shared));
                self.search.at = 0;
                let at_desk = matches!(self.mode, Mode::Desk | Mode::History);
                if std::mem::take(&mut self.search.open_first) && at_desk {
                    return self.pick(0, shared);
                }
                Action::none()
            }
            Err(refusal) => Self::trouble(&refusal, shared),
        }
    }

    /// Somebody was registered or changed: what is shown is looked up again, the mark stays.
    pub(super) fn people_changed(&mut self, event: &people::Event, shared: &Shared) -> Action<Message> {
        let found = self.find_again(event, shared);
        // Whoever looks at the record that went sees the one that was kept.
        if let people::Event::Merged { kept, gone } = event {
            if let Some(before) = self.before.as_mut().filter(|before| before.id == *gone) {
                before.id = *kept;
            }
            if self.chosen.as_ref().is_some_and(|chosen| chosen.id == *gone) {
                let kept = self.follow_merge(*kept, shared);
                return kept.and(self.ask_board(shared)).and(found);
            }
        }
        let chosen = self.chosen.as_ref().is_some_and(|chosen| event.about().any(|one| chosen.concerns(one)));
        if let Some(chosen) = self.chosen.as_mut().filter(|_| chosen) {
            chosen.forget_same();
        }
        let again = if chosen { self.ask_again(shared) } else { Action::none() };
        let is_named = event.about().any(|one| self.queue.names(one));
        let again = if is_named { again.and(self.ask_board(shared)) } else { again };
        again.and(found)
    }

    /// Who is at the counter was merged into another record: that one is there now, and the next letters begin a new search.
    fn follow_merge(&mut self, kept: PersonId, shared: &Shared) -> Action<Message> {
        // The page of both says itself what becomes of them.
        if self.mode == Mode::Merge && !self.merging_is_free() {
            return Action::none();
        }
        let typing = matches!(self.mode, Mode::New | Mode::Paper).then_some(self.mode);
        self.clear_search();
        let chosen = self.choose(kept, shared);
        match typing {
            // Somebody else is written down meanwhile: the cursor stays with them.
            Some(mode) => {
                self.mode = mode;
                chosen
            }
            None => chosen.and(Action::focus(id::SEARCH)),
        }
    }

    /// What was found is looked up again where one of the hits changed: another folder, another place, a death, a merge.
    fn find_again(&mut self, event: &people::Event, shared: &Shared) -> Action<Message> {
        let Some(found) = self.search.found.as_ref().filter(|_| self.search.is_answered()) else {
            return Action::none();
        };
        let people = found.lines.iter().filter_map(|line| line.what.person());
        let is_here = people.into_iter().any(|person| event.is_about(person));
        // Whoever is new, and who is two again, may be a hit from now on.
        let may_come = matches!(event, people::Event::Registered { .. } | people::Event::Unmerged { .. });
        if is_here || may_come { self.look_again(shared) } else { Action::none() }
    }

    /// A turn of the queue went on: what was found of tickets is looked up again.
    pub(super) fn find_tickets_again(&mut self, shared: &Shared) -> Action<Message> {
        let finds_tickets = self.search.is_answered() && queue::typed(&self.search.text).is_some();
        if finds_tickets { self.look_again(shared) } else { Action::none() }
    }

    fn look_again(&mut self, shared: &Shared) -> Action<Message> {
        let n = self.search.again.ask();
        let query = self.search.question(shared);
        Action::ask(query, move |answer| Message::FoundAgain(n, answer))
    }

    /// The same search once more: the same hit stays marked, and where it is gone none is, so that no key acts on another.
    pub(super) fn found_again(&mut self, n: Question, answer: Asked<Found>, shared: &Shared) {
        let search = &mut self.search;
        let (true, Ok(now)) = (search.again.is(n) && search.is_answered(), answer) else { return };
        let marked = search.found.as_ref().and_then(|found| found.lines.get(search.at)).map(|line| line.what);
        let found = results(&now, &search.text, shared);
        if let Some(marked) = marked {
            let at = found.lines.iter().position(|line| line.what.is_same(marked));
            search.at = at.unwrap_or(found.lines.len());
        }
        search.found = Some(found);
    }

    /// The search is over; the next letter begins a new one.
    pub(super) fn clear_search(&mut self) {
        // What is still on its way was asked by the earlier one.
        self.search.asked.ask();
        self.search.again.ask();
        let Search { asked, again, .. } = self.search;
        self.search = Search { asked, again, ..Search::default() };
    }
}

/// Marks what stands in the search box, so that the next letters replace it.
fn mark_text() -> Action<Message> {
    Action::task(iced::widget::operation::select_all(id::SEARCH))
}
