//! Who may try to sign in when, and what an account must be. Pure.

use chrono::Duration;

use super::{Attempt, AttemptOutcome, Error, Means};
use crate::terms::{Instant, unseen};

/// Wrong PINs in a row after which the password is needed.
pub const PIN_TRIES: u32 = 3;

/// How long after the last of `failures` wrong tries the next one is possible: nothing for two slips of the
/// finger, then 5 s doubling up to 15 minutes.
pub fn delay(failures: u32) -> Duration {
    match failures {
        0..=2 => Duration::zero(),
        _ => Duration::seconds((5i64 << (failures - 3).min(20)).min(900)),
    }
}

/// An account's standing towards the next try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tries {
    /// Wrong tries in a row.
    pub failures: u32,
    /// Wrong PINs in a row.
    pub pin_failures: u32,
    /// When the last wrong one was.
    pub last_failure: Option<Instant>,
}

impl Tries {
    /// Whether a try is possible now; asked before the slow comparison.
    pub fn may(&self, means: Means, now: Instant) -> Result<(), AttemptOutcome> {
        if means == Means::Pin && self.pin_failures >= PIN_TRIES {
            return Err(AttemptOutcome::NeedsPassword);
        }
        // A future that has not come, of a clock that went wrong, locks nobody out.
        match self.last_failure.filter(|last| *last <= now).map(|last| last + delay(self.failures)) {
            Some(next_try) if now < next_try => Err(AttemptOutcome::TooEarly { next_try }),
            _ => Ok(()),
        }
    }

    /// Counts a try.
    pub fn count(self, means: Means, attempt: Attempt, now: Instant) -> (Self, AttemptOutcome) {
        match attempt {
            Attempt::Right => {
                let pin_failures = if means == Means::Pin { self.pin_failures } else { 0 };
                (Self { failures: 0, pin_failures, last_failure: None }, AttemptOutcome::Welcome)
            }
            Attempt::Wrong => {
                let failures = self.failures.saturating_add(1);
                let pin_failures = self.pin_failures + u32::from(means == Means::Pin);
                let after = Self { failures, pin_failures, last_failure: Some(now) };
                (after, AttemptOutcome::Wrong { next_try: now + delay(failures) })
            }
        }
    }
}

/// Checks a name and username.
pub fn names(name: &str, username: &str) -> Result<(), Error> {
    if name.trim().is_empty() {
        return Err(Error::NoName);
    }
    if let Some(sign) = unseen(name.trim()) {
        return Err(Error::Hidden(sign));
    }
    self::username(username)
}

/// Checks what somebody types to sign in.
pub fn username(username: &str) -> Result<(), Error> {
    let typed = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '.';
    if !(3..=32).contains(&username.len()) || !username.chars().all(typed) {
        return Err(Error::Username);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn at(seconds: i64) -> Instant {
        DateTime::from_timestamp(1_795_000_000 + seconds, 0).unwrap()
    }

    #[test]
    fn the_delay_grows_and_ends_at_a_quarter_hour() {
        let seconds: Vec<i64> = (0..14).map(|failures| delay(failures).num_seconds()).collect();
        assert_eq!(seconds, [0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900]);
        assert_eq!(delay(u32::MAX).num_seconds(), 900);
    }

    #[test]
    fn three_wrong_pins_need_the_password_which_frees_the_pin() {
        let mut tries = Tries { failures: 0, pin_failures: 0, last_failure: None };
        for slip in 0..3 {
            assert_eq!(tries.may(Means::Pin, at(slip * 100)), Ok(()));
            tries = tries.count(Means::Pin, Attempt::Wrong, at(slip * 100)).0;
        }
        assert_eq!(tries.may(Means::Pin, at(9_999)), Err(AttemptOutcome::NeedsPassword));
        assert_eq!(tries.may(Means::Password, at(201)), Err(AttemptOutcome::TooEarly { next_try: at(205) }));
        let (tries, outcome) = tries.count(Means::Password, Attempt::Right, at(205));
        assert_eq!(outcome, AttemptOutcome::Welcome);
        assert_eq!(tries.may(Means::Pin, at(206)), Ok(()));
    }

    #[test]
    fn failures_under_a_clock_that_was_ahead_lock_nobody_out_and_those_of_now_do() {
        let tries = Tries { failures: 4, pin_failures: 0, last_failure: Some(at(100_000)) };
        assert_eq!(tries.may(Means::Password, at(0)), Ok(()));
        let (tries, outcome) = tries.count(Means::Password, Attempt::Wrong, at(0));
        assert_eq!(outcome, AttemptOutcome::Wrong { next_try: at(20) });
        assert_eq!(tries.may(Means::Password, at(19)), Err(AttemptOutcome::TooEarly { next_try: at(20) }));
    }

    #[test]
    fn usernames_can_be_typed_anywhere() {
        assert_eq!(names("Rina", "rina.w"), Ok(()));
        for bad in ["ri", "Rina", "rina w", "rína"] {
            assert_eq!(names("Rina", bad), Err(Error::Username), "{bad}");
        }
        assert_eq!(names("  ", "rina"), Err(Error::NoName));
        assert_eq!(names("Ri\u{200b}na", "rina"), Err(Error::Hidden(crate::terms::Unseen('\u{200b}'))));
    }
}
