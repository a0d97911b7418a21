//! Any sequence of what is done with turns and visits, and each act taken back with an event from elsewhere between: the
//! figures and every list are what they were, nobody has two visits in one room, and the doctor is content.

use loket::clinic::flow::command::{CloseVisit, HandOver, Serve, StillAway, Undo};
use loket::clinic::watch::command::Confirm;
use loket::clinic::{Envelope, Refusal, examine};
use loket::people;
use loket::queue::command::{CallNext, Hold, NoShow, Return};
use loket::queue::{self, FirstStop, OnStop, Row, State};
use loket::store::open_to_look;
use loket::summary::Period;
use loket::summary::figures::Figures;
use loket::terms::{Instant, PersonId, ServiceDay, Sex, StopId, UnitId, VisitId};
use loket::{staff, summary, visits};
use proptest::prelude::*;

use crate::support::ticket;
use crate::support::ward::Ward;

/// What somebody does; places are taken modulo what there is.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Ticket(usize, usize),
    /// Without a name, or of one of them.
    Emergency(Option<usize>, usize),
    Call(usize),
    Serve(usize),
    HandOver(usize, usize),
    Close(usize, Option<usize>),
    NoShow(usize),
    Hold(usize),
    Return(usize),
    /// Marked as deceased; taken back, alive again.
    Die(usize),
    /// The night comes; once more, and the service day turns and what was left open is closed.
    Later,
}

fn deed() -> impl Strategy<Value = Deed> {
    let (some, unit) = (0_usize..12, 0_usize..UNITS.len());
    prop_oneof![
        4 => (0_usize..4, unit.clone()).prop_map(|(person, unit)| Deed::Ticket(person, unit)),
        2 => (prop::option::of(0_usize..4), unit.clone()).prop_map(|(person, unit)| Deed::Emergency(person, unit)),
        4 => unit.clone().prop_map(Deed::Call),
        5 => some.clone().prop_map(Deed::Serve),
        3 => (some.clone(), unit.clone()).prop_map(|(visit, unit)| Deed::HandOver(visit, unit)),
        4 => (some.clone(), prop::option::of(unit)).prop_map(|(visit, next)| Deed::Close(visit, next)),
        1 => some.clone().prop_map(Deed::NoShow),
        1 => some.clone().prop_map(Deed::Hold),
        1 => some.prop_map(Deed::Return),
        1 => (0_usize..4).prop_map(Deed::Die),
        1 => Just(Deed::Later),
    ]
}

const UNITS: [(&str, &str); 3] = [("Umum", "Ruang Umum"), ("KIA", "Ruang KIA"), ("Gigi", "Ruang Gigi")];

struct House {
    ward: Ward,
    people: Vec<PersonId>,
}

impl House {
    fn new() -> Self {
        let ward = Ward::open();
        ward.fixture.somebody(staff::Role::Head);
        let names = ["Endang Purwati", "Bambang Sutrisno", "Dwi Hastuti", "Suparman Hadi"];
        let people = names.map(|name| ward.register(name, Sex::Female, "1990-05-01", None)).to_vec();
        Self { ward, people }
    }

    fn unit(&self, at: usize) -> UnitId {
        self.ward.unit(UNITS[at].0)
    }

    fn rows(&self) -> Vec<Row> {
        let day = self.ward.fixture.clinic.today().unwrap();
        self.ward.ask(queue::query::Board { day }).rows
    }

    /// Everything told of turns, places and numbers of changes aside.
    fn told(&self) -> Vec<Row> {
        let plain = |row: Row| Row {
            revision: loket::terms::Revision(0),
            ticket_revision: loket::terms::Revision(0),
            position: None,
            ..row
        };
        let mut rows: Vec<Row> = self.rows().into_iter().map(plain).collect();
        rows.sort_by_key(|row| row.stop);
        rows
    }

    fn open_visits(&self) -> Vec<(PersonId, UnitId, VisitId)> {
        let lines = self.ward.ask(visits::query::Open { unit: None, day: None });
        lines.into_iter().map(|line| (line.person, line.unit, line.id)).collect()
    }

    fn figures(&self) -> Figures {
        let clinic = &self.ward.fixture.clinic;
        let asked = summary::query::Figures(Period::Day(clinic.today().unwrap()));
        clinic.ask(&self.ward.fixture.sign_in("head"), &asked).unwrap().figures.clone()
    }

    fn stop(&self, state: &[State], at: usize) -> Option<OnStop> {
        let rows: Vec<Row> = self.rows().into_iter().filter(|row| state.contains(&row.state)).collect();
        let row = rows.get(at % rows.len().max(1))?;
        Some(OnStop { stop: row.stop, seen: Some(row.revision) })
    }

    /// Does it; the turn that can be taken back by now.
    fn carry_out(&self, deed: Deed) -> Result<Option<StopId>, Refusal> {
        let ward = &self.ward;
        let visit = |at: usize| {
            let open = self.open_visits();
            open.get(at % open.len().max(1)).map(|(.., visit)| visits::On { visit: *visit, seen: None })
        };
        Ok(match deed {
            Deed::Ticket(person, unit) => {
                let person = Some(self.people[person]);
                let issue = queue::Issue { person, first_stop: FirstStop::Unit, ..ticket(self.unit(unit)) };
                Some(ward.try_run(issue)?.stop)
            }
            Deed::Emergency(person, unit) => {
                let urgency = queue::Urgency::Emergency;
                let person = person.map(|person| self.people[person]);
                Some(ward.try_run(queue::Issue { person, urgency, ..ticket(self.unit(unit)) })?.stop)
            }
            Deed::Call(unit) => {
                let counter = ward.room(UNITS[unit].1);
                Some(ward.try_run(CallNext { unit: self.unit(unit), counter })?.stop)
            }
            Deed::Serve(at) => match self.stop(&[State::Waiting, State::Called], at) {
                Some(on) => Some(ward.try_run(Serve { on, payer: None, kind: None })?.stop.stop),
                None => None,
            },
            Deed::HandOver(at, next) => match visit(at) {
                Some(on) => Some(ward.try_run(HandOver { on, next: self.unit(next) })?.stop),
                None => None,
            },
            Deed::Close(at, next) => match visit(at) {
                Some(on) => {
                    let next = next.map(|next| self.unit(next));
                    let undiagnosed = visits::Undiagnosed::Known;
                    ward.try_run(CloseVisit { on, next, undiagnosed, still_away: StillAway::Known })?.stop
                }
                None => None,
            },
            Deed::NoShow(at) => match self.stop(&[State::Called], at) {
                Some(on) => Some(ward.try_run(NoShow(on))?.stop),
                None => None,
            },
            Deed::Hold(at) => match self.stop(&[State::Waiting, State::Called], at) {
                Some(on) => Some(ward.try_run(Hold(on))?.stop),
                None => None,
            },
            Deed::Return(at) => match self.stop(&[State::Waiting], at) {
                Some(on) => Some(ward.try_run(Return(on))?.stop),
                None => None,
            },
            Deed::Die(person) => {
                self.mark(person, false)?;
                None
            }
            Deed::Later => {
                self.later();
                None
            }
        })
    }

    /// When the next service day begins.
    fn turn(&self) -> Instant {
        let next = ServiceDay(self.ward.fixture.clinic.today().unwrap().0.succ_opt().unwrap());
        self.ward.fixture.config().profile.calendar().start_of(next)
    }

    /// From the day into the last ten minutes of it, and from there over its turn.
    fn later(&self) {
        let clinic = &self.ward.fixture.clinic;
        let left = (self.turn() - clinic.now()).num_minutes();
        if left > 10 {
            return self.ward.later(left - 10);
        }
        self.ward.later(20);
        self.ward.run(Confirm { shown: clinic.now() });
        clinic.begin_day().unwrap();
    }

    /// Emergencies that came since then and are not over.
    fn emergencies(&self, since: Instant) -> Vec<(StopId, State)> {
        let open = |row: &Row| matches!(row.state, State::Waiting | State::Called | State::Serving);
        let late = |row: &Row| row.urgency == queue::Urgency::Emergency && row.opened_at >= since;
        self.rows().iter().filter(|row| open(row) && late(row)).map(|row| (row.stop, row.state)).collect()
    }

    /// Marks somebody as deceased, or takes the mark away.
    fn mark(&self, person: usize, living: bool) -> Result<(), Refusal> {
        let which = people::Which { person: self.people[person], seen: None };
        if living {
            self.ward.try_run(people::command::MarkLiving(which))?;
        } else {
            let today = self.ward.fixture.config().profile.calendar().date(self.ward.fixture.clinic.now());
            let (on, open_visit) = (today, people::OpenVisit::Known);
            self.ward.try_run(people::Death { which, on, open_visit })?;
        }
        Ok(())
    }

    fn dead(&self) -> Vec<PersonId> {
        let died = |id: &PersonId| self.ward.ask(people::query::Open(*id)).person.deceased_on.is_some();
        self.people.iter().copied().filter(died).collect()
    }

    /// Somebody else corrects a telephone meanwhile.
    fn elsewhere(&self, n: usize) {
        let person = self.people[n % self.people.len()];
        let shown = self.ward.ask(people::query::Open(person)).person.details;
        let new = people::Details { phone: format!("08123456{n:04}"), ..shown.clone() };
        let changes = people::Changes::between(&shown, &new);
        let amend = people::Amendment { person, changes, confirmed: Vec::new() };
        self.ward.fixture.clinic.run(&self.ward.session, Envelope::new(amend)).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn whatever_is_taken_back_never_happened_after_any_other_act(
        deeds in prop::collection::vec((deed(), any::<bool>()), 6..26),
    ) {
        let house = House::new();
        for (n, (deed, back)) in deeds.iter().enumerate() {
            let before = (house.told(), house.open_visits(), house.figures());
            // No turn of the day ends an emergency that came in its last hours.
            let since = house.turn() - chrono::Duration::hours(12);
            let late = house.emergencies(since);
            let done = house.carry_out(*deed);
            if matches!(deed, Deed::Later) {
                prop_assert_eq!(house.emergencies(since), late);
            }
            if let (Ok(_), Deed::Die(person), true) = (&done, deed, *back) {
                house.elsewhere(n);
                house.mark(*person, true).unwrap();
                let after = (house.told(), house.open_visits(), house.figures());
                prop_assert_eq!(&after, &before, "died and did not");
            } else if let Ok(Some(stop)) = done
                && *back
            {
                house.elsewhere(n);
                let undo = Undo { on: OnStop { stop, seen: None } };
                match house.ward.try_run(undo) {
                    Ok(undone) => {
                        let after = (house.told(), house.open_visits(), house.figures());
                        prop_assert_eq!(&after, &before, "{:?} {:?}", deed, undone.did);
                    }
                    // An act that changed nothing leaves nothing to take back.
                    Err(refusal) => prop_assert_eq!(refusal.code(), "queue-nothing-to-undo", "{:?}", deed),
                }
            } else if done.is_err() {
                let after = (house.told(), house.open_visits(), house.figures());
                prop_assert_eq!(after, before, "refused, and something changed: {:?}", deed);
            }
            let dead = house.dead();
            let waits = |row: &Row| matches!(row.state, State::Waiting | State::Called);
            let called = house.rows().into_iter().filter(waits).find(|row| row.person.is_some_and(|id| dead.contains(&id)));
            prop_assert_eq!(called, None, "who died waits after {:?}", deed);
            let mut open: Vec<_> = house.open_visits().into_iter().map(|(person, unit, _)| (person, unit)).collect();
            let visits = open.len();
            open.sort_unstable();
            open.dedup();
            prop_assert_eq!(open.len(), visits, "two visits of one person in one room after {:?}", deed);
        }
        let db = open_to_look(house.ward.fixture.folder.path(), loket::clinic::MIGRATIONS).unwrap();
        prop_assert_eq!(examine(&db).unwrap(), []);
    }
}
