//! A paper on its way: written as a file, sent to the printer of its kind, and what became of it, said as it is.

use std::path::PathBuf;

use super::action::{Action, Toast};
use super::background::in_background;
use super::shared::Shared;
use crate::printing::{Kind, Outcome};
use crate::words::Words;

/// A paper that lies in the folder of papers.
#[derive(Debug, Clone)]
pub struct Paper {
    pub path: PathBuf,
    pub outcome: Outcome,
}

/// Writes a paper and prints it where a printer is chosen for its kind, off the window's thread. `title` names no person.
pub(in crate::ui) fn print<M: Send + 'static>(
    kind: Kind,
    title: String,
    shared: &Shared,
    write: impl FnOnce() -> Result<PathBuf, String> + Send + 'static,
    hear: impl Fn(Result<Paper, String>) -> M + Send + 'static,
) -> Action<M> {
    let pc = shared.pc.clone();
    let work = move || {
        let path = write()?;
        let outcome = pc.print(kind, &title, &path);
        Ok(Paper { path, outcome })
    };
    in_background(work, move |done| hear(done.unwrap_or_else(|| Err(String::new()))))
}

/// What is said of a paper: whose it is (a whole sentence), and what became of it. Its file can be opened from there.
pub(in crate::ui) fn said(whose: &str, paper: &Paper, words: &Words) -> Toast {
    let became = match &paper.outcome {
        Outcome::NoPrinter => words.with("printed-file", &[("path", paper.path.display().to_string())]),
        outcome => explain(outcome, words),
    };
    let said = format!("{whose} {became}");
    let toast = match paper.outcome {
        Outcome::Printed | Outcome::Taken | Outcome::Unknown | Outcome::NoPrinter => Toast::done(said),
        Outcome::PaperOut | Outcome::CoverOpen | Outcome::Offline | Outcome::Failed(_) => {
            Toast::trouble(said)
        }
    };
    Toast { file: Some(paper.path.clone()), ..toast }
}

/// What became of a paper, in a sentence: what the spooler took is not said to be printed.
pub(in crate::ui) fn explain(outcome: &Outcome, words: &Words) -> String {
    match outcome {
        Outcome::Printed => words.text("printed-printed").into_owned(),
        Outcome::Taken => words.text("printed-taken").into_owned(),
        Outcome::Unknown => words.text("printed-unknown").into_owned(),
        Outcome::PaperOut => words.text("printed-paper-out").into_owned(),
        Outcome::CoverOpen => words.text("printed-cover-open").into_owned(),
        Outcome::Offline => words.text("printed-offline").into_owned(),
        Outcome::NoPrinter => words.text("printed-no-printer").into_owned(),
        Outcome::Failed(why) => words.with("printed-failed", &[("why", why.as_str())]),
    }
}
