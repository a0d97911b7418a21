//! The search box and what it found. Every answer carries the number of its question; late ones are dropped.

use super::{Asked, FrontDesk, Message, Mode, id};
use crate::clinic::views::{self, Found};
use crate::people::{self, Card, More, Typed};
use crate::queue::{Row, State};
use crate::terms::{Age, PersonId, StopId};
use crate::ui::action::{Action, Wish};
use crate::ui::shared::Shared;

/// What was typed and found.
#[derive(Debug, Default)]
pub(super) struct Search {
    pub(super) text: String,
    asked: u64,
    pub(super) found: Option<Results>,
    /// The marked line.
    pub(super) at: usize,
    /// Enter came before the answer: the first is opened when it is here.
    open_first: bool,
    /// Somebody was opened: the next letter begins a new search.
    opened: bool,
}

/// What was found, ready to be shown.
#[derive(Debug, Clone)]
pub(super) struct Results {
    /// What was looked for.
    pub(super) text: String,
    pub(super) by_name: bool,
    pub(super) more: bool,
    pub(super) lines: Vec<Line>,
}

/// One line.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) what: Hit,
    pub(super) name: String,
    /// `P · 25 th`
    pub(super) age: String,
    /// The NIK with its middle hidden; of a ticket its state.
    pub(super) nik: String,
    /// The record number; of a ticket its number.
    pub(super) record: String,
    /// The village; of a ticket its unit.
    pub(super) place: String,
}

/// What a line stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hit {
    Person(PersonId),
    Ticket { stop: StopId, person: Option<PersonId>, state: State },
}

impl Search {
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What was typed, where it may be the name or the NIK of somebody who is not here yet.
    pub(super) fn unfound(&self) -> Option<&str> {
        let nobody = self.found.as_ref().is_some_and(|found| found.lines.is_empty());
        nobody.then_some(self.text.trim()).filter(|text| !text.is_empty())
    }
}

impl FrontDesk {
    pub(super) fn typed(&mut self, text: String, shared: &Shared) -> Action<Message> {
        self.search.text = text;
        (self.search.open_first, self.search.opened) = (false, false);
        self.ask_search(shared)
    }

    fn ask_search(&mut self, shared: &Shared) -> Action<Message> {
        self.search.asked += 1;
        if self.search.text.trim().is_empty() {
            self.search.found = None;
            self.search.at = 0;
            return Action::none();
        }
        let n = self.search.asked;
        let query = views::query::Search { day: shared.today(), text: self.search.text.clone() };
        Action::ask(query, move |answer| Message::Found(n, answer))
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

    pub(super) fn mark(&mut self, by: isize) -> Action<Message> {
        let last = self.search.found.as_ref().map_or(0, |found| found.lines.len().saturating_sub(1));
        self.search.at = self.search.at.saturating_add_signed(by).min(last);
        Action::none()
    }

    pub(super) fn open_marked(&mut self, shared: &Shared) -> Action<Message> {
        let is_answered = self.search.found.as_ref().is_some_and(|found| found.text == self.search.text);
        if self.search.is_empty() {
            return Action::none();
        }
        if !is_answered {
            self.search.open_first = true;
            return Action::none();
        }
        self.pick(self.search.at, shared)
    }

    pub(super) fn pick(&mut self, at: usize, shared: &Shared) -> Action<Message> {
        let line = self.search.found.as_ref().and_then(|found| found.lines.get(at));
        let Some(what) = line.map(|line| line.what) else { return Action::none() };
        (self.search.at, self.search.opened) = (at, true);
        let opened = match what {
            Hit::Person(person) => self.choose(person, shared),
            Hit::Ticket { stop, person, .. } => {
                self.queue.select(stop);
                person.map_or_else(Action::none, |person| self.choose(person, shared))
            }
        };
        opened.and(mark_text())
    }

    pub(super) fn found(&mut self, n: u64, answer: Asked<Found>, shared: &Shared) -> Action<Message> {
        if n != self.search.asked {
            return Action::none();
        }
        match answer {
            Ok(found) => {
                self.search.found = Some(results(&found, &self.search.text, shared));
                self.search.at = 0;
                if std::mem::take(&mut self.search.open_first) {
                    return self.pick(0, shared);
                }
                Action::none()
            }
            Err(refusal) => Self::trouble(&refusal, shared),
        }
    }

    /// Somebody was registered or changed: what is shown is looked up again, the mark stays.
    pub(super) fn people_changed(&mut self, event: &people::Event, shared: &Shared) -> Action<Message> {
        let (people::Event::Registered { person, .. }
        | people::Event::Amended { person }
        | people::Event::Deceased { person }
        | people::Event::Living { person }) = event;
        let chosen = self.chosen.as_ref().is_some_and(|chosen| chosen.concerns(*person));
        let called = self.queue.names(*person);
        let again = if chosen { self.ask_again(shared) } else { Action::none() };
        if called { again.and(self.ask_board(shared)) } else { again }
    }

    /// The search is over; the next letter begins a new one.
    pub(super) fn clear_search(&mut self) {
        self.search = Search { asked: self.search.asked + 1, ..Search::default() };
    }
}

/// Marks what stands in the search box, so that the next letters replace it.
fn mark_text() -> Action<Message> {
    Action::of(Wish::Do(iced::widget::operation::select_all(id::SEARCH)))
}

fn results(found: &Found, text: &str, shared: &Shared) -> Results {
    let tickets = found.tickets.iter().map(|row| ticket(row, found, shared));
    let people = found.people.hits.iter().map(|hit| person(&hit.card, shared));
    Results {
        text: text.to_owned(),
        by_name: found.people.typed == Typed::Name,
        more: found.people.more == More::Yes,
        lines: tickets.chain(people).collect(),
    }
}

fn person(card: &Card, shared: &Shared) -> Line {
    Line {
        what: Hit::Person(card.id),
        name: card.name.clone(),
        age: sex_and_age(card, shared),
        nik: card.nik_masked.clone().unwrap_or_else(|| shared.words.text("desk-no-nik").into_owned()),
        record: card.record_number.clone(),
        place: card.village.clone().unwrap_or_default(),
    }
}

fn ticket(row: &Row, found: &Found, shared: &Shared) -> Line {
    let words = &shared.words;
    let card = row.person.and_then(|person| found.names.get(&person));
    let unit = shared.house.unit(row.destination).map(|unit| unit.name.clone()).unwrap_or_default();
    Line {
        what: Hit::Ticket { stop: row.stop, person: row.person, state: row.state },
        name: card
            .map_or_else(|| words.text("desk-queue-unregistered").into_owned(), |card| card.name.clone()),
        age: card.map(|card| sex_and_age(card, shared)).unwrap_or_default(),
        nik: words.word("state", row.state.as_str()).into_owned(),
        record: super::queue::number(row, shared),
        place: unit,
    }
}

/// `P · 25 th`
pub(super) fn sex_and_age(card: &Card, shared: &Shared) -> String {
    let sex = shared.words.text(match card.sex {
        crate::terms::Sex::Male => "sex-male-short",
        crate::terms::Sex::Female => "sex-female-short",
    });
    match Age::between(card.birth.date, shared.today().0) {
        Some(age) => format!("{sex} · {}", shared.words.age(age)),
        None => sex.into_owned(),
    }
}
