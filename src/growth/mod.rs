//! Growth: WHO arithmetic, PMK 2/2020 labels, the KMS card's rules, and the chart's description.
//!
//! Knows no clock, no file, no database, no screen; values go in, values come out. Floats live here and nowhere
//! else, and none of them passes through the platform's mathematics library, so that Windows and Linux give the
//! same bytes.
//!
//! Source: WHO Child Growth Standards 2006 (expanded tables), Permenkes 2/2020 (Standar Antropometri Anak).

mod assess;
mod batch;
mod category;
pub mod chart;
pub mod decimal;
mod index;
mod inverse;
pub mod kms;
mod lms;
mod minimum_gain;
mod newborn;
mod power;
mod tables;

pub use assess::{Assessment, Bmi, Corrected, Correction, LYING_LONGER, Measures, Score, assess};
pub use batch::{Age, Child, Empty, Scores, is_too_young_to_stand, score_all, unrounded};
pub use category::{Category, Level, SIX_MONTHS, arm_category, category};
pub use index::{Index, PerIndex, Z};
pub use inverse::{At, lms_at, table_posture, value_at};
pub use lms::Lms;
pub use minimum_gain::{BadTable, MinimumGain};

/// Days in a month, as WHO converts between the two.
pub const DAYS_PER_MONTH: f64 = 30.4375;

/// The first day on which height (standing) replaces length (lying).
pub const FIRST_DAY_OF_HEIGHT: u32 = 731;

/// The last day of the WHO tables.
pub const LAST_DAY: u32 = 1826;
