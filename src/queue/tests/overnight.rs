//! The service day turns while an emergency waits: she is called, served and sent on as before, and closing leaves her.

use super::*;
use crate::queue::{DayClosed, LeftOpen, State, Undo};
use crate::terms::PersonId;

const SITI: PersonId = PersonId(1);

/// A clinic at ten minutes to four in the night, the hour at which its day turns.
fn late() -> Clinic {
    let mut clinic = Clinic::new();
    clinic.pass((19 * 60 + 50) * 60);
    assert_eq!(clinic.moment.day, "2026-11-23".parse().unwrap());
    clinic
}

fn turned(clinic: &mut Clinic) -> ServiceDay {
    let before = clinic.moment.day;
    clinic.pass(20 * 60);
    assert_ne!(clinic.moment.day, before);
    before
}

fn close(day: ServiceDay) -> CloseDay {
    CloseDay { day, reason: "pagi berikutnya".into() }
}

fn left_open(clinic: &Clinic) -> Vec<LeftOpen> {
    let asked = query::LeftOpen { day: clinic.moment.day };
    table::left_open(&clinic.db, &asked, &clinic.config).unwrap()
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
    let of = table::of_person(
        &clinic.db,
        &query::OfPerson { day: clinic.moment.day, person: SITI },
        &clinic.config,
    );
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
    let next = clinic.run(&Finish { stop: hurt.stop, next: Some(MOTHERS), seen: None }).next.unwrap();
    assert_eq!(rows(&clinic, MOTHERS), [next]);
    assert_eq!(clinic.call_next(MOTHERS, MOTHERS_ROOM).stop, next);
    clinic.run(&Serve(on(next)));
    clinic.run(&Finish { stop: next, next: None, seen: None });
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
    // Forgotten for a whole day more, she is told and ended like everybody.
    clinic.pass(86_400);
    assert_eq!(rows(&clinic, GENERAL), []);
    assert_eq!(left_open(&clinic), [LeftOpen { day: yesterday, waiting: 1, serving: 0, emergencies: 1 }]);
    assert_eq!(clinic.run(&close(yesterday)), DayClosed { ended: 1 });
    assert_eq!(left_open(&clinic), []);
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
    super::super::owner::table::died(&clinic.db, SITI, &clinic.moment, &clinic.config).unwrap();
    let here: std::collections::BTreeSet<_> = rows(&clinic, GENERAL).into_iter().collect();
    assert_eq!(here, [absent.stop, held.stop].into());
    clinic.sound();
}
