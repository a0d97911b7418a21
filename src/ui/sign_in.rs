//! Signing in, and the locked desk: who is on duty, password or quick PIN, the recovery sheet.

mod recover;

use iced::keyboard::key::Named;
use iced::widget::{Space, column, container, row};
use iced::{Alignment, Length};

use recover::Recover;

use super::Element;
use super::action::{Action, Wish};
use super::screen::Screen;
use super::secret::{Denied, Secret};
use super::shared::Shared;
use super::theme::Gap;
use super::widget::field::Note;
use super::widget::keys::{Shortcut, on_keys};
use super::widget::{button, field, panel, text};
use crate::clinic::{Published, Refusal, SignIn as Tried};
use crate::ui::icon::Icon;

/// Ids of the fields, for focus and tests.
pub mod id {
    /// Username.
    pub const USERNAME: &str = "signin.username";
    /// Password or PIN.
    pub const SECRET: &str = "signin.secret";
    /// The button.
    pub const ENTER: &str = "signin.enter";
    /// To the recovery sheet.
    pub const FORGOT: &str = "signin.forgot";
    /// Whose password is forgotten.
    pub const RECOVER_NAME: &str = "signin.recover.name";
    /// The sheet's code.
    pub const RECOVER_CODE: &str = "signin.recover.code";
    /// The new password.
    pub const RECOVER_PASSWORD: &str = "signin.recover.password";
    /// Once more.
    pub const RECOVER_AGAIN: &str = "signin.recover.again";
    /// The button.
    pub const RECOVER_GO: &str = "signin.recover.go";
}

/// Whether somebody comes or comes back.
#[derive(Debug, Clone)]
enum Mode {
    /// Nobody is here.
    Fresh,
    /// The desk is locked; what was typed on it stays.
    Locked(Box<Holder>),
    /// The password is forgotten; the recovery sheet is at hand.
    Recover(Box<Recover>),
}

/// Who locked the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Their name.
    pub name: String,
    /// Their account.
    pub account: crate::terms::AccountId,
}

/// The screen.
#[derive(Debug, Clone)]
pub struct SignIn {
    mode: Mode,
    username: String,
    secret: String,
    denied: Option<Denied>,
    asking: Asking,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asking {
    Idle,
    Waiting,
}

/// What can happen.
#[derive(Debug, Clone)]
pub enum Message {
    /// The username was typed.
    UsernameTyped(String),
    /// The password or PIN was typed.
    SecretTyped(String),
    /// Enter in the username.
    ToSecret,
    /// Enter in the secret, or the button.
    Try,
    /// The door answered.
    Tried(Result<Tried, Refusal>),
    /// Somebody else than the one who locked wants in.
    Other,
    /// The password is forgotten.
    Forgot,
    /// With the recovery sheet.
    Recover(recover::Message),
    /// Esc there.
    Back,
    /// Ctrl+Enter there.
    Go,
}

impl SignIn {
    /// Nobody is here.
    pub fn fresh() -> Self {
        Self {
            mode: Mode::Fresh,
            username: String::new(),
            secret: String::new(),
            denied: None,
            asking: Asking::Idle,
        }
    }

    /// The desk is locked by this one.
    pub fn locked(holder: Holder) -> Self {
        Self { mode: Mode::Locked(Box::new(holder)), ..Self::fresh() }
    }

    /// Where the cursor belongs.
    fn first_field(&self) -> &'static str {
        match &self.mode {
            Mode::Fresh => id::USERNAME,
            Mode::Locked(_) => id::SECRET,
            Mode::Recover(recover) => recover.first_field(),
        }
    }

    fn attempt(&mut self) -> Action<Message> {
        if self.asking == Asking::Waiting || self.secret.is_empty() {
            return Action::none();
        }
        let secret = self.secret.clone();
        let wish = match &self.mode {
            // Six digits are the quick PIN of the one who locked; anything else is their password.
            Mode::Locked(holder)
                if secret.len() == 6 && secret.bytes().all(|letter| letter.is_ascii_digit()) =>
            {
                Wish::Switch(holder.account, secret, Box::new(Message::Tried))
            }
            Mode::Locked(_) => Wish::Prove(Secret(secret), Box::new(Message::Tried)),
            Mode::Recover(_) => return Action::none(),
            Mode::Fresh if self.username.trim().is_empty() => {
                return Action::focus(id::USERNAME);
            }
            Mode::Fresh => {
                Wish::SignIn(self.username.trim().to_lowercase(), secret, Box::new(Message::Tried))
            }
        };
        self.asking = Asking::Waiting;
        self.denied = None;
        Action::of(wish)
    }

    fn tried(&mut self, answer: Result<Tried, Refusal>) -> Action<Message> {
        self.asking = Asking::Idle;
        self.secret.clear();
        match Denied::unless_welcome(answer) {
            Ok(welcome) => {
                self.denied = None;
                Action::of(Wish::Enter(Box::new(welcome)))
            }
            Err(denied) => {
                self.denied = Some(denied);
                Action::focus(id::SECRET)
            }
        }
    }

    fn recover(&mut self, message: recover::Message, shared: &Shared) -> Action<Message> {
        match &mut self.mode {
            Mode::Recover(recover) => recover.update(message, shared).map(Message::Recover),
            Mode::Fresh | Mode::Locked(_) => Action::none(),
        }
    }

    fn note<'a>(&self, shared: &'a Shared) -> Option<Note<'a>> {
        let wrong = match self.mode {
            Mode::Locked(_) => "signin-wrong-pin",
            Mode::Fresh | Mode::Recover(_) => "signin-wrong",
        };
        self.denied.as_ref().map(|denied| denied.note(wrong, shared))
    }
}

impl Screen for SignIn {
    type Message = Message;

    fn update(&mut self, message: Message, shared: &Shared) -> Action<Message> {
        match message {
            Message::Forgot => {
                self.mode = Mode::Recover(Box::new(Recover::of(self.username.trim())));
                return Action::focus(self.first_field());
            }
            Message::Recover(message) => return self.recover(message, shared),
            Message::Go => return self.recover(recover::Message::Go, shared),
            Message::Back => {
                if matches!(&self.mode, Mode::Recover(recover) if recover.may_go_back()) {
                    self.mode = Mode::Fresh;
                }
                return Action::focus(self.first_field());
            }
            Message::UsernameTyped(text) => self.username = text,
            Message::SecretTyped(text) => self.secret = text,
            Message::ToSecret => return Action::focus(id::SECRET),
            Message::Try => return self.attempt(),
            Message::Tried(answer) => return self.tried(answer),
            Message::Other => {
                *self = Self::fresh();
                return Action::focus(id::USERNAME);
            }
        }
        Action::none()
    }

    fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Message> {
        let words = &shared.words;
        let (title, hint) = match &self.mode {
            Mode::Recover(recover) => return recovering(recover, shared),
            Mode::Fresh => (words.text("signin-title").into_owned(), String::new()),
            Mode::Locked(holder) => (
                words.text("signin-locked").into_owned(),
                words.with("signin-locked-hint", &[("name", holder.name.as_str())]),
            ),
        };
        let ready = self.asking == Asking::Idle && !self.secret.is_empty();
        let mut form = column![
            row![Icon::Ticket.size(24.0), text::large(&shared.house.profile.name).medium().cut()]
                .spacing(Gap::M)
                .align_y(Alignment::Center),
            text::heading(title),
        ]
        .spacing(Gap::L);
        if !hint.is_empty() {
            form = form.push(text::body(hint).muted());
        }
        if matches!(self.mode, Mode::Fresh) {
            form = form.push(
                field::field(words.text("signin-account"), &self.username)
                    .id(id::USERNAME)
                    .on_input(Message::UsernameTyped)
                    .on_submit(Message::ToSecret),
            );
        }
        let label =
            if matches!(self.mode, Mode::Fresh) { "signin-password" } else { "signin-pin-or-password" };
        form = form
            .push(
                field::field(words.text(label), &self.secret)
                    .id(id::SECRET)
                    .secret()
                    .on_input(Message::SecretTyped)
                    .on_submit(Message::Try)
                    .note_maybe(self.note(shared)),
            )
            .push(
                button::primary(words.text("signin-enter"))
                    .id(id::ENTER)
                    .key("Enter")
                    .width(Length::Fill)
                    .on_press_maybe(ready.then_some(Message::Try)),
            );
        form = form.push(match self.mode {
            Mode::Fresh | Mode::Recover(_) => forgot(shared),
            Mode::Locked(_) => {
                button::quiet(words.text("action-switch-user")).key("Esc").on_press(Message::Other).into()
            }
        });
        let centred = container(panel::panel(form).padding(Gap::Xxl).width(400))
            .center_x(Length::Fill)
            .center_y(Length::Fill);
        on_keys(column![centred, Space::new().height(0)])
            .bind_maybe(Shortcut::ctrl_key(Named::Enter), ready.then_some(Message::Try))
            .bind_maybe(
                Shortcut::key(Named::Escape),
                matches!(self.mode, Mode::Locked(_)).then_some(Message::Other),
            )
            .into()
    }

    fn shown(&mut self, _shared: &Shared) -> Action<Message> {
        Action::focus(self.first_field())
    }

    fn heard(&mut self, _event: Option<&Published>, _shared: &Shared) -> Action<Message> {
        Action::none()
    }
}

/// The way to the recovery sheet, and who else can help.
fn forgot(shared: &Shared) -> Element<'_, Message> {
    let words = &shared.words;
    let button = button::quiet(words.text("signin-forgot")).id(id::FORGOT).small().tight();
    column![
        button.on_press(Message::Forgot),
        text::small(words.text("signin-forgot-hint")).muted().width(Length::Fill)
    ]
    .spacing(Gap::Xs)
    .into()
}

fn recovering<'a>(recover: &'a Recover, shared: &'a Shared) -> Element<'a, Message> {
    let form = recover.view(shared).map(Message::Recover);
    let back = recover.may_go_back().then_some(Message::Back);
    let leave = button::quiet(shared.words.text("action-back")).key("Esc").on_press_maybe(back.clone());
    let sheet = panel::panel(column![form, leave].spacing(Gap::M)).padding(Gap::Xxl).width(480);
    let centred = container(sheet).center_x(Length::Fill).padding(Gap::L);
    on_keys(panel::scroll("signin.body", centred).height(Length::Fill))
        .bind(Shortcut::ctrl_key(Named::Enter), Message::Go)
        .bind_maybe(Shortcut::key(Named::Escape), back)
        .into()
}
