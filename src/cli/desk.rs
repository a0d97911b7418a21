//! `loket` alone: the real clinic's front desk.

use std::path::PathBuf;
use std::process::ExitCode;

use super::{EXIT_NO_DISPLAY, log, say};
use crate::clinic::{Answer, Clinic, Clock, Query};
use crate::desk::Desk;
use crate::store::Options;
use crate::ui::app::Start;
use crate::ui::open::{NoWindow, display_named, open};

/// Opens the clinic's data and its window.
pub fn run(folder: PathBuf) -> ExitCode {
    // Asked first: without a display nothing is touched.
    if !display_named() {
        say::aside(NoWindow::NoDisplay);
        return ExitCode::from(EXIT_NO_DISPLAY);
    }
    let options = Options { role: "Loket front desk".to_owned(), ..Options::default() };
    let clinic = match Clinic::open(&folder, Clock::System, &options) {
        Ok(clinic) => clinic,
        Err(error) => return say::failed(error),
    };
    let _log = log::begin(&folder);
    if let Err(refusal) = clinic.begin_day() {
        // The desk opens all the same: the day can be closed by hand.
        tracing::warn!(%refusal, "Days left open could not be closed");
    }
    let house = match clinic.ask(&clinic.display(), &Query::House) {
        Ok(Answer::House(house)) => house,
        Ok(_) => None,
        Err(refusal) => return say::failed(refusal),
    };
    let ended = show(Start { desk: Desk::Here(clinic.clone()), session: None, house, folder });
    copy_at_close(&clinic);
    ended
}

/// What happened since the last copy is copied before the program ends.
fn copy_at_close(clinic: &Clinic) {
    let copied = clinic.copy_due(true).and_then(|due| due.then(|| clinic.make_copy()).transpose());
    if let Err(refusal) = copied {
        tracing::warn!(%refusal, "No copy was made at close");
    }
}

/// Opens the window; a display that refuses or goes away is one sentence.
pub fn show(start: Start) -> ExitCode {
    match open(start) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why @ (NoWindow::NoDisplay | NoWindow::Refused(_))) => {
            say::aside(why);
            ExitCode::from(EXIT_NO_DISPLAY)
        }
        Err(why @ NoWindow::Lost) => say::failed(why),
    }
}
