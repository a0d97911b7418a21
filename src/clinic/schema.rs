//! The schema as a whole: each subject owns its part, the door puts them in order. A released step is never edited.

use crate::store::Migration;
use crate::{people, queue, screening, setup, staff, summary, visits};

/// All steps, oldest first.
pub const MIGRATIONS: &[Migration] = &[
    Migration { number: 1, sql: super::table::SCHEMA },
    Migration { number: 2, sql: staff::table::SCHEMA },
    Migration { number: 3, sql: setup::table::SCHEMA },
    Migration { number: 4, sql: people::table::SCHEMA },
    Migration { number: 5, sql: queue::table::SCHEMA },
    Migration { number: 6, sql: visits::table::SCHEMA },
    Migration { number: 7, sql: screening::table::SCHEMA },
    Migration { number: 8, sql: summary::table::SCHEMA },
    Migration { number: 9, sql: summary::table::KEYS },
    Migration { number: 10, sql: people::rows::table::CIVIL },
    Migration { number: 11, sql: setup::table::DAY_TURN },
    Migration { number: 12, sql: queue::table::AWAY },
    Migration { number: 13, sql: super::watch::table::SCHEMA },
    Migration { number: 14, sql: screening::table::BREASTFEEDING },
    Migration { number: 15, sql: setup::table::LIMITS },
    Migration { number: 16, sql: visits::table::UNMEASURABLE },
    Migration { number: 17, sql: people::table::NEAR },
    Migration { number: 18, sql: people::table::YEAR_ONLY },
    Migration { number: 19, sql: screening::table::PRECISION },
    Migration { number: 20, sql: people::table::REPAIRS },
    Migration { number: 21, sql: people::table::MOVES },
    Migration { number: 22, sql: people::table::APART },
    Migration { number: 23, sql: queue::table::BY_DEATH },
    Migration { number: 24, sql: visits::table::WITHIN },
    Migration { number: 25, sql: super::table::DEAD_WAIT_NO_LONGER },
    Migration { number: 26, sql: people::table::LOOKED_UP },
    Migration { number: 27, sql: queue::table::TOLD },
    Migration { number: 28, sql: super::watch::table::JUMPS },
    Migration { number: 29, sql: visits::table::TAKEN_BACK },
    Migration { number: 30, sql: summary::table::CONFIRMED },
];
