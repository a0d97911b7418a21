//! Step 1: which clinic this is, where it lies, which time its clock shows.

use iced::widget::column;
use serde::{Deserialize, Serialize};

use super::id;
use crate::reference::areas;
use crate::setup::{Profile, rules};
use crate::terms::{AreaCode, TimeZone};
use crate::ui::Element;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::field::{self, Note};
use crate::ui::widget::select::{self, Select};
use crate::ui::widget::{choice, text};

/// What is typed here.
#[derive(Debug, Clone)]
pub(super) struct Clinic {
    name: String,
    code: String,
    zone: TimeZone,
    zone_from: ZoneFrom,
    district: Select<AreaCode>,
    /// The district that was kept, until the list of districts is there.
    kept: Option<AreaCode>,
    /// Whether Next was pressed: from then on what is missing is said.
    tried: Tried,
}

/// Whether the zone was chosen by hand or follows the district.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ZoneFrom {
    District,
    Person,
}

/// What is kept of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Typed {
    name: String,
    code: String,
    district: Option<AreaCode>,
    /// A zone chosen by hand or by the district.
    zone: Option<TimeZone>,
}

/// Whether somebody wanted to go on already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Tried {
    #[default]
    No,
    Yes,
}

/// What can happen.
#[derive(Debug, Clone)]
pub enum Message {
    Name(String),
    Code(String),
    ToCode,
    ToDistrict,
    District(select::Event),
    Zone(usize),
}

impl Default for Clinic {
    fn default() -> Self {
        Self {
            name: String::new(),
            code: String::new(),
            zone: TimeZone::Wib,
            zone_from: ZoneFrom::District,
            district: Select::new([]),
            kept: None,
            tried: Tried::No,
        }
    }
}

/// All districts in force with their path, in the order of their codes.
pub(super) fn districts() -> Vec<(AreaCode, String)> {
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

/// The zone of a province. Source: Keputusan Presiden 41/1987; the provinces made since lie in the zone of the one
/// they come from.
fn zone_of(area: &AreaCode) -> TimeZone {
    match area.0.get(..2).unwrap_or_default() {
        "51" | "52" | "53" | "63" | "64" | "65" => TimeZone::Wita,
        province if province.starts_with('7') => TimeZone::Wita,
        province if province.starts_with('8') || province.starts_with('9') => TimeZone::Wit,
        _ => TimeZone::Wib,
    }
}

impl Clinic {
    /// The list of districts has been read.
    pub(super) fn list(&mut self, districts: Vec<(AreaCode, String)>) {
        let chosen = self.kept.take().or_else(|| self.district.value().cloned());
        self.district = Select::new(districts);
        self.district.choose(chosen.as_ref());
    }

    pub(super) fn typed(&self) -> Typed {
        let district = self.kept.clone().or_else(|| self.district.value().cloned());
        Typed { name: self.name.clone(), code: self.code.clone(), district, zone: Some(self.zone) }
    }

    pub(super) fn restore(&mut self, typed: Typed) {
        (self.name, self.code, self.kept) = (typed.name, typed.code, typed.district);
        self.zone = typed.zone.unwrap_or(self.zone);
    }

    pub(super) fn district(&self) -> Option<&AreaCode> {
        self.district.value()
    }

    /// Takes what happened; gives the field that the cursor goes to.
    pub(super) fn update(&mut self, message: Message) -> Option<&'static str> {
        match message {
            Message::Name(text) => self.name = text,
            Message::Code(text) => self.code = text,
            Message::ToCode => return Some(id::CODE),
            Message::ToDistrict => return Some(id::DISTRICT),
            Message::Zone(at) => {
                self.zone = TimeZone::ALL.get(at).copied().unwrap_or_default();
                self.zone_from = ZoneFrom::Person;
            }
            Message::District(event) => {
                if let Some(code) = self.district.update(event)
                    && self.zone_from == ZoneFrom::District
                {
                    self.zone = zone_of(&code);
                }
            }
        }
        None
    }

    /// The clinic as typed; a profile's other rules are as they come.
    pub(super) fn profile(&self) -> Profile {
        let district = self.district.value().cloned().unwrap_or(AreaCode(String::new()));
        let name_of = |code: Option<&str>| code.and_then(areas::find).map_or("", |area| area.name).to_owned();
        Profile {
            district_name: name_of(Some(&district.0)),
            regency_name: name_of(district.0.get(..4)),
            ..Profile::named(self.name.trim(), self.code.trim(), self.zone, district)
        }
    }

    /// Whether one can go on; else the field that needs something.
    pub(super) fn check(&mut self) -> Result<(), &'static str> {
        self.tried = Tried::Yes;
        if self.name.trim().is_empty() {
            return Err(id::NAME);
        }
        if rules::profile(&self.profile()).is_err() {
            return Err(id::CODE);
        }
        if self.district.value().is_none() {
            return Err(id::DISTRICT);
        }
        Ok(())
    }

    /// What the steps at the left say of it.
    pub(super) fn summary(&self, shared: &Shared) -> String {
        let zone = shared.words.text(&format!("zone-{}-short", self.zone.as_str())).into_owned();
        format!("{}, {zone}", self.name.trim())
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Message> {
        let words = &shared.words;
        let missing =
            |is: bool| (is && self.tried == Tried::Yes).then(|| Note::refuse(words.text("problem-required")));
        let name = field::field(words.text("firstrun-clinic-name"), &self.name)
            .id(id::NAME)
            .placeholder(words.text("firstrun-clinic-name-hint"))
            .on_input(Message::Name)
            .on_submit(Message::ToCode)
            .note_maybe(missing(self.name.trim().is_empty()));
        let code = field::field(words.text("firstrun-clinic-code"), &self.code)
            .id(id::CODE)
            .on_input(Message::Code)
            .on_submit(Message::ToDistrict)
            .note_maybe(
                missing(self.code.trim().is_empty())
                    .or_else(|| Some(Note::help(words.text("firstrun-clinic-code-hint")))),
            );
        let district = self
            .district
            .view_with(
                words.text("firstrun-clinic-district"),
                id::DISTRICT,
                words.text("firstrun-area-none"),
                missing(self.district.value().is_none())
                    .or_else(|| Some(Note::help(words.text("firstrun-area-search")))),
            )
            .map(Message::District);
        let zones = TimeZone::ALL.map(|zone| words.text(&format!("zone-{}", zone.as_str())).into_owned());
        let chosen = TimeZone::ALL.iter().position(|zone| *zone == self.zone);
        let zone = column![
            text::label(words.text("firstrun-clinic-zone")),
            choice::segments(id::ZONE, zones, chosen, Message::Zone)
        ]
        .spacing(Gap::Xs);
        column![name, code, district, zone].spacing(Gap::L).max_width(super::FORM).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_follows_the_province() {
        for (code, zone) in [
            ("351007", TimeZone::Wib),
            ("117101", TimeZone::Wib),
            ("517103", TimeZone::Wita),
            ("610101", TimeZone::Wib),
            ("630101", TimeZone::Wita),
            ("737101", TimeZone::Wita),
            ("817101", TimeZone::Wit),
            ("917101", TimeZone::Wit),
        ] {
            assert_eq!(zone_of(&AreaCode(code.into())), zone, "{code}");
        }
    }

    #[test]
    fn every_district_in_force_is_listed_with_its_path() {
        let all = districts();
        assert!(all.len() > 7_000);
        let (_, label) = all.iter().find(|(code, _)| code.0 == "351007").unwrap();
        assert_eq!(label, "Gambiran, Kabupaten Banyuwangi, Jawa Timur · 35.10.07");
    }
}
