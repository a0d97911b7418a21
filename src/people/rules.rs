//! What may be written about a person, and what must be asked first. No SQL, no clock.

use chrono::{Months, NaiveDate};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::likeness::{self, Traits};
use super::{
    Address, AreaStanding, Birth, Civil, Config, Confirmation, Death, Details, Draft, Error, Field, Home,
    Identity, Precision, Relation, Role, Similar, Warning, record,
};
use crate::people::record::{RecordFormat, RecordParts};
use crate::terms::{AreaCode, Nik, NikBirth, PersonId, Revision, Sex};

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
    /// Birth date once complete.
    pub birth: Option<NaiveDate>,
    /// NIK once complete.
    pub nik: Option<&'a Nik>,
}

impl<'a> Claims<'a> {
    /// All of a complete form.
    pub const fn of(details: &'a Details) -> Self {
        Self { sex: Some(details.sex), birth: Some(details.birth.date), nik: details.identity.nik() }
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
    match nik.birth(today, claims.birth) {
        NikBirth::Impossible => warnings.push(Warning::NikImpossibleDate),
        NikBirth::Date(date) => {
            if claims.birth.is_some_and(|typed| typed != date) {
                warnings.push(Warning::NikBirthDate);
            }
        }
    }
    if claims.sex.is_some_and(|typed| typed != nik.sex()) {
        warnings.push(Warning::NikSex);
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
    let text = one_line(&details.address.text, LONGEST_TEXT).ok_or(Error::BadField(Field::Address))?;
    let in_range = |number: Option<u16>| number.is_none_or(|number| HOUSE_NUMBERS.contains(&number));
    if !in_range(details.address.rt) {
        return Err(Error::BadField(Field::Rt));
    }
    if !in_range(details.address.rw) {
        return Err(Error::BadField(Field::Rw));
    }
    let phone = one_line(&details.phone, LONGEST_PHONE).ok_or(Error::BadField(Field::Phone))?;
    let guardian = match &details.guardian {
        None => None,
        Some(guardian) => {
            let name = one_line(&guardian.name, LONGEST_NAME).filter(|name| !name.is_empty());
            let name = name.ok_or(Error::BadField(Field::Guardian))?;
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
    let birthplace =
        one_line(&details.civil.birthplace, LONGEST_NAME).ok_or(Error::BadField(Field::Birthplace))?;
    let civil = Civil { birthplace, ..details.civil.clone() };
    let address = Address { text, ..details.address };
    Ok(Details { name, address, phone, guardian, civil, ..details.clone() })
}

/// A name with its spaces tidied.
pub fn name(text: &str) -> Result<String, Error> {
    let name = one_line(text, LONGEST_NAME).ok_or(Error::BadField(Field::Name))?;
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

/// Spaces made single, ends trimmed; `None` when too long or with control characters inside.
fn one_line(text: &str, longest: usize) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    (line.chars().count() <= longest && !line.chars().any(char::is_control)).then_some(line)
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

/// The same of a form half filled.
pub fn traits_of_draft(draft: &Draft) -> Traits {
    let precision = draft.precision.unwrap_or(Precision::Exact);
    Traits {
        name: draft.name.clone(),
        sex: draft.sex,
        birth: draft.birth_date.map(|date| Birth { date, precision }),
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

#[cfg(test)]
mod tests {
    use super::super::{Birth, NoNik, Precision};
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn known(code: &AreaCode) -> AreaStanding {
        if code.0 == "351007" { AreaStanding::Known } else { AreaStanding::Unknown }
    }

    fn claims<'a>(sex: Sex, birth: &str, nik: &'a Nik) -> Claims<'a> {
        Claims { sex: Some(sex), birth: birth.parse().ok(), nik: Some(nik) }
    }

    fn warned(sex: Sex, birth: &str, nik: &str) -> Vec<Warning> {
        let nik = Nik::parse(nik).unwrap();
        check(claims(sex, birth, &nik), &Others::default(), known, day("2026-11-21"))
    }

    #[test]
    fn a_nik_is_compared_with_what_was_typed() {
        use Warning::{NikAreaUnknown, NikBirthDate, NikImpossibleDate, NikSex};
        for (sex, birth, nik, expected) in [
            (Sex::Female, "2001-08-14", "3510075408010003", vec![]),
            (Sex::Male, "2001-08-14", "3510075408010003", vec![NikSex]),
            (Sex::Female, "2001-08-15", "3510075408010003", vec![NikBirthDate]),
            (Sex::Female, "1901-08-14", "3510075408010003", vec![]),
            (Sex::Male, "2001-02-28", "3510073102010003", vec![NikImpossibleDate]),
            (Sex::Female, "2001-08-14", "9999995408010003", vec![NikAreaUnknown]),
            (Sex::Male, "2001-08-13", "9999995408010003", vec![NikBirthDate, NikSex, NikAreaUnknown]),
        ] {
            assert_eq!(warned(sex, birth, nik), expected, "{sex:?} {birth} {nik}");
        }
    }

    #[test]
    fn somebody_with_the_same_number_is_named_once() {
        let others = Others {
            same_nik: Some(PersonId(7)),
            same_bpjs: Some(PersonId(8)),
            similar: [(7, 100), (9, likeness::LIKELY), (10, likeness::LIKELY - 1)].map(similar).to_vec(),
        };
        let claims = Claims { sex: None, birth: None, nik: None };
        assert_eq!(
            check(claims, &others, known, day("2026-11-21")),
            [
                Warning::NikTaken(PersonId(7)),
                Warning::BpjsTaken(PersonId(8)),
                Warning::LikelyDuplicate(PersonId(9))
            ]
        );
    }

    fn similar((id, score): (i64, u8)) -> Similar {
        let card = super::super::Card {
            id: PersonId(id),
            name: "X".into(),
            sex: Sex::Male,
            birth: Birth { date: day("2000-01-01"), precision: Precision::Exact },
            nik_masked: None,
            record_number: String::new(),
            area: None,
            village: None,
            deceased_on: None,
        };
        Similar { card, score, because: Vec::new() }
    }

    #[test]
    fn each_warning_needs_its_own_reason() {
        let said = |warning, reason: &str| Confirmation { warning, reason: reason.into() };
        let open = [Warning::NikSex, Warning::LikelyDuplicate(PersonId(3))];
        assert_eq!(all_confirmed(&[], &[said(Warning::NikSex, "not asked")]), Ok(vec![]));
        assert_eq!(
            all_confirmed(&open, &[said(Warning::NikSex, "misprint")]),
            Err(Error::NeedsConfirmation(open.to_vec()))
        );
        // A reason for another person is no reason for this one.
        let other = said(Warning::LikelyDuplicate(PersonId(4)), "twin");
        assert!(matches!(
            all_confirmed(&open, &[said(Warning::NikSex, "misprint"), other]),
            Err(Error::NeedsConfirmation(_))
        ));
        let both = [said(Warning::NikSex, " misprint "), said(Warning::LikelyDuplicate(PersonId(3)), "  ")];
        assert_eq!(
            all_confirmed(&open, &both),
            Err(Error::ReasonMissing(Warning::LikelyDuplicate(PersonId(3))))
        );
        let both = [said(Warning::NikSex, " misprint "), said(Warning::LikelyDuplicate(PersonId(3)), "twin")];
        assert_eq!(all_confirmed(&open, &both).unwrap()[0].reason, "misprint");
    }

    fn details() -> Details {
        let birth = Birth { date: day("2001-08-14"), precision: Precision::Exact };
        let identity = Identity::Without(NoNik::NotBrought);
        Details {
            address: Address { text: "Dusun Krajan".into(), rt: Some(3), rw: Some(2) },
            phone: "0812-3456-7890".into(),
            ..Details::new("  Siti   Nur\tAzizah ", Sex::Female, birth, identity)
        }
    }

    fn config() -> Config {
        Config {
            record_format: RecordFormat::default(),
            member_codes: super::super::MemberCodes::default(),
            villages: BTreeMap::new(),
            nik_area: known,
            today: day("2026-11-21"),
        }
    }

    #[test]
    fn texts_are_tidied_and_the_impossible_is_refused() {
        let today = day("2026-11-21");
        assert_eq!(tidy(&details(), &config(), today).unwrap().name, "Siti Nur Azizah");
        let with = |change: fn(&mut Details)| {
            let mut details = details();
            change(&mut details);
            tidy(&details, &config(), today).err()
        };
        assert_eq!(with(|it| it.name = " . ".into()), Some(Error::NameMissing));
        assert_eq!(with(|it| it.name = "x".repeat(151)), Some(Error::BadField(Field::Name)));
        assert_eq!(with(|it| it.birth.date = day("2026-11-22")), Some(Error::BirthInFuture));
        assert_eq!(with(|it| it.birth.date = day("1896-11-20")), Some(Error::BirthTooLongAgo));
        assert_eq!(with(|it| it.address.rt = Some(0)), Some(Error::BadField(Field::Rt)));
        assert_eq!(with(|it| it.address.rw = Some(1000)), Some(Error::BadField(Field::Rw)));
        assert_eq!(with(|it| it.phone = "\u{7}".into()), Some(Error::BadField(Field::Phone)));
        assert_eq!(
            with(|it| it.civil.birthplace = "x".repeat(151)),
            Some(Error::BadField(Field::Birthplace))
        );
        let mut far = details();
        far.civil.birthplace = "  Kab.  Banyuwangi".into();
        assert_eq!(tidy(&far, &config(), today).unwrap().civil.birthplace, "Kab. Banyuwangi");
        let village = |it: &mut Details| it.home = Home::Village(AreaCode("3510072001".into()));
        assert_eq!(with(village), Some(Error::UnknownVillage));
        let area = |it: &mut Details| it.home = Home::Elsewhere(AreaCode("351".into()));
        assert_eq!(with(area), Some(Error::BadField(Field::Home)));
    }

    #[test]
    fn nobody_is_asked_again_about_what_stays() {
        let before = details();
        let all = || {
            vec![
                Warning::NikBirthDate,
                Warning::NikSex,
                Warning::NikImpossibleDate,
                Warning::NikAreaUnknown,
                Warning::NikTaken(PersonId(1)),
                Warning::BpjsTaken(PersonId(2)),
                Warning::LikelyDuplicate(PersonId(3)),
            ]
        };
        let mut after = before.clone();
        after.address.text = "Dusun Sumber".into();
        assert_eq!(of_changed_fields(all(), &before, &after), []);
        after.phone = "1".into();
        assert_eq!(of_changed_fields(all(), &before, &after), [Warning::LikelyDuplicate(PersonId(3))]);
        after.sex = Sex::Male;
        assert!(of_changed_fields(all(), &before, &after).contains(&Warning::NikSex));
        after.identity = Identity::Nik(Nik::parse("3510075408010003").unwrap());
        assert_eq!(of_changed_fields(all(), &before, &after).len(), 6);
    }

    #[test]
    fn a_death_lies_between_birth_and_today() {
        let which = super::super::Which { person: PersonId(1), seen: None };
        let on = |text: &str, deceased| {
            may_die(&Death { which, on: day(text) }, day("2000-01-01"), deceased, day("2026-11-21"))
        };
        assert_eq!(on("2026-11-21", None), Ok(()));
        assert_eq!(on("2026-11-22", None), Err(Error::DeathInFuture));
        assert_eq!(on("1999-12-31", None), Err(Error::DeathBeforeBirth));
        assert_eq!(on("2026-11-21", Some(day("2020-01-01"))), Err(Error::IsDeceased));
    }
}
