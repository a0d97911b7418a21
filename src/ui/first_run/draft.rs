//! What was typed so far, in a small file until the clinic begins: a power cut must not cost an afternoon of
//! villages. Secrets are never in it. A file that cannot be read begins afresh.

use serde::{Deserialize, Serialize};

use super::{FirstRun, Step, clinic};
use crate::desk::ThisPc;
use crate::setup::{UnitDraft, Village};
use crate::ui::shared::Shared;
use crate::ui::small_file;

/// Everything typed but the secrets.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Draft {
    step: Step,
    clinic: clinic::Typed,
    villages: Vec<Village>,
    units: Vec<UnitDraft>,
    administrator: (String, String),
}

/// Its name.
const FILE: &str = "first-run.json";

impl Draft {
    /// What a screen holds now.
    pub(super) fn of(screen: &FirstRun) -> Self {
        Self {
            // The sheet needs secrets, which are typed again.
            step: if screen.step == Step::Back { Step::Clinic } else { screen.step.min(Step::Admin) },
            clinic: screen.clinic.typed(),
            villages: screen.villages.villages(),
            units: screen.units.drafts(),
            administrator: (screen.admin.name.text().to_owned(), screen.admin.username.text().to_owned()),
        }
    }

    pub(super) fn restore(self, screen: &mut FirstRun, shared: &Shared) {
        let (today, (name, username)) = (shared.today().0, self.administrator);
        screen.step = self.step;
        screen.clinic.restore(self.clinic, shared);
        screen.villages.restore(self.villages);
        screen.units.restore(self.units, shared);
        screen.admin.name.set(name, today);
        screen.admin.username.set(username, today);
    }

    /// What was kept in this data folder.
    pub(super) fn read(pc: &ThisPc) -> Option<Self> {
        serde_json::from_slice(&std::fs::read(pc.file(FILE)).ok()?).ok()
    }

    /// Keeps it. Without it the first run goes on all the same.
    pub(super) fn write(&self, pc: &ThisPc) {
        if let Err(error) = small_file::keep(&pc.file(FILE), self) {
            tracing::warn!(%error, "What was typed in the first run could not be kept");
        }
    }

    /// The clinic has begun.
    pub(super) fn forget(pc: &ThisPc) {
        let _ = std::fs::remove_file(pc.file(FILE));
    }
}
