//! Who comes to the clinic: registration, family folders, record numbers, likely duplicates, search.
//!
//! Personal data stay in this subject's tables and answers: replies, events and the texts of errors
//! carry ids only.

mod alike;
pub mod apart;
pub mod census;
pub mod command;
mod health;
pub mod likeness;
pub mod moving;
mod person;
pub mod query;
mod record;
pub mod repair;
pub mod rows;
pub mod rules;
pub mod search;
pub mod table;

pub use command::{
    Amendment, Changed, Command, Death, FamilyChoice, FolderMove, NikGiven, OpenVisit, Registered,
    Registration, Unmove, Which,
};
pub use likeness::{Likeness, Similar};
pub use person::*;
pub use query::Query;
pub use record::{BadFormat, MemberCodes, RecordFormat};
pub use search::{
    Because, Found, Hit, Lives, Mark, MarkKind, Marks, Matched, Means, More, Precise, TicketTyped, Token,
    Typed,
};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::reference::areas::{NikArea, nik_district};
use crate::terms::{AreaCode, BpjsNumber, Clash, FamilyCard, FamilyId, Nik, PersonId, Revision, Sex, Unseen};

/// No search answers with more lines than this.
pub const MOST_HITS: u8 = 20;
/// No more likely duplicates are shown than this.
pub const MOST_SIMILAR: usize = 5;
/// Members of one folder that are listed.
pub const MEMBERS_SHOWN: usize = 100;
/// Cards asked for at once.
pub const MOST_CARDS: usize = 200;

/// Something that looks wrong but may be right (misprinted cards exist); saved only with a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Warning {
    /// The NIK says another birth date.
    NikBirthDate,
    /// The NIK says the other sex.
    NikSex,
    /// The NIK holds a date that no calendar has.
    NikImpossibleDate,
    /// The NIK's first six digits are no district that is known.
    NikAreaUnknown,
    /// Somebody else has the same NIK.
    NikTaken(PersonId),
    /// Somebody else has the same BPJS number.
    BpjsTaken(PersonId),
    /// Perhaps the same person.
    LikelyDuplicate(PersonId),
}

impl Warning {
    /// Stable word, stored and translated (`person-warning-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::NikBirthDate => "nik-birth-date",
            Self::NikSex => "nik-sex",
            Self::NikImpossibleDate => "nik-impossible-date",
            Self::NikAreaUnknown => "nik-area-unknown",
            Self::NikTaken(_) => "nik-taken",
            Self::BpjsTaken(_) => "bpjs-taken",
            Self::LikelyDuplicate(_) => "likely-duplicate",
        }
    }

    /// Back from the stored word.
    pub fn from_code(code: &str, about: Option<PersonId>) -> Option<Self> {
        match (code, about) {
            ("nik-birth-date", None) => Some(Self::NikBirthDate),
            ("nik-sex", None) => Some(Self::NikSex),
            ("nik-impossible-date", None) => Some(Self::NikImpossibleDate),
            ("nik-area-unknown", None) => Some(Self::NikAreaUnknown),
            ("nik-taken", Some(id)) => Some(Self::NikTaken(id)),
            ("bpjs-taken", Some(id)) => Some(Self::BpjsTaken(id)),
            ("likely-duplicate", Some(id)) => Some(Self::LikelyDuplicate(id)),
            _ => None,
        }
    }

    /// The other person it speaks of.
    pub const fn about(self) -> Option<PersonId> {
        match self {
            Self::NikTaken(id) | Self::BpjsTaken(id) | Self::LikelyDuplicate(id) => Some(id),
            Self::NikBirthDate | Self::NikSex | Self::NikImpossibleDate | Self::NikAreaUnknown => None,
        }
    }
}

/// A warning somebody has seen, and why they go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Exactly the warning that was shown.
    pub warning: Warning,
    /// Why it is right nevertheless; kept beside the person.
    pub reason: String,
}

/// What happened, told to every screen after the COMMIT.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Somebody new.
    Registered {
        person: PersonId,
        /// Their folder.
        family: FamilyId,
    },
    /// Somebody's data changed.
    Amended { person: PersonId },
    /// Somebody was marked as deceased.
    Deceased { person: PersonId },
    /// The mark was taken away.
    Living { person: PersonId },
    /// Somebody went to another folder or has another place in the family.
    Moved { person: PersonId },
    /// A record was merged into another.
    Merged { kept: PersonId, gone: PersonId },
    /// That was taken back.
    Unmerged { kept: PersonId, gone: PersonId },
    /// Two records that are alike were said to be two people, or that was taken back.
    ToldApart { one: PersonId, other: PersonId },
}

impl Event {
    /// Whose record it is about.
    pub fn about(&self) -> impl Iterator<Item = PersonId> + use<> {
        let (one, other) = match *self {
            Self::Registered { person, .. }
            | Self::Amended { person }
            | Self::Deceased { person }
            | Self::Living { person }
            | Self::Moved { person } => (person, None),
            Self::Merged { kept, gone } | Self::Unmerged { kept, gone } => (kept, Some(gone)),
            Self::ToldApart { one, other } => (one, Some(other)),
        };
        std::iter::once(one).chain(other)
    }

    /// Whether it is about this one.
    pub fn is_about(&self, person: PersonId) -> bool {
        self.about().any(|about| about == person)
    }
}

/// A form as far as it is filled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Draft {
    /// The person being amended; left out of the likely duplicates.
    pub except: Option<PersonId>,
    /// Name so far.
    pub name: String,
    /// Sex once chosen.
    pub sex: Option<Sex>,
    /// Birth date once complete.
    pub birth_date: Option<NaiveDate>,
    /// NIK once complete.
    pub nik: Option<Nik>,
    /// BPJS number once complete.
    pub bpjs: Option<BpjsNumber>,
    /// Telephone so far.
    pub phone: String,
    /// How well the birth date is known; exact where it is not said.
    #[serde(default)]
    pub precision: Option<Precision>,
    /// Code of the village once chosen.
    #[serde(default)]
    pub area: Option<AreaCode>,
    /// The mother where she was chosen.
    #[serde(default)]
    pub mother: Option<PersonId>,
    /// The mother's name so far.
    #[serde(default)]
    pub mother_name: String,
    /// Family card once complete.
    #[serde(default)]
    pub family_card: Option<FamilyCard>,
}

/// Who a form may be about already, and what saving it would ask about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alike {
    /// Perhaps the same person: best first, at most [`MOST_SIMILAR`].
    pub people: Vec<Similar>,
    /// What would have to be confirmed.
    pub warnings: Vec<Warning>,
}

/// One person, the family, and what was confirmed about them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    pub person: Person,
    /// Everybody in the same folder, the person too.
    pub family: Family,
    /// Warnings that were confirmed, newest first.
    pub confirmed: Vec<Confirmation>,
    /// Merges into this record that were not taken back, newest first.
    #[serde(default)]
    pub merges: Vec<repair::MergedRecord>,
    /// The last move to another folder or place, while it can be taken back.
    #[serde(default)]
    pub last_move: Option<moving::LastMove>,
}

/// What the list of areas says of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AreaStanding {
    /// It is, or once was, a district.
    Known,
    /// Not in the list.
    Unknown,
}

impl AreaStanding {
    /// What the bundled list says of the first six digits of a NIK.
    pub fn of_district(code: &AreaCode) -> Self {
        match nik_district(&code.0) {
            NikArea::Known { .. } | NikArea::Former { .. } => Self::Known,
            NikArea::Unknown => Self::Unknown,
        }
    }
}

/// What this subject needs of the configuration: handed in by the door.
#[derive(Debug, Clone)]
pub struct Config {
    /// Shape of new record numbers.
    pub record_format: RecordFormat,
    /// Member digits by place in the family.
    pub member_codes: MemberCodes,
    /// The clinic's own villages, code → name.
    pub villages: BTreeMap<AreaCode, String>,
    /// Whether six digits of a NIK are a district: [`AreaStanding::of_district`] in the program.
    pub nik_area: fn(&AreaCode) -> AreaStanding,
    /// The clinic's local date, for questions (commands bring their own moment).
    pub today: NaiveDate,
}

/// Why a person's data are not saved or not found. Texts name no person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Error {
    /// No name.
    #[error("the name is missing")]
    NameMissing,
    /// A field is too long or holds what it may not.
    #[error("this field cannot be saved as it is: {}", .0.as_str())]
    BadField(Field),
    /// A field holds a sign that nobody sees.
    #[error("this field holds {1}, a sign that nobody sees: {field}", field = .0.as_str())]
    Hidden(Field, Unseen),
    /// A reason is too long.
    #[error("this reason is too long")]
    BadReason,
    /// Born after today.
    #[error("the birth date lies in the future")]
    BirthInFuture,
    /// Born more than 130 years ago.
    #[error("the birth date lies too far back")]
    BirthTooLongAgo,
    /// Died before birth.
    #[error("the date of death lies before the birth")]
    DeathBeforeBirth,
    /// Died after today.
    #[error("the date of death lies in the future")]
    DeathInFuture,
    /// Something looks wrong; nothing was saved. Send again with a reason for each.
    #[error("{} warnings need a reason", .0.len())]
    NeedsConfirmation(Vec<Warning>),
    /// A warning was confirmed without a reason.
    #[error("a reason is missing")]
    ReasonMissing(Warning),
    /// No such person.
    #[error("this person is not registered")]
    UnknownPerson,
    /// No such folder.
    #[error("this family folder does not exist")]
    UnknownFamily,
    /// Not one of the clinic's villages.
    #[error("this village is not one of the clinic's")]
    UnknownVillage,
    /// The mother is not registered, or the person itself.
    #[error("the mother chosen cannot be the mother")]
    BadMother,
    /// The folder has a head or a spouse already.
    #[error("this place in the family is taken")]
    MemberTaken(PersonId),
    /// No member digits are left.
    #[error("the family folder is full")]
    FamilyFull,
    /// No folder digits are left in this area.
    #[error("all record numbers of this area are used up")]
    NumbersUsedUp,
    /// Area digits that the record number cannot hold.
    #[error("this area does not fit the record number")]
    BadArea,
    /// Has a NIK already.
    #[error("this person has a NIK already")]
    HasNik,
    /// Marked as deceased already.
    #[error("this person is marked as deceased already")]
    IsDeceased,
    /// Not marked as deceased.
    #[error("this person is not marked as deceased")]
    IsLiving,
    /// Was here after that date: the date is wrong, or it is somebody else.
    #[error("was here on {last}, after that date")]
    SeenAfterDeath {
        /// The last ticket, visit or measurement.
        last: NaiveDate,
    },
    /// A visit is still open, and nobody was asked about it.
    #[error("a visit of this person is still open; record the death all the same?")]
    VisitOpen,
    /// A child is no head of a family, nor married.
    #[error("a child cannot have this place in the family")]
    TooYoung(Role),
    /// The reason of a newborn for somebody who is none.
    #[error("only a newborn has no NIK for this reason")]
    NotNewborn,
    /// Nothing would change.
    #[error("this person has this place already")]
    StaysThere,
    /// Each has a card of their own.
    #[error("both have a NIK, and they differ")]
    MergeTwoCards,
    /// Of another sex.
    #[error("the two are of different sex")]
    MergeOtherSex,
    /// One of them died.
    #[error("one of the two is marked as deceased")]
    MergeDeceased,
    /// One is the mother of the other, or they are the same record.
    #[error("the two cannot be one person")]
    MergeRelated,
    /// One is being served.
    #[error("one of the two is being served or has an open visit")]
    MergeServed,
    /// Who was kept is being served, or has an open visit.
    #[error("this person is being served or has an open visit")]
    UnmergeServed,
    /// Both wait for one unit, and the turn that would be given up is being called.
    #[error("both wait for one unit, and the later number is being called")]
    MergeTwoTickets,
    /// Somebody said that they are two people.
    #[error("somebody said that the two are two people")]
    MergeApart,
    /// Other tickets would become one than were shown.
    #[error("the tickets of the two have changed")]
    MergeTicketsChanged,
    /// No such merge, or it was taken back.
    #[error("this merge does not exist any more")]
    NotMerged,
    /// Merged more than thirty days ago.
    #[error("this merge is too old to be taken back")]
    MergeTooOld,
    /// One of the two has changed since.
    #[error("one of the two has changed since")]
    ChangedSince,
    /// The folder's head leaves, and somebody there can head it.
    #[error("somebody must head the folder that its head leaves")]
    HeadLeaves,
    /// Not somebody of the folder that is left, dead, or a child.
    #[error("this person cannot head the folder")]
    BadNextHead,
    /// The mother is not in the folder that was chosen.
    #[error("the mother is in another folder")]
    MotherElsewhere,
    /// Nobody is in the folder any more: it is closed.
    #[error("this family folder is closed")]
    FolderClosed,
    /// What was shown before a move is no longer so.
    #[error("what was shown has changed")]
    MoveChanged,
    /// No such move, or it was taken back.
    #[error("this move does not exist any more")]
    NotMoved,
    /// Moved more than thirty days ago.
    #[error("this move is too old to be taken back")]
    MoveTooOld,
    /// Somebody has changed since the move.
    #[error("somebody has changed since the move")]
    MovedSince,
    /// Somebody else changed it meanwhile; the revision it has now.
    #[error("somebody else changed this meanwhile")]
    Changed(Revision),
    /// Somebody else changed the same fields meanwhile.
    #[error("somebody else changed the same fields meanwhile: {:?}", .0.fields)]
    Clash(Clash<Field, Details>),
}

impl Error {
    /// Stable code; the text for people is `refusal-<code>`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NameMissing => "person-name-missing",
            Self::BadField(_) | Self::BadReason => "person-bad-field",
            Self::Hidden(..) => "hidden-sign",
            Self::BirthInFuture => "person-birth-in-future",
            Self::BirthTooLongAgo => "person-birth-too-long-ago",
            Self::DeathBeforeBirth => "person-death-before-birth",
            Self::DeathInFuture => "person-death-in-future",
            Self::NeedsConfirmation(_) => "person-needs-confirmation",
            Self::ReasonMissing(_) => "person-reason-missing",
            Self::UnknownPerson => "person-unknown",
            Self::UnknownFamily => "person-unknown-family",
            Self::UnknownVillage => "person-unknown-village",
            Self::BadMother => "person-bad-mother",
            Self::MemberTaken(_) => "person-member-taken",
            Self::FamilyFull => "person-family-full",
            Self::NumbersUsedUp => "person-numbers-used-up",
            Self::BadArea => "person-bad-area",
            Self::HasNik => "person-has-nik",
            Self::IsDeceased => "person-is-deceased",
            Self::IsLiving => "person-is-living",
            Self::SeenAfterDeath { .. } => "person-seen-after-death",
            Self::VisitOpen => "person-visit-open",
            Self::TooYoung(_) => "person-too-young",
            Self::NotNewborn => "person-not-newborn",
            Self::StaysThere => "person-stays-there",
            Self::MergeTwoCards => "person-merge-two-cards",
            Self::MergeOtherSex => "person-merge-other-sex",
            Self::MergeDeceased => "person-merge-deceased",
            Self::MergeRelated => "person-merge-related",
            Self::MergeServed => "person-merge-served",
            Self::UnmergeServed => "person-unmerge-served",
            Self::MergeTwoTickets => "person-merge-two-tickets",
            Self::MergeApart => "person-merge-apart",
            Self::MergeTicketsChanged => "person-merge-tickets-changed",
            Self::NotMerged => "person-not-merged",
            Self::MergeTooOld => "person-merge-too-old",
            Self::ChangedSince => "person-changed-since",
            Self::HeadLeaves => "person-head-leaves",
            Self::BadNextHead => "person-bad-next-head",
            Self::MotherElsewhere => "person-mother-elsewhere",
            Self::FolderClosed => "person-folder-closed",
            Self::MoveChanged => "person-move-changed",
            Self::NotMoved => "person-not-moved",
            Self::MoveTooOld => "person-move-too-old",
            Self::MovedSince => "person-moved-since",
            Self::Changed(_) => "person-changed",
            Self::Clash(_) => "clash",
        }
    }
}

#[cfg(test)]
mod tests;
