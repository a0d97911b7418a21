//! The LMS method: from a measure to its z-score and back.

use super::power::{exp_m1, ln, ln_1p};

/// The three figures of one row of a WHO table: skewness, median, coefficient of variation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lms {
    /// Box-Cox power, never 0 in the tables.
    pub l: f64,
    /// Median, in kg, cm or kg/m².
    pub m: f64,
    /// Coefficient of variation.
    pub s: f64,
}

/// `((y/M)^L − 1) / (S·L)`; not a number unless `ratio` = y/M is positive.
#[inline]
pub(super) fn box_cox(ratio: f64, l: f64, s: f64) -> f64 {
    let z = exp_m1(l * ln(ratio)) / (s * l);
    if ratio > 0.0 { z } else { f64::NAN }
}

impl Lms {
    /// The measure at `z` standard deviations, by the formula alone: `M (1 + L·S·z)^(1/L)`.
    pub fn measure_at(self, z: f64) -> f64 {
        if (self.l - 1.0).abs() < f64::EPSILON {
            return self.m * (1.0 + self.s * z);
        }
        self.m * (exp_m1(ln_1p(self.l * self.s * z) / self.l) + 1.0)
    }

    /// The measure at `z`, in straight steps beyond ±3 SD.
    pub fn measure_at_linear(self, z: f64) -> f64 {
        if z > 3.0 {
            let three = self.measure_at(3.0);
            three + (z - 3.0) * (three - self.measure_at(2.0))
        } else if z < -3.0 {
            let three = self.measure_at(-3.0);
            three + (z + 3.0) * (self.measure_at(-2.0) - three)
        } else {
            self.measure_at(z)
        }
    }

    /// Replaces a z beyond ±3 by one counted in straight steps.
    ///
    /// Source: WHO Child Growth Standards 2006, chapter 7 (restricted application of the LMS method).
    #[cold]
    pub(super) fn beyond_three(self, measure: f64, z: f64) -> f64 {
        if z > 3.0 {
            let three = self.measure_at(3.0);
            3.0 + (measure - three) / (three - self.measure_at(2.0))
        } else {
            let three = self.measure_at(-3.0);
            -3.0 + (measure - three) / (self.measure_at(-2.0) - three)
        }
    }

    /// Between this row and `next`, `share` (0–1) of the way.
    #[inline]
    pub(super) fn towards(self, next: Self, share: f64) -> Self {
        Self {
            l: self.l + share * (next.l - self.l),
            m: self.m + share * (next.m - self.m),
            s: self.s + share * (next.s - self.s),
        }
    }
}
