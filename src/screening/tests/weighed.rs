//! A weighing of a child, for the tests of this room.

use super::{Measurement, Measures};
use crate::terms::{Grams, Instant, MeasurementId, PersonId, Revision, Stamp};

pub fn weighed(on: &str, grams: u32) -> Measurement {
    let at = Instant::default();
    Measurement {
        id: MeasurementId(i64::from(grams)),
        revision: Revision(1),
        person: PersonId(1),
        visit: None,
        measured_on: on.parse().unwrap(),
        measures: Measures { weight: Some(Grams(grams)), ..Measures::default() },
        age_days: 0,
        corrected_length: None,
        scores: Vec::new(),
        gain: None,
        confirmed: Vec::new(),
        stamp: Stamp { at, recorded_at: at, by: None },
        voided: None,
    }
}
