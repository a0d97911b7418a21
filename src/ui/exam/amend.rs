//! What is added to a closed visit: a text that says why, and with it vital signs and diagnoses that were forgotten.

use iced::Length;
use iced::widget::{Column, column};

use super::diagnosis::Diagnoses;
use super::form;
use super::page::{Message, Page, id};
use super::vitals::{Vitals, Whose};
use crate::ui::Element;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::{area, button, text};
use crate::visits::{Sign, Visit};
use crate::words::Words;

/// An addition while it is typed.
#[derive(Debug)]
pub struct Amending {
    /// Why something is added, or what.
    pub text: area::Content,
    /// Signs that the visit has not.
    pub vitals: Vitals,
    /// Diagnoses beside those of the visit.
    pub diagnoses: Diagnoses,
    usual: &'static [Sign],
}

impl Amending {
    /// Nothing typed yet.
    pub fn new(visit: &Visit, usual: &'static [Sign], whose: Whose, words: &Words) -> Self {
        Self {
            text: area::Content::new(),
            vitals: Vitals::missing(usual, whose, visit, words),
            diagnoses: Diagnoses::added_to(visit),
            usual,
        }
    }

    /// It was written: nothing typed again.
    pub fn clear(&mut self, visit: &Visit, words: &Words) {
        *self = Self::new(visit, self.usual, self.vitals.whose().clone(), words);
    }

    /// Takes the visit as it is now; what was typed stays.
    pub fn read(&mut self, visit: &Visit, words: &Words) {
        if !self.vitals.is_touched() {
            self.vitals = Vitals::missing(self.usual, self.vitals.whose().clone(), visit, words);
        }
        if self.diagnoses.list.is_empty() && self.diagnoses.typed().is_empty() {
            self.diagnoses = Diagnoses::added_to(visit);
        }
    }

    /// Whether something is typed.
    pub fn is_touched(&self) -> bool {
        !self.text.text().trim().is_empty() || self.vitals.is_touched() || !self.diagnoses.list.is_empty()
    }
}

/// The fields of an addition.
pub fn view<'a>(page: &'a Page, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let amending = &page.amending;
    let said = amending.text.text();
    let may = (!said.trim().is_empty()).then_some(Message::Save);
    let amend = button::primary(words.text("visit-amend")).key("Ctrl+Enter").on_press_maybe(may);
    let mut all = Column::new().spacing(Gap::M).width(Length::Fill).push(area::area(
        id::AMEND,
        words.text("note-amendment"),
        &amending.text,
        3,
        Some(Message::Amend),
    ));
    if !amending.vitals.fields().is_empty() {
        let title = text::label(words.text("exam-amend-vitals"));
        let signs = column![title, form::signs(page, words), form::reasons(page, words)];
        all = all.push(signs.spacing(Gap::S));
    }
    all = all.push(amending.diagnoses.view(words).map(Message::Diagnosis)).push(amend);
    if said.trim().is_empty() && amending.is_touched() {
        all = all.push(text::small(words.text("exam-amend-why")).muted());
    }
    all.into()
}
