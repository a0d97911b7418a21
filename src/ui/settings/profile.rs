//! The clinic: its name and code, and the rules it chose.

use chrono::NaiveDate;

use super::Message as Outer;
use super::part::{save, section};
use crate::clinic::Refusal;
use crate::setup::command::SaveProfile;
use crate::setup::{Error, Profile, ProfileChanges, ProfileField};
use crate::terms::Clash;
use crate::ui::Element;
use crate::ui::action::{Action, Toast};
use crate::ui::editor::clinic::{self, ClinicForm};
use crate::ui::flight::Flight;
use crate::ui::form::Form as _;
use crate::ui::shared::Shared;

/// The clinic as it is typed.
#[derive(Debug, Clone, Default)]
pub(super) struct ProfileForm {
    open: Option<Open>,
    flight: Flight,
}

#[derive(Debug, Clone)]
struct Open {
    /// What it was when it was opened.
    shown: Profile,
    form: ClinicForm,
}

impl Open {
    /// Somebody else was quicker: what was not typed here is as it is now; what was typed stays, with a note.
    fn catch_up(&mut self, clash: &Clash<ProfileField, Profile>, today: NaiveDate) {
        let Some(typed) = self.form.profile(&self.shown) else { return };
        self.form = ClinicForm::of(&clash.merge(&self.shown, &typed), today);
        self.shown = (*clash.now).clone();
        self.form.tell(&clash.labels(), &mut ClinicForm::of(&clash.now, today));
    }
}

#[derive(Debug, Clone)]
pub enum Message {
    Form(clinic::Message),
    Saved(Box<Profile>, Result<(), Refusal>),
}

impl ProfileForm {
    /// Shows the clinic as it is, unless something is being typed.
    pub(super) fn open(&mut self, shared: &Shared) {
        let untouched = |open: &Open| open.form.profile(&open.shown).as_ref() == Some(&open.shown);
        if self.open.as_ref().is_none_or(untouched) {
            let shown = shared.config.profile.clone();
            let form = ClinicForm::of(&shown, shared.date());
            self.open = Some(Open { shown, form });
            self.flight = Flight::Idle;
        }
    }

    pub(super) fn save(&mut self) -> Action<Outer> {
        let Some(open) = &mut self.open else { return Action::none() };
        if let Err(field) = open.form.ready() {
            return Action::focus(field);
        }
        let Some(profile) = open.form.profile(&open.shown).filter(|_| self.flight.begin()) else {
            return Action::none();
        };
        let changes = ProfileChanges::between(&open.shown, &profile);
        let kept = Box::new(profile);
        Action::run(SaveProfile(changes), move |reply| Outer::Profile(Message::Saved(kept, reply)))
    }

    pub(super) fn update(&mut self, message: Message, shared: &Shared) -> Action<Outer> {
        match message {
            Message::Form(message) => {
                let today = shared.date();
                let next = self.open.as_mut().and_then(|open| open.form.update(message, today));
                return next.map_or_else(Action::none, Action::focus);
            }
            Message::Saved(profile, reply) => {
                if let (Err(Refusal::Setup(Error::Profile(clash))), Some(open)) = (&reply, &mut self.open) {
                    open.catch_up(clash, shared.date());
                }
                if let (Some(()), Some(open)) = (self.flight.land(reply), &mut self.open) {
                    open.shown = *profile;
                    return Action::say(Toast::done(shared.words.text("word-saved")));
                }
            }
        }
        Action::none()
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Outer> {
        let words = &shared.words;
        let profile = &shared.config.profile;
        let district = format!("{}, {}", profile.district_name, profile.regency_name);
        let zone = words.text(&format!("zone-{}", profile.zone.as_str())).into_owned();
        let form: Element<'a, Outer> = match &self.open {
            Some(open) => {
                let form = open.form.view(words, [district, zone]);
                form.map(|message| Outer::Profile(Message::Form(message)))
            }
            None => iced::widget::Space::new().into(),
        };
        section(words.text("settings-clinic"), form, save(words, &self.flight))
    }
}
