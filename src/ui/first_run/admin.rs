//! Step 4: the first administrator. There is no password before one is typed here.

use iced::widget::{column, row};

use super::clinic::Tried;
use super::{FORM, id};
use crate::staff::secret::{RecoveryCode, SHORTEST_PASSWORD};
use crate::staff::{NewAccount, Role, SecretHash, WeakSecret, rules};
use crate::ui::Element;
use crate::ui::secret::{Secret, pin_key};
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::field::{self, Note};

/// What is typed here.
#[derive(Clone, Default)]
pub(super) struct Admin {
    name: String,
    username: String,
    password: String,
    again: String,
    pin: String,
    /// The PIN was refused when it was hashed.
    bad_pin: Option<WeakSecret>,
    tried: Tried,
}

impl std::fmt::Debug for Admin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Admin").field("username", &self.username).finish_non_exhaustive()
    }
}

/// What can happen.
#[derive(Debug, Clone)]
pub enum Message {
    Name(String),
    Username(String),
    Password(Secret),
    Again(Secret),
    Pin(Secret),
    /// Enter in the field before this one.
    To(&'static str),
}

/// The secrets of the first run, hashed.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// The first administrator.
    pub(super) account: NewAccount,
    /// The sheet's code, shown once.
    pub(super) code: RecoveryCode,
    /// Its hash.
    pub(super) recovery: SecretHash,
}

/// What is to be hashed, on another thread.
pub(super) struct ToSeal {
    name: String,
    username: String,
    password: String,
    pin: String,
    code: Option<RecoveryCode>,
}

/// Which secret cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadSecret {
    /// The password.
    Password(WeakSecret),
    /// The PIN.
    Pin(WeakSecret),
    /// The sheet's code could not be drawn or hashed.
    Code(WeakSecret),
}

impl ToSeal {
    /// Slow by design.
    pub(super) fn seal(self) -> Result<Sealed, BadSecret> {
        let pin = match self.pin.as_str() {
            "" => None,
            pin => Some(SecretHash::of_pin(pin).map_err(BadSecret::Pin)?),
        };
        let password = SecretHash::of_password(&self.password).map_err(BadSecret::Password)?;
        let code = self.code.map_or_else(RecoveryCode::draw, Ok).map_err(BadSecret::Code)?;
        let recovery = SecretHash::of_recovery(&code).map_err(BadSecret::Code)?;
        let account =
            NewAccount { name: self.name, username: self.username, role: Role::Administrator, password, pin };
        Ok(Sealed { account, code, recovery })
    }
}

impl Admin {
    /// Name and username: all of it that is kept.
    pub(super) fn names(&self) -> (String, String) {
        (self.name.clone(), self.username.clone())
    }

    pub(super) fn restore(&mut self, (name, username): (String, String)) {
        (self.name, self.username) = (name, username);
    }

    /// Takes what happened; gives the field that the cursor goes to.
    pub(super) fn update(&mut self, message: Message) -> Option<&'static str> {
        match message {
            Message::Name(text) => self.name = text,
            Message::Username(text) => self.username = text.trim().to_lowercase(),
            Message::Password(text) => self.password = text.0,
            Message::Again(text) => self.again = text.0,
            Message::Pin(text) => {
                self.pin = text.0;
                self.bad_pin = None;
            }
            Message::To(next) => {
                if next == id::USERNAME && self.username.is_empty() {
                    self.username = first_word(&self.name);
                }
                return Some(next);
            }
        }
        None
    }

    /// Whether one can go on; else the field that needs something.
    pub(super) fn check(&mut self) -> Result<(), &'static str> {
        self.tried = Tried::Yes;
        if self.name.trim().is_empty() {
            Err(id::ADMIN_NAME)
        } else if rules::names(&self.name, &self.username).is_err() {
            Err(id::USERNAME)
        } else if self.password.chars().count() < SHORTEST_PASSWORD {
            Err(id::PASSWORD)
        } else if self.password != self.again {
            Err(id::AGAIN)
        } else if self.bad_pin.is_some() {
            Err(id::PIN)
        } else {
            Ok(())
        }
    }

    /// What is to be hashed. A sheet that was shown already keeps its code: it may be written down.
    pub(super) fn to_seal(&self, code: Option<RecoveryCode>) -> ToSeal {
        ToSeal {
            name: self.name.trim().to_owned(),
            username: self.username.clone(),
            password: self.password.clone(),
            pin: self.pin.clone(),
            code,
        }
    }

    /// A secret was refused; gives the field.
    pub(super) fn refused(&mut self, bad: BadSecret) -> &'static str {
        match bad {
            BadSecret::Pin(why) => {
                self.bad_pin = Some(why);
                id::PIN
            }
            BadSecret::Password(_) | BadSecret::Code(_) => id::PASSWORD,
        }
    }

    pub(super) fn summary(&self) -> &str {
        self.name.trim()
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Message> {
        let words = &shared.words;
        let tried = self.tried == Tried::Yes;
        let refuse = |key: &str| Note::refuse(words.text(key));
        let names = rules::names(&self.name, &self.username);
        let name = field::field(words.text("firstrun-admin-name"), &self.name)
            .id(id::ADMIN_NAME)
            .on_input(Message::Name)
            .on_submit(Message::To(id::USERNAME))
            .note_maybe((tried && self.name.trim().is_empty()).then(|| refuse("problem-required")));
        let username = field::field(words.text("firstrun-admin-account"), &self.username)
            .id(id::USERNAME)
            .on_input(Message::Username)
            .on_submit(Message::To(id::PASSWORD))
            .note(if tried && names.is_err() && !self.name.trim().is_empty() {
                refuse("refusal-staff-username")
            } else {
                Note::help(words.text("firstrun-admin-account-hint"))
            });
        let short = self.password.chars().count() < SHORTEST_PASSWORD;
        let least = words.with("signin-password-short", &[("least", SHORTEST_PASSWORD)]);
        let password = field::field(words.text("firstrun-admin-password"), &self.password)
            .id(id::PASSWORD)
            .secret()
            .on_input(|text| Message::Password(Secret(text)))
            .on_submit(Message::To(id::AGAIN))
            .note(if tried && short { Note::refuse(least) } else { Note::help(least) });
        let differ = !self.again.is_empty() && self.again != self.password;
        let again = field::field(words.text("firstrun-admin-password-again"), &self.again)
            .id(id::AGAIN)
            .secret()
            .on_input(|text| Message::Again(Secret(text)))
            .on_submit(Message::To(id::PIN))
            .note_maybe(
                (differ || (tried && self.again != self.password)).then(|| refuse("signin-passwords-differ")),
            );
        let pin = field::field(words.text("firstrun-admin-pin"), &self.pin)
            .id(id::PIN)
            .secret()
            .placeholder(words.text("word-optional"))
            .on_input(|text| Message::Pin(Secret(text)))
            .note(match self.bad_pin {
                Some(why) => refuse(pin_key(why)),
                None => Note::help(words.text("firstrun-admin-pin-hint")),
            });
        column![
            row![name, username].spacing(Gap::L),
            row![password, again].spacing(Gap::L),
            row![pin, iced::widget::Space::new().width(iced::Length::Fill)].spacing(Gap::L),
        ]
        .spacing(Gap::L)
        .max_width(FORM)
        .into()
    }
}

/// A name's first word as it can be typed.
fn first_word(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric());
    let mut fitting = words.filter(|word| word.len() >= 3);
    fitting.next().unwrap_or_default().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_username_is_offered_from_the_name() {
        assert_eq!(first_word("Wahyu Hidayat"), "wahyu");
        assert_eq!(first_word("dr. Prasetya Adiwinata"), "prasetya");
        assert_eq!(first_word("Ö"), "");
    }
}
