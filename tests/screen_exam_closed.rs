//! The exam station after a visit was closed, and what is taken back.

use crate::screen_exam::{open_visit, serving, station};
use crate::support::ward::{Ward, date};
use loket::clinic::flow::command::StillAway;
use loket::queue::{self, State as StopState};
use loket::terms::ServiceDay;
use loket::ui::exam::id;
use loket::ui::theme::Look;
use loket::visits::{NoteKind, Payer, Rank, Sign};

#[test]
fn vital_signs_and_a_diagnosis_are_added_to_a_closed_visit() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    drive
        .press("Alt+2")
        .tab_to(id::diagnosis::SEARCH)
        .write("ispa")
        .press("Enter")
        .press("Ctrl+Enter")
        .hear();
    let visit = open_visit(&ward);
    drive.press("F12").press("F12").hear();
    drive.tab_to(id::page::AMEND).write("Suhu dan diare lupa ditulis");
    drive.tab_to(id::vitals::TEMPERATURE).write("36,8");
    // A code that no list has can be used all the same.
    drive.tab_to(id::diagnosis::SEARCH).write("z99.8 Ketergantungan alat");
    drive.picture("exam-amend");
    drive.press("Enter");
    assert!(drive.shows("Z99.8"));
    drive.press("Ctrl+Enter").hear();
    let sheet = ward.sheet(visit);
    assert_eq!(sheet.visit.vital(Sign::Temperature).unwrap().value, loket::visits::Value::Of(368));
    let all: Vec<_> = sheet.visit.current_diagnoses().map(|one| one.what.clone()).collect();
    assert_eq!(all.len(), 2, "{all:?}");
    assert_eq!((all[1].code.as_str(), all[1].rank), ("Z99.8", Rank::Secondary));
    assert_eq!(all[1].name, "Ketergantungan alat");
    assert!(drive.shows("Ditambahkan oleh Orang midwife, 09:12"));
    // What is added is no draft any more.
    assert!(!drive.shows("Draf"));
}

#[test]
fn what_was_typed_when_somebody_else_closed_the_visit_waits_as_an_addition() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    let visit = open_visit(&ward);
    drive.write("Batuk darah").tab_to(id::vitals::PULSE).write("120");
    let on = loket::visits::On { visit, seen: None };
    ward.run(loket::clinic::flow::command::CloseVisit {
        on,
        next: None,
        undiagnosed: loket::visits::Undiagnosed::Known,
        still_away: StillAway::Ask,
    });
    drive.hear();
    drive.picture("exam-closed-meanwhile");
    drive.press("Ctrl+Enter").hear();
    let text = ward.sheet(visit).visit.note(NoteKind::Amendment).unwrap().text.clone();
    assert_eq!(text, "Keluhan: Batuk darah\nNadi: 120");
}

#[test]
fn a_diagnosis_typed_when_somebody_else_closed_the_visit_waits_with_the_rest() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    let visit = open_visit(&ward);
    drive.write("Batuk").press("Alt+2").tab_to(id::diagnosis::SEARCH).write("ispa").press("Enter");
    let on = loket::visits::On { visit, seen: None };
    ward.run(loket::clinic::flow::command::CloseVisit {
        on,
        next: None,
        undiagnosed: loket::visits::Undiagnosed::Known,
        still_away: StillAway::Ask,
    });
    drive.hear().press("Ctrl+Enter").hear();
    let sheet = ward.sheet(visit);
    assert!(sheet.visit.note(NoteKind::Amendment).is_some());
    let all: Vec<_> = sheet.visit.current_diagnoses().map(|one| one.what.code.clone()).collect();
    assert_eq!(all, ["J06.9"]);
}

#[test]
fn a_measurement_is_taken_back_by_emptying_its_fields_while_the_visit_is_open() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    drive.tab_to(id::measuring::WEIGHT).write("9,2").press("Ctrl+Enter").hear();
    let visit = open_visit(&ward);
    let own = |ward: &Ward| {
        let all = ward.sheet(visit).growth.measurements;
        all.into_iter().filter(|one| one.visit == Some(visit)).collect::<Vec<_>>()
    };
    assert!(own(&ward)[0].voided.is_none());
    drive.tab_to(id::measuring::WEIGHT);
    for _ in 0..4 {
        drive.press("Backspace");
    }
    drive.tab_to(id::page::COMPLAINT).write("Hanya kontrol").press("Ctrl+Enter").hear();
    let after = own(&ward);
    assert_eq!(after.len(), 1);
    assert!(after[0].voided.as_ref().is_some_and(|voided| voided.reason.contains("dikosongkan")));
    assert_eq!(ward.sheet(visit).visit.note(NoteKind::Complaint).unwrap().text, "Hanya kontrol");
    // Another visit's measurement is not taken back with this form.
    let foreign = ward.sheet(visit).growth.points().last().unwrap().id;
    let form = Box::new(loket::visits::Form::untouched(loket::visits::On { visit, seen: None }));
    let save = loket::clinic::flow::command::SaveExam { form, measurement: None, corrects: Some(foreign) };
    let refused = Err(loket::clinic::Refusal::Screening(loket::screening::Error::NotFound));
    assert_eq!(ward.try_run(save), refused);
}

#[test]
fn who_was_served_on_paper_gets_a_visit_with_the_time_of_the_paper_also_a_day_later() {
    let ward = Ward::open();
    let zone = loket::terms::TimeZone::Wib;
    let unit = ward.unit("KIA");
    let on_paper = |day: &str, number: u32, from: &str, until: &str| {
        let at = |time: &str| zone.instant(date(day), time.parse().unwrap());
        let sheet = queue::FromPaper {
            day: ServiceDay(date(day)),
            number: Some(queue::Number { prefix: "C".into(), number }),
            unit,
            counter: None,
            person: Some(ward.child),
            priority: None,
            urgency: queue::Urgency::Ordinary,
            payer: Some("bpjs".into()),
            times: queue::PaperTimes {
                issued: at(from),
                called: Some(at(from)),
                then: queue::PaperEnd::Done { since: at(from), until: at(until) },
            },
        };
        let administrator = ward.fixture.administrator();
        let enter = loket::clinic::Envelope::new(sheet);
        ward.fixture.clinic.run(&administrator, enter).unwrap();
    };
    on_paper("2026-11-21", 4, "08:10:00", "08:25:00");
    on_paper("2026-11-23", 7, "07:40:00", "07:55:00");
    let paper = |ward: &Ward| ward.list("KIA").paper.len();
    assert_eq!(paper(&ward), 2);
    let mut drive = station(&ward, "Ruang KIA");
    drive.picture("exam-paper");
    drive.shared.seat.look = Look::Dark;
    drive.picture("exam-paper-dark");
    // The latest first: today's.
    drive.press_button("Dari kertas · C-007 · 07:40").hear();
    let today = ward.sheet(open_visit(&ward)).visit;
    assert_eq!(zone.local(today.opened.at).time().to_string(), "07:40:00");
    assert!(today.opened.recorded_at > today.opened.at, "marked as entered later");
    assert_eq!((today.service_day.to_string(), today.left_open.is_some()), ("2026-11-23".into(), false));
    assert_eq!(today.payer, Payer::Bpjs);

    let mut drive = station(&ward, "Ruang KIA");
    drive.press_button("Dari kertas · C-004 · 21-11-2026").hear();
    let open = ward.list("KIA").open;
    let saturday = open.iter().find(|line| line.service_day.to_string() == "2026-11-21").unwrap().id;
    let saturday = ward.sheet(saturday).visit;
    assert!(saturday.left_open.is_some(), "of a day that is over");
    assert_eq!(paper(&ward), 0);
    let db = loket::store::open_to_look(ward.fixture.folder.path(), loket::clinic::MIGRATIONS).unwrap();
    assert_eq!(loket::clinic::examine(&db).unwrap(), []);
    // Somebody who was not served on paper has no such way.
    ward.ticket("KIA", Some(ward.child), None);
    let waiting =
        ward.list("KIA").queue.rows.iter().find(|row| row.state == StopState::Waiting).unwrap().stop;
    let serve = loket::clinic::flow::command::ServeOnPaper {
        stop: waiting,
        payer: Some(Payer::Cash),
        kind: Some(loket::visits::Kind::Well),
    };
    let refused = ward.try_run(serve);
    assert_eq!(refused, Err(loket::clinic::Refusal::Queue(queue::Error::NotOnPaper)));
}
