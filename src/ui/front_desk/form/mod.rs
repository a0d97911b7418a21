//! The form for somebody new, or to amend somebody. Drafts are kept: Esc loses nothing.
//!
//! What is typed stays text here; [`check`] reads it, [`save`] sends it, [`view`] draws it.

mod check;
mod civil;
mod family;
mod save;
pub(super) mod view;

pub(super) use family::Message as FamilyMessage;

use chrono::NaiveDate;
use std::collections::BTreeMap;

use super::{Asked, FrontDesk, Mode};
use crate::clinic::views::Patient;
use crate::clinic::{Permission, Refusal};
use crate::people::{
    self, Address, Birth, Details, Disability, Home, Identity, NoNik, Precision, Relation, Role, Similar,
    Warning,
};
use crate::terms::{AreaCode, BpjsNumber, Clash, Nik, PersonId, Sex};
use crate::ui::action::Action;
use crate::ui::flight::{Flight, Latest, Question};
use crate::ui::form::{Event, Field, Form as _, parse};
use crate::ui::shared::Shared;
use crate::ui::widget::select::{self, Select};

pub mod id {
    pub const NAME: &str = "form.name";
    pub const SEX: &str = "form.sex";
    pub const BIRTH: &str = "form.birth";
    pub const ESTIMATED: &str = "form.estimated";
    pub const NIK: &str = "form.nik";
    /// Why there is none.
    pub const NO_NIK: &str = "form.no-nik";
    pub const BPJS: &str = "form.bpjs";
    pub const PHONE: &str = "form.phone";
    pub const DISABLED: &str = "form.disabled";
    pub const VILLAGE: &str = "form.village";
    /// Area code outside the clinic's villages.
    pub const AREA: &str = "form.area";
    pub const RT: &str = "form.rt";
    pub const RW: &str = "form.rw";
    pub const ADDRESS: &str = "form.address";
    /// A member of the family folder.
    pub const FAMILY: &str = "form.family";
    /// Place in the family.
    pub const ROLE: &str = "form.role";
    pub const GUARDIAN: &str = "form.guardian";
    /// What the guardian is.
    pub const RELATION: &str = "form.relation";
    pub const BIRTHPLACE: &str = "form.birthplace";
    pub const FAMILY_CARD: &str = "form.family-card";
    pub const EDUCATION: &str = "form.education";
    pub const OCCUPATION: &str = "form.occupation";
    pub const MARITAL: &str = "form.marital";
    pub const RELIGION: &str = "form.religion";
    /// Ctrl+Enter.
    pub const SAVE: &str = "form.save";
    /// Reasons of the warnings, from above.
    pub const REASONS: [&str; 8] = [
        "form.reason.1",
        "form.reason.2",
        "form.reason.3",
        "form.reason.4",
        "form.reason.5",
        "form.reason.6",
        "form.reason.7",
        "form.reason.8",
    ];
}

/// Where somebody lives, as far as the list goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    Village(AreaCode),
    Elsewhere,
}

#[derive(Debug, Clone)]
pub enum Message {
    Form(Event),
    /// A sex, by its place.
    Sex(usize),
    /// The same by its letter: the next field comes at once.
    SexByLetter(usize),
    /// The birth date is estimated, or is not.
    Estimated,
    /// Why there is no NIK.
    NoNik(select::Event),
    /// Lives with a disability, or does not.
    Disabled,
    Village(select::Event),
    /// What the guardian is.
    Relation(select::Event),
    /// A place in the family.
    Role(usize),
    /// Something about the family folder.
    Family(family::Message),
    /// Something about what the family card says.
    Civil(civil::Message),
    /// Who is perhaps the same.
    Similar(Question, Asked<people::Alike>),
    /// Why a warning is right nevertheless, by its place.
    Reason(usize, String),
    /// It is somebody who is here already.
    Instead(PersonId),
    /// Ctrl+Enter.
    Save,
    /// Somebody new was saved, or not.
    Registered(Result<people::Registered, Refusal>),
    /// What was amended was saved, or not.
    Amended(Result<people::Changed, Refusal>),
    /// The draft is thrown away, by its own button only.
    Discard,
}

/// A form as far as it is filled.
#[derive(Debug)]
pub struct Form {
    /// Whom it amends, and what was shown of them.
    amends: Option<Amends>,
    name: Field<String>,
    sex: Option<Sex>,
    birth: Field<Birth>,
    /// Ticked: the date that stands there is estimated. A year or an age says so itself.
    estimated: bool,
    /// The day that stands for a year known alone, as it is stored.
    stands_for: Option<NaiveDate>,
    nik: Field<Option<Nik>>,
    no_nik: Select<NoNik>,
    bpjs: Field<Option<BpjsNumber>>,
    phone: Field<String>,
    disability: Disability,
    village: Select<Place>,
    area: Field<Option<AreaCode>>,
    address: Field<String>,
    rt: Field<Option<u16>>,
    rw: Field<Option<u16>>,
    guardian: Field<String>,
    relation: Select<Relation>,
    mother: Option<PersonId>,
    civil: civil::Civil,
    family: family::FamilyPart,
    /// Chosen by hand; else it follows from the folder and the age.
    role: Option<Role>,
    asked: Latest,
    similar: Vec<Similar>,
    warnings: Vec<Warning>,
    reasons: BTreeMap<Warning, String>,
    flight: Flight,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Amends {
    person: PersonId,
    shown: Details,
}

impl Form {
    fn new(shared: &Shared) -> Self {
        let words = &shared.words;
        let villages = shared.config.villages.iter();
        let villages = villages.map(|village| (Place::Village(village.code.clone()), village.name.clone()));
        let outside = (Place::Elsewhere, words.text("person-village-outside").into_owned());
        let relations = Relation::ALL.map(|one| (one, words.word("guardian", one.as_str()).into_owned()));
        let mut form = Self {
            amends: None,
            name: Field::new(id::NAME, "person-name", parse::person),
            sex: None,
            birth: Field::new(id::BIRTH, "person-birth-date", parse::birth),
            estimated: false,
            stands_for: None,
            nik: Field::new(id::NIK, "person-nik", parse::nik).at_once(),
            no_nik: Select::new([]).dense(),
            bpjs: Field::new(id::BPJS, "person-bpjs", parse::bpjs).at_once(),
            phone: Field::new(id::PHONE, "person-phone", parse::line),
            disability: Disability::None,
            village: Select::new(villages.chain([outside])).dense(),
            area: Field::new(id::AREA, "person-area", parse::area),
            address: Field::new(id::ADDRESS, "person-address", parse::line),
            rt: Field::new(id::RT, "person-rt", parse::house_number),
            rw: Field::new(id::RW, "person-rw", parse::house_number),
            guardian: Field::new(id::GUARDIAN, "person-guardian", parse::line),
            relation: Select::new(relations).dense(),
            mother: None,
            civil: civil::Civil::new(words),
            family: family::FamilyPart::default(),
            role: None,
            asked: Latest::default(),
            similar: Vec::new(),
            warnings: Vec::new(),
            reasons: BTreeMap::new(),
            flight: Flight::Idle,
        };
        form.offer_reasons(shared);
        form.link();
        form
    }

    /// What was searched for in vain is the beginning: a NIK, else a name.
    fn begun_with(mut self, text: &str, today: NaiveDate) -> Self {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        if digits.len() == text.chars().count() {
            if digits.len() == Nik::DIGITS {
                self.nik.set(digits, today);
            }
        } else {
            let capital = |word: &str| {
                let mut letters = word.chars();
                let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>());
                first.unwrap_or_default() + letters.as_str()
            };
            let words: Vec<String> = text.split_whitespace().map(capital).collect();
            self.name.set(words.join(" "), today);
        }
        self
    }

    fn amending(patient: &Patient, shared: &Shared) -> Self {
        let person = &patient.opened.person;
        let mut form = Self::of(&person.details, shared);
        form.amends = Some(Amends { person: person.id, shown: person.details.clone() });
        form.offer_reasons(shared);
        form
    }

    /// Filled with what is known of somebody.
    fn of(details: &Details, shared: &Shared) -> Self {
        let Details {
            name,
            sex,
            birth,
            identity,
            bpjs,
            home,
            address,
            phone,
            guardian,
            mother,
            disability,
            civil,
        } = details.clone();
        let today = shared.date();
        let mut form = Self::new(shared);
        form.name.set(name, today);
        form.sex = Some(sex);
        match birth.precision {
            Precision::Year => {
                form.birth.set(birth.date.format("%Y").to_string(), today);
                form.stands_for = Some(birth.date);
            }
            Precision::Exact | Precision::Estimated => form.birth.set(shared.words.date(birth.date), today),
        }
        form.estimated = birth.precision == Precision::Estimated;
        match identity {
            Identity::Nik(nik) => form.nik.set(nik.as_str(), today),
            Identity::Without(why) => form.no_nik.choose(Some(&why)),
        }
        form.bpjs.set(bpjs.map(String::from).unwrap_or_default(), today);
        form.phone.set(phone, today);
        form.disability = disability;
        form.live_at(home, today);
        form.stand_at(address, today);
        if let Some(guardian) = guardian {
            form.guardian.set(guardian.name, today);
            form.relation.choose(Some(&guardian.relation));
        }
        form.mother = mother;
        form.civil.fill(civil, today);
        form
    }

    fn live_at(&mut self, home: Home, today: NaiveDate) {
        match home {
            Home::Village(code) => self.village.choose(Some(&Place::Village(code))),
            Home::Elsewhere(code) => {
                self.village.choose(Some(&Place::Elsewhere));
                self.area.set(code.0, today);
            }
            Home::Unknown => {}
        }
    }

    fn stand_at(&mut self, address: Address, today: NaiveDate) {
        let number = |number: Option<u16>| number.map(|number| number.to_string()).unwrap_or_default();
        self.address.set(address.text, today);
        self.rt.set(number(address.rt), today);
        self.rw.set(number(address.rw), today);
    }

    /// Somebody else was quicker: what was not typed here is as it is now; what was typed stays, with a note.
    fn catch_up(&mut self, clash: &Clash<people::Field, Details>, shared: &Shared) {
        let (Some(typed), Some(of)) = (self.details(), &self.amends) else { return };
        let (person, merged) = (of.person, clash.merge(&of.shown, &typed));
        let amends = Some(Amends { person, shown: (*clash.now).clone() });
        let (warnings, reasons) = (std::mem::take(&mut self.warnings), std::mem::take(&mut self.reasons));
        *self = Self { amends, warnings, reasons, ..Self::of(&merged, shared) };
        self.offer_reasons(shared);
        self.tell(&clash.labels(), &mut Self::of(&clash.now, shared));
    }

    fn is_elsewhere(&self) -> bool {
        self.village.value() == Some(&Place::Elsewhere)
    }

    /// The cursor goes on after this field.
    fn on_after(&mut self, field: &'static str) -> Action<super::Message> {
        self.after(field).map_or_else(Action::none, Action::focus)
    }
}

impl FrontDesk {
    pub(super) fn form(&self) -> Option<&Form> {
        match self.mode {
            Mode::New => self.new.as_deref(),
            Mode::Amend => self.amend.as_deref(),
            Mode::Desk | Mode::History | Mode::Paper | Mode::Death | Mode::Family | Mode::Merge => None,
        }
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        match self.mode {
            Mode::New => self.new.as_deref_mut(),
            Mode::Amend => self.amend.as_deref_mut(),
            Mode::Desk | Mode::History | Mode::Paper | Mode::Death | Mode::Family | Mode::Merge => None,
        }
    }

    /// A draft that is waiting behind Ctrl+N.
    pub(super) fn draft_name(&self) -> Option<&str> {
        let drafts = self.new.iter().chain(self.drafts.iter().rev());
        drafts.map(|form| form.name.text().trim()).find(|name| !name.is_empty())
    }

    /// Ctrl+N: the draft that is there, else a new form.
    pub(super) fn begin_new(&mut self, shared: &Shared) -> Action<super::Message> {
        if !shared.may(Permission::RegisterPeople) {
            return Action::none();
        }
        let typed = self.search.new_name().unwrap_or_default();
        let family = self.chosen.as_ref().and_then(|chosen| chosen.patient.as_deref());
        let begun = Form::new(shared).begun_with(&typed, shared.date());
        // Somebody else was looked for: what was typed of another waits, and is nobody else's.
        if !typed.is_empty() {
            let drafts = self.new.take().into_iter().chain(std::mem::take(&mut self.drafts));
            let (same, others): (Vec<_>, Vec<_>) =
                drafts.filter(|draft| draft.has_begun()).partition(|draft| draft.is_about(&begun));
            (self.new, self.drafts) = (same.into_iter().next(), others);
        } else if self.new.is_none() {
            self.new = self.drafts.pop();
        }
        let goes_on = self.new.is_some();
        let form = self.new.get_or_insert_with(|| Box::new(begun));
        form.family.offer(family);
        self.mode = Mode::New;
        // Whose draft it is is read first.
        let first = if form.name.is_empty() || goes_on { id::NAME } else { id::SEX };
        self.ask_similar().and(Action::focus(first))
    }

    /// F6: the form of the chosen person, as it was left where the person is still as seen then.
    pub(super) fn begin_amend(&mut self, shared: &Shared) -> Action<super::Message> {
        let patient = self.chosen.as_ref().and_then(|chosen| chosen.patient.as_deref());
        let Some(patient) = patient.filter(|_| shared.may(Permission::CorrectPeople)) else {
            return Action::none();
        };
        let person = patient.opened.person.id;
        let is_kept = self
            .amend
            .as_ref()
            .is_some_and(|form| form.amends.as_ref().is_some_and(|of| of.person == person));
        if !is_kept {
            self.amend = Some(Box::new(Form::amending(patient, shared)));
        }
        self.mode = Mode::Amend;
        Action::focus(id::NAME)
    }

    pub(super) fn on_form(&mut self, message: Message, shared: &Shared) -> Action<super::Message> {
        match message {
            Message::Save => return self.save(shared),
            Message::Registered(reply) => return self.registered(reply, shared),
            Message::Amended(reply) => return self.amended(reply, shared),
            Message::Instead(person) => return self.instead(person, shared),
            Message::Discard => return self.discard(),
            Message::Family(message) => return self.on_family(message, shared),
            _ => {}
        }
        let Some(form) = self.form_mut() else { return Action::none() };
        match message {
            Message::Form(Event::Enter(field)) => {
                let taken = form.take_proposal(field, shared);
                let next = form.on_after(field);
                return if taken { self.ask_similar().and(next) } else { next };
            }
            Message::Form(event @ Event::Typed(field, _)) => {
                form.hear(event, shared.date());
                form.flight.forget();
                if field == id::BIRTH {
                    form.offer_reasons(shared);
                }
                if field == id::GUARDIAN && form.amends.is_none() {
                    // Another name than the member's who was chosen.
                    form.mother = None;
                }
                let asks = matches!(
                    field,
                    id::NAME | id::BIRTH | id::NIK | id::BPJS | id::PHONE | id::GUARDIAN | id::FAMILY_CARD
                );
                return if asks { self.ask_similar() } else { Action::none() };
            }
            Message::Sex(at) => {
                form.sex = [Sex::Male, Sex::Female].get(at).copied();
                return self.ask_similar();
            }
            Message::SexByLetter(at) => {
                form.sex = [Sex::Male, Sex::Female].get(at).copied();
                let next = form.hear(Event::Enter(id::SEX), shared.date());
                return self.ask_similar().and(next.map_or_else(Action::none, Action::focus));
            }
            Message::Estimated => {
                let told = form.birth.value().map_or(Precision::Exact, |birth| birth.precision);
                // What was told is no date: it stays estimated.
                if told == Precision::Exact {
                    form.estimated = !form.estimated;
                }
                return self.ask_similar();
            }
            Message::Disabled => {
                form.disability = match form.disability {
                    Disability::None => Disability::Present,
                    Disability::Present => Disability::None,
                };
            }
            Message::NoNik(event) => {
                if form.no_nik.update(event).is_some() {
                    form.flight.forget();
                    return form.on_after(id::NO_NIK);
                }
            }
            Message::Village(event) => {
                if form.village.update(event).is_some() {
                    form.flight.forget();
                    let next = form.on_after(id::VILLAGE);
                    return self.ask_similar().and(next);
                }
            }
            Message::Relation(event) => {
                if form.relation.update(event).is_some() {
                    let next = form.on_after(id::RELATION);
                    return self.ask_similar().and(next);
                }
            }
            Message::Civil(message) => return form.on_civil(message),
            Message::Role(at) => form.take_role(at),
            Message::Similar(n, answer) => form.found_alike(n, answer),
            Message::Reason(at, text) => {
                if let Some(warning) = form.warnings.get(at) {
                    form.reasons.insert(*warning, text);
                }
            }
            Message::Save
            | Message::Registered(_)
            | Message::Amended(_)
            | Message::Instead(_)
            | Message::Discard
            | Message::Family(_) => {}
        }
        Action::none()
    }

    /// Who is perhaps here already; asked while the form is being filled.
    fn ask_similar(&mut self) -> Action<super::Message> {
        let Some(form) = self.form_mut() else { return Action::none() };
        let (n, draft) = (form.asked.ask(), form.draft());
        Action::ask(people::query::Similar(draft), move |answer| {
            super::Message::Form(Message::Similar(n, answer))
        })
    }
}

impl Form {
    fn found_alike(&mut self, n: Question, answer: Asked<people::Alike>) {
        if !self.asked.is(n) {
            return;
        }
        if let Ok(people::Alike { people, warnings }) = answer {
            self.similar = people;
            // An amendment is asked only about what it changes: the door says so when it is saved.
            if self.amends.is_none() {
                self.warnings = warnings;
            }
        }
    }
}
