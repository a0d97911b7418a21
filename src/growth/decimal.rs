//! Reading and writing decimal numbers quickly, for tables and batches.
//!
//! Reading gives the same bits as the standard library; writing gives two decimals.

/// Powers of ten that a float holds exactly.
const TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// The number written in `text` (digits, one point, perhaps an exponent), or `None` when it is no finite number.
pub fn parse(text: &[u8]) -> Option<f64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] | rest => (false, rest),
    };
    let mut mantissa: u64 = 0;
    let mut decimals = 0usize;
    let mut seen = 0usize;
    let mut point = false;
    for &byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit));
            seen += 1;
            decimals += usize::from(point);
        } else if byte == b'.' && !point {
            point = true;
        } else {
            return parse_slowly(text);
        }
    }
    if seen == 0 {
        return None;
    }
    // Both the digits and the power of ten are exact up to here, so one division rounds once: correct to the bit.
    match TENS.get(decimals) {
        Some(ten) if seen <= 15 => {
            let value = mantissa as f64 / ten;
            Some(if negative { -value } else { value })
        }
        _ => parse_slowly(text),
    }
}

/// The number at the beginning of `text` that reaches to `end` or to the end, and its length; `None` where what stands there
/// is anything but at most 15 digits with at most one point.
#[inline]
pub fn plain(text: &[u8], end: u8) -> Option<(f64, usize)> {
    let mut mantissa: u64 = 0;
    let mut point = None;
    let mut length = 0;
    for &byte in text.iter().take(17) {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            mantissa = mantissa * 10 + u64::from(digit);
        } else if byte == b'.' && point.is_none() {
            point = Some(length);
        } else if byte == end {
            break;
        } else {
            return None;
        }
        length += 1;
    }
    let digits = length - usize::from(point.is_some());
    if digits == 0 || digits > 15 || text.get(length).is_some_and(|byte| *byte != end) {
        return None;
    }
    // Exact up to here, as in `parse`.
    let ten = point.map_or(Some(&1.0), |point| TENS.get(length - point - 1))?;
    Some((mantissa as f64 / ten, length))
}

/// Long mantissas and exponents; words such as `inf` are no numbers here.
#[cold]
fn parse_slowly(text: &[u8]) -> Option<f64> {
    if text.iter().any(|byte| byte.is_ascii_alphabetic() && !matches!(byte, b'e' | b'E')) {
        return None;
    }
    std::str::from_utf8(text).ok()?.parse::<f64>().ok().filter(|value| value.is_finite())
}

/// Appends `hundredths / 100` with exactly two decimals.
#[inline]
pub fn push_hundredths(out: &mut Vec<u8>, hundredths: i64) {
    // Nearly all values of a table are below a thousand: few digits, written at once with what stands before them.
    let size = hundredths.unsigned_abs();
    if size >= 100_000 {
        push_long(out, hundredths);
        return;
    }
    let size = size as u32;
    let digit = |value: u32| u64::from(b'0') + u64::from(value % 10);
    let mut text = digit(size / 100) | u64::from(b'.') << 8 | digit(size / 10) << 16 | digit(size) << 24;
    let mut length = 4;
    for whole in [1000, 10_000] {
        if size >= whole {
            text = text << 8 | digit(size / whole);
            length += 1;
        }
    }
    if hundredths < 0 {
        text = text << 8 | u64::from(b'-');
        length += 1;
    }
    out.extend_from_slice(&text.to_le_bytes());
    out.truncate(out.len() - (8 - length));
}

#[cold]
fn push_long(out: &mut Vec<u8>, hundredths: i64) {
    let mut buffer = [b'0'; 24];
    let mut rest = hundredths.unsigned_abs();
    let mut at = buffer.len();
    let mut written = 0;
    for place in buffer.iter_mut().rev() {
        if written == 2 {
            *place = b'.';
        } else {
            *place = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        written += 1;
        at -= 1;
        if rest == 0 && written >= 4 {
            break;
        }
    }
    if hundredths < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(buffer.get(at..).unwrap_or_default());
}

/// The nearest whole number of hundredths; held within what an `i64` and a float share.
pub fn hundredths(value: f64) -> i64 {
    let scaled = (value * 100.0).clamp(-9e15, 9e15);
    // Adding and taking away 2^52 rounds to the nearest, halves to even, on every machine.
    let size = scaled.abs();
    let rounded =
        if size < 4.5e15 { (size + 4_503_599_627_370_496.0) - 4_503_599_627_370_496.0 } else { size };
    if scaled < 0.0 { -(rounded as i64) } else { rounded as i64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(hundredths: i64) -> String {
        let mut out = Vec::new();
        push_hundredths(&mut out, hundredths);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn two_decimals_are_written_plainly() {
        assert_eq!(written(0), "0.00");
        assert_eq!(written(-5), "-0.05");
        assert_eq!(written(-231), "-2.31");
        assert_eq!(written(-99_999), "-999.99");
        assert_eq!(written(100_000), "1000.00");
        assert_eq!(written(11_800), "118.00");
        assert_eq!(written(i64::MIN), "-92233720368547758.08");
        assert_eq!(hundredths(15.724_999), 1572);
        assert_eq!(hundredths(-2.314_9), -231);
        assert_eq!(hundredths(f64::NAN), 0);
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in
            ["", ".", "-", "1.2.3", "10,4", "inf", "nan", "1e", "0x10", "1e999", " 1", "1_0", "--1", "1 "]
        {
            assert_eq!(parse(text.as_bytes()), None, "{text:?}");
        }
        assert_eq!(parse(b"1e-3"), Some(0.001));
        assert_eq!(parse(b".5"), Some(0.5));
        assert_eq!(parse(b"5."), Some(5.0));
    }

    proptest! {
        #[test]
        fn reads_the_same_bits_as_the_standard_library(text in "-?[0-9]{1,19}(\\.[0-9]{0,19})?(e-?[0-9]{1,2})?") {
            prop_assert_eq!(parse(text.as_bytes()).map(f64::to_bits), text.parse::<f64>().ok().map(f64::to_bits));
        }

        #[test]
        fn a_plain_number_is_the_same_up_to_its_end(text in "[0-9.,]{0,20}") {
            let (cell, _) = text.split_once(',').unwrap_or((&text, ""));
            let digits = cell.bytes().filter(u8::is_ascii_digit).count();
            let read = parse(cell.as_bytes()).filter(|_| digits <= 15);
            prop_assert_eq!(plain(text.as_bytes(), b','), read.map(|number| (number, cell.len())));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            let _ = parse(&bytes);
        }

        #[test]
        fn what_is_written_reads_back(value in -9_000_000_000_000i64..9_000_000_000_000) {
            let text = written(value);
            prop_assert_eq!(hundredths(parse(text.as_bytes()).unwrap()), value);
        }
    }
}
