//! The exam station by keyboard: call, serve, measure, diagnose, save, close, amend, void, print.

use crate::support::drive::Drive;
use crate::support::ward::Ward;
use loket::growth::{Index, assess};
use loket::queue::{Priority, State as StopState};
use loket::screening::{Doubt, FollowUpKind, GainMark};
use loket::terms::{Grams, Millimetres, Posture, Sex, VisitId};
use loket::ui::exam::{Exam, id};
use loket::ui::theme::Look;
use loket::visits::{CaseKind, NoteKind, Payer, Rank, Sign, State};

const LONG_NAME: &str = "Nurul Fitriyah Kusumaningtyas Wardhani binti Abdurrahman Syarifuddin";

fn station(ward: &Ward, room: &str) -> Drive<Exam> {
    let mut drive = Drive::new(Exam::default(), &ward.fixture, Some(ward.session.clone()));
    drive.shared.seat.counter = Some(ward.room(room));
    let action = loket::ui::screen::Screen::shown(&mut drive.screen, &drive.shared.clone());
    drive.carry_out(action);
    drive
}

/// Kirana is being served in KIA and the cursor stands in the complaint.
fn serving(ward: &Ward) -> Drive<Exam> {
    ward.ticket("KIA", Some(ward.child), None);
    let long = ward.register(LONG_NAME, Sex::Female, "1996-02-11", None);
    ward.ticket("KIA", Some(long), None);
    let pregnant = ward.register("Endang Purwati", Sex::Female, "1999-05-01", None);
    ward.ticket("KIA", Some(pregnant), Some(Priority::Pregnant));
    let mut drive = station(ward, "Ruang KIA");
    // The pregnant woman goes first; she is not there.
    drive.press("F9").hear().press("F11").hear();
    drive.press("F9").hear().press("Enter").hear();
    assert!(drive.focused(id::page::COMPLAINT), "the visit is open");
    drive
}

fn open_visit(ward: &Ward) -> VisitId {
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
    assert!(drive.shows("−2,31") && drive.shows("Pendek") && drive.shows("Tidak naik (T)"));
    assert!(drive.shows("Draf"));
    drive.picture("exam-station");
    drive.press("Ctrl+Enter").hear();
    let visit = open_visit(&ward);
    let sheet = ward.sheet(visit);
    assert_eq!(sheet.visit.payer, Payer::Bpjs, "as the ticket says");
    assert_eq!(sheet.visit.vital(Sign::Temperature).unwrap().value, 369);
    assert!(sheet.visit.note(NoteKind::Complaint).unwrap().text.starts_with("Nafsu makan"));
    let own = sheet.growth.measurements.iter().find(|one| one.visit == Some(visit)).unwrap();
    assert_eq!(own.measures, measures);
    assert_eq!(own.score(Index::LengthForAge).unwrap().z, said.z(Index::LengthForAge));
    assert_eq!(own.gain.unwrap().mark, GainMark::NotGained);
    assert!(own.gain.unwrap().twice_not_gained);
    assert!(!drive.shows("Draf"));
}
