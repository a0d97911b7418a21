//! What follows a measurement: planned by a chip, a note and a day; done or called off in its own line.

use chrono::NaiveDate;
use iced::widget::{Column, row};
use iced::{Alignment, Length};
use serde::{Deserialize, Serialize};

use crate::clinic::{Order, Refusal};
use crate::screening::command::{CancelFollowUp, FinishFollowUp};
use crate::screening::{
    EndFollowUp, FollowUp, FollowUpChanged, FollowUpId, FollowUpKind, FollowUpState, NewFollowUp,
};
use crate::terms::{MeasurementId, PersonId};
use crate::ui::Element;
use crate::ui::action::Action;
use crate::ui::flight::{Flight, Problem};
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::field::Note;
use crate::ui::widget::shape::Shape;
use crate::ui::widget::{badge, button, choice, field, rows, text};
use crate::words::{Words, parse_date};

/// Ids of the fields.
pub mod id {
    /// What is to be done, in words.
    pub const NOTE: &str = "follow.note";
    /// Until when.
    pub const DUE: &str = "follow.due";
    /// The button.
    pub const PLAN: &str = "follow.plan";
    /// What came of it, or why it is called off.
    pub const OUTCOME: &str = "follow.outcome";
}

#[derive(Debug, Clone)]
pub enum Message {
    /// A kind was chosen.
    Kind(FollowUpKind),
    /// The note was typed.
    Note(String),
    /// The day was typed.
    Due(String),
    Plan,
    /// The door answered.
    Planned(Result<FollowUpChanged, Refusal>),
    /// The same of one that was ended.
    Ended(Result<FollowUpChanged, Refusal>),
    /// This one ends: opens its line.
    End(FollowUpId),
    /// What came of it.
    Outcome(String),
    Done,
    /// It is called off.
    Cancel,
    /// Put the cursor there.
    Next(&'static str),
}

#[derive(Debug, Clone, Default)]
pub struct FollowUps {
    kind: Option<FollowUpKind>,
    note: String,
    due: String,
    ending: Option<FollowUpId>,
    outcome: String,
    flight: Flight,
}

/// What is chosen and typed, to be kept and typed again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Typed {
    kind: Option<FollowUpKind>,
    note: String,
    due: String,
}

/// Whose, and what is there.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// For whom.
    pub person: PersonId,
    /// After which measurement.
    pub measurement: Option<MeasurementId>,
    /// What was planned.
    pub planned: &'a [FollowUp],
    /// What screening advises.
    pub advice: &'a [FollowUpKind],
}

impl FollowUps {
    pub fn update(&mut self, message: Message, about: About<'_>, shared: &Shared) -> Action<Message> {
        match message {
            Message::Kind(kind) => {
                // What is typed is planned as something: then a kind stays chosen.
                let again = self.kind == Some(kind) && !self.has_text();
                self.kind = if again { None } else { Some(kind) };
                return Action::focus(id::NOTE);
            }
            Message::Note(text) => {
                self.note = text;
                self.choose(about);
            }
            Message::Due(text) => {
                self.due = text;
                self.choose(about);
            }
            Message::Next(id) => return Action::focus(id),
            Message::Plan => return self.plan(about, shared),
            // What is typed of the other stays: one is planned, another ended.
            Message::Planned(Ok(_)) => {
                let (ending, outcome) = (self.ending.take(), std::mem::take(&mut self.outcome));
                *self = Self { ending, outcome, ..Self::default() };
            }
            Message::Ended(Ok(_)) => {
                (self.ending, self.flight) = (None, Flight::Idle);
                self.outcome.clear();
            }
            Message::Planned(Err(refusal)) | Message::Ended(Err(refusal)) => self.flight.fail(refusal),
            Message::End(which) => {
                self.ending = if self.ending == Some(which) { None } else { Some(which) };
                self.outcome.clear();
                self.flight.forget();
                return Action::focus(id::OUTCOME);
            }
            Message::Outcome(text) => self.outcome = text,
            Message::Done => return self.end(about, FinishFollowUp),
            Message::Cancel => return self.end(about, CancelFollowUp),
        }
        Action::none()
    }

    fn has_text(&self) -> bool {
        !self.note.trim().is_empty() || !self.due.trim().is_empty()
    }

    /// Who types has chosen: what is advised first, where nothing else was. It is drawn so from then on.
    fn choose(&mut self, about: About<'_>) {
        if self.kind.is_none() && self.has_text() {
            self.kind = Some(about.advice.first().copied().unwrap_or(FollowUpKind::Other));
        }
    }

    /// Whether nothing of it is under way.
    pub fn is_free(&self) -> bool {
        self.flight.is_free()
    }

    /// Whether the last thing that was sent was refused, or could not be sent.
    pub const fn has_problem(&self) -> bool {
        self.flight.problem().is_some()
    }

    /// Whether something was chosen or typed that is not planned yet.
    pub fn is_touched(&self) -> bool {
        self.kind.is_some() || self.has_text()
    }

    /// What was chosen and is not planned yet.
    pub const fn kind(&self) -> Option<FollowUpKind> {
        self.kind
    }

    /// Whether it was typed what came of one, and not said yet whether it was done.
    pub fn has_outcome(&self) -> bool {
        self.ending.is_some() && !self.outcome.trim().is_empty()
    }

    pub fn typed(&self) -> Typed {
        Typed { kind: self.kind, note: self.note.clone(), due: self.due.clone() }
    }

    pub fn type_again(&mut self, typed: Typed) {
        Typed { kind: self.kind, note: self.note, due: self.due } = typed;
    }

    /// What is chosen and typed, in one line.
    pub fn line_of(&self, words: &Words) -> String {
        let kind = self.kind.map(|kind| words.text(kind.words_key()).into_owned()).unwrap_or_default();
        let parts = [kind.as_str(), self.note.trim(), self.due.trim()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Sends what was chosen; nothing where nothing was.
    pub fn plan(&mut self, about: About<'_>, shared: &Shared) -> Action<Message> {
        let Some(kind) = self.kind else { return Action::none() };
        if !self.flight.is_free() {
            return Action::none();
        }
        let Ok(due_on) = read_due(&self.due, shared.date()) else {
            self.flight.fail(Problem::Key("problem-date-form"));
            return Action::focus(id::DUE);
        };
        self.flight.begin();
        let new = NewFollowUp {
            person: about.person,
            measurement: about.measurement,
            kind,
            note: self.note.clone(),
            due_on,
        };
        Action::run(new, Message::Planned)
    }

    fn end<C: Order<Reply = FollowUpChanged>>(
        &mut self,
        about: About<'_>,
        command: fn(EndFollowUp) -> C,
    ) -> Action<Message> {
        let Some(which) = self.ending.and_then(|id| about.planned.iter().find(|one| one.id == id)) else {
            return Action::none();
        };
        if !self.flight.begin() {
            return Action::none();
        }
        let end = EndFollowUp { follow_up: which.id, seen: Some(which.revision), note: self.outcome.clone() };
        Action::run(command(end), Message::Ended)
    }

    /// The list and the form.
    pub fn view<'a>(&'a self, about: About<'a>, words: &'a Words) -> Element<'a, Message> {
        let mut all = Column::new().spacing(Gap::S).width(Length::Fill);
        for planned in about.planned {
            all = all.push(self.line(planned, words));
        }
        let kinds = FollowUpKind::ALL.iter().map(|kind| {
            let short = words.word("follow", kind.as_str());
            choice::chip(short, self.kind == Some(*kind)).on_press(Message::Kind(*kind)).into()
        });
        // What is advised is said; what is chosen, a person chose.
        if let Some(advised) = about.advice.first() {
            let kind = words.word("follow", advised.as_str());
            all = all.push(text::small(words.with("follow-advised", &[("kind", kind)])).muted());
        }
        let note = field::field(words.text("word-note"), &self.note)
            .id(id::NOTE)
            .dense()
            .on_input(Message::Note)
            .on_submit(Message::Next(id::DUE))
            .enter_to(Some(id::DUE));
        let due = field::field(words.text("follow-due"), &self.due)
            .id(id::DUE)
            .dense()
            .width(140)
            .placeholder(words.text("follow-due-hint"))
            .on_input(Message::Due)
            .on_submit(Message::Plan)
            .note_maybe(self.refused(words));
        let chosen = self.kind.map(|_| Message::Plan);
        let plan = button::secondary(words.text("follow-plan")).id(id::PLAN).on_press_maybe(chosen);
        all.push(rows::flow(kinds)).push(row![note, due, plan].spacing(Gap::M).align_y(Alignment::End)).into()
    }

    fn refused(&self, words: &Words) -> Option<Note<'static>> {
        self.flight.problem().map(|problem| Note::refuse(problem.explain(words)))
    }

    fn line<'a>(&'a self, planned: &'a FollowUp, words: &'a Words) -> Element<'a, Message> {
        let (shape, tone) = match planned.state {
            FollowUpState::Planned => (Shape::Ring, crate::ui::theme::Tone::Waiting),
            FollowUpState::Done => (Shape::Tick, crate::ui::theme::Tone::Done),
            FollowUpState::Cancelled => (Shape::Dash, crate::ui::theme::Tone::Done),
        };
        let state = badge::badge(shape, words.word("follow-state", planned.state.as_str()), tone).plain();
        let due = planned.due_on.map(|day| words.date(day)).unwrap_or_default();
        let mut said = words.text(planned.kind.words_key()).into_owned();
        for more in [&planned.note, &planned.outcome] {
            if !more.is_empty() {
                said = format!("{said} {more}");
            }
        }
        let mut line = row![rows::cell(100, state), text::body(said).cut(), text::body(due).muted().line()]
            .spacing(Gap::M)
            .align_y(Alignment::Center)
            .height(rows::height::TABLE);
        if planned.state == FollowUpState::Planned {
            let end = button::quiet(words.text("follow-end")).small().on_press(Message::End(planned.id));
            line = line.push(end);
        }
        if self.ending != Some(planned.id) {
            return line.into();
        }
        let outcome = field::field(words.text("follow-outcome"), &self.outcome)
            .id(id::OUTCOME)
            .dense()
            .on_input(Message::Outcome)
            .on_submit(Message::Done)
            .note_maybe(self.refused(words));
        let acts = row![
            outcome,
            button::secondary(words.text("follow-done")).on_press(Message::Done),
            button::secondary(words.text("follow-cancel")).on_press(Message::Cancel),
        ];
        Column::new().push(line).push(acts.spacing(Gap::S).align_y(Alignment::End)).into()
    }
}

/// A day to come: with a two-digit year, this century; empty is no day.
fn read_due(text: &str, today: NaiveDate) -> Result<Option<NaiveDate>, ()> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    // A follow-up lies ahead: two digits of a year mean one of the next fifty.
    let ahead = today.checked_add_months(chrono::Months::new(600)).unwrap_or(today);
    parse_date(text, ahead).map(Some).map_err(|_| ())
}
