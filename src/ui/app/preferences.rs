//! This seat's own small file: look, text size, language, counter, where the display's window stood.
//! A field that cannot be read falls back to its default; a file that cannot be written is no reason to stop.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Start;
use crate::clinic::watch::Asked;
use crate::setup::{Config, Profile};
use crate::terms::{AccountId, AreaCode, CounterId, Instant, Revision, TimeZone};
use crate::ui::action::Preference;
use crate::ui::shared::{Seat, Shared};
use crate::ui::small_file;
use crate::ui::theme::{Look, TextScale};
use crate::words::{Language, Words};

/// What is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Preferences {
    file: PathBuf,
    /// The seat's choices.
    pub seat: Seat,
    /// The language that was chosen here; what is spoken is another where the command line says so.
    language: Language,
    /// How the display's window stood.
    pub display: Corner,
    /// Where who works here calls to when they chose nothing themselves.
    counter: Option<CounterId>,
    /// Where each person calls to from this seat: a counter belongs to the place and the person.
    counters: BTreeMap<i64, i64>,
}

/// How the display's window stood, in the screen's own pixels.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Corner {
    /// From the left and from above, where it was ever moved.
    pub at: Option<(f32, f32)>,
    /// Across and down, when it did not fill the screen.
    pub size: (f32, f32),
    /// Whether it filled the screen.
    pub full: bool,
}

impl Default for Corner {
    fn default() -> Self {
        Self { at: None, size: (1280.0, 720.0), full: false }
    }
}

impl Corner {
    /// A saved place or size that no screen can have is forgotten.
    fn sound(self) -> Self {
        let far = |value: f32| value.is_finite() && value.abs() < 16_384.0;
        let sized = |value: f32| (200.0..16_384.0).contains(&value);
        let at = self.at.filter(|(x, y)| far(*x) && far(*y));
        let size = if sized(self.size.0) && sized(self.size.1) { self.size } else { Self::default().size };
        Self { at, size, ..self }
    }
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Stored {
    look: String,
    scale: u16,
    language: String,
    counter: Option<i64>,
    counters: BTreeMap<i64, i64>,
    /// An earlier version wrote none where it was never moved.
    display: Option<Corner>,
}

impl Preferences {
    /// Reads the seat's file in a data folder; whatever is unreadable falls back.
    pub fn read(folder: &Path) -> Self {
        let file = folder.join("seat.json");
        let stored: Stored = std::fs::read(&file)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        let counter = stored.counter.map(CounterId);
        let seat = Seat {
            look: Look::from_name(&stored.look),
            scale: if stored.scale == 0 {
                TextScale::default()
            } else {
                TextScale::from_percent(stored.scale)
            },
            language: stored.language.parse().unwrap_or(Language::Indonesian),
            counter,
        };
        let display = stored.display.unwrap_or_default().sound();
        Self { file, seat, language: seat.language, display, counter, counters: stored.counters }
    }

    /// Speaks this language until somebody chooses another; what was chosen before stays kept.
    pub fn speak(&mut self, language: Language) {
        self.seat.language = language;
    }

    /// Somebody sits down: where they call to from here is theirs.
    pub fn sits(&mut self, account: AccountId) {
        let own = self.counters.get(&account.0).copied().map(CounterId);
        self.seat.counter = own.or(self.counter);
    }

    /// Takes one choice of whoever is here over and keeps it.
    pub fn prefer(&mut self, preference: Preference, by: Option<AccountId>) {
        match preference {
            Preference::Look(look) => self.seat.look = look,
            Preference::Scale(scale) => self.seat.scale = scale,
            Preference::Language(language) => (self.seat.language, self.language) = (language, language),
            Preference::Counter(counter) => {
                self.seat.counter = Some(counter);
                match by {
                    Some(account) => drop(self.counters.insert(account.0, counter.0)),
                    None => self.counter = Some(counter),
                }
            }
        }
        self.write();
    }

    /// Writes the file.
    pub fn write(&self) {
        let stored = Stored {
            look: self.seat.look.name().to_owned(),
            scale: self.seat.scale.percent(),
            language: self.language.as_str().to_owned(),
            counter: self.counter.map(|counter| counter.0),
            counters: self.counters.clone(),
            display: Some(self.display),
        };
        if let Err(error) = small_file::keep(&self.file, &stored) {
            tracing::warn!(%error, "The seat's choices could not be kept");
        }
    }

    /// What the screens see at the start.
    pub(super) fn shared(&self, start: &Start, now: Instant) -> Shared {
        Shared {
            words: Arc::new(Words::new(self.seat.language)),
            config: start.config.as_deref().cloned().unwrap_or_else(nothing_yet).into(),
            now,
            clock: Asked::Nothing,
            held: None,
            session: start.session.clone(),
            seat: self.seat,
            copies: Arc::new(start.pc.copies_kept()),
            pc: start.pc.clone(),
            crew: Vec::new(),
        }
    }
}

/// Before the first run.
fn nothing_yet() -> Config {
    Config {
        profile: Profile::named("", "", TimeZone::Wib, AreaCode(String::new())),
        villages: Vec::new(),
        units: Vec::new(),
        counters: Vec::new(),
        corrections: Vec::new(),
        revision: Revision(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_kept_and_nonsense_falls_back() {
        let folder = tempfile::tempdir().unwrap();
        let mut preferences = Preferences::read(folder.path());
        assert_eq!(preferences.seat, Seat::default());
        preferences.prefer(Preference::Look(Look::Dark), None);
        preferences.prefer(Preference::Scale(TextScale::MAX), None);
        preferences.prefer(Preference::Counter(CounterId(2)), None);
        assert_eq!(Preferences::read(folder.path()), preferences);
        // Two who share a seat find each their own.
        let (rina, dwi, new) = (AccountId(7), AccountId(8), AccountId(9));
        preferences.prefer(Preference::Counter(CounterId(1)), Some(rina));
        preferences.prefer(Preference::Counter(CounterId(4)), Some(dwi));
        let mut read = Preferences::read(folder.path());
        for (account, counter) in [(rina, 1), (dwi, 4), (new, 2), (rina, 1)] {
            read.sits(account);
            assert_eq!(read.seat.counter, Some(CounterId(counter)), "{account:?}");
        }

        let file = folder.path().join("seat.json");
        let odd = r#"{"look":"pink","scale":900,"language":"fr","display":{"at":[1e9,0],"size":[5,5],"full":true}}"#;
        std::fs::write(&file, odd).unwrap();
        let read = Preferences::read(folder.path());
        assert_eq!((read.seat.look, read.seat.scale), (Look::Light, TextScale::MAX));
        assert_eq!(read.display, Corner { full: true, ..Corner::default() });
        // As the version before wrote it.
        std::fs::write(&file, r#"{"look":"dark","scale":110,"language":"id","counter":2,"display":null}"#)
            .unwrap();
        let read = Preferences::read(folder.path());
        assert_eq!((read.seat.look, read.seat.counter), (Look::Dark, Some(CounterId(2))));
        std::fs::write(&file, "not json").unwrap();
        assert_eq!(Preferences::read(folder.path()).seat, Seat::default());
    }
}
