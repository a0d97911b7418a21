//! What was typed so far, in a small file until the clinic begins: a power cut must not cost an afternoon of
//! villages. Secrets are never in it. A part that cannot be read begins afresh, alone.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{FirstRun, Step, clinic};
use crate::desk::ThisPc;
use crate::setup::{Measures, Standing, UnitDraft, UnitKind, Village};
use crate::ui::shared::Shared;
use crate::ui::small_file;

/// Everything typed but the secrets.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub(super) struct Draft {
    step: Step,
    clinic: clinic::Typed,
    villages: Vec<Village>,
    units: Vec<UnitDraft>,
    administrator: (String, String),
}

/// The file before its parts are read.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Parts {
    step: Value,
    clinic: Value,
    villages: Value,
    units: Value,
    administrator: Value,
}

/// A unit as this version keeps it, or as the version before did.
#[derive(Deserialize)]
#[serde(untagged)]
enum Unit {
    Now(UnitDraft),
    Before { letter: String, name: String, rooms: String, measures: Measures, kind: UnitKind },
}

impl From<Unit> for UnitDraft {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Now(unit) => unit,
            Unit::Before { letter: prefix, name, rooms, measures, kind } => {
                let rooms = rooms.split(',').map(str::trim).filter(|room| !room.is_empty());
                let counters = rooms.map(str::to_owned).collect();
                Self { name, prefix, kind, measures, counters, standing: Standing::Open }
            }
        }
    }
}

/// A part, or none where it cannot be read.
fn part<T: DeserializeOwned>(value: Value) -> Option<T> {
    serde_json::from_value(value).ok()
}

/// What can be read of a list, and whether that is all of it.
fn each<T: DeserializeOwned>(value: Value) -> (Vec<T>, bool) {
    let Some(all) = part::<Vec<Value>>(value) else { return (Vec::new(), false) };
    let most = all.len();
    let read: Vec<T> = all.into_iter().filter_map(part).collect();
    let whole = read.len() == most;
    (read, whole)
}

impl From<Parts> for Draft {
    /// What cannot be read is typed again: the first run goes on where something is missing.
    fn from(parts: Parts) -> Self {
        let (villages, all_villages) = each(parts.villages);
        let (units, all_units) = each::<Unit>(parts.units);
        let clinic = part(parts.clinic);
        let first_lost = match (&clinic, all_villages, all_units) {
            (None, ..) => Step::Clinic,
            (_, false, _) => Step::Villages,
            (_, _, false) => Step::Units,
            _ => Step::Admin,
        };
        Self {
            step: part(parts.step).unwrap_or(Step::Clinic).min(first_lost),
            clinic: clinic.unwrap_or_default(),
            villages,
            units: units.into_iter().map(UnitDraft::from).collect(),
            administrator: part(parts.administrator).unwrap_or_default(),
        }
    }
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
        let (today, (name, username)) = (shared.date(), self.administrator);
        screen.step = self.step;
        screen.clinic.restore(self.clinic, shared);
        screen.villages.restore(self.villages);
        screen.units.restore(self.units, shared);
        screen.admin.name.set(name, today);
        screen.admin.username.set(username, today);
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice::<Parts>(bytes).ok().map(Self::from)
    }

    /// What was kept in this data folder.
    pub(super) fn read(pc: &ThisPc) -> Option<Self> {
        Self::from_bytes(&std::fs::read(pc.file(FILE)).ok()?)
    }

    /// Keeps it. Without it the first run goes on all the same.
    pub(super) fn write(&self, pc: &ThisPc) {
        if let Err(error) = small_file::keep(&pc.file(FILE), self) {
            tracing::warn!(%error, "What was typed in the first run could not be kept");
        }
    }

    /// The clinic has begun. A power cut may have left the file, or what was about to take its place.
    pub(super) fn forget(pc: &ThisPc) {
        for file in [pc.file(FILE), small_file::beside(&pc.file(FILE))] {
            let _ = std::fs::remove_file(file);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_version_before_kept_is_here_again_and_a_bad_part_costs_that_part() {
        let before = r#"{"step":"Units","clinic":{"name":"Puskesmas Cimareme","code":"1070301","district":null,
            "zone":null},"villages":"?","units":[{"letter":"A","name":"Umum","rooms":"Ruang 1, Ruang 2",
            "measures":"nobody","kind":"service"}],"administrator":["Siti Aminah","siti"]}"#;
        let draft = Draft::from_bytes(before.as_bytes()).unwrap();
        // The villages are lost: the first run goes on with them, and keeps the units and the name.
        assert_eq!((draft.step, draft.villages.len()), (Step::Villages, 0));
        assert_ne!(draft.clinic, clinic::Typed::default());
        assert_eq!(draft.administrator.1, "siti");
        let unit = draft.units.first().unwrap();
        assert_eq!((unit.name.as_str(), unit.prefix.as_str(), unit.counters.len()), ("Umum", "A", 2));
        let again = Draft::from_bytes(&serde_json::to_vec(&draft).unwrap()).unwrap();
        assert_eq!(again, draft);
        let whole = before.replace(r#""?""#, "[]");
        assert_eq!(Draft::from_bytes(whole.as_bytes()).unwrap().step, Step::Units);
    }
}
