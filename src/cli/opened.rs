//! A double click on a summary: a window that says what `loket verify` says. And why a PC of another role has no desk.

use std::io::IsTerminal as _;
use std::path::Path;
use std::process::ExitCode;

use super::{EXIT_NO_DISPLAY, say, verify};
use crate::seal::Verdict;
use crate::store::StoreError;
use crate::store::place::Install;
use crate::summary::Own;
use crate::ui::notice::{Mood, Notice, show};
use crate::ui::open::NoWindow;
use crate::words::Words;

/// Opens the window on one file; the exit code is the one of `verify`.
pub fn run(arguments: &verify::Args, own: &Own, words: &Words) -> ExitCode {
    let name = arguments.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (told, mood, code) = match verify::judge(&arguments.file, &arguments.seals, own) {
        Ok(report) => {
            let mood = match report.verdict() {
                Verdict::Holds => Mood::Good,
                Verdict::UnknownSeal => Mood::Careful,
                Verdict::Broken => Mood::Bad,
            };
            (verify::tell(&report, &arguments.file, own, words), mood, verify::exit_code(report.verdict()))
        }
        Err(trouble) => (vec![trouble.explain(words)], Mood::Bad, 1),
    };
    let mut lines = told.into_iter();
    let lead = lines.next().unwrap_or_default();
    let notice = Notice {
        title: words.with("open-title", &[("file", name)]),
        lead,
        lines: lines.collect(),
        mood,
        close: words.text("open-close").into_owned(),
    };
    window(notice, code, words)
}

/// The window of a PC whose role keeps no data of its own.
pub fn other_role(install: &Install, words: &Words) -> ExitCode {
    let role = words.text(&format!("open-role-{}", install.role.as_str())).into_owned();
    let hub = if install.hub.is_empty() {
        words.text("open-role-none").into_owned()
    } else {
        words.with("open-role-hub", &[("hub", install.hub.as_str())])
    };
    let notice = Notice {
        title: words.text("app-name").into_owned(),
        lead: words.with("open-role-lead", &[("role", role)]),
        lines: vec![hub, words.text("open-role-later").into_owned()],
        mood: Mood::Careful,
        close: words.text("open-close").into_owned(),
    };
    window(notice, 0, words)
}

/// The window of a second account of the PC, while the first has the clinic open.
pub fn other_account(user: &str, words: &Words) -> ExitCode {
    let notice = Notice {
        title: words.text("app-name").into_owned(),
        lead: words.with("open-account-lead", &[("user", user)]),
        lines: vec![words.text("open-account-what").into_owned()],
        mood: Mood::Careful,
        close: words.text("open-close").into_owned(),
    };
    window(notice, 1, words)
}

/// Why Loket cannot be opened: by a double click there is no terminal that would show it.
pub fn cannot_start(error: &StoreError, words: &Words) -> ExitCode {
    told(&words.text("start-lead"), &explain(error, words), words)
}

/// What the store says no to, in a sentence for people.
pub fn explain(error: &StoreError, words: &Words) -> String {
    let about = |key: &str, path: &Path| words.with(key, &[("file", path.display().to_string())]);
    let why = |key: &str, path: &Path, why: &dyn std::fmt::Display| {
        words.with(key, &[("file", path.display().to_string()), ("why", why.to_string())])
    };
    match error {
        StoreError::Folder { folder, source } => why("start-folder", folder, source),
        StoreError::InUse { holder, .. } => words.with("start-in-use", &[("holder", holder)]),
        StoreError::NotDatabase(path) | StoreError::NotOurs(path) => about("start-not-ours", path),
        StoreError::Newer { path, .. } => about("start-newer", path),
        StoreError::NoLog { folder, .. } => about("start-no-log", folder),
        StoreError::Missing(folder) => about("store-missing", folder),
        StoreError::Full(folder) => about("store-full", folder),
        StoreError::NoCopyFolder(folder) => about("store-no-copy-folder", folder),
        StoreError::Unsound { path, first, .. } => why("store-unsound", path, first),
        StoreError::File { path, source } => why("store-file", path, source),
        // Of these only a log or an IT officer can make something.
        StoreError::Sqlite(_)
        | StoreError::Unreadable(_)
        | StoreError::Stopped
        | StoreError::NotCommitted(_)
        | StoreError::Fault => words.with("start-failed", &[("why", error.to_string())]),
    }
}

/// Why there is no window.
pub fn no_window(why: &NoWindow, words: &Words) -> String {
    match why {
        NoWindow::NoDisplay => words.text("window-no-display").into_owned(),
        NoWindow::Refused(why) => words.with("window-refused", &[("why", why)]),
        NoWindow::Lost => words.text("window-lost").into_owned(),
    }
}

/// Another Loket of this PC neither came to the front nor ended.
pub fn no_answer(words: &Words) -> ExitCode {
    told(&words.text("start-no-answer"), &words.text("start-no-answer-what"), words)
}

/// Says why it ends here: on the terminal, and in a window where there is none. A failure.
pub fn told(lead: &str, said: &str, words: &Words) -> ExitCode {
    if std::io::stderr().is_terminal() {
        return say::failed(format!("{lead} {said}"));
    }
    say::note(format!("{lead} {said}"));
    let notice = Notice {
        title: words.text("app-name").into_owned(),
        lead: lead.to_owned(),
        lines: vec![said.to_owned()],
        mood: Mood::Bad,
        close: words.text("open-close").into_owned(),
    };
    // Where there is no window either, it was said above.
    let _ = show(notice);
    ExitCode::FAILURE
}

/// Shows it; without a display what it says goes to the terminal.
fn window(notice: Notice, code: u8, words: &Words) -> ExitCode {
    let said = format!("{}\n{}", notice.lead, notice.lines.join("\n"));
    match show(notice) {
        Ok(()) => ExitCode::from(code),
        Err(why) => {
            say::line(said.trim_end());
            say::note(no_window(&why, words));
            ExitCode::from(EXIT_NO_DISPLAY)
        }
    }
}
