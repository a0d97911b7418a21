//! Nothing that was acknowledged is lost: not by a power cut, a kill, a full disk, a panic or many at once.
//!
//! The heavy counts run where `LOKET_SLOW` is set (the slow proofs of `.ci/run`); else a few of each.

mod power_cut;

use std::path::Path;
use std::sync::{Arc, Mutex};

use crate::support::{self, disk::Disk, morning, password_hash};
use loket::clinic::{Clinic, Clock, Command, Envelope, MIGRATIONS, Reply, Session, StandingClock, examine};
use loket::staff::{self, Role};
use loket::store::{Durability, Options, StoreError, open_to_look};
use loket::terms::AccountId;
use tempfile::TempDir;

/// How often: the full count in the slow proofs, a few elsewhere.
pub fn times(slow: usize, quick: usize) -> usize {
    if std::env::var_os("LOKET_SLOW").is_some() { slow } else { quick }
}

/// A folder in memory where there is one: what is proved here does not depend on it, only how long it takes.
pub fn quick_folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap()
}

/// A command that was answered.
#[derive(Debug, Clone)]
pub struct Acknowledged {
    pub deed: Deed,
    pub reply: Reply,
}

/// Who acknowledged what, in the order in which the answers came.
pub type Book = Arc<Mutex<Vec<Acknowledged>>>;

/// A command and by whom it is given.
#[derive(Debug, Clone)]
pub struct Deed {
    pub by: By,
    pub envelope: Envelope,
}

/// By whom.
#[derive(Debug, Clone, Copy)]
pub enum By {
    Nobody,
    System,
}

impl Deed {
    pub fn session(&self, clinic: &Clinic) -> Session {
        match self.by {
            By::Nobody => clinic.nobody(),
            By::System => clinic.system(),
        }
    }

    /// Does it and writes the answer into the book.
    pub fn note(&self, clinic: &Clinic, book: &Book) {
        let reply = self.run(clinic);
        book.lock().unwrap().push(Acknowledged { deed: self.clone(), reply });
    }

    /// Does it; it must not be refused.
    pub fn run(&self, clinic: &Clinic) -> Reply {
        clinic.run(&self.session(clinic), self.envelope.clone()).unwrap()
    }
}

/// The first run.
pub fn begin() -> Deed {
    let begin = Command::Begin(Box::new(support::beginning()));
    Deed { by: By::Nobody, envelope: Envelope::new(begin) }
}

/// A morning's commands of one desk, none of which can be refused whatever the others do.
pub fn morning_of(desk: usize, count: usize) -> Vec<Deed> {
    (0..count)
        .map(|nth| {
            let command: Command = match nth % 3 {
                0 => staff::Command::Add(staff::NewAccount {
                    name: format!("Orang {desk} {nth}"),
                    username: format!("orang.{desk}.{nth}"),
                    role: Role::Receptionist,
                    password: password_hash(),
                    pin: None,
                })
                .into(),
                1 => staff::Command::SetPin { account: AccountId(1), pin: Some(password_hash()) }.into(),
                _ => staff::Command::SetRecovery(password_hash()).into(),
            };
            Deed { by: By::System, envelope: Envelope::new(command) }
        })
        .collect()
}

/// Opens a clinic on a disk in memory.
pub fn open_on(disk: &Disk, folder: &TempDir, durability: Durability) -> Clinic {
    let options = Options { role: "test".into(), durability, vfs: Some(disk.name()) };
    Clinic::open(folder.path(), Clock::Standing(StandingClock::at(morning())), &options).unwrap()
}

/// What `doctor` finds in a folder.
pub fn findings(folder: &Path) -> Result<Vec<String>, StoreError> {
    let found = examine(&open_to_look(folder, MIGRATIONS)?)?;
    Ok(found.into_iter().map(|finding| format!("{}: {}", finding.check, finding.text)).collect())
}

/// Nothing is wrong in a folder.
pub fn assert_sound(folder: &Path) {
    assert_eq!(findings(folder).unwrap(), [""; 0]);
}
