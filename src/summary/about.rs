//! Of what a sealed file is: whose, of which period, which in the chain, made when.
//!
//! The summary itself says so, and its paper in one line of the document's information, under the same names. Whoever
//! verifies reads either, also of a summary of another clinic or another version.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Document, Error, Period};
use crate::terms::hex;

/// See above.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct About {
    pub facility: Clinic,
    pub period: Period,
    /// Its number in the chain.
    pub seq: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// Whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clinic {
    /// The ministry's facility code.
    pub code: String,
    pub name: String,
}

impl About {
    /// Reads a summary, or the line of its paper; `None` where it is something else.
    pub fn read(json: &[u8]) -> Option<Self> {
        serde_json::from_slice(json).ok()
    }

    /// The beginning of the name of every file of this summary: `loket-P3510070101-2026-11-21-seq3`.
    pub fn file_name(&self) -> String {
        format!("{}-seq{}", series(&self.facility.code, self.period), self.seq)
    }

    /// Whether a file's name (without its ending) is the one it was given, or a copy's: `… (1)`.
    pub fn is_named(&self, stem: &str) -> bool {
        stem.strip_prefix(&self.file_name())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '(']))
    }

    /// The line of a paper, in ASCII: PDF readers take other letters for those of another table.
    pub(super) fn line(document: &Document) -> Result<String, Error> {
        let unsaid = |why: String| Error::NotSealed(why);
        let clinic = Clinic { code: document.facility.code.clone(), name: document.facility.name.clone() };
        let created_at = document.created_at.parse().map_err(|_| unsaid(document.created_at.clone()))?;
        let about = Self { facility: clinic, period: document.period, seq: document.seq, created_at };
        let json = serde_json::to_string(&about).map_err(|error| unsaid(error.to_string()))?;
        Ok(ascii(&json))
    }
}

/// JSON that says the same in ASCII.
fn ascii(json: &str) -> String {
    let mut said = String::with_capacity(json.len());
    for unit in json.encode_utf16() {
        match u8::try_from(unit).ok().filter(u8::is_ascii) {
            Some(letter) => said.push(char::from(letter)),
            None => said.extend(["\\u", &hex(&unit.to_be_bytes())]),
        }
    }
    said
}

/// `loket-P3510070101-2026-11-21`, the beginning of every file's name.
pub(super) fn series(code: &str, period: Period) -> String {
    let code: String = code.chars().filter(char::is_ascii_alphanumeric).take(24).collect();
    let code = if code.is_empty() { "klinik".to_owned() } else { code };
    format!("loket-{code}-{period}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_and_the_line_of_its_paper_say_of_what_they_are() {
        let said = r#"{"createdAt":"2026-11-22T01:00:00Z","data":{},"facility":{"code":"P3510070201","name":"Puskesmas Ké"},"period":"2026-11","seq":7}"#;
        let about = About::read(said.as_bytes()).unwrap();
        assert_eq!((about.facility.name.as_str(), about.seq), ("Puskesmas Ké", 7));
        let line = ascii(&serde_json::to_string(&about).unwrap());
        assert!(line.is_ascii() && line.contains("\\u00e9"), "{line}");
        assert_eq!(About::read(line.as_bytes()), Some(about));
        for other in [&b"{}"[..], b"", b"{\"served\":41}", b"[]"] {
            assert_eq!(About::read(other), None);
        }
    }

    #[test]
    fn a_file_has_the_name_of_what_is_in_it() {
        let said = r#"{"createdAt":"2026-11-22T01:00:00Z","facility":{"code":"P35/1","name":"A"},"period":"2026-11-21","seq":7}"#;
        let about = About::read(said.as_bytes()).unwrap();
        assert_eq!(about.file_name(), "loket-P351-2026-11-21-seq7");
        for (stem, same) in [
            ("loket-P351-2026-11-21-seq7", true),
            ("loket-P351-2026-11-21-seq7 (1)", true),
            ("loket-P351-2026-11-21-seq7 - Copy", true),
            ("loket-P351-2026-11-21-seq71", false),
            ("loket-P351-2026-11-22-seq7", false),
            ("laporan desember", false),
            ("", false),
        ] {
            assert_eq!(about.is_named(stem), same, "{stem}");
        }
    }
}
