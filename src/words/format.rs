//! Writing dates, numbers, measures and ages: the one place where a value becomes text.
//!
//! Indonesian writes a decimal comma and points between thousands; English the other way round. Dates in figures
//! are day-month-year in both, as Indonesian papers have them. Negative numbers carry a real minus (U+2212).

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use super::{Language, Words};
use crate::terms::{Age, Grams, Millimetres, Precision};

/// Stands where there is no number.
const NOTHING: &str = "–";

/// From this age on a person's age is said in years alone.
const MONTHS_UNTIL_YEARS: u32 = 3;
/// Children up to this age are spoken of in months and days.
const UNDER_FIVE_YEARS: u32 = 5;

impl Words {
    /// `23-11-2026`
    pub fn date(&self, date: NaiveDate) -> String {
        format!("{:02}-{:02}-{:04}", date.day(), date.month(), date.year())
    }

    /// `Sen, 23 Nov 2026`
    pub fn date_short(&self, date: NaiveDate) -> String {
        format!("{}, {} {}", self.weekday_short(date), self.day_month(date), date.year())
    }

    /// `Senin, 23 November`
    pub fn date_long(&self, date: NaiveDate) -> String {
        format!("{}, {} {}", self.weekday(date), date.day(), self.month_name(date))
    }

    /// `Senin, 23 November 2026`
    pub fn date_full(&self, date: NaiveDate) -> String {
        format!("{} {}", self.date_long(date), date.year())
    }

    /// `23 November 2026`, as a letter is dated
    pub fn date_words(&self, date: NaiveDate) -> String {
        format!("{} {} {}", date.day(), self.month_name(date), date.year())
    }

    /// `23 Nov`
    pub fn day_month(&self, date: NaiveDate) -> String {
        format!("{} {}", date.day(), self.month_short(date))
    }

    /// `Oktober 2026`
    pub fn month(&self, date: NaiveDate) -> String {
        format!("{} {}", self.month_name(date), date.year())
    }

    /// `Oktober`
    pub fn month_name(&self, date: NaiveDate) -> Cow<'_, str> {
        self.text(&format!("month-{}", date.month()))
    }

    /// `Okt`
    pub fn month_short(&self, date: NaiveDate) -> Cow<'_, str> {
        self.text(&format!("month-short-{}", date.month()))
    }

    /// `Senin`
    pub fn weekday(&self, date: NaiveDate) -> Cow<'_, str> {
        self.text(&format!("weekday-{}", date.weekday().number_from_monday()))
    }

    /// `Sen`
    pub fn weekday_short(&self, date: NaiveDate) -> Cow<'_, str> {
        self.text(&format!("weekday-short-{}", date.weekday().number_from_monday()))
    }

    /// `09:12`
    pub fn time(&self, time: NaiveTime) -> String {
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    /// `09:11:48`
    pub fn time_seconds(&self, time: NaiveTime) -> String {
        format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
    }

    /// A whole number: `1.843`
    pub fn count(&self, count: impl TryInto<i64>) -> String {
        grouped(self.language(), count.try_into().unwrap_or(i64::MAX))
    }

    /// A decimal kept as an integer: `decimal(92, 1)` is `9,2`.
    pub fn decimal(&self, value: i64, places: u32) -> String {
        decimal(self.language(), value, places)
    }

    /// A difference, always with its sign: `signed(100, 3, 1)` is `+0,1`. Trailing zeros end after `least` places.
    pub fn signed(&self, value: i64, places: u32, least: u32) -> String {
        let text = trimmed(self.language(), value, places, least);
        if value > 0 { format!("+{text}") } else { text }
    }

    /// A z-score with two decimals: `−2,31`; `–` where it is undefined. It is never written as minus zero.
    pub fn z(&self, z: f64) -> String {
        if z.is_finite() { self.z_hundredths((z * 100.0).round() as i64) } else { NOTHING.to_owned() }
    }

    /// A z-score kept in hundredths: `−2,31`
    pub fn z_hundredths(&self, hundredths: i64) -> String {
        decimal(self.language(), hundredths, 2)
    }

    /// A part of a whole with one decimal: `percent(982, 1108)` is `88,6%`; `–` when the whole is empty.
    pub fn percent(&self, part: u64, whole: u64) -> String {
        match percent_tenths(part, whole) {
            Some(tenths) => format!("{}%", decimal(self.language(), tenths, 1)),
            None => NOTHING.to_owned(),
        }
    }

    /// Like [`Words::percent`] without its sign, for a column that carries it in its head: `88,6`
    pub fn percent_figure(&self, part: u64, whole: u64) -> String {
        percent_tenths(part, whole)
            .map_or_else(|| NOTHING.to_owned(), |tenths| decimal(self.language(), tenths, 1))
    }

    /// A count beside its denominator: `982/1.108`
    pub fn of(&self, part: u64, whole: u64) -> String {
        format!("{}/{}", self.count(part), self.count(whole))
    }

    /// Kilograms without their unit, at least one decimal, none lost: `9,2`, `3,125`
    pub fn kilograms(&self, mass: Grams) -> String {
        trimmed(self.language(), i64::from(mass.0), 3, 1)
    }

    /// Centimetres without their unit: `79,8`
    pub fn centimetres(&self, length: Millimetres) -> String {
        decimal(self.language(), i64::from(length.0), 1)
    }

    /// How long somebody waits: `6 mnt`, `1 j 5 mnt`, `2 j`
    pub fn minutes(&self, minutes: i64) -> String {
        let minutes = minutes.max(0);
        let (hours, rest) = (minutes / 60, minutes % 60);
        let hour = self.text("unit-hour-short");
        let minute = self.text("unit-minute-short");
        match (hours, rest) {
            (0, rest) => format!("{rest} {minute}"),
            (hours, 0) => format!("{hours} {hour}"),
            (hours, rest) => format!("{hours} {hour} {rest} {minute}"),
        }
    }

    /// A wait that was measured, from seconds, as every figure of the summary says it: `29,0 mnt`; `–` for none.
    pub fn waited(&self, seconds: Option<u32>) -> String {
        match seconds {
            Some(_) => format!("{} {}", self.waited_figure(seconds), self.text("unit-minute-short")),
            None => NOTHING.to_owned(),
        }
    }

    /// Like [`Words::waited`] without the unit, for a column that carries it in its head: `29,0`
    pub fn waited_figure(&self, seconds: Option<u32>) -> String {
        let tenths = |seconds: u32| (i64::from(seconds) + 3) / 6;
        seconds.map_or_else(|| NOTHING.to_owned(), |seconds| self.decimal(tenths(seconds), 1))
    }

    /// Seconds left: `8 d`
    pub fn seconds(&self, seconds: i64) -> String {
        format!("{} {}", seconds.max(0), self.text("unit-second-short"))
    }

    /// An age in a narrow place: `25 th`, under three years `25 bl`, in the first month `12 hari`
    pub fn age(&self, age: Age) -> String {
        if age.years >= MONTHS_UNTIL_YEARS {
            format!("{} {}", age.years, self.text("unit-year-short"))
        } else {
            self.age_months(age)
        }
    }

    /// The age of a child on a growth sheet, in months however old: `57 bl`, in the first month `12 hari`
    pub fn age_months(&self, age: Age) -> String {
        match age.total_months() {
            0 => format!("{} {}", age.days, self.day_word(age.days)),
            months => format!("{months} {}", self.text("unit-month-short")),
        }
    }

    /// An age with the mark of a birth date that is not known exactly: wherever a z-score stands beside it.
    pub fn age_known(&self, age: String, precision: Precision) -> String {
        match precision {
            Precision::Exact => age,
            Precision::Estimated => self.with("age-estimated", &[("age", age)]),
            Precision::Year => self.with("age-year-only", &[("age", age)]),
        }
    }

    /// The same in a column, in a sign.
    pub fn age_about(age: String, precision: Precision) -> String {
        match precision {
            Precision::Exact => age,
            Precision::Estimated | Precision::Year => format!("± {age}"),
        }
    }

    /// An age in full: `25 bulan 3 hari` for a child, `25 tahun 3 bulan` later, `12 hari` at first
    pub fn age_long(&self, age: Age) -> String {
        let piece = |number: u32, key: &str| {
            (number > 0).then(|| {
                let key = if number == 1 { key.to_owned() } else { format!("{key}s") };
                format!("{number} {}", self.text(&key))
            })
        };
        let pieces = if age.years >= UNDER_FIVE_YEARS {
            [piece(age.years, "unit-year"), piece(age.months, "unit-month")]
        } else {
            [piece(age.total_months(), "unit-month"), piece(age.days, "unit-day")]
        };
        let said: Vec<String> = pieces.into_iter().flatten().collect();
        if said.is_empty() { format!("0 {}", self.text("unit-days")) } else { said.join(" ") }
    }

    fn day_word(&self, days: u32) -> Cow<'_, str> {
        self.text(if days == 1 { "unit-day" } else { "unit-days" })
    }
}

/// Tenths of a percent, half rounded up; `None` when the whole is empty.
fn percent_tenths(part: u64, whole: u64) -> Option<i64> {
    let (part, whole) = (u128::from(part), u128::from(whole));
    let tenths = (part * 2000 + whole).checked_div(whole * 2)?;
    i64::try_from(tenths).ok()
}

pub(super) fn grouped(language: Language, value: i64) -> String {
    let mark = match language {
        Language::Indonesian => '.',
        Language::English => ',',
    };
    let digits = value.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 3);
    if value < 0 {
        out.push('\u{2212}');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

fn decimal(language: Language, value: i64, places: u32) -> String {
    let scale = 10u64.pow(places.min(18));
    let whole = i64::try_from(value.unsigned_abs() / scale).unwrap_or(i64::MAX);
    let rest = value.unsigned_abs() % scale;
    let sign = if value < 0 { "\u{2212}" } else { "" };
    let whole = grouped(language, whole);
    if places == 0 {
        return format!("{sign}{whole}");
    }
    let mark = match language {
        Language::Indonesian => ',',
        Language::English => '.',
    };
    format!("{sign}{whole}{mark}{rest:0width$}", width = places as usize)
}

/// A decimal whose trailing zeros end after `least` places.
fn trimmed(language: Language, mut value: i64, mut places: u32, least: u32) -> String {
    while places > least && value % 10 == 0 {
        value /= 10;
        places -= 1;
    }
    decimal(language, value, places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::parse_decimal;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn both() -> (Words, Words) {
        (Words::new(Language::Indonesian), Words::new(Language::English))
    }

    #[test]
    fn dates_in_both_languages() {
        let (id, en) = both();
        let date = day("2026-11-23");
        assert_eq!(id.date(date), "23-11-2026");
        assert_eq!(id.date_short(date), "Sen, 23 Nov 2026");
        assert_eq!(id.date_long(date), "Senin, 23 November");
        assert_eq!(id.date_full(day("2026-08-17")), "Senin, 17 Agustus 2026");
        assert_eq!(id.date_words(day("2026-12-06")), "6 Desember 2026");
        assert_eq!(id.month(day("2026-10-01")), "Oktober 2026");
        assert_eq!(en.date_short(date), "Mon, 23 Nov 2026");
        assert_eq!(en.month(day("2026-10-01")), "October 2026");
        let time = NaiveTime::from_hms_opt(9, 11, 48).unwrap();
        assert_eq!((id.time(time), id.time_seconds(time)), ("09:11".into(), "09:11:48".into()));
    }

    #[test]
    fn numbers_in_both_languages() {
        let (id, en) = both();
        assert_eq!(id.count(1843), "1.843");
        assert_eq!(en.count(1843), "1,843");
        assert_eq!(id.count(1_000_000u64), "1.000.000");
        assert_eq!(id.count(999), "999");
        assert_eq!(id.count(-1000), "\u{2212}1.000");
        assert_eq!(id.decimal(92, 1), "9,2");
        assert_eq!(en.decimal(92, 1), "9.2");
        assert_eq!(id.decimal(5, 3), "0,005");
        assert_eq!(id.decimal(12_345_678, 1), "1.234.567,8");
        assert_eq!(id.percent(982, 1108), "88,6%");
        assert_eq!(en.percent(982, 1108), "88.6%");
        assert_eq!(id.percent(1, 0), "–");
        assert_eq!(id.percent_figure(105, 135), "77,8");
        assert_eq!(id.percent(1, 1), "100,0%");
        assert_eq!(id.of(982, 1108), "982/1.108");
    }

    #[test]
    fn z_scores_carry_a_real_minus_and_two_decimals() {
        let (id, en) = both();
        assert_eq!(id.z(-2.31), "\u{2212}2,31");
        assert_eq!(en.z(-2.31), "\u{2212}2.31");
        assert_eq!(id.z(0.5), "0,50");
        assert_eq!(id.z(-0.001), "0,00");
        assert_eq!(id.z(f64::NAN), "–");
        assert_eq!(id.z_hundredths(-7), "\u{2212}0,07");
    }

    #[test]
    fn measures_lose_nothing() {
        let (id, _) = both();
        assert_eq!(id.kilograms(Grams(9200)), "9,2");
        assert_eq!(id.kilograms(Grams(9000)), "9,0");
        assert_eq!(id.kilograms(Grams(3125)), "3,125");
        assert_eq!(id.centimetres(Millimetres(798)), "79,8");
        assert_eq!(id.signed(100, 3, 1), "+0,1");
        assert_eq!(id.signed(-250, 3, 1), "\u{2212}0,25");
        assert_eq!(id.signed(0, 3, 1), "0,0");
    }

    #[test]
    fn durations_and_ages() {
        let (id, en) = both();
        assert_eq!(id.minutes(6), "6 mnt");
        assert_eq!(id.minutes(65), "1 j 5 mnt");
        assert_eq!(id.minutes(120), "2 j");
        assert_eq!(en.minutes(65), "1 h 5 min");
        assert_eq!(id.waited(Some(1_741)), "29,0 mnt");
        assert_eq!((id.waited(Some(1_737)), en.waited(Some(1_736))), ("29,0 mnt".into(), "28.9 min".into()));
        assert_eq!((id.waited(None), id.waited_figure(Some(0))), ("–".into(), "0,0".into()));
        assert_eq!(id.seconds(8), "8 d");
        let age = |birth: &str| Age::between(day(birth), day("2026-11-23")).unwrap();
        assert_eq!(id.age(age("2001-08-14")), "25 th");
        assert_eq!(id.age(age("2024-10-20")), "25 bl");
        assert_eq!(id.age(age("2022-05-01")), "4 th");
        assert_eq!(id.age(age("2026-11-11")), "12 hari");
        assert_eq!(id.age_months(age("2022-02-01")), "57 bl");
        assert_eq!(id.age_long(age("2024-10-20")), "25 bulan 3 hari");
        assert_eq!(en.age_long(age("2024-10-20")), "25 months 3 days");
        assert_eq!(en.age_long(age("2026-10-22")), "1 month 1 day");
        assert_eq!(id.age_long(age("2001-08-14")), "25 tahun 3 bulan");
        assert_eq!(id.age_long(age("2026-11-23")), "0 hari");
        assert_eq!(en.age(age("2026-11-22")), "1 day");
    }

    proptest! {
        #[test]
        fn a_written_measure_reads_back(value in 0i64..1_000_000, places in 1u32..4) {
            // Up to three digits before the mark: what is typed has no thousands mark.
            let value = value % 10i64.pow(places + 3);
            for language in Language::ALL {
                prop_assert_eq!(parse_decimal(&decimal(language, value, places), places), Ok(value));
                prop_assert_eq!(parse_decimal(&decimal(language, -value, places), places), Ok(-value));
            }
        }
    }
}
