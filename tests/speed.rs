//! How fast a person gets through the three commonest tasks, on the real window: the keys that are pressed, and the time
//! that the program lets them wait. A person's seconds are keys × 0.28 (a practised typist's mean between two keys) and
//! the waiting. The table of README comes from here:
//!
//! ```sh
//! LOKET_SLOW=1 cargo test --test main speed -- --nocapture
//! ```

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use chrono::Utc;
use loket::clinic::{Clinic, Clock, Envelope, StandingClock};
use loket::people::{Birth, Details, FamilyChoice, Home, Identity, NoNik, Precision, Registration, Role};
use loket::store::{Connection, Options};
use loket::terms::{AreaCode, Sex};
use loket::{queue, staff};
use serde::Deserialize;

use crate::end_to_end::{Screen, appears, ended, looked, screen, signal};
use crate::support::{PASSWORD, begun, password_hash, ticket};

/// Seconds from one key to the next.
const SECONDS_A_KEY: f64 = 0.28;

#[derive(Deserialize)]
struct Invented {
    name: String,
    nik: String,
    bpjs: String,
    phone: String,
    village: String,
    rt: String,
    rw: String,
    address: String,
    find: String,
    weight: String,
    length: String,
}

/// Somebody at the keyboard, with what it costs them.
struct Typist<'a> {
    screen: &'a Screen,
    db: Connection,
    keys: usize,
    waited: Duration,
}

impl Typist<'_> {
    fn key(&mut self, key: &str) -> &mut Self {
        self.screen.key(key);
        // Nobody's next key comes sooner.
        std::thread::sleep(Duration::from_millis(120));
        self.keys += 1;
        self
    }

    fn write(&mut self, text: &str) -> &mut Self {
        self.screen.tool(&["type", "--delay", "40", text]).unwrap();
        self.keys += text.chars().count();
        self
    }

    /// Presses it and waits until it is on disk: what the program makes a person wait.
    fn commit(&mut self, key: &str, what: &str, sql: &str) -> &mut Self {
        self.screen.key(key);
        self.keys += 1;
        let began = Instant::now();
        while self.db.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap() == 0 {
            assert!(began.elapsed() < Duration::from_secs(20), "waited for {what}");
            std::thread::sleep(Duration::from_millis(2));
        }
        self.waited += began.elapsed();
        self
    }

    /// A person's eyes: what comes by itself is not counted, and the window gets its time.
    fn looks(&mut self) -> &mut Self {
        std::thread::sleep(Duration::from_millis(700));
        self
    }

    /// What the task cost, and the next begins.
    fn done(&mut self, task: &str, most: usize) -> usize {
        let keys = std::mem::take(&mut self.keys);
        let waited = std::mem::take(&mut self.waited).as_secs_f64();
        let seconds = keys as f64 * SECONDS_A_KEY + waited;
        eprintln!("| {task} | {keys} keys (at most {most}) | {seconds:.1} s, {waited:.2} of them waiting |");
        assert!(keys <= most, "{task}: {keys} keys, at most {most}");
        keys
    }
}

/// The built program on these data.
fn start(folder: &std::path::Path, screen: &Screen) -> Child {
    Command::new(env!("CARGO_BIN_EXE_loket"))
        .arg("--data")
        .arg(folder)
        .env("DISPLAY", screen.name())
        .env_remove("WAYLAND_DISPLAY")
        .env("TZ", "WIB-7")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn comes_in(typist: &mut Typist<'_>, program: &mut Child, username: &str) {
    let window = appears(typist.screen, program);
    typist.screen.tool(&["windowfocus", "--sync", &window]);
    typist.looks().write(username).key("Return").write(PASSWORD).key("Return").looks();
    typist.key("ctrl+k").looks();
    (typist.keys, typist.waited) = (0, Duration::ZERO);
}

fn register(
    clinic: &Clinic,
    session: &loket::clinic::Session,
    details: Details,
    role: Role,
) -> loket::terms::PersonId {
    let family = FamilyChoice::New { area: 1 };
    let registration = Registration { details, family, role, confirmed: Vec::new() };
    clinic.run(session, Envelope::new(registration)).unwrap().person
}

fn details(name: &str, sex: Sex, birth: chrono::NaiveDate) -> Details {
    let birth = Birth { date: birth, precision: Precision::Exact };
    Details {
        home: Home::Village(AreaCode("3510072001".into())),
        ..Details::new(name, sex, birth, Identity::Without(NoNik::NotBrought))
    }
}

#[test]
fn the_three_commonest_tasks_take_no_more_keys_than_promised() {
    // Beside other tests nobody types at a person's pace: it has a step of its own.
    if std::env::var_os("LOKET_SLOW").is_none() {
        return;
    }
    let Some(screen) = screen() else { return };
    let invented: Invented = serde_json::from_str(include_str!("data/speed.json")).unwrap();
    let fixture = begun();
    let (clinic, folder) = (fixture.clinic, fixture.folder);
    drop(clinic);
    // The program's own clock is the computer's: what was there before is of today.
    let clock = StandingClock::at(Utc::now());
    let options = Options { role: "test".into(), ..Options::default() };
    let clinic = Clinic::open(folder.path(), Clock::Standing(clock.clone()), &options).unwrap();
    let fixture = crate::support::Fixture { clinic, clock, folder };
    let (administrator, clinic) = (fixture.administrator(), &fixture.clinic);
    for (username, role) in [("rina", staff::Role::Receptionist), ("dwi", staff::Role::Midwife)] {
        let new = staff::NewAccount {
            name: username.into(),
            username: username.into(),
            role,
            password: password_hash(),
            pin: None,
        };
        clinic.run(&administrator, Envelope::new(new)).unwrap();
    }
    let config = fixture.config();
    let unit = |name: &str| config.units.iter().find(|unit| unit.name == name).unwrap().id;
    let today = clinic.today().unwrap().0;
    let known = details("Siti Nur Azizah", Sex::Female, "1990-02-01".parse().unwrap());
    register(clinic, &administrator, known, Role::Head);
    let child = details("Kirana Putri", Sex::Female, today - chrono::Duration::days(764));
    let child = register(clinic, &administrator, child, Role::Child);
    let first = queue::Issue { person: Some(child), ..ticket(unit("KIA")) };
    clinic.run(&administrator, Envelope::new(first)).unwrap();
    let folder = fixture.folder.path().to_owned();
    let (clinic, held) = (fixture.clinic, fixture.folder);
    drop(clinic);

    let mut program = start(&folder, &screen);
    let mut desk = Typist { screen: &screen, db: looked(&folder), keys: 0, waited: Duration::ZERO };
    comes_in(&mut desk, &mut program, "rina");
    let tickets = |n: i64| format!("SELECT count(*) >= {n} FROM ticket");

    desk.write("siti n").key("Return").looks().commit("F2", "a ticket", &tickets(2));
    desk.done("returning patient, ticket for Umum", 8);
    desk.looks().looks();
    desk.write("siti n").key("Return").looks().key("alt+b").commit("F2", "a ticket", &tickets(3));
    desk.done("returning patient, ticket for another unit", 9);
    desk.looks();

    // All fields of somebody new but those of the identity card's other lines; the NIK fills birth date and sex.
    desk.key("ctrl+n").looks().write(&invented.name);
    desk.key("Return").key("Return").key("Return").write(&invented.nik).key("Return");
    desk.write(&invented.bpjs).key("Return").write(&invented.phone).key("Return");
    desk.write(&invented.village).key("Return");
    desk.write(&invented.rt).key("Return").write(&invented.rw).key("Return").write(&invented.address);
    // What the NIK says is taken by Enter where it is missing.
    desk.key("ctrl+Return").key("Return").key("Return");
    desk.commit("ctrl+Return", "a person", "SELECT count(*) >= 3 FROM person").looks();
    desk.commit("F2", "a ticket", &tickets(4));
    desk.done("new patient with all fields, ticket", 90);
    let kept: (String, String, String) = desk
        .db
        .query_row("SELECT name, nik, birth_date FROM person ORDER BY id DESC LIMIT 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .unwrap();
    assert_eq!(kept, (invented.name.clone(), invented.nik.clone(), "1990-05-01".into()));
    desk.looks().write(&invented.find).key("Return").looks();
    assert!(signal("TERM", &program));
    let _ = ended(&mut program);

    // The midwife's room was chosen once; measured, the label seen, closed.
    let seat = serde_json::json!({ "counter": config.counters_of(unit("KIA")).next().unwrap().id.0 });
    std::fs::write(folder.join("seat.json"), seat.to_string()).unwrap();
    let mut program = start(&folder, &screen);
    let mut nurse = Typist { screen: &screen, db: looked(&folder), keys: 0, waited: Duration::ZERO };
    comes_in(&mut nurse, &mut program, "dwi");
    nurse.commit("F9", "a call", "SELECT count(*) FROM stop WHERE state = 'called'").looks();
    nurse.commit("F4", "a visit", "SELECT count(*) FROM visit").looks();
    nurse.write(&invented.weight).key("Return").write(&invented.length).looks();
    nurse.key("F12").looks();
    nurse.commit("F12", "a closed visit", "SELECT count(*) FROM visit WHERE state = 'closed'");
    nurse.done("measure a child, label seen, closed", 16);
    let measured = "SELECT count(*) FROM measurement WHERE weight_g = 9200 AND length_mm = 798";
    assert_eq!(nurse.db.query_row(measured, [], |row| row.get::<_, i64>(0)).unwrap(), 1);
    assert!(signal("TERM", &program));
    let _ = ended(&mut program);
    drop(held);
}
