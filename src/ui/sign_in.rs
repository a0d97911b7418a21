//! Signing in, and the locked desk: who is on duty, password or quick PIN, the recovery sheet.

mod recover;

use iced::keyboard::key::Named;
use iced::widget::{Space, column, container, row};
use iced::{Alignment, Length};

use recover::Recover;

use super::Element;
use super::action::Action;
use super::flight::Flight;
use super::screen::Screen;
use super::secret::Denied;
use super::shared::{Colleague, Shared};
use super::theme::Gap;
use super::widget::button::{KeyOn, key_hint};
use super::widget::field::Note;
use super::widget::keys::{Shortcut, on_keys};
use super::widget::{button, field, panel, rows, text};
use crate::clinic::wire::{ByPassword, ByPin, Prove};
use crate::clinic::{Published, Refusal, SignIn as Tried};
use crate::terms::AccountId;
use crate::ui::icon::Icon;

/// Ids of the fields, for focus and tests.
pub mod id {
    pub const USERNAME: &str = "signin.username";
    pub const SECRET: &str = "signin.secret";
    pub const ENTER: &str = "signin.enter";
    /// To the recovery sheet.
    pub const FORGOT: &str = "signin.forgot";
    /// Whose password is forgotten.
    pub const RECOVER_NAME: &str = "signin.recover.name";
    pub const RECOVER_CODE: &str = "signin.recover.code";
    pub const RECOVER_GO: &str = "signin.recover.go";
}

/// Whether somebody comes or comes back.
#[derive(Debug, Clone)]
enum Mode {
    Fresh,
    /// The desk is locked; what was typed on it stays.
    Locked(Box<Holder>),
    /// Somebody who signed in here before takes over, by quick PIN.
    Picked(Box<Colleague>),
    /// The password is forgotten; the recovery sheet is at hand.
    Recover(Box<Recover>),
}

/// Who locked the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub name: String,
    pub account: AccountId,
}

/// So many of those who signed in here before are offered.
const MOST_OTHERS: usize = 5;

#[derive(Debug, Clone)]
pub struct SignIn {
    mode: Mode,
    username: String,
    secret: String,
    flight: Flight<Denied>,
}

#[derive(Debug, Clone)]
pub enum Message {
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
    /// One of those who signed in here before, by their place in the list.
    Pick(usize),
    Forgot,
    Recover(recover::Message),
    /// Esc there.
    Back,
    /// Ctrl+Enter there.
    Go,
}

fn by_pin(account: AccountId, pin: String) -> Action<Message> {
    Action::call_from(move |seat| ByPin { account, pin, seat }, Message::Tried)
}

fn by_password(username: String, password: String) -> Action<Message> {
    Action::call_from(move |seat| ByPassword { username, password, seat }, Message::Tried)
}

impl SignIn {
    pub fn fresh() -> Self {
        Self { mode: Mode::Fresh, username: String::new(), secret: String::new(), flight: Flight::Idle }
    }

    /// The desk is locked by this one.
    pub fn locked(holder: Holder) -> Self {
        Self { mode: Mode::Locked(Box::new(holder)), ..Self::fresh() }
    }

    fn first_field(&self) -> &'static str {
        match &self.mode {
            Mode::Fresh => id::USERNAME,
            Mode::Locked(_) | Mode::Picked(_) => id::SECRET,
            Mode::Recover(recover) => recover.first_field(),
        }
    }

    fn attempt(&mut self) -> Action<Message> {
        if !self.flight.is_free() || self.secret.is_empty() {
            return Action::none();
        }
        let secret = self.secret.clone();
        // Six digits are a quick PIN; anything else is a password.
        let pin = secret.len() == 6 && secret.bytes().all(|letter| letter.is_ascii_digit());
        let asked = match &self.mode {
            Mode::Locked(holder) if pin => by_pin(holder.account, secret),
            Mode::Picked(one) if pin => by_pin(one.account, secret),
            Mode::Locked(_) => Action::call(Prove { password: secret }, Message::Tried),
            Mode::Picked(one) => by_password(one.username.clone(), secret),
            Mode::Recover(_) => return Action::none(),
            Mode::Fresh if self.username.trim().is_empty() => {
                return Action::focus(id::USERNAME);
            }
            Mode::Fresh => by_password(self.username.trim().to_lowercase(), secret),
        };
        self.flight.begin();
        asked
    }

    fn tried(&mut self, answer: Result<Tried, Refusal>) -> Action<Message> {
        self.secret.clear();
        match self.flight.land(Denied::unless_welcome(answer)) {
            Some(welcome) => Action::enter(Box::new(welcome)),
            None => Action::focus(id::SECRET),
        }
    }

    fn recover(&mut self, message: recover::Message, shared: &Shared) -> Action<Message> {
        match &mut self.mode {
            Mode::Recover(recover) => recover.update(message, shared).map(Message::Recover),
            Mode::Fresh | Mode::Locked(_) | Mode::Picked(_) => Action::none(),
        }
    }

    /// Who else signed in here before: not the one that the field below is for.
    fn others<'a>(&self, shared: &'a Shared) -> Vec<&'a Colleague> {
        let asked = match &self.mode {
            Mode::Locked(holder) => Some(holder.account),
            Mode::Picked(one) => Some(one.account),
            Mode::Fresh | Mode::Recover(_) => None,
        };
        shared.crew.iter().filter(|one| Some(one.account) != asked).take(MOST_OTHERS).collect()
    }

    fn pick(&mut self, place: usize, shared: &Shared) -> Action<Message> {
        let Some(one) = self.others(shared).get(place).map(|one| (*one).clone()) else {
            return Action::none();
        };
        *self = Self { mode: Mode::Picked(Box::new(one)), ..Self::fresh() };
        Action::focus(id::SECRET)
    }

    fn note<'a>(&self, shared: &'a Shared) -> Option<Note<'a>> {
        let wrong = match self.mode {
            Mode::Locked(_) | Mode::Picked(_) => "signin-wrong-pin",
            Mode::Fresh | Mode::Recover(_) => "signin-wrong",
        };
        self.flight.problem().map(|denied| denied.note(wrong, shared))
    }
}

impl Screen for SignIn {
    type Message = Message;
    type Opening = ();

    fn update(&mut self, message: Message, shared: &Shared) -> Action<Message> {
        match message {
            Message::Forgot => {
                self.mode = Mode::Recover(Box::new(Recover::of(self.username.trim(), shared)));
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
            Message::Pick(place) => return self.pick(place, shared),
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
            Mode::Picked(one) => (words.text("signin-title").into_owned(), one.name.clone()),
        };
        let ready = self.flight.free(Message::Try).filter(|_| !self.secret.is_empty());
        let mut form = column![
            row![Icon::Ticket.size(24.0), text::large(&shared.config.profile.name).medium().cut()]
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
                    .on_submit(Message::ToSecret)
                    .enter_to(Some(id::SECRET)),
            );
        }
        let label =
            if matches!(self.mode, Mode::Fresh) { "signin-password" } else { "signin-pin-or-password" };
        form = form
            .push(
                field::field(words.text(label), &self.secret)
                    .id(id::SECRET)
                    .secret(words.text("field-caps-lock"))
                    .on_input(Message::SecretTyped)
                    .on_submit(Message::Try)
                    .note_maybe(self.note(shared)),
            )
            .push(
                button::primary(words.text("signin-enter"))
                    .id(id::ENTER)
                    .key("Enter")
                    .width(Length::Fill)
                    .on_press_maybe(ready.clone()),
            );
        form = form.push(match self.mode {
            Mode::Fresh | Mode::Recover(_) => forgot(shared),
            Mode::Locked(_) | Mode::Picked(_) => {
                button::quiet(words.text("action-switch-user")).key("Esc").on_press(Message::Other).into()
            }
        });
        let others = self.others(shared);
        if !others.is_empty() {
            form = form.push(crew(&others, shared));
        }
        let sheet = container(panel::panel(form).padding(Gap::Xxl).width(400)).center_x(Length::Fill);
        let centred = container(panel::scroll("signin.body", sheet)).center_y(Length::Fill);
        let held = matches!(self.mode, Mode::Locked(_) | Mode::Picked(_));
        let keys = on_keys(column![centred, Space::new().height(0)])
            .bind_maybe(Shortcut::ctrl_key(Named::Enter), ready)
            .bind_maybe(Shortcut::key(Named::Escape), held.then_some(Message::Other));
        ('1'..)
            .zip(0..others.len())
            .fold(keys, |keys, (digit, at)| keys.bind(Shortcut::alt(digit), Message::Pick(at)))
            .into()
    }

    fn shown(&mut self, _shared: &Shared) -> Action<Message> {
        Action::focus(self.first_field())
    }

    fn heard(&mut self, _event: Option<&Published>, _shared: &Shared) -> Action<Message> {
        Action::none()
    }
}

/// Those who signed in here before, each with the key that lets them in by their quick PIN.
fn crew<'a>(others: &[&'a Colleague], shared: &'a Shared) -> Element<'a, Message> {
    let lines = others.iter().enumerate().map(|(at, one)| {
        let cells: [Element<'a, Message>; 2] = [
            text::body(one.name.as_str()).medium().cut().into(),
            key_hint(format!("Alt+{}", at + 1), KeyOn::Surface),
        ];
        rows::row_press(rows::height::NORMAL, false, cells).on_press(Message::Pick(at)).into()
    });
    column![text::small(shared.words.text("signin-here-before")).muted(), rows::list(lines)]
        .spacing(Gap::S)
        .into()
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
