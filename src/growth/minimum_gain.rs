//! Minimum gain (kenaikan berat minimal, KBM) by sex and month of age.
//!
//! Source: the row of the KIA book's card, for both sexes (`assets/growth/SOURCES.txt`): a clinic can correct it.

use crate::terms::{Grams, Sex, table_lines};

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

/// The minimum gains of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MinimumGain {
    rows: Vec<(Sex, u32, Grams)>,
}

impl MinimumGain {
    /// Reads `sex,age_month,min_gain_g`, the form in which it is bundled and a clinic may correct it.
    pub fn parse(text: &str) -> Result<Self, BadTable> {
        let mut table = Self { rows: Vec::with_capacity(120) };
        for (number, line) in table_lines(text).skip(1) {
            let (sex, month, grams) = read_line(line).ok_or(BadTable::Line(number))?;
            if table.at(sex, month).is_some() {
                return Err(BadTable::Repeated(number));
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
    let sex = Sex::from_letter(cells.next()?)?;
    let month = cells.next()?.parse().ok()?;
    let grams = cells.next()?.parse().ok()?;
    cells.next().is_none().then_some((sex, month, Grams(grams)))
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
