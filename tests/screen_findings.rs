//! What a measure or a vital sign says at the screen: findings with what to do, what is asked about once, and the
//! clinic's own limits.

use loket::clinic::Refusal;
use loket::clinic::flow::command::StillAway;
use loket::growth::Measures;
use loket::queue::Priority;
use loket::reference::own::Table;
use loket::screening::{FollowUpKind, NewMeasurement, rules};
use loket::setup;
use loket::staff::Role;
use loket::terms::{Grams, Sex, VisitId};
use loket::ui::exam::{Exam, id};
use loket::ui::settings::{Settings, id as settings};
use loket::visits::{Sign, State, Value};

use crate::screen_exam::{open_visit, serving, station};
use crate::support::drive::Drive;
use crate::support::ward::{Ward, date};

/// A woman of thirty in the general clinic, her visit open.
fn adult(ward: &Ward, priority: Option<Priority>) -> (Drive<Exam>, VisitId) {
    let adult = ward.register("Endang Purwati", Sex::Female, "1996-05-01", None);
    ward.ticket("Umum", Some(adult), priority);
    let mut drive = station(ward, "Ruang Umum");
    drive.press("F9").hear().press("F4").hear();
    let visit = ward.list("Umum").open.first().unwrap().id;
    (drive, visit)
}

#[test]
fn high_pressure_says_what_to_do_and_asks_no_reason() {
    let ward = Ward::open();
    let (mut drive, visit) = adult(&ward, None);
    drive.tab_to(id::vitals::SYSTOLIC).write("184").press("Enter").write("96");
    assert!(drive.tells("Tekanan darah sangat tinggi. Panggil dokter sekarang"));
    assert!(drive.tells("Bila hamil:") && drive.tells("pengetahuan umum"), "and where that is known from");
    drive.picture("exam-crisis");
    drive.press("Ctrl+Enter").hear();
    let sheet = ward.sheet(visit);
    let systolic = sheet.visit.vital(Sign::Systolic).unwrap();
    assert_eq!((systolic.value, systolic.confirmed.as_deref()), (Value::Of(184), None));
}

#[test]
fn in_pregnancy_the_ticket_says_so_and_140_over_90_is_a_finding() {
    let ward = Ward::open();
    let (mut drive, _) = adult(&ward, Some(Priority::Pregnant));
    drive.tab_to(id::vitals::SYSTOLIC).write("138").press("Enter").write("92");
    assert!(drive.tells("Tekanan darah tinggi pada kehamilan.") && !drive.tells("Bila hamil:"));
    drive.press("Backspace").press("Backspace").write("112");
    assert!(drive.tells("Tekanan darah sangat tinggi pada kehamilan."));
    drive.tab_to(id::vitals::WEIGHT).write("60").press("Enter").write("160");
    assert!(!drive.tells("IMT"), "of a pregnant woman the index says nothing");
}

#[test]
fn turned_pressure_is_asked_about_and_not_measurable_is_an_answer() {
    let ward = Ward::open();
    let (mut drive, visit) = adult(&ward, None);
    drive.tab_to(id::vitals::SYSTOLIC).write("70").press("Enter").write("110");
    assert!(drive.tells("Sistolik tidak di atas diastolik. Ukur lagi."));
    drive.press("Ctrl+Enter");
    assert!(drive.focused(id::vitals::REASON));
    assert!(ward.sheet(visit).visit.vitals.is_empty(), "nothing is written without a reason");
    drive.tab_to(id::vitals::SYSTOLIC);
    drive.press("Backspace").press("Backspace").write("tt");
    assert!(
        drive.tells("Tidak terukur") && drive.tells("Tekanan darah tidak terukur. Panggil dokter sekarang")
    );
    drive.press("Ctrl+Enter").hear();
    let visit = ward.sheet(visit).visit;
    assert_eq!(visit.vital(Sign::Systolic).unwrap().value, Value::Unmeasurable);
    assert_eq!(visit.vital(Sign::Diastolic).unwrap().value, Value::Of(110));
    // Read again, it stands there as it was written.
    drive.hear();
    assert!(drive.tells("Tidak terukur") && !drive.tells("Draf"));
    drive.tab_to(id::vitals::PULSE).write("cepat");
    assert!(drive.tells("Tulis angka, atau tt bila tidak terukur."), "says what would be understood");
}

#[test]
fn an_adult_shows_body_mass_index_and_waist() {
    let ward = Ward::open();
    let (mut drive, visit) = adult(&ward, None);
    drive.tab_to(id::vitals::WEIGHT).write("70").press("Enter").write("160");
    assert!(drive.tells("IMT 27,34 kg/m²: obesitas"));
    drive.tab_to(id::vitals::WAIST).write("85");
    assert!(drive.tells("lingkar perut 85,0 cm: di atas batas (obesitas sentral)"));
    drive.press("Ctrl+Enter").hear();
    assert_eq!(ward.sheet(visit).visit.vital(Sign::Waist).unwrap().value, Value::Of(850));
}

#[test]
fn a_sick_visit_without_a_diagnosis_asks_once_before_it_closes() {
    let ward = Ward::open();
    let (mut drive, visit) = adult(&ward, None);
    drive.press("F12");
    assert!(drive.focused(id::page::NEXT) && !drive.tells("belum punya diagnosis"));
    drive.press("F12").hear();
    assert!(drive.tells("Kunjungan sakit ini belum punya diagnosis."));
    assert_eq!(ward.sheet(visit).visit.state, State::Open);
    drive.picture("exam-close-undiagnosed");
    drive.press("F12").hear();
    assert_eq!(ward.sheet(visit).visit.state, State::Closed, "asked once, not twice");
    // The door asks whoever closes it, not only this screen.
    let (_, other) = {
        let adult = ward.register("Wati", Sex::Female, "1990-05-01", None);
        ward.ticket("Umum", Some(adult), None);
        let mut drive = station(&ward, "Ruang Umum");
        drive.press("F9").hear().press("F4").hear();
        let open = ward.list("Umum").open;
        (drive, open.iter().find(|line| line.person == adult).unwrap().id)
    };
    let close = |undiagnosed| loket::clinic::flow::command::CloseVisit {
        on: loket::visits::On { visit: other, seen: None },
        next: None,
        undiagnosed,
        still_away: StillAway::Ask,
    };
    let refused = ward.try_run(close(loket::visits::Undiagnosed::Ask)).unwrap_err();
    assert_eq!(refused, Refusal::Visits(loket::visits::Error::NoDiagnosis));
    ward.run(close(loket::visits::Undiagnosed::Known));
}

#[test]
fn a_diagnosis_ends_the_question_about_it_and_one_taken_away_asks_again() {
    let ward = Ward::open();
    let (mut drive, visit) = adult(&ward, None);
    drive.press("F12").press("F12").hear();
    assert!(drive.tells("belum punya diagnosis"));
    drive.press("Alt+2").tab_to(id::diagnosis::SEARCH).write("ispa").press("Enter");
    drive.press("Ctrl+Enter").hear().press("F12");
    assert!(!drive.tells("belum punya diagnosis"), "it has one");
    // Taken away by somebody else: nobody was asked about that.
    let diagnosis = ward.sheet(visit).visit.current_diagnoses().next().unwrap().id;
    ward.run(loket::visits::VoidEntry {
        on: loket::visits::On { visit, seen: None },
        entry: loket::visits::Entry::Diagnosis(diagnosis),
        reason: "salah orang".into(),
    });
    drive.hear().press("F12").hear();
    assert_eq!(ward.sheet(visit).visit.state, State::Open, "it is asked again");
    assert!(drive.tells("belum punya diagnosis"));
}

#[test]
fn an_addition_to_a_closed_visit_has_a_field_for_the_reason_that_it_asks_for() {
    let ward = Ward::open();
    let (mut drive, visit) = adult(&ward, None);
    drive.tab_to(id::vitals::DIASTOLIC).write("90").press("Ctrl+Enter").hear();
    drive.press("F12").press("F12").hear().press("F12").hear();
    assert_eq!(ward.sheet(visit).visit.state, State::Closed);
    drive.tab_to(id::page::AMEND).write("Sistolik lupa ditulis");
    drive.tab_to(id::vitals::SYSTOLIC).write("80");
    drive.tab_to(id::vitals::REASON).write("diukur dua kali").press("Ctrl+Enter").hear();
    let sheet = ward.sheet(visit);
    let systolic = sheet.visit.vital(Sign::Systolic).unwrap();
    assert_eq!((systolic.value, systolic.confirmed.as_deref()), (Value::Of(80), Some("diukur dua kali")));
    assert_eq!(sheet.visit.vital(Sign::Diastolic).unwrap().confirmed, None);
}

#[test]
fn a_well_visit_and_one_with_a_diagnosis_close_without_a_question() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    let visit = open_visit(&ward);
    drive.press("F12").press("F12").hear();
    assert_eq!(ward.sheet(visit).visit.state, State::Closed, "a child that is weighed is not ill");
}

#[test]
fn limits_and_tables_are_made_once_for_a_configuration_and_anew_with_the_next() {
    use std::sync::Arc;
    let ward = Ward::open();
    let mut drive = serving(&ward);
    let made = drive.shared.tables();
    assert!(Arc::ptr_eq(&made.clinical, &drive.shared.tables().clinical), "not for every page");
    assert!(Arc::ptr_eq(&made.minimum, &drive.shared.tables().minimum));
    for table in loket::reference::own::Table::ALL {
        assert!(std::ptr::eq(table.lines(), table.lines()), "{table:?} is read once");
    }
    let config = ward.fixture.config();
    drive.shared.config = (*config).into();
    assert!(!Arc::ptr_eq(&made.clinical, &drive.shared.tables().clinical));
}

#[test]
fn a_child_far_too_thin_that_was_measured_twice_is_referred_at_once() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    drive.tab_to(id::measuring::WEIGHT).write("5,4").press("Enter").write("79,8");
    assert!(drive.tells("Janggal, ukur ulang"));
    drive.press("Ctrl+Enter");
    // Each value that is doubted has its reason; weight for length and BMI, of the same two numbers, one together.
    for field in &id::measuring::REASONS[..2] {
        assert!(drive.focused(field), "the cursor goes to the first empty reason: {field}");
        drive.write("diukur dua kali").press("Ctrl+Enter");
    }
    drive.hear();
    assert!(drive.tells("Terindikasi gizi buruk, perlu rujukan segera"));
    assert!(drive.tells("Rujuk segera hari ini."));
    drive.picture("exam-believed");
    let growth = ward.growth(ward.child).growth;
    let newest = growth.measurements.iter().find(|one| one.voided.is_none()).unwrap();
    assert_eq!(rules::said(&growth.child, newest).unwrap().advice[0], FollowUpKind::ReferNow);
    let index = |index| loket::screening::Doubt::Index(index);
    for asked in [index(loket::growth::Index::WeightForLength), index(loket::growth::Index::BmiForAge)] {
        assert!(
            newest.confirmed.iter().any(|one| one.doubt == asked),
            "{asked:?} is confirmed with the other"
        );
    }
    // It counts in no prevalence all the same.
    assert!(newest.score(loket::growth::Index::WeightForLength).unwrap().implausible);
}

#[test]
fn a_well_visit_with_a_grave_finding_asks_once_and_shows_it_when_it_is_closed() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    let visit = open_visit(&ward);
    drive.tab_to(id::vitals::SPO2).write("88");
    assert!(drive.tells("SpO₂ di bawah batas."));
    drive.press("F12").press("F12").hear();
    assert!(drive.tells("belum ada diagnosis, rencana, atau rujukan"));
    assert_eq!(ward.sheet(visit).visit.state, State::Open);
    drive.press("F12").hear();
    assert_eq!(ward.sheet(visit).visit.state, State::Closed, "asked once, not twice");
    assert!(drive.tells("SpO₂ di bawah batas."), "it is still to be seen");
}

#[test]
fn a_child_that_became_shorter_is_asked_about_once_and_believed_with_a_reason() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    // Standing 78.6 on 26 October: what measuring explains is no question.
    drive.tab_to(id::measuring::WEIGHT).write("9,2").press("Enter").write("77,1");
    assert!(!drive.tells("di bawah pengukuran"));
    drive.press("Backspace").press("Backspace").press("Backspace").write("6,9");
    assert!(drive.tells("1,7 cm di bawah pengukuran 26-10-2026"));
    drive.picture("exam-shorter");
    drive.press("Ctrl+Enter");
    assert!(drive.focused(id::measuring::REASONS[0]), "why is asked before it is kept");
    assert_eq!(ward.growth(ward.child).growth.measurements.len(), 12);
    drive.write("diukur dua kali").press("Ctrl+Enter").hear();
    let growth = ward.growth(ward.child).growth;
    let newest = growth.measurements.first().unwrap();
    let said: Vec<_> = newest.confirmed.iter().map(|one| (one.doubt, one.reason.as_str())).collect();
    assert_eq!(said, [(loket::screening::Doubt::Length, "diukur dua kali")]);
    // Believed: the next one is compared with it.
    let measures = |length| Measures {
        length: Some(loket::terms::Millimetres(length)),
        posture: Some(loket::terms::Posture::Standing),
        ..Measures::default()
    };
    let new = |length| NewMeasurement {
        person: ward.child,
        visit: None,
        measured_on: date("2026-11-23"),
        measures: measures(length),
        confirmed: Vec::new(),
    };
    // Of the same day it is the one of October that counts.
    let refused = ward.try_run(new(768)).unwrap_err();
    assert!(
        matches!(refused, Refusal::Screening(loket::screening::Error::NeedsConfirmation(_))),
        "{refused:?}"
    );
    ward.run(new(772));
}

#[test]
fn a_limit_is_corrected_through_the_door_with_who_when_and_why() {
    let ward = Ward::open();
    let head = ward.fixture.somebody(Role::Head);
    let mut drive = Drive::new(Settings::default(), &ward.fixture, Some(head));
    drive.press_button("Batas dan acuan").hear();
    assert!(drive.focused(settings::LIMIT_TABLE) && drive.tells("Tanda vital"));
    assert!(drive.shows("25 · 35,5 · 37,5 · 45 °C") && drive.tells("Mustahil di bawah · Lazim dari"));
    drive.press("Right").press("Right");
    assert!(drive.tells("Angka tiap baris: Batas.") && drive.shows("180 mmHg"));
    drive.picture("settings-limits-list");
    // The opened line says where it comes from, and its value as the list wrote it.
    drive.press("Right").press_button("IMT · normal");
    assert!(drive.tells("Sumber: Pedoman Gizi Seimbang (PMK 41/2014); pengetahuan umum"));
    assert_eq!(drive.field(settings::LIMIT_VALUES[0]).map(|(_, text)| text), Some("18,5".to_owned()));
    drive.press("Esc").press("Left").press("Left").press_button("Perempuan · bulan 25");
    // A single number is told apart from numbers beside each other.
    drive
        .press("Backspace")
        .press("Backspace")
        .press("Backspace")
        .write("250,5")
        .tab_to(settings::LIMIT_WHY)
        .write("x")
        .press("Ctrl+Enter")
        .hear();
    assert!(drive.tells("terlalu kecil, terlalu besar") && !drive.tells("dari kiri ke kanan"));
    drive.press("Esc").press_button("Perempuan · bulan 25");
    assert!(drive.focused(settings::LIMIT_VALUES[0]) && drive.tells("Sumber: KMS di Buku KIA 2023"));
    drive.press("Backspace").press("Backspace").press("Backspace").write("100");
    drive.press("Ctrl+Enter");
    assert!(drive.focused(settings::LIMIT_WHY), "why is asked");
    drive.write("KMS perempuan 2024").press("Ctrl+Enter").hear();
    let config = ward.fixture.config();
    let [own] = config.corrections.as_slice() else { panic!("{:?}", config.corrections) };
    assert_eq!((own.line.key.as_str(), own.line.values.as_slice()), ("P,25", ["100".to_owned()].as_slice()));
    assert_eq!((own.why.as_str(), own.by.is_some()), ("KMS perempuan 2024", true));
    drive.shared.config = (*config).into();
    drive.press_button("Perempuan · bulan 25");
    assert!(drive.tells("Dikoreksi Orang head, 23-11-2026: KMS perempuan 2024"));
    assert!(drive.tells("Bawaan: 200 g."));
    drive.picture("settings-limits");
    // By it a gain is judged from now on: a hundred grams are enough at 25 months.
    let measures = |grams| Measures { weight: Some(Grams(grams)), ..Measures::default() };
    let new = NewMeasurement {
        person: ward.child,
        visit: None,
        measured_on: date("2026-11-23"),
        measures: measures(9200),
        confirmed: Vec::new(),
    };
    ward.run(new);
    let gain = ward.growth(ward.child).growth.measurements[0].gain.unwrap();
    assert_eq!(gain.letter.change().unwrap().minimum, Some(Grams(100)));
    // Back to what came with the program.
    drive.tab_to(settings::LIMIT_WHY).write("salah").press_button("Kembali ke bawaan").hear();
    assert!(ward.fixture.config().corrections.is_empty());
    let gain = ward.growth(ward.child).growth.measurements[0].gain.unwrap();
    assert_eq!(gain.letter.change().unwrap().minimum, Some(Grams(200)));
    // Who may not change the clinic's data may not change its limits.
    let correct = setup::command::CorrectLimit {
        table: Table::MinimumGain,
        key: "P,25".into(),
        shown: vec!["200".into()],
        values: Some(vec!["100".into()]),
        why: "x".into(),
    };
    assert!(matches!(ward.try_run(correct), Err(Refusal::NotAllowed(_))));
}

#[test]
fn a_corrected_range_and_limit_of_a_vital_sign_hold_at_the_station() {
    let ward = Ward::open();
    let administrator = ward.fixture.administrator();
    let correct = |table, key: &str, shown: &[&str], values: &[&str]| {
        let texts = |all: &[&str]| all.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
        let command = setup::command::CorrectLimit {
            table,
            key: key.into(),
            shown: texts(shown),
            values: Some(texts(values)),
            why: "pedoman klinik".into(),
        };
        ward.fixture.clinic.run(&administrator, loket::clinic::Envelope::new(command)).unwrap();
    };
    correct(Table::Ranges, "pulse,4383,", &["20", "50", "110", "300"], &["20", "45", "120", "250"]);
    correct(Table::Findings, "pressure_crisis,systolic,from,0,any", &["180"], &["200"]);
    let (mut drive, visit) = adult(&ward, None);
    drive.tab_to(id::vitals::SYSTOLIC).write("184").press("Enter").write("96");
    assert!(!drive.tells("Tekanan darah sangat tinggi. Panggil") && drive.tells("Tekanan darah tinggi."));
    drive.tab_to(id::vitals::PULSE).write("260").press("Ctrl+Enter");
    assert!(drive.focused(id::vitals::PULSE) && drive.tells("Paling banyak 250 /mnt"));
    assert!(ward.sheet(visit).visit.vitals.is_empty());
    let on = loket::visits::On { visit, seen: None };
    let pulse = loket::visits::Reading { sign: Sign::Pulse, value: Some(Value::Of(260)) };
    let record = loket::visits::RecordVitals { on, vitals: vec![pulse], confirmed: Vec::new() };
    assert!(matches!(ward.try_run(record), Err(Refusal::Visits(loket::visits::Error::Impossible(_)))));
}
