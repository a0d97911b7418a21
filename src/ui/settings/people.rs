//! The people who work here: who they are, what they may do, a new password or PIN, and their end.

use iced::Length;
use iced::widget::{Space, column, row};

use super::part::{FORM, Listed, entries};
use super::{Message as Outer, id};
use crate::clinic::{Order, Refusal};
use crate::staff::command::{Change, Employ, SetPassword, SetPin};
use crate::staff::{
    self, Account, AccountChanges, Employment, Error, NewAccount, PinState, Role, WeakSecret,
};
use crate::terms::AccountId;
use crate::ui::Element;
use crate::ui::action::Action;
use crate::ui::background::in_background;
use crate::ui::editor::account::{self, AccountForm};
use crate::ui::editor::secrets::Hashes;
use crate::ui::flight::{Latest, Problem, Question};
use crate::ui::form::{self, Form as _};
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::{badge, button, rows, text};

/// The list and the one being changed.
#[derive(Debug, Clone)]
pub(super) struct People {
    accounts: Vec<Account>,
    asked: Latest,
    pub(super) listed: Listed<AccountForm>,
    /// Whether the end of somebody's work was asked for once.
    sure: bool,
}

impl Default for People {
    fn default() -> Self {
        let listed = Listed::new(id::PERSON_NEW);
        Self { accounts: Vec::new(), asked: Latest::default(), listed, sure: false }
    }
}

#[derive(Debug, Clone)]
pub enum Message {
    Read(Question, Result<Vec<Account>, Refusal>),
    /// This one, or somebody new.
    Edit(Option<AccountId>),
    Form(form::Event),
    Role(Role),
    Hashed(Option<Result<Hashes, WeakSecret>>),
    Employ(Employment),
    ClearPin,
    Saved(Result<(), Refusal>),
}

impl People {
    pub(super) fn open(&mut self) -> Action<Outer> {
        let asked = self.asked.ask();
        Action::ask(staff::query::Accounts, move |answer| Outer::People(Message::Read(asked, answer)))
    }

    pub(super) fn close(&mut self) -> Option<&'static str> {
        self.sure = false;
        self.listed.close()
    }

    fn account(&self, id: Option<AccountId>) -> Option<&Account> {
        id.and_then(|id| self.accounts.iter().find(|account| account.id == id))
    }

    pub(super) fn save(&mut self) -> Action<Outer> {
        let Some(form) = self.listed.form_mut() else { return Action::none() };
        if let Err(field) = form.ready() {
            return Action::focus(field);
        }
        let (change, to_hash) = (Self::change(form), form.secrets.to_hash());
        let needs_hash = form.shown.is_none() || !form.secrets.is_empty();
        if !self.listed.flight.begin() {
            return Action::none();
        }
        if needs_hash {
            return in_background(move || to_hash.hash(), |hashes| Outer::People(Message::Hashed(hashes)));
        }
        change.map_or_else(Action::none, run)
    }

    /// Name and role of somebody who is here already.
    fn change(form: &AccountForm) -> Option<Change> {
        let shown = form.shown.as_ref()?;
        Some(Change { account: shown.id, changes: AccountChanges::between(shown, &form.typed()?) })
    }

    fn hashed(&mut self, hashes: Option<Result<Hashes, WeakSecret>>) -> Action<Outer> {
        let password = hashes.and_then(Result::ok).and_then(|hashes| hashes.password);
        let (Some(password), Some(form)) = (password, self.listed.form_mut()) else {
            self.listed.flight.fail(Problem::Key("problem-secret-failed"));
            return Action::focus(account::id::PASSWORD);
        };
        let name = form.name.value().cloned().unwrap_or_default();
        match &form.shown {
            None => run(NewAccount {
                name,
                username: form.username.text().to_owned(),
                role: form.role,
                password,
                pin: None,
            }),
            Some(shown) => {
                // Name and role first; the answer to the password closes the form.
                let change = Self::change(form).filter(|change| change.changes != AccountChanges::default());
                let change = change.map_or_else(Action::none, run);
                change.and(run(SetPassword { account: shown.id, password }))
            }
        }
    }

    /// Something about whoever is being changed, at once.
    fn act<C: Order>(&mut self, command: impl FnOnce(AccountId) -> C) -> Action<Outer> {
        let account = self.listed.form().and_then(|form| form.shown.as_ref()).map(|shown| shown.id);
        match account.filter(|_| self.listed.flight.begin()) {
            Some(account) => run(command(account)),
            None => Action::none(),
        }
    }

    pub(super) fn update(&mut self, message: Message, shared: &Shared) -> Action<Outer> {
        let today = shared.date();
        match message {
            Message::Read(asked, Ok(accounts)) if self.asked.is(asked) => {
                self.accounts = accounts;
            }
            Message::Read(..) => {}
            Message::Edit(which) => {
                let known = self.account(which).cloned();
                self.listed.open(
                    |form| form.shown.as_ref().map(|shown| shown.id) == which,
                    || known.map_or_else(AccountForm::added, |known| AccountForm::of(&known, today)),
                );
                self.sure = false;
                return Action::focus(account::id::NAME);
            }
            Message::Form(event) => {
                let next = self.listed.form_mut().and_then(|form| form.hear(event, today));
                return next.map_or_else(Action::none, Action::focus);
            }
            Message::Role(role) => {
                if let Some(form) = self.listed.form_mut() {
                    form.role = role;
                }
            }
            Message::Hashed(hashes) => return self.hashed(hashes),
            Message::Employ(Employment::Ended) if !self.sure => self.sure = true,
            Message::Employ(employment) => {
                return self.act(|account| Employ { account, employment });
            }
            Message::ClearPin => return self.act(|account| SetPin { account, pin: None }),
            Message::Saved(reply) => {
                self.sure = false;
                if let (Err(Refusal::Staff(Error::Clash(clash))), Some(form)) =
                    (&reply, self.listed.form_mut())
                {
                    form.catch_up(clash, today);
                }
                return self.listed.landed(reply, shared).and(self.open());
            }
        }
        Action::none()
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Outer> {
        self.listed.view(shared, "settings-people", |form| self.form(shared, form), || self.list(shared))
    }

    fn form<'a>(&'a self, shared: &'a Shared, form: &'a AccountForm) -> Element<'a, Outer> {
        let words = &shared.words;
        let on = |line: Element<'a, form::Event>| line.map(|event| Outer::People(Message::Form(event)));
        let known = self.account(form.shown.as_ref().map(|shown| shown.id));
        let more: Element<'a, Outer> =
            known.map_or_else(|| Space::new().into(), |one| self.more(shared, one));
        let password = row![form.secrets.view(words), Space::new().width(Length::Fill)].spacing(Gap::L);
        column![
            on(form.view_names(words).into()),
            form.view_roles(words).map(|role| Outer::People(Message::Role(role))),
            on(password.into()),
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
        let head = [
            rows::head(Length::FillPortion(3), words.text("staff-name")),
            rows::head(Length::FillPortion(2), words.text("staff-role")),
            rows::head(STATE, ""),
        ];
        let line = |account: &'a Account| {
            let state: Element<'a, Outer> = match account.employment {
                Employment::Active => Space::new().into(),
                Employment::Ended => badge::closed(words.text("staff-off")).plain().into(),
            };
            let role = words.text(&format!("role-{}", account.role.as_str())).into_owned();
            let name = text::body(account.name.as_str()).medium().cut();
            let cells = [
                rows::cell(Length::FillPortion(3), rows::two_lines(name, account.username.as_str())),
                rows::cell(Length::FillPortion(2), text::body(role).cut()),
                rows::cell(STATE, state),
            ];
            let row = rows::row_press(rows::height::TALL, false, cells);
            row.on_press(Outer::People(Message::Edit(Some(account.id)))).into()
        };
        let new = button::secondary(words.text("staff-new")).id(id::PERSON_NEW).icon(Icon::UserPlus);
        let new = new.on_press(Outer::People(Message::Edit(None)));
        entries(rows::header(rows::height::TABLE, head), self.accounts.iter().map(line), new)
    }
}

/// Width of the column of states.
const STATE: f32 = 104.0;

fn run<C: Order>(command: C) -> Action<Outer> {
    Action::run(command, |reply| Outer::People(Message::Saved(reply.map(drop))))
}
