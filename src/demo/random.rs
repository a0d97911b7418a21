//! A small source of numbers that gives the same for the same seed on every machine and in every version: the one of a
//! library may change with its version, and the demo's people with it.

/// SplitMix64 (Steele, Lea, Flood 2014).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// From a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed ^ 0x4C4F_4B45_5444_454D)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both possible.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low + 1).unwrap_or(1).max(1);
        low + i64::try_from(self.next() % span).unwrap_or(0)
    }

    /// Whether something happens that does so `percent` times of a hundred.
    pub fn chance(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of these.
    pub fn one_of<'a, T: ?Sized>(&mut self, from: &[&'a T], otherwise: &'a T) -> &'a T {
        let last = i64::try_from(from.len()).unwrap_or(0) - 1;
        let at = usize::try_from(self.between(0, last.max(0))).unwrap_or(0);
        from.get(at).copied().unwrap_or(otherwise)
    }

    /// About normal with mean 0 and spread 1: the sum of twelve even draws less six.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.between(0, 999_999) as f64 / 1e6).sum::<f64>() - 6.0
    }

    /// Sixteen bytes, for ids that are the same each time.
    pub fn bytes(&mut self) -> [u8; 16] {
        let mut bytes = [0; 16];
        let (first, second) = bytes.split_at_mut(8);
        first.copy_from_slice(&self.next().to_be_bytes());
        second.copy_from_slice(&self.next().to_be_bytes());
        bytes
    }
}
