//! A visit that was cancelled at the exam station served nobody: its turn waits again at its place, or ends unserved.

use crate::screen_exam::{open_visit, serving, station};
use crate::support::ward::Ward;
use loket::clinic::flow::command::Undo;
use loket::queue::{OnStop, Row, State as StopState};
use loket::visits::State;

fn hers(ward: &Ward) -> Row {
    ward.list("KIA").queue.rows.into_iter().find(|row| row.person == Some(ward.child)).unwrap()
}

#[test]
fn whose_visit_was_cancelled_waits_again_at_the_old_place_by_the_first_act() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    let (number, wrong) = (hers(&ward).number, open_visit(&ward));
    drive.press("Alt+3").press_button("Batalkan kunjungan").write("salah orang").press("Enter").hear();
    assert!(drive.shows("Kembali menunggu") && drive.shows("F2"), "first on the page");
    drive.press("F2").hear();
    let back = hers(&ward);
    assert_eq!((back.state, &back.number), (StopState::Waiting, &number));
    assert!(drive.said.last().unwrap().text.ends_with("menunggu lagi di tempatnya."));
    assert!(!drive.shows("Kembali menunggu"), "the cancelled visit is not in the way");
    // Taken back, it is served as before.
    ward.run(Undo { on: OnStop { stop: back.stop, seen: Some(back.revision) } });
    drive.hear();
    assert_eq!(hers(&ward).state, StopState::Serving);
    // The same stands in the middle where the turn is marked and no page is seen.
    drive.press("F4").hear();
    assert!(drive.shows("Kembali menunggu") && drive.shows("Selesaikan C-001"));
    // And at a seat that did not see it happen.
    let mut other = station(&ward, "Ruang KIA");
    assert!(other.hear().shows("Kembali menunggu"));
    drive.press("F2").hear();
    // The other one who waits came later.
    drive.press("F9").hear();
    assert_eq!(hers(&ward).state, StopState::Called, "called before who came later");
    drive.press("F4").hear();
    let right = open_visit(&ward);
    assert_ne!(right, wrong);
    assert_eq!(ward.sheet(right).visit.state, State::Open);
    assert_eq!(hers(&ward).state, StopState::Serving);
    let db = loket::store::open_to_look(ward.fixture.folder.path(), loket::clinic::MIGRATIONS).unwrap();
    assert_eq!(loket::clinic::examine(&db).unwrap(), []);
}

#[test]
fn a_turn_that_ends_after_its_visit_was_cancelled_says_that_it_does_not_count_as_served() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    drive.press("Alt+3").press_button("Batalkan kunjungan").write("keliru").press("Enter").hear();
    drive.press("F12").hear();
    assert_eq!(hers(&ward).state, StopState::Cancelled);
    assert!(drive.said.last().unwrap().text.ends_with("tidak dihitung sebagai dilayani."));
    assert_eq!(ward.list("KIA").queue.line.done, 0);
}
