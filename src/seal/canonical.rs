//! Canonical JSON (JCS, RFC 8785), narrowed to what every implementation writes alike.
//!
//! Floating-point numbers are refused altogether and whole numbers must stay below 2^53, the range in which
//! every JSON reader keeps them exact.

use serde_json::Value;

use super::Error;

/// The largest whole number that may stand in a signed document: 2^53 − 1.
///
/// Source: RFC 8785 appendix D and RFC 7493 (I-JSON) section 2.2.
pub const LARGEST_INTEGER: u64 = (1 << 53) - 1;

/// The canonical bytes of `value`, refusing numbers that are not whole or not below 2^53.
pub fn canonical(value: &Value) -> Result<Vec<u8>, Error> {
    let mut at = String::new();
    only_whole_numbers(value, &mut at)?;
    Ok(serde_json_canonicalizer::to_vec(value)?)
}

/// Are these bytes JSON, and already in canonical form?
pub(super) fn is_canonical(bytes: &[u8]) -> bool {
    serde_json::from_slice::<Value>(bytes)
        .ok()
        .and_then(|value| canonical(&value).ok())
        .is_some_and(|rewritten| rewritten == bytes)
}

fn only_whole_numbers(value: &Value, at: &mut String) -> Result<(), Error> {
    let length = at.len();
    match value {
        Value::Number(number) => {
            let small = match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => number <= LARGEST_INTEGER,
                (None, Some(number)) => number.unsigned_abs() <= LARGEST_INTEGER,
                (None, None) => false,
            };
            if !small {
                return Err(Error::Number { at: at.clone() });
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                at.push('/');
                at.push_str(&index.to_string());
                only_whole_numbers(item, at)?;
                at.truncate(length);
            }
        }
        Value::Object(members) => {
            for (key, item) in members {
                at.push('/');
                at.push_str(&key.replace('~', "~0").replace('/', "~1"));
                only_whole_numbers(item, at)?;
                at.truncate(length);
            }
        }
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn keys_are_sorted_and_no_space_is_left() {
        let value = json!({"b": [1, -2, null], "a": {"é": "\u{20ac}\n", "A": true}});
        assert_eq!(
            String::from_utf8(canonical(&value).unwrap()).unwrap(),
            "{\"a\":{\"A\":true,\"é\":\"€\\n\"},\"b\":[1,-2,null]}"
        );
    }

    #[test]
    fn floats_and_large_numbers_are_refused_with_their_place() {
        for bad in [json!(1.5), json!(1.0), json!(1u64 << 53), json!(-(1i64 << 53)), json!(u64::MAX)] {
            let value = json!({"rows": [{"a/b": bad}]});
            match canonical(&value) {
                Err(Error::Number { at }) => assert_eq!(at, "/rows/0/a~1b"),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(canonical(&json!(LARGEST_INTEGER)).unwrap(), b"9007199254740991");
        assert_eq!(canonical(&json!(-9_007_199_254_740_991i64)).unwrap(), b"-9007199254740991");
    }

    #[test]
    fn only_the_canonical_spelling_counts() {
        assert!(is_canonical(b"{\"a\":1,\"b\":2}"));
        for other in [
            &b"{\"a\": 1,\"b\":2}"[..],
            b"{\"b\":2,\"a\":1}",
            b"{\"a\":1,\"a\":1,\"b\":2}",
            b"{\"a\":1,\"b\":2}\n",
            b"{\"a\":1.0,\"b\":2}",
            b"{\"a\":-0,\"b\":2}",
            b"{\"\\u0061\":1,\"b\":2}",
            b"{\"a\":1,\"b\":2",
            b"",
        ] {
            assert!(!is_canonical(other), "{}", String::from_utf8_lossy(other));
        }
    }
}
