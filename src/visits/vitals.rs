//! Which values of vital signs pass, which must be confirmed, which are refused.

use super::rules::reason;
use super::{Confirmation, Error, Limits, Reading, Sign};
use crate::reference::ranges::{self, Judgement, Side};

/// A value that may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Which sign.
    pub sign: Sign,
    /// Its value in the sign's smallest unit.
    pub value: i64,
    /// Why an unusual value is right all the same.
    pub confirmed: Option<String>,
}

/// How a value stands to the limits of its age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Usual.
    Plausible,
    /// Unusual: to be confirmed.
    Unusual(Limits),
    /// Impossible: refused.
    Impossible(Limits),
}

/// A sign given twice in one command says nothing.
pub fn no_sign_twice(readings: &[Reading]) -> Result<(), Error> {
    for (at, reading) in readings.iter().enumerate() {
        if readings.iter().take(at).any(|earlier| earlier.sign == reading.sign) {
            return Err(Error::SignTwice(reading.sign));
        }
    }
    Ok(())
}

/// Judges the values that are given: one that is impossible refuses all, unusual ones must all be confirmed.
///
/// Without an age nothing is judged but that no sign is below zero.
pub fn judge_all(
    readings: &[Reading],
    confirmed: &[Confirmation],
    age_days: Option<u32>,
) -> Result<Vec<Judged>, Error> {
    let mut judged = Vec::with_capacity(readings.len());
    let mut unconfirmed = Vec::new();
    for reading in readings {
        let Some(value) = reading.value else { continue };
        let sign = reading.sign;
        let confirmed = match judge(sign, age_days, value) {
            Verdict::Plausible => None,
            Verdict::Impossible(limits) => return Err(Error::Impossible(limits)),
            Verdict::Unusual(limits) => match confirmed.iter().find(|one| one.sign == sign) {
                Some(confirmation) => Some(reason(&confirmation.reason)?),
                None => {
                    unconfirmed.push(limits);
                    continue;
                }
            },
        };
        judged.push(Judged { sign, value, confirmed });
    }
    if unconfirmed.is_empty() { Ok(judged) } else { Err(Error::NeedsConfirmation(unconfirmed)) }
}

/// How one value stands to the limits of its age; also what a form shows while somebody types.
pub fn judge(sign: Sign, age_days: Option<u32>, value: i64) -> Verdict {
    let limits = |side, limit| match side {
        Side::Low => Limits { sign, value, low: Some(limit), high: None },
        Side::High => Limits { sign, value, low: None, high: Some(limit) },
    };
    if value < 0 {
        return Verdict::Impossible(limits(Side::Low, 0));
    }
    match age_days.map_or(Judgement::Plausible, |age_days| ranges::judge(sign, age_days, value)) {
        Judgement::Plausible => Verdict::Plausible,
        Judgement::Warn { side, limit } => Verdict::Unusual(limits(side, limit)),
        Judgement::Impossible { side, limit } => Verdict::Impossible(limits(side, limit)),
    }
}
