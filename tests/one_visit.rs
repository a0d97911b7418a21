//! One visit, one number: sent to the laboratory and back, taken back, closed by mistake; and nobody who died comes in.

use loket::clinic::Envelope;
use loket::clinic::flow::command::{Admit, CloseVisit, HandOver, Serve, StillAway, Undo, WaitAgain};
use loket::queue::command::{Call, CallNext, Finish, HowIssued, NoShow};
use loket::queue::{self, FirstStop, OnStop};
use loket::summary::Period;
use loket::summary::query::Figures;
use loket::terms::{PersonId, Sex, StopId, VisitId};
use loket::{people, staff, visits};

use crate::support::ticket;
use crate::support::ward::{Ward, date};

fn call(ward: &Ward, unit: &str, room: &str) -> OnStop {
    let called = ward.run(CallNext { unit: ward.unit(unit), counter: ward.room(room) });
    OnStop { stop: called.stop, seen: Some(called.revision) }
}

fn serve(ward: &Ward, unit: &str, room: &str) -> (StopId, VisitId) {
    let on = call(ward, unit, room);
    (on.stop, ward.run(Serve { on, payer: None, kind: None }).visit.unwrap())
}

fn of(visit: VisitId) -> visits::On {
    visits::On { visit, seen: None }
}

fn undo(ward: &Ward, stop: StopId) -> queue::Undone {
    ward.run(Undo { on: OnStop { stop, seen: None } })
}

fn figures(ward: &Ward) -> loket::summary::figures::Figures {
    let head = ward.fixture.sign_in("head");
    let asked = Figures(Period::Day(ward.fixture.clinic.today().unwrap()));
    ward.fixture.clinic.ask(&head, &asked).unwrap().figures.clone()
}

/// The ward with a head who reads its figures.
fn open() -> Ward {
    let ward = Ward::open();
    ward.fixture.somebody(staff::Role::Head);
    ward
}

fn adult(ward: &Ward) -> PersonId {
    ward.register("Endang Purwati", Sex::Female, "1999-05-01", None)
}

#[test]
fn back_from_the_laboratory_the_same_visit_goes_on_under_the_same_number() {
    let ward = open();
    let person = adult(&ward);
    ward.ticket("KIA", Some(person), None);
    let number = ward.list("KIA").queue.rows.first().unwrap().number.clone();
    let (_, visit) = serve(&ward, "KIA", "Ruang KIA");
    let away = ward.run(HandOver { on: of(visit), next: ward.unit("Umum") });
    assert_eq!(ward.sheet(visit).visit.state, visits::State::Open, "away, and the visit waits");
    let (_, there) = serve(&ward, "Umum", "Ruang Umum");
    assert_eq!(ward.sheet(there).returns_to, Some(ward.unit("KIA")), "the laboratory knows where from");
    assert_eq!(ward.sheet(there).visit.within, Some(visit), "and writes a part of the one visit");
    let mut station = crate::screen_exam::station(&ward, "Ruang Umum");
    station.press("Enter").hear();
    assert!(station.tells("Bagian dari kunjungan KIA"));
    // Nobody is asked there what ailed her.
    let undiagnosed = loket::visits::Undiagnosed::Ask;
    ward.run(CloseVisit {
        on: of(there),
        next: Some(ward.unit("KIA")),
        undiagnosed,
        still_away: StillAway::Ask,
    });
    let row = ward.list("KIA").queue.rows.first().unwrap().clone();
    assert!(row.comes_back && row.number == number, "{row:?}");
    let (stop, again) = serve(&ward, "KIA", "Ruang KIA");
    assert_eq!(again, visit, "no second visit");
    ward.run(CloseVisit {
        on: of(visit),
        next: None,
        undiagnosed: loket::visits::Undiagnosed::Known,
        still_away: StillAway::Ask,
    });
    let row = ward.list("KIA").queue.rows.into_iter().find(|row| row.stop == stop).unwrap();
    assert_eq!(
        row.state,
        queue::State::Done,
        "the turn ends with the visit, whichever stop it was opened from"
    );
    let figures = figures(&ward);
    assert_eq!((figures.queue.total.served, figures.queue.total.tickets), (1, 1));
    assert_ne!(away.next, Some(stop));
    assert_eq!(figures.visits.total, 1, "one visit, of which the laboratory is a part");
}

#[test]
fn an_end_taken_back_leaves_neither_turn_nor_visit_ended() {
    let ward = open();
    ward.ticket("KIA", Some(adult(&ward)), None);
    let (stop, visit) = serve(&ward, "KIA", "Ruang KIA");
    ward.run(CloseVisit {
        on: of(visit),
        next: Some(ward.unit("Umum")),
        undiagnosed: loket::visits::Undiagnosed::Known,
        still_away: StillAway::Ask,
    });
    let undone = undo(&ward, stop);
    assert_eq!(undone.state, queue::State::Serving);
    assert_eq!(
        ward.sheet(visit).visit.state,
        visits::State::Open,
        "nobody is stuck being served without a visit"
    );
    assert_eq!(ward.list("Umum").queue.rows, [], "no phantom");
    ward.run(CloseVisit {
        on: of(visit),
        next: None,
        undiagnosed: loket::visits::Undiagnosed::Known,
        still_away: StillAway::Ask,
    });
    let total = figures(&ward).queue.total;
    assert_eq!((total.served, total.cancelled, total.tickets), (1, 0, 1));
    // What was added to the closed visit meanwhile is not slipped into an open one.
    let amend = visits::Amendment {
        on: of(visit),
        text: "tambahan".into(),
        vitals: Vec::new(),
        confirmed: Vec::new(),
        diagnoses: Vec::new(),
    };
    ward.run(amend);
    let refused = ward.try_run(Undo { on: OnStop { stop, seen: None } }).unwrap_err();
    assert_eq!(refused.code(), "visit-changed");
    assert_eq!(ward.sheet(visit).visit.state, visits::State::Closed);
}

#[test]
fn an_admission_taken_back_is_no_cancelled_patient_in_the_sealed_figures() {
    let ward = open();
    let person = adult(&ward);
    let issue = queue::Issue { first_stop: FirstStop::Registration, ..ticket(ward.unit("Umum")) };
    let issued = ward.run(issue);
    let admit = Admit {
        stop: issued.stop,
        person: Some(person),
        next: ward.unit("Umum"),
        seen: None,
        told: loket::clinic::flow::command::Told::default(),
    };
    ward.run(admit);
    undo(&ward, issued.stop);
    ward.run(admit);
    let (_, visit) = serve(&ward, "Umum", "Ruang Umum");
    ward.run(CloseVisit {
        on: of(visit),
        next: None,
        undiagnosed: loket::visits::Undiagnosed::Known,
        still_away: StillAway::Ask,
    });
    let total = figures(&ward).queue.total;
    assert_eq!((total.tickets, total.served, total.cancelled), (1, 1, 0));
    // A ticket given by mistake is nobody.
    let mistake = ward.run(ticket(ward.unit("Umum")));
    undo(&ward, mistake.stop);
    assert_eq!(figures(&ward).queue.total, total);
}

#[test]
fn a_turn_whose_visit_was_cancelled_is_served_on_no_board_in_no_figure_and_after_no_closed_day() {
    let ward = open();
    let person = adult(&ward);
    ward.ticket("KIA", Some(person), None);
    let (stop, visit) = serve(&ward, "KIA", "Ruang KIA");
    let on = OnStop { stop, seen: None };
    // With a visit that counts nobody is sent back to wait.
    assert_eq!(ward.try_run(WaitAgain(on)).unwrap_err().code(), "queue-already-serving");
    ward.run(visits::VoidVisit { on: of(visit), reason: "salah orang".into() });
    let ended = ward.run(Finish { stop, next: None, seen: None });
    assert_eq!(ended.state, queue::State::Cancelled);
    let fared = || {
        let figures = figures(&ward);
        let total = &figures.queue.total;
        (total.tickets, total.served, total.cancelled, total.open, figures.visits.total)
    };
    assert_eq!(fared(), (1, 0, 1, 0, 0));
    assert_eq!(ward.list("KIA").queue.line.done, 0);
    assert_eq!(undo(&ward, stop).state, queue::State::Serving);
    assert_eq!(fared(), (1, 0, 0, 1, 0));
    // The same where the day is closed over it; who went home is not served by that.
    let head = ward.fixture.sign_in("head");
    let day = ward.fixture.clinic.today().unwrap();
    let close = queue::command::CloseDay { day, reason: "listrik padam".into() };
    ward.fixture.clinic.run(&head, Envelope::new(close)).unwrap();
    assert_eq!(fared(), (1, 0, 1, 0, 0));
    let reopen = queue::command::ReopenDay { day };
    assert_eq!(ward.fixture.clinic.run(&head, Envelope::new(reopen)).unwrap().back, 1);
    assert_eq!(fared(), (1, 0, 0, 1, 0), "waits again");
    // With another visit at the same turn it is served after all.
    let (stop, visit) = serve(&ward, "KIA", "Ruang KIA");
    assert_eq!(stop, on.stop);
    ward.run(Finish { stop, next: None, seen: None });
    assert_eq!(fared(), (1, 1, 0, 0, 1));
    assert_eq!(ward.sheet(visit).visit.state, visits::State::Open);
    let db = loket::store::open_to_look(ward.fixture.folder.path(), loket::clinic::MIGRATIONS).unwrap();
    assert_eq!(loket::clinic::examine(&db).unwrap(), []);
}

#[test]
fn whoever_takes_a_ticket_after_missing_the_call_gets_the_old_number() {
    let ward = open();
    let person = adult(&ward);
    let issue = queue::Issue { person: Some(person), ..ticket(ward.unit("Umum")) };
    let first = ward.run(issue.clone());
    let called = call(&ward, "Umum", "Ruang Umum");
    ward.run(NoShow(called));
    ward.later(40);
    let again = ward.run(issue);
    assert_eq!((again.how, again.number, again.stop), (HowIssued::Restored, first.number, first.stop));
    // And back to missing, for ten seconds.
    assert_eq!(undo(&ward, first.stop).state, queue::State::NoShow);
}

#[test]
fn nobody_who_died_is_let_in_by_any_way_and_paper_of_before_is_taken() {
    let ward = open();
    let person = adult(&ward);
    let unit = ward.unit("Umum");
    let of_person = queue::Issue { person: Some(person), ..ticket(unit) };
    let linked = ward.run(of_person.clone());
    let nobody = ward.run(queue::Issue { first_stop: FirstStop::Registration, ..ticket(unit) });
    let today = ward.fixture.clinic.today().unwrap();
    let revision = ward.ask(people::query::Open(person)).person.revision;
    let which = people::command::Which { person, seen: Some(revision) };
    ward.run(people::Death { which, on: date("2026-11-23"), open_visit: people::OpenVisit::Ask });
    let dead = |refused: loket::clinic::Refusal| refused.code().contains("deceased");
    let kia = queue::Issue { unit: ward.unit("KIA"), ..of_person };
    assert!(dead(ward.try_run(kia).unwrap_err()));
    let admit = Admit {
        stop: nobody.stop,
        person: Some(person),
        next: unit,
        seen: None,
        told: loket::clinic::flow::command::Told::default(),
    };
    assert!(dead(ward.try_run(admit).unwrap_err()));
    let link = queue::command::LinkPerson { ticket: nobody.ticket, person, seen: None };
    assert!(dead(ward.try_run(link).unwrap_err()));
    let counter = ward.room("Ruang Umum");
    // The turn that waited is over.
    let over = |refused: loket::clinic::Refusal| refused.code() == "queue-ended";
    assert!(over(ward.try_run(Call { stop: linked.stop, counter, seen: None }).unwrap_err()));
    let on = OnStop { stop: linked.stop, seen: None };
    assert!(over(ward.try_run(Serve { on, payer: None, kind: None }).unwrap_err()));
    let visit = visits::Open {
        person,
        unit,
        ticket: None,
        stop: None,
        payer: visits::Payer::Cash,
        kind: visits::Kind::Sick,
    };
    assert!(dead(ward.try_run(visit).unwrap_err()));
    // The paper of the days before is entered all the same.
    let before = ward.fixture.clinic.now() - chrono::Duration::days(2);
    let envelope = Envelope { entered_at: Some(before), ..Envelope::new(visit) };
    ward.fixture.clinic.run(&ward.session, envelope).unwrap();
    assert_eq!(today, ward.fixture.clinic.today().unwrap());
    let finished = ward.try_run(Finish { stop: linked.stop, next: None, seen: None }).unwrap_err();
    assert_eq!(finished.code(), "queue-ended");
}

#[test]
fn who_was_handed_over_is_not_done_and_stands_and_counts_once_when_back() {
    let ward = open();
    let person = adult(&ward);
    ward.ticket("KIA", Some(person), None);
    let (_, visit) = serve(&ward, "KIA", "Ruang KIA");
    ward.run(HandOver { on: of(visit), next: ward.unit("Umum") });
    let rows = |list: &loket::clinic::views::UnitList| {
        list.queue.rows.iter().filter(|row| row.person == Some(person)).count()
    };
    let list = ward.list("KIA");
    assert_eq!((rows(&list), list.queue.line.done), (1, 0), "away is not done");
    let [away] = list.away.as_slice() else { panic!("{:?}", list.away) };
    assert_eq!((away.unit, away.ticket), (ward.unit("Umum"), list.queue.rows[0].ticket));
    let mut station = crate::screen_exam::station(&ward, "Ruang KIA");
    assert!(station.tells("Di Umum sejak 09:06, lalu kembali ke sini"));
    assert!(!station.shows("Selesai") && station.tells("0 selesai"));
    station.picture("exam-away");
    let (_, there) = serve(&ward, "Umum", "Ruang Umum");
    let back = Some(ward.unit("KIA"));
    ward.run(CloseVisit {
        on: of(there),
        next: back,
        undiagnosed: visits::Undiagnosed::Known,
        still_away: StillAway::Ask,
    });
    let list = ward.list("KIA");
    assert_eq!((rows(&list), list.queue.line.done, list.away.len()), (1, 0, 0), "back: one row, waiting");
    serve(&ward, "KIA", "Ruang KIA");
    ward.run(CloseVisit {
        on: of(visit),
        next: None,
        undiagnosed: visits::Undiagnosed::Known,
        still_away: StillAway::Ask,
    });
    let list = ward.list("KIA");
    assert_eq!((rows(&list), list.queue.line.done), (1, 1), "one ticket is done once");
}

#[test]
fn a_visit_is_not_closed_while_its_person_is_in_another_unit_unless_somebody_was_asked() {
    let ward = open();
    let person = adult(&ward);
    ward.ticket("KIA", Some(person), None);
    let (_, visit) = serve(&ward, "KIA", "Ruang KIA");
    let sent = ward.run(HandOver { on: of(visit), next: ward.unit("Umum") });
    let close = |next, still_away| {
        let undiagnosed = visits::Undiagnosed::Known;
        ward.try_run(CloseVisit { on: of(visit), next, undiagnosed, still_away })
    };
    for next in [None, Some(ward.unit("KIA"))] {
        let refused = close(next, StillAway::Ask).unwrap_err();
        let loket::clinic::Refusal::Queue(queue::Error::Away { unit, since }) = refused else {
            panic!("{refused:?}")
        };
        assert_eq!((unit, since), (ward.unit("Umum"), ward.fixture.clinic.now()));
        assert_eq!(ward.sheet(visit).visit.state, visits::State::Open);
    }
    assert_eq!(ward.list("Umum").queue.line.waiting, 1, "the turn there goes on");
    // An act that was taken back never was: the person is here again, and nothing is asked.
    undo(&ward, sent.stop);
    assert!(close(None, StillAway::Ask).is_ok());
    // Asked and answered it is closed, and the turn there goes on.
    let other = ward.register("Ratna Juwita", Sex::Female, "1994-03-02", None);
    ward.ticket("KIA", Some(other), None);
    let (_, visit) = serve(&ward, "KIA", "Ruang KIA");
    ward.run(HandOver { on: of(visit), next: ward.unit("Umum") });
    let (undiagnosed, still_away) = (visits::Undiagnosed::Known, StillAway::Known);
    ward.run(CloseVisit { on: of(visit), next: None, undiagnosed, still_away });
    assert_eq!(ward.list("Umum").queue.line.waiting, 1);
}
