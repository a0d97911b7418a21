//! What vital signs say: limits with what they mean and how soon, and the body of adults; all of it data with a source.
//!
//! Source: `assets/reference/vital_findings.csv`, `adult_limits.csv` and `fall_limits.csv`, each line with its own source
//! and whether it is background knowledge. A clinic may correct the limits ([`super::own`]).

use std::sync::{Arc, LazyLock};

use super::own::{Line, Table};
use super::ranges::{self, Ranges, Sign, scaled};
use crate::terms::{Sex, stored_words, table_lines};

static BUNDLED: LazyLock<Arc<Clinical>> = LazyLock::new(|| Arc::new(Clinical::with_own(&[])));

/// The first day of an adult: 18 years.
pub const ADULT_FROM_DAYS: u32 = 6574;

/// Everything by which vital signs are judged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Clinical {
    /// Plausible and impossible values by age.
    pub ranges: Ranges,
    /// What a value says.
    pub findings: Vec<Finding>,
    /// Body mass index and waist, each category in rising order.
    pub adults: Vec<AdultLimit>,
    /// How far what cannot shrink may lie below the last measuring.
    pub falls: Vec<FallLimit>,
}

stored_words! {
    /// Whom a finding is about.
    Who {
        Anybody = "any",
        Pregnant = "pregnant",
    }
}

stored_words! {
    /// How soon something is done, the soonest first.
    Urgency {
        /// At once.
        Now = "now",
        /// Before the person goes home.
        Today = "today",
        /// To be known.
        Note = "note",
    }
}

/// On which side of the limit a value lies, in the sign's smallest unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// At or above it.
    From(i64),
    /// Under it.
    Below(i64),
    /// Above or under the usual of the age in [`Ranges`]: the limit stands there alone.
    AboveUsual,
    BelowUsual,
    /// It could not be measured.
    Unmeasurable,
}

/// Where a limit comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub name: String,
    /// Year and month in which it was taken over.
    pub date: String,
    /// General clinical knowledge, not read in the named source.
    pub is_background: bool,
    /// The clinic's own: the named source says something else.
    pub is_own: bool,
}

/// What a value of a sign says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Of several of a family the most urgent is told.
    pub family: String,
    /// The stable word: the key of its sentence.
    pub key: String,
    pub sign: Sign,
    pub side: Side,
    from_days: u32,
    /// Inclusive.
    to_days: u32,
    pub who: Who,
    pub urgency: Urgency,
    pub source: Source,
}

impl Finding {
    /// Whether this holds of a value (`None`: it could not be measured) at this age, whose usual values are in `ranges`.
    pub fn holds(&self, value: Option<i64>, age_days: u32, ranges: &Ranges) -> bool {
        let of_age = (self.from_days..=self.to_days).contains(&age_days);
        of_age
            && match (self.side, value) {
                (Side::From(limit), Some(value)) => value >= limit,
                (Side::Below(limit), Some(value)) => value < limit,
                (Side::AboveUsual, Some(value)) => {
                    ranges.judge(self.sign, age_days, value).side() == Some(ranges::Side::High)
                }
                (Side::BelowUsual, Some(value)) => {
                    ranges.judge(self.sign, age_days, value).side() == Some(ranges::Side::Low)
                }
                (Side::Unmeasurable, None) => true,
                _ => false,
            }
    }
}

stored_words! {
    /// What is judged of an adult's body.
    AdultMeasure {
        /// In hundredths of kg/m².
        Bmi = "bmi",
        /// In millimetres.
        Waist = "waist",
    }
}

/// From which value on an adult's body is in a category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdultLimit {
    pub measure: AdultMeasure,
    /// The stable word: the key of its label.
    pub category: String,
    /// Of both where none.
    pub sex: Option<Sex>,
    /// Hundredths of kg/m², or millimetres.
    pub from: i64,
    pub source: Source,
}

/// How far a measure that does not shrink may lie below the last one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FallLimit {
    pub sign: Sign,
    /// In the sign's smallest unit.
    pub most: i64,
    pub source: Source,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {0} cannot be read")]
pub struct BadLine(pub usize);

impl Clinical {
    /// As it comes with the program.
    pub fn bundled() -> Arc<Self> {
        Arc::clone(&BUNDLED)
    }

    /// With the clinic's own lines; a table that cannot be read with them is as it comes with the program.
    pub fn with_own(own: &[Line]) -> Self {
        let mut all = Self::read(own);
        if !own.is_empty() {
            let bundled = Self::read(&[]);
            let limits = all.findings.iter_mut().zip(&bundled.findings);
            limits.for_each(|(one, was)| one.source.is_own = one.side != was.side);
            let limits = all.adults.iter_mut().zip(&bundled.adults);
            limits.for_each(|(one, was)| one.source.is_own = one.from != was.from);
        }
        all
    }

    fn read(own: &[Line]) -> Self {
        Self {
            ranges: read_or_bundled(Table::Ranges, own, |text| {
                Ranges::parse(text).map_err(|error| error.to_string())
            }),
            findings: read_or_bundled(Table::Findings, own, |text| {
                findings(text).map_err(|bad| bad.to_string())
            }),
            adults: read_or_bundled(Table::Adults, own, |text| adults(text).map_err(|bad| bad.to_string())),
            falls: read_or_bundled(Table::Falls, own, |text| falls(text).map_err(|bad| bad.to_string())),
        }
    }

    /// The category of an adult's body mass index (hundredths) or waist (millimetres), with its source.
    pub fn adult(&self, measure: AdultMeasure, sex: Sex, value: i64) -> Option<&AdultLimit> {
        let of = |limit: &&AdultLimit| limit.measure == measure && limit.sex.is_none_or(|of| of == sex);
        self.adults.iter().filter(of).rfind(|limit| value >= limit.from)
    }
}

fn read_or_bundled<T: Default>(table: Table, own: &[Line], read: impl Fn(&str) -> Result<T, String>) -> T {
    read(&table.corrected(own))
        .or_else(|why| {
            // What is kept was read when it was written; another version may have another table.
            tracing::error!(%why, table = table.as_str(), "The clinic's own limits cannot be read");
            read(table.bundled())
        })
        .unwrap_or_default()
}

fn lines(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    table_lines(text).skip(1).map(|(at, line)| (at, line.split(',').map(str::trim).collect()))
}

fn background(cell: &str) -> Option<bool> {
    match cell {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// Reads the findings.
pub fn findings(text: &str) -> Result<Vec<Finding>, BadLine> {
    let read = |cells: &[&str]| -> Option<Finding> {
        let [family, key, sign, side, limit, from, to, who, urgency, source, date, of] = cells else {
            return None;
        };
        let sign: Sign = sign.parse().ok()?;
        let scaled = || scaled(limit, sign.places());
        let side = match *side {
            "from" => Side::From(scaled()?),
            "below" => Side::Below(scaled()?),
            "above_usual" if limit.is_empty() => Side::AboveUsual,
            "below_usual" if limit.is_empty() => Side::BelowUsual,
            "unmeasurable" => Side::Unmeasurable,
            _ => return None,
        };
        Some(Finding {
            family: (*family).to_owned(),
            key: (*key).to_owned(),
            sign,
            side,
            from_days: from.parse().ok()?,
            to_days: if to.is_empty() { u32::MAX } else { to.parse().ok()? },
            who: who.parse().ok()?,
            urgency: urgency.parse().ok()?,
            source: Source {
                name: (*source).to_owned(),
                date: (*date).to_owned(),
                is_background: background(of)?,
                is_own: false,
            },
        })
    };
    lines(text).map(|(at, cells)| read(&cells).ok_or(BadLine(at))).collect()
}

/// Reads the adults' limits; of each measure and sex they rise.
pub fn adults(text: &str) -> Result<Vec<AdultLimit>, BadLine> {
    let read = |cells: &[&str]| -> Option<AdultLimit> {
        let [measure, category, sex, from, source, date, of] = cells else { return None };
        let measure: AdultMeasure = measure.parse().ok()?;
        let places = match measure {
            AdultMeasure::Bmi => 2,
            AdultMeasure::Waist => 1,
        };
        let sex = match *sex {
            "any" => None,
            letter => Some(Sex::from_letter(letter)?),
        };
        Some(AdultLimit {
            measure,
            category: (*category).to_owned(),
            sex,
            from: scaled(from, places)?,
            source: Source {
                name: (*source).to_owned(),
                date: (*date).to_owned(),
                is_background: background(of)?,
                is_own: false,
            },
        })
    };
    let mut all: Vec<AdultLimit> = Vec::new();
    for (at, cells) in lines(text) {
        let limit = read(&cells).ok_or(BadLine(at))?;
        let same = |one: &&AdultLimit| one.measure == limit.measure && one.sex == limit.sex;
        if all.iter().rfind(same).is_some_and(|before| before.from >= limit.from) {
            return Err(BadLine(at));
        }
        all.push(limit);
    }
    Ok(all)
}

/// Reads the limits below the last measuring; each is more than nothing.
pub fn falls(text: &str) -> Result<Vec<FallLimit>, BadLine> {
    let read = |cells: &[&str]| -> Option<FallLimit> {
        let [sign, most, source, date, of] = cells else { return None };
        let sign: Sign = sign.parse().ok()?;
        let most = scaled(most, sign.places()).filter(|most| *most > 0)?;
        let (name, date) = ((*source).to_owned(), (*date).to_owned());
        Some(FallLimit {
            sign,
            most,
            source: Source { name, date, is_background: background(of)?, is_own: false },
        })
    };
    lines(text).map(|(at, cells)| read(&cells).ok_or(BadLine(at))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADULT: u32 = 30 * 365;

    fn found(sign: Sign, value: Option<i64>, age_days: u32, who: Who) -> Vec<&'static str> {
        static ALL: LazyLock<Arc<Clinical>> = LazyLock::new(Clinical::bundled);
        let holds =
            |one: &&Finding| one.sign == sign && one.who == who && one.holds(value, age_days, &ALL.ranges);
        ALL.findings.iter().filter(holds).map(|one| one.key.as_str()).collect()
    }

    #[test]
    fn the_bundled_tables_are_read_and_every_line_names_its_source() {
        let all = Clinical::bundled();
        assert!(all.findings.len() >= 23 && all.adults.len() == 9 && all.falls.len() == 2);
        let sources =
            all.findings.iter().map(|one| &one.source).chain(all.adults.iter().map(|one| &one.source));
        for source in sources.chain(all.falls.iter().map(|one| &one.source)) {
            assert!(!source.name.is_empty() && source.date.starts_with("20"), "{source:?}");
            // Whoever was read has a name and a year; everything else is marked.
            assert!(source.is_background || source.name.contains(" 20"), "{source:?}");
        }
    }

    #[test]
    fn the_named_limits_are_those_of_the_promise() {
        let any = |sign, value, age| found(sign, Some(value), age, Who::Anybody);
        for years in [0, 8, 12, 16, 40] {
            assert_eq!(any(Sign::Systolic, 180, years * 365)[0], "pressure_crisis", "no age is named");
        }
        assert_eq!(
            [any(Sign::Systolic, 140, 4748), any(Sign::Systolic, 140, 4747)],
            [vec!["pressure_high"], vec![]]
        );
        assert_eq!(any(Sign::Diastolic, 90, 16 * 365), ["pressure_high"]);
        assert_eq!(any(Sign::Systolic, 180, ADULT)[0], "pressure_crisis");
        assert_eq!(any(Sign::Systolic, 179, ADULT), ["pressure_high"]);
        assert_eq!(any(Sign::Diastolic, 120, ADULT)[0], "pressure_crisis");
        let pregnant = |sign, value| found(sign, Some(value), ADULT, Who::Pregnant);
        assert_eq!(pregnant(Sign::Systolic, 140), ["pressure_pregnant"]);
        assert_eq!(pregnant(Sign::Systolic, 139), [""; 0]);
        assert_eq!(pregnant(Sign::Diastolic, 90), ["pressure_pregnant"]);
        assert_eq!(pregnant(Sign::Systolic, 160)[0], "pressure_pregnant_severe");
        assert_eq!(pregnant(Sign::Diastolic, 110)[0], "pressure_pregnant_severe");
        assert_eq!(any(Sign::Temperature, 375, 59), ["fever_young_infant"]);
        assert_eq!(any(Sign::Temperature, 374, 59), [""; 0]);
        assert_eq!(any(Sign::Temperature, 390, 60), ["fever"]);
        assert_eq!(any(Sign::Spo2, 89, ADULT)[0], "oxygen_low");
        assert_eq!(any(Sign::Spo2, 90, ADULT), ["oxygen_reduced"]);
        assert_eq!(any(Sign::Spo2, 95, ADULT), [""; 0]);
        assert_eq!(any(Sign::Pulse, 111, ADULT), ["pulse_fast"]);
        assert_eq!([any(Sign::Pulse, 110, ADULT), any(Sign::Pulse, 180, 364)], [[""; 0]; 2]);
        assert_eq!(any(Sign::Glucose, 69, ADULT), ["sugar_low"]);
        assert_eq!(any(Sign::Temperature, 375, ADULT), [""; 0]);
        assert_eq!(any(Sign::Temperature, 376, ADULT), ["fever"]);
        assert_eq!(found(Sign::Systolic, None, ADULT, Who::Anybody), ["pressure_unmeasurable"]);
        assert_eq!(any(Sign::Respiration, 50, 60), ["breathing_fast"]);
        assert_eq!(any(Sign::Respiration, 49, 60), [""; 0]);
    }

    #[test]
    fn an_adults_body_has_a_category_by_sex() {
        let all = Clinical::bundled();
        let of = |measure, sex, value| all.adult(measure, sex, value).unwrap().category.clone();
        let bmi = |value| of(AdultMeasure::Bmi, Sex::Female, value);
        assert_eq!([bmi(1699), bmi(1700), bmi(1849), bmi(1850)], ["severely_thin", "thin", "thin", "normal"]);
        assert_eq!(
            [bmi(2500), bmi(2501), bmi(2700), bmi(2701)],
            ["normal", "overweight", "overweight", "obese"]
        );
        assert_eq!(of(AdultMeasure::Waist, Sex::Male, 900), "normal");
        assert_eq!(of(AdultMeasure::Waist, Sex::Male, 901), "central_obesity");
        assert_eq!(of(AdultMeasure::Waist, Sex::Female, 801), "central_obesity");
    }

    #[test]
    fn the_usual_of_an_age_is_corrected_once_for_the_field_and_the_finding() {
        let line = Line {
            table: Table::Ranges,
            key: "pulse,4383,".into(),
            values: ["20", "50", "120", "300"].map(str::to_owned).to_vec(),
        };
        let all = Clinical::with_own(&[line]);
        let told = |value| {
            let holds =
                |one: &&Finding| one.sign == Sign::Pulse && one.holds(Some(value), ADULT, &all.ranges);
            all.findings.iter().filter(holds).map(|one| one.key.as_str()).collect::<Vec<_>>()
        };
        assert_eq!([told(120), told(121)], [vec![], vec!["pulse_fast"]]);
    }

    #[test]
    fn the_clinics_own_line_holds_and_a_broken_one_leaves_the_bundled_table() {
        let line =
            |table, key: &str, value: &str| Line { table, key: key.into(), values: vec![value.into()] };
        let own = line(Table::Findings, "pressure_crisis,systolic,from,0,any", "200");
        let crisis = |own: &Line| {
            let all = Clinical::with_own(std::slice::from_ref(own));
            all.findings.iter().find(|one| one.key == "pressure_crisis").unwrap().side
        };
        assert_eq!(crisis(&own), Side::From(200));
        // The named source says 180: a limit of the clinic's own does not name it as its source.
        let owns = |all: &Clinical| {
            let sources =
                all.findings.iter().map(|one| &one.source).chain(all.adults.iter().map(|one| &one.source));
            sources.filter(|source| source.is_own).count()
        };
        assert_eq!(
            [owns(&Clinical::with_own(std::slice::from_ref(&own))), owns(&Clinical::bundled())],
            [1, 0]
        );
        assert_eq!(owns(&Clinical::with_own(&[line(Table::Adults, "bmi,thin,any", "17.5")])), 1);
        assert_eq!(crisis(&Line { values: vec!["two hundred".into()], ..own }), Side::From(180));
        let falling = line(Table::Adults, "bmi,thin,any", "19");
        assert_eq!(Clinical::with_own(&[falling]).adults, Clinical::bundled().adults);
    }
}
