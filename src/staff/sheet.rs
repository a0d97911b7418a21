//! The recovery sheet on paper: one page with the code, how it is used, and where it is kept.

use super::secret::RecoveryCode;
use crate::paper::{About, Align, Furniture, Ink, Line, PaperError, Place, Sheet, Type};
use crate::terms::Instant;
use crate::words::Words;

/// What the sheet names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetOf {
    pub clinic: String,
    /// The day it was made, already worded.
    pub made_on: String,
    /// When it was made.
    pub made_at: Instant,
}

/// The sheet as a PDF.
pub fn recovery_sheet(of: &SheetOf, code: &RecoveryCode, words: &Words) -> Result<Vec<u8>, PaperError> {
    let title = words.text("paper-recovery-title").into_owned();
    let furniture =
        Furniture { running: of.clinic.clone(), foot: format!("{} · {}", of.clinic, of.made_on) };
    let mut sheet = Sheet::new(furniture);
    sheet.space(8.0);
    sheet.paragraph(&of.clinic, Type::medium(11.0).ink(Ink::QUIET));
    sheet.space(2.0);
    sheet.paragraph(&title, Type::semi_bold(20.0));
    sheet.space(6.0);
    sheet.paragraph(&words.text("paper-recovery-use"), Type::regular(11.0));
    sheet.space(8.0);
    let top = sheet.top();
    let page = sheet.page();
    page.rectangle(Place::at(Sheet::MARGIN, top), Sheet::WIDTH, BOX, Ink::SHADE);
    page.frame(Place::at(Sheet::MARGIN, top), Sheet::WIDTH, BOX, Line::RULE);
    let middle = Place::at(Sheet::MARGIN + Sheet::WIDTH / 2.0, top + BOX / 2.0 + 3.0);
    page.text(middle, Align::Centre, &code.printed().replace('-', "   "), Type::semi_bold(24.0));
    sheet.space(BOX + 8.0);
    sheet.paragraph(&words.text("paper-recovery-once"), Type::regular(11.0));
    sheet.space(2.0);
    sheet.paragraph(&words.text("paper-recovery-keep"), Type::semi_bold(11.0));
    let about = About { title, author: of.clinic.clone(), made_at: of.made_at, keys: Vec::new() };
    sheet.finish(about, words).bytes()
}

/// Height of the box around the code, in millimetres.
const BOX: f32 = 32.0;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn the_sheet_is_one_page_of_pdf() {
        let of = SheetOf {
            clinic: "Puskesmas Tirtasari".into(),
            made_on: "21 November 2026".into(),
            made_at: chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap(),
        };
        let code = RecoveryCode::draw().unwrap();
        let bytes = recovery_sheet(&of, &code, &Words::new(Language::Indonesian)).unwrap();
        assert!(bytes.starts_with(b"%PDF-1.7"));
        let file = lopdf::Document::load_mem(&bytes).unwrap();
        assert_eq!(file.get_pages().len(), 1);
        let text = file.extract_text(&[1]).unwrap();
        let letters: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        assert!(letters.contains(&code.printed().replace('-', "")), "{text}");
    }
}
