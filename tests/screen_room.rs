//! Words that were cut once: each has its room, in the letters and in the language in which it had none.

use std::sync::Arc;

use iced::Size;
use loket::people::{Birth, Precision, Role};
use loket::queue::command::Move;
use loket::queue::{FirstStop, Issue, Priority, Urgency};
use loket::terms::Sex;
use loket::ui::exam::{Exam, id as exam_id};
use loket::ui::front_desk::{FrontDesk, form_id};
use loket::ui::screen::Screen;
use loket::ui::screening::Screening;
use loket::ui::widget::text;
use loket::words::{Language, Words};

use crate::screen_exam::{serving, station};
use crate::screen_front_desk::{Desk, details, siti};
use crate::support::drive::Drive;
use crate::support::ticket;
use crate::support::ward::Ward;

/// What rail and status bar leave of the window of an old PC in larger letters.
fn window(percent: f32) -> Size {
    Size::new(1366.0 / percent - 72.0, 768.0 / percent - 28.0)
}

fn english<S: Screen>(drive: &mut Drive<S>) {
    drive.shared.words = Arc::new(Words::new(Language::English));
}

/// Whether these words stand somewhere whole.
#[track_caller]
fn whole<S: Screen>(drive: &mut Drive<S>, said: &str, words: &text::Words<'_>) {
    let room = drive.place_of(said).map(|place| place.width);
    let needs = words.measured();
    assert!(room.is_some_and(|room| room + 0.5 >= needs), "“{said}” needs {needs} and has {room:?}");
}

#[test]
fn how_long_somebody_waits_is_whole_in_a_room_in_the_largest_letters() {
    let ward = Ward::open();
    ward.ticket("KIA", None, None);
    ward.later(104);
    let mut drive = Drive::with_size(Exam::default(), &ward.fixture, Some(ward.session.clone()), window(1.6));
    drive.press_button("Ruang KIA").hear();
    whole(&mut drive, "1 j 44 mnt", &text::small("1 j 44 mnt"));
    assert!(drive.shows("Lama"));
}

#[test]
fn origin_place_and_reason_have_their_room_in_a_row_or_are_left_out() {
    let ward = Ward::open();
    let config = ward.fixture.config();
    let long = config.services().max_by_key(|unit| unit.name.len()).unwrap().id;
    let sent = |priority, urgency| {
        let on = ward.run(Issue { priority, urgency, ..ticket(long) });
        ward.later(1);
        ward.run(Move { stop: on.stop, to: ward.unit("KIA"), seen: None });
    };
    for priority in [None, Some(Priority::Pregnant), Some(Priority::UnderFive)] {
        sent(priority, Urgency::Ordinary);
    }
    // Its state and its wait need a line each: the third has no room.
    sent(None, Urgency::Emergency);
    ward.ticket("KIA", None, Some(Priority::Elderly));
    for minutes in [0, 55, 50, 600] {
        ward.later(minutes);
        for (percent, height) in [(1.0, 768.0), (1.0, 697.0), (1.25, 768.0), (1.6, 768.0)] {
            let size = Size { height: height / percent - 28.0, ..window(percent) };
            let mut drive =
                Drive::with_size(Exam::default(), &ward.fixture, Some(ward.session.clone()), size);
            drive.press_button("Ruang KIA").hear();
            for language in [Language::Indonesian, Language::English] {
                drive.shared.words = Arc::new(Words::new(language));
                drive.press("Down");
                let about = |key| drive.shared.words.text(key).into_owned();
                for said in ["exam-place-ticket", "exam-place-priority"].map(about) {
                    whole(&mut drive, &said, &text::small(&*said));
                    let place = drive.place_of(&said).unwrap();
                    assert!(place.width <= 56.0, "“{said}” is {} wide", place.width);
                }
                rows_hold_their_words(&mut drive);
            }
        }
    }
}

/// Whatever stands in a row of who waits stands between the lines of that row.
#[track_caller]
fn rows_hold_their_words(drive: &mut Drive<Exam>) {
    let (list, _) = drive.seen(exam_id::waiting::LIST).unwrap();
    for place in drive.places("") {
        let within = place.x < list.x + list.width && place.y >= list.y;
        let row = ((place.y + place.height / 2.0 - list.y) / 60.0).floor() * 60.0 + list.y;
        assert!(
            !within || place.y >= row && place.y + place.height <= row + 59.0,
            "{place:?} is not within its row from {row}"
        );
    }
}

#[test]
fn how_long_somebody_waits_is_whole_at_the_desk_in_both_languages() {
    let desk = Desk::open();
    desk.ticket("Umum", None, FirstStop::Registration, None);
    desk.later(109);
    for percent in [1.0, 1.25, 1.6] {
        let session = Some(desk.session.clone());
        let mut drive = Drive::with_size(FrontDesk::default(), &desk.fixture, session, window(percent));
        whole(&mut drive, "1 j 49 mnt", &text::body("1 j 49 mnt").bold());
        english(&mut drive);
        whole(&mut drive, "1 h 49 min", &text::body("1 h 49 min").bold());
    }
}

#[test]
fn the_key_of_calling_again_is_named_whole_in_english() {
    let desk = Desk::open();
    desk.ticket("Umum", None, FirstStop::Registration, None);
    let mut drive = desk.drive();
    drive.press("F9").hear();
    english(&mut drive);
    whole(&mut drive, "Again", &text::large("Again").bold());
    whole(&mut drive, "Skip", &text::large("Skip").bold());
}

#[test]
fn measures_and_the_heads_of_their_table_are_whole_in_english() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    english(&mut drive);
    drive.tab_to(exam_id::measuring::WEIGHT);
    // It goes on in a second line: no letter is lost.
    whole(&mut drive, "Head circumference", &text::body("circumference"));
    let mut drive = Drive::new(Screening::default(), &ward.fixture, Some(ward.session.clone()));
    english(&mut drive);
    drive.write("kirana").press("Enter");
    for head in ["Date", "Age", "Wt", "L/H"] {
        whole(&mut drive, head, &text::label(head));
    }
    drop(station(&ward, "Ruang KIA"));
}

#[test]
fn why_somebody_has_no_nik_is_whole_in_its_field() {
    let desk = Desk::open();
    for (language, said) in
        [(Language::Indonesian, "Tidak bawa kartu"), (Language::English, "Card not brought")]
    {
        let mut drive = desk.drive();
        drive.shared.words = Arc::new(Words::new(language));
        drive.press("Ctrl+N").tab_to(form_id::NO_NIK).write("kart").press("Enter");
        if language == Language::English {
            drive.tab_to(form_id::NO_NIK).write("card").press("Enter");
        }
        let field = drive.field(form_id::NO_NIK).unwrap();
        assert_eq!(field.1, said);
        let needs = text::body(said).measured();
        assert!(field.0 >= needs, "“{said}” needs {needs} and has {}", field.0);
    }
}

#[test]
fn an_estimated_year_of_birth_leaves_the_age_its_room() {
    let desk = Desk::open();
    let mut child = details("Kirana Putri", Sex::Female, "2024-07-01", None);
    child.birth = Birth { precision: Precision::Estimated, ..child.birth };
    desk.register(child, Role::Child, None);
    for percent in [1.0, 1.25, 1.6] {
        let session = Some(desk.session.clone());
        let mut drive = Drive::with_size(FrontDesk::default(), &desk.fixture, session, window(percent));
        drive.write("kirana").press("Enter").hear();
        let said = "2024, perkiraan (28 bl)";
        whole(&mut drive, said, &text::body(said));
    }
}

#[test]
fn the_button_of_a_ticket_names_its_unit_in_every_size_of_letters() {
    let desk = Desk::open();
    let mut long = siti();
    long.name = "Istiqomah Sakdiyahningtyas".to_owned();
    desk.register(long, Role::Head, None);
    let nurse = desk.fixture.somebody(loket::staff::Role::Nurse);
    for percent in [1.0, 1.25, 1.6] {
        let session = Some(desk.session.clone());
        let mut drive = Drive::with_size(FrontDesk::default(), &desk.fixture, session, window(percent));
        drive.write("istiqomah").press("Enter").hear();
        let said = "Cetak tiket Umum · Istiqomah Sakdiyahningtyas";
        whole(&mut drive, said, &text::large("Cetak tiket Umum · …").bold());
        // Whoever may open visits has one button more.
        let mut drive =
            Drive::with_size(FrontDesk::default(), &desk.fixture, Some(nurse.clone()), window(percent));
        drive.write("istiqomah").press("Enter").hear();
        assert!(drive.shows("Buka kunjungan"));
        whole(&mut drive, said, &text::large("Cetak tiket Umum · …").bold());
    }
}
