//! The next ticket: its unit, payer and priority; giving it; opening a visit.

use std::path::PathBuf;

use super::person::Hand;
use super::person::priority_of;
use super::{FrontDesk, Mode, id, slip};
use crate::clinic::views::Patient;
use crate::clinic::{Permission, Refusal, flow};
use crate::people;
use crate::queue::rules::ticket_for;
use crate::queue::{self, FirstStop, Issue, Number, Priority, Row, Source, UnitLine, Urgency};
use crate::setup::{Standing, Unit, UnitKind};
use crate::terms::{Age, PersonId, Sex, UnitId, VisitId};
use crate::ui::action::{Action, Place, Toast};
use crate::ui::shared::Shared;
use crate::visits::{self, Payer};

/// What was chosen for the next ticket.
#[derive(Debug, Default)]
pub(super) struct Choices {
    unit: Option<UnitId>,
    pub(super) payer: Option<Payer>,
    pub(super) priority: Option<Priority>,
    /// Whether the choices were suited to the chosen person; afterwards they are the receptionist's.
    suited: bool,
    /// A ticket is being given: a second press gives no second one.
    busy: bool,
}

/// What can happen about the next ticket.
#[derive(Debug, Clone)]
pub enum Message {
    /// A unit was chosen.
    Unit(UnitId),
    /// A payer, by its place among those offered.
    Payer(usize),
    /// A priority, by its place among those offered.
    Priority(usize),
    /// F2.
    Issue,
    /// Ctrl+E.
    Emergency,
    /// The ticket was given, or not.
    Issued(Box<(Issue, Hand)>, Result<queue::Issued, Refusal>),
    /// The slip of this number was written, or why not.
    Written(String, Result<PathBuf, String>),
    /// F4.
    OpenVisit,
    /// The visit is open, or not.
    VisitOpened(Result<Option<VisitId>, Refusal>),
}

/// What F4 does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum VisitStep {
    /// It is open: go there.
    GoOn(VisitId),
    /// Begins to serve the stop that waits or is called.
    Serve(queue::OnStop),
    /// Without a ticket.
    Open,
}

impl Choices {
    /// Somebody else is at the counter, or nobody.
    pub(super) fn forget(&mut self) {
        *self = Self { busy: self.busy, ..Self::default() };
    }

    /// The first choices for somebody: the last payer, the unit of the last visit, priority by age.
    pub(super) fn suit(&mut self, patient: &Patient, shared: &Shared) {
        if std::mem::replace(&mut self.suited, true) {
            return;
        }
        let details = &patient.opened.person.details;
        let by_card = if details.bpjs.is_some() { Payer::Bpjs } else { Payer::Cash };
        self.payer = Some(patient.last_payer.unwrap_or(by_card));
        self.priority = priority_of(Age::between(details.birth.date, shared.today().0), details.disability);
        let last = patient.last_visit.map(|(_, unit)| unit);
        self.unit = last.filter(|unit| services(shared).any(|open| open.id == *unit));
    }
}

/// Which units are those of registration.
pub(super) fn registers(shared: &Shared) -> impl Fn(UnitId) -> bool {
    |unit| shared.house.unit(unit).is_some_and(|unit| unit.kind == UnitKind::Registration)
}

/// Units that see people, the closed ones too.
pub(super) fn all_services(shared: &Shared) -> impl Iterator<Item = &Unit> {
    shared.house.units.iter().filter(|unit| unit.kind == UnitKind::Service)
}

/// Units that see people today.
pub(super) fn services(shared: &Shared) -> impl Iterator<Item = &Unit> {
    all_services(shared).filter(|unit| unit.standing == Standing::Open)
}

impl FrontDesk {
    /// Who is at the counter, once it is known who that is.
    pub(super) fn patient(&self) -> Option<&Patient> {
        self.chosen.as_ref().and_then(|chosen| chosen.patient.as_deref())
    }

    /// The unit of the next ticket.
    pub(super) fn unit<'a>(&self, shared: &'a Shared) -> Option<&'a Unit> {
        let chosen = self.choices.unit.and_then(|id| services(shared).find(|unit| unit.id == id));
        chosen.or_else(|| services(shared).next())
    }

    /// The payers offered: those of the mock, and the last one where it is another.
    pub(super) fn payers(&self) -> Vec<Payer> {
        let mut offered = vec![Payer::Bpjs, Payer::Cash, Payer::Jamkesda];
        let last = self.patient().and_then(|patient| patient.last_payer);
        offered.extend(last.filter(|last| !offered.contains(last)));
        offered
    }

    /// The priorities that this person can have; none first.
    pub(super) fn priorities(&self, shared: &Shared) -> Vec<Option<Priority>> {
        let Some(patient) = self.patient() else {
            return [None].into_iter().chain(Priority::ALL.iter().copied().map(Some)).collect();
        };
        let details = &patient.opened.person.details;
        let age = Age::between(details.birth.date, shared.today().0);
        let by_age = priority_of(age, people::Disability::None);
        let mut offered = vec![None];
        if details.sex == Sex::Female && by_age.is_none() {
            offered.push(Some(Priority::Pregnant));
        }
        offered.push(Some(by_age.unwrap_or(Priority::Elderly)));
        offered.push(Some(Priority::Disabled));
        offered
    }

    /// The ticket of the chosen person for the chosen unit: F2 prints its slip again.
    pub(super) fn has_already(&self, shared: &Shared) -> Option<&Row> {
        let unit = self.unit(shared)?.id;
        ticket_for(&self.patient()?.tickets, unit, None, registers(shared))
    }

    /// The ticket that somebody has for a unit beside this one, as far as it is known here.
    pub(super) fn has_another(
        &self,
        row: &Row,
        person: PersonId,
        unit: UnitId,
        shared: &Shared,
    ) -> Option<&Row> {
        let here = self.patient().filter(|patient| patient.opened.person.id == person);
        let here = here.into_iter().flat_map(|patient| &patient.tickets);
        let listed = self.queue.rows().iter().filter(|row| row.person == Some(person));
        ticket_for(here.chain(listed), unit, Some(row.ticket), registers(shared))
    }

    fn may_issue(&self, shared: &Shared) -> bool {
        let is_here = matches!(self.mode, Mode::Desk | Mode::History);
        let living = self.patient().is_none_or(|patient| patient.opened.person.deceased_on.is_none());
        let known = self.chosen.is_none() || self.patient().is_some();
        is_here && living && known && !self.choices.busy && shared.may(Permission::GiveTickets)
    }

    pub(super) fn can_issue(&self, shared: &Shared) -> Option<()> {
        (self.may_issue(shared) && self.unit(shared).is_some()).then_some(())
    }

    pub(super) fn can_issue_emergency(&self, shared: &Shared) -> Option<()> {
        self.can_issue(shared)
    }

    /// The number that the next ticket will get.
    pub(super) fn upcoming(&self, shared: &Shared) -> Option<Number> {
        let line = self.unit_line(self.unit(shared)?.id)?;
        match self.choices.priority {
            Some(_) => line.upcoming_priority.clone(),
            None => line.upcoming.clone(),
        }
    }

    fn unit_line(&self, unit: UnitId) -> Option<&UnitLine> {
        self.queue.board.as_ref()?.queue.units.iter().find(|line| line.unit == unit)
    }

    pub(super) fn on_ticket(&mut self, message: Message, shared: &Shared) -> Action<super::Message> {
        match message {
            Message::Unit(unit) => self.choices.unit = Some(unit),
            Message::Payer(at) => self.choices.payer = self.payers().get(at).copied(),
            Message::Priority(at) => {
                self.choices.priority = self.priorities(shared).get(at).copied().flatten();
            }
            Message::Issue => return self.issue(Urgency::Ordinary, shared),
            Message::Emergency => return self.issue(Urgency::Emergency, shared),
            Message::Issued(what, reply) => return self.issued(*what, reply, shared),
            Message::Written(number, path) => return written(&number, path, shared),
            Message::OpenVisit => return self.open_visit(shared),
            Message::VisitOpened(reply) => return Self::visit_opened(reply, shared),
        }
        Action::none()
    }

    fn issue(&mut self, urgency: Urgency, shared: &Shared) -> Action<super::Message> {
        let Some(unit) = self.unit(shared).filter(|_| self.may_issue(shared)).map(|unit| unit.id) else {
            return Action::none();
        };
        if let Some(row) = self.has_already(shared) {
            return match urgency {
                Urgency::Ordinary => print(slip::of_row(row, shared), shared),
                // Nobody needs a second ticket to go before everybody.
                Urgency::Emergency => self.make_emergency(row.ticket, shared),
            };
        }
        let person = self.chosen.as_ref().map(|chosen| chosen.id);
        let first_stop = match (person, urgency) {
            // Who is not known yet comes to registration first; an emergency never waits there.
            (None, Urgency::Ordinary) => FirstStop::Registration,
            _ => FirstStop::Unit,
        };
        let issue = Issue {
            unit,
            first_stop,
            person,
            priority: self.choices.priority,
            urgency,
            source: Source::Desk,
            payer: person.and(self.choices.payer).map(|payer| payer.as_str().to_owned()),
        };
        self.choices.busy = true;
        let kept = Box::new((issue.clone(), self.hand()));
        Action::run(issue, move |reply| super::Message::Ticket(Message::Issued(kept, reply)))
    }

    fn issued(
        &mut self,
        (issue, hand): (Issue, Hand),
        reply: Result<queue::Issued, Refusal>,
        shared: &Shared,
    ) -> Action<super::Message> {
        self.choices.busy = false;
        match reply {
            Ok(queue::Issued { number, ahead, .. }) => {
                let slip = print(slip::of_issue(&issue, number.as_ref(), ahead, shared), shared);
                // The next one is here already: what is typed for them stays.
                if self.hand() != hand {
                    return slip;
                }
                self.clear_search();
                if issue.person.is_none() {
                    self.choices.forget();
                }
                slip.and(Action::focus(id::SEARCH))
            }
            Err(refusal) => Self::trouble(&refusal, shared),
        }
    }

    /// What F4 does now, for those who may write care.
    pub(super) fn visit_step(&self, shared: &Shared) -> Option<VisitStep> {
        if !shared.may(Permission::WriteCare) || !matches!(self.mode, Mode::Desk | Mode::History) {
            return None;
        }
        let patient = self.patient()?;
        if let Some(visit) = patient.open_visit {
            return Some(VisitStep::GoOn(visit));
        }
        let here = self.has_already(shared).filter(|row| row.unit == row.destination);
        let waits = here.filter(|row| matches!(row.state, queue::State::Waiting | queue::State::Called));
        Some(waits.map_or(VisitStep::Open, |row| {
            VisitStep::Serve(queue::OnStop { stop: row.stop, seen: Some(row.revision) })
        }))
    }

    fn open_visit(&mut self, shared: &Shared) -> Action<super::Message> {
        let (Some(step), Some(patient)) = (self.visit_step(shared), self.patient()) else {
            return Action::none();
        };
        let Some(unit) = self.unit(shared) else { return Action::none() };
        let payer = self.choices.payer.unwrap_or(Payer::Cash);
        let hear = |visit| super::Message::Ticket(Message::VisitOpened(visit));
        match step {
            VisitStep::GoOn(visit) => Action::go(Place::Exam(Some(visit))),
            VisitStep::Serve(on) => {
                let serve = flow::command::Serve { on, payer, kind: visits::Kind::Sick };
                Action::run(serve, move |reply| hear(reply.map(|serving| serving.visit)))
            }
            VisitStep::Open => {
                let person = patient.opened.person.id;
                let kind = visits::Kind::Sick;
                let open = visits::Open { person, unit: unit.id, ticket: None, stop: None, payer, kind };
                Action::run(open, move |reply| hear(reply.map(|opened| Some(opened.visit))))
            }
        }
    }

    pub(super) fn visit_opened(
        visit: Result<Option<VisitId>, Refusal>,
        shared: &Shared,
    ) -> Action<super::Message> {
        match visit {
            Ok(Some(visit)) => Action::go(Place::Exam(Some(visit))),
            Ok(None) => Action::none(),
            Err(refusal) => Self::trouble(&refusal, shared),
        }
    }
}

/// Writes the slip off the window's thread.
fn print(paper: slip::Paper, shared: &Shared) -> Action<super::Message> {
    let folder = shared.pc.paper_folder();
    let number = paper.number.clone();
    let work = async move { slip::write(&paper, &folder) };
    let task =
        iced::Task::perform(work, move |path| super::Message::Ticket(Message::Written(number.clone(), path)));
    Action::task(task)
}

fn written(number: &str, path: Result<PathBuf, String>, shared: &Shared) -> Action<super::Message> {
    let words = &shared.words;
    Action::say(match path {
        Ok(path) => {
            let path = path.display().to_string();
            Toast::done(words.with("toast-ticket-slip", &[("ticket", number), ("path", path.as_str())]))
        }
        Err(why) => {
            Toast::trouble(words.with("toast-ticket-no-slip", &[("ticket", number), ("why", why.as_str())]))
        }
    })
}
