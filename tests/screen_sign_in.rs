//! Signing in by keyboard.

use crate::support::drive::Drive;
use crate::support::{PASSWORD, begun};
use loket::ui::shared::Colleague;
use loket::ui::sign_in::{Holder, SignIn, id};
use loket::ui::theme::Look;

#[test]
fn name_enter_password_enter() {
    let fixture = begun();
    let mut drive = Drive::new(SignIn::fresh(), &fixture, None);
    assert!(drive.focused(id::USERNAME));
    drive.write("wahyu").press("Enter");
    assert!(drive.focused(id::SECRET));
    drive.write("salah sekali").press("Enter");
    assert!(drive.welcome.is_none());
    assert!(drive.shows("Nama pengguna atau kata sandi tidak cocok."));
    drive.picture("sign-in-wrong");
    drive.write(PASSWORD).press("Enter");
    assert_eq!(drive.welcome.as_ref().unwrap().account.username, "wahyu");
}

#[test]
fn a_locked_desk_opens_by_pin_and_another_may_come() {
    let fixture = begun();
    let session = fixture.administrator();
    let pin = Some(loket::staff::SecretHash::of_pin("274915").unwrap());
    let account = session.account().unwrap();
    let set = loket::staff::command::SetPin { account, pin };
    fixture.clinic.run(&session, loket::clinic::Envelope::new(set)).unwrap();
    let holder = Holder { name: session.name().to_owned(), account };
    let mut drive = Drive::new(SignIn::locked(holder), &fixture, Some(session));
    assert!(drive.focused(id::SECRET) && drive.shows("Terkunci"));
    drive.write("274916").press("Enter");
    assert!(drive.welcome.is_none() && drive.shows("PIN atau kata sandi tidak cocok."));
    drive.write("274915").press("Enter");
    assert!(drive.welcome.is_some());
}

#[test]
fn a_locked_desk_opens_by_password_where_there_is_no_pin_and_esc_lets_another_in() {
    let fixture = begun();
    let session = fixture.administrator();
    let holder = Holder { name: session.name().to_owned(), account: session.account().unwrap() };
    let mut drive = Drive::new(SignIn::locked(holder.clone()), &fixture, Some(session.clone()));
    drive.write("salah sekali").press("Enter");
    assert!(drive.welcome.is_none() && drive.shows("PIN atau kata sandi tidak cocok."));
    drive.write(PASSWORD).press("Enter");
    assert!(drive.welcome.is_some());

    let mut drive = Drive::new(SignIn::locked(holder), &fixture, Some(session));
    drive.press("Esc");
    assert!(drive.focused(id::USERNAME));
}

#[test]
fn those_who_signed_in_here_before_stand_below_however_large_the_letters() {
    let fixture = begun();
    let session = fixture.administrator();
    let holder = Holder { name: session.name().to_owned(), account: session.account().unwrap() };
    let mut drive = Drive::new(SignIn::locked(holder), &fixture, Some(session));
    let long = "Siti Nur Fadhilah Ramadhani Kusumawardhani binti Abdurrahman";
    for (number, name) in
        [(2, "Dwi Hastuti"), (3, long), (4, "Laras Kinasih"), (5, "I Made Agus"), (6, "Rina")]
    {
        let account = loket::terms::AccountId(number);
        drive.shared.crew.push(Colleague { account, name: name.into(), username: name.to_lowercase() });
    }
    assert!(drive.shows(long));
    drive.picture("sign-in-crew");
    drive.press("Alt+2");
    assert!(drive.focused(id::SECRET) && drive.shows("PIN atau kata sandi"));
    drive.picture("sign-in-picked");
    drive.shared.seat.look = Look::Contrast;
    drive.picture("sign-in-contrast");
}

#[test]
fn caps_lock_is_hinted_at_where_the_password_cannot_be_read() {
    let fixture = begun();
    let mut drive = Drive::new(SignIn::fresh(), &fixture, None);
    drive.write("Wahyu").press("Enter");
    assert!(!drive.tells("Caps Lock"), "a name may begin large");
    drive.write("p");
    assert!(!drive.tells("Caps Lock"));
    drive.write("A");
    assert!(drive.tells("Caps Lock menyala"));
    drive.picture("sign-in-caps-lock");
    drive.write("1").write("a");
    assert!(!drive.tells("Caps Lock"), "off again");
}
