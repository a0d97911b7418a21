//! Part of a morning: tickets, calls, no-shows, visits with vitals and diagnoses, children measured.

use chrono::Duration;

use super::setting::Sessions;
use super::{DemoChild, Error, Maker, at, unit};
use crate::clinic::flow::command::StillAway;
use crate::clinic::{Session, flow, usual};
use crate::people;
use crate::queue::command::{CallAgain, CallNext, NoShow};
use crate::queue::{FirstStop, Issue, OnStop, Priority, Source, Urgency};
use crate::screening::NewMeasurement;
use crate::setup::Config;
use crate::terms::{Change, CounterId, PersonId, StopId, UnitId, VisitId};
use crate::visits::{
    self, CaseKind, Changes, Form, NewDiagnosis, On, Payer, Rank, Sign, SignChange, Undiagnosed, Value,
    Written,
};

/// Somebody who comes this morning.
struct Comer {
    person: Option<PersonId>,
    unit: UnitId,
    priority: Option<Priority>,
}

/// What the doctor writes, one of these: complaint, code, name, plan.
const CASES: [(&str, &str, &str, &str); 6] = [
    (
        "Batuk pilek tiga hari, demam semalam",
        "J06.9",
        "ISPA bagian atas",
        "Parasetamol 3x1, istirahat, kembali bila sesak",
    ),
    ("Nyeri ulu hati setelah makan", "K30", "Dispepsia", "Antasida 3x1, makan teratur"),
    ("Kontrol tekanan darah", "I10", "Hipertensi", "Amlodipin 5 mg, kurangi garam"),
    ("Pusing berputar sejak pagi", "R42", "Pusing", "Betahistin 2x1"),
    ("Gatal di lengan", "L23.9", "Dermatitis kontak alergi", "Salep hidrokortison 2x sehari"),
    ("Kontrol gula darah", "E11.9", "Diabetes melitus tipe 2", "Metformin 500 mg 2x1, diet"),
];

impl Maker {
    /// Works from half past seven until shortly after nine.
    pub(super) fn work(&mut self, sessions: &Sessions, children: &[DemoChild]) -> Result<(), Error> {
        self.clock.set(at(self.plan.date, 7, 30));
        let config = self.config(sessions)?;
        let comers = self.comers(&config, children)?;
        let mut waiting = comers.into_iter();
        // Three waves of people, each followed by calls at the units.
        for (wave, calls) in [(20, 3), (18, 3), (16, 2)] {
            for comer in waiting.by_ref().take(wave) {
                self.pass(25, 75);
                self.ticket(sessions, &comer)?;
            }
            for round in 0..calls {
                self.serve_round(sessions, &config, children, round)?;
            }
        }
        // Now one is being called, one is being served, and the line goes on.
        self.pass(60, 120);
        if let Some(registration) = config.registration() {
            self.call(&sessions.receptionist, registration.id, &config)?;
        }
        self.pass(20, 50);
        if let Some(general) = config.units.iter().find(|unit| unit.prefix == "A") {
            self.call(&sessions.nurse, general.id, &config)?;
        }
        let mother_child = unit(&config, "C")?.id;
        if let Some(stop) = self.call(&sessions.midwife, mother_child, &config)? {
            self.pass(20, 40);
            self.begin_visit(&sessions.midwife, stop)?;
        }
        self.pass(60, 90);
        Ok(())
    }

    fn pass(&mut self, low: i64, high: i64) {
        let seconds = self.random.between(low, high);
        self.clock.set(self.clock.now() + Duration::seconds(seconds));
    }

    /// Children to KIA, Gizi and immunisation; the others to Umum and Gigi; a few without a name yet.
    fn comers(&mut self, config: &Config, children: &[DemoChild]) -> Result<Vec<Comer>, Error> {
        let ids: Vec<UnitId> = ["A", "B", "C", "D", "G", "L"]
            .iter()
            .map(|letter| Ok(unit(config, letter)?.id))
            .collect::<Result<_, Error>>()?;
        let [general, dental, mother_child, vaccine, nutrition, laboratory] = ids.as_slice() else {
            return Err(Error::Odd);
        };
        let mut comers = Vec::new();
        for number in 0..58i64 {
            let draw = self.random.between(1, 100);
            if number % 13 == 12 {
                comers.push(Comer { person: None, unit: *general, priority: None });
            } else if draw <= 36 {
                let chosen =
                    children.get(usize::try_from(number * 3).unwrap_or(0) % children.len().max(1)).copied();
                let unit = match draw {
                    1..=20 => *mother_child,
                    21..=29 => *nutrition,
                    _ => *vaccine,
                };
                let person = chosen.map(|child| child.person);
                let priority = person.map(|person| self.priority(person)).transpose()?.flatten();
                comers.push(Comer { person, unit, priority });
            } else {
                // Heads and spouses were registered first, so the low numbers are grown up.
                let person = PersonId(self.random.between(1, 150));
                let unit = match draw {
                    37..=74 => *general,
                    75..=92 => *dental,
                    _ => *laboratory,
                };
                let priority = self.priority(person)?;
                comers.push(Comer { person: Some(person), unit, priority });
            }
        }
        let mut seen = std::collections::HashSet::new();
        comers.retain(|comer| comer.person.is_none_or(|person| seen.insert(person)));
        Ok(comers)
    }

    /// The priority that the front desk would propose.
    fn priority(&mut self, person: PersonId) -> Result<Option<Priority>, Error> {
        let opened = self.clinic.ask(&self.clinic.system(), &people::query::Open(person))?;
        Ok(usual::priority(&opened.person.details, self.plan.date))
    }

    fn ticket(&mut self, sessions: &Sessions, comer: &Comer) -> Result<(), Error> {
        let payer = if self.random.chance(70) { Payer::Bpjs } else { Payer::Cash };
        let issue = Issue {
            unit: comer.unit,
            first_stop: FirstStop::of(comer.person, Urgency::Ordinary),
            person: comer.person,
            priority: comer.priority,
            urgency: Urgency::Ordinary,
            source: Source::Desk,
            payer: Some(payer.as_str().to_owned()),
        };
        self.run(&sessions.receptionist, issue)?;
        self.figures.tickets += 1;
        Ok(())
    }

    /// Each unit calls one and serves it; now and then nobody comes.
    fn serve_round(
        &mut self,
        sessions: &Sessions,
        config: &Config,
        children: &[DemoChild],
        round: i64,
    ) -> Result<(), Error> {
        if round > 0 {
            self.admit(sessions, config)?;
        }
        let turn = [
            ("A", &sessions.nurse),
            ("C", &sessions.midwife),
            ("G", &sessions.midwife),
            ("B", &sessions.nurse),
        ];
        for (letter, session) in turn {
            if (letter == "B" || letter == "G") && round % 2 == 1 {
                continue;
            }
            self.pass(25, 60);
            let Some(stop) = self.call(session, unit(config, letter)?.id, config)? else { continue };
            // Somebody is always missed once the morning is under way.
            let missed = round >= 2 && self.figures.no_shows == 0;
            if self.random.chance(11) || missed {
                self.pass(60, 120);
                self.run(session, CallAgain(OnStop { stop, seen: None }))?;
                self.pass(60, 120);
                self.run(session, NoShow(OnStop { stop, seen: None }))?;
                self.figures.no_shows += 1;
                continue;
            }
            self.pass(20, 45);
            let Some(visit) = self.begin_visit(session, stop)? else { continue };
            self.pass(40, 90);
            self.examine(session, visit, children)?;
        }
        Ok(())
    }

    /// A registration counter calls somebody without a name, finds who it is and sends them on.
    fn admit(&mut self, sessions: &Sessions, config: &Config) -> Result<(), Error> {
        let (Some(registration), general) = (config.registration(), unit(config, "A")?.id) else {
            return Err(Error::Odd);
        };
        let Some(stop) = self.call(&sessions.receptionist, registration.id, config)? else { return Ok(()) };
        self.pass(40, 80);
        let person = Some(self.another());
        self.run(
            &sessions.receptionist,
            flow::command::Admit {
                stop,
                person,
                next: general,
                seen: None,
                told: flow::command::Told::default(),
            },
        )?;
        Ok(())
    }

    /// Somebody who was not admitted yet: nobody has two numbers for one unit.
    fn another(&mut self) -> PersonId {
        loop {
            let person = PersonId(self.random.between(151, 190));
            if self.admitted.insert(person) || self.admitted.len() == 40 {
                return person;
            }
        }
    }

    fn call(&mut self, session: &Session, unit: UnitId, config: &Config) -> Result<Option<StopId>, Error> {
        let counter = config.counter_for(unit, None).unwrap_or(CounterId(0));
        let envelope = self.envelope(CallNext { unit, counter });
        match self.clinic.run(session, envelope) {
            Ok(called) => {
                self.figures.calls += 1;
                Ok(Some(called.stop))
            }
            // Nobody waits there.
            Err(crate::clinic::Refusal::Queue(_)) => Ok(None),
            Err(refusal) => Err(refusal.into()),
        }
    }

    fn begin_visit(&mut self, session: &Session, stop: StopId) -> Result<Option<VisitId>, Error> {
        let on = OnStop { stop, seen: None };
        let serve = flow::command::Serve { on, payer: None, kind: None };
        let visit = self.run(session, serve)?.visit;
        self.figures.visits += usize::from(visit.is_some());
        Ok(visit)
    }

    /// Vitals, a complaint, a diagnosis; a child is measured. Then the visit is closed.
    fn examine(&mut self, session: &Session, visit: VisitId, children: &[DemoChild]) -> Result<(), Error> {
        let asked = visits::query::Visit(visit);
        let sheet = self.clinic.ask(&self.clinic.system(), &asked)?.ok_or(Error::Odd)?;
        let child = children.iter().find(|child| child.person == sheet.person).copied();
        let case = usize::try_from(self.random.between(0, 5)).unwrap_or(0);
        let (complaint, code, name, plan) = CASES.get(case).copied().unwrap_or_default();
        let reading =
            |sign, value| SignChange { sign, value: Change { shown: None, new: Some(Value::Of(value)) } };
        let mut written = Written::default();
        let mut form = Form::untouched(On { visit, seen: None });
        let mut measurement = None;
        if let Some(child) = child {
            "Timbang dan ukur, tidak ada keluhan".clone_into(&mut written.complaint);
            form.vitals = vec![reading(Sign::Temperature, self.random.between(362, 371))];
            "Lanjutkan pemantauan tiap bulan".clone_into(&mut written.plan);
            let age = u32::try_from((self.plan.date - child.birth).num_days()).unwrap_or(0);
            let faltering = if child.length_z < -1.6 { 0.4 } else { 0.0 };
            let measures = self.measures(&child, age, faltering);
            measurement = Some(Box::new(NewMeasurement {
                person: child.person,
                visit: Some(visit),
                measured_on: self.plan.date,
                measures,
                confirmed: Vec::new(),
            }));
        } else {
            complaint.clone_into(&mut written.complaint);
            form.vitals = vec![
                reading(Sign::Temperature, self.random.between(360, 374)),
                reading(Sign::Systolic, self.random.between(104, 136)),
                reading(Sign::Diastolic, self.random.between(64, 86)),
                reading(Sign::Pulse, self.random.between(66, 96)),
            ];
            written.diagnoses = vec![NewDiagnosis {
                code: code.to_owned(),
                name: name.to_owned(),
                case_kind: CaseKind::New,
                rank: Rank::Primary,
            }];
            plan.clone_into(&mut written.plan);
        }
        form.changes = Changes::between(&Written::default(), &written);
        let measured = measurement.is_some();
        let save = flow::command::SaveExam { form: Box::new(form.clone()), measurement, corrects: None };
        let envelope = self.envelope(save);
        match self.clinic.run(session, envelope) {
            Ok(_) => self.figures.measurements += usize::from(measured),
            // A doubtful value: a careful nurse writes the rest and measures again another day.
            Err(crate::clinic::Refusal::Screening(_)) => {
                let save =
                    flow::command::SaveExam { form: Box::new(form), measurement: None, corrects: None };
                self.run(session, save)?;
            }
            Err(refusal) => return Err(refusal.into()),
        }
        self.pass(30, 60);
        self.run(session, {
            let (undiagnosed, still_away) = (Undiagnosed::Known, StillAway::Ask);
            flow::command::CloseVisit { on: On { visit, seen: None }, next: None, undiagnosed, still_away }
        })?;
        Ok(())
    }
}
