//! What was typed so far, in a small file until the clinic begins: a power cut must not cost an afternoon of
//! villages. Secrets are never in it. A part that cannot be read begins afresh, alone.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

use super::{FirstRun, Step, clinic};
use crate::desk::ThisPc;
use crate::setup::{Measures, Standing, UnitDraft, UnitKind, Village};
use crate::ui::shared::Shared;
use crate::ui::small_file;

/// Everything typed but the secrets.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Draft {
    #[serde(default, deserialize_with = "alone")]
    step: Step,
    #[serde(default, deserialize_with = "alone")]
    clinic: clinic::Typed,
    #[serde(default, deserialize_with = "alone")]
    villages: Vec<Village>,
    #[serde(default, deserialize_with = "units")]
    units: Vec<UnitDraft>,
    #[serde(default, deserialize_with = "alone")]
    administrator: (String, String),
}

/// A unit as this version keeps it, or as the version before did.
#[derive(Deserialize)]
#[serde(untagged)]
enum Unit {
    Now(UnitDraft),
    Before { letter: String, name: String, rooms: String, measures: Measures, kind: UnitKind },
}

fn alone<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(file: D) -> Result<T, D::Error> {
    let part = serde_json::Value::deserialize(file)?;
    Ok(serde_json::from_value(part).unwrap_or_default())
}

fn units<'de, D: Deserializer<'de>>(file: D) -> Result<Vec<UnitDraft>, D::Error> {
    let units = alone::<_, Vec<Unit>>(file)?.into_iter().map(|unit| match unit {
        Unit::Now(unit) => unit,
        Unit::Before { letter: prefix, name, rooms, measures, kind } => {
            let rooms = rooms.split(',').map(str::trim).filter(|room| !room.is_empty());
            let counters = rooms.map(str::to_owned).collect();
            UnitDraft { name, prefix, kind, measures, counters, standing: Standing::Open }
        }
    });
    Ok(units.collect())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_version_before_kept_is_here_again_and_a_bad_part_costs_that_part() {
        let before = r#"{"step":"Units","clinic":{"name":"Puskesmas Cimareme","code":"1070301","district":null,
            "zone":null},"villages":"?","units":[{"letter":"A","name":"Umum","rooms":"Ruang 1, Ruang 2",
            "measures":"nobody","kind":"service"}],"administrator":["Siti Aminah","siti"]}"#;
        let draft: Draft = serde_json::from_str(before).unwrap();
        assert_eq!((draft.step, draft.villages.len()), (Step::Units, 0));
        assert_ne!(draft.clinic, clinic::Typed::default());
        assert_eq!(draft.administrator.1, "siti");
        let unit = draft.units.first().unwrap();
        assert_eq!((unit.name.as_str(), unit.prefix.as_str(), unit.counters.len()), ("Umum", "A", 2));
        let again: Draft = serde_json::from_slice(&serde_json::to_vec(&draft).unwrap()).unwrap();
        assert_eq!(again, draft);
    }
}
