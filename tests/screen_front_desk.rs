//! The front desk by keyboard: the commonest tasks of a receptionist, with the real clinic behind the keys.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail the test that uses them")]

use crate::support::drive::Drive;
use crate::support::{Fixture, begun};
use chrono::{Duration, NaiveDate};
use iced::Size;
use loket::clinic::views::{self, Board, Patient, Sheet};
use loket::clinic::{Envelope, Order, Session};
use loket::people::{
    self, Address, Birth, Details, FamilyChoice, Guardian, Home, Identity, NoNik, Precision, Registration,
    Relation, Role,
};
use loket::queue::{FirstStop, Issue, Priority, Row, Source, State, Urgency};
use loket::staff;
use loket::terms::{AreaCode, BpjsNumber, Nik, PersonId, Sex, UnitId, VisitId};
use loket::ui::front_desk::{FrontDesk, form_id, id, paper_id};
use loket::ui::{action::Undo, theme::Look};

const LONG_NAME: &str = "Siti Nur Fadhilah Ramadhani Kusumawardhani binti Abdurrahman Syarifuddin";

pub struct Desk {
    pub fixture: Fixture,
    pub session: Session,
}

impl Desk {
    pub fn open() -> Self {
        let fixture = begun();
        let session = fixture.somebody(staff::Role::Receptionist);
        Self { fixture, session }
    }

    pub fn drive(&self) -> Drive<FrontDesk> {
        Drive::new(FrontDesk::default(), &self.fixture, Some(self.session.clone()))
    }

    pub fn run<C: Order>(&self, command: C) -> C::Reply {
        self.fixture.clinic.run(&self.session, Envelope::new(command)).unwrap()
    }

    pub fn unit(&self, name: &str) -> UnitId {
        let config = self.fixture.config();
        config.units.iter().find(|unit| unit.name == name).unwrap().id
    }

    pub fn board(&self) -> Board {
        let day = self.fixture.clinic.today().unwrap();
        self.fixture.clinic.ask(&self.session, &views::query::Board { day }).unwrap()
    }

    pub fn row(&self, number: &str) -> Row {
        let rows = self.board().queue.rows;
        let is = |row: &&Row| row.number.as_ref().is_some_and(|one| one.to_string() == number);
        rows.iter().find(is).unwrap_or_else(|| panic!("{number} is not among {rows:?}")).clone()
    }

    pub fn sheet(&self, visit: VisitId) -> Sheet {
        *self.fixture.clinic.ask(&self.session, &views::query::Sheet(visit)).unwrap().unwrap()
    }

    pub fn patient(&self, person: PersonId) -> Patient {
        let day = self.fixture.clinic.today().unwrap();
        let asked = views::query::Patient { person, day };
        *self.fixture.clinic.ask(&self.session, &asked).unwrap().unwrap()
    }

    pub fn found(&self, text: &str) -> Vec<people::Card> {
        let asked = people::query::Search { text: text.into(), limit: 20, skip: 0 };
        let found = self.fixture.clinic.ask(&self.session, &asked).unwrap();
        found.hits.into_iter().map(|hit| hit.card).collect()
    }

    pub fn register(&self, details: Details, role: Role, with: Option<PersonId>) -> PersonId {
        let family = match with {
            Some(person) => FamilyChoice::Existing(self.patient(person).opened.family.id),
            None => FamilyChoice::New { area: 1 },
        };
        // A child that comes alone is no head of a family.
        let today: NaiveDate = "2026-11-21".parse().unwrap();
        let too_young = people::rules::may_be(role, details.birth.date, today).is_err();
        let role = if too_young { Role::Child } else { role };
        let registration = Registration { details, family, role, confirmed: Vec::new() };
        self.fixture.register_anyway(&self.session, registration)
    }

    pub fn ticket(
        &self,
        unit: &str,
        person: Option<PersonId>,
        first_stop: FirstStop,
        priority: Option<Priority>,
    ) {
        let unit = self.unit(unit);
        let urgency = Urgency::Ordinary;
        let issue = Issue { unit, first_stop, person, priority, urgency, source: Source::Kiosk, payer: None };
        self.run(issue);
    }

    pub fn later(&self, minutes: i64) {
        self.fixture.clock.set(self.fixture.clock.now() + Duration::minutes(minutes));
    }
}

pub fn details(name: &str, sex: Sex, birth: &str, nik: Option<&str>) -> Details {
    let date: NaiveDate = birth.parse().unwrap();
    let birth = Birth { date, precision: Precision::Exact };
    let identity =
        nik.map_or(Identity::Without(NoNik::NotBrought), |nik| Identity::Nik(Nik::parse(nik).unwrap()));
    Details {
        home: Home::Village(AreaCode("3510072001".into())),
        address: Address { text: "Dusun Krajan".into(), rt: Some(3), rw: Some(2) },
        phone: "0812 3456 4471".into(),
        ..Details::new(name, sex, birth, identity)
    }
}

pub fn siti() -> Details {
    let mut siti = details("Siti Nur Azizah", Sex::Female, "2001-08-14", Some("3510075408010003"));
    siti.bpjs = Some(BpjsNumber::parse("0001234567712").unwrap());
    siti
}

#[test]
fn after_somebody_is_opened_the_next_letters_begin_a_new_search() {
    let desk = Desk::open();
    desk.register(siti(), Role::Head, None);
    desk.register(details("Bambang Sutrisno", Sex::Male, "1980-02-01", None), Role::Head, None);
    let mut drive = desk.drive();
    drive.write("siti nur").press("Enter").hear();
    assert!(drive.shows("Siti Nur Azizah"));
    drive.write("bam").hear();
    assert!(drive.shows("Bambang Sutrisno"), "the letters were added to the old search");
    drive.press("Enter").hear().press("F2").hear();
    let row = desk.row("A-001");
    assert_eq!(row.person, desk.found("bambang").first().map(|card| card.id));
}

/// A morning with some people, as in the picture.
pub fn morning(desk: &Desk) -> PersonId {
    let head = desk.register(
        details("Ahmad Fauzan", Sex::Male, "1997-03-02", Some("3510070203970001")),
        Role::Head,
        None,
    );
    let siti = desk.register(siti(), Role::Spouse, Some(head));
    let mut child = details("Kirana Putri", Sex::Female, "2024-10-20", None);
    child.identity = Identity::Without(NoNik::Unregistered);
    child.guardian = Some(Guardian { name: "Siti Nur Azizah".into(), relation: Relation::Mother });
    let child = desk.register(child, Role::Child, Some(head));
    let old = desk.register(
        details("Siti Nurlaela Handayani", Sex::Female, "1965-01-09", Some("3510074901650001")),
        Role::Head,
        None,
    );
    let mut long = details(LONG_NAME, Sex::Female, "2022-05-05", None);
    long.identity = Identity::Without(NoNik::Unregistered);
    let long = desk.register(long, Role::Head, None);
    for (unit, person, priority) in [
        ("Umum", Some(head), None),
        ("KIA", Some(child), Some(Priority::UnderFive)),
        ("Umum", Some(old), Some(Priority::Elderly)),
        ("Gigi", None, None),
        ("KIA", Some(long), None),
        ("Umum", None, None),
    ] {
        let first = if person.is_some() { FirstStop::Unit } else { FirstStop::Registration };
        desk.ticket(unit, person, first, priority);
        desk.later(4);
    }
    siti
}

#[test]
fn the_desk_looks_as_it_should() {
    let desk = Desk::open();
    morning(&desk);
    let mut drive = desk.drive();
    assert!(drive.focused(id::SEARCH));
    drive.picture("front-empty");
    desk.later(10);
    drive.press("F9").hear().write("siti nur").press("Down").press("Enter").hear();
    assert!(drive.shows("Siti Nur Azizah"));
    drive.picture("front-light");
    drive.press("Ctrl+Down").press("Ctrl+Down").press("Ctrl+Down");
    drive.picture("front-chosen-row");
    drive.shared.seat.look = Look::Dark;
    drive.picture("front-dark");
    drive.shared.seat.look = Look::Contrast;
    drive.picture("front-contrast");
    let pictures = [
        (1.25, ["front-125-empty", "front-125", "front-125-form"]),
        (1.6, ["front-160-empty", "front-160", "front-160-form"]),
    ];
    for (percent, [empty, found, form]) in pictures {
        let size = Size::new(1366.0 / percent - 72.0, 768.0 / percent - 28.0);
        let mut small =
            Drive::with_size(FrontDesk::default(), &desk.fixture, Some(desk.session.clone()), size);
        small.picture(empty);
        small.write("siti nur").press("Enter").hear();
        small.picture(found);
        small.press("Ctrl+N");
        small.picture(form);
    }
}

#[test]
fn somebody_new_is_registered_with_a_nik_and_gets_a_ticket() {
    let desk = Desk::open();
    let mut drive = desk.drive();
    drive.write("siti nur azizah").press("Ctrl+N");
    // What was searched for in vain is the name already.
    assert!(drive.focused(form_id::SEX));
    drive.press("Right").press("Right").press("Enter").write("14082001").press("Enter");
    assert!(drive.focused(form_id::NIK) && drive.shows("25 tahun 3 bulan"));
    drive.write("351007540801000");
    assert!(drive.shows("Baru 15 angka. NIK harus 16 angka."));
    drive.write("3");
    assert!(drive.shows("NIK ini: Perempuan, lahir 14-08-2001, Gambiran"));
    drive.picture("front-form");
    drive.press("Enter").write("0001234567712").press("Enter").write("081234564471").press("Enter");
    drive.write("suko").press("Enter");
    assert!(drive.focused(form_id::RT));
    drive
        .write("3")
        .press("Enter")
        .write("2")
        .press("Enter")
        .write("Dusun Krajan")
        .press("Ctrl+Enter")
        .hear();
    assert_eq!(drive.said.last().unwrap().text, "Siti Nur Azizah terdaftar, No. RM 01-000001-00.");
    let card = desk.found("3510075408010003").remove(0);
    let details = desk.patient(card.id).opened.person.details;
    assert_eq!(details, Details { phone: "081234564471".into(), ..siti() });
    // F2 straight away, and a second press prints the same ticket again.
    drive.press("F2").hear();
    assert_eq!(desk.row("A-001").person, Some(card.id));
    assert_eq!(desk.row("A-001").payer.as_deref(), Some("bpjs"));
    let slip = desk.fixture.folder.path().join("paper/2026-11-21-A-001.pdf");
    assert!(std::fs::read(&slip).unwrap().starts_with(b"%PDF"));
    assert!(drive.said.last().unwrap().text.contains(&slip.display().to_string()));
    drive.press("F2").hear();
    assert_eq!(desk.board().queue.rows.len(), 1);
}

#[test]
fn a_misprinted_card_is_saved_with_a_reason_and_the_draft_survives_esc() {
    let desk = Desk::open();
    let mut drive = desk.drive();
    drive.press("Ctrl+N").write("Budi Santoso").press("Enter").press("Right").press("Enter");
    drive.write("02-03-1990").press("Enter").write("3510070203910001");
    assert!(drive.shows("Tanggal lahir di NIK 02-03-1991, berbeda dari yang diisi."));
    drive.press("Esc");
    assert!(drive.focused(id::SEARCH));
    drive.press("Ctrl+N").press("Ctrl+Enter");
    assert!(drive.focused(form_id::REASONS[0]), "the reason is asked for before anything is sent");
    assert!(desk.found("budi").is_empty());
    drive.picture("front-form-warning");
    drive.write("salah cetak di KTP").press("Ctrl+Enter").hear();
    let card = desk.found("budi santoso").remove(0);
    let confirmed = desk.patient(card.id).opened.confirmed;
    assert_eq!(confirmed[0].warning, people::Warning::NikBirthDate);
    assert_eq!(confirmed[0].reason, "salah cetak di KTP");
}

#[test]
fn a_newborn_without_a_nik_joins_the_mothers_folder() {
    let desk = Desk::open();
    let mother = desk.register(siti(), Role::Head, None);
    let mut drive = desk.drive();
    drive.press("Ctrl+N").write("By. Ny. Siti").press("Enter").press("Right").press("Enter");
    drive.write("20112026").press("Enter").press("Ctrl+Enter");
    assert!(drive.shows("Isi NIK, atau pilih mengapa belum ada."));
    assert!(drive.focused(form_id::NO_NIK));
    drive.write("bayi").press("Enter");
    assert!(drive.focused(form_id::BPJS));
    drive.tab_to(form_id::FAMILY).write("azizah").press("Enter");
    assert!(drive.focused(form_id::ROLE));
    drive.press("Ctrl+Enter").hear();
    let baby = desk.found("by siti").into_iter().find(|card| card.id != mother).unwrap();
    assert_eq!(baby.record_number, "01-000001-02");
    let opened = desk.patient(baby.id).opened;
    assert_eq!(opened.person.details.identity, Identity::Without(NoNik::Newborn));
    assert_eq!(opened.person.role, Role::Child);
    // A child under five goes first without anybody choosing it.
    drive.press("F2").hear();
    assert_eq!(desk.row("P-001").priority, Some(Priority::UnderFive));
}

#[test]
fn likely_duplicates_are_shown_and_the_one_who_is_here_is_opened_instead() {
    let desk = Desk::open();
    let known = desk.register(siti(), Role::Head, None);
    let mut drive = desk.drive();
    drive.press("Ctrl+N").write("Sitti Nur Azizah").press("Enter").press("Right").press("Right");
    drive.press("Enter").write("14082001");
    assert!(drive.shows("Mungkin sudah terdaftar"));
    drive.picture("front-form-alike");
    drive.press("Enter").press("Enter").write("tidak").press("Enter").press("Ctrl+Enter");
    assert!(drive.focused(form_id::REASONS[0]));
    drive.send(loket::ui::front_desk::Message::Form(loket::ui::front_desk::FormMessage::Instead(known)));
    assert!(drive.shows("Siti Nur Azizah") && desk.found("azizah").len() == 1);
}

#[test]
fn one_box_finds_by_name_nik_record_number_phone_and_ticket() {
    let desk = Desk::open();
    let siti = morning(&desk);
    let record = desk.patient(siti).opened.person.record_number;
    for typed in ["azizah siti", "st nur aziz", "3510075408010003", "0001234567712", &record] {
        let mut drive = desk.drive();
        drive.write(typed).press("Enter").hear();
        assert!(drive.shows("3510••••••••0003") && drive.shows("0001••••••712"), "{typed}");
        assert!(drive.shows("Belum ada tiket"), "{typed} opened somebody else");
    }
    let mut drive = desk.drive();
    drive.write("p1").press("Enter").hear();
    assert!(drive.shows("Kirana Putri") && drive.shows("P-001 · Menunggu"));
    // Arrows choose another than the first; Esc empties the box.
    drive
        .press("Esc")
        .press("Esc")
        .press("Esc")
        .write("siti nur")
        .press("Down")
        .press("Down")
        .press("Enter")
        .hear();
    assert!(drive.shows("09-01-1965 (61 th)"));
    drive.write("siti nurzzzkk");
    assert!(drive.shows("Tidak ada yang cocok dengan “siti nurzzzkk”"));
}

#[test]
fn a_nik_is_read_to_whoever_types_it_with_the_place_where_it_was_given() {
    let desk = Desk::open();
    let mut drive = desk.drive();
    for (nik, said) in [
        ("3510075408010003", "NIK ini: Perempuan, lahir 14-08-2001, Gambiran"),
        ("3211071408010003", "NIK ini: Laki-laki, lahir 14-08-2001, Conggeang, Kabupaten Sumedang"),
        ("9999991408010003", "NIK ini: Laki-laki, lahir 14-08-2001, 99.99.99"),
    ] {
        drive.press("Ctrl+N").tab_to(form_id::NIK).write(nik);
        assert!(drive.shows(said), "{said}");
        for _ in 0..16 {
            drive.press("Backspace");
        }
    }
}

#[test]
fn letters_typed_anywhere_go_into_the_search_box() {
    let desk = Desk::open();
    morning(&desk);
    let mut drive = desk.drive();
    drive.press("Tab").press("Tab");
    assert!(!drive.focused(id::SEARCH));
    drive.write("kirana");
    assert!(drive.focused(id::SEARCH) && drive.shows("cocok dengan nama “kirana”"));
}

#[test]
fn a_ticket_carries_unit_payer_and_priority_chosen_by_keyboard() {
    let desk = Desk::open();
    let siti = desk.register(siti(), Role::Head, None);
    let mut drive = desk.drive();
    drive.write("azizah").press("Enter").hear();
    drive.tab_to(id::PAYER).press("Right").tab_to(id::PRIORITY).press("Right").press("F2").hear();
    let row = desk.row("P-001");
    assert_eq!((row.person, row.priority), (Some(siti), Some(Priority::Pregnant)));
    assert_eq!((row.unit, row.payer.as_deref()), (desk.unit("Umum"), Some("cash")));
    assert!(drive.shows("P-001 · Menunggu") && drive.focused(id::SEARCH));
}

#[test]
fn an_emergency_needs_no_number_and_stands_first() {
    let desk = Desk::open();
    morning(&desk);
    let mut drive = desk.drive();
    drive.press("Ctrl+E").hear();
    let board = desk.board().queue;
    let first = board.rows.iter().find(|row| row.state == State::Waiting).unwrap();
    assert_eq!((first.urgency, &first.number), (Urgency::Emergency, &None));
    assert!(drive.said.last().unwrap().text.contains("Gawat darurat"));
    drive.picture("front-emergency");
}

#[test]
fn a_ticket_without_a_name_is_called_known_and_sent_on() {
    let desk = Desk::open();
    let siti = desk.register(siti(), Role::Head, None);
    let mut drive = desk.drive();
    drive.press("F2").hear();
    let row = desk.row("A-001");
    assert_eq!((row.person, row.unit, row.destination), (None, desk.unit("Pendaftaran"), desk.unit("Umum")));
    desk.later(2);
    drive.press("F9").hear();
    assert_eq!(drive.said.last().unwrap().text, "A-001 dipanggil ke Loket 1.");
    assert_eq!(desk.row("A-001").state, State::Called);
    drive.press("F10").hear();
    assert_eq!(desk.row("A-001").call_count, 2);
    drive.write("azizah").press("Enter").hear();
    assert!(drive.shows("Siti Nur → Umum"));
    drive.press("F8").hear();
    let row = desk.row("A-001");
    assert_eq!((row.person, row.unit, row.state), (Some(siti), desk.unit("Umum"), State::Waiting));
    // The counter is free: nobody is chosen, so that the next ticket is not given to the wrong one.
    assert!(drive.shows("Belum ada pasien terpilih"));
    let Some(Undo::Turn(on)) = drive.said.last().unwrap().undo else { panic!("not taken back") };
    desk.run(loket::clinic::flow::command::Undo { on });
    assert_eq!(desk.row("A-001").unit, desk.unit("Pendaftaran"));
}

#[test]
fn who_did_not_come_is_marked_taken_back_and_restored() {
    let desk = Desk::open();
    let mut drive = desk.drive();
    drive.press("F2").hear();
    drive.press("F9").hear().press("F11").hear();
    assert_eq!(desk.row("A-001").state, State::NoShow);
    let toast = drive.said.last().unwrap().clone();
    assert_eq!(toast.text, "A-001 ditandai tidak hadir.");
    let Some(Undo::Turn(on)) = toast.undo else { panic!("not taken back") };
    desk.run(loket::clinic::flow::command::Undo { on });
    drive.hear();
    assert_eq!(desk.row("A-001").state, State::Called);
    drive.press("F11").hear().press("F11").hear();
    desk.later(5);
    drive.wait();
    assert!(drive.shows("Kembalikan ke antrean"));
    drive.press("F8").hear();
    assert_eq!(desk.row("A-001").state, State::Waiting);
    assert_eq!(drive.said.last().unwrap().text, "A-001 kembali ke antrean.");
}

#[test]
fn a_ticket_that_went_to_the_wrong_person_is_given_to_the_right_one() {
    let desk = Desk::open();
    let siti = desk.register(siti(), Role::Head, None);
    let ahmad = desk.register(details("Ahmad Fauzi", Sex::Male, "1980-02-02", None), Role::Head, None);
    let mut drive = desk.drive();
    drive.write("azizah").press("Enter").hear().press("F2").hear();
    assert_eq!(desk.row("A-001").person, Some(siti));
    drive.write("fauzi").press("Enter").hear().press("Ctrl+Down");
    // F8 alone never puts another in somebody's place.
    assert!(!drive.shows("Ahmad Fauzi → Umum"));
    drive.press_button("Ganti pasien: Ahmad Fauzi").hear();
    assert_eq!(desk.row("A-001").person, Some(ahmad));
}

#[test]
fn a_row_is_moved_marked_and_given_up_by_keyboard() {
    let desk = Desk::open();
    let mut drive = desk.drive();
    drive.press("F2").hear().press("F2").hear();
    drive.press("Ctrl+Down").tab_to(id::MARKING).press("Enter");
    assert!(drive.focused(id::MARK));
    drive.press("Tab").press("Enter").hear();
    assert_eq!(desk.row("A-001").priority, Some(Priority::Elderly));
    drive.press("Esc").press("Ctrl+Down").tab_to(id::MOVE).press("Space");
    drive.picture("front-moving");
    drive.press("Esc").tab_to(id::CANCEL).press("Enter");
    assert!(drive.focused(id::REASON));
    drive.press("Enter").write("pulang lebih dulu").press("Enter").hear();
    assert_eq!(desk.row("A-001").state, State::Cancelled);
    assert_eq!(desk.row("A-002").state, State::Waiting);
}

#[test]
fn somebody_served_on_paper_is_entered_with_the_real_times() {
    let desk = Desk::open();
    desk.later(120);
    let mut drive = desk.drive();
    drive.press("Ctrl+P");
    assert!(drive.focused(paper_id::NUMBER));
    drive.write("A-001").press("Enter").press("Enter").press("Enter");
    assert!(drive.focused(paper_id::ISSUED));
    drive
        .write("07:35")
        .press("Enter")
        .write("07.50")
        .press("Enter")
        .write("0752")
        .press("Enter")
        .write("25:99");
    drive.press("Ctrl+Enter");
    assert!(drive.focused(paper_id::UNTIL) && drive.shows("Tulis jam dan menit, misalnya 09:12."));
    drive.picture("front-paper");
    for _ in 0..5 {
        drive.press("Backspace");
    }
    drive.write("08:10").press("Ctrl+Enter").hear();
    let row = desk.row("A-001");
    assert_eq!((row.state, row.source), (State::Done, Source::Paper));
    let zone = loket::terms::TimeZone::Wib;
    assert_eq!(zone.local(row.since).time().to_string(), "08:10:00");
    assert!(drive.focused(paper_id::NUMBER));
}
