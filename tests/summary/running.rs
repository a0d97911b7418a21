//! The promise: what is not over says so on everything that is written of it, and is sealed only after it was asked about.

use chrono::Duration;
use loket::clinic::{Made, Refusal};
use loket::people::{Birth, Details, FamilyChoice, Identity, NoNik, Precision, Registration, Role};
use loket::summary::{self, Despite, Missing, Preview};
use loket::terms::{Sex, SummaryId};
use loket::words::Language;
use serde_json::Value;

use super::days::{Busy, busy};
use super::{json, make, period};
use crate::support::begun;

fn preview(busy: &Busy, text: &str) -> Preview {
    *busy.clinic.ask(&busy.clinic.system(), &summary::query::Figures(period(text))).unwrap()
}

fn seal(busy: &Busy, text: &str, despite: &Despite) -> Result<Made, Refusal> {
    busy.clinic.make_summary(&busy.clinic.system(), period(text), Language::Indonesian, despite)
}

/// The text of the first page.
fn first_page(pdf: &[u8]) -> String {
    lopdf::Document::load_mem(pdf).unwrap().extract_text(&[1]).unwrap().replace('\n', " ")
}

#[test]
fn a_month_that_is_not_over_is_sealed_only_when_what_is_missing_was_named() {
    let busy = busy();
    let seen = preview(&busy, "2026-11");
    assert_eq!(seen.running.map(|running| (running.days, running.of)), Some((23, 30)));
    assert_eq!(seen.missing.first(), Some(&Missing::NotOver { days: 7 }));
    assert!(seen.missing.len() > 1, "{:?}", seen.missing);
    let refused = Refusal::Summary(summary::Error::Incomplete(seen.missing.clone()));
    assert_eq!(seal(&busy, "2026-11", &Despite::Nothing), Err(refused.clone()));
    // Half of the question is no question.
    let half = Despite::Seen(seen.missing[..1].to_vec());
    assert_eq!(seal(&busy, "2026-11", &half), Err(refused));
    let Ok(Made::New(files)) = seal(&busy, "2026-11", &Despite::Seen(seen.missing)) else {
        panic!("all of it was named")
    };
    // What is there already is written again without a question.
    assert_eq!(seal(&busy, "2026-11", &Despite::Nothing), Ok(Made::Same(files)));
}

#[test]
fn what_is_sealed_of_a_running_month_says_so_in_json_and_on_page_one() {
    let busy = busy();
    let made = make(&busy.clinic, "2026-11");
    let said = json(made.files());
    assert_eq!(said["running"], serde_json::json!({"through": "2026-11-23", "days": 23, "of": 30}));
    assert_eq!(said["missing"][0], serde_json::json!({"what": "notOver", "days": 7}));
    assert_eq!(said["data"]["visits"]["perDay"].as_array().unwrap().len(), 23, "no figure of a day to come");
    let page = first_page(&made.files().pdf);
    for wanted in ["Bulan berjalan, 23 dari 30 hari", "Belum lengkap saat disegel", "7 hari belum terjadi"] {
        assert!(page.contains(wanted), "{wanted} is not on page 1: {page}");
    }

    // The same figures of the month that is over are another summary, and no question is left of the time.
    busy.clock.set(busy.clock.now() + Duration::days(12));
    let over = preview(&busy, "2026-11");
    assert_eq!((over.running, over.sealed.map(|(seq, _)| seq)), (None, Some(SummaryId(1))));
    assert!(over.missing.iter().all(|missing| !matches!(missing, Missing::NotOver { .. })));
    let Made::New(whole) = make(&busy.clinic, "2026-11") else { panic!("it is over now") };
    assert_eq!(whole.supersedes, Some(SummaryId(1)));
    let said = json(&whole);
    assert_eq!(
        (&said["running"], said["data"]["visits"]["perDay"].as_array().unwrap().len()),
        (&Value::Null, 30)
    );
    assert!(!first_page(&whole.pdf).contains("berjalan"));
}

#[test]
fn a_day_is_over_when_the_next_has_begun_or_its_queue_is_closed() {
    let fixture = begun();
    let asked = summary::query::Figures(period("2026-11-21"));
    let running = || fixture.clinic.ask(&fixture.clinic.system(), &asked).unwrap().running.is_some();
    assert!(running());
    let Made::New(files) = make(&fixture.clinic, "2026-11-21") else { panic!("nothing was stored before") };
    assert!(first_page(&files.pdf).contains("Hari berjalan"));
    let day = fixture.clinic.today().unwrap();
    let close = loket::queue::command::CloseDay { day, reason: "selesai".into() };
    fixture.clinic.run(&fixture.administrator(), loket::clinic::Envelope::new(close)).unwrap();
    assert!(!running());
    let Made::New(after) = make(&fixture.clinic, "2026-11-21") else { panic!("the day is over") };
    assert!(!first_page(&after.pdf).contains("berjalan"));
}

#[test]
fn a_past_day_with_a_visit_left_open_names_it_to_the_window_and_to_the_command_line() {
    use loket::cli::summary::{Args, CannotMake, make};
    use loket::words::Words;
    let folder = tempfile::tempdir().unwrap();
    let today = chrono::Utc::now();
    let clock = loket::clinic::StandingClock::at(today - Duration::days(1));
    let clinic = crate::support::open(folder.path(), &clock);
    let mut beginning = crate::support::beginning();
    beginning.clinic.profile.district_name = "Tirtasari".into();
    clinic.begin(beginning).unwrap();
    let day = clinic.today().unwrap();
    let fixture = crate::support::Fixture { clinic, clock, folder };
    let midwife = fixture.somebody(loket::staff::Role::Midwife);
    let birth = Birth { date: "1990-03-04".parse().unwrap(), precision: Precision::Exact };
    let details = Details::new("Siti Aminah", Sex::Female, birth, Identity::Without(NoNik::NotBrought));
    let (family, role) = (FamilyChoice::New { area: 1 }, Role::Head);
    let new = Registration { details, family, role, confirmed: Vec::new() };
    let person = fixture.register_anyway(&midwife, new);
    let unit = fixture.config().units[1].id;
    let (payer, kind) = (loket::visits::Payer::Cash, loket::visits::Kind::Sick);
    let open = loket::visits::Open { person, unit, ticket: None, stop: None, payer, kind };
    fixture.clinic.run(&midwife, loket::clinic::Envelope::new(open)).unwrap();
    // The next morning, as on the command line.
    fixture.clock.set(today);
    let crate::support::Fixture { clinic, folder, .. } = fixture;
    let asked = summary::query::Figures(loket::summary::Period::Day(day));
    let seen = clinic.ask(&clinic.system(), &asked).unwrap();
    drop(clinic);
    let words = Words::new(Language::Indonesian);
    let line = |incomplete| Args {
        period: loket::summary::Period::Day(day),
        out: folder.path().join("out"),
        running: true,
        incomplete,
    };
    let refused = make(folder.path(), &line(false), &words).unwrap_err();
    let CannotMake::Incomplete(missing) = &refused else { panic!("{refused:?}") };
    assert_eq!(*missing, seen.missing, "one answer for both");
    assert!(missing.contains(&Missing::OpenVisits { visits: 1 }), "{missing:?}");
    let said = refused.explain(&words);
    assert!(said.contains("1 kunjungan belum ditutup") && said.contains("--incomplete"), "{said}");
    assert!(!said.contains("--running"), "{said}");
    assert!(make(folder.path(), &line(true), &words).is_ok());
}

#[test]
fn the_command_line_seals_a_running_period_only_when_the_line_says_so() {
    use loket::cli::summary::{Args, CannotMake, make};
    use loket::words::Words;
    let folder = tempfile::tempdir().unwrap();
    let options = loket::store::Options { role: "test".into(), ..loket::store::Options::default() };
    let clinic =
        loket::clinic::Clinic::open(folder.path(), loket::clinic::Clock::system(), &options).unwrap();
    clinic.begin(crate::support::beginning()).unwrap();
    let today = loket::summary::Period::Day(clinic.today().unwrap());
    drop(clinic);
    let words = Words::new(Language::Indonesian);
    let out = folder.path().join("out");
    let line = |running, incomplete| Args { period: today, out: out.clone(), running, incomplete };
    for half in [line(false, false), line(true, false), line(false, true)] {
        let refused = make(folder.path(), &half, &words).unwrap_err();
        assert!(matches!(refused, CannotMake::Incomplete(_)));
        let said = refused.explain(&words);
        assert!(
            said.contains("Hari terakhir belum selesai") && said.contains("--running --incomplete"),
            "{said}"
        );
        assert!(!out.exists());
    }
    let (_, missing, paths) = make(folder.path(), &line(true, true), &words).unwrap();
    assert_eq!((missing.first(), paths.len()), (Some(&Missing::NotOver { days: 0 }), 5));
    // They are there: writing them again needs no word.
    assert!(make(folder.path(), &line(false, false), &words).is_ok());
}
