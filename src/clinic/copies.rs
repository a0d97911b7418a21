//! The way back: a copy of the clinic's data every service day and at close, tried out before it counts.
//!
//! What is chosen and how the last one went stands in a small file of the data folder, `copies.json`: it is about this
//! PC, not about the clinic, and a restored clinic chooses anew.

use atomic_write_file::AtomicWriteFile;
use serde::{Deserialize, Serialize};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::{Clinic, MIGRATIONS, Refusal, examine};
use crate::setup::Profile;
use crate::store::copies::CopyName;
use crate::store::{self, Connection, Finding, StoreError};
use crate::summary;
use crate::terms::{Calendar, Instant, ServiceDay, hex};

pub use crate::store::copies::{in_folder, sticks};
use crate::words::Words;

/// Days after which a missing copy is said in red.
const LONGEST_DAYS: i64 = 1;

/// A copy that passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Good {
    /// When it was made.
    pub at: Instant,
    /// Of which day.
    pub day: ServiceDay,
    /// Where.
    pub file: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// The journal's last entry in it.
    pub journal: i64,
    /// That entry's hash; empty where an earlier version made the copy.
    #[serde(default)]
    pub hash: String,
}

/// Why the last attempt came to nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyProblem {
    /// When.
    pub at: Instant,
    /// What to say.
    pub why: Why,
}

/// See [`CopyProblem`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The folder is not there.
    Away,
    /// The copy does not pass the checks: the clinic's data are damaged.
    Unsound(String),
    /// The disk of this folder is full: the one where copies go, or this PC's own, where they are tried out.
    Full(PathBuf),
    /// It cannot be written.
    NotWritten(String),
}

impl Why {
    /// The sentence for people.
    pub fn explain(&self, words: &Words, folder: &Path) -> String {
        let folder = folder.display().to_string();
        match self {
            Self::Away => words.with("copies-away", &[("folder", folder)]),
            Self::Unsound(why) => words.with("copies-unsound", &[("why", why.as_str())]),
            Self::Full(full) => words.with("copies-full", &[("folder", full.display().to_string())]),
            Self::NotWritten(why) => {
                words.with("copies-not-written", &[("folder", folder), ("why", why.clone())])
            }
        }
    }
}

/// Where copies go, and how it stands with them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Copies {
    /// The chosen folder; none means the folder of the data itself.
    pub folder: Option<PathBuf>,
    /// The last good one.
    pub good: Option<Good>,
    /// What failed at the last attempt: all of it, or the month's copy alone.
    pub trouble: Option<CopyProblem>,
    /// The clinic came back from a copy on this PC, and nobody has said yet where its copies go from now on.
    pub choose_anew: bool,
    /// Whether the key of the clinic's seal is on this PC; looked at each time, not kept.
    #[serde(skip)]
    pub seal: SealKey,
    /// Whether a seal was ever replaced by the present one; looked at each time, too.
    #[serde(skip)]
    pub seal_before: bool,
}

/// Where the key of the clinic's seal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SealKey {
    /// On this PC.
    #[default]
    Here,
    /// It was wrapped on another PC, or is lost: nothing can be sealed until it is brought back or a new one is made.
    Missing,
}

impl Copies {
    fn file(data: &Path) -> PathBuf {
        data.join("copies.json")
    }

    /// As it stands in a data folder; what cannot be read is nothing.
    pub fn read(data: &Path) -> Self {
        let Ok(text) = std::fs::read(Self::file(data)) else { return Self::default() };
        serde_json::from_slice(&text).unwrap_or_else(|error| {
            tracing::warn!(%error, "What was chosen for copies cannot be read");
            Self::default()
        })
    }

    /// Changes what stands there, one after the other: a folder chosen while a copy is made is not forgotten.
    fn change(data: &Path, change: impl FnOnce(&mut Self)) -> Result<Self, StoreError> {
        static TURN: Mutex<()> = Mutex::new(());
        let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let mut copies = Self::read(data);
        change(&mut copies);
        copies.write(data)?;
        Ok(copies)
    }

    fn write(&self, data: &Path) -> Result<(), StoreError> {
        let path = Self::file(data);
        let write = || {
            let mut file = AtomicWriteFile::open(&path)?;
            file.write_all(&serde_json::to_vec_pretty(self)?)?;
            file.commit()
        };
        write().map_err(|source| StoreError::File { path: path.clone(), source })
    }

    /// Where copies go: the chosen folder, else one beside the database, on the same disk.
    pub fn target(&self, data: &Path) -> PathBuf {
        self.folder.clone().unwrap_or_else(|| data.join("copies"))
    }

    /// Whether the last good one is too old to be quiet about, or nobody has said where they go. A full disk is said at
    /// once: soon nothing else can be saved either.
    pub fn is_late(&self, now: Instant) -> bool {
        let is_full = self.trouble.as_ref().is_some_and(|trouble| matches!(trouble.why, Why::Full(_)));
        self.choose_anew
            || is_full
            || match &self.good {
                Some(good) => (now - good.at).num_days() >= LONGEST_DAYS,
                None => self.trouble.is_some(),
            }
    }
}

impl Clinic {
    /// How it stands with the copies, and with the seal's key.
    pub fn copies(&self) -> Result<Copies, Refusal> {
        let seal = if self.has_seal_key()? { SealKey::Here } else { SealKey::Missing };
        let seal_before = self.read(|db| Ok(summary::table::own_seals(db)?.len() > 1))?;
        Ok(Copies { seal, seal_before, ..Copies::read(self.store().folder()) })
    }

    /// Chooses another folder for copies, making it where its parent is there. A path that begins nowhere would be
    /// another folder at the next start.
    pub fn choose_copies(&self, folder: &Path) -> Result<Copies, StoreError> {
        let data = self.store().folder();
        let failed = |source| StoreError::File { path: folder.to_owned(), source };
        if !folder.is_absolute() {
            return Err(failed(std::io::ErrorKind::InvalidInput.into()));
        }
        store::copies::make_folder(folder)?;
        // A stick that is write-protected is found now, not tonight.
        let probe = folder.join("loket-copy.probe");
        std::fs::write(&probe, b"loket").and_then(|()| std::fs::remove_file(&probe)).map_err(failed)?;
        Copies::change(data, |copies| (copies.folder, copies.choose_anew) = (Some(folder.to_owned()), false))
    }

    /// Whether a copy is due: none of today, or `at_close` and something happened since the last.
    pub fn copy_due(&self, at_close: bool) -> Result<bool, Refusal> {
        if self.begun()?.is_none() {
            return Ok(false);
        }
        let copies = Copies::read(self.store().folder());
        let Some(good) = copies.good else { return Ok(true) };
        // A copy of the month that failed is tried again too.
        if copies.trouble.is_some() {
            return Ok(true);
        }
        let of_today = good.day == self.today()? && good.file.is_file();
        Ok(!of_today || at_close && good.journal != self.journal_end()?.0)
    }

    /// The journal's last entry and its hash.
    fn journal_end(&self) -> Result<(i64, String), Refusal> {
        let (seq, _, hash) = self.read(|db| Ok(super::table::head(db).map_err(StoreError::from)?))?;
        Ok((seq, hex(&hash)))
    }

    /// Makes the day's copy, tries it out, and says how it stands. Takes as long as reading all data twice; on a
    /// thread of its own.
    pub fn make_copy(&self) -> Result<Copies, Refusal> {
        let data = self.store().folder();
        let chosen = Copies::read(data);
        let target = chosen.target(data);
        let (day, (journal, hash)) = (self.today()?, self.journal_end()?);
        let (daily, monthly) = self.read(|db| Ok(names(db, self.now())?))?;
        let failed = |source| StoreError::File { path: target.clone(), source }.of_disk(data);
        let there = if chosen.folder.is_none() { std::fs::create_dir_all(&target) } else { Ok(()) };
        let made = there
            .map_err(failed)
            .and_then(|()| store::copy_day(data, &target, &daily, &monthly, (MIGRATIONS, examine)));
        let at = self.now();
        let (good, failed) = match made {
            Ok(store::DayCopy { day: made, month }) => {
                let good = Good { at, day, file: made.file, bytes: made.bytes, journal, hash };
                (Some(good), month.err())
            }
            Err(error) => (None, Some(error)),
        };
        if let Some(error) = &failed {
            tracing::warn!(%error, "A copy was not made");
        }
        let trouble = failed.map(|error| CopyProblem { at, why: why(error) });
        let note = |copies: &mut Copies| {
            copies.good = good.clone().or_else(|| copies.good.take());
            copies.trouble.clone_from(&trouble);
        };
        let kept = Copies::change(data, note);
        let mut copies = self.copies()?;
        if let Err(error) = kept {
            // On a full disk there is no room for this note either: it is told all the same.
            tracing::warn!(%error, "How it stands with the copies could not be kept");
            note(&mut copies);
        }
        Ok(copies)
    }
}

/// The names of the day's and the month's copy of a clinic, from its database.
pub fn names(db: &Connection, now: Instant) -> Result<(CopyName, CopyName), StoreError> {
    let config = crate::setup::table::config(db)?;
    let profile = config.map(|config| config.profile);
    let calendar = profile.as_ref().map_or_else(Calendar::default, Profile::calendar);
    let (code, day) = (profile.map(|profile| profile.code).unwrap_or_default(), calendar.day(now));
    Ok((CopyName::of_day(&code, day.0), CopyName::of_month(&code, day.0)))
}

/// The journal goes on from the last good copy: neither of the two was cut short or written anew. A stick that is away
/// tells nothing.
pub(super) fn doctor(data: &Path, db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let Some(good) = Copies::read(data).good.filter(|good| !good.hash.is_empty()) else {
        return Ok(Vec::new());
    };
    let (seq, name) = (good.journal, good.file.display());
    let holds =
        |db: &Connection, seq| Ok::<_, StoreError>(super::table::hash_of(db, seq)?.map(|hash| hex(&hash)));
    let mut said = Vec::new();
    if holds(db, seq)?.as_ref() != Some(&good.hash) {
        said.push(format!("journal row {seq} is not the one that the copy {name} was made with"));
    }
    if good.file.is_file() {
        let looked = store::look_into(&good.file, MIGRATIONS).and_then(|copy| {
            let (last, _, hash) = super::table::head(&copy)?;
            Ok((holds(&copy, seq)?, last, hex(&hash)))
        });
        match looked {
            Ok((noted, ..)) if noted.as_ref() != Some(&good.hash) => {
                said.push(format!("the copy {name} does not hold journal row {seq} as it was made with"));
            }
            // It may have been made a little after it was noted.
            Ok((_, last, hash)) if holds(db, last)?.as_ref() != Some(&hash) => {
                said.push(format!("journal row {last} of the copy {name} is another one here"));
            }
            Ok(_) => {}
            Err(error) => said.push(format!("the copy {name} cannot be read ({error})")),
        }
    }
    Ok(said.into_iter().map(|text| Finding { check: "copies", text }).collect())
}

/// After a restore: the last good copy is of other data; on a PC without a chosen folder one has to be chosen.
pub(super) fn came_back(data: &Path) -> Result<(), StoreError> {
    Copies::change(data, |copies| {
        *copies = Copies {
            choose_anew: copies.folder.is_none(),
            folder: copies.folder.take(),
            ..Copies::default()
        };
    })
    .map(drop)
}

fn why(error: StoreError) -> Why {
    match error {
        StoreError::Full(folder) => Why::Full(folder),
        StoreError::NoCopyFolder(_) => Why::Away,
        StoreError::Unsound { first, .. } => Why::Unsound(first),
        StoreError::File { source, .. } => Why::NotWritten(source.to_string()),
        other => Why::NotWritten(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn a_full_disk_has_a_sentence_of_its_own_that_names_it_and_is_said_at_once() {
        let at = Instant::default();
        let why = why(StoreError::Full("E:/Loket".into()));
        for language in [Language::Indonesian, Language::English] {
            let said = why.explain(&Words::new(language), Path::new("elsewhere"));
            assert!(said.contains("E:/Loket") && !said.contains("elsewhere"), "{said}");
        }
        let day = ServiceDay("2026-11-23".parse().unwrap());
        let good = Some(Good { at, day, file: PathBuf::new(), bytes: 1, journal: 1, hash: String::new() });
        let with =
            |why| Copies { good: good.clone(), trouble: Some(CopyProblem { at, why }), ..Copies::default() };
        assert!(with(why).is_late(at));
        assert!(!with(Why::Away).is_late(at), "a stick may be put in tomorrow");
    }
}
