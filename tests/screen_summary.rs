//! The summary by keyboard: looked at, sealed, found again.

use iced::Size;
use loket::clinic::{Session, SignIn, StandingClock};
use loket::demo::{self, Plan};
use loket::staff::Role;
use loket::summary::{self, Period, Standing};
use loket::ui::summary::{Summary, id};
use loket::ui::theme::Look;

use crate::support::drive::Drive;
use crate::support::{Fixture, begun, open};

/// The synthetic clinic on the noon of its Saturday, and its administrator.
fn busy() -> (Fixture, Session) {
    let folder = tempfile::tempdir().unwrap();
    let plan = Plan { seed: 11, date: "2026-11-21".parse().unwrap(), survey: Vec::new() };
    let made = demo::make(folder.path(), plan).unwrap();
    let password = made.password.clone();
    drop(made);
    let clock = StandingClock::at("2026-11-21T05:00:00Z".parse().unwrap());
    let clinic = open(folder.path(), &clock);
    let SignIn::Welcome(welcome) = clinic.sign_in("wahyu", &password, "Loket 1").unwrap() else {
        panic!("kept out")
    };
    (Fixture { clinic, clock, folder }, welcome.session)
}

fn made(fixture: &Fixture, session: &Session) -> Vec<summary::Line> {
    fixture.clinic.ask(session, &summary::query::List(10)).unwrap()
}

#[test]
fn a_month_is_looked_at_sealed_and_found_again() {
    let (fixture, session) = busy();
    let mut drive = Drive::new(Summary::default(), &fixture, Some(session.clone()));
    assert!(drive.shows("November 2026") && drive.shows("Draf, belum disegel"));
    assert!(drive.shows("Seluruh wilayah") && drive.shows("Kunjungan per hari"));
    drive.picture("summary-month");
    assert!(made(&fixture, &session).is_empty());

    drive.press("Ctrl+Enter").hear();
    let [line] = made(&fixture, &session).try_into().unwrap();
    assert_eq!(line.period, "2026-11".parse::<Period>().unwrap());
    let pdf = fixture.folder.path().join("paper").join(format!("{}.pdf", line.name));
    assert!(std::fs::read(&pdf).unwrap().starts_with(b"%PDF"));
    assert!(pdf.with_extension("asice").exists() && pdf.with_extension("json.p7s").exists());
    assert!(drive.said.last().unwrap().text.contains(&line.name));
    assert!(drive.shows("Disegel") && !drive.shows("Draf, belum disegel"));
    drive.picture("summary-sealed");

    // The files were lost: the same ones are written again, no new summary is made.
    std::fs::remove_file(&pdf).unwrap();
    drive.tab_to(id::SEAL).press("Enter").hear();
    assert!(pdf.exists());
    assert_eq!(made(&fixture, &session).len(), 1);

    // A month before nobody came; the day has its own figures.
    drive.press("PageUp");
    assert!(drive.shows("Oktober 2026"));
    drive.press("PageDown").press("PageDown");
    assert!(drive.shows("November 2026"), "no month that has not begun");
    drive.tab_to(id::KIND).press("Right");
    assert!(drive.shows("Sabtu, 21 November 2026") && drive.shows("Antrean per unit"));
    drive.shared.seat.look = Look::Dark;
    drive.picture("summary-day");
    drive.press("Ctrl+Enter");
    let lines = made(&fixture, &session);
    assert_eq!(lines.len(), 2);
    let preview = fixture.clinic.ask(&session, &summary::query::Figures(lines[0].period)).unwrap();
    assert_eq!(preview.sealed, Some((lines[0].seq, Standing::Current)));
}

#[test]
fn who_may_not_seal_sees_the_figures_and_why() {
    let fixture = begun();
    let midwife = fixture.somebody(Role::Midwife);
    let mut drive = Drive::new(Summary::default(), &fixture, Some(midwife.clone()));
    assert!(drive.shows("Belum ada data di November 2026"));
    assert!(drive.shows("Kepala puskesmas atau administrator yang menyegel."));
    drive.press("Ctrl+Enter");
    assert!(made(&fixture, &midwife).is_empty());
    drive.picture("summary-empty");
}

#[test]
fn large_text_puts_the_side_below() {
    let (fixture, session) = busy();
    let size = Size::new(1366.0 / 1.6 - 72.0, 768.0 / 1.6 - 28.0);
    let mut drive = Drive::with_size(Summary::default(), &fixture, Some(session), size);
    drive.picture("summary-160");
}
