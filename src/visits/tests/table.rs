//! Visits through their own commands, on a database of their own.

use super::*;
use crate::terms::{AccountId, Change, Instant, ServiceDay, StopId, TicketId, UnitId};
use crate::visits::On;
use crate::visits::command::{Close, TakeOver};
use crate::visits::{
    Amendment, CaseKind, ClinicDiagnosis, Diagnose, EntryState, Form, Kind, NewDiagnosis, NoteKind, Payer,
    Rank, Reading, RecordVitals, SetPayer, Sign, SignChange, State, Undiagnosed, Value, VoidEntry, VoidVisit,
    Write, query,
};
use chrono::Duration;

mod two_forms;

const MIDWIFE: AccountId = AccountId(1);
const DOCTOR: AccountId = AccountId(2);
static HOUSE: std::sync::LazyLock<Config> =
    std::sync::LazyLock::new(|| Config::of(crate::terms::Calendar::usual(crate::terms::TimeZone::Wib)));

fn clinic() -> Connection {
    let db = Connection::open_in_memory().unwrap();
    db.execute_batch(
        "PRAGMA foreign_keys = ON;
         CREATE TABLE account (id INTEGER PRIMARY KEY) STRICT;
         CREATE TABLE person (id INTEGER PRIMARY KEY) STRICT;
         CREATE TABLE unit (id INTEGER PRIMARY KEY) STRICT;
         CREATE TABLE ticket (id INTEGER PRIMARY KEY) STRICT;
         CREATE TABLE stop (id INTEGER PRIMARY KEY) STRICT;
         INSERT INTO account VALUES (1), (2);
         INSERT INTO person VALUES (1), (2);
         INSERT INTO unit VALUES (1), (2);
         INSERT INTO stop VALUES (1), (2), (3), (4);",
    )
    .unwrap();
    db.execute_batch(SCHEMA).unwrap();
    db.execute_batch(UNMEASURABLE).unwrap();
    db.execute_batch(WITHIN).unwrap();
    db.execute_batch(TAKEN_BACK).unwrap();
    db
}

fn nine_in_the_morning() -> Instant {
    "2026-11-23T02:00:00Z".parse().unwrap()
}

fn moment(by: AccountId, minutes: i64) -> Moment {
    let now = nine_in_the_morning() + Duration::minutes(minutes);
    Moment {
        now,
        day: HOUSE.calendar.day(now),
        date: HOUSE.calendar.date(now),
        by: Some(by),
        entered_at: None,
    }
}

fn day(text: &str) -> ServiceDay {
    text.parse().unwrap()
}

fn refused<T: std::fmt::Debug>(result: Result<T, Problem<Error>>) -> Error {
    match result.unwrap_err() {
        Problem::Refused(error) => error,
        Problem::Failed(error) => panic!("the store failed: {error}"),
    }
}

fn open_one(db: &Connection, person: i64, stop: i64, moment: &Moment) -> VisitId {
    let open = Open {
        person: PersonId(person),
        unit: UnitId(1),
        ticket: None,
        stop: Some(StopId(stop)),
        payer: Payer::Bpjs,
        kind: Kind::Sick,
    };
    open.run(db, moment, &HOUSE).unwrap().0.visit
}

const fn on(visit: VisitId) -> On {
    On { visit, seen: None }
}

fn diagnosis(code: &str, rank: Rank) -> NewDiagnosis {
    NewDiagnosis { code: code.into(), name: format!("nama {code}"), case_kind: CaseKind::New, rank }
}

fn do_it(db: &Connection, command: impl Run<Reply = Changed>, moment: &Moment) -> Vec<Event> {
    command.run(db, moment, &HOUSE).unwrap().1
}

fn whole(db: &Connection, visit: VisitId) -> Visit {
    load(db, visit).unwrap().unwrap()
}

const fn closing(visit: VisitId) -> Close {
    Close { on: on(visit), undiagnosed: Undiagnosed::Known }
}

fn close(db: &Connection, visit: VisitId) {
    assert_eq!(do_it(db, closing(visit), &moment(MIDWIFE, 9)), [Event::Closed { visit }]);
}

#[test]
fn a_form_saved_twice_writes_what_differs_and_keeps_what_was_there() {
    let db = clinic();
    let visit = open_one(&db, 1, 1, &moment(MIDWIFE, 0));
    let mut form = Form::untouched(On { visit, seen: Some(Revision(1)) });
    let temperature = |shown, new| vec![SignChange { sign: Sign::Temperature, value: Change { shown, new } }];
    let text = |shown: &str, new: &str| Some(Change { shown: shown.to_owned(), new: new.to_owned() });
    form.changes.complaint = text("", " batuk 3 hari ");
    form.vitals = temperature(None, Some(Value::Of(385)));
    let diagnoses = vec![diagnosis("j06.9", Rank::Secondary), diagnosis("A09", Rank::Secondary)];
    form.changes.diagnoses = Some(Change { shown: Vec::new(), new: diagnoses });
    do_it(&db, form.clone(), &moment(MIDWIFE, 1));
    assert_eq!(
        refused(form.run(&db, &moment(MIDWIFE, 2), &HOUSE)),
        Error::Changed { visit, now: Revision(2) }
    );
    form.on.seen = Some(Revision(2));
    form.changes.diagnoses = None;
    assert!(do_it(&db, form.clone(), &moment(MIDWIFE, 2)).is_empty(), "nothing differs");
    form.vitals = temperature(Some(Value::Of(385)), Some(Value::Of(369)));
    form.changes.complaint = text("batuk 3 hari", "");
    do_it(&db, form, &moment(DOCTOR, 3));

    let found = whole(&db, visit);
    assert_eq!(found.revision, Revision(3));
    assert_eq!(found.vital(Sign::Temperature).unwrap().value, Value::Of(369));
    assert_eq!(found.vitals.len(), 2, "the first reading stays as history");
    assert!(matches!(found.vitals[0].state, EntryState::Replaced { by: Some(DOCTOR), .. }));
    assert!(found.note(NoteKind::Complaint).is_none(), "taken back");
    let codes: Vec<_> =
        found.current_diagnoses().map(|one| (one.what.code.as_str(), one.what.rank)).collect();
    assert_eq!(codes, [("J06.9", Rank::Primary), ("A09", Rank::Secondary)]);
    assert!(doctor(&db).unwrap().is_empty());
}

#[test]
fn a_new_primary_diagnosis_makes_the_earlier_one_secondary() {
    let db = clinic();
    let visit = open_one(&db, 1, 1, &moment(MIDWIFE, 0));
    for code in ["A09", "E86"] {
        let diagnosis = diagnosis(code, Rank::Primary);
        do_it(&db, Diagnose { on: on(visit), diagnosis }, &moment(DOCTOR, 1));
    }
    let found = whole(&db, visit);
    let codes: Vec<_> =
        found.current_diagnoses().map(|one| (one.what.code.as_str(), one.what.rank)).collect();
    assert_eq!(codes, [("E86", Rank::Primary), ("A09", Rank::Secondary)]);
    let bad = |diagnosis| refused(Diagnose { on: on(visit), diagnosis }.run(&db, &moment(DOCTOR, 2), &HOUSE));
    assert_eq!(bad(diagnosis("batuk", Rank::Primary)), Error::BadCode("batuk".into()));
    assert_eq!(bad(diagnosis("a09", Rank::Secondary)), Error::DiagnosisTwice("A09".into()));
    assert_eq!(
        bad(NewDiagnosis { name: " ".into(), ..diagnosis("J00", Rank::Primary) }),
        Error::NameMissing("J00".into())
    );
}

#[test]
fn only_the_one_responsible_closes_and_a_closed_visit_takes_additions_alone() {
    let db = clinic();
    let visit = open_one(&db, 1, 1, &moment(MIDWIFE, 0));
    let vitals = |value| RecordVitals {
        on: on(visit),
        vitals: vec![Reading { sign: Sign::Pulse, value: Some(Value::Of(value)) }],
        confirmed: Vec::new(),
    };
    do_it(&db, vitals(80), &moment(MIDWIFE, 1));
    assert_eq!(
        refused(closing(visit).run(&db, &moment(DOCTOR, 2), &HOUSE)),
        Error::NotResponsible { responsible: MIDWIFE }
    );
    let amend = |text: &str| {
        let (vitals, diagnoses) = (Vec::new(), vec![diagnosis("J00", Rank::Primary)]);
        Amendment { on: on(visit), text: text.into(), vitals, confirmed: Vec::new(), diagnoses }
    };
    assert_eq!(refused(amend("lupa").run(&db, &moment(DOCTOR, 3), &HOUSE)), Error::StillOpen);
    do_it(&db, TakeOver(on(visit)), &moment(DOCTOR, 4));
    do_it(&db, closing(visit), &moment(DOCTOR, 5));
    let at_six = moment(DOCTOR, 6);
    let plan = Write { on: on(visit), kind: NoteKind::Plan, text: "x".into() };
    for refusal in [
        refused(vitals(90).run(&db, &at_six, &HOUSE)),
        refused(plan.run(&db, &at_six, &HOUSE)),
        refused(Form::untouched(on(visit)).run(&db, &at_six, &HOUSE)),
        refused(TakeOver(on(visit)).run(&db, &at_six, &HOUSE)),
        refused(SetPayer { on: on(visit), payer: Payer::Other }.run(&db, &at_six, &HOUSE)),
        refused(closing(visit).run(&db, &at_six, &HOUSE)),
    ] {
        assert_eq!(refusal, Error::Closed);
    }
    assert_eq!(refused(amend(" ").run(&db, &moment(DOCTOR, 7), &HOUSE)), Error::TextMissing);
    do_it(&db, amend("diagnosis lupa ditulis"), &moment(MIDWIFE, 8));
    let again = Amendment {
        vitals: vec![Reading { sign: Sign::Pulse, value: Some(Value::Of(99)) }],
        ..amend("lagi")
    };
    assert_eq!(refused(again.run(&db, &moment(DOCTOR, 9), &HOUSE)), Error::AlreadyThere(Sign::Pulse));
    let found = whole(&db, visit);
    assert_eq!(found.closed.unwrap().by, Some(DOCTOR));
    assert_eq!(found.note(NoteKind::Amendment).unwrap().stamp.by, Some(MIDWIFE));
    assert_eq!(found.current_diagnoses().count(), 1);
}

#[test]
fn what_is_voided_stays_visible_and_counts_nowhere() {
    let db = clinic();
    let first = open_one(&db, 1, 1, &moment(MIDWIFE, 0));
    let one = diagnosis("A09", Rank::Primary);
    do_it(&db, Diagnose { on: on(first), diagnosis: one.clone() }, &moment(MIDWIFE, 1));
    close(&db, first);
    let second = open_one(&db, 1, 2, &moment(MIDWIFE, 20));
    do_it(&db, Diagnose { on: on(second), diagnosis: one }, &moment(MIDWIFE, 21));
    let today = day("2026-11-23");
    let firsts = |db: &Connection| -> Vec<(i64, bool)> {
        period_visits(db, today, today).unwrap().iter().map(|row| (row.id.0, row.first_ever)).collect()
    };
    assert_eq!(firsts(&db), [(1, true), (2, false)]);
    assert_eq!(period_diagnoses(&db, today, today).unwrap()[0].new_cases, 2);

    let void = |reason: &str| VoidVisit { on: on(first), reason: reason.into() };
    assert_eq!(refused(void("  ").run(&db, &moment(DOCTOR, 30), &HOUSE)), Error::ReasonMissing);
    assert_eq!(do_it(&db, void("salah orang"), &moment(DOCTOR, 30)), [Event::Voided { visit: first }]);
    assert_eq!(refused(void("lagi").run(&db, &moment(DOCTOR, 31), &HOUSE)), Error::Voided);
    assert_eq!(firsts(&db), [(2, true)], "the other is now the first visit here");
    assert_eq!(period_diagnoses(&db, today, today).unwrap()[0].new_cases, 1);

    let entry = Entry::Diagnosis(whole(&db, second).diagnoses[0].id);
    let void = VoidEntry { on: on(second), entry, reason: "salah ketik".into() };
    do_it(&db, void.clone(), &moment(DOCTOR, 32));
    assert_eq!(refused(void.run(&db, &moment(DOCTOR, 33), &HOUSE)), Error::EntryEnded);
    assert!(period_diagnoses(&db, today, today).unwrap().is_empty());
    let found = whole(&db, second);
    assert!(
        matches!(&found.diagnoses[0].state, EntryState::Voided { by: Some(DOCTOR), reason, .. } if reason == "salah ketik")
    );
    let newest = query::History { person: PersonId(1), before: None, limit: 10 };
    let lines = page(&db, &newest).unwrap();
    assert_eq!(
        lines.iter().map(|line| (line.id, line.state)).collect::<Vec<_>>(),
        [(second, State::Open), (first, State::Voided)]
    );
    let lines = page(&db, &query::History { before: Some(second), ..newest }).unwrap();
    assert_eq!(lines.iter().map(|line| line.id).collect::<Vec<_>>(), [first]);
}

#[test]
fn one_stop_opens_one_visit_and_a_paper_visit_counts_on_its_own_day() {
    let db = clinic();
    let visit = open_one(&db, 1, 1, &moment(MIDWIFE, 0));
    let again = |stop| Open {
        person: PersonId(1),
        unit: UnitId(1),
        ticket: None,
        stop,
        payer: Payer::Cash,
        kind: Kind::Well,
    };
    for stop in [Some(StopId(1)), Some(StopId(3)), None] {
        assert_eq!(refused(again(stop).run(&db, &moment(DOCTOR, 1), &HOUSE)), Error::AlreadyOpen { visit });
    }
    let mut later = moment(MIDWIFE, 0);
    later.entered_at = Some("2026-11-22T16:30:00Z".parse().unwrap());
    let paper = open_one(&db, 1, 2, &later);
    let found = whole(&db, paper);
    assert_eq!(found.service_day, day("2026-11-22"));
    assert!(found.first_ever && found.opened.recorded_at > found.opened.at);
    assert!(!whole(&db, visit).first_ever, "the paper visit was earlier");
    later.entered_at = Some(later.now + Duration::minutes(1));
    assert_eq!(refused(again(None).run(&db, &later, &HOUSE)), Error::BadTime);
}

#[test]
fn a_visit_left_open_is_marked_once_and_the_doctor_sees_one_that_is_not() {
    let db = clinic();
    let visit = open_one(&db, 1, 1, &moment(MIDWIFE, 0));
    let tomorrow = moment(DOCTOR, 24 * 60);
    open_one(&db, 2, 2, &tomorrow);
    assert_eq!(doctor(&db).unwrap()[0].text, "visit 1 is open since an earlier day and not marked");
    let mark =
        MarkLeftOpen { before: tomorrow.day, reason: "hari ditutup".into(), only: None, kept: Vec::new() };
    assert_eq!(mark.run(&db, &tomorrow, &HOUSE).unwrap(), (Marked(1), vec![Event::LeftOpen]));
    assert_eq!(mark.run(&db, &tomorrow, &HOUSE).unwrap(), (Marked(0), vec![]));
    assert!(doctor(&db).unwrap().is_empty());
    let lines = open_visits(&db, query::Open { unit: None, day: None }).unwrap();
    assert!(lines[0].id == visit && lines[0].left_open && !lines[1].left_open);
    do_it(&db, closing(visit), &moment(MIDWIFE, 24 * 60 + 5));
    assert_eq!(whole(&db, visit).left_open.as_deref(), Some("hari ditutup"));
}

#[test]
fn the_clinics_own_list_replaces_the_one_before_and_is_found() {
    let db = clinic();
    let import = |list: &[(&str, &str)]| {
        let list =
            list.iter().map(|(code, name)| ClinicDiagnosis { code: (*code).into(), name: (*name).into() });
        ImportDiagnoses { source: "daftar sendiri".into(), list: list.collect() }
    };
    let now = moment(DOCTOR, 0);
    assert_eq!(import(&[("zz1", "x")]).run(&db, &now, &HOUSE).map_err(|_| ()), Err(()));
    import(&[("Q99", "Lama")]).run(&db, &now, &HOUSE).unwrap();
    let (reply, _) = import(&[("B82.9", "Cacingan"), ("L20", "Eksim")]).run(&db, &now, &HOUSE).unwrap();
    assert_eq!(reply, Imported(2));
    let find = |text: &str| {
        let hits = diagnoses(&db, &query::Diagnoses { text: text.into(), limit: 5 }).unwrap();
        hits.into_iter().map(|hit| hit.name).collect::<Vec<_>>()
    };
    assert_eq!(find("cacing")[0], "Cacingan", "the whole list is searched, the best name first");
    assert_eq!(find("b829"), ["Cacingan"]);
    assert!(find("Lama").iter().all(|name| name != "Lama"));
    let twice = import(&[("L20", "Eksim"), ("l20", "Eksim lagi")]);
    assert_eq!(refused(twice.run(&db, &now, &HOUSE)), Error::DiagnosisTwice("L20".into()));
    assert_eq!(refused(import(&[]).run(&db, &now, &HOUSE)), Error::ListEmpty);
}

#[test]
fn a_case_is_old_when_an_earlier_visit_says_so() {
    let db = clinic();
    let first = open_one(&db, 1, 1, &moment(MIDWIFE, 0));
    let one = Diagnose { on: on(first), diagnosis: diagnosis("I10", Rank::Primary) };
    do_it(&db, one, &moment(MIDWIFE, 1));
    let kind = |person, visit| {
        case_kind(&db, &query::CaseKind { person: PersonId(person), code: "i10".into(), visit }).unwrap()
    };
    assert_eq!(kind(1, first), CaseKind::New, "the visit itself does not count");
    assert_eq!(kind(1, VisitId(99)), CaseKind::Old);
    assert_eq!(kind(2, VisitId(99)), CaseKind::New);
}

#[test]
fn a_month_is_read_by_its_days_and_sorts_nothing() {
    use crate::visits::reading::table::{PERIOD_DIAGNOSES, PERIOD_VISITS};
    let db = clinic();
    for sql in [PERIOD_VISITS, PERIOD_DIAGNOSES] {
        let mut statement = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let bounds = named_params! { ":from": day("2026-11-01"), ":to": day("2026-11-30") };
        let plan: Vec<String> =
            statement.query_map(bounds, |row| row.get(3)).unwrap().map(Result::unwrap).collect();
        let first = plan.iter().find(|step| step.starts_with("SEARCH")).unwrap();
        assert!(first.starts_with("SEARCH v USING INDEX visit_of_day"), "{plan:?}");
        assert!(!plan.iter().any(|step| step.contains("SCAN") || step.contains("TEMP B-TREE")), "{plan:?}");
    }
}

#[test]
fn a_sick_visit_without_a_diagnosis_is_asked_about_and_a_well_one_is_not() {
    let db = clinic();
    let visit = open_one(&db, 1, 1, &moment(MIDWIFE, 0));
    let ask = |visit| Close { on: on(visit), undiagnosed: Undiagnosed::Ask };
    assert_eq!(refused(ask(visit).run(&db, &moment(MIDWIFE, 1), &HOUSE)), Error::NoDiagnosis);
    assert_eq!(whole(&db, visit).state, State::Open);
    do_it(&db, closing(visit), &moment(MIDWIFE, 2));
    let ill = open_one(&db, 2, 2, &moment(MIDWIFE, 3));
    do_it(&db, Diagnose { on: on(ill), diagnosis: diagnosis("A09", Rank::Primary) }, &moment(MIDWIFE, 4));
    do_it(&db, ask(ill), &moment(MIDWIFE, 5));
    let (person, stop, kind) = (PersonId(1), Some(StopId(3)), Kind::Well);
    let well = Open { person, unit: UnitId(2), ticket: None, stop, payer: Payer::Cash, kind };
    let well = well.run(&db, &moment(MIDWIFE, 6), &HOUSE).unwrap().0.visit;
    do_it(&db, ask(well), &moment(MIDWIFE, 7));
}

#[test]
fn a_well_visit_with_a_finding_that_nothing_answers_is_asked_about_once() {
    let db = clinic();
    let house = Config { birth_date: "1990-05-01".parse().ok(), ..HOUSE.clone() };
    db.execute_batch("INSERT INTO stop VALUES (5), (6), (7), (8), (9)").unwrap();
    db.execute_batch("INSERT INTO person VALUES (3), (4), (5), (6), (7), (8), (9)").unwrap();
    let mut turns = 1..;
    let mut well = || {
        let turn = turns.next().unwrap();
        let (person, stop, unit, payer) = (PersonId(turn), Some(StopId(turn)), UnitId(2), Payer::Cash);
        let open = Open { person, unit, ticket: None, stop, payer, kind: Kind::Well };
        open.run(&db, &moment(MIDWIFE, 0), &HOUSE).unwrap().0.visit
    };
    let sign = |visit, sign, value| {
        let vitals = vec![Reading { sign, value: Some(value) }];
        do_it(&db, RecordVitals { on: on(visit), vitals, confirmed: Vec::new() }, &moment(MIDWIFE, 1));
        visit
    };
    let ask = |visit| Close { on: on(visit), undiagnosed: Undiagnosed::Ask };
    let asked = |visit| {
        let answer = ask(visit).run(&db, &moment(MIDWIFE, 2), &house);
        answer.is_err() && refused(answer) == Error::FindingOpen
    };
    let blue = sign(well(), Sign::Spo2, Value::Of(88));
    assert!(asked(blue) && whole(&db, blue).state == State::Open);
    do_it(&db, closing(blue), &moment(MIDWIFE, 2));
    // A fever alone is to be known: common is not wrong.
    assert!(!asked(sign(well(), Sign::Temperature, Value::Of(385))));
    assert!(!asked(sign(well(), Sign::Spo2, Value::Of(98))));
    assert!(asked(sign(well(), Sign::Systolic, Value::Unmeasurable)));
    // What was done about it answers it.
    for kind in [NoteKind::Plan, NoteKind::Referral] {
        let visit = sign(well(), Sign::Spo2, Value::Of(88));
        do_it(&db, Write { on: on(visit), kind, text: "oksigen, rujuk".into() }, &moment(MIDWIFE, 1));
        assert!(!asked(visit), "{kind:?}");
    }
    let visit = sign(well(), Sign::Spo2, Value::Of(88));
    do_it(&db, Diagnose { on: on(visit), diagnosis: diagnosis("J18", Rank::Primary) }, &moment(MIDWIFE, 1));
    assert!(!asked(visit));
}

#[test]
fn a_sign_that_could_not_be_measured_is_kept_as_such() {
    let db = clinic();
    let visit = open_one(&db, 1, 1, &moment(MIDWIFE, 0));
    let vitals = vec![Reading { sign: Sign::Systolic, value: Some(Value::Unmeasurable) }];
    do_it(&db, RecordVitals { on: on(visit), vitals, confirmed: Vec::new() }, &moment(MIDWIFE, 1));
    assert_eq!(whole(&db, visit).vital(Sign::Systolic).unwrap().value, Value::Unmeasurable);
    let again = vec![Reading { sign: Sign::Systolic, value: Some(Value::Of(88)) }];
    do_it(&db, RecordVitals { on: on(visit), vitals: again, confirmed: Vec::new() }, &moment(MIDWIFE, 2));
    let found = whole(&db, visit);
    assert_eq!((found.vital(Sign::Systolic).unwrap().value, found.vitals.len()), (Value::Of(88), 2));
}

#[test]
fn what_is_part_of_a_visit_counts_with_it_once_and_on_its_day() {
    let db = clinic();
    db.execute_batch("INSERT INTO ticket VALUES (9)").unwrap();
    let at = |unit, stop| Open {
        person: PersonId(1),
        unit: UnitId(unit),
        ticket: Some(TicketId(9)),
        stop: Some(StopId(stop)),
        payer: Payer::Cash,
        kind: if unit == 1 { Kind::Well } else { Kind::Sick },
    };
    let whole_visit = at(1, 1).run(&db, &moment(MIDWIFE, 0), &HOUSE).unwrap().0.visit;
    // Sent on after the day turned: twenty hours later.
    let later = moment(DOCTOR, 20 * 60);
    let part = at(2, 2).run(&db, &later, &HOUSE).unwrap().0.visit;
    assert_eq!(whole(&db, part).within, Some(whole_visit));
    let days = [day("2026-11-23"), later.day];
    assert_ne!(days[0], days[1]);
    let counts = |db: &Connection| {
        days.map(|day| {
            let visits = period_visits(db, day, day).unwrap();
            let cases: u32 = period_diagnoses(db, day, day).unwrap().iter().map(|one| one.new_cases).sum();
            (visits.len(), visits.iter().filter(|visit| visit.kind == Kind::Sick).count(), cases)
        })
    };
    assert_eq!(counts(&db), [(1, 0, 0), (0, 0, 0)], "nobody is ill yet");
    let ill = diagnosis("A09", Rank::Primary);
    do_it(&db, Diagnose { on: on(part), diagnosis: ill.clone() }, &later);
    assert_eq!(counts(&db), [(1, 1, 1), (0, 0, 0)], "found ill by a part of it");
    let asked = query::CaseKind { person: PersonId(1), code: "A09".into(), visit: whole_visit };
    assert_eq!(case_kind(&db, &asked).unwrap(), CaseKind::New, "its own part makes no old case");
    do_it(&db, Diagnose { on: on(whole_visit), diagnosis: ill }, &later);
    assert_eq!(counts(&db), [(1, 1, 1), (0, 0, 0)], "the same illness is one case");
    let void = VoidVisit { on: on(whole_visit), reason: "salah orang".into() };
    do_it(&db, void, &later);
    assert_eq!(counts(&db), [(0, 0, 0), (1, 1, 1)], "alone it stands for itself");
}
