//! The form for somebody new, or to amend somebody. Drafts are kept: Esc loses nothing.
//!
//! What is typed stays text here; [`check`] reads it, [`save`] sends it, [`view`] draws it.

mod check;
mod family;
mod save;
pub(super) mod view;

use std::collections::BTreeMap;

use super::{Asked, FrontDesk, Mode};
use crate::clinic::views::Patient;
use crate::clinic::{Permission, Refusal};
use crate::people::{
    self, Details, Disability, Home, Identity, NoNik, Precision, Relation, Role, Similar, Warning,
};
use crate::terms::{AreaCode, PersonId, Revision, Sex};
use crate::ui::action::Action;
use crate::ui::shared::Shared;
use crate::ui::widget::select::{self, Select};

/// Ids of the fields, in the order in which the eye goes.
pub mod id {
    /// Name.
    pub const NAME: &str = "form.name";
    /// Sex.
    pub const SEX: &str = "form.sex";
    /// Birth date.
    pub const BIRTH: &str = "form.birth";
    /// Whether the birth date is estimated.
    pub const ESTIMATED: &str = "form.estimated";
    /// NIK.
    pub const NIK: &str = "form.nik";
    /// Why there is none.
    pub const NO_NIK: &str = "form.no-nik";
    /// BPJS number.
    pub const BPJS: &str = "form.bpjs";
    /// Telephone.
    pub const PHONE: &str = "form.phone";
    /// Lives with a disability.
    pub const DISABLED: &str = "form.disabled";
    /// Village.
    pub const VILLAGE: &str = "form.village";
    /// Area code outside the clinic's villages.
    pub const AREA: &str = "form.area";
    /// RT.
    pub const RT: &str = "form.rt";
    /// RW.
    pub const RW: &str = "form.rw";
    /// Address.
    pub const ADDRESS: &str = "form.address";
    /// A member of the family folder.
    pub const FAMILY: &str = "form.family";
    /// Place in the family.
    pub const ROLE: &str = "form.role";
    /// Guardian.
    pub const GUARDIAN: &str = "form.guardian";
    /// What the guardian is.
    pub const RELATION: &str = "form.relation";
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

/// A field that is typed into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// Name.
    Name,
    /// Birth date.
    Birth,
    /// NIK.
    Nik,
    /// BPJS number.
    Bpjs,
    /// Telephone.
    Phone,
    /// Area code.
    Area,
    /// Address.
    Address,
    /// RT.
    Rt,
    /// RW.
    Rw,
    /// Guardian.
    Guardian,
}

/// Where somebody lives, as far as the list goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    Village(AreaCode),
    Elsewhere,
}

/// What can happen.
#[derive(Debug, Clone)]
pub enum Message {
    /// A field was typed into.
    Typed(Text, String),
    /// A sex, by its place.
    Sex(usize),
    /// The birth date is estimated, or is not.
    Estimated,
    /// Why there is no NIK.
    NoNik(select::Event),
    /// Lives with a disability, or does not.
    Disabled,
    /// A village.
    Village(select::Event),
    /// What the guardian is.
    Relation(select::Event),
    /// A place in the family.
    Role(usize),
    /// Something about the family folder.
    Family(family::Message),
    /// Who is perhaps the same, with the question's number.
    Similar(u64, Asked<people::Alike>),
    /// Why a warning is right nevertheless, by its place.
    Reason(usize, String),
    /// It is somebody who is here already.
    Instead(PersonId),
    /// Enter in the field of this id.
    After(&'static str),
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
    /// Whom it amends, and what was seen of them.
    amends: Option<Amends>,
    name: String,
    sex: Option<Sex>,
    birth: String,
    precision: Precision,
    nik: String,
    no_nik: Select<NoNik>,
    bpjs: String,
    phone: String,
    disability: Disability,
    village: Select<Place>,
    area: String,
    address: String,
    rt: String,
    rw: String,
    guardian: String,
    relation: Select<Relation>,
    mother: Option<PersonId>,
    family: family::Folder,
    /// Chosen by hand; else it follows from the folder and the age.
    role: Option<Role>,
    asked: u64,
    similar: Vec<Similar>,
    warnings: Vec<Warning>,
    reasons: BTreeMap<Warning, String>,
    /// Saving was tried: what is missing is said now.
    tried: bool,
    saving: bool,
    refusal: Option<Refusal>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Amends {
    person: PersonId,
    seen: Revision,
}

impl Form {
    fn new(shared: &Shared) -> Self {
        let words = &shared.words;
        let villages = shared.house.villages.iter();
        let villages = villages.map(|village| (Place::Village(village.code.clone()), village.name.clone()));
        let outside = (Place::Elsewhere, words.text("person-village-outside").into_owned());
        let reasons = NoNik::ALL.iter().map(|why| (*why, words.word("no-nik", why.as_str()).into_owned()));
        let relations = Relation::ALL.iter();
        let relations = relations.map(|one| (*one, words.word("guardian", one.as_str()).into_owned()));
        Self {
            amends: None,
            name: String::new(),
            sex: None,
            birth: String::new(),
            precision: Precision::Exact,
            nik: String::new(),
            no_nik: Select::new(reasons).dense(),
            bpjs: String::new(),
            phone: String::new(),
            disability: Disability::None,
            village: Select::new(villages.chain([outside])).dense(),
            area: String::new(),
            address: String::new(),
            rt: String::new(),
            rw: String::new(),
            guardian: String::new(),
            relation: Select::new(relations).dense(),
            mother: None,
            family: family::Folder::default(),
            role: None,
            asked: 0,
            similar: Vec::new(),
            warnings: Vec::new(),
            reasons: BTreeMap::new(),
            tried: false,
            saving: false,
            refusal: None,
        }
    }

    /// What was searched for in vain is the beginning: a NIK, else a name.
    fn begun_with(mut self, text: &str) -> Self {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        if digits.len() == text.chars().count() {
            if digits.len() == 16 {
                self.nik = digits;
            }
        } else {
            let capital = |word: &str| {
                let mut letters = word.chars();
                let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>());
                first.unwrap_or_default() + letters.as_str()
            };
            let words: Vec<String> = text.split_whitespace().map(capital).collect();
            self.name = words.join(" ");
        }
        self
    }

    fn amending(patient: &Patient, shared: &Shared) -> Self {
        let person = &patient.opened.person;
        let Details { name, sex, birth, identity, bpjs, home, address, phone, guardian, mother, disability } =
            person.details.clone();
        let mut form = Self::new(shared);
        let number = |number: Option<u16>| number.map(|number| number.to_string()).unwrap_or_default();
        form.amends = Some(Amends { person: person.id, seen: person.revision });
        form.name = name;
        form.sex = Some(sex);
        form.birth = shared.words.date(birth.date);
        form.precision = birth.precision;
        match identity {
            Identity::Nik(nik) => nik.as_str().clone_into(&mut form.nik),
            Identity::Without(why) => form.no_nik.choose(Some(&why)),
        }
        form.bpjs = bpjs.map(String::from).unwrap_or_default();
        form.phone = phone;
        form.disability = disability;
        match home {
            Home::Village(code) => form.village.choose(Some(&Place::Village(code))),
            Home::Elsewhere(code) => {
                form.village.choose(Some(&Place::Elsewhere));
                form.area = code.0;
            }
            Home::Unknown => {}
        }
        form.address = address.text;
        (form.rt, form.rw) = (number(address.rt), number(address.rw));
        if let Some(guardian) = guardian {
            form.guardian = guardian.name;
            form.relation.choose(Some(&guardian.relation));
        }
        form.mother = mother;
        form
    }

    fn text(&mut self, field: Text) -> &mut String {
        match field {
            Text::Name => &mut self.name,
            Text::Birth => &mut self.birth,
            Text::Nik => &mut self.nik,
            Text::Bpjs => &mut self.bpjs,
            Text::Phone => &mut self.phone,
            Text::Area => &mut self.area,
            Text::Address => &mut self.address,
            Text::Rt => &mut self.rt,
            Text::Rw => &mut self.rw,
            Text::Guardian => &mut self.guardian,
        }
    }

    fn is_elsewhere(&self) -> bool {
        self.village.value() == Some(&Place::Elsewhere)
    }

    /// Where Enter goes on.
    fn after(&self, field: &'static str) -> &'static str {
        let is_new = self.amends.is_none();
        match field {
            id::NAME => id::SEX,
            id::SEX => id::BIRTH,
            id::BIRTH => id::NIK,
            id::NIK if self.nik.trim().is_empty() => id::NO_NIK,
            id::NIK | id::NO_NIK => id::BPJS,
            id::BPJS => id::PHONE,
            id::PHONE => id::VILLAGE,
            id::VILLAGE if self.is_elsewhere() => id::AREA,
            id::VILLAGE | id::AREA => id::RT,
            id::RT => id::RW,
            id::RW => id::ADDRESS,
            id::ADDRESS if is_new => id::FAMILY,
            id::FAMILY => id::ROLE,
            id::ADDRESS | id::ROLE => id::GUARDIAN,
            id::GUARDIAN => id::RELATION,
            other => {
                let next = id::REASONS.iter().position(|reason| *reason == other).map_or(0, |at| at + 1);
                let reason = id::REASONS.get(next).filter(|_| next < self.warnings.len());
                reason.copied().unwrap_or(id::SAVE)
            }
        }
    }
}

impl FrontDesk {
    /// The form in view.
    pub(super) fn form(&self) -> Option<&Form> {
        match self.mode {
            Mode::New => self.new.as_deref(),
            Mode::Amend => self.amend.as_deref(),
            Mode::Desk | Mode::History | Mode::Paper | Mode::Death => None,
        }
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        match self.mode {
            Mode::New => self.new.as_deref_mut(),
            Mode::Amend => self.amend.as_deref_mut(),
            Mode::Desk | Mode::History | Mode::Paper | Mode::Death => None,
        }
    }

    /// A draft that is waiting behind Ctrl+N.
    pub(super) fn draft_name(&self) -> Option<&str> {
        self.new.as_ref().map(|form| form.name.trim()).filter(|name| !name.is_empty())
    }

    /// Ctrl+N: the draft that is there, else a new form.
    pub(super) fn begin_new(&mut self, shared: &Shared) -> Action<super::Message> {
        if !shared.may(Permission::RegisterPeople) {
            return Action::none();
        }
        let typed = self.search.unfound().unwrap_or_default();
        let family = self.chosen.as_ref().and_then(|chosen| chosen.patient.as_deref());
        let form = self.new.get_or_insert_with(|| Box::new(Form::new(shared).begun_with(typed)));
        form.family.offer(family);
        self.mode = Mode::New;
        let first = if form.name.is_empty() { id::NAME } else { form.after(id::NAME) };
        self.ask_similar(shared).and(Action::focus(first))
    }

    /// F6: the form of the chosen person, as it was left where the person is still as seen then.
    pub(super) fn begin_amend(&mut self, shared: &Shared) -> Action<super::Message> {
        let patient = self.chosen.as_ref().and_then(|chosen| chosen.patient.as_deref());
        let Some(patient) = patient.filter(|_| shared.may(Permission::CorrectPeople)) else {
            return Action::none();
        };
        let person = patient.opened.person.id;
        let is_kept =
            self.amend.as_ref().is_some_and(|form| form.amends.is_some_and(|of| of.person == person));
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
            Message::Typed(field, text) => {
                *form.text(field) = text;
                form.refusal = None;
                if field == Text::Guardian && form.amends.is_none() {
                    // Another name than the member's who was chosen.
                    form.mother = None;
                }
                let asks = matches!(field, Text::Name | Text::Birth | Text::Nik | Text::Bpjs | Text::Phone);
                return if asks { self.ask_similar(shared) } else { Action::none() };
            }
            Message::Sex(at) => {
                form.sex = [Sex::Male, Sex::Female].get(at).copied();
                return self.ask_similar(shared);
            }
            Message::Estimated => {
                form.precision = match form.precision {
                    Precision::Exact => Precision::Estimated,
                    Precision::Estimated => Precision::Exact,
                };
            }
            Message::Disabled => {
                form.disability = match form.disability {
                    Disability::None => Disability::Present,
                    Disability::Present => Disability::None,
                };
            }
            Message::NoNik(event) => {
                if form.no_nik.update(event).is_some() {
                    return Action::focus(form.after(id::NO_NIK));
                }
            }
            Message::Village(event) => {
                if form.village.update(event).is_some() {
                    return Action::focus(form.after(id::VILLAGE));
                }
            }
            Message::Relation(event) => {
                if form.relation.update(event).is_some() {
                    return Action::focus(form.after(id::RELATION));
                }
            }
            Message::Role(at) => form.role = Role::ALL.get(at).copied(),
            Message::Similar(n, answer) => form.found_alike(n, answer),
            Message::Reason(at, text) => {
                if let Some(warning) = form.warnings.get(at) {
                    form.reasons.insert(*warning, text);
                }
            }
            Message::After(field) => return Action::focus(form.after(field)),
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
    fn ask_similar(&mut self, shared: &Shared) -> Action<super::Message> {
        let Some(form) = self.form_mut() else { return Action::none() };
        form.asked += 1;
        let (n, draft) = (form.asked, form.draft(shared));
        Action::ask(people::query::Similar(draft), move |answer| {
            super::Message::Form(Message::Similar(n, answer))
        })
    }
}

impl Form {
    fn found_alike(&mut self, n: u64, answer: Asked<people::Alike>) {
        if n != self.asked {
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
