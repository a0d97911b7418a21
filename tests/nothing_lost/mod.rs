//! Nothing that was acknowledged is lost: not by a power cut, a kill, a full disk, a panic or many at once.
//!
//! The heavy counts run where `LOKET_SLOW` is set (the slow proofs of `.ci/run`); else a few of each.

mod failed_commit;
mod full_disk;
mod group_commit;
mod killed;
mod power_cut;

use std::path::Path;
use std::sync::{Arc, Mutex};

use crate::support::{self, disk::Disk, morning};
use loket::clinic::{
    Clinic, Clock, Command, Envelope, MIGRATIONS, Refusal, Replied, Session, StandingClock, examine,
};
use loket::queue::{self, Priority};
use loket::staff::{self, Role, SecretHash};
use loket::store::{Durability, Options, StoreError, open_to_look};
use loket::terms::UnitId;
use tempfile::TempDir;
use uuid::Uuid;

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
    pub reply: Replied,
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
    pub fn run(&self, clinic: &Clinic) -> Replied {
        self.try_run(clinic).unwrap()
    }

    pub fn try_run(&self, clinic: &Clinic) -> Result<Replied, Refusal> {
        clinic.run_any(&self.session(clinic), self.envelope.clone())
    }
}

/// A hash as it stands in the table; the same in every process, for it is part of what binds a command's id.
pub fn hash() -> SecretHash {
    SecretHash::stored(format!("$argon2id$v=19$m=19456,t=2,p=1${}${}", "A".repeat(22), "A".repeat(43)))
}

/// The first run; the same in every process.
pub fn begin() -> Deed {
    let mut beginning = support::beginning();
    beginning.administrator.password = hash();
    beginning.recovery = hash().into();
    beginning.seal = include_bytes!("../data/seal.der").to_vec();
    let envelope = Envelope { id: Uuid::from_u128(1), ..Envelope::new(Command::Begin(Box::new(beginning))) };
    Deed { by: By::Nobody, envelope }
}

/// The nth command of a desk, which cannot be refused whatever the other desks do; the same in every process.
pub fn deed(round: usize, desk: usize, nth: usize) -> Deed {
    let command: Command = match nth % 3 {
        0 => staff::NewAccount {
            name: format!("Orang {round} {desk} {nth}"),
            username: format!("orang.{round}.{desk}.{nth}"),
            role: Role::Receptionist,
            password: hash(),
            pin: None,
        }
        .into(),
        _ => ticket(UnitId(2 + (desk % 3) as i64), nth.is_multiple_of(2).then_some(Priority::Elderly)).into(),
    };
    let id = Uuid::from_u128(1 << 100 | (round as u128) << 64 | (desk as u128) << 32 | nth as u128);
    Deed { by: By::System, envelope: Envelope { id, ..Envelope::new(command) } }
}

/// A ticket for a unit, waiting there at once.
pub fn ticket(unit: UnitId, priority: Option<Priority>) -> queue::Issue {
    queue::Issue { priority, ..support::ticket(unit) }
}

/// The first commands of a desk.
pub fn morning_of(desk: usize, count: usize) -> Vec<Deed> {
    (0..count).map(|nth| deed(0, desk, nth)).collect()
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
