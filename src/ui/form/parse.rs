//! What a field's parser says when a text cannot be read: the subjects' own rules, worded.

use chrono::{NaiveDate, NaiveTime};

use crate::clinic::Refusal;
use crate::people::{self, Birth, rules::HOUSE_NUMBERS};
use crate::setup;
use crate::staff::secret::SHORTEST_PASSWORD;
use crate::staff::{SecretHash, WeakSecret, rules};
use crate::terms::{AreaCode, BadBpjs, BadNik, BpjsNumber, LATEST_TURN, Nik};
use crate::ui::flight::Problem;
use crate::ui::secret::pin_key;
use crate::visits::Value;
use crate::words::{BadDate, BadNumber, parse_birth, parse_date, parse_decimal, parse_time, parse_whole};

type Read<T> = Result<T, Problem>;

/// Anything.
pub fn text(text: &str, _: NaiveDate) -> Read<String> {
    Ok(text.trim().to_owned())
}

/// Anything but nothing.
pub fn required(text: &str, _: NaiveDate) -> Read<String> {
    let text = text.trim();
    if text.is_empty() { Err(Problem::Key("problem-required")) } else { Ok(text.to_owned()) }
}

/// A name, or anything else in one line, of signs that people see.
pub fn line(text: &str, _: NaiveDate) -> Read<String> {
    setup::rules::seen(text).map_err(Refusal::from)?;
    Ok(text.trim().to_owned())
}

/// The same, and not nothing.
pub fn named(text: &str, today: NaiveDate) -> Read<String> {
    required(&line(text, today)?, today)
}

/// Nothing, or what the other parser reads.
fn optional<T>(text: &str, read: impl FnOnce(&str) -> Read<T>) -> Read<Option<T>> {
    if text.trim().is_empty() { Ok(None) } else { read(text).map(Some) }
}

/// Names with commas between.
pub fn names(text: &str, today: NaiveDate) -> Read<Vec<String>> {
    line(text, today)?;
    let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
    Ok(names.map(str::to_owned).collect())
}

fn whole(text: &str, bad: &'static str) -> Read<u32> {
    let number = parse_whole(text).ok().and_then(|number| u32::try_from(number).ok());
    number.ok_or(Problem::Key(bad))
}

/// A whole number, or nothing.
pub fn number(text: &str, _: NaiveDate) -> Read<Option<u32>> {
    optional(text, |text| whole(text, "firstrun-number"))
}

/// A whole number of minutes, of calls.
pub fn some_number(text: &str, _: NaiveDate) -> Read<u32> {
    whole(text, "settings-number")
}

/// The hour at which a service day turns.
pub fn hour_of_turn(text: &str, today: NaiveDate) -> Read<u32> {
    match some_number(text, today)? {
        hour @ ..=LATEST_TURN => Ok(hour),
        _ => Err(Problem::Key("settings-day-turns-hint")),
    }
}

/// A measured value in so many decimals as an integer of its smallest unit, or nothing.
pub fn decimal<const PLACES: u32>(text: &str, _: NaiveDate) -> Read<Option<i64>> {
    optional(text, |text| Ok(parse_decimal(text, PLACES)?))
}

/// A vital sign in so many decimals, or that it could not be measured; nothing is nothing.
pub fn sign<const PLACES: u32>(text: &str, _: NaiveDate) -> Read<Option<Value>> {
    let said = text.trim().to_lowercase();
    if UNMEASURABLE.contains(&said.as_str()) {
        return Ok(Some(Value::Unmeasurable));
    }
    optional(text, |text| match parse_decimal(text, PLACES) {
        Ok(value) => Ok(Value::Of(value)),
        Err(BadNumber::NotANumber) => Err(Problem::Key("vital-form")),
        Err(bad) => Err(bad.into()),
    })
}

/// How people write that a sign could not be measured; the first is how it is shown in its field.
pub const UNMEASURABLE: [&str; 3] = ["tt", "t.t", "t.t."];

/// The same of what cannot be below nought.
pub fn measure<const PLACES: u32>(text: &str, _: NaiveDate) -> Read<Option<u32>> {
    optional(text, |text| {
        let value = parse_decimal(text, PLACES)?;
        let bad = if value < 0 { BadNumber::NotANumber } else { BadNumber::TooLarge };
        Ok(u32::try_from(value).map_err(|_| bad)?)
    })
}

/// RT or RW, or nothing.
pub fn house_number(text: &str, _: NaiveDate) -> Read<Option<u16>> {
    let number = |text: &str| u16::try_from(parse_whole(text).ok()?).ok();
    optional(text, |text| {
        let number = number(text).filter(|number| HOUSE_NUMBERS.contains(number));
        number.ok_or(Problem::Key("person-rt-form"))
    })
}

/// The code of an area, as much of it as is known, or nothing.
pub fn area(text: &str, _: NaiveDate) -> Read<Option<AreaCode>> {
    optional(text, |text| AreaCode::parse(text).ok_or(Problem::Key("person-area-form")))
}

/// The code of a village, or nothing.
pub fn village(text: &str, _: NaiveDate) -> Read<Option<AreaCode>> {
    let bad = Problem::Key("firstrun-village-code-form");
    optional(text, |text| AreaCode::parse(text).filter(AreaCode::is_village).ok_or(bad))
}

/// The name of somebody who comes.
pub fn person(text: &str, _: NaiveDate) -> Read<String> {
    Ok(people::rules::name(text).map_err(Refusal::from)?)
}

/// A birth date, a year or an age.
pub fn birth(text: &str, today: NaiveDate) -> Read<Birth> {
    let (date, precision) = parse_birth(text, today)?;
    people::rules::born(date, today).map_err(Refusal::from)?;
    Ok(Birth { date, precision })
}

pub fn date(text: &str, today: NaiveDate) -> Read<NaiveDate> {
    Ok(parse_date(text, today)?)
}

/// A time of day.
pub fn time(text: &str, _: NaiveDate) -> Read<NaiveTime> {
    parse_time(text).ok_or(Problem::Key("problem-time-form"))
}

/// A time of day, or nothing.
pub fn maybe_time(text: &str, today: NaiveDate) -> Read<Option<NaiveTime>> {
    optional(text, |text| time(text, today))
}

/// A NIK, or nothing.
pub fn nik(text: &str, _: NaiveDate) -> Read<Option<Nik>> {
    optional(text, |text| Ok(Nik::parse(text)?))
}

/// A BPJS number, or nothing.
pub fn bpjs(text: &str, _: NaiveDate) -> Read<Option<BpjsNumber>> {
    optional(text, |text| Ok(BpjsNumber::parse(text)?))
}

/// What somebody types to sign in.
pub fn username(text: &str, _: NaiveDate) -> Read<String> {
    rules::username(text).map_err(|_| Problem::Key("refusal-staff-username"))?;
    Ok(text.to_owned())
}

/// A new password.
pub fn password(text: &str, _: NaiveDate) -> Read<Option<String>> {
    SecretHash::check_password(text)?;
    Ok(Some(text.to_owned()))
}

/// A new password, or none.
pub fn maybe_password(text: &str, today: NaiveDate) -> Read<Option<String>> {
    if text.is_empty() { Ok(None) } else { password(text, today) }
}

/// A new quick PIN, or none.
pub fn maybe_pin(text: &str, _: NaiveDate) -> Read<Option<String>> {
    if text.is_empty() {
        return Ok(None);
    }
    SecretHash::check_pin(text)?;
    Ok(Some(text.to_owned()))
}

impl From<WeakSecret> for Problem {
    fn from(why: WeakSecret) -> Self {
        match why {
            WeakSecret::Short(_) => Self::Number("signin-password-short", "least", SHORTEST_PASSWORD),
            why => Self::Key(pin_key(why)),
        }
    }
}

impl From<BadDate> for Problem {
    fn from(bad: BadDate) -> Self {
        Self::Key(match bad {
            BadDate::Empty => "problem-date-empty",
            BadDate::Form => "problem-date-form",
            BadDate::NoSuchDay => "problem-date-none",
            BadDate::NotCome => "problem-date-not-come",
        })
    }
}

impl From<BadNumber> for Problem {
    fn from(bad: BadNumber) -> Self {
        match bad {
            BadNumber::Empty => Self::Key("problem-number-empty"),
            BadNumber::NotANumber => Self::Key("problem-number-form"),
            BadNumber::TooPrecise(places) => Self::Number("problem-number-places", "places", places as usize),
            BadNumber::TooLarge => Self::Key("problem-number-large"),
        }
    }
}

impl From<BadNik> for Problem {
    fn from(bad: BadNik) -> Self {
        match bad {
            BadNik::NotDigits => Self::Key("nik-letters"),
            BadNik::Length(count) if count < Nik::DIGITS => Self::Unfinished("nik-short", "count", count),
            BadNik::Length(count) => Self::Number("nik-long", "count", count),
            BadNik::Serial => Self::Key("nik-serial"),
        }
    }
}

impl From<BadBpjs> for Problem {
    fn from(bad: BadBpjs) -> Self {
        match bad {
            BadBpjs::NotDigits => Self::Key("bpjs-letters"),
            BadBpjs::Length(count) if count < BpjsNumber::DIGITS => {
                Self::Unfinished("bpjs-short", "count", count)
            }
            BadBpjs::Length(count) => Self::Number("bpjs-long", "count", count),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, Words};

    #[test]
    fn a_name_with_a_sign_that_nobody_sees_is_refused_at_its_field_which_says_which() {
        let today = NaiveDate::default();
        let bent = "Siti\u{202e} Nur";
        let said = |problem: Problem| problem.explain(&Words::new(Language::Indonesian));
        let refused = [
            person(bent, today).map_err(said).unwrap_err(),
            line(bent, today).map_err(said).unwrap_err(),
            named(bent, today).map_err(said).unwrap_err(),
            names("Loket 1, Lo\u{202e}ket", today).map_err(said).unwrap_err(),
        ];
        for said in refused {
            assert!(said.contains("U+202E") && said.contains("tidak terlihat"), "{said}");
        }
        assert_eq!(named(" Ény ", today).map_err(said), Ok("Ény".to_owned()));
        assert!(named(" ", today).is_err() && line("", today).is_ok());
    }
}
