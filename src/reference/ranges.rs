//! Plausible and impossible vital signs by age, in integers of the smallest unit.
//!
//! Source: `assets/ranges/vitals_ranges.csv`: general clinical background knowledge; the limits of fast breathing
//! are MTBS/IMCI's. A clinic may correct its lines ([`super::own`]).

use std::sync::LazyLock;

use crate::terms::{stored_words, table_lines};

static BUNDLED: LazyLock<Ranges> = LazyLock::new(|| {
    Ranges::parse(include_str!("../../assets/ranges/vitals_ranges.csv")).unwrap_or_else(|error| {
        // The file is part of the program; a test reads it. Without limits everything is plausible.
        tracing::error!(%error, "The bundled ranges of vital signs cannot be read");
        Ranges { rows: Vec::new() }
    })
});

stored_words! {
    /// A vital sign or body measure. Values are integers of the unit named here.
    Sign {
        /// Tenths of a degree Celsius.
        Temperature = "temperature",
        /// Beats a minute.
        Pulse = "pulse",
        /// Breaths a minute.
        Respiration = "respiration",
        /// Percent.
        Spo2 = "spo2",
        /// mmHg.
        Systolic = "systolic",
        /// mmHg.
        Diastolic = "diastolic",
        /// Grams.
        Weight = "weight",
        /// Millimetres, length or height.
        Height = "height",
        /// Millimetres.
        HeadCircumference = "head_circumference",
        /// Millimetres.
        ArmCircumference = "arm_circumference",
        /// Millimetres, around the waist of an adult.
        Waist = "waist_circumference",
        /// Tenths of g/dL.
        Haemoglobin = "haemoglobin",
        /// mg/dL.
        Glucose = "glucose",
    }
}

impl Sign {
    /// How many decimals its shown unit has: the value 92 of a sign with one place is shown as 9,2.
    /// Kilograms have three (grams), centimetres one (millimetres).
    pub const fn places(self) -> u32 {
        match self {
            Self::Weight => 3,
            Self::Temperature
            | Self::Height
            | Self::HeadCircumference
            | Self::ArmCircumference
            | Self::Waist
            | Self::Haemoglobin => 1,
            Self::Pulse
            | Self::Respiration
            | Self::Spo2
            | Self::Systolic
            | Self::Diastolic
            | Self::Glucose => 0,
        }
    }

    /// The translation key of its shown unit.
    pub const fn unit_key(self) -> &'static str {
        match self {
            Self::Temperature => "unit-celsius",
            Self::Pulse | Self::Respiration => "unit-per-minute",
            Self::Spo2 => "unit-percent",
            Self::Systolic | Self::Diastolic => "unit-mmhg",
            Self::Weight => "unit-kilogram",
            Self::Height | Self::HeadCircumference | Self::ArmCircumference | Self::Waist => {
                "unit-centimetre"
            }
            Self::Haemoglobin => "unit-gram-per-decilitre",
            Self::Glucose => "unit-milligram-per-decilitre",
        }
    }

    /// The translation key of its name: `vital-blood-pressure` has two signs, each its own name.
    pub fn name_key(self) -> String {
        format!("vital-{}", self.as_str().replace('_', "-"))
    }
}

/// On which side of a limit a value lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Below the limit.
    Low,
    /// Above the limit.
    High,
}

/// What is to be said of a value. Limits are in the sign's own unit.
///
/// A value *equal* to a limit is on its good side: 35,5 °C does not warn where `warn_below` is 35.5,
/// and 100 % SpO₂ is plausible where `impossible_above` is 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// Nothing to say; also where the file has no range for this age.
    Plausible,
    /// Unusual: somebody should look twice, but it is kept.
    Warn {
        /// Too low or too high.
        side: Side,
        /// The limit it passed.
        limit: i64,
    },
    /// No living person has this: refused.
    Impossible {
        /// Too low or too high.
        side: Side,
        /// The limit it passed.
        limit: i64,
    },
}

impl Judgement {
    /// On which side of the usual the value lies; none where it is usual.
    pub const fn side(self) -> Option<Side> {
        match self {
            Self::Plausible => None,
            Self::Warn { side, .. } | Self::Impossible { side, .. } => Some(side),
        }
    }
}

/// Limits of one sign for a span of ages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Range {
    sign: Sign,
    from_days: u32,
    /// Inclusive.
    to_days: u32,
    impossible_below: i64,
    warn_below: i64,
    warn_above: i64,
    impossible_above: i64,
}

/// All limits of one file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ranges {
    rows: Vec<Range>,
}

/// Why a ranges file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadRanges {
    /// A line that does not have eight cells.
    #[error("line {line}: eight cells are needed")]
    Cells {
        /// Counted from 1.
        line: usize,
    },
    /// A sign that this version does not know.
    #[error("line {line}: unknown sign {sign:?}")]
    Sign {
        /// Counted from 1.
        line: usize,
        /// What stands there.
        sign: String,
    },
    /// A cell that is not a number, or is finer than the sign's unit.
    #[error("line {line}: {cell:?} is not a number this sign can have")]
    Number {
        /// Counted from 1.
        line: usize,
        /// What stands there.
        cell: String,
    },
    /// Limits that do not rise.
    #[error("line {line}: the limits do not rise")]
    Order {
        /// Counted from 1.
        line: usize,
    },
}

impl Ranges {
    /// The limits that come with the program.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Reads a ranges file: comments start with `#`, the first line is the head.
    pub fn parse(text: &str) -> Result<Self, BadRanges> {
        let rows = table_lines(text).skip(1).map(|(line, text)| range(line, text));
        Ok(Self { rows: rows.collect::<Result<_, _>>()? })
    }

    /// What is to be said of `value` (in the sign's own unit) at this age.
    pub fn judge(&self, sign: Sign, age_days: u32, value: i64) -> Judgement {
        let found = self
            .rows
            .iter()
            .find(|row| row.sign == sign && (row.from_days..=row.to_days).contains(&age_days));
        let Some(range) = found else {
            return Judgement::Plausible;
        };
        let (low, high) = (Side::Low, Side::High);
        if value < range.impossible_below {
            Judgement::Impossible { side: low, limit: range.impossible_below }
        } else if value > range.impossible_above {
            Judgement::Impossible { side: high, limit: range.impossible_above }
        } else if value < range.warn_below {
            Judgement::Warn { side: low, limit: range.warn_below }
        } else if value > range.warn_above {
            Judgement::Warn { side: high, limit: range.warn_above }
        } else {
            Judgement::Plausible
        }
    }
}

/// [`Ranges::judge`] by the limits that come with the program.
pub fn judge(sign: Sign, age_days: u32, value: i64) -> Judgement {
    Ranges::bundled().judge(sign, age_days, value)
}

fn range(line: usize, text: &str) -> Result<Range, BadRanges> {
    let cells: Vec<&str> = text.split(',').map(str::trim).collect();
    let [sign, _unit, from, to, impossible_below, warn_below, warn_above, impossible_above] =
        cells.as_slice()
    else {
        return Err(BadRanges::Cells { line });
    };
    let sign: Sign = sign.parse().map_err(|_| BadRanges::Sign { line, sign: (*sign).to_owned() })?;
    let bad = |cell: &str| BadRanges::Number { line, cell: cell.to_owned() };
    let days = |cell: &str| cell.parse::<u32>().map_err(|_| bad(cell));
    let limit = |cell: &str| scaled(cell, sign.places()).ok_or_else(|| bad(cell));
    let range = Range {
        sign,
        from_days: days(from)?,
        to_days: if to.is_empty() { u32::MAX } else { days(to)? },
        impossible_below: limit(impossible_below)?,
        warn_below: limit(warn_below)?,
        warn_above: limit(warn_above)?,
        impossible_above: limit(impossible_above)?,
    };
    let rises = range.impossible_below <= range.warn_below
        && range.warn_below <= range.warn_above
        && range.warn_above <= range.impossible_above
        && range.from_days <= range.to_days;
    if rises { Ok(range) } else { Err(BadRanges::Order { line }) }
}

/// A decimal written with a point, as an integer of `places` decimals; exact.
pub(super) fn scaled(cell: &str, places: u32) -> Option<i64> {
    let (whole, decimals) = cell.split_once('.').unwrap_or((cell, ""));
    let missing = (places as usize).checked_sub(decimals.len())?;
    let digits = format!("{whole}{decimals}{}", "0".repeat(missing));
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADULT: u32 = 30 * 365;

    #[test]
    fn the_bundled_file_is_read_and_every_sign_has_a_range_for_a_baby() {
        let ranges = Ranges::parse(include_str!("../../assets/ranges/vitals_ranges.csv")).unwrap();
        assert_eq!(ranges.rows.len(), 34);
        for sign in Sign::ALL {
            let from = if sign == Sign::Waist { 6574 } else { 0 };
            assert!(ranges.rows.iter().any(|row| row.sign == sign && row.from_days == from), "{sign:?}");
            assert_eq!(sign.as_str().parse::<Sign>(), Ok(sign));
        }
    }

    #[test]
    fn ages_follow_on_each_other_without_gap() {
        for sign in Sign::ALL {
            let mut next = if sign == Sign::Waist { 6574 } else { 0 };
            for row in Ranges::bundled().rows.iter().filter(|row| row.sign == sign) {
                assert_eq!(row.from_days, next, "{sign:?}");
                next = row.to_days.saturating_add(1);
            }
        }
    }

    #[test]
    fn a_value_on_its_limit_is_on_the_good_side() {
        assert_eq!(judge(Sign::Temperature, ADULT, 355), Judgement::Plausible);
        assert_eq!(judge(Sign::Temperature, ADULT, 354), Judgement::Warn { side: Side::Low, limit: 355 });
        assert_eq!(judge(Sign::Temperature, ADULT, 375), Judgement::Plausible);
        assert_eq!(judge(Sign::Temperature, ADULT, 376), Judgement::Warn { side: Side::High, limit: 375 });
        assert_eq!(judge(Sign::Temperature, ADULT, 450), Judgement::Warn { side: Side::High, limit: 375 });
        assert_eq!(
            judge(Sign::Temperature, ADULT, 451),
            Judgement::Impossible { side: Side::High, limit: 450 }
        );
        assert_eq!(
            judge(Sign::Temperature, ADULT, 249),
            Judgement::Impossible { side: Side::Low, limit: 250 }
        );
        assert_eq!(judge(Sign::Spo2, ADULT, 100), Judgement::Plausible);
        assert_eq!(judge(Sign::Spo2, ADULT, 101), Judgement::Impossible { side: Side::High, limit: 100 });
    }

    #[test]
    fn fast_breathing_changes_with_age_as_mtbs_has_it() {
        let warn = |limit| Judgement::Warn { side: Side::High, limit };
        assert_eq!(judge(Sign::Respiration, 59, 60), warn(59));
        assert_eq!(judge(Sign::Respiration, 60, 50), warn(49));
        assert_eq!(judge(Sign::Respiration, 365, 40), warn(39));
        assert_eq!(judge(Sign::Respiration, 365, 39), Judgement::Plausible);
    }

    #[test]
    fn weights_are_grams_and_lengths_millimetres() {
        assert_eq!(judge(Sign::Weight, 0, 300), Judgement::Warn { side: Side::Low, limit: 1500 });
        assert_eq!(judge(Sign::Weight, 0, 299), Judgement::Impossible { side: Side::Low, limit: 300 });
        assert_eq!(judge(Sign::Height, 764, 798), Judgement::Plausible);
        assert_eq!(judge(Sign::HeadCircumference, 3000, 10), Judgement::Plausible);
    }

    #[test]
    fn a_corrected_file_is_read_or_refused_by_line() {
        let head = "sign,unit,a,b,c,d,e,f\n";
        let parse = |row: &str| Ranges::parse(&format!("{head}{row}"));
        assert!(parse("pulse,/min,0,,20,50,110,300").is_ok());
        assert_eq!(parse("pulse,/min,0,,20"), Err(BadRanges::Cells { line: 2 }));
        assert_eq!(parse("aura,x,0,,1,2,3,4"), Err(BadRanges::Sign { line: 2, sign: "aura".into() }));
        assert_eq!(
            parse("pulse,/min,0,,20,50.5,110,300"),
            Err(BadRanges::Number { line: 2, cell: "50.5".into() })
        );
        assert_eq!(parse("pulse,/min,0,,60,50,110,300"), Err(BadRanges::Order { line: 2 }));
    }
}
