//! How far under its birth weight a baby may weigh.
//!
//! Source: `assets/growth/newborn.csv`, background knowledge: a newborn loses up to a tenth in its first days and has it
//! back by two weeks.

use std::sync::LazyLock;

use crate::terms::{Grams, table_lines};

static BUNDLED: LazyLock<Vec<Row>> =
    LazyLock::new(|| parse(include_str!("../../assets/growth/newborn.csv")).unwrap_or_default());

/// On these days after the birth at most so many percent under the birth weight.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    days: std::ops::RangeInclusive<u32>,
    most_percent: u64,
}

fn parse(text: &str) -> Option<Vec<Row>> {
    let row = |line: &str| {
        let mut cells = line.split(',').map(str::trim);
        let days = cells.next()?.parse().ok()?..=cells.next()?.parse().ok()?;
        Some(Row { days, most_percent: cells.next()?.parse().ok()? })
    };
    table_lines(text).skip(1).map(|(_, line)| row(line)).collect()
}

/// The grams under the birth weight, where they are more than usual on this day after the birth.
pub(super) fn too_far_below(birth: Grams, now: Grams, age_days: u32) -> Option<u32> {
    let most = BUNDLED.iter().find(|row| row.days.contains(&age_days))?.most_percent;
    let below = birth.0.checked_sub(now.0)?;
    (u64::from(below) * 100 > u64::from(birth.0) * most).then_some(below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_in_the_first_two_weeks_is_usual_and_after_them_nothing() {
        let below = |grams, day| too_far_below(Grams(3000), Grams(grams), day);
        assert_eq!([below(2700, 5), below(2699, 5), below(2699, 14)], [None, Some(301), Some(301)]);
        assert_eq!([below(2950, 14), below(2950, 15), below(3000, 15)], [None, Some(50), None]);
        assert_eq!([below(2900, 182), below(2900, 183)], [Some(100), None]);
    }
}
