//! The front desk by keyboard: the commonest tasks of a receptionist, with the real clinic behind the keys.

use crate::support::drive::Drive;
use crate::support::{Fixture, begun};
use chrono::{Duration, NaiveDate};
use iced::Size;
use loket::clinic::views::{self, Board, Patient};
use loket::clinic::{Answer, Envelope, Query, Reply, Session};
use loket::people::{
    self, Address, Birth, Details, Disability, FamilyChoice, Guardian, Home, Identity, NoNik, Precision,
    Registration, Relation, Role,
};
use loket::queue::{self, FirstStop, Issue, Priority, Row, Source, State, Urgency};
use loket::staff;
use loket::terms::{AreaCode, BpjsNumber, Nik, PersonId, Sex, UnitId};
use loket::ui::front_desk::{FrontDesk, form_id, id, paper_id};
use loket::ui::theme::Look;

const LONG_NAME: &str = "Siti Nur Fadhilah Ramadhani Kusumawardhani binti Abdurrahman Syarifuddin";

struct Desk {
    fixture: Fixture,
    session: Session,
}

impl Desk {
    fn open() -> Self {
        let fixture = begun();
        let session = fixture.somebody(staff::Role::Receptionist);
        Self { fixture, session }
    }

    fn drive(&self) -> Drive<FrontDesk> {
        Drive::new(FrontDesk::default(), &self.fixture, Some(self.session.clone()))
    }

    fn run(&self, command: impl Into<loket::clinic::Command>) -> Reply {
        self.fixture.clinic.run(&self.session, Envelope::new(command)).unwrap()
    }

    fn unit(&self, name: &str) -> UnitId {
        let Ok(Answer::House(Some(house))) = self.fixture.clinic.ask(&self.session, &Query::House) else {
            panic!()
        };
        house.units.iter().find(|unit| unit.name == name).unwrap().id
    }

    fn board(&self) -> Board {
        let day = loket::terms::TimeZone::Wib.day(self.fixture.clinic.now());
        let query = Query::View(views::Query::Board { day });
        match self.fixture.clinic.ask(&self.session, &query).unwrap() {
            Answer::View(views::Answer::Board(board)) => *board,
            other => panic!("{other:?}"),
        }
    }

    fn row(&self, number: &str) -> Row {
        let rows = self.board().queue.rows;
        let is = |row: &&Row| row.number.as_ref().is_some_and(|one| one.to_string() == number);
        rows.iter().find(is).unwrap_or_else(|| panic!("{number} is not among {rows:?}")).clone()
    }

    fn patient(&self, person: PersonId) -> Patient {
        let day = loket::terms::TimeZone::Wib.day(self.fixture.clinic.now());
        let query = Query::View(views::Query::Patient { person, day });
        match self.fixture.clinic.ask(&self.session, &query).unwrap() {
            Answer::View(views::Answer::Patient(Some(patient))) => *patient,
            other => panic!("{other:?}"),
        }
    }

    fn found(&self, text: &str) -> Vec<people::Card> {
        let query = people::Query::Search { text: text.into(), limit: 20 };
        match self.fixture.clinic.ask(&self.session, &Query::People(query)).unwrap() {
            Answer::People(people::Answer::Found(found)) => {
                found.hits.into_iter().map(|hit| hit.card).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    fn register(&self, details: Details, role: Role, with: Option<PersonId>) -> PersonId {
        let family = match with {
            Some(person) => FamilyChoice::Existing(self.patient(person).opened.family.id),
            None => FamilyChoice::New { area: 1 },
        };
        let registration = Registration { details, family, role, confirmed: Vec::new() };
        match self.run(people::Command::Register(Box::new(registration))) {
            Reply::People(people::Reply::Registered { person, .. }) => person,
            other => panic!("{other:?}"),
        }
    }

    fn ticket(
        &self,
        unit: &str,
        person: Option<PersonId>,
        first_stop: FirstStop,
        priority: Option<Priority>,
    ) {
        let unit = self.unit(unit);
        let urgency = Urgency::Ordinary;
        let issue = Issue { unit, first_stop, person, priority, urgency, source: Source::Kiosk, payer: None };
        self.run(queue::Command::Issue(issue));
    }

    fn later(&self, minutes: i64) {
        self.fixture.clock.forward(Duration::minutes(minutes));
    }
}

fn details(name: &str, sex: Sex, birth: &str, nik: Option<&str>) -> Details {
    let date: NaiveDate = birth.parse().unwrap();
    Details {
        name: name.into(),
        sex,
        birth: Birth { date, precision: Precision::Exact },
        identity: nik
            .map_or(Identity::Without(NoNik::NotBrought), |nik| Identity::Nik(Nik::parse(nik).unwrap())),
        bpjs: None,
        home: Home::Village(AreaCode("3510072001".into())),
        address: Address { text: "Dusun Krajan".into(), rt: Some(3), rw: Some(2) },
        phone: "0812 3456 4471".into(),
        guardian: None,
        mother: None,
        disability: Disability::None,
    }
}

fn siti() -> Details {
    let mut siti = details("Siti Nur Azizah", Sex::Female, "2001-08-14", Some("3510075408010003"));
    siti.bpjs = Some(BpjsNumber::parse("0001234567712").unwrap());
    siti
}

/// A morning with some people, as in the picture.
fn morning(desk: &Desk) -> PersonId {
    let head = desk.register(
        details("Ahmad Fauzan", Sex::Male, "1997-03-02", Some("3510070203970001")),
        Role::Head,
        None,
    );
    let siti = desk.register(siti(), Role::Spouse, Some(head));
    let mut child = details("Kirana Putri", Sex::Female, "2024-10-20", None);
    child.identity = Identity::Without(NoNik::Newborn);
    child.guardian = Some(Guardian { name: "Siti Nur Azizah".into(), relation: Relation::Mother });
    let child = desk.register(child, Role::Child, Some(head));
    let old = desk.register(
        details("Siti Nurlaela Handayani", Sex::Female, "1965-01-09", Some("3510074901650001")),
        Role::Head,
        None,
    );
    let mut long = details(LONG_NAME, Sex::Female, "2022-05-05", None);
    long.identity = Identity::Without(NoNik::Unregistered);
    let long = desk.register(long, Role::Head, None);
    for (unit, person, priority) in [
        ("Umum", Some(head), None),
        ("KIA", Some(child), Some(Priority::UnderFive)),
        ("Umum", Some(old), Some(Priority::Elderly)),
        ("Gigi", None, None),
        ("KIA", Some(long), None),
        ("Umum", None, None),
    ] {
        let first = if person.is_some() { FirstStop::Unit } else { FirstStop::Registration };
        desk.ticket(unit, person, first, priority);
        desk.later(4);
    }
    siti
}

#[test]
fn the_desk_looks_as_it_should() {
    let desk = Desk::open();
    morning(&desk);
    let mut drive = desk.drive();
    assert!(drive.focused(id::SEARCH));
    drive.picture("front-empty");
    drive.press("F9").hear().write("siti nur").press("Enter").hear();
    assert!(drive.shows("Siti Nur Azizah"));
    drive.picture("front-light");
    drive.press("Ctrl+Down").press("Ctrl+Down").press("Ctrl+Down");
    drive.picture("front-chosen-row");
    drive.shared.seat.look = Look::Dark;
    drive.picture("front-dark");
    drive.shared.seat.look = Look::Contrast;
    drive.picture("front-contrast");
    for (name, percent) in [("front-125", 1.25), ("front-160", 1.6)] {
        let size = Size::new(1366.0 / percent - 72.0, 768.0 / percent - 28.0);
        let mut small =
            Drive::with_size(FrontDesk::default(), &desk.fixture, Some(desk.session.clone()), size);
        small.write("siti nur").press("Enter").hear();
        small.picture(name);
        small.press("Ctrl+N");
        small.picture(&format!("{name}-form"));
    }
}
