//! `loket summary --period 2026-11-21|2026-11 --out DIR`: makes and seals a summary and writes its four files.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{log, say};
use crate::clinic::{Clinic, Clock, Made, Refusal};
use crate::store::{Options, StoreError, database_file, open_to_look};
use crate::summary::{Files, Period};
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
    /// Language of the paper: id or en (a summary that is made already stays in its own)
    #[arg(long, default_value = "id", value_parser = |text: &str| text.parse::<Language>())]
    pub language: Language,
}

/// Why there are no files.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The data cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The door said no.
    #[error("{0}")]
    Refused(String),
    /// A file cannot be written.
    #[error("{}: {source}", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// Makes the summary, writes its files, says where they are.
pub fn run(folder: &Path, arguments: &Args) -> ExitCode {
    let words = Words::new(arguments.language);
    match make(folder, arguments, &words) {
        Err(trouble) => say::failed(trouble),
        Ok((made, paths)) => {
            if let Made::Same(files) = &made {
                say::aside(words.with("cli-summary-same", &[("number", files.seq.0)]));
            }
            for path in paths {
                say::line(path.display());
            }
            ExitCode::SUCCESS
        }
    }
}

/// The same without a word.
pub fn make(folder: &Path, arguments: &Args, words: &Words) -> Result<(Made, Vec<PathBuf>), Trouble> {
    if !database_file(folder).exists() {
        return Err(StoreError::Missing(folder.to_owned()).into());
    }
    let options = Options { role: "loket summary".to_owned(), ..Options::default() };
    let clinic = Clinic::open(folder, Clock::System, &options)?;
    let _log = log::begin(folder);
    let made = clinic
        .make_summary(&clinic.system(), arguments.period, words.language())
        .map_err(|refusal: Refusal| Trouble::Refused(refusal.explain(words)))?;
    let paths = write(made.files(), &arguments.out)?;
    Ok((made, paths))
}

/// Writes each file beside its place, syncs it and puts it there: a file is whole or not there.
pub fn write(files: &Files, out: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| Trouble::Write { path, source }
    };
    std::fs::create_dir_all(out).map_err(failed(out))?;
    let mut paths = Vec::new();
    for (name, bytes) in files.each() {
        let (path, part) = (out.join(&name), out.join(format!(".{name}.part")));
        let mut file = File::create(&part).map_err(failed(&part))?;
        file.write_all(bytes).and_then(|()| file.sync_all()).map_err(failed(&part))?;
        std::fs::rename(&part, &path).map_err(failed(&path))?;
        paths.push(path);
    }
    Ok(paths)
}

/// The fingerprints of this clinic's own seals, the present one first, where the folder has a clinic.
pub fn own_seals(folder: &Path) -> Vec<crate::seal::Fingerprint> {
    let Ok(db) = open_to_look(folder, crate::clinic::MIGRATIONS) else { return Vec::new() };
    // Of a database that an older program made, only the present seal can be known.
    let present = || crate::summary::table::fingerprint(&db).ok().flatten().into_iter().collect();
    crate::summary::table::own_seals(&db).unwrap_or_else(|_| present())
}
