//! The clinic: its name and code, and the rules it chose.

use iced::widget::{column, row};

use super::part::{FORM, Saving, required, save, section};
use super::{Message as Outer, id};
use crate::clinic::Refusal;
use crate::setup::command::SaveProfile;
use crate::setup::{PriorityMode, Profile};
use crate::terms::Revision;
use crate::ui::Element;
use crate::ui::action::{Action, Toast};
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::field::{self, Note};
use crate::ui::widget::{choice, text};
use crate::words::parse_whole;

/// What is typed here.
#[derive(Debug, Clone, Default)]
pub(super) struct ProfileForm {
    /// What it was when it was opened, and the house's revision then.
    base: Option<(Profile, Revision)>,
    name: String,
    code: String,
    format: String,
    priority: String,
    ordinary: String,
    long_wait: String,
    idle: String,
    running: String,
    mode: PriorityMode,
    tried: bool,
    saving: Saving,
}

/// What can happen.
#[derive(Debug, Clone)]
pub enum Message {
    Name(String),
    Code(String),
    Format(String),
    Priority(String),
    Ordinary(String),
    LongWait(String),
    Idle(String),
    Running(String),
    Mode(usize),
    To(&'static str),
    Saved(Box<Profile>, Result<(), Refusal>),
}

const MODES: [PriorityMode; 2] = [PriorityMode::Clinic, PriorityMode::Unit];

impl ProfileForm {
    /// Shows the clinic as it is, unless something is being typed.
    pub(super) fn open(&mut self, shared: &Shared) {
        let now = &shared.house.profile;
        let untouched = self.base.as_ref().is_none_or(|(base, _)| self.typed(base).as_ref() == Some(base));
        if !untouched {
            return;
        }
        *self = Self {
            base: Some((now.clone(), shared.house.revision)),
            name: now.name.clone(),
            code: now.code.clone(),
            format: now.record_format.clone(),
            priority: now.ratio_priority.to_string(),
            ordinary: now.ratio_ordinary.to_string(),
            long_wait: now.long_wait_minutes.to_string(),
            idle: now.idle_lock_minutes.to_string(),
            running: now.running_text.clone(),
            mode: now.priority_mode,
            ..Self::default()
        };
    }

    /// The profile as typed; `None` while a number is none.
    fn typed(&self, base: &Profile) -> Option<Profile> {
        Some(Profile {
            name: self.name.trim().to_owned(),
            code: self.code.trim().to_owned(),
            record_format: self.format.trim().to_owned(),
            priority_mode: self.mode,
            ratio_priority: number(&self.priority)?,
            ratio_ordinary: number(&self.ordinary)?,
            long_wait_minutes: number(&self.long_wait)?,
            idle_lock_minutes: number(&self.idle)?,
            running_text: self.running.trim().to_owned(),
            ..base.clone()
        })
    }

    pub(super) fn save(&mut self, shared: &Shared) -> Action<Outer> {
        self.tried = true;
        let Some((base, opened_at)) = &self.base else { return Action::none() };
        let Some(profile) = self.typed(base) else { return Action::none() };
        if self.saving.is_waiting() {
            return Action::none();
        }
        // Villages and units count in the same revision; only a change of the profile itself is somebody else's.
        let seen = if *base == shared.house.profile { shared.house.revision } else { *opened_at };
        self.saving = Saving::Waiting;
        let kept = Box::new(profile.clone());
        Action::run(SaveProfile { profile, seen }, move |reply| Outer::Profile(Message::Saved(kept, reply)))
    }

    pub(super) fn update(&mut self, message: Message, shared: &Shared) -> Action<Outer> {
        match message {
            Message::Name(text) => self.name = text,
            Message::Code(text) => self.code = text,
            Message::Format(text) => self.format = text,
            Message::Priority(text) => self.priority = text,
            Message::Ordinary(text) => self.ordinary = text,
            Message::LongWait(text) => self.long_wait = text,
            Message::Idle(text) => self.idle = text,
            Message::Running(text) => self.running = text,
            Message::Mode(at) => self.mode = MODES.get(at).copied().unwrap_or_default(),
            Message::To(next) => return Action::focus(next),
            Message::Saved(profile, reply) => {
                if self.saving.done(reply).is_some() {
                    self.base = Some((*profile, shared.house.revision));
                    return Action::say(Toast::done(shared.words.text("word-saved")));
                }
            }
        }
        Action::none()
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Outer> {
        let words = &shared.words;
        let on = Outer::Profile;
        let whole = |value: &str| {
            number(value).is_none().then(|| Note::refuse(words.text("settings-number").into_owned()))
        };
        let name = field::field(words.text("firstrun-clinic-name"), &self.name)
            .id(id::CLINIC_NAME)
            .on_input(move |text| on(Message::Name(text)))
            .on_submit(on(Message::To(id::CLINIC_CODE)))
            .note_maybe(required(words, &self.name, self.tried));
        let code = field::field(words.text("firstrun-clinic-code"), &self.code)
            .id(id::CLINIC_CODE)
            .on_input(move |text| on(Message::Code(text)))
            .on_submit(on(Message::To(id::RUNNING)))
            .note_maybe(required(words, &self.code, self.tried));
        let running = field::field(words.text("settings-running"), &self.running)
            .id(id::RUNNING)
            .placeholder(words.text("display-running"))
            .on_input(move |text| on(Message::Running(text)))
            .on_submit(on(Message::To(id::LONG_WAIT)))
            .note(Note::help(words.text("settings-running-hint")));
        let long_wait = field::field(words.text("unit-too-long"), &self.long_wait)
            .id(id::LONG_WAIT)
            .unit(words.text("unit-minute-short"))
            .on_input(move |text| on(Message::LongWait(text)))
            .on_submit(on(Message::To(id::IDLE)))
            .note_maybe(whole(&self.long_wait));
        let idle = field::field(words.text("settings-idle"), &self.idle)
            .id(id::IDLE)
            .unit(words.text("unit-minute-short"))
            .on_input(move |text| on(Message::Idle(text)))
            .on_submit(on(Message::To(id::RATIO_PRIORITY)))
            .note_maybe(whole(&self.idle).or_else(|| Some(Note::help(words.text("settings-idle-hint")))));
        let priority = field::field(words.text("settings-ratio-priority"), &self.priority)
            .id(id::RATIO_PRIORITY)
            .on_input(move |text| on(Message::Priority(text)))
            .on_submit(on(Message::To(id::RATIO_ORDINARY)))
            .note_maybe(whole(&self.priority));
        let ordinary = field::field(words.text("settings-ratio-ordinary"), &self.ordinary)
            .id(id::RATIO_ORDINARY)
            .on_input(move |text| on(Message::Ordinary(text)))
            .on_submit(on(Message::To(id::FORMAT)))
            .note_maybe(whole(&self.ordinary));
        let modes = ["unit-priority-shared", "unit-priority-own"].map(|key| words.text(key).into_owned());
        let chosen = MODES.iter().position(|mode| *mode == self.mode);
        let mode = column![
            text::label(words.text("unit-priority-letter")),
            choice::segments(id::PRIORITY_MODE, modes, chosen, move |at| on(Message::Mode(at))),
        ]
        .spacing(Gap::Xs);
        let format = field::field(words.text("settings-record-format"), &self.format)
            .id(id::FORMAT)
            .on_input(move |text| on(Message::Format(text)))
            .note(Note::help(words.text("settings-record-format-hint")));
        let district =
            format!("{}, {}", shared.house.profile.district_name, shared.house.profile.regency_name);
        let zone = words.text(&format!("zone-{}", shared.house.profile.zone.as_str())).into_owned();
        let form = column![
            row![name, code].spacing(Gap::L),
            row![
                field::value(words.text("firstrun-clinic-district"), field::value_text(district)),
                field::value(words.text("firstrun-clinic-zone"), field::value_text(zone)),
            ]
            .spacing(Gap::L),
            running,
            row![long_wait, idle].spacing(Gap::L),
            mode,
            row![priority, ordinary].spacing(Gap::L),
            format,
        ]
        .spacing(Gap::L)
        .max_width(FORM);
        section(words.text("settings-clinic"), form, save(words, &self.saving))
    }
}

fn number(text: &str) -> Option<u32> {
    parse_whole(text.trim()).ok().and_then(|whole| u32::try_from(whole).ok())
}
