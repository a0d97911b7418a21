//! A new password, the same once more, and a quick PIN.

use iced::Length;
use iced::widget::{Row, Space, row};

use crate::staff::secret::SHORTEST_PASSWORD;
use crate::staff::{SecretHash, WeakSecret};
use crate::ui::flight::Problem;
use crate::ui::form::{self, Event, Field, Input, parse};
use crate::ui::theme::{Gap, Theme};
use crate::ui::widget::field;
use crate::words::Words;

pub mod id {
    pub const PASSWORD: &str = "secret.password";
    pub const AGAIN: &str = "secret.again";
    pub const PIN: &str = "secret.pin";
}

const OWN: [&str; 3] = ["signin-new-password", "signin-new-password-again", "settings-own-pin"];

/// What is typed. What is left out stays as it is.
#[derive(Debug, Clone)]
pub struct NewSecrets {
    password: Field<Option<String>>,
    again: Field<String>,
    pin: Field<Option<String>>,
}

/// What is to be hashed, on another thread.
pub struct ToHash {
    password: Option<String>,
    pin: Option<String>,
}

/// What was typed, hashed.
#[derive(Debug, Clone)]
pub struct Hashes {
    pub password: Option<SecretHash>,
    pub pin: Option<SecretHash>,
}

impl ToHash {
    /// Slow by design.
    pub fn hash(self) -> Result<Hashes, WeakSecret> {
        let pin = self.pin.map(|pin| SecretHash::of_pin(&pin)).transpose()?;
        let password = self.password.map(|word| SecretHash::of_password(&word)).transpose()?;
        Ok(Hashes { password, pin })
    }
}

impl NewSecrets {
    fn new(password: form::Parser<Option<String>>, labels: [&'static str; 3]) -> Self {
        let [label, again, pin] = labels;
        Self {
            password: Field::new(id::PASSWORD, label, password).secret(),
            again: Field::new(id::AGAIN, again, |text, _| Ok(text.to_owned())).secret().at_once(),
            pin: Field::new(id::PIN, pin, parse::maybe_pin).secret(),
        }
    }

    /// Of an account that is new: the password must be there.
    pub fn first() -> Self {
        let labels = ["firstrun-admin-password", "firstrun-admin-password-again", "firstrun-admin-pin"];
        Self::new(parse::password, labels)
    }

    /// In the place of somebody else's.
    pub fn given() -> Self {
        let labels = ["staff-password-set", "firstrun-admin-password-again", "firstrun-admin-pin"];
        Self::new(parse::maybe_password, labels)
    }

    /// In the place of one's own.
    pub fn own() -> Self {
        Self::new(parse::maybe_password, OWN)
    }

    /// In the place of one that is forgotten.
    pub fn forgotten() -> Self {
        Self::new(parse::password, OWN)
    }

    /// The password alone.
    pub fn password(&mut self) -> &mut dyn Input {
        &mut self.password
    }

    /// The password, and once more.
    pub fn twice(&mut self) -> [&mut dyn Input; 2] {
        [&mut self.password, &mut self.again]
    }

    /// All three.
    pub fn all(&mut self) -> [&mut dyn Input; 3] {
        [&mut self.password, &mut self.again, &mut self.pin]
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.password.text().is_empty() && self.pin.text().is_empty()
    }

    /// The password typed twice must be the same.
    pub fn compare(&mut self) {
        let differ = self.again.text() != self.password.text();
        self.again.object(differ.then_some(Problem::Key("signin-passwords-differ")));
    }

    /// What is to be hashed.
    pub fn to_hash(&self) -> ToHash {
        ToHash {
            password: self.password.value().cloned().flatten(),
            pin: self.pin.value().cloned().flatten(),
        }
    }

    /// The password with how long it must be.
    pub fn view<'a>(&'a self, words: &'a Words) -> field::Field<'a, Event> {
        self.password.view(words).help(words.with("signin-password-short", &[("least", SHORTEST_PASSWORD)]))
    }

    /// Both, each by itself.
    pub fn view_each<'a>(&'a self, words: &'a Words) -> [field::Field<'a, Event>; 2] {
        [self.password.view(words), self.again.view(words)]
    }

    /// Both beside each other.
    pub fn view_twice<'a>(&'a self, words: &'a Words) -> Row<'a, Event, Theme> {
        row![self.view(words), self.again.view(words)].spacing(Gap::L)
    }

    /// The PIN, half as wide as the form.
    pub fn view_pin<'a>(&'a self, words: &'a Words) -> Row<'a, Event, Theme> {
        let pin = self.pin.view(words).placeholder(words.text("word-optional"));
        let pin = pin.help(words.text("firstrun-admin-pin-hint"));
        row![pin, Space::new().width(Length::Fill)].spacing(Gap::L)
    }
}
