//! Away for a moment, missed, given by mistake, closed too early, sent and back: each by its key.

use crate::screen_exam::{open_visit, serving};
use crate::screen_front_desk::{Desk, siti};
use loket::clinic::flow::command::StillAway;
use loket::clinic::{Envelope, flow};
use loket::people::Role;
use loket::queue::command::{CallNext, CarryOn, CloseDay};
use loket::queue::{self, FirstStop, State as StopState};
use loket::terms::ServiceDay;
use loket::ui::action::Undo;
use loket::visits::State;

use crate::support::ward::Ward;

#[test]
fn a_no_show_who_comes_back_takes_the_old_number_by_the_key_of_a_ticket() {
    let desk = Desk::open();
    desk.register(siti(), Role::Head, None);
    let mut drive = desk.drive();
    drive.write("siti").press("Enter").hear().press("F2").hear();
    let given = desk.board().queue.rows.first().unwrap().clone();
    let counter = desk.fixture.config().counters_of(given.unit).next().unwrap().id;
    let called = desk.run(loket::queue::command::Call { stop: given.stop, counter, seen: None });
    let on = loket::queue::OnStop { stop: called.stop, seen: None };
    desk.run(loket::queue::command::NoShow(on));
    drive.hear().write("siti").press("Enter").hear();
    assert!(drive.shows("Pakai lagi A-001 · Siti Nur"), "the key says what it does");
    drive.picture("front-number-back");
    drive.press("F2").hear();
    let rows = desk.board().queue.rows;
    assert_eq!((rows.len(), rows[0].state), (1, StopState::Waiting));
    assert_eq!(
        drive.said.last().unwrap().text,
        "A-001 menunggu lagi di tempatnya, 0 orang di depan; slip lama tetap berlaku."
    );
}

#[test]
fn a_ticket_can_be_taken_back_like_every_other_act() {
    let desk = Desk::open();
    let mut drive = desk.drive();
    drive.press("F2").hear();
    let Some(Undo::Turn(on)) = drive.said.last().unwrap().undo else {
        panic!("a ticket given by mistake cannot be taken back")
    };
    desk.run(flow::command::Undo { on });
    assert_eq!(desk.board().queue.rows, []);
    drive.hear().press("F2").hear();
    assert_eq!(desk.board().queue.rows[0].number.as_ref().unwrap().number, 2);
}

#[test]
fn a_turn_is_held_by_a_key_and_called_no_sooner_than_it_is_back() {
    let desk = Desk::open();
    let mut drive = desk.drive();
    drive.press("F2").hear().press("F2").hear();
    drive.press("F9").hear();
    drive.press("Ctrl+t").hear();
    assert!(drive.said.last().unwrap().text.contains("ditunda sampai"));
    assert!(drive.shows("Sudah kembali"));
    drive.picture("front-held");
    drive.press("F9").hear();
    assert_eq!(desk.row("A-002").state, StopState::Called);
    assert_eq!(desk.row("A-001").state, StopState::Waiting);
}

#[test]
fn calling_the_next_while_one_is_called_asks_what_became_of_that_one() {
    let desk = Desk::open();
    let mut drive = desk.drive();
    drive.press("F2").hear().press("F2").hear().press("F9").hear();
    drive.press("F9").hear();
    assert_eq!(desk.row("A-002").state, StopState::Waiting, "it is asked first");
    assert!(drive.shows("A-001 masih dipanggil. Datang, tidak hadir (F11), atau ditunda? F9 lagi: biarkan dan panggil berikutnya."));
    drive.picture("front-still-called");
    drive.press("F11").hear().press("F9").hear();
    assert_eq!(desk.row("A-001").state, StopState::NoShow);
    assert_eq!(desk.row("A-002").state, StopState::Called);
}

#[test]
fn a_day_closed_too_early_is_opened_again_by_one_key() {
    let desk = Desk::open();
    let mut drive = desk.drive();
    drive.press("F2").hear().press("F2").hear().press("F9").hear();
    let day = desk.fixture.clinic.today().unwrap();
    desk.run(CloseDay { day, reason: "salah tekan".into() });
    drive.hear();
    assert!(drive.shows("2 orang kembali ke tempatnya"));
    // Who closed it, when and why; where everybody comes back to; the banner is over the middle only.
    assert!(drive.tells("07:30: salah tekan."));
    assert!(drive.shows("Dipanggil") && drive.shows("Urutan 1"));
    let banner = drive.place("Hari ini sudah ditutup pukul");
    assert!(banner.x + banner.width < drive.place("Antrean hari ini").x);
    drive.picture("front-day-closed");
    // Under a clock that was wrong: with the day.
    let db = rusqlite::Connection::open(loket::store::database_file(desk.fixture.folder.path())).unwrap();
    db.execute("UPDATE queue_day SET closed_at = closed_at + 12 * 86400000", []).unwrap();
    let mut drive = desk.drive();
    assert!(drive.tells("3 Desember 2026, 07:30: salah tekan."));
    drive.press("F5").hear();
    assert_eq!(desk.row("A-001").state, StopState::Called);
    assert_eq!(desk.row("A-002").state, StopState::Waiting);
    assert_eq!(drive.said.last().unwrap().text, "Hari ini dibuka lagi; 2 orang kembali ke tempatnya.");
}

#[test]
fn somebody_is_sent_to_another_unit_and_back_by_a_key_and_the_visit_goes_on() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    let visit = open_visit(&ward);
    drive.press("F12").press("Right");
    assert!(drive.shows("Kirim, lalu kembali ke sini"));
    drive.picture("exam-hand-over");
    drive.press("F5").hear();
    assert_eq!(ward.sheet(visit).visit.state, State::Open);
    assert!(drive.said.last().unwrap().undo.is_some());
    let config = ward.fixture.config();
    let there = config.services().find(|unit| ward.list(&unit.name).queue.line.waiting == 1).unwrap();
    assert_ne!(there.name, "KIA");
}

#[test]
fn back_from_another_unit_the_visit_ends_at_home_and_not_there_again() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    let visit = open_visit(&ward);
    drive.press("F12").press("Right").press("F5").hear();
    let config = ward.fixture.config();
    let there = config.services().find(|unit| ward.list(&unit.name).queue.line.waiting == 1).unwrap();
    let on = loket::queue::OnStop { stop: ward.list(&there.name).queue.rows[0].stop, seen: None };
    let other = ward.run(flow::command::Serve { on, payer: None, kind: None }).visit.unwrap();
    ward.run(flow::command::CloseVisit {
        on: loket::visits::On { visit: other, seen: None },
        next: Some(ward.unit("KIA")),
        undiagnosed: loket::visits::Undiagnosed::Known,
        still_away: StillAway::Ask,
    });
    drive.hear().press("F9").hear().press("F4").hear();
    assert_eq!(open_visit(&ward), visit, "the same visit goes on");
    drive.press("F12").press("F12").hear();
    assert_eq!(ward.sheet(visit).visit.state, State::Closed);
    assert_eq!(ward.list(&there.name).queue.line.waiting, 0, "not sent there a second time");
}

#[test]
fn a_row_says_where_somebody_came_from_at_which_place_they_stand_and_why() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    drive.press("F12").press("Right").press("F5").hear();
    let config = ward.fixture.config();
    let there = config.services().find(|unit| ward.list(&unit.name).queue.line.waiting == 1).unwrap();
    let stop = ward.list(&there.name).queue.rows[0].stop;
    let wrong = ward.register("Bening Larasati", loket::terms::Sex::Female, "1998-02-11", None);
    ward.ticket(&there.name, Some(wrong), None);
    ward.later(7);
    ward.run(queue::command::Serve(queue::OnStop { stop, seen: None }));
    ward.run(queue::command::Finish { stop, next: Some(ward.unit("KIA")), seen: None });
    let wrong = ward.list(&there.name).queue.rows.iter().find(|row| row.person == Some(wrong)).unwrap().stop;
    ward.run(queue::command::Move { stop: wrong, to: ward.unit("KIA"), seen: None });
    drive.hear();
    let mut under = |name: &str, said: &str| {
        let name = drive.place(name);
        let below = |place: &iced::Rectangle| place.y > name.y && place.y < name.y + 40.0;
        let found = drive.places(said).iter().any(below);
        assert!(found, "“{said}” stands beside nobody of that name: {:?}", drive.places(said));
    };
    for (name, said) in [
        ("Kirana", there.name.as_str()),
        ("Kirana", "09:19"),
        ("Kirana", "urutan"),
        ("Kirana", "berselang"),
        ("Bening", there.name.as_str()),
        ("Bening", "jam tiket"),
        ("Nurul", "Pendaftaran"),
        ("Nurul", "09:06"),
        ("Endang", "Pendaftaran"),
    ] {
        under(name, said);
    }
    assert_eq!(drive.places("urutan").len(), 3, "who is not there has no place");
    drive.picture("exam-origin");
    drive.shared.seat.look = loket::ui::theme::Look::Dark;
    drive.picture("exam-origin-dark");
}

#[test]
fn a_row_says_where_else_its_person_is_being_served() {
    let ward = Ward::open();
    serving(&ward);
    ward.ticket("Umum", Some(ward.child), None);
    let mut there = crate::screen_exam::station(&ward, "Ruang Umum");
    assert!(there.shows("Sedang dilayani: C-001, Ruang KIA"));
    there.press("F9").hear();
    assert_eq!(
        ward.list("Umum").queue.rows[0].state,
        StopState::Waiting,
        "nobody is called away from a room"
    );
}

#[test]
fn a_day_left_open_says_whom_closing_ends_and_the_nights_emergency_is_called_on() {
    let desk = Desk::open();
    let before = desk.fixture.clinic.today().unwrap();
    let unit = desk.unit("Umum");
    let emergency = |desk: &Desk| {
        desk.run(queue::Issue {
            unit,
            first_stop: FirstStop::Unit,
            person: None,
            priority: None,
            urgency: queue::Urgency::Emergency,
            source: queue::Source::Desk,
            payer: None,
        })
    };
    desk.ticket("Umum", None, FirstStop::Unit, None);
    // One of the morning who was never ended, and one of a quarter of an hour before the day turns.
    emergency(&desk);
    let turn = desk.fixture.config().profile.calendar().start_of(ServiceDay(before.0.succ_opt().unwrap()));
    let minutes = (turn - desk.fixture.clinic.now()).num_minutes();
    desk.later(minutes - 15);
    let hurt = emergency(&desk);
    desk.later(20);
    let clinic = &desk.fixture.clinic;
    clinic.run(&clinic.system(), Envelope::new(CarryOn)).unwrap();
    let mut drive = desk.drive();
    assert!(drive.tells("belum ditutup. Masih ada 2 menunggu, termasuk 1 gawat darurat."));
    drive.picture("front-day-left-open");
    let counter = desk.fixture.config().counters_of(unit).next().unwrap().id;
    assert_eq!(desk.run(CallNext { unit, counter }).stop, hurt.stop);
    drive.hear().press_button("Tutup hari itu").hear();
    assert!(!drive.tells("belum ditutup"));
    let rows = desk.board().queue.rows;
    assert_eq!(rows.iter().map(|row| row.stop).collect::<Vec<_>>(), [hurt.stop], "she goes on");
}
