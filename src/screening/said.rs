//! What is said of a measurement, in words: index, growth card, the sentence of screening, the chart's scene.
//!
//! Screens and paper say it the same way. The wording is that of screening, never a diagnosis.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::{Child, FollowUpKind, Gain, GainMark, Measurement, Measures, NoLetter, Preview};
use crate::growth::chart::{self, Callout, Mark, Scene, Spec};
use crate::growth::{Category, FIRST_DAY_OF_HEIGHT, Index, LAST_DAY, Level, Z, table_posture};
use crate::terms::Age;
use crate::words::{Arg, Words};

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

/// The z of one index of a measurement; of a swollen child the word for it where the weight says nothing.
pub fn z_of(words: &Words, one: &Measurement, index: Index) -> String {
    let score = one.score(index).and_then(|score| score.z);
    if score.is_none() && one.measures.oedema && index.uses_weight() {
        return words.text("screening-oedema-short").into_owned();
    }
    z(words, score)
}

/// The growth card's mark as a word of the translations.
pub const fn mark(mark: GainMark) -> &'static str {
    match mark {
        GainMark::Gained => "gained",
        GainMark::NotGained => "not-gained",
        GainMark::NotWeighedBefore => "not-weighed-before",
        GainMark::First => "first",
        GainMark::None(_) => "none",
    }
}

/// `+0,1 kg dari Okt, minimal +0,2 kg (KBM)`, and what the growth line says where it decided; without a letter why.
pub fn gain_line(words: &Words, gain: &Gain) -> String {
    let (Some(since), Some(gained)) = (gain.since, gain.gained) else {
        return words
            .text(match gain.mark {
                GainMark::None(NoLetter::Swollen) => "kms-none-swollen",
                GainMark::None(NoLetter::Implausible) => "kms-none-implausible",
                GainMark::None(NoLetter::TooSoon) => "kms-none-too-soon",
                GainMark::None(NoLetter::NothingToCompare) => "kms-none-nothing",
                GainMark::First => "kms-gain-first",
                GainMark::NotWeighedBefore | GainMark::Gained | GainMark::NotGained => "kms-gain-none",
            })
            .into_owned();
    };
    let month = words.month_short(since);
    let grams = words.signed(gained, 3, 1);
    let least = gain.least.map(|least| words.signed(i64::from(least.0), 3, 1));
    let fell = gain.fell_since.map(|on| words.month_short(on));
    match (gain.mark, least, fell) {
        // By the line alone: the minimum was not reached.
        (GainMark::Gained, ..) if !reached(gain) => {
            words.with("kms-gain-line", &[("gain", Arg::from(grams)), ("month", Arg::from(month))])
        }
        (GainMark::NotGained, Some(least), Some(fell)) => words.with(
            "kms-gain-fell",
            &[
                ("gain", Arg::from(grams)),
                ("month", Arg::from(month)),
                ("least", Arg::from(least)),
                ("fell", Arg::from(fell)),
            ],
        ),
        (_, Some(least), _) => words.with(
            "kms-gain",
            &[("gain", Arg::from(grams)), ("month", Arg::from(month)), ("least", Arg::from(least))],
        ),
        (_, None, _) => {
            words.with("kms-gain-plain", &[("gain", Arg::from(grams)), ("month", Arg::from(month))])
        }
    }
}

/// Whether the minimum gain was reached.
fn reached(gain: &Gain) -> bool {
    gain.least.zip(gain.gained).is_some_and(|(least, gained)| gained >= i64::from(least.0))
}

/// What screening says in a sentence: the finding in bold, then what follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How far from normal.
    pub level: Level,
    /// What is indicated; never a diagnosis.
    pub lead: String,
    /// What to do.
    pub rest: String,
}

/// The sentence about a measurement.
pub fn finding(words: &Words, preview: &Preview) -> Finding {
    if preview.assessment.is_implausible() {
        if preview.advice.contains(&FollowUpKind::ReferNow) {
            let swollen = preview.assessment.category(Index::WeightForLength);
            let swollen = swollen.filter(|category| *category == Category::SeverelyWastedOedema);
            let lead = swollen.unwrap_or(Category::ArmSeverelyWasted);
            return Finding {
                level: Level::VeryLow,
                lead: format!("{}.", words.word("finding", lead.key())),
                rest: format!("{} {}.", advice(words, &preview.advice), words.text("screening-implausible")),
            };
        }
        return Finding {
            level: Level::VeryLow,
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
    let level = match worst.map(Category::level) {
        Some(Level::Normal) | None if rest.len() > 1 => Level::Low,
        Some(level) => level,
        None => Level::Normal,
    };
    let lead = lead.map(|lead| format!("{lead}.")).unwrap_or_default();
    Finding { level, lead, rest: rest.join(" ") }
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

/// A measuring that is being typed or looked at.
#[derive(Debug, Clone, Copy)]
pub struct Current<'a> {
    /// On which day.
    pub on: NaiveDate,
    /// What.
    pub measures: &'a Measures,
    /// What it says.
    pub preview: &'a Preview,
}

/// The chart of one index; `before` newest first.
pub fn scene(
    words: &Words,
    child: &Child,
    index: Index,
    (width, height): (f32, f32),
    before: &[&Measurement],
    current: Option<Current<'_>>,
) -> Scene {
    let history: Vec<Mark> = before
        .iter()
        .rev()
        .filter_map(|one| chart::mark(index, child.sex, one.age_days, &one.measures))
        .collect();
    let days = current.map_or(0, |current| current.preview.age_days);
    let point = current.and_then(|current| chart::mark(index, child.sex, days, current.measures));
    let callout = current.and_then(|current| callout(words, child, index, &current));
    let axes = axes(words, index);
    let texts =
        [words.text("chart-length-part"), words.text("chart-height-part"), words.text("chart-median")];
    let [length, tall, median] = &texts;
    let to = words.text("word-to");
    chart::build(&Spec {
        index,
        sex: child.sex,
        table: table_posture(days.min(LAST_DAY)),
        width,
        height,
        history: &history,
        current: point,
        callout: callout.as_ref().map(|(title, detail)| Callout { title, detail }),
        words: chart::Words { axes: &axes, length, height: tall, median, to: &to },
    })
}

fn axes(words: &Words, index: Index) -> String {
    let (across, up) = match index {
        Index::WeightForAge => ("chart-axis-months", "chart-axis-kilograms"),
        Index::WeightForLength => ("chart-axis-length", "chart-axis-kilograms"),
        Index::BmiForAge => ("chart-axis-months", "chart-axis-bmi"),
        Index::LengthForAge | Index::HeadForAge | Index::ArmForAge => {
            ("chart-axis-months", "chart-axis-centimetres")
        }
    };
    format!("{} · {}", words.text(across), words.text(up))
}

fn callout(words: &Words, child: &Child, index: Index, current: &Current<'_>) -> Option<(String, String)> {
    let score = current.preview.assessment.score(index);
    let said = z(words, Some(score.z.ok()?));
    let short = index_short(words, index, current.preview.age_days);
    let title = match score.category {
        Some(category) => words.with(
            "chart-point",
            &[
                ("index", Arg::from(short)),
                ("z", Arg::from(said)),
                ("label", Arg::from(words.word("category", category.key()))),
            ],
        ),
        None => format!("{short} {said} SD"),
    };
    let age = Age::between(child.birth_date, current.on)?;
    let value = match index {
        Index::WeightForAge | Index::WeightForLength => {
            format!("{} {}", words.kilograms(current.measures.weight?), words.text("unit-kilogram"))
        }
        Index::LengthForAge => {
            let length = current.preview.assessment.corrected?.length;
            format!("{} {}", words.centimetres(length), words.text("unit-centimetre"))
        }
        Index::BmiForAge => {
            let bmi = current.preview.assessment.bmi?;
            format!("{} {}", words.decimal(i64::from(bmi.0), 2), words.text("chart-axis-bmi"))
        }
        Index::HeadForAge => {
            format!("{} {}", words.centimetres(current.measures.head?), words.text("unit-centimetre"))
        }
        Index::ArmForAge => {
            format!("{} {}", words.centimetres(current.measures.arm?), words.text("unit-centimetre"))
        }
    };
    let detail =
        words.with("chart-point-at", &[("value", Arg::from(value)), ("age", Arg::from(words.age_long(age)))]);
    Some((title, detail))
}
