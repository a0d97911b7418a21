//! The clinic: its name and code, where it lies, and the rules it chose.

use iced::widget::column;

use super::Message as Outer;
use super::part::{save, section};
use crate::clinic::Refusal;
use crate::setup::command::SaveProfile;
use crate::setup::{Error, Profile, ProfileChanges, ProfileField};
use crate::terms::{AreaCode, Clash, TimeZone};
use crate::ui::Element;
use crate::ui::action::{Action, Toast};
use crate::ui::background::in_background;
use crate::ui::editor::clinic::{self, ClinicForm};
use crate::ui::flight::Flight;
use crate::ui::form::Form as _;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::field::Note;
use crate::ui::widget::select::{self, Select};
use crate::ui::widget::{choice, text};

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
    zone: TimeZone,
    /// Empty until the list of districts is there.
    district: Select<AreaCode>,
}

impl Open {
    fn of(shown: &Profile, shared: &Shared) -> Self {
        let form = ClinicForm::of(shown, shared.date());
        Self { shown: shown.clone(), form, zone: shown.zone, district: Select::new([]) }
    }

    /// The clinic as typed; `None` while a field cannot be read.
    fn typed(&self) -> Option<Profile> {
        let profile = Profile { zone: self.zone, ..self.form.profile(&self.shown)? };
        Some(match self.district.value().filter(|code| **code != self.shown.district) {
            Some(code) => clinic::in_district(profile, code.clone()),
            None => profile,
        })
    }

    /// Somebody else was quicker: what was not typed here is as it is now; what was typed stays, with a note.
    fn catch_up(&mut self, clash: &Clash<ProfileField, Profile>, shared: &Shared) {
        let Some(typed) = self.typed() else { return };
        let merged = clash.merge(&self.shown, &typed);
        self.form = ClinicForm::of(&merged, shared.date());
        self.zone = merged.zone;
        self.district.choose(Some(&merged.district));
        self.shown = (*clash.now).clone();
        self.form.tell(&clash.labels(), &mut ClinicForm::of(&clash.now, shared.date()));
    }
}

#[derive(Debug, Clone)]
pub enum Message {
    Form(clinic::Message),
    /// The districts were read.
    Districts(Option<Vec<(AreaCode, String)>>),
    District(select::Event),
    Zone(usize),
    Saved(Box<Profile>, Result<(), Refusal>),
}

impl ProfileForm {
    /// Shows the clinic as it is, unless something is being typed.
    pub(super) fn open(&mut self, shared: &Shared) -> Action<Outer> {
        if self.is_changed() {
            return Action::none();
        }
        self.open = Some(Open::of(&shared.config.profile, shared));
        self.flight = Flight::Idle;
        in_background(clinic::districts, |all| Outer::Profile(Message::Districts(all)))
    }

    /// Whether something is typed that is not saved.
    pub(super) fn is_changed(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.typed().as_ref() != Some(&open.shown))
    }

    pub(super) fn save(&mut self) -> Action<Outer> {
        let Some(open) = &mut self.open else { return Action::none() };
        if let Err(field) = open.form.ready() {
            return Action::focus(field);
        }
        let Some(profile) = open.typed().filter(|_| self.flight.begin()) else {
            return Action::none();
        };
        let changes = ProfileChanges::between(&open.shown, &profile);
        let kept = Box::new(profile);
        Action::run(SaveProfile(changes), move |reply| Outer::Profile(Message::Saved(kept, reply)))
    }

    pub(super) fn update(&mut self, message: Message, shared: &Shared) -> Action<Outer> {
        let Some(open) = &mut self.open else { return Action::none() };
        match message {
            Message::Form(message) => {
                let next = open.form.update(message, shared.date());
                return next.map_or_else(Action::none, Action::focus);
            }
            Message::Districts(all) => {
                let chosen = open.district.value().unwrap_or(&open.shown.district).clone();
                open.district = Select::new(all.unwrap_or_default()).chosen(&chosen);
            }
            Message::District(event) => drop(open.district.update(event)),
            Message::Zone(at) => open.zone = TimeZone::ALL.get(at).copied().unwrap_or(open.zone),
            Message::Saved(profile, reply) => {
                if let Err(Refusal::Setup(Error::Profile(clash))) = &reply {
                    open.catch_up(clash, shared);
                }
                if let Some(()) = self.flight.land(reply) {
                    open.shown = *profile;
                    return Action::say(Toast::done(shared.words.text("word-saved")));
                }
            }
        }
        Action::none()
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Outer> {
        let words = &shared.words;
        let form: Element<'a, Message> = match &self.open {
            Some(open) => open.form.view(words, place(open, shared), Message::Form),
            None => iced::widget::Space::new().into(),
        };
        section(words.text("settings-clinic"), form.map(Outer::Profile), save(words, &self.flight))
    }
}

/// Where it lies, and what follows when that is changed.
fn place<'a>(open: &'a Open, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let note = Note::help(words.text("settings-district-hint"));
    let none = words.text("firstrun-area-none");
    let label = words.text("firstrun-clinic-district");
    let district = open.district.view_with(label, clinic::id::DISTRICT, none, Some(note));
    let zones = TimeZone::ALL.map(|zone| words.text(&format!("zone-{}", zone.as_str())).into_owned());
    let chosen = TimeZone::ALL.iter().position(|zone| *zone == open.zone);
    let zone = column![
        text::label(words.text("firstrun-clinic-zone")),
        choice::segments(clinic::id::ZONE, zones, chosen, Message::Zone),
        Note::help(words.text("settings-zone-hint")).said(),
    ];
    column![district.map(Message::District), zone.spacing(Gap::Xs)].spacing(Gap::L).into()
}
