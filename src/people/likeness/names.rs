//! How two names stand to each other. A name is folded once, however many others it is set beside.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::reference::fold::{fold_words, is_title, typed_words, whole_key};
use crate::reference::names;
use crate::reference::slip::{slip, unlikely};

/// How two names stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    Same,
    /// One letter of one word is another; whether both words are names in their own right.
    Slip {
        both_common: bool,
    },
    /// One has words that the other has not.
    Shorter,
    Other,
}

/// Words that tell twins without a name apart.
const TELLS_TWINS: &[&str] = &["i", "ii", "iii", "1", "2", "3", "pertama", "kedua", "ketiga"];

static COMMON: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lists = [names::male(), names::female(), names::second_male(), names::second_female()];
    lists.into_iter().flatten().map(|name| whole_key(&name.to_lowercase())).collect()
});

/// A name as it is compared.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// The keys of its words, in order.
    words: Vec<String>,
    /// What tells twins apart, as written.
    twins: Vec<String>,
    /// The key of all words written as one: Dwi Yanti, Dwiyanti.
    together: String,
}

/// All words of a name written as one, in small letters, titles left out.
pub fn together(name: &str) -> String {
    typed_words(name).into_iter().map(|word| word.raw).filter(|raw| !is_title(raw)).collect()
}

impl Name {
    pub(super) fn of(name: &str) -> Self {
        let mut typed = typed_words(name);
        typed.retain(|word| TELLS_TWINS.contains(&word.raw.as_str()));
        Self {
            words: fold_words(name),
            twins: typed.into_iter().map(|word| word.raw).collect(),
            together: whole_key(&together(name)),
        }
    }

    /// The key of its first word.
    pub(super) fn first(&self) -> Option<&str> {
        self.words.first().map(String::as_str)
    }

    pub(super) fn beside(&self, other: &Self) -> Names {
        if self.words.is_empty() || other.words.is_empty() || self.twins != other.twins {
            return Names::Other;
        }
        if self.together == other.together {
            return Names::Same;
        }
        let mut theirs: Vec<&str> = other.words.iter().map(String::as_str).collect();
        let mut mine: Vec<&str> = self.words.iter().map(String::as_str).collect();
        mine.retain(|word| match theirs.iter().position(|there| there == word) {
            Some(at) => {
                theirs.swap_remove(at);
                false
            }
            None => true,
        });
        match (mine.as_slice(), theirs.as_slice()) {
            ([], []) => Names::Same,
            ([], _) | (_, []) => Names::Shorter,
            ([mine], [theirs]) => match slip(mine, theirs).and_then(|slip| unlikely(slip, mine, theirs)) {
                Some(_) => Names::Slip { both_common: COMMON.contains(*mine) && COMMON.contains(*theirs) },
                None => Names::Other,
            },
            _ => Names::Other,
        }
    }
}
