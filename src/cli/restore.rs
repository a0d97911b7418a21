//! `loket backup`: a verified copy now, beside a running program. `loket restore`: back from one.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{opened, say};
use crate::clinic::restore::{SealThen, restore};
use crate::clinic::{Clock, MIGRATIONS, copies, examine};
use crate::store::{self, StoreError, open_to_look};
use crate::words::Words;

/// What follows `loket backup`.
#[derive(Debug, clap::Args)]
pub struct BackupArgs {
    /// Folder for the copy; the chosen one when left out. Of a new path only the last part is made, none where a stick
    /// should be
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
}

/// What follows `loket restore`.
#[derive(Debug, clap::Args)]
pub struct RestoreArgs {
    /// The copy to come back from: loket-CODE-2026-11-28.db
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Code of the recovery sheet, so that the clinic's seal comes along; without it a new seal is made
    #[arg(long, value_name = "CODE", default_value = "")]
    code: String,
}

/// Makes a copy, tried out before it counts.
pub fn back_up(folder: &Path, arguments: &BackupArgs, words: &Words) -> ExitCode {
    let failed = |error: StoreError| say::failed(opened::explain(&error, words));
    let made = open_to_look(folder, MIGRATIONS).and_then(|db| {
        let (daily, monthly) = copies::names(&db, Clock::system().now())?;
        drop(db);
        let chosen = copies::Copies::read(folder);
        let target = arguments.to.clone().unwrap_or_else(|| chosen.target(folder));
        // A chosen one that is away is a stick that was pulled.
        if arguments.to.is_some() || chosen.folder.is_none() {
            store::copies::make_folder(&target)?;
        }
        store::copy_day(folder, &target, &daily, &monthly, (MIGRATIONS, examine))
    });
    match made {
        Ok(store::DayCopy { day, month }) => {
            let values = [("file", day.file.display().to_string()), ("bytes", words.count(day.bytes))];
            say::line(words.with("cli-backup-made", &values));
            month.map_or_else(failed, |()| ExitCode::SUCCESS)
        }
        Err(error) => failed(error),
    }
}

/// Comes back from a copy; what was there is kept.
pub fn run(folder: &Path, arguments: &RestoreArgs, words: &Words) -> ExitCode {
    match restore(folder, &arguments.file, &arguments.code, Clock::system()) {
        Ok(back) => {
            say::line(words.with(
                "restore-done",
                &[("file", arguments.file.display().to_string()), ("folder", folder.display().to_string())],
            ));
            if let Some(kept) = back.kept {
                say::line(words.with("restore-kept", &[("folder", kept.display().to_string())]));
            }
            say::line(words.text(match back.seal {
                SealThen::Here => "restore-seal-here",
                SealThen::Recovered => "restore-seal-recovered",
                SealThen::New => "restore-seal-new",
            }));
            ExitCode::SUCCESS
        }
        Err(trouble) => say::failed(trouble.explain(words)),
    }
}
