//! Logarithm and exponential from plain multiplications and additions.
//!
//! The platform's `pow`, `exp` and `ln` differ in the last bits between Windows and Linux, and cannot be computed
//! two at a time. These can, give the same bits everywhere, and are good to a few units in the last place
//! (`tests` compares them with values of 50 digits).

#![expect(clippy::many_single_char_names, reason = "these are formulas, and written as such")]

const LN2_HIGH: f64 = 6.931_471_803_691_238e-1;
const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
const INVERSE_LN2: f64 = std::f64::consts::LOG2_E;
/// 1.5 · 2^52: adding it leaves the nearest whole number in the low bits.
const ROUNDER: f64 = 6_755_399_441_055_744.0;
/// 2^52, for turning small unsigned integers into floats without a conversion instruction.
const TWO_52: f64 = 4_503_599_627_370_496.0;
/// Bits of √½, so that the reduced argument lies around one.
const SQRT_HALF_BITS: u64 = 0x3fe6_a09e_667f_3bcd;

/// What is left of `ln((1+s)/(1−s)) = 2s + 2s³/3 + 2s⁵/5 + …` after `2s`, divided by `s³`; `w` is `s²` ≤ 0.0295.
#[inline]
fn atanh_tail(w: f64) -> f64 {
    let w2 = w * w;
    let w4 = w2 * w2;
    let a = 2.0 / 3.0 + w * (2.0 / 5.0);
    let b = 2.0 / 7.0 + w * (2.0 / 9.0);
    let c = 2.0 / 11.0 + w * (2.0 / 13.0);
    let d = 2.0 / 15.0 + w * (2.0 / 17.0);
    let e = 2.0 / 19.0 + w * (2.0 / 21.0);
    (a + w2 * b) + w4 * ((c + w2 * d) + w4 * e)
}

/// Natural logarithm of a positive number; held within 1e-300 … 1e300, anything else gives a meaningless number.
#[inline]
pub(super) fn ln(x: f64) -> f64 {
    let x = if x < 1e-300 { 1e-300 } else { x };
    let x = if x > 1e300 { 1e300 } else { x };
    let bits = x.to_bits();
    // The exponent, counted from √½ and kept positive by the usual bias.
    let exponent = bits.wrapping_sub(SQRT_HALF_BITS).wrapping_add(1023 << 52) >> 52;
    let mantissa = f64::from_bits(bits.wrapping_sub(exponent.wrapping_sub(1023) << 52));
    let e = f64::from_bits(exponent | TWO_52.to_bits()) - (TWO_52 + 1023.0);
    let f = mantissa - 1.0;
    let s = f / (mantissa + 1.0);
    let w = s * s;
    let tail = s * w * atanh_tail(w);
    // 2s = f − s·f exactly in real numbers, and f is exact: this keeps the last bits.
    e * LN2_HIGH + (f - (s * f - (tail + e * LN2_LOW)))
}

/// `ln(1 + x)`, exact for tiny `x` too; `x` > −1.
pub(super) fn ln_1p(x: f64) -> f64 {
    if x.abs() < 0.3 {
        let s = x / (2.0 + x);
        let w = s * s;
        x - (s * x - s * w * atanh_tail(w))
    } else {
        ln(1.0 + x)
    }
}

/// `e^x − 1`, exact for tiny `x` too; `x` is held within ±700.
#[inline]
pub(super) fn exp_m1(x: f64) -> f64 {
    let x = if x < -700.0 { -700.0 } else { x };
    let x = if x > 700.0 { 700.0 } else { x };
    let shifted = x * INVERSE_LN2 + ROUNDER;
    let k = shifted - ROUNDER;
    let r = (x - k * LN2_HIGH) - k * LN2_LOW;
    let scale = f64::from_bits(shifted.to_bits().wrapping_add(1023) << 52);
    let r2 = r * r;
    let r4 = r2 * r2;
    let a = 1.0 / 2.0 + r * (1.0 / 6.0);
    let b = 1.0 / 24.0 + r * (1.0 / 120.0);
    let c = 1.0 / 720.0 + r * (1.0 / 5_040.0);
    let d = 1.0 / 40_320.0 + r * (1.0 / 362_880.0);
    let e = 1.0 / 3_628_800.0 + r * (1.0 / 39_916_800.0);
    let f = 1.0 / 479_001_600.0 + r * (1.0 / 6_227_020_800.0);
    let tail = (a + r2 * b) + r4 * ((c + r2 * d) + r4 * (e + r2 * f));
    let p = r + r2 * tail;
    scale * p + (scale - 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `x`, `ln x` and `e^y − 1` for `y` in the last two columns; computed with 50 digits.
    const ORACLE: &str = include_str!("../../tests/data/power_oracle.csv");

    #[test]
    fn logarithm_and_exponential_agree_with_fifty_digits() {
        let mut rows = 0;
        for line in ORACLE.lines().filter(|line| !line.starts_with('#')) {
            let v: Vec<f64> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
            let close = |got: f64, want: f64| (got - want).abs() <= want.abs() * 2e-15;
            assert!(close(ln(v[0]), v[1]), "ln {} = {}, not {}", v[0], ln(v[0]), v[1]);
            assert!(close(exp_m1(v[2]), v[3]), "expm1 {} = {}, not {}", v[2], exp_m1(v[2]), v[3]);
            if v[2].abs() < 0.9 {
                assert!(close(ln_1p(v[2]), v[4]), "ln1p {} = {}, not {}", v[2], ln_1p(v[2]), v[4]);
            }
            rows += 1;
        }
        assert!(rows >= 1000);
    }

    proptest! {
        #[test]
        fn any_bits_give_some_number_without_panic(bits: u64) {
            let x = f64::from_bits(bits);
            let _ = (ln(x), ln_1p(x), exp_m1(x));
            if x.is_finite() && x > 0.0 {
                prop_assert!(ln(x).is_finite());
            }
            if !x.is_nan() {
                prop_assert!(exp_m1(x).is_finite() && exp_m1(x) >= -1.0);
            }
        }
    }
}
