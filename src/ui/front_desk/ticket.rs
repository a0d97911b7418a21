//! The next ticket: its unit, payer and priority; giving it; opening a visit.

use super::person::Hand;
use super::{FrontDesk, Mode, id, slip};
use crate::clinic::flow::command::Told;
use crate::clinic::views::Patient;
use crate::clinic::{Permission, Refusal, usual};
use crate::printing::{Kind, Outcome};
use crate::queue::outlook::{Way, ahead_of};
use crate::queue::rules::{Step, bound_for, can, missed, ticket_for};
use crate::queue::{
    self, Class, FirstStop, HowIssued, Issue, Number, OnStop, Priority, Row, Source, State, UnitLine, Urgency,
};
use crate::setup::{Unit, UnitKind};
use crate::terms::{Instant, PersonId, Revision, UnitId, VisitId};
use crate::ui::action::{Action, Place, Toast};
use crate::ui::calling::Act;
use crate::ui::flight::Flight;
use crate::ui::printed::{self, Paper};
use crate::ui::shared::Shared;
use crate::visits::{self, Payer};

/// What was chosen for the next ticket.
#[derive(Debug, Default)]
pub(super) struct Choices {
    unit: Option<UnitId>,
    /// Who pays, where it was chosen; else it is as usual.
    payer: Option<Payer>,
    pub(super) priority: Option<Priority>,
    /// Whether the priority was chosen here; else it is by age, or what the ticket says.
    prioritised: bool,
    /// Whether the choices were suited to the chosen person; afterwards they are the receptionist's.
    suited: bool,
    /// One ticket at a time: a second press gives no second one.
    flight: Flight,
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
    /// The slip of this number was written and printed, or why not; a ticket that was given with it can be taken back.
    Written(String, Result<Paper, String>, Option<Given>),
    /// F4.
    OpenVisit,
    /// The visit is open, or not.
    VisitOpened(Result<Option<VisitId>, Refusal>),
}

/// What F4 does.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum VisitStep {
    /// It is open: go there.
    GoOn(VisitId),
    /// Begins to serve the stop that waits or is called.
    Serve(Box<Row>),
    /// Without a ticket.
    Open,
}

impl Choices {
    /// Somebody else is at the counter, or nobody.
    pub(super) fn forget(&mut self) {
        *self = Self { flight: std::mem::take(&mut self.flight), ..Self::default() };
    }

    /// The first choices for somebody: the last payer, the unit of the last visit, priority by age.
    pub(super) fn suit(&mut self, patient: &Patient, shared: &Shared) {
        if std::mem::replace(&mut self.suited, true) {
            return;
        }
        let details = &patient.opened.person.details;
        self.priority = usual::priority(details, shared.date());
        // Where they wait already, else where they were last.
        let open = patient.tickets.iter().filter(|row| row.state.is_open());
        let waits = open.map(|row| bound_for(row.unit, row.destination, registers(shared)));
        // A number of today that was missed is given back before another one is given.
        let missed = patient.tickets.iter().rev().filter(|row| row.state == State::NoShow);
        let missed = missed.map(|row| bound_for(row.unit, row.destination, registers(shared)));
        let last = patient.last_visit.map(|(_, unit)| unit);
        self.unit = usual::unit(waits.chain(missed).chain(last), &shared.config).map(|unit| unit.id);
    }
}

/// Which units are those of registration.
pub(super) fn registers(shared: &Shared) -> impl Fn(UnitId) -> bool {
    |unit| shared.config.registers(unit)
}

/// Units that see people, the closed ones too.
pub(super) fn all_services(shared: &Shared) -> impl Iterator<Item = &Unit> {
    shared.config.units.iter().filter(|unit| unit.kind == UnitKind::Service)
}

impl FrontDesk {
    /// Who is at the counter, once it is known who that is.
    pub(super) fn patient(&self) -> Option<&Patient> {
        self.chosen.as_ref().and_then(|chosen| chosen.patient.as_deref())
    }

    /// The unit of the next ticket.
    pub(super) fn unit<'a>(&self, shared: &'a Shared) -> Option<&'a Unit> {
        usual::unit(self.choices.unit, &shared.config)
    }

    /// Who pays for the next ticket, or for the visit of the one that is there: as chosen, else as usual.
    pub(super) fn payer(&self, shared: &Shared) -> Option<Payer> {
        let patient = self.patient()?;
        let ticket = self.has_already(shared).and_then(|row| row.payer.as_deref());
        let usual = usual::payer(ticket, patient.last_payer, Some(&patient.opened.person.details));
        Some(self.choices.payer.unwrap_or(usual))
    }

    /// Why the next ticket goes before others, or the one that is there does: as chosen, else as the ticket says, else by
    /// age.
    pub(super) fn priority(&self, shared: &Shared) -> Option<Priority> {
        let ticket = self.has_already(shared).filter(|_| !self.choices.prioritised);
        ticket.map_or(self.choices.priority, |row| row.priority)
    }

    /// What the panel says of a ticket that is or becomes the chosen person's: as shown where it becomes theirs, else what
    /// was chosen here.
    pub(super) fn told(&self, row: &Row, shared: &Shared) -> Told {
        let person = self.patient().map(|patient| patient.opened.person.id);
        let theirs = row.person.is_some() && row.person == person;
        let becomes = self.to_link(row).is_some() || self.to_relink(row, shared).is_some();
        if !(theirs || becomes) || !shared.may(Permission::GiveTickets) {
            return Told::default();
        }
        if theirs {
            let chosen = self.choices.priority.filter(|_| self.choices.prioritised);
            return Told { priority: chosen, payer: self.choices.payer };
        }
        Told { priority: self.choices.priority, payer: self.payer(shared) }
    }

    pub(super) fn payers(&self, shared: &Shared) -> Vec<Payer> {
        let last = self.patient().and_then(|patient| patient.last_payer);
        usual::payers(last.into_iter().chain(self.payer(shared)))
    }

    /// The priorities that this person can have; none first.
    pub(super) fn priorities(&self, shared: &Shared) -> Vec<Option<Priority>> {
        let details = self.patient().map(|patient| &patient.opened.person.details);
        usual::priorities(details, shared.date())
    }

    /// The ticket of the chosen person for the chosen unit: F2 prints its slip again.
    pub(super) fn has_already(&self, shared: &Shared) -> Option<&Row> {
        let unit = self.unit(shared)?.id;
        ticket_for(&self.patient()?.tickets, unit, None, registers(shared))
    }

    /// The number for the chosen unit that the chosen person missed: F2 brings it back.
    pub(super) fn has_missed(&self, shared: &Shared) -> Option<&Row> {
        let unit = self.unit(shared)?.id;
        if self.has_already(shared).is_some() {
            return None;
        }
        missed(&self.patient()?.tickets, unit, registers(shared))
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
        is_here && living && known && self.choices.flight.is_free() && shared.may(Permission::GiveTickets)
    }

    /// F2 does something: a number that was given already needs no clock.
    pub(super) fn can_issue(&self, shared: &Shared) -> Option<()> {
        self.can_open_first(shared).filter(|()| !self.waits_for_clock(shared))
    }

    /// F2 opens whoever is marked, for a ticket that may be given then.
    pub(super) fn can_open_first(&self, shared: &Shared) -> Option<()> {
        self.can_let_in(shared).filter(|()| self.queue.closed_today().is_none())
    }

    /// F2 would give a number, and none is given before somebody said that the clock is right.
    pub(super) fn waits_for_clock(&self, shared: &Shared) -> bool {
        let given = self.found_ticket().is_some() || self.has_already(shared).is_some();
        !given && !shared.clock.gives_numbers()
    }

    /// Somebody can be let in who gets no number: on a day that is closed too.
    fn can_let_in(&self, shared: &Shared) -> Option<()> {
        (self.may_issue(shared) && self.unit(shared).is_some()).then_some(())
    }

    pub(super) fn can_issue_emergency(&self, shared: &Shared) -> Option<()> {
        let is_one = self.has_already(shared).is_some_and(|row| row.urgency == Urgency::Emergency);
        self.can_let_in(shared).filter(|()| !is_one)
    }

    /// The number that the next ticket will get.
    pub(super) fn upcoming(&self, shared: &Shared) -> Option<Number> {
        let line = self.unit_line(self.unit(shared)?.id)?;
        match self.priority(shared) {
            Some(_) => line.upcoming_priority.clone(),
            None => line.upcoming.clone(),
        }
    }

    /// How many would be called before the next ticket, and when it would be its turn.
    pub(super) fn outlook(&self, shared: &Shared) -> Option<(u32, Option<Instant>)> {
        let unit = self.unit(shared)?;
        let person = self.patient().map(|patient| patient.opened.person.id);
        let first = match FirstStop::of(person, Urgency::Ordinary) {
            FirstStop::Registration => shared.config.registration().unwrap_or(unit),
            FirstStop::Unit => unit,
        };
        let class = Class::of(Urgency::Ordinary, self.priority(shared));
        let way = Way::to(unit.id, first.id, self.lines()?)?;
        Some((way.ahead(class), way.expected(class, shared.now)))
    }

    /// How many are called now before a ticket that was given reaches its unit; `None` for one that does not wait.
    pub(super) fn ahead_of(&self, row: &Row, shared: &Shared) -> Option<u32> {
        let listed = self.queue.rows().iter().find(|one| one.stop == row.stop)?;
        ahead_of(listed, self.lines()?, registers(shared))
    }

    fn lines(&self) -> Option<&[UnitLine]> {
        Some(&self.queue.board.as_ref()?.queue.units)
    }

    fn unit_line(&self, unit: UnitId) -> Option<&UnitLine> {
        self.lines()?.iter().find(|line| line.unit == unit)
    }

    pub(super) fn on_ticket(&mut self, message: Message, shared: &Shared) -> Action<super::Message> {
        match message {
            Message::Unit(unit) => self.choices.unit = Some(unit),
            Message::Payer(at) => self.choices.payer = self.payers(shared).get(at).copied(),
            Message::Priority(at) => {
                self.choices.priority = self.priorities(shared).get(at).copied().flatten();
                self.choices.prioritised = true;
            }
            Message::Issue => return self.issue(Urgency::Ordinary, shared),
            Message::Emergency => return self.issue(Urgency::Emergency, shared),
            Message::Issued(what, reply) => return self.issued(*what, reply, shared),
            Message::Written(number, path, given) => return written(&number, path, given, shared),
            Message::OpenVisit => return self.open_visit(shared),
            Message::VisitOpened(reply) => return Self::visit_opened(reply, shared),
        }
        Action::none()
    }

    /// The ticket of nobody yet that was looked for by its number and opened: F2 is about that one.
    pub(super) fn found_ticket(&self) -> Option<&Row> {
        let row = self.queue.row(self.search.opened_ticket()?)?;
        (row.person.is_none() && self.chosen.is_none()).then_some(row)
    }

    fn issue(&mut self, urgency: Urgency, shared: &Shared) -> Action<super::Message> {
        if let Some(row) = self.found_ticket().filter(|_| urgency == Urgency::Ordinary).cloned() {
            return match row.state {
                State::NoShow => self.do_to(Act::Restore, &row, shared),
                state if state.is_open() => {
                    print(slip::of_row(&row, self.ahead_of(&row, shared), shared), None, shared)
                }
                _ => Action::none(),
            };
        }
        let Some(unit) = self.unit(shared).filter(|_| self.may_issue(shared)).map(|unit| unit.id) else {
            return Action::none();
        };
        if let Some(row) = self.has_already(shared) {
            return match urgency {
                Urgency::Ordinary => {
                    print(slip::of_row(row, self.ahead_of(row, shared), shared), None, shared)
                }
                // Nobody needs a second ticket to go before everybody.
                Urgency::Emergency => self.make_emergency(row.ticket, shared),
            };
        }
        let person = self.chosen.as_ref().map(|chosen| chosen.id);
        let first_stop = FirstStop::of(person, urgency);
        let issue = Issue {
            unit,
            first_stop,
            person,
            priority: self.choices.priority,
            urgency,
            source: Source::Desk,
            payer: person.and(self.payer(shared)).map(|payer| payer.as_str().to_owned()),
        };
        self.choices.flight.begin();
        let kept = Box::new((issue.clone(), self.hand()));
        Action::run(issue, move |reply| super::Message::Ticket(Message::Issued(kept, reply)))
    }

    fn issued(
        &mut self,
        (issue, hand): (Issue, Hand),
        reply: Result<queue::Issued, Refusal>,
        shared: &Shared,
    ) -> Action<super::Message> {
        self.choices.flight = Flight::Idle;
        match reply {
            Ok(queue::Issued { number, ahead, stop, how, .. }) => {
                let slip = match how {
                    HowIssued::New => {
                        let on = OnStop { stop, seen: Some(Revision(1)) };
                        let chosen = self.chosen.as_ref().filter(|chosen| issue.person == Some(chosen.id));
                        let name = chosen.and_then(super::person::Chosen::name).map(str::to_owned);
                        let given = Given { on, name };
                        print(slip::of_issue(&issue, number.as_ref(), ahead, shared), Some(given), shared)
                    }
                    // The slip that they have is the right one.
                    HowIssued::Restored => {
                        let ticket = shared.ticket(number.as_ref());
                        let count = shared.words.count(ahead);
                        let said =
                            shared.words.with("toast-number-back", &[("ticket", ticket), ("count", count)]);
                        let on = OnStop { stop, seen: None };
                        Action::say(Toast::undoable(said, on).about(&shared.ticket(number.as_ref()), None))
                    }
                };
                // The next one is here already: what is typed for them stays.
                if self.hand() != hand {
                    return slip;
                }
                if issue.person.is_none() {
                    self.choices.forget();
                }
                if issue.urgency == Urgency::Emergency && self.search.is_open() {
                    // Whoever is looked for is perhaps the one: the search stays, and its ticket is marked.
                    self.queue.select(stop);
                } else {
                    self.clear_search();
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
        // Nobody begins a visit of who died; one that is open is finished.
        if patient.opened.person.deceased_on.is_some() {
            return None;
        }
        let here = self.has_already(shared).filter(|row| !shared.config.registers(row.unit));
        let waits = here.filter(|row| can(row.state, Step::Serve));
        Some(waits.map_or(VisitStep::Open, |row| VisitStep::Serve(Box::new(row.clone()))))
    }

    fn open_visit(&mut self, shared: &Shared) -> Action<super::Message> {
        let (Some(step), Some(patient)) = (self.visit_step(shared), self.patient()) else {
            return Action::none();
        };
        let Some(unit) = self.unit(shared) else { return Action::none() };
        let hear = |visit| super::Message::Ticket(Message::VisitOpened(visit));
        match step {
            VisitStep::GoOn(visit) => Action::go(Place::Exam(Some(visit))),
            VisitStep::Serve(row) => self.do_to(Act::Serve(self.choices.payer, None), &row, shared),
            VisitStep::Open => {
                let Some(payer) = self.payer(shared) else { return Action::none() };
                let (person, kind) = (patient.opened.person.id, usual::kind(Some(unit)));
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

/// A ticket that was given now, and to whom.
#[derive(Debug, Clone)]
pub struct Given {
    on: OnStop,
    name: Option<String>,
}

/// Writes and prints the slip off the window's thread; a ticket that was given now can be taken back, and its number is
/// said before any printer answers.
fn print(paper: slip::Paper, given: Option<Given>, shared: &Shared) -> Action<super::Message> {
    let (folder, number) = (shared.pc.paper_folder(), paper.number.clone());
    let printer = shared.pc.printers().ok().and_then(|printers| printers.line(Kind::Slip).printer.clone());
    let roll = slip::roll(printer.as_ref());
    let at_once = match printer {
        Some(_) => Action::say(about(
            Toast::done(shared.words.with("printed-ticket-now", &[("ticket", number.as_str())])),
            &number,
            given.clone(),
        )),
        None => Action::none(),
    };
    let write = move || slip::write(&paper, roll, &folder);
    let title = number.clone();
    at_once.and(printed::print(Kind::Slip, title, shared, write, move |done| {
        super::Message::Ticket(Message::Written(number.clone(), done, given.clone()))
    }))
}

fn written(
    number: &str,
    paper: Result<Paper, String>,
    given: Option<Given>,
    shared: &Shared,
) -> Action<super::Message> {
    let words = &shared.words;
    let toast = match paper {
        Ok(paper) if paper.outcome == Outcome::NoPrinter => {
            let path = paper.path.display().to_string();
            let said = words.with("toast-ticket-slip", &[("ticket", number), ("path", path.as_str())]);
            Toast { file: Some(paper.path), ..Toast::done(said) }
        }
        Ok(paper) => printed::said(&words.with("printed-ticket", &[("ticket", number)]), &paper, words),
        Err(why) => {
            Toast::trouble(words.with("toast-ticket-no-slip", &[("ticket", number), ("why", why.as_str())]))
        }
    };
    Action::say(about(toast, number, given))
}

/// With the way back of a ticket that was given now.
fn about(toast: Toast, number: &str, given: Option<Given>) -> Toast {
    match given {
        Some(Given { on, name }) => Toast { undo: Some(on.into()), ..toast }.about(number, name.as_deref()),
        None => toast,
    }
}
