//! The way back in with the recovery sheet: its code, a new password, and the next sheet, which is shown before work
//! goes on, for the old one is used up.

use iced::Length;
use iced::widget::{column, row};

use super::id;
use crate::clinic::{Refusal, SignIn as Tried, Welcome, wire};
use crate::staff::secret::{RecoveryCode, SHORTEST_PASSWORD};
use crate::staff::{NewSheet, Outcome, SecretHash, WeakSecret};
use crate::terms::Instant;
use crate::ui::Element;
use crate::ui::action::Action;
use crate::ui::aside::aside;
use crate::ui::first_run::recovery::{self, Kept, SheetFile};
use crate::ui::secret::Secret;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::field::{self, Note};
use crate::ui::widget::{button, text};

/// What is typed, and the sheet that replaces the used one.
#[derive(Debug, Clone, Default)]
pub(super) struct Recover {
    username: String,
    code: Secret,
    password: Secret,
    again: Secret,
    trouble: Option<Trouble>,
    busy: bool,
    next: Option<RecoveryCode>,
    file: Option<SheetFile>,
    kept: Kept,
    welcome: Option<Box<Welcome>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Trouble {
    Empty(&'static str),
    Code,
    Short,
    Differ,
    Wrong,
    Wait(Instant),
    Failed,
    Refused(Refusal),
}

/// What can happen.
#[derive(Debug, Clone)]
pub enum Message {
    Username(String),
    Code(Secret),
    Password(Secret),
    Again(Secret),
    To(&'static str),
    Go,
    Ready(Option<Result<Ready, WeakSecret>>),
    Tried(Result<Tried, Refusal>),
    Written(Option<std::path::PathBuf>),
    Keep,
}

/// Everything hashed.
#[derive(Debug, Clone)]
pub struct Ready {
    password: SecretHash,
    next: RecoveryCode,
    next_hash: SecretHash,
}

fn prepare(password: &str) -> Result<Ready, WeakSecret> {
    let next = RecoveryCode::draw()?;
    let next_hash = SecretHash::of_recovery(&next)?;
    Ok(Ready { password: SecretHash::of_password(password)?, next, next_hash })
}

impl Recover {
    pub(super) fn of(username: &str) -> Self {
        Self { username: username.to_owned(), ..Self::default() }
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
            Message::Username(text) => self.username = text.trim().to_lowercase(),
            Message::Code(text) => self.code = text,
            Message::Password(text) => self.password = text,
            Message::Again(text) => self.again = text,
            Message::To(next) => return Action::focus(next),
            Message::Go => return self.go(),
            Message::Ready(ready) => return self.ready(ready),
            Message::Tried(answer) => return self.tried(answer, shared),
            Message::Written(path) => self.file = Some(path.map_or(SheetFile::Failed, SheetFile::Written)),
            Message::Keep => {
                self.kept = if self.kept == Kept::Kept { Kept::NotYet } else { Kept::Kept };
            }
        }
        Action::none()
    }

    fn go(&mut self) -> Action<Message> {
        if self.busy {
            return Action::none();
        }
        if let Some(welcome) = &self.welcome {
            return match self.kept {
                Kept::Kept => {
                    SheetFile::forget(self.file.take());
                    Action::enter(welcome.clone())
                }
                Kept::NotYet => Action::focus(crate::ui::first_run::id::KEPT),
            };
        }
        let wrong = if self.username.is_empty() {
            Some((Trouble::Empty(id::RECOVER_NAME), id::RECOVER_NAME))
        } else if RecoveryCode::typed(&self.code.0).is_none() {
            Some((Trouble::Code, id::RECOVER_CODE))
        } else if self.password.0.chars().count() < SHORTEST_PASSWORD {
            Some((Trouble::Short, id::RECOVER_PASSWORD))
        } else if self.password != self.again {
            Some((Trouble::Differ, id::RECOVER_AGAIN))
        } else {
            None
        };
        if let Some((trouble, field)) = wrong {
            self.trouble = Some(trouble);
            return Action::focus(field);
        }
        (self.trouble, self.busy) = (None, true);
        let password = self.password.0.clone();
        aside(move || prepare(&password), Message::Ready)
    }

    fn ready(&mut self, ready: Option<Result<Ready, WeakSecret>>) -> Action<Message> {
        let (Some(Ok(ready)), Some(code)) = (ready, RecoveryCode::typed(&self.code.0)) else {
            (self.busy, self.trouble) = (false, Some(Trouble::Failed));
            return Action::none();
        };
        self.next = Some(ready.next.clone());
        let recover = wire::Recover {
            username: self.username.clone(),
            code: wire::Code(code),
            password: ready.password,
            next_sheet: NewSheet::of(ready.next, ready.next_hash).into(),
        };
        Action::call(recover, Message::Tried)
    }

    fn tried(&mut self, answer: Result<Tried, Refusal>, shared: &Shared) -> Action<Message> {
        self.busy = false;
        self.trouble = Some(match answer {
            Ok(Tried::Welcome(welcome)) => {
                self.welcome = Some(Box::new(welcome));
                self.trouble = None;
                let write = self.write(shared);
                return write.and(Action::focus(crate::ui::first_run::id::KEPT));
            }
            Ok(Tried::Not(Outcome::TooEarly { next_try })) => Trouble::Wait(next_try),
            Ok(Tried::Not(_) | Tried::Unknown) => Trouble::Wrong,
            Err(refusal) => Trouble::Refused(refusal),
        });
        Action::focus(id::RECOVER_CODE)
    }

    fn write(&mut self, shared: &Shared) -> Action<Message> {
        let Some(next) = &self.next else { return Action::none() };
        self.file = Some(SheetFile::Writing);
        recovery::write(shared, &shared.house.profile.name, next, Message::Written)
    }

    fn note<'a>(&self, shared: &Shared, field: &'static str) -> Option<Note<'a>> {
        let words = &shared.words;
        let (at, said) = match self.trouble.as_ref()? {
            Trouble::Empty(at) => (*at, words.text("problem-required").into_owned()),
            Trouble::Code => (id::RECOVER_CODE, words.text("signin-recovery-form").into_owned()),
            Trouble::Short => {
                let said = words.with("signin-password-short", &[("least", SHORTEST_PASSWORD)]);
                (id::RECOVER_PASSWORD, said)
            }
            Trouble::Differ => (id::RECOVER_AGAIN, words.text("signin-passwords-differ").into_owned()),
            Trouble::Wrong => (id::RECOVER_CODE, words.text("signin-recovery-wrong").into_owned()),
            Trouble::Wait(until) => {
                let seconds = (*until - shared.now).num_seconds().max(1);
                (id::RECOVER_CODE, words.with("signin-wait", &[("seconds", seconds)]))
            }
            Trouble::Failed => (id::RECOVER_CODE, words.text("problem-secret-failed").into_owned()),
            Trouble::Refused(refusal) => (id::RECOVER_CODE, refusal.explain(words)),
        };
        (at == field).then(|| Note::refuse(said))
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Message> {
        let words = &shared.words;
        if let (Some(_), Some(next)) = (&self.welcome, &self.next) {
            let file = self.file.as_ref().unwrap_or(&SheetFile::Failed);
            let ready = (self.kept == Kept::Kept).then_some(Message::Go);
            return column![
                text::heading(words.text("signin-recovery-next")),
                text::body(words.text("signin-recovery-next-hint")).muted().width(Length::Fill),
                recovery::view(shared, next, file, self.kept, Message::Keep),
                button::primary(words.text("action-continue"))
                    .id(id::RECOVER_GO)
                    .key("Ctrl+Enter")
                    .on_press_maybe(ready),
            ]
            .spacing(Gap::L)
            .into();
        }
        let username = field::field(words.text("signin-account"), &self.username)
            .id(id::RECOVER_NAME)
            .on_input(Message::Username)
            .on_submit(Message::To(id::RECOVER_CODE))
            .note_maybe(self.note(shared, id::RECOVER_NAME));
        let code = field::field(words.text("signin-recovery-code"), &self.code.0)
            .id(id::RECOVER_CODE)
            .placeholder("XXXX-XXXX-XXXX-XXXX-XXXX")
            .on_input(|text| Message::Code(Secret(text)))
            .on_submit(Message::To(id::RECOVER_PASSWORD))
            .note(
                self.note(shared, id::RECOVER_CODE)
                    .unwrap_or_else(|| Note::help(words.text("signin-recovery-code-hint"))),
            );
        let password = field::field(words.text("signin-new-password"), &self.password.0)
            .id(id::RECOVER_PASSWORD)
            .secret()
            .on_input(|text| Message::Password(Secret(text)))
            .on_submit(Message::To(id::RECOVER_AGAIN))
            .note_maybe(self.note(shared, id::RECOVER_PASSWORD));
        let again = field::field(words.text("signin-new-password-again"), &self.again.0)
            .id(id::RECOVER_AGAIN)
            .secret()
            .on_input(|text| Message::Again(Secret(text)))
            .on_submit(Message::Go)
            .note_maybe(self.note(shared, id::RECOVER_AGAIN));
        let go = button::primary(words.text("signin-enter"))
            .id(id::RECOVER_GO)
            .key("Ctrl+Enter")
            .width(Length::Fill)
            .on_press_maybe((!self.busy).then_some(Message::Go));
        column![text::heading(words.text("signin-recovery")), username, code, password, again, row![go],]
            .spacing(Gap::L)
            .into()
    }
}
