//! The seals that are or were the clinic's own, and until when each of them counts.

use crate::seal::{Fault, Fingerprint, Report};
use crate::terms::{Hash, Instant};

/// A seal of the clinic's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnSeal {
    pub fingerprint: Fingerprint,
    /// Since when another one is in its place: whoever finds its key seals nothing any more.
    pub ended_at: Option<Instant>,
}

/// What a clinic knows of its own seals.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Own {
    /// The present one first.
    pub seals: Vec<OwnSeal>,
    /// The summaries (SHA-256 of their JSON) that an administrator vouches for, whatever time they name.
    pub confirmed: Vec<Hash>,
}

impl Own {
    pub fn fingerprints(&self) -> Vec<Fingerprint> {
        self.seals.iter().map(|seal| seal.fingerprint).collect()
    }

    pub fn find(&self, fingerprint: Fingerprint) -> Option<&OwnSeal> {
        self.seals.iter().find(|seal| seal.fingerprint == fingerprint)
    }

    /// A seal that was replaced is good for what it sealed before its end: for nothing at or after it by its own time,
    /// unless somebody confirmed the summary again.
    pub fn hold_to_its_end(&self, report: &mut Report) {
        if report.summary.is_some_and(|summary| self.confirmed.contains(&summary)) {
            return;
        }
        let late = report.signatures.iter().find_map(|signature| {
            let ended = self.find(signature.fingerprint)?.ended_at?;
            let at = signature.signed_at.filter(|at| *at >= ended)?;
            Some(Fault::SealEnded { part: signature.part, at, ended })
        });
        report.faults.extend(late);
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::seal::{Input, Part, Subject, Verdict, make, verify};
    use crate::terms::sha256;

    #[test]
    fn a_seal_that_was_replaced_is_good_only_for_what_it_sealed_before_its_end() {
        let end: Instant = "2026-11-21T08:00:00Z".parse().unwrap();
        let subject = Subject { common_name: "A".into(), organisation: String::new() };
        let seal = make(&subject, end - TimeDelta::days(9), end + TimeDelta::days(9)).unwrap();
        let (json, fingerprint) = (b"{}".as_slice(), seal.fingerprint());
        let verdict = |at: Instant, ended_at: Option<Instant>, confirmed: &[Hash]| {
            let p7s = seal.sign_detached(json, at).unwrap();
            let own = Own { seals: vec![OwnSeal { fingerprint, ended_at }], confirmed: confirmed.to_vec() };
            let mut report = verify(Input::Json { json, p7s: &p7s }, &own.fingerprints());
            own.hold_to_its_end(&mut report);
            (report.verdict(), report.faults)
        };
        let late =
            |at| (Verdict::Broken, vec![Fault::SealEnded { part: Part::JsonSignature, at, ended: end }]);
        let good = (Verdict::Holds, vec![]);
        let second = TimeDelta::seconds(1);
        // A clock that was behind, the last second before, the end itself, and a clock that was ahead.
        assert_eq!(verdict(end - TimeDelta::days(3), Some(end), &[]), good);
        assert_eq!(verdict(end - second, Some(end), &[]), good);
        assert_eq!(verdict(end, Some(end), &[]), late(end));
        assert_eq!(verdict(end + TimeDelta::days(3), Some(end), &[]), late(end + TimeDelta::days(3)));
        // A seal writes whole seconds: one that ended within the second was still in use at its beginning.
        assert_eq!(verdict(end, Some(end + TimeDelta::milliseconds(1)), &[]), good);
        assert_eq!(verdict(end + TimeDelta::days(3), None, &[]), good, "the present seal");
        assert_eq!(verdict(end, Some(end), &[sha256(json)]), good, "confirmed again");
        assert_eq!(verdict(end, Some(end), &[sha256(b"{\"a\":1}")]), late(end), "another one was confirmed");
    }
}
