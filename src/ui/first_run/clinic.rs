//! Step 1: which clinic this is, where it lies, which time its clock shows.

use iced::widget::column;
use serde::{Deserialize, Serialize};

use super::id;
use crate::setup::Profile;
use crate::terms::{AreaCode, TimeZone};
use crate::ui::Element;
use crate::ui::editor::clinic::{self, ClinicForm};
use crate::ui::form::{Event, Form as _};
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::field::Note;
use crate::ui::widget::select::{self, Select};
use crate::ui::widget::{choice, text};

#[derive(Debug, Clone)]
pub(super) struct Clinic {
    form: ClinicForm,
    zone: TimeZone,
    zone_from: ZoneFrom,
    district: Select<AreaCode>,
    /// The district that was kept, until the list of districts is there.
    kept: Option<AreaCode>,
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

#[derive(Debug, Clone)]
pub enum Message {
    Form(Event),
    District(select::Event),
    Zone(usize),
}

impl Default for Clinic {
    fn default() -> Self {
        let zone = TimeZone::Wib;
        let form = ClinicForm::of(&Profile::named("", "", zone, nowhere()), chrono::NaiveDate::MAX);
        Self { form, zone, zone_from: ZoneFrom::District, district: Select::new([]), kept: None }
    }
}

fn nowhere() -> AreaCode {
    AreaCode(String::new())
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
        let (name, code) = (self.form.name.text().to_owned(), self.form.code.text().to_owned());
        Typed { name, code, district, zone: Some(self.zone) }
    }

    pub(super) fn restore(&mut self, typed: Typed, shared: &Shared) {
        let today = shared.date();
        self.form.name.set(typed.name, today);
        self.form.code.set(typed.code, today);
        self.kept = typed.district;
        self.zone = typed.zone.unwrap_or(self.zone);
    }

    pub(super) fn district(&self) -> Option<&AreaCode> {
        self.district.value()
    }

    /// Takes what happened; gives the field that the cursor goes to.
    pub(super) fn update(&mut self, message: Message, shared: &Shared) -> Option<&'static str> {
        match message {
            // The district stands between the clinic's code and what the settings ask.
            Message::Form(Event::Enter(clinic::id::CODE)) => return Some(id::DISTRICT),
            Message::Form(event) => return self.form.hear(event, shared.date()),
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
        let district = self.district.value().cloned().unwrap_or_else(nowhere);
        let base = clinic::in_district(Profile::named("", "", self.zone, nowhere()), district);
        self.form.profile(&base).unwrap_or(base)
    }

    /// Whether one can go on; else the field that needs something.
    pub(super) fn check(&mut self) -> Result<(), &'static str> {
        self.form.ready()?;
        if self.district.value().is_none() { Err(id::DISTRICT) } else { Ok(()) }
    }

    /// What the steps at the left say of it.
    pub(super) fn summary(&self, shared: &Shared) -> String {
        let zone = shared.words.text(&format!("zone-{}-short", self.zone.as_str())).into_owned();
        format!("{}, {zone}", self.form.name.text().trim())
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Message> {
        let words = &shared.words;
        let name = self.form.name.view(words).placeholder(words.text("firstrun-clinic-name-hint"));
        let code = self.form.code.view(words).help(words.text("firstrun-clinic-code-hint"));
        let fields = Element::from(column![name, code].spacing(Gap::L)).map(Message::Form);
        let missing = self.form.name.is_tried() && self.district.value().is_none();
        let note = if missing {
            Note::refuse(words.text("problem-required"))
        } else {
            Note::help(words.text("firstrun-area-search"))
        };
        let none = words.text("firstrun-area-none");
        let district =
            self.district.view_with(words.text("firstrun-clinic-district"), id::DISTRICT, none, Some(note));
        let zones = TimeZone::ALL.map(|zone| words.text(&format!("zone-{}", zone.as_str())).into_owned());
        let chosen = TimeZone::ALL.iter().position(|zone| *zone == self.zone);
        let zone = column![
            text::label(words.text("firstrun-clinic-zone")),
            choice::segments(id::ZONE, zones, chosen, Message::Zone)
        ]
        .spacing(Gap::Xs);
        column![fields, district.map(Message::District), zone].spacing(Gap::L).max_width(super::FORM).into()
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
        let all = clinic::districts();
        assert!(all.len() > 7_000);
        let (_, label) = all.iter().find(|(code, _)| code.0 == "351007").unwrap();
        assert_eq!(label, "Gambiran, Kabupaten Banyuwangi, Jawa Timur · 35.10.07");
    }
}
