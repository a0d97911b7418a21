//! What is done to a row of the queue, and what is said of it afterwards.

use super::super::FrontDesk;
use super::super::person::Hand;
use super::{Doing, Message, number};
use crate::clinic::{Order, Refusal, flow};
use crate::queue::command::{Call, CallAgain, CallNext, Cancel, CloseDay, LinkPerson, Move, NoShow, Restore};
use crate::queue::rules::Onward;
use crate::queue::{self, Priority, Row, SetPriority, Urgency};
use crate::terms::{CounterId, StopId, TicketId, UnitId, VisitId};
use crate::ui::action::{Action, Preference, Toast};
use crate::ui::flight::Flight;
use crate::ui::shared::Shared;

/// What was asked for, so that it can be said once it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Was {
    what: What,
    /// The ticket as people call it, where it is known before.
    number: String,
    /// The unit it goes to.
    unit: Option<UnitId>,
    /// What was in hand then.
    hand: Hand,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Called,
    CalledAgain,
    NoShow,
    Restored,
    Admitted,
    Served,
    Moved,
    Cancelled,
    Marked,
    Linked,
    DayClosed,
}

/// What came of it.
#[derive(Debug, Clone)]
pub enum Came {
    /// Somebody was called.
    Called(queue::Called),
    /// This stop changed.
    Changed(StopId),
    /// Somebody is being served; the visit, where there is one.
    Serving(Option<VisitId>),
    /// It is done.
    Noted,
}

impl From<queue::Called> for Came {
    fn from(called: queue::Called) -> Self {
        Self::Called(called)
    }
}

impl From<queue::StopChanged> for Came {
    fn from(changed: queue::StopChanged) -> Self {
        Self::Changed(changed.stop)
    }
}

impl From<flow::command::Serving> for Came {
    fn from(serving: flow::command::Serving) -> Self {
        Self::Serving(serving.visit)
    }
}

impl From<queue::TicketChanged> for Came {
    fn from(_: queue::TicketChanged) -> Self {
        Self::Noted
    }
}

impl From<queue::DayClosed> for Came {
    fn from(_: queue::DayClosed) -> Self {
        Self::Noted
    }
}

/// The priorities of a row: none, each, and the emergency.
pub(in crate::ui::front_desk) fn marks() -> Vec<(Option<Priority>, Urgency)> {
    let ordinary = [None].into_iter().chain(Priority::ALL.iter().copied().map(Some));
    let mut all: Vec<_> = ordinary.map(|priority| (priority, Urgency::Ordinary)).collect();
    all.push((None, Urgency::Emergency));
    all
}

impl FrontDesk {
    pub(super) fn act(
        &mut self,
        message: Message,
        shared: &Shared,
    ) -> Action<crate::ui::front_desk::Message> {
        match message {
            Message::CallNext => self.call_next(shared),
            Message::CallChosen => self.call_chosen(shared),
            Message::CallAgain => self.on_called(What::CalledAgain, CallAgain, shared),
            Message::NoShow => self.on_called(What::NoShow, NoShow, shared),
            Message::Step => self.take_step(shared),
            Message::Move(to) => self.move_chosen(to, shared),
            Message::Cancel => self.cancel_chosen(shared),
            Message::SetPriority(at) => self.set_priority(at, shared),
            Message::Link => self.link(shared),
            Message::Counter(counter) => self.choose_counter(counter),
            Message::CloseDay(day) => {
                let reason = shared.words.text("desk-day-close-reason").into_owned();
                self.run(CloseDay { day, reason }, What::DayClosed, String::new(), None)
            }
            Message::Done(was, came) => self.done(&was, came, shared),
            _ => Action::none(),
        }
    }

    fn run<C: Order<Reply: Into<Came>>>(
        &mut self,
        command: C,
        what: What,
        number: String,
        unit: Option<UnitId>,
    ) -> Action<crate::ui::front_desk::Message> {
        if !self.queue.flight.begin() {
            return Action::none();
        }
        let was = Was { what, number, unit, hand: self.hand() };
        Action::run(command, move |reply| {
            crate::ui::front_desk::Message::Queue(Message::Done(was, reply.map(Into::into)))
        })
    }

    fn call_next(&mut self, shared: &Shared) -> Action<crate::ui::front_desk::Message> {
        let (Some(unit), Some(counter)) = (shared.unit(), shared.counter()) else { return Action::none() };
        let command = CallNext { unit: unit.id, counter: counter.id };
        self.run(command, What::Called, String::new(), None)
    }

    fn call_chosen(&mut self, shared: &Shared) -> Action<crate::ui::front_desk::Message> {
        let Some(row) = self.queue.chosen_row() else { return Action::none() };
        let Some(counter) = Self::counter_for(row, shared) else { return Action::none() };
        let command = Call { stop: row.stop, counter, seen: Some(row.revision) };
        self.run(command, What::Called, String::new(), None)
    }

    fn on_called<C: Order<Reply: Into<Came>>>(
        &mut self,
        what: What,
        command: fn(queue::OnStop) -> C,
        shared: &Shared,
    ) -> Action<crate::ui::front_desk::Message> {
        let Some(row) = self.called_row(shared) else { return Action::none() };
        let (on, number) = (Self::on_stop(row), number(row, shared));
        self.run(command(on), what, number, None)
    }

    fn take_step(&mut self, shared: &Shared) -> Action<crate::ui::front_desk::Message> {
        let Some((step, row)) = self.step(shared) else { return Action::none() };
        let (on, number) = (Self::on_stop(row), number(row, shared));
        match step {
            Onward::Restore => self.run(Restore(on), What::Restored, number, None),
            Onward::Admit(next) => {
                let person = self.to_link(row);
                let command = flow::command::Admit { stop: row.stop, person, next, seen: on.seen };
                self.run(command, What::Admitted, number, Some(next))
            }
            Onward::Serve => {
                let command = flow::command::Serve { on, payer: None, kind: None };
                self.run(command, What::Served, number, None)
            }
        }
    }

    fn move_chosen(&mut self, to: UnitId, shared: &Shared) -> Action<crate::ui::front_desk::Message> {
        let Some(row) = self.queue.chosen_row() else { return Action::none() };
        let command = Move { stop: row.stop, to, seen: Some(row.revision) };
        let number = number(row, shared);
        self.run(command, What::Moved, number, Some(to))
    }

    fn cancel_chosen(&mut self, shared: &Shared) -> Action<crate::ui::front_desk::Message> {
        let Doing::Cancelling(reason) = &self.queue.doing else { return Action::none() };
        let Some(row) = self.queue.chosen_row() else { return Action::none() };
        let reason = reason.trim().to_owned();
        let command = Cancel { ticket: row.ticket, reason, seen: Some(row.ticket_revision) };
        let number = number(row, shared);
        self.run(command, What::Cancelled, number, None)
    }

    fn set_priority(&mut self, at: usize, shared: &Shared) -> Action<crate::ui::front_desk::Message> {
        let Some(row) = self.queue.chosen_row() else { return Action::none() };
        let Some((priority, urgency)) = marks().get(at).copied() else { return Action::none() };
        let seen = Some(row.ticket_revision);
        let command = SetPriority { ticket: row.ticket, priority, urgency, seen };
        let number = number(row, shared);
        self.run(command, What::Marked, number, None)
    }

    /// A ticket that is there already becomes an emergency.
    pub(in crate::ui::front_desk) fn make_emergency(
        &mut self,
        ticket: TicketId,
        shared: &Shared,
    ) -> Action<crate::ui::front_desk::Message> {
        let rows = self.patient().map(|patient| patient.tickets.as_slice()).unwrap_or_default();
        let Some(row) = rows.iter().find(|row| row.ticket == ticket) else { return Action::none() };
        let (seen, number) = (Some(row.ticket_revision), number(row, shared));
        let set = SetPriority { ticket, priority: row.priority, urgency: Urgency::Emergency, seen };
        self.run(set, What::Marked, number, None)
    }

    fn link(&mut self, shared: &Shared) -> Action<crate::ui::front_desk::Message> {
        let Some(row) = self.queue.chosen_row() else { return Action::none() };
        // A person is only put in another's place on what was seen of the ticket.
        let (person, seen) = match (self.to_link(row), self.to_relink(row, shared)) {
            (Some(person), _) => (person, None),
            (None, Some(person)) => (person, Some(row.ticket_revision)),
            (None, None) => return Action::none(),
        };
        let command = LinkPerson { ticket: row.ticket, person, seen };
        let number = number(row, shared);
        self.run(command, What::Linked, number, None)
    }

    fn choose_counter(&mut self, counter: CounterId) -> Action<crate::ui::front_desk::Message> {
        self.queue.choosing_counter = false;
        Action::prefer(Preference::Counter(counter))
    }

    /// Says what was done. Whatever came of it, the board is looked at again.
    fn done(
        &mut self,
        was: &Was,
        came: Result<Came, Refusal>,
        shared: &Shared,
    ) -> Action<crate::ui::front_desk::Message> {
        self.queue.flight = Flight::Idle;
        let said = match came {
            Ok(Came::Called(called)) => self.called(was, &called, shared),
            Ok(Came::Changed(stop)) => self.changed(was, stop, shared),
            Ok(Came::Serving(visit)) => {
                self.queue.unselect();
                Self::visit_opened(Ok(visit), shared)
            }
            Ok(Came::Noted) => {
                self.queue.doing = Doing::Nothing;
                let said = match was.what {
                    What::Marked => "toast-marked",
                    What::Linked => "toast-linked",
                    _ => return self.ask_board(shared).and(Self::ask_left_open(shared)),
                };
                Action::say(Toast::done(shared.words.with(said, &[("ticket", was.number.as_str())])))
            }
            Err(refusal) => Self::trouble(&refusal, shared),
        };
        said.and(self.ask_board(shared))
    }

    /// Who was called is who comes to the counter now: their person, or nobody known yet.
    fn called(
        &mut self,
        was: &Was,
        called: &queue::Called,
        shared: &Shared,
    ) -> Action<crate::ui::front_desk::Message> {
        let number = shared.ticket(called.number.as_ref());
        let words = &shared.words;
        if was.what == What::CalledAgain {
            let said = words.with("toast-recalled", &[("ticket", number.as_str())]);
            return Action::say(Toast::undoable(said, called.stop));
        }
        let place = called.counter.and_then(|id| shared.config.counter(id));
        let place = place.map(|counter| counter.name.as_str()).unwrap_or_default();
        let said = words.with("toast-called", &[("ticket", number.as_str()), ("place", place)]);
        let said = Action::say(Toast::undoable(said, called.stop));
        let mine = called.counter == shared.counter().map(|counter| counter.id) && self.hand() == was.hand;
        if self.hand() == was.hand {
            self.queue.unselect();
        }
        let Some(row) = self.queue.row(called.stop).filter(|_| mine) else { return said };
        let person = row.person;
        self.queue.select(called.stop);
        if let Some(person) = person {
            return said.and(self.choose(person, shared));
        }
        self.unchoose();
        self.clear_search();
        said
    }

    fn changed(
        &mut self,
        was: &Was,
        stop: StopId,
        shared: &Shared,
    ) -> Action<crate::ui::front_desk::Message> {
        let words = &shared.words;
        let ticket = was.number.as_str();
        let unit = was.unit.and_then(|unit| shared.config.unit(unit));
        let unit = unit.map(|unit| unit.name.as_str()).unwrap_or_default();
        let said = match was.what {
            What::NoShow => words.with("toast-no-show", &[("ticket", ticket)]),
            What::Restored => words.with("toast-restored", &[("ticket", ticket)]),
            What::Cancelled => words.with("toast-cancelled", &[("ticket", ticket)]),
            What::Moved => words.with("toast-moved", &[("ticket", ticket), ("unit", unit)]),
            _ => words.with("toast-admitted", &[("ticket", ticket), ("unit", unit)]),
        };
        self.queue.unselect();
        if was.what == What::Admitted {
            // The counter is free for the next one, who may be here already.
            if self.hand() == was.hand {
                self.unchoose();
                self.clear_search();
            } else if self.search.is_open() {
                self.before = None;
            }
        }
        Action::say(Toast::undoable(said, stop))
    }

    /// The place of a row's mark among [`marks`].
    pub(in crate::ui::front_desk) fn mark_of(row: &Row) -> Option<usize> {
        let priority = if row.urgency == Urgency::Emergency { None } else { row.priority };
        marks().iter().position(|mark| *mark == (priority, row.urgency))
    }
}
