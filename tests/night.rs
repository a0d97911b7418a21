//! Midnight: the service day goes on until the clinic's hour, ages and birth dates go by the calendar.

use loket::clinic::flow::command::{Admit, CloseVisit, HandOver, Serve, Serving, StillAway};
use loket::growth::Measures;
use loket::queue::command::{CallNext, Finish};
use loket::queue::{self, OnStop};
use loket::screening::NewMeasurement;
use loket::setup::ProfileChanges;
use loket::summary::Period;
use loket::summary::figures::AgeBand;
use loket::summary::query::Figures;
use loket::terms::{Age, Grams, PersonId, Sex, VisitId};
use loket::{people, setup, staff, visits};

use crate::support::ward::{Ward, date};

/// Ten minutes to midnight, of 23 November; midnight is 10 minutes away.
fn ten_to_midnight() -> Ward {
    let ward = Ward::open();
    ward.later(14 * 60 + 44);
    ward
}

fn call(ward: &Ward, unit: &str, room: &str) -> OnStop {
    let called = ward.run(CallNext { unit: ward.unit(unit), counter: ward.room(room) });
    OnStop { stop: called.stop, seen: Some(called.revision) }
}

fn serve(ward: &Ward, on: OnStop) -> (Serving, VisitId) {
    let serving = ward.run(Serve { on, payer: None, kind: None });
    (serving, serving.visit.unwrap())
}

fn adult(ward: &Ward) -> PersonId {
    ward.register("Endang Purwati", Sex::Female, "1999-05-01", None)
}

#[test]
fn a_ticket_of_the_evening_is_called_served_and_sent_on_after_midnight() {
    let ward = ten_to_midnight();
    let person = adult(&ward);
    ward.ticket("Umum", Some(person), None);
    ward.later(20);
    assert_eq!(ward.fixture.clinic.today().unwrap().to_string(), "2026-11-23");
    assert_eq!(ward.list("Umum").queue.line.waiting, 1, "who waited before midnight waits after it");
    let (serving, visit) = serve(&ward, call(&ward, "Umum", "Ruang Umum"));
    let on = visits::On { visit, seen: None };
    ward.run(CloseVisit {
        on,
        next: Some(ward.unit("KIA")),
        undiagnosed: loket::visits::Undiagnosed::Known,
        still_away: StillAway::Ask,
    });
    let kia = ward.list("KIA").queue;
    assert_eq!(kia.line.waiting, 1, "sent on, not dropped");
    assert_eq!(kia.rows.first().unwrap().person, Some(person));
    assert_ne!(kia.rows.first().unwrap().stop, serving.stop.stop);
    // Numbers go on, and nothing begins anew.
    ward.ticket("Umum", None, None);
    let number = ward.list("Umum").queue.line.upcoming.unwrap();
    assert!(number.number > 1, "{number}");
}

#[test]
fn an_emergency_in_care_when_the_day_turns_goes_on_with_her_visit_which_nobody_left_open() {
    let ward = ten_to_midnight();
    ward.later(4 * 60);
    let person = adult(&ward);
    let urgency = queue::Urgency::Emergency;
    ward.run(queue::Issue { person: Some(person), urgency, ..crate::support::ticket(ward.unit("Umum")) });
    let (_, visit) = serve(&ward, call(&ward, "Umum", "Ruang Umum"));
    let yesterday = ward.fixture.clinic.today().unwrap();
    ward.later(20);
    let clinic = &ward.fixture.clinic;
    assert_ne!(clinic.today().unwrap(), yesterday);
    clinic.begin_day().unwrap();
    clinic.begin_day().unwrap();
    let row = ward.list("Umum").queue.rows.first().unwrap().clone();
    assert_eq!((row.person, row.state), (Some(person), queue::State::Serving));
    let sheet = ward.sheet(visit);
    assert_eq!(sheet.visit.left_open, None, "nobody left it");
    assert_eq!(sheet.stop.map(|row| row.state), Some(queue::State::Serving));
    let on = visits::On { visit, seen: None };
    ward.run(HandOver { on, next: ward.unit("KIA") });
    let list = ward.list("Umum");
    assert_eq!(list.away.iter().map(|away| away.unit).collect::<Vec<_>>(), [ward.unit("KIA")]);
    assert_eq!(list.queue.line.done, 0, "away is not done");
    serve(&ward, call(&ward, "KIA", "Ruang KIA"));
}

#[test]
fn who_died_in_care_before_the_day_turned_keeps_no_day_from_beginning() {
    let ward = ten_to_midnight();
    ward.ticket("KIA", None, None);
    ward.later(4 * 60);
    let person = adult(&ward);
    let urgency = queue::Urgency::Emergency;
    ward.run(queue::Issue { person: Some(person), urgency, ..crate::support::ticket(ward.unit("Umum")) });
    serve(&ward, call(&ward, "Umum", "Ruang Umum"));
    let which = people::Which { person, seen: None };
    let open_visit = people::OpenVisit::Known;
    // After midnight by the calendar, and a day later by the next service day.
    ward.run(people::Death { which, on: date("2026-11-24"), open_visit });
    ward.later(20);
    let clinic = &ward.fixture.clinic;
    clinic.begin_day().unwrap();
    let row = ward.list("Umum").queue.rows.first().unwrap().clone();
    assert_eq!((row.person, row.state), (Some(person), queue::State::Serving));
    ward.later(24 * 60);
    clinic.begin_day().unwrap();
}

#[test]
fn a_hand_over_that_cannot_be_done_is_refused_and_the_visit_stays_open() {
    let ward = ten_to_midnight();
    let person = adult(&ward);
    ward.ticket("Umum", Some(person), None);
    let (serving, visit) = serve(&ward, call(&ward, "Umum", "Ruang Umum"));
    let stop = serving.stop.stop;
    ward.run(Finish { stop, next: None, seen: None });
    let next = Some(ward.unit("KIA"));
    let close = CloseVisit {
        on: visits::On { visit, seen: None },
        next,
        undiagnosed: loket::visits::Undiagnosed::Known,
        still_away: StillAway::Ask,
    };
    let refused = ward.try_run(close).unwrap_err();
    assert_eq!(refused.code(), "queue-not-in-queue");
    assert_eq!(ward.sheet(visit).visit.state, visits::State::Open);
    assert_eq!(ward.list("KIA").queue.line.waiting, 0);
    ward.run(CloseVisit { next: None, ..close });

    // The same when the day has turned meanwhile.
    ward.ticket("Umum", Some(person), None);
    let (_, visit) = serve(&ward, call(&ward, "Umum", "Ruang Umum"));
    ward.later(5 * 60);
    let close = CloseVisit {
        on: visits::On { visit, seen: None },
        next,
        undiagnosed: loket::visits::Undiagnosed::Known,
        still_away: StillAway::Ask,
    };
    assert_eq!(ward.try_run(close).unwrap_err().code(), "queue-not-today");
    assert_eq!(ward.sheet(visit).visit.state, visits::State::Open);
    ward.run(CloseVisit { next: None, ..close });
}

#[test]
fn a_baby_of_half_past_midnight_is_registered_seen_and_measured_in_its_first_hours() {
    let ward = ten_to_midnight();
    ward.later(70);
    assert_eq!(ward.fixture.clinic.today().unwrap().to_string(), "2026-11-23");
    let baby = ward.register("Bayi Ny. Endang", Sex::Male, "2026-11-24", Some("Endang Purwati"));
    let visit = visits::Open {
        person: baby,
        unit: ward.unit("KIA"),
        ticket: None,
        stop: None,
        payer: visits::Payer::Cash,
        kind: visits::Kind::Well,
    };
    let visit = ward.run(visit).visit;
    let weight = Measures { weight: Some(Grams(3_200)), ..Measures::default() };
    let new = NewMeasurement {
        person: baby,
        visit: Some(visit),
        measured_on: date("2026-11-24"),
        measures: weight,
        confirmed: Vec::new(),
    };
    ward.run(new.clone());
    let measured = ward.growth(baby).growth.measurements;
    assert_eq!(measured.first().unwrap().age_days, 0, "born today, not before birth");
    let tomorrow = NewMeasurement { measured_on: date("2026-11-25"), ..new };
    assert_eq!(ward.try_run(tomorrow).unwrap_err().code(), "measurement-in-future");
}

#[test]
fn the_age_of_a_visit_after_midnight_is_that_of_its_calendar_date() {
    let ward = ten_to_midnight();
    ward.later(70);
    // By the service day this baby would be seen before its birth, and stand in no age band.
    let baby = ward.register("Bayi Ny. Endang", Sex::Male, "2026-11-24", Some("Endang Purwati"));
    ward.ticket("KIA", Some(baby), None);
    let (_, visit) = serve(&ward, call(&ward, "KIA", "Ruang KIA"));
    let opened = ward.sheet(visit).visit.opened.at;
    let calendar = ward.fixture.config().profile.calendar();
    assert_eq!(calendar.day(opened).to_string(), "2026-11-23");
    assert_eq!(Age::between(date("2026-11-24"), calendar.date(opened)).unwrap().days, 0);
    let head = ward.fixture.somebody(staff::Role::Head);
    let asked = Figures(Period::Day(calendar.day(opened)));
    let visits = ward.fixture.clinic.ask(&head, &asked).unwrap().figures.visits;
    let in_bands: u32 = visits.by_age_and_sex.iter().map(AgeBand::total).sum();
    assert_eq!((visits.total, in_bands), (1, 1));
}

#[test]
fn the_clinic_sets_the_hour_at_which_its_day_turns() {
    let ward = ten_to_midnight();
    let administrator = ward.fixture.administrator();
    let shown = ward.fixture.config().profile.clone();
    assert_eq!(shown.day_turns_at, 4);
    let set = |hour| {
        let new = setup::Profile { day_turns_at: hour, ..shown.clone() };
        let save = setup::command::SaveProfile(ProfileChanges::between(&shown, &new));
        ward.fixture.clinic.run(&administrator, loket::clinic::Envelope::new(save))
    };
    assert_eq!(set(12).unwrap_err().code(), "setup-day-turn");
    set(0).unwrap();
    ward.later(11);
    assert_eq!(ward.fixture.clinic.today().unwrap().to_string(), "2026-11-24");
    ward.later(-11);
    assert_eq!(ward.fixture.clinic.today().unwrap().to_string(), "2026-11-23");
}

#[test]
fn somebody_admitted_after_midnight_with_a_ticket_of_the_evening_keeps_the_number() {
    let ward = ten_to_midnight();
    let person = adult(&ward);
    let issue = queue::Issue {
        first_stop: queue::FirstStop::Registration,
        ..crate::support::ticket(ward.unit("Umum"))
    };
    let issued = ward.run(issue);
    ward.later(20);
    let admit = Admit {
        stop: issued.stop,
        person: Some(person),
        next: ward.unit("Umum"),
        seen: None,
        told: loket::clinic::flow::command::Told::default(),
    };
    ward.run(admit);
    let rows = ward.list("Umum").queue.rows;
    assert_eq!(rows.first().unwrap().number, issued.number);
}
