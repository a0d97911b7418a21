//! The queue's panel: what it shows and which row is chosen. What is done to a row stands in [`act`].

mod act;

pub(super) use act::marks;

use iced::widget::scrollable::Viewport;

use super::person::Hand;
use super::ticket::registers;
use super::{Asked, FrontDesk, Mode, id};
use crate::clinic::views::{self, Board};
use crate::clinic::{Permission, Refusal};
use crate::queue::rules::{Onward, Step, bound_for, can, is_worth_marking};
use crate::queue::{self, Row, State};
use crate::terms::{CounterId, PersonId, ServiceDay, StopId, UnitId};
use crate::ui::action::Action;
use crate::ui::calling::{self, Calling};
use crate::ui::flight::{Flight, InTurn};
use crate::ui::shared::Shared;
use crate::ui::widget::list::Window;
use crate::ui::widget::rows::height;

#[derive(Debug, Default)]
pub(super) struct Queue {
    pub(super) board: Option<Board>,
    asking: InTurn,
    pub(super) filter: Option<UnitId>,
    /// Places of the board's rows that pass the filter.
    pub(super) shown: Vec<usize>,
    pub(super) window: Window,
    /// As the list is drawn now, where it was scrolled yet.
    row_height: Option<f32>,
    pub(super) selected: Option<StopId>,
    pub(super) doing: Doing,
    /// Days before today that were never closed.
    pub(super) left_open: Vec<queue::LeftOpen>,
    pub(super) choosing_counter: bool,
    calling: Calling,
    /// A day left open is being closed.
    closing: Flight,
}

/// What is being decided about the chosen row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Doing {
    #[default]
    Nothing,
    /// To which unit.
    Moving,
    /// Why it is given up.
    Cancelling(String),
    /// Which priority.
    Marking,
}

/// What can happen in the panel.
#[derive(Debug, Clone)]
pub enum Message {
    Board(Asked<Board>),
    /// Days left open.
    LeftOpen(Asked<Vec<queue::LeftOpen>>),
    /// Only this unit, or all.
    Filter(Option<UnitId>),
    /// The list was scrolled.
    Scrolled(Viewport),
    /// A row was clicked.
    Select(StopId),
    /// Up or down in the list.
    Mark(isize),
    /// F9.
    CallNext,
    /// The chosen row is called.
    CallChosen,
    /// F10.
    CallAgain,
    /// F11.
    NoShow,
    /// The chosen one is away for a moment, or back.
    Hold,
    /// F8.
    Step,
    /// The units to move to are shown.
    Moving,
    Move(UnitId),
    /// A reason is asked for.
    Cancelling,
    ReasonTyped(String),
    /// The ticket is given up.
    Cancel,
    /// The priorities are shown.
    Marking,
    /// This priority, by its place.
    SetPriority(usize),
    /// The ticket becomes the chosen person's.
    Link,
    /// The counters are shown, or hidden.
    Counters,
    /// This seat calls to that counter.
    Counter(CounterId),
    /// A day left open is closed.
    CloseDay(ServiceDay),
    /// It was closed, or not.
    DayClosed(Result<queue::DayClosed, Refusal>),
    /// F5: today is opened again.
    ReopenDay,
    Reopened(Result<queue::DayReopened, Refusal>),
    /// Something was done to a row, or not.
    Did(Box<calling::Done<Hand>>),
}

impl Queue {
    pub(super) fn rows(&self) -> &[Row] {
        self.board.as_ref().map_or(&[], |board| &board.queue.rows)
    }

    pub(super) fn row(&self, stop: StopId) -> Option<&Row> {
        self.rows().iter().find(|row| row.stop == stop)
    }

    pub(super) fn chosen_row(&self) -> Option<&Row> {
        self.selected.and_then(|stop| self.row(stop))
    }

    /// The name of a row's person.
    pub(super) fn name(&self, row: &Row) -> Option<&str> {
        let names = &self.board.as_ref()?.names;
        row.person.and_then(|person| names.get(&person)).map(|card| card.name.as_str())
    }

    /// Whether this person's name stands in the list.
    pub(super) fn names(&self, person: PersonId) -> bool {
        self.board.as_ref().is_some_and(|board| board.names.contains_key(&person))
    }

    /// The number being called: this seat's, else the newest anywhere.
    pub(super) fn now(&self, shared: &Shared) -> Option<&Row> {
        calling::mine(self.rows(), shared)
            .or_else(|| self.rows().iter().find(|row| row.state == State::Called))
    }

    pub(super) fn select(&mut self, stop: StopId) {
        if self.selected != Some(stop) {
            self.doing = Doing::Nothing;
        }
        self.selected = Some(stop);
    }

    fn unselect(&mut self) {
        self.selected = None;
        self.doing = Doing::Nothing;
    }

    /// This row is done with; another that is chosen by now stays, with what is being decided about it.
    fn leave(&mut self, stop: Option<StopId>) {
        if self.selected == stop {
            self.unselect();
        }
    }

    /// What was to be decided about this row is decided.
    fn answered(&mut self, stop: Option<StopId>) {
        if self.selected == stop {
            self.doing = Doing::Nothing;
        }
    }

    /// That today was closed, and where everybody is when it is opened again.
    pub(super) fn closed_today(&self) -> Option<&queue::Closed> {
        self.board.as_ref()?.queue.closed.as_ref()
    }

    /// Where the person of a row is when the day is opened again, whom its closing ended.
    pub(super) fn back(&self, row: &Row) -> Option<&queue::Back> {
        self.closed_today()?.back.iter().find(|back| back.stop == row.stop)
    }

    /// No question about a row is open.
    pub(super) fn is_calm(&self) -> bool {
        self.doing == Doing::Nothing
    }

    /// Esc: leaves the question, then the row. Says whether there was anything to leave.
    pub(super) fn step_back(&mut self) -> bool {
        if self.calling.ask_no_more() {
            return true;
        }
        if self.choosing_counter || self.doing != Doing::Nothing {
            self.choosing_counter = false;
            self.doing = Doing::Nothing;
            return true;
        }
        self.selected.take().is_some()
    }

    /// Which rows pass the filter; the one in the block above is not shown twice.
    fn sift(&mut self, shared: &Shared) {
        let above = self.now(shared).map(|row| row.stop);
        let filter = self.filter;
        let passes = |row: &Row| filter.is_none_or(|unit| row.unit == unit || row.destination == unit);
        let shown: Vec<usize> = self
            .rows()
            .iter()
            .enumerate()
            .filter(|(_, row)| Some(row.stop) != above && passes(row))
            .map(|(at, _)| at)
            .collect();
        self.shown = shown;
        if self.selected.is_some_and(|stop| self.row(stop).is_none()) {
            self.unselect();
        }
    }

    /// Moves the mark; the number being called stands before the first row.
    fn mark(&mut self, by: isize, shared: &Shared) -> Action<super::Message> {
        let above = self.now(shared).map(|row| row.stop);
        let rows = self.rows();
        let stops: Vec<StopId> = above
            .into_iter()
            .chain(self.shown.iter().filter_map(|at| rows.get(*at)).map(|row| row.stop))
            .collect();
        let at = self.selected.and_then(|stop| stops.iter().position(|other| *other == stop));
        let to = match at {
            Some(at) => at.saturating_add_signed(by).min(stops.len().saturating_sub(1)),
            None => 0,
        };
        let Some(stop) = stops.get(to).copied() else { return Action::none() };
        self.select(stop);
        let line = to.saturating_sub(usize::from(above.is_some()));
        Action::task(self.window.reveal(id::LIST, line, self.row_height.unwrap_or(height::NORMAL)))
    }
}

impl FrontDesk {
    pub(super) fn ask_board(&mut self, shared: &Shared) -> Action<super::Message> {
        if !self.queue.asking.ask() {
            return Action::none();
        }
        let query = views::query::Board { day: shared.day() };
        Action::ask(query, |answer| super::Message::Queue(Message::Board(answer)))
    }

    pub(super) fn ask_left_open(shared: &Shared) -> Action<super::Message> {
        let query = queue::query::LeftOpen { day: shared.day() };
        Action::ask(query, |answer| super::Message::Queue(Message::LeftOpen(answer)))
    }

    fn board(&mut self, answer: Asked<Board>, shared: &Shared) -> Action<super::Message> {
        let stale = self.queue.asking.answered();
        let said = match answer {
            Ok(board) => {
                self.queue.board = Some(board);
                self.queue.sift(shared);
                let marked = self.mark_called(shared);
                marked.and(if self.stands_otherwise() { self.ask_again(shared) } else { Action::none() })
            }
            Err(refusal) => Self::trouble(&refusal, shared),
        };
        if stale { said.and(self.ask_board(shared)) } else { said }
    }

    /// A change in the queue: the board, and the chosen person where it may be about them.
    pub(super) fn queue_changed(&mut self, event: &queue::Event, shared: &Shared) -> Action<super::Message> {
        let board = self.ask_board(shared).and(self.find_tickets_again(shared));
        let shows = |is: &dyn Fn(&Row) -> bool| {
            self.chosen.as_ref().is_some_and(|one| one.may_show(|patient| patient.tickets.iter().any(is)))
        };
        let concerns = match event {
            // Whether it is the chosen person's is seen on the board, also where a stop that ended opened another.
            queue::Event::Issued { .. } | queue::Event::StopChanged { .. } => shows(&|_| false),
            queue::Event::TicketChanged { ticket } => shows(&|row| row.ticket == *ticket),
            queue::Event::Called { stop, .. } => shows(&|row| row.stop == *stop),
            queue::Event::DayClosed { .. } | queue::Event::DayReopened { .. } => {
                return board.and(Self::ask_left_open(shared)).and(self.ask_again(shared));
            }
        };
        if concerns { board.and(self.ask_again(shared)) } else { board }
    }

    /// Whether the chosen person waits or is cared for otherwise on the board than in what is shown of them.
    fn stands_otherwise(&self) -> bool {
        let Some(patient) = self.chosen.as_ref().and_then(|chosen| chosen.patient.as_ref()) else {
            return false;
        };
        let person = Some(patient.opened.person.id);
        // Of what has ended the board has the newest only.
        let open = |row: &Row| row.state.is_open().then_some((row.stop, row.state));
        let on_board = self.queue.rows().iter().filter(|row| row.person == person).filter_map(open);
        let shown: Vec<_> = patient.tickets.iter().filter_map(open).collect();
        let on_board: Vec<_> = on_board.collect();
        on_board.len() != shown.len() || on_board.iter().any(|row| !shown.contains(row))
    }

    pub(super) fn on_queue(&mut self, message: Message, shared: &Shared) -> Action<super::Message> {
        match message {
            Message::Board(answer) => return self.board(answer, shared),
            Message::LeftOpen(Ok(days)) => self.queue.left_open = days,
            Message::LeftOpen(Err(_)) => {}
            Message::Filter(unit) => {
                self.queue.filter = unit;
                self.queue.sift(shared);
            }
            Message::Scrolled(viewport) => self.queue.scrolled(viewport),
            Message::Select(stop) => self.queue.select(stop),
            Message::Mark(by) => return self.queue.mark(by, shared),
            Message::Counters => self.queue.choosing_counter = !self.queue.choosing_counter,
            Message::Moving => self.queue.doing = Doing::Moving,
            Message::Marking => {
                self.queue.doing = Doing::Marking;
                return Action::focus(id::MARK);
            }
            Message::Cancelling => {
                self.queue.doing = Doing::Cancelling(String::new());
                return Action::focus(id::REASON);
            }
            Message::ReasonTyped(text) => self.queue.doing = Doing::Cancelling(text),
            Message::DayClosed(reply) => return self.day_closed(reply, shared),
            acts => return self.act(acts, shared),
        }
        Action::none()
    }

    pub(super) fn can_call(&self, shared: &Shared) -> Option<()> {
        let line = self.seat_line(shared)?;
        (self.queue.calling.may(shared) && line.next.is_some()).then_some(())
    }

    /// Whether today was closed and can be opened again from here.
    pub(super) fn can_reopen(&self, shared: &Shared) -> bool {
        self.queue.closed_today().is_some() && shared.may(Permission::KeepTheDay)
    }

    /// Of whom it is asked what became of them.
    pub(super) fn asked_about(&self, shared: &Shared) -> Option<&Row> {
        self.queue.calling.asks(calling::mine(self.queue.rows(), shared))
    }

    /// What the button of a moment away does with the chosen row.
    pub(super) fn can_hold(&self, shared: &Shared) -> Option<calling::Act> {
        self.queue.calling.hold(self.queue.chosen_row()?, shared)
    }

    /// The figures of this seat's unit.
    pub(super) fn seat_line(&self, shared: &Shared) -> Option<&queue::UnitLine> {
        let unit = shared.unit()?.id;
        self.queue.board.as_ref()?.queue.units.iter().find(|line| line.unit == unit)
    }

    /// The chosen row, when it waits and can be called out of turn.
    pub(super) fn can_call_chosen(&self, shared: &Shared) -> Option<()> {
        let row = self.queue.chosen_row()?;
        let counter = Self::counter_for(row, shared);
        let counter = counter.filter(|counter| can(row.state, Step::Call(*counter)));
        (self.queue.calling.may(shared) && counter.is_some()).then_some(())
    }

    /// Where the people of a row are called to from here.
    fn counter_for(row: &Row, shared: &Shared) -> Option<CounterId> {
        shared.config.counter_for(row.unit, shared.counter().map(|counter| counter.id))
    }

    /// Whom F10 and F11 are about.
    pub(super) fn called_row(&self, shared: &Shared) -> Option<&Row> {
        self.queue.calling.called(self.queue.chosen_row(), shared)
    }

    /// What F8 does, and with which row.
    pub(super) fn step(&self, shared: &Shared) -> Option<(Onward, &Row)> {
        let row = self.queue.chosen_row()?;
        let step = self.queue.calling.onward(row, self.unit(shared).map(|unit| unit.id), shared)?;
        Some((step, row))
    }

    /// Whether records are being repaired: whoever they are of is not said to be the one with a ticket.
    pub(super) fn is_repairing(&self) -> bool {
        matches!(self.mode, Mode::Merge | Mode::Family)
    }

    /// Whom F8 or the link would give the ticket to.
    pub(super) fn to_link(&self, row: &Row) -> Option<PersonId> {
        let is_of_nobody = row.person.is_none() && !self.is_repairing();
        self.patient().filter(|_| is_of_nobody).map(|patient| patient.opened.person.id)
    }

    /// The ticket of whom F8 would send on, or the link would be of, that is in the way of it.
    pub(super) fn in_the_way(&self, row: &Row, unit: UnitId, shared: &Shared) -> Option<&Row> {
        let person = row.person.or_else(|| self.to_link(row))?;
        self.has_another(row, person, unit, shared)
    }

    /// The ticket that the chosen person has already where this one goes.
    pub(super) fn held_instead(&self, row: &Row, shared: &Shared) -> Option<&Row> {
        let person = self.patient()?.opened.person.id;
        let unit = bound_for(row.unit, row.destination, registers(shared));
        self.has_another(row, person, unit, shared)
    }

    /// Whom a ticket of somebody else would be given to instead: the wrong one was chosen before.
    pub(super) fn to_relink(&self, row: &Row, shared: &Shared) -> Option<PersonId> {
        let here = self.patient().filter(|_| !self.is_repairing()).map(|patient| patient.opened.person.id);
        let other = here.filter(|here| row.person.is_some_and(|now| now != *here));
        other.filter(|_| row.state.is_open() && shared.may(Permission::GiveTickets))
    }

    /// Whether a row's ticket can still be given up.
    pub(super) fn can_cancel(row: &Row, shared: &Shared) -> bool {
        shared.may(Permission::GiveTickets) && can(row.state, Step::Cancel)
    }

    /// Whether a row's priority can still change.
    pub(super) fn can_mark(row: &Row, shared: &Shared) -> bool {
        shared.may(Permission::GiveTickets) && is_worth_marking(row.state)
    }
}

impl Queue {
    fn scrolled(&mut self, viewport: Viewport) {
        self.window.scrolled(viewport);
        // The list tells how high its rows are: a low window has lower ones.
        if !self.shown.is_empty() {
            self.row_height = Some(viewport.content_bounds().height / self.shown.len() as f32);
        }
    }
}
