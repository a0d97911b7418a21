//! The units with their letters, counters and rooms.

use iced::Length;
use iced::widget::{Space, column, row};

use super::part::{FORM, Saving, required, save_or_back, section};
use super::{Message as Outer, id};
use crate::clinic::Refusal;
use crate::setup::command::SaveUnit;
use crate::setup::{Measures, Standing, Unit, UnitDraft, UnitKind};
use crate::terms::UnitId;
use crate::ui::Element;
use crate::ui::action::{Action, Toast};
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::field::{self, Note};
use crate::ui::widget::{badge, button, choice, panel, rows, text};

/// The list and the unit being changed.
#[derive(Debug, Clone, Default)]
pub(super) struct UnitForm {
    /// Kept when the form is closed, so that nothing typed is lost.
    draft: Option<Draft>,
    open: bool,
    tried: bool,
    saving: Saving,
}

#[derive(Debug, Clone)]
struct Draft {
    which: Option<UnitId>,
    letter: String,
    name: String,
    /// With commas between.
    rooms: String,
    kind: UnitKind,
    measures: Measures,
    standing: Standing,
}

/// What can happen.
#[derive(Debug, Clone)]
pub enum Message {
    New,
    Edit(UnitId),
    Letter(String),
    Name(String),
    Rooms(String),
    Measures,
    Standing,
    To(&'static str),
    Saved(Result<UnitId, Refusal>),
}

impl UnitForm {
    /// Closes the form; says whether there was one.
    pub(super) fn close(&mut self) -> bool {
        std::mem::replace(&mut self.open, false)
    }

    fn edit(&mut self, which: Option<UnitId>, shared: &Shared) -> Action<Outer> {
        let same = self.draft.as_ref().is_some_and(|draft| draft.which == which);
        if !same {
            let unit = which.and_then(|unit| shared.house.unit(unit));
            self.draft = Some(Draft {
                which,
                letter: unit.map(|unit| unit.prefix.clone()).unwrap_or_default(),
                name: unit.map(|unit| unit.name.clone()).unwrap_or_default(),
                rooms: which.map(|unit| rooms(shared, unit)).unwrap_or_default(),
                kind: unit.map_or(UnitKind::Service, |unit| unit.kind),
                measures: unit.map(|unit| unit.measures).unwrap_or_default(),
                standing: unit.map(|unit| unit.standing).unwrap_or_default(),
            });
            self.tried = false;
        }
        (self.open, self.saving) = (true, Saving::Idle);
        Action::focus(id::UNIT_NAME)
    }

    pub(super) fn save(&mut self) -> Action<Outer> {
        self.tried = true;
        let Some(draft) = self.draft.as_ref().filter(|_| self.open && !self.saving.is_waiting()) else {
            return Action::none();
        };
        if draft.name.trim().is_empty() {
            return Action::focus(id::UNIT_NAME);
        }
        let rooms = draft.rooms.split(',').map(str::trim).filter(|name| !name.is_empty());
        let (unit, draft) = (
            draft.which,
            UnitDraft {
                name: draft.name.trim().to_owned(),
                prefix: draft.letter.clone(),
                kind: draft.kind,
                measures: draft.measures,
                counters: rooms.map(str::to_owned).collect(),
                standing: draft.standing,
            },
        );
        self.saving = Saving::Waiting;
        Action::run(SaveUnit { unit, draft }, |reply| Outer::Units(Message::Saved(reply)))
    }

    pub(super) fn update(&mut self, message: Message, shared: &Shared) -> Action<Outer> {
        let draft = self.draft.as_mut();
        match (message, draft) {
            (Message::New, _) => return self.edit(None, shared),
            (Message::Edit(unit), _) => return self.edit(Some(unit), shared),
            (Message::Letter(text), Some(draft)) => {
                let letter = text.chars().rfind(char::is_ascii_alphabetic);
                draft.letter = letter.map(|letter| letter.to_ascii_uppercase().into()).unwrap_or_default();
            }
            (Message::Name(text), Some(draft)) => draft.name = text,
            (Message::Rooms(text), Some(draft)) => draft.rooms = text,
            (Message::Measures, Some(draft)) => {
                draft.measures = match draft.measures {
                    Measures::Children => Measures::Nobody,
                    Measures::Nobody => Measures::Children,
                };
            }
            (Message::Standing, Some(draft)) => {
                draft.standing = match draft.standing {
                    Standing::Open => Standing::Closed,
                    Standing::Closed => Standing::Open,
                };
            }
            (Message::To(next), _) => return Action::focus(next),
            (Message::Saved(reply), _) => return self.saved(reply, shared),
            _ => {}
        }
        Action::none()
    }

    fn saved(&mut self, reply: Result<UnitId, Refusal>, shared: &Shared) -> Action<Outer> {
        if self.saving.done(reply).is_none() {
            return Action::none();
        }
        (self.draft, self.open, self.tried) = (None, false, false);
        Action::say(Toast::done(shared.words.text("word-saved"))).and(Action::focus(id::UNIT_NEW))
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Outer> {
        let words = &shared.words;
        let title = words.text("settings-units");
        match self.draft.as_ref().filter(|_| self.open) {
            Some(draft) => section(title, self.form(shared, draft), save_or_back(words, &self.saving)),
            None => section(title, list(shared), Space::new().into()),
        }
    }

    fn form<'a>(&'a self, shared: &'a Shared, draft: &'a Draft) -> Element<'a, Outer> {
        let words = &shared.words;
        let on = Outer::Units;
        let name = field::field(words.text("firstrun-unit-name"), &draft.name)
            .id(id::UNIT_NAME)
            .on_input(move |text| on(Message::Name(text)))
            .on_submit(on(Message::To(id::UNIT_LETTER)))
            .note_maybe(required(words, &draft.name, self.tried));
        let letter = field::field(words.text("unit-prefix"), &draft.letter)
            .id(id::UNIT_LETTER)
            .width(120)
            .on_input(move |text| on(Message::Letter(text)))
            .on_submit(on(Message::To(id::UNIT_ROOMS)))
            .note_maybe(required(words, &draft.letter, self.tried));
        let places = field::field(words.text("unit-counters"), &draft.rooms)
            .id(id::UNIT_ROOMS)
            .on_input(move |text| on(Message::Rooms(text)))
            .note(Note::help(words.text("firstrun-units-rooms-hint")));
        let checks: Element<'a, Outer> = match draft.kind {
            UnitKind::Registration => text::body(words.text("settings-unit-registers")).muted().into(),
            UnitKind::Service => column![
                choice::check(
                    id::UNIT_MEASURES,
                    words.text("settings-unit-measures"),
                    draft.measures == Measures::Children,
                    Some(on(Message::Measures)),
                ),
                choice::check(
                    id::UNIT_OPEN,
                    words.text("settings-unit-open"),
                    draft.standing == Standing::Open,
                    Some(on(Message::Standing)),
                ),
            ]
            .spacing(Gap::Xs)
            .into(),
        };
        column![row![name, letter].spacing(Gap::L), places, checks].spacing(Gap::L).max_width(FORM).into()
    }
}

/// A unit's counters and rooms, with commas between.
fn rooms(shared: &Shared, unit: UnitId) -> String {
    shared.house.counters_of(unit).map(|counter| counter.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn list<'a>(shared: &'a Shared) -> Element<'a, Outer> {
    let words = &shared.words;
    let head = rows::header(
        rows::height::TABLE,
        [
            rows::head(56, words.text("firstrun-unit-letter")),
            rows::head(Length::FillPortion(2), words.text("firstrun-unit-name")),
            rows::head(Length::FillPortion(3), words.text("unit-counters")),
            rows::head(136, ""),
        ],
    );
    let line = |unit: &'a Unit| {
        let state: Element<'a, Outer> = match (unit.standing, unit.measures) {
            (Standing::Closed, _) => badge::closed(words.text("word-inactive")).plain().into(),
            (Standing::Open, Measures::Children) => {
                text::small(words.text("firstrun-unit-children")).muted().line().into()
            }
            (Standing::Open, Measures::Nobody) => Space::new().into(),
        };
        rows::row_press(
            rows::height::NORMAL,
            false,
            [
                rows::cell(56, text::large(unit.prefix.as_str()).bold().line()),
                rows::cell(Length::FillPortion(2), text::body(unit.name.as_str()).medium().cut()),
                rows::cell(Length::FillPortion(3), text::body(rooms(shared, unit.id)).muted().cut()),
                rows::cell(136, state),
            ],
        )
        .on_press(Outer::Units(Message::Edit(unit.id)))
        .into()
    };
    let all = panel::sheet(column![head, rows::list(shared.house.units.iter().map(line))]);
    let new = button::secondary(words.text("unit-new"))
        .id(id::UNIT_NEW)
        .icon(Icon::Plus)
        .on_press(Outer::Units(Message::New));
    column![all, row![new]].spacing(Gap::L).into()
}
