//! One's own password and quick PIN. The password that holds now is asked first: a desk left open for a minute must
//! not change hands.

use iced::widget::{Space, column, row};

use super::part::{FORM, save_button, section};
use super::{Message as Outer, id};
use crate::clinic::wire::Prove;
use crate::clinic::{Refusal, SignIn};
use crate::staff::WeakSecret;
use crate::staff::command::{SetPassword, SetPin};
use crate::ui::Element;
use crate::ui::action::{Action, Toast};
use crate::ui::background::in_background;
use crate::ui::editor::secrets::{self, Hashes, NewSecrets};
use crate::ui::flight::{Flight, Problem};
use crate::ui::form::{self, Field, Form, Input};
use crate::ui::secret::Denied;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;

#[derive(Debug, Clone)]
pub(super) struct OwnForm {
    current: Field<String>,
    secrets: NewSecrets,
    flight: Flight<Denied>,
}

impl Default for OwnForm {
    fn default() -> Self {
        let needed = |text: &str, _| match text {
            "" => Err(Problem::Key("signin-password-hint")),
            text => Ok(text.to_owned()),
        };
        let current = Field::new(id::OWN_CURRENT, "signin-current-password", needed).secret();
        Self { current, secrets: NewSecrets::own(), flight: Flight::default() }
    }
}

impl Form for OwnForm {
    fn inputs(&mut self) -> Vec<&mut dyn Input> {
        let mut inputs: Vec<&mut dyn Input> = vec![&mut self.current];
        inputs.extend(self.secrets.all());
        inputs
    }

    fn compare(&mut self) {
        self.secrets.compare();
    }
}

#[derive(Debug, Clone)]
pub enum Message {
    Form(form::Event),
    Proved(Result<SignIn, Refusal>),
    Hashed(Option<Result<Hashes, WeakSecret>>),
    Saved(Result<(), Refusal>),
}

impl OwnForm {
    pub(super) fn save(&mut self) -> Action<Outer> {
        if self.secrets.is_empty() {
            return Action::focus(secrets::id::PASSWORD);
        }
        if let Err(field) = self.ready() {
            return Action::focus(field);
        }
        if !self.flight.begin() {
            return Action::none();
        }
        let prove = Prove { password: self.current.text().to_owned() };
        Action::call(prove, |answer| Outer::Own(Message::Proved(answer)))
    }

    fn proved(&mut self, answer: Result<SignIn, Refusal>) -> Action<Outer> {
        if let Err(denied) = Denied::unless_welcome(answer) {
            self.flight.fail(denied);
            return Action::focus(id::OWN_CURRENT);
        }
        let to_hash = self.secrets.to_hash();
        in_background(move || to_hash.hash(), |hashes| Outer::Own(Message::Hashed(hashes)))
    }

    pub(super) fn update(&mut self, message: Message, shared: &Shared) -> Action<Outer> {
        match message {
            Message::Form(event) => {
                self.flight.forget();
                return self.hear(event, shared.date()).map_or_else(Action::none, Action::focus);
            }
            Message::Proved(answer) => return self.proved(answer),
            Message::Hashed(Some(Ok(hashes))) => return self.set(hashes, shared),
            Message::Hashed(_) => {
                self.flight.fail(Denied::Failed);
                return Action::focus(secrets::id::PIN);
            }
            Message::Saved(reply) => {
                if self.flight.land(reply).is_some() {
                    *self = Self::default();
                    return Action::say(Toast::done(shared.words.text("word-saved")));
                }
            }
        }
        Action::none()
    }

    fn set(&mut self, hashes: Hashes, shared: &Shared) -> Action<Outer> {
        let Some(account) = shared.session.as_ref().and_then(crate::clinic::Session::account) else {
            self.flight = Flight::Idle;
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
        let mut current = self.current.view(words);
        if let Some(denied) = self.flight.problem() {
            current = current.note(denied.note("signin-current-wrong", shared));
        }
        let half = Space::new().width(iced::Length::Fill);
        let form: Element<'a, form::Event> = column![
            row![current, half].spacing(Gap::L),
            self.secrets.view_twice(words),
            self.secrets.view_pin(words),
        ]
        .spacing(Gap::L)
        .max_width(FORM)
        .into();
        let form = form.map(|event| Outer::Own(Message::Form(event)));
        let save = row![save_button(words, &self.flight)];
        section(words.text("settings-own"), form, column![Space::new(), save].spacing(Gap::M).into())
    }
}
