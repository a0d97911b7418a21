//! Red is for what means something: of many who wait for longer than the clinic wants, the longest few.

use loket::queue::FirstStop;

use crate::screen_front_desk::Desk;

#[test]
fn of_a_list_full_of_long_waits_the_longest_three_are_marked() {
    let desk = Desk::open();
    for _ in 0..9 {
        desk.ticket("Umum", None, FirstStop::Unit, None);
        desk.later(1);
    }
    assert_eq!(desk.drive().places("Terlalu lama").len(), 0);
    // The first two are past the clinic's thirty minutes.
    desk.later(30 - 9 + 1);
    assert_eq!(desk.drive().places("Terlalu lama").len(), 2);
    desk.later(40);
    let mut drive = desk.drive();
    assert_eq!(drive.places("Terlalu lama").len(), 3);
    let (third, fourth) = (drive.place("A-003").center_y(), drive.place("A-004").center_y());
    assert!(drive.places("Terlalu lama").iter().all(|mark| mark.y < third.max(fourth)));
}
