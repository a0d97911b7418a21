//! Step 3: the units, their letters and rooms. A sensible set stands there already.

use iced::widget::{Space, column, row};
use iced::{Alignment, Length};
use serde::{Deserialize, Serialize};

use super::id;
use crate::setup::{Error, Measures, Standing, UnitDraft, UnitKind, rules};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Kind};
use crate::ui::widget::panel::About;
use crate::ui::widget::{button, choice, field, panel, rows, text};
use crate::words::Words;

/// Units at most: each needs a letter of its own, and P is kept.
const MOST: usize = 25;

/// What is typed here.
#[derive(Debug, Clone, Default)]
pub(super) struct Units {
    list: Vec<Typed>,
    trouble: Option<(usize, Error)>,
}

/// One unit as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Typed {
    letter: String,
    name: String,
    /// Counters or rooms, with commas between.
    rooms: String,
    measures: Measures,
    kind: UnitKind,
}

/// What can happen.
#[derive(Debug, Clone)]
pub enum Message {
    Letter(usize, String),
    Name(usize, String),
    Rooms(usize, String),
    Measures(usize),
    Remove(usize),
    Add,
    /// Enter in a field.
    Next,
}

impl Units {
    /// The usual set, unless something stands here already.
    pub(super) fn begin(&mut self, words: &Words) {
        if !self.list.is_empty() {
            return;
        }
        let counter = |number: u32| words.with("counter-name", &[("number", number)]);
        self.list.push(Typed {
            letter: "R".to_owned(),
            name: words.text("unit-name-registration").into_owned(),
            rooms: format!("{}, {}", counter(1), counter(2)),
            measures: Measures::Nobody,
            kind: UnitKind::Registration,
        });
        for (letter, key, measures) in [
            ("A", "unit-name-general", Measures::Nobody),
            ("B", "unit-name-dental", Measures::Nobody),
            ("C", "unit-name-maternal-child", Measures::Children),
            ("D", "unit-name-immunisation", Measures::Children),
            ("G", "unit-name-nutrition", Measures::Children),
            ("L", "unit-name-laboratory", Measures::Nobody),
        ] {
            let name = words.text(key).into_owned();
            let rooms = words.with("room-name", &[("unit", name.as_str())]);
            let letter = letter.to_owned();
            self.list.push(Typed { letter, name, rooms, measures, kind: UnitKind::Service });
        }
    }

    pub(super) fn count(&self) -> usize {
        self.list.len()
    }

    pub(super) fn typed(&self) -> &[Typed] {
        &self.list
    }

    pub(super) fn restore(&mut self, list: Vec<Typed>) {
        self.list = list;
    }

    /// The units as entered.
    pub(super) fn drafts(&self) -> Vec<UnitDraft> {
        self.list.iter().map(Typed::draft).collect()
    }

    /// Takes what happened; gives the field that the cursor goes to.
    pub(super) fn update(&mut self, message: Message) {
        let wrong = self.trouble.as_ref().map(|(at, _)| *at);
        let touched = match message {
            Message::Letter(at, text) => {
                // One letter: what is typed last counts.
                let letter = text.chars().rfind(char::is_ascii_alphabetic);
                self.set(at, |unit| {
                    unit.letter = letter.map(|letter| letter.to_ascii_uppercase().into()).unwrap_or_default();
                })
            }
            Message::Name(at, text) => self.set(at, |unit| unit.name = text),
            Message::Rooms(at, text) => self.set(at, |unit| unit.rooms = text),
            Message::Measures(at) => self.set(at, |unit| {
                unit.measures = match unit.measures {
                    Measures::Children => Measures::Nobody,
                    Measures::Nobody => Measures::Children,
                };
            }),
            Message::Remove(at) => {
                if self.list.get(at).is_some_and(|unit| unit.kind == UnitKind::Service) {
                    self.list.remove(at);
                }
                self.trouble = None;
                None
            }
            Message::Add => {
                if self.list.len() < MOST {
                    self.list.push(Typed::empty(self.free_letter()));
                }
                None
            }
            Message::Next => None,
        };
        if touched.is_some() && touched == wrong {
            self.trouble = None;
        }
    }

    fn set(&mut self, at: usize, change: impl FnOnce(&mut Typed)) -> Option<usize> {
        change(self.list.get_mut(at)?);
        Some(at)
    }

    fn free_letter(&self) -> String {
        let mut letters = ('A'..='Z').map(String::from);
        let free = |letter: &String| {
            letter != rules::PRIORITY_PREFIX && self.list.iter().all(|unit| unit.letter != *letter)
        };
        letters.find(free).unwrap_or_default()
    }

    /// Whether one can go on.
    pub(super) fn check(&mut self) -> Result<(), ()> {
        self.trouble = self.list.iter().enumerate().find_map(|(at, unit)| {
            let draft = unit.draft();
            let twice = self.list.iter().take(at).any(|before| before.letter == draft.prefix);
            let error = if twice { Some(Error::PrefixTaken(draft.prefix.clone())) } else { None };
            rules::unit(&draft).err().or(error).map(|error| (at, error))
        });
        if self.trouble.is_some() { Err(()) } else { Ok(()) }
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Message> {
        let words = &shared.words;
        let head = rows::header(
            rows::height::TABLE,
            [
                rows::head(LETTER, words.text("firstrun-unit-letter")),
                rows::head(Length::FillPortion(3), words.text("firstrun-unit-name")),
                rows::head(Length::FillPortion(4), words.text("firstrun-unit-counter")),
                rows::head(CHILDREN, words.text("firstrun-unit-children")),
                Space::new().width(ACTION).into(),
            ],
        );
        let lines = self.list.iter().enumerate().map(|(at, unit)| self.line(shared, at, unit));
        let full = self.list.len() >= MOST;
        let add = button::secondary(words.text("unit-new"))
            .id(id::ADD_UNIT)
            .icon(Icon::Plus)
            .on_press_maybe((!full).then_some(Message::Add));
        column![
            panel::sheet(column![head, rows::list(lines)]),
            row![add, text::body(words.text("firstrun-units-rooms-hint")).muted()]
                .spacing(Gap::L)
                .align_y(Alignment::Center)
        ]
        .spacing(Gap::L)
        .into()
    }

    fn line<'a>(&'a self, shared: &'a Shared, at: usize, unit: &'a Typed) -> Element<'a, Message> {
        let words = &shared.words;
        let part = |what: &str| iced::advanced::widget::Id::from(format!("firstrun.unit.{at}.{what}"));
        let letter = field::bare(&unit.letter)
            .id(part("letter"))
            .dense()
            .on_input(move |text| Message::Letter(at, text))
            .on_submit(Message::Next);
        let name = field::bare(&unit.name)
            .id(part("name"))
            .dense()
            .on_input(move |text| Message::Name(at, text))
            .on_submit(Message::Next);
        let places = field::bare(&unit.rooms)
            .id(part("rooms"))
            .dense()
            .on_input(move |text| Message::Rooms(at, text))
            .on_submit(Message::Next);
        let children: Element<'a, Message> = match unit.kind {
            UnitKind::Registration => text::small(words.text("firstrun-unit-registers")).muted().into(),
            UnitKind::Service => choice::check(
                part("children"),
                words.text("action-yes"),
                unit.measures == Measures::Children,
                Some(Message::Measures(at)),
            ),
        };
        let remove: Element<'a, Message> = match unit.kind {
            UnitKind::Registration => Space::new().into(),
            UnitKind::Service => button::icon(Kind::Quiet, Icon::Trash2)
                .small()
                .id(part("remove"))
                .on_press(Message::Remove(at))
                .into(),
        };
        let line = rows::line(
            rows::height::NORMAL + Gap::S.pixels(),
            [
                rows::cell(LETTER, letter),
                rows::cell(Length::FillPortion(3), name),
                rows::cell(Length::FillPortion(4), places),
                rows::cell(CHILDREN, children),
                rows::cell(ACTION, remove),
            ],
        );
        match &self.trouble {
            Some((wrong, error)) if *wrong == at => {
                let why = crate::clinic::Refusal::from(error.clone()).explain(words);
                column![line, panel::note(About::Error, "", &why)].into()
            }
            _ => column![line, Space::new()].into(),
        }
    }
}

const LETTER: f32 = 56.0;
const CHILDREN: f32 = 128.0;
const ACTION: f32 = 32.0;

impl Typed {
    fn empty(letter: String) -> Self {
        Self {
            letter,
            name: String::new(),
            rooms: String::new(),
            measures: Measures::Nobody,
            kind: UnitKind::Service,
        }
    }

    fn draft(&self) -> UnitDraft {
        let rooms = self.rooms.split(',').map(str::trim).filter(|name| !name.is_empty());
        UnitDraft {
            name: self.name.trim().to_owned(),
            prefix: self.letter.clone(),
            kind: self.kind,
            measures: self.measures,
            counters: rooms.map(str::to_owned).collect(),
            standing: Standing::Open,
        }
    }
}
