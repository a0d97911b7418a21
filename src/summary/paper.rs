//! The summary on paper.

use super::{Document, Error, Hash};
use crate::paper::{About, Furniture, Sheet, Type};
use crate::terms::{Instant, TimeZone};
use crate::words::Words;

/// What is printed.
#[derive(Debug, Clone, Copy)]
pub struct Printed<'a> {
    /// The document.
    pub document: &'a Document,
    /// When it was made.
    pub created_at: Instant,
    /// For the times on paper.
    pub zone: TimeZone,
    /// SHA-256 of the JSON that says the same.
    pub json_hash: Hash,
}

/// The paper, not yet sealed.
pub fn pdf(printed: &Printed<'_>, words: &Words) -> Result<Vec<u8>, Error> {
    let document = printed.document;
    let furniture = Furniture {
        running: document.facility.name.clone(),
        foot: words.text("paper-seal-note").into_owned(),
    };
    let mut sheet = Sheet::new(furniture);
    sheet.paragraph(&document.facility.name, Type::semi_bold(14.0));
    let about = About {
        title: document.period.to_string(),
        author: document.facility.name.clone(),
        made_at: printed.created_at,
        keys: vec![("LoketSummarySHA256", super::document::hex(&printed.json_hash))],
    };
    Ok(sheet.finish(about, words).bytes()?)
}
