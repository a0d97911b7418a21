//! Children of a survey file, brought into a village of the synthetic clinic through its own door.

use chrono::Duration;
use std::path::Path;

use super::setting::Sessions;
use super::{Error, Maker};
use crate::clinic::Refusal;
use crate::growth::Measures;
use crate::people::{
    self, Birth, Confirmation, Details, FamilyChoice, Home, Identity, NoNik, Precision, Registration, Role,
};
use crate::screening::{self, NewMeasurement};
use crate::setup::Config;
use crate::terms::{Grams, Millimetres, PersonId, Posture, Sex};

/// Days in a month, as WHO counts.
const DAYS_A_MONTH: f64 = 30.4375;

/// One row of a survey: `id, sex (1, 2), age (months), weight, lenhei, measure, oedema, headc, armc`.
#[derive(Debug, Clone, PartialEq)]
pub struct Surveyed {
    /// The survey's own number.
    pub id: String,
    /// 1 boy, 2 girl.
    pub sex: Sex,
    /// Whole days, by WHO's rounding.
    pub age_days: u32,
    /// What was measured, in the clinic's units.
    pub measures: Measures,
}

pub fn read(file: &Path) -> Result<Vec<Surveyed>, Error> {
    let unreadable = |why: String| Error::Survey { file: file.to_owned(), why };
    let mut reader = csv::Reader::from_path(file).map_err(|error| unreadable(error.to_string()))?;
    let head = reader.headers().map_err(|error| unreadable(error.to_string()))?.clone();
    let column = |name: &str| {
        head.iter().position(|each| each == name).ok_or_else(|| unreadable(format!("no column {name}")))
    };
    let (id, sex, age) = (column("id")?, column("sex")?, column("age")?);
    let (weight, length, posture) = (column("weight")?, column("lenhei")?, column("measure")?);
    let (oedema, head_column, arm) = (column("oedema")?, column("headc")?, column("armc")?);
    let mut children = Vec::new();
    for (row, record) in reader.records().enumerate() {
        let record = record.map_err(|error| unreadable(error.to_string()))?;
        let cell = |at: usize| record.get(at).map(str::trim).filter(|cell| !cell.is_empty() && *cell != "NA");
        let number = |at: usize| cell(at).and_then(|cell| cell.parse::<f64>().ok());
        let tenths =
            |at: usize| number(at).map(|centimetres| Millimetres((centimetres * 10.0).round() as u32));
        let Some(months) = number(age) else { return Err(unreadable(format!("row {}: no age", row + 2))) };
        children.push(Surveyed {
            id: cell(id).unwrap_or_default().to_owned(),
            sex: if cell(sex) == Some("1") { Sex::Male } else { Sex::Female },
            age_days: (months * DAYS_A_MONTH).round() as u32,
            measures: Measures {
                weight: number(weight).map(|kilograms| Grams((kilograms * 1000.0).round() as u32)),
                length: tenths(length),
                posture: match cell(posture) {
                    Some("l" | "L") => Some(Posture::Lying),
                    Some("h" | "H") => Some(Posture::Standing),
                    _ => None,
                },
                head: tenths(head_column),
                arm: tenths(arm),
                oedema: cell(oedema).is_some_and(|cell| matches!(cell, "y" | "Y" | "1")),
            },
        });
    }
    Ok(children)
}

impl Maker {
    /// Registers the children in the first village and writes down what was measured of them the day before.
    pub(super) fn survey(
        &mut self,
        sessions: &Sessions,
        config: &Config,
        children: &[Surveyed],
    ) -> Result<Vec<PersonId>, Error> {
        let Some(village) = config.villages.first() else { return Err(Error::Odd) };
        let measured_on = self.plan.date - Duration::days(1);
        let mut people = Vec::new();
        for child in children {
            let date = measured_on - Duration::days(i64::from(child.age_days));
            let birth = Birth { date, precision: Precision::Exact };
            let (name, identity) =
                (format!("Anak Survei {}", child.id), Identity::Without(NoNik::NotBrought));
            let mut details = Details::new(name, child.sex, birth, identity);
            details.home = Home::Village(village.code.clone());
            let family = FamilyChoice::New { area: village.area };
            let registration = Registration { details, family, role: Role::Child, confirmed: Vec::new() };
            people.push(self.register_surveyed(sessions, registration)?);
        }
        for (child, person) in children.iter().zip(&people) {
            let mut new = NewMeasurement {
                person: *person,
                visit: None,
                measured_on,
                measures: child.measures,
                confirmed: Vec::new(),
            };
            let envelope = self.envelope(new.clone());
            let outcome = self.clinic.run(&sessions.midwife, envelope);
            let outcome = match outcome {
                Err(Refusal::Screening(screening::Error::NeedsConfirmation(oddities))) => {
                    let reason = "data survei WHO, diukur dua kali".to_owned();
                    new.confirmed = oddities
                        .iter()
                        .map(|oddity| screening::Confirmation {
                            doubt: oddity.doubt(),
                            reason: reason.clone(),
                        })
                        .collect();
                    let envelope = self.envelope(new);
                    self.clinic.run(&sessions.midwife, envelope)
                }
                other => other,
            };
            match outcome {
                Ok(_) => self.figures.measurements += 1,
                // Impossible by the clinic's own limits, or past five years: registered, not measured.
                Err(Refusal::Screening(_)) => {}
                Err(refusal) => return Err(refusal.into()),
            }
        }
        Ok(people)
    }

    /// Survey children have numbers for names, so the door asks whether they are the same: they are not.
    fn register_surveyed(
        &mut self,
        sessions: &Sessions,
        mut registration: Registration,
    ) -> Result<PersonId, Error> {
        let envelope = self.envelope(registration.clone());
        let registered = match self.clinic.run(&sessions.receptionist, envelope) {
            Err(Refusal::People(people::Error::NeedsConfirmation(warnings))) => {
                registration.confirmed = warnings
                    .into_iter()
                    .map(|warning| Confirmation { warning, reason: "anak lain dalam survei".to_owned() })
                    .collect();
                self.run(&sessions.receptionist, registration)?
            }
            other => other?,
        };
        self.figures.people += 1;
        Ok(registered.person)
    }
}
