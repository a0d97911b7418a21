//! Reading the form: what was typed becomes [`Details`], or sentences beside the fields.

use super::{Amends, Form, Place, id};
use crate::clinic::{Refusal, usual};
use crate::people::rules;
use crate::people::{
    Address, Birth, Details, Draft, Error, Field, Guardian, Home, Identity, NoNik, Precision, Relation, Role,
    Warning,
};
use crate::reference::areas::{NikArea, nik_district};
use crate::terms::{Age, NikBirth, Sex};
use crate::ui::flight::Problem;
use crate::ui::form::{self, Form as _, Input};
use crate::ui::shared::Shared;
use crate::ui::widget::field::Note;
use crate::words::Words;
use chrono::{Datelike as _, NaiveDate};

impl form::Form for Form {
    fn inputs(&mut self) -> Vec<&mut dyn Input> {
        let elsewhere = self.is_elsewhere();
        let mut inputs: Vec<&mut dyn Input> =
            vec![&mut self.name, &mut self.birth, &mut self.nik, &mut self.bpjs, &mut self.phone];
        if elsewhere {
            inputs.push(&mut self.area);
        }
        let last: [&mut dyn Input; 4] = [&mut self.rt, &mut self.rw, &mut self.address, &mut self.guardian];
        inputs.extend(last);
        inputs.extend(self.civil.inputs());
        inputs
    }

    fn order(&mut self) -> Vec<&'static str> {
        let mut order = vec![id::NAME, id::SEX, id::BIRTH, id::NIK];
        order.extend(self.nik.is_empty().then_some(id::NO_NIK));
        order.extend([id::BPJS, id::PHONE, id::VILLAGE]);
        order.extend(self.is_elsewhere().then_some(id::AREA));
        order.extend([id::RT, id::RW, id::ADDRESS]);
        if self.amends.is_none() {
            order.extend([id::FAMILY, id::ROLE]);
        }
        order.extend([id::GUARDIAN, id::RELATION]);
        order.extend(self.civil.order());
        order.extend(id::REASONS.into_iter().take(self.warnings.len()));
        order.push(id::SAVE);
        order
    }

    fn missing(&self) -> Vec<(&'static str, Problem)> {
        let no_nik = self.nik.is_empty() && self.no_nik.value().is_none();
        let relation = !self.guardian.is_empty() && self.relation.value().is_none();
        let all = [
            (self.sex.is_none(), id::SEX, "person-sex-missing"),
            (no_nik, id::NO_NIK, "person-no-nik-why"),
            (self.village.unread().is_some(), id::VILLAGE, "person-not-in-list"),
            (relation, id::RELATION, "person-relation-missing"),
        ];
        let unread = self.civil.unread().map(|id| (true, id, "person-not-in-list"));
        all.into_iter()
            .chain(unread)
            .filter(|(is, ..)| *is)
            .map(|(_, id, key)| (id, Problem::Key(key)))
            .collect()
    }
}

impl Form {
    pub(super) fn age(&self, shared: &Shared) -> Option<Age> {
        Age::between(self.birth()?.date, shared.date())
    }

    /// When they were born, and how well that is known.
    pub(super) fn birth(&self) -> Option<Birth> {
        let told = *self.birth.value()?;
        Some(match told.precision {
            Precision::Exact if self.estimated => Birth { precision: Precision::Estimated, ..told },
            Precision::Year => {
                let stored = self.stands_for.filter(|date| date.year() == told.date.year());
                Birth { date: stored.unwrap_or(told.date), ..told }
            }
            Precision::Exact | Precision::Estimated => told,
        })
    }

    pub(super) fn is_estimated(&self) -> bool {
        self.birth().map_or(self.estimated, |birth| birth.precision != Precision::Exact)
    }

    /// Whether anything was typed or chosen.
    pub(in crate::ui::front_desk) fn has_begun(&self) -> bool {
        let typed = [
            self.name.text(),
            self.birth.text(),
            self.nik.text(),
            self.bpjs.text(),
            self.phone.text(),
            self.address.text(),
            self.guardian.text(),
        ];
        typed.into_iter().any(|text| !text.trim().is_empty())
            || self.sex.is_some()
            || self.village.value().is_some()
            || self.is_saving()
    }

    /// Whether the person that it amends stands otherwise in it.
    pub(in crate::ui::front_desk) fn is_changed(&self) -> bool {
        self.amends.as_ref().is_some_and(|of| self.details().as_ref() != Some(&of.shown))
    }

    /// Whether a form that was just begun with a name or a NIK is about the same one.
    pub(super) fn is_about(&self, begun: &Self) -> bool {
        let said = |form: &Self| (form.name.text().trim().to_lowercase(), form.nik.text().trim().to_owned());
        let ((name, nik), (other, other_nik)) = (said(self), said(begun));
        (name == other && !name.is_empty()) || (nik == other_nik && !nik.is_empty())
    }

    /// The form as far as it can be compared with other people.
    pub(super) fn draft(&self) -> Draft {
        Draft {
            except: self.amends.as_ref().map(|of| of.person),
            name: self.name.text().to_owned(),
            sex: self.sex,
            birth_date: self.birth().map(|birth| birth.date),
            nik: self.nik.value().cloned().flatten(),
            bpjs: self.bpjs.value().cloned().flatten(),
            phone: self.phone.text().to_owned(),
            precision: self.birth().map(|birth| birth.precision),
            area: match self.village.value() {
                Some(Place::Village(code)) => Some(code.clone()),
                Some(Place::Elsewhere) | None => None,
            },
            mother: self.mother,
            mother_name: match self.relation.value() {
                Some(Relation::Mother) => self.guardian.text().to_owned(),
                _ => String::new(),
            },
            family_card: self.civil.family_card(),
        }
    }

    /// The place in the family: chosen, or the one that the folder and the age make likely.
    pub(super) fn role(&self, shared: &Shared) -> Role {
        self.role.unwrap_or_else(|| usual::family_role(self.family.joined().is_some(), self.age(shared)))
    }

    /// The form as it would be saved, once nothing is missing.
    pub(super) fn details(&self) -> Option<Details> {
        let identity = match self.nik.value()?.clone() {
            Some(nik) => Identity::Nik(nik),
            None => Identity::Without(*self.no_nik.value()?),
        };
        let home = match self.village.value() {
            None => Home::Unknown,
            Some(Place::Village(code)) => Home::Village(code.clone()),
            Some(Place::Elsewhere) => self.area.value()?.clone().map_or(Home::Unknown, Home::Elsewhere),
        };
        let relation = self.relation.value().copied().unwrap_or(Relation::Other);
        let guardian = Some(self.guardian.value()?.clone()).filter(|name| !name.is_empty());
        Some(Details {
            name: self.name.value()?.clone(),
            sex: self.sex?,
            birth: self.birth()?,
            identity,
            bpjs: self.bpjs.value()?.clone(),
            home,
            address: Address {
                text: self.address.value()?.clone(),
                rt: *self.rt.value()?,
                rw: *self.rw.value()?,
            },
            phone: self.phone.value()?.clone(),
            guardian: guardian.map(|name| Guardian { name, relation }),
            mother: self.mother,
            disability: self.disability,
            civil: self.civil.value()?,
        })
    }

    /// The reasons for having no NIK that the age allows, and the one that is stored.
    pub(super) fn offer_reasons(&mut self, shared: &Shared) {
        let stored = match &self.amends {
            Some(Amends { shown: Details { identity: Identity::Without(why), .. }, .. }) => Some(*why),
            _ => None,
        };
        let birth = self.birth().map(|birth| birth.date);
        let allowed: Vec<_> = rules::reasons(birth, shared.date()).collect();
        let offered = NoNik::ALL.into_iter().filter(|why| allowed.contains(why) || stored == Some(*why));
        let name = |why: NoNik| shared.words.word("no-nik", why.as_str()).into_owned();
        self.no_nik.offer(offered.map(|why| (why, name(why))));
    }

    /// The field that the door's refusal is about, where it is one of those that are there.
    pub(super) fn refused_field(&self) -> Option<&'static str> {
        let Some(Problem::Refused(Refusal::People(error))) = self.flight.problem() else { return None };
        let field = about(error);
        let is_there = match field {
            "" => false,
            id::NO_NIK => self.nik.is_empty(),
            id::FAMILY | id::ROLE => self.amends.is_none(),
            id::BIRTHPLACE => self.civil.order().contains(&id::BIRTHPLACE),
            _ => true,
        };
        is_there.then_some(field)
    }

    /// What the door says against a field, or that a choice is missing once saving was tried.
    pub(super) fn note_at(&self, field: &'static str, words: &Words) -> Option<Note<'static>> {
        if let Some(problem @ Problem::Refused(Refusal::People(error))) = self.flight.problem()
            && about(error) == field
        {
            return Some(Note::refuse(problem.explain(words)));
        }
        let missing = self.missing().into_iter().find(|(id, _)| *id == field && self.name.is_tried());
        missing.map(|(_, problem)| Note::refuse(problem.explain(words)))
    }

    /// What the NIK says of sex and birth date, where nothing was chosen there, or what was told is an estimate of it.
    pub(super) fn proposed(&self, shared: &Shared) -> (Option<Sex>, Option<NaiveDate>) {
        let Some(Some(nik)) = self.nik.value() else { return (None, None) };
        let told = self.birth();
        let NikBirth::Date(date) = nik.birth(shared.date(), told.map(|birth| birth.date)) else {
            return (None, None);
        };
        let guessed =
            told.is_some_and(|told| told.precision != Precision::Exact && rules::may_mean(told, date));
        (self.sex.is_none().then(|| nik.sex()), (self.birth.is_empty() || guessed).then_some(date))
    }

    /// Enter in an empty field takes what the NIK says of it.
    pub(super) fn take_proposal(&mut self, field: &'static str, shared: &Shared) -> bool {
        match (field, self.proposed(shared)) {
            (id::SEX, (Some(sex), _)) => self.sex = Some(sex),
            (id::BIRTH, (_, Some(date))) => {
                self.birth.set(shared.words.date(date), shared.date());
                self.estimated = false;
                self.offer_reasons(shared);
            }
            _ => return false,
        }
        true
    }

    /// Below the birth date: the age as it would be said.
    pub(super) fn birth_note(&self, shared: &Shared) -> Option<Note<'static>> {
        let words = &shared.words;
        if let (_, Some(date)) = self.proposed(shared) {
            let proposal = words.with("nik-proposes", &[("value", words.date(date))]);
            return self.note_at(id::BIRTH, words).or(Some(Note::fine(proposal)));
        }
        match (self.age(shared), self.birth.problem()) {
            (Some(age), _) => {
                let said = words.age_long(age);
                let said = match self.birth() {
                    None | Some(Birth { precision: Precision::Exact, .. }) => said,
                    Some(birth @ Birth { precision: Precision::Estimated, .. }) => {
                        words.with("birth-about", &[("age", said), ("date", words.date(birth.date))])
                    }
                    Some(birth @ Birth { precision: Precision::Year, .. }) => {
                        let year = birth.date.format("%Y").to_string();
                        words.with("birth-year-about", &[("age", words.age(age)), ("year", year)])
                    }
                };
                self.note_at(id::BIRTH, words).or(Some(Note::help(said)))
            }
            // A day that cannot be is no unfinished one.
            (
                None,
                Some(
                    problem @ (Problem::Refused(_)
                    | Problem::Key("problem-date-none" | "problem-date-not-come")),
                ),
            ) => Some(Note::refuse(problem.explain(words))),
            _ => self.birth.note(words),
        }
    }

    /// Below the NIK: what it says, compared with what was typed.
    pub(super) fn nik_note(&self, shared: &Shared) -> Option<Note<'static>> {
        let words = &shared.words;
        let Some(Some(nik)) = self.nik.value() else { return self.nik.note(words) };
        let told = self.birth();
        let NikBirth::Date(date) = nik.birth(shared.date(), told.map(|birth| birth.date)) else {
            return Some(Note::warn(words.text("warning-detail-nik-date").into_owned()));
        };
        let sex = sex_word(nik.sex(), words);
        if told.is_some_and(|told| !rules::may_mean(told, date)) {
            let date = words.date(date);
            return Some(Note::warn(words.with("warning-detail-nik-birth", &[("date", date)])));
        }
        if self.sex.is_some_and(|typed| typed != nik.sex()) {
            return Some(Note::warn(words.with("warning-detail-nik-sex", &[("sex", sex)])));
        }
        let profile = &shared.config.profile;
        let district = nik.district();
        // Of another district its regency too: small names repeat.
        let district = match nik_district(&district.0) {
            NikArea::Known { district: name, .. } if district == profile.district => name.to_owned(),
            NikArea::Known { district: name, regency, .. } => format!("{name}, {regency}"),
            NikArea::Former { regency, province } => {
                regency.map_or_else(|| province.to_owned(), |regency| format!("{regency}, {province}"))
            }
            NikArea::Unknown => district.dotted(),
        };
        let date = words.date(date);
        let reading = words.with("nik-reads", &[("sex", sex), ("date", date), ("district", district)]);
        Some(Note::fine(reading))
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

/// The field that a refusal of the door is about; empty for none.
const fn about(error: &Error) -> &'static str {
    match error {
        Error::NameMissing | Error::BadField(Field::Name) | Error::Hidden(Field::Name, _) => id::NAME,
        Error::BirthInFuture | Error::BirthTooLongAgo => id::BIRTH,
        Error::NotNewborn => id::NO_NIK,
        Error::BadField(Field::Address) | Error::Hidden(Field::Address, _) => id::ADDRESS,
        Error::BadField(Field::Rt) => id::RT,
        Error::BadField(Field::Rw) => id::RW,
        Error::BadField(Field::Phone) | Error::Hidden(Field::Phone, _) => id::PHONE,
        Error::BadField(Field::Birthplace) | Error::Hidden(Field::Birthplace, _) => id::BIRTHPLACE,
        Error::BadField(Field::Guardian) | Error::Hidden(Field::Guardian, _) | Error::BadMother => {
            id::GUARDIAN
        }
        Error::BadField(Field::Home) | Error::UnknownVillage => id::VILLAGE,
        Error::TooYoung(_) => id::ROLE,
        Error::MemberTaken(_) | Error::FamilyFull | Error::UnknownFamily => id::FAMILY,
        _ => "",
    }
}
