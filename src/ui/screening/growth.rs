//! The growth side of a screen: chart with its indices, earlier measurements, the sentence of screening.
//!
//! The owner calls [`Growth::draw`] after each change; drawing on the screen is cheap then.

use iced::widget::{Column, Row, Space, container, row};
use iced::{Alignment, Length};

use super::said::{self, Finding};
use crate::growth::chart::Scene;
use crate::growth::kms::Said;
use crate::growth::{FIRST_DAY_OF_HEIGHT, Index};
pub use crate::screening::said::Current;
use crate::screening::said::{FIRST_INDICES, first_indices, is_drawn, scene};
use crate::screening::{Child, Measurement, rules};
use crate::terms::Age;
use crate::ui::Element;
use crate::ui::theme::{Gap, LINE};
use crate::ui::widget::{chart as picture, choice, panel, rows, text};
use crate::words::Words;

/// Rows of the small table.
pub const FEW: usize = 4;
/// Lines of a list that is not windowed.
pub const MANY: usize = 100;

/// What can happen on it.
#[derive(Debug, Clone, Copy)]
pub enum Message {
    /// Another index.
    Index(Index),
    /// The other indices.
    More,
}

/// One line of the table, worded.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Date, age, weight, length, z of TB/U, BB/U and BB/TB.
    pub cells: [String; 7],
    /// What the growth card says.
    pub gain: Option<Said>,
}

#[derive(Debug, Clone)]
pub struct Growth {
    /// The index that was chosen; until then the first of `first`.
    chosen: Option<Index>,
    /// The indices that are shown first.
    first: [Index; 3],
    more: bool,
    width: f32,
    /// How high the chart can be, the highest first.
    heights: &'static [f32],
    days: u32,
    /// The chart in each of these heights.
    scenes: Vec<Scene>,
    /// Why nothing is drawn of this index.
    undrawn: Option<String>,
    lines: Vec<Line>,
    finding: Option<Finding>,
}

const OTHERS: [Index; 3] = [Index::BmiForAge, Index::HeadForAge, Index::ArmForAge];
/// Around the chart in its panel.
const AROUND: Gap = Gap::S;

impl Growth {
    /// A chart of that many pixels, in each of these heights, the highest first.
    pub const fn new(width: f32, heights: &'static [f32]) -> Self {
        Self {
            chosen: None,
            first: FIRST_INDICES,
            more: false,
            width,
            heights,
            days: 0,
            scenes: Vec::new(),
            undrawn: None,
            lines: Vec::new(),
            finding: None,
        }
    }

    /// Takes what happened; the owner draws again.
    pub const fn update(&mut self, message: Message) {
        match message {
            Message::Index(index) => self.chosen = Some(index),
            Message::More => {
                self.more = !self.more;
                self.chosen = None;
            }
        }
    }

    /// Which index is drawn.
    pub fn index(&self) -> Index {
        let [first, ..] = self.shown();
        self.chosen.unwrap_or(first)
    }

    const fn shown(&self) -> [Index; 3] {
        if self.more { OTHERS } else { self.first }
    }

    /// What screening says of the current measuring.
    pub const fn finding(&self) -> Option<&Finding> {
        self.finding.as_ref()
    }

    /// The table's lines.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Draws anew. `history` newest first; without a current measuring the newest that counts is looked at.
    pub fn draw(
        &mut self,
        words: &Words,
        child: &Child,
        history: &[Measurement],
        current: Option<Current<'_>>,
    ) {
        let counted: Vec<&Measurement> = history.iter().filter(|one| one.voided.is_none()).collect();
        self.lines = counted.iter().map(|one| line(words, child, one)).collect();
        let newest = counted.first().copied();
        let read = newest.and_then(|one| rules::said(child, one).ok());
        let (current, before): (Option<Current<'_>>, &[&Measurement]) = match (current, newest, &read) {
            (Some(current), _, _) => (Some(current), &counted),
            (None, Some(newest), Some(preview)) => {
                let looked = Current { on: newest.measured_on, measures: &newest.measures, preview };
                (Some(looked), counted.get(1..).unwrap_or_default())
            }
            _ => (None, &counted),
        };
        self.days = current.map_or(0, |current| current.preview.age_days);
        self.finding = current.map(|current| said::finding(words, current.preview));
        self.first = first_indices(child);
        let index = self.index();
        self.undrawn = (!is_drawn(child, index)).then(|| words.text("screening-year-only").into_owned());
        let drawn = |height: &f32| scene(words, child, index, (self.width, *height), before, current);
        self.scenes = self.heights.iter().map(drawn).collect();
    }

    /// `Tinggi menurut umur` and the chips of the indices.
    pub fn chips<'a>(&'a self, words: &'a Words) -> Element<'a, Message> {
        let drawn = self.index();
        let mut line = Row::new().spacing(Gap::Xs).align_y(Alignment::Center);
        for index in self.shown() {
            let chip = choice::chip(said::index_short(words, index, self.days), drawn == index);
            line = line.push(chip.on_press(Message::Index(index)));
        }
        let other = if self.more { words.text("action-back") } else { words.text("growth-more") };
        line = line.push(choice::chip(other, false).on_press(Message::More));
        // In two lines where it must: which chart it is, is never cut.
        let title = text::body(said::index_long(words, drawn, self.days)).bold().width(Length::Fill);
        row![title, line].spacing(Gap::S).align_y(Alignment::Center).height(TITLE).into()
    }

    /// The chart in its panel, as high as there is room.
    pub fn chart<'a, Any: 'a>(&'a self, room: f32) -> Element<'a, Any> {
        if let Some(why) = &self.undrawn {
            return panel::sheet(text::body(why.as_str()).muted().width(Length::Fill))
                .padding(Gap::M)
                .width(Length::Fill)
                .into();
        }
        let fits = self.scenes.iter().find(|scene| scene.height <= room - 2.0 * AROUND.pixels());
        match fits.or(self.scenes.last()) {
            Some(scene) => panel::sheet(picture::chart(scene)).padding(AROUND).into(),
            None => Space::new().into(),
        }
    }

    /// Whether the chart can be as low as that.
    pub fn has_room(&self, room: f32) -> bool {
        self.heights.iter().any(|height| *height <= room - 2.0 * AROUND.pixels())
    }

    /// How high the table is with that many lines at most.
    pub fn table_height(&self, most: usize) -> f32 {
        let lines = self.lines.len().min(most) as f32;
        Gap::Xl.pixels() + lines * (LINE + rows::height::DENSE) + 2.0 * Gap::Xs.pixels()
    }

    /// The newest measurements.
    pub fn table<'a, Any: 'a>(&'a self, words: &'a Words, most: usize) -> Element<'a, Any> {
        if self.lines.is_empty() {
            let none = container(text::small(words.text("growth-none-before")).muted()).center_y(Gap::Xl);
            return panel::sheet(none).padding(Gap::around(Gap::Xs, Gap::M)).width(Length::Fill).into();
        }
        let names = [
            words.text("table-date"),
            words.text("table-age"),
            words.text("table-weight"),
            words.text("table-length"),
            said::index_short(words, Index::LengthForAge, FIRST_DAY_OF_HEIGHT),
            said::index_short(words, Index::WeightForAge, FIRST_DAY_OF_HEIGHT),
            said::index_short(words, Index::WeightForLength, FIRST_DAY_OF_HEIGHT),
        ];
        let mut head = Row::new().spacing(Gap::S).align_y(Alignment::Center);
        for (at, (name, width)) in names.into_iter().zip(WIDTHS).enumerate() {
            let name = text::small(name).medium().muted().line();
            head = head.push(rows::cell(width, if at == 0 { name } else { name.right() }));
        }
        head = head.push(text::small(words.text("table-kms")).medium().muted().line());
        let mut all = Column::new().push(container(head).center_y(Gap::Xl));
        for line in self.lines.iter().take(most) {
            all = all.push(panel::divider()).push(table_row(words, line));
        }
        panel::sheet(all).padding(Gap::around(Gap::Xs, Gap::M)).width(Length::Fill).into()
    }

    /// The sentence of screening in its tinted block.
    pub fn sentence<'a, Any: 'a>(&'a self) -> Element<'a, Any> {
        match &self.finding {
            None => Space::new().into(),
            Some(finding) => sentence(finding),
        }
    }
}

/// Height of the chart's title: two lines.
const TITLE: f32 = 40.0;

/// A sentence of screening with its shape.
pub fn sentence<'a, Any: 'a>(finding: &'a Finding) -> Element<'a, Any> {
    let tone = said::tone(finding.level);
    let shape = said::shape(finding.level);
    let mark = container(Element::from(shape.tone(tone))).padding(Gap::around(Gap::Xs, Gap::None));
    let said = text::sentence(&finding.lead, &finding.rest).width(Length::Fill);
    let line = row![mark, said].spacing(Gap::S);
    panel::tinted(tone, line).padding(Gap::around(Gap::S, Gap::M)).width(Length::Fill).into()
}

const WIDTHS: [f32; 7] = [82.0, 36.0, 32.0, 42.0, 42.0, 42.0, 42.0];

fn table_row<'a, Any: 'a>(words: &'a Words, line: &'a Line) -> Element<'a, Any> {
    let mut all = Row::new().spacing(Gap::S).align_y(Alignment::Center);
    for (at, (cell, width)) in line.cells.iter().zip(WIDTHS).enumerate() {
        let cell = text::body(cell.as_str()).line();
        let cell = match at {
            0 => cell,
            4 => cell.bold().right(),
            _ => cell.right(),
        };
        all = all.push(rows::cell(width, cell));
    }
    let gain: Element<'a, Any> = match &line.gain {
        Some(gain) => said::gain_short(words, gain.letter).into(),
        None => Space::new().into(),
    };
    container(all.push(gain)).center_y(rows::height::DENSE).into()
}

fn line(words: &Words, child: &Child, one: &Measurement) -> Line {
    let age = Age::between(child.birth_date, one.measured_on);
    let z = |index| said::z_of(words, one, index);
    Line {
        cells: [
            words.date(one.measured_on),
            age.map(|age| Words::age_about(words.age_months(age), child.precision)).unwrap_or_default(),
            one.measures.weight.map_or_else(nothing, |weight| words.kilograms(weight)),
            one.measures.length.map_or_else(nothing, |length| words.centimetres(length)),
            z(Index::LengthForAge),
            z(Index::WeightForAge),
            z(Index::WeightForLength),
        ],
        gain: one.gain,
    }
}

fn nothing() -> String {
    "–".to_owned()
}
