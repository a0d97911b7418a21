//! Who comes here: the words for one person. Knows no SQL, no clock, no screen.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};
use std::str::FromStr;
use std::sync::LazyLock;

use crate::terms::{
    AccountId, AreaCode, BpjsNumber, FamilyCard, FamilyId, Instant, Nik, PersonId, Revision, Sex,
    UnknownWord, changes, stored_words,
};

stored_words! {
    /// Why somebody has no NIK here.
    NoNik {
        /// Born lately, not yet in the civil register.
        Newborn = "newborn",
        /// Has one, but the card was not brought.
        NotBrought = "not_brought",
        /// Not registered with the civil registry.
        Unregistered = "unregistered",
        Foreigner = "foreigner",
    }
    /// A lasting disability; gives priority in the queue.
    Disability {
        /// None known.
        None = "none",
        /// Lives with one.
        Present = "present",
    }
    /// Place in the family; decides the member digits of the record number.
    Role {
        /// Kepala keluarga.
        Head = "head",
        /// Isteri (or the husband of a woman who heads the family).
        Spouse = "spouse",
        /// Anak.
        Child = "child",
        /// Anybody else in the same folder.
        Other = "other",
    }
    /// What the guardian is to the person.
    Relation {
        /// Ibu.
        Mother = "mother",
        /// Ayah.
        Father = "father",
        /// Suami atau isteri.
        Spouse = "spouse",
        /// Anak.
        Child = "child",
        /// Kakek atau nenek.
        Grandparent = "grandparent",
        /// Kakak atau adik.
        Sibling = "sibling",
        /// Another relative.
        Relative = "relative",
        /// No relative.
        Other = "other",
    }
}

pub use crate::terms::Precision;

/// What `assets/reference/identity.csv` lists: each list and word, in the order of the file.
static LISTED: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/reference/identity.csv").lines();
    let rows = lines.filter(|line| !line.starts_with('#')).skip(1);
    rows.filter_map(|line| line.split_once(',')).filter_map(read_listed).collect()
});

fn read_listed((list, rest): (&'static str, &'static str)) -> Option<(&'static str, &'static str)> {
    Some((list, rest.split(',').next().filter(|word| !word.is_empty())?))
}

/// Makes types whose words stand in the file of lists: a word more is a line more there and its two translations.
macro_rules! listed_words {
    ($($(#[$doc:meta])* $name:ident in $list:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
        pub struct $name(&'static str);

        impl $name {
            /// All of them, in the order in which a screen offers them.
            pub fn all() -> impl Iterator<Item = Self> {
                LISTED.iter().filter(|(list, _)| *list == $list).map(|(_, word)| Self(word))
            }

            /// The stable word stored in tables and used as a translation key.
            pub const fn as_str(self) -> &'static str {
                self.0
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;
            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                Self::all().find(|word| word.0 == text).ok_or_else(|| UnknownWord(text.to_owned()))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}

listed_words! {
    /// The highest school finished.
    Education in "education";
    /// What somebody does for a living.
    Occupation in "occupation";
    /// Status perkawinan.
    Marital in "marital";
    /// Agama.
    Religion in "religion";
}

/// What the family card says of somebody beside name, birth date and address; all of it may be unknown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Civil {
    /// Regency or town of birth as the card has it; empty when unknown.
    pub birthplace: String,
    /// Number of the family card.
    pub family_card: Option<FamilyCard>,
    /// Highest school finished.
    pub education: Option<Education>,
    /// What they live from.
    pub occupation: Option<Occupation>,
    /// Single, married, divorced, widowed.
    pub marital: Option<Marital>,
    /// Religion or belief.
    pub religion: Option<Religion>,
}

/// Birth date and how well it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Birth {
    /// The calendar date.
    pub date: NaiveDate,
    /// From a document or estimated.
    pub precision: Precision,
}

/// The NIK, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Identity {
    /// The number on the card.
    Nik(Nik),
    /// None (yet).
    Without(NoNik),
}

impl Identity {
    /// The NIK where there is one.
    pub const fn nik(&self) -> Option<&Nik> {
        match self {
            Self::Nik(nik) => Some(nik),
            Self::Without(_) => None,
        }
    }
}

/// Where somebody lives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Home {
    /// In one of the clinic's own villages.
    Village(AreaCode),
    /// Outside them: as much of the code as is known, 2 to 10 digits.
    Elsewhere(AreaCode),
    /// Not known.
    Unknown,
}

impl Home {
    /// The area's code where one is known.
    pub const fn area(&self) -> Option<&AreaCode> {
        match self {
            Self::Village(code) | Self::Elsewhere(code) => Some(code),
            Self::Unknown => None,
        }
    }
}

/// Address below the village.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Address {
    /// Street, hamlet, house.
    pub text: String,
    /// RT, 1–999.
    pub rt: Option<u16>,
    /// RW, 1–999.
    pub rw: Option<u16>,
}

/// Who answers for a child or somebody frail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guardian {
    /// Full name.
    pub name: String,
    /// What they are to the person.
    pub relation: Relation,
}

/// All that a form asks about one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// Full name as on the card; a newborn may be `By. Ny. NAME`.
    pub name: String,
    pub sex: Sex,
    /// Birth date.
    pub birth: Birth,
    /// NIK or why none.
    pub identity: Identity,
    pub bpjs: Option<BpjsNumber>,
    /// Village or area.
    pub home: Home,
    /// Address below it.
    pub address: Address,
    /// Telephone as typed; empty when none.
    pub phone: String,
    pub guardian: Option<Guardian>,
    /// The mother where she is registered here too.
    pub mother: Option<PersonId>,
    /// Lasting disability.
    pub disability: Disability,
    /// What the family card says; a seat of an earlier version sends none.
    #[serde(default)]
    pub civil: Civil,
}

impl Details {
    /// What nobody is registered without; the rest is empty or not known.
    pub fn new(name: impl Into<String>, sex: Sex, birth: Birth, identity: Identity) -> Self {
        Self {
            name: name.into(),
            sex,
            birth,
            identity,
            bpjs: None,
            home: Home::Unknown,
            address: Address::default(),
            phone: String::new(),
            guardian: None,
            mother: None,
            disability: Disability::None,
            civil: Civil::default(),
        }
    }
}

changes! {
    /// What is changed of the form about one person.
    Changes of Details, each a Field {
        name: String = name => Name "person-name",
        sex: Sex = sex => Sex "person-sex",
        birth_date: NaiveDate = birth.date => BirthDate "person-birth-date",
        birth_precision: Precision = birth.precision => BirthPrecision "person-birth-estimated",
        identity: Identity = identity => Identity "person-nik",
        bpjs: Option<BpjsNumber> = bpjs => Bpjs "person-bpjs",
        home: Home = home => Home "person-village",
        address: String = address.text => Address "person-address",
        rt: Option<u16> = address.rt => Rt "person-rt",
        rw: Option<u16> = address.rw => Rw "person-rw",
        phone: String = phone => Phone "person-phone",
        guardian: Option<Guardian> = guardian => Guardian "person-guardian",
        mother: Option<PersonId> = mother => Mother "guardian-mother",
        disability: Disability = disability => Disability "person-disabled",
        birthplace: String = civil.birthplace => Birthplace "person-birthplace",
        family_card: Option<FamilyCard> = civil.family_card => FamilyCard "person-family-card",
        education: Option<Education> = civil.education => Education "person-education",
        occupation: Option<Occupation> = civil.occupation => Occupation "person-occupation",
        marital: Option<Marital> = civil.marital => Marital "person-marital",
        religion: Option<Religion> = civil.religion => Religion "person-religion",
    }
}

/// Somebody as registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The row.
    pub id: PersonId,
    /// What this answer saw; send it back as `seen`.
    pub revision: Revision,
    /// What the form asked.
    pub details: Details,
    /// The family folder.
    pub family: FamilyId,
    /// Place in the family.
    pub role: Role,
    /// Member digits in the folder.
    pub member: u16,
    /// Record number as printed on the folder.
    pub record_number: String,
    /// The village's name when it is one of the clinic's own.
    pub village: Option<String>,
    /// Date of death.
    pub deceased_on: Option<NaiveDate>,
    /// When first registered.
    pub registered_at: Instant,
    /// By whom; `None` for the program itself.
    pub registered_by: Option<AccountId>,
}

/// One line about somebody: in results, in the family, in a list of likely duplicates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The row.
    pub id: PersonId,
    /// Full name.
    pub name: String,
    pub sex: Sex,
    /// Birth date.
    pub birth: Birth,
    /// NIK with its middle hidden; `None` when there is none.
    pub nik_masked: Option<String>,
    /// Record number as printed.
    pub record_number: String,
    /// Code of the village or area.
    pub area: Option<AreaCode>,
    /// The village's name when it is one of the clinic's own.
    pub village: Option<String>,
    /// Date of death.
    pub deceased_on: Option<NaiveDate>,
}

/// One member of a family folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Place in the family.
    pub role: Role,
    /// Member digits.
    pub member: u16,
    /// Who.
    pub card: Card,
}

/// A family folder with those in it (at most [`MEMBERS_SHOWN`](super::MEMBERS_SHOWN)), by member digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Family {
    /// The row.
    pub id: FamilyId,
    /// Area digits of the folder.
    pub area: u32,
    /// Serial digits of the folder.
    pub serial: u32,
    /// The same as they stand in its record numbers: `003377`; a door of an earlier version sends none.
    #[serde(default)]
    pub name: String,
    /// Who is in it.
    pub members: Vec<Member>,
}
