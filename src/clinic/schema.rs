//! The schema as a whole: each subject owns its part, the door puts them in order. A released step is never edited.

use crate::store::Migration;
use crate::{setup, staff};

/// All steps, oldest first.
pub const MIGRATIONS: &[Migration] = &[
    Migration { number: 1, sql: super::table::SCHEMA },
    Migration { number: 2, sql: staff::table::SCHEMA },
    Migration { number: 3, sql: setup::table::SCHEMA },
];
