//! Words that tables, files and the wire keep: each an enum whose every case has one stable word.

/// A stored word that this version does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown word {0:?}")]
pub struct UnknownWord(pub String);

/// Makes enums of stable words: `ALL` in the order of screens, `as_str`, `FromStr` and serde by the same word.
///
/// A word once stored never changes; what a person reads is its translation (`role-nurse`).
macro_rules! stored_words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $case:ident = $word:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$each])* #[serde(rename = $word)] $case),+ }

        impl $name {
            /// All of them, in the order in which a screen offers them.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$case),+];

            /// The stable word stored in tables and used as a translation key.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$case => $word),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::terms::UnknownWord;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text { $($word => Ok(Self::$case),)+ _ => Err($crate::terms::UnknownWord(text.to_owned())) }
            }
        }
    )+};
}
pub(crate) use stored_words;

#[cfg(test)]
mod tests {
    use super::*;

    stored_words! {
        /// For this test.
        Colour {
            /// Its words need not be its name.
            DeepRed = "red",
            /// The second.
            Green = "green",
        }
    }

    #[test]
    fn a_word_comes_back_from_text_and_from_json() {
        for colour in Colour::ALL {
            assert_eq!(colour.as_str().parse(), Ok(colour));
            assert_eq!(serde_json::to_string(&colour).unwrap(), format!("\"{}\"", colour.as_str()));
            assert_eq!(serde_json::from_str::<Colour>(&format!("\"{}\"", colour.as_str())).unwrap(), colour);
        }
        assert_eq!(Colour::ALL.map(Colour::as_str), ["red", "green"]);
        assert_eq!("deep_red".parse::<Colour>(), Err(UnknownWord("deep_red".to_owned())));
    }
}
