//! The keys of the front desk, in one place.

use iced::keyboard::key::Named;

use super::queue::Message as Q;
use super::ticket::{Message as T, all_services};
use super::{FrontDesk, Message, Mode, death, family, form, merge, paper};
use crate::clinic::Permission;
use crate::queue::rules::Onward;
use crate::setup::Standing;
use crate::ui::Element;
use crate::ui::shared::Shared;
use crate::ui::widget::keys::{Shortcut, on_keys};

impl FrontDesk {
    /// F2, and the button that says what it does: a ticket; while a search is open, whoever is marked first.
    pub(super) fn on_f2(&self, shared: &Shared) -> Option<Message> {
        if self.search.comes_first() {
            return self.can_open_first(shared).map(|()| Message::Open);
        }
        self.can_issue(shared).map(|()| Message::Ticket(T::Issue))
    }

    /// F3: the box in which somebody is looked for, on the page that is in view.
    fn on_f3(&self) -> Message {
        if self.mode == Mode::Family { Message::Family(family::Message::ToSearch) } else { Message::ToSearch }
    }

    /// Ctrl+F: the page of the family; on it, what was chosen stays, and the cursor comes to the box.
    fn on_ctrl_f(&self) -> Message {
        Message::Family(if self.mode == Mode::Family {
            family::Message::ToSearch
        } else {
            family::Message::Begin
        })
    }

    /// F8, and its button: a ticket of nobody yet goes on with whoever is marked, and that one is opened first.
    pub(super) fn on_f8(&self, shared: &Shared) -> Option<Message> {
        let (step, row) = self.step(shared)?;
        match step {
            _ if row.person.is_none() && self.search.comes_first() => Some(Message::Open),
            // It would be a second number in the same unit.
            Onward::Admit(next) if self.in_the_way(row, next, shared).is_some() => None,
            _ => Some(Message::Queue(Q::Step)),
        }
    }

    /// The whole screen with its keys; one that has nothing to do is not bound.
    pub(super) fn bound<'a>(
        &'a self,
        screen: Element<'a, Message>,
        shared: &'a Shared,
    ) -> Element<'a, Message> {
        let at_desk = matches!(self.mode, Mode::Desk | Mode::History);
        let desk = |message: Message| at_desk.then_some(message);
        let letters: Option<fn(String) -> Message> = at_desk.then_some(Message::TypedAnywhere);
        let save = match self.mode {
            Mode::New | Mode::Amend => Some(Message::Form(form::Message::Save)),
            Mode::Paper => Some(Message::OnPaper(paper::Message::Save)),
            Mode::Death => Some(Message::Death(death::Message::Save)),
            Mode::Family => self.can_move().map(Message::Family),
            Mode::Merge => Some(Message::Merge(merge::Message::Save)),
            Mode::Desk | Mode::History => {
                self.can_call_chosen(shared).map(|()| Message::Queue(Q::CallChosen))
            }
        };
        let history = self.chosen.is_some() && shared.may(Permission::SeeCare);
        let amend = self.chosen.is_some() && shared.may(Permission::CorrectPeople);
        let register = shared.may(Permission::RegisterPeople);
        let paper = shared.may(Permission::KeepTheDay);
        // The letter of a unit's numbers, which everybody here knows, chooses it.
        let units = all_services(shared).filter(|unit| at_desk && unit.standing == Standing::Open);
        let letters_of_units = units.filter_map(|unit| Some((unit.prefix.chars().next()?, unit.id)));
        let keys = letters_of_units.fold(on_keys(screen), |keys, (letter, unit)| {
            keys.bind(Shortcut::alt(letter.to_ascii_lowercase()), Message::Ticket(T::Unit(unit)))
        });
        keys.bind_maybe(Shortcut::key(Named::F2), self.on_f2(shared))
            .bind(Shortcut::key(Named::F3), self.on_f3())
            .bind_maybe(
                Shortcut::key(Named::F4),
                self.visit_step(shared).map(|_| Message::Ticket(T::OpenVisit)),
            )
            .bind_maybe(
                Shortcut::key(Named::F5),
                self.can_reopen(shared).then_some(Message::Queue(Q::ReopenDay)),
            )
            .bind_maybe(Shortcut::key(Named::F6), amend.then_some(Message::Amend))
            .bind_maybe(Shortcut::ctrl('f'), amend.then_some(self.on_ctrl_f()))
            .bind_maybe(Shortcut::ctrl('u'), self.can_unmove().map(Message::Family))
            .bind_maybe(Shortcut::key(Named::F7), history.then_some(Message::History))
            .bind_maybe(Shortcut::key(Named::F8), self.on_f8(shared))
            .bind_maybe(Shortcut::key(Named::F9), self.can_call(shared).map(|()| Message::Queue(Q::CallNext)))
            .bind_maybe(
                Shortcut::key(Named::F10),
                self.called_row(shared).map(|_| Message::Queue(Q::CallAgain)),
            )
            .bind_maybe(Shortcut::key(Named::F11), self.called_row(shared).map(|_| Message::Queue(Q::NoShow)))
            .bind_maybe(
                Shortcut::alt('i'),
                self.form()
                    .and_then(|form| form.proposed_mother(shared))
                    .map(|_| Message::Form(form::Message::Family(form::FamilyMessage::Mother))),
            )
            .bind_maybe(Shortcut::ctrl('t'), self.can_hold(shared).map(|_| Message::Queue(Q::Hold)))
            .bind_maybe(
                Shortcut::ctrl('e'),
                self.can_issue_emergency(shared).map(|()| Message::Ticket(T::Emergency)),
            )
            .bind_maybe(Shortcut::ctrl('n'), register.then_some(Message::Register))
            .bind_maybe(Shortcut::ctrl('p'), paper.then_some(Message::Paper))
            .bind(Shortcut::ctrl_key(Named::ArrowUp), Message::Queue(Q::Mark(-1)))
            .bind(Shortcut::ctrl_key(Named::ArrowDown), Message::Queue(Q::Mark(1)))
            .bind_maybe(Shortcut::ctrl_key(Named::Enter), save)
            .bind_maybe(Shortcut::ctrl('g'), self.on_ctrl_g(shared))
            .bind_maybe(Shortcut::key(Named::ArrowUp), desk(Message::Mark(-1)))
            .bind_maybe(Shortcut::key(Named::ArrowDown), desk(Message::Mark(1)))
            .bind_maybe(
                Shortcut::key(Named::Enter),
                self.queue.is_calm().then(|| desk(Message::Open)).flatten(),
            )
            .bind(Shortcut::key(Named::Escape), Message::Back)
            .on_letters(letters)
            .into()
    }
}
