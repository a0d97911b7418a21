//! The clinic: its name and code, and the rules it chose.

use chrono::NaiveDate;
use iced::widget::{column, row};

use crate::reference::areas;
use crate::setup::{PriorityMode, Profile};
use crate::terms::AreaCode;
use crate::ui::Element;
use crate::ui::form::{self, Field, Form, Input, parse};
use crate::ui::theme::Gap;
use crate::ui::widget::{choice, text};
use crate::words::Words;

pub mod id {
    pub const NAME: &str = "clinic.name";
    pub const CODE: &str = "clinic.code";
    pub const RUNNING: &str = "clinic.running";
    /// Minutes of a long wait.
    pub const LONG_WAIT: &str = "clinic.wait";
    /// Minutes until the desk locks.
    pub const IDLE: &str = "clinic.idle";
    /// The hour at which the service day turns.
    pub const DAY_TURNS: &str = "clinic.turn";
    /// Priority calls in a row.
    pub const RATIO_PRIORITY: &str = "clinic.ratio.priority";
    pub const RATIO_ORDINARY: &str = "clinic.ratio.ordinary";
    pub const PRIORITY_MODE: &str = "clinic.mode";
    pub const FORMAT: &str = "clinic.format";
    pub const DISTRICT: &str = "clinic.district";
    pub const ZONE: &str = "clinic.zone";
}

const MODES: [PriorityMode; 2] = [PriorityMode::Clinic, PriorityMode::Unit];

/// All districts in force with their path, in the order of their codes.
pub fn districts() -> Vec<(AreaCode, String)> {
    let mut all = Vec::with_capacity(7_500);
    for province in areas::provinces() {
        for regency in areas::regencies(province.code) {
            for district in areas::districts(regency.code) {
                let code = AreaCode(district.code.to_owned());
                let label =
                    format!("{}, {}, {} · {}", district.name, regency.name, province.name, code.dotted());
                all.push((code, label));
            }
        }
    }
    all
}

/// The same clinic in this district, by its name and its regency's.
pub fn in_district(profile: Profile, district: AreaCode) -> Profile {
    let name_of = |code: Option<&str>| code.and_then(areas::find).map_or("", |area| area.name).to_owned();
    let (district_name, regency_name) = (name_of(Some(&district.0)), name_of(district.0.get(..4)));
    Profile { district, district_name, regency_name, ..profile }
}

#[derive(Debug, Clone)]
pub struct ClinicForm {
    pub name: Field<String>,
    pub code: Field<String>,
    running: Field<String>,
    long_wait: Field<u32>,
    idle: Field<u32>,
    turn: Field<u32>,
    priority: Field<u32>,
    ordinary: Field<u32>,
    format: Field<String>,
    mode: PriorityMode,
}

#[derive(Debug, Clone)]
pub enum Message {
    Form(form::Event),
    Mode(usize),
}

impl ClinicForm {
    /// The clinic as it is.
    pub fn of(now: &Profile, today: NaiveDate) -> Self {
        let number = |id, label, value: u32| {
            Field::new(id, label, parse::some_number).at_once().with(value.to_string(), today)
        };
        let text = |id, label, parse: form::Parser<String>, value: &str| {
            Field::new(id, label, parse).with(value, today)
        };
        Self {
            name: text(id::NAME, "firstrun-clinic-name", parse::named, &now.name),
            code: text(id::CODE, "firstrun-clinic-code", parse::named, &now.code),
            running: text(id::RUNNING, "settings-running", parse::line, &now.running_text),
            long_wait: number(id::LONG_WAIT, "unit-too-long", now.long_wait_minutes),
            idle: number(id::IDLE, "settings-idle", now.idle_lock_minutes),
            turn: Field::new(id::DAY_TURNS, "settings-day-turns", parse::hour_of_turn)
                .with(now.day_turns_at.to_string(), today),
            priority: number(id::RATIO_PRIORITY, "settings-ratio-priority", now.ratio_priority),
            ordinary: number(id::RATIO_ORDINARY, "settings-ratio-ordinary", now.ratio_ordinary),
            format: text(id::FORMAT, "settings-record-format", parse::text, &now.record_format),
            mode: now.priority_mode,
        }
    }

    /// The clinic as typed, with what is not typed here as it was; `None` while a field cannot be read.
    pub fn profile(&self, base: &Profile) -> Option<Profile> {
        Some(Profile {
            name: self.name.value()?.clone(),
            code: self.code.value()?.clone(),
            record_format: self.format.value()?.clone(),
            priority_mode: self.mode,
            ratio_priority: *self.priority.value()?,
            ratio_ordinary: *self.ordinary.value()?,
            long_wait_minutes: *self.long_wait.value()?,
            idle_lock_minutes: *self.idle.value()?,
            day_turns_at: *self.turn.value()?,
            running_text: self.running.value()?.clone(),
            ..base.clone()
        })
    }

    /// Takes what happened; gives the field that the cursor goes to.
    pub fn update(&mut self, message: Message, today: NaiveDate) -> Option<&'static str> {
        match message {
            Message::Form(event) => return self.hear(event, today),
            Message::Mode(at) => self.mode = MODES.get(at).copied().unwrap_or_default(),
        }
        None
    }

    /// All of it; `place` is where it lies, its district and zone.
    pub fn view<'a, M: Clone + 'a>(
        &'a self,
        words: &'a Words,
        place: Element<'a, M>,
        hear: fn(Message) -> M,
    ) -> Element<'a, M> {
        let minutes = |field: &'a Field<u32>| field.view(words).unit(words.text("unit-minute-short"));
        let modes = ["unit-priority-shared", "unit-priority-own"].map(|key| words.text(key));
        let chosen = MODES.iter().position(|mode| *mode == self.mode);
        let mode = column![
            text::label(words.text("unit-priority-letter")),
            choice::segments(id::PRIORITY_MODE, modes, chosen, move |at| hear(Message::Mode(at))),
        ];
        let running = self.running.view(words).placeholder(words.text("display-running"));
        let long_wait = minutes(&self.long_wait).help(words.text("settings-long-wait-hint"));
        let idle = minutes(&self.idle).help(words.text("settings-idle-hint"));
        let turn = self.turn.view(words).help(words.text("settings-day-turns-hint"));
        let format = self.format.view(words).help(words.text("settings-record-format-hint"));
        let on = |line: Element<'a, form::Event>| line.map(move |event| hear(Message::Form(event)));
        column![
            on(row![self.name.view(words), self.code.view(words)].spacing(Gap::L).into()),
            place,
            on(running.help(words.text("settings-running-hint")).into()),
            on(row![long_wait, idle].spacing(Gap::L).into()),
            on(turn.into()),
            mode.spacing(Gap::Xs),
            on(row![self.priority.view(words), self.ordinary.view(words)].spacing(Gap::L).into()),
            on(format.into()),
        ]
        .spacing(Gap::L)
        .max_width(super::FORM)
        .into()
    }
}

impl Form for ClinicForm {
    fn inputs(&mut self) -> Vec<&mut dyn Input> {
        vec![
            &mut self.name,
            &mut self.code,
            &mut self.running,
            &mut self.long_wait,
            &mut self.idle,
            &mut self.turn,
            &mut self.priority,
            &mut self.ordinary,
            &mut self.format,
        ]
    }
}
