//! `loket summary --period 2026-11-21|2026-11 --out DIR`: makes and seals a summary and writes its four files and
//! the workbook beside them.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{language, log, opened, say};
use crate::clinic::{Clinic, Clock, Made, Refusal};
use crate::store::{Options, StoreError, database_file, open_to_look};
use crate::summary::spreadsheet::{self, CannotWrite};
use crate::summary::{Beforehand, Despite, Error, Missing, Own, OwnSeal, Period, query, table};
use crate::words::{Language, Words};

/// What follows `loket summary`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A day (2026-11-21) or a month (2026-11)
    #[arg(long)]
    pub period: Period,
    /// Folder that the files are written into
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Seal a day or a month that is not over; the files say that it was not
    #[arg(long)]
    pub running: bool,
    /// Seal what lacks something else, such as a visit that nobody closed; the files say what
    #[arg(long)]
    pub incomplete: bool,
}

/// Why there are no files.
#[derive(Debug)]
pub enum CannotMake {
    /// The data cannot be opened, or a file cannot be written.
    Store(StoreError),
    /// The door said no.
    Refused(Refusal),
    /// This is missing, and nobody said that it shall be sealed all the same.
    Incomplete(Vec<Missing>),
    /// The workbook could not be made.
    Workbook(CannotWrite),
}

impl CannotMake {
    /// The sentence for people.
    pub fn explain(&self, words: &Words) -> String {
        match self {
            Self::Store(error) => opened::explain(error, words),
            // In a terminal there is no line to answer.
            Self::Refused(Refusal::ClockAsked) => words.text("cli-summary-clock").into_owned(),
            Self::Refused(refusal) => refusal.explain(words),
            Self::Incomplete(missing) => {
                let all: Vec<String> = missing.iter().map(|missing| missing.line(words)).collect();
                words.with(
                    "cli-summary-incomplete",
                    &[("missing", all.join("; ")), ("flags", flags_for(missing).join(" "))],
                )
            }
            Self::Workbook(why) => words.with("cli-summary-no-workbook", &[("why", why.to_string())]),
        }
    }
}

/// What has to stand in the line for these to be sealed.
fn flags_for(missing: &[Missing]) -> Vec<&'static str> {
    let flags = [
        ("--running", Beforehand { running: true, incomplete: false }),
        ("--incomplete", Beforehand { running: false, incomplete: true }),
    ];
    let needed = flags.into_iter().filter(|(_, said)| missing.iter().any(|one| said.covers(one)));
    needed.map(|(flag, _)| flag).collect()
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
        Ok((made, missing, paths)) => {
            if let Made::Same(files) = &made {
                say::note(words.with("cli-summary-same", &[("number", files.seq.0)]));
            }
            for missing in missing {
                say::note(words.with("cli-summary-missing", &[("missing", missing.line(&words))]));
            }
            for path in paths {
                say::line(path.display());
            }
            ExitCode::SUCCESS
        }
    }
}

/// What was made, what is missing in it, and where the files are.
pub type Written = (Made, Vec<Missing>, Vec<PathBuf>);

/// The same without a word. What is missing is named, as the window's question names it, and sealed only where the line
/// says so: nobody can be asked here.
pub fn make(folder: &Path, arguments: &Args, words: &Words) -> Result<Written, CannotMake> {
    if !database_file(folder).exists() {
        return Err(StoreError::Missing(folder.to_owned()).into());
    }
    let options = Options { role: "loket summary".to_owned(), ..Options::default() };
    let clinic = Clinic::open(folder, Clock::system(), &options)?;
    let _log = log::begin(folder);
    let (session, period) = (clinic.system(), arguments.period);
    let preview = clinic.ask(&session, &query::Figures(period)).map_err(CannotMake::Refused)?;
    let (running, incomplete) = (arguments.running, arguments.incomplete);
    let despite = Despite::Beforehand(Beforehand { running, incomplete });
    let made = clinic.make_summary(&session, period, words.language(), &despite);
    let made = made.map_err(|refusal| match refusal {
        Refusal::Summary(Error::Incomplete(missing)) => CannotMake::Incomplete(missing),
        refusal => CannotMake::Refused(refusal),
    })?;
    let book = spreadsheet::of_files(made.files(), words).map_err(CannotMake::Workbook)?;
    let written = made.files().write_with(&arguments.out, Some(book));
    let paths = written.map_err(|(path, source)| StoreError::File { path, source })?;
    Ok((made, preview.missing, paths))
}

/// This clinic's own seals, the present one first, where the folder has a clinic.
pub fn own(folder: &Path) -> Own {
    let Ok(db) = open_to_look(folder, crate::clinic::MIGRATIONS) else { return Own::default() };
    // Of a database that an older program made, only the present seal can be known.
    let present = || {
        let found = table::fingerprint(&db).ok().flatten();
        found.map(|fingerprint| OwnSeal { fingerprint, ended_at: None }).into_iter().collect()
    };
    let seals = table::own_seals(&db).unwrap_or_else(|_| present());
    Own { seals, confirmed: table::confirmed(&db).unwrap_or_default() }
}
