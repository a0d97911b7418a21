//! What a clinic's own data must be. Pure.

use std::collections::HashSet;

use super::{Beginning, Error, Profile, Standing, UnitDraft, UnitKind, Village};
use crate::terms::{AreaCode, LATEST_TURN, unseen};

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
    units(&beginning.units).map_err(|(_, error)| error)
}

/// Checks units by themselves and against each other; says at which place the first fault is.
pub fn units(units: &[UnitDraft]) -> Result<(), (usize, Error)> {
    let mut letters = HashSet::new();
    for (at, draft) in units.iter().enumerate() {
        unit(draft).map_err(|error| (at, error))?;
        if !letters.insert(draft.prefix.as_str()) {
            return Err((at, Error::PrefixTaken(draft.prefix.clone())));
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
    seen(&profile.name)?;
    seen(&profile.code)?;
    seen(&profile.district_name)?;
    seen(&profile.regency_name)?;
    seen(&profile.running_text)?;
    if profile.ratio_priority == 0 || profile.ratio_ordinary == 0 {
        return Err(Error::Ratio);
    }
    if profile.day_turns_at > LATEST_TURN {
        return Err(Error::DayTurn(profile.day_turns_at));
    }
    Ok(())
}

/// Checks a unit by itself.
pub fn unit(draft: &UnitDraft) -> Result<(), Error> {
    if draft.name.trim().is_empty() {
        return Err(Error::Empty("unit".to_owned()));
    }
    seen(&draft.name)?;
    draft.counters.iter().try_for_each(|name| seen(name))?;
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
        seen(&village.name)?;
        if !codes.insert(&village.code) {
            return Err(Error::VillageTwice(village.code.dotted()));
        }
        if !areas.insert(village.area) {
            return Err(Error::VillageTwice(format!("{:02}", village.area)));
        }
    }
    Ok(())
}

/// Every sign of a name is one that people see.
pub fn seen(name: &str) -> Result<(), Error> {
    unseen(name.trim()).map_or(Ok(()), |sign| Err(Error::Hidden(sign)))
}

/// The first letter that a further unit may have; empty when none is left.
pub fn free_letter(units: &[UnitDraft]) -> String {
    let mut letters = ('A'..='Z').map(String::from);
    let free = |letter: &String| letter != PRIORITY_PREFIX && units.iter().all(|unit| unit.prefix != *letter);
    letters.find(free).unwrap_or_default()
}

/// Whether one of these is this village already: the same code, or the same name.
pub fn is_listed(village: &Village, others: &[Village]) -> bool {
    let small = village.name.to_lowercase();
    others.iter().any(|other| other.code == village.code || other.name.to_lowercase() == small)
}

/// A code for a village that is not on the ministry's list: its last four digits begin with 9, which no village's do.
pub fn own_code(district: &AreaCode, others: &[Village]) -> Option<AreaCode> {
    let mut codes = (9001..=9999).map(|number| AreaCode(format!("{}{number}", district.0)));
    codes.find(|code| code.is_village() && others.iter().all(|other| other.code != *code))
}

/// The two digits that the next village gets in record numbers.
pub fn next_area(others: &[Village]) -> u32 {
    others.iter().map(|village| village.area).max().unwrap_or(0) + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setup::Measures;
    use crate::terms::TimeZone;

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
    fn a_village_without_a_code_gets_one_of_the_clinic_s_own() {
        let district = AreaCode("351007".into());
        let listed = [village("3510072001", 1), village("3510079001", 4)];
        assert_eq!(own_code(&district, &listed), Some(AreaCode("3510079002".into())));
        assert_eq!(own_code(&AreaCode(String::new()), &listed), None);
        assert_eq!((next_area(&listed), next_area(&[])), (5, 1));
        let renamed = |code: &str, name: &str| Village { name: name.into(), ..village(code, 9) };
        assert!(is_listed(&renamed("3510072009", "sukorejo"), &listed));
        assert!(is_listed(&renamed("3510072001", "Lain"), &listed));
        assert!(!is_listed(&renamed("3510072009", "Lain"), &listed));
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
        assert_eq!(broken(|b| b.profile.name.push('\u{202e}')), "hidden-sign");
        assert_eq!(broken(|b| b.profile.regency_name.push('\u{200d}')), "hidden-sign");
        assert_eq!(broken(|b| b.villages[1].name.push('\u{200b}')), "hidden-sign");
        assert_eq!(broken(|b| b.units[1].name.insert(0, '\u{2066}')), "hidden-sign");
        assert_eq!(broken(|b| b.units[1].counters[0].push('\u{feff}')), "hidden-sign");
        assert_eq!(broken(|b| b.villages.clear()), "setup-no-village");
        assert_eq!(broken(|b| b.villages[1].area = 1), "setup-village-twice");
        assert_eq!(broken(|b| b.units[0].kind = UnitKind::Service), "setup-registration");
        assert_eq!(broken(|b| b.units[1].prefix = "P".into()), "setup-prefix");
        assert_eq!(broken(|b| b.units[1].prefix = "AB".into()), "setup-prefix");
        assert_eq!(broken(|b| b.units[1].prefix = "R".into()), "setup-prefix-taken");
        assert_eq!(broken(|b| b.units[1].counters.clear()), "setup-no-counter");
    }
}
