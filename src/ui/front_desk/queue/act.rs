//! What is done to a row of the queue, and what the hand does afterwards.

use super::super::person::Hand;
use super::super::{FrontDesk, Mode};
use super::{Doing, Message};
use crate::clinic::Refusal;
use crate::queue::command::{CloseDay, ReopenDay};
use crate::queue::rules::Onward;
use crate::queue::{self, Priority, Row, Urgency};
use crate::terms::{CounterId, ServiceDay, TicketId};
use crate::ui::action::{Action, Preference, Toast};
use crate::ui::calling::{self, Act, Came, Done};
use crate::ui::flight::Flight;
use crate::ui::shared::Shared;

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
            Message::CallNext => {
                let mine = calling::mine(self.queue.rows(), shared).cloned();
                if let Some(stop) = self.queue.calling.asks_first(mine.as_ref()) {
                    self.queue.select(stop);
                    return Action::none();
                }
                let hand = self.hand();
                self.queue.calling.next(hand, shared).map(heard)
            }
            Message::CallChosen => {
                let row = self.queue.chosen_row();
                let counter = row.and_then(|row| Self::counter_for(row, shared));
                counter.map_or_else(Action::none, |counter| self.do_chosen(Act::Call(counter), shared))
            }
            Message::CallAgain => self.do_called(Act::CallAgain, shared),
            Message::NoShow => self.do_called(Act::NoShow, shared),
            Message::Hold => {
                match self.queue.chosen_row().and_then(|row| self.queue.calling.hold(row, shared)) {
                    Some(act) => self.do_chosen(act, shared),
                    None => Action::none(),
                }
            }
            Message::ReopenDay => self.reopen_day(shared),
            Message::Reopened(reply) => self.reopened(reply, shared),
            Message::Step => self.take_step(shared),
            Message::Move(to) => self.do_chosen(Act::Move(to), shared),
            Message::Cancel => match &self.queue.doing {
                Doing::Cancelling(reason) => {
                    let reason = reason.trim().to_owned();
                    self.do_chosen(Act::Cancel(reason), shared)
                }
                _ => Action::none(),
            },
            Message::SetPriority(at) => match marks().get(at) {
                Some((priority, urgency)) => self.do_chosen(Act::Mark(*priority, *urgency), shared),
                None => Action::none(),
            },
            Message::Link => self.link(shared),
            Message::Counter(counter) => self.choose_counter(counter),
            Message::CloseDay(day) => self.close_day(day, shared),
            Message::Did(done) => self.done(*done, shared),
            _ => Action::none(),
        }
    }

    /// Does it to this row.
    pub(in crate::ui::front_desk) fn do_to(
        &mut self,
        act: Act,
        row: &Row,
        shared: &Shared,
    ) -> Action<crate::ui::front_desk::Message> {
        let hand = self.hand();
        self.queue.calling.act(act, row, hand, shared).map(heard)
    }

    fn do_chosen(&mut self, act: Act, shared: &Shared) -> Action<crate::ui::front_desk::Message> {
        match self.queue.chosen_row().cloned() {
            Some(row) => self.do_to(act, &row, shared),
            None => Action::none(),
        }
    }

    fn do_called(&mut self, act: Act, shared: &Shared) -> Action<crate::ui::front_desk::Message> {
        match self.called_row(shared).cloned() {
            Some(row) => self.do_to(act, &row, shared),
            None => Action::none(),
        }
    }

    fn take_step(&mut self, shared: &Shared) -> Action<crate::ui::front_desk::Message> {
        let Some((step, row)) = self.step(shared) else { return Action::none() };
        let row = row.clone();
        let act = match step {
            Onward::Restore => Act::Restore,
            Onward::Admit(next) => Act::Admit(next, self.to_link(&row), self.told(&row, shared)),
            Onward::Serve => Act::Serve(None, None),
        };
        self.do_to(act, &row, shared)
    }

    /// A ticket that is there already becomes an emergency.
    pub(in crate::ui::front_desk) fn make_emergency(
        &mut self,
        ticket: TicketId,
        shared: &Shared,
    ) -> Action<crate::ui::front_desk::Message> {
        let rows = self.patient().map(|patient| patient.tickets.as_slice()).unwrap_or_default();
        let Some(row) = rows.iter().find(|row| row.ticket == ticket).cloned() else {
            return Action::none();
        };
        self.do_to(Act::Mark(row.priority, Urgency::Emergency), &row, shared)
    }

    fn link(&mut self, shared: &Shared) -> Action<crate::ui::front_desk::Message> {
        let Some(row) = self.queue.chosen_row() else { return Action::none() };
        match self.to_link(row).or_else(|| self.to_relink(row, shared)) {
            Some(person) => self.do_chosen(Act::Link(person, self.told(row, shared)), shared),
            None => Action::none(),
        }
    }

    fn choose_counter(&mut self, counter: CounterId) -> Action<crate::ui::front_desk::Message> {
        self.queue.choosing_counter = false;
        Action::prefer(Preference::Counter(counter))
    }

    fn close_day(&mut self, day: ServiceDay, shared: &Shared) -> Action<crate::ui::front_desk::Message> {
        if !self.queue.closing.begin() {
            return Action::none();
        }
        let reason = shared.words.text("desk-day-close-reason").into_owned();
        Action::run(CloseDay { day, reason }, |reply| {
            crate::ui::front_desk::Message::Queue(Message::DayClosed(reply))
        })
    }

    pub(super) fn day_closed(
        &mut self,
        reply: Result<queue::DayClosed, Refusal>,
        shared: &Shared,
    ) -> Action<crate::ui::front_desk::Message> {
        self.queue.closing = Flight::Idle;
        match reply {
            Ok(_) => self.ask_board(shared).and(Self::ask_left_open(shared)),
            Err(refusal) => Self::trouble(&refusal, shared).and(self.ask_board(shared)),
        }
    }

    /// Today goes on: whoever the closing ended is where they were.
    fn reopen_day(&mut self, shared: &Shared) -> Action<crate::ui::front_desk::Message> {
        if !self.can_reopen(shared) || !self.queue.closing.begin() {
            return Action::none();
        }
        Action::run(ReopenDay { day: shared.day() }, |reply| {
            crate::ui::front_desk::Message::Queue(Message::Reopened(reply))
        })
    }

    fn reopened(
        &mut self,
        reply: Result<queue::DayReopened, Refusal>,
        shared: &Shared,
    ) -> Action<crate::ui::front_desk::Message> {
        self.queue.closing = Flight::Idle;
        let said = match reply {
            Ok(reopened) => {
                let (back, left) = (reopened.back, reopened.left);
                let words = &shared.words;
                Action::say(Toast::done(match left {
                    0 => words.with("toast-day-reopened", &[("back", back)]),
                    _ => words.with("toast-day-reopened-but", &[("back", back), ("left", left)]),
                }))
            }
            Err(refusal) => Self::trouble(&refusal, shared),
        };
        said.and(self.ask_board(shared)).and(self.ask_again(shared))
    }

    /// Says what was done. Whatever came of it, the board is looked at again.
    fn done(&mut self, done: Done<Hand>, shared: &Shared) -> Action<crate::ui::front_desk::Message> {
        self.queue.calling.landed();
        let row = done.about().and_then(|stop| self.queue.row(stop));
        let name = row.and_then(|row| self.queue.name(row));
        let said = done.said(shared).map_or_else(Action::none, |toast| Action::say(toast.named(name)));
        let stayed = self.hand() == done.hand;
        let then = match done.came {
            Ok(Came::Called(_)) if done.act == Some(Act::CallAgain) => Action::none(),
            Ok(Came::Called(called)) => self.called(&called, stayed, shared),
            Ok(Came::Changed(_)) if matches!(done.act, Some(Act::Hold | Act::Return)) => Action::none(),
            // Who did not come stays marked: F8 brings them back, a second F11 reaches nobody.
            Ok(Came::Changed(_)) if matches!(done.act, Some(Act::NoShow | Act::Restore)) => Action::none(),
            Ok(Came::Changed(_)) => {
                self.queue.leave(done.stop);
                if matches!(done.act, Some(Act::Admit(..))) {
                    self.admitted(stayed);
                }
                Action::none()
            }
            Ok(Came::Serving(serving)) => {
                self.queue.leave(done.stop);
                Self::visit_opened(Ok(serving.visit), shared)
            }
            Ok(Came::Noted(_)) => {
                self.queue.answered(done.stop);
                Action::none()
            }
            Err(refusal) => Self::trouble(&refusal, shared),
        };
        said.and(then).and(self.ask_board(shared))
    }

    /// Who was called is who comes to the counter now: their person, or nobody known yet.
    fn called(
        &mut self,
        called: &queue::Called,
        stayed: bool,
        shared: &Shared,
    ) -> Action<crate::ui::front_desk::Message> {
        if !stayed {
            return Action::none();
        }
        self.queue.unselect();
        let here = called.counter == shared.counter().map(|counter| counter.id);
        if !here {
            return Action::none();
        }
        self.queue.select(called.stop);
        if self.mode == Mode::Family {
            // What is being repaired is finished or left first; the called one is marked in the queue.
            return Action::none();
        }
        let is_merging = self.mode == Mode::Merge;
        let chosen = match self.queue.row(called.stop).and_then(|row| row.person) {
            Some(person) => self.choose(person, shared),
            None => {
                self.unchoose();
                self.clear_search();
                Action::none()
            }
        };
        if is_merging {
            // The two records stay in view; whoever was called is at the counter afterwards.
            self.mode = Mode::Merge;
            self.merging.somebody_was_called();
        }
        chosen
    }

    /// Who became the called one here again is marked, and at the counter where nobody else is.
    pub(super) fn mark_called(&mut self, shared: &Shared) -> Action<crate::ui::front_desk::Message> {
        let rows = self.queue.board.as_ref().map_or(&[][..], |board| &board.queue.rows);
        let Some(stop) = self.queue.calling.looked(rows, self.queue.selected, shared) else {
            return Action::none();
        };
        self.queue.select(stop);
        let is_free = self.mode == Mode::Desk && self.chosen.is_none() && self.search.is_empty();
        let person = self.queue.row(stop).and_then(|row| row.person).filter(|_| is_free);
        person.map_or_else(Action::none, |person| self.choose(person, shared))
    }

    /// The counter is free for the next one, who may be here already.
    fn admitted(&mut self, stayed: bool) {
        if self.is_repairing() {
            // What is being repaired is finished or left first.
            return;
        }
        if stayed {
            self.unchoose();
            self.clear_search();
        } else if self.search.is_open() {
            self.before = None;
        }
    }

    /// The place of a row's mark among [`marks`].
    pub(in crate::ui::front_desk) fn mark_of(row: &Row) -> Option<usize> {
        let priority = if row.urgency == Urgency::Emergency { None } else { row.priority };
        marks().iter().position(|mark| *mark == (priority, row.urgency))
    }
}

fn heard(done: Done<Hand>) -> crate::ui::front_desk::Message {
    crate::ui::front_desk::Message::Queue(Message::Did(Box::new(done)))
}
