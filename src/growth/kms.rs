//! The KMS card: did the child gain weight since last month?
//!
//! N naik, T tidak naik, O not weighed last month, B first weighing; 2T twice in a row without gain; BGM below the red
//! line. Which one holds is asked in the order B, O, N, T.
//!
//! Sources: Buku KIA 2023 (naik = gain of at least the minimum, KBM; refer on T, on 2T and below the red line). The
//! months of the minimum gain are data that a clinic can correct: the boys' and girls' cards were not at hand.

use serde::{Deserialize, Serialize};

use super::assess::{Measures, assess};
use super::index::Index;
use crate::terms::{Grams, Sex};

/// A calendar month, counted so that neighbours differ by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Month(pub i32);

impl Month {
    /// The month of a year, 1–12.
    pub const fn new(year: i32, month: u32) -> Self {
        Self(year * 12 + month.cast_signed() - 1)
    }
}

/// One monthly weighing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weighing {
    /// The calendar month in which it took place.
    pub month: Month,
    /// Completed months of age on the day.
    pub age_months: u32,
    pub weight: Grams,
}

/// How a child without enough gain stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shortfall {
    /// T1: gained less than the minimum.
    Slow,
    /// T2: the same weight.
    Flat,
    /// T3: lost weight.
    Down,
}

/// What the card says of one weighing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// B: the first weighing.
    First,
    /// O: not weighed in the month before.
    NotWeighedBefore,
    /// N: gained at least the minimum.
    Gained(Change),
    /// T: did not.
    NotGained(Change, Shortfall),
}

/// The change since last month beside what is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Grams gained, negative when lost.
    pub grams: i64,
    /// The minimum gain for this age; `None` where the table has none, then any gain will do.
    pub minimum: Option<Grams>,
}

impl Status {
    /// The letter on the card.
    pub const fn letter(self) -> char {
        match self {
            Self::First => 'B',
            Self::NotWeighedBefore => 'O',
            Self::Gained(_) => 'N',
            Self::NotGained(..) => 'T',
        }
    }

    /// The stable word used as a translation key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::NotWeighedBefore => "not_weighed_before",
            Self::Gained(_) => "gained",
            Self::NotGained(..) => "not_gained",
        }
    }
}

/// What is wrong with a table of minimum gains.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadTable {
    /// A line that is not `sex,age_month,min_gain_g` with sex L or P.
    #[error("line {0} of the minimum gains is not sex (L or P), month, grams")]
    Line(usize),
    /// The same sex and month twice.
    #[error("line {0} of the minimum gains repeats a month")]
    Repeated(usize),
}

/// Minimum gain (kenaikan berat minimal, KBM) by sex and month of age.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MinimumGain {
    rows: Vec<(Sex, u32, Grams)>,
}

impl MinimumGain {
    /// Reads `sex,age_month,min_gain_g`, the form in which it is bundled and a clinic may correct it.
    pub fn parse(text: &str) -> Result<Self, BadTable> {
        let mut table = Self { rows: Vec::with_capacity(120) };
        for (number, line) in text.lines().enumerate().skip(1) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (sex, month, grams) = read_line(line).ok_or(BadTable::Line(number + 1))?;
            if table.at(sex, month).is_some() {
                return Err(BadTable::Repeated(number + 1));
            }
            table.rows.push((sex, month, grams));
        }
        Ok(table)
    }

    /// The table that comes with the program.
    pub fn bundled() -> Self {
        Self::parse(include_str!("../../assets/growth/kbm.csv")).unwrap_or(Self { rows: Vec::new() })
    }

    /// The minimum gain into this month of age.
    pub fn at(&self, sex: Sex, age_months: u32) -> Option<Grams> {
        self.rows.iter().find(|row| row.0 == sex && row.1 == age_months).map(|row| row.2)
    }
}

fn read_line(line: &str) -> Option<(Sex, u32, Grams)> {
    let mut cells = line.split(',').map(str::trim);
    let sex = match cells.next()? {
        "L" => Sex::Male,
        "P" => Sex::Female,
        _ => return None,
    };
    let month = cells.next()?.parse().ok()?;
    let grams = cells.next()?.parse().ok()?;
    cells.next().is_none().then_some((sex, month, Grams(grams)))
}

/// What the card says of `current`, given the weighings before it in any order.
///
/// Earlier weighings in the same calendar month are passed over; of the month before, the last listed counts.
pub fn status(sex: Sex, before: &[Weighing], current: Weighing, minimum: &MinimumGain) -> Status {
    let Some(last) = before.iter().filter(|weighing| weighing.month < current.month).max_by_key(|w| w.month)
    else {
        return Status::First;
    };
    if last.month.0 + 1 != current.month.0 {
        return Status::NotWeighedBefore;
    }
    let grams = i64::from(current.weight.0) - i64::from(last.weight.0);
    let minimum = minimum.at(sex, current.age_months);
    let change = Change { grams, minimum };
    let enough = minimum.map_or(1, |minimum| i64::from(minimum.0));
    match grams {
        _ if grams >= enough => Status::Gained(change),
        ..0 => Status::NotGained(change, Shortfall::Down),
        0 => Status::NotGained(change, Shortfall::Flat),
        _ => Status::NotGained(change, Shortfall::Slow),
    }
}

/// What the card says of each weighing of a history ordered by month.
pub fn statuses(sex: Sex, history: &[Weighing], minimum: &MinimumGain) -> Vec<Status> {
    history
        .iter()
        .enumerate()
        .map(|(at, current)| status(sex, history.get(..at).unwrap_or_default(), *current, minimum))
        .collect()
}

/// 2T: the last two weighings both say T.
pub fn is_two_t(statuses: &[Status]) -> bool {
    matches!(statuses, [.., Status::NotGained(..), Status::NotGained(..)])
}

/// BGM: below the card's red line, the −3 SD line of weight-for-age.
pub fn is_below_red_line(sex: Sex, age_days: u32, weight: Grams) -> bool {
    let measures = Measures { weight: Some(weight), ..Measures::default() };
    assess(sex, age_days, &measures).z(Index::WeightForAge).is_some_and(|z| z.0 < -300)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weighed(month: u32, age_months: u32, grams: u32) -> Weighing {
        Weighing { month: Month::new(2026, month), age_months, weight: Grams(grams) }
    }

    #[test]
    fn the_card_says_b_then_o_then_n_or_t() {
        let gain = MinimumGain::bundled();
        let history = [
            weighed(1, 3, 5000),
            weighed(2, 4, 5600),
            weighed(3, 5, 6099),
            weighed(4, 6, 6099),
            weighed(6, 8, 6900),
            weighed(7, 9, 6800),
        ];
        let said = statuses(Sex::Female, &history, &gain);
        assert_eq!(said.iter().map(|status| status.letter()).collect::<String>(), "BNTTOT");
        let minimum = Some(Grams(500));
        assert_eq!(said[2], Status::NotGained(Change { grams: 499, minimum }, Shortfall::Slow));
        assert!(matches!(said[3], Status::NotGained(_, Shortfall::Flat)));
        assert!(matches!(said[5], Status::NotGained(_, Shortfall::Down)));
        assert!(is_two_t(&said[..4]));
        assert!(!is_two_t(&said), "a month without weighing breaks the row");
    }

    #[test]
    fn the_year_turns_without_a_gap_and_a_second_weighing_in_a_month_is_passed_over() {
        let gain = MinimumGain::bundled();
        let december = Weighing { month: Month::new(2025, 12), age_months: 11, weight: Grams(8000) };
        let early = weighed(1, 12, 8100);
        assert_eq!(status(Sex::Male, &[december, early], weighed(1, 12, 8200), &gain).letter(), 'N');
        assert_eq!(status(Sex::Male, &[early], weighed(1, 12, 8200), &gain), Status::First);
    }

    #[test]
    fn a_corrected_table_is_read_and_a_broken_one_says_where() {
        let table =
            MinimumGain::parse("sex,age_month,min_gain_g\r\nL,7,400\r\n\r\n# note\nP,7,300\n").unwrap();
        assert_eq!(table.at(Sex::Male, 7), Some(Grams(400)));
        assert_eq!(table.at(Sex::Male, 8), None);
        assert_eq!(MinimumGain::parse("h\nL,7,400\nM,7,300"), Err(BadTable::Line(3)));
        assert_eq!(MinimumGain::parse("h\nL,7,400\nL,7,300"), Err(BadTable::Repeated(3)));
        assert_eq!(MinimumGain::parse("h\nL,7,400,"), Err(BadTable::Line(2)));
        assert_eq!(MinimumGain::bundled().rows.len(), 120);
    }

    #[test]
    fn the_red_line_is_minus_three() {
        assert!(is_below_red_line(Sex::Male, 365, Grams(5500)));
        assert!(!is_below_red_line(Sex::Male, 365, Grams(7800)));
    }
}
