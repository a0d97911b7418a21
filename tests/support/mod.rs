//! A clinic for tests: a folder of its own, a clock that stands, the first run done.

pub mod album;
pub mod disk;
pub mod drive;
pub mod keys;
pub mod picture;
pub mod place;
pub mod raw;
pub mod room;
pub mod seen;
pub mod ward;
pub mod wire;

use chrono::{TimeZone as _, Utc};
use loket::clinic::{Beginning, Clinic, Clock, Envelope, Session, SignIn, StandingClock};
use loket::desk::Desk;
use loket::queue::{FirstStop, Issue, Source, Urgency};
use loket::setup::{self, Config, Measures, Standing, UnitDraft, UnitKind, Village};
use loket::staff::{self, Role, SecretHash};
use loket::store::Options;
use loket::terms::{AccountId, AreaCode, Instant, TimeZone, UnitId};
use std::path::Path;
use std::sync::OnceLock;
use tempfile::TempDir;

/// The administrator's password.
pub const PASSWORD: &str = "padi menguning";

/// A Saturday morning, 07:30 in Banyuwangi.
pub fn morning() -> Instant {
    Utc.with_ymd_and_hms(2026, 11, 21, 0, 30, 0).unwrap()
}

/// A clinic with its folder and clock.
pub struct Fixture {
    pub clinic: Clinic,
    pub clock: StandingClock,
    pub folder: TempDir,
}

/// Hashing is slow by design, so tests share one hash.
pub fn password_hash() -> SecretHash {
    static HASH: OnceLock<SecretHash> = OnceLock::new();
    HASH.get_or_init(|| SecretHash::of_password(PASSWORD).unwrap()).clone()
}

/// Opens whatever is in a folder, with a standing clock.
pub fn open(folder: &Path, clock: &StandingClock) -> Clinic {
    Clinic::open(
        folder,
        Clock::Standing(clock.clone()),
        &Options { role: "test".into(), ..Options::default() },
    )
    .unwrap()
}

pub fn unit(name: &str, prefix: &str, kind: UnitKind, counters: &[&str]) -> UnitDraft {
    UnitDraft {
        name: name.into(),
        prefix: prefix.into(),
        kind,
        measures: if name == "KIA" || name == "Gizi" { Measures::Children } else { Measures::Nobody },
        counters: counters.iter().map(|&name| name.to_owned()).collect(),
        standing: Standing::Open,
    }
}

pub fn village(code: &str, name: &str, area: u32) -> Village {
    Village {
        code: AreaCode(code.into()),
        name: name.into(),
        area,
        target_under_five: None,
        posyandu: 4,
        standing: Standing::Open,
    }
}

/// The answers of a first run.
pub fn beginning() -> Beginning {
    Beginning {
        clinic: setup::Beginning {
            profile: setup::Profile::named(
                "Puskesmas Tirtasari",
                "P3510070101",
                TimeZone::Wib,
                AreaCode("351007".into()),
            ),
            villages: vec![village("3510072001", "Sukorejo", 1), village("3510072002", "Karanganyar", 2)],
            units: vec![
                unit("Pendaftaran", "R", UnitKind::Registration, &["Loket 1", "Loket 2"]),
                unit("Umum", "A", UnitKind::Service, &["Ruang Umum"]),
                unit("Gigi", "B", UnitKind::Service, &["Ruang Gigi"]),
                unit("KIA", "C", UnitKind::Service, &["Ruang KIA"]),
            ],
        },
        administrator: staff::NewAccount {
            name: "Wahyu Administrator".into(),
            username: "wahyu".into(),
            role: Role::Administrator,
            password: password_hash(),
            pin: None,
        },
        recovery: password_hash().into(),
        seal: Vec::new(),
        key_copy: None,
    }
}

/// A folder with nothing in it yet: the first run.
pub fn not_begun() -> Fixture {
    let folder = tempfile::tempdir().unwrap();
    let clock = StandingClock::at(morning());
    let clinic = open(folder.path(), &clock);
    Fixture { clinic, clock, folder }
}

/// A clinic that has begun.
pub fn begun() -> Fixture {
    let folder = tempfile::tempdir().unwrap();
    let clock = StandingClock::at(morning());
    let clinic = open(folder.path(), &clock);
    assert_eq!(clinic.begin(beginning()).unwrap(), AccountId(1));
    Fixture { clinic, clock, folder }
}

/// A clinic that has begun, started again on a PC whose clock nobody confirmed yet; its zone is the clinic's.
pub fn begun_on_a_pc() -> Fixture {
    let Fixture { clinic, clock, folder } = begun();
    drop(clinic);
    let zone = std::sync::Arc::new(std::sync::atomic::AtomicI32::new(7 * 3_600));
    let pc = loket::clinic::PcClock::standing(clock.clone(), zone);
    let options = Options { role: "test".into(), ..Options::default() };
    let clinic = Clinic::open(folder.path(), Clock::Pc(pc), &options).unwrap();
    Fixture { clinic, clock, folder }
}

/// A ticket without a name, waiting at a unit at once.
pub fn ticket(unit: UnitId) -> Issue {
    Issue {
        unit,
        first_stop: FirstStop::Unit,
        person: None,
        priority: None,
        urgency: Urgency::Ordinary,
        source: Source::Desk,
        payer: None,
    }
}

impl Fixture {
    /// Registers somebody; whoever is asked about is somebody else.
    pub fn register_anyway(
        &self,
        session: &Session,
        mut new: loket::people::Registration,
    ) -> loket::terms::PersonId {
        loop {
            match self.clinic.run(session, Envelope::new(new.clone())) {
                Ok(registered) => return registered.person,
                Err(loket::clinic::Refusal::People(loket::people::Error::NeedsConfirmation(warnings))) => {
                    let reason = "orang lain".to_owned();
                    let say = |warning| loket::people::Confirmation { warning, reason: reason.clone() };
                    new.confirmed = warnings.into_iter().map(say).collect();
                }
                Err(refusal) => panic!("{refusal:?}"),
            }
        }
    }

    /// Signs in or fails the test.
    pub fn sign_in(&self, username: &str) -> Session {
        match self.clinic.sign_in(username, PASSWORD, "Loket 1").unwrap() {
            SignIn::Welcome(welcome) => welcome.session,
            other => panic!("{username} was not let in: {other:?}"),
        }
    }

    /// The handle that a screen's program holds.
    pub fn desk(&self) -> Desk {
        wire::desk(&self.clinic, Clock::Standing(self.clock.clone()))
    }

    /// Everything set up.
    pub fn config(&self) -> Box<Config> {
        let config = self.clinic.ask(&self.clinic.display(), &setup::query::Config).unwrap();
        config.expect("the clinic has begun")
    }

    /// A ticket without a name for the first unit of care, given by the administrator.
    pub fn ticket(&self) {
        let issue = ticket(self.config().units[1].id);
        self.clinic.run(&self.administrator(), Envelope::new(issue)).unwrap();
    }

    /// The administrator's session.
    pub fn administrator(&self) -> Session {
        self.sign_in("wahyu")
    }

    /// Somebody of a role, made by the administrator, signed in.
    pub fn somebody(&self, role: Role) -> Session {
        let administrator = self.administrator();
        let username = role.as_str().to_owned();
        let new = staff::NewAccount {
            name: format!("Orang {username}"),
            username: username.clone(),
            role,
            password: password_hash(),
            pin: None,
        };
        self.clinic.run(&administrator, Envelope::new(new)).unwrap();
        self.sign_in(&username)
    }
}
