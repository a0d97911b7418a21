//! Translations and number formats: screens, paper, terminal and web all speak through this room.
//!
//! [`Words`] holds one language. Make it once and share it (it is `Send + Sync`); asking for a text is a look-up in a
//! map, cheap enough for every frame. Dates, numbers and ages are written by its methods in `format`, and what
//! people type is read back by `parse`. Knows no clock, no file outside the program, no screen.

mod format;
mod parse;
mod sources;

pub use parse::{
    AgeWord, BadDate, BadNumber, age_word, month_named, parse_age, parse_age_years, parse_birth, parse_date,
    parse_decimal, parse_time, parse_whole,
};
pub use sources::sources;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

/// A language the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Language {
    /// Bahasa Indonesia, the language a clinic starts with.
    #[default]
    #[serde(rename = "id")]
    Indonesian,
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// Every language, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Indonesian, Self::English];

    /// The stable word stored in settings: `id` or `en`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Indonesian => "id",
            Self::English => "en",
        }
    }

    /// The language's own name, as a list of languages shows it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Indonesian => "Bahasa Indonesia",
            Self::English => "English",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.own_name())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;
    fn from_str(text: &str) -> Result<Self, UnknownLanguage> {
        match text {
            "id" => Ok(Self::Indonesian),
            "en" => Ok(Self::English),
            _ => Err(UnknownLanguage(text.to_owned())),
        }
    }
}

/// A language code that no translation exists for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no translation for language {0:?}")]
pub struct UnknownLanguage(pub String);

/// A value set into a text: words as they are, numbers in the language's own writing (`1.843`).
///
/// Numbers also choose between the plural forms of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg<'a> {
    /// Words, or a number that was already written by the formatting methods.
    Text(Cow<'a, str>),
    Count(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Arg<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

macro_rules! counts {
    ($($kind:ty),+) => {$(
        impl From<$kind> for Arg<'_> {
            fn from(count: $kind) -> Self {
                Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
            }
        }
    )+};
}
counts!(i32, i64, u16, u32, u64, usize);

/// All texts of one language.
pub struct Words {
    language: Language,
    plain: HashMap<String, String>,
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Words {
    /// Reads the embedded translation files of one language; a few milliseconds, once.
    pub fn new(language: Language) -> Self {
        // Chooses the plural rules. Both codes parse (a test counts in both); an unknown locale would still speak.
        let locale: LanguageIdentifier = language.as_str().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::Indonesian => |value: &FluentValue, _: &_| grouped(value, Language::Indonesian),
            Language::English => |value: &FluentValue, _: &_| grouped(value, Language::English),
        }));
        for (_, text) in sources(language) {
            // The files are part of the program; a test refuses the ones that do not parse.
            let resource =
                FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        let mut plain = HashMap::new();
        for (_, text) in sources(language) {
            for key in sources::keys(text) {
                let mut errors = Vec::new();
                if let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) {
                    let text = bundle.format_pattern(pattern, None, &mut errors);
                    if errors.is_empty() {
                        plain.insert(key.to_owned(), text.into_owned());
                    }
                }
            }
        }
        Self { language, plain, bundle }
    }

    /// The language these words are in.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The text of a key without values. A key nobody translated comes back as `⟦key⟧`, so that it is seen.
    pub fn text(&self, key: &str) -> Cow<'_, str> {
        match self.plain.get(key) {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(self.with::<&str>(key, &[])),
        }
    }

    /// The text of a key if there is one: for keys made from stored words, where an unknown one has its own answer.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.plain.get(key).map(String::as_str)
    }

    /// What people call a stored word: `words.word("category", "severely_stunted")` is the text of
    /// `category-severely-stunted`.
    pub fn word(&self, family: &str, stored: &str) -> Cow<'_, str> {
        self.text(&format!("{family}-{}", stored.replace('_', "-")))
    }

    /// The text of a key with values set in: `words.with("queue-waiting", &[("count", 37)])`.
    ///
    /// Mixed values: `&[("name", Arg::from(name)), ("count", Arg::from(3))]`.
    pub fn with<'a, V: Into<Arg<'a>> + Clone>(&self, key: &str, values: &[(&'a str, V)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("⟦{key}⟧");
        };
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            match value.clone().into() {
                Arg::Text(text) => args.set(*name, FluentValue::String(text)),
                Arg::Count(count) => args.set(*name, FluentValue::from(count)),
            }
        }
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }
}

/// A number inside a text, with the language's thousands mark.
fn grouped(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(FluentNumber { value, .. }) => {
            Some(format::grouped(language, value.round() as i64))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_and_a_missing_one_is_seen() {
        let words = Words::new(Language::Indonesian);
        assert_eq!(words.text("action-save"), "Simpan");
        assert_eq!(words.text("no-such-key"), "⟦no-such-key⟧");
        assert_eq!(Words::new(Language::English).text("action-save"), "Save");
        assert_eq!(words.find("no-such-key"), None);
    }

    #[test]
    fn values_are_set_in_without_invisible_marks() {
        let words = Words::new(Language::Indonesian);
        assert_eq!(words.with("toast-no-show", &[("ticket", "A-020")]), "A-020 ditandai tidak hadir.");
        assert_eq!(words.with("desk-found", &[("count", 1843)]), "1.843 pasien");
        let english = Words::new(Language::English);
        assert_eq!(english.with("desk-found", &[("count", 1)]), "1 patient");
        assert_eq!(english.with("desk-found", &[("count", 1843)]), "1,843 patients");
    }

    #[test]
    fn languages_are_stored_by_their_codes() {
        for language in Language::ALL {
            assert_eq!(language.as_str().parse::<Language>().unwrap(), language);
            assert_eq!(serde_json::to_string(&language).unwrap(), format!("\"{}\"", language.as_str()));
        }
        assert!("fr".parse::<Language>().is_err());
    }

    #[test]
    fn words_can_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Words>();
    }
}
