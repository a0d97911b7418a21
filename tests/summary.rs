//! The promise: a summary says what the tables say, is the same while they are the same, and every byte is proved.

#![expect(clippy::unwrap_used, clippy::panic, reason = "the helpers of these tests fail as tests do")]

use loket::clinic::{Answer, Made, Query, Refusal, examine};
use loket::seal::{Fingerprint, Input, Verdict, verify};
use loket::staff::Role;
use loket::store::open_to_look;
use loket::summary::{self, Files, Period};
use loket::words::{Language, Words};

use crate::support::{Fixture, begun};

fn words() -> Words {
    Words::new(Language::Indonesian)
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn seal(fixture: &Fixture) -> Fingerprint {
    let asked = fixture.clinic.ask(&fixture.clinic.display(), &Query::Summary(summary::Query::Seal)).unwrap();
    let Answer::Summary(summary::Answer::Seal { fingerprint, .. }) = asked else { panic!("{asked:?}") };
    fingerprint.parse().unwrap()
}

fn make(fixture: &Fixture, text: &str) -> Made {
    fixture.clinic.make_summary(&fixture.clinic.system(), period(text), &words()).unwrap()
}

fn assert_proved(files: &Files, seal: Fingerprint) {
    for input in [
        Input::Json { json: &files.json, p7s: &files.p7s },
        Input::Pdf(&files.pdf),
        Input::Container(&files.asice),
    ] {
        let report = verify(input, &[seal]);
        assert_eq!((report.verdict(), report.faults), (Verdict::Holds, vec![]));
    }
}

#[test]
fn an_empty_clinic_seals_an_empty_day_and_it_is_proved() {
    let fixture = begun();
    let Made::New(files) = make(&fixture, "2026-11-21") else { panic!("nothing was stored before") };
    assert_proved(&files, seal(&fixture));
    assert_eq!(files.name, "loket-P3510070101-2026-11-21-seq1");
    let Made::Same(again) = make(&fixture, "2026-11-21") else { panic!("nothing has changed") };
    assert_eq!(again, files);
    let findings = examine(&open_to_look(fixture.folder.path(), loket::clinic::MIGRATIONS).unwrap()).unwrap();
    assert_eq!(findings.len(), 0, "{findings:?}");
}

#[test]
fn only_those_who_may_make_one_and_never_of_days_to_come() {
    let fixture = begun();
    let nurse = fixture.somebody(Role::Nurse);
    let refused = fixture.clinic.make_summary(&nurse, period("2026-11-21"), &words());
    assert!(matches!(refused, Err(Refusal::NotAllowed(_))), "{refused:?}");
    let refused = fixture.clinic.make_summary(&fixture.clinic.system(), period("2026-11-22"), &words());
    assert_eq!(refused, Err(Refusal::Summary(summary::Error::NotBegun(period("2026-11-22")))));
}
