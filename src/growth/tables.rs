//! The WHO tables, embedded and read once, when first needed, into dense rows.
//!
//! Source: WHO Child Growth Standards 2006, expanded tables by day (0–1826) and by millimetre (45.0–110.0 cm lying,
//! 65.0–120.0 cm standing).

use std::sync::LazyLock;

use super::decimal;
use super::lms::Lms;
use crate::terms::Sex;

/// One sex's rows, the first of which belongs to `first`.
struct Half {
    first: u32,
    rows: Vec<Lms>,
}

/// One table: L, M, S by day, or by tenths of a centimetre.
pub(super) struct Table {
    boys: Half,
    girls: Half,
}

impl Table {
    /// Reads `sex,x,l,m,s` rows; the x of each sex must follow one another in steps of one unit.
    fn read(text: &str, units: f64) -> Self {
        let mut boys = Half { first: 0, rows: Vec::with_capacity(1827) };
        let mut girls = Half { first: 0, rows: Vec::with_capacity(1827) };
        for line in text.as_bytes().split(|&byte| byte == b'\n') {
            let mut cells = line.split(|&byte| byte == b',').map(decimal::parse);
            let mut cell = || cells.next().flatten();
            if let (Some(sex), Some(x), Some(l), Some(m), Some(s)) = (cell(), cell(), cell(), cell(), cell())
            {
                let half = if sex < 1.5 { &mut boys } else { &mut girls };
                if half.rows.is_empty() {
                    half.first = (x * units + 0.5) as u32;
                }
                half.rows.push(Lms { l, m, s });
            }
        }
        Self { boys, girls }
    }

    /// The row at `key`, if the table reaches that far.
    #[inline]
    pub(super) fn at(&self, sex: Sex, key: u32) -> Option<Lms> {
        let half = match sex {
            Sex::Male => &self.boys,
            Sex::Female => &self.girls,
        };
        half.rows.get(key.wrapping_sub(half.first) as usize).copied()
    }

    /// First and last key.
    #[cfg(test)]
    pub(super) fn reach(&self, sex: Sex) -> (u32, u32) {
        let half = match sex {
            Sex::Male => &self.boys,
            Sex::Female => &self.girls,
        };
        (half.first, half.first + (half.rows.len() as u32).saturating_sub(1))
    }
}

/// All seven tables.
pub(super) struct Tables {
    pub(super) weight_for_age: Table,
    pub(super) length_for_age: Table,
    pub(super) bmi_for_age: Table,
    pub(super) head_for_age: Table,
    pub(super) arm_for_age: Table,
    pub(super) weight_for_length: Table,
    pub(super) weight_for_height: Table,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables {
    weight_for_age: Table::read(include_str!("../../assets/who/wfa.csv"), 1.0),
    length_for_age: Table::read(include_str!("../../assets/who/lhfa.csv"), 1.0),
    bmi_for_age: Table::read(include_str!("../../assets/who/bfa.csv"), 1.0),
    head_for_age: Table::read(include_str!("../../assets/who/hcfa.csv"), 1.0),
    arm_for_age: Table::read(include_str!("../../assets/who/acfa.csv"), 1.0),
    weight_for_length: Table::read(include_str!("../../assets/who/wfl.csv"), 10.0),
    weight_for_height: Table::read(include_str!("../../assets/who/wfh.csv"), 10.0),
});

/// The tables; the first call reads them (about two milliseconds).
pub(super) fn tables() -> &'static Tables {
    &TABLES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_whole_and_can_be_computed_with() {
        let t = tables();
        let all = [
            (&t.weight_for_age, (0, 1826)),
            (&t.length_for_age, (0, 1826)),
            (&t.bmi_for_age, (0, 1826)),
            (&t.head_for_age, (0, 1826)),
            (&t.arm_for_age, (91, 1826)),
            (&t.weight_for_length, (450, 1100)),
            (&t.weight_for_height, (650, 1200)),
        ];
        for (table, reach) in all {
            for sex in [Sex::Male, Sex::Female] {
                assert_eq!(table.reach(sex), reach);
                assert_eq!(table.at(sex, reach.0.wrapping_sub(1)), None);
                assert_eq!(table.at(sex, reach.1 + 1), None);
                for key in reach.0..=reach.1 {
                    let Lms { l, m, s } = table.at(sex, key).unwrap();
                    assert!(l.abs() >= 0.0001 && m > 0.0 && s > 0.0);
                    assert!(1.0 + 3.0 * l * s > 0.0 && 1.0 - 3.0 * l * s > 0.0);
                }
            }
        }
    }

    #[test]
    fn length_and_head_need_no_power() {
        for key in 0..=1826 {
            for sex in [Sex::Male, Sex::Female] {
                for table in [&tables().length_for_age, &tables().head_for_age] {
                    assert!((table.at(sex, key).unwrap().l - 1.0).abs() < f64::EPSILON);
                }
            }
        }
    }

    #[test]
    fn rows_are_the_published_ones() {
        let t = tables();
        assert_eq!(t.weight_for_age.at(Sex::Male, 731), Some(Lms { l: -0.0137, m: 12.1548, s: 0.11427 }));
        assert_eq!(t.length_for_age.at(Sex::Female, 1826), Some(Lms { l: 1.0, m: 109.4189, s: 0.04346 }));
        assert_eq!(t.weight_for_height.at(Sex::Male, 651), Some(Lms { l: -0.3521, m: 7.4563, s: 0.08216 }));
    }
}
