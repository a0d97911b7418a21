//! A unit: its letter, name, and the counters or rooms it calls to.

use chrono::NaiveDate;
use iced::Length;
use iced::advanced::widget::Id;
use iced::widget::{Column, Space, column, row};

use crate::setup::{Measures, Standing, UnitDraft, UnitField, UnitKind};
use crate::terms::Clash;
use crate::ui::Element;
use crate::ui::form::{self, Field, Form, Input, parse};
use crate::ui::theme::{Gap, Theme};
use crate::ui::widget::{choice, rows, text};
use crate::words::Words;

pub mod id {
    pub const NAME: &str = "unit.name";
    pub const LETTER: &str = "unit.letter";
    pub const ROOMS: &str = "unit.rooms";
    /// Whether it measures children.
    pub const MEASURES: &str = "unit.measures";
    pub const OPEN: &str = "unit.open";
}

/// Width of the letter's column.
pub const LETTER: f32 = 56.0;
/// Width of the column that says whether children are measured.
pub const CHILDREN: f32 = 128.0;

#[derive(Debug, Clone)]
pub struct UnitForm {
    pub shown: UnitDraft,
    name: Field<String>,
    letter: Field<String>,
    /// With commas between.
    rooms: Field<Vec<String>>,
    pub kind: UnitKind,
    measures: Measures,
    standing: Standing,
}

#[derive(Debug, Clone)]
pub enum Message {
    Form(form::Event),
    Measures,
    Standing,
}

impl UnitForm {
    /// A unit as it is, or as it is proposed.
    pub fn of(unit: &UnitDraft, today: NaiveDate) -> Self {
        Self {
            shown: unit.clone(),
            name: Field::new(id::NAME, "firstrun-unit-name", parse::named).with(&unit.name, today),
            letter: Field::new(id::LETTER, "unit-prefix", parse::required)
                .tidied(letter)
                .with(&unit.prefix, today),
            rooms: Field::new(id::ROOMS, "unit-counters", parse::names).with(unit.counters.join(", "), today),
            kind: unit.kind,
            measures: unit.measures,
            standing: unit.standing,
        }
    }

    pub fn draft(&self) -> UnitDraft {
        UnitDraft {
            name: self.name.text().trim().to_owned(),
            prefix: self.letter.text().to_owned(),
            kind: self.kind,
            measures: self.measures,
            counters: self.rooms.value().cloned().unwrap_or_default(),
            standing: self.standing,
        }
    }

    /// Somebody else was quicker: what was not typed here is as it is now; what was typed stays, with a note.
    pub fn catch_up(&mut self, clash: &Clash<UnitField, UnitDraft>, today: NaiveDate) {
        let merged = clash.merge(&self.shown, &self.draft());
        *self = Self { shown: (*clash.now).clone(), ..Self::of(&merged, today) };
        self.tell(&clash.labels(), &mut Self::of(&clash.now, today));
    }

    /// Takes what happened; gives the field that the cursor goes to.
    pub fn update(&mut self, message: Message, today: NaiveDate) -> Option<&'static str> {
        match message {
            Message::Form(event) => return self.hear(event, today),
            Message::Measures => self.measures = self.measures.other(),
            Message::Standing => self.standing = self.standing.other(),
        }
        None
    }

    /// As a form.
    pub fn view<'a>(&'a self, words: &'a Words) -> Column<'a, Message, Theme> {
        let name = row![self.name.view(words), self.letter.view(words).width(120)].spacing(Gap::L);
        let rooms = self.rooms.view(words).help(words.text("firstrun-units-rooms-hint"));
        let check = |id, key, is_on, message| choice::check(id, words.text(key), is_on, Some(message));
        let measures = self.measures == Measures::Children;
        let is_open = self.standing == Standing::Open;
        let checks: Element<'a, Message> = match self.kind {
            UnitKind::Registration => text::body(words.text("settings-unit-registers")).muted().into(),
            UnitKind::Service => column![
                check(id::MEASURES, "settings-unit-measures", measures, Message::Measures),
                check(id::OPEN, "settings-unit-open", is_open, Message::Standing),
            ]
            .spacing(Gap::Xs)
            .into(),
        };
        let on = |line: Element<'a, form::Event>| line.map(Message::Form);
        column![on(name.into()), on(rooms.into()), checks].spacing(Gap::L).max_width(super::FORM)
    }

    /// The cells of a table that is typed into; `part` gives the ids of one row.
    pub fn cells<'a>(&'a self, words: &'a Words, part: impl Fn(&str) -> Id) -> [Element<'a, Message>; 4] {
        let dense = |field: crate::ui::widget::field::Field<'a, form::Event>, id| {
            Element::from(field.id(id).dense()).map(Message::Form)
        };
        let children: Element<'a, Message> = match self.kind {
            UnitKind::Registration => text::small(words.text("firstrun-unit-registers")).muted().into(),
            UnitKind::Service => choice::check(
                part("children"),
                words.text("action-yes"),
                self.measures == Measures::Children,
                Some(Message::Measures),
            ),
        };
        [
            rows::cell(LETTER, dense(self.letter.bare(words), part("letter"))),
            rows::cell(Length::FillPortion(3), dense(self.name.bare(words), part("name"))),
            rows::cell(Length::FillPortion(4), dense(self.rooms.bare(words), part("rooms"))),
            rows::cell(CHILDREN, children),
        ]
    }

    /// The head of that table.
    pub fn head<'a, M: 'a>(words: &'a Words, last: f32) -> Element<'a, M> {
        let parts = [
            rows::head(LETTER, words.text("firstrun-unit-letter")),
            rows::head(Length::FillPortion(3), words.text("firstrun-unit-name")),
            rows::head(Length::FillPortion(4), words.text("firstrun-unit-counter")),
            rows::head(CHILDREN, words.text("firstrun-unit-children")),
            Space::new().width(last).into(),
        ];
        rows::header(rows::height::TABLE, parts)
    }
}

impl Form for UnitForm {
    fn inputs(&mut self) -> Vec<&mut dyn Input> {
        vec![&mut self.name, &mut self.letter, &mut self.rooms]
    }
}

/// One letter: what is typed last counts.
fn letter(text: String) -> String {
    let letter = text.chars().rfind(char::is_ascii_alphabetic);
    letter.map(|letter| letter.to_ascii_uppercase().into()).unwrap_or_default()
}
