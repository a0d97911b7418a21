//! Keys beside the database: one file each. On Linux it is readable by the owner alone; on Windows it is wrapped by
//! Windows itself (DPAPI), for the PC where the installation is everybody's, else for the user.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use atomic_write_file::AtomicWriteFile;

use super::StoreError;

/// The folder of secrets of one clinic.
#[derive(Debug, Clone)]
pub struct Secrets {
    folder: PathBuf,
}

impl Secrets {
    /// The secrets in a data folder.
    pub fn in_folder(data: &Path) -> Self {
        Self { folder: data.join("secrets") }
    }

    /// Reads a secret; `None` when it was never kept, or was wrapped on another PC and cannot be opened on this one.
    pub fn read(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.folder.join(name);
        match std::fs::read(&path) {
            Ok(bytes) => Ok(wrap::open(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(StoreError::File { path, source }),
        }
    }

    /// Keeps a secret: written beside, synced, then put in place. Never overwrites another.
    pub fn keep(&self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let path = self.folder.join(name);
        let failed = |source| StoreError::File { path: path.clone(), source };
        if path.exists() {
            return Err(failed(std::io::ErrorKind::AlreadyExists.into()));
        }
        self.replace(name, bytes)
    }

    /// The same in the place of one that was wrapped elsewhere and opens nothing here; that one stays until this is there.
    pub fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let path = self.folder.join(name);
        let failed = |source| StoreError::File { path: path.clone(), source };
        std::fs::create_dir_all(&self.folder).map_err(failed)?;
        let bytes = wrap::close(bytes).map_err(failed)?;
        #[cfg(unix)]
        let options = {
            use atomic_write_file::unix::OpenOptionsExt as _;
            use std::os::unix::fs::OpenOptionsExt as _;
            // Whoever could read the one that was there.
            let mut closed = AtomicWriteFile::options();
            closed.mode(0o600).preserve_mode(false);
            closed
        };
        #[cfg(not(unix))]
        let options = AtomicWriteFile::options();
        let mut file = options.open(&path).map_err(failed)?;
        file.write_all(&bytes).and_then(|()| file.commit()).map_err(failed)
    }

    /// Forgets a secret that was kept for something that did not come to be.
    pub fn forget(&self, name: &str) -> Result<(), StoreError> {
        let path = self.folder.join(name);
        match std::fs::remove_file(&path) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
            Err(source) => Err(StoreError::File { path, source }),
        }
    }
}

/// The file itself is the protection: its mode.
#[cfg(not(windows))]
mod wrap {
    use std::borrow::Cow;

    #[expect(clippy::unnecessary_wraps, reason = "on Windows a secret may not be wrapped")]
    pub(super) const fn close(bytes: &[u8]) -> std::io::Result<Cow<'_, [u8]>> {
        Ok(Cow::Borrowed(bytes))
    }

    #[expect(clippy::unnecessary_wraps, reason = "on Windows a secret may not be opened")]
    pub(super) const fn open(bytes: Vec<u8>) -> Option<Vec<u8>> {
        Some(bytes)
    }
}

/// DPAPI: what was wrapped opens for the same user or on the same PC only.
#[cfg(windows)]
mod wrap {
    use windows_dpapi::{Scope, decrypt_data, encrypt_data};

    use crate::store::place;

    /// Bound in, so that another program's call does not open it by accident.
    const ENTROPY: &[u8] = b"id.Loket.Loket/secrets/1";
    /// What a wrapped file begins with, before the letter of its scope.
    const MARK: &[u8] = b"LOKET-DPAPI-1";
    const MACHINE: u8 = b'm';
    const USER: u8 = b'u';

    pub(super) fn close(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
        let (scope, letter) = match place::Install::here().scope {
            place::Scope::Machine => (Scope::Machine, MACHINE),
            place::Scope::User | place::Scope::Portable => (Scope::User, USER),
        };
        let wrapped = encrypt_data(bytes, scope, Some(ENTROPY)).map_err(std::io::Error::other)?;
        Ok([MARK, &[letter], &wrapped].concat())
    }

    pub(super) fn open(bytes: Vec<u8>) -> Option<Vec<u8>> {
        let (letter, wrapped) = bytes.strip_prefix(MARK)?.split_first()?;
        let scope = if *letter == MACHINE { Scope::Machine } else { Scope::User };
        match decrypt_data(wrapped, scope, Some(ENTROPY)) {
            Ok(secret) => Some(secret),
            Err(error) => {
                tracing::warn!(%error, "A secret of another PC or user cannot be opened here");
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_kept_once_closed_to_others_and_forgotten_on_demand() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = Secrets::in_folder(folder.path());
        assert_eq!(secrets.read("key").unwrap(), None);
        secrets.keep("key", b"a private key").unwrap();
        assert_eq!(secrets.read("key").unwrap().as_deref(), Some(b"a private key".as_slice()));
        assert!(secrets.keep("key", b"another").is_err(), "never written over");
        let file = folder.path().join("secrets").join("key");
        let written = std::fs::read(&file).unwrap();
        #[cfg(windows)]
        {
            assert!(written.starts_with(b"LOKET-DPAPI-1u"));
            assert!(!written.windows(7).any(|part| part == b"private"), "wrapped");
            // What another PC wrapped, or somebody bent, is as if it were not there.
            std::fs::write(&file, [b"LOKET-DPAPI-1u".as_slice(), &[7; 64]].concat()).unwrap();
            assert_eq!(secrets.read("key").unwrap(), None);
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
            assert_eq!(written, b"a private key");
        }
        #[cfg(unix)]
        {
            // A file that others could read is closed to them by the one that takes its place.
            use std::os::unix::fs::PermissionsExt as _;
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
            secrets.replace("key", b"another").unwrap();
            assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
            assert_eq!(secrets.read("key").unwrap().as_deref(), Some(b"another".as_slice()));
        }
        assert_eq!(
            std::fs::read_dir(folder.path().join("secrets")).unwrap().count(),
            1,
            "nothing half written"
        );
        secrets.forget("key").unwrap();
        assert_eq!(secrets.read("key").unwrap(), None);
    }
}
