//! What a summary needs of people: sex, birth date and village of those who came, and who lives where.

pub mod table;

use chrono::NaiveDate;

use crate::terms::{AreaCode, PersonId, Sex};

/// Somebody, as far as a count needs them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Who.
    pub person: PersonId,
    pub sex: Sex,
    pub birth_date: NaiveDate,
}

/// A child who lives in one of the clinic's villages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resident {
    /// Who.
    pub person: PersonId,
    /// Where.
    pub village: AreaCode,
}

/// Whom a list of residents takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Born after this day …
    pub born_after: NaiveDate,
    /// … and living on this one.
    pub living_on: NaiveDate,
    pub registered_before: crate::terms::Instant,
}
