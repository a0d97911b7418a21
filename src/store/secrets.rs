//! Keys beside the database: one file each. On Linux it is readable by the owner alone; on Windows it is wrapped by
//! Windows itself (DPAPI), for the PC where the installation is everybody's, else for the user, with what was drawn for this
//! installation mixed in.

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
            Ok(bytes) => Ok(wrap::open(&self.folder, bytes).map(|opened| self.as_of_now(name, opened))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(StoreError::File { path, source }),
        }
    }

    /// What was wrapped as an earlier version did it is wrapped anew; where that fails it still opens as it is.
    fn as_of_now(&self, name: &str, opened: wrap::Opened) -> Vec<u8> {
        if opened.is_outdated
            && let Err(error) = self.replace(name, &opened.secret)
        {
            tracing::warn!(%error, "A key stays wrapped as an earlier version did it");
        }
        opened.secret
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
        let bytes = wrap::close(&self.folder, bytes).map_err(failed)?;
        self.write(&path, &bytes)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        let failed = |source| StoreError::File { path: path.to_owned(), source };
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
        let mut file = options.open(path).map_err(failed)?;
        file.write_all(bytes).and_then(|()| file.commit()).map_err(failed)
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
    use std::path::Path;

    /// A secret as it was kept.
    pub(super) struct Opened {
        pub(super) secret: Vec<u8>,
        pub(super) is_outdated: bool,
    }

    #[expect(clippy::unnecessary_wraps, reason = "on Windows a secret may not be wrapped")]
    pub(super) const fn close<'a>(_: &Path, bytes: &'a [u8]) -> std::io::Result<Cow<'a, [u8]>> {
        Ok(Cow::Borrowed(bytes))
    }

    #[expect(clippy::unnecessary_wraps, reason = "on Windows a secret may not be opened")]
    pub(super) const fn open(_: &Path, secret: Vec<u8>) -> Option<Opened> {
        Some(Opened { secret, is_outdated: false })
    }
}

/// DPAPI: what was wrapped opens for the same user or on the same PC only.
#[cfg(windows)]
mod wrap {
    use ring::rand::{SecureRandom as _, SystemRandom};
    use std::io;
    use std::path::Path;
    use windows_dpapi::{Scope, decrypt_data, encrypt_data};

    use crate::store::place;

    /// Drawn once for an installation and mixed into what is wrapped: another program on the same PC needs the right to read
    /// this file too, which the key's own folder gives (README, "Who may read what").
    const MIXED_IN: &str = "entropy";
    const MIXED_BYTES: usize = 32;
    /// What an earlier version mixed in, everywhere the same.
    const OF_VERSION_1: &[u8] = b"id.Loket.Loket/secrets/1";
    /// What a wrapped file begins with, before the letter of its scope.
    const MARK: &[u8] = b"LOKET-DPAPI-2";
    const MARK_1: &[u8] = b"LOKET-DPAPI-1";
    const MACHINE: u8 = b'm';
    const USER: u8 = b'u';

    /// A secret, and whether it was wrapped as an earlier version did it.
    pub(super) struct Opened {
        pub(super) secret: Vec<u8>,
        pub(super) is_outdated: bool,
    }

    pub(super) fn close(folder: &Path, bytes: &[u8]) -> io::Result<Vec<u8>> {
        let (scope, letter) = match place::Install::here().map_err(io::Error::other)?.scope {
            place::Scope::Machine => (Scope::Machine, MACHINE),
            place::Scope::User | place::Scope::Portable => (Scope::User, USER),
        };
        let mixed = mixed_in(folder)?;
        let wrapped = encrypt_data(bytes, scope, Some(&mixed)).map_err(io::Error::other)?;
        Ok([MARK, &[letter], &wrapped].concat())
    }

    pub(super) fn open(folder: &Path, bytes: Vec<u8>) -> Option<Opened> {
        let (mixed, is_outdated, rest) = match (bytes.strip_prefix(MARK), bytes.strip_prefix(MARK_1)) {
            (Some(rest), _) => (std::fs::read(folder.join(MIXED_IN)).ok()?, false, rest),
            (None, Some(rest)) => (OF_VERSION_1.to_vec(), true, rest),
            (None, None) => return None,
        };
        let (letter, wrapped) = rest.split_first()?;
        let scope = if *letter == MACHINE { Scope::Machine } else { Scope::User };
        match decrypt_data(wrapped, scope, Some(&mixed)) {
            Ok(secret) => Some(Opened { secret, is_outdated }),
            Err(error) => {
                tracing::warn!(%error, "A secret of another PC or user cannot be opened here");
                None
            }
        }
    }

    /// What is mixed in here; drawn the first time, and never again while it is there.
    fn mixed_in(folder: &Path) -> io::Result<Vec<u8>> {
        use std::io::Write as _;
        let path = folder.join(MIXED_IN);
        match std::fs::read(&path) {
            Ok(mixed) if mixed.len() == MIXED_BYTES => return Ok(mixed),
            Ok(_) => return Err(io::ErrorKind::InvalidData.into()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        let mut mixed = vec![0; MIXED_BYTES];
        SystemRandom::new().fill(&mut mixed).map_err(|_| io::Error::other("no random numbers"))?;
        let mut file = atomic_write_file::AtomicWriteFile::options().open(&path)?;
        file.write_all(&mixed)?;
        file.commit()?;
        Ok(mixed)
    }

    /// As an earlier version wrapped it.
    #[cfg(test)]
    pub(super) fn close_as_version_1(bytes: &[u8]) -> Vec<u8> {
        let wrapped = encrypt_data(bytes, Scope::User, Some(OF_VERSION_1)).unwrap();
        [MARK_1, &[USER], &wrapped].concat()
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
            assert!(written.starts_with(b"LOKET-DPAPI-2u"));
            assert!(!written.windows(7).any(|part| part == b"private"), "wrapped");
            // What another PC wrapped, or somebody bent, is as if it were not there.
            std::fs::write(&file, [b"LOKET-DPAPI-2u".as_slice(), &[7; 64]].concat()).unwrap();
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
            if cfg!(windows) { 2 } else { 1 },
            "nothing half written"
        );
        secrets.forget("key").unwrap();
        assert_eq!(secrets.read("key").unwrap(), None);
    }

    #[cfg(windows)]
    #[test]
    fn what_is_mixed_in_is_drawn_for_each_installation_and_an_earlier_key_is_wrapped_anew() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let of = |folder: &tempfile::TempDir| folder.path().join("secrets");
        for folder in [&one, &other] {
            Secrets::in_folder(folder.path()).keep("key", b"a private key").unwrap();
        }
        let mixed = |folder| std::fs::read(of(folder).join("entropy")).unwrap();
        assert_ne!(mixed(&one), mixed(&other));
        // The key of one opens not where the other's is mixed in.
        std::fs::copy(of(&one).join("key"), of(&other).join("key")).unwrap();
        assert_eq!(Secrets::in_folder(other.path()).read("key").unwrap(), None);

        let old = wrap::close_as_version_1(b"an earlier key");
        std::fs::write(of(&one).join("old"), &old).unwrap();
        let secrets = Secrets::in_folder(one.path());
        for _ in 0..2 {
            assert_eq!(secrets.read("old").unwrap().as_deref(), Some(b"an earlier key".as_slice()));
            assert!(std::fs::read(of(&one).join("old")).unwrap().starts_with(b"LOKET-DPAPI-2"));
        }
    }
}
