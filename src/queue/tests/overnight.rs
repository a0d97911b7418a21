//! The service day turns while an emergency waits: she is called, served and sent on as before, and closing leaves her.

use super::*;
use crate::queue::command::CarryOn;
use crate::queue::{DayClosed, LeftOpen, SetPriority, State, Undo};
use crate::terms::PersonId;

const SITI: PersonId = PersonId(1);

/// A clinic at ten minutes to four in the night, the hour at which its day turns.
fn late() -> Clinic {
    let mut clinic = Clinic::new();
    clinic.pass((19 * 60 + 50) * 60);
    assert_eq!(clinic.moment.day, "2026-11-23".parse().unwrap());
    clinic
}

/// The day turns, and is begun; gives the day before.
fn turned(clinic: &mut Clinic) -> ServiceDay {
    let before = clinic.moment.day;
    clinic.pass(20 * 60);
    assert_ne!(clinic.moment.day, before);
    clinic.run(&CarryOn);
    before
}

impl Clinic {
    /// How a stop stands, as every list tells it.
    fn row(&self, stop: StopId) -> State {
        self.board().rows.iter().find(|row| row.stop == stop).unwrap().state
    }
}

fn close(day: ServiceDay) -> CloseDay {
    CloseDay { day, reason: "pagi berikutnya".into() }
}

fn left_open(clinic: &Clinic) -> Vec<LeftOpen> {
    let asked = query::LeftOpen { day: clinic.moment.day };
    table::left_open(&clinic.db, &asked).unwrap()
}

fn rows(clinic: &Clinic, unit: UnitId) -> Vec<StopId> {
    let asked = query::UnitList { day: clinic.moment.day, unit };
    let list = table::unit_list(&clinic.db, &asked, &clinic.config, clinic.moment.now).unwrap();
    list.rows.into_iter().map(|row| row.stop).collect()
}

#[test]
fn an_emergency_that_waits_when_the_day_turns_is_called_served_and_sent_on() {
    let mut clinic = late();
    let hurt = clinic.run(&Issue { person: Some(SITI), urgency: Urgency::Emergency, ..new(GENERAL) });
    let ordinary = clinic.ticket(GENERAL, None);
    let yesterday = turned(&mut clinic);
    assert_eq!(rows(&clinic, GENERAL), [hurt.stop], "on every list");
    assert_eq!(clinic.board().rows.iter().map(|row| row.stop).collect::<Vec<_>>(), [hurt.stop]);
    let of = table::of_person(&clinic.db, &query::OfPerson { day: clinic.moment.day, person: SITI });
    assert_eq!(of.unwrap().len(), 1, "and with her");
    // Who comes now for the same unit comes after her: slip and screen agree.
    assert_eq!(clinic.ticket(GENERAL, None).ahead, 1);
    let second = Issue { person: Some(SITI), ..new(GENERAL) };
    assert!(matches!(clinic.refused(&second), Error::HasTicket { .. }));
    assert_eq!(clinic.call_next(GENERAL, GENERAL_ROOM).stop, hurt.stop);
    clinic.run(&Undo::Stop(on(hurt.stop)));
    assert_eq!(clinic.call_next(GENERAL, GENERAL_ROOM).stop, hurt.stop);
    clinic.run(&Serve(on(hurt.stop)));
    clinic.pass(300);
    assert_eq!(clinic.display().current.unwrap().unit, GENERAL, "the waiting room sees the call");
    let next = clinic.run(&Finish { stop: hurt.stop, next: Some(MOTHERS), seen: None }).next.unwrap();
    assert_eq!(rows(&clinic, MOTHERS), [next]);
    assert_eq!(clinic.call_next(MOTHERS, MOTHERS_ROOM).stop, next);
    clinic.run(&Serve(on(next)));
    clinic.run(&Finish { stop: next, next: None, seen: None });
    let done: Vec<_> = clinic.board().units.iter().map(|line| (line.unit, line.done)).collect();
    assert!(done.contains(&(GENERAL, 1)) && done.contains(&(MOTHERS, 1)), "{done:?}");
    // Whoever has a number goes home, and comes again.
    let call = Call { stop: ordinary.stop, counter: GENERAL_ROOM, seen: None };
    assert_eq!(clinic.refused(&call), Error::NotToday { day: yesterday });
    clinic.sound();
}

#[test]
fn closing_the_day_before_leaves_its_last_emergencies_and_counts_whom_it_ends() {
    let mut clinic = Clinic::new();
    let morning = clinic.emergency(GENERAL);
    clinic.pass((19 * 60 + 50) * 60);
    let hurt = clinic.emergency(GENERAL);
    clinic.ticket(GENERAL, None);
    let yesterday = turned(&mut clinic);
    // The one of the morning is no longer here.
    assert_eq!(rows(&clinic, GENERAL), [hurt.stop]);
    assert_eq!(left_open(&clinic), [LeftOpen { day: yesterday, waiting: 2, serving: 0, emergencies: 1 }]);
    assert_eq!(clinic.run(&close(yesterday)), DayClosed { ended: 2 });
    assert_eq!(clinic.card(morning.ticket).stops[0].row.state, State::Cancelled);
    assert_eq!(left_open(&clinic), []);
    assert_eq!(clinic.refused(&close(yesterday)), Error::DayClosed { day: yesterday });
    clinic.sound();
    assert_eq!(clinic.call_next(GENERAL, GENERAL_ROOM).stop, hurt.stop);
    // Forgotten for two days she is told and ended like everybody.
    let today = clinic.moment.day;
    clinic.pass(2 * 86_400);
    assert_eq!(clinic.run(&CarryOn).people, 0);
    assert_eq!(left_open(&clinic), [LeftOpen { day: today, waiting: 1, serving: 0, emergencies: 1 }]);
    assert_eq!(clinic.run(&close(today)), DayClosed { ended: 1 });
    assert_eq!(left_open(&clinic), []);
    clinic.sound();
}

#[test]
fn who_is_cared_for_goes_on_whenever_they_came_that_day_and_closing_alone_carries_too() {
    let mut clinic = Clinic::new();
    let morning = clinic.emergency(GENERAL);
    clinic.run(&Serve(on(morning.stop)));
    clinic.pass((19 * 60 + 50) * 60);
    let yesterday = clinic.moment.day;
    clinic.pass(20 * 60);
    assert_eq!(clinic.run(&close(yesterday)), DayClosed { ended: 0 });
    assert_eq!(clinic.card(morning.ticket).day, clinic.moment.day);
    assert_eq!(rows(&clinic, GENERAL), [morning.stop]);
    clinic.run(&Finish { stop: morning.stop, next: None, seen: None });
    clinic.sound();
}

#[test]
fn the_number_of_an_emergency_stays_with_its_day_and_nobody_has_it_twice() {
    let mut clinic = late();
    let worse = clinic.ticket(GENERAL, None);
    let emergency = Urgency::Emergency;
    clinic.run(&SetPriority { ticket: worse.ticket, priority: None, urgency: emergency, seen: None });
    turned(&mut clinic);
    let card = clinic.card(worse.ticket);
    assert_eq!((card.number, card.day), (None, clinic.moment.day));
    let note = card.stops[0].acts.last().unwrap().note.clone().unwrap();
    assert!(note.contains("A-001"), "{note}");
    assert_eq!(clinic.ticket(GENERAL, None).text(), "A-001", "today's first");
    assert_eq!(clinic.call_next(GENERAL, GENERAL_ROOM).stop, worse.stop);
    clinic.sound();
}

#[test]
fn an_emergency_under_a_day_that_has_not_come_is_brought_back_to_today() {
    let mut clinic = Clinic::new();
    clinic.pass(86_400);
    let hurt = clinic.emergency(GENERAL);
    clinic.pass(-86_400);
    assert_eq!(rows(&clinic, GENERAL), []);
    assert_eq!(clinic.run(&CarryOn).people, 1);
    assert_eq!(rows(&clinic, GENERAL), [hurt.stop]);
    let card = clinic.card(hurt.ticket);
    assert!(card.issued_at <= clinic.now() && card.stops[0].row.since <= clinic.now(), "{card:?}");
    clinic.run(&Call { stop: hurt.stop, counter: GENERAL_ROOM, seen: None });
    clinic.sound();
}

#[test]
fn an_emergency_is_let_in_called_and_served_on_a_day_that_is_closed() {
    let clinic = Clinic::new();
    clinic.ticket(GENERAL, None);
    let day = clinic.moment.day;
    clinic.run(&close(day));
    assert_eq!(clinic.refused(&new(GENERAL)), Error::DayClosed { day });
    let hurt = clinic.emergency(GENERAL);
    assert_eq!(clinic.call_next(GENERAL, GENERAL_ROOM).stop, hurt.stop);
    assert_eq!(
        clinic.refused(&CallNext { unit: GENERAL, counter: GENERAL_ROOM }),
        Error::NobodyWaits { unit: GENERAL }
    );
    clinic.run(&Serve(on(hurt.stop)));
    clinic.run(&Finish { stop: hurt.stop, next: None, seen: None });
    assert_eq!(clinic.run(&ReopenDay { day }).back, 1, "the others come back all the same");
    clinic.sound();
}

#[test]
fn an_emergency_of_the_night_is_absent_held_given_up_and_dies_like_one_of_today() {
    let mut clinic = late();
    let [absent, given_up, held, dead] = [(); 4].map(|()| clinic.emergency(GENERAL));
    turned(&mut clinic);
    clinic.run(&Call { stop: absent.stop, counter: GENERAL_ROOM, seen: None });
    clinic.run(&NoShow(on(absent.stop)));
    clinic.run(&Restore(on(absent.stop)));
    clinic.run(&Hold(on(held.stop)));
    clinic.run(&Return(on(held.stop)));
    clinic.run(&Cancel { ticket: given_up.ticket, reason: "dirujuk langsung".into(), seen: None });
    clinic.run(&LinkPerson { ticket: dead.ticket, person: SITI, seen: None });
    let [seen] = [absent.stop].map(|stop| clinic.row(stop));
    assert_eq!(seen, State::Waiting);
    super::super::owner::table::died(&clinic.db, SITI, &clinic.moment).unwrap();
    assert_eq!(clinic.row(dead.stop), State::Cancelled);
    super::super::owner::table::lives(&clinic.db, SITI, &clinic.moment, &clinic.config).unwrap();
    assert_eq!(clinic.row(dead.stop), State::Waiting, "a mark that was a mistake gives the place back");
    assert_eq!(clinic.row(held.stop), State::Waiting);
    assert_eq!(clinic.row(given_up.stop), State::Cancelled);
    clinic.sound();
}
