//! Names for a synthetic clinic: our own lists, as people of Banyuwangi and around are called
//! (Javanese, Osing, Madurese, Balinese, Sundanese and Arabic names). Nobody real is meant.

use std::sync::LazyLock;

static MALE: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| read(include_str!("../../assets/names/male.txt")));
static FEMALE: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| read(include_str!("../../assets/names/female.txt")));
static SECOND_MALE: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| read(include_str!("../../assets/names/second_male.txt")));
static SECOND_FEMALE: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| read(include_str!("../../assets/names/second_female.txt")));

/// Names that a man or boy is called by, also alone.
pub fn male() -> &'static [&'static str] {
    &MALE
}

/// Names that a woman or girl is called by, also alone.
pub fn female() -> &'static [&'static str] {
    &FEMALE
}

/// Second and third names of men; there are few family names.
pub fn second_male() -> &'static [&'static str] {
    &SECOND_MALE
}

/// Second and third names of women.
pub fn second_female() -> &'static [&'static str] {
    &SECOND_FEMALE
}

fn read(text: &'static str) -> Vec<&'static str> {
    text.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_lists_are_long_enough_and_clean() {
        for (list, least) in [(male(), 200), (female(), 200), (second_male(), 150), (second_female(), 150)] {
            assert!(list.len() >= least, "{}", list.len());
            let mut seen = HashSet::new();
            for name in list {
                assert!(seen.insert(name), "{name} stands twice");
                assert!(name.chars().all(char::is_alphabetic), "{name}");
                assert!(name.starts_with(char::is_uppercase) && name.len() >= 2, "{name}");
            }
        }
    }
}
