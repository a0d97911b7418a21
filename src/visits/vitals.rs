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
            Verdict::Unusual(limits) => {
                let Some(confirmation) = confirmed.iter().find(|one| one.sign == sign) else {
                    unconfirmed.push(limits);
                    continue;
                };
                Some(reason(&confirmation.reason)?)
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    const CHILD: Option<u32> = Some(764);

    fn of(sign: Sign, value: i64) -> Reading {
        Reading { sign, value: Some(value) }
    }

    #[test]
    fn the_impossible_is_refused_and_the_unusual_wants_a_reason_for_each() {
        let readings = [of(Sign::Temperature, 391), of(Sign::Pulse, 112), of(Sign::Respiration, 44)];
        let Err(Error::NeedsConfirmation(unusual)) = judge_all(&readings, &[], CHILD) else {
            panic!("passed")
        };
        assert_eq!(
            unusual,
            [
                Limits { sign: Sign::Temperature, value: 391, low: None, high: Some(375) },
                Limits { sign: Sign::Respiration, value: 44, low: None, high: Some(39) },
            ]
        );
        let confirm = |sign, reason: &str| Confirmation { sign, reason: reason.into() };
        let one = [confirm(Sign::Temperature, "diukur dua kali")];
        let Err(Error::NeedsConfirmation(unusual)) = judge_all(&readings, &one, CHILD) else {
            panic!("passed")
        };
        assert_eq!(unusual.len(), 1);
        let both =
            [confirm(Sign::Temperature, "diukur dua kali"), confirm(Sign::Respiration, " dihitung 1 menit ")];
        let judged = judge_all(&readings, &both, CHILD).unwrap();
        assert_eq!(judged[1].confirmed, None);
        assert_eq!(judged[2].confirmed.as_deref(), Some("dihitung 1 menit"));
        let empty = [confirm(Sign::Temperature, " "), confirm(Sign::Respiration, "x")];
        assert_eq!(judge_all(&readings, &empty, CHILD), Err(Error::ReasonMissing));

        let impossible = [of(Sign::Temperature, 391), of(Sign::Spo2, 101)];
        let Err(Error::Impossible(limits)) = judge_all(&impossible, &both, CHILD) else { panic!("passed") };
        assert_eq!((limits.sign, limits.high), (Sign::Spo2, Some(100)));
        assert_eq!(
            Error::Impossible(limits).to_string(),
            "spo2 101 (at most 100) is impossible at this age; take it again"
        );
    }

    #[test]
    fn without_an_age_only_what_is_below_zero_is_refused() {
        assert_eq!(judge_all(&[of(Sign::Temperature, 600)], &[], None).unwrap().len(), 1);
        assert!(matches!(judge_all(&[of(Sign::Pulse, -1)], &[], None), Err(Error::Impossible(_))));
        assert_eq!(
            no_sign_twice(&[of(Sign::Pulse, 1), of(Sign::Pulse, 2)]),
            Err(Error::SignTwice(Sign::Pulse))
        );
    }
}
