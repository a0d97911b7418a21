//! What must be seen is seen in every window and at every size of the letters: what a notice tells covers nothing, what a key
//! changes is in view, and the buttons of a hurry are there.

use iced::keyboard::key::Named;
use iced::{Rectangle, Size};
use iced_test::selector::Candidate;
use loket::people::{Birth, Details, Precision, Role as Place};
use loket::staff::Role;
use loket::terms::Sex;
use loket::ui::app::screens::Name;
use loket::ui::app::{App, Message};
use loket::ui::front_desk::{self, FrontDesk, form_id, id, merge_id};

use crate::screen_app::{program_of, view};
use crate::screen_front_desk::{Desk, details, siti};
use crate::screen_merge::Twice;
use crate::stage::Stage;
use crate::support::drive::Drive;
use crate::support::ward::Ward;
use crate::support::{Fixture, begun_on_a_pc};

/// The windows of an old PC, with the task bar and without, in letters of 100 % and of 160 %.
const WINDOWS: [Size; 4] = [
    Size::new(1366.0, 768.0),
    Size::new(1366.0, 697.0),
    Size::new(1366.0 / 1.6, 768.0 / 1.6),
    Size::new(1366.0 / 1.6, 697.0 / 1.6),
];
/// What the rail and the status bar take of a window.
const FRAME: Size = Size::new(72.0, 28.0);

fn window(fixture: &Fixture, role: Role, size: Size) -> Stage<App, Message> {
    let somebody = fixture.somebody(role);
    let app = program_of(fixture, somebody, None).0;
    let mut stage = Stage::sized(app, view, App::update, size);
    stage.send(Message::Heard(None));
    stage
}

/// Where the notice stands, by its sentence; as wide as the window.
fn notice(stage: &mut Stage<App, Message>, said: &str) -> Rectangle {
    let said = said.to_owned();
    let words = move |candidate: Candidate<'_>| match candidate {
        Candidate::Text { content, bounds, .. } if content.starts_with(&said) => Some(bounds),
        _ => None,
    };
    stage.find(words).expect("a notice")
}

/// What is seen under the upper edge of a notice beside its own words.
fn covered(stage: &mut Stage<App, Message>, notice: Rectangle) -> Option<String> {
    let own = move |bounds: Rectangle| bounds.y + 1.0 >= notice.y - 8.0 && bounds.center_y() > notice.y;
    let is_low = move |seen: Rectangle| seen.y + seen.height > notice.y + 1.0;
    let low = move |candidate: Candidate<'_>| match candidate {
        Candidate::Text { content, visible_bounds: Some(seen), .. } if is_low(seen) => {
            let of_notice = own(seen) && (seen.center_y() - notice.center_y()).abs() < 4.0;
            (!of_notice).then(|| content.to_owned())
        }
        Candidate::Focusable { visible_bounds: Some(seen), id, .. } if is_low(seen) => {
            let is_undo = id.is_some_and(|id| *id == iced::widget::Id::from("toast.undo"));
            (!is_undo).then(|| format!("{id:?}"))
        }
        _ => None,
    };
    stage.find(low)
}

#[test]
fn a_notice_covers_no_button_no_refusal_and_no_list_in_any_window() {
    for size in WINDOWS {
        for (role, place) in [(Role::Receptionist, Name::FrontDesk), (Role::Nurse, Name::Exam)] {
            let fixture = begun_on_a_pc();
            let mut stage = window(&fixture, role, size);
            stage.send(Message::Go(place.into()));
            stage.ctrl("k");
            let said = notice(&mut stage, "Jam dipastikan");
            assert_eq!(covered(&mut stage, said), None, "{place:?} in {size:?}");
            assert!(said.y + said.height <= size.height, "{place:?} in {size:?}");
            // A form with its buttons and what was refused.
            stage.ctrl("n");
            stage.ctrl_key(Named::Enter);
            let said = notice(&mut stage, "Jam dipastikan");
            assert_eq!(covered(&mut stage, said), None, "a form in {size:?}");
        }
    }
}

#[test]
fn what_a_notice_tells_takes_no_more_room_than_the_line_that_it_stands_in() {
    let fixture = begun_on_a_pc();
    let mut stage = window(&fixture, Role::Receptionist, WINDOWS[0]);
    stage.ctrl("k");
    let before = stage.find(iced_test::selector::id(id::PRINT)).map(|found| found.bounds());
    let told = notice(&mut stage, "Jam dipastikan");
    fixture.clock.forward(chrono::Duration::seconds(11));
    stage.send(Message::Tick);
    assert!(!stage.sees("Jam dipastikan"), "it goes after its time");
    assert!(told.y > WINDOWS[0].height - FRAME.height);
    assert_eq!(before, stage.find(iced_test::selector::id(id::PRINT)).map(|found| found.bounds()));
}

#[test]
fn a_long_name_stays_inside_the_edge_of_what_is_pressed() {
    let desk = Desk::open();
    let long = "Siti Nur Fadhilah Ramadhani Kusumawardhani binti Abdurrahman Syarifuddin";
    let somebody = desk.register(details(long, Sex::Female, "1990-01-01", None), Place::Head, None);
    for window in WINDOWS {
        let mut drive = large(&desk, window);
        drive.send(front_desk::Message::Choose(somebody)).hear().press("Ctrl+N");
        let chip = drive.place("Satu keluarga dengan");
        let box_above = drive.field(form_id::FAMILY).expect("the box above").0;
        // Words in the box begin and end a little further inside.
        assert!(chip.width <= box_above + 8.0, "{chip:?} below a box of {box_above} in {window:?}");
    }
}

fn large(desk: &Desk, window: Size) -> Drive<FrontDesk> {
    Drive::with_size(FrontDesk::default(), &desk.fixture, Some(desk.session.clone()), window - FRAME)
}

#[test]
fn the_row_that_the_keys_change_is_wholly_in_view() {
    for window in WINDOWS {
        let two = Twice::open();
        let mut drive = large(&two.desk, window);
        two.at_counter(&mut drive);
        drive.press("Ctrl+G").hear();
        let mut last = None;
        for step in 0..12 {
            let row = drive.seen(merge_id::MARKED).expect("a marked row");
            let (whole, seen) = (row.0, row.1.expect("in view"));
            assert!(seen.height + 0.5 >= whole.height, "{seen:?} of {whole:?} after {step} in {window:?}");
            // Down to the last, then up again.
            drive.press(if step < 6 { "Down" } else { "Up" });
            last = Some(whole);
        }
        assert!(last.is_some());
        // What was scrolled away comes back when it is changed.
        drive.press("PageDown").press("PageDown").press("PageDown").press("Right").hear();
        let (whole, seen) = drive.seen(merge_id::MARKED).expect("a marked row");
        assert!(seen.is_some_and(|seen| seen.height + 0.5 >= whole.height), "{window:?}");
    }
}

#[test]
fn an_emergency_has_its_button_and_key_in_every_window_and_f2_its_height() {
    for window in WINDOWS {
        let desk = Desk::open();
        let somebody = desk.register(siti(), Place::Head, None);
        // A line about the clock with its fields and what was refused takes as much.
        for taken in [0.0, 76.0, 150.0] {
            let mut drive = large(&desk, window - Size::new(0.0, taken));
            for chosen in [None, Some(somebody)] {
                if let Some(chosen) = chosen {
                    drive.send(front_desk::Message::Choose(chosen)).hear();
                }
                let at = format!("{chosen:?} in {window:?} less {taken}");
                assert!(drive.sees("Gawat darurat") && drive.sees("Ctrl+E"), "{at}");
                let (print, seen) = drive.seen(id::PRINT).expect("F2");
                assert!(
                    print.height >= 56.0 && seen.is_some_and(|seen| seen.height >= 56.0),
                    "{print:?} {at}"
                );
            }
        }
    }
}

#[test]
fn a_field_that_is_switched_off_says_nothing_is_wrong_with_it() {
    let desk = Desk::open();
    let administrator = desk.fixture.administrator();
    let mut drive = Drive::new(FrontDesk::default(), &desk.fixture, Some(administrator));
    drive.press("Ctrl+P").press("Ctrl+Enter").hear();
    let said = drive.shared.words.text("problem-time-form").into_owned();
    let before = drive.places(&said).len();
    assert!(before > 1, "{said}: {before}");
    // Who still waits was not served yet: neither time is asked.
    drive.tab_to(front_desk::paper_id::END).press("Right").press("Right").press("Right");
    let mut least = before;
    for _ in 0..4 {
        least = least.min(drive.places(&said).len());
        drive.press("Left");
    }
    assert_eq!(least, before - 2, "of both times that are off");
}

#[test]
fn no_name_of_a_part_of_the_settings_is_cut() {
    let ward = Ward::open();
    let administrator = ward.fixture.administrator();
    let mut drive = Drive::new(loket::ui::settings::Settings::default(), &ward.fixture, Some(administrator));
    let name = "Tampilan dan bahasa";
    let needed = loket::ui::widget::text::body(name).bold().measured();
    let there = drive.places(name);
    assert!(there.iter().any(|place| place.width + 0.5 >= needed), "{there:?} of {needed}");
}

#[test]
fn the_list_of_a_station_shows_who_is_called_however_far_it_was_scrolled() {
    let ward = Ward::open();
    for _ in 0..24 {
        ward.ticket("KIA", None, None);
        ward.later(1);
    }
    let mut drive = crate::screen_exam::station(&ward, "Ruang KIA");
    let first = ward.list("KIA").queue.rows[0].clone();
    let number = drive.shared.ticket_short(first.number.as_ref());
    assert!(drive.shows(&number));
    drive.tab_to(loket::ui::exam::id::waiting::LIST);
    for _ in 0..23 {
        drive.press("Down");
    }
    assert!(!drive.shows(&number), "scrolled away");
    drive.press("F9").hear();
    assert!(drive.shows(&number), "who was called");
}

/// The birth date is typed anew.
fn retype_birth(drive: &mut Drive<FrontDesk>, birth: &str) {
    drive.tab_to(form_id::BIRTH);
    for _ in 0..10 {
        drive.press("Backspace");
    }
    drive.write(birth);
}

fn newborn(name: &str, birth: &str) -> Details {
    let birth = Birth { date: birth.parse().unwrap(), precision: Precision::Exact };
    Details { birth, ..details(name, Sex::Female, "2026-01-01", None) }
}

#[test]
fn only_reasons_that_the_age_allows_are_offered_for_having_no_nik() {
    let desk = Desk::open();
    for (birth, offered) in [("21081960", false), ("21082024", false), ("20112026", true)] {
        let mut drive = desk.drive();
        drive.press("Ctrl+N").write("Siti Aminah").press("Enter").write("p").write(birth);
        drive.tab_to(form_id::NO_NIK).press("Down");
        assert_eq!(drive.shows("Bayi baru lahir"), offered, "{birth}");
        assert!(drive.shows("Tidak bawa kartu"), "{birth}");
    }
    // Chosen while it was one, and then the birth date was put right: it is asked again.
    let mut drive = desk.drive();
    drive.press("Ctrl+N").write("Siti Aminah").press("Enter").write("p").write("20112026");
    drive.tab_to(form_id::NO_NIK).write("bayi").press("Enter");
    retype_birth(&mut drive, "20112020");
    drive.press("Ctrl+Enter").hear();
    assert!(drive.focused(form_id::NO_NIK), "a reason is missing");
}

#[test]
fn what_the_door_says_of_a_field_is_said_at_that_field() {
    let desk = Desk::open();
    let born = Details {
        identity: loket::people::Identity::Without(loket::people::NoNik::Newborn),
        ..newborn("By Ny Endang", "2026-11-20")
    };
    let baby = desk.register(born, Place::Child, None);
    for window in WINDOWS {
        let mut drive = large(&desk, window);
        drive.send(front_desk::Message::Choose(baby)).hear().press("F6");
        retype_birth(&mut drive, "20082024");
        drive.press("Ctrl+Enter").hear();
        let said = "hanya untuk yang belum setahun";
        assert!(drive.focused(form_id::NO_NIK), "the cursor is where something is to be done");
        assert!(drive.sees(said), "{window:?}");
        drive.write("belum").press("Enter");
        assert!(!drive.tells(said), "another reason was chosen");
    }
}
