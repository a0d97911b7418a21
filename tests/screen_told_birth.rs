//! A birth date as it is told, and what the NIK says, by keyboard.

use crate::screen_front_desk::Desk;
use loket::people::Precision;
use loket::terms::Sex;
use loket::ui::front_desk::form_id;

#[test]
fn the_nik_fills_sex_and_birth_date_once_they_are_confirmed() {
    let desk = Desk::open();
    let mut drive = desk.drive();
    // Looked for in vain, the NIK is the beginning of the form.
    drive.write("3510075408010003").press("Ctrl+N").write("Siti Aminah").press("Enter");
    assert!(drive.focused(form_id::SEX));
    assert!(drive.shows("Menurut NIK: Perempuan. Enter menerima."));
    assert!(drive.shows("Menurut NIK: 14-08-2001. Enter menerima."));
    drive.picture("front-form-nik");
    // Nothing is taken that was not confirmed.
    drive.press("Ctrl+Enter");
    assert!(desk.found("siti aminah").is_empty());
    drive.tab_to(form_id::SEX).press("Enter").press("Enter");
    assert!(drive.focused(form_id::NIK) && !drive.shows("Menurut NIK: 14-08-2001. Enter menerima."));
    drive.press("Ctrl+Enter").hear();
    let card = desk.found("siti aminah").remove(0);
    assert_eq!((card.sex, card.birth.date.to_string()), (Sex::Female, "2001-08-14".into()));
    assert_eq!(card.birth.precision, Precision::Exact);
}

#[test]
fn what_was_typed_is_never_overwritten_by_the_nik() {
    let desk = Desk::open();
    let mut drive = desk.drive();
    drive.press("Ctrl+N").write("Siti Aminah").press("Enter").press("Right").press("Enter");
    drive.write("13082001").press("Enter").write("3510075408010003");
    assert!(!drive.shows("Menurut NIK: 14-08-2001. Enter menerima."));
    drive.tab_to(form_id::BIRTH).press("Enter");
    assert!(drive.shows("Tanggal lahir di NIK 14-08-2001, berbeda dari yang diisi."));
    drive.press("Ctrl+Enter").hear();
    assert!(drive.focused(form_id::REASONS[0]), "a reason is asked for");
}

#[test]
fn an_age_or_a_year_makes_an_estimated_birth_date() {
    for (typed, said, date, precision) in [
        ("60 th", "60 th, lahir sekitar 1966", "1966-05-23", Precision::Year),
        ("1966", "60 th, lahir sekitar 1966", "1966-07-02", Precision::Year),
        ("3 bln", "3 bulan 15 hari, kira-kira 06-08-2026", "2026-08-06", Precision::Estimated),
        ("3 agustus 1960", "66 tahun 3 bulan", "1960-08-03", Precision::Exact),
    ] {
        let desk = Desk::open();
        let mut drive = desk.drive();
        drive.press("Ctrl+N").write("Karto").press("Enter").press("Right").press("Enter").write(typed);
        assert!(drive.shows(said), "{typed}");
        drive.press("Enter").press("Enter").write("tidak").press("Enter").press("Ctrl+Enter").hear();
        let card = desk.found("karto").remove(0);
        assert_eq!(
            (card.birth.date.to_string(), card.birth.precision),
            (date.to_owned(), precision),
            "{typed}"
        );
    }
}
