//! Pages as the bytes of a PDF 1.7: the same pages give the same bytes.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Object, StringFormat};
use printpdf::{
    Color, FontId, Line as PdfLine, LineDashPattern, LinePoint, Mm, Op, PaintMode, PdfDocument, PdfFont,
    PdfFontHandle, PdfPage, PdfSaveOptions, Point, Polygon, PolygonRing, Pt, Rgb, TextItem, WindingOrder,
};

use super::font::{self, Weight};
use super::page::{Ink, Mark, Page};
use super::{PaperError, Place};
use crate::terms::{Instant, sha256};

/// What a PDF says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Its title, shown by readers.
    pub title: String,
    /// Who made it: the clinic.
    pub author: String,
    /// When; handed in, never asked of a clock.
    pub made_at: Instant,
    /// Further keys of the Info dictionary, ASCII.
    pub keys: Vec<(&'static str, String)>,
}

/// Pages with what they say of themselves.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// See [`About`].
    pub about: About,
    /// In order.
    pub pages: Vec<Page>,
}

impl Document {
    /// The bytes of the PDF.
    pub fn bytes(&self) -> Result<Vec<u8>, PaperError> {
        let mut pdf = PdfDocument::new(&self.about.title);
        let made_at = printpdf::OffsetDateTime::from_unix_timestamp(self.about.made_at.timestamp())
            .map_err(|_| PaperError::Write)?;
        let info = &mut pdf.metadata.info;
        info.author.clone_from(&self.about.author);
        "Loket".clone_into(&mut info.creator);
        "Loket".clone_into(&mut info.producer);
        (info.creation_date, info.modification_date, info.metadata_date) = (made_at, made_at, made_at);
        for (weight, letters) in self.letters() {
            let face = PdfFont::new(font::cut(weight, &letters)?);
            pdf.resources.fonts.map.insert(FontId(weight.name().to_owned()), face);
        }
        pdf.pages = self.pages.iter().map(drawn).collect();
        let mut file = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
        "1.7".clone_into(&mut file.version);
        if let Ok(info) = file.trailer.get(b"Info").and_then(Object::as_reference)
            && let Ok(info) = file.get_object_mut(info).and_then(Object::as_dict_mut)
        {
            for (key, value) in &self.about.keys {
                info.set(*key, Object::string_literal(value.as_str()));
            }
            // Says nothing where no print standard is kept.
            info.remove(b"GTS_PDFXVersion");
            info.remove(b"Identifier");
        }
        file.compress();
        // The file's id follows from its content, so that nothing is random.
        let mut bytes = Vec::new();
        file.trailer.remove(b"ID");
        file.clone().save_to(&mut bytes).map_err(|_| PaperError::Write)?;
        let digest = sha256(&bytes);
        let id = Object::String(digest.get(..16).unwrap_or_default().to_vec(), StringFormat::Hexadecimal);
        file.trailer.set("ID", Object::Array(vec![id.clone(), id]));
        bytes.clear();
        file.save_to(&mut bytes).map_err(|_| PaperError::Write)?;
        Ok(bytes)
    }

    fn letters(&self) -> BTreeMap<Weight, BTreeSet<char>> {
        let mut letters: BTreeMap<Weight, BTreeSet<char>> = BTreeMap::new();
        for mark in self.pages.iter().flat_map(|page| &page.marks) {
            if let Mark::Text { text, set, .. } = mark {
                letters.entry(set.weight).or_default().extend(text.chars());
            }
        }
        letters
    }
}

fn colour(ink: Ink) -> Color {
    let part = |value: u8| f32::from(value) / 255.0;
    Color::Rgb(Rgb { r: part(ink.0), g: part(ink.1), b: part(ink.2), icc_profile: None })
}

fn drawn(page: &Page) -> PdfPage {
    let point = |place: &Place| Point::new(Mm(place.x), Mm(page.height - place.y));
    let line_points = |places: &[Place]| -> Vec<LinePoint> {
        places.iter().map(|place| LinePoint { p: point(place), bezier: false }).collect()
    };
    let mut ops = Vec::with_capacity(page.marks.len() * 5);
    for mark in &page.marks {
        match mark {
            Mark::Text { at, text, set } => ops.extend([
                Op::SetFillColor { col: colour(set.ink) },
                Op::StartTextSection,
                Op::SetTextCursor { pos: point(at) },
                Op::SetFont {
                    font: PdfFontHandle::External(FontId(set.weight.name().to_owned())),
                    size: Pt(set.points),
                },
                Op::ShowText { items: vec![TextItem::Text(text.clone())] },
                Op::EndTextSection,
            ]),
            Mark::Line { points, line } => {
                let dash = line.dash.map_or_else(LineDashPattern::solid, |length| {
                    LineDashPattern::new(0.0, &[length, length])
                });
                ops.extend([
                    Op::SetOutlineColor { col: colour(line.ink) },
                    Op::SetOutlineThickness { pt: Pt(line.points) },
                    Op::SetLineDashPattern { dash },
                    Op::DrawLine { line: PdfLine { points: line_points(points), is_closed: false } },
                ]);
            }
            Mark::Area { points, ink } => ops.extend([
                Op::SetFillColor { col: colour(*ink) },
                Op::DrawPolygon {
                    polygon: Polygon {
                        rings: vec![PolygonRing { points: line_points(points) }],
                        mode: PaintMode::Fill,
                        winding_order: WindingOrder::NonZero,
                    },
                },
            ]),
        }
    }
    PdfPage::new(Mm(page.width), Mm(page.height), ops)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::{Align, Line, Type};

    fn some() -> Document {
        let mut page = Page::a4();
        page.text(Place::at(20.0, 30.0), Align::Left, "Puskesmas Tirtasari", Type::semi_bold(14.0));
        page.text(Place::at(190.0, 30.0), Align::Right, "−2,31 · ≥ 60", Type::regular(9.0));
        page.line(&[Place::at(20.0, 34.0), Place::at(190.0, 34.0)], Line::RULE);
        page.dot(Place::at(50.0, 60.0), 3.0, Ink::ACCENT);
        let about = About {
            title: "Laporan harian".into(),
            author: "Puskesmas Tirtasari".into(),
            made_at: "2026-11-21T08:00:00Z".parse().unwrap(),
            keys: vec![("LoketSummarySHA256", "ab".into())],
        };
        Document { about, pages: vec![page] }
    }

    #[test]
    fn the_same_pages_give_the_same_bytes_and_their_text_can_be_read() {
        let bytes = some().bytes().unwrap();
        assert_eq!(bytes, some().bytes().unwrap());
        assert!(bytes.starts_with(b"%PDF-1.7") && bytes.len() < 40_000, "{}", bytes.len());
        let read = lopdf::Document::load_mem(&bytes).unwrap();
        let text = read.extract_text(&[1]).unwrap();
        assert!(text.contains("Tirtasari") && text.contains("−2,31 · ≥ 60"), "{text}");
        let info = read.trailer.get(b"Info").unwrap().as_reference().unwrap();
        assert!(read.get_dictionary(info).unwrap().has(b"LoketSummarySHA256"));
        let mut other = some();
        other.about.title.push('!');
        assert_ne!(other.bytes().unwrap(), bytes);
    }
}
