//! Two records of one person, by keyboard: what the page says before anything is done, what it does, and what is never merged
//! unseen.

use crate::screen_front_desk::{Desk, details};
use crate::support::drive::Drive;
use iced::Size;
use loket::people::{self, Changes, Details, Guardian, Relation, Role, Which};
use loket::queue::{FirstStop, Priority, State};
use loket::terms::{PersonId, Sex};
use loket::ui::front_desk::{FrontDesk, MergeMessage, Message, id, merge_id};
use loket::ui::theme::Look;

const LONG_NAME: &str = "Siti Nur Fadhilah Ramadhani Kusumawardhani binti Abdurrahman Syarifuddin";

fn record(name: &str, birth: &str, nik: Option<&str>, phone: &str) -> Details {
    let guardian = Guardian { name: "Sumirah".into(), relation: Relation::Mother };
    Details { phone: phone.into(), guardian: Some(guardian), ..details(name, Sex::Female, birth, nik) }
}

/// The card-holder, and days later the same woman under a short name with day and month swapped.
pub struct Twice {
    pub desk: Desk,
    older: PersonId,
    newer: PersonId,
}

impl Twice {
    pub fn open() -> Self {
        Self::named("Siti Aminah")
    }

    fn named(name: &str) -> Self {
        let desk = Desk::open();
        let older = record(name, "1960-08-03", Some("3510074308600007"), "0857 1111 2290");
        let older = desk.register(older, Role::Spouse, None);
        desk.later(3 * 24 * 60);
        let mut newer = record(name, "1960-03-08", None, "0813 3333 7714");
        newer.address.rt = None;
        newer.disability = people::Disability::Present;
        let newer = desk.register(newer, Role::Head, None);
        Self { desk, older, newer }
    }

    /// The older one's panel at the desk, then the page.
    fn page(&self) -> Drive<FrontDesk> {
        let mut drive = self.desk.drive();
        self.at_counter(&mut drive);
        drive.press("Ctrl+G").hear();
        drive
    }

    pub fn at_counter(&self, drive: &mut Drive<FrontDesk>) {
        drive.send(Message::Choose(self.older)).hear();
    }

    fn merged(&self) -> bool {
        self.desk.patient(self.newer).opened.person.id == self.older
    }

    fn amend(&self, person: PersonId, change: impl FnOnce(&mut Details)) {
        let before = self.desk.patient(person).opened.person.details;
        let mut after = before.clone();
        change(&mut after);
        let changes = Changes::between(&before, &after);
        let said =
            [people::Warning::LikelyDuplicate(self.older), people::Warning::LikelyDuplicate(self.newer)];
        let confirmed = said.map(|warning| people::Confirmation { warning, reason: "uji".into() });
        self.desk.run(people::Amendment { person, changes, confirmed: confirmed.to_vec() });
    }
}

#[test]
fn who_is_likely_the_same_is_said_on_the_panel_and_merged_by_keys_as_the_sentence_says() {
    let two = Twice::open();
    two.desk.ticket("Umum", Some(two.older), FirstStop::Unit, Some(Priority::Elderly));
    two.desk.later(3);
    two.desk.ticket("Umum", Some(two.newer), FirstStop::Unit, Some(Priority::Elderly));
    let (kept, gone) = (two.desk.patient(two.older), two.desk.patient(two.newer));
    let (kept, gone) = (kept.opened.person.record_number, gone.opened.person.record_number);
    let mut drive = two.desk.drive();
    two.at_counter(&mut drive);
    assert!(drive.shows("Mungkin orang yang sama") && drive.shows("Bandingkan"));
    drive.picture("front-likely-same");
    drive.press("Ctrl+G").hear();
    for said in [
        "Gabungkan dua rekam medis",
        "03-08-1960 (66 th)",
        "08-03-1960 (66 th)",
        "dipakai terus",
        "jadi nomor lama",
        "selalu ikut, tidak dipilih",
        "Tiket P-002 dibatalkan",
        "P-001 tetap, urutannya tetap",
    ] {
        assert!(drive.shows(said), "{said}");
    }
    assert!(drive.tells("hari dan bulan lahir tertukar"), "why they are alike");
    assert!(drive.tells("Siti Aminah, perempuan, 66 th"), "what becomes of it");
    drive.picture("front-merge");
    // Down to the birth date, and the other one's; then back to what was proposed.
    drive.press("Down").press("Right");
    drive.press("Left");
    drive.press("Ctrl+Enter").hear();
    assert!(two.merged());
    let after = two.desk.patient(two.older).opened.person;
    assert_eq!(after.details.birth.date.to_string(), "1960-08-03");
    assert_eq!(after.details.phone, "0813 3333 7714", "the last telephone that was told");
    assert_eq!(after.details.address.rt, Some(3), "the older one's address as a whole");
    assert_eq!(after.details.disability, people::Disability::Present, "a warning always follows");
    assert_eq!(after.record_number, kept);
    assert_eq!(two.desk.row("P-001").person, Some(two.older));
    // The panel of who was kept, and the old number finds it.
    assert!(drive.tells(&format!("Digabung dengan RM {gone}")));
    drive.picture("front-merged");
    drive.write(&gone).press("Enter").hear();
    assert!(drive.shows("Siti Aminah") && drive.focused(id::SEARCH));
    // Taken back from the same panel.
    drive.tab_to(merge_id::UNDO).press("Enter").hear();
    assert!(!two.merged());
    assert_eq!(drive.said.last().unwrap().text, "Gabungan diurungkan. Dua rekam medis lagi.");
    assert_eq!(two.desk.row("P-002").state, State::Waiting);
    assert!(drive.shows("Mungkin orang yang sama"));
}

#[test]
fn nothing_is_merged_before_both_are_shown() {
    let two = Twice::open();
    let lone =
        two.desk.register(details("Bambang Sutrisno", Sex::Male, "1980-02-01", None), Role::Head, None);
    let mut drive = two.desk.drive();
    drive.press("Ctrl+G").press("Ctrl+Enter").hear();
    assert!(!drive.shows("Gabungkan dua rekam medis"), "nobody is at the counter");
    drive.send(Message::Choose(lone)).hear().press("Ctrl+G").hear();
    assert!(drive.focused(merge_id::OTHER), "nobody is like him: the other one is looked for");
    drive.press("Ctrl+Enter").hear().write("siti aminah").press("Ctrl+Enter").hear();
    drive.send(Message::Merge(MergeMessage::Save)).hear();
    assert!(!two.merged());
    assert!(drive.shows("Gabungkan dua rekam medis"));
    drive.picture("front-merge-other");
    // Somebody of another sex is told of where the sentence would be, and the button does nothing.
    drive.press("Enter").hear();
    assert!(drive.tells("Jenis kelaminnya berbeda"));
    drive.picture("front-merge-refused");
    drive.press("Ctrl+Enter").hear();
    assert_eq!(two.desk.patient(lone).opened.person.id, lone);
    drive.press("Esc");
    assert!(drive.shows("Bambang Sutrisno") && drive.focused(id::SEARCH));
}

#[test]
fn the_marked_hit_of_a_search_is_compared_too() {
    let two = Twice::open();
    let mut drive = two.desk.drive();
    drive.write("siti aminah").press("Ctrl+G").hear();
    assert!(drive.shows("03-08-1960 (66 th)") && drive.shows("08-03-1960 (66 th)"));
}

#[test]
fn from_the_form_of_somebody_the_likely_same_is_compared_and_what_was_typed_stays() {
    let two = Twice::open();
    let mut drive = two.desk.drive();
    two.at_counter(&mut drive);
    drive.press("F6").hear().write("h").press("Ctrl+G").hear();
    assert!(drive.shows("Gabungkan dua rekam medis") && drive.shows("08-03-1960 (66 th)"));
    drive.press("Esc").hear().press("F6").press("Ctrl+Enter").hear();
    drive.write("uji").press("Ctrl+Enter").hear();
    assert_eq!(two.desk.patient(two.older).opened.person.details.name, "Siti Aminahh");
}

#[test]
fn what_changes_while_it_is_looked_at_is_seen_before_it_is_merged() {
    let two = Twice::open();
    let mut drive = two.page();
    two.amend(two.newer, |details| details.phone = "0899 0000 1111".into());
    // Not heard yet: the door refuses, and the page shows what it is now.
    drive.press("Ctrl+Enter");
    assert!(!two.merged());
    drive.hear();
    assert!(drive.shows("Sudah saya lihat") && drive.tells("Baru saja berubah."));
    drive.press("Ctrl+Enter").hear();
    assert!(!two.merged(), "seen, not merged");
    drive.press("Ctrl+Enter").hear();
    assert!(two.merged());
    assert_eq!(two.desk.patient(two.older).opened.person.details.phone, "0899 0000 1111");

    // Heard: the same.
    let two = Twice::open();
    let mut drive = two.page();
    let which = Which { person: two.newer, seen: None };
    two.desk.run(people::Death {
        which,
        on: "2026-11-20".parse().unwrap(),
        open_visit: people::OpenVisit::Ask,
    });
    drive.hear();
    assert!(drive.tells("Salah satunya tercatat meninggal"));
    drive.press("Ctrl+Enter").press("Ctrl+Enter").hear();
    assert!(!two.merged());

    // Merged by a colleague: the page has nothing to show any more.
    let two = Twice::open();
    let mut drive = two.page();
    let mut other = two.page();
    other.press("Ctrl+Enter").hear();
    assert!(two.merged());
    drive.press("Ctrl+Enter").hear();
    assert!(!drive.shows("Gabungkan dua rekam medis"));
}

#[test]
fn two_different_people_are_never_asked_about_again_until_that_is_taken_back() {
    let two = Twice::open();
    let mut drive = two.page();
    drive.press("Alt+B").hear();
    assert!(drive.tells("Sudah ditandai dua orang berbeda") && !drive.shows("Mungkin orang yang sama"));
    drive.press("Ctrl+Enter").hear().press("Esc").hear();
    assert!(!two.merged() && !drive.shows("Mungkin orang yang sama"));
    drive.send(Message::Choose(two.newer)).hear();
    assert!(!drive.shows("Mungkin orang yang sama"), "from the other side");
    drive.send(Message::Merge(MergeMessage::Compare(two.newer, two.older))).hear();
    drive.press("Alt+B").hear();
    assert!(drive.shows("Mungkin orang yang sama"));
    drive.press("Esc").hear();
    assert!(drive.shows("Mungkin orang yang sama"));
}

#[test]
fn the_queue_stays_usable_and_who_is_called_is_next() {
    let two = Twice::open();
    let next =
        two.desk.register(details("Bambang Sutrisno", Sex::Male, "1980-02-01", None), Role::Head, None);
    two.desk.ticket("Umum", Some(next), FirstStop::Registration, None);
    let mut drive = two.page();
    drive.press("Down").press("Right").press("F9").hear();
    assert_eq!(two.desk.row("A-001").state, State::Called);
    assert!(drive.shows("Gabungkan dua rekam medis"), "the page stays");
    drive.press("F10").hear();
    assert_eq!(two.desk.row("A-001").call_count, 2);
    drive.press("Esc").hear();
    assert!(drive.shows("01-02-1980 (46 th)"), "who was called is at the counter");
    drive.press("F11").hear();
    assert_eq!(two.desk.row("A-001").state, State::NoShow);
}

#[test]
fn long_names_large_letters_and_the_dark_keep_every_button_in_view() {
    let two = Twice::named(LONG_NAME);
    // 160 % of a small window.
    let size = Size::new(854.0 - 72.0, 480.0 - 28.0);
    let session = Some(two.desk.session.clone());
    let mut drive = Drive::with_size(FrontDesk::default(), &two.desk.fixture, session, size);
    drive.shared.seat.look = Look::Dark;
    two.at_counter(&mut drive);
    drive.press("Ctrl+G").hear();
    assert!(drive.shows("Gabungkan") && drive.shows("Ctrl+Enter"));
    drive.picture("front-merge-large-dark");
    let size = Size::new(1366.0 - 72.0, 697.0 - 28.0);
    let session = Some(two.desk.session.clone());
    let mut drive = Drive::with_size(FrontDesk::default(), &two.desk.fixture, session, size);
    two.at_counter(&mut drive);
    drive.press("Ctrl+G").hear();
    drive.picture("front-merge-low");
}
