//! A clinic with a busy month: the synthetic one, and a Monday of everything that can go one way or another.

use chrono::{Duration, NaiveDate};
use loket::clinic::flow::command::StillAway;
use loket::clinic::{Clinic, Envelope, Order, Refusal, Session, SignIn, StandingClock, flow};
use loket::demo::{self, Plan};
use loket::growth::Measures;
use loket::queue::{self, Issue, OnStop};
use loket::screening::{Confirmation, Doubt, NewMeasurement};
use loket::setup::{self, Config};
use loket::terms::{Grams, MeasurementId, Millimetres, PersonId, Posture, UnitId, VisitId};
use loket::visits::{CaseKind, Changes, Form, Kind, NewDiagnosis, On, Payer, Rank, Written};
use tempfile::TempDir;

use crate::support::{self, open};

pub struct Busy {
    pub clinic: Clinic,
    pub clock: StandingClock,
    pub folder: TempDir,
    pub visits: Vec<VisitId>,
    pub measurements: Vec<MeasurementId>,
    midwife: Session,
    pub config: Config,
}

fn saturday() -> NaiveDate {
    "2026-11-21".parse().unwrap()
}

/// The synthetic clinic after its Saturday and a Monday.
pub fn busy() -> Busy {
    let folder = tempfile::tempdir().unwrap();
    let made = demo::make(folder.path(), Plan { seed: 11, date: saturday(), survey: Vec::new() }).unwrap();
    let password = made.password.clone();
    drop(made);
    let clock = StandingClock::at("2026-11-23T00:10:00Z".parse().unwrap());
    let clinic = open(folder.path(), &clock);
    assert!(!clinic.begin_day().unwrap().is_empty(), "Saturday was left open");
    let Ok(SignIn::Welcome(welcome)) = clinic.sign_in("dwi", &password, "Ruang KIA") else {
        panic!("kept out")
    };
    let config = clinic.ask(&clinic.display(), &loket::setup::query::Config).unwrap().unwrap();
    let mut busy = Busy {
        clinic,
        clock,
        folder,
        visits: Vec::new(),
        measurements: Vec::new(),
        midwife: welcome.session,
        config: *config,
    };
    busy.monday();
    busy.children();
    busy
}

impl Busy {
    pub fn run<C: Order>(&self, command: C) -> Result<C::Reply, Refusal> {
        self.clinic.run(&self.clinic.system(), Envelope::new(command))
    }

    fn care<C: Order>(&self, command: C) -> C::Reply {
        self.clinic.run(&self.midwife, Envelope::new(command)).unwrap()
    }

    fn pass(&self, seconds: i64) {
        self.clock.set(self.clock.now() + Duration::seconds(seconds));
    }

    fn unit(&self, letter: &str) -> UnitId {
        self.config.units.iter().find(|unit| unit.prefix == letter).unwrap().id
    }

    fn issue(&self, letter: &str, person: i64) -> queue::Issued {
        let issue = Issue { person: Some(PersonId(person)), ..support::ticket(self.unit(letter)) };
        self.run(issue).unwrap()
    }

    fn raw(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(loket::store::database_file(self.folder.path())).unwrap()
    }

    /// Some who came on Saturday, then some who did not.
    fn comers(&self) -> Vec<i64> {
        let db = self.raw();
        let mut statement = db
            .prepare(
                "SELECT DISTINCT person_id FROM (SELECT person_id FROM visit ORDER BY person_id LIMIT 9)
                 UNION ALL SELECT id FROM (SELECT id FROM person WHERE id NOT IN (SELECT person_id FROM visit) LIMIT 20)",
            )
            .unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    fn monday(&mut self) {
        let comers = self.comers();
        for number in 0..26_i64 {
            let letter = ["A", "A", "B", "C"][(number % 4) as usize];
            let queue::Issued { ticket, stop, .. } = self.issue(letter, comers[number as usize]);
            self.pass(31 + 17 * number % 53);
            let counter = self.config.counters_of(self.unit(letter)).next().unwrap().id;
            if number % 9 == 8 {
                let cancel = queue::command::Cancel { ticket, reason: "pulang".into(), seen: None };
                self.run(cancel).unwrap();
                continue;
            }
            if number % 11 == 7 {
                // Waits in the wrong place, then stays uncalled.
                self.run(queue::command::Move { stop, to: self.unit("L"), seen: None }).unwrap();
                continue;
            }
            self.run(queue::command::Call { stop, counter, seen: None }).unwrap();
            self.pass(40 + number * 7);
            if number % 5 == 4 {
                self.run(queue::command::NoShow(OnStop { stop, seen: None })).unwrap();
                if number % 2 == 1 {
                    continue;
                }
                self.run(queue::command::Restore(OnStop { stop, seen: None })).unwrap();
                self.pass(60);
                self.run(queue::command::Call { stop, counter, seen: None }).unwrap();
            }
            self.serve(stop, number);
        }
    }

    fn serve(&mut self, stop: loket::terms::StopId, number: i64) {
        let payer = [Payer::Bpjs, Payer::Cash, Payer::Jamkesda][(number % 3) as usize];
        let kind = if number % 6 == 0 { Kind::Well } else { Kind::Sick };
        let (payer, kind) = (Some(payer), Some(kind));
        let serve = flow::command::Serve { on: OnStop { stop, seen: None }, payer, kind };
        let visit = self.care(serve).visit.unwrap();
        let (code, name) =
            [("I10", "Hipertensi"), ("I10", "Hipertensi"), ("K30", "Dispepsia"), ("J00", "ISPA")]
                [(number % 4) as usize];
        let mut form = Form::untouched(On { visit, seen: None });
        let diagnosis = NewDiagnosis {
            code: code.into(),
            name: name.into(),
            case_kind: if number % 2 == 0 { CaseKind::New } else { CaseKind::Old },
            rank: Rank::Primary,
        };
        let written = Written { diagnoses: vec![diagnosis], ..Written::default() };
        form.changes = Changes::between(&Written::default(), &written);
        self.care(form);
        self.pass(90);
        let next = (number % 7 == 0).then(|| self.unit("L"));
        self.care(flow::command::CloseVisit {
            on: On { visit, seen: None },
            next,
            undiagnosed: loket::visits::Undiagnosed::Ask,
            still_away: StillAway::Ask,
        });
        self.visits.push(visit);
    }

    fn children(&mut self) {
        let db = self.raw();
        let mut statement = db
            .prepare("SELECT id FROM person WHERE birth_date > '2022-02-01' AND birth_date < '2025-08-01' ORDER BY id LIMIT 14")
            .unwrap();
        let young: Vec<i64> =
            statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert_eq!(young.len(), 14);
        for (place, child) in young.iter().enumerate() {
            let (weight, length) = match place % 5 {
                0 => (6_400, 84),
                1 => (9_100, 71),
                2 => (12_000, 85),
                // Implausible: far too short.
                3 => (9_000, 52),
                _ => (17_900, 88),
            };
            let mut measures = Measures {
                weight: Some(Grams(weight)),
                length: Some(Millimetres(length * 10)),
                posture: Some(Posture::Standing),
                ..Measures::default()
            };
            if place == 2 || place == 6 {
                measures.oedema = true;
            }
            // Some of them were measured by the demo this month already.
            if [10, 11, 13].contains(&place) {
                (measures.length, measures.posture) = (None, None);
            }
            self.measure(*child, "2026-11-23", measures);
            if place % 4 == 0 {
                // Measured a second time: the last plausible one counts.
                let again = Measures {
                    length: Some(Millimetres(830)),
                    weight: Some(Grams(10_400)),
                    posture: Some(Posture::Standing),
                    ..Measures::default()
                };
                self.measure(*child, if place == 4 { "2026-11-22" } else { "2026-11-23" }, again);
            }
        }
        // One lives elsewhere, of one nobody said where, one has died, one village has its own figure.
        db.execute("UPDATE person SET village_code = NULL WHERE id IN (?1, ?2)", [young[1], young[7]])
            .unwrap();
        db.execute("UPDATE person SET area_code = '3509' WHERE id = ?1", [young[1]]).unwrap();
        db.execute("UPDATE person SET deceased_on = '2026-11-23' WHERE id = ?1", [young[9]]).unwrap();
        loket::people::table::rebuild_search(&db).unwrap();
        drop(statement);
        let village = setup::Village { target_under_five: Some(17), ..self.config.villages[2].clone() };
        self.run(setup::command::SaveVillage::of(self.config.villages.get(2), &village)).unwrap();
    }

    fn measure(&mut self, child: i64, on: &str, measures: Measures) {
        self.pass(30);
        let confirmed =
            Doubt::all().map(|doubt| Confirmation { doubt, reason: "diukur dua kali".into() }).collect();
        let new = NewMeasurement {
            person: PersonId(child),
            visit: None,
            measured_on: on.parse().unwrap(),
            measures,
            confirmed,
        };
        let measurement = self.care(new).measurement;
        self.measurements.push(measurement);
    }
}
