//! Growth screening by keyboard: find a child, measure outside a visit, void, plan, print.

use crate::support::drive::Drive;
use crate::support::ward::{Ward, date};
use loket::growth::Index;
use loket::screening::{FollowUpKind, FollowUpState};
use loket::terms::{Grams, Millimetres, Sex};
use loket::ui::screening::{Screening, id};
use loket::ui::theme::Look;

fn opened(ward: &Ward) -> Drive<Screening> {
    let mut drive = Drive::new(Screening::default(), &ward.fixture, Some(ward.session.clone()));
    assert!(drive.focused(id::SEARCH));
    drive.write("kir");
    assert!(drive.shows("Kirana Putri"));
    drive.write("ana");
    drive.press("Enter");
    assert!(drive.focused(id::child::TABLE));
    drive
}

#[test]
fn a_child_is_found_and_its_chart_is_large() {
    let ward = Ward::open();
    ward.register("Kiran Saputra", Sex::Male, "2024-01-02", Some("Dewi"));
    let mut drive = opened(&ward);
    assert!(drive.shows("26-10-2026") && drive.shows("−2,25"));
    drive.picture("screening");
    drive.press("Down");
    drive.picture("screening-earlier");
    drive.shared.seat.look = Look::Contrast;
    drive.picture("screening-contrast");
}

#[test]
fn a_measurement_from_the_posyandu_is_written_with_its_own_day_and_voided_with_a_reason() {
    let ward = Ward::open();
    let mut drive = opened(&ward);
    drive.press("F2");
    assert!(drive.focused(id::child::DAY));
    for _ in 0..10 {
        drive.press("Backspace");
    }
    drive.write("16112026").press("Enter").write("9,3").press("Enter").write("79,0");
    assert!(drive.shows("Pendek"), "live");
    drive.picture("screening-new");
    drive.press("Ctrl+Enter").hear();
    let child = ward.growth(ward.child);
    let newest = child.growth.measurements.first().unwrap();
    assert_eq!((newest.measured_on, newest.visit), (date("2026-11-16"), None));
    assert_eq!(newest.measures.weight, Some(Grams(9300)));
    assert_eq!(newest.measures.length, Some(Millimetres(790)));
    let z = newest.score(Index::LengthForAge).unwrap().z.unwrap();
    assert!(drive.shows(&drive.shared.words.clone().z_hundredths(i64::from(z.0))));

    drive.press_button("Batalkan pengukuran 16-11-2026");
    assert!(drive.focused(id::child::VOID));
    drive.press("Enter");
    assert!(drive.shows("Tulis alasannya dulu."));
    drive.write("anak lain").press("Enter").hear();
    let child = ward.growth(ward.child);
    let voided = child.growth.measurements.iter().find(|one| one.measured_on == date("2026-11-16")).unwrap();
    assert_eq!(voided.voided.as_ref().unwrap().reason, "anak lain");
    assert!(drive.shows("Dibatalkan"), "shown, marked");
    assert!(drive.shows("Dibatalkan oleh Orang midwife: anak lain"), "by whom and why");
    drive.picture("screening-voided");
}

#[test]
fn the_history_of_a_swollen_child_says_why_it_has_no_z() {
    let ward = Ward::open();
    let measures = loket::growth::Measures {
        weight: Some(Grams(9300)),
        oedema: true,
        ..loket::growth::Measures::default()
    };
    let new = loket::screening::NewMeasurement {
        person: ward.child,
        visit: None,
        measured_on: date("2026-11-20"),
        measures,
        confirmed: Vec::new(),
    };
    ward.run(new);
    let mut drive = opened(&ward);
    assert!(drive.shows("edema"), "not a bare dash");
    drive.picture("screening-oedema");
    drive.press("F7");
    let folder = ward.fixture.folder.path().join("paper");
    let file = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    let read = lopdf::Document::load_mem(&std::fs::read(&file).unwrap()).unwrap();
    let text = read.extract_text(&[1, 2]).or_else(|_| read.extract_text(&[1])).unwrap();
    assert!(text.contains("edema"), "{text}");
}

#[test]
fn what_follows_is_planned_and_done() {
    let ward = Ward::open();
    let mut drive = opened(&ward);
    drive.tab_to(id::child::TABS).press("Right").press("Right");
    drive
        .tab_to(id::follow_up::NOTE)
        .write("ke RSUD")
        .press("Enter")
        .write("24-11-2026")
        .press("Enter")
        .hear();
    let planned = ward.growth(ward.child).growth.follow_ups;
    assert_eq!((planned[0].kind, planned[0].state), (FollowUpKind::Remeasure, FollowUpState::Planned));
    drive.picture("screening-follow-up");
    // It is seen by whoever opens the screen next.
    let mut other = Drive::new(Screening::default(), &ward.fixture, Some(ward.session.clone()));
    assert!(other.shows("Kirana Putri") && other.shows("24-11-2026"));
    other.picture("screening-due");
    drive.press_button("Akhiri");
    assert!(drive.focused(id::follow_up::OUTCOME));
    drive.write("tetap pendek").press("Enter").hear();
    let done = ward.growth(ward.child).growth.follow_ups;
    assert_eq!((done[0].state, done[0].outcome.as_str()), (FollowUpState::Done, "tetap pendek"));
}

#[test]
fn the_chart_is_printed_and_a_child_without_measurements_has_the_next_step() {
    let ward = Ward::open();
    let mut drive = opened(&ward);
    drive.press("F7");
    assert!(drive.said.last().unwrap().text.contains(".pdf"));
    ward.register("Arsya Maulana", Sex::Male, "2025-01-05", Some("Dewi"));
    drive.press("F3").write("arsya").press("Enter");
    assert!(drive.shows("Belum ada pengukuran"));
    drive.picture("screening-empty");
}

#[test]
fn at_160_per_cent_nothing_is_cut_off() {
    let ward = Ward::open();
    let size = iced::Size::new(1366.0 / 1.6 - 72.0, 768.0 / 1.6 - 28.0);
    let mut drive = Drive::with_size(Screening::default(), &ward.fixture, Some(ward.session.clone()), size);
    drive.write("kirana").press("Enter");
    drive.picture("screening-160");
    assert!(drive.shows("Tumbuh"));
}

#[test]
fn a_birth_date_after_a_measurement_is_refused_and_no_label_is_lost() {
    use loket::clinic::Refusal;
    use loket::people;
    let ward = Ward::open();
    let labelled = |ward: &Ward| ward.growth(ward.child).growth.measurements;
    let before = labelled(&ward);
    assert!(!before.is_empty());
    let opened = ward.ask(people::query::Open(ward.child));
    let mut details = opened.person.details.clone();
    details.birth.date = before.iter().map(|one| one.measured_on).min().unwrap() + chrono::Duration::days(1);
    let changes = people::Changes::between(&opened.person.details, &details);
    let amend = people::Amendment { person: ward.child, changes, confirmed: Vec::new() };
    let refused = ward.try_run(amend);
    assert_eq!(refused, Err(Refusal::Screening(loket::screening::Error::BeforeBirth)));
    assert_eq!(labelled(&ward), before);
}

#[test]
fn a_birth_date_after_a_visit_is_refused_with_the_day_of_the_visit() {
    use loket::clinic::Refusal;
    use loket::people;
    let ward = Ward::open();
    let adult = ward.register("Endang Purwati", Sex::Female, "1999-05-01", None);
    let visit = loket::visits::Open {
        person: adult,
        unit: ward.unit("Umum"),
        ticket: None,
        stop: None,
        payer: loket::visits::Payer::Cash,
        kind: loket::visits::Kind::Sick,
    };
    ward.run(visit);
    let opened = ward.ask(people::query::Open(adult));
    ward.later(24 * 60);
    let mut details = opened.person.details.clone();
    details.birth.date = date("2026-11-24");
    let changes = people::Changes::between(&opened.person.details, &details);
    let amend = people::Amendment { person: adult, changes, confirmed: Vec::new() };
    let refused = ward.try_run(amend).unwrap_err();
    let first = date("2026-11-23");
    assert_eq!(refused, Refusal::Visits(loket::visits::Error::BornAfterVisit { first }));
    let words = loket::words::Words::new(loket::words::Language::Indonesian);
    assert!(refused.explain(&words).contains("23-11-2026"));
    // The number on a paper slip is named too.
    let number = loket::queue::Number { prefix: "A".into(), number: 7 };
    let taken = Refusal::Queue(loket::queue::Error::NumberTaken { number });
    assert!(taken.explain(&words).contains("A-007"), "{}", taken.explain(&words));
}
