//! The units with their letters, counters and rooms.

use iced::Length;
use iced::widget::Space;

use super::part::{Listed, entries};
use super::{Message as Outer, id};
use crate::clinic::Refusal;
use crate::setup::command::SaveUnit;
use crate::setup::{Error, Measures, Standing, Unit, UnitChanges, UnitDraft};
use crate::terms::UnitId;
use crate::ui::Element;
use crate::ui::action::Action;
use crate::ui::editor::units::{self, UnitForm};
use crate::ui::form::Form as _;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::widget::{badge, button, rows, text};

/// The list and the unit being changed, with what it was.
#[derive(Debug, Clone)]
pub(super) struct Units(pub(super) Listed<(Option<UnitId>, UnitForm)>);

impl Default for Units {
    fn default() -> Self {
        Self(Listed::new(id::UNIT_NEW))
    }
}

#[derive(Debug, Clone)]
pub enum Message {
    /// This one, or a new one.
    Edit(Option<UnitId>),
    Form(units::Message),
    Saved(Result<UnitId, Refusal>),
}

impl Units {
    pub(super) fn save(&mut self) -> Action<Outer> {
        let Some((unit, form)) = self.0.form_mut() else { return Action::none() };
        if let Err(field) = form.ready() {
            return Action::focus(field);
        }
        let (unit, changes) = (*unit, UnitChanges::between(&form.shown, &form.draft()));
        if !self.0.flight.begin() {
            return Action::none();
        }
        Action::run(SaveUnit { unit, changes }, |reply| Outer::Units(Message::Saved(reply)))
    }

    pub(super) fn update(&mut self, message: Message, shared: &Shared) -> Action<Outer> {
        let today = shared.date();
        match message {
            Message::Edit(which) => {
                let unit = which.and_then(|unit| shared.config.unit(unit));
                self.0.open(
                    |(of, _)| *of == which,
                    || {
                        (
                            which,
                            UnitForm::of(
                                &unit.map_or_else(UnitDraft::empty, |unit| shared.config.draft(unit)),
                                today,
                            ),
                        )
                    },
                );
                Action::focus(units::id::NAME)
            }
            Message::Form(message) => {
                let next = self.0.form_mut().and_then(|(_, form)| form.update(message, today));
                next.map_or_else(Action::none, Action::focus)
            }
            Message::Saved(reply) => {
                if let (Err(Refusal::Setup(Error::Unit(clash))), Some((_, form))) =
                    (&reply, self.0.form_mut())
                {
                    form.catch_up(clash, today);
                }
                self.0.landed(reply, shared)
            }
        }
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Outer> {
        let words = &shared.words;
        let form = |(_, form): &'a (Option<UnitId>, UnitForm)| {
            Element::from(form.view(words)).map(|message| Outer::Units(Message::Form(message)))
        };
        self.0.view(shared, "settings-units", form, || {
            let head = [
                rows::head(units::LETTER, words.text("firstrun-unit-letter")),
                rows::head(Length::FillPortion(2), words.text("firstrun-unit-name")),
                rows::head(Length::FillPortion(3), words.text("unit-counters")),
                rows::head(STATE, ""),
            ];
            let head = rows::header(rows::height::TABLE, head);
            let new = button::secondary(words.text("unit-new")).id(id::UNIT_NEW).icon(Icon::Plus);
            let new = new.on_press(Outer::Units(Message::Edit(None)));
            entries(head, shared.config.units.iter().map(|unit| line(unit, shared)), new)
        })
    }
}

/// Width of the column of states.
const STATE: f32 = 136.0;

fn line<'a>(unit: &'a Unit, shared: &'a Shared) -> Element<'a, Outer> {
    let words = &shared.words;
    let state: Element<'a, Outer> = match (unit.standing, unit.measures) {
        (Standing::Closed, _) => badge::closed(words.text("word-inactive")).plain().into(),
        (Standing::Open, Measures::Children) => {
            text::small(words.text("firstrun-unit-children")).muted().line().into()
        }
        (Standing::Open, Measures::Nobody) => Space::new().into(),
    };
    let rooms = shared.config.draft(unit).counters.join(", ");
    let cells = [
        rows::cell(units::LETTER, text::large(unit.prefix.as_str()).bold().line()),
        rows::cell(Length::FillPortion(2), text::body(unit.name.as_str()).medium().cut()),
        rows::cell(Length::FillPortion(3), text::body(rooms).muted().cut()),
        rows::cell(STATE, state),
    ];
    let row = rows::row_press(rows::height::NORMAL, false, cells);
    row.on_press(Outer::Units(Message::Edit(Some(unit.id)))).into()
}
