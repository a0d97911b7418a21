//! How alike two people are: whether somebody being registered is perhaps here already. The one decision about it.
//!
//! The same name and sex with a birth date that is one slip away is likely; a date up to two years off, or an estimated
//! one, only with the same village, mother, family card or telephone. Twins, siblings and a family that shares a telephone
//! are different people: two common names that differ by a letter are two names where the household is one. They are
//! shown where the date is near and the house may be the same, and no reason is asked for.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

mod names;

use super::{Birth, Card, Precision};
use crate::reference::fold::fold_words;
use crate::terms::{AreaCode, BpjsNumber, FamilyCard, Nik, PersonId, Sex};
pub use names::together;
use names::{Name, Names};

/// From this score on, saving asks for a reason.
pub const LIKELY: u8 = 80;
/// From this score on, somebody is shown.
pub const SHOWN: u8 = 60;
/// A birth date so far off is believed to be the same with the same village, mother, family card or telephone only …
const DAYS_OFF: i64 = 731;
/// … and an estimated one.
pub const YEARS_OFF_ESTIMATED: i32 = 5;
/// Cards that differ by more digits are two cards.
const DIGITS_OF_A_MISPRINT: usize = 2;

/// Somebody who is perhaps the same person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Similar {
    /// Who.
    pub card: Card,
    /// 0–100.
    pub score: u8,
    /// Why.
    pub because: Vec<Likeness>,
}

impl Similar {
    /// Whether saving asks for a reason.
    pub const fn is_likely(&self) -> bool {
        is_likely(self.score)
    }
}

/// Whether two people of this score are likely one.
pub const fn is_likely(score: u8) -> bool {
    score >= LIKELY
}

/// One thing two people share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    SameNik,
    /// The same BPJS number.
    SameBpjs,
    /// The same name, also where it is spelt otherwise or written together.
    SameName,
    /// Names nearly alike.
    NameAlike,
    /// Born on the same day.
    SameBirthDate,
    /// Born on the same day once day and month are exchanged.
    BirthDaySwapped,
    /// One digit of the birth date, or one day, is another.
    BirthDateNear,
    /// Birth dates up to two years apart, or estimated.
    BirthYearNear,
    /// The same village.
    SameVillage,
    /// The same mother.
    SameMother,
    /// The same family card.
    SameFamilyCard,
    /// The same telephone.
    SamePhone,
}

impl Likeness {
    /// Whether it ties two people to one house, one mother or one telephone.
    const fn is_tie(self) -> bool {
        matches!(self, Self::SameVillage | Self::SameMother | Self::SameFamilyCard | Self::SamePhone)
    }

    /// Stable word, translated (`person-likeness-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::SameNik => "same-nik",
            Self::SameBpjs => "same-bpjs",
            Self::SameName => "same-name",
            Self::NameAlike => "name-alike",
            Self::SameBirthDate => "same-birth-date",
            Self::BirthDaySwapped => "birth-day-swapped",
            Self::BirthDateNear => "birth-date-near",
            Self::BirthYearNear => "birth-year-near",
            Self::SameVillage => "same-village",
            Self::SameMother => "same-mother",
            Self::SameFamilyCard => "same-family-card",
            Self::SamePhone => "same-phone",
        }
    }
}

/// What is compared.
#[derive(Debug, Clone, Default)]
pub struct Traits {
    /// As written.
    pub name: String,
    /// Sex once known.
    pub sex: Option<Sex>,
    /// Birth date once known.
    pub birth: Option<Birth>,
    pub nik: Option<Nik>,
    pub bpjs: Option<BpjsNumber>,
    /// Significant digits of the telephone, empty when none.
    pub phone: String,
    /// Code of the village or area.
    pub area: Option<AreaCode>,
    pub mother: Option<PersonId>,
    /// Her name where she is not registered.
    pub mother_name: String,
    pub family_card: Option<FamilyCard>,
}

/// Somebody to compare: the names are folded once, however many others they are set beside.
#[derive(Debug, Clone)]
pub struct Compared {
    traits: Traits,
    name: Name,
    mother: Vec<String>,
}

impl From<Traits> for Compared {
    fn from(traits: Traits) -> Self {
        Self { name: Name::of(&traits.name), mother: fold_words(&traits.mother_name), traits }
    }
}

/// Whether two of one page are likely the same: of people of one name and village who were looked for, the village and
/// a year that is near tell nothing more.
pub fn is_likely_on_a_page(one: &Compared, other: &Compared) -> bool {
    let (score, because) = compare(one, other);
    let tells = |why: &Likeness| !matches!(why, Likeness::SameVillage);
    score >= LIKELY
        && (!because.contains(&Likeness::BirthYearNear)
            || because.iter().filter(|why| why.is_tie()).any(tells))
}

/// Whether somebody of this name and birth date, of whom nothing else is known yet, may be shown beside the one who is
/// wanted: where all else ties them. Numbers and telephones are looked up by themselves.
pub fn may_be_shown(wanted: &Compared, name: &str, birth: Birth) -> bool {
    let names = wanted.name.beside(&Name::of(name));
    let birth = wanted.traits.birth.and_then(|mine| compare_births(mine, birth));
    let ties = [Likeness::SameVillage, Likeness::SameMother, Likeness::SameFamilyCard];
    soft_score(&wanted.traits, &Traits::default(), (names, birth), (&ties, false)) >= SHOWN
}

/// The score of two people and what it rests on.
pub fn compare(one: &Compared, other: &Compared) -> (u8, Vec<Likeness>) {
    let mut because = Vec::new();
    let names = one.name.beside(&other.name);
    let is_mother = !one.mother.is_empty() && one.mother == other.mother;
    let is_first_word = one.name.first().is_some() && one.name.first() == other.name.first();
    let (one, other) = (&one.traits, &other.traits);
    let is_nik = one.nik.is_some() && one.nik == other.nik;
    let is_bpjs = one.bpjs.is_some() && one.bpjs == other.bpjs;
    because.extend(is_nik.then_some(Likeness::SameNik));
    because.extend(is_bpjs.then_some(Likeness::SameBpjs));
    because.extend(match names {
        Names::Same => Some(Likeness::SameName),
        Names::Slip { .. } | Names::Shorter => Some(Likeness::NameAlike),
        Names::Other => None,
    });
    let birth = one.birth.zip(other.birth).and_then(|(one, other)| compare_births(one, other));
    because.extend(birth);
    let ties = ties(one, other, is_mother);
    because.extend(&ties);
    let score = if is_nik {
        100
    } else if is_bpjs {
        95
    } else {
        soft_score(one, other, (names, birth), (&ties, is_first_word))
    };
    (score, because)
}

fn soft_score(
    one: &Traits,
    other: &Traits,
    (names, birth): (Names, Option<Likeness>),
    (ties, is_first_word): (&[Likeness], bool),
) -> u8 {
    let is_tied = !ties.is_empty();
    let is_household = ties.iter().any(|tie| *tie != Likeness::SameVillage);
    let is_near = matches!(birth, Some(Likeness::BirthDaySwapped | Likeness::BirthDateNear));
    let is_same_day = birth == Some(Likeness::SameBirthDate);
    let is_likely = match names {
        Names::Same => is_same_day || is_near || (birth.is_some() && is_tied),
        // Two names of one household are twins; one letter wrong is one person.
        Names::Slip { both_common: true } => is_same_day && !is_household,
        Names::Slip { both_common: false } => is_same_day || (is_near && is_tied),
        Names::Shorter => is_same_day || (is_near && is_tied),
        Names::Other => false,
    };
    let is_of_other_sex = one.sex.zip(other.sex).is_some_and(|(one, other)| one != other);
    let cards = one.nik.as_ref().zip(other.nik.as_ref());
    let are_two_cards =
        cards.is_some_and(|(one, other)| digits_apart(one.as_str(), other.as_str()) > DIGITS_OF_A_MISPRINT);
    let shares_phone = ties.contains(&Likeness::SamePhone) && is_first_word;
    let may_be_one = !is_of_other_sex && !are_two_cards;
    let points: u8 = match (is_likely && may_be_one, names) {
        (true, Names::Same) if is_same_day => 95,
        (true, _) if is_same_day => 90,
        (true, _) => 84,
        (false, Names::Same | Names::Slip { both_common: false }) if birth.is_some() => 66,
        (false, Names::Slip { .. } | Names::Shorter) if is_same_day => 62,
        // Ika and Eka a day apart are perhaps two children of a house, and perhaps one that was written twice: shown.
        (false, Names::Slip { .. }) if is_near && is_tied && may_be_one => 62,
        (false, _) if shares_phone => 72,
        (false, _) => 0,
    };
    // Among equals who shares more stands first.
    if points >= LIKELY { points + u8::try_from(ties.len()).unwrap_or(0).min(4) } else { points }
}

fn digits_apart(one: &str, other: &str) -> usize {
    one.bytes().zip(other.bytes()).filter(|(a, b)| a != b).count()
}

/// What ties two people to one house, one mother or one telephone.
fn ties(one: &Traits, other: &Traits, is_named: bool) -> Vec<Likeness> {
    let is_village = one.area.as_ref().is_some_and(AreaCode::is_village) && one.area == other.area;
    let is_registered = one.mother.is_some() && one.mother == other.mother;
    let is_card = one.family_card.is_some() && one.family_card == other.family_card;
    let is_phone = !one.phone.is_empty() && one.phone == other.phone;
    let all = [
        (is_village, Likeness::SameVillage),
        (is_registered || is_named, Likeness::SameMother),
        (is_card, Likeness::SameFamilyCard),
        (is_phone, Likeness::SamePhone),
    ];
    all.into_iter().filter(|(is, _)| *is).map(|(_, tie)| tie).collect()
}

fn compare_births(one: Birth, other: Birth) -> Option<Likeness> {
    let (a, b) = (one.date, other.date);
    let is_estimated = one.precision != Precision::Exact || other.precision != Precision::Exact;
    if is_estimated {
        let off = (a.year() - b.year()).abs();
        return (off <= YEARS_OFF_ESTIMATED).then_some(Likeness::BirthYearNear);
    }
    if a == b {
        Some(Likeness::SameBirthDate)
    } else if swapped(a) == Some(b) {
        Some(Likeness::BirthDaySwapped)
    } else if (a - b).num_days().abs() <= 1 || is_one_digit_apart(a, b) {
        Some(Likeness::BirthDateNear)
    } else {
        ((a - b).num_days().abs() <= DAYS_OFF).then_some(Likeness::BirthYearNear)
    }
}

fn is_one_digit_apart(one: NaiveDate, other: NaiveDate) -> bool {
    let (mut one, mut other) = (written(one), written(other));
    let mut apart = 0;
    while one != other {
        apart += u32::from(one % 10 != other % 10);
        (one, other) = (one / 10, other / 10);
    }
    apart == 1
}

/// Day, month and year as one number of eight digits.
fn written(date: NaiveDate) -> u32 {
    date.day() * 1_000_000 + date.month() * 10_000 + date.year().unsigned_abs()
}

/// The date with day and month exchanged, where that is another date that exists.
pub fn swapped(date: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year(), date.day(), date.month()).filter(|other| *other != date)
}

/// All dates that are one digit or one day away, and the one with day and month exchanged; none of a date that is estimated.
pub fn near_dates(birth: Birth) -> Vec<NaiveDate> {
    if birth.precision != Precision::Exact {
        return Vec::new();
    }
    let date = birth.date;
    let mut dates: Vec<NaiveDate> =
        [date.pred_opt(), date.succ_opt(), swapped(date)].into_iter().flatten().collect();
    let written = format!("{:08}", written(date));
    for at in 0..written.len() {
        for digit in '0'..='9' {
            let other: String =
                written.chars().enumerate().map(|(here, it)| if here == at { digit } else { it }).collect();
            dates.extend(NaiveDate::parse_from_str(&other, "%d%m%Y").ok());
        }
    }
    dates.sort_unstable();
    dates.dedup();
    dates.retain(|other| *other != date && (1890..2200).contains(&other.year()));
    dates
}

/// Significant digits of a telephone number: without 0, 62 or +62 in front; empty when there are too few.
pub fn phone_key(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let plain = digits.strip_prefix("62").or_else(|| digits.strip_prefix("00")).unwrap_or(&digits);
    let plain = plain.strip_prefix("62").filter(|_| digits.starts_with("00")).unwrap_or(plain);
    let key = plain.trim_start_matches('0');
    if key.len() < 5 { String::new() } else { key.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(one: &Traits, other: &Traits) -> (u8, Vec<Likeness>) {
        super::compare(&one.clone().into(), &other.clone().into())
    }

    fn somebody(name: &str, birth: &str) -> Traits {
        let (birth, precision) = match birth.strip_prefix('~') {
            Some(birth) => (birth, Precision::Estimated),
            None => (birth, Precision::Exact),
        };
        Traits {
            name: name.into(),
            sex: Some(Sex::Female),
            birth: birth.parse().ok().map(|date| Birth { date, precision }),
            ..Traits::default()
        }
    }

    /// `v` the same village, `m` mother, `k` family card, `t` telephone; `n` two cards.
    fn tied(mut traits: Traits, ties: &str, which: usize) -> Traits {
        for tie in ties.chars() {
            match tie {
                'v' => traits.area = AreaCode::parse("3510072001"),
                'm' => traits.mother = Some(PersonId(7)),
                'k' => traits.family_card = FamilyCard::parse("3510070101150001").ok(),
                't' => traits.phone = phone_key("0812 3456 7890"),
                'n' => traits.nik = Nik::parse(["3510074403900001", "3510074403900018"][which]).ok(),
                'x' => traits.nik = Nik::parse(["3510074403900001", "3510071512870342"][which]).ok(),
                's' if which == 1 => traits.sex = Some(Sex::Male),
                _ => {}
            }
        }
        traits
    }

    fn likely(one: (&str, &str), other: (&str, &str), ties: &str) -> bool {
        let (one, other) = (tied(somebody(one.0, one.1), ties, 0), tied(somebody(other.0, other.1), ties, 1));
        let (score, _) = compare(&one, &other);
        assert_eq!(score, compare(&other, &one).0, "the same both ways");
        score >= LIKELY
    }

    #[test]
    fn the_same_person_written_twice_is_likely_and_two_people_are_not() {
        const SITI: (&str, &str) = ("Siti Aminah", "1990-03-04");
        for (one, other, ties, expected, why) in [
            (SITI, ("Siti Aminah", "1990-03-04"), "", true, "all the same"),
            (SITI, ("Aminah Siti", "1990-03-04"), "", true, "another order"),
            (SITI, ("Hj. St. Amina", "1990-03-04"), "", true, "another spelling and a title"),
            (SITI, ("Siti Aminah Rahayu", "1990-03-04"), "", true, "a word left out"),
            (SITI, ("Siti Amniah", "1990-03-04"), "", true, "letters swapped"),
            (SITI, ("Siti Aminah", "1990-04-03"), "", true, "day and month swapped"),
            (SITI, ("Siti Aminah", "1990-03-05"), "", true, "one day off"),
            (SITI, ("Siti Aminah", "1990-03-14"), "", true, "one digit off"),
            (SITI, ("Siti Aminah", "1980-03-04"), "", true, "one digit of the year off"),
            (SITI, ("Siti Amniah", "1990-03-05"), "v", true, "a slip in both, one village"),
            (SITI, ("Siti Amniah", "1990-03-05"), "", false, "a slip in both, nothing else"),
            (("Dwi Yanti", "1990-03-04"), ("Dwiyanti", "1990-03-04"), "", true, "written together"),
            (("Ika Lestari", "1990-03-04"), ("Eka Lestari", "1990-03-04"), "", true, "Ika and Eka"),
            (SITI, ("Siti Aminah", "1991-11-20"), "", false, "two years off"),
            (SITI, ("Siti Aminah", "1991-11-20"), "v", true, "two years off, one village"),
            (SITI, ("Siti Aminah", "1991-11-20"), "m", true, "two years off, one mother"),
            (SITI, ("Siti Aminah", "1991-11-20"), "k", true, "two years off, one family card"),
            (SITI, ("Siti Aminah", "1991-11-20"), "t", true, "two years off, one telephone"),
            (SITI, ("Siti Aminah", "1993-11-20"), "vmkt", false, "three years off"),
            (SITI, ("Siti Aminah", "~1992-07-01"), "", false, "estimated"),
            (SITI, ("Siti Aminah", "~1990-03-04"), "", false, "estimated, though the day is the same"),
            (SITI, ("Siti Aminah", "~1992-07-01"), "v", true, "estimated, one village"),
            (SITI, ("Siti Aminah", "1990-03-04"), "s", false, "another sex"),
            (SITI, ("Siti Aminah", "1990-03-04"), "x", false, "two cards"),
            (SITI, ("Siti Aminah", "1990-03-04"), "n", true, "one card misprinted"),
            (SITI, ("Siti Rahayu", "1990-03-04"), "", false, "another name"),
            (SITI, ("Dewi Lestari", "1990-03-04"), "vmkt", false, "twins"),
            (SITI, ("Siti Aisyah", "1990-03-04"), "vmkt", false, "twins with one name shared"),
            (("Rina Wati", "1990-03-04"), ("Rini Wati", "1990-03-04"), "vmk", false, "twins named alike"),
            (
                ("By. Ny. Siti I", "2026-03-04"),
                ("By. Ny. Siti II", "2026-03-04"),
                "vmkt",
                false,
                "twins without names",
            ),
            (
                ("By. Ny. Siti", "2026-03-04"),
                ("By. Ny. Siti 2", "2026-03-04"),
                "vmkt",
                false,
                "the second twin",
            ),
            (("Siti Aminah", "1990-03-04"), ("Siti Aisyah", "1991-11-20"), "vmkt", false, "siblings"),
            (("Rina Wati", "1990-03-04"), ("Rini Wati", "1991-11-20"), "vmkt", false, "siblings named alike"),
            (
                ("Siti Aminah", "1990-03-04"),
                ("Siti Aminah", "1965-11-20"),
                "vkt",
                false,
                "mother and daughter",
            ),
            (
                ("Siti Aminah", "1990-03-04"),
                ("Budi Santoso", "1988-01-01"),
                "vkt",
                false,
                "a family with one telephone",
            ),
        ] {
            assert_eq!(likely(one, other, ties), expected, "{why}: {one:?} {other:?} {ties}");
        }
    }

    #[test]
    fn two_names_a_letter_and_a_day_apart_are_shown_where_something_ties_them_and_need_no_reason() {
        const IKA: (&str, &str) = ("Ika Maulidiyah", "2025-10-22");
        const EKA: (&str, &str) = ("Eka Maulidiyah", "2025-10-23");
        for (one, other, ties, expected, why) in [
            (IKA, EKA, "v", true, "one village"),
            (IKA, EKA, "m", true, "one mother"),
            (IKA, EKA, "k", true, "one family card"),
            (IKA, EKA, "t", true, "one telephone"),
            (IKA, EKA, "", false, "nothing else"),
            (IKA, EKA, "vx", false, "two cards"),
            (IKA, EKA, "vs", false, "another sex"),
            (IKA, ("Eka Maulidiyah", "2024-03-11"), "vmk", false, "siblings named alike"),
        ] {
            let (one, other) =
                (tied(somebody(one.0, one.1), ties, 0), tied(somebody(other.0, other.1), ties, 1));
            let (score, _) = compare(&one, &other);
            assert_eq!(score, compare(&other, &one).0, "the same both ways");
            assert_eq!((SHOWN..LIKELY).contains(&score), expected, "{why}: {score}");
        }
    }

    #[test]
    fn a_shared_number_outweighs_the_rest() {
        let nik = Nik::parse("3510075408010003").ok();
        let one = Traits { nik: nik.clone(), ..somebody("Siti", "1990-03-04") };
        let other = Traits { nik, ..somebody("Bambang", "1960-01-01") };
        assert_eq!(compare(&one, &other).0, 100);
        let one = Traits { phone: phone_key("0812-3456-7890"), ..somebody("Siti Aminah", "1990-03-04") };
        let other = Traits { phone: phone_key("+62 812 3456 7890"), ..somebody("Siti Rahayu", "1988-03-04") };
        let (score, because) = compare(&one, &other);
        assert!((SHOWN..LIKELY).contains(&score), "{score}");
        assert!(because.contains(&Likeness::SamePhone));
    }

    #[test]
    fn the_dates_that_are_looked_up_are_those_that_compare_as_near() {
        for text in ["1990-03-04", "2024-02-29", "2000-12-31"] {
            let date: NaiveDate = text.parse().unwrap();
            let exact = |date| Birth { date, precision: Precision::Exact };
            let near: Vec<NaiveDate> = near_dates(Birth { date, precision: Precision::Exact });
            assert!(near.len() > 10);
            for other in near {
                let found = compare_births(exact(date), exact(other));
                assert!(
                    matches!(found, Some(Likeness::BirthDateNear | Likeness::BirthDaySwapped)),
                    "{date} {other}"
                );
            }
        }
    }

    #[test]
    fn telephones_are_compared_by_their_significant_digits() {
        for text in ["081234567890", "+62 812-3456-7890", "62812 34567890", "0062 81234567890", "81234567890"]
        {
            assert_eq!(phone_key(text), "81234567890", "{text}");
        }
        assert_eq!(phone_key("0333-421"), "333421");
        assert_eq!(phone_key("-"), "");
    }
}
