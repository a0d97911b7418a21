//! Who waits for this seat's unit: the list, calling, serving, no-shows.

use iced::widget::scrollable::Viewport;

use crate::clinic::views::{self, Away, UnitList};
use crate::clinic::{Permission, Refusal, flow, usual};
use crate::people::Card;
use crate::queue::rules::Onward;
use crate::queue::{Row, State};
use crate::setup::UnitKind;
use crate::terms::{CounterId, PersonId, StopId, UnitId, VisitId};
use crate::ui::action::{Action, Preference};
use crate::ui::calling::{self, Act, Calling, Came, Done};
use crate::ui::flight::{Latest, Problem, Question};
use crate::ui::shared::Shared;
use crate::ui::widget::list;
use crate::visits::{self, Kind, Payer};

pub mod id {
    /// The list: arrows move, Enter serves or opens.
    pub const LIST: &str = "exam.waiting";
    /// The scrolled part of it.
    pub const SCROLL: &str = "exam.waiting.scroll";
    /// Calls next.
    pub const CALL: &str = "exam.call";
    /// Who pays, before serving.
    pub const PAYER: &str = "exam.ready.payer";
    /// Sick or well, before serving.
    pub const KIND: &str = "exam.ready.kind";
}

#[derive(Debug, Clone)]
pub enum Message {
    /// The list was read.
    Listed(Question, Box<Result<UnitList, Refusal>>),
    Scrolled(Viewport),
    /// A row was chosen.
    Choose(StopId),
    /// The row before.
    Up,
    /// The row after.
    Down,
    /// F9.
    CallNext,
    /// F10.
    CallAgain,
    /// F11.
    NoShow,
    /// F2: away for a moment, or back; where the visit was voided, back to waiting.
    Hold,
    /// F4, Enter: serve who is chosen, or go on with the open visit.
    Serve,
    /// Something was done to a turn, or not; and whom the station was with when it was asked for.
    Did(Box<Done<With>>),
    /// A visit is open, with the same.
    VisitOpened(With, Result<VisitId, Refusal>),
    /// Who pays, before serving.
    Payer(usize),
    /// Sick or well, before serving.
    Kind(usize),
    /// A new visit for somebody whose visit at this turn was voided.
    ServeAgain,
    /// This seat works here.
    Room(CounterId),
    /// Choose the room anew.
    Rooms,
    /// A visit that is open though its ticket is not on the list.
    Open(VisitId),
    /// The visit of somebody who was served on paper is written now.
    OnPaper(StopId),
    /// A stop without a visit ends.
    EndStop,
}

/// Whom this station is with: the one thing that is marked, and the only one whose page the middle may show.
///
/// There is no second word about it anywhere: whatever moves the mark moves the page with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct With {
    /// The turn; none where a visit has none on today's list.
    pub stop: Option<StopId>,
    /// The visit, once it is wanted or open.
    pub visit: Option<VisitId>,
}

/// What the list wants of its screen.
pub enum Wants {
    /// Nothing more.
    Nothing(Action<Message>),
    /// A visit in the middle.
    Open(VisitId, Action<Message>),
}

impl Wants {
    fn after(self, first: Action<Message>) -> Self {
        match self {
            Self::Nothing(then) => Self::Nothing(first.and(then)),
            Self::Open(visit, then) => Self::Open(visit, first.and(then)),
        }
    }
}

#[derive(Debug, Default)]
pub struct Waiting {
    /// The answer as it came.
    pub(super) list: Option<UnitList>,
    pub(super) window: list::Window,
    /// The marked row as it came into view last, with its place.
    seen: Option<(StopId, usize)>,
    with: With,
    pub(super) payer: Option<Payer>,
    pub(super) kind: Option<Kind>,
    pub(super) choosing_room: bool,
    pub(super) problem: Option<Problem>,
    /// Turns whose visit was voided here, and of whom: the same is not opened again by a habit of the fingers.
    voided: Vec<(StopId, PersonId)>,
    asked: Latest,
    calling: Calling,
}

/// The unit of this seat, when it examines.
pub fn unit(shared: &Shared) -> Option<&crate::setup::Unit> {
    shared.unit().filter(|unit| unit.kind == UnitKind::Service)
}

impl Waiting {
    /// Asks who waits.
    pub fn ask(&mut self, shared: &Shared) -> Action<Message> {
        let Some(unit) = unit(shared).map(|unit| unit.id) else {
            self.list = None;
            return Action::none();
        };
        self.ask_of(unit, shared)
    }

    fn ask_of(&mut self, unit: UnitId, shared: &Shared) -> Action<Message> {
        let question = self.asked.ask();
        let query = views::query::UnitList { day: shared.day(), unit };
        Action::ask(query, move |answer| Message::Listed(question, Box::new(answer)))
    }

    /// Takes what happened. `open` is the visit in the middle.
    pub fn update(&mut self, message: Message, open: Option<VisitId>, shared: &Shared) -> Wants {
        Wants::Nothing(match message {
            Message::Listed(question, answer) => {
                if self.asked.is(question) {
                    self.listed(*answer, shared);
                }
                self.see_marked()
            }
            Message::Scrolled(viewport) => {
                self.window.scrolled(viewport);
                Action::none()
            }
            Message::Choose(stop) => {
                self.be_with(Some(stop));
                if let Some(visit) = self.chosen_visit() {
                    return Wants::Open(visit, Action::none());
                }
                Action::none()
            }
            Message::Up => return self.step(-1),
            Message::Down => return self.step(1),
            Message::CallNext if unit(shared).is_some() => {
                let mine = calling::mine(self.rows(), shared).cloned();
                if let Some(stop) = self.calling.asks_first(mine.as_ref()) {
                    self.be_with(Some(stop));
                    return Wants::Nothing(Action::none());
                }
                self.calling.next(self.with, shared).map(heard)
            }
            Message::CallNext => Action::none(),
            Message::CallAgain => self.do_to(self.called_row(shared).cloned(), Act::CallAgain, shared),
            Message::NoShow => self.do_to(self.called_row(shared).cloned(), Act::NoShow, shared),
            Message::Hold => match self.can_hold(shared) {
                Some(act) => self.do_to(self.chosen().cloned(), act, shared),
                None => Action::none(),
            },
            Message::Serve if self.chosen().is_some_and(|row| self.was_voided(row)) => {
                // A habit of the fingers opens nothing for the same person: first it is said what became of it.
                self.be_with(self.with.stop);
                Action::none()
            }
            Message::Serve | Message::ServeAgain => return self.serve(shared),
            Message::Did(done) => return self.done(*done, shared),
            Message::VisitOpened(with, reply) => return self.visit_opened(with, reply, shared),
            Message::Payer(at) => {
                self.payer = Payer::ALL.get(at).copied();
                Action::none()
            }
            Message::Kind(at) => {
                self.kind = Kind::ALL.get(at).copied();
                Action::none()
            }
            Message::Room(counter) => {
                self.choosing_room = false;
                self.be_with(None);
                self.list = None;
                let prefer = Action::prefer(Preference::Counter(counter));
                match shared.config.counter(counter) {
                    Some(counter) => prefer.and(self.ask_of(counter.unit, shared)),
                    None => prefer,
                }
            }
            Message::Open(visit) => return Wants::Open(visit, Action::none()),
            Message::OnPaper(stop) => self.serve_on_paper(stop),
            Message::Rooms => {
                self.choosing_room = !self.choosing_room;
                Action::none()
            }
            Message::EndStop => match (open, self.chosen()) {
                (None, Some(row)) if row.state == State::Serving && self.chosen_visit().is_none() => {
                    self.do_to(Some(row.clone()), Act::Finish, shared)
                }
                _ => Action::none(),
            },
        })
    }

    fn listed(&mut self, answer: Result<UnitList, Refusal>, shared: &Shared) {
        match answer {
            Ok(list) => {
                let marked = self.calling.looked(&list.queue.rows, self.with.stop, shared);
                self.list = Some(list);
                if let Some(stop) = marked.filter(|_| self.with.visit.is_none()) {
                    self.be_with(Some(stop));
                }
                // Who has a page in hand stays with it wherever its turn went: others' work turns no pages.
                // A turn that went elsewhere takes the mark with it: the keys are about nobody until somebody is chosen.
                if self.with == With::default() || self.with.visit.is_none() && self.rows().is_empty() {
                    self.with.stop = self.first_to_see().map(|row| row.stop);
                }
            }
            Err(refusal) => self.problem = Some(refusal.into()),
        }
    }

    /// Whoever was called, else whoever is served, else whoever waits first.
    fn first_to_see(&self) -> Option<&Row> {
        let of = |state| self.rows().iter().find(move |row| row.state == state);
        of(State::Called).or_else(|| of(State::Serving)).or_else(|| of(State::Waiting))
    }

    /// Everybody on the list.
    pub fn rows(&self) -> &[Row] {
        self.list.as_ref().map_or(&[], |list| &list.queue.rows)
    }

    pub fn chosen(&self) -> Option<&Row> {
        let stop = self.with.stop?;
        self.rows().iter().find(|row| row.stop == stop)
    }

    /// Where a row's person is meanwhile, who comes back here.
    pub fn away(&self, row: &Row) -> Option<&Away> {
        let list = self.list.as_ref().filter(|_| row.state == State::Done)?;
        list.away.iter().find(|away| away.ticket == row.ticket)
    }

    /// Whose row it is.
    pub fn card(&self, row: &Row) -> Option<&Card> {
        self.list.as_ref()?.names.get(&row.person?)
    }

    /// Whom F10 and F11 are about.
    pub fn called_row(&self, shared: &Shared) -> Option<&Row> {
        self.calling.called(self.chosen(), shared)
    }

    /// Of whom it is asked what became of them.
    pub fn asked_about(&self, shared: &Shared) -> Option<&Row> {
        self.calling.asks(calling::mine(self.rows(), shared))
    }

    /// What the key of a moment away does with the chosen turn.
    pub fn can_hold(&self, shared: &Shared) -> Option<Act> {
        let row = self.chosen()?;
        if self.was_voided(row) {
            return (self.calling.may(shared) && shared.may(Permission::WriteCare)).then_some(Act::WaitAgain);
        }
        self.calling.hold(row, shared)
    }

    /// Whether somebody can be called from here.
    pub fn may_call(&self, shared: &Shared) -> bool {
        self.calling.may(shared)
    }

    /// A visit of this turn was voided.
    pub fn voided(&mut self, stop: StopId, person: PersonId) {
        if !self.voided.contains(&(stop, person)) {
            self.voided.push((stop, person));
        }
    }

    /// Whether the visit of a served row's person was voided and no other was opened since.
    pub fn was_voided(&self, row: &Row) -> bool {
        let line = self.list.iter().flat_map(|list| &list.open).find(|line| line.ticket == Some(row.ticket));
        row.state == State::Serving
            && line.is_none()
            && row.person.is_some_and(|person| {
                // At another seat, or since the program began again, the list alone knows.
                self.voided.contains(&(row.stop, person))
                    || self.list.as_ref().is_some_and(|list| list.voided.contains(&row.stop))
            })
    }

    /// The open visit of the chosen row's person.
    pub fn chosen_visit(&self) -> Option<VisitId> {
        let row = self.chosen().filter(|row| row.state == State::Serving)?;
        let list = self.list.as_ref()?;
        list.open.iter().find(|line| line.ticket == Some(row.ticket)).map(|line| line.id)
    }

    /// Visits that were left open: their tickets are not on today's list.
    pub fn left_open(&self) -> impl Iterator<Item = (&visits::VisitLine, Option<&Card>)> {
        let listed = |line: &&visits::VisitLine| {
            self.rows().iter().any(|row| {
                let here = row.state == State::Serving || self.away(row).is_some();
                here && line.ticket == Some(row.ticket)
            })
        };
        let lines = self.list.iter().flat_map(|list| list.open.iter().map(move |line| (list, line)));
        lines.filter(move |(_, line)| !listed(line)).map(|(list, line)| (line, list.names.get(&line.person)))
    }

    /// Who was served on paper and has no visit yet, the latest first.
    pub fn on_paper(&self) -> impl Iterator<Item = (&Row, Option<&Card>)> {
        self.list.iter().flat_map(|list| list.paper.iter()).map(|row| (row, self.card(row)))
    }

    fn serve_on_paper(&self, stop: StopId) -> Action<Message> {
        if !self.on_paper().any(|(row, _)| row.stop == stop) {
            return Action::none();
        }
        let (payer, kind, with) = (None, None, self.with);
        Action::run(flow::command::ServeOnPaper { stop, payer, kind }, move |reply| {
            Message::VisitOpened(with, reply.map(|on_paper| on_paper.visit))
        })
    }

    /// Whom this station is with.
    pub const fn with(&self) -> With {
        self.with
    }

    /// From now on with this turn, or with nobody.
    pub fn be_with(&mut self, stop: Option<StopId>) {
        if self.with.stop != stop {
            (self.payer, self.kind) = (None, None);
        }
        self.with = With { stop, visit: None };
        self.problem = None;
    }

    /// From now on with this visit, and the turn that it belongs to.
    pub fn be_with_visit(&mut self, visit: VisitId, stop: Option<StopId>) {
        self.be_with(stop.or_else(|| self.stop_of(visit)));
        self.with.visit = Some(visit);
    }

    /// The turn of an open visit, where it is on the list.
    fn stop_of(&self, visit: VisitId) -> Option<StopId> {
        let line = self.list.as_ref()?.open.iter().find(|line| line.id == visit)?;
        let ours = |row: &&Row| row.state == State::Serving && line.ticket == Some(row.ticket);
        self.rows().iter().find(ours).map(|row| row.stop)
    }

    fn step(&mut self, by: isize) -> Wants {
        let at = self.rows().iter().position(|row| Some(row.stop) == self.with.stop);
        let next = at.map_or(0, |at| at.saturating_add_signed(by));
        let Some(stop) = self.rows().get(next).map(|row| row.stop) else {
            return Wants::Nothing(Action::none());
        };
        self.be_with(Some(stop));
        Wants::Nothing(self.see_marked())
    }

    /// The marked row comes into view where it is another one, or stands elsewhere, than when it came last; what was scrolled
    /// to meanwhile stays.
    fn see_marked(&mut self) -> Action<Message> {
        let at = self.rows().iter().position(|row| Some(row.stop) == self.with.stop);
        let marked = self.with.stop.zip(at);
        if marked == self.seen {
            return Action::none();
        }
        self.seen = marked;
        let reveal = |at| Action::task(self.window.reveal(id::SCROLL, at, super::waiting_view::ROW));
        at.map_or_else(Action::none, reveal)
    }

    fn do_to(&mut self, row: Option<Row>, act: Act, shared: &Shared) -> Action<Message> {
        match row {
            Some(row) => self.calling.act(act, &row, self.with, shared).map(heard),
            None => Action::none(),
        }
    }

    /// The mark goes to who was called or is served, unless it was moved since: what is typed now is meant for that
    /// one. Without a person there is no page at all.
    fn done(&mut self, done: Done<With>, shared: &Shared) -> Wants {
        self.calling.landed();
        self.problem = None;
        let row = done.about().and_then(|stop| self.rows().iter().find(|row| row.stop == stop));
        let name = row.and_then(|row| self.card(row)).map(|card| card.name.as_str());
        let said = done.said(shared).map_or_else(Action::none, |toast| Action::say(toast.named(name)));
        let stayed = self.with == done.hand;
        match done.came {
            Ok(Came::Called(called)) if stayed && done.act != Some(Act::CallAgain) => {
                self.be_with(Some(called.stop));
            }
            Ok(Came::Serving(flow::command::Serving { visit: Some(visit), .. })) => {
                return self.visit_opened(done.hand, Ok(visit), shared).after(said);
            }
            Ok(Came::Serving(_)) if stayed => self.be_with(done.stop),
            Ok(_) => {}
            Err(refusal) => return self.visit_opened(done.hand, Err(refusal), shared),
        }
        Wants::Nothing(said.and(self.ask(shared)))
    }

    /// Whose visit is open has the page, unless the mark was moved since.
    fn visit_opened(&mut self, with: With, visit: Result<VisitId, Refusal>, shared: &Shared) -> Wants {
        self.problem = None;
        let ask = self.ask(shared);
        match visit {
            Ok(visit) | Err(Refusal::Visits(visits::Error::AlreadyOpen { visit })) => {
                if self.with == with {
                    Wants::Open(visit, ask)
                } else {
                    Wants::Nothing(ask)
                }
            }
            Err(refusal) => {
                self.problem = Some(refusal.into());
                Wants::Nothing(ask)
            }
        }
    }

    /// Who pays: as somebody said, else as usual.
    pub fn payer_of(&self, row: &Row) -> Payer {
        let usual = self.list.as_ref().and_then(|list| list.payers.get(&row.stop).copied());
        self.payer.or(usual).unwrap_or_else(|| usual::payer(row.payer.as_deref(), None, None))
    }

    /// Sick or well: as somebody said, else as usual in this unit.
    pub fn kind_of(&self, shared: &Shared) -> Kind {
        self.kind.unwrap_or_else(|| usual::kind(unit(shared)))
    }

    fn serve(&mut self, shared: &Shared) -> Wants {
        let Some(row) = self.chosen().cloned() else { return Wants::Nothing(Action::none()) };
        if row.state == State::Serving {
            return self.go_on(&row, shared);
        }
        let act = match self.calling.onward(&row, None, shared) {
            Some(Onward::Serve) => Act::Serve(self.payer, self.kind),
            Some(Onward::Restore) => Act::Restore,
            Some(Onward::Admit(_)) | None => return Wants::Nothing(Action::none()),
        };
        Wants::Nothing(self.do_to(Some(row), act, shared))
    }

    /// With who is being served already: to the open visit; where it was voided, another may be opened for the turn.
    fn go_on(&self, row: &Row, shared: &Shared) -> Wants {
        let person = match (self.chosen_visit(), row.person) {
            (Some(visit), _) => return Wants::Open(visit, Action::none()),
            (None, None) => return Wants::Nothing(Action::none()),
            (None, Some(person)) => person,
        };
        let (payer, kind, with) = (self.payer_of(row), self.kind_of(shared), self.with);
        let (ticket, stop) = (Some(row.ticket), Some(row.stop));
        let open = visits::Open { person, unit: row.unit, ticket, stop, payer, kind };
        Wants::Nothing(Action::run(open, move |reply| {
            Message::VisitOpened(with, reply.map(|opened| opened.visit))
        }))
    }
}

fn heard(done: Done<With>) -> Message {
    Message::Did(Box::new(done))
}
