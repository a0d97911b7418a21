//! Translations and number formats.
