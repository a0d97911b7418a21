//! Reading the form: what was typed becomes [`Details`], or sentences beside the fields.

use chrono::NaiveDate;

use super::{Form, Place, id};
use crate::people::{
    Address, Birth, Details, Draft, Field, Guardian, Home, Identity, Relation, Role, Warning,
};
use crate::reference::areas::{NikArea, nik_district};
use crate::terms::{Age, AreaCode, BadBpjs, BadNik, BpjsNumber, Nik, NikBirth, Sex};
use crate::ui::shared::Shared;
use crate::ui::widget::field::Note;
use crate::words::{BadDate, Words, parse_date, parse_whole};

/// From this age on somebody is no child in the family.
const GROWN_YEARS: u32 = 18;

/// What keeps a form from being saved: the field and the sentence below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trouble {
    pub(super) id: &'static str,
    pub(super) sentence: String,
}

impl Form {
    pub(super) fn birth_date(&self, shared: &Shared) -> Result<NaiveDate, BadDate> {
        parse_date(&self.birth, shared.today().0)
    }

    pub(super) fn age(&self, shared: &Shared) -> Option<Age> {
        let birth = self.birth_date(shared).ok()?;
        Age::between(birth, shared.today().0)
    }

    /// The form as far as it can be compared with other people.
    pub(super) fn draft(&self, shared: &Shared) -> Draft {
        Draft {
            except: self.amends.map(|of| of.person),
            name: self.name.clone(),
            sex: self.sex,
            birth_date: self.birth_date(shared).ok(),
            nik: Nik::parse(&self.nik).ok(),
            bpjs: BpjsNumber::parse(&self.bpjs).ok(),
            phone: self.phone.clone(),
        }
    }

    /// The place in the family: chosen, or the one that the folder and the age make likely.
    pub(super) fn role(&self, shared: &Shared) -> Role {
        self.role.unwrap_or_else(|| match (self.family.joined(), self.age(shared)) {
            (None, _) => Role::Head,
            (Some(_), Some(age)) if age.years < GROWN_YEARS => Role::Child,
            (Some(_), _) => Role::Other,
        })
    }

    /// The form as it would be saved, or everything that is missing.
    pub(super) fn details(&self, shared: &Shared) -> Result<Details, Vec<Trouble>> {
        let words = &shared.words;
        let mut missing = Vec::new();
        let mut say = |id: &'static str, sentence: String| missing.push(Trouble { id, sentence });
        if !self.name.chars().any(char::is_alphabetic) {
            say(id::NAME, words.text("refusal-person-name-missing").into_owned());
        }
        if self.sex.is_none() {
            say(id::SEX, words.text("person-sex-missing").into_owned());
        }
        let birth = self.birth_date(shared);
        if let Some(sentence) = bad_birth(birth, shared) {
            say(id::BIRTH, sentence);
        }
        let identity = self.identity(words);
        if let Err(trouble) = &identity {
            say(trouble.id, trouble.sentence.clone());
        }
        let bpjs = self.bpjs_number();
        if let Err(error) = bpjs {
            say(id::BPJS, bad_bpjs(error, words));
        }
        let home = self.home();
        if home.is_none() {
            say(id::AREA, words.text("person-area-form").into_owned());
        }
        let (rt, rw) = (small_number(&self.rt), small_number(&self.rw));
        for (id, number) in [(id::RT, rt), (id::RW, rw)] {
            if number.is_err() {
                say(id, words.text("person-rt-form").into_owned());
            }
        }
        if !self.guardian.trim().is_empty() && self.relation.value().is_none() {
            say(id::RELATION, words.text("person-relation-missing").into_owned());
        }
        let (Some(sex), Ok(date), Ok(identity), Ok(bpjs), Some(home), Ok(rt), Ok(rw), true) =
            (self.sex, birth, identity, bpjs, home, rt, rw, missing.is_empty())
        else {
            return Err(missing);
        };
        Ok(Details {
            name: self.name.clone(),
            sex,
            birth: Birth { date, precision: self.precision },
            identity,
            bpjs,
            home,
            address: Address { text: self.address.clone(), rt, rw },
            phone: self.phone.clone(),
            guardian: self.guardian(),
            mother: self.mother,
            disability: self.disability,
        })
    }

    fn identity(&self, words: &Words) -> Result<Identity, Trouble> {
        if self.nik.trim().is_empty() {
            let why = self.no_nik.value().copied().map(Identity::Without);
            let sentence = || words.text("person-no-nik-why").into_owned();
            return why.ok_or_else(|| Trouble { id: id::NO_NIK, sentence: sentence() });
        }
        let nik = Nik::parse(&self.nik).map(Identity::Nik);
        nik.map_err(|error| Trouble { id: id::NIK, sentence: bad_nik(error, words) })
    }

    fn bpjs_number(&self) -> Result<Option<BpjsNumber>, BadBpjs> {
        if self.bpjs.trim().is_empty() { Ok(None) } else { BpjsNumber::parse(&self.bpjs).map(Some) }
    }

    /// `None` where the code of an area outside cannot be one.
    fn home(&self) -> Option<Home> {
        match self.village.value() {
            None => Some(Home::Unknown),
            Some(Place::Village(code)) => Some(Home::Village(code.clone())),
            Some(Place::Elsewhere) => {
                let code: String = self.area.chars().filter(char::is_ascii_digit).collect();
                match code.len() {
                    0 => Some(Home::Unknown),
                    2 | 4 | 6 | 10 => Some(Home::Elsewhere(AreaCode(code))),
                    _ => None,
                }
            }
        }
    }

    fn guardian(&self) -> Option<Guardian> {
        let name = self.guardian.trim();
        let relation = self.relation.value().copied().unwrap_or(Relation::Other);
        (!name.is_empty()).then(|| Guardian { name: name.to_owned(), relation })
    }

    /// The sentence below a field, once saving was tried or the door refused.
    pub(super) fn trouble_at(&self, field: &'static str, shared: &Shared) -> Option<Note<'static>> {
        use crate::clinic::Refusal::People;
        use crate::people::Error;
        if let Some(refusal @ People(error)) = &self.refusal {
            let about = match error {
                Error::NameMissing | Error::BadField(Field::Name) => id::NAME,
                Error::BirthInFuture | Error::BirthTooLongAgo => id::BIRTH,
                Error::BadField(Field::Address) => id::ADDRESS,
                Error::BadField(Field::Rt) => id::RT,
                Error::BadField(Field::Rw) => id::RW,
                Error::BadField(Field::Phone) => id::PHONE,
                Error::BadField(Field::Guardian) | Error::BadMother => id::GUARDIAN,
                Error::BadField(Field::Area) | Error::UnknownVillage => id::VILLAGE,
                Error::MemberTaken(_) | Error::FamilyFull | Error::UnknownFamily => id::FAMILY,
                _ => "",
            };
            if about == field {
                return Some(Note::refuse(refusal.explain(&shared.words)));
            }
        }
        if !self.tried {
            return None;
        }
        let missing = self.details(shared).err()?;
        missing.into_iter().find(|trouble| trouble.id == field).map(|trouble| Note::refuse(trouble.sentence))
    }

    /// Below the birth date: the age as it would be said.
    pub(super) fn birth_note(&self, shared: &Shared) -> Option<Note<'static>> {
        match (self.birth_date(shared), self.age(shared)) {
            (Ok(_), Some(age)) => Some(Note::help(shared.words.age_long(age))),
            (Ok(date), None) => bad_birth(Ok(date), shared).map(Note::refuse),
            (Err(BadDate::NoSuchDay), _) => {
                Some(Note::refuse(shared.words.text("problem-date-none").into_owned()))
            }
            _ => self.trouble_at(id::BIRTH, shared),
        }
    }

    /// Below the NIK: what it says, compared with what was typed.
    pub(super) fn nik_note(&self, shared: &Shared) -> Option<Note<'static>> {
        let words = &shared.words;
        if self.nik.trim().is_empty() {
            return self.trouble_at(id::NIK, shared);
        }
        let nik = match Nik::parse(&self.nik) {
            Err(error @ BadNik::Length(count)) if count < 16 && !self.tried => {
                return Some(Note::help(bad_nik(error, words)));
            }
            Err(error) => return Some(Note::refuse(bad_nik(error, words))),
            Ok(nik) => nik,
        };
        let typed = self.birth_date(shared).ok();
        let NikBirth::Date(date) = nik.birth(shared.today().0, typed) else {
            return Some(Note::warn(words.text("warning-detail-nik-date").into_owned()));
        };
        let sex = sex_word(nik.sex(), words);
        if typed.is_some_and(|typed| typed != date) {
            let date = words.date(date);
            return Some(Note::warn(words.with("warning-detail-nik-birth", &[("date", date)])));
        }
        if self.sex.is_some_and(|typed| typed != nik.sex()) {
            return Some(Note::warn(words.with("warning-detail-nik-sex", &[("sex", sex)])));
        }
        let profile = &shared.house.profile;
        let district = nik.district();
        // Of another district its regency too: small names repeat.
        let district = match nik_district(&district.0) {
            NikArea::Known { district: name, .. } if district == profile.district => name.to_owned(),
            NikArea::Known { district: name, regency, .. } => format!("{name}, {regency}"),
            NikArea::Unknown => district.dotted(),
        };
        let date = words.date(date);
        let reading = words.with("nik-reads", &[("sex", sex), ("date", date), ("district", district)]);
        Some(Note::fine(reading))
    }

    /// Below the BPJS number, while it is being typed.
    pub(super) fn bpjs_note(&self, shared: &Shared) -> Option<Note<'static>> {
        match self.bpjs_number() {
            Ok(_) => None,
            Err(error @ BadBpjs::Length(count)) if count < 13 && !self.tried => {
                Some(Note::help(bad_bpjs(error, &shared.words)))
            }
            Err(error) => Some(Note::refuse(bad_bpjs(error, &shared.words))),
        }
    }

    /// What a warning says, with whom it speaks of where that is known.
    pub(super) fn warning(&self, warning: Warning, shared: &Shared) -> String {
        let sentence = shared.words.word("warning", &warning.code().replace('-', "_"));
        let about = warning.about().and_then(|id| self.similar.iter().find(|one| one.card.id == id));
        match about {
            Some(one) => format!("{sentence} ({}, {})", one.card.name, one.card.record_number),
            None => sentence.into_owned(),
        }
    }
}

pub(super) fn sex_word(sex: Sex, words: &Words) -> String {
    words.word("sex", sex.as_str()).into_owned()
}

fn bad_birth(date: Result<NaiveDate, BadDate>, shared: &Shared) -> Option<String> {
    let key = match date {
        Ok(date) if date > shared.today().0 => "refusal-person-birth-in-future",
        Ok(_) => return None,
        Err(BadDate::Empty) => "problem-date-empty",
        Err(BadDate::Form) => "problem-date-form",
        Err(BadDate::NoSuchDay) => "problem-date-none",
    };
    Some(shared.words.text(key).into_owned())
}

fn bad_nik(error: BadNik, words: &Words) -> String {
    match error {
        BadNik::NotDigits => words.text("nik-letters").into_owned(),
        BadNik::Length(count) if count < 16 => words.with("nik-short", &[("count", count)]),
        BadNik::Length(count) => words.with("nik-long", &[("count", count)]),
        BadNik::Serial => words.text("nik-serial").into_owned(),
    }
}

fn bad_bpjs(error: BadBpjs, words: &Words) -> String {
    match error {
        BadBpjs::NotDigits => words.text("bpjs-letters").into_owned(),
        BadBpjs::Length(count) if count < 13 => words.with("bpjs-short", &[("count", count)]),
        BadBpjs::Length(count) => words.with("bpjs-long", &[("count", count)]),
    }
}

/// RT and RW: 1 to 999, or nothing.
fn small_number(text: &str) -> Result<Option<u16>, ()> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    match parse_whole(text) {
        Ok(number @ 1..=999) => Ok(u16::try_from(number).ok()),
        _ => Err(()),
    }
}
