//! What a summary says, in whole numbers: counts and their denominators, never a person, never a rate.
//!
//! Field names are those of the JSON, so a change here is a change of [`super::SCHEMA`].

#[cfg(test)]
pub mod any;
mod count;
mod rows;

pub use count::{count, percentiles};
pub use rows::{
    ChildRow, DiagnosisRow, Home, Rows, StopEnd, StopRow, UnitRow, Verdict, VillageRow, VisitRow,
};

use serde::{Deserialize, Serialize};

use crate::terms::{AreaCode, ServiceDay};

/// Diagnoses of at most so many kinds are listed.
pub const MOST_DIAGNOSES: usize = 10;
/// In a daily summary a diagnosis with fewer cases is not listed.
pub const LEAST_CASES: u32 = 5;

/// Everything a summary counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Figures {
    /// Queue service.
    pub queue: Queue,
    pub visits: Visits,
    /// The commonest diagnoses.
    pub diagnoses: Diagnoses,
    /// Screening of children under five.
    pub screening: Screening,
}

/// Queue service of the whole clinic and of each unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Queue {
    /// Of all tickets; how a ticket ended is how its last stop ended.
    pub total: Service,
    /// Of each unit, in the clinic's order; units nobody came to are left out.
    pub units: Vec<UnitService>,
    /// Tickets by the hour in which they were given; daily only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub per_hour: Vec<HourCount>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UnitService {
    /// Which unit.
    pub unit: UnitName,
    /// Its figures.
    pub service: Service,
}

/// A unit as people know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UnitName {
    pub letter: String,
    pub name: String,
}

/// How tickets fared. `tickets` is the denominator: served + no-show + cancelled + moved + open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Service {
    /// Tickets that came here.
    pub tickets: u32,
    /// Served to the end.
    pub served: u32,
    /// Called and not there.
    pub no_show: u32,
    /// Given up, or ended with the day.
    pub cancelled: u32,
    /// Sent on to another unit without being served here.
    pub moved: u32,
    /// Not ended when this was counted.
    pub open: u32,
    /// How long people waited.
    pub wait: Wait,
}

/// Waits from a stop's opening to its first call.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Wait {
    /// Stops that were called at all: the denominator.
    pub n: u32,
    /// The middle one in seconds; of an even number the mean of the middle two, rounded down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub median_seconds: Option<u32>,
    /// Nine of ten waited at most so many seconds (nearest rank).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ninetieth_seconds: Option<u32>,
}

/// Tickets given in one hour of the wall clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HourCount {
    /// 0–23.
    pub hour: u32,
    /// How many.
    pub tickets: u32,
}

/// Visits that count; `total` is the denominator of every part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Visits {
    /// All.
    pub total: u32,
    /// The person's first visit here ever.
    pub new: u32,
    /// All others.
    pub returning: u32,
    /// Kunjungan sakit.
    pub sick: u32,
    /// Kunjungan sehat.
    pub well: u32,
    /// By age on the day of the visit, in the bands of LB1, all of them in order.
    pub by_age_and_sex: Vec<AgeBand>,
    /// By who pays; those that occur.
    pub by_payer: Vec<PayerCount>,
    /// By unit, in the clinic's order; those that occur.
    pub by_unit: Vec<UnitCount>,
    /// Each day of the month that has come; monthly only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub per_day: Vec<DayCount>,
}

impl Visits {
    /// Visits of a day of the month; `None` for one to come.
    pub fn on(&self, day: ServiceDay) -> Option<u32> {
        self.per_day.iter().find(|one| one.day == day).map(|one| one.visits)
    }
}

/// Visits of one age band.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AgeBand {
    /// The stable key of the band, as in `assets/reference/age_bands.csv`.
    pub band: String,
    /// Laki-laki, new visits.
    pub male_new: u32,
    /// Laki-laki, returning.
    pub male_returning: u32,
    /// Perempuan, new visits.
    pub female_new: u32,
    /// Perempuan, returning.
    pub female_returning: u32,
}

impl AgeBand {
    /// All visits of the band.
    pub const fn total(&self) -> u32 {
        self.male_new + self.male_returning + self.female_new + self.female_returning
    }
}

/// Visits by payer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PayerCount {
    /// The stable word: `bpjs`, `cash` …
    pub payer: String,
    /// How many.
    pub visits: u32,
}

/// Visits by unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UnitCount {
    /// Which unit.
    pub unit: UnitName,
    /// How many.
    pub visits: u32,
}

/// Visits of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DayCount {
    pub day: ServiceDay,
    /// How many.
    pub visits: u32,
}

/// Diagnoses of the visits that count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Diagnoses {
    /// All cases, listed or not: the denominator.
    pub total: u32,
    /// Fewer cases than this are not listed (1: everything may be).
    pub least: u32,
    /// The commonest, at most [`MOST_DIAGNOSES`].
    pub top: Vec<DiagnosisCount>,
    /// Cases that are not listed.
    pub unlisted: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DiagnosisCount {
    /// ICD-10 code.
    pub code: String,
    /// The clinic's name for it.
    pub name: String,
    /// Kasus baru.
    pub new_cases: u32,
    /// Kasus lama.
    pub old_cases: u32,
}

/// Screening of children under sixty months.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Screening {
    /// All children, also those from elsewhere.
    pub total: Area,
    /// Each village of the clinic, in order of code; monthly only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub villages: Vec<Village>,
    /// Children who live outside the clinic's villages; monthly only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<Area>,
    /// Children of whom nobody has said where they live; monthly only, none where there are none. Before
    /// `loket-summary/3` they stood among those from elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub village_unknown: Option<Area>,
}

impl Screening {
    /// As it was told before `loket-summary/3`: whose village nobody knows stands among those from elsewhere.
    pub fn without_unknown(mut self) -> Self {
        if let (Some(unknown), Some(elsewhere)) = (self.village_unknown.take(), &mut self.elsewhere) {
            elsewhere.add(&unknown);
        }
        self
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Village {
    /// Ten digits.
    pub code: AreaCode,
    pub name: String,
    /// Its figures.
    pub area: Area,
}

/// Screening of one area.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Area {
    /// Children who should be measured, and whose figure that is; none on a daily summary and for elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// Children measured at least once: the denominator of every index.
    pub measured: u32,
    /// Children of the target who were not measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_measured: Option<u32>,
    /// Children counted with oedema of both feet, as below −3 SD in the indices with weight.
    pub oedema: u32,
    /// BB/U, PB/U or TB/U, BB/PB or BB/TB, IMT/U.
    pub indices: Vec<IndexCount>,
    /// The growth card; monthly only, and not in summaries before `loket-summary/2`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<Card>,
}

impl Area {
    /// Children of both areas, where no target is known.
    fn add(&mut self, other: &Self) {
        self.measured += other.measured;
        self.oedema += other.oedema;
        for (index, more) in self.indices.iter_mut().zip(&other.indices) {
            index.of += more.of;
            index.implausible += more.implausible;
            index.not_measured += more.not_measured;
            for (category, more) in index.categories.iter_mut().zip(&more.categories) {
                category.children += more.children;
            }
        }
        if let (Some(card), Some(more)) = (&mut self.card, other.card) {
            card.weighed += more.weighed;
            card.gained += more.gained;
            card.not_gained += more.not_gained;
            card.not_weighed_before += more.not_weighed_before;
            card.first += more.first;
            card.without_letter += more.without_letter;
            card.twice_not_gained += more.twice_not_gained;
            card.below_red_line += more.below_red_line;
        }
    }
}

/// Letters of the growth card (KMS), one a child: that of its last weighing of the month. `weighed` (D) is the
/// denominator: gained (N) + not gained (T) + not weighed before (O) + first (B) + without a letter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Card {
    /// D: weighed in the month.
    pub weighed: u32,
    /// N.
    pub gained: u32,
    /// T.
    pub not_gained: u32,
    /// O: not weighed in the month before.
    pub not_weighed_before: u32,
    /// B: weighed for the first time.
    pub first: u32,
    /// Swollen, implausible, or nothing to compare with.
    pub without_letter: u32,
    /// 2T, of those with T.
    pub twice_not_gained: u32,
    /// BGM: below the red line, of all weighed.
    pub below_red_line: u32,
}

/// How many children should be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Target {
    /// How many.
    pub children: u32,
    /// Whose figure.
    pub source: TargetSource,
}

/// Whose figure a target is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TargetSource {
    /// Set for the village.
    Set,
    /// Living registered residents under sixty months on the last day.
    Registered,
    /// Of the whole area: some villages' set, others' registered.
    Mixed,
}

/// Children by category of one index: the categories, implausible and not measured add up to `of`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IndexCount {
    /// The stable word: `length_for_age`.
    pub index: String,
    /// Children measured.
    pub of: u32,
    /// Each category of PMK 2/2020, in its order.
    pub categories: Vec<CategoryCount>,
    /// Measured, but only implausibly.
    pub implausible: u32,
    /// Measured, but nothing from which this index follows.
    pub not_measured: u32,
}

/// Children of one category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CategoryCount {
    /// The stable word: `severely_stunted`.
    pub category: String,
    /// How many.
    pub children: u32,
}

/// A part and the whole that it is of. There is none of nothing, and none that is more than its whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    part: u32,
    whole: u32,
}

impl Share {
    /// `part` of `whole`, where that can be said.
    pub const fn of(part: u32, whole: u32) -> Option<Self> {
        if whole > 0 && part <= whole { Some(Self { part, whole }) } else { None }
    }

    pub const fn part(self) -> u32 {
        self.part
    }

    pub const fn whole(self) -> u32 {
        self.whole
    }

    /// Between 0 and 1.
    pub fn rate(self) -> f32 {
        self.part as f32 / self.whole as f32
    }
}

impl IndexCount {
    /// Children of a category, of those with a value that counts.
    pub fn share(&self, category: crate::growth::Category) -> Option<Share> {
        Share::of(self.children(category), self.plausible())
    }

    /// Children with a category: the denominator of a prevalence.
    pub fn plausible(&self) -> u32 {
        self.categories.iter().map(|count| count.children).sum()
    }

    pub fn children(&self, category: crate::growth::Category) -> u32 {
        self.categories
            .iter()
            .find(|count| count.category == category.key())
            .map_or(0, |count| count.children)
    }
}

impl Area {
    /// Children of the target who were measured, of the target: whoever was measured beside it (from elsewhere, or in
    /// a village whose figure is too small) is not part of it.
    pub fn coverage(&self) -> Option<Share> {
        let children = self.target?.children;
        Share::of(children.checked_sub(self.not_measured?)?, children)
    }

    /// Children below −2 SD in length for age, of those with a value that counts.
    pub fn stunted(&self) -> Option<Share> {
        use crate::growth::{Category, Index};
        let index = self.index(Index::LengthForAge)?;
        let low = index.children(Category::SeverelyStunted) + index.children(Category::Stunted);
        Share::of(low, index.plausible())
    }

    /// The figures of one index.
    pub fn index(&self, index: crate::growth::Index) -> Option<&IndexCount> {
        self.indices.iter().find(|count| count.index == index.as_str())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Share, any, count};

    #[test]
    fn a_share_is_of_something_and_never_more_than_its_whole() {
        assert_eq!(Share::of(106, 0), None);
        assert_eq!(Share::of(106, 100), None);
        assert_eq!(Share::of(0, 9).map(|share| (share.part(), share.whole())), Some((0, 9)));
    }

    proptest! {
        #[test]
        fn coverage_is_of_the_children_who_should_be_measured(rows in any::rows()) {
            let screening = count(&rows).screening;
            let areas = screening.villages.iter().map(|village| &village.area).chain([&screening.total]);
            for area in areas {
                let whole = area.target.map_or(0, |target| target.children);
                prop_assert_eq!(area.coverage().is_some(), whole > 0);
                if let (Some(share), Some(missed)) = (area.coverage(), area.not_measured) {
                    prop_assert_eq!(share.part() + missed, whole);
                }
                prop_assert!(area.stunted().is_none_or(|share| share.whole() <= area.measured));
            }
        }
    }
}
