//! The exam station by keyboard: call, serve, measure, diagnose, save, close, amend, void, print.

use crate::support::drive::Drive;
use crate::support::ward::Ward;
use loket::growth::kms::Letter;
use loket::growth::{Index, assess};
use loket::queue::{Priority, State as StopState};
use loket::screening::FollowUpKind;
use loket::terms::{Grams, Millimetres, Posture, Sex, VisitId};
use loket::ui::exam::{Exam, id};
use loket::ui::theme::Look;
use loket::visits::{CaseKind, NoteKind, Payer, Rank, Sign, State, Value};

const LONG_NAME: &str = "Nurul Fitriyah Kusumaningtyas Wardhani binti Abdurrahman Syarifuddin";

pub fn station(ward: &Ward, room: &str) -> Drive<Exam> {
    let mut drive = Drive::new(Exam::default(), &ward.fixture, Some(ward.session.clone()));
    drive.shared.seat.counter = Some(ward.room(room));
    let action = loket::ui::screen::Screen::shown(&mut drive.screen, &drive.shared.clone());
    drive.carry_out(action);
    drive
}

/// Kirana is being served in KIA and the cursor stands in the complaint.
pub fn serving(ward: &Ward) -> Drive<Exam> {
    ward.ticket("KIA", Some(ward.child), None);
    let long = ward.register(LONG_NAME, Sex::Female, "1996-02-11", None);
    ward.ticket("KIA", Some(long), None);
    let pregnant = ward.register("Endang Purwati", Sex::Female, "1999-05-01", None);
    ward.ticket("KIA", Some(pregnant), Some(Priority::Pregnant));
    ward.later(6);
    let mut drive = station(ward, "Ruang KIA");
    // The pregnant woman goes first; she is not there.
    drive.press("F9").hear().press("F11").hear();
    drive.press("F9").hear().press("Enter").hear();
    assert!(drive.focused(id::measuring::WEIGHT), "the visit is open; a well child is weighed first");
    drive.tab_to(id::page::COMPLAINT);
    drive
}

pub fn open_visit(ward: &Ward) -> VisitId {
    ward.list("KIA").open.first().unwrap().id
}

/// Fills in everything that the picture shows.
fn fill(drive: &mut Drive<Exam>) {
    drive.write("Nafsu makan turun sejak dua minggu, batuk pilek 3 hari").press("Enter");
    for value in ["36,9", "112", "28", "98"] {
        drive.write(value).press("Enter");
    }
    assert!(drive.focused(id::measuring::WEIGHT));
    drive.write("9,2").press("Enter").write("79,8").press("Enter");
    assert!(drive.focused(id::measuring::POSTURE));
    // At this age standing is usual; this child was measured lying.
    drive.press("Left").tab_to(id::measuring::HEAD);
    drive.write("46,2").press("Enter").write("13,4");
}

#[test]
fn a_child_is_called_served_measured_and_saved() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    let stops: Vec<_> = ward.list("KIA").queue.rows.iter().map(|row| row.state).collect();
    assert!(stops.contains(&StopState::NoShow) && stops.contains(&StopState::Serving), "{stops:?}");
    fill(&mut drive);
    // Every z beside its field is the one of growth::assess.
    let measures = loket::growth::Measures {
        weight: Some(Grams(9200)),
        length: Some(Millimetres(798)),
        posture: Some(Posture::Lying),
        head: Some(Millimetres(462)),
        arm: Some(Millimetres(134)),
        oedema: false,
    };
    let said = assess(Sex::Female, 764, &measures);
    for index in [Index::WeightForAge, Index::LengthForAge, Index::WeightForLength, Index::HeadForAge] {
        let z = drive.shared.words.z_hundredths(i64::from(said.z(index).unwrap().0));
        assert!(drive.shows(&z), "{index:?} {z}");
    }
    assert!(drive.shows("−2,31") && drive.shows("Pendek"));
    // A hundred grams, half the minimum: but on her own line.
    assert!(drive.shows("Naik (N)") && drive.tells("mengikuti garisnya"));
    assert!(drive.shows("Draf"));
    drive.picture("exam-station");
    drive.shared.seat.look = Look::Dark;
    drive.picture("exam-station-dark");
    drive.shared.seat.look = Look::Light;
    drive.press("Ctrl+Enter").hear();
    let visit = open_visit(&ward);
    let sheet = ward.sheet(visit);
    assert_eq!(sheet.visit.payer, Payer::Bpjs, "as the ticket says");
    assert_eq!(sheet.visit.vital(Sign::Temperature).unwrap().value, Value::Of(369));
    assert!(sheet.visit.note(NoteKind::Complaint).unwrap().text.starts_with("Nafsu makan"));
    let own = sheet.growth.measurements.iter().find(|one| one.visit == Some(visit)).unwrap();
    assert_eq!(own.measures, measures);
    assert_eq!(own.score(Index::LengthForAge).unwrap().z, said.z(Index::LengthForAge));
    assert!(matches!(own.gain.unwrap().letter, Letter::Gained(_)));
    assert!(!own.gain.unwrap().twice_not_gained);
    assert!(!drive.shows("Draf"));
}

#[test]
fn what_cannot_be_is_refused_beside_the_field_and_a_fever_is_a_finding() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    drive.press("Enter").write("50");
    assert!(drive.shows("50,0 °C tidak mungkin. Paling banyak 45,0 °C."), "beside the field");
    drive.press("Ctrl+Enter");
    assert!(drive.focused(id::vitals::TEMPERATURE), "the cursor goes where it has to be looked at");
    let visit = open_visit(&ward);
    assert!(ward.sheet(visit).visit.vitals.is_empty());
    // A fever is what she came with: it is written, and nobody is asked why.
    drive.press("Backspace").press("Backspace").write("39,1").tab_to(id::measuring::WEIGHT).write("9,2");
    assert!(drive.shows("Di atas 37,5 °C") && drive.tells("Demam. Cari penyebabnya."));
    drive.picture("exam-unusual");
    drive.press("Ctrl+Enter").hear();
    let sheet = ward.sheet(visit);
    let vital = sheet.visit.vital(Sign::Temperature).unwrap();
    assert_eq!((vital.value, vital.confirmed.as_deref()), (Value::Of(391), None));
    // A measure that cannot be stays out in the same way.
    drive.tab_to(id::measuring::LENGTH).write("798").press("Ctrl+Enter").hear();
    assert!(drive.focused(id::measuring::LENGTH));
    assert!(drive.shows("798,0 cm tidak mungkin. Paling banyak 140,0 cm."));
    let growth = ward.sheet(visit).growth;
    assert!(growth.points().last().unwrap().measures.length.is_none());
}

#[test]
fn a_swollen_child_is_labelled_though_its_z_is_empty() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    drive.tab_to(id::measuring::WEIGHT).write("9,2").press("Enter").write("79,1");
    assert!(drive.shows("Gizi baik"));
    drive.tab_to(id::measuring::OEDEMA).press("Right");
    assert!(drive.shows("Gizi buruk (edema)"));
    drive.picture("exam-oedema");
    drive.press("Ctrl+Enter").hear();
    let own = ward.sheet(open_visit(&ward)).growth.measurements.first().cloned().unwrap();
    let score = own.score(Index::WeightForLength).unwrap();
    assert!(own.measures.oedema && score.z.is_none());
    assert_eq!(score.category, Some(loket::growth::Category::SeverelyWastedOedema));
    // Typed again before the end: the first is voided, the second counts.
    drive.tab_to(id::measuring::OEDEMA).press("Left").press("Ctrl+Enter").hear();
    let sheet = ward.sheet(open_visit(&ward));
    let of_visit: Vec<_> =
        sheet.growth.measurements.iter().filter(|one| one.visit == Some(sheet.visit.id)).collect();
    assert_eq!(of_visit.len(), 2);
    assert_eq!(of_visit.iter().filter(|one| one.voided.is_none()).count(), 1);
}

#[test]
fn diagnosis_plan_follow_up_and_referral_are_written_and_the_visit_goes_on_to_the_next_unit() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    drive.write("Batuk").tab_to(id::measuring::WEIGHT).write("9,2").press("Enter").write("79,1");
    drive.press("Alt+2").tab_to(id::page::FINDINGS).write("Ronki minimal").tab_to(id::diagnosis::SEARCH);
    drive.write("ispa").press("Enter").write("E44").press("Down").press("Up").press("Enter");
    drive.picture("exam-diagnosis");
    drive.press("Enter");
    assert!(drive.focused(id::page::PLAN), "Enter in the empty search goes on");
    drive.write("Parasetamol 3x1").tab_to(id::page::NOTE).write("Ibu minta surat sakit");
    drive.press("Ctrl+Enter").hear();
    let visit = open_visit(&ward);
    let sheet = ward.sheet(visit);
    let diagnoses: Vec<_> = sheet.visit.current_diagnoses().map(|one| one.what.clone()).collect();
    assert_eq!(diagnoses.len(), 2, "{diagnoses:?}");
    assert_eq!((diagnoses[0].rank, diagnoses[0].case_kind), (Rank::Primary, CaseKind::New));
    assert_eq!(diagnoses[1].rank, Rank::Secondary);
    assert_eq!(sheet.visit.note(NoteKind::Findings).unwrap().text, "Ronki minimal");
    assert_eq!(sheet.visit.note(NoteKind::Plan).unwrap().text, "Parasetamol 3x1");
    assert_eq!(sheet.visit.note(NoteKind::Note).unwrap().text, "Ibu minta surat sakit");

    drive.press("F8");
    assert!(drive.focused(id::page::REFERRAL));
    drive.write(" RSUD Blambangan").press("F8").hear();
    let referral = ward.sheet(visit).visit.note(NoteKind::Referral).unwrap().text.clone();
    assert!(referral.contains("Terindikasi pendek") && referral.contains("RSUD Blambangan"), "{referral}");

    // What screening advises first is offered: measure again.
    drive
        .tab_to(id::follow_up::NOTE)
        .write("sore ini")
        .press("Enter")
        .write("30112026")
        .press("Enter")
        .hear();
    let planned = ward.sheet(visit).growth.follow_ups;
    assert_eq!(planned[0].kind, FollowUpKind::Remeasure);
    assert_eq!(planned[0].due_on, Some(crate::support::ward::date("2026-11-30")));

    drive.press("F12");
    assert!(drive.focused(id::page::NEXT) && drive.shows("Tutup kunjungan Kirana Putri?"));
    drive.picture("exam-plan");
    // Home, then Umum.
    drive.press("Right").press("F12").hear();
    let sheet = ward.sheet(visit);
    assert_eq!(sheet.visit.state, State::Closed);
    let umum = ward.list("Umum").queue.rows;
    assert_eq!((umum.len(), umum[0].person), (1, Some(ward.child)));
    assert!(drive.said.last().unwrap().text.contains("lanjut ke Umum"));
}

#[test]
fn a_closed_visit_is_amended_an_entry_and_the_visit_are_voided_with_reasons() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    fill(&mut drive);
    let visit = open_visit(&ward);
    // Closing saves what was typed.
    drive.press("F12").press("F12").hear();
    assert_eq!(ward.sheet(visit).visit.state, State::Closed);
    drive.tab_to(id::page::AMEND).write("Suhu diukur ulang 37,0").press("Ctrl+Enter").hear();
    let amended = ward.sheet(visit).visit;
    assert_eq!(amended.note(NoteKind::Amendment).unwrap().text, "Suhu diukur ulang 37,0");
    drive.picture("exam-closed");

    drive.press_button("Batalkan catatan").write("").press("Enter");
    assert!(drive.shows("Tulis alasannya dulu."), "a reason is wanted");
    drive.write("salah ketik").press("Enter").hear();
    let sheet = ward.sheet(visit);
    assert!(sheet.visit.vital(Sign::Temperature).is_none(), "the first entry counts nowhere");
    assert!(drive.shows("Dibatalkan oleh Orang midwife: salah ketik"), "and stays visible, with its author");

    drive.press_button("Batalkan kunjungan").write("salah orang").press("Enter").hear();
    let sheet = ward.sheet(visit);
    assert_eq!(sheet.visit.state, State::Voided);
    let own = sheet.growth.measurements.iter().find(|one| one.visit == Some(visit)).unwrap();
    assert_eq!(own.voided.as_ref().unwrap().reason, "salah orang", "what was measured goes with it");
    drive.picture("exam-voided");
}

#[test]
fn nothing_typed_is_lost_when_others_work_and_the_draft_is_marked() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    drive.write("Demam").tab_to(id::measuring::WEIGHT).write("9,2");
    assert!(drive.shows("Draf"));
    let visit = open_visit(&ward);
    // Somebody else writes the plan and measures the head meanwhile.
    let on = loket::visits::On { visit, seen: None };
    let text = "Kontrol Senin".to_owned();
    let write = loket::visits::Write { on, kind: NoteKind::Plan, text };
    ward.run(write);
    drive.hear();
    drive.press("Ctrl+Enter").hear();
    let sheet = ward.sheet(visit);
    assert_eq!(sheet.visit.note(NoteKind::Complaint).unwrap().text, "Demam");
    assert_eq!(sheet.visit.note(NoteKind::Plan).unwrap().text, "Kontrol Senin", "theirs stays");
    assert_eq!(sheet.growth.measurements.first().unwrap().measures.weight, Some(Grams(9200)));
    // Another visit is looked at and this one comes back as it was left.
    drive.tab_to(id::page::COMPLAINT).write(" dua hari").press("F9").hear().press("F4").hear();
    drive.tab_to(id::page::COMPLAINT).write("Kontrol hamil");
    let stop = ward.list("KIA").queue.rows.iter().find(|row| row.person == Some(ward.child)).unwrap().stop;
    drive.tab_to(id::waiting::LIST).press("Up").press("Down").press("Up").press("Enter");
    let _ = stop;
    assert!(drive.shows("Kirana Putri"));
    drive.press("Ctrl+Enter").hear();
    assert_eq!(ward.sheet(visit).visit.note(NoteKind::Complaint).unwrap().text, "Demam dua hari");
}

#[test]
fn who_writes_the_same_part_later_sees_what_it_is_now_and_decides() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    let visit = open_visit(&ward);
    drive.write("Demam").tab_to(id::vitals::PULSE).write("120");
    let on = loket::visits::On { visit, seen: None };
    ward.run(loket::visits::Write { on, kind: NoteKind::Complaint, text: "Batuk".to_owned() });
    ward.run(loket::visits::Write { on, kind: NoteKind::Plan, text: "Kontrol Senin".to_owned() });
    drive.hear().press("Ctrl+Enter").hear();
    drive.picture("exam-changed-meanwhile");
    assert!(drive.shows("Keluhan · Sekarang tertulis: Batuk"));
    let text = |kind| ward.sheet(visit).visit.note(kind).unwrap().text.clone();
    assert_eq!(text(NoteKind::Complaint), "Batuk");

    // The same with a vital sign, which says it below itself.
    let pulse = loket::visits::Reading { sign: Sign::Pulse, value: Some(Value::Of(110)) };
    ward.run(loket::visits::RecordVitals { on, vitals: vec![pulse], confirmed: Vec::new() });
    drive.hear().press("Ctrl+Enter").hear();
    assert!(drive.shows("Sekarang tertulis: 110"));

    // Saved once more, it is saved over it.
    drive.press("Ctrl+Enter").hear();
    let found = ward.sheet(visit).visit;
    assert_eq!((text(NoteKind::Complaint), text(NoteKind::Plan)), ("Demam".into(), "Kontrol Senin".into()));
    assert_eq!(found.vital(Sign::Pulse).unwrap().value, Value::Of(120));
    assert!(!drive.shows("Draf"));
}

#[test]
fn a_seat_without_a_room_chooses_one_and_an_adult_shows_earlier_visits() {
    let ward = Ward::open();
    let adult = ward.register(LONG_NAME, Sex::Male, "1961-02-11", None);
    ward.ticket("Umum", Some(adult), Some(Priority::Elderly));
    let mut drive = Drive::new(Exam::default(), &ward.fixture, Some(ward.session.clone()));
    assert!(drive.shows("Pos ini di mana?"));
    drive.picture("exam-room");
    drive.press_button("Ruang Umum").hear();
    assert_eq!(drive.shared.seat.counter, Some(ward.room("Ruang Umum")));
    drive.picture("exam-ready");
    drive.press("F9").hear().press("F4").hear();
    drive.write("Pusing").press("Enter").tab_to(id::vitals::SYSTOLIC).write("150").press("Enter").write("95");
    drive.press("Ctrl+Enter").hear();
    assert!(!drive.focused(id::vitals::REASON), "high pressure is a finding, not a typing error");
    drive.picture("exam-adult");
    let visit = ward.list("Umum").open.first().unwrap().id;
    assert_eq!(ward.sheet(visit).visit.vital(Sign::Systolic).unwrap().value, Value::Of(150));
    assert!(drive.shows("Belum ada kunjungan sebelumnya"));
}

#[test]
fn the_growth_chart_is_printed() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    drive.press("F7");
    let said = drive.said.last().unwrap().text.clone();
    let folder = ward.fixture.folder.path().join("paper");
    let file = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    assert!(said.contains(&file.display().to_string()), "{said}");
    let bytes = std::fs::read(&file).unwrap();
    let read = lopdf::Document::load_mem(&bytes).unwrap();
    let pages: Vec<u32> = read.get_pages().into_keys().collect();
    let text = read.extract_text(&pages).unwrap();
    assert!(
        text.contains("Kirana Putri") && text.contains("26-10-2026") && text.contains("Terindikasi"),
        "{text}"
    );
    std::fs::copy(&file, std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("growth-chart.pdf")).unwrap();
}

#[test]
fn a_visit_left_open_yesterday_is_found_and_closed() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    drive.write("Demam").press("Ctrl+Enter").hear();
    let visit = open_visit(&ward);
    ward.later(24 * 60);
    let mut drive = station(&ward, "Ruang KIA");
    assert!(drive.shows("Belum ditutup sejak 23-11-2026"));
    drive.picture("exam-left-open");
    drive.press_button("Belum ditutup sejak 23-11-2026").hear();
    assert!(drive.focused(id::measuring::WEIGHT));
    drive.press("F12").press("F12").hear();
    assert_eq!(ward.sheet(visit).visit.state, State::Closed);
    assert!(!drive.shows("Belum ditutup sejak 23-11-2026"));
}

#[test]
fn after_a_visit_is_closed_enter_serves_the_next() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    let first = open_visit(&ward);
    drive.press("F12").press("F12").hear();
    assert!(drive.focused(id::waiting::LIST));
    drive.press("F9").hear().press("Enter").hear();
    let second = open_visit(&ward);
    assert_ne!(first, second);
    assert_eq!(ward.sheet(second).person.details.name, LONG_NAME);
    assert!(drive.focused(id::page::COMPLAINT), "the visit is open");
}

#[test]
fn at_160_per_cent_the_chart_becomes_a_part_of_the_page() {
    let ward = Ward::open();
    ward.ticket("KIA", Some(ward.child), None);
    let size = iced::Size::new(1366.0 / 1.6 - 72.0, 768.0 / 1.6 - 28.0);
    let mut drive = Drive::with_size(Exam::default(), &ward.fixture, Some(ward.session.clone()), size);
    drive.press_button("Ruang KIA").hear().press("F9").hear().press("F4").hear();
    drive.picture("exam-160");
    assert!(drive.shows("Tumbuh"));
    drive.tab_to(id::page::TABS).press("Left");
    drive.picture("exam-160-chart");
    assert!(drive.shows("Tinggi menurut umur"));
    drive.shared.seat.look = Look::Contrast;
    drive.picture("exam-160-contrast");
}

#[test]
fn the_door_keeps_measurements_with_their_person() {
    let ward = Ward::open();
    let _drive = serving(&ward);
    let visit = open_visit(&ward);
    let other = ward.register("Arsya Maulana", Sex::Male, "2025-01-05", Some("Dewi"));
    let measures = loket::growth::Measures { weight: Some(Grams(9000)), ..Default::default() };
    let new = loket::screening::NewMeasurement {
        person: other,
        visit: Some(visit),
        measured_on: crate::support::ward::date("2026-11-23"),
        measures,
        confirmed: Vec::new(),
    };
    let form = Box::new(loket::visits::Form::untouched(loket::visits::On { visit, seen: None }));
    let save = loket::clinic::flow::command::SaveExam {
        form,
        measurement: Some(Box::new(new.clone())),
        corrects: None,
    };
    let refused = loket::clinic::Refusal::Screening(loket::screening::Error::OtherChild);
    assert_eq!(ward.try_run(save).unwrap_err(), refused);
    assert_eq!(ward.try_run(new).unwrap_err(), refused);
    assert!(ward.growth(other).growth.measurements.is_empty());
}

#[test]
fn a_referral_that_was_typed_and_not_sent_is_written_when_the_visit_closes() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    let visit = open_visit(&ward);
    drive.press("F8");
    assert!(drive.focused(id::page::REFERRAL));
    drive.write("RSUD Blambangan, poli anak");
    assert!(drive.shows("Draf"));
    drive.tab_to(id::page::NOTE).write("Ibu setuju");
    drive.press("F12").press("F12").hear();
    let sheet = ward.sheet(visit);
    assert_eq!(sheet.visit.state, State::Closed);
    let referral = &sheet.visit.note(NoteKind::Referral).unwrap().text;
    assert!(referral.ends_with("RSUD Blambangan, poli anak"), "{referral}");
    assert_eq!(sheet.visit.note(NoteKind::Note).unwrap().text, "Ibu setuju");

    // Only looked at, not typed: nothing is written.
    drive.press("F9").hear().press("Enter").hear();
    let second = open_visit(&ward);
    drive.press("F8").press("F12").press("F12").hear();
    let sheet = ward.sheet(second);
    assert_eq!(sheet.visit.state, State::Closed);
    assert!(sheet.visit.note(NoteKind::Referral).is_none());
}

#[test]
fn a_visit_of_the_wrong_person_is_voided_and_the_turn_goes_to_the_right_one_or_ends() {
    let ward = Ward::open();
    let mut drive = serving(&ward);
    drive.write("Demam").press("Ctrl+Enter").hear();
    let wrong = open_visit(&ward);
    let row = ward.list("KIA").queue.rows.iter().find(|row| row.person == Some(ward.child)).unwrap().clone();
    let right = ward.register("Arsya Maulana", Sex::Male, "2025-01-05", Some("Dewi"));
    let relink = |seen| loket::queue::command::LinkPerson { ticket: row.ticket, person: right, seen };
    // While the visit counts, its ticket stays with its person.
    let refused = Err(loket::clinic::Refusal::Queue(loket::queue::Error::HasVisit));
    assert_eq!(ward.try_run(relink(Some(row.ticket_revision))), refused);

    drive.press("Alt+3").press_button("Batalkan kunjungan").write("salah orang").press("Enter").hear();
    assert_eq!(ward.sheet(wrong).visit.state, State::Voided);
    // A habit of the fingers opens nothing for the same person.
    drive.press("F4").hear();
    assert!(drive.shows("Buka kunjungan baru untuk Kirana Putri"), "what became of the turn is said");
    drive.picture("exam-turn-voided");
    drive.press("F4").hear();
    assert!(ward.list("KIA").open.is_empty());

    ward.run(relink(Some(row.ticket_revision)));
    drive.hear();
    assert!(drive.shows("Arsya Maulana"));
    drive.press("F4").hear();
    let opened = open_visit(&ward);
    assert_eq!(ward.sheet(opened).visit.person, right);
    assert!(drive.focused(id::measuring::WEIGHT));

    // And where nobody is served at all, F12 ends the turn, which served nobody.
    drive.press("Alt+3").press_button("Batalkan kunjungan").write("keliru").press("Enter").hear();
    drive.press("F12").hear();
    let after = ward.list("KIA").queue.rows;
    assert!(after.iter().all(|one| one.stop != row.stop || one.state == StopState::Cancelled), "{after:?}");
    let db = loket::store::open_to_look(ward.fixture.folder.path(), loket::clinic::MIGRATIONS).unwrap();
    assert_eq!(loket::clinic::examine(&db).unwrap(), []);
}
