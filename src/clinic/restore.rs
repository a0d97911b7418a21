//! Back from a copy: tried out first, then put in the clinic's place, with the seal's key where the sheet's code is known.

use std::path::{Path, PathBuf};

use super::{Clinic, Clock, MIGRATIONS, Refusal, examine, watch};
use crate::seal::escrow;
use crate::setup;
use crate::staff::secret::RecoveryCode;
use crate::store::{self, Connection, Finding, Options, Secrets, StoreError, Tried};
use crate::summary;
use crate::words::Words;

/// Why a copy is not taken. Nothing was changed, unless it says so.
#[derive(Debug, thiserror::Error)]
pub enum CannotRestore {
    /// The copy, or the folder.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A database of Loket in which no clinic was begun.
    #[error("{} holds no clinic", .0.display())]
    NoClinic(PathBuf),
    /// The clinic is restored, but this PC's note of its copies could not be written.
    #[error("the clinic is restored, but where its copies go could not be noted: {0}")]
    NotNoted(StoreError),
    /// What was typed is no code.
    #[error("this is no code of a recovery sheet: five groups of four letters and digits")]
    NoCode,
    /// The code is of another sheet.
    #[error(
        "this is not the code of the recovery sheet that was valid when the copy was made; leave it out to go on with a new seal"
    )]
    WrongCode,
    /// The clinic is restored, but its seal could not be made.
    #[error("the clinic is restored, but its new seal could not be made: {0}")]
    Seal(Refusal),
}

impl CannotRestore {
    /// The sentence for people.
    pub fn explain(&self, words: &Words) -> String {
        let about = |key: &str, path: &Path, why: &str| {
            words.with(key, &[("file", path.display().to_string()), ("why", why.to_owned())])
        };
        match self {
            Self::NoCode => words.text("restore-no-code").into_owned(),
            Self::WrongCode => words.text("restore-wrong-code").into_owned(),
            Self::Store(StoreError::NotDatabase(path) | StoreError::NotOurs(path)) => {
                about("restore-not-ours", path, "")
            }
            Self::NoClinic(path) => about("restore-no-clinic", path, ""),
            Self::Store(StoreError::Full(folder)) => about("restore-full", folder, ""),
            Self::NotNoted(StoreError::Full(folder)) => words.with(
                "restore-not-noted",
                &[("why", words.with("store-full", &[("file", folder.display().to_string())]))],
            ),
            Self::NotNoted(why) => words.with("restore-not-noted", &[("why", why.to_string())]),
            Self::Store(StoreError::Newer { path, .. }) => about("restore-newer", path, ""),
            Self::Store(StoreError::Unsound { path, first, .. }) => about("restore-unsound", path, first),
            Self::Store(StoreError::File { path, source }) => {
                about("restore-unreadable", path, &source.to_string())
            }
            Self::Store(other) => words.with("restore-failed", &[("why", other.to_string())]),
            Self::Seal(refusal) => words.with("restore-no-seal", &[("why", refusal.explain(words))]),
        }
    }
}

/// What becomes of the seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealThen {
    /// Its key is on this PC already.
    Here,
    /// Its key comes back by the code.
    Recovered,
    /// Its key is lost: a new seal is made.
    New,
}

/// What a restore came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Back {
    /// Where the database that was there is now.
    pub kept: Option<PathBuf>,
    /// What became of the seal.
    pub seal: SealThen,
}

/// Tries a copy out in the clinic's folder, the code too; changes nothing else.
pub fn rehearse(folder: &Path, file: &Path, code: &str) -> Result<SealThen, CannotRestore> {
    let code = typed(code)?;
    let tried = Tried::of(file, &folder.join("restore-check"), MIGRATIONS, examine)?;
    Ok(decide(folder, file, &tried.look()?, code.as_ref())?.0)
}

/// Puts a copy in the place of the clinic's data in `folder`; what was there is kept beside it. No program may have
/// the folder open. An empty `code` goes on with a new seal, unless this PC has the key.
pub fn restore(folder: &Path, file: &Path, code: &str, clock: Clock) -> Result<Back, CannotRestore> {
    let code = typed(code)?;
    let stamp = clock.now().format("%Y-%m-%d-%H%M%S").to_string();
    let (restored, (seal, key)) =
        store::restore(folder, file, (MIGRATIONS, examine_and_forget), &stamp, |db| {
            decide(folder, file, db, code.as_ref())
        })?;
    super::copies::came_back(folder).map_err(|error| CannotRestore::NotNoted(error.of_disk(folder)))?;
    let no_seal = |error: StoreError| CannotRestore::Seal(error.of_disk(folder).into());
    if let Some((name, key)) = key {
        // What was wrapped on another PC opens nothing here; until then it stays. The code brings it later too.
        Secrets::in_folder(folder).replace(&name, &key).map_err(no_seal)?;
    }
    if seal == SealThen::New {
        let options = Options { role: "Loket restore".to_owned(), ..Options::default() };
        let clinic = Clinic::open(folder, clock, &options).map_err(no_seal)?;
        clinic.replace_seal(&clinic.system()).map_err(CannotRestore::Seal)?;
    }
    Ok(Back { kept: restored.kept, seal })
}

fn typed(code: &str) -> Result<Option<RecoveryCode>, CannotRestore> {
    match code.trim() {
        "" => Ok(None),
        code => RecoveryCode::typed(code).ok_or(CannotRestore::NoCode).map(Some),
    }
}

/// What is tried out takes the clinic's place: sound or not, it knows nothing of the clock of the PC it was made on.
fn examine_and_forget(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    watch::table::forget_pc(db)?;
    examine(db)
}

type Key = Option<(String, zeroize::Zeroizing<Vec<u8>>)>;

/// What becomes of the seal of a copy that passed, and its key with the name it is kept under when the code brings it
/// back. Where no clinic is in it, it takes none's place.
fn decide(
    folder: &Path,
    file: &Path,
    db: &Connection,
    code: Option<&RecoveryCode>,
) -> Result<(SealThen, Key), CannotRestore> {
    if setup::table::revision(db).map_err(StoreError::from)?.is_none() {
        return Err(CannotRestore::NoClinic(file.to_owned()));
    }
    let Some(seal) = summary::table::fingerprint(db).unwrap_or_default() else {
        return Ok((SealThen::New, None));
    };
    let name = summary::key_file(&seal);
    if Secrets::in_folder(folder).read(&name)?.is_some() {
        return Ok((SealThen::Here, None));
    }
    let Some(code) = code else { return Ok((SealThen::New, None)) };
    let found = hidden(db).map(|hidden| escrow::find(&hidden, seal, &code.printed()));
    match found {
        Some(Ok(Some(key))) => Ok((SealThen::Recovered, Some((name, key)))),
        _ => Err(CannotRestore::WrongCode),
    }
}

/// A copy made before keys were hidden in it has none.
fn hidden(db: &Connection) -> Option<Vec<u8>> {
    summary::table::key_copy(db).ok().flatten()
}
