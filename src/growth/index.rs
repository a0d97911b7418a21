//! The six indices and the z-score.

use serde::{Deserialize, Serialize};
use std::fmt;

use crate::terms::stored_words;

/// A z-score in hundredths, as it is rounded, stored, shown and classified: `Z(-231)` is −2.31 SD.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Z(pub i32);

impl Z {
    /// The z-score as a float, for drawing.
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl fmt::Display for Z {
    /// Machine form with a point and two decimals: `-2.31`. People read it through `words`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", size / 100, size % 100)
    }
}

stored_words! {
    /// An anthropometric index.
    Index {
        /// BB/U.
        WeightForAge = "weight_for_age",
        /// PB/U below day 731, TB/U from it.
        LengthForAge = "length_for_age",
        /// BB/PB below day 731, BB/TB from it.
        WeightForLength = "weight_for_length",
        /// IMT/U.
        BmiForAge = "bmi_for_age",
        /// LK/U, head circumference.
        HeadForAge = "head_for_age",
        /// LiLA/U, mid-upper-arm circumference.
        ArmForAge = "arm_for_age",
    }
}

impl Index {
    /// Whether age is needed: all but weight for length.
    pub const fn is_by_age(self) -> bool {
        !matches!(self, Self::WeightForLength)
    }

    /// Whether weight enters: those are empty with oedema.
    pub const fn uses_weight(self) -> bool {
        matches!(self, Self::WeightForAge | Self::WeightForLength | Self::BmiForAge)
    }

    /// Whether values beyond ±3 SD are continued in straight steps of one SD.
    ///
    /// Source: WHO Child Growth Standards 2006, chapter 7: all but length/height and head circumference.
    pub const fn is_linear_beyond_three(self) -> bool {
        !matches!(self, Self::LengthForAge | Self::HeadForAge)
    }

    /// Whether this z is so far out that a mistake in measuring is likelier than the child.
    ///
    /// Source: WHO Anthro flags: length ±6; weight −6 and +5; the others ±5.
    pub const fn is_implausible(self, z: Z) -> bool {
        match self {
            Self::LengthForAge => z.0 < -600 || z.0 > 600,
            Self::WeightForAge => z.0 < -600 || z.0 > 500,
            _ => z.0 < -500 || z.0 > 500,
        }
    }
}

/// One value for each index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PerIndex<T>(pub(super) [T; 6]);

impl<T> PerIndex<T> {
    /// Makes one by asking for each index.
    pub fn from_fn(mut make: impl FnMut(Index) -> T) -> Self {
        Self(Index::ALL.map(&mut make))
    }

    /// The value of one index.
    pub const fn get(&self, index: Index) -> &T {
        let [weight, length, weight_length, bmi, head, arm] = &self.0;
        match index {
            Index::WeightForAge => weight,
            Index::LengthForAge => length,
            Index::WeightForLength => weight_length,
            Index::BmiForAge => bmi,
            Index::HeadForAge => head,
            Index::ArmForAge => arm,
        }
    }

    /// All values with their index, in the order of [`Index::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Index, &T)> {
        Index::ALL.into_iter().zip(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_z_is_written_with_its_sign_and_two_decimals() {
        assert_eq!(Z(-231).to_string(), "-2.31");
        assert_eq!(Z(-5).to_string(), "-0.05");
        assert_eq!(Z(0).to_string(), "0.00");
        assert_eq!(Z(1200).to_string(), "12.00");
    }

    #[test]
    fn every_index_finds_its_own_value() {
        let all = PerIndex::from_fn(|index| index);
        for (index, value) in all.iter() {
            assert_eq!(index, *value);
            assert_eq!(all.get(index), value);
        }
    }

    #[test]
    fn flags_begin_beyond_the_limit() {
        assert!(!Index::LengthForAge.is_implausible(Z(-600)));
        assert!(Index::LengthForAge.is_implausible(Z(-601)));
        assert!(!Index::WeightForAge.is_implausible(Z(-600)));
        assert!(Index::WeightForAge.is_implausible(Z(501)));
        assert!(Index::HeadForAge.is_implausible(Z(-501)));
        assert!(!Index::ArmForAge.is_implausible(Z(500)));
    }
}
