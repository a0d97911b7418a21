//! `loket` alone: the real clinic's front desk.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use super::{EXIT_NO_DISPLAY, crash, log, opened, say};
use crate::clinic::restore::{CannotRestore, restore};
use crate::clinic::{Clinic, Clock};
use crate::desk::{Desk, ThisPc};
use crate::setup;
use crate::store::{Options, StoreError};
use crate::ui::action::Restore;
use crate::ui::app::{After, Start, forward};
use crate::ui::open::{NoWindow, display_named, open};
use crate::words::{Language, Words};

/// What the desk calls itself to a second program.
const ROLE: &str = "Loket front desk";

/// The same with whose account it is: two may be signed in to one PC.
fn role() -> String {
    let user = ["USERNAME", "USER"].iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default();
    // The holder's text is cut at its commas.
    format!("{ROLE} ({})", user.replace(',', " "))
}

/// How long another Loket may take to answer or to end: it copies its data when it closes, onto whatever stick.
const PATIENCE: Duration = Duration::from_mins(1);
/// Until it is asked again.
const PAUSE: Duration = Duration::from_millis(100);

/// The clinic. Where another desk of this account has it open, that one comes to the front; one that is just closing
/// is waited for. `Err` is how a start ends that opens nothing.
fn clinic(folder: &Path, words: &Words) -> Result<Clinic, ExitCode> {
    let options = Options { role: role(), ..Options::default() };
    let (began, mut asked) = (Instant::now(), false);
    loop {
        let holder = match Clinic::open(folder, Clock::system(), &options) {
            Ok(clinic) => {
                // What was asked of the one that was just closing.
                forward::take(folder);
                return Ok(clinic);
            }
            Err(StoreError::InUse { holder, .. }) if holder.starts_with(ROLE) => holder,
            Err(error) => return Err(opened::cannot_start(&error, words)),
        };
        let holder = holder.split(", process").next().unwrap_or_default();
        if holder != role() {
            let user = holder.trim_start_matches(ROLE).trim_matches([' ', '(', ')']);
            return Err(opened::other_account(user, words));
        }
        if !asked {
            let failed = |error: std::io::Error| words.with("start-failed", &[("why", error.to_string())]);
            forward::ask(folder).map_err(|error| say::failed(failed(error)))?;
            asked = true;
        } else if !forward::is_asked(folder) {
            return Err(ExitCode::SUCCESS);
        } else if began.elapsed() > PATIENCE {
            forward::take(folder);
            return Err(opened::no_answer(words));
        }
        std::thread::sleep(PAUSE);
    }
}

/// Opens the clinic's data and its window; `asked` is the language that the line says.
pub fn run(folder: PathBuf, asked: Option<Language>, words: &Words) -> ExitCode {
    // Asked first: without a display nothing is touched.
    if !display_named() {
        say::note(opened::no_window(&NoWindow::NoDisplay, words));
        return ExitCode::from(EXIT_NO_DISPLAY);
    }
    let clinic = match clinic(&folder, words) {
        Ok(clinic) => clinic,
        Err(ended) => return ended,
    };
    let _log = log::begin(&folder);
    crash::watch(&folder);
    crash::forgive_exit(&folder);
    let bad_end = crash::last_end(&folder, clinic.store().was_left_behind());
    if let Err(refusal) = clinic.begin_day() {
        // The desk opens all the same: the day can be closed by hand.
        tracing::warn!(%refusal, "Days left open could not be closed");
    }
    let config = match clinic.ask(&clinic.display(), &setup::query::Config) {
        Ok(config) => config,
        Err(refusal) => return opened::cannot_start(&StoreError::Unreadable(refusal.to_string()), words),
    };
    #[cfg(windows)]
    let session = super::session_end::watch(&clinic, words.language(), copy_at_close);
    let (desk, after) = (Desk::Here(clinic.clone()), After::default());
    let pc = ThisPc::of(clinic.clone());
    let start = Start { desk, session: None, config, pc, after: after.clone(), bad_end, language: asked };
    let ended = show(start, words);
    let restore = after.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
    match restore {
        Some(wanted) => {
            #[cfg(windows)]
            drop(session);
            drop(clinic);
            start_again(&folder, &wanted, words)
        }
        None => {
            copy_at_close(&clinic);
            ended
        }
    }
}

/// Comes back from the copy that was tried out in the first run, and opens the program anew on it.
fn start_again(folder: &Path, wanted: &Restore, words: &Words) -> ExitCode {
    // Work on its own thread may hold the clinic a moment longer than the windows did.
    let mut tries = 0;
    let back = loop {
        match restore(folder, &wanted.file, &wanted.code.0, Clock::system()) {
            Err(CannotRestore::Store(StoreError::InUse { .. })) if tries < 50 => {
                tries += 1;
                std::thread::sleep(PAUSE);
            }
            other => break other,
        }
    };
    match back {
        Ok(back) => tracing::info!(?back, "Back from a copy"),
        Err(trouble) => return opened::told(&words.text("open-no-restore"), &trouble.explain(words), words),
    }
    let again = std::env::current_exe()
        .and_then(|program| std::process::Command::new(program).args(std::env::args_os().skip(1)).spawn());
    match again {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => say::failed(words.with("start-failed", &[("why", error.to_string())])),
    }
}

/// What happened since the last copy is copied before the program ends.
fn copy_at_close(clinic: &Clinic) {
    let copied = clinic.copy_due(true).and_then(|due| due.then(|| clinic.make_copy()).transpose());
    if let Err(refusal) = copied {
        tracing::warn!(%refusal, "No copy was made at close");
    }
}

/// Opens the window; a display that refuses or goes away is one sentence.
pub fn show(start: Start, words: &Words) -> ExitCode {
    let folder = start.pc.folder().to_owned();
    match open(start) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why @ (NoWindow::NoDisplay | NoWindow::Refused(_))) => {
            say::note(opened::no_window(&why, words));
            ExitCode::from(EXIT_NO_DISPLAY)
        }
        Err(why @ NoWindow::Lost) => {
            // That the toolkit panicked over it was said here and now.
            let _ = crash::last_end(&folder, false);
            say::failed(opened::no_window(&why, words))
        }
    }
}
