//! Step 4: the first administrator. There is no password before one is typed here.

use iced::widget::column;

use super::FORM;
use crate::staff::secret::RecoveryCode;
use crate::staff::{NewAccount, Role, SecretHash, WeakSecret};
use crate::ui::Element;
use crate::ui::editor::account::AccountForm;
use crate::ui::editor::secrets::ToHash;
use crate::ui::form::Event;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;

/// The secrets of the first run, hashed.
#[derive(Debug, Clone)]
pub struct Sealed {
    pub(super) account: NewAccount,
    /// The sheet's code, shown once.
    pub(super) code: RecoveryCode,
    pub(super) recovery: SecretHash,
}

/// What is to be hashed, on another thread.
pub(super) struct ToSeal {
    name: String,
    username: String,
    secrets: ToHash,
    code: Option<RecoveryCode>,
}

impl ToSeal {
    /// A sheet that was shown already keeps its code: it may be written down.
    pub(super) fn of(admin: &AccountForm, code: Option<RecoveryCode>) -> Self {
        let name = admin.name.text().trim().to_owned();
        let username = admin.username.text().to_owned();
        Self { name, username, secrets: admin.secrets.to_hash(), code }
    }

    /// Slow by design.
    pub(super) fn seal(self) -> Result<Box<Sealed>, WeakSecret> {
        let hashes = self.secrets.hash()?;
        let code = self.code.map_or_else(RecoveryCode::draw, Ok)?;
        let recovery = SecretHash::of_recovery(&code)?;
        let (name, username, role) = (self.name, self.username, Role::Administrator);
        let password = hashes.password.ok_or(WeakSecret::Failed)?;
        let account = NewAccount { name, username, role, password, pin: hashes.pin };
        Ok(Box::new(Sealed { account, code, recovery }))
    }
}

pub(super) fn view<'a>(admin: &'a AccountForm, shared: &'a Shared) -> Element<'a, Event> {
    let words = &shared.words;
    column![admin.view_names(words), admin.secrets.view_twice(words), admin.secrets.view_pin(words)]
        .spacing(Gap::L)
        .max_width(FORM)
        .into()
}
