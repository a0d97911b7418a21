//! What was typed so far, in a small file until the clinic begins: a power cut must not cost an afternoon of
//! villages. Secrets are never in it. A file that cannot be read begins afresh.

use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

use super::{FirstRun, Step, clinic, units};
use crate::setup::Village;
use crate::ui::small_file;

/// Everything typed but the secrets.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Draft {
    step: Step,
    clinic: clinic::Typed,
    villages: Vec<Village>,
    units: Vec<units::Typed>,
    administrator: (String, String),
}

fn file(folder: &Path) -> PathBuf {
    folder.join("first-run.json")
}

impl Draft {
    /// What a screen holds now.
    pub(super) fn of(screen: &FirstRun) -> Self {
        Self {
            // The sheet needs secrets, which are typed again.
            step: if screen.step == Step::Back { Step::Clinic } else { screen.step.min(Step::Admin) },
            clinic: screen.clinic.typed(),
            villages: screen.villages.villages(),
            units: screen.units.typed().to_vec(),
            administrator: screen.admin.names(),
        }
    }

    /// Puts everything back.
    pub(super) fn restore(self, screen: &mut FirstRun) {
        screen.step = self.step;
        screen.clinic.restore(self.clinic);
        screen.villages.restore(self.villages);
        screen.units.restore(self.units);
        screen.admin.restore(self.administrator);
    }

    /// What was kept in this data folder.
    pub(super) fn read(folder: &Path) -> Option<Self> {
        serde_json::from_slice(&std::fs::read(file(folder)).ok()?).ok()
    }

    /// Keeps it. Without it the first run goes on all the same.
    pub(super) fn write(&self, folder: &Path) {
        if let Err(error) = small_file::keep(&file(folder), self) {
            tracing::warn!(%error, "What was typed in the first run could not be kept");
        }
    }

    /// The clinic has begun.
    pub(super) fn forget(folder: &Path) {
        let _ = std::fs::remove_file(file(folder));
    }
}
