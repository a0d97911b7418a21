//! Somebody died, or was marked so by mistake: the day, and what it means for the counts.

use iced::Length;
use iced::widget::{Space, column, row};

use super::{FrontDesk, Message as Desk, Mode};
use crate::clinic::{Permission, Refusal};
use crate::people::command::MarkLiving;
use crate::people::{self, Death, Person, Which};
use crate::ui::Element;
use crate::ui::action::{Action, Toast};
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::field::Note;
use crate::ui::widget::panel::About;
use crate::ui::widget::{button, field, panel, text};
use crate::words::parse_date;

/// Ids of what is focused.
pub mod id {
    /// The day.
    pub const ON: &str = "death.on";
    /// Ctrl+Enter.
    pub const SAVE: &str = "death.save";
}

/// What can happen.
#[derive(Debug, Clone)]
pub enum Message {
    /// From the form of the chosen person.
    Begin,
    /// The day was typed.
    Typed(String),
    /// Ctrl+Enter.
    Save,
    /// Saved, or not.
    Saved(Result<people::Changed, Refusal>),
}

/// The day as typed.
#[derive(Debug, Default)]
pub struct Form {
    on: String,
    unread: bool,
    refusal: Option<Refusal>,
    saving: bool,
}

impl FrontDesk {
    fn marked(&self) -> Option<&Person> {
        let patient = self.chosen.as_ref().and_then(|chosen| chosen.patient.as_deref());
        patient.map(|patient| &patient.opened.person)
    }

    pub(super) fn on_death(&mut self, message: Message, shared: &Shared) -> Action<Desk> {
        match message {
            Message::Begin => return self.begin_death(shared),
            Message::Typed(text) => self.death = Form { on: text, ..Form::default() },
            Message::Save => return self.save_death(shared),
            Message::Saved(reply) => return self.saved_death(reply, shared),
        }
        Action::none()
    }

    fn begin_death(&mut self, shared: &Shared) -> Action<Desk> {
        if self.marked().is_none() || !shared.may(Permission::CorrectPeople) {
            return Action::none();
        }
        self.death = Form { on: shared.words.date(shared.today().0), ..Form::default() };
        self.mode = Mode::Death;
        self.focus()
    }

    fn save_death(&mut self, shared: &Shared) -> Action<Desk> {
        let Some(person) = self.marked().filter(|_| !self.death.saving) else { return Action::none() };
        let which = Which { person: person.id, seen: Some(person.revision) };
        let hear = |reply| Desk::Death(Message::Saved(reply));
        let saved = if person.deceased_on.is_some() {
            Action::run(MarkLiving(which), hear)
        } else {
            match parse_date(&self.death.on, shared.today().0) {
                Ok(on) => Action::run(Death { which, on }, hear),
                Err(_) => {
                    self.death.unread = true;
                    return Action::focus(id::ON);
                }
            }
        };
        self.death.saving = true;
        saved
    }

    fn saved_death(&mut self, reply: Result<people::Changed, Refusal>, shared: &Shared) -> Action<Desk> {
        self.death.saving = false;
        match reply {
            Ok(_) => {
                self.mode = Mode::Desk;
                // What the form of this person holds is older than what is stored now.
                self.amend = None;
                Action::say(Toast::done(shared.words.text("word-saved")))
                    .and(self.ask_again(shared))
                    .and(self.focus())
            }
            Err(refusal) => {
                self.death.refusal = Some(refusal);
                self.focus()
            }
        }
    }
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
        None => field::field(words.text("death-on"), &form.on)
            .id(id::ON)
            .on_input(|text| Desk::Death(Message::Typed(text)))
            .on_submit(Desk::Death(Message::Save))
            .note_maybe(form.unread.then(|| Note::refuse(words.text("problem-date-form"))))
            .into(),
    };
    let mut all = column![
        text::title(words.text(title)),
        text::heading(person.details.name.as_str()).cut(),
        text::body(words.text("death-what")).muted().width(Length::Fill),
        iced::widget::container(what).max_width(240),
    ];
    if let Some(refusal) = &form.refusal {
        all = all.push(panel::note(About::Error, "", &refusal.explain(words)));
    }
    let save = button::primary(words.text(label))
        .key("Ctrl+Enter")
        .id(id::SAVE)
        .on_press_maybe((!form.saving).then_some(Desk::Death(Message::Save)));
    let back = button::secondary(words.text("action-back")).key("Esc").on_press(Desk::Back);
    let all = all.push(row![save, back].spacing(Gap::S)).spacing(Gap::L);
    panel::panel(all).padding(Gap::L).width(Length::Fill).into()
}
