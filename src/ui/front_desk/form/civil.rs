//! What the family card says of somebody. It is folded away until somebody asks for it, so that it costs a key to nobody else.

use chrono::NaiveDate;
use iced::Length;
use iced::widget::{Row, column, container, row};
use std::borrow::Cow;

use super::view::{entering, on, typed};
use super::{Form, id};
use crate::people::{self, Education, Marital, Occupation, Religion};
use crate::terms::{BadFamilyCard, FamilyCard};
use crate::ui::Element;
use crate::ui::action::Action;
use crate::ui::flight::Problem;
use crate::ui::form::{Field, Input, parse};
use crate::ui::front_desk::Message as Desk;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Kind};
use crate::ui::widget::button::{KeyOn, key_hint};
use crate::ui::widget::keys::{Shortcut, on_keys};
use crate::ui::widget::press::press;
use crate::ui::widget::select::{self, Select};
use crate::ui::widget::text;
use crate::words::Words;

/// The part as far as it is filled.
#[derive(Debug)]
pub(super) struct Civil {
    is_open: bool,
    birthplace: Field<String>,
    family_card: Field<Option<FamilyCard>>,
    education: Select<Option<Education>>,
    occupation: Select<Option<Occupation>>,
    marital: Select<Option<Marital>>,
    religion: Select<Option<Religion>>,
}

#[derive(Debug, Clone)]
pub enum Message {
    /// Ctrl+D, or the line that says so.
    Open,
    Education(select::Event),
    Occupation(select::Event),
    Marital(select::Event),
    Religion(select::Event),
}

impl Civil {
    pub(super) fn new(words: &Words) -> Self {
        let education = Education::all().map(|one| (one, words.word("education", one.as_str())));
        let occupation = Occupation::all().map(|one| (one, words.word("occupation", one.as_str())));
        let marital = Marital::all().map(|one| (one, words.word("marital", one.as_str())));
        let religion = Religion::all().map(|one| (one, words.word("religion", one.as_str())));
        Self {
            is_open: false,
            birthplace: Field::new(id::BIRTHPLACE, "person-birthplace", parse::line),
            family_card: Field::new(id::FAMILY_CARD, "person-family-card", family_card).at_once(),
            education: select(education, words),
            occupation: select(occupation, words),
            marital: select(marital, words),
            religion: select(religion, words),
        }
    }

    /// Filled with what is known; open where anything is.
    pub(super) fn fill(&mut self, civil: people::Civil, today: NaiveDate) {
        self.is_open = civil != people::Civil::default();
        let people::Civil { birthplace, family_card, education, occupation, marital, religion } = civil;
        self.birthplace.set(birthplace, today);
        self.family_card.set(family_card.map(String::from).unwrap_or_default(), today);
        self.education.choose(education.map(Some).as_ref());
        self.occupation.choose(occupation.map(Some).as_ref());
        self.marital.choose(marital.map(Some).as_ref());
        self.religion.choose(religion.map(Some).as_ref());
    }

    pub(super) fn inputs(&mut self) -> Vec<&mut dyn Input> {
        if self.is_open { vec![&mut self.birthplace, &mut self.family_card] } else { Vec::new() }
    }

    pub(super) fn order(&self) -> &'static [&'static str] {
        const ALL: [&str; 6] =
            [id::BIRTHPLACE, id::FAMILY_CARD, id::EDUCATION, id::OCCUPATION, id::MARITAL, id::RELIGION];
        if self.is_open { &ALL } else { &[] }
    }

    /// The lists with letters in them that are no entry.
    pub(super) fn unread(&self) -> impl Iterator<Item = &'static str> {
        let all = [
            (self.education.unread(), id::EDUCATION),
            (self.occupation.unread(), id::OCCUPATION),
            (self.marital.unread(), id::MARITAL),
            (self.religion.unread(), id::RELIGION),
        ];
        all.into_iter().filter_map(|(unread, id)| unread.map(|_| id))
    }

    /// The number of the family card once it is complete.
    pub(super) fn family_card(&self) -> Option<FamilyCard> {
        self.family_card.value().cloned().flatten()
    }

    pub(super) fn value(&self) -> Option<people::Civil> {
        Some(people::Civil {
            birthplace: self.birthplace.value()?.clone(),
            family_card: self.family_card.value()?.clone(),
            education: self.education.value().copied().flatten(),
            occupation: self.occupation.value().copied().flatten(),
            marital: self.marital.value().copied().flatten(),
            religion: self.religion.value().copied().flatten(),
        })
    }
}

/// A list with a last entry that takes a choice made by mistake away again.
fn select<'a, T: Copy + PartialEq>(
    entries: impl Iterator<Item = (T, Cow<'a, str>)>,
    words: &'a Words,
) -> Select<Option<T>> {
    let entries = entries.map(|(one, label)| (Some(one), label)).chain([(None, words.text("select-none"))]);
    Select::new(entries.map(|(one, label)| (one, label.into_owned()))).dense()
}

/// The number of a family card, or nothing.
fn family_card(text: &str, _: NaiveDate) -> Result<Option<FamilyCard>, Problem> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    FamilyCard::parse(text).map(Some).map_err(|bad| match bad {
        BadFamilyCard::NotDigits => Problem::Key("family-card-letters"),
        BadFamilyCard::Length(count) if count < FamilyCard::DIGITS => {
            Problem::Unfinished("family-card-short", "count", count)
        }
        BadFamilyCard::Length(count) => Problem::Number("family-card-long", "count", count),
    })
}

impl Form {
    pub(super) fn on_civil(&mut self, message: Message) -> Action<Desk> {
        let civil = &mut self.civil;
        let (is_chosen, field) = match message {
            Message::Open => {
                civil.is_open = true;
                return Action::focus(id::BIRTHPLACE);
            }
            Message::Education(event) => (civil.education.update(event).is_some(), id::EDUCATION),
            Message::Occupation(event) => (civil.occupation.update(event).is_some(), id::OCCUPATION),
            Message::Marital(event) => (civil.marital.update(event).is_some(), id::MARITAL),
            Message::Religion(event) => (civil.religion.update(event).is_some(), id::RELIGION),
        };
        if is_chosen { self.on_after(field) } else { Action::none() }
    }
}

fn wrap(message: Message) -> Desk {
    Desk::Form(super::Message::Civil(message))
}

/// Folded it is one line that Tab passes over: its key opens it.
pub(super) fn view<'a>(form: &'a Form, shared: &'a Shared) -> Element<'a, Desk> {
    let words = &shared.words;
    let civil = &form.civil;
    let part: Element<'a, Desk> = if civil.is_open {
        let chosen = |list: Element<'a, select::Event>, id, event: fn(select::Event) -> Message| {
            entering(list.map(move |it| wrap(event(it))), id)
        };
        let nothing = || words.text("select-nothing");
        let label = |key| words.text(key);
        let education = civil.education.view(label("person-education"), id::EDUCATION, nothing());
        let occupation = civil.occupation.view(label("person-occupation"), id::OCCUPATION, nothing());
        let marital = civil.marital.view(label("person-marital"), id::MARITAL, nothing());
        let religion = civil.religion.view(label("person-religion"), id::RELIGION, nothing());
        column![
            text::body(words.text("person-civil")).bold(),
            pair(on(typed(form, &civil.birthplace, words)), on(typed(form, &civil.family_card, words))),
            pair(
                chosen(education, id::EDUCATION, Message::Education),
                chosen(occupation, id::OCCUPATION, Message::Occupation)
            ),
            pair(
                chosen(marital, id::MARITAL, Message::Marital),
                chosen(religion, id::RELIGION, Message::Religion)
            ),
        ]
        .spacing(Gap::S)
        .into()
    } else {
        let line = row![
            Icon::ChevronRight.size(16.0),
            text::body(words.text("person-civil")).medium().line(),
            key_hint("Ctrl+D", KeyOn::Surface),
        ];
        let line = line.spacing(Gap::S).align_y(iced::Alignment::Center);
        let line = press(line).kind(Kind::Quiet).height(32).padding(Gap::around(Gap::None, Gap::S));
        line.mouse_only().on_press(wrap(Message::Open)).into()
    };
    on_keys(part).bind(Shortcut::ctrl('d'), wrap(Message::Open)).into()
}

fn pair<'a>(one: Element<'a, Desk>, other: Element<'a, Desk>) -> Row<'a, Desk, crate::ui::theme::Theme> {
    row![container(one).width(Length::Fill), container(other).width(Length::Fill)].spacing(Gap::M)
}
