//! What is said of a measurement, in words: index, growth card, the sentence of screening, the chart's scene.
//!
//! Screens and paper say it the same way. The wording is that of screening, never a diagnosis.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::advice::{Label, asks_for, is_referred_at_once};
use super::{Child, FollowUpKind, Measurement, Measures, Preview};
use crate::growth::chart::{self, Callout, Mark, Scene, Spec};
use crate::growth::kms::{Change, Letter, Line, Loss, NoLetter, Said};
use crate::growth::{Category, FIRST_DAY_OF_HEIGHT, Index, LAST_DAY, Level, Z, table_posture};
use crate::terms::{Age, Grams};
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

/// The growth card's letter as a word of the translations.
pub const fn mark(letter: Letter) -> &'static str {
    match letter {
        Letter::Gained(_) => "gained",
        Letter::NotGained(_) => "not-gained",
        Letter::NotWeighedBefore => "not-weighed-before",
        Letter::First => "first",
        Letter::None(_) => "none",
    }
}

/// `+0,1 kg dari Okt, minimal +0,2 kg (KBM)`, and what the growth line says where it decided; without a letter why.
pub fn gain_line(words: &Words, letter: Letter) -> String {
    match letter {
        Letter::Gained(change) | Letter::NotGained(change) => change_line(words, &change),
        Letter::First => words.text("kms-gain-first").into_owned(),
        Letter::NotWeighedBefore => words.text("kms-gain-none").into_owned(),
        Letter::None(NoLetter::Swollen) => words.text("kms-none-swollen").into_owned(),
        Letter::None(NoLetter::AgeUnknown) => words.text("kms-none-age-unknown").into_owned(),
        Letter::None(NoLetter::Implausible) => words.text("kms-none-implausible").into_owned(),
        Letter::None(NoLetter::TooSoon) => words.text("kms-none-too-soon").into_owned(),
        Letter::None(NoLetter::NothingToCompare) => words.text("kms-none-nothing").into_owned(),
    }
}

/// The change with what decided: the minimum where it was reached, else the line.
fn change_line(words: &Words, change: &Change) -> String {
    let gain = words.signed(change.grams, 3, 1);
    let month = words.month_short(change.since);
    match (change.line, change.minimum) {
        (Line::Followed, _) if !change.reached_minimum() => {
            words.with("kms-gain-line", &[("gain", Arg::from(gain)), ("month", Arg::from(month))])
        }
        (Line::FellSince(on), least) if !change.reached_minimum() => {
            let fell = words.month_short(on);
            let values = [("gain", Arg::from(gain)), ("month", Arg::from(month)), ("fell", Arg::from(fell))];
            match least {
                Some(_) => words.with("kms-gain-fell", &values),
                None => words.with("kms-gain-fell-no-minimum", &values),
            }
        }
        (_, Some(least)) => {
            let least = words.signed(i64::from(least.0), 3, 1);
            words.with(
                "kms-gain",
                &[("gain", Arg::from(gain)), ("month", Arg::from(month)), ("least", Arg::from(least))],
            )
        }
        (_, None) => words.with("kms-gain-plain", &[("gain", Arg::from(gain)), ("month", Arg::from(month))]),
    }
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

/// The sentence about a measurement: the worst finding leads and names its index, a second severe one stands beside it,
/// and nothing is green above a weight that was lost or did not rise.
pub fn finding(words: &Words, preview: &Preview) -> Finding {
    let labels = preview.labels();
    let first = labels.first().copied();
    let at_once = first.filter(|label| is_referred_at_once(label.category));
    let abnormal = first.filter(|label| label.category.level() != Level::Normal);
    let light = labels.iter().any(|label| label.category == Category::SeverelyUnderweight);
    let weight = preview.believed_gain().map(|gain| of_weight(words, gain, light)).unwrap_or_default();
    // What is measured again leads where nothing is known yet that cannot wait.
    let again = preview.has_doubt() && at_once.is_none();
    let janggal = || format!("{}.", words.text("screening-implausible"));
    let mut said = Vec::new();
    let (level, lead) = if again {
        said.push(janggal());
        (Level::VeryLow, None)
    } else if let Some(label) = at_once.or(abnormal) {
        (label.category.level(), Some(label))
    } else if weight.is_empty() {
        (Level::Normal, first)
    } else {
        (Level::Low, None)
    };
    said.extend(lead.map(|label| format!("{}.", named(words, preview, label))));
    let besides = labels.iter().filter(|label| Some(label.index) != lead.map(|lead| lead.index));
    let mut named_for: Vec<FollowUpKind> =
        lead.and_then(|label| asks_for(label.category)).into_iter().collect();
    let also: Vec<String> = besides
        .filter(|label| {
            let severe = is_severe(label, &labels);
            // Of several that ask for the same the worst is named.
            let kind = asks_for(label.category).filter(|kind| preview.advice.contains(kind));
            let explains = kind.is_some_and(|kind| !named_for.contains(&kind));
            named_for.extend(kind.filter(|_| severe || explains));
            severe || explains
        })
        .map(|label| also(words, preview, *label))
        .collect();
    if !also.is_empty() {
        said.push(words.with("screening-also", &[("findings", also.join(", "))]));
    }
    // What is to be done stands before what is only to be known; a weight that leads stays first.
    let leads = said.is_empty();
    said.extend(weight.iter().filter(|_| leads).cloned());
    // Said already.
    let kinds = preview.advice.iter().filter(|kind| !(again && **kind == FollowUpKind::Remeasure));
    let kinds: Vec<FollowUpKind> = kinds.copied().collect();
    said.extend(Some(advice(words, &kinds)).filter(|advice| !advice.is_empty()));
    said.extend(weight.into_iter().filter(|_| !leads));
    if again {
        said.push(words.text("screening-implausible-hint").into_owned());
    } else if preview.has_doubt() {
        said.push(janggal());
    } else if preview.assessment.is_implausible() {
        said.push(words.text("screening-implausible-believed").into_owned());
    }
    let mut said = said.into_iter();
    Finding { level, lead: said.next().unwrap_or_default(), rest: said.collect::<Vec<_>>().join(" ") }
}

/// A finding that no other may hide. The mass index says of a child under five what weight for length says.
fn is_severe(label: &Label, all: &[Label]) -> bool {
    let other = |one: &Label| one.index == Index::WeightForLength && one.category == label.category;
    matches!(label.category.level(), Level::VeryLow | Level::VeryHigh)
        && (label.index != Index::BmiForAge || !all.iter().any(other))
}

/// `Terindikasi pendek, perlu rujukan (TB/U −2,31)`: a label's sentence with its index.
fn named(words: &Words, preview: &Preview, label: Label) -> String {
    let said = words.word("finding", label.category.key());
    let short = index_short(words, label.index, preview.age_days);
    match label.z.filter(|_| label.index != Index::ArmForAge) {
        Some(far) => format!("{said} ({short} {})", z(words, Some(far))),
        // Swelling and the arm's centimetres are named in the sentence itself.
        None => said.into_owned(),
    }
}

/// `terindikasi sangat pendek (TB/U −4,80)`: the same beside another that leads.
fn also(words: &Words, preview: &Preview, label: Label) -> String {
    let said = words.word("category", label.category.key()).to_lowercase();
    let said = words.with("screening-also-one", &[("label", said)]);
    let short = index_short(words, label.index, preview.age_days);
    match label.z {
        Some(far) => format!("{said} ({short} {})", z(words, Some(far))),
        None => said,
    }
}

/// What is said of a weight that did not rise as it should, or lies below the red line; `light` where weight for age
/// says that already.
fn of_weight(words: &Words, gain: &Said, light: bool) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(Loss { grams, .. }) = gain.under_birth_weight {
        said.push(words.with("kms-under-birth-weight", &[("lost", words.kilograms(Grams(grams)))]));
    }
    let lost = gain.lost.filter(|lost| gain.under_birth_weight.is_none_or(|birth| birth.since != lost.since));
    if gain.twice_not_gained {
        said.push(format!("{}.", words.text("kms-twice")));
    } else if let Some(Loss { since, grams }) = lost {
        let (lost, date) = (words.kilograms(Grams(grams)), words.date(since));
        said.push(words.with("kms-lost", &[("lost", Arg::from(lost)), ("date", Arg::from(date))]));
    } else if gain.letter.is_not_gained() {
        said.push(words.text("kms-not-gained-said").into_owned());
    }
    if gain.below_red_line && !light {
        said.push(format!("{}.", words.text("kms-below-red")));
    }
    said
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

/// The indices that are shown first, the one that leads first.
pub const FIRST_INDICES: [Index; 3] = [Index::LengthForAge, Index::WeightForAge, Index::WeightForLength];

/// The same of this child: where the year of birth alone is known, the one that needs no age leads.
pub const fn first_indices(child: &Child) -> [Index; 3] {
    let [length, weight, weight_length] = FIRST_INDICES;
    if child.is_age_known() { FIRST_INDICES } else { [weight_length, length, weight] }
}

/// Whether this child has a place on the chart of an index: at an age that nobody knows nothing is drawn.
pub fn is_drawn(child: &Child, index: Index) -> bool {
    child.is_age_known() || !index.is_by_age()
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
    let mark = |days, measures| {
        is_drawn(child, index).then(|| chart::mark(index, child.sex, days, measures)).flatten()
    };
    let history: Vec<Mark> =
        before.iter().rev().filter_map(|one| mark(one.age_days, &one.measures)).collect();
    let days = current.map_or(0, |current| current.preview.age_days);
    let point = current.and_then(|current| mark(days, current.measures));
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
    let detail = words.with(
        "chart-point-at",
        &[
            ("value", Arg::from(value)),
            ("age", Arg::from(words.age_known(words.age_long(age), child.precision))),
        ],
    );
    Some((title, detail))
}
