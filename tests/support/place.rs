//! A folder whose path is the same words in every run and on every machine, for pictures that show it.

use std::fs::File;
use std::path::{Path, PathBuf};

/// A link in the build folder, relative to the repository, where tests run. One test at a time has the name.
pub struct Place {
    path: PathBuf,
    /// Locked until the link is gone: another run in the same checkout waits.
    _turn: File,
}

impl Place {
    /// Calls a folder by this name.
    pub fn called(name: &str, folder: &Path) -> Self {
        let links = Path::new("target/places");
        std::fs::create_dir_all(links).unwrap();
        let turn = File::create(links.join(format!("{name}.lock"))).unwrap();
        turn.lock().unwrap();
        let path = links.join(name);
        let _ = std::fs::remove_file(&path);
        std::os::unix::fs::symlink(folder, &path).unwrap();
        Self { path, _turn: turn }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}
