//! The KMS card: did the child gain weight since last month?
//!
//! N naik, T tidak naik, O not weighed last month, B first weighing; 2T two months in a row with T; BGM below the red
//! line. This is the one place where it is decided: the form while somebody types, the child's record, the paper and a
//! month's summary ask here.
//!
//! Source: Buku KIA 2023: naik = follows its growth line, or gains at least the minimum (KBM); "KBM digunakan bila ada
//! keraguan menginterpretasikan arah kurva". What "follows its line" is in numbers is written at `letter`. The months
//! of the minimum gain are data that a clinic can correct: the boys' and girls' cards were not at hand.

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use super::index::{Index, Z};
use super::lms::box_cox;
use super::newborn::too_far_below;
use super::{At, LAST_DAY, Measures, MinimumGain, assess, lms_at};
use crate::terms::{Age, Grams, Sex};

/// Half a step of the scale that children are weighed on: the true weight lies so far around the one that is read.
const HALF_A_STEP: i64 = 50;
/// Less is no loss: each of the two weights may be half a step off.
const LEAST_LOSS: u32 = 100;
/// Last month's weighing lies at least so many days back: in less a child of five gains less than a step of the scale.
const LEAST_DAYS: i64 = 21;
/// The longer look back goes to the weighing nearest to this, inside [`FAR_FROM`]–[`FAR_TO`].
const FAR_DAYS: i64 = 90;
const FAR_FROM: i64 = 60;
const FAR_TO: i64 = 120;

/// One weighing of a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weighing {
    /// The calendar date on which it took place.
    pub on: NaiveDate,
    /// Age on that date; none of a child whose birth is known by the year alone.
    pub age: Option<Age>,
    pub weight: Grams,
    /// Both feet swollen: what was weighed is water too.
    pub oedema: bool,
}

/// What the card says of one weighing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Letter {
    /// B: in no earlier month was the child weighed.
    First,
    /// O: weighed before, but not in the calendar month before.
    NotWeighedBefore,
    /// N: gained the minimum, or followed its line.
    Gained(Change),
    /// T: did neither.
    NotGained(Change),
    /// No letter, and why.
    None(NoLetter),
}

/// Why a weighing has no letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoLetter {
    /// The child is swollen: its weight says nothing.
    Swollen,
    /// The year of birth alone is known: there is no month on the card and no line to follow.
    AgeUnknown,
    /// The weight lies outside WHO's plausible range.
    Implausible,
    /// Last month's weighings lie less than 21 days back.
    TooSoon,
    /// Last month's weighings were of a swollen child or implausible: there is nothing to compare with.
    NothingToCompare,
}

/// The change since last month's weighing beside what is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// When that was.
    pub since: NaiveDate,
    /// Grams gained, negative when lost.
    pub grams: i64,
    /// The minimum gain for this age; `None` where the table has none: then the growth line alone decides.
    pub minimum: Option<Grams>,
    /// Whether the weight followed its growth line; looked at whatever the minimum says.
    pub line: Line,
}

/// Whether the weight followed its growth line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    Followed,
    /// It did not rise: the same weight or less.
    NotRisen,
    /// Its z-score fell against the weighing of this date.
    FellSince(NaiveDate),
}

impl Change {
    /// Whether the gain is at least the minimum; not where the table has none.
    pub fn reached_minimum(&self) -> bool {
        self.minimum.is_some_and(|minimum| self.grams >= i64::from(minimum.0))
    }
}

impl Letter {
    /// The change that was judged, where there is N or T.
    pub const fn change(self) -> Option<Change> {
        match self {
            Self::Gained(change) | Self::NotGained(change) => Some(change),
            Self::First | Self::NotWeighedBefore | Self::None(_) => None,
        }
    }

    /// Whether it is T.
    pub const fn is_not_gained(self) -> bool {
        matches!(self, Self::NotGained(_))
    }
}

/// What the card says of a child's newest weighing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// N, T, O, B, or why there is none.
    pub letter: Letter,
    /// 2T: this month's letter and last month's are both T.
    pub twice_not_gained: bool,
    /// It weighs less than at its weighing before, whatever the letter.
    pub lost: Option<Loss>,
    /// A baby weighs further under its birth weight than is usual on this day.
    pub under_birth_weight: Option<Loss>,
    /// BGM: below the card's red line, the −3 SD line of weight-for-age.
    pub below_red_line: bool,
}

/// Weight that was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loss {
    /// Since the weighing of this date, the last before that can be compared with.
    pub since: NaiveDate,
    pub grams: u32,
}

/// A calendar month, counted so that neighbours differ by one.
fn month(on: NaiveDate) -> i32 {
    on.year() * 12 + on.month0().cast_signed()
}

/// What the card says of `current`, given the child's weighings, oldest first: it is compared with days before its own,
/// and of one day the last weighing counts.
///
/// Of last month the last weighing decides whether it had a T: a month has one letter.
pub fn say(sex: Sex, weighings: &[Weighing], current: Weighing, minimum: &MinimumGain) -> Said {
    let before = &last_of_each_day(weighings, current.on);
    let this = letter(sex, before, current, minimum);
    let twice = || {
        let last = before.iter().rposition(|one| month(one.on) + 1 == month(current.on))?;
        let (one, earlier) = (before.get(last)?, before.get(..last)?);
        Some(letter(sex, earlier, *one, minimum).is_not_gained())
    };
    let says = |one: &Weighing| matches!(judge(sex, one), Ok(()) | Err(NoLetter::AgeUnknown));
    let lost = || {
        let last = before.iter().rfind(|one| says(one))?;
        let grams = last.weight.0.checked_sub(current.weight.0).filter(|grams| *grams >= LEAST_LOSS)?;
        Some(Loss { since: last.on, grams })
    };
    let under_birth_weight = || {
        let is_birth = |one: &&Weighing| one.age.is_some_and(|age| age.total_days == 0) && says(one);
        let birth = before.iter().find(is_birth)?;
        let grams = too_far_below(birth.weight, current.weight, current.age?.total_days)?;
        Some(Loss { since: birth.on, grams })
    };
    let can_be_compared = says(&current);
    let below = judge(sex, &current).is_ok_and(|()| rounded_z(sex, &current).is_some_and(|z| z.0 < -300));
    Said {
        letter: this,
        twice_not_gained: this.is_not_gained() && twice().unwrap_or(false),
        lost: can_be_compared.then(lost).flatten(),
        under_birth_weight: can_be_compared.then(under_birth_weight).flatten(),
        below_red_line: below,
    }
}

/// The last weighing of each day before this one.
fn last_of_each_day(weighings: &[Weighing], before: NaiveDate) -> Vec<Weighing> {
    let earlier = weighings.partition_point(|one| one.on < before);
    let days = weighings.get(..earlier).unwrap_or_default().chunk_by(|one, next| one.on == next.on);
    days.filter_map(<[Weighing]>::last).copied().collect()
}

/// The letter of `current`, given the child's weighings of earlier days, one a day and oldest first.
///
/// D, O and B go by calendar month. N and T compare with last month's weighing: its latest at least 21 days back.
/// N where the gain is at least the minimum, or where the weight rose *and* its z for age did not fall, neither against
/// last month's nor against the weighing nearest to 90 days back (60–120; without one, last month's alone). A z "did
/// not fall" when the highest that the new reading may stand for (+0.05 kg) is not below the lowest that the old one
/// may (−0.05 kg): a scale of 0.1 kg shows no fall where none is sure. So children who stay on their line are never T,
/// and who falls 0.1 SD a month is 2T within eleven months, at every age and from −2 to +2, in months of 30.4 days; in
/// calendar months too, but for babies under half a year who begin above +1.7: of them within thirteen, as a month of
/// 31 days brings the minimum once more (the tests below).
///
/// A swollen child or an implausible weight has no letter and nothing is compared with it; a child whose birth is known
/// by the year alone has none either, but what it lost is said.
fn letter(sex: Sex, before: &[Weighing], current: Weighing, minimum: &MinimumGain) -> Letter {
    if let Err(why) = judge(sex, &current) {
        return Letter::None(why);
    }
    let months_back = |one: &Weighing| month(current.on) - month(one.on);
    if !before.iter().any(|one| months_back(one) >= 1) {
        return Letter::First;
    }
    let mut last_month = before.iter().filter(|one| months_back(one) == 1).peekable();
    if last_month.peek().is_none() {
        return Letter::NotWeighedBefore;
    }
    let comparable = |one: &&Weighing| judge(sex, one).is_ok();
    let days_back = |one: &Weighing| (current.on - one.on).num_days();
    let mut last_month = last_month.filter(comparable).peekable();
    if last_month.peek().is_none() {
        return Letter::None(NoLetter::NothingToCompare);
    }
    let Some(last) = last_month.rfind(|one| days_back(one) >= LEAST_DAYS) else {
        return Letter::None(NoLetter::TooSoon);
    };
    // Of two equally near to 90 days the earlier, which shows more.
    let far = before
        .iter()
        .filter(|one| (FAR_FROM..=FAR_TO).contains(&days_back(one)))
        .filter(comparable)
        .min_by_key(|one| (days_back(one) - FAR_DAYS).abs());
    let grams = i64::from(current.weight.0) - i64::from(last.weight.0);
    let fell_since = |earlier: &Weighing| {
        let highest = z(sex, &current, HALF_A_STEP)?;
        let lowest = z(sex, earlier, -HALF_A_STEP)?;
        (highest < lowest).then_some(earlier.on)
    };
    let line = if grams <= 0 {
        Line::NotRisen
    } else {
        let fell = [Some(last), far].into_iter().flatten().find_map(fell_since);
        fell.map_or(Line::Followed, Line::FellSince)
    };
    let minimum = current.age.and_then(|age| minimum.at(sex, age.total_months()));
    let change = Change { since: last.on, grams, minimum, line };
    if change.reached_minimum() || line == Line::Followed {
        Letter::Gained(change)
    } else {
        Letter::NotGained(change)
    }
}

/// Whether a weight says anything.
fn judge(sex: Sex, one: &Weighing) -> Result<(), NoLetter> {
    if one.oedema {
        return Err(NoLetter::Swollen);
    }
    if one.age.is_none() {
        return Err(NoLetter::AgeUnknown);
    }
    match rounded_z(sex, one) {
        Some(z) if !Index::WeightForAge.is_implausible(z) => Ok(()),
        _ => Err(NoLetter::Implausible),
    }
}

/// Weight-for-age as it is rounded and flagged everywhere.
fn rounded_z(sex: Sex, one: &Weighing) -> Option<Z> {
    let measures = Measures { weight: Some(one.weight), ..Measures::default() };
    assess(sex, one.age?.total_days, &measures).z(Index::WeightForAge)
}

/// Weight-for-age, unrounded, of a weight so many grams more.
fn z(sex: Sex, one: &Weighing, more: i64) -> Option<f64> {
    let day = one.age?.total_days.min(LAST_DAY);
    let row = lms_at(Index::WeightForAge, sex, At::Day(day))?;
    let grams = u32::try_from(i64::from(one.weight.0) + more).ok()?;
    let kilograms = Grams(grams).kilograms();
    let z = box_cox(kilograms / row.m, row.l, row.s);
    let z = if z.abs() > 3.0 { row.beyond_three(kilograms, z) } else { z };
    z.is_finite().then_some(z)
}

#[cfg(test)]
mod tests;
