//! What may be written about a person, and what must be asked first. No SQL, no clock.

use chrono::{Datelike as _, Months, NaiveDate};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::likeness::{self, Traits};
use super::{
    Address, AreaStanding, Birth, Civil, Config, Confirmation, Death, Details, Draft, Error, Field, Home,
    Identity, Member, NoNik, Person, Precision, Relation, Role, Similar, Warning, record,
};
use crate::people::record::{RecordFormat, RecordParts};
use crate::terms::{Age, AreaCode, Nik, NikBirth, PersonId, Revision, Sex, unseen};

/// Nobody older is believed. The oldest person ever recorded reached 122.
const OLDEST_YEARS: u32 = 130;
const LONGEST_NAME: usize = 150;
const LONGEST_TEXT: usize = 300;
const LONGEST_PHONE: usize = 40;
/// RT and RW.
pub const HOUSE_NUMBERS: RangeInclusive<u16> = 1..=999;

/// What is known of other people when somebody is checked.
#[derive(Debug, Clone, Default)]
pub struct Others {
    /// Somebody else with the same NIK.
    pub same_nik: Option<PersonId>,
    /// Somebody else with the same BPJS number.
    pub same_bpjs: Option<PersonId>,
    /// People who are alike, best first.
    pub similar: Vec<Similar>,
}

/// What of a form is looked at for warnings; a form half filled has less.
#[derive(Debug, Clone, Copy)]
pub struct Claims<'a> {
    /// Sex once chosen.
    pub sex: Option<Sex>,
    /// When somebody was born once complete, and how well it is known.
    pub birth: Option<Birth>,
    /// NIK once complete.
    pub nik: Option<&'a Nik>,
}

impl<'a> Claims<'a> {
    /// All of a complete form.
    pub const fn of(details: &'a Details) -> Self {
        Self { sex: Some(details.sex), birth: Some(details.birth), nik: details.identity.nik() }
    }
}

/// Everything that looks wrong about a form, in the order in which it is shown.
pub fn check(
    claims: Claims<'_>,
    others: &Others,
    nik_area: fn(&AreaCode) -> AreaStanding,
    today: NaiveDate,
) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if let Some(nik) = claims.nik {
        check_nik(nik, claims, today, &mut warnings);
        if nik_area(&nik.district()) == AreaStanding::Unknown {
            warnings.push(Warning::NikAreaUnknown);
        }
    }
    warnings.extend(others.same_nik.map(Warning::NikTaken));
    warnings.extend(others.same_bpjs.map(Warning::BpjsTaken));
    let asked = |id: PersonId| others.same_nik == Some(id) || others.same_bpjs == Some(id);
    warnings.extend(
        others
            .similar
            .iter()
            .filter(|similar| similar.is_likely() && !asked(similar.card.id))
            .map(|similar| Warning::LikelyDuplicate(similar.card.id)),
    );
    warnings
}

fn check_nik(nik: &Nik, claims: Claims<'_>, today: NaiveDate, warnings: &mut Vec<Warning>) {
    match nik.birth(today, claims.birth.map(|birth| birth.date)) {
        NikBirth::Impossible => warnings.push(Warning::NikImpossibleDate),
        NikBirth::Date(date) => {
            if claims.birth.is_some_and(|told| !may_mean(told, date)) {
                warnings.push(Warning::NikBirthDate);
            }
        }
    }
    if claims.sex.is_some_and(|typed| typed != nik.sex()) {
        warnings.push(Warning::NikSex);
    }
}

/// Whether what was told of a birth may mean a day: an estimate as far as such are off, a year alone the year beside it.
pub fn may_mean(told: Birth, date: NaiveDate) -> bool {
    let years = (told.date.year() - date.year()).abs();
    match told.precision {
        Precision::Exact => told.date == date,
        Precision::Estimated => years <= likeness::YEARS_OFF_ESTIMATED,
        Precision::Year => years <= 1,
    }
}

/// The warnings of a change that its own fields raise: nobody is asked twice about what stays as it was.
pub fn of_changed_fields(warnings: Vec<Warning>, before: &Details, after: &Details) -> Vec<Warning> {
    let nik = before.identity.nik() != after.identity.nik();
    let birth = before.birth.date != after.birth.date;
    let sex = before.sex != after.sex;
    let bpjs = before.bpjs != after.bpjs;
    let likeness = nik || birth || bpjs || before.name != after.name || before.phone != after.phone;
    warnings
        .into_iter()
        .filter(|warning| match warning {
            Warning::NikBirthDate => nik || birth,
            Warning::NikSex => nik || sex,
            Warning::NikImpossibleDate | Warning::NikAreaUnknown | Warning::NikTaken(_) => nik,
            Warning::BpjsTaken(_) => bpjs,
            Warning::LikelyDuplicate(_) => likeness,
        })
        .collect()
}

/// Whether every warning was seen and answered with a reason; gives the answers that are to be kept.
pub fn all_confirmed(warnings: &[Warning], confirmed: &[Confirmation]) -> Result<Vec<Confirmation>, Error> {
    let mut kept = Vec::new();
    let mut open = Vec::new();
    for warning in warnings {
        match confirmed.iter().find(|confirmation| confirmation.warning == *warning) {
            Some(Confirmation { reason, .. }) if reason.trim().is_empty() => {
                return Err(Error::ReasonMissing(*warning));
            }
            Some(Confirmation { reason, .. }) if reason.chars().count() > LONGEST_TEXT => {
                return Err(Error::BadReason);
            }
            Some(confirmation) => {
                kept.push(Confirmation { warning: *warning, reason: confirmation.reason.trim().to_owned() });
            }
            None => open.push(*warning),
        }
    }
    if open.is_empty() { Ok(kept) } else { Err(Error::NeedsConfirmation(warnings.to_vec())) }
}

/// The form with its texts tidied, or what cannot be saved at all.
pub fn tidy(details: &Details, config: &Config, today: NaiveDate) -> Result<Details, Error> {
    let name = name(&details.name)?;
    born(details.birth.date, today)?;
    let text = one_line(&details.address.text, LONGEST_TEXT, Field::Address)?;
    let in_range = |number: Option<u16>| number.is_none_or(|number| HOUSE_NUMBERS.contains(&number));
    if !in_range(details.address.rt) {
        return Err(Error::BadField(Field::Rt));
    }
    if !in_range(details.address.rw) {
        return Err(Error::BadField(Field::Rw));
    }
    let phone = one_line(&details.phone, LONGEST_PHONE, Field::Phone)?;
    let guardian = match &details.guardian {
        None => None,
        Some(guardian) => {
            let name = one_line(&guardian.name, LONGEST_NAME, Field::Guardian)?;
            if name.is_empty() {
                return Err(Error::BadField(Field::Guardian));
            }
            Some(super::Guardian { name, relation: guardian.relation })
        }
    };
    match &details.home {
        Home::Village(code) if !config.villages.contains_key(code) => return Err(Error::UnknownVillage),
        Home::Elsewhere(code) if AreaCode::parse(&code.0).as_ref() != Some(code) => {
            return Err(Error::BadField(Field::Home));
        }
        _ => {}
    }
    let birthplace = one_line(&details.civil.birthplace, LONGEST_NAME, Field::Birthplace)?;
    let civil = Civil { birthplace, ..details.civil.clone() };
    let address = Address { text, ..details.address };
    Ok(Details { name, address, phone, guardian, civil, ..details.clone() })
}

/// A name with its spaces tidied.
pub fn name(text: &str) -> Result<String, Error> {
    let name = one_line(text, LONGEST_NAME, Field::Name)?;
    if name.chars().any(char::is_alphabetic) { Ok(name) } else { Err(Error::NameMissing) }
}

/// Whether somebody who is alive today may be born on this day.
pub fn born(on: NaiveDate, today: NaiveDate) -> Result<(), Error> {
    let oldest = today.checked_sub_months(Months::new(OLDEST_YEARS * 12));
    if on > today {
        Err(Error::BirthInFuture)
    } else if oldest.is_some_and(|oldest| on < oldest) {
        Err(Error::BirthTooLongAgo)
    } else {
        Ok(())
    }
}

/// Spaces made single, ends trimmed; refused when too long or with a sign inside that nobody sees.
fn one_line(text: &str, longest: usize, field: Field) -> Result<String, Error> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    match unseen(&line) {
        Some(sign) => Err(Error::Hidden(field, sign)),
        None if line.chars().count() > longest => Err(Error::BadField(field)),
        None => Ok(line),
    }
}

/// What somebody is compared by.
pub fn traits(details: &Details) -> Traits {
    let guardian = details.guardian.as_ref().filter(|guardian| guardian.relation == Relation::Mother);
    Traits {
        name: details.name.clone(),
        sex: Some(details.sex),
        birth: Some(details.birth),
        nik: details.identity.nik().cloned(),
        bpjs: details.bpjs.clone(),
        phone: likeness::phone_key(&details.phone),
        area: details.home.area().cloned(),
        mother: details.mother,
        mother_name: guardian.map(|guardian| guardian.name.clone()).unwrap_or_default(),
        family_card: details.civil.family_card.clone(),
    }
}

/// When somebody was born by a form half filled.
pub fn birth_of_draft(draft: &Draft) -> Option<Birth> {
    draft.birth_date.map(|date| Birth { date, precision: draft.precision.unwrap_or_default() })
}

/// The same of a form half filled.
pub fn traits_of_draft(draft: &Draft) -> Traits {
    Traits {
        name: draft.name.clone(),
        sex: draft.sex,
        birth: birth_of_draft(draft),
        nik: draft.nik.clone(),
        bpjs: draft.bpjs.clone(),
        phone: likeness::phone_key(&draft.phone),
        area: draft.area.clone(),
        mother: draft.mother,
        mother_name: draft.mother_name.clone(),
        family_card: draft.family_card.clone(),
    }
}

/// Refuses a change made by somebody who looked at an older state.
pub fn unchanged(seen: Option<Revision>, now: Revision) -> Result<(), Error> {
    if now.is_other_than(seen) { Err(Error::Changed(now)) } else { Ok(()) }
}

/// Whether somebody without a NIK may be given one.
pub fn may_get_nik(identity: &Identity) -> Result<(), Error> {
    if identity.nik().is_some() { Err(Error::HasNik) } else { Ok(()) }
}

/// Whether a death may be written down.
pub fn may_die(
    death: &Death,
    birth: NaiveDate,
    deceased: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<(), Error> {
    match deceased {
        Some(_) => Err(Error::IsDeceased),
        None if death.on > today => Err(Error::DeathInFuture),
        None if death.on < birth => Err(Error::DeathBeforeBirth),
        None => Ok(()),
    }
}

/// Whether somebody may have died on a date: who was here later did not, and most likely is another of the same name.
pub fn was_not_seen_after(on: NaiveDate, last: Option<NaiveDate>) -> Result<(), Error> {
    match last.filter(|last| on < *last) {
        Some(last) => Err(Error::SeenAfterDeath { last }),
        None => Ok(()),
    }
}

/// Younger than this nobody heads a family or is married. Source: UU 16/2019 lets nobody marry before 19; courts may
/// allow it, and the register has seen it from 15 on (background knowledge).
pub const YOUNGEST_ADULT: u32 = 15;
/// A newborn is one for a year: the civil register wants a birth within sixty days, and late ones are common.
const NEWBORN_DAYS: i64 = 365;
/// For so many days a merge can be taken back.
const UNMERGE_DAYS: u64 = 30;

/// Whether somebody born then may have a place in the family.
pub fn may_be(role: Role, birth: NaiveDate, today: NaiveDate) -> Result<(), Error> {
    let is_child = today.years_since(birth).is_none_or(|years| years < YOUNGEST_ADULT);
    if is_child && matches!(role, Role::Head | Role::Spouse) { Err(Error::TooYoung(role)) } else { Ok(()) }
}

/// Whether somebody born then is a newborn.
pub fn is_newborn(birth: NaiveDate, today: NaiveDate) -> bool {
    (today - birth).num_days() <= NEWBORN_DAYS
}

/// Why somebody born then may have no NIK; every reason where nobody knows when that was.
pub fn reasons(birth: Option<NaiveDate>, today: NaiveDate) -> impl Iterator<Item = NoNik> {
    let newborn = birth.is_none_or(|birth| is_newborn(birth, today));
    NoNik::ALL.into_iter().filter(move |why| newborn || *why != NoNik::Newborn)
}

/// Whether "newborn" may be why there is no NIK.
pub fn newborn(details: &Details, today: NaiveDate) -> Result<(), Error> {
    match details.identity {
        Identity::Without(why) if !reasons(Some(details.birth.date), today).any(|one| one == why) => {
            Err(Error::NotNewborn)
        }
        _ => Ok(()),
    }
}

/// A folder has one head and one spouse.
pub const fn role_is_free(role: Role, taken: Option<PersonId>) -> Result<(), Error> {
    match (role, taken) {
        (Role::Head | Role::Spouse, Some(person)) => Err(Error::MemberTaken(person)),
        _ => Ok(()),
    }
}

/// The member digits that a place in the family has, where it has its own.
pub const fn fixed_digits((role, codes): (Role, super::MemberCodes)) -> Option<u16> {
    match role {
        Role::Head => Some(codes.head),
        Role::Spouse => Some(codes.spouse),
        Role::Child | Role::Other => None,
    }
}

/// Whether two records may be those of one person.
pub fn may_merge(kept: &Person, gone: &Person) -> Result<(), Error> {
    let (one, other) = (&kept.details, &gone.details);
    let cards = one.identity.nik().zip(other.identity.nik());
    if kept.id == gone.id || one.mother == Some(gone.id) || other.mother == Some(kept.id) {
        Err(Error::MergeRelated)
    } else if one.sex != other.sex {
        Err(Error::MergeOtherSex)
    } else if kept.deceased_on.is_some() || gone.deceased_on.is_some() {
        Err(Error::MergeDeceased)
    } else if cards.is_some_and(|(one, other)| one != other) {
        Err(Error::MergeTwoCards)
    } else {
        Ok(())
    }
}

/// The form of the one that is kept, with what it lacks from the other. A disability is never lost.
pub fn filled(kept: &Details, gone: &Details) -> Details {
    let text = |mine: &String, theirs: &String| if mine.is_empty() { theirs.clone() } else { mine.clone() };
    let identity = match (&kept.identity, &gone.identity) {
        (Identity::Without(_), Identity::Nik(_)) => gone.identity.clone(),
        _ => kept.identity.clone(),
    };
    let home = match (&kept.home, &gone.home) {
        (Home::Unknown, theirs) => theirs.clone(),
        (mine, _) => mine.clone(),
    };
    // Z-scores hang on the day: one that is known comes before one that was guessed.
    let birth = match (kept.birth.precision, gone.birth.precision) {
        (Precision::Exact, _) | (_, Precision::Estimated | Precision::Year) => kept.birth,
        (Precision::Estimated | Precision::Year, Precision::Exact) => gone.birth,
    };
    let civil = Civil {
        birthplace: text(&kept.civil.birthplace, &gone.civil.birthplace),
        family_card: kept.civil.family_card.clone().or_else(|| gone.civil.family_card.clone()),
        education: kept.civil.education.or(gone.civil.education),
        occupation: kept.civil.occupation.or(gone.civil.occupation),
        marital: kept.civil.marital.or(gone.civil.marital),
        religion: kept.civil.religion.or(gone.civil.religion),
    };
    Details {
        identity,
        birth,
        home,
        civil,
        bpjs: kept.bpjs.clone().or_else(|| gone.bpjs.clone()),
        address: Address {
            text: text(&kept.address.text, &gone.address.text),
            rt: kept.address.rt.or(gone.address.rt),
            rw: kept.address.rw.or(gone.address.rw),
        },
        phone: text(&kept.phone, &gone.phone),
        guardian: kept.guardian.clone().or_else(|| gone.guardian.clone()),
        mother: kept.mother.or(gone.mother),
        disability: kept.disability.max(gone.disability),
        ..kept.clone()
    }
}

/// Whether a merge is recent enough to be taken back.
pub fn may_unmerge(merged_on: NaiveDate, today: NaiveDate) -> Result<(), Error> {
    if today > undone_until(merged_on) { Err(Error::MergeTooOld) } else { Ok(()) }
}

/// The last day on which a merge or a move of that day can be taken back.
pub fn undone_until(merged_on: NaiveDate) -> NaiveDate {
    merged_on.checked_add_days(chrono::Days::new(UNMERGE_DAYS)).unwrap_or(merged_on)
}

/// A place in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Member digits.
    pub member: u16,
    /// Record number as printed.
    pub number: String,
    /// What it is compared by.
    pub key: String,
}

/// The place of somebody new in a folder in which these places are taken.
pub fn place(
    format: &RecordFormat,
    folder: (u32, u32),
    member: (Role, super::MemberCodes),
    taken: &BTreeMap<u16, PersonId>,
) -> Result<Place, Error> {
    let (area, family) = folder;
    let (role, codes) = member;
    let member = codes.next(role, taken, format.most_members())?;
    let number = format.write(RecordParts { area, family, member })?;
    let key = record::key(&number);
    Ok(Place { member, number, key })
}

/// Below this age somebody answers for a person (UU 35/2014 on the protection of children, article 1).
pub const OF_AGE_YEARS: u32 = 18;

/// Whether somebody of a family is proposed as the one who answers for a child: of age, or married, and alive.
pub fn may_answer(member: &Member, today: NaiveDate) -> bool {
    let years = today.years_since(member.card.birth.date).unwrap_or(0);
    let is_married = matches!(member.role, Role::Head | Role::Spouse) && years >= YOUNGEST_ADULT;
    member.card.deceased_on.is_none() && (years >= OF_AGE_YEARS || is_married)
}

/// What is asked of a record where it is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Where somebody lives: figures of a village leave them out.
    Village,
    /// Who answers for a child.
    Guardian,
}

/// What a record still lacks; never a reason to refuse anything.
pub fn missing(details: &Details, today: NaiveDate) -> Vec<Missing> {
    let of_age = Age::between(details.birth.date, today).is_some_and(|age| age.years >= OF_AGE_YEARS);
    let village = (details.home == Home::Unknown).then_some(Missing::Village);
    let guardian = !of_age && details.guardian.is_none() && details.mother.is_none();
    village.into_iter().chain(guardian.then_some(Missing::Guardian)).collect()
}

#[cfg(test)]
#[path = "tests/rules.rs"]
mod tests;
