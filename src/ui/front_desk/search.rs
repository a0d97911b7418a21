//! The search box and what it found. Every answer carries the number of its question; late ones are dropped.

use super::{Asked, FrontDesk, Message, Mode, id};
use crate::clinic::views::{self, Found};
use crate::people::search::Mark;
use crate::people::{
    self, Because, Card, Lives, MarkKind, Matched, Means, More, Precise, Precision, Token, Typed,
};
use crate::queue::{Row, State};
use crate::terms::{Age, PersonId, StopId};
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
    Ticket { stop: StopId, person: Option<PersonId>, state: State },
}

impl Search {
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
        let query = views::query::Search {
            day: shared.day(),
            text: self.search.text.clone(),
            limit: PAGE,
            skip: self.search.skip,
        };
        Action::ask(query, move |answer| Message::Found(n, answer))
    }

    /// PgDn and PgUp: the page after or before.
    pub(super) fn turn(&mut self, forward: bool, shared: &Shared) -> Action<Message> {
        let Some(found) = self.search.found.as_ref().filter(|found| found.text == self.search.text) else {
            return Action::none();
        };
        let page = u32::from(PAGE);
        let skip = match (forward, found.more) {
            (true, true) => found.skipped + page,
            (false, _) if found.skipped > 0 => found.skipped.saturating_sub(page),
            _ => return Action::none(),
        };
        self.search.skip = skip;
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
        let lines = self.search.found.as_ref().map_or(0, |found| found.lines.len());
        if lines == 0 {
            return Action::none();
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
        let person = match event {
            people::Event::Registered { person, .. }
            | people::Event::Amended { person }
            | people::Event::Deceased { person }
            | people::Event::Living { person }
            | people::Event::Moved { person } => person,
            // Whoever looks at the record that went sees the one that was kept.
            people::Event::Merged { kept, gone } | people::Event::Unmerged { kept, gone } => {
                if self.chosen.as_ref().is_some_and(|chosen| chosen.id == *gone) {
                    return self.choose(*kept, shared).and(self.ask_board(shared));
                }
                kept
            }
        };
        let chosen = self.chosen.as_ref().is_some_and(|chosen| chosen.concerns(*person));
        let called = self.queue.names(*person);
        let again = if chosen { self.ask_again(shared) } else { Action::none() };
        if called { again.and(self.ask_board(shared)) } else { again }
    }

    /// The search is over; the next letter begins a new one.
    pub(super) fn clear_search(&mut self) {
        // What is still on its way was asked by the earlier one.
        self.search.asked.ask();
        self.search = Search { asked: self.search.asked, ..Search::default() };
    }
}

/// Marks what stands in the search box, so that the next letters replace it.
fn mark_text() -> Action<Message> {
    Action::task(iced::widget::operation::select_all(id::SEARCH))
}

fn results(found: &Found, text: &str, shared: &Shared) -> Results {
    let tickets = found.tickets.iter().map(|row| ticket(row, found, shared));
    let hits = found.people.hits.as_slice();
    let people = hits.iter().map(|hit| person(hit, hits, shared));
    Results {
        text: text.to_owned(),
        by_name: found.people.typed == Typed::Name,
        more: found.people.more == More::Yes,
        tokens: found.people.tokens.clone(),
        villages: found.people.villages.clone(),
        skipped: found.people.skipped,
        total: found.people.total,
        lines: tickets.chain(people).collect(),
    }
}

fn person(hit: &people::Hit, page: &[people::Hit], shared: &Shared) -> Line {
    let card = &hit.card;
    let is_exact = card.birth.precision == Precision::Exact;
    let year = card.birth.date.format("%Y").to_string();
    let birth = shared.birth(card.birth);
    let letters = birth.chars().count();
    let birth_marks = match hit.marks.born {
        None => Vec::new(),
        Some(Precise::Date) if is_exact => vec![tint(0, letters)],
        // The year stands at the end of a date, at the beginning of what is estimated.
        Some(_) if is_exact => vec![tint(letters.saturating_sub(year.len()), letters)],
        Some(_) => vec![tint(0, year.len())],
    };
    let (below, below_marks) = below(hit, shared);
    let (because, tone) = because(hit, page, shared);
    Line {
        what: Hit::Person(card.id),
        name: card.name.clone(),
        name_marks: tints(&hit.marks.name, 0),
        below,
        below_marks,
        birth,
        birth_marks,
        age: sex_and_age(card, shared),
        record: card.record_number.clone(),
        because,
        tone,
    }
}

const fn tint(from: usize, to: usize) -> Tint {
    Tint { from, to, tone: Tone::Serving }
}

fn tints(marks: &[Mark], after: usize) -> Vec<Tint> {
    let tone = |kind| match kind {
        MarkKind::Typed => Tone::Serving,
        MarkKind::Forgiven => Tone::Waiting,
    };
    let tint = |mark: &Mark| Tint {
        from: after + usize::from(mark.from),
        to: after + usize::from(mark.to),
        tone: tone(mark.kind),
    };
    marks.iter().map(tint).collect()
}

/// The mother and where they live, `ibu Sumirah · RT 02, Krajan, Sukorejo`.
fn below(hit: &people::Hit, shared: &Shared) -> (String, Vec<Tint>) {
    let (mut line, mut marks) = (String::new(), Vec::new());
    let mut add = |part: String, gap: &str, before: usize, found: &[Mark]| {
        if part.is_empty() {
            return;
        }
        if !line.is_empty() {
            line.push_str(gap);
        }
        marks.extend(tints(found, line.chars().count() + before));
        line.push_str(&part);
    };
    if let Some(mother) = &hit.mother {
        let said = shared.words.with("found-mother", &[("name", mother.as_str())]);
        let before = said.chars().count().saturating_sub(mother.chars().count());
        add(said, " · ", before, &hit.marks.mother);
    }
    if let Some(rt) = hit.address.rt {
        add(format!("RT {rt:02}"), " · ", 0, &[]);
    }
    let gap = if hit.address.rt.is_some() { ", " } else { " · " };
    add(hit.address.text.clone(), gap, 0, &hit.marks.address);
    let village =
        hit.card.village.clone().or_else(|| hit.card.area.as_ref().map(crate::terms::AreaCode::dotted));
    add(village.unwrap_or_default(), ", ", 0, &hit.marks.village);
    (line, marks)
}

/// Why a line is here, in words.
fn because(hit: &people::Hit, page: &[people::Hit], shared: &Shared) -> (String, Tone) {
    let words = &shared.words;
    match hit.matched {
        Matched::Nik => {
            return (hit.card.nik_masked.clone().unwrap_or_default(), Tone::Muted);
        }
        Matched::Bpjs => return (words.text("found-because-bpjs").into_owned(), Tone::Muted),
        Matched::Phone => return (words.text("found-because-phone").into_owned(), Tone::Muted),
        Matched::RecordNumber | Matched::BirthDate | Matched::Name => {}
    }
    let Some(first) = hit.because.first() else { return (String::new(), Tone::Muted) };
    let word = first.word().unwrap_or_default();
    let said = match first {
        Because::All => words.text("found-because-all").into_owned(),
        Because::OneMore(_) => words.with("found-because-one-more", &[("word", word)]),
        Because::OneLess(_) => words.with("found-because-one-less", &[("word", word)]),
        Because::OneOther(_) => words.with("found-because-one-other", &[("word", word)]),
        Because::Swapped(_) => words.with("found-because-swapped", &[("word", word)]),
        Because::Spelling(_) => words.with("found-because-spelling", &[("word", word)]),
        Because::Together(_) => words.with("found-because-together", &[("word", word)]),
        Because::Title => words.text("found-because-title").into_owned(),
        Because::Mother => words.text("found-because-mother").into_owned(),
        Because::Estimated => words.text("found-because-estimated").into_owned(),
        Because::SameAs(above) => {
            let line = page.iter().position(|hit| hit.card.id == *above).map_or(0, |at| at + 1);
            words.with("found-because-same", &[("line", line)])
        }
    };
    let tone = match first {
        Because::All => Tone::Accent,
        Because::Estimated | Because::SameAs(_) => Tone::Waiting,
        Because::Mother => Tone::Called,
        _ => Tone::Muted,
    };
    (said, tone)
}

fn ticket(row: &Row, found: &Found, shared: &Shared) -> Line {
    let words = &shared.words;
    let card = row.person.and_then(|person| found.names.get(&person));
    let unit = shared.config.unit(row.destination).map(|unit| unit.name.clone()).unwrap_or_default();
    Line {
        what: Hit::Ticket { stop: row.stop, person: row.person, state: row.state },
        name: card
            .map_or_else(|| words.text("desk-queue-unregistered").into_owned(), |card| card.name.clone()),
        name_marks: Vec::new(),
        below: unit,
        below_marks: Vec::new(),
        birth: card.map(|card| shared.birth(card.birth)).unwrap_or_default(),
        birth_marks: Vec::new(),
        age: card.map(|card| sex_and_age(card, shared)).unwrap_or_default(),
        record: shared.ticket(row.number.as_ref()),
        because: words.word("state", row.state.as_str()).into_owned(),
        tone: Tone::Muted,
    }
}

/// `P · 25 th`
pub(super) fn sex_and_age(card: &Card, shared: &Shared) -> String {
    let sex = shared.words.text(match card.sex {
        crate::terms::Sex::Male => "sex-male-short",
        crate::terms::Sex::Female => "sex-female-short",
    });
    match Age::between(card.birth.date, shared.date()) {
        Some(age) => format!("{sex} · {}", shared.words.age(age)),
        None => sex.into_owned(),
    }
}
