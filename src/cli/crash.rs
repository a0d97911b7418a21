//! A crash leaves a file that people can read, and the next start says that it happened.
//!
//! A panic writes `log/crash-DATE-TIME.txt` with what, where and how far it came; a power cut or a killed program leaves
//! the holder's name in the folder. No personal data: a panic of ours names places in the program.

use std::backtrace::Backtrace;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};

use crate::clinic::Clock;
use crate::ui::app::BadEnd;

/// What a crash file's name begins with.
const PREFIX: &str = "crash-";
/// What is put behind it once it was said.
const SAID: &str = ".said";

/// From now on a panic of any thread is written into the folder's log.
pub fn watch(folder: &Path) {
    let log = folder.join("log");
    std::panic::set_hook(Box::new(move |panic| {
        tracing::error!(%panic, "A part of the program ended");
        // Nobody can be told here that the file could not be written; the log above may have it.
        let _ = write(&log, panic);
    }));
}

/// The display server's library ends the process itself when the display goes away, by the C library's `exit`. Nothing
/// is lost by that, and it is no cut: the last thing that `exit` does is to take the holder's name away.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn forgive_exit(folder: &Path) {
    use std::sync::{Mutex, Once};
    static FOLDER: Mutex<Option<PathBuf>> = Mutex::new(None);
    static ONCE: Once = Once::new();

    extern "C" fn last() {
        // Whoever holds it now, if anybody, will not give it back any more.
        if let Some(folder) = FOLDER.try_lock().ok().and_then(|mut folder| folder.take()) {
            crate::store::left(&folder);
        }
    }
    if let Ok(mut kept) = FOLDER.lock() {
        *kept = Some(folder.to_owned());
    }
    #[expect(unsafe_code, reason = "only the C library itself can be asked to call something at its exit")]
    ONCE.call_once(|| {
        // SAFETY: atexit takes a function of this signature that does not unwind; `last` cannot panic.
        unsafe {
            libc::atexit(last);
        }
    });
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub const fn forgive_exit(_folder: &Path) {}

fn write(log: &Path, panic: &PanicHookInfo<'_>) -> std::io::Result<()> {
    std::fs::create_dir_all(log)?;
    let now = Clock::system().now();
    let file = log.join(format!("{PREFIX}{}.txt", now.format("%Y%m%d-%H%M%S%3f")));
    let text = format!(
        "Loket {} ({} {})\n{} UTC, thread {}\n\n{panic}\n\n{}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        now.format("%Y-%m-%d %H:%M:%S"),
        std::thread::current().name().unwrap_or("without a name"),
        Backtrace::force_capture(),
    );
    std::fs::write(file, text)
}

/// How the last run ended, when it ended badly and nobody was told yet: with a crash's file, or without one.
pub fn last_end(folder: &Path, left_behind: bool) -> Option<BadEnd> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder.join("log"))
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .filter(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            name.starts_with(PREFIX) && !name.ends_with(SAID)
        })
        .map(|entry| entry.path())
        .collect();
    files.sort();
    let newest = files.last().cloned();
    for file in files {
        let mut said = file.clone().into_os_string();
        said.push(SAID);
        if let Err(error) = std::fs::rename(&file, &said) {
            tracing::warn!(%error, "A crash will be told of again");
        }
    }
    match newest {
        Some(file) => {
            let mut said = file.into_os_string();
            said.push(SAID);
            Some(BadEnd::Crash(said.into()))
        }
        None if left_behind => Some(BadEnd::Cut),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crash_is_written_where_people_find_it_and_told_once() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(last_end(folder.path(), false), None);
        assert_eq!(last_end(folder.path(), true), Some(BadEnd::Cut));
        watch(folder.path());
        let ended = std::thread::Builder::new()
            .name("loket-test".into())
            .spawn(|| panic!("a part that broke"))
            .unwrap()
            .join();
        let _ = std::panic::take_hook();
        assert!(ended.is_err());
        let Some(BadEnd::Crash(file)) = last_end(folder.path(), true) else { panic!("not told") };
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains("a part that broke") && text.contains("thread loket-test"), "{text}");
        assert!(text.starts_with("Loket ") && text.contains("crash.rs"), "where it was");
        assert_eq!(last_end(folder.path(), false), None, "told once");
    }
}
