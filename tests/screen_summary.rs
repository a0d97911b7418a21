//! The summary by keyboard: looked at, sealed, found again.

use iced::Size;
use loket::clinic::{Session, SignIn, StandingClock};
use loket::demo::{self, Plan};
use loket::growth::Measures;
use loket::screening::{Confirmation, Doubt, NewMeasurement};
use loket::staff::Role;
use loket::summary::{self, Missing, Period, Standing};
use loket::terms::{Grams, Sex};
use loket::ui::action::Place;
use loket::ui::front_desk::Opening;
use loket::ui::screen::Screen as _;
use loket::ui::settings::{Section, Settings};
use loket::ui::summary::{Message, Summary, id};
use loket::ui::theme::Look;

use crate::support::drive::Drive;
use crate::support::ward::{Ward, date};
use crate::support::{Fixture, beginning, begun, morning, open};

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
    // The wait as the paper says it, in one rounding.
    let month = summary::query::Figures("2026-11".parse::<Period>().unwrap());
    let wait = fixture.clinic.ask(&session, &month).unwrap().figures.queue.total.wait;
    let median = drive.shared.words.waited(wait.median_seconds);
    assert!(median.contains(',') && drive.shows(&median), "{median}");
    drive.picture("summary-month");
    assert!(made(&fixture, &session).is_empty());

    // The month is not over: one question, and a double press seals nothing.
    assert!(drive.shows("Bulan berjalan, 21 dari 30 hari"));
    drive.press("Ctrl+Enter").press("Ctrl+Enter").hear();
    assert!(made(&fixture, &session).is_empty());
    assert!(drive.shows("9 hari belum terjadi") && drive.shows("Tunggu dan lengkapi"));
    drive.picture("summary-question");
    drive.press("Enter");
    assert!(made(&fixture, &session).is_empty() && !drive.shows("Tunggu dan lengkapi"));
    drive.press("Alt+S");
    assert!(made(&fixture, &session).is_empty(), "nothing was asked");

    drive.press("Ctrl+Enter").press("Alt+S").hear();
    let [line] = made(&fixture, &session).try_into().unwrap();
    assert_eq!(line.period, "2026-11".parse::<Period>().unwrap());
    let pdf = fixture.folder.path().join("paper").join(format!("{}.pdf", line.name));
    assert!(std::fs::read(&pdf).unwrap().starts_with(b"%PDF"));
    assert!(pdf.with_extension("asice").exists() && pdf.with_extension("json.p7s").exists());
    assert!(pdf.with_extension("xlsx").exists(), "the workbook lies beside the paper");
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
    drive.press("Ctrl+Enter").press("Alt+S").hear();
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

#[test]
fn the_workbook_of_what_is_shown_is_written_without_a_seal() {
    let (fixture, session) = busy();
    let mut drive = Drive::new(Summary::default(), &fixture, Some(session.clone()));
    drive.tab_to(id::WORKBOOK).press("Enter").hear();
    assert!(drive.said.last().unwrap().text.contains("2026-11.xlsx"));
    let papers = std::fs::read_dir(fixture.folder.path().join("paper")).unwrap();
    let books: Vec<_> = papers
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "xlsx"))
        .collect();
    assert!(matches!(&books[..], [book] if std::fs::read(book).unwrap().starts_with(b"PK")));
    assert!(made(&fixture, &session).is_empty());
}

#[test]
fn what_is_over_and_lacks_nothing_is_sealed_without_a_question() {
    let folder = tempfile::tempdir().unwrap();
    let clock = StandingClock::at(morning());
    let clinic = open(folder.path(), &clock);
    let mut beginning = beginning();
    beginning.clinic.profile.district_name = "Tirtasari".into();
    clinic.begin(beginning).unwrap();
    let fixture = Fixture { clinic, clock, folder };
    let session = fixture.administrator();
    let mut drive = Drive::new(Summary::default(), &fixture, Some(session.clone()));
    drive.tab_to(id::KIND).press("Right").press("PageUp");
    assert!(drive.shows("Jumat, 20 November 2026") && drive.shows("Tidak ada yang kurang"));
    drive.press("Ctrl+Enter").hear();
    assert_eq!(made(&fixture, &session).len(), 1);
}

#[test]
fn what_is_over_and_lacks_something_is_asked_about_too() {
    let fixture = begun();
    let session = fixture.administrator();
    let mut drive = Drive::new(Summary::default(), &fixture, Some(session.clone()));
    drive.press("PageUp").press("Ctrl+Enter").hear();
    assert!(drive.shows("Di Oktober 2026 ada 2 hal yang kurang. Tetap segel?"));
    assert!(drive.shows("Kecamatan klinik belum diisi") && made(&fixture, &session).is_empty());
    drive.press("Escape").press("Ctrl+Enter").press("Alt+S").hear();
    assert_eq!(made(&fixture, &session).len(), 1);
}

/// A way from the question before sealing to what is missing: the item itself, not its screen alone.
#[test]
fn what_is_missing_leads_to_the_visit_the_child_or_the_person_itself() {
    let ward = Ward::open();
    let drive = crate::screen_exam::serving(&ward);
    drop(drive);
    let visit = crate::screen_exam::open_visit(&ward);
    // Measured far too heavy, and nobody else of the village was measured.
    let child = ward.register("Rafi Ahmad", Sex::Male, "2025-01-10", Some("Siti Aminah"));
    let measures = Measures { weight: Some(Grams(25_000)), ..Measures::default() };
    let reason = |doubt| Confirmation { doubt, reason: "ditimbang dua kali".into() };
    ward.run(NewMeasurement {
        person: child,
        visit: None,
        measured_on: date("2026-11-23"),
        measures,
        confirmed: Doubt::all().map(reason).collect(),
    });
    let mut drive = Drive::new(Summary::default(), &ward.fixture, Some(ward.session.clone()));
    drive.tab_to(id::KIND).press("Right");
    assert!(drive.shows("1 kunjungan belum ditutup"));
    drive.send(Message::Help(Missing::OpenVisits { visits: 1 }, Place::Exam(None)));
    assert_eq!(drive.gone.last(), Some(&Place::Exam(Some(visit))));
    drive.send(Message::Help(Missing::OpenTickets { tickets: 3 }, Place::FrontDesk(None)));
    assert_eq!(drive.gone.last(), Some(&Place::FrontDesk(Some(Opening::Person(ward.child)))));
    drive.send(Message::Help(Missing::Implausible { children: 1 }, Place::Screening(None)));
    assert_eq!(drive.gone.last(), Some(&Place::Screening(Some(child))));
    let village = ward.fixture.config().villages[0].name.clone();
    let not_measured = Missing::NotMeasured { villages: vec![village], children: 1 };
    drive.send(Message::Help(not_measured, Place::Screening(None)));
    assert_eq!(drive.gone.last(), Some(&Place::Screening(Some(ward.child))));
}

#[test]
fn what_the_clinic_has_not_said_of_itself_leads_to_the_settings_that_say_it() {
    let (fixture, session) = busy();
    let mut drive = Drive::new(Summary::default(), &fixture, Some(session.clone()));
    assert!(drive.tells("desa tanpa sasaran balita"));
    let line = drive.place("desa tanpa sasaran balita");
    let buttons = drive.places("Lihat").into_iter();
    let beside = buttons.filter(|button| (button.center_y() - line.center_y()).abs() < 20.0).count();
    assert_eq!(beside, 1);
    for (missing, screen) in [
        (Missing::NoTarget { villages: 6 }, Section::Villages),
        (Missing::TargetTooSmall { villages: Vec::new() }, Section::Villages),
        (Missing::NoDistrict, Section::Clinic),
    ] {
        let place = loket::ui::summary::helped_at(&missing).unwrap();
        assert_eq!(place, Place::Settings(Some(screen)), "{missing:?}");
        drive.send(Message::Help(missing, place.clone()));
        assert_eq!(drive.gone.last(), Some(&place));
    }
    // The section itself comes into view there.
    let mut settings = Drive::new(Settings::default(), &fixture, Some(session));
    let opened = settings.screen.open(Section::Villages, &settings.shared.clone());
    let shown = settings.screen.shown(&settings.shared.clone());
    settings.carry_out(opened.and(shown));
    assert!(settings.focused(loket::ui::settings::id::VILLAGE_NEW));
}
