//! What two records say of one person, part by part: where they differ somebody chooses, and what is chosen is taken whole.

use serde::{Deserialize, Serialize};

use crate::people::rules::filled;
use crate::people::{Changes, Details, Home, Identity, Person, Precision};
use crate::terms::NikBirth;

/// One thing about which two records may say something different.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Name,
    /// The birth date, with how well it is known.
    Birth,
    Identity,
    Phone,
    /// Village and all below it: half of one house and half of another is no address.
    Address,
    Guardian,
    Mother,
    Bpjs,
    FamilyCard,
    Birthplace,
    Education,
    Occupation,
    Marital,
    Religion,
}

impl Part {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 14] = [
        Self::Name,
        Self::Birth,
        Self::Identity,
        Self::Phone,
        Self::Address,
        Self::Guardian,
        Self::Mother,
        Self::Bpjs,
        Self::FamilyCard,
        Self::Birthplace,
        Self::Education,
        Self::Occupation,
        Self::Marital,
        Self::Religion,
    ];

    /// Whether a form says nothing about it.
    pub fn is_empty(self, of: &Details) -> bool {
        match self {
            Self::Name => of.name.is_empty(),
            Self::Birth => false,
            Self::Identity => of.identity.nik().is_none(),
            Self::Phone => of.phone.is_empty(),
            Self::Address => {
                let below = &of.address;
                of.home == Home::Unknown && below.text.is_empty() && below.rt.is_none() && below.rw.is_none()
            }
            Self::Guardian => of.guardian.is_none(),
            Self::Mother => of.mother.is_none(),
            Self::Bpjs => of.bpjs.is_none(),
            Self::FamilyCard => of.civil.family_card.is_none(),
            Self::Birthplace => of.civil.birthplace.is_empty(),
            Self::Education => of.civil.education.is_none(),
            Self::Occupation => of.civil.occupation.is_none(),
            Self::Marital => of.civil.marital.is_none(),
            Self::Religion => of.civil.religion.is_none(),
        }
    }

    /// Puts what one form says about it into another.
    pub fn take(self, from: &Details, into: &mut Details) {
        match self {
            Self::Name => into.name.clone_from(&from.name),
            Self::Birth => into.birth = from.birth,
            Self::Identity => into.identity = from.identity.clone(),
            Self::Phone => into.phone.clone_from(&from.phone),
            Self::Address => {
                into.home = from.home.clone();
                into.address = from.address.clone();
            }
            Self::Guardian => into.guardian.clone_from(&from.guardian),
            Self::Mother => into.mother = from.mother,
            Self::Bpjs => into.bpjs.clone_from(&from.bpjs),
            Self::FamilyCard => into.civil.family_card.clone_from(&from.civil.family_card),
            Self::Birthplace => into.civil.birthplace.clone_from(&from.civil.birthplace),
            Self::Education => into.civil.education = from.civil.education,
            Self::Occupation => into.civil.occupation = from.civil.occupation,
            Self::Marital => into.civil.marital = from.civil.marital,
            Self::Religion => into.civil.religion = from.civil.religion,
        }
    }

    /// Whether both say something, and not the same: then somebody chooses.
    pub fn is_choice(self, one: &Details, other: &Details) -> bool {
        let mut put = one.clone();
        self.take(other, &mut put);
        put != *one && !self.is_empty(one) && !self.is_empty(other)
    }

    /// Which of two records is proposed where they differ: of an older record and a newer one. The last telephone that was
    /// told rings; an exact birth date, and the one of a NIK, is known better; a name is as on the card that was seen.
    pub fn proposed(self, older: &Person, newer: &Person) -> Side {
        let card = |person: &Person| person.details.identity.nik().is_some();
        let exact = |person: &Person| person.details.birth.precision == Precision::Exact;
        let fits = |person: &Person| match &person.details.identity {
            Identity::Nik(nik) => {
                let date = person.details.birth.date;
                nik.birth(date, Some(date)) == NikBirth::Date(date)
            }
            Identity::Without(_) => false,
        };
        let is_newer = match self {
            Self::Phone => true,
            Self::Name => card(newer) && !card(older),
            Self::Birth if exact(older) != exact(newer) => exact(newer),
            Self::Birth => fits(newer) && !fits(older),
            _ => false,
        };
        if is_newer { Side::Newer } else { Side::Older }
    }
}

/// One of two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The one that was made first.
    Older,
    Newer,
}

impl Side {
    pub const fn other(self) -> Self {
        match self {
            Self::Older => Self::Newer,
            Self::Newer => Self::Older,
        }
    }
}

/// What the form says after a merge, and what is sent of it: what the kept one lacks comes from the other, and of each part
/// about which they differ all of it from whom `chosen` says.
pub fn result<'a>(
    kept: &'a Details,
    gone: &'a Details,
    chosen: impl Fn(Part) -> &'a Details,
) -> (Details, Changes) {
    let filled = filled(kept, gone);
    let mut all = filled.clone();
    for part in Part::ALL.into_iter().filter(|part| part.is_choice(kept, gone)) {
        part.take(chosen(part), &mut all);
    }
    let changes = Changes::between(&filled, &all);
    (all, changes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::{Address, Birth, NoNik};
    use crate::terms::Sex;

    fn somebody(phone: &str, text: &str, rt: Option<u16>) -> Details {
        let birth = Birth { date: "1960-08-03".parse().unwrap(), precision: Precision::Exact };
        Details {
            phone: phone.into(),
            address: Address { text: text.into(), rt, rw: None },
            ..Details::new("Siti Aminah", Sex::Female, birth, Identity::Without(NoNik::NotBrought))
        }
    }

    #[test]
    fn what_is_chosen_is_taken_whole_and_what_one_lacks_is_no_choice() {
        let (kept, gone) = (somebody("0811", "Krajan", None), somebody("", "Sumber", Some(7)));
        assert!(!Part::Phone.is_choice(&kept, &gone) && Part::Address.is_choice(&kept, &gone));
        let (all, changes) = result(&kept, &gone, |_| &kept);
        assert_eq!((all.phone.as_str(), all.address.clone()), ("0811", kept.address.clone()));
        // Half of one house and half of another is no address.
        assert_eq!(changes.over(&filled(&kept, &gone)).address.rt, None);
        let (all, _) = result(&kept, &gone, |_| &gone);
        assert_eq!((all.phone.as_str(), all.address), ("0811", gone.address.clone()));
    }
}
