//! Step 3: the units, their letters and rooms. A sensible set stands there already.

use iced::Alignment;
use iced::advanced::widget::Id;
use iced::widget::{Space, column, row};

use super::id;
use crate::clinic::Refusal;
use crate::setup::{Measures, UnitDraft, UnitKind, rules};
use crate::ui::Element;
use crate::ui::editor::units::{self, UnitForm};
use crate::ui::flight::Problem;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Kind};
use crate::ui::widget::panel::About;
use crate::ui::widget::{button, panel, rows, text};

/// Units at most: each needs a letter of its own, and P is kept.
const MOST: usize = 25;
/// Width of the button that takes one off.
const ACTION: f32 = 32.0;

#[derive(Debug, Clone, Default)]
pub(super) struct Units {
    list: Vec<UnitForm>,
    /// What is wrong with the one at that place.
    problem: Option<(usize, Problem)>,
}

#[derive(Debug, Clone)]
pub enum Message {
    Unit(usize, units::Message),
    Remove(usize),
    Add,
}

/// The usual set: a letter, the key of its name, whether it measures children. Registration comes first.
const USUAL: [(&str, &str, Measures); 7] = [
    ("R", "unit-name-registration", Measures::Nobody),
    ("A", "unit-name-general", Measures::Nobody),
    ("B", "unit-name-dental", Measures::Nobody),
    ("C", "unit-name-maternal-child", Measures::Children),
    ("D", "unit-name-immunisation", Measures::Children),
    ("G", "unit-name-nutrition", Measures::Children),
    ("L", "unit-name-laboratory", Measures::Nobody),
];

impl Units {
    /// The usual set, unless something stands here already.
    pub(super) fn begin(&mut self, shared: &Shared) {
        if !self.list.is_empty() {
            return;
        }
        let words = &shared.words;
        let usual = USUAL.into_iter().enumerate().map(|(at, (letter, key, measures))| {
            let name = words.text(key).into_owned();
            let counter = |number: u32| words.with("counter-name", &[("number", number)]);
            let (kind, counters) = match at {
                0 => (UnitKind::Registration, vec![counter(1), counter(2)]),
                _ => (UnitKind::Service, vec![words.with("room-name", &[("unit", name.as_str())])]),
            };
            UnitDraft { name, prefix: letter.to_owned(), kind, measures, counters, ..UnitDraft::empty() }
        });
        self.restore(usual.collect(), shared);
    }

    pub(super) fn count(&self) -> usize {
        self.list.len()
    }

    pub(super) fn restore(&mut self, list: Vec<UnitDraft>, shared: &Shared) {
        self.list = list.iter().map(|unit| UnitForm::of(unit, shared.date())).collect();
    }

    pub(super) fn drafts(&self) -> Vec<UnitDraft> {
        self.list.iter().map(UnitForm::draft).collect()
    }

    pub(super) fn update(&mut self, message: Message, shared: &Shared) {
        let wrong = self.problem.as_ref().map(|(at, _)| *at);
        match message {
            Message::Unit(at, message) => {
                if let Some(unit) = self.list.get_mut(at) {
                    unit.update(message, shared.date());
                }
                if wrong == Some(at) {
                    self.problem = None;
                }
            }
            Message::Remove(at) => {
                if self.list.get(at).is_some_and(|unit| unit.kind == UnitKind::Service) {
                    self.list.remove(at);
                }
                self.problem = None;
            }
            Message::Add if self.list.len() < MOST => {
                let unit = UnitDraft { prefix: rules::free_letter(&self.drafts()), ..UnitDraft::empty() };
                self.list.push(UnitForm::of(&unit, shared.date()));
            }
            Message::Add => {}
        }
    }

    /// Whether one can go on.
    pub(super) fn check(&mut self) -> Result<(), &'static str> {
        let wrong = rules::units(&self.drafts()).err();
        self.problem = wrong.map(|(at, error)| (at, Refusal::from(error).into()));
        if self.problem.is_some() { Err(id::FIRST_UNIT) } else { Ok(()) }
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Message> {
        let words = &shared.words;
        let lines = self.list.iter().enumerate().map(|(at, unit)| self.line(shared, at, unit));
        let add = button::secondary(words.text("unit-new"))
            .id(id::ADD_UNIT)
            .icon(Icon::Plus)
            .on_press_maybe((self.list.len() < MOST).then_some(Message::Add));
        column![
            panel::sheet(column![UnitForm::head(words, ACTION), rows::list(lines)]),
            row![add, text::body(words.text("firstrun-units-rooms-hint")).muted()]
                .spacing(Gap::L)
                .align_y(Alignment::Center)
        ]
        .spacing(Gap::L)
        .into()
    }

    fn line<'a>(&'a self, shared: &'a Shared, at: usize, unit: &'a UnitForm) -> Element<'a, Message> {
        let words = &shared.words;
        let part = |what: &str| Id::from(format!("firstrun.unit.{at}.{what}"));
        let remove: Element<'a, Message> = match unit.kind {
            UnitKind::Registration => Space::new().into(),
            UnitKind::Service => button::icon(Kind::Quiet, Icon::Trash2)
                .small()
                .id(part("remove"))
                .on_press(Message::Remove(at))
                .into(),
        };
        let cells = unit.cells(words, part).map(|cell| cell.map(move |one| Message::Unit(at, one)));
        let cells = cells.into_iter().chain([rows::cell(ACTION, remove)]);
        let line = rows::line(rows::height::NORMAL + Gap::S.pixels(), cells);
        match &self.problem {
            Some((wrong, problem)) if *wrong == at => {
                column![line, panel::note(About::Error, "", &problem.explain(words))].into()
            }
            _ => column![line, Space::new()].into(),
        }
    }
}
