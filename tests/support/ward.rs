//! A clinic with a child that is measured: a midwife at work, a mother, a history on the growth card.

use chrono::{Duration, NaiveDate, TimeZone as _, Utc};
use loket::clinic::views::{self, Child, Sheet, UnitList};
use loket::clinic::{Envelope, Order, Question, Refusal, Session};
use loket::growth::Measures;
use loket::people::{
    Address, Birth, Details, FamilyChoice, Guardian, Home, Identity, NoNik, Precision, Registration,
    Relation, Role,
};
use loket::queue::{Issue, Priority};
use loket::screening::NewMeasurement;
use loket::staff;
use loket::terms::{AreaCode, CounterId, Grams, Millimetres, PersonId, Posture, Sex, UnitId, VisitId};

use super::{Fixture, begun};

/// The clinic.
pub struct Ward {
    pub fixture: Fixture,
    pub session: Session,
    pub child: PersonId,
}

/// `2026-11-23`, for dates that stand in a test.
pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl Ward {
    /// A Monday, 09:06 in Banyuwangi; Kirana is 764 days old and was weighed before.
    pub fn open() -> Self {
        let fixture = begun();
        fixture.clock.set(Utc.with_ymd_and_hms(2026, 11, 23, 2, 6, 0).unwrap());
        let session = fixture.somebody(staff::Role::Midwife);
        let mut ward = Self { fixture, session, child: PersonId(0) };
        ward.child = ward.register("Kirana Putri", Sex::Female, "2024-10-20", Some("Siti Nur Azizah"));
        for (day, grams, length, posture) in [
            ("2024-10-20", 2800, 478, Posture::Lying),
            ("2024-11-21", 3600, 525, Posture::Lying),
            ("2025-01-22", 4900, 583, Posture::Lying),
            ("2025-04-22", 6100, 635, Posture::Lying),
            ("2025-07-22", 7000, 673, Posture::Lying),
            ("2025-10-23", 7600, 705, Posture::Lying),
            ("2026-01-22", 8000, 729, Posture::Lying),
            ("2026-04-23", 8300, 755, Posture::Lying),
            ("2026-07-27", 8600, 777, Posture::Lying),
            ("2026-08-24", 8800, 783, Posture::Lying),
            ("2026-09-28", 9000, 787, Posture::Lying),
            ("2026-10-26", 9100, 786, Posture::Standing),
        ] {
            ward.measured(day, grams, length, posture);
        }
        ward
    }

    /// The question as the midwife asks it.
    pub fn ask<Q: Question>(&self, question: Q) -> Q::Answer {
        self.fixture.clinic.ask(&self.session, &question).unwrap()
    }

    /// Does it or fails the test.
    pub fn run<C: Order>(&self, command: C) -> C::Reply {
        self.try_run(command).unwrap()
    }

    /// Tries it.
    pub fn try_run<C: Order>(&self, command: C) -> Result<C::Reply, Refusal> {
        self.fixture.clinic.run(&self.session, Envelope::new(command))
    }

    /// Registers somebody; a child with its mother as guardian.
    pub fn register(&self, name: &str, sex: Sex, birth: &str, mother: Option<&str>) -> PersonId {
        let birth = Birth { date: date(birth), precision: Precision::Exact };
        let details = Details {
            home: Home::Village(AreaCode("3510072001".into())),
            address: Address { text: "Dusun Krajan".into(), rt: Some(3), rw: Some(2) },
            guardian: mother.map(|name| Guardian { name: name.into(), relation: Relation::Mother }),
            ..Details::new(name, sex, birth, Identity::Without(NoNik::NotBrought))
        };
        let is_child = mother.is_some() || birth.date > date("2011-11-23");
        let role = if is_child { Role::Child } else { Role::Head };
        let family = FamilyChoice::New { area: 1 };
        let registration = Registration { details, family, role, confirmed: Vec::new() };
        self.run(registration).person
    }

    fn measured(&self, day: &str, grams: u32, length: u32, posture: Posture) {
        let measures = Measures {
            weight: Some(Grams(grams)),
            length: Some(Millimetres(length)),
            posture: Some(posture),
            ..Measures::default()
        };
        let new = NewMeasurement {
            person: self.child,
            visit: None,
            measured_on: date(day),
            measures,
            confirmed: Vec::new(),
        };
        self.run(new);
    }

    /// A unit by name.
    pub fn unit(&self, name: &str) -> UnitId {
        let config = self.fixture.config();
        config.units.iter().find(|unit| unit.name == name).unwrap().id
    }

    /// A room by name.
    pub fn room(&self, name: &str) -> CounterId {
        let config = self.fixture.config();
        config.counters.iter().find(|counter| counter.name == name).unwrap().id
    }

    /// A ticket to a unit, waiting there.
    pub fn ticket(&self, unit: &str, person: Option<PersonId>, priority: Option<Priority>) {
        let issue = Issue { person, priority, payer: Some("bpjs".into()), ..super::ticket(self.unit(unit)) };
        self.run(issue);
    }

    /// Time goes on.
    pub fn later(&self, minutes: i64) {
        self.fixture.clock.set(self.fixture.clinic.now() + Duration::minutes(minutes));
    }

    /// Who waits for a unit.
    pub fn list(&self, unit: &str) -> UnitList {
        let day = self.fixture.clinic.today().unwrap();
        self.ask(views::query::UnitList { day, unit: self.unit(unit) })
    }

    /// A visit and all around it.
    pub fn sheet(&self, visit: VisitId) -> Sheet {
        *self.ask(views::query::Sheet(visit)).unwrap()
    }

    /// A child with all measurements.
    pub fn growth(&self, child: PersonId) -> Child {
        *self.ask(views::query::Child(child)).unwrap()
    }
}
