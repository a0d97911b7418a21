//! What a clinic's own data must be. Pure.

use std::collections::HashSet;

use super::{Beginning, Error, Profile, Standing, UnitDraft, UnitKind, Village};

/// The letter kept for clinic-wide priority tickets.
pub const PRIORITY_PREFIX: &str = "P";

/// Checks the first run's answers as a whole.
pub fn begin(beginning: &Beginning) -> Result<(), Error> {
    profile(&beginning.profile)?;
    if beginning.villages.is_empty() {
        return Err(Error::NoVillage);
    }
    villages(&beginning.villages)?;
    let registers = beginning.units.iter().filter(|unit| unit.kind == UnitKind::Registration).count();
    if registers != 1 {
        return Err(Error::Registration(registers));
    }
    let mut letters = HashSet::new();
    for draft in &beginning.units {
        unit(draft)?;
        if !letters.insert(draft.prefix.as_str()) {
            return Err(Error::PrefixTaken(draft.prefix.clone()));
        }
    }
    Ok(())
}

/// Checks a profile by itself.
pub fn profile(profile: &Profile) -> Result<(), Error> {
    for (what, text) in [("name", &profile.name), ("code", &profile.code)] {
        if text.trim().is_empty() {
            return Err(Error::Empty(what.to_owned()));
        }
    }
    if profile.ratio_priority == 0 || profile.ratio_ordinary == 0 {
        return Err(Error::Ratio);
    }
    Ok(())
}

/// Checks a unit by itself.
pub fn unit(draft: &UnitDraft) -> Result<(), Error> {
    if draft.name.trim().is_empty() {
        return Err(Error::Empty("unit".to_owned()));
    }
    let mut letters = draft.prefix.chars();
    let single = matches!((letters.next(), letters.next()), (Some('A'..='Z'), None));
    if !single || draft.prefix == PRIORITY_PREFIX {
        return Err(Error::Prefix(draft.prefix.clone()));
    }
    if draft.standing == Standing::Open && !draft.counters.iter().any(|name| !name.trim().is_empty()) {
        return Err(Error::NoCounter(draft.name.clone()));
    }
    Ok(())
}

/// Checks villages against each other.
pub fn villages(villages: &[Village]) -> Result<(), Error> {
    let (mut codes, mut areas) = (HashSet::new(), HashSet::new());
    for village in villages {
        if village.name.trim().is_empty() {
            return Err(Error::Empty("village".to_owned()));
        }
        if !codes.insert(&village.code) {
            return Err(Error::VillageTwice(village.code.dotted()));
        }
        if !areas.insert(village.area) {
            return Err(Error::VillageTwice(format!("{:02}", village.area)));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setup::Measures;
    use crate::terms::{AreaCode, TimeZone};

    fn unit_named(name: &str, prefix: &str, kind: UnitKind) -> UnitDraft {
        UnitDraft {
            name: name.into(),
            prefix: prefix.into(),
            kind,
            measures: Measures::Nobody,
            counters: vec!["Loket 1".into()],
            standing: Standing::Open,
        }
    }

    fn village(code: &str, area: u32) -> Village {
        Village {
            code: AreaCode(code.into()),
            name: "Sukorejo".into(),
            area,
            target_under_five: None,
            posyandu: 0,
            standing: Standing::Open,
        }
    }

    fn sound() -> Beginning {
        Beginning {
            profile: Profile::named(
                "Puskesmas Tirtasari",
                "1035107",
                TimeZone::Wib,
                AreaCode("351007".into()),
            ),
            villages: vec![village("3510072001", 1), village("3510072002", 2)],
            units: vec![
                unit_named("Pendaftaran", "R", UnitKind::Registration),
                unit_named("Umum", "A", UnitKind::Service),
            ],
        }
    }

    #[test]
    fn a_sound_beginning_passes_and_each_fault_is_named() {
        assert_eq!(begin(&sound()), Ok(()));
        let broken = |change: fn(&mut Beginning)| {
            let mut beginning = sound();
            change(&mut beginning);
            begin(&beginning).unwrap_err().code()
        };
        assert_eq!(broken(|b| b.profile.name = " ".into()), "setup-empty");
        assert_eq!(broken(|b| b.profile.ratio_ordinary = 0), "setup-ratio");
        assert_eq!(broken(|b| b.villages.clear()), "setup-no-village");
        assert_eq!(broken(|b| b.villages[1].area = 1), "setup-village-twice");
        assert_eq!(broken(|b| b.units[0].kind = UnitKind::Service), "setup-registration");
        assert_eq!(broken(|b| b.units[1].prefix = "P".into()), "setup-prefix");
        assert_eq!(broken(|b| b.units[1].prefix = "AB".into()), "setup-prefix");
        assert_eq!(broken(|b| b.units[1].prefix = "R".into()), "setup-prefix-taken");
        assert_eq!(broken(|b| b.units[1].counters.clear()), "setup-no-counter");
    }
}
