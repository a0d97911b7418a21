//! What follows a measuring goes home with the child: chosen or typed, it is planned; advised and left out, it is asked.

use crate::screen_exam::{open_visit, serving};
use crate::support::drive::Drive;
use crate::support::ward::{Ward, date};
use loket::screening::{FollowUpKind, FollowUpState};
use loket::terms::VisitId;
use loket::ui::action::Action;
use loket::ui::exam::{Exam, Message, PageMessage, id};
use loket::ui::screening::follow_up;
use loket::visits::State;

/// A child with swollen feet: referred at once, and nobody wrote it yet.
fn swollen(ward: &Ward) -> (Drive<Exam>, VisitId) {
    let mut drive = serving(ward);
    drive.tab_to(id::measuring::WEIGHT).write("9,2").press("Enter").write("79,1");
    drive.tab_to(id::measuring::OEDEMA).press("Right");
    (drive, open_visit(ward))
}

#[test]
fn a_follow_up_that_is_chosen_and_typed_is_planned_by_closing() {
    let ward = Ward::open();
    let (mut drive, visit) = swollen(&ward);
    drive.press("Alt+3").press_button("Rujuk").write("ke RSUD, ibu setuju");
    assert!(drive.shows("Draf"), "it is typed and not saved");
    drive.press("F12").press("F12").hear();
    let sheet = ward.sheet(visit);
    assert_eq!(sheet.visit.state, State::Closed);
    let [planned] = sheet.growth.follow_ups.as_slice() else { panic!("{:?}", sheet.growth.follow_ups) };
    assert_eq!((planned.kind, planned.state), (FollowUpKind::Refer, FollowUpState::Planned));
    assert_eq!(planned.note, "ke RSUD, ibu setuju");
    let own = sheet.growth.measurements.iter().find(|one| one.visit == Some(visit)).unwrap();
    assert_eq!(planned.measurement, Some(own.id), "after the measuring that was saved in the same stroke");
}

/// The follow-up's own button was pressed, and its answer is on its way.
fn on_its_way(drive: &mut Drive<Exam>, visit: VisitId, message: follow_up::Message) -> Action<Message> {
    let message = Message::Page(visit, PageMessage::Follow(message));
    loket::ui::screen::Screen::update(&mut drive.screen, message, &drive.shared)
}

#[test]
fn closing_waits_for_a_follow_up_that_is_on_its_way_and_then_closes() {
    let ward = Ward::open();
    let (mut drive, visit) = swollen(&ward);
    drive.press("Ctrl+Enter").hear();
    drive.press("Alt+3").press_button("Rujuk").write("ke RSUD");
    let answer = on_its_way(&mut drive, visit, follow_up::Message::Plan);
    drive.press("F12").press("F12").press("F12").hear();
    assert_eq!(ward.sheet(visit).visit.state, State::Open, "it waits");
    drive.carry_out(answer).hear();
    let sheet = ward.sheet(visit);
    assert_eq!(sheet.visit.state, State::Closed);
    let [planned] = sheet.growth.follow_ups.as_slice() else { panic!("{:?}", sheet.growth.follow_ups) };
    assert_eq!((planned.kind, planned.note.as_str()), (FollowUpKind::Refer, "ke RSUD"), "planned once");
}

#[test]
fn closing_that_waited_for_what_came_of_a_follow_up_closes_too() {
    let ward = Ward::open();
    let (mut drive, visit) = swollen(&ward);
    drive.press("Alt+3").tab_to(id::follow_up::NOTE).write("IGD").press("Ctrl+Enter").hear();
    drive.press_button("Akhiri").write("sudah di IGD");
    let answer = on_its_way(&mut drive, visit, follow_up::Message::Done);
    drive.press("F12").press("F12").hear();
    assert_eq!(ward.sheet(visit).visit.state, State::Open);
    drive.carry_out(answer).hear();
    let sheet = ward.sheet(visit);
    assert_eq!(
        (sheet.visit.state, sheet.growth.follow_ups[0].outcome.as_str()),
        (State::Closed, "sudah di IGD")
    );
}

#[test]
fn closing_that_waited_says_why_where_the_follow_up_was_refused_or_is_given_up_by_esc() {
    let ward = Ward::open();
    let (mut drive, visit) = swollen(&ward);
    drive.press("Ctrl+Enter").hear().press("Alt+3").press_button("Rujuk").write("ke RSUD");
    let answer = on_its_way(&mut drive, visit, follow_up::Message::Plan);
    drive.press("F12").press("F12").hear();
    drop(answer);
    let refused = Err(loket::clinic::Refusal::DiskFull);
    drive.send(Message::Page(visit, PageMessage::Follow(follow_up::Message::Planned(refused)))).hear();
    assert_eq!(ward.sheet(visit).visit.state, State::Open);
    assert!(drive.tells("penuh") && drive.focused(id::follow_up::NOTE));

    let answer = on_its_way(&mut drive, visit, follow_up::Message::Plan);
    drive.press("F12").press("Esc").carry_out(answer).hear();
    let sheet = ward.sheet(visit);
    assert_eq!((sheet.visit.state, sheet.growth.follow_ups.len()), (State::Open, 1), "Esc went back");
}

#[test]
fn saving_plans_what_is_chosen_too_and_the_draft_is_gone() {
    let ward = Ward::open();
    let (mut drive, visit) = swollen(&ward);
    drive.press("Alt+3").tab_to(id::follow_up::NOTE).write("IGD").press("Ctrl+Enter").hear();
    let planned = ward.sheet(visit).growth.follow_ups;
    assert_eq!(planned.len(), 1);
    assert_eq!(planned[0].kind, FollowUpKind::ReferNow, "what is typed is about what is advised first");
    assert!(!drive.shows("Draf"));
}

#[test]
fn a_day_that_is_no_day_keeps_the_visit_open_and_the_follow_up_typed() {
    let ward = Ward::open();
    let (mut drive, visit) = swollen(&ward);
    drive.press("Alt+3").press_button("Rujuk").press("Enter").write("besok");
    drive.press("F12").press("F12").hear();
    assert_eq!(ward.sheet(visit).visit.state, State::Open);
    assert!(drive.focused(id::follow_up::DUE) && drive.shows("besok"));
    for _ in 0.."besok".len() {
        drive.press("Backspace");
    }
    drive.write("30112026").press("F12").hear();
    let sheet = ward.sheet(visit);
    assert_eq!(sheet.visit.state, State::Closed);
    assert_eq!(sheet.growth.follow_ups[0].due_on, Some(date("2026-11-30")));
}

#[test]
fn a_child_that_shall_be_referred_goes_home_without_it_only_after_one_question() {
    let ward = Ward::open();
    let (mut drive, visit) = swollen(&ward);
    drive.press("F12").press("F12").hear();
    assert_eq!(ward.sheet(visit).visit.state, State::Open);
    assert!(drive.tells("perlu dirujuk"));
    drive.picture("exam-unreferred");
    // Esc goes back, and the question is asked again.
    drive.press("Esc").press("F12").press("F12").hear();
    assert_eq!(ward.sheet(visit).visit.state, State::Open);
    drive.press("F12").hear();
    let sheet = ward.sheet(visit);
    assert_eq!(sheet.visit.state, State::Closed);
    assert!(sheet.growth.follow_ups.is_empty(), "nobody chose one, so none is planned");
}

#[test]
fn who_is_referred_in_words_is_not_asked_about_a_referral() {
    let ward = Ward::open();
    let (mut drive, visit) = swollen(&ward);
    drive.press("F8").write(" RSUD Blambangan").press("F12").press("F12").hear();
    assert_eq!(ward.sheet(visit).visit.state, State::Closed);
}

#[test]
fn what_came_of_a_follow_up_is_not_thrown_away_by_closing() {
    let ward = Ward::open();
    let (mut drive, visit) = swollen(&ward);
    drive.press("Alt+3").tab_to(id::follow_up::NOTE).write("IGD").press("Ctrl+Enter").hear();
    drive.press_button("Akhiri").write("sudah di IGD").press("F12").press("F12").hear();
    assert_eq!(ward.sheet(visit).visit.state, State::Open);
    assert!(drive.focused(id::follow_up::OUTCOME));
    drive.press("Enter").hear().press("F12").press("F12").hear();
    let sheet = ward.sheet(visit);
    assert_eq!(sheet.visit.state, State::Closed);
    assert_eq!(sheet.growth.follow_ups[0].outcome, "sudah di IGD");
}

#[test]
fn the_limit_of_the_arm_stands_only_at_an_age_at_which_an_arm_is_judged() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    assert!(drive.shows("batas") && drive.shows("12,5"));
    let ward = Ward::open();
    let newborn = ward.register("By. Ny. Endang", loket::terms::Sex::Female, "2026-11-23", Some("Endang"));
    ward.ticket("KIA", Some(newborn), None);
    let mut other = crate::screen_exam::station(&ward, "Ruang KIA");
    other.press("F9").hear().press("Enter").hear();
    assert!(other.shows("LiLA"));
    assert!(!other.shows("batas") && !other.shows("12,5"), "an arm is judged from six months on");
}

#[test]
fn a_closed_visit_says_the_head_and_the_arm_as_they_were_measured() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    drive.tab_to(id::measuring::WEIGHT).write("9,2").tab_to(id::measuring::HEAD).write("46,2").press("Enter");
    drive.write("13,4").press("F12").press("F12").hear();
    assert!(drive.tells("Lingkar kepala 46,2 cm") && drive.tells("LiLA 13,4 cm"));
}
