//! Settings: the clinic, villages, units, people who work here, one's own password, this seat, diagnoses, the recovery
//! sheet. Only the sections that somebody may use are shown; the door asks again.

mod confirm;
mod copies;
mod diagnoses;
mod limits;
mod own;
mod part;
mod people;
mod printers;
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
    pub use super::confirm::HASH as CONFIRM;
    pub const SAVE: &str = "settings.save";
    pub const BACK: &str = "settings.back";
    pub const BODY: &str = "settings.body";
    pub const SECTIONS: &str = "settings.sections";
    pub use crate::ui::editor::clinic::id as clinic;
    pub use crate::ui::editor::{account::id as account, units::id as unit, villages::id as village};

    pub const VILLAGE_NEW: &str = "settings.village.new";
    pub const UNIT_NEW: &str = "settings.unit.new";
    /// Somebody new.
    pub const PERSON_NEW: &str = "settings.person.new";
    /// Begins or ends their work here.
    pub const PERSON_EMPLOY: &str = "settings.person.employ";
    /// Takes their PIN away.
    pub const PERSON_PIN: &str = "settings.person.pin";
    /// One's own password as it is now.
    pub const OWN_CURRENT: &str = "settings.own.current";
    pub const COUNTER: &str = "settings.seat.counter";
    /// Light, dark, contrast.
    pub const LOOK: &str = "settings.seat.look";
    pub const SCALE: &str = "settings.seat.scale";
    pub const LANGUAGE: &str = "settings.seat.language";
    /// Opens the waiting room's display.
    pub const DISPLAY: &str = "settings.seat.display";
    /// Which table of limits.
    pub const LIMIT_TABLE: &str = "settings.limits.table";
    /// The values of a line, in their order.
    pub const LIMIT_VALUES: [&str; 4] =
        ["settings.limits.one", "settings.limits.two", "settings.limits.three", "settings.limits.four"];
    /// Why a line is corrected.
    pub const LIMIT_WHY: &str = "settings.limits.why";
    /// A printer's name, address or device.
    pub const PRINTER: &str = "settings.printer";
    /// Prints a test page.
    pub const TEST: &str = "settings.printer.test";
    /// Prints the slips that wait.
    pub const WAITING: &str = "settings.printer.waiting";
    /// The path of a file.
    pub const PATH: &str = "settings.path";
}

/// The sections, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Section {
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
    Limits,
    Printers,
    About,
}

impl Section {
    const ALL: [Self; 12] = [
        Self::Seat,
        Self::Own,
        Self::Clinic,
        Self::Villages,
        Self::Units,
        Self::People,
        Self::Diagnoses,
        Self::Sheet,
        Self::Copies,
        Self::Limits,
        Self::Printers,
        Self::About,
    ];

    /// Who may see it; everybody where there is none.
    pub const fn right(self) -> Option<Permission> {
        match self {
            Self::Clinic
            | Self::Villages
            | Self::Units
            | Self::Diagnoses
            | Self::Copies
            | Self::Limits
            | Self::Printers => Some(Permission::ManageSetup),
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

#[derive(Debug, Default)]
pub struct Settings {
    section: Section,
    profile: profile::ProfileForm,
    villages: villages::Villages,
    units: units::Units,
    people: people::People,
    own: own::OwnForm,
    seat: seat::SeatForm,
    diagnoses: diagnoses::DiagnosisForm,
    sheet: sheet::SheetForm,
    copies: copies::CopyForm,
    limits: limits::LimitList,
    printers: printers::PrinterForm,
}

#[derive(Debug, Clone)]
pub enum Message {
    /// That one among the sections that are shown.
    Section(usize),
    Profile(profile::Message),
    Villages(villages::Message),
    Units(units::Message),
    People(people::Message),
    Own(own::Message),
    Seat(seat::Message),
    Diagnoses(diagnoses::Message),
    Sheet(sheet::Message),
    Copies(copies::Message),
    Limits(limits::Message),
    Printers(printers::Message),
    /// Ctrl+Enter.
    Save,
    /// Esc.
    Back,
}

impl Settings {
    fn begin(&mut self, shared: &Shared) -> Action<Message> {
        match self.section {
            Section::Clinic => self.profile.open(shared).and(Action::focus(id::clinic::NAME)),
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
            Section::Limits => limits::LimitList::open().and(Action::focus(id::LIMIT_TABLE)),
            Section::Printers => self.printers.open(shared).and(Action::focus(id::PRINTER)),
            Section::About => Action::none(),
        }
    }

    fn save(&mut self, shared: &Shared) -> Action<Message> {
        match self.section {
            Section::Clinic => self.profile.save(),
            Section::Villages => self.villages.save(shared),
            Section::Units => self.units.save(),
            Section::People => self.people.save(),
            Section::Own => self.own.save(),
            Section::Diagnoses => self.diagnoses.save(),
            Section::Sheet => self.sheet.save(),
            Section::Copies => self.copies.save(shared),
            Section::Limits => self.limits.save(),
            Section::Printers => self.printers.save(shared),
            Section::Seat | Section::About => Action::none(),
        }
    }

    /// Closes the form in front of its list.
    fn back(&mut self) -> Action<Message> {
        let closed = match self.section {
            Section::Villages => self.villages.0.close(),
            Section::Units => self.units.0.close(),
            Section::People => self.people.close(),
            Section::Limits => self.limits.close(),
            _ => None,
        };
        closed.map_or_else(Action::none, Action::focus)
    }
}

impl Screen for Settings {
    type Message = Message;
    /// The section that somebody is sent to.
    type Opening = Section;

    fn update(&mut self, message: Message, shared: &Shared) -> Action<Message> {
        match message {
            Message::Section(at) => {
                let Some(section) = Section::of(shared).nth(at) else { return Action::none() };
                self.section = section;
                self.begin(shared)
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
            Message::Limits(message) => self.limits.update(message, shared),
            Message::Printers(message) => self.printers.update(message, shared),
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
        self.begin(shared)
    }

    fn is_unsaved(&self) -> bool {
        self.profile.is_changed()
            || self.villages.0.form().is_some()
            || self.units.0.form().is_some()
            || self.people.listed.form().is_some()
    }

    fn open(&mut self, section: Section, _shared: &Shared) -> Action<Message> {
        self.section = section;
        Action::none()
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
