//! The recovery sheet's file: beside the database its code would protect nothing, so it goes once it is on paper; before
//! somebody said so it stays.
//!
//! That it is out is marked beside it, so that a power cut or a program that holds it open only puts the end off until the
//! next start.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Behind the name of a sheet that is on paper.
const OUT: &str = "out";
/// Before the name of every sheet.
const SHEET: &str = "recovery-";

fn mark(sheet: &Path) -> PathBuf {
    sheet.with_extension(OUT)
}

/// Somebody said that it came out, or was saved elsewhere.
pub(super) fn is_out(sheet: &Path) {
    if let Err(error) = std::fs::write(mark(sheet), "") {
        tracing::warn!(%error, "That the recovery sheet is on paper could not be marked");
    }
}

/// It is not out after all.
pub(super) fn is_not_out(sheet: &Path) {
    let _ = std::fs::remove_file(mark(sheet));
}

/// Deletes a sheet that is out; what cannot be deleted now goes at the next start.
pub(super) fn forget(sheet: &Path) {
    is_out(sheet);
    match std::fs::remove_file(sheet) {
        Ok(()) => is_not_out(sheet),
        Err(error) if error.kind() == ErrorKind::NotFound => is_not_out(sheet),
        Err(error) => tracing::warn!(%error, "The recovery sheet's file stays until the next start"),
    }
}

/// Deletes every sheet of this folder that is out.
pub(super) fn forget_all(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with(SHEET) && path.extension().is_some_and(|extension| extension == OUT) {
            forget(&path.with_extension("pdf"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_goes_once_it_is_said_to_be_out_also_at_the_next_start_and_never_before() {
        let folder = tempfile::tempdir().unwrap();
        let [waits, out, held] = ["recovery-1.pdf", "recovery-2.pdf", "recovery-3.pdf"].map(|name| {
            let file = folder.path().join(name);
            std::fs::write(&file, "%PDF").unwrap();
            file
        });
        forget(&out);
        // The power went after somebody said so.
        is_out(&held);
        is_out(&waits);
        is_not_out(&waits);
        assert!(waits.exists() && !out.exists() && held.exists());
        forget_all(folder.path());
        assert!(waits.exists() && !held.exists());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no mark stays");
    }
}
