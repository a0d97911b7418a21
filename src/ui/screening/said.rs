//! What is said of a measurement, in words: index, label, growth card, the sentence of screening.

use std::borrow::Cow;

use crate::growth::{Category, FIRST_DAY_OF_HEIGHT, Index, Level, Z};
use crate::reference::ranges::Sign;
use crate::screening::{Doubt, FollowUpKind, Gain, GainMark, Limits, Oddity, Preview};
use crate::ui::theme::Tone;
use crate::ui::widget::badge::{self, Badge};
use crate::ui::widget::shape::Shape;
use crate::words::{Arg, BadNumber, Words};

/// `TB/U`, below day 731 `PB/U`.
pub fn index_short(words: &Words, index: Index, age_days: u32) -> Cow<'_, str> {
    words.text(&format!("index-{}-short", index_key(index, age_days)))
}

/// `Tinggi menurut umur`, below day 731 `Panjang menurut umur`.
pub fn index_long(words: &Words, index: Index, age_days: u32) -> Cow<'_, str> {
    words.text(&format!("index-{}", index_key(index, age_days)))
}

const fn index_key(index: Index, age_days: u32) -> &'static str {
    let upright = age_days >= FIRST_DAY_OF_HEIGHT;
    match index {
        Index::WeightForAge => "weight-for-age",
        Index::LengthForAge if upright => "height-for-age",
        Index::LengthForAge => "length-for-age",
        Index::WeightForLength if upright => "weight-for-height",
        Index::WeightForLength => "weight-for-length",
        Index::BmiForAge => "bmi-for-age",
        Index::HeadForAge => "head-for-age",
        Index::ArmForAge => "arm-for-age",
    }
}

/// `−2,31`, or a dash where there is none.
pub fn z(words: &Words, z: Option<Z>) -> String {
    z.map_or_else(|| "–".to_owned(), |z| words.z_hundredths(i64::from(z.0)))
}

/// The label's badge: word, shape and colour.
pub fn label(words: &Words, category: Category) -> Badge<'_> {
    let word = words.word("category", category.key());
    match category.level() {
        Level::VeryLow => badge::very_low(word),
        Level::Low => badge::low(word),
        Level::Normal => badge::normal(word),
        Level::High => badge::high(word),
        Level::VeryHigh => badge::badge(Shape::Up, word, Tone::Late),
    }
}

/// So far out that measuring again comes first.
pub fn implausible(words: &Words) -> Badge<'_> {
    badge::badge(Shape::Up, words.text("screening-implausible"), Tone::Late)
}

/// N, T, O or B in full: `Tidak naik (T)`.
pub fn gain(words: &Words, gain: &Gain) -> Badge<'static> {
    let word = words.word("kms", mark(gain.mark)).into_owned();
    mark_badge(gain.mark, word)
}

/// N, T, O or B as one letter.
pub fn gain_short(words: &Words, gain: &Gain) -> Badge<'static> {
    let word = words.text(&format!("kms-{}-short", mark(gain.mark))).into_owned();
    mark_badge(gain.mark, word)
}

fn mark_badge(mark: GainMark, word: String) -> Badge<'static> {
    match mark {
        GainMark::Gained => badge::gained(word),
        GainMark::NotGained => badge::not_gained(word),
        GainMark::NotWeighedBefore | GainMark::First => badge::closed(word).plain(),
    }
}

const fn mark(mark: GainMark) -> &'static str {
    match mark {
        GainMark::Gained => "gained",
        GainMark::NotGained => "not-gained",
        GainMark::NotWeighedBefore => "not-weighed-before",
        GainMark::First => "first",
    }
}

/// `+0,1 kg dari Okt, minimal +0,2 kg (KBM)`
pub fn gain_line(words: &Words, gain: &Gain) -> String {
    match (gain.since, gain.gained, gain.least) {
        (Some(since), Some(gained), Some(least)) => words.with(
            "kms-gain",
            &[
                ("gain", Arg::from(words.signed(gained, 3, 1))),
                ("month", Arg::from(words.month_short(since))),
                ("least", Arg::from(words.signed(i64::from(least.0), 3, 1))),
            ],
        ),
        _ => words.text("kms-gain-none").into_owned(),
    }
}

/// Why a text is no number.
pub fn bad_number(words: &Words, bad: BadNumber) -> String {
    match bad {
        BadNumber::Empty => words.text("problem-number-empty").into_owned(),
        BadNumber::NotANumber => words.text("problem-number-form").into_owned(),
        BadNumber::TooPrecise(places) => words.with("problem-number-places", &[("places", places)]),
        BadNumber::TooLarge => words.text("problem-number-large").into_owned(),
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
    let said = |limit: i64| {
        [
            ("value", Arg::from(sign_value(words, sign, value))),
            ("unit", Arg::from(words.text(sign.unit_key()))),
            ("limit", Arg::from(sign_value(words, sign, limit))),
        ]
    };
    match (low, high) {
        (Some(low), _) => words.with("vital-impossible-low", &said(low)),
        (None, high) => words.with("vital-impossible-high", &said(high.unwrap_or_default())),
    }
}

/// `Di atas 37,5 °C. Cek lagi.`
pub fn unusual_sign(words: &Words, sign: Sign, low: Option<i64>, high: Option<i64>) -> String {
    let said = |limit: i64| {
        [
            ("limit", Arg::from(sign_value(words, sign, limit))),
            ("unit", Arg::from(words.text(sign.unit_key()))),
        ]
    };
    match (low, high) {
        (Some(low), _) => words.with("vital-low", &said(low)),
        (None, high) => words.with("vital-high", &said(high.unwrap_or_default())),
    }
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
    }
}

/// What screening says in a sentence: the finding in bold, then what follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Colour of the note.
    pub tone: Tone,
    /// What is indicated; never a diagnosis.
    pub lead: String,
    /// What to do.
    pub rest: String,
}

/// The sentence about a measurement.
pub fn finding(words: &Words, preview: &Preview) -> Finding {
    if preview.assessment.is_implausible() {
        return Finding {
            tone: Tone::Late,
            lead: format!("{}.", words.text("screening-implausible")),
            rest: words.text("screening-implausible-hint").into_owned(),
        };
    }
    let worst = worst(preview);
    let lead = worst.map(|category| words.word("finding", category.key()).into_owned());
    let twice = preview.gain.is_some_and(|gain| gain.twice_not_gained).then(|| words.text("kms-twice"));
    let red = preview.gain.is_some_and(|gain| gain.below_red_line).then(|| words.text("kms-below-red"));
    let mut rest: Vec<String> = [twice, red].into_iter().flatten().map(|said| format!("{said}.")).collect();
    rest.push(advice(words, &preview.advice));
    let tone = match worst.map(Category::level) {
        Some(Level::VeryLow | Level::VeryHigh) => Tone::Late,
        Some(Level::Low | Level::High) => Tone::Waiting,
        _ if rest.len() > 1 => Tone::Waiting,
        _ => Tone::Serving,
    };
    let lead = lead.map(|lead| format!("{lead}.")).unwrap_or_default();
    Finding { tone, lead, rest: rest.join(" ") }
}

/// The label that matters most: what is referred at once, then what is referred, then what lies lowest.
pub fn worst(preview: &Preview) -> Option<Category> {
    let order = [
        Index::WeightForLength,
        Index::ArmForAge,
        Index::LengthForAge,
        Index::WeightForAge,
        Index::HeadForAge,
        Index::BmiForAge,
    ];
    let said = order.into_iter().filter_map(|index| preview.assessment.category(index));
    let weight = |category: &Category| {
        let at_once = matches!(
            category,
            Category::SeverelyWasted | Category::SeverelyWastedOedema | Category::ArmSeverelyWasted
        );
        let level = match category.level() {
            Level::VeryLow | Level::VeryHigh => 2,
            Level::Low | Level::High => 1,
            Level::Normal => 0,
        };
        (at_once, category.needs_referral(), level)
    };
    // The first of equals: the order above.
    said.reduce(|best, next| if weight(&next) > weight(&best) { next } else { best })
}

/// What follows, as one sentence or several.
pub fn advice(words: &Words, kinds: &[FollowUpKind]) -> String {
    use FollowUpKind as Kind;
    if let [Kind::Remeasure, Kind::Refer, Kind::FoodAid] = kinds {
        return words.text("plan-remeasure").into_owned();
    }
    kinds.iter().map(|kind| words.text(kind.words_key()).into_owned()).collect::<Vec<_>>().join(" ")
}
