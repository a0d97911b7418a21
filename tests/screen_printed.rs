//! A key that is printed on a button works there, on every screen.

use crate::screen_exam::{serving, station};
use crate::screen_front_desk::{Desk, details};
use crate::screen_merge::Twice;
use crate::support::drive::Drive;
use crate::support::ward::Ward;
use crate::support::{begun, not_begun};
use loket::people::Role;
use loket::queue::FirstStop;
use loket::terms::Sex;
use loket::ui::first_run::FirstRun;
use loket::ui::screen::Screen;
use loket::ui::screening::Screening;
use loket::ui::settings::Settings;
use loket::ui::shared::Colleague;
use loket::ui::sign_in::{Holder, SignIn};
use loket::ui::summary::Summary;

/// Tries what is printed; `known` are some of the keys that must be among it.
fn tried<S: Screen>(drive: &mut Drive<S>, known: &[&str])
where
    S::Message: std::fmt::Debug,
{
    let tried = drive.try_printed();
    for key in known {
        assert!(tried.iter().any(|one| one == key), "{key} is not printed on a button that is on: {tried:?}");
    }
}

#[test]
fn every_key_printed_at_the_front_desk_does_what_its_button_does() {
    let desk = Desk::open();
    let linda = desk.register(details("Linda Kusuma", Sex::Female, "1990-05-05", None), Role::Head, None);
    desk.ticket("KIA", None, FirstStop::Registration, None);
    desk.ticket("Umum", None, FirstStop::Unit, None);
    let mut drive = desk.drive();
    tried(&mut drive, &["F2", "F9", "Ctrl+N", "Ctrl+E"]);
    drive.press("F9").hear();
    tried(&mut drive, &["F8", "F10", "F11", "Ctrl+T"]);
    drive.write("linda");
    tried(&mut drive, &["F2"]);
    drive.press("Enter").hear();
    tried(&mut drive, &["F2", "F6", "Ctrl+F"]);
    drive.press("F6").hear();
    tried(&mut drive, &["Ctrl+Enter", "Esc"]);
    drive.press("Esc").press("Ctrl+N");
    tried(&mut drive, &["Ctrl+Enter", "Esc"]);
    drive.press("Esc").press("Ctrl+P");
    tried(&mut drive, &["Esc"]);
    drive.press("Esc").send(loket::ui::front_desk::Message::Choose(linda)).hear().press("Ctrl+F").hear();
    tried(&mut drive, &["Esc"]);
    let twice = Twice::open();
    let mut drive = twice.desk.drive();
    twice.at_counter(&mut drive);
    tried(&mut drive, &["Ctrl+G"]);
    drive.press("Ctrl+G").hear();
    tried(&mut drive, &["Esc"]);
}

#[test]
fn every_key_printed_at_the_exam_station_does_what_its_button_does() {
    let ward = Ward::open();
    let mut drive = Drive::new(loket::ui::exam::Exam::default(), &ward.fixture, Some(ward.session.clone()));
    tried(&mut drive, &["1"]);
    let mut drive = serving(&ward);
    for part in ["Alt+1", "Alt+2", "Alt+3"] {
        drive.press(part);
        tried(&mut drive, &["F9", "F12", "Ctrl+Enter"]);
    }
    drive.press("F12");
    tried(&mut drive, &["F12", "Esc"]);
    drive.press("F12").hear();
    tried(&mut drive, &["F9"]);
    drive.press("F9").hear();
    tried(&mut drive, &["F4", "F10", "F11"]);
    let mut drive = station(&ward, "Ruang Umum");
    tried(&mut drive, &[]);
}

#[test]
fn every_key_printed_on_the_other_screens_does_what_its_button_does() {
    let ward = Ward::open();
    let session = Some(ward.session.clone());
    let mut drive = Drive::new(Screening::default(), &ward.fixture, session.clone());
    drive.write("kirana").press("Enter");
    tried(&mut drive, &["F2"]);
    drive.press("F2");
    tried(&mut drive, &["Ctrl+Enter", "Esc"]);

    let fixture = begun();
    let administrator = fixture.administrator();
    let mut drive = Drive::new(Summary::default(), &fixture, Some(administrator.clone()));
    tried(&mut drive, &[]);
    let mut drive = Drive::new(Settings::default(), &fixture, Some(administrator.clone()));
    for section in "1234567890".chars() {
        drive.press(&format!("Alt+{section}")).hear();
        tried(&mut drive, &["Alt+1", "Alt+4"]);
    }

    let holder = Holder { name: administrator.name().to_owned(), account: administrator.account().unwrap() };
    let mut drive = Drive::new(SignIn::locked(holder), &fixture, Some(administrator));
    let one = Colleague {
        account: loket::terms::AccountId(77),
        name: "Rina".to_owned(),
        username: "rina".to_owned(),
    };
    drive.shared.crew = vec![one];
    drive.write("salah");
    tried(&mut drive, &["Enter", "Esc", "Alt+1"]);

    let fixture = not_begun();
    let mut drive = Drive::new(FirstRun::default(), &fixture, None);
    tried(&mut drive, &["Ctrl+Enter"]);
}
