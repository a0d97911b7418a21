//! Settings: the clinic, villages, units, people who work here, one's own password, this seat, diagnoses, the recovery
//! sheet. Only the sections that somebody may use are shown; the door asks again.

mod copies;
mod diagnoses;
mod own;
mod part;
mod people;
mod profile;
mod seat;
mod sheet;
mod units;
mod view;
mod villages;

use super::Element;
use super::action::Action;
use super::screen::Screen;
use super::shared::Shared;
use crate::clinic::{Event, Permission, Published};

/// Ids of the fields, for focus and tests.
pub mod id {
    /// Saves.
    pub const SAVE: &str = "settings.save";
    /// Back to the list.
    pub const BACK: &str = "settings.back";
    /// What scrolls.
    pub const BODY: &str = "settings.body";
    /// The list of sections.
    pub const SECTIONS: &str = "settings.sections";
    /// The clinic's name.
    pub const CLINIC_NAME: &str = "settings.clinic.name";
    /// Its code.
    pub const CLINIC_CODE: &str = "settings.clinic.code";
    /// The display's running text.
    pub const RUNNING: &str = "settings.clinic.running";
    /// Minutes of a long wait.
    pub const LONG_WAIT: &str = "settings.clinic.wait";
    /// Minutes until the desk locks.
    pub const IDLE: &str = "settings.clinic.idle";
    /// Priority calls in a row.
    pub const RATIO_PRIORITY: &str = "settings.clinic.ratio.priority";
    /// Ordinary calls after them.
    pub const RATIO_ORDINARY: &str = "settings.clinic.ratio.ordinary";
    /// Which letter priority has.
    pub const PRIORITY_MODE: &str = "settings.clinic.mode";
    /// The record number's pattern.
    pub const FORMAT: &str = "settings.clinic.format";
    /// A new village.
    pub const VILLAGE_NEW: &str = "settings.village.new";
    /// Its name.
    pub const VILLAGE_NAME: &str = "settings.village.name";
    /// Its code.
    pub const VILLAGE_CODE: &str = "settings.village.code";
    /// Posyandu in it.
    pub const VILLAGE_POSYANDU: &str = "settings.village.posyandu";
    /// Its target.
    pub const VILLAGE_TARGET: &str = "settings.village.target";
    /// Whether it is still served.
    pub const VILLAGE_SERVED: &str = "settings.village.served";
    /// A new unit.
    pub const UNIT_NEW: &str = "settings.unit.new";
    /// Its name.
    pub const UNIT_NAME: &str = "settings.unit.name";
    /// Its letter.
    pub const UNIT_LETTER: &str = "settings.unit.letter";
    /// Its rooms.
    pub const UNIT_ROOMS: &str = "settings.unit.rooms";
    /// Whether it measures children.
    pub const UNIT_MEASURES: &str = "settings.unit.measures";
    /// Whether it is open.
    pub const UNIT_OPEN: &str = "settings.unit.open";
    /// Somebody new.
    pub const PERSON_NEW: &str = "settings.person.new";
    /// Their name.
    pub const PERSON_NAME: &str = "settings.person.name";
    /// Their username.
    pub const PERSON_USERNAME: &str = "settings.person.username";
    /// Their password.
    pub const PERSON_PASSWORD: &str = "settings.person.password";
    /// Begins or ends their work here.
    pub const PERSON_EMPLOY: &str = "settings.person.employ";
    /// Takes their PIN away.
    pub const PERSON_PIN: &str = "settings.person.pin";
    /// One's own password as it is now.
    pub const OWN_CURRENT: &str = "settings.own.current";
    /// One's own new password.
    pub const OWN_PASSWORD: &str = "settings.own.password";
    /// Once more.
    pub const OWN_AGAIN: &str = "settings.own.again";
    /// One's own new PIN.
    pub const OWN_PIN: &str = "settings.own.pin";
    /// The counter of this seat.
    pub const COUNTER: &str = "settings.seat.counter";
    /// Light, dark, contrast.
    pub const LOOK: &str = "settings.seat.look";
    /// Text size.
    pub const SCALE: &str = "settings.seat.scale";
    /// Language.
    pub const LANGUAGE: &str = "settings.seat.language";
    /// Opens the waiting room's display.
    pub const DISPLAY: &str = "settings.seat.display";
    /// The path of a file.
    pub const PATH: &str = "settings.path";
}

/// The sections, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Section {
    Clinic,
    Villages,
    Units,
    People,
    #[default]
    Seat,
    Own,
    Diagnoses,
    Sheet,
    Copies,
    About,
}

impl Section {
    const ALL: [Self; 10] = [
        Self::Seat,
        Self::Own,
        Self::Clinic,
        Self::Villages,
        Self::Units,
        Self::People,
        Self::Diagnoses,
        Self::Sheet,
        Self::Copies,
        Self::About,
    ];

    /// Who may see it.
    const fn right(self) -> Option<Permission> {
        match self {
            Self::Clinic | Self::Villages | Self::Units | Self::Diagnoses | Self::Copies => {
                Some(Permission::ManageSetup)
            }
            Self::People | Self::Sheet => Some(Permission::ManageStaff),
            Self::Own => Some(Permission::OwnSecrets),
            Self::Seat | Self::About => None,
        }
    }

    /// Those that this person may see.
    fn of(shared: &Shared) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|section| section.right().is_none_or(|right| shared.may(right)))
    }
}

/// The screen.
#[derive(Debug, Default)]
pub struct Settings {
    section: Section,
    profile: profile::ProfileForm,
    villages: villages::VillageForm,
    units: units::UnitForm,
    people: people::PeopleForm,
    own: own::OwnForm,
    seat: seat::SeatForm,
    diagnoses: diagnoses::DiagnosisForm,
    sheet: sheet::SheetForm,
    copies: copies::CopyForm,
}

/// What can happen.
#[derive(Debug, Clone)]
pub enum Message {
    /// That one among the sections that are shown.
    Section(usize),
    /// The clinic.
    Profile(profile::Message),
    /// Villages.
    Villages(villages::Message),
    /// Units.
    Units(units::Message),
    /// People who work here.
    People(people::Message),
    /// One's own password.
    Own(own::Message),
    /// This seat.
    Seat(seat::Message),
    /// Diagnoses.
    Diagnoses(diagnoses::Message),
    /// The recovery sheet.
    Sheet(sheet::Message),
    /// Copies of the data.
    Copies(copies::Message),
    /// Ctrl+Enter.
    Save,
    /// Esc.
    Back,
}

impl Settings {
    fn open(&mut self, shared: &Shared) -> Action<Message> {
        match self.section {
            Section::Clinic => {
                self.profile.open(shared);
                Action::focus(id::CLINIC_NAME)
            }
            Section::Villages => Action::focus(id::VILLAGE_NEW),
            Section::Units => Action::focus(id::UNIT_NEW),
            Section::People => self.people.open().and(Action::focus(id::PERSON_NEW)),
            Section::Own => Action::focus(id::OWN_CURRENT),
            Section::Seat => {
                self.seat.open(shared);
                Action::none()
            }
            Section::Diagnoses => Action::focus(id::PATH),
            Section::Sheet => Action::focus(id::SAVE),
            Section::Copies => self.copies.open(shared).and(Action::focus(crate::ui::copies::id::FOLDER)),
            Section::About => Action::none(),
        }
    }

    fn save(&mut self, shared: &Shared) -> Action<Message> {
        match self.section {
            Section::Clinic => self.profile.save(shared),
            Section::Villages => self.villages.save(shared),
            Section::Units => self.units.save(),
            Section::People => self.people.save(),
            Section::Own => self.own.save(),
            Section::Diagnoses => self.diagnoses.save(),
            Section::Sheet => self.sheet.save(),
            Section::Copies => self.copies.save(shared),
            Section::Seat | Section::About => Action::none(),
        }
    }

    /// Closes the form in front of its list.
    fn back(&mut self) -> Action<Message> {
        let closed = match self.section {
            Section::Villages if self.villages.close() => Some(id::VILLAGE_NEW),
            Section::Units if self.units.close() => Some(id::UNIT_NEW),
            Section::People if self.people.close() => Some(id::PERSON_NEW),
            _ => None,
        };
        closed.map_or_else(Action::none, Action::focus)
    }
}

impl Screen for Settings {
    type Message = Message;

    fn update(&mut self, message: Message, shared: &Shared) -> Action<Message> {
        match message {
            Message::Section(at) => {
                let Some(section) = Section::of(shared).nth(at) else { return Action::none() };
                self.section = section;
                self.open(shared)
            }
            Message::Profile(message) => self.profile.update(message, shared),
            Message::Villages(message) => self.villages.update(message, shared),
            Message::Units(message) => self.units.update(message, shared),
            Message::People(message) => self.people.update(message, shared),
            Message::Own(message) => self.own.update(message, shared),
            Message::Seat(message) => self.seat.update(message),
            Message::Diagnoses(message) => self.diagnoses.update(message, shared),
            Message::Sheet(message) => self.sheet.update(message, shared),
            Message::Copies(message) => self.copies.update(message, shared),
            Message::Save => self.save(shared),
            Message::Back => self.back(),
        }
    }

    fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Message> {
        view::view(self, shared)
    }

    fn shown(&mut self, shared: &Shared) -> Action<Message> {
        if Section::of(shared).all(|section| section != self.section) {
            self.section = Section::default();
        }
        self.open(shared)
    }

    fn heard(&mut self, event: Option<&Published>, shared: &Shared) -> Action<Message> {
        match event.map(|published| &published.event) {
            None | Some(Event::Staff(_) | Event::Unknown)
                if self.section == Section::People && shared.may(Permission::OwnSecrets) =>
            {
                self.people.open()
            }
            _ => Action::none(),
        }
    }
}
