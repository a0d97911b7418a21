//! The synthetic clinic's configuration and the people who work in it. Everything is invented.

use super::{Error, enter};
use crate::clinic::{Beginning, Clinic, Session};
use crate::reference::areas;
use crate::setup::{self, Measures, Standing, UnitDraft, UnitKind, Village};
use crate::staff::secret::RecoveryCode;
use crate::staff::{NewAccount, Role, SecretHash, WeakSecret};
use crate::terms::{AreaCode, TimeZone};

/// The invented clinic's name.
pub const CLINIC: &str = "Puskesmas Tirtasari";
pub(super) const ADMINISTRATOR: &str = "wahyu";
pub(super) const RECEPTIONIST: &str = "rina";
const MIDWIFE: &str = "dwi";
const NURSE: &str = "agus";
pub(super) const FRONT_COUNTER: &str = "Loket 1";

/// Sessions of those who work the morning.
pub(super) struct Sessions {
    pub(super) receptionist: Session,
    pub(super) midwife: Session,
    pub(super) nurse: Session,
    pub(super) administrator: Session,
}

impl Sessions {
    pub(super) fn enter(clinic: &Clinic, password: &str, administrator: Session) -> Result<Self, Error> {
        Ok(Self {
            receptionist: enter(clinic, RECEPTIONIST, password)?,
            midwife: enter(clinic, MIDWIFE, password)?,
            nurse: enter(clinic, NURSE, password)?,
            administrator,
        })
    }
}

/// A password for this run: a recovery code's letters, said once in the table.
pub(super) fn password() -> Result<String, WeakSecret> {
    Ok(RecoveryCode::draw()?.printed().chars().take(9).collect::<String>().to_lowercase())
}

/// Kecamatan Gambiran in Banyuwangi stands in for the invented clinic's district.
const DISTRICT: &str = "351007";

pub(super) fn beginning(hash: &SecretHash) -> Beginning {
    let mut profile =
        setup::Profile::named(CLINIC, "P3510070201", TimeZone::Wib, AreaCode(DISTRICT.to_owned()));
    if let Some(district) = areas::find(DISTRICT) {
        district.name.clone_into(&mut profile.district_name);
    }
    if let Some(regency) = areas::find("3510") {
        regency.name.clone_into(&mut profile.regency_name);
    }
    "Lansia, ibu hamil, balita, dan penyandang disabilitas: silakan ambil nomor prioritas di loket."
        .clone_into(&mut profile.running_text);
    let villages = areas::villages(DISTRICT).into_iter().take(6).zip(1..).map(|(area, number)| Village {
        code: AreaCode(area.code.to_owned()),
        name: area.name.to_owned(),
        area: number,
        target_under_five: None,
        posyandu: 4 + number % 3,
        standing: Standing::Open,
    });
    let unit = |name: &str, prefix: &str, kind, measures, counters: &[&str]| UnitDraft {
        name: name.to_owned(),
        prefix: prefix.to_owned(),
        kind,
        measures,
        counters: counters.iter().map(|&name| name.to_owned()).collect(),
        standing: Standing::Open,
    };
    let (service, nobody, children) = (UnitKind::Service, Measures::Nobody, Measures::Children);
    Beginning {
        clinic: setup::Beginning {
            profile,
            villages: villages.collect(),
            units: vec![
                unit("Pendaftaran", "R", UnitKind::Registration, nobody, &[FRONT_COUNTER, "Loket 2"]),
                unit("Umum", "A", service, nobody, &["Ruang Umum"]),
                unit("Gigi", "B", service, nobody, &["Ruang Gigi"]),
                unit("KIA", "C", service, children, &["Ruang KIA"]),
                unit("Imunisasi", "D", service, children, &["Ruang Imunisasi"]),
                unit("Gizi", "G", service, children, &["Ruang Gizi"]),
                unit("Lab", "L", service, nobody, &["Laboratorium"]),
            ],
        },
        administrator: account("Wahyu Hidayat", ADMINISTRATOR, Role::Administrator, hash),
        recovery: hash.clone().into(),
        seal: Vec::new(),
        key_copy: None,
    }
}

fn account(name: &str, username: &str, role: Role, hash: &SecretHash) -> NewAccount {
    NewAccount {
        name: name.to_owned(),
        username: username.to_owned(),
        role,
        password: hash.clone(),
        pin: None,
    }
}

pub(super) fn accounts(hash: &SecretHash) -> Vec<NewAccount> {
    [
        ("Rina Wulandari", RECEPTIONIST, Role::Receptionist),
        ("Agus Setiyadi", NURSE, Role::Nurse),
        ("Dwi Hastuti", MIDWIFE, Role::Midwife),
        ("Laras Kinasih", "laras", Role::Nutritionist),
        ("dr. Made Wirawan", "made", Role::Doctor),
        ("dr. Prasetya Adiwinata", "prasetya", Role::Head),
    ]
    .into_iter()
    .map(|(name, username, role)| account(name, username, role, hash))
    .collect()
}
