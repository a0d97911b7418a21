//! What Loket itself puts into a data folder, by name: it closes that to others, and a demo takes nothing else away.

use std::path::Path;

/// Files beside the database, which are all `loket.…`.
const FILES: [&str; 8] = [
    "copies.json",
    "copying.lock",
    "demo.loket",
    "first-run.json",
    "first-run.part",
    "printers.json",
    "seat.json",
    "seat.part",
];
const FOLDERS: [&str; 7] = ["copies", "copy-check", "log", "paper", "restore-check", "secrets", "summary"];
/// How the files in those folders end.
const ENDINGS: [&str; 12] = [
    ".asice", ".db", ".db-shm", ".db-wal", ".db.part", ".json", ".key", ".log", ".p7s", ".pdf", ".txt",
    ".xlsx",
];

/// Whether something that lies directly in a data folder is Loket's own.
pub fn is_ours(name: &str) -> bool {
    // A file that is replaced is written beside, with a point before its name.
    let plain = name.strip_prefix('.').unwrap_or(name);
    FILES.iter().any(|file| name == *file || name != plain && plain.starts_with(file))
        || FOLDERS.contains(&name)
        || ["loket.", "before-", "exam-"].iter().any(|begin| plain.starts_with(begin))
}

/// The first thing in a data folder that is not Loket's own.
pub fn foreign_in(data: &Path) -> std::io::Result<Option<String>> {
    for entry in std::fs::read_dir(data)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !is_ours(&name) {
            return Ok(Some(name));
        }
        if entry.file_type()?.is_dir()
            && let Some(inside) = foreign_within(&entry.path())?
        {
            return Ok(Some(format!("{name}/{inside}")));
        }
    }
    Ok(None)
}

fn foreign_within(folder: &Path) -> std::io::Result<Option<String>> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !entry.file_type()?.is_file() || !ENDINGS.iter().any(|ending| name.ends_with(ending)) {
            return Ok(Some(name));
        }
    }
    Ok(None)
}
