//! The people who work here: who they are, what they may do, a new password or PIN, and their end.

use iced::Length;
use iced::widget::{Space, column, row};

use super::part::{FORM, Saving, required, save_or_back, section};
use super::{Message as Outer, id};
use crate::clinic::{Order, Refusal};
use crate::staff::command::{Change, Employ, SetPassword, SetPin};
use crate::staff::secret::SHORTEST_PASSWORD;
use crate::staff::{self, Account, Employment, NewAccount, PinState, Role, SecretHash, WeakSecret, rules};
use crate::terms::AccountId;
use crate::ui::Element;
use crate::ui::action::{Action, Toast};
use crate::ui::aside::aside;
use crate::ui::icon::Icon;
use crate::ui::secret::Secret;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::field::{self, Note};
use crate::ui::widget::{badge, button, choice, panel, rows, text};

/// The list and the one being changed.
#[derive(Debug, Clone, Default)]
pub(super) struct PeopleForm {
    accounts: Vec<Account>,
    asked: u64,
    /// Kept when the form is closed, so that nothing typed is lost.
    draft: Option<Draft>,
    open: bool,
    tried: bool,
    /// Whether the end of somebody's work was asked for once.
    sure: bool,
    saving: Saving,
}

#[derive(Debug, Clone)]
struct Draft {
    which: Option<AccountId>,
    name: String,
    username: String,
    role: Role,
    password: Secret,
}

/// What can happen.
#[derive(Debug, Clone)]
pub enum Message {
    Read(u64, Result<Vec<Account>, Refusal>),
    New,
    Edit(AccountId),
    Name(String),
    Username(String),
    Role(Role),
    Password(Secret),
    To(&'static str),
    Hashed(Option<Result<SecretHash, WeakSecret>>),
    Employ(Employment),
    ClearPin,
    Saved(Result<(), Refusal>),
}

impl PeopleForm {
    /// Reads the accounts.
    pub(super) fn open(&mut self) -> Action<Outer> {
        self.asked += 1;
        let asked = self.asked;
        Action::ask(staff::query::Accounts, move |answer| Outer::People(Message::Read(asked, answer)))
    }

    /// Closes the form; says whether there was one.
    pub(super) fn close(&mut self) -> bool {
        self.sure = false;
        std::mem::replace(&mut self.open, false)
    }

    fn account(&self, id: Option<AccountId>) -> Option<&Account> {
        id.and_then(|id| self.accounts.iter().find(|account| account.id == id))
    }

    fn edit(&mut self, which: Option<AccountId>) -> Action<Outer> {
        let same = self.draft.as_ref().is_some_and(|draft| draft.which == which);
        if !same {
            let known = self.account(which);
            self.draft = Some(Draft {
                which,
                name: known.map(|account| account.name.clone()).unwrap_or_default(),
                username: known.map(|account| account.username.clone()).unwrap_or_default(),
                role: known.map_or(Role::Receptionist, |account| account.role),
                password: Secret::default(),
            });
            self.tried = false;
        }
        (self.open, self.sure, self.saving) = (true, false, Saving::Idle);
        Action::focus(id::PERSON_NAME)
    }

    pub(super) fn save(&mut self) -> Action<Outer> {
        self.tried = true;
        let Some(draft) = self.draft.as_ref().filter(|_| self.open && !self.saving.is_waiting()) else {
            return Action::none();
        };
        if draft.name.trim().is_empty() {
            return Action::focus(id::PERSON_NAME);
        }
        let password = draft.password.0.clone();
        let needs_password = draft.which.is_none() || !password.is_empty();
        if draft.which.is_none() && rules::names(&draft.name, &draft.username).is_err() {
            return Action::focus(id::PERSON_USERNAME);
        }
        if needs_password && password.chars().count() < SHORTEST_PASSWORD {
            return Action::focus(id::PERSON_PASSWORD);
        }
        self.saving = Saving::Waiting;
        if needs_password {
            return aside(
                move || SecretHash::of_password(&password),
                |hash| Outer::People(Message::Hashed(hash)),
            );
        }
        self.change()
    }

    /// Name and role of somebody who is here already.
    fn change(&self) -> Action<Outer> {
        let Some(draft) = &self.draft else { return Action::none() };
        let Some(account) = draft.which else { return Action::none() };
        run(Change { account, name: draft.name.trim().to_owned(), role: draft.role })
    }

    fn hashed(&mut self, hash: Option<Result<SecretHash, WeakSecret>>) -> Action<Outer> {
        let (Some(Ok(password)), Some(draft)) = (hash, &self.draft) else {
            self.saving = Saving::Idle;
            return Action::focus(id::PERSON_PASSWORD);
        };
        match draft.which {
            None => run(NewAccount {
                name: draft.name.trim().to_owned(),
                username: draft.username.clone(),
                role: draft.role,
                password,
                pin: None,
            }),
            Some(account) => {
                // Name and role first; the answer to the password closes the form.
                let change = self.change_quietly(account);
                change.and(run(SetPassword { account, password }))
            }
        }
    }

    fn change_quietly(&self, account: AccountId) -> Action<Outer> {
        let known = self.account(Some(account));
        match &self.draft {
            Some(draft)
                if known.is_none_or(|one| one.name != draft.name.trim() || one.role != draft.role) =>
            {
                self.change()
            }
            _ => Action::none(),
        }
    }

    pub(super) fn update(&mut self, message: Message, shared: &Shared) -> Action<Outer> {
        let draft = self.draft.as_mut();
        match (message, draft) {
            (Message::Read(asked, Ok(accounts)), _) if asked == self.asked => {
                self.accounts = accounts;
            }
            (Message::New, _) => return self.edit(None),
            (Message::Edit(account), _) => return self.edit(Some(account)),
            (Message::Name(text), Some(draft)) => draft.name = text,
            (Message::Username(text), Some(draft)) => draft.username = text.trim().to_lowercase(),
            (Message::Role(role), Some(draft)) => draft.role = role,
            (Message::Password(text), Some(draft)) => draft.password = text,
            (Message::To(next), _) => return Action::focus(next),
            (Message::Hashed(hash), _) => return self.hashed(hash),
            (Message::Employ(Employment::Ended), _) if !self.sure => self.sure = true,
            (Message::Employ(employment), Some(draft)) => {
                if let Some(account) = draft.which {
                    self.saving = Saving::Waiting;
                    return run(Employ { account, employment });
                }
            }
            (Message::ClearPin, Some(draft)) => {
                if let Some(account) = draft.which {
                    self.saving = Saving::Waiting;
                    return run(SetPin { account, pin: None });
                }
            }
            (Message::Saved(reply), _) => {
                self.sure = false;
                if self.saving.done(reply).is_some() {
                    let was_open = self.open;
                    (self.draft, self.open, self.tried) = (None, false, false);
                    let said = Action::say(Toast::done(shared.words.text("word-saved")));
                    let said = if was_open { said.and(Action::focus(id::PERSON_NEW)) } else { said };
                    return said.and(self.open());
                }
            }
            _ => {}
        }
        Action::none()
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Outer> {
        let words = &shared.words;
        let title = words.text("settings-people");
        match self.draft.as_ref().filter(|_| self.open) {
            Some(draft) => section(title, self.form(shared, draft), save_or_back(words, &self.saving)),
            None => section(title, self.list(shared), Space::new().into()),
        }
    }

    fn form<'a>(&'a self, shared: &'a Shared, draft: &'a Draft) -> Element<'a, Outer> {
        let words = &shared.words;
        let on = Outer::People;
        let known = self.account(draft.which);
        let name = field::field(words.text("staff-name"), &draft.name)
            .id(id::PERSON_NAME)
            .on_input(move |text| on(Message::Name(text)))
            .on_submit(on(Message::To(if known.is_some() {
                id::PERSON_PASSWORD
            } else {
                id::PERSON_USERNAME
            })))
            .note_maybe(required(words, &draft.name, self.tried));
        let username: Element<'a, Outer> = match known {
            Some(account) => {
                field::value(words.text("staff-account"), field::value_text(account.username.as_str()))
            }
            None => {
                let wrong = self.tried && rules::names("x", &draft.username).is_err();
                field::field(words.text("staff-account"), &draft.username)
                    .id(id::PERSON_USERNAME)
                    .on_input(move |text| on(Message::Username(text)))
                    .on_submit(on(Message::To(id::PERSON_PASSWORD)))
                    .note(if wrong {
                        Note::refuse(words.text("refusal-staff-username"))
                    } else {
                        Note::help(words.text("firstrun-admin-account-hint"))
                    })
                    .into()
            }
        };
        let least = words.with("signin-password-short", &[("least", SHORTEST_PASSWORD)]);
        let short = draft.password.0.chars().count() < SHORTEST_PASSWORD;
        let wants = draft.which.is_none() || !draft.password.0.is_empty();
        let label = if known.is_some() { "staff-password-set" } else { "firstrun-admin-password" };
        let password = field::field(words.text(label), &draft.password.0)
            .id(id::PERSON_PASSWORD)
            .secret()
            .on_input(move |text| on(Message::Password(Secret(text))))
            .note(if self.tried && wants && short { Note::refuse(least) } else { Note::help(least) });
        let roles = Role::ALL.map(|role| {
            choice::chip(words.text(&format!("role-{}", role.as_str())).into_owned(), draft.role == role)
                .tall()
                .id(role_id(role))
                .on_press(on(Message::Role(role)))
                .into()
        });
        let roles = column![text::label(words.text("staff-role")), rows::flow(roles)].spacing(Gap::Xs);
        let more: Element<'a, Outer> =
            known.map_or_else(|| Space::new().into(), |one| self.more(shared, one));
        column![
            row![name, username].spacing(Gap::L),
            roles,
            row![password, Space::new().width(Length::Fill)].spacing(Gap::L),
            more,
        ]
        .spacing(Gap::L)
        .max_width(FORM)
        .into()
    }

    /// What can be done with somebody who is here already.
    fn more<'a>(&self, shared: &'a Shared, account: &'a Account) -> Element<'a, Outer> {
        let words = &shared.words;
        let on = Outer::People;
        let employ = match account.employment {
            Employment::Active if self.sure => {
                button::danger(words.with("staff-switch-off-sure", &[("name", account.name.as_str())]))
                    .on_press(on(Message::Employ(Employment::Ended)))
            }
            Employment::Active => button::secondary(words.text("staff-switch-off"))
                .icon(Icon::UserMinus)
                .on_press(on(Message::Employ(Employment::Ended))),
            Employment::Ended => button::secondary(words.text("staff-switch-on"))
                .icon(Icon::UserCheck)
                .on_press(on(Message::Employ(Employment::Active))),
        };
        let employ = employ.id(id::PERSON_EMPLOY);
        let pin: Element<'a, Outer> = match account.pin {
            PinState::Set => button::secondary(words.text("staff-pin-clear"))
                .id(id::PERSON_PIN)
                .on_press(on(Message::ClearPin))
                .into(),
            PinState::Unset => Space::new().into(),
        };
        row![employ, pin].spacing(Gap::M).into()
    }

    fn list<'a>(&'a self, shared: &'a Shared) -> Element<'a, Outer> {
        let words = &shared.words;
        let head = rows::header(
            rows::height::TABLE,
            [
                rows::head(Length::FillPortion(3), words.text("staff-name")),
                rows::head(Length::FillPortion(2), words.text("staff-role")),
                rows::head(104, ""),
            ],
        );
        let line = |account: &'a Account| {
            let state: Element<'a, Outer> = match account.employment {
                Employment::Active => Space::new().into(),
                Employment::Ended => badge::closed(words.text("staff-off")).plain().into(),
            };
            let role = words.text(&format!("role-{}", account.role.as_str())).into_owned();
            let name = text::body(account.name.as_str()).medium().cut();
            rows::row_press(
                rows::height::TALL,
                false,
                [
                    rows::cell(Length::FillPortion(3), rows::two_lines(name, account.username.as_str())),
                    rows::cell(Length::FillPortion(2), text::body(role).cut()),
                    rows::cell(104, state),
                ],
            )
            .on_press(Outer::People(Message::Edit(account.id)))
            .into()
        };
        let all = panel::sheet(column![head, rows::list(self.accounts.iter().map(line))]);
        let new = button::secondary(words.text("staff-new"))
            .id(id::PERSON_NEW)
            .icon(Icon::UserPlus)
            .on_press(Outer::People(Message::New));
        column![all, row![new]].spacing(Gap::L).into()
    }
}

fn run<C: Order>(command: C) -> Action<Outer> {
    Action::run(command, |reply| Outer::People(Message::Saved(reply.map(drop))))
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
