//! At the front desk: what a key acts on is what is marked, and an answer that comes late moves nobody.

use crate::screen_front_desk::{Desk, details, siti};
use crate::support::drive::Drive;
use crate::support::ticket;
use loket::clinic::{Envelope, flow};
use loket::people::Role;
use loket::queue::{self, FirstStop, Issue, State as StopState, Urgency};
use loket::terms::{PersonId, Sex};
use loket::ui::action::Action;
use loket::ui::front_desk::{
    FormMessage, FrontDesk, Message as DeskMessage, QueueMessage, TicketMessage, form_id,
};
use loket::ui::screen::Screen as _;
use proptest::prelude::*;
use std::collections::VecDeque;
/// Three people who could be taken for one another, and nobody at the counter.
fn counter() -> (Desk, [PersonId; 3]) {
    let desk = Desk::open();
    let siti = desk.register(siti(), Role::Head, None);
    let bambang = details("Bambang Sutrisno", Sex::Male, "1980-02-01", None);
    let bambang = desk.register(bambang, Role::Head, None);
    let budi = details("Budi Santoso", Sex::Male, "1990-03-02", Some("3510070203900001"));
    let budi = desk.register(budi, Role::Head, None);
    (desk, [siti, bambang, budi])
}

/// Whose tickets there are, in the order in which they were given.
fn given(desk: &Desk) -> Vec<Option<PersonId>> {
    let mut rows = desk.board().queue.rows;
    rows.sort_by_key(|row| row.ticket);
    rows.into_iter().map(|row| row.person).collect()
}

/// The message is taken and its question not answered yet.
fn held(drive: &mut Drive<FrontDesk>, message: DeskMessage) -> Action<DeskMessage> {
    let shared = drive.shared.clone();
    drive.screen.update(message, &shared)
}

#[test]
fn while_somebody_else_is_looked_for_no_key_acts_on_the_one_before() {
    let (desk, [siti, bambang, _]) = counter();
    let mut drive = desk.drive();
    drive.write("siti").press("Enter").hear();
    assert!(drive.shows("Cetak tiket Umum · Siti Nur"), "the button says who gets what");
    // Without Enter: F2 opens the marked hit and gives nobody anything.
    drive.write("bambang");
    assert!(drive.shows("Buka Bambang Sutrisno") && !drive.shows("Cetak tiket Umum · Siti Nur"));
    assert!(!drive.shows("14-08-2001 (25 th)"), "her panel is gone");
    drive.picture("front-marked");
    drive.press("F6").press("F2").hear();
    assert_eq!(given(&desk), []);
    assert!(drive.shows("Cetak tiket Umum · Bambang Sutrisno"));
    drive.press("F2").hear();
    assert_eq!(given(&desk), [Some(bambang)]);
    // Esc brings back who was there.
    drive.write("siti").press("Enter").hear().write("bud");
    assert!(drive.shows("Buka Budi Santoso"));
    drive.press("Esc").hear();
    assert!(drive.shows("Cetak tiket Umum · Siti Nur"));
    drive.press("F2").hear();
    assert_eq!(given(&desk), [Some(bambang), Some(siti)]);
}

/// Looks at records that were written down; `somebody` is at no counter.
fn looks(desk: &Desk, somebody: PersonId) -> i64 {
    // Nobody waits for a look: the next command is behind it.
    desk.run(loket::people::command::TellApartNoMore(loket::people::command::Pair {
        one: somebody,
        other: somebody,
    }));
    let db = rusqlite::Connection::open(loket::store::database_file(desk.fixture.folder.path())).unwrap();
    db.query_row("SELECT count(*) FROM journal WHERE kind = 'Looked'", [], |row| row.get(0)).unwrap()
}

#[test]
fn the_turns_of_others_look_at_nobodys_record_and_the_chosen_ones_own_are_seen_at_once() {
    let (desk, [siti, bambang, budi]) = counter();
    let mut drive = desk.drive();
    drive.write("siti").press("Enter").hear().press("F2").hear();
    let looked = |drive: &mut Drive<FrontDesk>, happens: &dyn Fn()| {
        let before = looks(&desk, budi);
        happens();
        drive.hear();
        looks(&desk, budi) - before
    };
    let umum = desk.unit("Umum");
    let counter = desk.fixture.config().counters_of(umum).next().unwrap().id;
    let call = || desk.run(queue::command::CallNext { unit: umum, counter }).stop;
    let on = |stop| queue::OnStop { stop, seen: None };
    let serve_and_finish = |stop| {
        desk.run(queue::command::Serve(on(stop)));
        desk.run(queue::command::Finish { stop, next: None, seen: None });
    };
    // Hers is served first, and its end is seen.
    assert!(drive.tells("A-001"));
    assert!(looked(&mut drive, &|| serve_and_finish(call())) > 0);
    let others = || {
        desk.ticket("Umum", Some(bambang), FirstStop::Unit, None);
        desk.ticket("Umum", None, FirstStop::Unit, Some(queue::Priority::Elderly));
        desk.ticket("KIA", Some(budi), FirstStop::Unit, None);
        serve_and_finish(call());
        desk.run(queue::command::NoShow(on(call())));
    };
    assert_eq!(looked(&mut drive, &others), 0);
    // One given to her elsewhere, and taken back there.
    desk.ticket("KIA", Some(siti), FirstStop::Unit, None);
    let given = desk.patient(siti).tickets.into_iter().find(|row| row.state == StopState::Waiting).unwrap();
    drive.hear();
    drive.press("Alt+c");
    assert!(drive.shows("Cetak ulang C-002 · Siti Nur"), "it was given to her");
    desk.run(flow::command::Undo { on: on(given.stop) });
    drive.hear();
    assert!(drive.shows("Cetak tiket KIA · Siti Nur"), "it was taken back");
}

#[test]
fn another_hit_that_is_marked_after_one_was_opened_is_the_one_that_is_meant() {
    let (desk, [_, bambang, budi]) = counter();
    let mut drive = desk.drive();
    drive.write("b").press("Enter").hear();
    let first_is_budi = drive.shows("Cetak tiket Umum · Budi Santoso");
    let (other, name) = if first_is_budi { (bambang, "Bambang Sutrisno") } else { (budi, "Budi Santoso") };
    drive.press("Down");
    assert!(!drive.shows("Cetak tiket Umum · Budi Santoso"));
    assert!(drive.shows(&format!("Buka {name}")));
    drive.press("F2").hear().press("F2").hear();
    assert_eq!(given(&desk), [Some(other)]);
}

#[test]
fn answers_that_come_late_give_nobody_anothers_ticket() {
    let (desk, [siti, bambang, _]) = counter();
    let mut drive = desk.drive();
    drive.write("siti").press("Enter").hear();
    // Typed, Enter, F2, and the answer comes only then.
    let search = held(&mut drive, DeskMessage::Typed("bambang".into()));
    drive.press("F2").press("Enter").press("F2").hear();
    assert_eq!(given(&desk), []);
    drive.carry_out(search).hear();
    assert!(drive.shows("Cetak tiket Umum · Bambang Sutrisno"), "Enter is not forgotten");
    // Opened, and who it is comes late: the panel of the one before is no answer.
    drive.write("siti");
    let open = held(&mut drive, DeskMessage::Open);
    drive.press("F2").press("F4").hear();
    assert_eq!(given(&desk), []);
    drive.press("Esc").press("Esc").write("bambang").press("Enter").hear();
    drive.carry_out(open).hear();
    assert!(drive.shows("Cetak tiket Umum · Bambang Sutrisno"), "her answer shows nobody at his place");
    // The ticket's reply comes late: what is typed for the next one stays, and is theirs.
    let issue = held(&mut drive, DeskMessage::Ticket(TicketMessage::Issue));
    drive.write("siti");
    drive.carry_out(issue).hear();
    assert_eq!(given(&desk), [Some(bambang)]);
    assert!(drive.shows("Buka Siti Nur"), "the search for her goes on");
    drive.press("Enter").hear().press("F2").hear();
    assert_eq!(given(&desk), [Some(bambang), Some(siti)]);
}

#[test]
fn a_ticket_of_nobody_becomes_the_marked_ones_and_not_the_one_befores() {
    let (desk, [_, bambang, _]) = counter();
    let mut drive = desk.drive();
    // A number without a name is called; a search is begun for who it is.
    drive.press("F2").hear().press("F9").hear();
    drive.write("bambang").press("F8").hear();
    assert_eq!(desk.row("A-001").person, None, "he is opened first");
    assert!(drive.shows("Bambang Sutrisno → Umum"));
    drive.press("F8").hear();
    assert_eq!((desk.row("A-001").person, desk.row("A-001").unit), (Some(bambang), desk.unit("Umum")));
    // Somebody is at the counter, another comes with a slip: its number is nobody's yet.
    drive.press("F2").hear();
    drive.write("siti").press("Enter").hear().write("a2").press("Enter").hear();
    assert!(!drive.shows("Siti Nur → Umum"), "she is not the one with the slip");
    drive.press("F8").hear();
    assert_eq!(desk.row("A-002").person, None);
}

#[test]
fn nobody_gets_a_second_number_for_a_unit_and_the_screen_says_which_is_the_first() {
    let (desk, [siti, ..]) = counter();
    let mut drive = desk.drive();
    // A number of nobody is called; who comes to the counter has one for that unit already.
    drive.press("F2").hear();
    drive.write("siti").press("Enter").hear().press("F2").hear();
    assert_eq!(desk.row("A-002").person, Some(siti));
    drive.press("F2").hear();
    assert_eq!(given(&desk), [None, Some(siti)], "F2 prints the same once more");
    drive.press("F9").hear().write("siti").press("Enter").hear();
    assert!(drive.shows("Siti Nur sudah punya A-002") && !drive.shows("Siti Nur → Umum"));
    drive.picture("front-second-number");
    drive.press("F8").hear();
    let row = desk.row("A-001");
    assert_eq!((row.person, row.unit), (None, desk.unit("Pendaftaran")), "F8 does nothing");
    // Whoever asks the door all the same hears which number it is.
    let admit = flow::command::Admit {
        stop: row.stop,
        person: Some(siti),
        next: row.destination,
        seen: None,
        told: flow::command::Told::default(),
    };
    let refusal = desk.fixture.clinic.run(&desk.session, Envelope::new(admit)).unwrap_err();
    assert!(refusal.explain(&drive.shared.words).contains("A-002"), "{refusal:?}");
    // An emergency is the ticket that is there already.
    drive.press("Ctrl+E").hear();
    assert_eq!(given(&desk).len(), 2);
    assert_eq!(desk.row("A-002").urgency, Urgency::Emergency);
}

#[test]
fn a_ticket_that_became_somebody_elses_meanwhile_stays_theirs() {
    let (desk, [siti, budi, ..]) = counter();
    let mut drive = desk.drive();
    drive.press("F2").hear().press("F9").hear().write("siti").press("Enter").hear();
    assert!(drive.shows("Siti Nur → Umum"));
    let row = desk.row("A-001");
    desk.run(queue::command::LinkPerson { ticket: row.ticket, person: budi, seen: None });
    // Not heard of yet: F8 still means Siti.
    drive.press("F8").hear();
    let now = desk.row("A-001");
    assert_eq!((now.person, now.unit), (Some(budi), desk.unit("Pendaftaran")), "{siti:?} got it");
}

#[test]
fn whoever_is_called_before_the_list_shows_them_takes_the_hand_from_the_one_before() {
    let (desk, [siti, ..]) = counter();
    let mut drive = desk.drive();
    drive.write("siti").press("Enter").hear();
    assert!(drive.shows("Siti Nur Azizah"));
    desk.run(Issue { first_stop: FirstStop::Registration, ..ticket(desk.unit("Umum")) });
    drive.send(DeskMessage::Queue(QueueMessage::CallNext));
    assert_eq!(desk.row("A-001").state, StopState::Called);
    drive.hear().press("F8").hear();
    assert_eq!(desk.row("A-001").person, None, "{siti:?} was at the counter before");
}

#[test]
fn a_form_that_is_saved_late_takes_nobody_from_the_counter() {
    let (desk, [siti, ..]) = counter();
    let mut drive = desk.drive();
    drive.write("siti").press("Enter").hear().press("F6").hear();
    drive.tab_to(form_id::PHONE).write("9");
    let save = DeskMessage::Form(FormMessage::Save);
    let asked = drive.screen.update(save, &drive.shared.clone());
    // Before the door answers, the next one is there.
    drive.press("Esc").press("F3").write("budi").press("Enter").hear();
    assert!(drive.shows("Budi Santoso"));
    drive.carry_out(asked).hear();
    assert!(drive.shows("Budi Santoso") && !drive.shows("Siti Nur Azizah"));
    assert!(desk.patient(siti).opened.person.details.phone.ends_with('9'), "it is saved all the same");
    assert_eq!(drive.said.last().unwrap().text, "Perubahan tersimpan.");
}

#[test]
fn a_key_that_is_held_down_is_pressed_once() {
    let (desk, _) = counter();
    let mut drive = desk.drive();
    drive.hold("F2");
    assert_eq!(given(&desk).len(), 1);
    drive.press("F2").hear().press("F2").hear().hold("F9");
    let called = |desk: &Desk| {
        let rows = desk.board().queue.rows;
        rows.iter().filter(|row| row.state == StopState::Called).count()
    };
    assert_eq!(called(&desk), 1, "a finger on F9 emptied the waiting room");
    // The next one is called when it was asked what became of the one before.
    drive.press("F9").hear();
    assert_eq!(called(&desk), 1);
    drive.press("F9").hear().hold("F11");
    assert_eq!(called(&desk), 1);
    // Through a list it goes on.
    drive.hold("Ctrl+Down").press("Ctrl+Up");
    assert_eq!(given(&desk).len(), 3);
}

#[test]
fn no_show_reaches_nobody_who_is_not_marked_and_leaves_what_is_being_typed() {
    let (desk, _) = counter();
    let mut drive = desk.drive();
    drive.press("F2").hear().press("F2").hear().press("F9").hear();
    drive.send(DeskMessage::Queue(QueueMessage::Select(desk.row("A-002").stop)));
    drive.send(DeskMessage::Queue(QueueMessage::Cancelling)).write("pulang");
    drive.press("F11").hear();
    assert_eq!(desk.row("A-001").state, StopState::Called);
    // Somebody at another counter does it, and the row at hand keeps its question.
    let on = queue::OnStop { stop: desk.row("A-001").stop, seen: None };
    desk.run(queue::command::NoShow(on));
    drive.hear().press("Enter").hear();
    let reason = desk.board().queue.rows.into_iter().find(|row| row.state == StopState::Cancelled);
    assert!(reason.is_some(), "the reason was thrown away");
}

/// One key or one late answer at the front desk.
#[derive(Debug, Clone, Copy)]
enum Hand {
    Type(&'static str),
    TypeLate(&'static str),
    Press(&'static str),
    Answer,
}

fn hand() -> impl Strategy<Value = Hand> {
    let texts = || prop_oneof![Just("siti"), Just("bambang"), Just("bud"), Just("b"), Just("zzz")];
    prop_oneof![
        3 => texts().prop_map(Hand::Type),
        2 => texts().prop_map(Hand::TypeLate),
        6 => prop_oneof![Just("F2"), Just("Enter"), Just("F2"), Just("Down"), Just("Up"), Just("Esc"), Just("F9"), Just("F8")]
            .prop_map(Hand::Press),
        2 => Just(Hand::Answer),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn however_fast_the_hand_a_ticket_goes_to_the_one_whom_the_button_names(
        hands in prop::collection::vec(hand(), 8..16),
    ) {
        let (desk, people) = counter();
        let names = ["Siti Nur", "Bambang Sutrisno", "Budi Santoso"];
        let mut drive = desk.drive();
        let mut late = VecDeque::new();
        for hand in &hands {
            match hand {
                Hand::Type(text) => drop(drive.send(DeskMessage::Typed((*text).into()))),
                Hand::TypeLate(text) => {
                    late.push_back(held(&mut drive, DeskMessage::Typed((*text).into())));
                }
                Hand::Answer => {
                    if let Some(action) = late.pop_front() {
                        drive.carry_out(action).hear();
                    }
                }
                Hand::Press("F2") => {
                    let named = names.iter().position(|name| drive.shows(&format!("Cetak tiket Umum · {name}")));
                    let nobody = drive.shows("Tiket tanpa nama · Umum");
                    let before = given(&desk);
                    drive.press("F2").hear();
                    let after = given(&desk);
                    match after.get(before.len()) {
                        Some(person) => {
                            prop_assert_eq!(*person, named.map(|at| people[at]), "{:?}", hands);
                            prop_assert!(named.is_some() || nobody, "{:?}", hands);
                        }
                        // What the button promises is done.
                        None => prop_assert!(named.is_none() && !nobody, "{:?}", hands),
                    }
                }
                Hand::Press("F8") => {
                    let named = names.iter().position(|name| drive.shows(&format!("{name} → Umum")));
                    let before = given(&desk);
                    drive.press("F8").hear();
                    for (one, other) in before.iter().zip(given(&desk)) {
                        prop_assert!(*one == other || other == named.map(|at| people[at]), "{:?}", hands);
                    }
                }
                Hand::Press(key) => drop(drive.press(key).hear()),
            }
        }
    }
}
