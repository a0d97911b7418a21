//! Somebody who works here: name, username, role, password.

use iced::widget::{Row, column, row};

use super::secrets::NewSecrets;
use crate::staff::{Account, AccountField, Role};
use crate::terms::Clash;
use crate::ui::Element;
use crate::ui::form::{Event, Field, Form, Input, parse};
use crate::ui::theme::{Gap, Theme};
use crate::ui::widget::field;
use crate::ui::widget::{choice, rows, text};
use crate::words::Words;

pub mod id {
    pub use crate::ui::editor::secrets::id::{AGAIN, PASSWORD, PIN};

    pub const NAME: &str = "account.name";
    pub const USERNAME: &str = "account.username";
}

/// How a new password is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Secrets {
    /// Twice, and with a PIN: by whose it is.
    Twice,
    /// Once: an administrator gives it, and it is changed soon.
    Once,
}

#[derive(Debug, Clone)]
pub struct AccountForm {
    /// As it was shown; none for somebody new.
    pub shown: Option<Account>,
    pub name: Field<String>,
    pub username: Field<String>,
    pub role: Role,
    pub secrets: NewSecrets,
    asks: Secrets,
}

impl AccountForm {
    fn empty(asks: Secrets, secrets: NewSecrets) -> Self {
        Self {
            shown: None,
            name: Field::new(id::NAME, "staff-name", parse::named),
            username: Field::new(id::USERNAME, "staff-account", parse::username)
                .tidied(|text| text.trim().to_lowercase()),
            role: Role::Receptionist,
            secrets,
            asks,
        }
    }

    pub fn first() -> Self {
        Self { role: Role::Administrator, ..Self::empty(Secrets::Twice, NewSecrets::first()) }
    }

    /// Somebody new.
    pub fn added() -> Self {
        Self::empty(Secrets::Once, NewSecrets::first())
    }

    /// Somebody who is here already.
    pub fn of(account: &Account, today: chrono::NaiveDate) -> Self {
        let mut form = Self::empty(Secrets::Once, NewSecrets::given());
        form.name.set(&account.name, today);
        form.role = account.role;
        form.shown = Some(account.clone());
        form
    }

    /// Somebody who is here already, as typed.
    pub fn typed(&self) -> Option<Account> {
        Some(Account { name: self.name.value()?.clone(), role: self.role, ..self.shown.clone()? })
    }

    /// Somebody else was quicker: what was not typed here is as it is now; what was typed stays, with a note.
    pub fn catch_up(&mut self, clash: &Clash<AccountField, Account>, today: chrono::NaiveDate) {
        let (Some(typed), Some(shown)) = (self.typed(), &self.shown) else { return };
        let merged = clash.merge(shown, &typed);
        self.name.set(merged.name, today);
        self.role = merged.role;
        self.shown = Some((*clash.now).clone());
        self.tell(&clash.labels(), &mut Self::of(&clash.now, today));
    }

    /// Offers the name's first word as the username, where none is typed.
    pub fn offer_username(&mut self, today: chrono::NaiveDate) {
        if self.username.is_empty() {
            self.username.set(first_word(self.name.text()), today);
        }
    }

    /// Name and username beside each other.
    pub fn view_names<'a>(&'a self, words: &'a Words) -> Row<'a, Event, Theme> {
        let username: Element<'a, Event> = match &self.shown {
            Some(account) => {
                field::value(words.text("staff-account"), field::value_text(account.username.as_str()))
            }
            None => self.username.view(words).help(words.text("firstrun-admin-account-hint")).into(),
        };
        row![self.name.view(words), username].spacing(Gap::L)
    }

    /// The roles to choose from.
    pub fn view_roles<'a>(&self, words: &'a Words) -> Element<'a, Role> {
        let roles = Role::ALL.map(|role| {
            choice::chip(words.text(&format!("role-{}", role.as_str())).into_owned(), self.role == role)
                .tall()
                .id(role_id(role))
                .on_press(role)
                .into()
        });
        column![text::label(words.text("staff-role")), rows::flow(roles)].spacing(Gap::Xs).into()
    }
}

impl Default for AccountForm {
    fn default() -> Self {
        Self::first()
    }
}

impl Form for AccountForm {
    fn inputs(&mut self) -> Vec<&mut dyn Input> {
        let mut inputs: Vec<&mut dyn Input> = vec![&mut self.name];
        if self.shown.is_none() {
            inputs.push(&mut self.username);
        }
        match self.asks {
            Secrets::Twice => inputs.extend(self.secrets.all()),
            Secrets::Once => inputs.push(self.secrets.password()),
        }
        inputs
    }

    fn compare(&mut self) {
        self.secrets.compare();
    }
}

/// A name's first word as it can be typed.
fn first_word(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric());
    let mut fitting = words.filter(|word| word.len() >= 3);
    fitting.next().unwrap_or_default().to_lowercase()
}

const fn role_id(role: Role) -> &'static str {
    match role {
        Role::Receptionist => "settings.role.receptionist",
        Role::Nurse => "settings.role.nurse",
        Role::Midwife => "settings.role.midwife",
        Role::Nutritionist => "settings.role.nutritionist",
        Role::Doctor => "settings.role.doctor",
        Role::Head => "settings.role.head",
        Role::Administrator => "settings.role.administrator",
    }
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
