//! One's own password and quick PIN. The password that holds now is asked first: a desk left open for a minute must
//! not change hands.

use iced::widget::{column, row};

use super::part::{FORM, Saving, save, section};
use super::{Message as Outer, id};
use crate::clinic::{Refusal, SignIn};
use crate::staff::command::{SetPassword, SetPin};
use crate::staff::secret::SHORTEST_PASSWORD;
use crate::staff::{SecretHash, WeakSecret};
use crate::ui::Element;
use crate::ui::action::{Action, Toast, Wish};
use crate::ui::aside::aside;
use crate::ui::secret::{Denied, Secret, pin_key};
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::field::{self, Note};

/// What is typed here.
#[derive(Debug, Clone, Default)]
pub(super) struct OwnForm {
    current: Secret,
    denied: Option<Denied>,
    password: Secret,
    again: Secret,
    pin: Secret,
    bad_pin: Option<WeakSecret>,
    tried: bool,
    saving: Saving,
}

/// What can happen.
#[derive(Debug, Clone)]
pub enum Message {
    Current(Secret),
    Proved(Result<SignIn, Refusal>),
    Password(Secret),
    Again(Secret),
    Pin(Secret),
    To(&'static str),
    Hashed(Option<Result<Hashes, WeakSecret>>),
    Saved(Result<(), Refusal>),
}

/// What was typed, hashed; each may be left out.
#[derive(Debug, Clone)]
pub struct Hashes {
    password: Option<SecretHash>,
    pin: Option<SecretHash>,
}

impl OwnForm {
    pub(super) fn save(&mut self) -> Action<Outer> {
        if self.saving.is_waiting() || (self.password.0.is_empty() && self.pin.0.is_empty()) {
            return Action::focus(id::OWN_PASSWORD);
        }
        self.tried = true;
        if self.is_short() {
            return Action::focus(id::OWN_PASSWORD);
        }
        if self.password != self.again {
            return Action::focus(id::OWN_AGAIN);
        }
        self.bad_pin =
            Some(&self.pin.0).filter(|pin| !pin.is_empty()).and_then(|pin| SecretHash::check_pin(pin).err());
        if self.bad_pin.is_some() {
            return Action::focus(id::OWN_PIN);
        }
        if self.current.0.is_empty() {
            return Action::focus(id::OWN_CURRENT);
        }
        (self.saving, self.denied) = (Saving::Waiting, None);
        let prove = Wish::Prove(self.current.clone(), Box::new(|answer| Outer::Own(Message::Proved(answer))));
        Action::of(prove)
    }

    fn proved(&mut self, answer: Result<SignIn, Refusal>) -> Action<Outer> {
        if let Err(denied) = Denied::unless_welcome(answer) {
            (self.saving, self.denied) = (Saving::Idle, Some(denied));
            return Action::focus(id::OWN_CURRENT);
        }
        let (password, pin) = (self.password.0.clone(), self.pin.0.clone());
        let some = |text: &String| !text.is_empty();
        aside(
            move || {
                let pin = Some(pin).filter(some).map(|pin| SecretHash::of_pin(&pin)).transpose()?;
                let password = Some(password).filter(some);
                let password = password.map(|word| SecretHash::of_password(&word)).transpose()?;
                Ok(Hashes { password, pin })
            },
            |hashes| Outer::Own(Message::Hashed(hashes)),
        )
    }

    fn is_short(&self) -> bool {
        let length = self.password.0.chars().count();
        length > 0 && length < SHORTEST_PASSWORD
    }

    pub(super) fn update(&mut self, message: Message, shared: &Shared) -> Action<Outer> {
        match message {
            Message::Current(text) => (self.current, self.denied) = (text, None),
            Message::Proved(answer) => return self.proved(answer),
            Message::Password(text) => self.password = text,
            Message::Again(text) => self.again = text,
            Message::Pin(text) => (self.pin, self.bad_pin) = (text, None),
            Message::To(next) => return Action::focus(next),
            Message::Hashed(Some(Ok(hashes))) => return self.set(hashes, shared),
            Message::Hashed(bad) => {
                (self.saving, self.bad_pin) = (Saving::Idle, bad.and_then(Result::err));
                return Action::focus(id::OWN_PIN);
            }
            Message::Saved(reply) => {
                if self.saving.done(reply).is_some() {
                    *self = Self::default();
                    return Action::say(Toast::done(shared.words.text("word-saved")));
                }
            }
        }
        Action::none()
    }

    fn set(&mut self, hashes: Hashes, shared: &Shared) -> Action<Outer> {
        let Some(account) = shared.session.as_ref().and_then(crate::clinic::Session::account) else {
            self.saving = Saving::Idle;
            return Action::none();
        };
        let saved = |reply| Outer::Own(Message::Saved(reply));
        let password = hashes.password.map(|password| Action::run(SetPassword { account, password }, saved));
        let pin = hashes.pin.map(|pin| Action::run(SetPin { account, pin: Some(pin) }, saved));
        let none = Action::none;
        password.unwrap_or_else(none).and(pin.unwrap_or_else(none))
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Outer> {
        let words = &shared.words;
        let on = Outer::Own;
        let least = words.with("signin-password-short", &[("least", SHORTEST_PASSWORD)]);
        let password = field::field(words.text("signin-new-password"), &self.password.0)
            .id(id::OWN_PASSWORD)
            .secret()
            .on_input(move |text| on(Message::Password(Secret(text))))
            .on_submit(on(Message::To(id::OWN_AGAIN)))
            .note(if self.tried && self.is_short() { Note::refuse(least) } else { Note::help(least) });
        let differ = self.password != self.again && (self.tried || !self.again.0.is_empty());
        let again = field::field(words.text("signin-new-password-again"), &self.again.0)
            .id(id::OWN_AGAIN)
            .secret()
            .on_input(move |text| on(Message::Again(Secret(text))))
            .on_submit(on(Message::To(id::OWN_PIN)))
            .note_maybe(differ.then(|| Note::refuse(words.text("signin-passwords-differ"))));
        let pin = field::field(words.text("settings-own-pin"), &self.pin.0)
            .id(id::OWN_PIN)
            .secret()
            .on_input(move |text| on(Message::Pin(Secret(text))))
            .note(match self.bad_pin {
                Some(why) => Note::refuse(words.text(pin_key(why))),
                None => Note::help(words.text("firstrun-admin-pin-hint")),
            });
        let missing = self.tried && self.current.0.is_empty();
        let current = field::field(words.text("signin-current-password"), &self.current.0)
            .id(id::OWN_CURRENT)
            .secret()
            .on_input(move |text| on(Message::Current(Secret(text))))
            .on_submit(on(Message::To(id::OWN_PASSWORD)))
            .note_maybe(match &self.denied {
                Some(denied) => Some(denied.note("signin-current-wrong", shared)),
                None => missing.then(|| Note::refuse(words.text("signin-password-hint"))),
            });
        let half = || iced::widget::Space::new().width(iced::Length::Fill);
        let form = column![
            row![current, half()].spacing(Gap::L),
            row![password, again].spacing(Gap::L),
            row![pin, half()].spacing(Gap::L),
        ]
        .spacing(Gap::L)
        .max_width(FORM);
        section(words.text("settings-own"), form, save(words, &self.saving))
    }
}
