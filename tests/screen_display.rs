//! The waiting room's display: numbers and places, each call announced once.

use iced::Size;
use loket::clinic::{Envelope, Session};
use loket::queue::{self, Issue, OnStop, Priority, Urgency};
use loket::setup::{self, Measures, Standing, UnitDraft, UnitKind};
use loket::staff::Role;
use loket::terms::{CounterId, StopId, UnitId};
use loket::ui::display::Display;
use loket::ui::theme::Look;

use crate::support::drive::Drive;
use crate::support::{self, Fixture, begun};

const FULL: Size = Size::new(1920.0, 1080.0);

fn ticket(fixture: &Fixture, session: &Session, unit: i64, urgency: Urgency) {
    let priority = (urgency == Urgency::Emergency).then_some(Priority::Elderly);
    let issue = Issue { priority, urgency, ..support::ticket(UnitId(unit)) };
    fixture.clinic.run(session, Envelope::new(issue)).unwrap();
}

fn call(fixture: &Fixture, session: &Session, counter: i64) -> StopId {
    let config = fixture.config();
    let counter = config.counter(CounterId(counter)).unwrap();
    let command = queue::command::CallNext { unit: counter.unit, counter: counter.id };
    fixture.clinic.run(session, Envelope::new(command)).unwrap().stop
}

fn display(fixture: &Fixture, size: Size) -> Drive<Display> {
    Drive::with_size(Display::default(), fixture, None, size)
}

#[test]
fn an_early_morning_is_calm() {
    let fixture = begun();
    let mut drive = display(&fixture, FULL);
    assert!(drive.shows("Selamat datang") && drive.shows("Puskesmas Tirtasari"));
    assert!(drive.shows("Belum ada panggilan") && drive.shows("07:30"));
    drive.picture("display-empty");
}

#[test]
fn each_call_chimes_once_and_what_was_called_before_is_silent() {
    let fixture = begun();
    let session = fixture.somebody(Role::Nurse);
    for unit in [2, 2, 4, 3, 2] {
        ticket(&fixture, &session, unit, Urgency::Ordinary);
    }
    let first = call(&fixture, &session, 3);
    let mut drive = display(&fixture, FULL);
    assert!(drive.shows("A-001") && drive.shows("Ruang Umum"));
    assert_eq!(drive.screen.chimes(), 0, "a display that opens announces nothing");
    assert!(drive.shows("A-002"), "who is next");

    let again = queue::command::CallAgain(OnStop { stop: first, seen: None });
    fixture.clinic.run(&session, Envelope::new(again)).unwrap();
    drive.hear();
    assert_eq!(drive.screen.chimes(), 1);
    assert!(drive.shows("Panggilan ulang"));
    call(&fixture, &session, 5);
    drive.hear().hear();
    assert_eq!(drive.screen.chimes(), 2);
    assert!(drive.shows("C-001") && drive.shows("Ruang KIA") && drive.shows("A-001"));

    ticket(&fixture, &session, 3, Urgency::Ordinary);
    drive.hear();
    assert_eq!(drive.screen.chimes(), 2, "a ticket is no call");
    drive.picture("display");
}

#[test]
fn an_emergency_has_a_label_and_no_number() {
    let fixture = begun();
    let session = fixture.somebody(Role::Nurse);
    ticket(&fixture, &session, 2, Urgency::Ordinary);
    ticket(&fixture, &session, 2, Urgency::Emergency);
    call(&fixture, &session, 3);
    let mut drive = display(&fixture, Size::new(1366.0, 768.0));
    assert!(drive.shows("Gawat darurat") && drive.shows("Ruang Umum"));
    drive.picture("display-emergency");
}

#[test]
fn long_names_many_units_and_small_windows_keep_the_numbers_whole() {
    let fixture = begun();
    let head = fixture.somebody(Role::Head);
    let long = "Ruang Pelayanan Kesehatan Ibu, Anak, dan Keluarga Berencana Lantai Dua";
    for (name, prefix) in [
        ("Pemeriksaan umum lansia dan prolanis", "D"),
        ("Gizi", "G"),
        ("Imunisasi", "I"),
        ("Laboratorium", "L"),
        ("Apotek", "O"),
        ("TB dan paru", "T"),
    ] {
        let draft = UnitDraft {
            name: name.into(),
            prefix: prefix.into(),
            kind: UnitKind::Service,
            measures: Measures::Nobody,
            counters: vec![if prefix == "D" { long.into() } else { format!("Ruang {name}") }],
            standing: Standing::Open,
        };
        let save = setup::command::SaveUnit::new(&draft);
        fixture.clinic.run(&head, Envelope::new(save)).unwrap();
    }
    for unit in 2..=10 {
        for _ in 0..3 {
            ticket(&fixture, &head, unit, Urgency::Ordinary);
        }
    }
    for counter in [3, 7, 8, 9, 10, 4, 6] {
        call(&fixture, &head, counter);
    }
    let mut drive = display(&fixture, Size::new(1280.0, 720.0));
    assert!(drive.shows("D-001"));
    drive.picture("display-long");
    drive.shared.seat.look = Look::Contrast;
    drive.picture("display-contrast");
    drive.shared.seat.look = Look::Dark;
    drive.picture("display-dark");
    let mut narrow = display(&fixture, Size::new(800.0, 1280.0));
    assert!(narrow.shows("D-001"));
    narrow.picture("display-narrow");
}
