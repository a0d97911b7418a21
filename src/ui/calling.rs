//! Calling and what follows it, one component for the front desk and every exam station: what is done to a turn of
//! the queue, one act at a time, whose turn the keys are about, and the sentence about each act.
//!
//! A screen says what was in its hands when it asked (`H`) and gets that back with the answer: what it does with its
//! own hands then is its own. How a turn may go on is decided by [`crate::queue::rules`], not here.

use crate::clinic::flow::command::Told;
use crate::clinic::{Order, Permission, Refusal, flow};
use crate::queue::command::{
    Call, CallAgain, CallNext, Cancel, Finish, Hold, Move, NoShow, Restore, Return, SetPriority,
};
use crate::queue::rules::{Onward, Step, can, onward};
use crate::queue::{self, OnStop, Priority, Row, State, Urgency};
use crate::setup::UnitKind;
use crate::terms::{CounterId, Instant, PersonId, StopId, UnitId};
use crate::visits::{Kind, Payer};

use super::action::{Action, Toast};
use super::flight::Flight;
use super::shared::Shared;
use super::widget::badge::{self, Badge};
use super::widget::button::{self, Button};
use super::widget::panel;

/// What is done to a turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// It is called to this counter.
    Call(CounterId),
    /// It is called once more.
    CallAgain,
    /// It was called and did not come.
    NoShow,
    /// It came after all.
    Restore,
    /// It is away for a moment.
    Hold,
    /// It is back from a moment away.
    Return,
    /// Its visit was voided: it waits again at its old place.
    WaitAgain,
    /// It is served: who pays and what for, where somebody said so.
    Serve(Option<Payer>, Option<Kind>),
    /// Registration is done with it: on to this unit, as this person where it is nobody's yet, and what is said of it.
    Admit(UnitId, Option<PersonId>, Told),
    /// The unit is done with it.
    Finish,
    /// It goes to another unit.
    Move(UnitId),
    /// Its ticket is given up, and why.
    Cancel(String),
    /// Its ticket goes before others, or no longer.
    Mark(Option<Priority>, Urgency),
    /// Its ticket becomes this person's, and what is said of it.
    Link(PersonId, Told),
}

/// What came of it.
#[derive(Debug, Clone)]
pub enum Came {
    /// Somebody was called.
    Called(queue::Called),
    Changed(queue::StopChanged),
    /// Somebody is being served; the visit, where there is one.
    Serving(flow::command::Serving),
    /// The ticket changed: its number now.
    Noted(Option<queue::Number>),
}

impl From<queue::Called> for Came {
    fn from(called: queue::Called) -> Self {
        Self::Called(called)
    }
}

impl From<queue::StopChanged> for Came {
    fn from(changed: queue::StopChanged) -> Self {
        Self::Changed(changed)
    }
}

impl From<flow::command::Serving> for Came {
    fn from(serving: flow::command::Serving) -> Self {
        Self::Serving(serving)
    }
}

impl From<queue::TicketChanged> for Came {
    fn from(changed: queue::TicketChanged) -> Self {
        Self::Noted(changed.number)
    }
}

/// An act and its answer.
#[derive(Debug, Clone)]
pub struct Done<H> {
    /// What; none where whoever was next was called.
    pub act: Option<Act>,
    /// Which turn, where that was known before.
    pub stop: Option<StopId>,
    /// The ticket as people call it, where that was known before.
    ticket: String,
    /// What was in hand then.
    pub hand: H,
    /// What came of it.
    pub came: Result<Came, Refusal>,
}

impl<H> Done<H> {
    /// Which turn it is about.
    pub fn about(&self) -> Option<StopId> {
        self.stop.or(match self.came.as_ref().ok()? {
            Came::Called(called) => Some(called.stop),
            Came::Changed(changed) => Some(changed.stop),
            Came::Serving(serving) => Some(serving.stop.stop),
            Came::Noted(_) => None,
        })
    }

    /// The sentence about it; an act that shows by itself has none, a refusal is said where the screen says them.
    pub fn said(&self, shared: &Shared) -> Option<Toast> {
        let words = &shared.words;
        let ticket = self.ticket.as_str();
        let unit = |unit| shared.config.unit(unit).map(|unit| unit.name.as_str()).unwrap_or_default();
        match (self.came.as_ref().ok()?, self.act.as_ref()) {
            (Came::Called(called), act) => {
                let ticket = shared.ticket(called.number.as_ref());
                let place = called.counter.and_then(|id| shared.config.counter(id));
                let place = place.map(|counter| counter.name.as_str()).unwrap_or_default();
                let key = if act == Some(&Act::CallAgain) { "toast-recalled" } else { "toast-called" };
                let said = words.with(key, &[("ticket", ticket.as_str()), ("place", place)]);
                let on = OnStop { stop: called.stop, seen: Some(called.revision) };
                Some(Toast::undoable(said, on).about(&ticket, None))
            }
            (Came::Changed(changed), Some(act)) => {
                let said = match act {
                    Act::NoShow => words.with("toast-no-show", &[("ticket", ticket)]),
                    Act::Restore => words.with("toast-restored", &[("ticket", ticket)]),
                    Act::Hold => {
                        let until = shared.time(changed.held?.until);
                        words.with("toast-held", &[("ticket", ticket), ("until", until.as_str())])
                    }
                    Act::Return => words.with("toast-returned", &[("ticket", ticket)]),
                    Act::Cancel(_) => words.with("toast-cancelled", &[("ticket", ticket)]),
                    Act::WaitAgain => words.with("toast-waits-again", &[("ticket", ticket)]),
                    // The clinic knows that the visit was voided.
                    Act::Finish if changed.state == State::Cancelled => {
                        words.with("toast-ended-unserved", &[("ticket", ticket)])
                    }
                    Act::Finish => words.with("toast-finished", &[("ticket", ticket)]),
                    Act::Move(to) => words.with("toast-moved", &[("ticket", ticket), ("unit", unit(*to))]),
                    Act::Admit(to, ..) => {
                        words.with("toast-admitted", &[("ticket", ticket), ("unit", unit(*to))])
                    }
                    Act::Call(_) | Act::CallAgain | Act::Serve(..) | Act::Mark(..) | Act::Link(..) => {
                        return None;
                    }
                };
                Some(Toast::undoable(said, as_left(changed)).about(ticket, None))
            }
            (Came::Noted(_), Some(Act::Mark(_, Urgency::Emergency))) => {
                Some(Toast::done(words.with("toast-emergency", &[("ticket", ticket)])))
            }
            (Came::Noted(now), Some(Act::Mark(..))) => {
                // An emergency that is none any more got its number now.
                let ticket = shared.ticket(now.as_ref());
                Some(Toast::done(words.with("toast-marked", &[("ticket", ticket)])))
            }
            (Came::Noted(_), Some(Act::Link(..))) => {
                Some(Toast::done(words.with("toast-linked", &[("ticket", ticket)])))
            }
            (Came::Serving(serving), _) => {
                let said = words.with("toast-serving", &[("ticket", ticket)]);
                Some(Toast::undoable(said, as_left(&serving.stop)).about(ticket, None))
            }
            (Came::Changed(_) | Came::Noted(_), _) => None,
        }
    }
}

/// The turn as an act left it: what somebody does to it since is not taken back with the act.
const fn as_left(changed: &queue::StopChanged) -> OnStop {
    OnStop { stop: changed.stop, seen: Some(changed.revision) }
}

/// Calling from one seat: one act at a time.
#[derive(Debug, Default)]
pub struct Calling {
    flight: Flight,
    /// Who was called here and of whom it was asked what became of them, before the next is called.
    asked: Option<StopId>,
    /// Who was called to this seat's counter when the list was last looked at, the newest first.
    here: Vec<StopId>,
}

impl Calling {
    /// Whether people may be called from here now: nothing is under way, and it is this person's work.
    pub fn may(&self, shared: &Shared) -> bool {
        shared.may(Permission::CallPeople) && self.flight.is_free()
    }

    /// How a turn goes on from here; `chosen` is where to, of a turn that has no unit of its own yet.
    pub fn onward(&self, row: &Row, chosen: Option<UnitId>, shared: &Shared) -> Option<Onward> {
        let kind = if shared.config.registers(row.unit) { UnitKind::Registration } else { UnitKind::Service };
        let step = onward(row, kind, chosen)?;
        let may = step != Onward::Serve || shared.may(Permission::WriteCare);
        (may && self.may(shared)).then_some(step)
    }

    /// Whom again and no-show are about: the marked turn, when it was called. Nobody else: a second press of the key
    /// that marked one as absent must not reach the next.
    pub fn called<'a>(&self, marked: Option<&'a Row>, shared: &Shared) -> Option<&'a Row> {
        marked.filter(|row| can(row.state, Step::NoShow)).filter(|_| self.may(shared))
    }

    /// Whoever was called here and has not come nor was said to be absent: asked about once before the next is called.
    /// Called again without an answer, the next one is called all the same.
    pub fn asks_first(&mut self, mine: Option<&Row>) -> Option<StopId> {
        let open = mine.map(|row| row.stop).filter(|stop| self.asked != Some(*stop));
        self.asked = open;
        open
    }

    /// The turn about which it is asked now, as long as it is still called.
    pub fn asks<'a>(&self, mine: Option<&'a Row>) -> Option<&'a Row> {
        mine.filter(|row| self.asked == Some(row.stop))
    }

    /// Never mind the question.
    pub fn ask_no_more(&mut self) -> bool {
        self.asked.take().is_some()
    }

    /// The list was looked at again: nobody is asked about who is not called here any more. Says whom the mark goes to:
    /// whoever became the called one here again, by an undo or since the program began anew. It goes from nobody, or from
    /// who waits again because their call was taken back; from no other, so that no second press of a key reaches the next.
    pub fn looked(&mut self, rows: &[Row], marked: Option<StopId>, shared: &Shared) -> Option<StopId> {
        let here: Vec<StopId> = called_here(rows, shared).map(|row| row.stop).collect();
        let before = std::mem::replace(&mut self.here, here);
        let now = self.here.first().copied();
        if self.asked != now {
            self.asked = None;
        }
        // Who is called from here now is marked by the answer.
        let now = now.filter(|now| self.flight.is_free() && before.first() != Some(now))?;
        let waits = |row: &Row| row.state == State::Waiting && !row.is_held(shared.now);
        let to = match marked {
            None => !before.contains(&now),
            Some(marked) => {
                before.first() == Some(&marked) && rows.iter().any(|row| row.stop == marked && waits(row))
            }
        };
        to.then_some(now)
    }

    /// Whether a turn can be held for a moment, or comes back from one.
    pub fn hold(&self, row: &Row, shared: &Shared) -> Option<Act> {
        let act = if row.is_held(shared.now) {
            Act::Return
        } else if can(row.state, Step::Hold(shared.now)) {
            Act::Hold
        } else {
            return None;
        };
        self.may(shared).then_some(act)
    }

    /// Calls whoever is next in this seat's unit to this seat's counter.
    pub fn next<H: Send + 'static>(&mut self, hand: H, shared: &Shared) -> Action<Done<H>> {
        let (Some(unit), Some(counter)) = (shared.unit(), shared.counter()) else { return Action::none() };
        let command = CallNext { unit: unit.id, counter: counter.id };
        self.run(command, |came| Done { act: None, stop: None, ticket: String::new(), hand, came })
    }

    /// Does it to a turn as it was seen.
    pub fn act<H: Send + 'static>(
        &mut self,
        act: Act,
        row: &Row,
        hand: H,
        shared: &Shared,
    ) -> Action<Done<H>> {
        let (stop, ticket) = (row.stop, row.ticket);
        let (seen, ticket_seen) = (Some(row.revision), Some(row.ticket_revision));
        let on = OnStop { stop, seen };
        let done = {
            let (act, ticket) = (Some(act.clone()), shared.ticket(row.number.as_ref()));
            move |came| Done { act, stop: Some(stop), ticket, hand, came }
        };
        match act {
            Act::Call(counter) => self.run(Call { stop, counter, seen }, done),
            Act::CallAgain => self.run(CallAgain(on), done),
            Act::NoShow => self.run(NoShow(on), done),
            Act::Restore => self.run(Restore(on), done),
            Act::Hold => self.run(Hold(on), done),
            Act::Return => self.run(Return(on), done),
            Act::WaitAgain => self.run(flow::command::WaitAgain(on), done),
            Act::Serve(payer, kind) => self.run(flow::command::Serve { on, payer, kind }, done),
            Act::Admit(next, person, told) => {
                self.run(flow::command::Admit { stop, person, next, seen, told }, done)
            }
            Act::Finish => self.run(Finish { stop, next: None, seen }, done),
            Act::Move(to) => self.run(Move { stop, to, seen }, done),
            Act::Cancel(reason) => self.run(Cancel { ticket, reason, seen: ticket_seen }, done),
            Act::Mark(priority, urgency) => {
                self.run(SetPriority { ticket, priority, urgency, seen: ticket_seen }, done)
            }
            Act::Link(person, told) => {
                // A person is only put in another's place on what was seen of the ticket.
                let seen = row.person.and(ticket_seen);
                self.run(flow::command::Link { ticket, person, seen, told }, done)
            }
        }
    }

    fn run<C, H>(
        &mut self,
        command: C,
        done: impl FnOnce(Result<Came, Refusal>) -> Done<H> + Send + 'static,
    ) -> Action<Done<H>>
    where
        C: Order<Reply: Into<Came>>,
        H: Send + 'static,
    {
        if !self.flight.begin() {
            return Action::none();
        }
        Action::run(command, move |reply| done(reply.map(Into::into)))
    }

    /// The answer is here: the next act may begin.
    pub fn landed(&mut self) {
        self.flight = Flight::Idle;
    }
}

/// The newest call to this seat's counter.
pub fn mine<'a>(rows: &'a [Row], shared: &Shared) -> Option<&'a Row> {
    called_here(rows, shared).next()
}

fn called_here<'a>(rows: &'a [Row], shared: &Shared) -> impl Iterator<Item = &'a Row> {
    let counter = shared.counter().map(|counter| counter.id);
    rows.iter().filter(move |row| row.state == State::Called && counter.is_some() && row.counter == counter)
}

/// The question about who was called here, in the place of the button that calls the next.
pub fn question<'a, M: 'a>(row: &Row, shared: &'a Shared) -> crate::ui::Element<'a, M> {
    let ticket = shared.ticket(row.number.as_ref());
    let said = shared.words.with("call-asks", &[("ticket", ticket)]);
    panel::note(panel::About::Warning, "", &said)
}

/// The button of F10, which names whom it calls where there is room.
pub fn again<'a, M>(called: Option<&Row>, shared: &Shared) -> Button<'a, M> {
    named(button::secondary(shared.words.text("action-recall").into_owned()).key("F10"), called, shared)
}

/// The button of F11, which names who did not come where there is room.
pub fn skip<'a, M>(called: Option<&Row>, shared: &Shared) -> Button<'a, M> {
    named(button::secondary(shared.words.text("action-skip").into_owned()).key("F11"), called, shared)
}

fn named<'a, M>(button: Button<'a, M>, called: Option<&Row>, shared: &Shared) -> Button<'a, M> {
    match called {
        Some(row) => button.below(shared.ticket_short(row.number.as_ref())),
        None => button,
    }
}

/// The state of a turn in a word, a shape and a colour; with `marks`, for a narrow column, who waits shows why before
/// others instead, and the longest word is a shorter one. `late` is of its list: [`Shared::too_long_since`].
pub fn state<'a>(row: &Row, marks: bool, late: Option<Instant>, shared: &'a Shared) -> Badge<'a> {
    let words = &shared.words;
    let waits = row.state == State::Waiting;
    if waits && row.urgency == Urgency::Emergency {
        return badge::too_long(words.text("priority-emergency"));
    }
    if let Some(held) = row.held.filter(|_| row.is_held(shared.now)) {
        let until = shared.time(held.until);
        return badge::closed(words.with("state-held", &[("until", until)]));
    }
    if let Some(elsewhere) = row.elsewhere.as_ref().filter(|_| waits) {
        let ticket = shared.ticket_short(elsewhere.number.as_ref());
        return badge::closed(words.with("state-elsewhere", &[("ticket", ticket)]));
    }
    if row.is_too_long(late) {
        return badge::too_long(words.text(if marks { "state-too-long-short" } else { "state-too-long" }));
    }
    match row.priority.filter(|_| waits && marks) {
        Some(priority) => badge::priority(words.word("priority", priority.as_str())),
        None => of_state(row.state, words.word("state", row.state.as_str())),
    }
}

/// How long somebody waits or is served; of what has ended, when. By a clock that does not fit the time of the ticket.
pub fn time(row: &Row, shared: &Shared) -> String {
    match row.state {
        State::Waiting => shared.waits(row),
        State::Called | State::Serving if !shared.clock.tells_waits() => shared.time(row.issued_at),
        State::Called | State::Serving => shared.ago(row.since),
        State::NoShow | State::Done | State::Moved | State::Cancelled => shared.time(row.since),
    }
}

/// Where else somebody is called or being served, while this turn waits for them: "Sedang dilayani: A-014, Ruang Umum".
pub fn elsewhere(row: &Row, shared: &Shared) -> Option<String> {
    let there = row.elsewhere.as_ref()?;
    let words = &shared.words;
    let counter = there.counter.and_then(|id| shared.config.counter(id)).map(|counter| counter.name.as_str());
    let unit = shared.config.unit(there.unit).map(|unit| unit.name.as_str());
    let (ticket, place) =
        (shared.ticket(there.number.as_ref()), counter.or(unit).unwrap_or_default().to_owned());
    Some(match there.state {
        State::Serving => words.with("state-elsewhere-serving", &[("ticket", ticket), ("place", place)]),
        _ => words.with("state-elsewhere-called", &[("ticket", ticket), ("place", place)]),
    })
}

/// The badge of a state, with its word.
pub fn of_state<'a>(state: State, word: impl Into<std::borrow::Cow<'a, str>>) -> Badge<'a> {
    match state {
        State::Waiting => badge::waiting(word),
        State::Called => badge::called(word),
        State::Serving => badge::serving(word),
        State::Done => badge::done(word),
        State::NoShow => badge::no_show(word),
        State::Moved | State::Cancelled => badge::closed(word),
    }
}
