//! Screening through its own commands, on a database of its own.

use super::*;
use crate::growth::kms::{Letter, Line, NoLetter};
use crate::growth::{Measures, Z};
use crate::screening::{Confirmation, Doubt, FollowUpKind, History, Oddity, query};
use crate::terms::{AccountId, Grams, Instant, Millimetres, Posture, Precision, Sex, VisitId};
use chrono::Duration;

const MIDWIFE: AccountId = AccountId(1);
const KIRANA: PersonId = PersonId(1);

fn clinic() -> Connection {
    let db = Connection::open_in_memory().unwrap();
    db.execute_batch(
        "PRAGMA foreign_keys = ON;
         CREATE TABLE account (id INTEGER PRIMARY KEY) STRICT;
         CREATE TABLE person (id INTEGER PRIMARY KEY) STRICT;
         CREATE TABLE visit (id INTEGER PRIMARY KEY) STRICT;
         INSERT INTO account VALUES (1);
         INSERT INTO person VALUES (1), (2);
         INSERT INTO visit VALUES (1);",
    )
    .unwrap();
    db.execute_batch(SCHEMA).unwrap();
    db.execute_batch(BREASTFEEDING).unwrap();
    db.execute_batch(PRECISION).unwrap();
    db
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The girl of the pictures: 764 days old on 23 November 2026.
fn config() -> Config {
    let precision = Precision::Exact;
    let child = Child { person: KIRANA, sex: Sex::Female, birth_date: date("2024-10-20"), precision };
    Config { child: Some(child), ..Config::default() }
}

fn moment(minutes: i64) -> Moment {
    let now: Instant = "2026-11-23T02:00:00Z".parse().unwrap();
    Moment {
        now: now + Duration::minutes(minutes),
        day: ServiceDay(date("2026-11-23")),
        date: date("2026-11-23"),
        by: Some(MIDWIFE),
        entered_at: None,
    }
}

fn measures(grams: u32, millimetres: u32) -> Measures {
    Measures {
        weight: Some(Grams(grams)),
        length: Some(Millimetres(millimetres)),
        posture: Some(Posture::Lying),
        ..Measures::default()
    }
}

fn on(day: &str, measures: Measures) -> NewMeasurement {
    NewMeasurement { person: KIRANA, visit: None, measured_on: date(day), measures, confirmed: Vec::new() }
}

fn write(db: &Connection, new: NewMeasurement) -> MeasurementId {
    let (MeasurementChanged { measurement, .. }, events) = new.run(db, &moment(0), &config()).unwrap();
    assert_eq!(events, [Event::Measured { measurement, person: KIRANA }]);
    measurement
}

fn refused<R: std::fmt::Debug>(result: Outcome<R>) -> Error {
    match result.unwrap_err() {
        Problem::Refused(error) => error,
        Problem::Failed(error) => panic!("the store failed: {error}"),
    }
}

fn record(db: &Connection) -> History {
    child(db, query::Child(KIRANA), &config()).unwrap()
}

#[test]
fn the_girl_of_the_pictures_says_what_the_picture_says() {
    let db = clinic();
    for (day, grams, millimetres) in [
        ("2026-07-27", 8600, 777),
        ("2026-08-24", 8800, 783),
        ("2026-09-28", 9000, 787),
        ("2026-10-26", 9100, 786),
    ] {
        write(&db, on(day, measures(grams, millimetres)));
    }
    let mut today = on("2026-11-23", measures(9200, 798));
    today.visit = Some(VisitId(1));
    today.measures.head = Some(Millimetres(462));
    today.measures.arm = Some(Millimetres(134));
    let child = config().child.unwrap();
    let seen = rules::preview(
        &child,
        rules::Typed { on: today.measured_on, measures: &today.measures, confirmed: &[] },
        &record(&db).measurements,
        &config().tables,
    )
    .unwrap();
    let id = write(&db, today);

    let history = record(&db);
    let newest = &history.measurements[0];
    assert_eq!((newest.id, newest.age_days), (id, 764));
    assert_eq!(newest.corrected_length, Some(Millimetres(791)));
    let z = |index| newest.score(index).unwrap().z;
    assert_eq!(z(Index::LengthForAge), Some(Z(-231)));
    assert_eq!(z(Index::WeightForAge), Some(Z(-201)));
    assert_eq!(z(Index::WeightForLength), Some(Z(-100)));
    assert_eq!(z(Index::HeadForAge), Some(Z(-81)));
    assert_eq!(newest.score(Index::LengthForAge).unwrap().category, Some(Category::Stunted));
    let gain = newest.gain.unwrap();
    // A hundred grams, half the minimum; but on her own line.
    let Letter::Gained(change) = gain.letter else { panic!("{gain:?}") };
    assert_eq!((change.since, change.grams), (date("2026-10-26"), 100));
    assert_eq!((change.minimum, change.line), (Some(Grams(200)), Line::Followed));
    let letters: Vec<_> = history.measurements.iter().map(|one| one.gain.unwrap().letter).collect();
    assert!(letters[..4].iter().all(|letter| matches!(letter, Letter::Gained(_))), "{letters:?}");
    assert_eq!(letters[4..], [Letter::First]);

    assert_eq!(seen.gain, newest.gain, "the form said the same before saving");
    assert_eq!(seen.assessment.z(Index::LengthForAge), Some(Z(-231)));
    assert_eq!(seen.advice, [FollowUpKind::Remeasure, FollowUpKind::Refer, FollowUpKind::FoodAid]);
    assert!(doctor(&db).unwrap().is_empty());
}

#[test]
fn dates_and_values_that_cannot_be_are_refused() {
    let db = clinic();
    let no = |new: NewMeasurement| refused(new.run(&db, &moment(0), &config()));
    assert_eq!(no(on("2024-10-19", measures(3000, 480))), Error::BeforeBirth);
    assert_eq!(no(on("2026-11-24", measures(9200, 798))), Error::InFuture);
    assert_eq!(no(on("2026-11-23", Measures::default())), Error::Nothing);
    let Error::Impossible(limits) = no(on("2026-11-23", measures(92_000, 798))) else { panic!("passed") };
    assert_eq!((limits.measure, limits.value, limits.high), (Doubt::Weight, 92_000, Some(60_000)));
    assert_eq!(
        no(NewMeasurement { person: PersonId(2), ..on("2026-11-23", measures(9200, 798)) }),
        Error::OtherChild
    );
    let nobody = Config::default();
    let new = on("2026-11-23", measures(9200, 798));
    assert_eq!(refused(new.run(&db, &moment(0), &nobody)), Error::ChildUnknown);
    let first = write(&db, on("2026-11-23", measures(9200, 798)));
    assert_eq!(refused(new.run(&db, &moment(1), &config())), Error::SameAgain { measurement: first });
}

#[test]
fn a_swollen_child_is_referred_at_once_however_wrong_another_measure_is() {
    use crate::screening::said::finding;
    use crate::words::{Language, Words};
    let (child, words) = (config().child.unwrap(), Words::new(Language::Indonesian));
    let of = |measures: Measures| {
        let typed = rules::Typed { on: date("2026-11-23"), measures: &measures, confirmed: &[] };
        rules::preview(&child, typed, &[], &config().tables).unwrap()
    };
    // 60 cm at two years is −8.13 SD: wrong surely, the swelling is not.
    let swollen = of(Measures { oedema: true, ..measures(9200, 600) });
    assert!(swollen.assessment.is_implausible());
    assert_eq!(swollen.advice, [FollowUpKind::ReferNow, FollowUpKind::Remeasure]);
    let said = finding(&words, &swollen);
    assert_eq!(said.lead, "Terindikasi gizi buruk dengan edema, perlu rujukan segera.");
    // An arm under 11.5 cm that is itself plausible counts too; without either the child is measured again.
    let thin = of(Measures { arm: Some(Millimetres(114)), ..measures(9200, 600) });
    assert_eq!(thin.advice, [FollowUpKind::ReferNow, FollowUpKind::Remeasure]);
    assert_eq!(finding(&words, &thin).lead, "LiLA di bawah 11,5 cm, perlu rujukan segera.");
    assert_eq!(of(measures(9200, 600)).advice, [FollowUpKind::Remeasure]);
}

#[test]
fn an_implausible_z_and_an_unusual_value_want_a_reason_each() {
    let db = clinic();
    let mut new = on("2026-11-23", measures(4000, 798));
    let Error::NeedsConfirmation(oddities) = refused(new.run(&db, &moment(0), &config())) else {
        panic!("passed")
    };
    let doubts: Vec<Doubt> = oddities.iter().map(|oddity| oddity.doubt()).collect();
    assert!(doubts.contains(&Doubt::Weight) && doubts.contains(&Doubt::Index(Index::WeightForLength)));
    assert!(matches!(oddities[0], Oddity::Range(limits) if limits.low == Some(6000)));
    let confirm = |reason: &str| -> Vec<Confirmation> {
        doubts.iter().map(|doubt| Confirmation { doubt: *doubt, reason: reason.into() }).collect()
    };
    new.confirmed = confirm(" ");
    assert_eq!(refused(new.run(&db, &moment(0), &config())), Error::ReasonMissing);
    new.confirmed = confirm("ditimbang dua kali");
    write(&db, new);
    let history = record(&db);
    assert_eq!(history.measurements[0].confirmed.len(), doubts.len());
    assert!(history.measurements[0].score(Index::WeightForLength).unwrap().implausible);
    assert!(doctor(&db).unwrap().is_empty());
}

#[test]
fn a_length_that_is_short_for_the_age_and_shorter_than_before_has_one_reason() {
    let db = clinic();
    write(&db, on("2026-10-23", measures(9000, 798)));
    let mut new = on("2026-11-23", measures(9200, 640));
    let Error::NeedsConfirmation(oddities) = refused(new.run(&db, &moment(0), &config())) else {
        panic!("passed")
    };
    let of_length = oddities.iter().filter(|oddity| oddity.doubt() == Doubt::Length).count();
    assert_eq!(of_length, 2, "{oddities:?}");
    let confirm = |oddity: &Oddity| Confirmation { doubt: oddity.doubt(), reason: "diukur dua kali".into() };
    new.confirmed = oddities.iter().map(confirm).collect();
    write(&db, new);
    let confirmed = record(&db).measurements[0].confirmed.clone();
    assert_eq!(confirmed.iter().filter(|one| one.doubt == Doubt::Length).count(), 1);
}

#[test]
fn the_child_with_oedema_is_labelled_though_its_z_is_empty() {
    let db = clinic();
    let mut swollen = on("2026-11-23", measures(11_500, 798));
    swollen.measures.oedema = true;
    write(&db, swollen);
    let history = record(&db);
    let score = history.measurements[0].score(Index::WeightForLength).unwrap();
    assert_eq!((score.z, score.category), (None, Some(Category::SeverelyWastedOedema)));
    let gain = history.measurements[0].gain.unwrap();
    assert_eq!(gain.letter, Letter::None(NoLetter::Swollen), "water is no gain");
    let counted = period_counted(&db, date("2026-11-01"), date("2026-11-30")).unwrap();
    let verdict = counted[0].verdicts.get(Index::WeightForAge);
    assert_eq!(verdict.counts_as(Index::WeightForAge), Some(Category::SeverelyUnderweight));
    assert!(doctor(&db).unwrap().is_empty());
}

#[test]
fn a_correction_voids_and_writes_both_or_neither() {
    let db = clinic();
    let wrong = write(&db, on("2026-11-23", measures(9200, 879)));
    let right = |millimetres| Correct {
        wrong,
        seen: Some(Revision(1)),
        reason: "angka tertukar".into(),
        right: on("2026-11-23", measures(9200, millimetres)),
    };
    // The writer undoes the savepoint of a refused command.
    db.execute_batch("SAVEPOINT one").unwrap();
    assert!(matches!(refused(right(7980).run(&db, &moment(4), &config())), Error::Impossible(_)));
    db.execute_batch("ROLLBACK TO one").unwrap();
    let (reply, events) = right(798).run(&db, &moment(5), &config()).unwrap();
    assert_eq!(events.len(), 2);
    assert!(matches!(reply, MeasurementChanged { measurement, .. } if measurement != wrong));
    assert_eq!(refused(right(799).run(&db, &moment(6), &config())), Error::EndedBefore);
    let history = record(&db);
    assert_eq!(history.measurements.len(), 2, "the wrong one stays visible");
    assert_eq!(history.points().count(), 1);
    assert_eq!(history.measurements[1].voided.as_ref().unwrap().reason, "angka tertukar");
    assert_eq!(period_rows(&db, date("2026-11-01"), date("2026-11-30")).unwrap().len(), 1);
}

#[test]
fn a_corrected_birth_date_derives_everything_again_and_the_doctor_sees_tampering() {
    let db = clinic();
    write(&db, on("2026-10-26", measures(9100, 786)));
    write(&db, on("2026-11-23", measures(9200, 798)));
    let child = Child { birth_date: date("2025-01-20"), ..config().child.unwrap() };
    rederive(&db, &child).unwrap();
    let ages: Vec<u32> = record(&db).measurements.iter().map(|one| one.age_days).collect();
    assert_eq!(ages, [672, 644]);
    assert!(doctor(&db).unwrap().is_empty());
    assert_eq!(first_measured(&db, KIRANA).unwrap(), Some(date("2026-10-26")));
    rederive(&db, &Child { birth_date: date("2026-11-01"), ..child }).unwrap();
    assert_eq!(
        doctor(&db).unwrap()[0].text,
        "measurement 1 has nothing derived: it lies before the birth, or rebuild it"
    );
    rederive(&db, &child).unwrap();
    db.execute_batch("UPDATE measurement_z SET z_length_for_age = 0 WHERE measurement_id = 2").unwrap();
    assert_eq!(doctor(&db).unwrap()[0].text, "measurement 2 says something else than its measures");
}

#[test]
fn with_the_year_of_birth_alone_only_what_needs_no_age_is_judged() {
    let db = clinic();
    let full = Measures { arm: Some(Millimetres(112)), head: Some(Millimetres(470)), ..measures(9_200, 798) };
    write(&db, on("2026-11-23", full));
    let said = |index: Index| {
        let one = record(&db).measurements.remove(0);
        let score = one.scores.iter().find(|score| score.index == index).copied().unwrap();
        (score.z.is_some(), score.category.is_some())
    };
    assert_eq!(said(Index::LengthForAge), (true, true));
    let child = Child { precision: Precision::Year, ..config().child.unwrap() };
    rederive(&db, &child).unwrap();
    for index in [Index::WeightForAge, Index::LengthForAge, Index::BmiForAge, Index::HeadForAge] {
        assert_eq!(said(index), (false, false), "{index:?}");
    }
    assert_eq!(said(Index::WeightForLength), (true, true));
    assert_eq!(said(Index::ArmForAge), (false, true), "the arm has its limit, but no z");
    assert_eq!(doctor(&db).unwrap(), []);
    let swollen = Measures { oedema: true, ..full };
    let typed = rules::Typed { on: date("2026-11-23"), measures: &swollen, confirmed: &[] };
    let preview = rules::preview(&child, typed, &[], &config().tables).unwrap();
    let swollen = preview.assessment.category(Index::WeightForLength);
    assert_eq!(swollen, Some(Category::SeverelyWastedOedema));
    let none = Letter::None(NoLetter::Swollen);
    assert_eq!(preview.gain.map(|gain| gain.letter), Some(none));
    let lighter = Measures { weight: Some(Grams(8_200)), ..full };
    let typed = rules::Typed { on: date("2026-11-24"), measures: &lighter, confirmed: &[] };
    let preview = rules::preview(&child, typed, &record(&db).measurements, &config().tables).unwrap();
    let gain = preview.gain.unwrap();
    let none = Letter::None(NoLetter::AgeUnknown);
    assert_eq!((gain.letter, gain.lost.map(|lost| lost.grams)), (none, Some(1000)), "no month on the card");
    let words = crate::words::Words::new(crate::words::Language::Indonesian);
    let finding = crate::screening::said::finding(&words, &preview);
    assert_ne!(finding.level, crate::growth::Level::Normal, "{finding:?}");
    // Estimated to the month everything is judged, and marked.
    rederive(&db, &Child { precision: Precision::Estimated, ..child }).unwrap();
    assert_eq!(said(Index::LengthForAge), (true, true));
}

#[test]
fn a_follow_up_is_planned_found_when_due_and_ended_once() {
    let db = clinic();
    let measurement = write(&db, on("2026-11-23", measures(9200, 798)));
    let new = NewFollowUp {
        person: KIRANA,
        measurement: Some(measurement),
        kind: FollowUpKind::Refer,
        note: "RSUD, poli anak".into(),
        due_on: Some(date("2026-11-30")),
    };
    let plan = |new: &NewFollowUp| new.run(&db, &moment(1), &config());
    assert_eq!(refused(plan(&NewFollowUp { person: PersonId(2), ..new.clone() })), Error::OtherChild);
    assert_eq!(
        refused(plan(&NewFollowUp { due_on: Some(date("2026-11-22")), ..new.clone() })),
        Error::DueInPast
    );
    let other = NewFollowUp { kind: FollowUpKind::Other, note: " ".into(), ..new.clone() };
    assert_eq!(refused(plan(&other)), Error::TextMissing);
    let (reply, _) = plan(&new).unwrap();
    let FollowUpChanged { follow_up, .. } = reply;
    let due = |day: &str| super::due(&db, query::Due { on: date(day) }).unwrap().len();
    assert_eq!((due("2026-11-29"), due("2026-11-30")), (0, 1));
    let end = EndFollowUp { follow_up, seen: Some(Revision(1)), note: String::new() };
    assert_eq!(refused(CancelFollowUp(end.clone()).run(&db, &moment(2), &config())), Error::ReasonMissing);
    FinishFollowUp(end.clone()).run(&db, &moment(2), &config()).unwrap();
    assert_eq!(refused(FinishFollowUp(end).run(&db, &moment(3), &config())), Error::EndedBefore);
    assert_eq!(due("2026-12-30"), 0);
    assert_eq!(record(&db).follow_ups[0].state, FollowUpState::Done);
}
