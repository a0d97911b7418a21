//! What of the bundled tables a clinic may correct: each table is lines of cells, some of which name the line and some of
//! which can be corrected. A corrected line takes the place of the bundled one; the bundled file stays as it is.
//!
//! Knows no database: who corrected what, when and why is kept elsewhere.

use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

use crate::terms::{stored_words, table_lines};

stored_words! {
    /// A table that a clinic may correct.
    Table {
        /// Plausible and impossible vital signs by age.
        Ranges = "vital_ranges",
        /// Minimum gain (KBM) by sex and month of age.
        MinimumGain = "minimum_gain",
        /// What a vital sign says and how soon.
        Findings = "vital_findings",
        /// Body mass index and waist of adults.
        Adults = "adult_limits",
        /// How far length and head may lie below the last measuring.
        Falls = "fall_limits",
    }
}

/// One line of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub table: Table,
    /// The cells that name it, with commas between.
    pub key: String,
    /// The cells that can be corrected, in the table's order.
    pub values: Vec<String>,
}

impl Table {
    /// The table that comes with the program.
    pub const fn bundled(self) -> &'static str {
        match self {
            Self::Ranges => include_str!("../../assets/ranges/vitals_ranges.csv"),
            Self::MinimumGain => include_str!("../../assets/growth/kbm.csv"),
            Self::Findings => include_str!("../../assets/reference/vital_findings.csv"),
            Self::Adults => include_str!("../../assets/reference/adult_limits.csv"),
            Self::Falls => include_str!("../../assets/reference/fall_limits.csv"),
        }
    }

    /// The places of the cells that name a line, and of those that can be corrected.
    const fn places(self) -> (&'static [usize], &'static [usize]) {
        match self {
            Self::Ranges => (&[0, 2, 3], &[4, 5, 6, 7]),
            Self::MinimumGain => (&[0, 1], &[2]),
            Self::Findings => (&[1, 2, 3, 5, 7], &[4]),
            Self::Adults => (&[0, 1, 2], &[3]),
            Self::Falls => (&[0], &[1]),
        }
    }

    /// The places of a line's source and of the mark of background knowledge, where each line has its own.
    const fn source_places(self) -> Option<(usize, usize)> {
        match self {
            Self::Findings => Some((9, 11)),
            Self::Adults => Some((4, 6)),
            Self::Ranges | Self::MinimumGain | Self::Falls => None,
        }
    }

    /// Where the line of this key comes from, and whether that is background knowledge; nothing where the whole table has one
    /// source.
    pub fn source(self, key: &str) -> Option<(&'static str, bool)> {
        let (source, background) = self.source_places()?;
        let (names, _) = self.places();
        content(self.bundled()).skip(1).find_map(|text| {
            let cells: Vec<&str> = text.split(',').map(str::trim).collect();
            let of: Vec<&str> = names.iter().filter_map(|at| cells.get(*at)).copied().collect();
            let is_it = of.join(",") == key;
            is_it.then(|| Some((*cells.get(source)?, cells.get(background) == Some(&"yes")))).flatten()
        })
    }

    /// Its lines that have something to correct, as they are bundled; read once.
    pub fn lines(self) -> &'static [Line] {
        static LINES: LazyLock<Vec<(Table, Vec<Line>)>> =
            LazyLock::new(|| Table::ALL.iter().map(|table| (*table, table.read())).collect());
        LINES.iter().find(|(table, _)| *table == self).map_or(&[], |(_, lines)| lines)
    }

    fn read(self) -> Vec<Line> {
        let (names, values) = self.places();
        let line = |text: &str| {
            let cells: Vec<&str> = text.split(',').map(str::trim).collect();
            let of = |places: &[usize]| -> Vec<String> {
                places.iter().filter_map(|at| cells.get(*at)).map(|cell| (*cell).to_owned()).collect()
            };
            Line { table: self, key: of(names).join(","), values: of(values) }
        };
        let lines = content(self.bundled()).skip(1).map(line);
        lines.filter(|line| line.values.iter().any(|value| !value.is_empty())).collect()
    }

    /// The whole table with the clinic's lines in their places; a line that is not in it any more is passed over.
    pub fn corrected<'a>(self, own: impl IntoIterator<Item = &'a Line>) -> String {
        let own: Vec<&Line> = own.into_iter().filter(|line| line.table == self).collect();
        let (names, values) = self.places();
        let put = |text: &str| {
            let mut cells: Vec<&str> = text.split(',').map(str::trim).collect();
            let key: Vec<&str> = names.iter().filter_map(|at| cells.get(*at)).copied().collect();
            let key = key.join(",");
            if let Some(line) = own.iter().find(|line| line.key == key) {
                for (at, value) in values.iter().zip(&line.values) {
                    if let Some(cell) = cells.get_mut(*at) {
                        *cell = value;
                    }
                }
            }
            cells.join(",")
        };
        content(self.bundled()).map(|line| put(line) + "\n").collect()
    }
}

/// The lines, the head first.
fn content(text: &str) -> impl Iterator<Item = &str> {
    table_lines(text).map(|(_, line)| line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_its_own_name_and_takes_its_own_place() {
        for table in Table::ALL {
            let lines = table.lines();
            assert!(lines.len() >= 2, "{table:?}");
            for (at, line) in lines.iter().enumerate() {
                assert!(lines.iter().skip(at + 1).all(|other| other.key != line.key), "{table:?} {line:?}");
            }
            let as_bundled: String = content(table.bundled()).map(|line| line.to_owned() + "\n").collect();
            assert_eq!(table.corrected([]), as_bundled, "{table:?}");
            assert_eq!(table.corrected(lines), as_bundled, "the bundled values again change nothing");
        }
    }

    #[test]
    fn every_line_that_has_its_own_source_says_it() {
        for table in [Table::Findings, Table::Adults] {
            for line in table.lines() {
                let (source, _) = table.source(&line.key).expect("a source");
                assert!(source.len() > 3, "{line:?}");
            }
        }
        let crisis = Table::Findings.source("pressure_crisis,systolic,from,0,any");
        assert_eq!(crisis, Some(("krisis hipertensi 180/120 (ACC/AHA 2017)", true)));
        assert_eq!(Table::MinimumGain.source("L,7"), None, "one source for all");
    }

    #[test]
    fn a_corrected_line_changes_that_line_and_no_other() {
        let own = Line { table: Table::MinimumGain, key: "L,7".into(), values: vec!["400".into()] };
        let text = Table::MinimumGain.corrected([&own]);
        assert!(text.contains("L,7,400\n") && text.contains("P,7,300\n"), "{text}");
        let differs =
            text.lines().zip(Table::MinimumGain.corrected([]).lines()).filter(|(a, b)| a != b).count();
        assert_eq!(differs, 1);
        let gone = Line { key: "L,999".into(), ..own.clone() };
        assert_eq!(Table::MinimumGain.corrected([&gone]), Table::MinimumGain.corrected([]));
        let pulse = Line {
            table: Table::Ranges,
            key: "pulse,4383,".into(),
            values: ["20", "45", "120", "300"].map(str::to_owned).to_vec(),
        };
        assert!(Table::Ranges.corrected([&pulse]).contains("pulse,/min,4383,,20,45,120,300\n"));
        assert_eq!(Table::Findings.corrected([&pulse]), Table::Findings.corrected([]), "another table's");
    }
}
