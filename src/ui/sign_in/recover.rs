//! The way back in with the recovery sheet: its code, a new password, and the next sheet, which is shown before work
//! goes on, for the old one is used up.

use iced::Length;
use iced::widget::{column, row};

use super::id;
use crate::clinic::{Refusal, SignIn as Tried, Welcome, wire};
use crate::staff::secret::RecoveryCode;
use crate::staff::{NewSheet, SecretHash, WeakSecret};
use crate::ui::Element;
use crate::ui::action::Action;
use crate::ui::background::in_background;
use crate::ui::editor::secrets::{self, NewSecrets, ToHash};
use crate::ui::first_run::recovery::{self, OnPaper};
use crate::ui::flight::{Flight, Problem};
use crate::ui::form::{self, Event, Field, Form, Input, parse};
use crate::ui::secret::Denied;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::{button, text};

/// What is typed, and the sheet that replaces the used one.
#[derive(Debug, Clone)]
pub(super) struct Recover {
    username: Field<String>,
    code: Field<RecoveryCode>,
    secrets: NewSecrets,
    flight: Flight<Denied>,
    next: Option<RecoveryCode>,
    paper: OnPaper,
    welcome: Option<Box<Welcome>>,
}

impl Form for Recover {
    fn inputs(&mut self) -> Vec<&mut dyn Input> {
        let mut inputs: Vec<&mut dyn Input> = vec![&mut self.username, &mut self.code];
        inputs.extend(self.secrets.twice());
        inputs
    }

    fn compare(&mut self) {
        self.secrets.compare();
    }
}

#[derive(Debug, Clone)]
pub enum Message {
    Form(form::Event),
    Go,
    Ready(Option<Result<Ready, WeakSecret>>),
    Tried(Result<Tried, Refusal>),
    Paper(recovery::Message),
}

#[derive(Debug, Clone)]
pub struct Ready {
    password: SecretHash,
    next: RecoveryCode,
    next_hash: SecretHash,
}

fn prepare(secrets: ToHash) -> Result<Ready, WeakSecret> {
    let next = RecoveryCode::draw()?;
    let next_hash = SecretHash::of_recovery(&next)?;
    let password = secrets.hash()?.password.ok_or(WeakSecret::Failed)?;
    Ok(Ready { password, next, next_hash })
}

impl Recover {
    pub(super) fn of(username: &str, shared: &Shared) -> Self {
        let code = |text: &str, _| RecoveryCode::typed(text).ok_or(Problem::Key("signin-recovery-form"));
        Self {
            username: Field::new(id::RECOVER_NAME, "signin-account", parse::required)
                .tidied(|text| text.trim().to_lowercase())
                .with(username, shared.date()),
            code: Field::new(id::RECOVER_CODE, "signin-recovery-code", code),
            secrets: NewSecrets::forgotten(),
            flight: Flight::Idle,
            next: None,
            paper: OnPaper::default(),
            welcome: None,
        }
    }

    /// Whether one can still go back: not once the code is used up.
    pub(super) fn may_go_back(&self) -> bool {
        self.welcome.is_none()
    }

    pub(super) fn first_field(&self) -> &'static str {
        if self.username.is_empty() { id::RECOVER_NAME } else { id::RECOVER_CODE }
    }

    pub(super) fn update(&mut self, message: Message, shared: &Shared) -> Action<Message> {
        match message {
            Message::Form(Event::Enter(secrets::id::AGAIN)) | Message::Go => return self.go(shared),
            Message::Form(event) => {
                self.flight.forget();
                return self.hear(event, shared.date()).map_or_else(Action::none, Action::focus);
            }
            Message::Ready(ready) => return self.hashed(ready),
            Message::Tried(answer) => return self.tried(answer, shared),
            Message::Paper(message) => return self.paper.update(message, shared, Message::Paper),
        }
    }

    fn go(&mut self, shared: &Shared) -> Action<Message> {
        if let Some(welcome) = &self.welcome {
            if !self.paper.is_kept() {
                return Action::focus(crate::ui::first_run::id::KEPT);
            }
            self.paper.forget(shared);
            return Action::enter(welcome.clone());
        }
        if let Err(field) = self.ready() {
            return Action::focus(field);
        }
        if !self.flight.begin() {
            return Action::none();
        }
        let secrets = self.secrets.to_hash();
        in_background(move || prepare(secrets), Message::Ready)
    }

    fn hashed(&mut self, ready: Option<Result<Ready, WeakSecret>>) -> Action<Message> {
        let (Some(Ok(ready)), Some(code)) = (ready, self.code.value().cloned()) else {
            self.flight.fail(Denied::Failed);
            return Action::none();
        };
        self.next = Some(ready.next.clone());
        let recover = wire::Recover {
            username: self.username.text().to_owned(),
            code: wire::Code(code),
            password: ready.password,
            next_sheet: NewSheet::of(ready.next, ready.next_hash).into(),
        };
        Action::call(recover, Message::Tried)
    }

    fn tried(&mut self, answer: Result<Tried, Refusal>, shared: &Shared) -> Action<Message> {
        let Some(welcome) = self.flight.land(Denied::unless_welcome(answer)) else {
            return Action::focus(id::RECOVER_CODE);
        };
        self.welcome = Some(Box::new(welcome));
        self.write(shared).and(Action::focus(crate::ui::first_run::id::KEPT))
    }

    fn write(&mut self, shared: &Shared) -> Action<Message> {
        let Some(next) = &self.next else { return Action::none() };
        self.paper.write(shared, &shared.config.profile.name, next, Message::Paper)
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Message> {
        let words = &shared.words;
        let go = |label| button::primary(words.text(label)).id(id::RECOVER_GO).key("Ctrl+Enter");
        if let (Some(_), Some(next)) = (&self.welcome, &self.next) {
            let ready = self.paper.is_kept().then_some(Message::Go);
            return column![
                text::heading(words.text("signin-recovery-next")),
                text::body(words.text("signin-recovery-next-hint")).muted().width(Length::Fill),
                self.paper.view(shared, next).map(Message::Paper),
                go("action-continue").on_press_maybe(ready),
            ]
            .spacing(Gap::L)
            .into();
        }
        let mut code = self.code.view(words).placeholder("XXXX-XXXX-XXXX-XXXX-XXXX");
        if let Some(denied) = self.flight.problem() {
            code = code.note(denied.note("signin-recovery-wrong", shared));
        }
        let code = code.help(words.text("signin-recovery-code-hint"));
        let [password, again] = self.secrets.view_each(words);
        let fields: Element<'a, Event> =
            column![self.username.view(words), code, password, again].spacing(Gap::L).into();
        let go = go("signin-enter").width(Length::Fill).on_press_maybe(self.flight.free(Message::Go));
        column![text::heading(words.text("signin-recovery")), fields.map(Message::Form), row![go]]
            .spacing(Gap::L)
            .into()
    }
}
