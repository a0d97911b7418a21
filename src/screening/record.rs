//! What is kept of a child's growth, and what is said about it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

use super::{Child, Confirmation, Limits, Measures};
use crate::growth::kms::Said;
use crate::growth::{Assessment, Category, Index, Z};
use crate::terms::{
    AccountId, Grams, Instant, MeasurementId, Millimetres, PersonId, Revision, Stamp, UnknownWord, VisitId,
    stored_words,
};

const SHORT_AT_BIRTH: Millimetres = Millimetres(480);
const LIGHT_AT_BIRTH: Grams = Grams(2500);

/// One planned follow-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FollowUpId(pub i64);

impl fmt::Display for FollowUpId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why something counts nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voided {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<AccountId>,
    /// Why.
    pub reason: String,
}

/// What can be doubted about a measurement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// The weight, in grams.
    Weight,
    /// The length or height, in millimetres.
    Length,
    /// The head circumference, in millimetres.
    Head,
    /// The arm circumference, in millimetres.
    Arm,
    /// Standing before nine months.
    Posture,
    /// A z-score so far out that a mistake is likelier than the child.
    Index(Index),
}

impl Doubt {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Weight, Self::Length, Self::Head, Self::Arm, Self::Posture]
            .into_iter()
            .chain(Index::ALL.into_iter().map(Self::Index))
    }

    /// The stable word stored in tables and used as a translation key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Weight => "weight",
            Self::Length => "length",
            Self::Head => "head",
            Self::Arm => "arm",
            Self::Posture => "posture",
            Self::Index(index) => index.as_str(),
        }
    }
}

impl Doubt {
    /// Whether a reason given for one answers the other: weight for length and BMI for age are made of the same two
    /// numbers, and who measured both again has said so once.
    pub fn answers(self, other: Self) -> bool {
        let of_both = |doubt| matches!(doubt, Self::Index(Index::WeightForLength | Index::BmiForAge));
        self == other || (of_both(self) && of_both(other))
    }
}

impl FromStr for Doubt {
    type Err = UnknownWord;
    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        Self::all().find(|doubt| doubt.key() == text).ok_or_else(|| UnknownWord(text.to_owned()))
    }
}

/// Something unusual, to be measured again or confirmed with a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Oddity {
    /// A measure outside the usual of this age.
    Range(Limits),
    /// A z-score outside WHO's plausible range.
    Flag {
        /// Which index.
        index: Index,
        z: Z,
    },
    /// Standing before nine months: the length is taken as it is.
    Posture,
    /// Length or head lie further below the last ones than measuring explains.
    Fell {
        /// Which measure.
        measure: Doubt,
        /// By so many millimetres.
        by: i64,
        /// The day of the last one.
        on: NaiveDate,
    },
}

impl Oddity {
    /// What is to be confirmed.
    pub const fn doubt(self) -> Doubt {
        match self {
            Self::Range(limits) => limits.measure,
            Self::Flag { index, .. } => Doubt::Index(index),
            Self::Posture => Doubt::Posture,
            Self::Fell { measure, .. } => measure,
        }
    }
}

/// What one index says of one measurement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Which index.
    pub index: Index,
    /// The rounded z; `None` where it is not defined.
    pub z: Option<Z>,
    /// Outside WHO's plausible range; counts in no report.
    pub implausible: bool,
    /// The label; with oedema also without a z.
    pub category: Option<Category>,
}

/// A measurement with what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measurement {
    /// Its number.
    pub id: MeasurementId,
    /// How often it changed.
    pub revision: Revision,
    /// Of whom.
    pub person: PersonId,
    /// At which visit.
    pub visit: Option<VisitId>,
    /// On which day it was measured.
    pub measured_on: NaiveDate,
    /// What was measured.
    pub measures: Measures,
    /// Age on that day, in days.
    pub age_days: u32,
    /// Length after correction for the posture.
    pub corrected_length: Option<Millimetres>,
    /// What the indices say, in the order of [`Index::ALL`].
    pub scores: Vec<Score>,
    /// What the growth card says; `None` without a weight, when voided, and from 60 months.
    pub gain: Option<Said>,
    /// What was unusual and confirmed.
    pub confirmed: Vec<Confirmation>,
    /// Who entered it and when.
    pub stamp: Stamp,
    /// Why it counts nowhere.
    pub voided: Option<Voided>,
}

impl Measurement {
    /// What one index says.
    pub fn score(&self, index: Index) -> Option<&Score> {
        self.scores.iter().find(|score| score.index == index)
    }
}

/// A child's growth record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// Whose.
    pub child: Child,
    /// Newest first, voided ones too (at most 200).
    pub measurements: Vec<Measurement>,
    /// Those still to be done first, then the newest (at most 50).
    pub follow_ups: Vec<FollowUp>,
}

impl History {
    /// The measurements that count, oldest first, as a chart draws them.
    pub fn points(&self) -> impl Iterator<Item = &Measurement> {
        self.measurements.iter().rev().filter(|measurement| measurement.voided.is_none())
    }

    /// What was low at birth, a risk of stunting: the length below 48 cm, the weight below 2,500 g.
    ///
    /// Source: Buku KIA (berat lahir rendah); 48 cm by practice.
    pub fn low_at_birth(&self) -> impl Iterator<Item = (Option<Millimetres>, Option<Grams>)> {
        let born = self.points().filter(|one| one.age_days == 0).map(|one| &one.measures);
        born.map(|born| {
            let short = born.length.filter(|length| length.0 < SHORT_AT_BIRTH.0);
            (short, born.weight.filter(|weight| weight.0 < LIGHT_AT_BIRTH.0))
        })
    }
}

stored_words! {
    /// What follows a measurement.
    FollowUpKind {
        /// Refer at once, today.
        ReferNow = "refer_now",
        /// Refer to a paediatrician.
        Refer = "refer",
        /// Measure again today.
        Remeasure = "remeasure",
        /// Look at how the baby is fed: below six months.
        Breastfeeding = "breastfeeding",
        /// Food aid (PMT) by the guideline.
        FoodAid = "food_aid",
        /// Nutrition counselling with the family.
        Counselling = "counselling",
        /// Weigh again next month.
        NextMonth = "next_month",
        /// Something else, in words.
        Other = "other",
    }
}

impl FollowUpKind {
    /// The translation key of its sentence.
    pub const fn words_key(self) -> &'static str {
        match self {
            Self::ReferNow => "plan-refer-now",
            Self::Refer => "plan-refer",
            Self::Remeasure => "plan-remeasure-only",
            Self::Breastfeeding => "plan-breastfeeding",
            Self::FoodAid => "plan-food",
            Self::Counselling => "plan-counsel",
            Self::NextMonth => "plan-next-month",
            Self::Other => "plan-other",
        }
    }
}

stored_words! {
    /// Where a follow-up stands.
    FollowUpState {
        /// Still to be done.
        Planned = "planned",
        Done = "done",
        /// Called off, with the reason.
        Cancelled = "cancelled",
    }
}

/// Something planned after a measurement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// Its number.
    pub id: FollowUpId,
    /// How often it changed.
    pub revision: Revision,
    /// For whom.
    pub person: PersonId,
    /// After which measurement.
    pub measurement: Option<MeasurementId>,
    /// What.
    pub kind: FollowUpKind,
    /// In words.
    pub note: String,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// Who planned it and when.
    pub stamp: Stamp,
    /// Where it stands.
    pub state: FollowUpState,
    /// Who ended it and when.
    pub ended: Option<Stamp>,
    /// What came of it, or why it was called off.
    pub outcome: String,
}

/// What a measurement would say, before it is written: for the form that redraws while somebody types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Age on the measuring day, in days.
    pub age_days: u32,
    /// Corrected length, BMI, z-scores and labels.
    pub assessment: Assessment,
    /// What the growth card will say.
    pub gain: Option<Said>,
    /// Values that cannot be.
    pub impossible: Vec<Limits>,
    /// What will have to be confirmed.
    pub oddities: Vec<Oddity>,
    /// What was confirmed: such a value is believed for care, though it counts in no prevalence.
    pub confirmed: Vec<Doubt>,
    /// What follows, most urgent first. Screening: "terindikasi", never a diagnosis.
    pub advice: Vec<FollowUpKind>,
}
