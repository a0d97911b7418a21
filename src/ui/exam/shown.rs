//! What is seen of a visit's page: which part, from where, with the cursor in which field; and where its person is.

use iced::widget::operation::scroll_to;
use iced::widget::scrollable::AbsoluteOffset;

use super::acts::There;
use super::diagnosis;
use super::message::{Message, Tab, id};
use super::page::Page;
use crate::ui::action::Action;

impl Page {
    pub(super) fn turn(&mut self, at: usize) -> Action<Message> {
        self.show(match at {
            0 => Tab::Examine,
            1 => Tab::Diagnosis,
            2 => Tab::Plan,
            _ => Tab::Side,
        })
    }

    /// The same by its key: what is typed next is for its first field.
    pub(super) fn turn_to(&mut self, at: usize) -> Action<Message> {
        let first = match at {
            _ if !self.is_open() => self.first_field(),
            0 => self.first_field(),
            1 => diagnosis::id::SEARCH,
            _ => id::PLAN,
        };
        self.turn(at).and(Action::focus(first))
    }

    /// Another part of the page, from its beginning.
    pub(super) fn show(&mut self, tab: Tab) -> Action<Message> {
        let before = std::mem::replace(&mut self.tab, tab);
        if before == tab { Action::none() } else { self.to_top() }
    }

    /// By this name the page is scrolled: an answer for a page that was left scrolls no other.
    pub(super) fn scrolled(&self) -> String {
        format!("exam.page.{}", self.sheet.visit.id)
    }

    pub(super) fn to_top(&self) -> Action<Message> {
        Action::task(scroll_to(self.scrolled(), AbsoluteOffset { x: 0.0, y: 0.0 }))
    }

    /// Where the person of this open visit is meanwhile: its ticket's turn in another unit.
    pub(super) fn away(&self) -> Option<There> {
        let row = self.sheet.stop.as_ref().filter(|row| self.is_open() && row.state.is_open())?;
        (row.unit != self.sheet.visit.unit).then_some((row.unit, row.opened_at))
    }

    /// The next field, and the part it stands in.
    pub(super) fn next(&mut self, to: &'static str) -> Action<Message> {
        let top = self.show(match to {
            diagnosis::id::SEARCH | id::FINDINGS => Tab::Diagnosis,
            id::PLAN | id::NOTE | id::REFERRAL | id::NEXT => Tab::Plan,
            _ => Tab::Examine,
        });
        top.and(Action::focus(to))
    }
}
