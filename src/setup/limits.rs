//! What the clinic corrected of the bundled limits: who, when and why, and the tables that come of it.

use serde::{Deserialize, Serialize};

use super::Error;
use super::command::CorrectLimit;
use crate::growth::MinimumGain;
use crate::reference::clinical::{self, Clinical};
use crate::reference::own::{Line, Table};
use crate::reference::ranges::Ranges;
use crate::terms::{AccountId, Instant};

/// No reason is longer.
const MOST_REASON: usize = 300;
/// No child gains more in a month: a typing error.
const MOST_GAIN: u32 = 3000;

/// A line that the clinic corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// As it is now.
    pub line: Line,
    /// Why, or from which guideline.
    pub why: String,
    pub at: Instant,
    pub by: Option<AccountId>,
}

/// The lines of corrections.
pub fn lines(corrections: &[Correction]) -> Vec<Line> {
    corrections.iter().map(|correction| correction.line.clone()).collect()
}

/// The limits of vital signs with what was corrected.
pub fn clinical(corrections: &[Correction]) -> Clinical {
    Clinical::with_own(&lines(corrections))
}

/// The minimum gains with what was corrected; the bundled ones where they cannot be read.
pub fn minimum_gain(corrections: &[Correction]) -> MinimumGain {
    let text = Table::MinimumGain.corrected(&lines(corrections));
    MinimumGain::parse(&text).unwrap_or_else(|why| {
        tracing::error!(%why, "The clinic's own minimum gains cannot be read");
        MinimumGain::bundled()
    })
}

/// A line as it stands now: corrected, else bundled.
pub fn line_now(corrections: &[Correction], table: Table, key: &str) -> Option<Line> {
    let own = corrections.iter().map(|one| &one.line).find(|line| line.table == table && line.key == key);
    own.cloned().or_else(|| table.lines().iter().find(|line| line.key == key).cloned())
}

/// Decides a correction: the line as it shall be, `None` back to the bundled one; and the reason to keep.
pub fn decide(asked: &CorrectLimit, now: &[Correction]) -> Result<(Option<Line>, String), Error> {
    let why = asked.why.trim();
    if why.is_empty() || why.chars().count() > MOST_REASON {
        return Err(Error::LimitReason);
    }
    let there = line_now(now, asked.table, &asked.key).ok_or(Error::LimitUnknown)?;
    if there.values != asked.shown {
        return Err(Error::LimitChanged(there.values.join(" · ")));
    }
    let Some(values) = &asked.values else { return Ok((None, why.to_owned())) };
    let values: Vec<String> = values.iter().map(|value| value.trim().replace(',', ".")).collect();
    if values.len() != there.values.len() || values.iter().any(|value| !is_number(value)) {
        return Err(Error::LimitNumber);
    }
    let line = Line { values, ..there };
    let mut all: Vec<Line> = lines(now);
    all.retain(|one| (one.table, &one.key) != (line.table, &line.key));
    all.push(line.clone());
    let text = asked.table.corrected(&all);
    let reads = match asked.table {
        Table::Ranges => Ranges::parse(&text).is_ok(),
        Table::Findings => clinical::findings(&text).is_ok(),
        Table::Adults => clinical::adults(&text).is_ok(),
        Table::Falls => clinical::falls(&text).is_ok(),
        Table::MinimumGain => {
            let grams = line.values.first().and_then(|value| value.parse().ok());
            grams.is_some_and(|grams| (1..=MOST_GAIN).contains(&grams)) && MinimumGain::parse(&text).is_ok()
        }
    };
    let bundled = asked.table.lines().iter().find(|one| one.key == line.key);
    let far = bundled.and_then(|bundled| is_far(asked.table, &line.values, &bundled.values));
    if let Some(bundled) = far {
        return Err(Error::LimitFar(bundled));
    }
    match line.values.len() {
        _ if reads => Ok((Some(line), why.to_owned())),
        // A single value has no left and no right.
        1 => Err(Error::LimitPlace),
        _ => Err(Error::LimitOrder),
    }
}

/// The bundled value that a corrected one is more than double or less than half of: no guideline differs so much, but a slip
/// of the finger does, and a finding would never be told again. Ranges are held by their order.
fn is_far(table: Table, values: &[String], bundled: &[String]) -> Option<String> {
    let far = |value: &String, bundled: &String| {
        let (value, bundled): (f64, f64) = (value.parse().ok()?, bundled.parse().ok()?);
        Some(bundled > 0.0 && !(bundled / 2.0..=bundled * 2.0).contains(&value))
    };
    let mut both = values.iter().zip(bundled).filter(|_| table != Table::Ranges);
    both.find(|(value, bundled)| far(value, bundled) == Some(true)).map(|(_, bundled)| bundled.clone())
}

/// Digits, with at most one point between them.
fn is_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once('.') {
        Some((whole, decimals)) => digits(whole) && digits(decimals),
        None => digits(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::ranges::{Judgement, Sign};
    use crate::terms::Sex;

    fn asked(table: Table, key: &str, shown: &[&str], values: &[&str]) -> CorrectLimit {
        let texts = |all: &[&str]| all.iter().map(|&text| text.to_owned()).collect();
        CorrectLimit {
            table,
            key: key.into(),
            shown: texts(shown),
            values: Some(texts(values)),
            why: "KMS L".into(),
        }
    }

    fn kept(line: Line) -> Correction {
        Correction { line, why: "KMS L".into(), at: Instant::default(), by: None }
    }

    #[test]
    fn a_corrected_minimum_holds_and_can_be_taken_back() {
        let ask = asked(Table::MinimumGain, "L,7", &["300"], &["400"]);
        let (line, why) = decide(&ask, &[]).unwrap();
        assert_eq!(why, "KMS L");
        let now = [kept(line.unwrap())];
        assert_eq!(minimum_gain(&now).at(Sex::Male, 7).unwrap().0, 400);
        assert_eq!(minimum_gain(&now).at(Sex::Female, 7).unwrap().0, 300);
        // Seen as it was before: the later of two is told.
        assert_eq!(decide(&ask, &now), Err(Error::LimitChanged("400".into())));
        let back = CorrectLimit { values: None, shown: vec!["400".into()], ..ask };
        assert_eq!(decide(&back, &now), Ok((None, "KMS L".into())));
    }

    #[test]
    fn a_range_and_a_limit_are_read_as_people_write_them_and_nonsense_is_refused() {
        let key = "temperature,0,";
        let shown = ["25", "35.5", "37.5", "45"];
        let (line, _) =
            decide(&asked(Table::Ranges, key, &shown, &["25", "35,5", "37,8", "45"]), &[]).unwrap();
        assert_eq!(line.as_ref().unwrap().values[2], "37.8");
        let own = clinical(&[kept(line.unwrap())]);
        assert_eq!(own.ranges.judge(Sign::Temperature, 9000, 377), Judgement::Plausible);
        let refused =
            |values: [&str; 4]| decide(&asked(Table::Ranges, key, &shown, &values), &[]).unwrap_err();
        assert_eq!(refused(["25", "38", "37.8", "45"]), Error::LimitOrder);
        assert_eq!(refused(["25", "", "37.8", "45"]), Error::LimitNumber);
        assert_eq!(refused(["25", "-1", "37.8", "45"]), Error::LimitNumber);
        assert_eq!(refused(["25", "35.55", "37.8", "45"]), Error::LimitOrder, "finer than the sign");
        let gain = |grams| decide(&asked(Table::MinimumGain, "L,7", &["300"], &[grams]), &[]);
        assert_eq!(
            [gain("40000"), gain("0")],
            [Err(Error::LimitFar("300".into())), Err(Error::LimitFar("300".into()))]
        );
        assert_eq!(decide(&asked(Table::Ranges, "aura,0,", &[], &[]), &[]), Err(Error::LimitUnknown));
        let silent = CorrectLimit { why: "  ".into(), ..asked(Table::Ranges, key, &shown, &shown) };
        assert_eq!(decide(&silent, &[]), Err(Error::LimitReason));
        let fall = |most| decide(&asked(Table::Falls, "height", &["1.5"], &[most]), &[]);
        assert_eq!(fall("2,0").unwrap().0.unwrap().values, ["2.0"]);
        assert_eq!([fall("15"), fall("1.55")], [Err(Error::LimitFar("1.5".into())), Err(Error::LimitPlace)]);
        // A digit too many or too few would silence a finding for good.
        let finding = |key, shown, value| decide(&asked(Table::Findings, key, &[shown], &[value]), &[]);
        let far = |bundled: &str| Err(Error::LimitFar(bundled.into()));
        for slip in ["1800", "18", "89"] {
            assert_eq!(finding("pressure_crisis,systolic,from,0,any", "180", slip), far("180"), "{slip}");
        }
        assert_eq!(finding("pressure_crisis,diastolic,from,0,any", "120", "20"), far("120"));
        assert_eq!(finding("oxygen_low,spo2,below,0,any", "90", "9"), far("90"));
        assert!(finding("oxygen_low,spo2,below,0,any", "90", "92").is_ok());
        assert_eq!(gain("3000"), far("300"));
        assert_eq!(decide(&asked(Table::Adults, "bmi,obese,any", &["27.01"], &["270"]), &[]), far("27.01"));
        let crisis = asked(Table::Findings, "pressure_crisis,systolic,from,0,any", &["180"], &["170"]);
        assert!(decide(&crisis, &[]).unwrap().0.is_some());
    }
}
