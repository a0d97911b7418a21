//! What the family card says of somebody: typed in by keyboard, kept, changed, and no key more for whoever leaves it out.

use iced::Size;
use loket::people::{Civil, Details, Role};
use loket::terms::FamilyCard;
use loket::ui::front_desk::{FrontDesk, form_id as form};
use loket::ui::theme::Look;

use crate::screen_front_desk::{Desk, siti};
use crate::support::drive::Drive;

/// All of it.
fn civil() -> Civil {
    Civil {
        birthplace: "Banyuwangi".into(),
        family_card: FamilyCard::parse("3510070101150001").ok(),
        education: "senior_secondary".parse().ok(),
        occupation: "trader".parse().ok(),
        marital: "married".parse().ok(),
        religion: "belief".parse().ok(),
    }
}

/// A form with what somebody new needs, the cursor in the name.
fn filled(desk: &Desk) -> Drive<FrontDesk> {
    let mut drive = desk.drive();
    drive.press("Ctrl+N").write("Siti Nur Azizah").press("Enter").press("Right").press("Right");
    drive.press("Enter").write("14082001").press("Enter").write("3510075408010003");
    for _ in 0..40 {
        drive.press("Shift+Tab");
        if drive.focused(form::NAME) {
            return drive;
        }
    }
    panic!("Shift+Tab never reaches the name");
}

#[test]
fn who_leaves_it_out_presses_no_key_more_than_before_it_was_there() {
    let desk = Desk::open();
    // Enter goes where it went before there was such a part, one field after the other.
    let stops = [
        form::SEX,
        form::BIRTH,
        form::NIK,
        form::BPJS,
        form::PHONE,
        form::VILLAGE,
        form::RT,
        form::RW,
        form::ADDRESS,
        form::FAMILY,
        form::ROLE,
        form::GUARDIAN,
        form::RELATION,
        form::SAVE,
    ];
    let mut drive = filled(&desk);
    for stop in stops {
        drive.press("Enter");
        assert!(drive.focused(stop), "Enter does not come to {stop}");
    }
    // Tab stops at the two check boxes and at why there is no NIK, too; nothing between the last field and Save.
    let mut drive = filled(&desk);
    let mut tabs = 0;
    let mut last = false;
    while !drive.focused(form::SAVE) {
        last = drive.focused(form::RELATION);
        drive.press("Tab");
        tabs += 1;
        assert!(tabs < 100, "Tab never reaches Save");
    }
    assert!(last, "something stands between the last field and Save");
    assert_eq!(tabs, stops.len() + 3);
    drive.press("Ctrl+Enter").hear();
    let saved = desk.found("3510075408010003").remove(0);
    assert_eq!(desk.patient(saved.id).opened.person.details.civil, Civil::default());
}

#[test]
fn its_key_opens_it_and_all_of_it_is_typed_without_the_mouse() {
    let desk = Desk::open();
    let mut drive = filled(&desk);
    assert!(drive.shows("Data kependudukan") && drive.shows("Ctrl+D") && !drive.shows("Tempat lahir"));
    drive.press("Ctrl+D");
    assert!(drive.focused(form::BIRTHPLACE));
    drive.write("Banyuwangi").press("Enter").write("3510 0701 0115 000");
    assert!(drive.shows("Baru 15 angka. Nomor KK harus 16 angka."));
    drive.press("Ctrl+Enter").hear();
    assert!(drive.focused(form::FAMILY_CARD) && desk.found("azizah").is_empty(), "15 digits are not saved");
    drive.press("End").write("12");
    assert!(drive.shows("Sudah 17 angka. Nomor KK harus 16 angka."));
    drive.press("Backspace").press("Enter");
    assert!(drive.focused(form::EDUCATION));
    drive.write("sma").press("Enter");
    assert!(drive.focused(form::OCCUPATION));
    drive.write("dagang").press("Enter").write("kawin").press("Down").press("Up");
    assert!(drive.focused(form::MARITAL));
    // “Kawin” is the one that begins so.
    drive.press("Enter").write("penghayat").press("Enter");
    assert!(drive.focused(form::SAVE));
    drive.picture("identity-open");
    let size = Size::new(1366.0 / 1.6 - 72.0, 768.0 / 1.6 - 28.0);
    let mut small = Drive::with_size(FrontDesk::default(), &desk.fixture, Some(desk.session.clone()), size);
    // The part lies below what is seen there: the cursor brings it into view, by its key and by Enter.
    small.press("Ctrl+N").press("Ctrl+D").write("Jember").picture("identity-160");
    small.press("Enter").press("Enter").write("sma").picture("identity-160-choosing");
    small.press("Enter").press("Enter").press("Enter").write("kep").picture("identity-160-last");
    drive.press("Ctrl+Enter").hear();
    let saved = desk.found("3510075408010003").remove(0);
    assert_eq!(desk.patient(saved.id).opened.person.details.civil, civil());
}

#[test]
fn an_amended_person_who_has_any_of_it_shows_it_at_once_and_a_choice_can_be_taken_away() {
    let desk = Desk::open();
    let person = desk.register(Details { civil: civil(), ..siti() }, Role::Head, None);
    let mut drive = desk.drive();
    drive.write("azizah").press("Enter").hear().press("F6");
    assert!(drive.focused(form::NAME) && drive.shows("Nomor KK") && !drive.shows("Ctrl+D"));
    drive.tab_to(form::RELIGION).picture("identity-amend");
    drive.shared.seat.look = Look::Dark;
    drive.picture("identity-amend-dark");
    // A list is searched anew by typing behind what is chosen.
    drive.press("End").write("tidak diisi").press("Enter").press("Ctrl+Enter").hear();
    let kept = desk.patient(person).opened.person.details;
    assert_eq!(kept, Details { civil: Civil { religion: None, ..civil() }, ..siti() });
    // Somebody without any of it opens as before.
    let mut other = siti();
    other.name = "Budi Santoso".into();
    (other.identity, other.bpjs) = (loket::people::Identity::Without(loket::people::NoNik::NotBrought), None);
    other.birth.date = "1980-02-01".parse().unwrap();
    desk.register(other, Role::Head, None);
    let mut drive = desk.drive();
    drive.write("budi").press("Enter").hear().press("F6");
    assert!(drive.shows("Ctrl+D") && !drive.shows("Nomor KK"));
}

#[test]
fn two_desks_that_amend_different_parts_of_it_both_succeed() {
    let desk = Desk::open();
    let person = desk.register(Details { civil: civil(), ..siti() }, Role::Head, None);
    let mut drives = [desk.drive(), desk.drive()];
    for drive in &mut drives {
        drive.write("azizah").press("Enter").hear().press("F6");
    }
    let [one, other] = &mut drives;
    one.tab_to(form::OCCUPATION).press("End").write("guru").press("Enter").press("Ctrl+Enter").hear();
    other.hear().tab_to(form::MARITAL).press("End").write("cerai mati").press("Enter");
    other.press("Ctrl+Enter").hear();
    let kept = desk.patient(person).opened.person.details.civil;
    let (occupation, marital) = ("teacher".parse().ok(), "widowed".parse().ok());
    assert_eq!(kept, Civil { occupation, marital, ..civil() });
}
