//! The clinic's files are their owner's alone. What the program makes is so from the start (`main.rs`); this closes what an
//! earlier version left open. On Windows the folder's own rights say it.

use std::path::Path;

/// Takes away what others may do with what is Loket's own in a data folder. Follows no link; what cannot be closed is
/// another account's, and said in the log.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(super) fn close_to_others(data: &Path) {
    // From above: whoever may not enter the folder puts no link into it meanwhile. One that is everybody's by its
    // sticky bit was never Loket's.
    let is_shared = |mode: u32| mode & 0o1000 != 0;
    close(data, is_shared);
    for entry in std::fs::read_dir(data).into_iter().flatten().filter_map(Result::ok) {
        if super::contents::is_ours(&entry.file_name().to_string_lossy()) {
            close_all(&entry.path());
        }
    }
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(super) const fn close_to_others(_data: &Path) {}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn close_all(path: &Path) {
    if close(path, |_| false) {
        for entry in std::fs::read_dir(path).into_iter().flatten().filter_map(Result::ok) {
            close_all(&entry.path());
        }
    }
}

/// Closes one file or folder, unless its mode says not to; whether it is a folder.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn close(path: &Path, leave: impl Fn(u32) -> bool) -> bool {
    use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};

    let is_plain = |kind: std::fs::FileType| kind.is_file() || kind.is_dir();
    // A link is looked at itself, and a pipe is not opened: nobody may be at its other end.
    if !std::fs::symlink_metadata(path).is_ok_and(|about| is_plain(about.file_type())) {
        return false;
    }
    let mut options = std::fs::OpenOptions::new();
    let opened = options.read(true).custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK).open(path);
    let closed = opened.and_then(|file| {
        let about = file.metadata()?;
        let mode = about.permissions().mode();
        if mode & 0o077 != 0 && !leave(mode) {
            file.set_permissions(std::fs::Permissions::from_mode(mode & 0o700))?;
        }
        Ok(about.is_dir())
    });
    closed.unwrap_or_else(|error| {
        tracing::warn!(%error, "A file of the clinic stays open to others");
        false
    })
}

#[cfg(all(test, target_os = "linux", target_env = "gnu"))]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    #[test]
    fn what_an_earlier_version_left_open_is_closed_and_nothing_behind_a_link_or_of_somebody_else() {
        let root = tempfile::tempdir().unwrap();
        let (data, elsewhere) = (root.path().join("data"), root.path().join("elsewhere"));
        for folder in
            [data.join("secrets"), data.join("before-schema-3"), data.join("photos"), elsewhere.clone()]
        {
            fs::create_dir_all(&folder).unwrap();
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
        }
        fs::set_permissions(&data, fs::Permissions::from_mode(0o755)).unwrap();
        let theirs = [elsewhere.join("letter.txt"), data.join("photos/cat.jpg"), data.join("letter.txt")];
        let ours = [
            data.join("loket.db"),
            data.join("loket.db-wal"),
            data.join("seat.json"),
            data.join("secrets/seal-1.key"),
            data.join("before-schema-3/loket.db"),
        ];
        for file in ours.iter().chain(&theirs) {
            fs::write(file, "x").unwrap();
            fs::set_permissions(file, fs::Permissions::from_mode(0o664)).unwrap();
        }
        symlink(&elsewhere, data.join("paper")).unwrap();
        symlink(elsewhere.join("letter.txt"), data.join("secrets/link.key")).unwrap();
        close_to_others(&data);
        assert!(ours.iter().all(|file| mode(file) == 0o600));
        assert!(theirs.iter().all(|file| mode(file) == 0o664));
        let folders = [data.clone(), data.join("secrets"), data.join("before-schema-3")];
        assert!(folders.iter().all(|folder| mode(folder) == 0o700));
        assert_eq!((mode(&elsewhere), mode(&data.join("photos"))), (0o755, 0o755));
        // As of a data folder in everybody's place for files of the moment.
        fs::set_permissions(&data, fs::Permissions::from_mode(0o1777)).unwrap();
        close_to_others(&data);
        assert_eq!(mode(&data), 0o1777);
    }
}
