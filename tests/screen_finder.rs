//! Enter that comes before the answer, as a scanner and a quick hand type: it is about what was typed, never about what was
//! found for other letters.

use crate::screen_exam::{open_visit, serving};
use crate::screen_front_desk::{Desk, details};
use crate::support::drive::Drive;
use crate::support::ward::Ward;
use loket::people::Role;
use loket::terms::Sex;
use loket::ui::exam::id::diagnosis;
use loket::ui::front_desk::{FrontDesk, Message, family_id, form_id};
use loket::ui::screening::{Screening, id};

#[test]
fn a_child_is_opened_by_what_was_typed_however_fast_enter_comes() {
    let ward = Ward::open();
    ward.register("Arsya Maulana", Sex::Male, "2024-01-02", Some("Dewi"));
    // Who came last stands first while both fit.
    ward.register("Arif Hidayat", Sex::Male, "2024-03-04", Some("Sri"));
    let open = || Drive::new(Screening::default(), &ward.fixture, Some(ward.session.clone()));
    let mut drive = open();
    drive.write("ar").faster(|drive| {
        drive.write("sya").press("Enter");
    });
    assert!(drive.tells("Arsya Maulana") && !drive.tells("Arif Hidayat"));
    // Nor is a mark moved among those of the letters before.
    let mut drive = open();
    drive.write("a").faster(|drive| {
        drive.write("rif").press("Down").press("Enter");
    });
    assert!(drive.tells("Arif Hidayat") && !drive.tells("Arsya Maulana"));
    // From an empty box, as a scanner does; letters after Enter begin anew.
    let mut drive = open();
    drive.faster(|drive| {
        drive.write("arsya").press("Enter");
    });
    assert!(drive.tells("Arsya Maulana") && !drive.focused(id::SEARCH));
    let mut drive = open();
    drive.faster(|drive| {
        drive.write("ar").press("Enter").write("sya");
    });
    assert!(drive.focused(id::SEARCH), "Enter was about the text before");
}

#[test]
fn a_diagnosis_is_the_one_that_was_typed() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    drive.write("Mual").press("Alt+2").tab_to(diagnosis::SEARCH).write("k").faster(|drive| {
        drive.write("30").press("Enter");
    });
    drive.press("Ctrl+Enter").hear();
    let sheet = ward.sheet(open_visit(&ward));
    let codes: Vec<String> = sheet.visit.current_diagnoses().map(|one| one.what.code.clone()).collect();
    assert_eq!(codes, ["K30"]);
}

/// Who is at the counter, and two more of whom one could be taken for the other.
fn desk() -> Desk {
    let desk = Desk::open();
    for (name, birth) in
        [("Dwi Hastuti", "1990-05-01"), ("Bella Anjani", "1992-03-04"), ("Belinda Sari", "1991-02-03")]
    {
        desk.register(details(name, Sex::Female, birth, None), Role::Head, None);
    }
    desk
}

fn at_counter(desk: &Desk) -> Drive<FrontDesk> {
    let mut drive = desk.drive();
    drive.send(Message::Typed("dwi hastuti".into())).press("Enter").hear();
    drive
}

#[test]
fn the_other_record_of_a_merge_is_the_one_that_was_typed() {
    let desk = desk();
    let mut drive = at_counter(&desk);
    drive.press("Ctrl+g").hear().write("bel").faster(|drive| {
        drive.write("la").press("Enter");
    });
    assert!(drive.tells("04-03-1992") && !drive.tells("03-02-1991"));
}

#[test]
fn the_folder_of_a_move_and_of_a_form_is_the_one_that_was_typed() {
    let desk = desk();
    let mut drive = at_counter(&desk);
    drive.press("Ctrl+f").hear().tab_to(family_id::SEARCH).write("bel").faster(|drive| {
        drive.write("la").press("Enter");
    });
    assert!(drive.tells("Bella Anjani") && !drive.tells("Belinda Sari"));

    let mut drive = desk.drive();
    drive.press("Ctrl+n").hear().tab_to(form_id::FAMILY).write("bel").faster(|drive| {
        drive.write("la").press("Enter");
    });
    assert!(drive.focused(form_id::ROLE));
    assert!(drive.tells("Bella Anjani") && !drive.tells("Belinda Sari"));
}

/// Types the first letters into a box, then one more while the clinic answers nobody.
fn unanswered<S: loket::ui::screen::Screen>(drive: &mut Drive<S>, begun: &str, more: &str) {
    drive.write(begun);
    let session = drive.shared.session.take();
    drive.write(more);
    drive.shared.session = session;
}

#[test]
fn a_question_that_fails_says_so_at_every_box_and_nothing_of_other_letters_is_taken() {
    let refused = "Peran Anda tidak boleh";
    let ward = Ward::open();
    ward.register("Arsya Maulana", Sex::Male, "2024-01-02", Some("Dewi"));
    let mut drive = Drive::new(Screening::default(), &ward.fixture, Some(ward.session.clone()));
    unanswered(&mut drive, "ar", "s");
    assert!(drive.tells(refused) && !drive.tells("Arsya Maulana"));
    drive.press("Enter").hear();
    assert!(drive.focused(id::SEARCH));
    assert!(drive.write("y").tells("Arsya Maulana"), "the next letter asks again");

    let mut drive = serving(&ward);
    drive.write("Mual").press("Alt+2").tab_to(diagnosis::SEARCH);
    unanswered(&mut drive, "k", "30");
    assert!(drive.tells(refused));
    drive.press("Enter").press("Backspace").press("Backspace").write("30").press("Enter");
    assert!(drive.tells("K30") && !drive.tells(refused));

    let desk = desk();
    let mut drive = at_counter(&desk);
    drive.press("Ctrl+g").hear();
    unanswered(&mut drive, "bel", "l");
    assert!(drive.tells(refused) && !drive.tells("Bella Anjani"));
    let mut drive = at_counter(&desk);
    drive.press("Ctrl+f").hear().tab_to(family_id::SEARCH);
    unanswered(&mut drive, "bel", "l");
    assert!(drive.tells(refused) && !drive.tells("Bella Anjani"));
    let mut drive = desk.drive();
    drive.press("Ctrl+n").hear().tab_to(form_id::FAMILY);
    unanswered(&mut drive, "bel", "l");
    assert!(drive.tells(refused) && !drive.tells("Bella Anjani"));
    // And where nobody fits, the box of a form says that.
    assert!(drive.write("qwx").tells("Tidak ada yang cocok"));
}

#[test]
fn a_capital_letter_on_the_sex_field_chooses_as_the_small_one() {
    let desk = desk();
    let mut drive = desk.drive();
    drive.press("Ctrl+n").hear().write("Sri Utami").press("Enter").press("Shift+P");
    assert!(drive.focused(form_id::BIRTH));
}
