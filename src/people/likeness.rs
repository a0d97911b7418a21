//! How alike two people are: whether somebody being registered is perhaps here already.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Card;
use crate::terms::{BpjsNumber, Nik, Sex};

/// From this score on, saving asks for a reason.
pub const LIKELY: u8 = 80;
/// From this score on, somebody is shown.
pub const SHOWN: u8 = 60;
/// Names less alike than this are not.
const ALIKE: f64 = 0.75;

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
        self.score >= LIKELY
    }
}

/// One thing two people share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    SameNik,
    /// The same BPJS number.
    SameBpjs,
    /// Born on the same day.
    SameBirthDate,
    /// Born on the same day once day and month are exchanged.
    BirthDaySwapped,
    /// The same telephone.
    SamePhone,
    /// Names nearly alike.
    NameAlike,
}

impl Likeness {
    /// Stable word, translated (`person-likeness-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::SameNik => "same-nik",
            Self::SameBpjs => "same-bpjs",
            Self::SameBirthDate => "same-birth-date",
            Self::BirthDaySwapped => "birth-day-swapped",
            Self::SamePhone => "same-phone",
            Self::NameAlike => "name-alike",
        }
    }
}

/// What is compared.
#[derive(Debug, Clone, Default)]
pub struct Traits {
    /// Folded words of the name.
    pub name: Vec<String>,
    /// Sex once known.
    pub sex: Option<Sex>,
    /// Birth date once known.
    pub birth_date: Option<NaiveDate>,
    pub nik: Option<Nik>,
    pub bpjs: Option<BpjsNumber>,
    /// Significant digits of the telephone, empty when none.
    pub phone: String,
}

/// The score of two people and what it rests on.
pub fn compare(one: &Traits, other: &Traits) -> (u8, Vec<Likeness>) {
    let mut because = Vec::new();
    let both = |a: Option<&str>, b: Option<&str>| a.is_some() && a == b;
    let same_nik = both(one.nik.as_ref().map(Nik::as_str), other.nik.as_ref().map(Nik::as_str));
    let same_bpjs =
        both(one.bpjs.as_ref().map(BpjsNumber::as_str), other.bpjs.as_ref().map(BpjsNumber::as_str));
    let names = names_alike(&one.name, &other.name);
    let mut score: f64 = 0.0;
    if same_nik {
        because.push(Likeness::SameNik);
        score = 100.0;
    }
    if same_bpjs {
        because.push(Likeness::SameBpjs);
        score = score.max(95.0);
    }
    let birth = match (one.birth_date, other.birth_date) {
        (Some(a), Some(b)) if a == b => Some((Likeness::SameBirthDate, 45.0)),
        (Some(a), Some(b)) if swapped(a) == Some(b) => Some((Likeness::BirthDaySwapped, 38.0)),
        _ => None,
    };
    let mut soft: f64 = 0.0;
    if let Some((why, points)) = birth {
        because.push(why);
        if names >= ALIKE {
            soft = points + 50.0 * names;
        }
    }
    if !one.phone.is_empty() && one.phone == other.phone {
        because.push(Likeness::SamePhone);
        if first_words_alike(&one.name, &other.name) {
            soft = (soft + 8.0).max(if birth.is_some() { 95.0 } else { 72.0 });
        }
    }
    if names >= ALIKE {
        because.push(Likeness::NameAlike);
    }
    // Both carry a card and the cards differ, or the sexes do: less likely the same, but cards are misprinted.
    if !same_nik && one.nik.is_some() && other.nik.is_some() {
        soft -= 12.0;
    }
    if let (Some(a), Some(b)) = (one.sex, other.sex)
        && a != b
    {
        soft -= 15.0;
    }
    (score.max(soft).clamp(0.0, 100.0).round() as u8, because)
}

/// The date with day and month exchanged, where that is another date that exists.
pub fn swapped(date: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year(), date.day(), date.month()).filter(|other| *other != date)
}

/// 0–1: how alike two names are, whatever the order of their words; a name with words left out is nearly alike.
pub fn names_alike(one: &[String], other: &[String]) -> f64 {
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if few.is_empty() {
        return 0.0;
    }
    let mut free: Vec<&String> = many.iter().collect();
    let mut sum = 0.0;
    for word in few {
        let best = free
            .iter()
            .enumerate()
            .map(|(at, candidate)| (at, words_alike(word, candidate)))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((at, likeness)) = best
            && likeness >= 0.85
        {
            sum += likeness;
            free.swap_remove(at);
        }
    }
    let covered = few.len() as f64 / many.len() as f64;
    (sum / few.len() as f64) * (0.7 + 0.3 * covered)
}

fn words_alike(one: &str, other: &str) -> f64 {
    if one == other { 1.0 } else { strsim::jaro_winkler(one, other) }
}

fn first_words_alike(one: &[String], other: &[String]) -> bool {
    match (one.first(), other.first()) {
        (Some(a), Some(b)) => words_alike(a, b) >= 0.9,
        _ => false,
    }
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

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    fn somebody(name: &str, birth: &str) -> Traits {
        Traits {
            name: words(name),
            sex: Some(Sex::Female),
            birth_date: birth.parse().ok(),
            ..Traits::default()
        }
    }

    #[test]
    fn the_same_person_written_twice_is_likely() {
        let here = somebody("siti aminah", "1990-03-04");
        for (name, birth) in [
            ("siti aminah", "1990-03-04"),
            ("aminah siti", "1990-03-04"),
            ("siti aminah rahayu", "1990-03-04"),
            ("siti amina", "1990-03-04"),
            ("siti aminah", "1990-04-03"),
        ] {
            let (score, because) = compare(&somebody(name, birth), &here);
            assert!(score >= LIKELY, "{name} {birth} {score} {because:?}");
        }
    }

    #[test]
    fn others_are_not() {
        let here = somebody("siti aminah", "1990-03-04");
        for (name, birth) in
            [("siti rahayu", "1990-03-04"), ("siti aminah", "1990-03-05"), ("dewi lestari", "1990-03-04")]
        {
            let (score, _) = compare(&somebody(name, birth), &here);
            assert!(score < SHOWN, "{name} {birth} {score}");
        }
    }

    #[test]
    fn a_shared_number_outweighs_the_rest() {
        let nik = Nik::parse("3510075408010003").ok();
        let one = Traits { nik: nik.clone(), ..somebody("siti", "1990-03-04") };
        let other = Traits { nik, ..somebody("bambang", "1960-01-01") };
        assert_eq!(compare(&one, &other).0, 100);
        let one = Traits { phone: phone_key("0812-3456-7890"), ..somebody("siti aminah", "1990-03-04") };
        let other = Traits { phone: phone_key("+62 812 3456 7890"), ..somebody("siti rahayu", "1988-03-04") };
        let (score, because) = compare(&one, &other);
        assert!((SHOWN..LIKELY).contains(&score), "{score}");
        assert!(because.contains(&Likeness::SamePhone));
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
