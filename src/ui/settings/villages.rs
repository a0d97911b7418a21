//! The villages with their posyandu and targets.

use super::part::{Listed, entries};
use super::{Message as Outer, id};
use crate::clinic::Refusal;
use crate::setup::command::SaveVillage;
use crate::setup::{Error, Standing, Village};
use crate::terms::AreaCode;
use crate::ui::Element;
use crate::ui::action::Action;
use crate::ui::editor::villages::{self, VillageForm, Widths};
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::widget::{badge, button, rows};

const WIDTHS: Widths = (2, 80.0, 120.0, 104.0);

/// The list and the village being changed.
#[derive(Debug, Clone)]
pub(super) struct Villages(pub(super) Listed<VillageForm>);

impl Default for Villages {
    fn default() -> Self {
        Self(Listed::new(id::VILLAGE_NEW))
    }
}

#[derive(Debug, Clone)]
pub enum Message {
    /// This one, or a new one.
    Edit(Option<AreaCode>),
    Form(villages::Message),
    Saved(Result<(), Refusal>),
}

impl Villages {
    pub(super) fn save(&mut self, shared: &Shared) -> Action<Outer> {
        let config = &shared.config;
        let Some(form) = self.0.form_mut() else { return Action::none() };
        let which = form.shown.as_ref().map(|village| &village.code);
        let others = config.villages.iter().filter(|village| Some(&village.code) != which);
        let others: Vec<Village> = others.cloned().collect();
        match form.read(&others, Some(&config.profile.district)) {
            Err(field) => Action::focus(field),
            Ok(_) if !self.0.flight.begin() => Action::none(),
            Ok(village) => {
                let shown = self.0.form().and_then(|form| form.shown.as_ref());
                Action::run(SaveVillage::of(shown, &village), |reply| Outer::Villages(Message::Saved(reply)))
            }
        }
    }

    pub(super) fn update(&mut self, message: Message, shared: &Shared) -> Action<Outer> {
        let today = shared.date();
        match message {
            Message::Edit(which) => {
                let village = which.as_ref().and_then(|code| shared.config.village(code));
                self.0.open(
                    |form| form.shown.as_ref().map(|village| &village.code) == which.as_ref(),
                    || village.map_or_else(VillageForm::default, |village| VillageForm::kept(village, today)),
                );
                Action::focus(villages::id::NAME)
            }
            Message::Form(message) => {
                let next = self.0.form_mut().and_then(|form| form.update(message, today));
                next.map_or_else(Action::none, Action::focus)
            }
            Message::Saved(reply) => {
                if let (Err(Refusal::Setup(Error::Village(clash))), Some(form)) = (&reply, self.0.form_mut())
                {
                    form.catch_up(clash, today);
                }
                self.0.landed(reply, shared)
            }
        }
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Outer> {
        let words = &shared.words;
        let form = |form: &'a VillageForm| {
            Element::from(form.view(words)).map(|message| Outer::Villages(Message::Form(message)))
        };
        self.0.view(shared, "settings-villages", form, || {
            let line = |village: &'a Village| {
                let state: Element<'a, Outer> = match village.standing {
                    Standing::Open => iced::widget::Space::new().into(),
                    Standing::Closed => badge::closed(words.text("word-inactive")).plain().into(),
                };
                let cells = villages::cells(village, words, WIDTHS, state);
                let row = rows::row_press(rows::height::NORMAL, false, cells);
                row.on_press(Outer::Villages(Message::Edit(Some(village.code.clone())))).into()
            };
            let new = button::secondary(words.text("settings-village-new")).id(id::VILLAGE_NEW);
            let new = new.icon(Icon::Plus).on_press(Outer::Villages(Message::Edit(None)));
            entries(villages::head(words, WIDTHS), shared.config.villages.iter().map(line), new)
        })
    }
}
