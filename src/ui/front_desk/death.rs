//! Somebody died, or was marked so by mistake: the day, and what it means for the counts.

use chrono::NaiveDate;
use iced::Length;
use iced::widget::{Space, column, row};

use super::{FrontDesk, Message as Desk, Mode};
use crate::clinic::{Permission, Refusal};
use crate::people::command::MarkLiving;
use crate::people::{self, OpenVisit, Person, Which};
use crate::queue::Row;
use crate::ui::Element;
use crate::ui::action::{Action, Toast, Undo};
use crate::ui::flight::Flight;
use crate::ui::form::{self, Field, Form, Input, parse};
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::panel::{self, About};
use crate::ui::widget::{button, field, text};

/// Ids of what is focused.
pub mod id {
    pub const ON: &str = "death.on";
    /// Ctrl+Enter.
    pub const SAVE: &str = "death.save";
}

#[derive(Debug, Clone)]
pub enum Message {
    /// From the form of the chosen person.
    Begin,
    Form(form::Event),
    /// Ctrl+Enter.
    Save,
    /// It is recorded or taken away, or not; and what was wanted, of whom.
    Saved(Wanted, Result<people::Changed, Refusal>),
}

/// What was wanted, for the sentence about it.
#[derive(Debug, Clone)]
pub struct Wanted {
    name: String,
    /// The day of the death; none where the mark was to go.
    on: Option<NaiveDate>,
}

#[derive(Debug)]
pub struct Death {
    on: Field<NaiveDate>,
    /// The door asked about a visit that is still open: the next press records the death all the same.
    open_visit: OpenVisit,
    flight: Flight,
}

impl Default for Death {
    fn default() -> Self {
        Self {
            on: Field::new(id::ON, "death-on", parse::date),
            open_visit: OpenVisit::Ask,
            flight: Flight::Idle,
        }
    }
}

impl Form for Death {
    fn inputs(&mut self) -> Vec<&mut dyn Input> {
        vec![&mut self.on]
    }
}

impl FrontDesk {
    fn marked(&self) -> Option<&Person> {
        let patient = self.chosen.as_ref().and_then(|chosen| chosen.patient.as_deref());
        patient.map(|patient| &patient.opened.person)
    }

    /// The turns of who is at the counter.
    fn tickets_of_the_day(&self) -> impl Iterator<Item = &Row> {
        self.chosen.iter().filter_map(|chosen| chosen.patient.as_deref()).flat_map(|patient| &patient.tickets)
    }

    pub(super) fn on_death(&mut self, message: Message, shared: &Shared) -> Action<Desk> {
        match message {
            Message::Begin => return self.begin_death(shared),
            Message::Form(event @ form::Event::Typed(..)) => {
                self.death.flight.forget();
                self.death.open_visit = OpenVisit::Ask;
                self.death.hear(event, shared.date());
            }
            Message::Form(form::Event::Enter(_)) | Message::Save => return self.save_death(),
            Message::Saved(wanted, reply) => return self.saved_death(&wanted, reply, shared),
        }
        Action::none()
    }

    fn begin_death(&mut self, shared: &Shared) -> Action<Desk> {
        if self.marked().is_none() || !shared.may(Permission::CorrectPeople) {
            return Action::none();
        }
        let today = shared.date();
        self.death = Death::default();
        self.death.on.set(shared.words.date(today), today);
        self.mode = Mode::Death;
        self.focus()
    }

    fn save_death(&mut self) -> Action<Desk> {
        let Some(person) = self.marked() else { return Action::none() };
        let which = Which { person: person.id, seen: Some(person.revision) };
        let name = person.details.name.clone();
        let hear = |on| {
            let wanted = Wanted { name, on };
            move |reply| Desk::Death(Message::Saved(wanted, reply))
        };
        let saved = if person.deceased_on.is_some() {
            Action::run(MarkLiving(which), hear(None))
        } else {
            match (self.death.ready(), self.death.on.value()) {
                (Ok(()), Some(on)) => {
                    let open_visit = self.death.open_visit;
                    Action::run(people::Death { which, on: *on, open_visit }, hear(Some(*on)))
                }
                _ => return Action::focus(id::ON),
            }
        };
        if self.death.flight.begin() { saved } else { Action::none() }
    }

    fn saved_death(
        &mut self,
        wanted: &Wanted,
        reply: Result<people::Changed, Refusal>,
        shared: &Shared,
    ) -> Action<Desk> {
        if matches!(reply, Err(Refusal::People(people::Error::VisitOpen))) {
            self.death.open_visit = OpenVisit::Known;
        }
        let Some(changed) = self.death.flight.land(reply) else { return self.focus() };
        // Left meanwhile: who is at the counter now stays.
        if self.mode == Mode::Death {
            self.mode = Mode::Desk;
        }
        // What the form of this person holds is older than what is stored now.
        if self.amend.as_deref().is_some_and(|form| form.is_of(changed.person)) {
            self.amend = None;
        }
        let said = Action::say(said(wanted, changed, shared));
        said.and(self.ask_again(shared)).and(self.focus())
    }
}

/// Of whom it is recorded: the mark of a death ends turns, so that it can be taken back as long as theirs can.
fn said(wanted: &Wanted, changed: people::Changed, shared: &Shared) -> Toast {
    let (words, name) = (&shared.words, wanted.name.as_str());
    let Some(on) = wanted.on else {
        return Toast::done(words.with("death-taken-back", &[("name", name)]));
    };
    let said = words.with("death-recorded", &[("name", name), ("date", words.date(on).as_str())]);
    let which = Which { person: changed.person, seen: Some(changed.revision) };
    Toast::undoable(said, Undo::Death(which)).about("", Some(name))
}

/// The panel in the middle.
pub(super) fn view<'a>(desk: &'a FrontDesk, shared: &'a Shared) -> Element<'a, Desk> {
    let words = &shared.words;
    let Some(person) = desk.marked() else { return Space::new().into() };
    let form = &desk.death;
    let (title, label) = match person.deceased_on {
        None => ("death-title", "death-save"),
        Some(_) => ("death-undo-title", "death-undo"),
    };
    let what: Element<'a, Desk> = match person.deceased_on {
        Some(on) => field::value(words.text("death-on"), field::value_text(words.date(on))),
        None => Element::from(form.on.view(words)).map(|event| Desk::Death(Message::Form(event))),
    };
    let mut all = column![
        text::title(words.text(title)),
        text::heading(person.details.name.as_str()).cut(),
        text::body(words.text("death-what")).muted().width(Length::Fill),
        iced::widget::container(what).max_width(240),
    ];
    if person.deceased_on.is_none() {
        for row in desk.tickets_of_the_day().filter(|row| row.state.ends_with_death()) {
            let unit = shared.config.unit(row.unit).map(|unit| unit.name.as_str()).unwrap_or_default();
            let ticket = shared.ticket(row.number.as_ref());
            let said = words.with("death-ends-ticket", &[("ticket", ticket.as_str()), ("unit", unit)]);
            all = all.push(panel::note(About::Warning, "", &said));
        }
    }
    if form.flight.problem().is_some() {
        all = all.push(form.flight.note(words));
    }
    let save = button::primary(words.text(label))
        .key("Ctrl+Enter")
        .id(id::SAVE)
        .on_press_maybe(form.flight.free(Desk::Death(Message::Save)));
    let back = button::secondary(words.text("action-back")).key("Esc").on_press(Desk::Back);
    let all = all.push(row![save, back].spacing(Gap::S)).spacing(Gap::L);
    panel::panel(all).padding(Gap::L).width(Length::Fill).into()
}
