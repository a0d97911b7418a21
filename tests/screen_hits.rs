//! What a search found is what is true now: the state and the unit of a ticket follow what happens in the queue.

use loket::queue::{self, FirstStop, OnStop};

use crate::screen_front_desk::Desk;

#[test]
fn a_ticket_that_was_found_says_what_became_of_it() {
    let desk = Desk::open();
    desk.ticket("Umum", None, FirstStop::Unit, None);
    let mut drive = desk.drive();
    drive.write("a-001").hear();
    let (absent, mothers) = (drive.places("Tidak hadir").len(), drive.places("KIA").len());
    let on = |stop| OnStop { stop, seen: None };
    let umum = desk.unit("Umum");
    let counter = desk.fixture.config().counters_of(umum).next().unwrap().id;
    let stop = desk.run(queue::command::CallNext { unit: umum, counter }).stop;
    desk.run(queue::command::NoShow(on(stop)));
    drive.hear();
    assert_eq!(drive.places("Tidak hadir").len(), absent + 2, "the hit and the row");
    desk.run(queue::command::Restore(on(stop)));
    drive.hear();
    assert_eq!(drive.places("Tidak hadir").len(), absent);
    desk.run(queue::command::Move { stop, to: desk.unit("KIA"), seen: None });
    drive.hear();
    assert_eq!(drive.places("KIA").len(), mothers + 2, "the hit and the row");
    // The mark is still on it: Enter opens it, and F9 has its row.
    drive.press("Enter");
    assert!(drive.tells("A-001"));
}
