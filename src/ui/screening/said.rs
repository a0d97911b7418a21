//! What is said of a measurement beside what paper says too: badges, and what is wrong or unusual about a value.

use std::borrow::Cow;

use crate::clinic::views::Authors;
use crate::growth::kms::Letter;
use crate::growth::{Category, Level};
use crate::reference::ranges::Sign;
use crate::screening::said::mark;
pub use crate::screening::said::{Finding, finding, gain_line, index_long, index_short, z, z_of};
use crate::screening::{Doubt, Limits, Oddity};
use crate::terms::AccountId;
use crate::ui::theme::Tone;
use crate::ui::widget::badge::{self, Badge};
use crate::ui::widget::shape::Shape;
use crate::visits::vitals::Body;
use crate::visits::{Contradiction, Value};
use crate::words::{Arg, Words};

/// The label's badge: word, shape and colour.
pub fn label(words: &Words, category: Category) -> Badge<'_> {
    let word = words.word("category", category.key());
    badge::badge(shape(category.level()), word, tone(category.level()))
}

/// The shape of how far something is from normal: on badges and before sentences.
pub const fn shape(level: Level) -> Shape {
    match level {
        Level::VeryLow => Shape::Square,
        Level::Low => Shape::Down,
        Level::Normal => Shape::Tick,
        Level::High | Level::VeryHigh => Shape::Up,
    }
}

/// Who did something, by name; the program where nobody did.
pub fn author<'a>(authors: &'a Authors, by: Option<AccountId>, words: &'a Words) -> Cow<'a, str> {
    match by {
        Some(account) => Cow::Borrowed(authors.get(&account).map_or("?", String::as_str)),
        None => words.text("exam-by-program"),
    }
}

/// So far out that measuring again comes first.
pub fn implausible(words: &Words) -> Badge<'_> {
    badge::badge(Shape::Up, words.text("screening-implausible"), Tone::Late)
}

/// N, T, O or B in full: `Tidak naik (T)`.
pub fn gain(words: &Words, letter: Letter) -> Badge<'static> {
    let word = words.word("kms", mark(letter)).into_owned();
    mark_badge(letter, word)
}

/// N, T, O or B as one letter.
pub fn gain_short(words: &Words, letter: Letter) -> Badge<'static> {
    let word = words.text(&format!("kms-{}-short", mark(letter))).into_owned();
    mark_badge(letter, word)
}

fn mark_badge(letter: Letter, word: String) -> Badge<'static> {
    match letter {
        Letter::Gained(_) => badge::gained(word),
        Letter::NotGained(_) => badge::not_gained(word),
        Letter::NotWeighedBefore | Letter::First | Letter::None(_) => badge::closed(word).plain(),
    }
}

const fn sign_of(doubt: Doubt) -> Option<Sign> {
    match doubt {
        Doubt::Weight => Some(Sign::Weight),
        Doubt::Length => Some(Sign::Height),
        Doubt::Head => Some(Sign::HeadCircumference),
        Doubt::Arm => Some(Sign::ArmCircumference),
        Doubt::Posture | Doubt::Index(_) => None,
    }
}

/// A value of a sign as people write it: tenths with one decimal, grams as kilograms.
pub fn sign_value(words: &Words, sign: Sign, value: i64) -> String {
    match (sign, u32::try_from(value)) {
        (Sign::Weight, Ok(grams)) => words.kilograms(crate::terms::Grams(grams)),
        _ => words.decimal(value, sign.places()),
    }
}

/// `17 kg tidak mungkin. Paling banyak 16 kg.`
pub fn impossible(words: &Words, limits: &Limits) -> String {
    match sign_of(limits.measure) {
        Some(sign) => impossible_sign(words, sign, limits.value, limits.low, limits.high),
        None => String::new(),
    }
}

/// The same of a vital sign.
pub fn impossible_sign(words: &Words, sign: Sign, value: i64, low: Option<i64>, high: Option<i64>) -> String {
    let (key, limit) = match (low, high) {
        (Some(low), _) => ("vital-impossible-low", low),
        (None, high) => ("vital-impossible-high", high.unwrap_or_default()),
    };
    let unit = words.text(sign.unit_key());
    let [value, limit] = [value, limit].map(|value| sign_value(words, sign, value));
    words.with(key, &[("value", Arg::from(value)), ("unit", Arg::from(unit)), ("limit", Arg::from(limit))])
}

/// A value as it was taken: `36,9 °C`, or that it could not be measured.
pub fn taken(words: &Words, sign: Sign, value: Value) -> String {
    match value {
        Value::Of(value) => format!("{} {}", sign_value(words, sign, value), words.text(sign.unit_key())),
        Value::Unmeasurable => words.text("vital-unmeasurable").into_owned(),
    }
}

/// `Di atas 37,5 °C.`: a finding, no mistake.
pub fn outside_usual(words: &Words, sign: Sign, low: Option<i64>, high: Option<i64>) -> String {
    let (key, limit) = match (low, high) {
        (Some(low), _) => ("vital-below-usual", low),
        (None, high) => ("vital-above-usual", high.unwrap_or_default()),
    };
    let limit = sign_value(words, sign, limit);
    words.with(key, &[("limit", Arg::from(limit)), ("unit", Arg::from(words.text(sign.unit_key())))])
}

/// `IMT 27,34 kg/m²: obesitas · lingkar perut 85,0 cm: obesitas sentral`
pub fn body(words: &Words, body: Body<'_>) -> String {
    let bmi = body.bmi.map(|(bmi, limit)| {
        let label = words.word("adult", &limit.category);
        words.with("adult-bmi", &[("bmi", Arg::from(words.decimal(bmi, 2))), ("label", Arg::from(label))])
    });
    let waist = body.waist.map(|(waist, limit)| {
        let label = words.word("adult", &limit.category);
        let waist = sign_value(words, Sign::Waist, waist);
        words.with("adult-waist", &[("waist", Arg::from(waist)), ("label", Arg::from(label))])
    });
    let of = body.bmi.map(|(_, limit)| limit).or(body.waist.map(|(_, limit)| limit));
    let background = of.filter(|limit| limit.source.is_background || limit.source.is_own).map(|limit| {
        let key = if limit.source.is_own { "found-source-own" } else { "found-source-background" };
        words.with(key, &[("source", limit.source.name.as_str()), ("date", limit.source.date.as_str())])
    });
    [bmi, waist, background].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What contradicts itself.
pub fn contradiction(words: &Words, contradiction: Contradiction) -> String {
    match contradiction {
        Contradiction::PressureTurned { .. } => words.text("vital-pressure-turned").into_owned(),
        Contradiction::TenfoldWeight(grams) => {
            words.with("vital-tenfold", &[("weight", sign_value(words, Sign::Weight, grams))])
        }
    }
}

/// `Di atas 37,5 °C. Cek lagi.`
pub fn unusual_sign(words: &Words, sign: Sign, low: Option<i64>, high: Option<i64>) -> String {
    let (key, limit) = match (low, high) {
        (Some(low), _) => ("vital-low", low),
        (None, high) => ("vital-high", high.unwrap_or_default()),
    };
    let limit = sign_value(words, sign, limit);
    words.with(key, &[("limit", Arg::from(limit)), ("unit", Arg::from(words.text(sign.unit_key())))])
}

/// What is unusual about a measurement, in one sentence.
pub fn oddity(words: &Words, oddity: Oddity, age_days: u32) -> String {
    match oddity {
        Oddity::Range(limits) => match sign_of(limits.measure) {
            Some(sign) => {
                let name = words.text(&sign.name_key());
                format!("{name}: {}", unusual_sign(words, sign, limits.low, limits.high))
            }
            None => String::new(),
        },
        Oddity::Flag { index, z: far } => format!(
            "{} {}: {}",
            index_short(words, index, age_days),
            z(words, Some(far)),
            words.text("screening-implausible")
        ),
        Oddity::Posture => words.text("screening-posture-early").into_owned(),
        Oddity::Fell { measure, by, on } => {
            let Some(sign) = sign_of(measure) else { return String::new() };
            words.with(
                "screening-fell",
                &[
                    ("measure", Arg::from(words.text(&sign.name_key()))),
                    ("by", Arg::from(sign_value(words, sign, by))),
                    ("date", Arg::from(words.date(on))),
                ],
            )
        }
    }
}

/// The colour of a sentence of screening.
pub const fn tone(level: Level) -> Tone {
    match level {
        Level::VeryLow | Level::VeryHigh => Tone::Late,
        Level::Low | Level::High => Tone::Waiting,
        Level::Normal => Tone::Serving,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_high_points_up_and_what_is_too_low_down_on_badges_and_in_sentences() {
        for level in [Level::High, Level::VeryHigh] {
            assert_eq!(shape(level), Shape::Up, "{level:?}");
        }
        assert_eq!(
            [Level::Low, Level::VeryLow, Level::Normal].map(shape),
            [Shape::Down, Shape::Square, Shape::Tick]
        );
    }
}
