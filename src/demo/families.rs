//! Families with folders, parents, grandparents and children; the children's measurement histories.

use chrono::{Datelike as _, Duration, Months, NaiveDate};

use super::random::Random;
use super::setting::Sessions;
use super::{DemoChild, Error, Maker};
use crate::growth::{At, Index, Measures, table_posture, value_at};
use crate::people;
use crate::people::{
    Address, Birth, Civil, Confirmation, Details, Disability, FamilyChoice, Guardian, Home, Identity, NoNik,
    Precision, Registered, Registration, Relation, Role, Warning,
};
use crate::reference::names;
use crate::screening::NewMeasurement;
use crate::setup::{self, Config};
use crate::terms::{AreaCode, BpjsNumber, FamilyCard, FamilyId, Grams, Millimetres, Nik, PersonId, Sex};

/// How many are registered.
const PEOPLE: usize = 400;
/// How many of them are children with measurement histories.
const CHILDREN: usize = 120;

/// Somebody before registration.
struct Somebody {
    details: Details,
    role: Role,
}

/// One family before registration: the head first.
struct Household {
    area: u32,
    members: Vec<Somebody>,
}

impl Maker {
    /// Registers everybody and writes the children's histories.
    pub(super) fn settle(&mut self, sessions: &Sessions) -> Result<Vec<DemoChild>, Error> {
        let config = self.config(sessions)?;
        let households = self.households(&config);
        self.figures.families = households.len();
        let heads = self.register(sessions, &households, 0, &[])?;
        let folders: Vec<FamilyId> = heads.iter().map(|(_, folder)| *folder).collect();
        let mut children = Vec::new();
        let deepest = households.iter().map(|household| household.members.len()).max().unwrap_or(0);
        for depth in 1..deepest {
            let ids = self.register(sessions, &households, depth, &folders)?;
            let members = households.iter().filter_map(|household| household.members.get(depth));
            for (member, (person, _)) in members.zip(ids) {
                let birth = member.details.birth.date;
                if (self.plan.date - birth).num_days() < 1_800 && children.len() < CHILDREN {
                    let length_z = self.random.normal() * 1.05 - 1.1;
                    let weight_z = self.random.normal() * 0.95 - 0.45;
                    children.push(DemoChild { person, sex: member.details.sex, birth, length_z, weight_z });
                }
            }
        }
        self.figures.children = children.len();
        self.measure_all(sessions, &children)?;
        Ok(children)
    }

    pub(super) fn config(&mut self, sessions: &Sessions) -> Result<Config, Error> {
        let config = self.clinic.ask(&sessions.administrator, &setup::query::Config)?;
        config.map(|config| *config).ok_or(Error::Odd)
    }

    /// Registers the members of one depth of every household: all heads, then all spouses …
    fn register(
        &mut self,
        sessions: &Sessions,
        households: &[Household],
        depth: usize,
        folders: &[FamilyId],
    ) -> Result<Vec<(PersonId, FamilyId)>, Error> {
        let mut registrations = Vec::new();
        for (number, household) in households.iter().enumerate() {
            let Some(member) = household.members.get(depth) else { continue };
            let family = match folders.get(number) {
                Some(folder) => FamilyChoice::Existing(*folder),
                None => FamilyChoice::New { area: household.area },
            };
            let details = member.details.clone();
            let registration = Registration { details, family, role: member.role, confirmed: Vec::new() };
            registrations.push(registration);
        }
        let mut registered = Vec::new();
        let replies = self.try_all(&sessions.receptionist, registrations.clone())?;
        for (registration, reply) in registrations.into_iter().zip(replies) {
            let Registered { person, family } = match reply {
                Ok(reply) => reply,
                Err(warnings) => self.confirm(sessions, registration, &warnings)?,
            };
            registered.push((person, family));
        }
        self.figures.people += registered.len();
        Ok(registered)
    }

    /// People of like names live in like houses: what the door asks about is confirmed with a reason.
    fn confirm(
        &mut self,
        sessions: &Sessions,
        mut registration: Registration,
        warnings: &[Warning],
    ) -> Result<Registered, Error> {
        let reason = "orang lain, sudah dicocokkan dengan kartu keluarga";
        registration.confirmed = warnings
            .iter()
            .map(|warning| Confirmation { warning: *warning, reason: reason.to_owned() })
            .collect();
        self.run(&sessions.receptionist, registration)
    }

    fn households(&mut self, config: &Config) -> Vec<Household> {
        let mut households = Vec::new();
        let (mut people, mut children) = (0, 0);
        while people < PEOPLE {
            let household =
                self.household(config, households.len(), PEOPLE - people, CHILDREN.saturating_sub(children));
            people += household.members.len();
            children += household.members.iter().filter(|member| under_five(self.plan.date, member)).count();
            households.push(household);
        }
        households
    }

    fn household(&mut self, config: &Config, number: usize, most: usize, young: usize) -> Household {
        let random = &mut self.random;
        let village_number = usize::try_from(random.between(0, 5)).unwrap_or(0);
        let village = config.villages.get(village_number % config.villages.len().max(1));
        let (area, code) =
            village.map_or((0, AreaCode(String::new())), |village| (village.area, village.code.clone()));
        let address = Address {
            text: format!(
                "Dusun {}",
                random.one_of(&["Krajan", "Sumberjo", "Tegalsari", "Lugonto", "Kaliputih"], "Krajan")
            ),
            rt: u16::try_from(random.between(1, 9)).ok(),
            rw: u16::try_from(random.between(1, 6)).ok(),
        };
        let phone = format!("08{:02}{:08}", random.between(11, 99), random.between(0, 99_999_999));
        let mut of_card = Random::new(self.plan.seed.rotate_left(32) ^ number as u64);
        let card = format!("351007{:02}0115{:04}", of_card.between(1, 28), number + 1);
        let card = FamilyCard::parse(&card).ok().filter(|_| of_card.chance(60));
        let mut family =
            Family { card, of_card, date: self.plan.date, code, address, phone, number, last: 0 };
        let old = young == 0 && random.chance(60);
        let age = if old { random.between(45, 78) } else { random.between(22, 39) };
        let mut members = vec![family.member(random, Sex::Male, age, Role::Head)];
        let mother_age = (age - random.between(0, 6)).max(20);
        members.push(family.member(random, Sex::Female, mother_age, Role::Spouse));
        let mother = members.last().map(|member| member.details.name.clone()).unwrap_or_default();
        if young > 0 {
            for _ in 0..random.between(1, 2).min(i64::try_from(young).unwrap_or(1)) {
                members.push(family.child(random, &mother));
            }
        }
        if random.chance(40) {
            let years = random.between(6, 17);
            let sex = if random.chance(50) { Sex::Female } else { Sex::Male };
            members.push(family.member(random, sex, years, Role::Child));
        }
        if random.chance(18) {
            let sex = if random.chance(65) { Sex::Female } else { Sex::Male };
            let years = random.between(60, 84);
            members.push(family.member(random, sex, years, Role::Other));
        }
        members.truncate(most.max(1));
        Household { area, members }
    }

    /// Monthly weighings up to twelve months back, by one path for each child.
    fn measure_all(&mut self, sessions: &Sessions, children: &[DemoChild]) -> Result<(), Error> {
        let mut measurements = Vec::new();
        for child in children {
            for back in (1..=12u32).rev() {
                let Some(month) = self.plan.date.checked_sub_months(Months::new(back)) else { continue };
                let day = u32::try_from(self.random.between(3, 26)).unwrap_or(5);
                let Some(on) = month.with_day(day) else { continue };
                let Ok(age) = u32::try_from((on - child.birth).num_days()) else { continue };
                if on < child.birth || self.random.chance(12) {
                    continue;
                }
                // A few fall behind: growth falters over the last months.
                let faltering = if child.length_z < -1.6 { f64::from(12 - back) * 0.03 } else { 0.0 };
                let measures = self.measures(child, age, faltering);
                measurements.push(NewMeasurement {
                    person: child.person,
                    visit: None,
                    measured_on: on,
                    measures,
                    confirmed: Vec::new(),
                });
            }
        }
        for reply in self.try_measurements(&sessions.midwife, measurements)? {
            self.figures.measurements += usize::from(reply);
        }
        Ok(())
    }

    /// What is read from board and scale for this child at this age.
    pub(super) fn measures(&mut self, child: &DemoChild, age_days: u32, faltering: f64) -> Measures {
        let noise = self.random.normal() * 0.12;
        let posture = table_posture(age_days);
        let length_z = child.length_z - faltering + noise;
        let length = value_at(Index::LengthForAge, child.sex, At::Day(age_days), length_z).unwrap_or(50.0);
        let weight_z = child.weight_z - faltering + self.random.normal() * 0.18;
        let weight = value_at(Index::WeightForLength, child.sex, At::Length(length, posture), weight_z)
            .or_else(|| value_at(Index::WeightForAge, child.sex, At::Day(age_days), weight_z));
        let head =
            value_at(Index::HeadForAge, child.sex, At::Day(age_days), self.random.normal() * 0.3 - 0.4);
        let arm = value_at(Index::ArmForAge, child.sex, At::Day(age_days), weight_z * 0.8);
        Measures {
            weight: weight.map(|kilograms| Grams((kilograms * 10.0).round() as u32 * 100)),
            length: Some(Millimetres((length * 10.0).round() as u32)),
            posture: Some(posture),
            head: head.map(|centimetres| Millimetres((centimetres * 10.0).round() as u32)),
            arm: arm.map(|centimetres| Millimetres((centimetres * 10.0).round() as u32)),
            oedema: false,
        }
    }
}

fn under_five(today: NaiveDate, member: &Somebody) -> bool {
    (today - member.details.birth.date).num_days() < 1_800
}

/// What a family shares.
struct Family {
    /// The number of their card, where they brought it.
    card: Option<FamilyCard>,
    /// What it says comes from numbers of its own: everything else stays as it is without it.
    of_card: Random,
    date: NaiveDate,
    code: AreaCode,
    address: Address,
    phone: String,
    number: usize,
    last: u32,
}

impl Family {
    fn member(&mut self, random: &mut Random, sex: Sex, years: i64, role: Role) -> Somebody {
        let days = years * 365 + random.between(0, 364) + years / 4;
        self.somebody(random, sex, self.date - Duration::days(days), role)
    }

    fn child(&mut self, random: &mut Random, mother: &str) -> Somebody {
        let sex = if random.chance(49) { Sex::Female } else { Sex::Male };
        let birth = self.date - Duration::days(random.between(20, 1_780));
        let mut child = self.somebody(random, sex, birth, Role::Child);
        child.details.guardian = Some(Guardian { name: mother.to_owned(), relation: Relation::Mother });
        if (self.date - birth).num_days() < 120 {
            child.details.identity = Identity::Without(NoNik::Newborn);
        }
        child
    }

    fn somebody(&mut self, random: &mut Random, sex: Sex, birth: NaiveDate, role: Role) -> Somebody {
        self.last += 1;
        let bpjs = format!("0001{:06}{:03}", self.number + 1, self.last);
        let name = name(random, sex);
        let identity = nik(sex, birth, self.number * 10 + usize::try_from(self.last).unwrap_or(0))
            .map_or(Identity::Without(NoNik::NotBrought), Identity::Nik);
        let birth = Birth { date: birth, precision: Precision::Exact };
        let details = Details {
            bpjs: if random.chance(82) { BpjsNumber::parse(&bpjs).ok() } else { None },
            home: Home::Village(self.code.clone()),
            address: self.address.clone(),
            phone: if role == Role::Child { String::new() } else { self.phone.clone() },
            disability: if random.chance(2) { Disability::Present } else { Disability::None },
            civil: self.civil(role, birth.date),
            ..Details::new(name, sex, birth, identity)
        };
        Somebody { details, role }
    }
}

impl Family {
    /// What their card says of a member.
    fn civil(&mut self, role: Role, birth: NaiveDate) -> Civil {
        let Some(card) = self.card.clone() else { return Civil::default() };
        let random = &mut self.of_card;
        let (education, occupation, marital) = match (self.date.year() - birth.year(), role) {
            (..7, _) => ("none", "not_working", "single"),
            (7..18, _) => ("not_finished_primary", "student", "single"),
            (_, Role::Head) => (
                random.one_of(&["primary", "junior_secondary", "senior_secondary", "bachelor"], "primary"),
                random.one_of(&["farmer", "farmer", "trader", "labourer", "civil_servant"], "farmer"),
                "married",
            ),
            (_, Role::Spouse) => (
                random.one_of(&["primary", "junior_secondary", "senior_secondary"], "primary"),
                random.one_of(&["housewife", "housewife", "farmer", "teacher"], "housewife"),
                "married",
            ),
            _ => ("primary", "not_working", "widowed"),
        };
        Civil {
            birthplace: random.one_of(&["Banyuwangi", "Banyuwangi", "Jember"], "Banyuwangi").to_owned(),
            family_card: Some(card),
            education: education.parse().ok(),
            occupation: occupation.parse().ok(),
            marital: marital.parse().ok(),
            religion: "islam".parse().ok(),
        }
    }
}

/// One to three words: a quarter one, half two, a quarter three.
fn name(random: &mut Random, sex: Sex) -> String {
    let (first, second) = match sex {
        Sex::Male => (names::male(), names::second_male()),
        Sex::Female => (names::female(), names::second_female()),
    };
    let words = match random.between(1, 4) {
        1 => 1,
        2 | 3 => 2,
        _ => 3,
    };
    let mut name = random.one_of(first, "Slamet").to_owned();
    // The names everybody knows three of.
    let common: &[&str] = match sex {
        Sex::Female => &["Siti", "Siti", "Siti", "Nur", "Sri"],
        Sex::Male => &["Muhammad", "Moh.", "Ahmad", "Abdul"],
    };
    if random.chance(22) {
        let before = random.one_of(common, "Siti");
        if !name.starts_with(before) {
            name = format!("{before} {name}");
        }
    }
    for _ in 1..words {
        let more = random.one_of(second, "Wibowo");
        if !name.contains(more) {
            name.push(' ');
            name.push_str(more);
        }
    }
    name
}

/// A card's number that fits birth and sex; the serial tells people of one birthday apart.
fn nik(sex: Sex, birth: NaiveDate, serial: usize) -> Option<Nik> {
    let day = birth.day() + if sex == Sex::Female { 40 } else { 0 };
    let text = format!(
        "351007{day:02}{:02}{:02}{:04}",
        birth.month(),
        birth.year().rem_euclid(100),
        serial % 9_999 + 1
    );
    Nik::parse(&text).ok()
}

impl Maker {
    /// Like `run_all`, but what needs confirming comes back as its warnings.
    fn try_all(
        &mut self,
        session: &crate::clinic::Session,
        registrations: Vec<Registration>,
    ) -> Result<Vec<Result<Registered, Vec<Warning>>>, Error> {
        let replies = self.submit_all(session, registrations)?;
        replies
            .into_iter()
            .map(|reply| match reply {
                Ok(reply) => Ok(Ok(reply)),
                Err(crate::clinic::Refusal::People(people::Error::NeedsConfirmation(warnings))) => {
                    Ok(Err(warnings))
                }
                Err(refusal) => Err(refusal.into()),
            })
            .collect()
    }

    /// Measurements that the door doubts are left out, as a careful nurse would measure again.
    fn try_measurements(
        &mut self,
        session: &crate::clinic::Session,
        measurements: Vec<NewMeasurement>,
    ) -> Result<Vec<bool>, Error> {
        let replies = self.submit_all(session, measurements)?;
        replies
            .into_iter()
            .map(|reply| match reply {
                Ok(_) => Ok(true),
                Err(crate::clinic::Refusal::Screening(_)) => Ok(false),
                Err(refusal) => Err(refusal.into()),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nik_fits_its_owner() {
        let birth: NaiveDate = "2001-08-14".parse().unwrap();
        let nik = nik(Sex::Female, birth, 12).unwrap();
        assert_eq!(nik.as_str(), "3510075408010013");
        assert_eq!(nik.sex(), Sex::Female);
    }
}
