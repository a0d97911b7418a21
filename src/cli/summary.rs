//! `loket summary --period 2026-11-21|2026-11 --out DIR`: makes and seals a summary and writes its four files.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{language, log, opened, say};
use crate::clinic::{Clinic, Clock, Made, Refusal};
use crate::store::{Options, StoreError, database_file, open_to_look};
use crate::summary::Period;
use crate::words::{Language, Words};

/// What follows `loket summary`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A day (2026-11-21) or a month (2026-11)
    #[arg(long)]
    pub period: Period,
    /// Folder that the four files are written into
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// Why there are no files.
#[derive(Debug)]
pub enum CannotMake {
    /// The data cannot be opened, or a file cannot be written.
    Store(StoreError),
    /// The door said no.
    Refused(Refusal),
}

impl CannotMake {
    /// The sentence for people.
    pub fn explain(&self, words: &Words) -> String {
        match self {
            Self::Store(error) => opened::explain(error, words),
            Self::Refused(refusal) => refusal.explain(words),
        }
    }
}

impl From<StoreError> for CannotMake {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Makes the summary, writes its files, says where they are. Its paper is in Indonesian unless another language was
/// asked for, whatever is spoken here: it goes to the district. One that is made already stays in its own.
pub fn run(folder: &Path, arguments: &Args, asked: Option<Language>) -> ExitCode {
    let words = Words::new(language::spoken(asked, Some(folder)));
    match make(folder, arguments, &Words::new(asked.unwrap_or_default())) {
        Err(trouble) => say::failed(trouble.explain(&words)),
        Ok((made, paths)) => {
            if let Made::Same(files) = &made {
                say::note(words.with("cli-summary-same", &[("number", files.seq.0)]));
            }
            for path in paths {
                say::line(path.display());
            }
            ExitCode::SUCCESS
        }
    }
}

/// The same without a word.
pub fn make(folder: &Path, arguments: &Args, words: &Words) -> Result<(Made, Vec<PathBuf>), CannotMake> {
    if !database_file(folder).exists() {
        return Err(StoreError::Missing(folder.to_owned()).into());
    }
    let options = Options { role: "loket summary".to_owned(), ..Options::default() };
    let clinic = Clinic::open(folder, Clock::system(), &options)?;
    let _log = log::begin(folder);
    let made = clinic
        .make_summary(&clinic.system(), arguments.period, words.language())
        .map_err(CannotMake::Refused)?;
    let written = made.files().write(&arguments.out);
    let paths = written.map_err(|(path, source)| StoreError::File { path, source })?;
    Ok((made, paths))
}

/// The fingerprints of this clinic's own seals, the present one first, where the folder has a clinic.
pub fn own_seals(folder: &Path) -> Vec<crate::seal::Fingerprint> {
    let Ok(db) = open_to_look(folder, crate::clinic::MIGRATIONS) else { return Vec::new() };
    // Of a database that an older program made, only the present seal can be known.
    let present = || crate::summary::table::fingerprint(&db).ok().flatten().into_iter().collect();
    crate::summary::table::own_seals(&db).unwrap_or_else(|_| present())
}
