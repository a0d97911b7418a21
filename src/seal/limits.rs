//! What is looked at before anything is parsed: how large, how deep, how many.
//!
//! A summary is small and flat. Whatever is not is refused by counting its bytes once, so that no file, whoever made it,
//! costs more time or memory than the largest summary would.

/// The largest file that is read at all: a month's summary with everything in it has about 100 kB.
pub const LARGEST_FILE: usize = 16 * 1024 * 1024;
/// The largest JSON.
pub(super) const LARGEST_JSON: usize = 4 * 1024 * 1024;
/// The largest signature or certificate: enough for a certified signature's whole chain.
pub const LARGEST_SIGNATURE: usize = 64 * 1024;
/// The largest manifest of a container: three names and three hashes.
pub(super) const LARGEST_MANIFEST: usize = 16 * 1024;

/// How deep JSON may be nested.
const JSON_DEPTH: usize = 32;
/// How many values JSON may have; a month of a large clinic has a few thousand.
const JSON_VALUES: usize = 100_000;
/// How deep DER may be nested.
const DER_DEPTH: usize = 16;
/// How many elements DER may have; a signature of ours has about a hundred.
const DER_ELEMENTS: usize = 2048;
/// How many elements may stand side by side: a set is sorted in steps that grow with the square of this.
const DER_SIDE_BY_SIDE: usize = 64;

/// Is this JSON small, flat and short enough to be parsed? It may still be no JSON at all.
pub(super) fn json_fits(bytes: &[u8]) -> bool {
    if bytes.len() > LARGEST_JSON {
        return false;
    }
    let (mut depth, mut values, mut quoted, mut escaped) = (0usize, 1usize, false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = quoted,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'[' | b'{' => (depth, values) = (depth + 1, values + 1),
            b']' | b'}' => depth = depth.saturating_sub(1),
            b',' => values += 1,
            _ => {}
        }
        if depth > JSON_DEPTH || values > JSON_VALUES {
            return false;
        }
    }
    true
}

/// Is this DER small, flat and short enough to be parsed? What is no DER is refused as well.
pub(super) fn der_fits(bytes: &[u8]) -> bool {
    let mut left = DER_ELEMENTS;
    bytes.len() <= LARGEST_SIGNATURE && elements_fit(bytes, DER_DEPTH, &mut left)
}

fn elements_fit(mut bytes: &[u8], depth: usize, left: &mut usize) -> bool {
    let mut beside = 0;
    while !bytes.is_empty() {
        let Some((element, rest)) = element(bytes) else { return false };
        beside += 1;
        let Some(fewer) = left.checked_sub(1).filter(|_| beside <= DER_SIDE_BY_SIDE) else { return false };
        *left = fewer;
        if element.is_constructed() && (depth == 0 || !elements_fit(element.content, depth - 1, left)) {
            return false;
        }
        bytes = rest;
    }
    true
}

/// One element of DER.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Element<'a> {
    pub tag: u8,
    pub content: &'a [u8],
    /// With its tag and length.
    pub whole: &'a [u8],
}

impl Element<'_> {
    fn is_constructed(&self) -> bool {
        self.tag & 0x20 != 0
    }
}

/// The first element and what follows it: a tag in one byte, a definite length below 16 MiB.
pub(super) fn element(bytes: &[u8]) -> Option<(Element<'_>, &[u8])> {
    let (&tag, rest) = bytes.split_first().filter(|(tag, _)| *tag & 0x1f != 0x1f)?;
    let (&first, mut rest) = rest.split_first()?;
    let mut length = usize::from(first);
    if first >= 0x80 {
        let (digits, after) = rest
            .split_at_checked(usize::from(first & 0x7f))
            .filter(|(digits, _)| matches!(digits.len(), 1..=3))?;
        length = digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit));
        rest = after;
    }
    let (content, rest) = rest.split_at_checked(length)?;
    let whole = bytes.get(..bytes.len() - rest.len())?;
    Some((Element { tag, content, whole }, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len()).unwrap().to_be_bytes();
        [&[0x31, 0x82], &length[..], content].concat()
    }

    #[test]
    fn json_is_counted_before_it_is_parsed() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(json_fits(nested(JSON_DEPTH).as_bytes()) && !json_fits(nested(JSON_DEPTH + 1).as_bytes()));
        let many = |values: usize| format!("[{}0]", "0,".repeat(values - 2));
        assert!(json_fits(many(JSON_VALUES).as_bytes()) && !json_fits(many(JSON_VALUES + 1).as_bytes()));
        let long = |length: usize| format!("\"{}\"", "a".repeat(length - 2));
        assert!(json_fits(long(LARGEST_JSON).as_bytes()) && !json_fits(long(LARGEST_JSON + 1).as_bytes()));
        // Within quotes nothing counts, and a quote that is escaped ends nothing.
        assert!(json_fits(format!("\"\\\"{}\"", "[".repeat(1000)).as_bytes()));
        assert!(!json_fits(format!("\"\\\\\"{}", "[".repeat(1000)).as_bytes()));
    }

    #[test]
    fn der_is_counted_before_it_is_parsed() {
        let null = [5u8, 0];
        assert!(
            der_fits(&set(&null.repeat(DER_SIDE_BY_SIDE)))
                && !der_fits(&set(&null.repeat(DER_SIDE_BY_SIDE + 1)))
        );
        let deep = |depth: usize| (0..depth).fold(null.to_vec(), |inner, _| set(&inner));
        assert!(der_fits(&deep(DER_DEPTH)) && !der_fits(&deep(DER_DEPTH + 1)));
        // 64 × 31 elements stand in 64 sets; one row more is too many.
        let rows = |beside: usize| set(&set(&null.repeat(beside)).repeat(DER_SIDE_BY_SIDE));
        assert!(der_fits(&rows(30)) && !der_fits(&rows(32)));
        assert!(!der_fits(&[0x30, 0x80, 0, 0]), "an indefinite length");
        assert!(!der_fits(&vec![0; LARGEST_SIGNATURE + 1]));
    }
}
