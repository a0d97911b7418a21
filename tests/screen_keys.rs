//! What is typed after Enter is for the next field, however busy the window was: the cursor moves with the key, not with
//! the answer to it.

use crate::screen_exam::{open_visit, serving};
use crate::support::drive::Drive;
use crate::support::ward::Ward;
use iced::keyboard::Modifiers;
use loket::terms::Grams;
use loket::ui::exam::{Exam, id};
use loket::ui::front_desk::{FrontDesk, form_id};
use loket::visits::{NoteKind, Sign, Value};

#[test]
fn what_is_typed_after_enter_lands_in_the_next_field_though_the_window_was_busy() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    drive.at_once(&[
        "Batuk", "Enter", "36,9", "Enter", "112", "Enter", "28", "Enter", "98", "Enter", "9,2", "Enter",
        "79,8",
    ]);
    assert!(drive.focused(id::measuring::LENGTH), "where the last letters went");
    drive.press("Ctrl+Enter").hear();
    let sheet = ward.sheet(open_visit(&ward));
    assert_eq!(sheet.visit.note(NoteKind::Complaint).unwrap().text, "Batuk");
    let value = |sign| sheet.visit.vital(sign).map(|vital| vital.value);
    assert_eq!(value(Sign::Temperature), Some(Value::Of(369)));
    assert_eq!(value(Sign::Pulse), Some(Value::Of(112)));
    let own = sheet.growth.measurements.iter().find(|one| one.visit == Some(sheet.visit.id)).unwrap();
    assert_eq!(own.measures.weight, Some(Grams(9200)), "98 is not written behind it");
    assert_eq!(own.measures.length.unwrap().0, 798);
}

#[test]
fn who_goes_on_by_tab_while_enter_is_being_answered_is_not_drawn_back() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    drive.tab_to(id::measuring::WEIGHT).at_once(&["9,2", "Enter", "79,8", "Tab"]);
    assert!(
        drive.focused(id::measuring::POSTURE),
        "Enter to the length, Tab to the posture, and there it stays"
    );
    // Sent there once more later, it goes.
    drive.tab_to(id::measuring::WEIGHT).press("Enter");
    assert!(drive.focused(id::measuring::LENGTH));
}

#[test]
fn the_letter_of_a_sex_moves_the_cursor_with_the_key() {
    let ward = Ward::open();
    let mut drive = Drive::new(FrontDesk::default(), &ward.fixture, Some(ward.session.clone()));
    drive.press("Ctrl+n");
    assert!(drive.focused(form_id::NAME));
    drive.at_once(&["Siti Aminah", "Enter", "p", "01022024", "Enter"]);
    assert!(drive.focused(form_id::NIK));
    drive.write("3510164102240001").at_once(&["Enter", "0001234567890"]);
    assert!(drive.focused(form_id::BPJS));
    assert!(drive.shows("Siti Aminah") && drive.shows("0001234567890") && drive.shows("3510164102240001"));
}

#[test]
fn the_keypad_writes_digits_with_num_lock_on_and_is_arrows_with_it_off() {
    let ward = Ward::open();
    ward.ticket("KIA", Some(ward.child), None);
    let mut drive = Drive::new(Exam::default(), &ward.fixture, Some(ward.session.clone()));
    // The room is chosen by its digit.
    let digit = drive.printed().iter().position(|(key, _)| key.len() == 1).map(|_| "1").unwrap();
    drive.keypad(digit, Modifiers::empty()).hear();
    assert!(!drive.tells("Pilih ruang"), "a room is chosen");
    let mut drive = serving(&ward);
    drive.tab_to(id::measuring::WEIGHT).keypad("79,34", Modifiers::empty());
    assert_eq!(drive.field(id::measuring::WEIGHT).unwrap().1, "79,34");
    drive.keypad_arrow('4').keypad_arrow('7').keypad("1", Modifiers::empty());
    assert_eq!(drive.field(id::measuring::WEIGHT).unwrap().1, "179,34", "Home, then 1");
    // Alt and a digit leads to a part of the page and is written nowhere.
    drive.keypad("2", Modifiers::ALT);
    assert!(drive.focused(id::diagnosis::SEARCH));
    drive.keypad("1", Modifiers::ALT);
    assert_eq!(drive.field(id::measuring::WEIGHT).unwrap().1, "179,34");
}

#[test]
fn alt_and_a_digit_lead_to_a_part_and_what_is_typed_next_is_for_its_field() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    drive.press("Alt+2").write("ispa").press("Alt+3").write("Minum banyak").press("Alt+1").write("9,2");
    assert!(drive.focused(id::measuring::WEIGHT));
    assert_eq!(drive.field(id::measuring::WEIGHT).unwrap().1, "9,2");
    drive.press("Ctrl+Enter").hear();
    let sheet = ward.sheet(open_visit(&ward));
    assert_eq!(sheet.visit.note(NoteKind::Plan).unwrap().text, "Minum banyak");
}

#[test]
fn what_is_pasted_fits_its_field_and_joined_lines_stay_apart() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    drive.paste("Batuk\r\npilek");
    assert_eq!(drive.field(id::page::COMPLAINT).unwrap().1, "Batuk pilek");
    let book = "Ibu\n".repeat(500_000);
    for _ in 0..3 {
        drive.paste(&book);
    }
    assert_eq!(drive.field(id::page::COMPLAINT).unwrap().1.chars().count(), 8_000, "2 MB, three times");
    drive.press("Alt+3").paste(&book).paste(&book).press("Ctrl+Enter").hear();
    assert!(drive.tells("terlalu panjang"), "what is cut is refused, not written");
}
