//! A village: its name, code, posyandu and target; and the rows of a table of villages.

use chrono::NaiveDate;
use iced::Length;
use iced::widget::{Column, Row, column, row};

use crate::setup::{Standing, Village, VillageField, rules};
use crate::terms::{AreaCode, Clash};
use crate::ui::Element;
use crate::ui::flight::Problem;
use crate::ui::form::{self, Field, Form, Input, parse};
use crate::ui::theme::{Gap, Theme};
use crate::ui::widget::{choice, field, rows, text};
use crate::words::Words;

pub mod id {
    pub const NAME: &str = "village.name";
    pub const CODE: &str = "village.code";
    pub const POSYANDU: &str = "village.posyandu";
    pub const TARGET: &str = "village.target";
    /// Whether it is still served.
    pub const SERVED: &str = "village.served";
}

#[derive(Debug, Clone)]
pub struct VillageForm {
    /// As it was shown; none for a new one. Its code stays what it is.
    pub shown: Option<Village>,
    pub name: Field<String>,
    pub code: Field<Option<AreaCode>>,
    posyandu: Field<Option<u32>>,
    target: Field<Option<u32>>,
    standing: Standing,
}

#[derive(Debug, Clone)]
pub enum Message {
    Form(form::Event),
    Standing,
}

impl Default for VillageForm {
    fn default() -> Self {
        Self {
            shown: None,
            name: Field::new(id::NAME, "firstrun-village-name", parse::named),
            code: Field::new(id::CODE, "firstrun-village-code", parse::village),
            posyandu: Field::new(id::POSYANDU, "firstrun-village-posyandu", parse::number),
            target: Field::new(id::TARGET, "firstrun-village-target", parse::number),
            standing: Standing::Open,
        }
    }
}

impl VillageForm {
    /// A village of which everything but what it was can be changed.
    pub fn of(village: &Village, today: NaiveDate) -> Self {
        let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        let mut form = Self { standing: village.standing, ..Self::default() };
        form.name.set(&village.name, today);
        form.code.set(village.code.dotted(), today);
        form.posyandu.set(number(Some(village.posyandu).filter(|count| *count > 0)), today);
        form.target.set(number(village.target_under_five), today);
        form
    }

    /// A village that is kept already.
    pub fn kept(village: &Village, today: NaiveDate) -> Self {
        Self { shown: Some(village.clone()), ..Self::of(village, today) }
    }

    /// Somebody else was quicker: what was not typed here is as it is now; what was typed stays, with a note.
    pub fn catch_up(&mut self, clash: &Clash<VillageField, Village>, today: NaiveDate) {
        let Ok(typed) = self.read(&[], None) else { return };
        let shown = self.shown.take().unwrap_or_else(|| Village::empty(typed.code.clone()));
        let merged = clash.merge(&shown, &typed);
        *self = Self { shown: Some((*clash.now).clone()), ..Self::of(&merged, today) };
        self.tell(&clash.labels(), &mut Self::of(&clash.now, today));
    }

    /// A village of the district was chosen.
    pub fn choose(&mut self, code: &AreaCode, name: &str, today: NaiveDate) {
        self.code.set(code.dotted(), today);
        self.name.set(name, today);
    }

    /// Takes what happened; gives the field that the cursor goes to.
    pub fn update(&mut self, message: Message, today: NaiveDate) -> Option<&'static str> {
        match message {
            Message::Form(event) => return self.hear(event, today),
            Message::Standing => self.standing = self.standing.other(),
        }
        None
    }

    /// The village as typed among the others of a district, or the field that has to be looked at first. One without
    /// a code gets one of the clinic's own.
    pub fn read(&mut self, others: &[Village], district: Option<&AreaCode>) -> Result<Village, &'static str> {
        self.ready()?;
        let kept = self.shown.as_ref().map(|village| village.code.clone());
        let typed = kept.or_else(|| self.code.value().cloned().flatten());
        let Some(code) = typed.or_else(|| rules::own_code(district?, others)) else {
            self.code.object(Some(Problem::Key("firstrun-village-code-form")));
            return Err(id::CODE);
        };
        let village = Village {
            name: self.name.value().cloned().unwrap_or_default(),
            area: self.shown.as_ref().map_or_else(|| rules::next_area(others), |village| village.area),
            target_under_five: self.target.value().copied().flatten(),
            posyandu: self.posyandu.value().copied().flatten().unwrap_or(0),
            standing: self.standing,
            code,
        };
        if rules::is_listed(&village, others) {
            self.name.object(Some(Problem::Key("firstrun-village-twice")));
            return Err(id::NAME);
        }
        Ok(village)
    }

    pub fn line<'a>(&'a self, words: &'a Words) -> Row<'a, form::Event, Theme> {
        row![
            self.name.view(words),
            self.code.view(words).placeholder(words.text("word-optional")).width(136),
            self.posyandu.view(words).width(84),
            self.target.view(words).label(words.text("firstrun-village-children")).width(84),
        ]
        .spacing(Gap::S)
    }

    /// As a form.
    pub fn view<'a>(&'a self, words: &'a Words) -> Column<'a, Message, Theme> {
        let code: Element<'a, form::Event> = match &self.shown {
            Some(village) => {
                let code = field::value_text(village.code.dotted());
                field::value(words.text("firstrun-village-code"), code)
            }
            None => self.code.view(words).help(words.text("firstrun-village-code-form")).into(),
        };
        let target = self.target.view(words).placeholder(words.text("word-optional"));
        let fields: Element<'a, form::Event> = column![
            row![self.name.view(words), code].spacing(Gap::L),
            row![self.posyandu.view(words), target].spacing(Gap::L)
        ]
        .spacing(Gap::L)
        .into();
        let is_served = self.standing == Standing::Open;
        let served = words.text("settings-village-served");
        let served = choice::check(id::SERVED, served, is_served, Some(Message::Standing));
        column![fields.map(Message::Form), served].spacing(Gap::L).max_width(super::FORM)
    }
}

impl Form for VillageForm {
    fn inputs(&mut self) -> Vec<&mut dyn Input> {
        let mut inputs: Vec<&mut dyn Input> = vec![&mut self.name];
        if self.shown.is_none() {
            inputs.push(&mut self.code);
        }
        inputs.push(&mut self.posyandu);
        inputs.push(&mut self.target);
        inputs
    }
}

/// Widths of a table's columns: the code's share, posyandu, target, and what stands last.
pub type Widths = (u16, f32, f32, f32);

/// The head of a table of villages.
pub fn head<'a, M: 'a>(words: &'a Words, (code, posyandu, target, last): Widths) -> Element<'a, M> {
    let parts = [
        rows::head(Length::FillPortion(3), words.text("word-village")),
        rows::head(Length::FillPortion(code), words.text("firstrun-village-code")),
        rows::head_right(posyandu, words.text("firstrun-village-posyandu")),
        rows::head_right(target, words.text("firstrun-village-target")),
        rows::head(last, ""),
    ];
    rows::header(rows::height::TABLE, parts)
}

/// The cells of its rows.
pub fn cells<'a, M: 'a>(
    village: &'a Village,
    words: &'a Words,
    (code, posyandu, target, width): Widths,
    last: Element<'a, M>,
) -> [Element<'a, M>; 5] {
    let children = village.target_under_five.map_or_else(|| "–".to_owned(), |count| words.count(count));
    [
        rows::cell(Length::FillPortion(3), text::body(village.name.as_str()).medium().cut()),
        rows::cell(Length::FillPortion(code), text::body(village.code.dotted()).muted().line()),
        rows::figure(posyandu, words.count(village.posyandu)),
        rows::figure(target, children),
        rows::cell(width, last),
    ]
}
