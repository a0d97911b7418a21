//! Who may try to sign in when, and what an account must be. Pure.
//!
//! Wrong tries lock the place where they were made: whoever's name was tried there signs in at any other. What an account
//! counts by itself bounds only a guesser who has many places.

use chrono::Duration;
use std::collections::BTreeMap;

use super::{Attempt, AttemptOutcome, Error, Means};
use crate::terms::{AccountId, Instant, unseen};

/// Wrong PINs in a row at one place after which the password is needed there.
pub const PIN_TRIES: u32 = 3;
/// Wrong PINs in a row at all places together after which the password is needed everywhere.
pub const PIN_TRIES_TOGETHER: u32 = 12;
/// Wrong tries in a row at all places together from which on each waits [`TOGETHER_SECONDS`] after the one before.
pub const TRIES_TOGETHER: u32 = 30;
/// See [`TRIES_TOGETHER`]: short, for it keeps a colleague waiting too.
pub const TOGETHER_SECONDS: i64 = 5;
/// How long a place remembers wrong tries.
pub const REMEMBERED_HOURS: i64 = 1;

/// How long after the last of `failures` wrong tries the next one is possible: nothing for two slips of the
/// finger, then 5 s doubling up to 15 minutes.
pub fn delay(failures: u32) -> Duration {
    match failures {
        0..=2 => Duration::zero(),
        _ => Duration::seconds((5i64 << (failures - 3).min(20)).min(900)),
    }
}

/// What happened that counts for a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    /// A wrong secret was tried there.
    Wrong { account: AccountId, means: Means, at: Instant },
    /// Somebody signed in there, or has a new secret: what was tried of theirs is forgiven.
    Right(AccountId),
}

/// How a place stands towards the next try there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Wrong tries of each account since it was last right, and how many of them were PINs.
    wrong: BTreeMap<AccountId, (u32, u32)>,
    /// When the last of all was.
    last: Option<Instant>,
}

impl Place {
    /// A place by what happened there, oldest first.
    pub fn of(all: impl IntoIterator<Item = Happened>) -> Self {
        let mut place = Self::default();
        for happened in all {
            match happened {
                Happened::Wrong { account, means, at } => {
                    let (tries, pins) = place.wrong.entry(account).or_default();
                    *tries = tries.saturating_add(1);
                    *pins += u32::from(means == Means::Pin);
                    place.last = Some(at);
                }
                // What was tried of somebody else's stays: one's own password buys no tries at another's.
                Happened::Right(account) => {
                    place.wrong.remove(&account);
                }
            }
        }
        place
    }

    /// Whether a try at an account is possible here now; asked before the slow comparison.
    pub fn may(&self, account: AccountId, means: Means, now: Instant) -> Result<(), AttemptOutcome> {
        let pins = self.wrong.get(&account).map_or(0, |(_, pins)| *pins);
        if means == Means::Pin && pins >= PIN_TRIES {
            return Err(AttemptOutcome::NeedsPassword);
        }
        after(self.last, delay(self.failures()), now)
    }

    /// When the next try is possible here after one more that was wrong.
    pub fn after_a_wrong_one(&self, now: Instant) -> Instant {
        now + delay(self.failures().saturating_add(1))
    }

    /// Wrong tries, whoever's name was tried.
    fn failures(&self) -> u32 {
        self.wrong.values().fold(0, |all, (tries, _)| all.saturating_add(*tries))
    }
}

/// Whether so long has passed since the last wrong try.
fn after(last: Option<Instant>, delay: Duration, now: Instant) -> Result<(), AttemptOutcome> {
    // A future that has not come, of a clock that went wrong, locks nobody out.
    match last.filter(|last| *last <= now).map(|last| last + delay) {
        Some(next_try) if now < next_try => Err(AttemptOutcome::TooEarly { next_try }),
        _ => Ok(()),
    }
}

/// An account's standing towards the next try, all places together.
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
        if means == Means::Pin && self.pin_failures >= PIN_TRIES_TOGETHER {
            return Err(AttemptOutcome::NeedsPassword);
        }
        after(self.last_failure, self.delay(), now)
    }

    fn delay(&self) -> Duration {
        if self.failures < TRIES_TOGETHER { Duration::zero() } else { Duration::seconds(TOGETHER_SECONDS) }
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
                (after, AttemptOutcome::Wrong { next_try: now + after.delay() })
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

    const SITI: AccountId = AccountId(1);
    const RINA: AccountId = AccountId(2);

    fn wrong(account: AccountId, means: Means, at: Instant) -> Happened {
        Happened::Wrong { account, means, at }
    }

    #[test]
    fn three_wrong_pins_need_the_password_which_frees_the_pin() {
        let mut all = Vec::new();
        for slip in 0..3 {
            assert_eq!(Place::of(all.clone()).may(SITI, Means::Pin, at(slip * 100)), Ok(()));
            all.push(wrong(SITI, Means::Pin, at(slip * 100)));
        }
        let place = Place::of(all.clone());
        assert_eq!(place.may(SITI, Means::Pin, at(9_999)), Err(AttemptOutcome::NeedsPassword));
        let early = Err(AttemptOutcome::TooEarly { next_try: at(205) });
        assert_eq!(place.may(SITI, Means::Password, at(201)), early);
        assert_eq!(place.may(RINA, Means::Pin, at(201)), early, "the place waits, whoever comes");
        assert_eq!(place.may(RINA, Means::Pin, at(205)), Ok(()), "another's PIN is still one");
        all.push(Happened::Right(SITI));
        assert_eq!(Place::of(all).may(SITI, Means::Pin, at(206)), Ok(()));
    }

    #[test]
    fn ones_own_password_buys_no_tries_at_anothers() {
        let mut all = Vec::new();
        for round in 0..20 {
            all.push(wrong(RINA, Means::Password, at(round)));
            all.push(Happened::Right(SITI));
        }
        let place = Place::of(all);
        assert_eq!(place.after_a_wrong_one(at(20)), at(20 + 900));
        assert!(place.may(RINA, Means::Password, at(20)).is_err());
    }

    #[test]
    fn failures_under_a_clock_that_was_ahead_lock_nobody_out_and_those_of_now_do() {
        let mut all = vec![wrong(SITI, Means::Password, at(100_000)); 4];
        assert_eq!(Place::of(all.clone()).may(SITI, Means::Password, at(0)), Ok(()));
        assert_eq!(Place::of(all.clone()).after_a_wrong_one(at(0)), at(20));
        all.push(wrong(SITI, Means::Password, at(0)));
        let early = Err(AttemptOutcome::TooEarly { next_try: at(20) });
        assert_eq!(Place::of(all).may(SITI, Means::Password, at(19)), early);
    }

    #[test]
    fn whoever_has_many_places_is_slowed_at_all_of_them_together_and_has_few_pins() {
        let mut tries = Tries { failures: 0, pin_failures: 0, last_failure: None };
        for _ in 0..TRIES_TOGETHER {
            assert_eq!(tries.may(Means::Password, at(0)), Ok(()));
            tries = tries.count(Means::Password, Attempt::Wrong, at(0)).0;
        }
        let early = Err(AttemptOutcome::TooEarly { next_try: at(5) });
        assert_eq!(tries.may(Means::Password, at(4)), early);
        assert_eq!(tries.may(Means::Password, at(5)), Ok(()), "a colleague waits seconds at most");
        let tries = Tries { failures: 0, pin_failures: PIN_TRIES_TOGETHER, last_failure: None };
        assert_eq!(tries.may(Means::Pin, at(0)), Err(AttemptOutcome::NeedsPassword));
        let (tries, _) = tries.count(Means::Password, Attempt::Right, at(0));
        assert_eq!(tries.may(Means::Pin, at(0)), Ok(()));
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
