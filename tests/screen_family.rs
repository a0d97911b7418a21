//! The desk's page that repairs a family, by keyboard: the right person, said before it is done, and taken back.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail the test that uses them")]

use iced::Size;
use iced::keyboard::key::Named;
use loket::clinic::flow;
use loket::people::{self, Details, Guardian, Identity, NoNik, Relation, Role};
use loket::queue::{FirstStop, State};
use loket::staff;
use loket::terms::{PersonId, Sex};
use loket::ui::action::Undo;
use loket::ui::front_desk::{FamilyMessage, FrontDesk, Message, family_id, id};
use loket::ui::theme::Look;

use crate::screen_app::program;
use crate::screen_front_desk::{Desk, details};
use crate::support::drive::Drive;

const LONG_NAME: &str = "Siti Nur Fadhilah Ramadhani Kusumawardhani binti Abdurrahman Syarifuddin";

/// A family of four, and a newborn that heads a folder of its own, as an earlier version let it.
struct Morning {
    desk: Desk,
    father: PersonId,
    mother: PersonId,
    baby: PersonId,
}

fn morning() -> Morning {
    let desk = Desk::open();
    let father = desk.register(details("Slamet Widodo", Sex::Male, "1992-02-01", None), Role::Head, None);
    let mut wahyu = details("Wahyuningsih", Sex::Female, "1995-03-01", None);
    wahyu.phone = "081234568830".into();
    let mother = desk.register(wahyu, Role::Spouse, Some(father));
    for (name, birth) in [("Rafi Pradana", "2018-04-01"), ("Nadia Pradani", "2022-04-01")] {
        desk.register(details(name, Sex::Male, birth, None), Role::Child, Some(father));
    }
    let baby = desk.register(newborn(), Role::Child, None);
    let db = rusqlite::Connection::open(loket::store::database_file(desk.fixture.folder.path())).unwrap();
    let made_head = "UPDATE person SET family_role = 'head', member = 0, record_number = '01-000002-00',
         record_key = '0100000200' WHERE id = ?1";
    db.execute(made_head, [baby.0]).unwrap();
    desk.ticket("KIA", Some(baby), FirstStop::Unit, None);
    desk.later(12);
    Morning { desk, father, mother, baby }
}

fn newborn() -> Details {
    let mut baby = details("Bayi Ny. Wahyuningsih", Sex::Male, "2026-11-19", None);
    baby.identity = Identity::Without(NoNik::Newborn);
    baby.home = people::Home::Unknown;
    baby.address = people::Address { text: "Sukorejo".into(), rt: None, rw: None };
    baby.phone = String::new();
    baby
}

impl Morning {
    fn number(&self, person: PersonId) -> String {
        self.desk.patient(person).opened.person.record_number
    }

    /// The baby's page.
    fn page(&self) -> Drive<FrontDesk> {
        let mut drive = self.desk.drive();
        drive.write("bayi ny wahyu").press("Enter").hear().press("Ctrl+F").hear();
        drive
    }
}

#[test]
fn a_newborn_goes_into_its_mothers_folder_and_keeps_ticket_and_place() {
    let morning = morning();
    let desk = &morning.desk;
    let mut drive = desk.drive();
    drive.write("bayi ny wahyu").press("Enter").hear();
    assert!(drive.tells("Belum 15 tahun, tercatat sebagai kepala keluarga. Ctrl+F memperbaiki."));
    drive.picture("family-warned");
    drive.press("Ctrl+F").hear();
    assert!(drive.focused(family_id::SEARCH));
    assert!(drive.shows("Bayi Ny. Wahyuningsih") && drive.shows("Ke folder ibu"));
    assert!(drive.tells("tercatat sebagai kepala keluarga folder 000002"));
    assert!(drive.shows("namanya sama dengan ibu di data anak"));
    assert!(drive.shows("01-000002-00") && drive.shows("01-000001-04"), "old and new number");
    assert!(drive.shows("Wahyuningsih, ibu") && drive.shows("telepon 0812••••8830"));
    assert!(drive.shows("C-001"), "the ticket goes along");
    assert!(drive.tells("Sesudah pindah kosong dan ditutup."));
    assert!(drive.shows("belum 15 tahun: anak atau famili lain"));
    assert!(drive.tells("menjadi anak dalam folder 000001, No. RM 01-000001-04."));
    assert!(drive.shows("Bisa diurungkan 30 hari, sampai 21-12-2026."));
    drive.picture("family-mother");
    drive.shared.seat.look = Look::Dark;
    drive.picture("family-mother-dark");
    drive.press("Ctrl+Enter").hear();
    let toast = drive.said.last().unwrap().clone();
    assert_eq!(toast.text, "Bayi Ny. Wahyuningsih dipindah, No. RM 01-000001-04.");
    assert!(matches!(toast.undo, Some(Undo::Move(_))));
    assert!(drive.focused(id::SEARCH) && drive.shows("01-000001-04"), "the panel has the new number");
    assert!(!drive.tells("Belum 15 tahun"));
    let row = desk.row("C-001");
    assert_eq!((row.person, row.state), (Some(morning.baby), State::Waiting));
    let person = desk.patient(morning.baby).opened.person;
    assert_eq!((person.role, person.details.mother), (Role::Child, Some(morning.mother)));
    assert_eq!(person.details.address.rt, Some(3));
    assert_eq!(desk.found("01-000002-00")[0].id, morning.baby, "the old number finds them");

    // The page says that it can be taken back, and the button does it.
    drive.press("Ctrl+F").hear();
    assert!(drive.tells("Dipindah 21-11-2026 dari No. RM 01-000002-00."));
    drive.picture("family-undo");
    drive.press("Ctrl+U").hear();
    assert_eq!(drive.said.last().unwrap().text, "Perpindahan diurungkan.");
    assert_eq!(morning.number(morning.baby), "01-000002-00");
    assert!(drive.shows("01-000002-00"));
}

#[test]
fn esc_leaves_with_nothing_done_and_the_queue_is_called_from_the_page() {
    let morning = morning();
    let before = morning.desk.patient(morning.baby).opened;
    morning.desk.ticket("Umum", None, FirstStop::Registration, None);
    let mut drive = morning.page();
    drive.press("F9").hear();
    assert_eq!(morning.desk.row("A-001").state, State::Called);
    assert!(drive.shows("Ke folder ibu"), "the page stays");
    // Whoever is being repaired is not the one with that ticket.
    drive.press("F8").hear();
    assert_eq!(morning.desk.row("A-001").person, None);
    assert!(drive.shows("Ke folder ibu"), "the page stays");
    drive.press("Esc").hear();
    assert!(drive.focused(id::SEARCH) && !drive.shows("Ke folder ibu"));
    assert_eq!(morning.desk.patient(morning.baby).opened, before);
    // Keys of the page do nothing any more.
    drive.press("Ctrl+U").hear();
    assert_eq!(morning.desk.patient(morning.baby).opened, before);
}

#[test]
fn what_a_colleague_changes_meanwhile_is_shown_and_looked_at_before_it_is_done() {
    let morning = morning();
    let desk = &morning.desk;
    let mut drive = morning.page();
    assert!(drive.shows("01-000001-04"));
    // Somebody else takes that number.
    let salsa = desk.register(
        details("Salsa Amira", Sex::Female, "2024-04-01", None),
        Role::Child,
        Some(morning.father),
    );
    assert_eq!(morning.number(salsa), "01-000001-04");
    // Sent before the screen has heard of it: refused, and what it comes to now is shown.
    drive.press("Ctrl+Enter");
    assert_eq!(morning.number(morning.baby), "01-000002-00");
    assert!(drive.tells("Datanya baru saja diubah dari tempat lain."));
    assert!(drive.shows("01-000001-05"));
    drive.press("Esc").press("Ctrl+F").hear();
    // Heard while it is looked at: the first press only says that it was seen.
    amended(desk, morning.mother, |details| details.address.rt = Some(9));
    drive.hear();
    assert!(drive.tells("Baru saja diubah dari tempat lain.") && drive.shows("Sudah saya periksa"));
    drive.picture("family-changed");
    drive.press("Ctrl+Enter").hear();
    assert_eq!(morning.number(morning.baby), "01-000002-00");
    assert!(drive.shows("Pindahkan"));
    drive.press("Ctrl+Enter").hear();
    assert_eq!(morning.number(morning.baby), "01-000001-05");
    assert_eq!(desk.patient(morning.baby).opened.person.details.address.rt, Some(9));
}

fn amended(desk: &Desk, person: PersonId, change: impl FnOnce(&mut Details)) {
    let before = desk.patient(person).opened.person.details;
    let mut after = before.clone();
    change(&mut after);
    let changes = people::Changes::between(&before, &after);
    desk.run(people::Amendment { person, changes, confirmed: Vec::new() });
}

#[test]
fn a_head_goes_to_another_folder_and_the_page_asks_who_heads_the_old_one() {
    let morning = morning();
    let desk = &morning.desk;
    let old = desk.register(details("Mbah Karto", Sex::Male, "1950-01-01", None), Role::Head, None);
    let mut drive = desk.drive();
    drive.write("slamet widodo").press("Enter").hear().press("Ctrl+F").hear();
    assert!(!drive.shows("Ke folder ibu"), "an adult is asked for no mother");
    assert!(drive.shows("Pilih folder tujuan: cari salah satu anggotanya."));
    drive.press("Ctrl+Enter").hear();
    drive.write("mbah karto").press("Enter").hear();
    assert!(drive.tells("Pilih dulu siapa yang menjadi kepala keluarga sesudahnya."));
    assert!(drive.shows("Wahyuningsih"));
    drive.press("Ctrl+Enter").hear();
    assert_eq!(morning.number(morning.father), "01-000001-00", "nothing is done before somebody is named");
    drive.tab_to(family_id::NEXT_HEAD).press("Enter").hear();
    assert!(drive.tells("menjadi famili lain dalam folder"));
    drive.picture("family-next-head");
    drive.press("Ctrl+Enter").hear();
    let moved = desk.patient(morning.father).opened;
    assert_eq!(moved.person.family, desk.patient(old).opened.person.family);
    assert_eq!(desk.patient(morning.mother).opened.person.role, Role::Head);
}

#[test]
fn only_the_place_in_the_family_is_changed_and_the_number_stays() {
    let morning = morning();
    let mut drive = morning.desk.drive();
    drive.write("rafi").press("Enter").hear().press("Ctrl+F").hear();
    drive.tab_to(family_id::WAYS).press("Right").hear();
    assert!(drive.shows("Sudah begitu. Tidak ada yang berubah."));
    drive.press("Ctrl+Enter").hear();
    assert!(drive.said.is_empty(), "nothing changes, nothing is said");
    drive.tab_to(family_id::ROLES[3]).press("Enter").hear();
    assert!(drive.tells("No. RM tetap 01-000001-02."));
    drive.picture("family-place");
    drive.press("Ctrl+Enter").hear();
    assert_eq!(drive.said.last().unwrap().text, "Rafi Pradana sekarang famili lain.");
}

#[test]
fn the_address_stays_where_it_is_ticked_and_a_new_folder_is_one_button() {
    let morning = morning();
    let mut drive = morning.page();
    assert!(drive.shows("Alamat tetap seperti sekarang") && drive.tells("RT 03"));
    drive.tab_to(family_id::ADDRESS).press("Space").hear();
    drive.press("Ctrl+Enter").hear();
    let details = morning.desk.patient(morning.baby).opened.person.details;
    assert_eq!(details.address.text, "Sukorejo");
    // Somebody of age comes into a folder of their own as its head.
    drive.press("Esc").press("Esc").write("wahyuningsih 1995").press("Enter").hear().press("Ctrl+F").hear();
    drive.tab_to(family_id::NEW).press("Enter").hear();
    assert!(drive.tells("menjadi kepala keluarga dalam folder 000003"));
    drive.press("Ctrl+Enter").hear();
    assert_eq!(morning.number(morning.mother), "01-000003-00");
}

#[test]
fn the_page_is_nobodys_who_may_not_correct_and_has_room_for_long_names() {
    let morning = morning();
    let desk = &morning.desk;
    let nutritionist = desk.fixture.somebody(staff::Role::Nutritionist);
    let mut drive = Drive::new(FrontDesk::default(), &desk.fixture, Some(nutritionist));
    drive.write("bayi ny wahyu").press("Enter").hear().press("Ctrl+F").hear();
    assert!(!drive.shows("Ke folder ibu") && !drive.tells("Ctrl+F memperbaiki"));

    let mut long = details(LONG_NAME, Sex::Female, "2020-05-05", None);
    long.guardian = Some(Guardian { name: LONG_NAME.to_uppercase(), relation: Relation::Grandparent });
    let long = desk.register(long, Role::Child, None);
    amended(desk, long, |details| details.mother = Some(morning.mother));
    let pictures = ["family-long", "family-160"];
    let sizes = [Size::new(1366.0 - 72.0, 697.0 - 28.0), Size::new(1366.0 / 1.6 - 72.0, 768.0 / 1.6 - 28.0)];
    for (name, size) in pictures.into_iter().zip(sizes) {
        let mut drive =
            Drive::with_size(FrontDesk::default(), &desk.fixture, Some(desk.session.clone()), size);
        drive.write("siti nur fadhilah").press("Enter").hear().press("Ctrl+F").hear();
        assert!(drive.tells("dalam folder 000001"));
        drive.picture(name);
    }
}

#[test]
fn a_baby_that_is_merged_while_its_page_is_open_is_moved_by_nobody() {
    let morning = morning();
    let desk = &morning.desk;
    let twin =
        desk.register(Details { name: "Bayi Wahyuningsih Satu".into(), ..newborn() }, Role::Child, None);
    let mut drive = morning.page();
    let seen = |person| {
        let revision = desk.patient(person).opened.person.revision;
        people::Which { person, seen: Some(revision) }
    };
    let (keep, gone) = (seen(twin), seen(morning.baby));
    desk.run(flow::command::Merge {
        keep,
        gone,
        changes: people::Changes::default(),
        tickets: Vec::new(),
        next_head: None,
    });
    drive.press("Ctrl+Enter").hear().press("Ctrl+Enter").hear();
    let kept = desk.patient(twin).opened.person;
    assert_eq!(kept.revision, desk.patient(morning.baby).opened.person.revision, "one record");
    assert_eq!(kept.role, Role::Child);
    assert_ne!(kept.family, desk.patient(morning.mother).opened.person.family);
}

#[test]
fn ctrl_z_takes_the_move_back_for_ten_seconds() {
    let morning = morning();
    let mut stage = program(&morning.desk.fixture, morning.desk.session.clone());
    stage.focus(id::SEARCH);
    stage.write("bayi ny wahyu");
    stage.key(Named::Enter);
    stage.ctrl("f");
    stage.ctrl_key(Named::Enter);
    assert_eq!(morning.number(morning.baby), "01-000001-04");
    assert!(stage.sees("Bayi Ny. Wahyuningsih dipindah, No. RM 01-000001-04."));
    stage.ctrl("z");
    assert!(stage.sees("Perpindahan diurungkan."));
    assert_eq!(morning.number(morning.baby), "01-000002-00");
}

#[test]
fn an_answer_for_another_page_changes_nothing_on_this_one() {
    let morning = morning();
    let desk = &morning.desk;
    let karto = desk.register(details("Mbah Karto", Sex::Male, "1950-01-01", None), Role::Head, None);
    let mut drive = desk.drive();
    drive.write("slamet widodo").press("Enter").hear().press("Ctrl+F").hear();
    // The folder of somebody was asked for, and the page of somebody else is begun before the answer.
    let opened = desk.fixture.clinic.ask(&desk.session, &people::query::Open(karto)).unwrap();
    let late = FamilyMessage::Opened(loket::ui::flight::Question::default(), karto, Ok(opened));
    drive.send(Message::Family(late));
    assert!(drive.shows("Pilih folder tujuan: cari salah satu anggotanya."));
    let known = desk.patient(morning.baby).opened.person.revision;
    drive.press("Ctrl+Enter").hear();
    assert_eq!(desk.patient(morning.baby).opened.person.revision, known);
    assert_eq!(morning.number(morning.father), "01-000001-00");
}
